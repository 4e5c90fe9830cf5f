"""From words to runs: which assumption values each draw has."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.spec.scenario import catalogue
from sim.state import draws

ASSUMPTION_PURPOSES = 1 << 20
"""Draws of assumption values live beyond every purpose of the model."""


def uncertain() -> list[str]:
    """The assumptions that draws sample: those with a plausible range that do not count whole things."""
    return [
        path
        for path, known in catalogue().items()
        if path.startswith("assumptions.") and known.plausible and known.kind == "number"
    ]


def draw_assumptions(count: int, seed: int) -> pd.DataFrame:
    """Assumption values for `count` draws: a column `draw` and one per uncertain assumption.

    Each value is uniform over the assumption's plausible range, keyed by seed, draw and assumption, so
    that more draws, or other assumptions, change none of those there are.
    """
    table: dict[str, object] = {"draw": np.arange(count)}
    for path in uncertain():
        plausible = catalogue()[path].plausible
        assert plausible is not None
        low, high = plausible
        luck = np.array([draws.uniform(seed, draw, _key(path), draws.TRAITS, ASSUMPTION_PURPOSES) for draw in range(count)])
        table[path] = low + (high - low) * luck
    return pd.DataFrame(table)


def _key(path: str) -> int:
    """A 32-bit number for a dotted path that does not depend on the order of the catalogue (FNV-1a)."""
    value = 2166136261
    for byte in path.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value
