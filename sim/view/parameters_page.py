"""Pages made from the catalogue: `docs/parameters.md`, tables of two more pages, and `schemas/*.json`.

    python -m sim.view.parameters_page          # write them all anew
    python -m sim.view.parameters_page --check  # say which are stale; exit code 1 if any is

A page of which only parts are made holds them between `<!-- made: NAME -->` and `<!-- end: NAME -->`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sim.batch.design import uncertain
from sim.model.measures import NAMES
from sim.processes.month import ORDER
from sim.spec.library import FOLDERS, Kind
from sim.spec.measure import HEADLINES
from sim.spec.parameter import Parameter, parameters
from sim.spec.scenario import MODELS, catalogue
from sim.spec.schema import schema
from sim.state.draws import Purpose
from sim.state.workforce import COMPANIES, HAPPENINGS, PEOPLE, TEAMS, Column
from sim.view.tables import markdown_rows

PARAMETERS = "docs/parameters.md"
PAGES_WITH_PARTS = ("docs/model.md", "docs/measures.md")
MADE = re.compile(r"(<!-- made: (?P<name>[\w-]+) -->\n).*?(<!-- end: (?P=name) -->)", re.S)

INTRODUCTION = """\
# Parameters

Every number of the model that a file can set: {count} of them. This page is made from the catalogue in
`sim/spec`; don't edit it. After a change of the catalogue write it, the schemas and the tables of
[model.md](model.md) and [measures.md](measures.md) anew with

```sh
uv run python -m sim.view.parameters_page
```

A test fails while one of them is stale. `twinladder describe PATH` prints one row of this page.

- *Default*: what holds if no file says otherwise. `twinladder describe NAME` tells how what ships differs.
- *Allowed*: what is accepted; anything else is refused with this range.
- *Plausible*: where the truth may lie. `--draws` and sensitivity studies sample those of assumptions evenly
  ({drawn} of them; whole numbers are left as they are).
- *Tier*: how good the evidence is. **A** causal or meta-analytic, **B** correlational or large records,
  **C** survey, **judgement** ours, **choice** no evidence but what somebody decides.
  {tiers}.
- *E..* in a source is a study or survey: [sources](sources.md) says which, and what it found. *S..*, *J..*,
  *P..*, *R..* and *W..* are facts that [validation](validation.md) holds the model to.

## Schemas for editors

`schemas/company.json`, `schemas/policy.json` and `schemas/assumptions.json` are JSON Schemas (draft 2020-12)
of the three kinds of file. An editor that checks TOML against a schema then completes keys, shows meaning and
unit, and marks what is out of range. Say which schema in the first line of a file (Taplo, Tombi and the
editors that use them read it; the path is relative to the file),

```toml
#:schema ../../schemas/policy.json
```

or once for all files of a folder, in `.taplo.toml`:

