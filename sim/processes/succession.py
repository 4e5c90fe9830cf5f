"""Succession: knowledge is written down while time is given for it, and a bench is prepared."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.leading import people_skill
from sim.processes.process import AnyColumn, Process
from sim.state.compiled import kernel, rule
from sim.state.numbers import ordered_sum
from sim.state.workforce import Array, C, P, T, Whole, Workforce

FORGETTING = 0.01
ALWAYS_WRITTEN = 0.3
READY = 0.5


class Numbers(NamedTuple):
    """What succession needs; each (R,)."""

    work_successor_time: Array
    knowledge_writing: Array


@rule
def document(documented: float, time: float, writing: float) -> float:
    """The documented share a month later: writing adds, and what is old stops being true."""
    grown = documented + writing * time * (1.0 - documented)
    return grown - FORGETTING * max(grown - ALWAYS_WRITTEN, 0.0)


@rule
def _see_who_is_ready(row: Array, prepared: Array) -> None:
    """Write into `prepared` 1 for those who could and would take over a seat: the skill, and the wish."""
    for s in range(row.shape[1]):
        skill = people_skill(
            row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s],
            row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s],
            row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s],
            row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s],
        )
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
                teams[r, T.DOCUMENTED, t], n.work_successor_time[r], n.knowledge_writing[r]
            )
        _see_who_is_ready(people[r], prepared)
        managers = _heads_open(head, companies[r, C.OPEN_SEATS])
        companies[r, C.BENCH] = _seats_with_successor(prepared, member, marked) / managers


@rule
def _heads_open(head: Whole, seats: float) -> float:
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


class Succession(Process):
    """Documents and the bench."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {T.DOCUMENTED, C.OPEN_SEATS}
    writes: ClassVar[frozenset[AnyColumn]] = frozenset({T.DOCUMENTED, C.BENCH})

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Write down and count."""
        w, plan = workforce, workforce.layout
        prepare(w.people, w.teams, w.companies, plan.team, plan.head, self.numbers)
