"""Succession: knowledge is written down while time is given for it, and a bench is prepared."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.leading import Competencies, Weights, skill_with_people, weights_of
from sim.processes.notice import raised
from sim.processes.process import AnyColumn, Process
from sim.processes.scoring import Asking, interest_seen, validity_of_interest
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.numbers import ordered_sum
from sim.state.workforce import Array, C, P, T, Whole, Workforce

READY = 0.5
"""Skill with people (sd) from which on the measure `bench` counts somebody as able to take a seat over."""


class Numbers(NamedTuple):
    """What succession needs; each (R,)."""

    work_successor_time: Array
    knowledge_writing: Array
    knowledge_forgetting: Array
    knowledge_always_written: Array
    learning_new_for: Array
    competencies: Competencies
    work_bench: Array
    promotion_review_every: Array
    asking: Asking
    career_raised_hopes: Array
    career_named: Array


@rule
def document(documented: float, time: float, writing: float, forgetting: float, always: float) -> float:
    """The documented share a month later: writing adds, and what is old stops being true."""
    grown = documented + writing * time * (1.0 - documented)
    return grown - forgetting * max(grown - always, 0.0)


@rule
def _see_who_is_ready(row: Array, weights: Weights, prepared: Array) -> None:
    """Write into `prepared` 1 for those who could and would take over a seat: the skill, and the wish."""
    for s in range(row.shape[1]):
        skill = skill_with_people(row, s, weights)
        wish = row[P.WANT_MANAGE, s] - row[P.WANT_PROJECT, s]
        able = row[P.PRESENT, s] if skill > READY else 0.0
        prepared[s] = able if wish > 0.0 else 0.0


@kernel
def prepare(people: Array, teams: Array, companies: Array, member: Whole, head: Whole, n: Numbers) -> None:
    """A month of writing down, and a count of the seats for which somebody is ready."""
    prepared = np.empty(people.shape[2])
    marked = np.empty(len(head) + 1)
    for r in range(people.shape[0]):
        for t in range(len(head)):
            teams[r, T.DOCUMENTED, t] = document(
                teams[r, T.DOCUMENTED, t], n.work_successor_time[r], n.knowledge_writing[r],
                n.knowledge_forgetting[r], n.knowledge_always_written[r],
            )  # fmt: skip
        _see_who_is_ready(people[r], weights_of(n.competencies, r), prepared)
        managers = heads_open(head, companies[r, C.OPEN_SEATS])
        companies[r, C.BENCH] = _seats_with_successor(prepared, member, marked) / managers


@rule
def heads_open(head: Whole, seats: float) -> float:
    """How many manager seats are open."""
    count = 0.0
    for t in range(len(head)):
        count = count + (1.0 if head[t] < seats else 0.0)
    return count


@rule
def _seats_with_successor(prepared: Array, member: Whole, marked: Array) -> float:
    """How many teams have a ready and willing successor in them; `marked` (teams + 1,) is room."""
    for t in range(len(marked)):
        marked[t] = 0.0
    for s in range(len(member)):
        marked[member[s]] = max(marked[member[s]], prepared[s])
    return ordered_sum(marked[:-1])


@rule
def _still_there(row: Array, team: Array, t: int, member: Whole) -> bool:
    """Whether the named successor of a team is still in it."""
    for s in range(len(member)):
        if member[s] == t and row[P.PRESENT, s] > 0.0 and row[P.PERSON, s] == team[T.SUCCESSOR, t]:
            return True
    return False


@rule
def _best_to_name(row: Array, t: int, member: Whole, month: int, new_for: float, validity: float) -> int:
    """The seat of a team's best candidate who is not new and seems to want to manage, or -1."""
    best = -1
    for s in range(len(member)):
        if member[s] != t or row[P.PRESENT, s] == 0.0 or month - row[P.JOINED, s] < new_for:
            continue
        seems = interest_seen(row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], row[P.ADVOCACY, s], validity)
        if seems > 0.0 and (best < 0 or row[P.SCORE, s] > row[P.SCORE, best]):
            best = s
    return best


@rule
def _tell(row: Array, s: int, hopes: float, unwilling: float) -> None:
    """What being named does: hope to those who want to manage, unease to those who seemed to (B4)."""
    if row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]:
        row[P.EXPECTATION, s] = raised(row[P.EXPECTATION, s], hopes)
    else:
        row[P.PRESSURE, s] += unwilling


@kernel
def name_successors(
    people: Array, teams: Array, companies: Array, member: Whole, head: Whole, seed: int, replicates: Whole,
    month: int, n: Numbers,
) -> None:  # fmt: skip
    """Name a successor for a share of the seats, decided once by the luck of the seat; drop who has gone."""
    for r in range(people.shape[0]):
        validity = validity_of_interest(n.asking, r)
        for t in range(len(head)):
            luck = draws.uniform(seed, replicates[r], head[t], draws.TRAITS, Purpose.BENCH)
            if luck >= n.work_bench[r] or head[t] >= companies[r, C.OPEN_SEATS]:
                teams[r, T.SUCCESSOR, t] = 0.0
                teams[r, T.NAMED_SINCE, t] = 0.0
            elif not _still_there(people[r], teams[r], t, member):
                s = _best_to_name(people[r], t, member, month, n.learning_new_for[r], validity)
                teams[r, T.SUCCESSOR, t] = people[r, P.PERSON, s] if s >= 0 else 0.0
                teams[r, T.NAMED_SINCE, t] = month if s >= 0 else 0.0
                if s >= 0:
                    _tell(people[r], s, n.career_raised_hopes[r], n.career_named[r])


class Succession(Process):
    """Documents, named successors and the bench."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {T.DOCUMENTED, T.SUCCESSOR, C.OPEN_SEATS}
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(
        {P.EXPECTATION, P.PRESSURE, T.DOCUMENTED, T.SUCCESSOR, T.NAMED_SINCE, C.BENCH}
    )

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Name successors at a review; write down and count every month."""
        w, plan = workforce, workforce.layout
        if month % int(self.numbers[0].promotion_review_every) == 0:
            name_successors(
                w.people, w.teams, w.companies, plan.team, plan.head, w.seed, w.replicates, month,
                self.numbers,
            )  # fmt: skip
        prepare(w.people, w.teams, w.companies, plan.team, plan.head, self.numbers)
