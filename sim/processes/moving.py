"""Moving: what happens to somebody, and to the team they leave, when they take another seat."""

from __future__ import annotations

from typing import NamedTuple

from sim.state import traits
from sim.state.compiled import rule
from sim.state.numbers import exp, logistic
from sim.state.workforce import NEVER, Array, H, P, T, Whole

PROMOTED, AGAINST_WILL, RUNG, STEPPED_BACK, RAISE = 1.0, 2.0, 3.0, 4.0, 7.0
"""The numbers of `Step`, as the floats that columns hold."""

KNOWLEDGE_GROWTH = 24.0
MOST_HANDED_OVER = 0.9
USUAL_CRITICALITY = 0.635
"""Mean of scale / (1 + scale) over all knowledge: scale is lognormal with mean 1 and spread 1.2."""


class Numbers(NamedTuple):
    """What moving needs; each (R,)."""

    promotion_pay_step: Array
    career_step_value: Array
    work_handover: Array
    knowledge_held: Array
    knowledge_promotion_loss: Array


@rule
def knowledge_of(held: float, tenure: float, scale: float) -> float:
    """Undocumented knowledge in a head, in person-months (E70: a heavy tail)."""
    return held * (1.0 - exp(-tenure / KNOWLEDGE_GROWTH)) * scale


@rule
def handed_over(handover: float, scale: float, named: bool) -> float:
    """The share of somebody's knowledge that others share.

    A named successor gets first what is known to the most critical people, those with the largest `scale`;
    the share of all knowledge that is shared stays what it is (E70, S27).
    """
    critical = handover * scale / (1.0 + scale) / USUAL_CRITICALITY
    return min(critical, MOST_HANDED_OVER) if named else handover


@rule
def uncovered(documented: float, handover: float) -> float:
    """The share of somebody's knowledge that nobody else has and nothing written holds."""
    return (1.0 - documented) * (1.0 - handover)


@rule
def move(row: Array, here: int, there: int) -> None:
    """Seat a person elsewhere in the company; the seat they leave is empty."""
    for column in range(P.PRESENT, P.SCORE + 1):
        row[column, there] = row[column, here]
        row[column, here] = 0.0


@rule
def at_stake(
    row: Array, team: Array, member: Whole, s: int, seed: int, replicate: int, month: int, n: Numbers, r: int
) -> float:
    """Knowledge (person-months) that the team of seat s loses when the person moves elsewhere inside."""
    t = member[s]
    scale = traits.knowledge_scale(seed, replicate, int(row[P.PERSON, s]))
    held = knowledge_of(n.knowledge_held[r], month - row[P.JOINED, s], scale)
    shared = handed_over(n.work_handover[r], scale, team[T.SUCCESSOR, t] > 0.0)
    return n.knowledge_promotion_loss[r] * held * uncovered(team[T.DOCUMENTED, t], shared)


@rule
def lose_knowledge(
    row: Array, team: Array, member: Whole, s: int, seed: int, replicate: int, month: int, n: Numbers, r: int
) -> None:
    """What the old team loses when one of its people moves elsewhere in the company."""
    t = member[s]
    lost = at_stake(row, team, member, s, seed, replicate, month, n, r)
    team[T.DISRUPTION, t] += lost
    team[T.LOST, t] += lost


@rule
def promote(row: Array, s: int, q: int, month: int, kind: float, n: Numbers, r: int) -> None:
    """Move somebody into the manager seat q, with the pay and the honour that go with it."""
    wanted = logistic(1.702 * (row[P.WANT_MANAGE, s] - row[P.WANT_PROJECT, s]))
    move(row, s, q)
    row[P.ROLE_SINCE, q] = month
    row[P.STEP_SINCE, q] = month
    row[P.ASKED_SINCE, q] = NEVER
    row[P.RUNG, q] = 0.0
    row[P.CREDIT, q] += n.career_step_value[r] * wanted
    row[P.PAY, q] += n.promotion_pay_step[r]
    row[H.STEP, q] = kind
    row[H.FROM_SEAT, q] = s