```toml
[[rule]]
include = ["scenarios/policies/*.toml"]
schema = {{ path = "schemas/policy.json" }}
```
"""

HEADINGS: dict[Kind, str] = {
    "company": "How a company starts and what things cost there. In a company file; write "
    "`company.NAME` with `--set`.",
    "policy": "What leaders choose: the levers. In a policy file; write `policy.NAME` with `--set`.",
    "assumptions": "What nobody knows for sure about people and markets. In an assumptions file; write "
    "`assumptions.NAME` with `--set`.",
}


MEASURES: dict[str, tuple[str, str]] = {
    "headcount": ("people", "people present at the month's end"),
    "hired": ("people", "people who joined this month"),
    "left": ("people", "people who left this month, for any reason"),
    "regretted": ("people", "of these, who left of their own will and performed in the top quarter"),
    "exits_personal": ("people", "left for personal reasons"),
    "exits_offer": ("people", "left for an outside offer"),
    "exits_career": ("people", "left because of a stalled career"),
    "exits_role": ("people", "left because of an unwanted role"),
    "exits_unfairness": ("people", "left because promotions looked unfair"),
    "exits_manager": ("people", "left because of a poor manager"),
    "exits_overload": ("people", "left because of overload"),
    "exits_colleagues": ("people", "left because colleagues did"),
    "exits_dismissal": ("people", "were dismissed"),
    "exits_retirement": ("people", "retired"),
    "stayed": ("people", "people present who were so twelve months ago (in the first year: at month 0)"),
    "retention": ("percent", "`stayed` of the head count then; in the first year scaled to twelve months"),
    "output": ("person-months", "output of all teams"),
    "output_per_seat": ("person-months", "`output` over the seats of the plan, empty ones included"),
    "managers": ("people", "managers present"),
    "unwanted": ("people", "of these, who would rather do other work (`loss` above 0)"),
    "manager_skill": ("sd", "mean over managers of their four skills with people, equally weighted"),
    "morale": ("sd", "mean morale of those present"),
    "fairness": ("sd", "mean sense of fair promotions of those present"),
    "trust": ("share", "trust in how promotions are decided"),
    "promoted": ("people", "people who moved up into a manager seat, willing or not"),
    "forced": ("people", "of these, who did not want to"),
    "rungs_given": ("people", "people who got a rung on the technical ladder"),
    "stepped_back": ("people", "managers who returned to a contributor seat"),
    "raises": ("people", "people who got a raise because they seemed about to leave"),
    "requests": ("requests", "candidates who were asked (or told) to manage"),
    "declined": ("requests", "of these, who said no"),
    "empty_seats": ("seats", "seats in which nobody sits at the month's end"),
    "empty_manager_seats": ("seats", "of these, manager seats"),
    "rung_holders": ("people", "people on the technical ladder"),
    "knowledge_lost": ("person-months", "undocumented knowledge that left a team with a leaver or promotee"),
    "bench": ("share", "manager seats with somebody ready and willing in the team"),
    "courses": ("people", "people on a course"),
    "tightness": ("multiple", "outside offers against the usual"),
    "payroll": ("currency", "pay of everybody present, ladder and outside premiums included"),
    "training_spent": ("currency", "fees of courses and the programme's fixed cost"),
    "assessment_cost": ("currency", "assessing candidates and telling them why another was chosen"),
    "replacement_cost": ("currency", "cost of replacing this month's leavers"),
    "output_value": ("currency", "value of `output`"),
    "net_value": ("currency", "`output_value` less the four costs above it and `showcase_cost`"),
    "grades_given": ("people", "people who moved up a job grade"),
    "moved_sideways": ("people", "people who swapped seats with somebody of another team"),
    "passed_over": (
        "people",
        "candidates considered for a seat who would have taken it and did not get it; once per seat",
    ),
    "satisfaction_surveyed": ("sd", "mean morale as a survey of everybody finds it, with its error"),
    "intention_surveyed": ("log hazard", "mean intention to leave as such a survey finds it"),
    "output_spread": ("share", "standard deviation over mean of first-line teams' output per seat"),
    "decision_quality": ("points", "mean judgement of the managers present, -0.5 to 0.5"),
    "smaller_group": ("people", "people present who are not of group 0"),
    "smaller_group_managers": ("people", "of these, managers"),
    "decision_quality_first_line": ("points", "mean judgement of those who lead contributors; 0 without any"),
    "decision_quality_higher": ("points", "mean judgement of those who lead managers; 0 without any"),
    "candidates": ("people", "people put forward for an open manager seat from inside; once per seat"),
    "applications": ("people", "people from outside who applied for a seat that was filled or offered"),
    "rejected": ("people", "of these, who were not offered it"),
    "offers_declined": ("people", "of these, who were offered it and declined; the others were `hired`"),
    "showcase_cost": ("currency", "showing careers to applicants"),
    "inside_saving": (
        "currency",
        "what those who moved into or up in management saved against managers from outside: a year's pay, "
        "and recruiting one level lower; choosing and preparing them not counted, and no item of `net_value`",
    ),
    "below_bar": (
        "people",
        "managers with less skill with people than the labour market's average (a mean of four below 0): "
        "the Peter share is theirs of `managers`",
    ),
}
"""Unit and meaning of every measure of a month; a test holds that none is missing."""


def number(value: Any) -> str:
    """A value as a file would have it, with thousands apart."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
    return str(value)


def interval(bounds: tuple[float, float] | None) -> str:
    """A range in words, or a dash."""
    return "–" if bounds is None else f"{number(bounds[0])} to {number(bounds[1])}"


def row(known: Parameter) -> list[str]:
    """A parameter as a row of the page."""
    name = f"`{known.path.partition('.')[2]}`"
    allowed = ", ".join(known.choices) or (
        "true, false" if known.kind == "yes or no" else interval(known.range)
    )
    evidence = f"{known.tier}: {known.source}" if known.source else known.tier
    pilot = " *May differ from team to team.*" if known.in_teams else ""
    return [
        name, f"**{known.label}.** {known.meaning}{pilot}", known.unit or "–", number(known.default), allowed,
        interval(known.plausible), evidence,
    ]  # fmt: skip


