"""Traits that decisions rarely ask for: drawn again from the person's key instead of held in a column.

What a person is for life is a pure function of their key, so a trait that only a review or a farewell
needs costs one draw there and no room in between.
"""

from __future__ import annotations

import numpy as np

from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import TRAITS, Purpose
from sim.state.numbers import exp, log, logistic


@rule
def assessment_errors(seed: int, replicate: int, keys: np.ndarray, drawn: np.ndarray) -> None:
    """Write into `drawn` how people come across, apart from the gift: standard normal, for life."""
    draws.normals(seed, replicate, keys, TRAITS, Purpose.ASSESSMENT, drawn)


@rule
def knowledge_scale(seed: int, replicate: int, key: int, spread: float) -> float:
    """How much of the firm lives in this head: lognormal, mean 1, `spread` that of its logarithm (E70)."""
    z = draws.normal(seed, replicate, key, TRAITS, Purpose.KNOWLEDGE)
    return exp(spread * z - 0.5 * spread * spread)


@rule
def fairness_sensitivity(seed: int, replicate: int, key: int) -> float:
    """How much injustice hurts: between 0 and 2, mean 1."""
    return 2.0 * logistic(draws.normal(seed, replicate, key, TRAITS, Purpose.FAIRNESS_SENSITIVITY))


@rule
def idea_of_merit(
    seed: int, replicate: int, key: int, people: float, service: float, idea: np.ndarray
) -> None:
    """Write into `idea` (3,) what work, people and service count in somebody's own idea of merit; sum 1.

    `people` and `service` are the usual shares; persons spread around them like parts of a broken stick
    (each share times an exponential draw, made to sum to 1).
    """
    w0, w1, w2, _ = draws.words(seed, replicate, key, TRAITS, Purpose.MERIT_WORK >> 2)
    idea[0] = (1.0 - people - service) * -log(draws.unit(w0))
    idea[1] = people * -log(draws.unit(w1))
    idea[2] = service * -log(draws.unit(w2))
    total = idea[0] + idea[1] + idea[2]
    for k in range(3):
        idea[k] = idea[k] / total


@rule
def self_view(seed: int, replicate: int, key: int, rho: float, overconfidence: float) -> float:
    """Own view of one's talent with people (sd): the truth, and a bias of spread `overconfidence`.

    `rho` is the correlation of technical talent with talent for people.
    """
    technical = draws.normal(seed, replicate, key, TRAITS, Purpose.TECHNICAL)
    own = draws.normal(seed, replicate, key, TRAITS, Purpose.PEOPLE)
    talent = rho * technical + np.sqrt(1.0 - rho * rho) * own
    return talent + overconfidence * draws.normal(seed, replicate, key, TRAITS, Purpose.SELF_VIEW)


@rule
def settled_in(months: float, outside: bool, start: float, settling_in: float) -> float:
    """The share of a manager's skill that acts: `start` in the first months of those from outside (E12)."""
    return start if outside and months < settling_in else 1.0


@rule
def knacks(seed: int, replicate: int, keys: np.ndarray, drawn: np.ndarray) -> None:
    """Write into `drawn` what makes people good managers and no assessment finds: standard normal."""
    draws.normals(seed, replicate, keys, TRAITS, Purpose.KNACK, drawn)


@rule
def mentoring_luck(seed: int, replicate: int, key: int) -> float:
    """Who comes first when mentors are few: a share of one's own in (0, 1), for life."""
    return draws.uniform(seed, replicate, key, TRAITS, Purpose.MENTORED)


@rule
def coaching_luck(seed: int, replicate: int, key: int) -> float:
    """Who comes first when coaches are few: a share of one's own in (0, 1), for life."""
    return draws.uniform(seed, replicate, key, TRAITS, Purpose.COACHED)


@rule
def from_outside(level: int, joined: float, role_since: float) -> bool:
    """Whether somebody was hired straight into the manager seat they hold."""
    return level > 0 and joined == role_since
