"""Ladder: rungs of the technical ladder, given team by team, and how far their standing is believed."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.moving import RUNG
from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.numbers import exp, normal_share
from sim.state.workforce import Array, C, H, P, Whole


class Numbers(NamedTuple):
    """What the ladder needs; each (R,)."""

    promotion_pay_step: Array
    promotion_first_year: Array
    ladder_slots: Array
    ladder_rungs: Array
    ladder_narrowing: Array
    ladder_pay_parity: Array
    ladder_prestige_parity: Array
    ladder_seniority: Array
    career_step_value: Array
    career_loyalty_months: Array
    career_loyalty_worth: Array
    career_ladder_lesson: Array


@rule
def ladder_score(technical: float, months: float, seniority: float, scale: float, worth: float) -> float:
    """Standing for a rung: technical skill, and loyalty as far as the ladder honours it (E62)."""
    return (1.0 - seniority) * technical + seniority * (1.0 - exp(-months / scale)) * worth


@rule
def give_rung(row: Array, company: Array, s: int, month: int, n: Numbers, r: int) -> None:
    """Honour a contributor with the next rung: pay, standing as far as it is believed, and a step."""
    wanted = normal_share(row[P.WANT_TECHNICAL, s] - row[P.WANT_PROJECT, s])
    prestige = n.ladder_prestige_parity[r] * company[C.LADDER_BELIEF]
    row[P.RUNG, s] += 1.0
    row[P.STEP_SINCE, s] = month
    row[P.CREDIT, s] += n.career_step_value[r] * prestige * wanted
    row[P.PAY, s] += n.ladder_pay_parity[r] * n.promotion_pay_step[r]
    row[H.STEP, s] = RUNG


@rule
def share_of_places(slots: float, narrowing: float, rung: float) -> float:
    """The share of contributors who may stand on a rung or above it; each rung has fewer places."""
    share = slots
    below = 1.0
    while below < rung:
        share = share * narrowing
        below = below + 1.0
    return share


@rule
def free_places(
    row: Array, t: int, q: int, reports: float, member: Whole, end: Whole, seed: int, replicate: int,
    rung: float, n: Numbers, r: int,
) -> int:  # fmt: skip
    """How many places on a rung are free in team t under seat q; the fraction of one is decided by luck."""
    luck = draws.uniform(seed, replicate, q, draws.TRAITS, Purpose.LADDER)
    places = int(share_of_places(n.ladder_slots[r], n.ladder_narrowing[r], rung) * reports + luck)
    for s in range(q + 1, end[q]):
        if member[s] == t and row[P.RUNG, s] >= rung:
            places -= 1
    return places


@rule
def _waits_for(row: Array, s: int, rung: float, month: int, first_year: float) -> bool:
    """Whether a contributor may be given this rung: a first year in the company, or on the rung below."""
    if row[P.PRESENT, s] == 0.0 or row[P.RUNG, s] != rung - 1.0 or row[H.STEP, s] > 0.0:
        return False
    since = row[P.STEP_SINCE, s] if rung > 1.0 else row[P.JOINED, s]
    return month - since >= first_year


@rule
def _review_rung(
    row: Array, company: Array, t: int, q: int, reports: float, member: Whole, level: Whole, end: Whole,
    month: int, seed: int, replicate: int, rung: float, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Give the free places on one rung of one team to the best standing of those on the rung below."""
    places = free_places(row, t, q, reports, member, end, seed, replicate, rung, n, r)
    while places > 0:
        best = -1
        most = 0.0
        for s in range(q + 1, end[q]):
            if member[s] != t or level[s] > 0:
                continue
            if not _waits_for(row, s, rung, month, n.promotion_first_year[r]):
                continue
            technical = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
            standing = ladder_score(
                technical, month - row[P.JOINED, s], n.ladder_seniority[r], n.career_loyalty_months[r],
                n.career_loyalty_worth[r],
            )  # fmt: skip
            if best < 0 or standing > most:
                best = s
                most = standing
        if best < 0:
            return
        give_rung(row, company, best, month, n, r)
        places -= 1


