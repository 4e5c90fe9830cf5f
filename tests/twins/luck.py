"""Luck, ready made: what chance has in store for somebody, in a month, for a purpose."""

from __future__ import annotations

from sim.state import draws
from sim.state.draws import Purpose

FOR_LIFE = draws.TRAITS
"""The month under which stands what a person is for life."""

COMPANY = 0
"""Who a company is to its luck."""


class Luck:
    """The luck of one company: numbers by (who, month, what for).

    Each is looked up once and then kept, so that a model that lives again finds its luck ready made.
    """

    def __init__(self, seed: int, replicate: int) -> None:
        # the compiled draws take a signed number of 64 bits
        self.seed = seed - 2**64 if seed >= 2**63 else seed
        self.replicate = replicate
        self._uniform: dict[tuple[int, int, int], float] = {}
        self._normal: dict[tuple[int, int, int], float] = {}

    def uniform(self, who: int, month: int, purpose: Purpose) -> float:
        """A number between 0 and 1."""
        key = (who, month, int(purpose))
        if key not in self._uniform:
            self._uniform[key] = draws.uniform(self.seed, self.replicate, *key)
        return self._uniform[key]

    def normal(self, who: int, month: int, purpose: Purpose) -> float:
        """A number with mean 0 and standard deviation 1."""
        key = (who, month, int(purpose))
        if key not in self._normal:
            self._normal[key] = draws.normal(self.seed, self.replicate, *key)
        return self._normal[key]


def applicant(month: int, seat: int, place: int) -> int:
    """The name of whoever applies in a month for a seat, at a place among its applicants.

    Eleven bits of month, seventeen of seat, four of place.
    """
    return ((month + 512) << 21) | (seat << 4) | place
