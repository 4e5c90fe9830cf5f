"""A salary book: who was on the payroll in which fiscal year, and the tables that are made of it.

The same functions read the real book (`salary_book`) and the simulated one (`university`), so that what is
compared was computed in one way. A fiscal year runs from July to June. Whoever was paid in a year is in it,
the first year is partial, and quits, layoffs and retirements are one thing: not being there any more.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.studies.validation import moments as stat
from sim.studies.validation.moments import Array, Estimator, Whole

FIRST, LAST = 2008, 2017
"""Fiscal years of the tables; 2007 and 2018 only tell where people came from and where they went."""

FIT, TEST = (2008, 2012), (2013, 2017)
AFTER_HIRE = 6
"""Fiscal years since hire in the life table."""

ENTERED = 5
"""The grade for which the book says how people came to it."""

IN_GRADE = 6
GRADES = 6
LOOK_BACK = 3


class Panel(NamedTuple):
    """A row per person and fiscal year, ordered by person and year.

    `company`: the group that the jackknife leaves out (a simulated company, a real person). `grade` rises
    with a promotion. `exit`: the last year on the payroll. `hired`: the first year with the employer (the
    first year of the book if that is earlier), `last` the last. `pay` is NaN in a year without base pay;
    `title`: people who are compared in pay.
    """

    company: Whole
    who: Whole
    year: Whole
    grade: Whole
    manager: Array
    exit: Array
    hired: Whole
    last: Whole
    pay: Array
    title: Whole
    groups: int


class Links(NamedTuple):
    """What the rows of a panel say with those before and after: (n,) each."""

    stays: Array
    up: Array
    entered: Whole
    in_grade: Whole
    known: Array
    since_up: Whole


def link(panel: Panel) -> Links:
    """Follow people through the years: who is there a year later, who was promoted, since when."""
    n = len(panel.who)
    same = np.zeros(n, dtype=bool)
    same[:-1] = (panel.who[1:] == panel.who[:-1]) & (panel.year[1:] == panel.year[:-1] + 1)
    up = np.zeros(n, dtype=bool)
    up[:-1] = same[:-1] & (panel.grade[1:] > panel.grade[:-1])
    new = np.ones(n, dtype=bool)
    new[1:] = panel.who[1:] != panel.who[:-1]
    entered = panel.year[np.maximum.accumulate(np.where(new, np.arange(n), 0))]
    changed = new.copy()
    changed[1:] |= (panel.grade[1:] != panel.grade[:-1]) | ~same[:-1]
    start = np.maximum.accumulate(np.where(changed, np.arange(n), 0))
    in_grade = panel.year - panel.year[start]
    known = panel.year[start] > FIRST - 1
    was_up = np.zeros(n, dtype=bool)
    was_up[1:] = up[:-1]
    last_up = np.maximum.accumulate(np.where(was_up, np.arange(n), -1))
    own = np.maximum.accumulate(np.where(new, np.arange(n), 0))
    since = np.where(last_up >= own, panel.year - panel.year[np.maximum(last_up, 0)], 99)
    return Links(same, up, entered, in_grade, known, since)


def _sums(panel: Panel, where: Array, *columns: Array) -> Array:
    """Sums over the chosen rows, by company."""
    return stat.by_company(panel.company[where], panel.groups, *(1.0 * column[where] for column in columns))


def tables(panel: Panel, years: tuple[int, int] = (FIRST, LAST)) -> dict[str, Array]:
    """Moments of every fact about survival and promotion, from the fiscal years `years`."""
    links = link(panel)
    inside = (panel.year >= years[0]) & (panel.year <= years[1])
    one = np.ones(len(panel.who))
    manager = panel.manager > 0
    moments = {
        "exit": _sums(panel, inside, panel.exit, one),
        "exit_low": _sums(panel, inside & (panel.grade <= 3), panel.exit, one),
        "exit_4": _sums(panel, inside & (panel.grade == 4), panel.exit, one),
        "exit_5": _sums(panel, inside & (panel.grade == 5), panel.exit, one),
        "exit_manager": _sums(panel, inside & manager, panel.exit, one),
        "exit_contributor": _sums(panel, inside & ~manager, panel.exit, one),
        "up": _sums(panel, inside, links.up, one),
        "hires": hires(panel, links, inside),
        "first_step": first_step(panel, links, inside),
        "in_grade": in_grade(panel, links, inside),
        "by_grade": by_grade(panel, links, inside),
        "entries": entries(panel, links, inside),
        "grade_pay": grade_pay(panel, inside),
        **management(panel, links, inside),
        "recent_step": recent_step(panel, links, inside),
        **pay(panel, links, inside),
    }
    if years == (FIRST, LAST):
        moments["incumbents"] = incumbents(panel)
    return moments


def direct(panel: Panel, links: Links, first: int) -> Array:
    """Rows of people hired straight into this staff in fiscal year `first` or later."""
    return np.asarray((links.entered == panel.hired) & (panel.hired >= first))


def hires(panel: Panel, links: Links, inside: Array) -> Array:
    """By fiscal years since hire: people at risk, then exits. Hires of 2009 and later (n = 149)."""
    chosen = inside & direct(panel, links, FIRST + 1)
    k = panel.year - panel.hired
    columns = [(k == j) * one for one in (np.ones(len(k)), panel.exit) for j in range(AFTER_HIRE)]
    return _sums(panel, chosen, *columns)


def first_step(panel: Panel, links: Links, inside: Array) -> Array:
    """By fiscal years since hire, of those not promoted yet: at risk, promoted, gone. Hires from 2008 on."""
    waiting = links.since_up == 99
    chosen = inside & direct(panel, links, FIRST) & waiting & (links.stays | (panel.exit > 0))
    k = panel.year - panel.hired
    columns = [
        (k == j) * one for one in (np.ones(len(k)), 1.0 * links.up, panel.exit) for j in range(AFTER_HIRE)
    ]
    return _sums(panel, chosen, *columns)


def in_grade(panel: Panel, links: Links, inside: Array) -> Array:
    """By full fiscal years in the grade: people at risk, then promotions; only where the start was seen."""
    chosen = inside & links.known
    columns = [
        (links.in_grade == j) * one
        for one in (np.ones(len(panel.who)), 1.0 * links.up)
        for j in range(IN_GRADE)
    ]
    return _sums(panel, chosen, *columns)


def by_grade(panel: Panel, links: Links, inside: Array) -> Array:
    """By grade 1 to 6: people, then promotions."""
    columns = [
        (panel.grade == g + 1) * one
        for one in (np.ones(len(panel.who)), 1.0 * links.up)
        for g in range(GRADES)
    ]
    return _sums(panel, inside, *columns)


def entries(panel: Panel, links: Links, inside: Array) -> Array:
    """Who came to `ENTERED`: by promotion, from outside, and in all."""
    back = np.zeros(len(panel.who), dtype=bool)
    back[1:] = links.stays[:-1]
    before = np.zeros(len(panel.who), dtype=np.int64)
    before[1:] = np.where(back[1:], panel.grade[:-1], 0)
    came = inside & (panel.grade == ENTERED) & (before != ENTERED)
    return _sums(
        panel, came, (before > 0) & (before < ENTERED), panel.hired == panel.year, np.ones(len(back))
    )


def grade_pay(panel: Panel, inside: Array) -> Array:
    """By grade 1 to 6: sums of log pay, then people with pay."""
    paid = inside & np.isfinite(panel.pay)
    pay = np.log(np.where(paid, panel.pay, 1.0))
    columns = [(panel.grade == g + 1) * one for one in (pay, np.ones(len(pay))) for g in range(GRADES)]
    return _sums(panel, paid, *columns)


def management(panel: Panel, links: Links, inside: Array) -> dict[str, Array]:
    """Into management and back, how seats were filled, and how many manage."""
    one = np.ones(len(panel.who))
    manager = panel.manager > 0
    becomes, returns, before = (np.zeros(len(one), dtype=bool) for _ in range(3))
    becomes[:-1] = links.stays[:-1] & ~manager[:-1] & manager[1:]
    returns[:-1] = links.stays[:-1] & manager[:-1] & ~manager[1:]
    before[1:] = (panel.who[1:] == panel.who[:-1]) & manager[:-1]
    new = inside & manager & ~before
    outside = panel.hired == panel.year
    return {
        "into_management": _sums(panel, inside & ~manager, becomes, one),
        "step_back": _sums(panel, inside & manager, returns, one),
        "filled_outside": _sums(panel, new, outside, one),
        "manager_share": _sums(panel, inside, manager, one),
    }


def recent_step(panel: Panel, links: Links, inside: Array) -> Array:
    """Exits of those promoted one to three full fiscal years ago and of all others, grade by grade.

    Only years in which three years back are in the book, and people of two or more years' standing.
    """
    chosen = inside & (panel.year - links.entered >= 2) & (panel.year >= FIRST + LOOK_BACK)
    recent = 1.0 * ((links.since_up >= 1) & (links.since_up <= LOOK_BACK))
    stay = 1.0 - panel.exit
    cells = [recent * panel.exit, recent * stay, (1.0 - recent) * panel.exit, (1.0 - recent) * stay]
    strata = [np.clip(panel.grade, 1, GRADES) == g + 1 for g in range(GRADES)]
    return _sums(panel, chosen, *(cell * stratum for stratum in strata for cell in cells))


def incumbents(panel: Panel) -> Array:
    """Of the staff of 2008: how many were still there five and ten fiscal years later, and their number."""
    there = panel.year == FIRST
    one = np.ones(len(panel.who))
    return _sums(panel, there, panel.last >= FIRST + 5, panel.last >= FIRST + 10, one)


def pay(panel: Panel, links: Links, inside: Array) -> dict[str, Array]:
    """Growth of pay with and without a promotion, its spread within a title, and exits by relative pay."""
    growth = np.zeros(len(panel.who))
    with np.errstate(invalid="ignore"):
        growth[:-1] = np.log(panel.pay[1:] / panel.pay[:-1])
    paid = inside & links.stays & np.isfinite(growth)
    growth = np.where(paid, growth, 0.0)
    same = np.zeros(len(panel.who), dtype=bool)
    same[:-1] = panel.grade[1:] == panel.grade[:-1]
    one = np.ones(len(panel.who))
    relative = relative_pay(panel)
    has = inside & np.isfinite(relative)
    spread = np.where(np.isfinite(relative), relative - 1.0, 0.0)
    before = np.zeros(len(panel.who))
    before[1:] = np.where(panel.who[1:] == panel.who[:-1], spread[:-1], np.nan)
    before[0] = np.nan
    lagged = inside & np.isfinite(before) & links_back(panel)
    x = np.where(np.isfinite(before), before, 0.0)
    return {
        "growth_up": _sums(panel, paid & links.up, growth, one),
        "growth_stay": _sums(panel, paid & same & ~links.up, growth, one),
        "pay_spread": _sums(panel, has, spread * spread, one),
        "pay_exit": _sums(panel, lagged, panel.exit, panel.exit * x, one, x, x * x),
    }


def links_back(panel: Panel) -> Array:
    """Rows of people who were there a year before, with pay."""
    back = np.zeros(len(panel.who), dtype=bool)
    back[1:] = (panel.who[1:] == panel.who[:-1]) & np.isfinite(panel.pay[:-1])
    return back


def relative_pay(panel: Panel) -> Array:
    """Pay over the mean of the same title in the same year; NaN without pay or without colleagues."""
    key = panel.title * 10_000 + panel.year
    _, place = np.unique(key, return_inverse=True)
    paid = np.isfinite(panel.pay)
    total = np.bincount(place[paid], weights=panel.pay[paid], minlength=place.max() + 1)
    count = np.bincount(place[paid], minlength=place.max() + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(count > 1, total / np.maximum(count, 1), np.nan)[place]
    return np.asarray(panel.pay / mean)


# ---------------------------------------------------------------- estimators


def kept(moments: Array) -> Array:
    """Share still there at the end of each fiscal year since hire, by the product limit: (..., years)."""
    risk, gone = moments[..., :AFTER_HIRE], moments[..., AFTER_HIRE:]
    return np.asarray(np.cumprod(1.0 - gone / np.maximum(risk, 1.0), axis=-1))


def kept_until(year: int) -> Estimator:
    """Share still there at the end of one fiscal year since hire."""
    return lambda moments: np.asarray(kept(moments)[..., year])


def still_there(years: int) -> Estimator:
    """Share still there after whole years: the start of fiscal year h + k is k - 0.5 years after hire."""
    return lambda moments: np.asarray(np.sqrt(kept(moments)[..., years - 1] * kept(moments)[..., years]))


def hire_hazard(low: int, high: int) -> Estimator:
    """Exit hazard in fiscal years `low` to `high` since hire, pooled; 0 is the partial first one."""

    def estimate(moments: Array) -> Array:
        risk, gone = moments[..., :AFTER_HIRE], moments[..., AFTER_HIRE:]
        return np.asarray(gone[..., low : high + 1].sum(axis=-1) / risk[..., low : high + 1].sum(axis=-1))

    return estimate


def promoted_by(years: int) -> Estimator:
    """Aalen-Johansen: share promoted at least once after some fiscal years, leaving as the competing end."""

    def estimate(moments: Array) -> Array:
        parts = [moments[..., AFTER_HIRE * j : AFTER_HIRE * (j + 1)] for j in range(3)]
        risk, up, gone = np.maximum(parts[0], 1.0), parts[1], parts[2]
        waiting = np.cumprod(1.0 - (up + gone) / risk, axis=-1)
        before = np.concatenate([np.ones_like(waiting[..., :1]), waiting[..., :-1]], axis=-1)
        return np.asarray((before * up / risk)[..., :years].sum(axis=-1))

    return estimate


def share(place: int) -> Estimator:
    """One of the counts over the last."""
    return lambda moments: np.asarray(moments[..., place] / moments[..., -1])


def rate_at(place: int, size: int) -> Estimator:
    """The rate in one class of a table of counts, then events; NaN where nobody is at risk."""

    def estimate(moments: Array) -> Array:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(moments[..., size + place] / moments[..., place])

    return estimate


def grade_step(moments: Array) -> Array:
    """The median of the pay steps between adjacent grades, as a ratio of geometric means."""
    paid, people = moments[..., :GRADES], moments[..., GRADES:]
    # the jackknife takes people out: what is left of a grade's pay is then not quite nothing
    mean = np.where(people > 0.5, paid / np.maximum(people, 1.0), np.nan)
    return np.asarray(np.exp(np.nanmedian(np.diff(mean, axis=-1), axis=-1)))


def odds_ratio(moments: Array) -> Array:
    """Mantel and Haenszel's odds ratio over the grades."""
    a, b, c, d = (moments[..., j::4] for j in range(4))
    n = np.maximum(a + b + c + d, 1.0)
    return np.asarray((a * d / n).sum(axis=-1) / (b * c / n).sum(axis=-1))


