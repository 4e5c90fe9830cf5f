"""Stepping back: managers who would rather not manage return to an open contributor seat."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.moving import STEPPED_BACK, move
from sim.state.compiled import rule
from sim.state.workforce import Array, H, P, Whole


class Numbers(NamedTuple):
    """What stepping back needs; each (R,)."""

    promotion_pay_step: Array
    promotion_first_year: Array
    promotion_step_back_pay: Array
    career_unhappy: Array


@rule
def step_back(
    row: Array, q: int, level: Whole, boss: Whole, end: Whole, opened: int, month: int, n: Numbers, r: int
) -> None:
    """Let a manager who would rather not manage return to an empty contributor seat nearby.

    `opened` is how many seats the company has opened so far.
    """
    if row[P.PRESENT, q] == 0.0 or row[P.LOSS, q] < n.career_unhappy[r]:
        return
    if month - row[P.ROLE_SINCE, q] < n.promotion_first_year[r]:
        return
    for s in range(boss[q], min(end[boss[q]], opened)):
        if level[s] == 0 and row[P.PRESENT, s] == 0.0 and row[H.CAUSE, s] == 0.0 and row[H.STEP, s] == 0.0:
            move(row, q, s)
            row[P.ROLE_SINCE, s] = month
            row[P.PRESSURE, s] = 0.0
            row[P.PAY, s] -= (1.0 - n.promotion_step_back_pay[r]) * n.promotion_pay_step[r]
            row[H.STEP, s] = STEPPED_BACK
            row[H.FROM_SEAT, s] = q
            return
