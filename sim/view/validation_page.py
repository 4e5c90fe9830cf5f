"""`docs/validation.md`: what the model misses, what it meets, and how each fact was computed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.studies.validation.facts import ROLES
from sim.studies.validation.report import INSIDE, NOT_COMPUTED, OUTSIDE, Validation, Verdict
from sim.view.figures_validation import draw_all
from sim.view.tables import markdown_rows

INTRODUCTION = """\
# Validation

How far the model agrees with what is known. Every pattern marked C (to calibrate to) and V (kept for
validation) in the evidence, and every real figure of the targets, is computed from simulated companies in the
way its source computed it, biases included, and set against the interval that was written down before. What
is missed comes first. Nothing here was widened, and nothing dropped.

Made by `twinladder validate` ({companies:,} companies, replicates 0 to {last:,} of seed {seed}; some studies
use a stated share of them). *Error* is one standard error of the simulated value, by leaving out each company
once. Intervals of the evidence marked as such are judgement; those of the salary book are 95% confidence
intervals.

Of the facts kept for validation S6, S21, S23, S24, S26 and S30 were looked at while defaults were set, and
the university's file was set with all its years in view: they are no independent test. Numbers fitted without
the later years are tested on them in [calibration](calibration.md).

{summary}

{near}
"""

FIGURES = """\
## Figures

Bars are 95% intervals: of the salary book by the number of its people, of the simulation by Monte Carlo.

![Share of newly hired IT staff still employed by years since hire, in the salary book of Iowa State and in
simulated universities.](figures/validation-survival.svg)

![Promotions a year by grade, in the salary book and in simulated
universities.](figures/validation-promotion.svg)

![Yearly hazard of leaving by fiscal years since hire at the university, and monthly hazard by months since
hire in the generic technology company.](figures/validation-tenure.svg)
"""

METHOD = """\
## How it was computed

- *Surveys* (S5, S6): everybody with three months or more is asked at the ends of months 12, 24, 36 and 48; a
  quit is one of their own will within twelve months, and those who were dismissed or retired meanwhile are
  left out. Correlations are attenuated for a reliability of .85 of each survey.
- *Survival* (S2): monthly life table of everybody observed for five years, late entry allowed, all exits.
- *The boss* (S3, S4, S29): at month 0 managers' gifts are reassigned at random between companies; quits,
  output and satisfaction of their reports are regressed on the assigned boss's skill while that boss stays.
  That is the total effect over all roads.
- *Two arms* (S17, S21, S25, S27, S28): the same people and the same luck, one thing changed.
- *Naive cohort* (S15): whoever was promoted, or moved sideways, before leaving counts as such, so that those
  who left early had less time for it, as in the source. Those moved sideways are people of a company in which
  one contributor in ten is a year.
- *Salary book* (R, P, W, S01): the simulated universities write a book of fiscal years: whoever was paid in a
  year is in it, the first year is partial, and quits, dismissals and retirements are one thing. The same code
  reads the real book and the simulated ones. Rows `.fit` are fiscal years 2008 to 2012, `.test` 2013 to 2017;
  intervals are computed by us from the book.
"""

COLUMNS = ("fact", "what", "interval", "simulated", "error", "unit", "role")


def number(x: float) -> str:
    """Three significant places, or a dash."""
    if not math.isfinite(x):
        return "–"
    return f"{x:.0f}" if abs(x) >= 1000 else f"{x:.3g}"


def cells(verdict: Verdict) -> list[str]:
    """A verdict as a row of text."""
    fact = verdict.fact
    bounds = f"{number(fact.low)} to {number(fact.high)}"
    value, error = number(verdict.value), number(verdict.mc_error)
    return [fact.id, f"{fact.says} ({fact.source})", bounds, value, error, fact.unit, fact.role]


def _rows(verdicts: Sequence[Verdict], reasons: bool) -> str:
    columns = (*COLUMNS, "reason as far as known") if reasons else COLUMNS
    rows = [[*cells(v), *([v.reason] if reasons else [])] for v in verdicts]
    return "\n".join(markdown_rows(columns, rows))


def page(found: Validation) -> str:
    """The page in Markdown."""
    parts = {
        kind: [v for v in found.verdicts if v.verdict == kind] for kind in (OUTSIDE, NOT_COMPUTED, INSIDE)
    }
    summary = "\n".join(f"- {line}" for line in found.summary())
    close = ", ".join(v.fact.id for v in found.verdicts if v.near_bound)
    near = f"Two standard errors would change the verdict on: {close or 'none'}."
    return "\n".join(
        [
            INTRODUCTION.format(
                companies=found.companies,
                last=found.companies - 1,
                seed=found.seed,
                summary=summary,
                near=near,
            ),
            f"## Missed ({len(parts[OUTSIDE])})\n", _rows(parts[OUTSIDE], True), "",
            f"## Not computed ({len(parts[NOT_COMPUTED])})\n", _rows(parts[NOT_COMPUTED], True), "",
            f"## Met ({len(parts[INSIDE])})\n", _rows(parts[INSIDE], False), "",
            FIGURES, METHOD,
        ]
    )  # fmt: skip


def write(found: Validation, folder: Path) -> None:
    """Write the page and its figures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    draw_all(found.moments, folder / "figures")
    (folder / "validation.md").write_text(page(found), encoding="utf-8")


TITLES = {OUTSIDE: "Missed", NOT_COMPUTED: "Not computed", INSIDE: "Met"}


def table(found: Validation) -> Any:
    """The verdicts for a terminal, misses first."""
    from rich.console import Group

    return Group(*(_part(found, kind) for kind in TITLES))


def _part(found: Validation, kind: str) -> Any:
    """All facts of one verdict; instead of values, those not computed say why."""
    from rich.table import Table

    mine = [v for v in found.verdicts if v.verdict == kind]
    grid = Table(title=f"{TITLES[kind]} ({len(mine)})", title_justify="left", box=None, pad_edge=False)
    grid.add_column("fact", no_wrap=True)
    grid.add_column("role", no_wrap=True)
    if kind == NOT_COMPUTED:
        grid.add_column("why")
        for v in mine:
            grid.add_row(v.fact.id, v.fact.role, v.reason)
        return grid
    for name in ("interval", "simulated"):
        grid.add_column(name, justify="right", no_wrap=True)
    grid.add_column("what")
    for v in mine:
        _, _, bounds, value, error, unit, _ = cells(v)
        grid.add_row(v.fact.id, v.fact.role, bounds, f"{value} ± {error}", f"{v.fact.says} ({unit})")
    return grid


__all__ = ["ROLES", "cells", "page", "table", "write"]
