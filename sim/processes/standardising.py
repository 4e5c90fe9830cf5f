"""Standardising: criteria side by side, each against everybody at the same level, added up by weight."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.state.compiled import rule
from sim.state.workforce import Array, P, Whole

TOGETHER = 5
"""Criteria that are standardised at a time; the usual practice has five."""


class Sheet(NamedTuple):
    """Room to work in: criteria side by side, with people in order of level."""

    seen: Array
    """How everybody stands on one criterion, (seats,)."""
    columns: Array
    """Up to `TOGETHER` criteria, (TOGETHER, seats), by level."""
    shares: Array
    """What each of them weighs, (TOGETHER,); 0 for an empty column."""
    there: Array
    """Who is present, (seats,), by level."""
    sums: Array
    """The weighted sum so far, (seats,), by level."""


@rule
def take_seats(row: Array, by_level: Whole, sheet: Sheet) -> None:
    """Begin a sheet: nobody has a score yet."""
    for k in range(len(by_level)):
        sheet.there[k] = row[P.PRESENT, by_level[k]]
        sheet.sums[k] = 0.0
    for column in range(TOGETHER):
        leave_empty(sheet, column)


@rule
def leave_empty(sheet: Sheet, column: int) -> None:
    """A column in which nobody differs adds nothing to a score."""
    sheet.shares[column] = 0.0
    for k in range(len(sheet.there)):
        sheet.columns[column, k] = 0.0


@rule
def write_down(by_level: Whole, share: float, sheet: Sheet, column: int) -> None:
    """Take what was seen into a column, as far as people are present."""
    sheet.shares[column] = share
    for k in range(len(by_level)):
        sheet.columns[column, k] = sheet.seen[by_level[k]]


@rule
def _sums_of_five(there: Array, x: Array, low: int, high: int) -> tuple[float, float, float, float, float]:
    """The sums of five columns over those present: five at a time, for each sum waits for its last step."""
    a, b, c, d, e = 0.0, 0.0, 0.0, 0.0, 0.0
    for k in range(low, high):
        here = there[k]
        a = a + here * x[0, k]
        b = b + here * x[1, k]
        c = c + here * x[2, k]
        d = d + here * x[3, k]
        e = e + here * x[4, k]
    return a, b, c, d, e


@rule
def _squares_of_five(
    there: Array, x: Array, means: tuple[float, float, float, float, float], low: int, high: int
) -> tuple[float, float, float, float, float]:
    """The sums of squared distances from the means of five columns over those present."""
    a, b, c, d, e = 0.0, 0.0, 0.0, 0.0, 0.0
    mean_a, mean_b, mean_c, mean_d, mean_e = means
    for k in range(low, high):
        here = there[k]
        a = a + here * ((x[0, k] - mean_a) * (x[0, k] - mean_a))
        b = b + here * ((x[1, k] - mean_b) * (x[1, k] - mean_b))
        c = c + here * ((x[2, k] - mean_c) * (x[2, k] - mean_c))
        d = d + here * ((x[3, k] - mean_d) * (x[3, k] - mean_d))
        e = e + here * ((x[4, k] - mean_e) * (x[4, k] - mean_e))
    return a, b, c, d, e


@rule
def add_columns(first: Whole, sheet: Sheet) -> None:
    """Add the columns to the sums, each standardised over everybody at one level; the top has no peers."""
    x, sums = sheet.columns, sheet.sums
    for rung in range(len(first) - 2):
        low, high = first[rung], first[rung + 1]
        count = 0.0
        for k in range(low, high):
            count = count + sheet.there[k]
        n = max(count, 1.0)
        a, b, c, d, e = _sums_of_five(sheet.there, x, low, high)
        means = (a / n, b / n, c / n, d / n, e / n)
        squares = _squares_of_five(sheet.there, x, means, low, high)
        for column in range(TOGETHER):
            mean, share = means[column], sheet.shares[column]
            spread = np.sqrt(squares[column] / n)
            if spread > 0.0:
                for k in range(low, high):
                    sums[k] = sums[k] + share * (x[column, k] - mean) / spread


@rule
def hand_in(by_level: Whole, sheet: Sheet, scores: Array) -> None:
    """Write the sums into `scores` (seats,)."""
    for k in range(len(by_level)):
        scores[by_level[k]] = sheet.sums[k]
