"""Differences month by month, with the band in which most pairs lie; arrays in, a table out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
COLUMNS = ["policy", "month", "value", "baseline_value", "delta", "low", "high"]


def bands(values: Array, policies: Sequence[str], baseline: str) -> pd.DataFrame:
    """A measure over months against the baseline.

    `values` is (policies, pairs, months). A row per policy other than the baseline and month from 1: the
    means of policy and baseline over pairs, their difference, and the 5 and 95 percent quantile of the
    paired difference.
    """
    base = values[list(policies).index(baseline)]
    parts = []
    for place, policy in enumerate(policies):
        if policy == baseline:
            continue
        apart = values[place] - base
        low, high = np.quantile(apart, [0.05, 0.95], axis=0)
        part = pd.DataFrame({"policy": policy, "month": np.arange(1, values.shape[2] + 1)})
        part["value"], part["baseline_value"] = values[place].mean(axis=0), base.mean(axis=0)
        part["delta"], part["low"], part["high"] = apart.mean(axis=0), low, high
        parts.append(part)
    return pd.concat(parts, ignore_index=True)[COLUMNS]
