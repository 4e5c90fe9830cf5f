"""What `compare` is, for the command line, Python, the report and the dashboard alike.

Scenarios -> runs -> paired analysis -> words. One company, several policies, the same luck for all.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analysis.paired import compare_pairs
from sim.spec.assumptions import Assumptions
from sim.spec.company import Company
from sim.spec.fault import Fault, ScenarioError, attempt, shown
from sim.spec.measure import measure_table
from sim.spec.policy import Policy
from sim.spec.reader import Overrides, load, name_of
from sim.spec.roster import Roster, read_roster
from sim.spec.scenario import Scenario, differences
from sim.view import tables, words

PolicyLike = Policy | str | Path
Progress = Callable[[int, int], None]
"""Told how many of how many runs are done."""
Live = Callable[[dict[str, Scenario], int, int, int, Progress | None], tuple[pd.DataFrame, pd.DataFrame]]
"""Lives scenarios by name, for replicates, draws and a seed: measures by month, and headlines by run."""

RANGES = {
    "months": (1, 1_200),
    "replicates": (2, 1_000_000),
    "draws": (1, 1_000_000),
    "seed": (0, 2**64 - 1),
}
"""Allowed settings. Two replicates at least: one can't say how sure a difference is."""
PRINT_WIDTH = 100


@dataclass(frozen=True)
class Comparison:
    """Policies compared on one company; prints itself, in a terminal and in a notebook.

    `table` has a row per policy and measure, with the columns of `analysis.paired.COLUMNS`; `sentences` a
    sentence per policy, the baseline first. `outcomes` holds what both were made from: a row per policy,
    draw and replicate; `monthly` the measures month by month. `measures` says what each measure is, and
    `scenarios` what was lived under each name.
    """

    table: pd.DataFrame
    sentences: tuple[str, ...]
    baseline: str
    company: str
    months: int
    seed: int
    replicates: int
    draws: int
    version: str
    runs: int
    seconds: float
    settings: dict[str, Any]
    notes: tuple[str, ...] = ()
    measures: pd.DataFrame = field(default_factory=measure_table, repr=False)
    outcomes: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    monthly: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The settings and every row, as the command line's JSON has them; only finite numbers."""
        names = ("baseline", "company", "months", "seed", "replicates", "draws", "version")
        return {**{name: getattr(self, name) for name in names}, "rows": self.table.to_dict("records")}

    def to_json(self) -> str:
        """`to_dict` as JSON text."""
        return json.dumps(self.to_dict(), indent=1, allow_nan=False)

    def to_markdown(self) -> str:
        """Table and sentences in Markdown."""
        heading = f"## {self.heading}"
        body = tables.markdown(self.table, self.measures, self.baseline)
        bullets = "\n".join(f"- {sentence}" for sentence in self.sentences)
        notes = "\n".join(f"- {note}" for note in self.notes)
        return "\n\n".join(
            [heading, *filter(None, [notes]), body, bullets, tables.LEGEND, *self.frame, self.effort]
        )

    @property
    def heading(self) -> str:
        """What was compared, in a line."""
        worlds = "" if self.draws == 1 else f" in each of {self.draws:,} worlds"
        return (
            f"{self.company}: {self.months} months, {self.replicates:,} twin companies per policy{worlds}, "
            f"baseline {self.baseline}"
        )

    @property
    def frame(self) -> tuple[str, ...]:
        """Where the numbers come from, how well they were checked, and what they are not for."""
        return (*badge(next(iter(self.scenarios.values()), None)), words.FRAME)

    @property
    def effort(self) -> str:
        """How many runs were made and how long they took."""
        return (
            f"{self.runs:,} runs of {self.months} months in {self.seconds:.1f} s "
            f"(seed {self.seed}, twinladder {self.version})."
        )

    def __rich_console__(self, console: Any, options: Any) -> Iterable[Any]:
        """What rich prints, part by part."""
        from rich.markup import escape as literal
        from rich.padding import Padding

        yield f"\n[bold]{literal(self.heading)}[/bold]\n"
        if self.notes:
            yield "[dim]" + literal("\n".join(self.notes)) + "[/dim]\n"
        yield tables.comparison_table(self.table, self.measures, self.baseline)
        yield from (Padding(literal(sentence), (0, 0, 1, 0)) for sentence in self.sentences)
        yield f"[dim]{tables.LEGEND}[/dim]\n"
        yield from (f"[dim]{literal(line)}[/dim]" for line in (*self.frame, self.effort))

    def __str__(self) -> str:
        from rich.console import Console

        console = Console(file=io.StringIO(), width=PRINT_WIDTH, highlight=False, color_system=None)
        with console.capture() as captured:
            console.print(self)
        return "\n".join(line.rstrip() for line in captured.get().splitlines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        lines = (*self.notes, *self.sentences, tables.LEGEND, *self.frame, self.effort)
        body = tables.html(self.table, self.measures, self.baseline)
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return f"<h4>{escape(self.heading)}</h4>{body}{paragraphs}"


def compare(
    company: Company | str | Path,
    policies: PolicyLike | Sequence[PolicyLike],
    baseline: PolicyLike = "status_quo",
    months: int = 60,
    replicates: int = 200,
    draws: int = 1,
    seed: int = 1,
    assumptions: Assumptions | str | Path | None = None,
    overrides: Overrides | None = None,
    roster: Roster | str | Path | None = None,
    progress: Progress | None = None,
    *,
    fiscal_year: int | None = None,
    live: Live | None = None,
    jobs: int = 1,
) -> Comparison:
    """Compare promotion policies on one company, twin by twin.

    Every policy is lived by the same `replicates` simulated companies with the same luck, for `months`
    after the change of policy. With one draw the assumptions are taken as they are; with more, each draw
    samples all of them from their plausible ranges, and every draw is lived by all replicates.

    `overrides` on `policy.*` change every policy but the baseline; if only the baseline is named, it is
    compared with its own changed version. Those on `company.*` and `assumptions.*` hold for all. The
    baseline is always part of the comparison, once and first; a second policy of the same name is numbered.
    `live` replaces how scenarios are lived, for those who need more of the runs than their headlines;
    `jobs` processes share the work, which changes no number.

    Raises `ScenarioError`, before anything runs, with every fault of files, names and settings at once.
    """
    check_settings(months=months, replicates=replicates, draws=draws, seed=seed)
    table = open_roster(roster, fiscal_year)
    scenarios = _scenarios(company, policies, baseline, months, assumptions, overrides, table)
    return compared(scenarios, replicates, draws, seed, overrides, progress, live, jobs)


def compared(
    scenarios: dict[str, Scenario],
    replicates: int,
    draws: int,
    seed: int,
    overrides: Overrides | None = None,
    progress: Progress | None = None,
    live: Live | None = None,
    jobs: int = 1,
) -> Comparison:
    """Compare scenarios on one company by the names of their policies; the first is the baseline."""
    started = time.perf_counter()
    name, first = next(iter(scenarios.items()))
    lives = live or (_live if jobs == 1 else partial(_live, jobs=jobs))
    monthly, outcomes = lives(scenarios, replicates, draws, seed, progress)
    measures = measure_table(currency=first.company.currency, pay=first.company.salary)
    rows = compare_pairs(outcomes, measures, name)
    return Comparison(
        table=rows,
        sentences=tuple(words.sentences(rows, measures, name).values()),
        baseline=name,
        company=first.names.company,
        months=first.months,
        seed=seed,
        replicates=replicates,
        draws=draws,
        version=version(),
        runs=len(outcomes),
        seconds=time.perf_counter() - started,
        settings=_settings(scenarios, first.months, replicates, draws, seed, overrides),
        notes=notes(first.roster),
        measures=measures,
        outcomes=outcomes,
        monthly=monthly,
        scenarios=scenarios,
    )


def badge(scenario: Scenario | None) -> tuple[str, str]:
    """Where a scenario's numbers come from, and the score of the last validation."""
    # here, because it needs the kernels' sources, which bad input is refused without
    from sim.studies.validation import score

    changed, title = [], ""
    if scenario is not None:
        changed = [d.label for d in differences(Assumptions(), scenario.assumptions)]
        title = scenario.assumptions.title
    known = score.read()
    if known is None:
        return words.badge(changed, title), words.UNSCORED
    said = words.validation(known.met, known.computed, known.current, generic=not changed)
    return words.badge(changed, title), said


def open_roster(roster: Roster | str | Path | None, fiscal_year: int | None) -> Roster | None:
    """The roster that a path means, or the one that is there already, or none. Raises ScenarioError."""
    if isinstance(roster, str | Path):
        return read_roster(roster, fiscal_year)
    if fiscal_year is not None:
        raise ScenarioError(
            [Fault("", "means nothing without a roster file", "fiscal_year", str(fiscal_year))]
        )
    return roster


def notes(roster: Roster | None) -> tuple[str, ...]:
    """What became of a roster, a line each: what was mapped, what is drawn, what was dropped and why."""
    if roster is None:
        return ()
    return tuple(
        f"roster: {note.fate}: {note.what} ({note.count:,})" + (f": {note.reason}" if note.reason else "")
        for note in roster.report
    )


def version() -> str:
    """The version of twinladder that is installed."""
    from importlib.metadata import version as installed

    return installed("twinladder")


def check_settings(alone: bool = False, **settings: int) -> None:
    """Refuse settings out of their range; one replicate will do for policies lived `alone`, not compared.

    Raises ScenarioError with all faults, and KeyError for a setting that has no range.
    """
    faults = []
    for name, value in settings.items():
        low, high = RANGES[name]
        low = 1 if alone and name == "replicates" else low
        if not isinstance(value, int) or isinstance(value, bool):
            faults.append(Fault("", "wrong type: must be a whole number", name, shown(value)))
        elif not low <= value <= high:
            faults.append(Fault("", "out of range", name, shown(value), f"{low} to {high:,}"))
    if faults:
        raise ScenarioError(faults)


def _scenarios(
    company: Company | str | Path,
    policies: PolicyLike | Sequence[PolicyLike],
    baseline: PolicyLike,
    months: int,
    assumptions: Assumptions | str | Path | None,
    overrides: Overrides | None,
    roster: Roster | None,
) -> dict[str, Scenario]:
    """Every policy's scenario by its unique name, the baseline first; all faults of all of them at once."""
    given = [policies] if isinstance(policies, Policy | str | Path) else list(policies)
    shared, own = split_overrides(overrides)
    arms: list[tuple[str, PolicyLike, Any]] = [(name_of(baseline), baseline, shared)]
    others = list(dict.fromkeys(policy for policy in given if policy != baseline))
    arms += [(name_of(policy), policy, [*shared, *own]) for policy in others]
    if own and not others:
        arms.append((f"{name_of(baseline)}_changed", baseline, [*shared, *own]))
    faults: list[Fault] = []
    found: dict[str, Scenario] = {}
    for name, policy, says in arms:
        read = partial(load, company, policy, assumptions, dict(says), months, roster)
        scenario = attempt(faults, read)
        if scenario is not None:
            found[_unique(name, found)] = scenario
    if faults:
        raise ScenarioError(faults)
    return found


def split_overrides(overrides: Overrides | None) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    """Overrides as (path, value): those that hold for every policy, and those on `policy.*`.

    Raises ScenarioError for a text without `=`.
    """
    from sim.spec.reader import toml_value

    pairs: list[tuple[str, Any]] = []
    if isinstance(overrides, Mapping):
        pairs = [(str(path), value) for path, value in overrides.items()]
    else:
        for text in [overrides] if isinstance(overrides, str) else overrides or ():
            path, equals, value = text.partition("=")
            if not equals:
                raise ScenarioError([Fault("--set", f'"{text}" has no "="', allowed="path=value")])
            pairs.append((path.strip(), toml_value(value.strip())))
    return (
        [(path, value) for path, value in pairs if not path.startswith("policy.")],
        [(path, value) for path, value in pairs if path.startswith("policy.")],
    )


def _unique(name: str, taken: Iterable[str]) -> str:
    """The name, or the name with the first number from 2 on that nobody has."""
    if name not in taken:
        return name
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _live(
    scenarios: dict[str, Scenario],
    replicates: int,
    draws: int,
    seed: int,
    progress: Progress | None,
    jobs: int = 1,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Live all policies: their measures by month, and their headlines, each with a column `policy`."""
    # here, because kernels take a while to import and bad input is refused before
    from sim.batch.block import live
    from sim.batch.crew import THREADS
    from sim.batch.design import draw_assumptions
    from sim.model.measures import headlines

    drawn = None if draws == 1 else draw_assumptions(draws, seed)
    share = partial(live, threads=THREADS) if jobs == 1 else _among(jobs)
    lived = share(scenarios, range(replicates), seed, drawn, progress)
    monthly = _stacked(lived)
    return monthly, _stacked({policy: headlines(measures) for policy, measures in lived.items()})


def _among(jobs: int) -> Callable[..., dict[str, pd.DataFrame]]:
    """How several processes share the lives."""
    # here, because it brings the batch runner along, which one process does without
    from sim.batch.shares import live_among

    return partial(live_among, jobs)


def _stacked(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables per policy on top of each other, with the policy in the first column."""
    stacked = pd.concat(frames.values(), keys=frames.keys(), names=["policy", None])
    return stacked.reset_index("policy").reset_index(drop=True)


def _settings(
    scenarios: Mapping[str, Scenario],
    months: int,
    replicates: int,
    draws: int,
    seed: int,
    overrides: Overrides | None,
) -> dict[str, Any]:
    """Everything that decided the numbers, enough to run them again."""
    first = next(iter(scenarios.values()))
    shared, own = split_overrides(overrides)
    return {
        "company": first.names.company,
        "assumptions": first.names.assumptions,
        "policies": list(scenarios),
        "scenarios": {name: scenario.content_hash for name, scenario in scenarios.items()},
        "overrides": dict(shared + own),
        "months": months,
        "replicates": replicates,
        "draws": draws,
        "seed": seed,
    }
