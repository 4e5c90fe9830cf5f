"""Courses and unused skill: what is won, what it moves, and how fast it fades."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.spec.scenario import Scenario
from sim.state.workforce import NEVER, P, T, Workforce
from sim.studies.validation import film as cinema
from sim.studies.validation import moments as stat
from sim.studies.validation.film import UP, Film, World
from sim.studies.validation.moments import Array, Estimator
from sim.studies.validation.ordinary import film_led

MONTHS = 36
TAUGHT = (P.LEADERSHIP_ACQUIRED, P.CONFLICT_ACQUIRED, P.STRATEGY_ACQUIRED)
SKILLS = (P.LEADERSHIP_ACQUIRED, P.COMMUNICATION_ACQUIRED, P.CONFLICT_ACQUIRED, P.STRATEGY_ACQUIRED)
HALF_YEAR = 6

OFFERED = 0.02
"""Training a head and year that is offered to applicants, as a share of salary; the source's was tuition."""

JOINING, STAYING = 24, 36
"""Months in which people join, and after which it is looked up who is still there."""


def study(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Moments of what a course gives managers and contributors, and of technical skill left unused."""
    lucks = list(lucks)
    scenario = world.scenario(None, "status_quo", MONTHS, {"policy.training.budget": 0.0})
    start = world.open(scenario, lucks)
    taught = start.copy()
    values = world.values(scenario, start)
    teach(taught, values["learning_course"][:, None], values["learning_ceiling"][:, None])
    columns = (*SKILLS, P.COURSE_SINCE, T.OUTPUT)
    with_it = world.shoot(scenario, taught, MONTHS, columns)
    without = world.shoot(scenario, start.copy(), MONTHS, columns)
    return {
        "won": won(with_it, without),
        "fading": fading(with_it, without),
        **{f"unused_{name}": table for name, table in _unused(world, lucks).items()},
    }


def sorting(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Who of those hired stays: with training on offer, with it drawing everybody alike, and without.

    Manchester 2012 parts the effect of a programme on retention into what it does to the same people and whom
    it draws. The second life has the first's training, but what draws those who care for depth more than
    others is off.
    """
    lucks = list(lucks)
    usual = world.scenario(None, "status_quo", JOINING + STAYING)
    trained = {"policy.training.budget": OFFERED * usual.company.salary}
    alike = {**trained, "assumptions.market.training_sorting": 0.0}
    start = world.open(usual, lucks)
    arms = [world.scenario(None, "status_quo", usual.months, also) for also in (trained, alike, None)]
    stays = [still_there(world.shoot(arm, start.copy(), usual.months)) for arm in arms]
    return {"sorting": np.concatenate(stays, axis=1)}


def still_there(film: Film) -> Array:
    """How many of those who joined in the first months stayed long enough, and how many joined."""
    lives = cinema.spells(film)
    new = (lives.joined > 0) & (lives.joined <= JOINING)
    stayed = (lives.left == 0) | (lives.left - lives.joined > STAYING)
    return stat.by_company(lives.company[new], film.rows, stayed[new], np.ones(new.sum()))


def sorted_part(moments: Array) -> Array:
    """The part of the effect on retention that is not there when training draws everybody alike."""
    offered, alike, none = (moments[..., k] / moments[..., k + 1] for k in (0, 2, 4))
    return np.asarray((offered - alike) / (offered - none))


def teach(workforce: Workforce, effect: Array, ceiling: Array) -> None:
    """Send everybody on one management course, as `processes.development.learn_from_course` gives it."""
    for column in TAUGHT:
        skill = workforce.person(column)
        there = workforce.person(P.PRESENT)
        skill[...] += np.maximum(effect * (1.0 - skill / ceiling), 0.0) * there


def won(with_it: Film, without: Film) -> Array:
    """Of first-line managers who had no course before: skill won at once, log output won in half a year.

    Then products for the spread of log output between teams, in which the effect is expressed.
    """
    heads = np.flatnonzero(with_it.level == 1)
    team = film_led(with_it)[heads]
    there = without[P.COURSE_SINCE][0][:, heads] == NEVER
    for film in (with_it, without):
        there &= (film[P.PRESENT][: HALF_YEAR + 1][:, :, heads] > 0).all(axis=0)
        there &= film[P.PERSON][HALF_YEAR][:, heads] == film[P.PERSON][0][:, heads]
    skill = _mean_skill(with_it, 0, heads) - _mean_skill(without, 0, heads)
    logs = [np.log(f[T.OUTPUT][1 : HALF_YEAR + 1][:, :, team].mean(axis=0)) for f in (with_it, without)]
    usual = logs[1]
    columns = (there * skill, there * (logs[0] - usual), 1.0 * there, there * usual, there * usual * usual)
    return np.stack([column.sum(axis=1) for column in columns], axis=-1)


def _mean_skill(film: Film, month: int, seats: Array) -> Array:
    """Mean of the three taught skills, in standard deviations of the labour market."""
    return np.asarray(np.mean([film[column][month][:, seats] for column in TAUGHT], axis=0))


def fading(with_it: Film, without: Film) -> Array:
    """By month: what is left of the course in contributors who do not manage, same people in both lives."""
    seats = np.flatnonzero(with_it.level == 0)
    same = np.ones((with_it.rows, len(seats)), dtype=bool)
    rows = []
    for month in range(MONTHS + 1):
        for film in (with_it, without):
            same &= film[P.PERSON][month][:, seats] == with_it[P.PERSON][0][:, seats]
            same &= film[P.PRESENT][month][:, seats] > 0
        left = _mean_skill(with_it, month, seats) - _mean_skill(without, month, seats)
        rows += [(same * left).sum(axis=1), same.sum(axis=1)]
    return np.stack(rows, axis=-1).astype(np.float64)


def half_life(moments: Array) -> Array:
    """Months until half of the gain is gone, between whole months by a straight line."""
    left = moments[..., 0::2] / moments[..., 1::2]
    share = left / left[..., :1]
    after = np.argmax(share < 0.5, axis=-1)
    high = np.take_along_axis(share, np.maximum(after - 1, 0)[..., None], -1)[..., 0]
    low = np.take_along_axis(share, after[..., None], -1)[..., 0]
    month = after - 1.0 + (high - 0.5) / np.maximum(high - low, 1e-12)
    return np.asarray(np.where(after > 0, month, float(MONTHS)))


def results(moments: Array) -> Array:
    """Effect on team output in standard deviations between teams, over the effect on skill."""
    n = moments[..., 2]
    mean = moments[..., 3] / n
    spread = np.sqrt(moments[..., 4] / n - mean * mean)
    return np.asarray(moments[..., 1] / spread / moments[..., 0])


def _unused(world: World, lucks: list[int]) -> dict[str, Array]:
    """Technical skill of new first-line managers in their first half year, without own work and with."""
    found = {}
    for name, share in (("none", 0.0), ("forty", 0.4)):
        scenario: Scenario = world.scenario(None, "status_quo", MONTHS, {"policy.work.coaching_share": share})
        film = world.shoot(
            scenario, world.open(scenario, lucks), MONTHS, (P.TECHNICAL, P.TECHNICAL_ACQUIRED)
        )  # fmt: skip
        found[name] = _fall(film)
    return {"none": found["none"], "both": np.concatenate([found["forty"], found["none"]], axis=1)}


def _fall(film: Film) -> Array:
    """Fall of technical skill a month over the first half year as a manager, and how many managers."""
    moved = cinema.moves(film)
    new = np.isin(moved.kind, UP) & (moved.month <= film.months - HALF_YEAR)
    company, month, seat = moved.company[new], moved.month[new], moved.seat[new]
    still = film[P.PERSON][month + HALF_YEAR, company, seat] == film[P.PERSON][month, company, seat]
    company, month, seat = company[still], month[still], seat[still]

    def skill(when: Array) -> Array:
        return np.asarray(
            film[P.TECHNICAL][when, company, seat] + film[P.TECHNICAL_ACQUIRED][when, company, seat]
        )

    fall = (skill(month) - skill(month + HALF_YEAR)) / HALF_YEAR
    return stat.by_company(company, film.rows, fall, np.ones(len(fall)))


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "S25.skill": ("won", lambda m: np.asarray(m[..., 0] / m[..., 2])),
    "S25.results": ("won", results),
    "S25.half_life": ("fading", half_life),
    "S26.loss": ("unused_none", stat.ratio),
    "S26.player": ("unused_both", stat.ratio_of_ratios),
}
"""Which moments and which estimator make each fact."""

SORTING: dict[str, tuple[str, Estimator]] = {"S31": ("sorting", sorted_part)}
"""The same for whom an offer of training draws."""
