"""Careers: steps back, rungs, answers to flight risk, and empty manager seats filled from below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from sim.processes import conversations, ladder, notice, reactions, scoring, seats, stepping_back
from sim.processes.conversations import converse
from sim.processes.ladder import look_at_rungs, review_ladder
from sim.processes.notice import look_back
from sim.processes.process import AnyColumn, Process
from sim.processes.reactions import RUNG_REACTION, answer_flight_risk
from sim.processes.scoring import add_need, announced_slope, write_scores
from sim.processes.seats import COMPANY, LONGEST_SHORTLIST, Room, fill, put_successor_ahead
from sim.processes.standardising import TOGETHER, Sheet
from sim.processes.stepping_back import step_back
from sim.state.compiled import kernel, rule
from sim.state.records import gather, keys
from sim.state.workforce import Array, C, H, P, T, Whole, Workforce

Values = Mapping[str, Array]

YEAR = 12
"""Months between two career conversations with somebody."""


class Numbers(NamedTuple):
    """What careers need; each (R,)."""

    scoring: scoring.Numbers
    seats: seats.Numbers
    memory: notice.Memory
    ladder: ladder.Numbers
    reactions: reactions.Numbers
    stepping_back: stepping_back.Numbers
    promotion_review_every: Array
    promotion_step_back: Array
    promotion_trial: Array
    conversations: conversations.Numbers
    ladder_slots: Array
    ladder_review_every: Array
    retention_reaction: Array


@rule
def _review_rungs(
    row: Array, company: Array, level: Whole, member: Whole, end: Whole, head: Whole, reports: Array,
    month: int, seed: int, replicate: int, n: Numbers, rules: Whole,
) -> None:  # fmt: skip
    """Give the free rungs of every first-line team; `rules` (teams + 1,) is the row of its numbers."""
    for t in range(len(head)):
        k = rules[t]
        if level[head[t]] == 1 and n.ladder_slots[k] > 0.0:
            review_ladder(
                row, company, t, head[t], reports[t], member, level, end, month, seed, replicate, n.ladder, k
            )


@rule
def _has_empty_seat(row: Array, head: Whole, opened: int) -> bool:
    """Whether any manager seat among those opened so far is empty."""
    empty = False
    for t in range(len(head)):
        empty = empty or (head[t] < opened and row[P.PRESENT, head[t]] == 0.0)
    return empty


@rule
def differs_by_seat(n: Numbers, r: int) -> bool:
    """Whether candidates stand differently for one seat than for another."""
    return n.scoring.weights_need[r] > 0.0 or n.seats.work_successor_lead[r] > 0.0


@rule
def _stand_for(
    row: Array, team: Array, t: int, q: int, level: Whole, end: Whole, by_level: Whole, first: Whole,
    bare: Array, official: bool, seed: int, replicate: int, month: int, n: Numbers, r: int, sheet: Sheet,
    standing: Array,
) -> None:  # fmt: skip
    """Write into `standing` how everybody stands for seat q, which leads team t; `bare` is without it."""
    for s in range(len(standing)):
        standing[s] = bare[s]
    if n.scoring.weights_need[r] > 0.0:
        add_need(
            row, team, t, level[q] - 1, level, by_level, first, official, seed, replicate, n.scoring, r,
            sheet, standing,
        )  # fmt: skip
    if n.seats.work_successor_lead[r] > 0.0:
        put_successor_ahead(row, team, t, q, end, month, n.seats, r, standing)


@rule
def _fill_seats(
    row: Array, team: Array, company: Array, level: Whole, boss: Whole, member: Whole, led: Whole, end: Whole,
    head: Whole, by_level: Whole, first: Whole, opened: int, bare: Array, sheet: Sheet, seed: int,
    replicate: int, month: int, room: Room, n: Numbers, r: int, rules: Whole,
) -> None:  # fmt: skip
    """Fill the empty manager seats among those opened so far, top level first.

    `bare` (seats,) is how everybody stands on the announced criteria, whatever the seat; `rules` (teams + 1,)
    is the row of the numbers that hold in each team.
    """
    by_seat = differs_by_seat(n, r)
    for rung in range(level[0], 0, -1):
        for t in range(len(head)):
            q = head[t]
            if q < opened and level[q] == rung and row[P.PRESENT, q] == 0.0:
                if by_seat:
                    _stand_for(
                        row, team, led[q], q, level, end, by_level, first, row[P.SCORE], False, seed,
                        replicate, month, n, r, sheet, room.standing,
                    )  # fmt: skip
                    _stand_for(
                        row, team, led[q], q, level, end, by_level, first, bare, True, seed, replicate,
                        month, n, r, sheet, room.announced,
                    )  # fmt: skip
                fill(
                    row, team, company, q, level, boss, member, led, end, seed, replicate, month, room,
                    n.seats, rules[led[q]],
                )  # fmt: skip


@kernel
def decide(
    people: Array, teams: Array, companies: Array, level: Whole, boss: Whole, member: Whole, led: Whole,
    end: Whole, head: Whole, reports: Array, by_level: Whole, first: Whole, seed: int, replicates: Whole,
    month: int, review: bool, rungs: bool, n: Numbers, rules: Whole,
) -> None:  # fmt: skip
    """A review in every company: steps back, rungs, answers to flight risk, then seats, top level first.

    `review` says whether seats are reviewed this month, `rungs` whether the ladder is; `rules` (companies,
    teams + 1) is the row of the numbers that hold in each team.
    """
    seats = people.shape[2]
    in_order = np.arange(seats)
    own = np.empty(seats, np.int64)
    bare = np.empty(seats)
    announced_for_seat = np.empty(seats)
    standing_for_seat = np.empty(seats)
    sheet = Sheet(
        np.empty(seats), np.empty((TOGETHER, seats)), np.empty(TOGETHER), np.empty(seats), np.empty(seats)
    )
    short = np.empty(LONGEST_SHORTLIST, np.int64)
    rivals = np.empty(4, np.int64)
    known = np.empty((5, 4))
    idea = np.empty(3)
    for r in range(people.shape[0]):
        row = people[r]
        opened = int(companies[r, C.OPEN_SEATS])
        if review:
            for t in range(len(head)):
                k = rules[r, t]
                if n.promotion_step_back[k] + n.promotion_trial[k] > 0.0:
                    step_back(row, companies[r], head[t], level, boss, end, opened, month, n.stepping_back, k)
        if rungs:
            _review_rungs(
                row, companies[r], level, member, end, head, reports, month, seed, replicates[r], n, rules[r]
            )
        if review and n.retention_reaction[r] >= RUNG_REACTION:
            answer_flight_risk(
                row, companies[r], level, member, end, head, reports, month, seed, replicates[r], n.reactions,
                r, rules[r],
            )  # fmt: skip
        if review and _has_empty_seat(row, head, opened):
            write_scores(
                row, teams[r], member, by_level, first, month, True, seed, replicates[r], n.scoring, r, sheet,
                bare,
            )  # fmt: skip
            by_seat = differs_by_seat(n, r)
            best_first = n.seats.promotion_scope[r] == COMPANY and not by_seat
            order = np.argsort(-row[P.SCORE], kind="mergesort") if best_first else in_order
            announced = announced_for_seat if by_seat else bare
            standing = standing_for_seat if by_seat else row[P.SCORE]
            for s in range(seats):
                own[s] = rules[r, member[s]]
            room = Room(order, best_first, standing, announced, short, rivals, known, idea, own)
            _fill_seats(
                row, teams[r], companies[r], level, boss, member, led, end, head, by_level, first, opened,
                bare, sheet, seed, replicates[r], month, room, n, r, rules[r],
            )  # fmt: skip


@kernel
def begin(
    people: Array, companies: Array, level: Whole, member: Whole, end: Whole, head: Whole, month: int,
    n: Numbers, rules: Whole,
) -> None:  # fmt: skip
    """Forget what happened last month, look back on decisions and rungs, once a year talk about careers."""
    for r in range(people.shape[0]):
        companies[r, C.REQUESTS] = 0.0
        companies[r, C.DECLINED] = 0.0
        companies[r, C.ASSESSED] = 0.0
        companies[r, C.TOLD] = 0.0
        companies[r, C.CANDIDATES] = 0.0
        companies[r, C.PASSED_OVER] = 0.0
        if n.conversations.promotion_conversations[r] > 0.0 and month % YEAR == 0:
            converse(people[r], n.conversations, r)
        look_back(companies[r], announced_slope(n.scoring, r), n.memory, r)
        if n.ladder.career_ladder_lesson[r] > 0.0:
            look_at_rungs(people[r], companies[r], level, member, end, head, n.ladder, r, rules[r])
        for column in range(H.CAUSE, H.FROM_SEAT + 1):
            for s in range(people.shape[2]):
                people[r, column, s] = 0.0


@cache
def same_rules(rows: int, teams: int) -> Whole:
    """The row of the numbers that hold in each team, (rows, teams + 1), where each company has one set."""
    return np.repeat(np.arange(rows)[:, None], teams + 1, axis=1)


@dataclass(frozen=True)
class Careers(Process):
    """At reviews: who steps back, who gets a rung, who moves up, and what the others make of it.

    People of all teams compete for a seat, so nothing is lived apart where a policy holds in some teams only:
    `numbers` are then those of the policy, company by company, followed by those of the practice, and `rules`
    (companies, teams + 1) says which row of them holds in each team. A vacancy is filled by the rules of the
    team it leads.
    """

    rules: Whole | None = None
    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        T.FRICTION,
        T.SEARCH,
        T.DOCUMENTED,
        T.SUCCESSOR,
        T.NAMED_SINCE,
        T.NEED_PEOPLE,
        T.NEED_PROJECT,
        T.NEED_CLIENTS,
        C.TRUST,
        C.CREDIBILITY,
        C.OPEN_SEATS,
        C.PROVEN,
        C.PROVABLE,
        C.CULTURE,
        C.LADDER_BELIEF,
    }
    writes: ClassVar[frozenset[AnyColumn]] = (
        frozenset(P)
        | frozenset(H)
        | {
            T.DISRUPTION,
            T.LOST,
            T.SEARCH,
            C.TRUST,
            C.CREDIBILITY,
            C.PROVEN,
            C.PROVABLE,
            C.REQUESTS,
            C.DECLINED,
            C.ASSESSED,
            C.TOLD,
            C.CANDIDATES,
            C.MOVED_SINCE,
            C.PASSED_OVER,
            C.LADDER_BELIEF,
        }
    )

    @classmethod
    def in_teams(cls, policy: Values, practice: Values, chosen: NDArray[np.bool_], rows: slice) -> Self:
        """The process of companies in which the policy holds in the teams chosen, (companies, teams + 1)."""
        both = {key: np.concatenate([policy[key][rows], practice[key][rows]]) for key in keys(cls.Numbers)}
        companies = np.arange(len(chosen))[:, None]
        return cls(gather(cls.Numbers, both), np.where(chosen, companies, companies + len(chosen)))

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Clear last month's happenings; hold the reviews that are due."""
        w, plan = workforce, workforce.layout
        rules = self.rules if self.rules is not None else same_rules(w.rows, plan.teams)
        begin(w.people, w.companies, plan.level, plan.team, plan.end, plan.head, month, self.numbers, rules)
        review = month % int(self.numbers[0].promotion_review_every) == 0
        rungs = month % int(self.numbers[0].ladder_review_every) == 0
        if review or rungs:
            decide(
                w.people, w.teams, w.companies, plan.level, plan.boss, plan.team, plan.led, plan.end,
                plan.head, plan.reports, plan.by_level, plan.first, w.seed, w.replicates, month, review,
                rungs, self.numbers, rules,
            )  # fmt: skip
