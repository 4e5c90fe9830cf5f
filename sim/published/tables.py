"""A published table beside ours: cells, verdicts, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

AGREES, SAME_DIRECTION, DIFFERS = "agrees", "same direction", "differs"


@dataclass(frozen=True)
class Cell:
    """One number of a paper and ours.

    `band`: how far ours may lie from the paper's and still agree, in the cell's unit. `mc_error`: one
    standard error of ours. `signed`: the number is a gain or a loss, so that its sign means something.
    """

    cell: str
    paper: float
    ours: float
    mc_error: float
    band: float
    signed: bool = False

    @property
    def verdict(self) -> str:
        """`agrees` inside the band; else `same direction` for a gain with the paper's sign, or `differs`."""
        if abs(self.ours - self.paper) <= self.band:
            return AGREES
        if self.signed and self.ours * self.paper > 0:
            return SAME_DIRECTION
        return DIFFERS

    def to_json(self) -> dict[str, str | float]:
        """The cell as `twinladder published --format json` prints it."""
        return {
            "cell": self.cell,
            "paper": self.paper,
            "ours": round(self.ours, 4),
            "mc_error": round(self.mc_error, 4),
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class PublishedTable:
    """A paper's numbers beside ours. `settings`: what ours was run with. `notes`: what to know of it."""

    model: str
    title: str
    citation: str
    unit: str
    settings: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The table as `twinladder published --format json` prints it."""
        return {"model": self.model, "cells": [cell.to_json() for cell in self.cells]}

    def rows(self) -> list[tuple[str, ...]]:
        """The table's lines as text: cell, paper, ours, Monte Carlo error, band, verdict."""
        return [row_of(cell) for cell in self.cells]

    def __str__(self) -> str:
        """The table in plain text."""
        head = [self.title, self.citation, f"{self.unit}; {self.settings}", ""]
        return "\n".join([*head, *aligned([HEADINGS, *self.rows()]), *self.closing()])

    def closing(self) -> list[str]:
        """The count of verdicts and the notes."""
        verdicts = [cell.verdict for cell in self.cells]
        counts = ", ".join(f"{verdicts.count(word)} {word}" for word in VERDICTS if word in verdicts)
        return ["", f"{len(verdicts)} cells: {counts}.", *self.notes]


VERDICTS = (AGREES, SAME_DIRECTION, DIFFERS)
HEADINGS = ("cell", "paper", "ours", "error", "band", "verdict")


def row_of(cell: Cell) -> tuple[str, ...]:
    """One cell as text; gains carry their sign."""
    sign = "+" if cell.signed else ""
    return (
        cell.cell,
        f"{cell.paper:{sign}g}",
        f"{cell.ours:{sign}.2f}",
        f"{cell.mc_error:.2g}",
        f"{cell.band:.3g}",
        cell.verdict,
    )


def aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Lines with the columns under each other: words to the left, numbers to the right."""
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    numeric = range(1, len(widths) - 1)
    return [
        "  ".join(
            text.rjust(width) if column in numeric else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
