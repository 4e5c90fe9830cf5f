"""A loop that never changes: how fast this machine is now, at the kind of work that the model does.

It shares no code with the model, or a slower rule would slow both. It does what the model's loops do most: an
exponential per person from a few columns, a number looked up by team, a conditional, and a result written
into another column; over a state of the model's shape, company by company, in groups that fit a core's
memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numba
import numpy as np
from numpy.typing import NDArray

Columns = NDArray[np.float64]
Kernel = Callable[..., None]
compiled = cast(Callable[[Kernel], Kernel], numba.njit(error_model="numpy", nogil=True))

COLUMNS, SPAN, GROUP = 50, 7, 10_000
"""Columns of a person, people of a team, and people who are passed through together."""
ROUNDS = 12
"""Passes per month, so that a month takes about as long as the model's."""
PHILOX, LOW, UNIT = np.uint64(0xD2511F53), np.uint64(0xFFFFFFFF), 1.0 / 4294967296.0


@compiled
def calibration_month(people: Columns, month: int) -> None:
    """A month of work on `people` (rows, COLUMNS, seats)."""
    seats = people.shape[2]
    felt = np.empty(seats)
    for r in range(people.shape[0]):
        row = people[r]
        for turn in range(ROUNDS):
            for s in range(seats):
                felt[s] = row[turn, s // SPAN]
            for s in range(seats):
                x = 0.1 * row[turn, s] - 0.2 * row[turn + 12, s] + 0.05 * felt[s]
                x = min(max(x, -3.0), 3.0) / 8.0
                p = 1.0 + x * (1.0 + x * (0.5 + x * (0.1666666666 + x * (0.0416666666 + x * 0.00833333333))))
                p = p * p
                p = p * p
                grown = p * p
                kept = row[turn + 24, s]
                row[turn + 24, s] = 0.9 * kept + 0.1 * (grown if kept < 1.0 else 1.0 / (1.0 + grown))
        for s in range(seats):
            word = np.uint64(s + month)
            for _ in range(20):
                word = (PHILOX * (word & LOW)) ^ (word >> np.uint64(32))
            row[36, s] = np.int64(word & LOW) * UNIT


class Calibration:
    """Companies of made-up numbers that live the loop."""

    def __init__(self, people: int, rows: int) -> None:
        numbers = np.sin(np.arange(rows * COLUMNS * people, dtype=np.float64))
        state = numbers.reshape(rows, COLUMNS, people)
        together = max(GROUP // people, 1)
        self._parts = [state[first : first + together] for first in range(0, rows, together)]
        self._month = 0

    def step(self) -> None:
        """A month of every company."""
        self._month += 1
        for part in self._parts:
            calibration_month(part, self._month)
