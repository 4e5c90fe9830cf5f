"""`docs/performance.md`: made from the results, nothing in it is written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.view.tables import markdown_rows
from tests.bench import figures, tables, targets
from tests.bench.tables import Grid, Results, spelt
from tests.bench.targets import TARGETS, number

NAME = "performance"

PAGE = """\
# Performance

How fast the model is, measured by `python -m tests.bench` on one core of the machine below. Every number of
this page comes from [performance.json](performance.json), which holds more. Numbers in brackets, and those
after "interval", are the bounds of 95% bootstrap intervals over repetitions; a repetition is a year of
{company} under {policy}. Work is measured in processor time, starts by the clock.

{machine}

## Targets

{summary}

{targets}

{others}## Against the plain twin

{twins}

The plain twin (`tests/twins`) is the whole model once more as ordinary Mesa agents, one company at a time.
Its random numbers lie ready when it is measured, so that the ratio is of the model and not of its random
numbers. Both live in turns in one run, and are in the same state afterwards, bit by bit, or nothing is
reported.

## Against the floor

{floor}

The floor (`tests/bench/floor.py`) is compiled the same way and only does what no implementation could leave
out: it draws the numbers of an average month, and reads and writes every column once. {numbers}

## Size

{scaling_words}

![Seconds of a month over people and over rows, with the straight line that fits
them.](figures/performance-scaling.svg)

{scaling}

{speed}

## Where the time goes

{processes_words}

![Nanoseconds per person-month of every process of the month, for companies of 200 and of 1,000
people.](figures/performance-processes.svg)

{processes}

## Memory

{memory}

## Starting

{starts_words}

![Seconds of a comparison, part after part: Python, imports, kernels, run, printing, and the
rest.](figures/performance-start.svg)

{starts}

*python* is its own start, *import* our imports and those of others, *kernels* compiling or loading machine
code, *run* living and analysis, *rest* everything else, ending included.

## Elsewhere

{peers}

## Measure it again

```sh
uv run python -m tests.bench --quick               # a minute
uv run python -m tests.bench --write docs --peers  # everything; makes this page
uv run python -m tests.bench --beside docs NAME    # everything on another machine; adds it to this page
uv run python -m tests.bench --accept              # after a change of speed that is meant
```

CI compares the model with its last accepted speed (`tests/bench/guard.py`): both are multiples of a
calibration loop measured in turns with the model, for each kind of processor, and CI fails if the whole
interval of the change lies above 10% slower, three times in a row.
"""

PEERS = """\
The same reduced month in other frameworks: {people} people with a tenure, who draw a number, leave, and are
replaced; {months} months, making the companies included. It says how far the frameworks are apart at the
simplest work, not how fast the model would be in them.{missing}

{table}"""

OTHERS = """\
The same on other machines; what is missed there is in bold.

{table}

{machines}

"""

NO_PEERS = "Other frameworks were not measured in this run."


def page(results: Results, others: Mapping[str, Results]) -> str:
    """The page in Markdown; `others` are the results of other machines by their names."""
    return PAGE.format(
        company=f"`{results['scenario']['company']}`",
        policy=f"`{results['scenario']['policy']}`",
        machine=_machine(results),
        summary=_summary(results),
        targets=_markdown(tables.target_grid(results)),
        others=_others(others),
        twins=_twins(results),
        floor=_floor(results),
        numbers=_numbers(results),
        scaling_words=_scaling(results),
        scaling=_markdown(tables.scaling_grid(results)),
        speed=_markdown(tables.speed_grid(results)),
        processes_words=_processes(results),
        processes=_markdown(tables.process_grid(results)),
        memory=_memory(results),
        starts_words=_starts(results),
        starts=_markdown(tables.start_grid(results)),
        peers=_peers(results, others),
    )


def write(results: Results, folder: Path) -> None:
    """Write the results, the page and its figures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _keep(results, folder / f"{NAME}.json")
    figures.draw_all(results, folder / "figures")
    (folder / f"{NAME}.md").write_text(page(results, read_others(folder)), encoding="utf-8")


def write_beside(results: Results, folder: Path, machine: str) -> None:
    """Add the results of another machine to the page that is in a folder."""
    _keep(results, folder / f"{NAME}-{machine}.json")
    kept = json.loads((folder / f"{NAME}.json").read_text(encoding="utf-8"))
    (folder / f"{NAME}.md").write_text(page(kept, read_others(folder)), encoding="utf-8")


def read_others(folder: Path) -> dict[str, Results]:
    """The results of other machines that are kept in a folder, by the machines' names."""
    files = sorted(folder.glob(f"{NAME}-*.json"))
    return {
        file.stem.removeprefix(f"{NAME}-"): json.loads(file.read_text(encoding="utf-8")) for file in files
    }


def _keep(results: Results, path: Path) -> None:
    path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _markdown(grid: Grid) -> str:
    return "\n".join(markdown_rows(grid.headings, grid.rows))


def _machine(results: Results) -> str:
    m = results["machine"]
    packages = ", ".join(f"{name} {version}" for name, version in m["packages"].items())
    changed = " with uncommitted changes" if m["uncommitted_changes"] else ""
    quick = " Measured with --quick: few repetitions, small sizes." if results["quick"] else ""
    return (
        f"Machine: {m['processor']}, {m['cores']} cores, {m['memory_gb']} GB, {m['system']}; load before the "
        f"start {m['load_at_start']}. Python {m['python']}, {packages}. Commit {m['commit'][:10]}{changed}."
        f"{quick}"
    )


