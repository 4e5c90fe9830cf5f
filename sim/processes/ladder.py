"""Ladder: rungs of the technical ladder, given team by team."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.moving import RUNG
from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.numbers import exp, logistic
from sim.state.workforce import Array, H, P, Whole


class Numbers(NamedTuple):
    """What the ladder needs; each (R,)."""

    promotion_pay_step: Array
    promotion_first_year: Array
    ladder_slots: Array
    ladder_pay_parity: Array
    ladder_prestige_parity: Array
    ladder_seniority: Array
    career_step_value: Array
    career_loyalty_months: Array
    career_loyalty_worth: Array


@rule
def ladder_score(technical: float, months: float, seniority: float, scale: float, worth: float) -> float:
    """Standing for a rung: technical skill, and loyalty as far as the ladder honours it (E62)."""
    return (1.0 - seniority) * technical + seniority * (1.0 - exp(-months / scale)) * worth


@rule
def give_rung(row: Array, s: int, month: int, n: Numbers, r: int) -> None:
    """Honour a contributor with a rung: pay, standing, and a step for those who want depth."""
    wanted = logistic(1.702 * (row[P.WANT_TECHNICAL, s] - row[P.WANT_PROJECT, s]))
    row[P.RUNG, s] = 1.0
    row[P.STEP_SINCE, s] = month
    row[P.CREDIT, s] += n.career_step_value[r] * n.ladder_prestige_parity[r] * wanted
    row[P.PAY, s] += n.ladder_pay_parity[r] * n.promotion_pay_step[r]
    row[H.STEP, s] = RUNG


@rule
def free_places(
    row: Array, t: int, q: int, reports: float, member: Whole, end: Whole, seed: int, replicate: int,
    n: Numbers, r: int,
) -> int:  # fmt: skip
    """How many rungs are free in team t under seat q; the fraction of a place is decided once by luck."""
    luck = draws.uniform(seed, replicate, q, draws.TRAITS, Purpose.LADDER)
    places = int(n.ladder_slots[r] * reports + luck)
    for s in range(q + 1, end[q]):
        if member[s] == t and row[P.RUNG, s] > 0.0:
            places -= 1
    return places


@rule
def review_ladder(
    row: Array, t: int, q: int, reports: float, member: Whole, level: Whole, end: Whole, month: int,
    seed: int, replicate: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Give the free rungs of one team to its best standing contributors; nobody makes two steps at once."""
    places = free_places(row, t, q, reports, member, end, seed, replicate, n, r)
    while places > 0:
        best = -1
        most = 0.0
        for s in range(q + 1, end[q]):
            if member[s] != t or level[s] > 0 or row[P.PRESENT, s] == 0.0 or row[P.RUNG, s] > 0.0:
                continue
            if row[H.STEP, s] > 0.0 or month - row[P.JOINED, s] < n.promotion_first_year[r]:
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
        give_rung(row, best, month, n, r)
        places -= 1
