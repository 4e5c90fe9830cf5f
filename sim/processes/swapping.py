"""Swapping: members of a team pass each other tasks, so that tasks fit what people seem to want (B11).

Work with people (presenting, explaining, settling) goes to those who seem to want it, technical work to
the others, hour for hour. Whether the team delivers more depends on who is better
at what; agreeing takes time.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.scoring import WISH_SPREAD, Asking, interest_seen, validity_of_interest
from sim.state.compiled import rule
from sim.state.numbers import exp
from sim.state.workforce import Array, P, Whole


class Numbers(NamedTuple):
    """What swapping tasks needs; each (R,)."""

    work_swaps: Array
    output_spread: Array
    output_swap_cost: Array
    asking: Asking


@rule
def _swap_in_team(
    row: Array, t: int, q: int, member: Whole, end: Whole, most: float, validity: float, moved: Array
) -> None:
    """Share out the tasks of first-line team t: who seems to want people most moves `most` of their time."""
    total = 0.0
    count = 0.0
    for s in range(q + 1, end[q]):
        if member[s] == t and row[P.PRESENT, s] > 0.0:
            moved[s] = interest_seen(
                row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], row[P.ADVOCACY, s], validity
            )
            total = total + moved[s]
            count = count + 1.0
    mean = total / max(count, 1.0)
    widest = 0.0
    for s in range(q + 1, end[q]):
        if member[s] == t and row[P.PRESENT, s] > 0.0:
            moved[s] = moved[s] - mean
            widest = max(widest, abs(moved[s]))
    for s in range(q + 1, end[q]):
        if member[s] == t and row[P.PRESENT, s] > 0.0:
            moved[s] = most * moved[s] / widest if widest > 0.0 else 0.0


@rule
def swap_tasks(
    row: Array, level: Whole, member: Whole, end: Whole, head: Whole, n: Numbers, r: int, moved: Array
) -> None:
    """Write into `moved` (seats,) the share of time each contributor moves from technical work to people.

    Negative for those who take over technical work; it sums to nothing in every team.
    """
    validity = validity_of_interest(n.asking, r)
    for s in range(len(moved)):
        moved[s] = 0.0
    for t in range(len(head)):
        if level[head[t]] == 1:
            _swap_in_team(row, t, head[t], member, end, n.work_swaps[r], validity, moved)


@rule
def worth_of_swap(moved: float, technical: float, communication: float, spread: float, cost: float) -> float:
    """What a swap makes of somebody's time: by how much better they are at the one than at the other.

    `spread` is log output per sd of skill; agreeing on the swap takes `cost` of the time that is moved.
    Whoever gives up what they are far better at loses all they made, and no more.
    """
    better = exp(spread * (communication - technical))
    return max(1.0 + moved * (better - 1.0), 0.0) * (1.0 - cost * abs(moved))


@rule
def work_on_swapped(row: Array, moved: Array, n: Numbers, r: int, time: Array) -> None:
    """Turn `time` (seats,) into what it is worth with swapped tasks."""
    spread, cost = n.output_spread[r], n.output_swap_cost[r]
    for s in range(len(time)):
        technical = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
        communication = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
        time[s] = time[s] * worth_of_swap(moved[s], technical, communication, spread, cost)


@rule
def enjoy_swapped(row: Array, moved: Array, weight: float, target: Array) -> None:
    """Add to where morale is drawn to what swapped tasks are to those who truly like or dislike them."""
    for s in range(len(target)):
        liking = (row[P.WANT_MANAGE, s] - row[P.WANT_PROJECT, s]) / WISH_SPREAD
        target[s] = target[s] + weight * (moved[s] * liking)
