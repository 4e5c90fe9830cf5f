"""Counteroffers: a valued person announces that they leave, and the company matches the pay outside."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.hiring import acceptance
from sim.processes.morale import outside_gap
from sim.processes.moving import RAISE
from sim.processes.notice import LEAST_FAIRNESS
from sim.processes.reactions import may_be_given
from sim.state import draws, traits
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.grades import market_pay
from sim.state.workforce import Array, C, Cause, H, P, Whole


class Numbers(NamedTuple):
    """What counteroffers need; each (R,)."""

    retention_counteroffers: Array
    retention_pay_raise: Array
    retention_valued: Array
    retention_give_again: Array
    career_injustice: Array
    morale_pay_scale: Array
    company_level_pay: Array
    grades_count: Array
    grades_pay: Array
    market_star_premium: Array
    market_acceptance: Array
    market_pay_pull: Array
    market_staying_morale: Array


@rule
def matching(gap: float, least: float) -> float:
    """The raise offered, in log points: what is paid outside, at least the usual raise to keep somebody."""
    return max(gap, least)


@rule
def staying(raise_by: float, gap: float, morale: float, tight: float, n: Numbers, r: int) -> float:
    """Chance that somebody who announced leaving takes the counteroffer.

    An offer like any other (`hiring.acceptance`), at its pay against that outside, from an employer whom
    they know: how they feel here counts too.
    """
    liking = n.market_staying_morale[r] * morale
    return acceptance(n.market_acceptance[r], n.market_pay_pull[r], raise_by - gap, liking, tight)


@rule
def others_mind(
    row: Array, member: Whole, s: int, raise_by: float, seed: int, replicate: int, n: Numbers, r: int
) -> None:
    """Members of the team who are rated as well and got nothing feel the gap; word gets round in a team."""
    injustice, scale = n.career_injustice[r], n.morale_pay_scale[r]
    for other in range(row.shape[1]):
        if member[other] != member[s] or other == s or row[P.PRESENT, other] == 0.0:
            continue
        if row[P.RATING, other] < row[P.RATING, s]:
            continue
        sensitivity = traits.fairness_sensitivity(seed, replicate, int(row[P.PERSON, other]))
        hurt = sensitivity * injustice * raise_by / scale
        row[P.FAIRNESS, other] = max(row[P.FAIRNESS, other] - hurt, LEAST_FAIRNESS)


@rule
def is_kept(
    row: Array, company: Array, level: Whole, member: Whole, s: int, cause: int, seed: int, replicate: int,
    month: int, n: Numbers, r: int,
) -> bool:  # fmt: skip
    """Whether a counteroffer is made to the leaver in seat s and taken; their reasons but pay stay."""
    if n.retention_counteroffers[r] == 0.0 or not Cause.OFFER <= cause < Cause.DISMISSAL:
        return False
    valued = row[P.RATING, s] > n.retention_valued[r]
    if not valued or not may_be_given(row, s, month, n.retention_give_again[r]):
        return False
    key = int(row[P.PERSON, s])
    made = draws.uniform(seed, replicate, key, month, Purpose.COUNTEROFFER)
    if made >= n.retention_counteroffers[r]:
        return False
    company[C.COUNTEROFFERS] += 1.0
    premium = n.market_star_premium[r] * row[P.PERFORMANCE, s]
    market = market_pay(level[s], row[P.GRADE, s], n.company_level_pay[r], n.grades_pay[r], n.grades_count[r])
    gap = outside_gap(row[P.PAY, s], market, premium)
    raise_by = matching(gap, n.retention_pay_raise[r])
    luck = draws.uniform(seed, replicate, key, month, Purpose.COUNTEROFFER_TAKEN)
    if luck >= staying(raise_by, gap, row[P.MORALE, s], company[C.TIGHTNESS], n, r):
        return False
    company[C.KEPT] += 1.0
    row[P.PAY, s] += raise_by
    row[P.REACTED_SINCE, s] = month
    row[P.SEARCHING, s] = 0.0
    if row[H.STEP, s] == 0.0:
        row[H.STEP, s] = RAISE
    others_mind(row, member, s, raise_by, seed, replicate, n, r)
    return True
