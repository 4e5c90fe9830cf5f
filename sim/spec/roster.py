"""A person-per-row HR file as a frozen table of numbers: nobody's name or number is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.spec.fault import Fault, ScenarioError


@dataclass(frozen=True)
class Note:
    """What became of one column or of some rows: `mapped`, `drawn` (left to be drawn) or `dropped`."""

    fate: str
    what: str
    count: int
    reason: str


@dataclass(frozen=True, eq=False)
class Roster:
    """The people of a company on its first day, one place in each column for each person.

    `columns` maps a name of COLUMNS to float64 numbers, NaN where the file says nothing; a column the file
    lacks altogether is not there and is drawn by the opening. Two rosters are equal when their numbers are.
    """

    people: int
    columns: dict[str, np.ndarray]
    report: tuple[Note, ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the numbers, column by column in alphabetical order."""
        digest = hashlib.sha256(str(self.people).encode())
        for name in sorted(self.columns):
            digest.update(name.encode() + b"\0")
            digest.update(np.ascontiguousarray(self.columns[name], dtype="<f8").tobytes())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roster) and self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    @property
    def contributor_pay(self) -> float | None:
        """Median pay of those who do not manage, in the file's currency; None where pay is not known."""
        return None


def read_roster(path: str | Path, fiscal_year: int | None = None) -> Roster:
    """Not read yet. Raises ScenarioError."""
    raise ScenarioError([Fault(str(path), "rosters cannot be read yet")])