def odds_per_tenth(moments: Array) -> Array:
    """Odds ratio of leaving per ten percent of relative pay.

    The slope of a logistic regression on one normal variable: difference of means over the variance.
    """
    events, events_x, count, x, xx = (moments[..., j] for j in range(5))
    stay = (x - events_x) / (count - events)
    variance = xx / count - (x / count) ** 2
    return np.asarray(np.exp(0.1 * (events_x / events - stay) / variance))


def root_ratio(moments: Array) -> Array:
    """Square root of a ratio: a coefficient of variation."""
    return np.asarray(np.sqrt(stat.ratio(moments)))


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "R01": ("hires", still_there(1)),
    "R02": ("hires", still_there(2)),
    "R03": ("hires", still_there(3)),
    "R04": ("exit", stat.ratio),
    "R05": ("exit_low", stat.ratio),
    "R06": ("exit_4", stat.ratio),
    "R07": ("exit_5", stat.ratio),
    "R08": ("hires", hire_hazard(1, 1)),
    "R09": ("hires", hire_hazard(2, 4)),
    "R10.5y": ("incumbents", lambda m: np.asarray(m[..., 0] / m[..., 2])),
    "R10.10y": ("incumbents", lambda m: np.asarray(m[..., 1] / m[..., 2])),
    "P01": ("up", stat.ratio),
    **{f"P02.grade{g + 1}": ("by_grade", rate_at(g, GRADES)) for g in range(GRADES)},
    **{f"P03.{y}y": ("first_step", promoted_by(y)) for y in (1, 2, 3, 5)},
    **{f"P04.{k}": ("in_grade", rate_at(k, IN_GRADE)) for k in range(IN_GRADE)},
    "P05": ("manager_share", stat.ratio),
    "P06": ("into_management", stat.ratio),
    "P07": ("filled_outside", stat.ratio),
    "P08.promoted": ("entries", share(0)),
    "P08.external": ("entries", share(1)),
    "P09": ("step_back", stat.ratio),
    "P10.manager": ("exit_manager", stat.ratio),
    "P10.contributor": ("exit_contributor", stat.ratio),
    "W01.promoted": ("growth_up", stat.ratio),
    "W01.stayed": ("growth_stay", stat.ratio),
    "W02": ("pay_spread", root_ratio),
    "W03": ("grade_pay", grade_step),
    "W04": ("pay_exit", odds_per_tenth),
    "S01": ("recent_step", odds_ratio),
    **{f"curve.{k}": ("hires", kept_until(k)) for k in range(AFTER_HIRE)},
    **{f"hazard.{k}": ("hires", hire_hazard(k, k)) for k in range(AFTER_HIRE)},
}
"""Which table and which estimator make each fact of the salary book; curve and hazard are for figures."""
