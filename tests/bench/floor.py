"""The floor: what a month costs if it only draws its random numbers and touches its state once.

*Numbers of an ordinary month*, counted in `sim.processes`: two per person (`Purpose.MORALE`, a normal
number; `Purpose.LEAVE`, a uniform one), one per team (`Purpose.DEMAND`, normal) and two per company
(`Purpose.MARKET`, normal; `Purpose.COURSE`, uniform). Each is a Philox call, by the model's own functions, as
in the model. What reviews, leavers and empty seats draw besides is left out, so the floor is rather too low.

*State*: every column of every person, team and company is read once and written once.

The floor goes through the companies in the same groups as the model does, and is compiled with the same
options (`sim.state.compiled.kernel`), but not kept on disk: the model's cache knows the model's sources only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numba

from sim.state import draws
from sim.state.draws import Purpose
from sim.state.workforce import Array, C, P, T, Whole, Workforce

SHIFT = 2.0**-20
"""What touching a column adds to it, so that the compiler can't leave it out; a key stays the same key."""

Kernel = Callable[..., None]
compiled = cast(Callable[[Kernel], Kernel], numba.njit(error_model="numpy", nogil=True))


@compiled
def touch(columns: Array, first: int, end: int, shift: float) -> None:
    """Read and write the columns from `first` to one before `end`; `columns` is (columns, any)."""
    for column in range(first, end):
        for s in range(columns.shape[1]):
            columns[column, s] += shift


@compiled
def floor_month(
    people: Array, teams: Array, companies: Array, head: Whole, seed: int, replicates: Whole, month: int
) -> None:
    """Draw a month's numbers and touch every column once; shapes as in `Workforce`, `head` (teams,)."""
    for r in range(people.shape[0]):
        row = people[r]
        team = teams[r]
        for s in range(row.shape[1]):
            who = int(row[P.PERSON, s])
            row[P.MORALE, s] += draws.normal(seed, replicates[r], who, month, Purpose.MORALE)
        for s in range(row.shape[1]):
            who = int(row[P.PERSON, s])
            row[P.INTENTION, s] += draws.uniform(seed, replicates[r], who, month, Purpose.LEAVE)
        touch(row, 0, P.MORALE, SHIFT)
        touch(row, P.MORALE + 1, P.INTENTION, SHIFT)
        touch(row, P.INTENTION + 1, row.shape[0], SHIFT)
        for t in range(len(head)):
            team[T.DEMAND, t] += draws.normal(seed, replicates[r], head[t], month, Purpose.DEMAND)
        touch(team, T.DEMAND + 1, team.shape[0], SHIFT)
        companies[r, C.MARKET] += draws.normal(seed, replicates[r], 0, month, Purpose.MARKET)
        companies[r, C.COURSES] += draws.uniform(seed, replicates[r], 0, month, Purpose.COURSE)
        for column in range(companies.shape[1]):
            companies[r, column] += SHIFT


class Floor:
    """Companies of the same shape and people as the model's, for which a month is the floor."""

    def __init__(self, workforce: Workforce) -> None:
        self.workforce = workforce.copy()
        self._parts = [part for _, part in self.workforce.parts()]
        self._month = 0

    def step(self) -> None:
        """A month of every company."""
        self._month += 1
        for w in self._parts:
            floor_month(w.people, w.teams, w.companies, w.layout.head, w.seed, w.replicates, self._month)
