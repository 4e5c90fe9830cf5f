"""Consent: what a manager seat means to somebody who is asked, and what being asked does to them."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.morale import role_utility
from sim.processes.wishes import aware
from sim.state import draws, traits
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.numbers import log
from sim.state.workforce import Array, C, P, Whole

OFFER, FORCED, PRESSED, VOLUNTEERS = 0.0, 1.0, 2.0, 3.0


class Numbers(NamedTuple):
    """What consent needs; each (R,)."""

    promotion_consent: Array
    promotion_preferences: Array
    promotion_refusal_penalty: Array
    promotion_pay_step: Array
    ladder_prestige_parity: Array
    people_talent_correlation: Array
    people_overconfidence: Array
    promotion_ask_again: Array
    career_pressure: Array
    career_consent_noise: Array
    career_self_insight: Array
    career_pay_utility: Array
    career_prestige: Array
    career_self_view: Array
    career_culture_wish: Array


@rule
def consent_utility(
    want_manage: float, present: float, pay_step: float, pay_utility: float, prestige: float,
    self_view: float, self_view_weight: float, penalty: float, scale: float, luck: float,
) -> float:  # fmt: skip
    """What a manager seat means to somebody, against staying as they are; positive means willing.

    `luck` is a keyed uniform: the noise is logistic with this scale, so that the chance of consent is
    logistic(U / scale), and the same person in the same month is as willing under every policy.
    """
    noise = scale * log(luck / (1.0 - luck))
    return (
        want_manage
        - present
        + pay_utility * pay_step
        + prestige
        + self_view_weight * self_view
        + penalty
        + noise
    )


@rule
def willingness(
    row: Array,
    company: Array,
    s: int,
    level: Whole,
    seed: int,
    replicate: int,
    month: int,
    n: Numbers,
    r: int,
    own: int,
) -> float:
    """The utility of the seat for the candidate in seat s; more in a culture of leading (A11).

    `r` is the row of the numbers that hold for the vacancy, `own` of those where the candidate is now.
    """
    key = int(row[P.PERSON, s])
    luck = draws.uniform(seed, replicate, key, month, Purpose.CONSENT)
    self_view = traits.self_view(
        seed, replicate, key, n.people_talent_correlation[r], n.people_overconfidence[r]
    )
    present = role_utility(
        level[s], row[P.RUNG, s], row[P.WANT_MANAGE, s], row[P.WANT_TECHNICAL, s], row[P.WANT_PROJECT, s],
        n.ladder_prestige_parity[own] * company[C.LADDER_BELIEF],
    )  # fmt: skip
    at_home = n.career_culture_wish[r] * company[C.CULTURE]
    noise = n.career_consent_noise[r] / aware(n.career_self_insight[r], n.promotion_preferences[r])
    return at_home + consent_utility(
        row[P.WANT_MANAGE, s], present,
        n.promotion_pay_step[r], n.career_pay_utility[r], n.career_prestige[r],
        self_view, n.career_self_view[r], n.promotion_refusal_penalty[r], noise, luck,
    )  # fmt: skip


@rule
def ask(
    row: Array,
    company: Array,
    s: int,
    level: Whole,
    month: int,
    seed: int,
    replicate: int,
    n: Numbers,
    r: int,
    own: int,
) -> bool:
    """Ask the candidate in seat s; whether they take the seat.

    An unwilling one declines unless forced; being asked again before the last refusal is forgotten is
    pressure.
    """
    utility = willingness(row, company, s, level, seed, replicate, month, n, r, own)
    company[C.REQUESTS] += 1.0
    if utility > 0.0 or n.promotion_consent[r] == FORCED:
        return True
    again = month - row[P.ASKED_SINCE, s] < n.promotion_ask_again[r]
    row[P.PRESSURE, s] += n.career_pressure[r] if again else 0.0
    company[C.DECLINED] += 1.0
    row[P.ASKED_SINCE, s] = month
    return False