@rule
def review_ladder(
    row: Array, company: Array, t: int, q: int, reports: float, member: Whole, level: Whole, end: Whole,
    month: int, seed: int, replicate: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Give the free rungs of one team, the lowest first; nobody makes two steps at once."""
    for below in range(int(n.ladder_rungs[r])):
        _review_rung(
            row, company, t, q, reports, member, level, end, month, seed, replicate, below + 1.0, n, r
        )


@rule
def paid_for(pay_parity: float, prestige_parity: float) -> float:
    """How far announced standing comes with pay: in full where a rung is paid as well as it is praised."""
    return min(pay_parity / prestige_parity, 1.0) if prestige_parity > 0.0 else 1.0


@rule
def _surpassed(row: Array, s: int, t: int, q: int, member: Whole, end: Whole) -> tuple[float, float]:
    """Of those of team t who stand lower than s: how many there are, and how many have less skill."""
    own = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
    lower = 0.0
    less = 0.0
    for other in range(q + 1, end[q]):
        if member[other] == t and row[P.PRESENT, other] > 0.0 and row[P.RUNG, other] < row[P.RUNG, s]:
            lower = lower + 1.0
            skill = row[P.TECHNICAL, other] + row[P.TECHNICAL_ACQUIRED, other]
            less = less + (1.0 if skill < own else 0.0)
    return lower, less


@rule
def deserved(row: Array, level: Whole, member: Whole, end: Whole, head: Whole) -> float:
    """How far people see rungs go to the skilled: the mean share of lower teammates whom holders surpass.

    1 where each holder is better than all who stand lower in the team, about 0.5 where chance decides; -1
    where there is nothing to see.
    """
    total = 0.0
    holders = 0.0
    for t in range(len(head)):
        q = head[t]
        if level[q] != 1:
            continue
        for s in range(q + 1, end[q]):
            # the rare thing is asked first
            if row[P.RUNG, s] > 0.0 and member[s] == t and row[P.PRESENT, s] > 0.0:
                lower, less = _surpassed(row, s, t, q, member, end)
                if lower > 0.0:
                    total = total + less / lower
                    holders = holders + 1.0
    return total / holders if holders > 0.0 else -1.0


@rule
def paid_for_rungs(row: Array, member: Whole, rules: Whole, n: Numbers) -> float:
    """How far announced standing comes with pay for those who hold rungs, the mean over them.

    Said by sets of numbers, so that it is exact where the same numbers hold for all.
    """
    first = rules[0]
    other = first
    holders, same = 0.0, 0.0
    for s in range(len(member)):
        if row[P.RUNG, s] == 0.0:
            continue
        k = rules[member[s]]
        other = k if k != first else other
        holders = holders + row[P.PRESENT, s]
        same = same + (row[P.PRESENT, s] if k == first else 0.0)
    share = same / max(holders, 1.0)
    here = paid_for(n.ladder_pay_parity[first], n.ladder_prestige_parity[first])
    there = paid_for(n.ladder_pay_parity[other], n.ladder_prestige_parity[other])
    return share * here + (1.0 - share) * there


@rule
def look_at_rungs(
    row: Array, company: Array, level: Whole, member: Whole, end: Whole, head: Whole, n: Numbers, r: int,
    rules: Whole,
) -> None:  # fmt: skip
    """A month of seeing who holds rungs: belief in their standing follows it (E62).

    `rules` (teams + 1,) is the row of the numbers that hold in each team.
    """
    shown = deserved(row, level, member, end, head)
    if shown >= 0.0:
        borne_out = shown * paid_for_rungs(row, member, rules, n)
        company[C.LADDER_BELIEF] += n.career_ladder_lesson[r] * (borne_out - company[C.LADDER_BELIEF])
