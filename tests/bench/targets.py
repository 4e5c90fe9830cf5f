"""What the model's speed is held to, and whether it gets there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.bench.clock import Interval


@dataclass(frozen=True)
class Target:
    """A bound, or two, for one of the results; `place` says where it lies among them, key by key."""

    what: str
    place: tuple[str, ...]
    low: float = -math.inf
    high: float = math.inf
    scale: float = 1.0
    unit: str = ""

    def bounds(self) -> str:
        """The bounds in words."""
        unit = f" {self.unit}" if self.unit else ""
        if self.high == math.inf:
            return f"at least {self.low:g}{unit}"
        if self.low == -math.inf:
            return f"at most {self.high:g}{unit}"
        return f"{self.low:g} to {self.high:g}{unit}"

    def verdict(self, found: Interval) -> str:
        """`met` or `missed`, by the value; `narrowly` if the interval reaches across a bound."""
        met = self._holds(found.value)
        sure = self._holds(found.low) == met and self._holds(found.high) == met
        return ("" if sure else "narrowly ") + ("met" if met else "missed")

    def _holds(self, value: float) -> bool:
        return self.low <= value <= self.high


TARGETS = (
    Target(
        "times as fast as the plain twin, 200 people, 64 rows", ("twins", "200x64", "ratio"), low=150.0
    ),
    Target("times as fast as the plain twin, 200 people, 1 row", ("twins", "200x1", "ratio"), low=50.0),
    Target("multiple of the floor, 1,000 people, 64 rows", ("floor", "multiple"), high=3.0),
    Target("exponent over people", ("scaling", "people", "exponent"), 0.95, 1.05),
    Target("exponent over rows", ("scaling", "rows", "exponent"), 0.95, 1.05),
    Target("state per person", ("memory", "bytes_per_person"), high=400.0, unit="bytes"),
    Target(
        "memory of 100,000 people over 120 months", ("memory", "large", "peak_bytes"), high=2.0, scale=1e-9,
        unit="GB",
    ),
    Target("`twinladder --help`, warm", ("starts", "help"), high=0.3, unit="s"),
    Target("`twinladder compare` of four policies, warm", ("starts", "warm", "total"), high=3.0, unit="s"),
    Target("the same, the first time ever", ("starts", "cold", "total"), high=45.0, unit="s"),
    Target("`twinladder report` of four policies in 20 worlds", ("starts", "report"), high=30.0, unit="s"),
)  # fmt: skip


def measured(results: Mapping[str, Any], target: Target) -> Interval | None:
    """A target's number with its interval, in its unit; None if it was not measured."""
    found: Any = results
    for key in target.place:
        if key not in found:
            return None
        found = found[key]
    if isinstance(found, Mapping):
        return Interval(*(target.scale * found[bound] for bound in ("value", "low", "high")))
    return Interval(*[target.scale * found] * 3)


def rows(results: Mapping[str, Any]) -> list[list[str]]:
    """Every target as what it is of, its bounds, the measurement, its interval and the verdict."""
    return [_row(target, measured(results, target)) for target in TARGETS]


def _row(target: Target, found: Interval | None) -> list[str]:
    if found is None:
        return [target.what, target.bounds(), "–", "–", "not measured"]
    unit = f" {target.unit}" if target.unit else ""
    return [
        target.what,
        target.bounds(),
        number(found.value) + unit,
        interval(found),
        target.verdict(found),
    ]


def interval(found: Interval) -> str:
    """An interval in words; a dash where there was one measurement only."""
    return "–" if found.low == found.high else f"{number(found.low)} to {number(found.high)}"


def number(value: float) -> str:
    """Three significant places, thousands apart."""
    if value == 0.0:
        return "0"
    rounded = float(f"{value:.3g}")
    places = max(2 - math.floor(math.log10(abs(rounded))), 0)
    return f"{rounded:,.{places}f}"
