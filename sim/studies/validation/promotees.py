"""New managers: what their own earlier output says about the output of their teams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from sim.state.workforce import P, T
from sim.studies.validation import film as cinema
from sim.studies.validation import moments as stat
from sim.studies.validation.film import UP, Film, World
from sim.studies.validation.moments import Array, Estimator
from sim.studies.validation.ordinary import film_led

MONTHS = 60
BEFORE, AFTER = 12, 18
"""Months of own output before the promotion, and of the team's after it."""

SETTLED = 6
TOGETHER = {"assumptions.people.talent_correlation": 0.95}
"""The gifts for the technical job and for managing go together (full transfer)."""


def study(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Products of a promotee's log output before and the log output of the new team's members after."""
    lucks = list(lucks)
    untrained = {"policy.training.budget": 0.0}
    film = _live(world, "forced_promotion", lucks, untrained)
    return {
        "output": output(film),
        "judged": judged(film),
        "output_transfer": output(_live(world, "forced_promotion", lucks, {**untrained, **TOGETHER})),
        **_helpers(_live(world, "status_quo", lucks, {})),
    }


def _helpers(film: Film) -> dict[str, Array]:
    """Of help that was noticed: the output of the later manager's team, and who is promoted."""
    return {"helper_output": output(film, _help_before), "helper_promoted": promoted(film)}


def _live(world: World, policy: str, lucks: list[int], also: Mapping[str, Any]) -> Film:
    scenario = world.scenario(None, policy, MONTHS, also)
    return world.shoot(
        scenario, world.open(scenario, lucks), MONTHS, (P.OUTPUT, P.EFFORT, P.HELP_SEEN, P.RATING, T.OUTPUT)
    )


Before = Callable[[Film, Array, Array, Array], Array]


def _output_before(film: Film, month: Array, company: Array, seat: Array) -> Array:
    """Mean log of own output in the year before a month."""
    return np.asarray(
        np.mean([_log(film[P.OUTPUT][month - m, company, seat]) for m in range(1, BEFORE + 1)], axis=0)
    )


def _help_before(film: Film, month: Array, company: Array, seat: Array) -> Array:
    """Log of the help noticed until the month before; what a usual boss notices of usual help is 0.4."""
    return _log(film[P.HELP_SEEN][month - 1, company, seat])


def promoted(film: Film) -> Array:
    """Products of help noticed and being promoted within a year, of contributors after each year."""
    moved = cinema.moves(film)
    up = np.isin(moved.kind, UP) & (film.level[moved.seat] > 0)
    rows, seen, chosen = [], [], []
    for month in range(BEFORE, film.months - BEFORE + 1, BEFORE):
        company, seat, who = cinema.present(film, month)
        kept = film.level[seat] == 0
        year = up & (moved.month > month) & (moved.month <= month + BEFORE)
        rows.append(company[kept])
        seen.append(_log(film[P.HELP_SEEN][month, company[kept], seat[kept]]))
        chosen.append(1.0 * np.isin(who[kept], moved.who[year]))
    return stat.by_company(
        np.concatenate(rows), film.rows, *stat.products(np.concatenate(seen), np.concatenate(chosen))
    )


def output(film: Film, before: Before = _output_before) -> Array:
    """For every new first-line manager who stayed: what they were before, the team's change after.

    `before` reads what they were: the mean log of own output unless said otherwise.

    As in the source, a subordinate's output after the change is set against the promotee's own before it;
    the team's output in the year before stands for what the subordinates brought.
    """
    moved = cinema.moves(film)
    new = np.isin(moved.kind, UP) & (film.level[moved.seat] == 1)
    new &= (moved.month > BEFORE) & (moved.month <= film.months - AFTER)
    company, month, seat, who = moved.company[new], moved.month[new], moved.seat[new], moved.origin[new]
    key = film[P.PERSON][month, company, seat]
    stayed = film[P.PERSON][month + AFTER, company, seat] == key
    same_seat = film[P.PERSON][month - BEFORE, company, who] == key
    team = film_led(film)[seat]
    kept = stayed & same_seat & (key > 0)
    company, month, seat, who, team = (x[kept] for x in (company, month, seat, who, team))
    own = before(film, month, company, who)
    after = np.mean(
        [_log(film[T.OUTPUT][month + m, company, team]) for m in range(SETTLED, AFTER + 1)], axis=0
    )
    heads = np.bincount(film.team, minlength=film[T.OUTPUT].shape[2] + 1)[team]
    brought = np.mean([_brought(film, month + m, company, seat) for m in range(SETTLED, AFTER + 1)], axis=0)
    usual = _usual_effort(film, month - 1, company, seat)
    return stat.by_company(company, film.rows, *stat.products(own, brought, usual, _log(1.0 * heads), after))


def _brought(film: Film, month: Array, company: Array, boss: Array) -> Array:
    """Log of the summed own output of a boss's reports, without the effort that the boss moves too."""
    made = film[P.OUTPUT][month, company] * np.exp(-film[P.EFFORT][month, company])
    made = made * (film.boss[None, :] == boss[:, None])
    return _log(made.sum(axis=1))


def _usual_effort(film: Film, month: Array, company: Array, boss: Array) -> Array:
    """Mean effort of a boss's reports: what the company, not the new boss, makes people put in."""
    there = film[P.PRESENT][month, company] * (film.boss[None, :] == boss[:, None])
    effort = (film[P.EFFORT][month, company] * there).sum(axis=1)
    return np.asarray(effort / np.maximum(there.sum(axis=1), 1.0))


def _log(x: Array) -> Array:
    return np.log(np.maximum(x, 0.05))


def per_doubling(moments: Array) -> Array:
    """Change of the team's output per doubling of the manager's own earlier output, in percent."""
    return np.asarray(100.0 * np.expm1(np.log(2.0) * stat.slope(5, 1)(moments)))


def judged(film: Film) -> Array:
    """New first-line managers, and how many of them were rated below the average manager over two years."""
    moved = cinema.moves(film)
    new = np.isin(moved.kind, UP) & (film.level[moved.seat] == 1) & (moved.month <= film.months - 24)
    company, month, seat = moved.company[new], moved.month[new], moved.seat[new]
    key = film[P.PERSON][month, company, seat]
    total, seen = np.zeros(len(company)), np.zeros(len(company))
    for m in range(4, 25):
        there = film[P.PERSON][month + m, company, seat] == key
        total += there * film[P.RATING][month + m, company, seat]
        seen += there
    rated = seen > 0
    below = (total < 0.0) & rated
    return stat.by_company(company, film.rows, 1.0 * below, 1.0 * rated)


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "S7.slope": ("output", per_doubling),
    "S9.manager": ("helper_output", per_doubling),
    "S9.promoted": ("helper_promoted", stat.correlation),
    "S7.transfer": ("output_transfer", per_doubling),
    "S24.judged": ("judged", stat.ratio),
}
"""Which moments and which estimator make each fact."""