def page() -> str:
    """`docs/parameters.md`."""
    known = list(catalogue().values())
    tiers = {tier: sum(1 for p in known if p.tier == tier) for tier in ("A", "B", "C", "judgement", "choice")}
    told = "Today " + ", ".join(f"{count} are {tier}" for tier, count in tiers.items())
    parts = [INTRODUCTION.format(count=len(known), tiers=told, drawn=len(uncertain()))]
    for kind, model in MODELS.items():
        parts.append(f"## {kind.capitalize()}\n\n{HEADINGS[kind]}\n")
        listed = [p for p in parameters(model, kind) if p.kind != "text"]
        for group, members in groupby(listed, key=lambda p: p.path.rpartition(".")[0]):
            heading = group.partition(".")[2]
            title = (
                f"### `[{heading}]`\n\n{_about(model, heading)}\n"
                if heading
                else "### At the top of the file\n"
            )
            head = ("name", "what it is", "unit", "default", "allowed", "plausible", "evidence")
            parts.append(f"{title}\n{table(head, [row(p) for p in members])}\n")
    return "\n".join(parts)


def _about(model: Any, dotted: str) -> str:
    """The first line of the docstring of a group of parameters."""
    for name in dotted.split("."):
        model = model.model_fields[name].annotation
    return str(model.__doc__).strip().splitlines()[0]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(markdown_rows(head, rows))


def columns(listed: Mapping[Any, Column]) -> str:
    """A table of columns: name, meaning, unit, range."""
    rows = [[f"`{c.name}`", c.meaning, c.unit, _bounds(c)] for c in listed.values()]
    return table(("column", "meaning", "unit", "range"), rows)


def _bounds(column: Column) -> str:
    low, high = column.low, column.high
    if low == -float("inf") and high == float("inf"):
        return "–"
    if high == float("inf"):
        return f"{number(low)} or more"
    return f"{number(low)} to {number(high)}"


def schedule() -> str:
    """The month: every process in order with what it does and what it writes."""
    words: dict[Any, Column] = {**PEOPLE, **HAPPENINGS, **TEAMS, **COMPANIES}
    people = set(PEOPLE)
    rows = []
    for place, process in enumerate(ORDER, 1):
        written = set(process.writes)
        all_of = ["every column of a person"] if people <= written else []
        named = [words[c].name for c in words if c in written and not (all_of and c in people)]
        about = str(process.__doc__).strip().splitlines()[0]
        cells = ", ".join([*all_of, *(f"`{name}`" for name in named)])
        rows.append([str(place), f"**{process.__name__.lower()}**", about, cells])
    return table(("", "process", "what happens", "writes"), rows)


def purposes() -> str:
    """The purposes of draws with their numbers."""
    return table(("purpose", "number"), [[p.name.lower(), str(int(p))] for p in Purpose])


def monthly_measures() -> str:
    """Every measure of a month."""
    return table(("column", "unit", "meaning"), [[f"`{n}`", *MEASURES[n]] for n in NAMES])


def headline_measures() -> str:
    """The measures at the head of every comparison."""
    rows = [
        [f"`{m.name}`", m.label, m.unit, "more" if m.better > 0 else "less", _smallest(m), m.meaning]
        for m in HEADLINES
    ]
    return table(("name", "label", "unit", "better", "smallest that matters", "meaning"), rows)


def _smallest(measure: Any) -> str:
    return f"{100 * measure.smallest:g}% of a contributor's pay" if measure.money else f"{measure.smallest:g}"


PARTS: dict[str, Callable[[], str]] = {
    "people": lambda: columns(PEOPLE),
    "happenings": lambda: columns(HAPPENINGS),
    "teams": lambda: columns(TEAMS),
    "companies": lambda: columns(COMPANIES),
    "schedule": schedule,
    "purposes": purposes,
    "monthly": monthly_measures,
    "headlines": headline_measures,
}


def with_parts(text: str, parts: Mapping[str, Callable[[], str]] = PARTS) -> str:
    """A page with its made parts written anew. Raises KeyError for a part that nobody makes."""
    return MADE.sub(lambda found: f"{found[1]}{parts[found['name']]()}\n{found[3]}", text)


def everything(root: Path) -> dict[Path, str]:
    """Every made file below a checkout, with what it should hold today."""
    made = {root / PARAMETERS: page()}
    for kind in FOLDERS:
        made[root / "schemas" / f"{kind}.json"] = (
            json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"
        )
    for name in PAGES_WITH_PARTS:
        made[root / name] = with_parts((root / name).read_text(encoding="utf-8"))
    return made


def stale(root: Path) -> list[Path]:
    """The made files that do not hold what they should."""
    return [
        path
        for path, text in everything(root).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main(arguments: Sequence[str], root: Path) -> int:
    """Write what is stale, or with `--check` only say so; returns the exit code."""
    behind = stale(root)
    made = everything(root)
    for path in behind:
        if "--check" not in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(root)}")
    return 1 if behind and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
