"""Careers: steps back, rungs, answers to flight risk, and empty manager seats filled from below."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from sim.processes import ladder, reactions, seats, stepping_back
from sim.processes.ladder import review_ladder
from sim.processes.process import AnyColumn, Process
from sim.processes.reactions import RUNG_REACTION, answer_flight_risk
from sim.processes.seats import fill
from sim.processes.stepping_back import step_back
from sim.state.compiled import kernel
from sim.state.workforce import Array, C, H, P, T, Whole, Workforce


class Numbers(NamedTuple):
    """What careers need; each (R,)."""

    seats: seats.Numbers
    ladder: ladder.Numbers
    reactions: reactions.Numbers
    stepping_back: stepping_back.Numbers
    promotion_review_every: Array
    promotion_step_back: Array
    ladder_slots: Array
    ladder_review_every: Array
    retention_reaction: Array


@kernel
def decide(
    people: Array, teams: Array, companies: Array, level: Whole, boss: Whole, member: Whole, led: Whole,
    end: Whole, head: Whole, reports: Array, seed: int, replicates: Whole, month: int, n: Numbers,
) -> None:  # fmt: skip
    """A review in every company: steps back, rungs, answers to flight risk, then seats, top level first."""
    for r in range(people.shape[0]):
        row = people[r]
        opened = int(companies[r, C.OPEN_SEATS])
        if n.promotion_step_back[r] > 0.0:
            for t in range(len(head)):
                step_back(row, head[t], level, boss, end, opened, month, n.stepping_back, r)
        if n.ladder_slots[r] > 0.0 and month % int(n.ladder_review_every[r]) == 0:
            for t in range(len(head)):
                if level[head[t]] == 1:
                    review_ladder(
                        row, t, head[t], reports[t], member, level, end, month, seed, replicates[r],
                        n.ladder, r,
                    )  # fmt: skip
        if n.retention_reaction[r] >= RUNG_REACTION:
            answer_flight_risk(row, level, month, seed, replicates[r], n.reactions, r)
        for rung in range(level[0], 0, -1):
            for t in range(len(head)):
                q = head[t]
                if q < opened and level[q] == rung and row[P.PRESENT, q] == 0.0:
                    fill(
                        row, teams[r], companies[r], q, level, boss, member, led, end,
                        seed, replicates[r], month, n.seats, r,
                    )  # fmt: skip


@kernel
def clear(people: Array, companies: Array) -> None:
    """Forget what happened last month."""
    for r in range(people.shape[0]):
        companies[r, C.REQUESTS] = 0.0
        companies[r, C.DECLINED] = 0.0
        companies[r, C.ASSESSED] = 0.0
        for column in range(H.CAUSE, H.FROM_SEAT + 1):
            for s in range(people.shape[2]):
                people[r, column, s] = 0.0


class Careers(Process):
    """At reviews: who steps back, who gets a rung, who moves up, and what the others make of it."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        T.DOCUMENTED,
        C.TRUST,
        C.CREDIBILITY,
        C.OPEN_SEATS,
    }
    writes: ClassVar[frozenset[AnyColumn]] = (
        frozenset(P)
        | frozenset(H)
        | {T.DISRUPTION, T.LOST, T.SEARCH, C.TRUST, C.CREDIBILITY, C.REQUESTS, C.DECLINED, C.ASSESSED}
    )

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Clear last month's happenings; hold the review if one is due."""
        w, plan = workforce, workforce.layout
        clear(w.people, w.companies)
        if month % int(self.numbers.promotion_review_every[0]) == 0:
            decide(
                w.people, w.teams, w.companies, plan.level, plan.boss, plan.team, plan.led, plan.end,
                plan.head, plan.reports, w.seed, w.replicates, month, self.numbers,
            )  # fmt: skip