def _others(others: Mapping[str, Results]) -> str:
    """What other machines make of the targets; nothing if there are none."""
    if not others:
        return ""
    machines = "\n".join(f"- *{name}*: {_machine(found)}" for name, found in others.items())
    return OTHERS.format(table=_markdown(tables.elsewhere_grid(others)), machines=machines)


def _summary(results: Results) -> str:
    """How many targets are met, and which are not."""
    verdicts = {row[0]: row[-1] for row in targets.rows(results)}
    met = [what for what, verdict in verdicts.items() if verdict.endswith("met")]
    missed = [what for what, verdict in verdicts.items() if verdict.endswith("missed")]
    unknown = len(TARGETS) - len(met) - len(missed)
    named = f" Missed: {'; '.join(missed)}." if missed else ""
    rest = f" Not measured: {unknown}." if unknown else ""
    return f"{len(met)} of {len(TARGETS)} targets are met.{named}{rest}"


def _twins(results: Results) -> str:
    words = []
    for found in results["twins"].values():
        ratio, between = spelt(found["ratio"])
        rows = "1 row" if found["rows"] == 1 else f"{found['rows']} rows"
        words.append(
            f"At {found['people']} people and {rows} the model is {ratio} times as fast as the plain twin "
            f"(interval {between}; {found['repetitions']} repetitions): "
            f"{spelt(found['fast_nanoseconds'])[0]} against "
            f"{spelt(found['plain_nanoseconds'])[0]} nanoseconds per person-month."
        )
    return " ".join(words)


def _floor(results: Results) -> str:
    found = results["floor"]
    multiple, between = spelt(found["multiple"])
    return (
        f"At {found['people']:,} people and {found['rows']} rows a month of the model takes {multiple} "
        f"times as long as the floor (interval {between}; {found['repetitions']} repetitions): "
        f"{spelt(found['model_nanoseconds'])[0]} against {spelt(found['floor_nanoseconds'])[0]} nanoseconds "
        f"per person-month."
    )


def _numbers(results: Results) -> str:
    """How many numbers the floor draws, and how that is known."""
    found = results["floor"]
    return (
        f"These are {number(found['numbers_drawn'])} numbers per person, "
        f"{number(found['normal_numbers_drawn'])} of them made normal, what reviews, leavers and applicants "
        f"draw included: counted over a year of one such company (`tests/bench/tally.py`)."
    )


def _scaling(results: Results) -> str:
    found = results["scaling"]
    words = []
    for name in ("people", "rows"):
        exponent, between = spelt(found[name]["exponent"])
        first, *_, last = found[name]["sizes"]
        words.append(
            f"From {first:,.0f} to {last:,.0f} {name} the cost of a month grows with the power {exponent} of "
            f"their number (interval {between}), where 1 is linear."
        )
    alone = found["people_alone"]
    fixed, fixed_between = spelt(alone["fixed_seconds"], 1e6)
    share, share_between = spelt(alone["fixed_share_of_smallest"], 100.0)
    words.append(
        f"A month of a single company costs {fixed} microseconds however small it is (interval "
        f"{fixed_between}), {share}% of what {alone['sizes'][0]:.0f} people cost (interval {share_between})."
    )
    words.append(
        "A fixed cost below nothing means that cost per person rises with size over the range fitted."
    )
    return " ".join(words)


def _processes(results: Results) -> str:
    found = results["processes"]["1000x64"]
    first, second = sorted(found, key=lambda name: -float(found[name]["share"]["value"]))[:2]
    words = []
    for name in (first, second):
        share, between = spelt(found[name]["share"], 100.0)
        words.append(f"{name} {share}% (interval {between})")
    return f"At 1,000 people and 64 rows the two dearest processes of the month are {' and '.join(words)}."


def _memory(results: Results) -> str:
    found = results["memory"]
    text = (
        f"A person takes {number(found['bytes_per_person'])} bytes, and "
        f"{number(found['bytes_per_person_with_teams_and_company'])} with their share of team and company at "
        f"200 people. "
    )
    if "large" not in found:
        return text + "The peak of a large company was not measured in this run."
    large = found["large"]
    return text + (
        f"A process that lives {large['people']:,} people for {large['months']} months, every event kept, "
        f"holds at most {number(large['peak_bytes'] / 1e9)} GB, Python and all libraries included."
    )


def _starts(results: Results) -> str:
    found: Mapping[str, Any] = results["starts"]
    help_, help_between = spelt(found["help"])
    total, between = spelt(found["warm"]["total"])
    text = (
        f"`twinladder --help` answers in {help_} s (interval {help_between}). `twinladder compare` of four "
        f"policies on `vietnam_sme`, 200 replicates and 60 months, takes {total} s (interval {between})"
    )
    if "cold" not in found:
        return text + "."
    cold, (report, report_between) = found["cold"], spelt(found["report"])
    return text + (
        f"; the first time ever, when it says that it compiles and does, {number(cold['total']['value'])} s "
        f"(once), of which {number(cold['kernels']['value'])} s are compiling. `twinladder report` of these "
        f"policies at 500 replicates in each of 20 worlds takes {report} s (interval {report_between}) with "
        f"the cores of this machine."
    )


def _peers(results: Results, others: Mapping[str, Results]) -> str:
    if "peers" not in results:
        return NO_PEERS
    from tests.bench.peers import MONTHS, PEOPLE

    runs = [results["peers"], *(other["peers"] for other in others.values() if "peers" in other)]
    missing = [name for name in runs[0] if all("person_months_per_second" not in run[name] for run in runs)]
    words = f" Not measured: {', '.join(missing)}." if missing else ""
    table = _markdown(tables.peer_grid(results, others))
    return PEERS.format(people=f"{PEOPLE:,}", months=MONTHS, missing=words, table=table)
