"""Moving: what happens to somebody, and to the team they leave, when they take another seat."""

from __future__ import annotations

from typing import NamedTuple

from sim.state import draws, traits
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.numbers import exp, normal_share
from sim.state.workforce import NEVER, Array, H, P, Step, T, Whole

PROMOTED, AGAINST_WILL = float(Step.PROMOTED), float(Step.FORCED)
RUNG, STEPPED_BACK, RAISE = float(Step.RUNG), float(Step.STEPPED_BACK), float(Step.RAISE)
"""The numbers of `Step`, as the floats that columns hold."""


class Knowledge(NamedTuple):
    """What decides what somebody knows that others don't; each (R,)."""

    knowledge_held: Array
    knowledge_growth: Array
    knowledge_inequality: Array
    knowledge_usual_criticality: Array
    knowledge_most_handed_over: Array


class Projects(NamedTuple):
    """What critical projects need; each (R,)."""

    knowledge_critical_share: Array
    knowledge_critical_months: Array
    knowledge_critical_loss: Array


class Numbers(NamedTuple):
    """What moving needs; each (R,)."""

    promotion_pay_step: Array
    career_step_value: Array
    work_handover: Array
    knowledge: Knowledge
    knowledge_promotion_loss: Array
    projects: Projects


@rule
def knowledge_of(tenure: float, scale: float, n: Knowledge, r: int) -> float:
    """Undocumented knowledge in a head, in person-months (E70: a heavy tail)."""
    return n.knowledge_held[r] * (1.0 - exp(-tenure / n.knowledge_growth[r])) * scale


@rule
def handed_over(handover: float, scale: float, named: bool, n: Knowledge, r: int) -> float:
    """The share of somebody's knowledge that others share.

    A named successor gets first what is known to the most critical people, those with the largest `scale`;
    the share of all knowledge that is shared stays what it is (E70, S27).
    """
    critical = handover * scale / (1.0 + scale) / n.knowledge_usual_criticality[r]
    return min(critical, n.knowledge_most_handed_over[r]) if named else handover


@rule
def uncovered(documented: float, handover: float) -> float:
    """The share of somebody's knowledge that nobody else has and nothing written holds."""
    return (1.0 - documented) * (1.0 - handover)


@rule
def project_months_left(
    seed: int, replicate: int, team: int, month: int, share: float, length: float
) -> float:
    """Months that a team's critical project still takes, this one included; 0 for a team without one (A10).

    Time is cut into pieces of `length` months, for each team from another month on; a share of the pieces
    are critical projects, by the luck of team and piece. Nothing has to be kept.
    """
    if share <= 0.0:
        return 0.0
    months = int(length)
    shift = draws.pick(seed, replicate, team, draws.TRAITS, Purpose.PROJECT_START, months)
    gone = (month + draws.MONTH_ZERO + shift) % months
    # a piece that began before months are numbered has the luck of the first of them
    begun = max(month - gone, 1 - draws.MONTH_ZERO)
    if draws.uniform(seed, replicate, team, begun, Purpose.PROJECT) >= share:
        return 0.0
    return float(months - gone)


@rule
def weight_of_loss(left: float, share: float, loss: float) -> float:
    """How many times the usual a team loses with somebody: `loss` inside a critical project, 1 outside.

    Divided by the mean over teams, of which a `share` is on one: it is unequal, not more.
    """
    return (loss if left > 0.0 else 1.0) / (1.0 + share * (loss - 1.0))


@rule
def loss_by_project(seed: int, replicate: int, team: int, month: int, n: Projects, r: int) -> float:
    """The weight of knowledge that leaves a team this month."""
    share = n.knowledge_critical_share[r]
    left = project_months_left(seed, replicate, team, month, share, n.knowledge_critical_months[r])
    return weight_of_loss(left, share, n.knowledge_critical_loss[r])


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
    known = n.knowledge
    scale = traits.knowledge_scale(seed, replicate, int(row[P.PERSON, s]), known.knowledge_inequality[r])
    held = knowledge_of(month - row[P.JOINED, s], scale, known, r)
    shared = handed_over(n.work_handover[r], scale, team[T.SUCCESSOR, t] > 0.0, known, r)
    lost = n.knowledge_promotion_loss[r] * held * uncovered(team[T.DOCUMENTED, t], shared)
    return lost * loss_by_project(seed, replicate, t, month, n.projects, r)


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
    wanted = normal_share(row[P.WANT_MANAGE, s] - row[P.WANT_PROJECT, s])
    move(row, s, q)
    row[P.ROLE_SINCE, q] = month
    row[P.STEP_SINCE, q] = month
    row[P.ASKED_SINCE, q] = NEVER
    row[P.RUNG, q] = 0.0
    row[P.CREDIT, q] += n.career_step_value[r] * wanted
    row[P.PAY, q] += n.promotion_pay_step[r]
    row[H.STEP, q] = kind
    row[H.FROM_SEAT, q] = s
