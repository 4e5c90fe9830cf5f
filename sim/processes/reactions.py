"""Reactions: what the company gives valued people who seem about to leave."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes import ladder
from sim.processes.ladder import free_places, give_rung
from sim.processes.moving import RAISE
from sim.processes.scoring import Keeping, flight_risk_seen, worth_keeping
from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.opening import Rest, usual_intention
from sim.state.workforce import Array, H, P, Whole

RUNG_REACTION, PAY_REACTION = 2.0, 3.0
"""The numbers of the reactions that act at a review; a promotion acts through the score."""


class Numbers(NamedTuple):
    """What reactions need; each (R,)."""

    ladder: ladder.Numbers
    retention_reaction: Array
    retention_pay_raise: Array
    rest: Rest
    seeing_flight_risk_validity: Array
    keeping: Keeping
    retention_give_again: Array


@rule
def may_be_given(row: Array, s: int, month: int, again: float) -> bool:
    """Whether somebody was given something to be kept at least `again` months ago, or never."""
    return month - row[P.REACTED_SINCE, s] >= again


@rule
def answer_flight_risk(
    row: Array, company: Array, level: Whole, member: Whole, end: Whole, head: Whole, reports: Array,
    month: int, seed: int, replicate: int, n: Numbers, r: int, rules: Whole,
) -> None:  # fmt: skip
    """Give valued contributors who seem about to leave a free rung or more pay, now and then.

    `rules` (teams + 1,) is the row of the numbers that hold in each team.
    """
    reaction = n.retention_reaction[r]
    usual = usual_intention(n.rest, r)
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0 or level[s] > 0 or row[H.STEP, s] > 0.0:
            continue
        z = draws.normal(seed, replicate, int(row[P.PERSON, s]), month, Purpose.FLIGHT_RISK)
        risk = flight_risk_seen(row[P.INTENTION, s], usual, n.seeing_flight_risk_validity[r], z)
        if not worth_keeping(risk, row[P.RATING, s], n.keeping, r):
            continue
        t = member[s]
        k = rules[t]
        if not may_be_given(row, s, month, n.retention_give_again[k]):
            continue
        if reaction == RUNG_REACTION and row[P.RUNG, s] < n.ladder.ladder_rungs[k]:
            rung = row[P.RUNG, s] + 1.0
            if free_places(row, t, head[t], reports[t], member, end, seed, replicate, rung, n.ladder, k) > 0:
                give_rung(row, company, s, month, n.ladder, k)
                row[P.REACTED_SINCE, s] = month
        elif reaction == PAY_REACTION:
            row[P.PAY, s] += n.retention_pay_raise[k]
            row[P.REACTED_SINCE, s] = month
            row[H.STEP, s] = RAISE
