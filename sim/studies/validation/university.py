"""The university's salary book once more, written by simulated universities over the same fiscal years."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.state.workforce import VOLUNTARY, P
from sim.studies.validation import film as cinema
from sim.studies.validation import moments as stat
from sim.studies.validation.film import Film, World
from sim.studies.validation.moments import Array
from sim.studies.validation.ordinary import attrition
from sim.studies.validation.panel import ESTIMATES as BOOK
from sim.studies.validation.panel import FIRST, FIT, LAST, TEST, Panel, tables

COMPANY = "university_it"
YEARS = LAST - FIRST + 3
"""Fiscal years lived: one before the tables, as 2007 in the book, and one after."""

MANAGER_GRADES = (5, 7)
"""Grades of first-line managers in the book (manager I to III, lead); each level above is one more."""


def study(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Moments of the book's facts: `all` years, the years of the fit, the years of the test."""
    scenario = world.scenario(COMPANY, "status_quo", 12 * YEARS)
    start = world.open(scenario, lucks)
    growth = world.values(scenario, start)["market_pay_growth"]
    film = world.shoot(scenario, start, 12 * YEARS, (P.GRADE, P.PAY))
    panel = book(film, growth)
    found = {f"all.{name}": table for name, table in tables(panel).items()}
    found |= {f"fit.{name}": table for name, table in tables(panel, FIT).items()}
    found |= {f"test.{name}": table for name, table in tables(panel, TEST).items()}
    found["quits"] = attrition(film, cinema.exits(film), VOLUNTARY)
    return found


def book(film: Film, growth: Array) -> Panel:
    """Write down each fiscal year who was paid, in which grade, and who is not there any more.

    `growth` (rows,): the market's, a year, for the model's pay is in pay of the first day. Managers stand one
    grade above the one they had as contributors, but where the book has managers.
    """
    gone = cinema.exits(film)
    parts = [_year(film, growth, k) for k in range(YEARS)]
    company, who, year, level, rank, pay = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((year, who))
    company, who, year, level, rank, pay = (x[order] for x in (company, who, year, level, rank, pay))
    _, person = np.unique(who, return_inverse=True)
    left_in = np.zeros(int(person.max()) + 1, dtype=np.int64)
    at = np.searchsorted(who, gone.who)
    left_in[person[np.minimum(at, len(who) - 1)]] = FIRST - 1 + (gone.month - 1) // 12
    first = np.full(len(left_in), LAST + 1)
    np.minimum.at(first, person, year)
    last = np.zeros(len(left_in), dtype=np.int64)
    np.maximum.at(last, person, year)
    exit_ = (left_in[person] == year).astype(np.float64)
    grade = np.where(level > 0, np.clip(rank + 1, *MANAGER_GRADES) + level - 1, rank)
    return Panel(
        company=company, who=person, year=year, grade=grade, manager=(level > 0).astype(np.float64),
        exit=exit_, hired=first[person], last=last[person], pay=np.where(exit_ > 0, np.nan, pay),
        title=company * 100 + grade, groups=film.rows,
    )  # fmt: skip


def _year(film: Film, growth: Array, k: int) -> tuple[Array, ...]:
    """Everybody paid in the k-th fiscal year, as they were when last seen in it."""
    months = np.arange(12 * (k + 1), 12 * k - 1, -1)
    month, company, seat = np.nonzero(film[P.PRESENT][months])
    who = cinema.identity(company, film[P.PERSON][months][month, company, seat])
    who, where = np.unique(who, return_index=True)
    at = months[month[where]], company[where], seat[where]
    rank = film[P.GRADE][at].astype(np.int64)
    pay = np.exp(film[P.PAY][at] + growth[at[1]] * at[0] / 12.0)
    return at[1], who, np.full(len(who), FIRST - 1 + k), film.level[at[2]], rank, pay


PARTS = ("all", "fit", "test")
SUFFIX = {"all": "", "fit": ".fit", "test": ".test"}
ESTIMATES = {
    **{
        f"{name}{SUFFIX[part]}": (f"{part}.{table}", estimator)
        for part in PARTS
        for name, (table, estimator) in BOOK.items()
        if part == "all" or table != "incumbents"
    },
    "J1.federal": ("quits", lambda m: 100.0 * stat.ratio(m)),
}
"""Which moments and which estimator make each fact."""
