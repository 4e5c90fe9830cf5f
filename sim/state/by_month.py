"""Tables of functions of whole months: what an exponential says of every length of service, worked out once.

Months are whole numbers, and few: looking a value up costs a fraction of working it out, and gives the same
bits. A kernel fills a company's table when it first meets the company.
"""

from __future__ import annotations

import numpy as np

from sim.state.compiled import rule
from sim.state.workforce import Array

LONGEST = 1024
"""Months that a table covers: nobody works for longer than 85 years."""


def unfilled(companies: int) -> Array:
    """A table (companies, LONGEST) that a kernel has yet to fill."""
    return np.full((companies, LONGEST), np.nan)


@rule
def is_unfilled(table: Array) -> bool:
    """Whether a company's table (LONGEST,) has yet to be filled."""
    return bool(np.isnan(table[0]))


@rule
def look_up(table: Array, since: Array, month: int, found: Array) -> None:
    """Write into `found` (seats,) what a company's table says of the months since a month, seat by seat.

    A loop of its own: one that looks things up does not vectorise. Of empty seats it says anything.
    """
    for s in range(len(found)):
        found[s] = table[int(min(max(month - since[s], 0.0), LONGEST - 1.0))]
