"""The floor: what a month costs if it only draws its random numbers and touches its state once.

*Numbers of an average month* are counted in the model (`tests.bench.tally`): how many calls of Philox it
takes, and how many of the numbers are made normal. The floor draws as many by the model's own functions,
`draws.normals` and `draws.uniforms`, each once, in loops over people. What the model asks for twice in a
month counts once; whose key it is does not matter.

*State*: every column of every person, team and company is read once and written once.

The floor goes through the companies in the same groups as the model does, and is compiled with the same
options (`sim.state.compiled.kernel`), but not kept on disk: the model's cache knows the model's sources only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numba
import numpy as np

from sim.state import draws
from sim.state.draws import Purpose
from sim.state.workforce import Array, P, Whole, Workforce
from tests.bench.tally import Tally

SHIFT = 2.0**-20
"""What touching a column adds to it, so that the compiler can't leave it out; a key stays the same key."""

Kernel = Callable[..., None]
compiled = cast(Callable[[Kernel], Kernel], numba.njit(error_model="numpy", nogil=True))


@compiled
def touch(columns: Array) -> None:
    """Read and write every column once; `columns` is (columns, any)."""
    for column in range(columns.shape[0]):
        for s in range(columns.shape[1]):
            columns[column, s] += SHIFT


@compiled
def draw(row: Array, normal: int, uniform: int, seed: int, replicate: int, month: int, drawn: Array) -> None:
    """Draw so many normal and so many uniform numbers; `drawn` (seats,) is room to draw them into.

    They are added to a column each, so that the compiler can't leave them out.
    """
    seats = len(drawn)
    for first in range(0, normal, seats):
        count = min(seats, normal - first)
        draws.normals(seed, replicate, row[P.PERSON], month, Purpose.MORALE, drawn[:count])
        for s in range(count):
            row[P.MORALE, s] += drawn[s]
    for first in range(0, uniform, seats):
        count = min(seats, uniform - first)
        draws.uniforms(seed, replicate, row[P.PERSON], month, Purpose.LEAVE, drawn[:count])
        for s in range(count):
            row[P.INTENTION, s] += drawn[s]


@compiled
def floor_month(
    people: Array, teams: Array, companies: Array, normal: int, uniform: int, seed: int, replicates: Whole,
    month: int, drawn: Array,
) -> None:  # fmt: skip
    """Draw a company's numbers and touch its columns once, company by company; shapes as in `Workforce`."""
    for r in range(people.shape[0]):
        draw(people[r], normal, uniform, seed, replicates[r], month, drawn)
        touch(people[r])
        touch(teams[r])
    touch(companies)


class Floor:
    """Companies of the same shape and people as the model's, for which a month is the floor.

    `tally` says how many numbers one company draws in a month.
    """

    def __init__(self, workforce: Workforce, tally: Tally) -> None:
        self.workforce = workforce.copy()
        self._parts = [part for _, part in self.workforce.parts()]
        self._normal = round(tally.normal)
        self._uniform = round(tally.calls) - self._normal
        self._drawn = np.empty(workforce.layout.seats)
        self._month = 0

    def step(self) -> None:
        """A month of every company."""
        self._month += 1
        for w in self._parts:
            floor_month(
                w.people, w.teams, w.companies, self._normal, self._uniform, w.seed, w.replicates,
                self._month, self._drawn,
            )  # fmt: skip
