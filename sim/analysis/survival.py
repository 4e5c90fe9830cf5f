"""How long the people of the first day stay: survival curves with bands, and log-rank tests.

Tables in, tables out. Curves are Kaplan & Meier's with the log-log band of `scipy.stats.ecdf`; the test is
Mantel's log-rank. Both take lives as independent, whereas twins share their luck and colleagues their
company: bands are those of that many separate people, and the p-value errs on the side of "no difference"
between twins. The paired tables are the sharper instrument; these curves show *when*.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.paired import CONFIDENCE

if TYPE_CHECKING:
    from scipy.stats import CensoredData

CURVE = ["policy", "month", "staying", "low", "high"]
TEST = ["policy", "statistic", "p_value"]


def curves(lives: pd.DataFrame, months: int) -> pd.DataFrame:
    """The share still there, month by month from 0: columns policy, month, staying, low, high (shares).

    `lives` has a row per policy and person with `left_month` (1 ... `months`, missing for those who stayed).
    """
    from scipy.stats import ecdf  # takes a third of a second, and is needed here only

    parts = []
    for policy, people in lives.groupby("policy", sort=False):
        curve = ecdf(_censored(people["left_month"], months)).sf
        band = _band(curve)
        grid = np.arange(months + 1)
        part = pd.DataFrame({"policy": policy, "month": grid, "staying": curve.evaluate(grid)})
        part["low"] = _known(band.low.evaluate(grid), part["staying"])
        part["high"] = _known(band.high.evaluate(grid), part["staying"])
        parts.append(part)
    return pd.concat(parts, ignore_index=True)[CURVE]


def log_rank(lives: pd.DataFrame, months: int, baseline: str) -> pd.DataFrame:
    """The log-rank test of every other policy against the baseline: policy, statistic (z), p_value.

    A positive statistic means that people leave sooner than under the baseline. Identical lives have
    statistic 0 and p-value 1.
    """
    from scipy.stats import logrank

    rows = []
    base = lives.loc[lives["policy"] == baseline, "left_month"]
    for policy, people in lives.groupby("policy", sort=False):
        if policy == baseline:
            continue
        mine = people["left_month"]
        if mine.isna().all() and base.isna().all():
            rows.append((policy, 0.0, 1.0))
            continue
        found = logrank(_censored(mine, months), _censored(base, months))
        rows.append((policy, float(found.statistic), float(found.pvalue)))
    return pd.DataFrame(rows, columns=TEST)


def _censored(left: pd.Series, months: int) -> CensoredData:
    """Months until leaving, those who stayed censored at the end.

    They are censored half a month later: whoever leaves in the last month was there until then.
    """
    from scipy.stats import CensoredData

    gone = left.notna()
    return CensoredData(
        uncensored=left[gone].to_numpy(dtype=np.float64), right=np.full(int((~gone).sum()), months + 0.5)
    )


def _band(curve: Any) -> Any:
    """The log-log band; it is undefined, and a warning says so, where nobody or everybody left."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return curve.confidence_interval(CONFIDENCE, method="log-log")


def _known(band: np.ndarray, staying: pd.Series) -> np.ndarray:
    """A band where it is defined; before the first exit it is the curve itself."""
    return np.where(np.isfinite(band), band, staying)
