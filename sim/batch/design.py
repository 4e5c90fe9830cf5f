"""From words to points: which values each draw has, and which cases a full factorial holds.

A *draw* is a point of what we do not know: a value for each drawn parameter. Draws are keyed by seed, draw
and parameter, never by a generator's state, so that a part of them can be made again anywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.model.promotion_model import as_signed
from sim.processes.process import CALENDAR
from sim.spec.scenario import catalogue
from sim.state import draws
from sim.state.compiled import kernel
from sim.state.workforce import Array

ASSUMPTION_PURPOSES = 1 << 20
"""Draws of assumption values live beyond every purpose of the model."""
SHIFT, ORDER, JITTER, BASE, WAY = (ASSUMPTION_PURPOSES + 4 * k for k in range(1, 6))
"""Luck of the other designs; written as multiples of four, one call each."""

SOBOL_BITS = 30
KINDS = ("random", "sobol", "latin hypercube", "morris", "saltelli")
EXTENDABLE = ("random", "sobol")
"""Designs whose first points stay when more are asked for."""
POWERS_OF_TWO = ("sobol", "saltelli")
SHAPES = (
    "company.headcount", "company.grows_from", "company.span", "company.warmup",
    "policy.window.start", "policy.window.end", *CALENDAR,
)  # fmt: skip
"""What decides a company's shape, history or calendar; one block holds companies of one shape."""
LEVELS = 4
"""Levels of a Morris grid; a step is two thirds of the range."""


@dataclass(frozen=True)
class Sampling:
    """How draws are made: a kind of design, how many points it has, and the range of each parameter.

    `count` counts draws for random, Sobol and Latin hypercube designs, trajectories for Morris, and base
    points for Saltelli's design.
    """

    kind: str
    count: int
    over: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def draws(self) -> int:
        """How many draws there are."""
        factors = len(self.over)
        return self.count * {"morris": factors + 1, "saltelli": factors + 2}.get(self.kind, 1)

    def table(self, seed: int) -> pd.DataFrame:
        """A row per draw: a column `draw` and a column per parameter (dotted path)."""
        unit = unit_points(self.kind, self.count, list(self.over), seed)
        table: dict[str, Any] = {"draw": np.arange(len(unit))}
        for place, (path, (low, high)) in enumerate(self.over.items()):
            table[path] = scaled(path, low, high, unit[:, place])
        return pd.DataFrame(table)


def uncertain() -> list[str]:
    """The assumptions that draws sample: those with a plausible range that do not count whole things."""
    return [
        path
        for path, known in catalogue().items()
        if path.startswith("assumptions.") and known.plausible and known.kind == "number"
    ]


def plausible(paths: Sequence[str] | None = None) -> dict[str, tuple[float, float]]:
    """The plausible ranges of parameters, by default of all uncertain assumptions.

    Raises KeyError for a parameter without a plausible range.
    """
    found: dict[str, tuple[float, float]] = {}
    for path in uncertain() if paths is None else paths:
        range_ = catalogue()[path].plausible
        if range_ is None:
            raise KeyError(path)
        found[path] = range_
    return found


def draw_assumptions(count: int, seed: int) -> pd.DataFrame:
    """Assumption values for `count` draws: a column `draw` and one per uncertain assumption.

    Each value is uniform over the assumption's plausible range, keyed by seed, draw and assumption, so
    that more draws, or other assumptions, change none of those there are.
    """
    return Sampling("random", count, plausible()).table(seed)


def scaled(path: str, low: float, high: float, unit: Array) -> Array:
    """Points of the unit interval as values of a parameter; whole things come out whole."""
    if catalogue()[path].kind == "number":
        values: Array = low + (high - low) * unit
        return values
    whole: Array = np.minimum(np.floor(low + (high - low + 1) * unit), high)
    return whole


