"""Measuring: repetitions in turns, and medians with bootstrap intervals."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
"""Seconds (or a ratio of them), one per repetition."""

RESAMPLES = 2000
COVERED = 0.95
"""Share of bootstrap resamples that an interval covers."""


@dataclass(frozen=True)
class Interval:
    """A value with the bounds of its 95 percent bootstrap interval."""

    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """For JSON."""
        return asdict(self)


def seconds(act: Callable[[], object]) -> float:
    """Processor time that this thread spends on something."""
    started = time.thread_time()
    act()
    return time.thread_time() - started


def in_turns(acts: Mapping[str, Callable[[], object]], repetitions: int) -> dict[str, Samples]:
    """Seconds of every act, repetition by repetition, one act after the other within each."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(repetitions):
        for name, act in acts.items():
            taken[name].append(seconds(act))
    return {name: np.array(values) for name, values in taken.items()}


def median(samples: Samples) -> Interval:
    """The median of repetitions."""
    return bootstrapped(lambda picked: float(np.median(picked[0])), [samples])


def ratio(upper: Samples, lower: Samples) -> Interval:
    """The median ratio of two things measured in turns: repetitions are resampled in pairs."""
    return median(upper / lower)


def bootstrapped(statistic: Callable[[Sequence[Samples]], float], groups: Sequence[Samples]) -> Interval:
    """A statistic of several groups of repetitions, each group resampled by itself (fixed seed)."""
    chance = np.random.default_rng(1)
    values = [
        statistic([group[chance.integers(0, len(group), len(group))] for group in groups])
        for _ in range(RESAMPLES)
    ]
    tail = 100.0 * (1.0 - COVERED) / 2.0
    low, high = np.percentile(values, [tail, 100.0 - tail])
    return Interval(float(statistic(groups)), float(low), float(high))
