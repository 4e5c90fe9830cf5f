"""Succession: knowledge is written down while time is given for it, and a bench is prepared."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.process import AnyColumn, Process
from sim.processes.work import people_skill
from sim.state.compiled import kernel, rule
from sim.state.workforce import Array, C, P, T, Whole, Workforce

WRITING = 0.6
"""How fast a share of everybody's time turns what is in heads into documents."""

FORGETTING = 0.01
ALWAYS_WRITTEN = 0.3
READY = 0.5


class Numbers(NamedTuple):
    """What succession needs; each (R,)."""

    work_successor_time: Array


@rule
def document(documented: float, time: float) -> float:
    """The documented share a month later: writing adds, and what is old stops being true."""
    grown = documented + WRITING * time * (1.0 - documented)
    return grown - FORGETTING * max(grown - ALWAYS_WRITTEN, 0.0)


@rule
def ready(row: Array, s: int) -> bool:
    """Whether somebody could and would take over a manager's seat: the skill, and the wish."""
    skill = people_skill(
        row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s],
        row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s],
        row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s],
        row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s],
    )
    return row[P.PRESENT, s] > 0.0 and skill > READY and row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]


@kernel
def prepare(people: Array, teams: Array, companies: Array, member: Whole, head: Whole, n: Numbers) -> None:
    """A month of writing down, and a count of the seats for which somebody is ready."""
    for r in range(people.shape[0]):
        for t in range(len(head)):
            teams[r, T.DOCUMENTED, t] = document(teams[r, T.DOCUMENTED, t], n.work_successor_time[r])
        benched = _seats_with_successor(people[r], member, len(head))
        companies[r, C.BENCH] = benched / len(head)


@rule
def _seats_with_successor(row: Array, member: Whole, teams: int) -> float:
    """How many teams have a ready and willing successor among their members.

    Members of a team stand together below their manager only in part, so each team is marked once.
    """
    marked = np.zeros(teams + 1)
    for s in range(row.shape[1]):
        if ready(row, s):
            marked[member[s]] = 1.0
    total = 0.0
    for t in range(teams):
        total = total + marked[t]
    return total


class Succession(Process):
    """Documents and the bench."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {T.DOCUMENTED}
    writes: ClassVar[frozenset[AnyColumn]] = frozenset({T.DOCUMENTED, C.BENCH})

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Write down and count."""
        w, plan = workforce, workforce.layout
        prepare(w.people, w.teams, w.companies, plan.team, plan.head, self.numbers)
