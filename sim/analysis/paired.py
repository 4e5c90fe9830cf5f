"""Policies against a baseline, twin by twin: tables in, tables out.

A *pair* is one company living twice with the same luck (`replicate`) in the same world (`draw`), once
under the baseline and once under the policy. Every statistic here is one of the difference inside pairs.

`delta` is the mean paired difference; `mc_low` and `mc_high` say how exactly the runs made so far pin
`delta` down (90 percent Monte Carlo interval); `low` and `high` say how much the difference varies from
pair to pair (5 and 95 percent quantile); `p_better` is the share of pairs that are better, ties half;
`p_best` the share of pairs in which a policy is the best of all, ties shared.

The Monte Carlo interval is a t interval around the mean with a standard error clustered both by draw and
by replicate (Cameron, Gelbach & Miller 2011): pairs of one draw share a world, and pairs with the same
replicate in different draws share their luck, so neither are independent. It is never narrower than
either clustering alone, and its degrees of freedom are those of the smaller number of clusters, less one.
With one draw it is the ordinary paired t interval over replicates.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit  # the t quantile; scipy.stats takes half a second to import

from sim.analysis.pairing import KEYS, PairingError, pairing

Array = NDArray[np.float64]
Codes = NDArray[np.intp]

COLUMNS = [
    "policy", "measure", "label", "unit", "value", "delta", "mc_low", "mc_high",
    "low", "high", "p_better", "p_best", "verdict",
]  # fmt: skip
"""Columns of the result, in this order; the names are part of the public JSON."""
CONFIDENCE = 0.90
CLEAR = 0.90
"""A difference is clear when at least this share of pairs agrees on its direction."""


def compare_pairs(outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Compare every policy with the baseline on every measure.

    `outcomes` has a row per policy, draw and replicate, and a column per measure. `measures` has a row per
    measure with `name, label, unit, better, smallest, index`. The result has a row per policy (in the order
    of their appearance, the baseline among them) and measure, with `COLUMNS`; every number in it is finite.

    Raises `PairingError` when a pair lacks a policy or has it twice, a value is missing or not finite, the
    baseline is not among the policies, or there are fewer than two pairs.
    """
    policies = _checked_policies(outcomes, measures, baseline)
    wide = pairing(outcomes)
    if len(wide.places) < 2:
        found = len(wide.places)
        raise PairingError(f"{found} pair: at least two are needed to say how sure a difference is")
    rows: list[dict[str, object]] = []
    for measure in measures.to_dict("records"):
        values = wide.values(str(measure["name"]))
        if measure["index"]:
            values = _indexed(values, values[:, policies.index(baseline)], str(measure["name"]))
        rows += _rows(values, wide.pairs, policies, baseline, {str(k): v for k, v in measure.items()})
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = {policy: place for place, policy in enumerate(policies)}
    return table.sort_values("policy", key=lambda names: names.map(order), kind="stable", ignore_index=True)


def _checked_policies(outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> list[str]:
    """The policies in order of appearance, after checking that the needed columns are there."""
    missing = [name for name in ["policy", *KEYS, *measures["name"]] if name not in outcomes.columns]
    if missing:
        raise PairingError(f"the outcomes lack the columns {', '.join(missing)}")
    policies = [str(policy) for policy in outcomes["policy"].unique()]
    if baseline not in policies:
        raise PairingError(f"the baseline {baseline!r} is not among the policies {', '.join(policies)}")
    return policies


def _indexed(values: Array, baseline: Array, name: str) -> Array:
    """Values as an index: the baseline's mean over all pairs becomes 100."""
    mean = baseline.mean()
    if not mean > 0:
        raise PairingError(f"{name}: the baseline's mean is {mean}, an index needs it above 0")
    index: Array = values * (100.0 / mean)
    return index


def _rows(
    values: Array, pairs: pd.DataFrame, policies: list[str], baseline: str, measure: dict[str, object]
) -> list[dict[str, object]]:
    """One row per policy for one measure; `values` is (pairs, policies)."""
    base = values[:, policies.index(baseline)]
    best = best_shares(values, int(str(measure["better"])))
    return [
        {
            "policy": policy,
            "measure": measure["name"],
            "label": measure["label"],
            "unit": measure["unit"],
            "value": float(values[:, place].mean()),
            **_difference(values[:, place] - base, pairs, measure),
            "p_best": float(best[place]),
        }
        for place, policy in enumerate(policies)
    ]


def _difference(difference: Array, pairs: pd.DataFrame, measure: dict[str, object]) -> dict[str, object]:
    """All that is said about one policy's difference in one measure; `difference` has one value per pair."""
    delta = float(difference.mean())
    margin = monte_carlo_margin(difference, pairs["draw"].to_numpy(), pairs["replicate"].to_numpy())
    low, high = np.quantile(difference, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    better = int(str(measure["better"]))
    p_better = float(np.mean((difference * better > 0) + 0.5 * (difference == 0)))
    tied = bool((difference == 0).all())
    return {
        "delta": delta,
        "mc_low": delta - margin,
        "mc_high": delta + margin,
        "low": float(low),
        "high": float(high),
        "p_better": p_better,
        "verdict": verdict(delta * better, p_better, float(str(measure["smallest"])), tied),
    }


def verdict(gain: float, p_better: float, smallest: float, tied: bool) -> str:
    """The one word: `better`, `worse`, `no clear difference` or `same`.

    `gain` is the difference turned so that more is better. `same` only when every single pair ties.
    """
    if tied:
        return "same"
    if p_better >= CLEAR and gain > smallest:
        return "better"
    if p_better <= round(1 - CLEAR, 12) and -gain > smallest:
        return "worse"
    return "no clear difference"


def best_shares(values: Array, better: int) -> Array:
    """How often each policy is the best of all, ties shared: sums to 1. `values` is (pairs, policies)."""
    gains = values * better
    winners = gains == gains.max(axis=1, keepdims=True)
    shares: Array = (winners / winners.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares


def monte_carlo_margin(difference: Array, draws: Codes, replicates: Codes) -> float:
    """Half the width of the 90 percent Monte Carlo interval of the mean difference; see the module's text."""
    error = difference - difference.mean()
    by_draw, draw_count = _clustered(error, draws)
    by_luck, luck_count = _clustered(error, replicates)
    if draw_count == 1 or luck_count == 1:
        variance = max(by_draw, by_luck)
        clusters = max(draw_count, luck_count)
    else:
        each = len(error) / (len(error) - 1) * float(error @ error)
        variance = max(by_draw, by_luck, by_draw + by_luck - each)
        clusters = min(draw_count, luck_count)
    standard_error = np.sqrt(variance) / len(error)
    return float(stdtrit(clusters - 1, (1 + CONFIDENCE) / 2) * standard_error)


def _clustered(error: Array, codes: Codes) -> tuple[float, int]:
    """The sum of squared cluster totals, corrected for few clusters, and the number of clusters."""
    _, places = np.unique(codes, return_inverse=True)
    totals = np.bincount(places, weights=error)
    count = len(totals)
    return (float(totals @ totals) * count / (count - 1), count) if count > 1 else (0.0, count)
