"""Rotation: at reviews contributors with a taste for variety swap seats with others, from team to team.

A move sideways is no step up. It means something to those who don't look for one, and slights the ambitious
(B3). It shows new technology, and costs both teams knowledge and both people time to find their way.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import moving
from sim.processes.moving import lose_knowledge
from sim.processes.process import AnyColumn, Process
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.workforce import Array, C, H, P, Step, T, Whole, Workforce

SIDEWAYS = float(Step.SIDEWAYS)
"""The number of `Step.SIDEWAYS`, as the float that a column holds."""


class Numbers(NamedTuple):
    """What rotation needs; each (R,)."""

    moving: moving.Numbers
    rotation_share: Array
    promotion_review_every: Array
    promotion_first_year: Array
    career_step_value: Array
    career_sideways: Array
    career_slight: Array
    learning_frontier: Array
    learning_refresh: Array
    learning_longest_lane: Array


@rule
def sideways_credit(ambition: float, welcome: float, slight: float) -> float:
    """What a move sideways means, in shares of a step's value; below 0 for the ambitious (B3)."""
    return welcome * (1.0 - ambition) - slight * ambition


@rule
def refreshed(technical: float, months: float, frontier: float, refresh: float, longest: float) -> float:
    """Technical gift after a move: a share of what moving technology took in `months` in one role is back.

    No more than of the `longest` months: what came before is a new trade.
    """
    return technical + refresh * frontier * min(months, longest)


@rule
def swaps_due(share: float, contributors: float, months: float, luck: float) -> int:
    """How many pairs swap at this review; a broken pair is made whole by luck, a uniform number."""
    return int(0.5 * share * contributors * months / 12.0 + luck)


@rule
def _willing(row: Array, level: Whole, month: int, first_year: float, seats: Whole, taste: Array) -> int:
    """Write the seats of those who may be moved and their taste for variety; returns how many they are.

    They prefer new projects to depth, hold no rung, have been in their role for a first year, and nothing
    else happened to them this month.
    """
    found = 0
    for s in range(len(level)):
        if level[s] > 0 or row[P.PRESENT, s] == 0.0 or row[P.RUNG, s] > 0.0 or row[H.STEP, s] > 0.0:
            continue
        variety = row[P.WANT_PROJECT, s] - row[P.WANT_TECHNICAL, s]
        if variety > 0.0 and month - row[P.ROLE_SINCE, s] >= first_year:
            seats[found] = s
            taste[found] = -variety
            found += 1
    return found


@rule
def _arrive(row: Array, s: int, came_from: int, month: int, n: Numbers, r: int) -> None:
    """What a move sideways does to whoever now sits in s."""
    credit = sideways_credit(row[P.AMBITION, s], n.career_sideways[r], n.career_slight[r])
    row[P.CREDIT, s] += n.career_step_value[r] * credit
    row[P.TECHNICAL, s] = refreshed(
        row[P.TECHNICAL, s], month - row[P.ROLE_SINCE, s], n.learning_frontier[r], n.learning_refresh[r],
        n.learning_longest_lane[r],
    )  # fmt: skip
    row[P.ROLE_SINCE, s] = month
    row[H.STEP, s] = SIDEWAYS
    row[H.FROM_SEAT, s] = came_from


@rule
def _swap(
    row: Array, team: Array, member: Whole, a: int, b: int, seed: int, replicate: int, month: int, n: Numbers,
    r: int,
) -> None:  # fmt: skip
    """Let the people in two seats change places; both teams lose a part of what only they knew."""
    lose_knowledge(row, team, member, a, seed, replicate, month, n.moving, r)
    lose_knowledge(row, team, member, b, seed, replicate, month, n.moving, r)
    for column in range(P.PRESENT, P.SCORE + 1):
        held = row[column, a]
        row[column, a] = row[column, b]
        row[column, b] = held
    _arrive(row, a, b, month, n, r)
    _arrive(row, b, a, month, n, r)


@rule
def _contributors(row: Array, level: Whole) -> float:
    """How many people without reports there are."""
    count = 0.0
    for s in range(len(level)):
        count = count + (row[P.PRESENT, s] if level[s] == 0 else 0.0)
    return count


@kernel
def rotate(
    people: Array, teams: Array, companies: Array, level: Whole, member: Whole, seed: int, replicates: Whole,
    month: int, n: Numbers,
) -> None:  # fmt: skip
    """A review in every company that moves people: whoever likes variety most swaps first."""
    seats = np.empty(people.shape[2], np.int64)
    taste = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        if n.rotation_share[r] == 0.0:
            continue
        row = people[r]
        luck = draws.uniform(seed, replicates[r], 0, month, Purpose.ROTATION)
        left = swaps_due(n.rotation_share[r], _contributors(row, level), n.promotion_review_every[r], luck)
        found = _willing(row, level, month, n.promotion_first_year[r], seats, taste)
        order = np.argsort(taste[:found], kind="mergesort")
        moved = np.zeros(found, np.bool_)
        for i in range(found):
            if left == 0:
                break
            here = seats[order[i]]
            for j in range(i + 1, found):
                there = seats[order[j]]
                if not moved[i] and not moved[j] and member[here] != member[there]:
                    _swap(row, teams[r], member, here, there, seed, replicates[r], month, n, r)
                    moved[i] = True
                    moved[j] = True
                    companies[r, C.MOVED_SINCE] = month
                    left -= 1
                    break


class Rotation(Process):
    """At reviews: who swaps seats with somebody of another team."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {T.DOCUMENTED, T.SUCCESSOR, H.STEP}
    writes: ClassVar[frozenset[AnyColumn]] = (frozenset(P) - {P.PRESENT, P.RUNG}) | {
        H.STEP,
        H.FROM_SEAT,
        T.DISRUPTION,
        T.LOST,
        C.MOVED_SINCE,
    }

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Hold the review if one is due."""
        if month % int(self.numbers[0].promotion_review_every) == 0:
            w = workforce
            rotate(
                w.people, w.teams, w.companies, w.layout.level, w.layout.team, w.seed, w.replicates, month,
                self.numbers,
            )  # fmt: skip