def unit_points(kind: str, count: int, paths: Sequence[str], seed: int) -> Array:
    """The points of a design in the unit cube: (draws, parameters).

    Raises KeyError for an unknown kind, ValueError for a Sobol design that is not a power of two.
    """
    if kind in POWERS_OF_TWO and count & (count - 1):
        raise ValueError(f"a Sobol design needs a power of two of points, not {count}")
    makers = {
        "random": _random,
        "sobol": _sobol,
        "latin hypercube": _latin,
        "morris": _morris,
        "saltelli": _saltelli,
    }
    return makers[kind](count, paths, seed)


def factorial(over: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Every combination of the values given, the last parameter moving fastest."""
    return [dict(zip(over, values, strict=True)) for values in itertools.product(*over.values())]


def worded(value: Any) -> str:
    """A value in a case's name."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


@kernel
def _fill(out: Array, seed: int, key: int, purpose: int) -> None:
    """Uniform numbers keyed by their place."""
    for place in range(len(out)):
        out[place] = draws.uniform(seed, place, key, draws.TRAITS, purpose)


def _lucks(count: int, path: str, seed: int, purpose: int) -> Array:
    out = np.empty(count)
    _fill(out, as_signed(seed), _key(path), purpose)
    return out


def _columns(columns: Sequence[Array], count: int) -> Array:
    return np.column_stack(columns) if columns else np.empty((count, 0))


def _random(count: int, paths: Sequence[str], seed: int) -> Array:
    return _columns([_lucks(count, path, seed, ASSUMPTION_PURPOSES) for path in paths], count)


def _sobol(count: int, paths: Sequence[str], seed: int, offset: int = 0) -> Array:
    """Sobol's sequence from the dimension `offset` on, each shifted bit by bit by keyed luck."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(len(paths) + offset, scramble=False, bits=SOBOL_BITS).random(count)[:, offset:]
    whole = (sequence * 2**SOBOL_BITS).astype(np.int64)
    purpose = SHIFT + (1 if offset else 0)
    shift = [int(_lucks(1, path, seed, purpose)[0] * 2**SOBOL_BITS) for path in paths]
    points: Array = (np.bitwise_xor(whole, np.array(shift, dtype=np.int64)) + 0.5) / 2**SOBOL_BITS
    return points


def _latin(count: int, paths: Sequence[str], seed: int) -> Array:
    """One point in each of `count` slices of every parameter."""
    columns = []
    for path in paths:
        slices = np.argsort(_lucks(count, path, seed, ORDER), kind="stable")
        columns.append((slices + _lucks(count, path, seed, JITTER)) / count)
    return _columns(columns, count)


def _morris(count: int, paths: Sequence[str], seed: int) -> Array:
    """`count` ways through a grid of four levels, each moving one parameter after the other by two thirds."""
    base = np.floor(2 * _columns([_lucks(count, path, seed, BASE) for path in paths], count)) / (LEVELS - 1)
    up = _columns([_lucks(count, path, seed, WAY) for path in paths], count) < 0.5
    luck = _columns([_lucks(count, path, seed, ORDER) for path in paths], count)
    rank = np.argsort(np.argsort(luck, axis=1, kind="stable"), axis=1, kind="stable")
    first, last = np.where(up, base, base + 2 / 3), np.where(up, base + 2 / 3, base)
    moved = rank[:, None, :] < np.arange(len(paths) + 1)[None, :, None]
    points = np.where(moved, last[:, None, :], first[:, None, :])
    flat: Array = points.reshape(count * (len(paths) + 1), len(paths))
    return flat


def _saltelli(count: int, paths: Sequence[str], seed: int) -> Array:
    """Per base point: A, then A with each parameter from B, then B (SALib's order, no second order)."""
    a, b = _sobol(count, paths, seed), _sobol(count, paths, seed, offset=len(paths))
    points = np.repeat(a[:, None, :], len(paths) + 2, axis=1)
    for place in range(len(paths)):
        points[:, place + 1, place] = b[:, place]
    points[:, -1, :] = b
    flat: Array = points.reshape(count * (len(paths) + 2), len(paths))
    return flat


def _key(path: str) -> int:
    """A 32-bit number for a dotted path that does not depend on the order of the catalogue (FNV-1a)."""
    value = 2166136261
    for byte in path.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value
