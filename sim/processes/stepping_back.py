"""Stepping back: managers who would rather not manage return to an open contributor seat."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.moving import STEPPED_BACK, move
from sim.state.compiled import rule
from sim.state.workforce import Array, C, H, P, Whole


class Numbers(NamedTuple):
    """What stepping back needs; each (R,)."""

    promotion_pay_step: Array
    promotion_first_year: Array
    promotion_step_back: Array
    promotion_step_back_pay: Array
    promotion_trial: Array
    promotion_review_every: Array
    career_unfit: Array
    career_unhappy: Array


@rule
def may_go_back(
    months: float, loss: float, rating: float, allowed: float, first_year: float, unhappy: float,
    trial: float, every: float, unfit: float,
) -> bool:  # fmt: skip
    """Whether a manager returns: unhappy where that is allowed, or unhappy or unfit when a trial ends."""
    if allowed > 0.0 and months >= first_year and loss >= unhappy:
        return True
    trial_ends = trial > 0.0 and trial <= months < trial + every
    return trial_ends and (loss >= unhappy or rating <= -unfit)


@rule
def step_back(
    row: Array, company: Array, q: int, level: Whole, boss: Whole, end: Whole, opened: int, month: int,
    n: Numbers, r: int,
) -> None:  # fmt: skip
    """Let a manager who may go back return to an empty contributor seat nearby.

    `opened` is how many seats the company has opened so far.
    """
    if row[P.PRESENT, q] == 0.0 or not may_go_back(
        month - row[P.ROLE_SINCE, q], row[P.LOSS, q], row[P.RATING, q],
        n.promotion_step_back[r], n.promotion_first_year[r], n.career_unhappy[r], n.promotion_trial[r],
        n.promotion_review_every[r], n.career_unfit[r],
    ):  # fmt: skip
        return
    for s in range(boss[q], min(end[boss[q]], opened)):
        if level[s] == 0 and row[P.PRESENT, s] == 0.0 and row[H.CAUSE, s] == 0.0 and row[H.STEP, s] == 0.0:
            move(row, q, s)
            row[P.ROLE_SINCE, s] = month
            row[P.PRESSURE, s] = 0.0
            row[P.PAY, s] -= (1.0 - n.promotion_step_back_pay[r]) * n.promotion_pay_step[r]
            row[H.STEP, s] = STEPPED_BACK
            row[H.FROM_SEAT, s] = q
            company[C.MOVED_SINCE] = month
            return
