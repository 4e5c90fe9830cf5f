"""What a boss does to people and output: managers' gifts are reassigned at random between companies.

At the policy change every first-line and higher manager receives the skill with people of the manager in
the same seat of the next company, and the technical skill of the one after that. Nothing else moves. What
follows is the total effect of the boss, over all roads, from a randomised experiment.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.state.workforce import VOLUNTARY, H, P, T, Workforce
from sim.studies.validation import moments as stat
from sim.studies.validation.film import Film, World
from sim.studies.validation.moments import Array, Estimator, Whole
from sim.studies.validation.ordinary import RELIABILITY, film_led, people_skill

MONTHS = 24
SETTLED = 6
"""Months given to morale, and to the new boss, before anything is counted."""

PEOPLE = (
    P.LEADERSHIP, P.LEADERSHIP_ACQUIRED, P.COMMUNICATION, P.COMMUNICATION_ACQUIRED, P.CONFLICT,
    P.CONFLICT_ACQUIRED, P.STRATEGY, P.STRATEGY_ACQUIRED,
)  # fmt: skip
TECHNICAL = (P.TECHNICAL, P.TECHNICAL_ACQUIRED)
NINETY_TO_TEN = 2.5631031310892007
"""Standard deviations between the tenth and the ninetieth percentile."""


def study(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Moments of the effect of a boss's two skills on quits, output and satisfaction."""
    scenario = world.scenario(None, "status_quo", MONTHS)
    start = world.open(scenario, lucks)
    reassign(start)
    film = world.shoot(scenario, start, MONTHS, (*PEOPLE, *TECHNICAL, P.MORALE, P.OUTPUT, T.OUTPUT))
    skill, technical, mine = treatment(film)
    contributors = quits(film, skill, mine, film.level == 0)
    seniors_too = np.concatenate([contributors, quits(film, skill, mine, film.level > 0)], axis=1)
    return {
        "quits": contributors,
        "both_quits": seniors_too,
        **outcomes(film, skill, technical, mine),
    }


def reassign(workforce: Workforce) -> None:
    """Give every manager the people skill of the next company's, and the technical skill of the one after."""
    heads = workforce.layout.head
    for columns, step in ((PEOPLE, 1), (TECHNICAL, 2)):
        for column in columns:
            values = workforce.people[:, column][:, heads]
            there = workforce.people[:, P.PRESENT][:, heads] > 0
            givers = next_company(workforce.draws, step)
            giver = values[givers]
            both = there & there[givers]
            workforce.people[:, column, heads] = np.where(both, giver, values)


def next_company(draws: Whole, step: int) -> Whole:
    """For each company the one `step` further on in the same draw, the first following the last."""
    rows = np.arange(len(draws))
    first = np.searchsorted(draws, draws)
    size = np.searchsorted(draws, draws, side="right") - first
    return np.asarray(first + (rows - first + step) % size)


def treatment(film: Film) -> tuple[Array, Array, Array]:
    """The assigned boss's two skills, and whether they are (still) there: (rows, seats), (months, ...)."""
    company, seat = np.indices(film[P.PRESENT][0].shape)
    boss = np.broadcast_to(film.boss, seat.shape)
    at = 0, company, boss
    skill = people_skill(film, at)
    technical = film[P.TECHNICAL][at] + film[P.TECHNICAL_ACQUIRED][at]
    assigned = film[P.PERSON][0, company, boss]
    led = (film[P.PRESENT][0, company, boss] > 0) & (film.boss != np.arange(len(film.boss)))
    still = film[P.PERSON][:, company, boss] == assigned
    return skill, technical, still & led & (film[P.PRESENT][:, company, boss] > 0)


def quits(film: Film, skill: Array, mine: Array, who: Array) -> Array:
    """Moments for `moments.tilt`: voluntary quits and time at risk by the boss's skill with people."""
    risk = (film[P.PRESENT][SETTLED:-1] > 0) & mine[SETTLED:-1] & who
    left = np.isin(film[H.CAUSE][SETTLED + 1 :], VOLUNTARY)
    left &= (film[H.LEAVER][SETTLED + 1 :] == film[P.PERSON][SETTLED:-1]) & risk
    axes = (0, 2)
    return np.stack(
        [
            left.sum(axis=axes), (left * skill).sum(axis=axes), risk.sum(axis=axes),
            (risk * skill).sum(axis=axes), (risk * skill * skill).sum(axis=axes),
        ],
        axis=-1,
    ).astype(np.float64)  # fmt: skip


def outcomes(film: Film, skill: Array, technical: Array, mine: Array) -> dict[str, Array]:
    """Products of both skills with a first-line team's log output and its mean satisfaction.

    What the members made by themselves before the change is a third regressor of output: it has nothing to
    do with the boss they are given, and takes most of the chance out.
    """
    heads = np.flatnonzero(film.level == 1)
    team = film_led(film)[heads]
    output, morale = film[T.OUTPUT], film[P.MORALE]
    company, log_output, satisfaction, one, two, before = [], [], [], [], [], []
    for k, head in enumerate(heads):
        members = np.flatnonzero(film.boss == head)
        made = film[P.OUTPUT][0][:, members].sum(axis=1)
        seen = mine[SETTLED:, :, members[0]].all(axis=0) & (output[SETTLED:, :, team[k]] > 0).all(axis=0)
        seen &= made > 0
        there = film[P.PRESENT][-1][:, members]
        rows = np.flatnonzero(seen & (there.sum(axis=1) > 0))
        company.append(rows)
        log_output.append(np.log(output[SETTLED:, rows, team[k]]).mean(axis=0))
        satisfaction.append((morale[-1][:, members] * there).sum(axis=1)[rows] / there.sum(axis=1)[rows])
        one.append(skill[rows, members[0]])
        before.append(np.log(made[rows]))
        two.append(technical[rows, members[0]])
    where, people, tech = np.concatenate(company), np.concatenate(one), np.concatenate(two)
    made_before = np.concatenate(before)
    return {
        "output": stat.by_company(
            where, film.rows, *stat.products(people, tech, made_before, np.concatenate(log_output))
        ),
        "satisfaction": stat.by_company(
            where, film.rows, *stat.products(people, tech, np.concatenate(satisfaction))
        ),
    }


def boss_to_output(moments: Array) -> Array:
    """How much more a team makes under a boss of the ninetieth percentile than of the tenth, in percent."""
    return np.asarray(100.0 * np.expm1(NINETY_TO_TEN * stat.slope_per_sd(4, 1)(moments)))


def seniors(moments: Array) -> Array:
    """Log hazard ratio per standard deviation among managers, less that among contributors."""
    return np.asarray(stat.tilt(moments[..., 5:]) - stat.tilt(moments[..., :5]))


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "S3.effect": ("quits", stat.hazard_ratio),
    "S3.senior": ("both_quits", seniors),
    "S4": ("output", boss_to_output),
    "S29": ("satisfaction", stat.attenuated(stat.standardised(3, 2), RELIABILITY**0.5)),
}
"""Which moments and which estimator make each fact."""
