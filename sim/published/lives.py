"""Many published models at once: jobs in threads, each job opens a model, lives it and keeps a summary."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.published.hierarchy import LAST_STEPS, Hierarchy

K = TypeVar("K")
V = TypeVar("V")
Vector = NDArray[np.float64]


def live_all(jobs: Mapping[K, Callable[[], V]], threads: int | None = None) -> dict[K, V]:
    """Do every job, by key. Kernels release the interpreter's lock, so that threads use every core."""
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        return dict(zip(jobs, pool.map(lambda job: job(), jobs.values()), strict=True))


class Estimate(NamedTuple):
    """A mean over organisations and its standard error, in the unit of what was averaged."""

    mean: float
    error: float


def estimate(values: Vector) -> Estimate:
    """The mean of independent values and its standard error (not a number for a single value)."""
    error = values.std(ddof=1) / np.sqrt(values.size) if values.size > 1 else np.nan
    return Estimate(float(values.mean()), float(error))


def in_blocks(values: Vector, size: int) -> NDArray[np.float64]:
    """(steps, R) as means over blocks of `size` organisations, at least two blocks: (steps, blocks).

    Organisations that fill no block are left out.
    """
    size = max(1, min(size, values.shape[1] // 2))
    blocks = values.shape[1] // size
    return np.asarray(values[:, : blocks * size].reshape(len(values), blocks, size).mean(axis=2))


def lived(model: Hierarchy) -> Hierarchy:
    """The model at its end, its books checked."""
    model.run_model()
    if model.accounting_gap().any():
        raise AssertionError(f"promotions do not follow from exits in {type(model).__name__}")
    return model


def asymptote(model: Hierarchy, last: int = LAST_STEPS) -> Vector:
    """(R,) efficiency averaged over the last steps, percent."""
    return np.asarray(lived(model).efficiency[-last:].mean(axis=0))


def start_and_asymptote(make: Callable[[], Hierarchy]) -> tuple[Vector, Vector]:
    """(R,) efficiency at the start and (R,) at the end, percent."""
    model = make()
    end = asymptote(model)
    return model.efficiency[0].copy(), end


def crossing(x: Vector, rising: Vector, falling: Vector) -> tuple[float, float]:
    """Where two curves over x meet, by straight lines between points: x and the height there."""
    gap = rising - falling
    place = int(np.clip(np.searchsorted(gap > 0, True), 1, len(x) - 1))
    part = -gap[place - 1] / (gap[place] - gap[place - 1])
    at = x[place - 1] + part * (x[place] - x[place - 1])
    return float(at), float(rising[place - 1] + part * (rising[place] - rising[place - 1]))
