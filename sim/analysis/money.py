"""What a policy costs and brings; tables in, tables out.

`totals` has a row per policy, draw and replicate, and in each column the sum of a monthly measure over the
horizon. `items` has a row per item of the accounts: `name` (a column of totals), `label`, `sign` (+1 brings,
-1 costs). All amounts are in the company's currency, undiscounted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.decide import Wide, wide

Array = NDArray[np.float64]
YEAR = 12
OTHER = "Other items"
ITEM_COLUMNS = ["policy", "item", "label", "sign", "before", "after", "delta", "margin", "low", "high"]


def accounts(
    totals: pd.DataFrame, items: pd.DataFrame, baseline: str, net: str = "net_value"
) -> pd.DataFrame:
    """Every item of every policy, per employee and year, against the baseline.

    A row per policy and item, then one `net`: before, after, delta (what the item adds to net: costs have
    their sign turned), its 90 percent Monte Carlo margin, and the 5 and 95 percent quantile over pairs. The
    items sum to net: what `items` does not name is shown as `other`, when it is not nought.
    """
    listed = _with_other(totals, items, net)
    heads = wide(totals, "headcount")
    rows: list[dict[str, Any]] = []
    for item in listed.to_dict("records"):
        table = wide(totals.assign(**{str(item["name"]): item["amounts"]}), str(item["name"]))
        each = Wide(YEAR * table.values / heads.values, table.pairs, table.policies)
        apart = each.against(baseline)
        for place, policy in enumerate(each.policies):
            if policy != baseline:
                rows.append(
                    {**_item(each, apart[:, place], place, baseline), "policy": policy, **_named(item)}
                )
    order = {policy: place for place, policy in enumerate(heads.policies)}
    table_ = pd.DataFrame(rows, columns=ITEM_COLUMNS)
    return table_.sort_values("policy", key=lambda p: p.map(order), kind="stable", ignore_index=True)


def _named(item: dict[Any, Any]) -> dict[str, Any]:
    return {"item": item["name"], "label": item["label"], "sign": item["sign"]}


def _item(each: Wide, apart: Array, place: int, baseline: str) -> dict[str, Any]:
    low, high = np.quantile(apart, [0.05, 0.95])
    return {
        "before": float(each.values[:, each.policies.index(baseline)].mean()),
        "after": float(each.values[:, place].mean()),
        "delta": float(apart.mean()),
        "margin": each.margin(apart),
        "low": float(low),
        "high": float(high),
    }


def _with_other(totals: pd.DataFrame, items: pd.DataFrame, net: str) -> pd.DataFrame:
    """The items with their signed amounts (a column of totals each), what is left over, and net."""
    rows = [
        {**item, "amounts": float(item["sign"]) * totals[str(item["name"])].to_numpy(dtype=np.float64)}
        for item in items.to_dict("records")
    ]
    whole = totals[net].to_numpy(dtype=np.float64)
    rest = whole - np.sum([row["amounts"] for row in rows], axis=0)
    scale = max(float(np.abs(row["amounts"]).max()) for row in rows)
    if np.abs(rest).max() > 1e-9 * max(scale, 1.0):
        rows.append({"name": "other", "label": OTHER, "sign": 1, "amounts": rest})
    rows.append({"name": net, "label": "Net value", "sign": 1, "amounts": whole})
    return pd.DataFrame(rows)


# ---------------------------------------------------------------- cost-effectiveness

DOMINATES, DOMINATED, RATIO, SAVES, UNCLEAR = (
    "dominates", "dominated", "ratio", "saves but loses people", "no clear effect",
)  # fmt: skip
"""What can be said of a cost per leaver avoided."""


def cost_per_leaver(
    totals: pd.DataFrame, baseline: str, net: str = "net_value", leavers: str = "regretted"
) -> pd.DataFrame:
    """Cost per regretted leaver avoided, where such a ratio means something.

    `cost` is the net value given up per company over the horizon (negative: gained), `avoided` the regretted
    leavers avoided per company, each with its margin. `verdict` says which of five cases it is:

    `no clear effect`: the interval of `avoided` holds 0; a ratio would be noise. `dominates`: avoids leavers
    and costs nothing. `dominated`: loses people and money. `saves but loses people`: money for people. And
    `ratio`: avoids leavers at a price; then `ratio`, `ratio_low`, `ratio_high` hold the price of one and its
    90 percent interval (Fieller 1954), else they are missing.
    """
    money, people = wide(totals, net), wide(totals, leavers)
    rows = []
    for place, policy in enumerate(money.policies):
        if policy == baseline:
            continue
        cost = -money.against(baseline)[:, place]
        avoided = -people.against(baseline)[:, place]
        rows.append({"policy": policy, **_ratio(money, cost, avoided)})
    columns = ["policy", "cost", "cost_margin", "avoided", "avoided_margin", "verdict", "ratio", "ratio_low"]
    return pd.DataFrame(rows, columns=[*columns, "ratio_high"])


def _ratio(table: Wide, cost: Array, avoided: Array) -> dict[str, Any]:
    """All that can be said of cost over effect, from one value of each per pair."""
    means = float(cost.mean()), float(avoided.mean())
    margins = table.margin(cost), table.margin(avoided)
    said: dict[str, Any] = {
        "cost": means[0], "cost_margin": margins[0], "avoided": means[1], "avoided_margin": margins[1],
        "ratio": np.nan, "ratio_low": np.nan, "ratio_high": np.nan,
    }  # fmt: skip
    if abs(means[1]) <= margins[1]:
        return {**said, "verdict": UNCLEAR}
    if means[0] <= 0:
        return {**said, "verdict": DOMINATES if means[1] > 0 else SAVES}
    if means[1] < 0:
        return {**said, "verdict": DOMINATED}
    low, high = fieller(table, cost, avoided)
    return {**said, "verdict": RATIO, "ratio": means[0] / means[1], "ratio_low": low, "ratio_high": high}


def fieller(table: Wide, cost: Array, avoided: Array) -> tuple[float, float]:
    """The ratios r for which the mean of cost - r x avoided can't be told from 0 (90 percent).

    Finite because it is only asked for when the mean of `avoided` differs from 0 by more than its margin.
    """
    centre = float(cost.mean() / avoided.mean())

    def beyond(ratio: float) -> float:
        left = cost - ratio * avoided
        return abs(float(left.mean())) - table.margin(left)

    step = max(abs(centre), 1e-9) * 0.1
    return _edge(beyond, centre, -step), _edge(beyond, centre, step)


def _edge(beyond: Callable[[float], float], centre: float, step: float) -> float:
    """Where the set that holds `centre` ends in the direction of `step`."""
    from scipy.optimize import brentq  # takes a while to import, and ratios are rare

    if beyond(centre) >= 0:
        return centre
    near, far = centre, centre + step
    for _ in range(200):
        if beyond(far) > 0:
            return float(brentq(beyond, near, far))
        near, far = far, far + 2 * (far - near)
    return float(np.copysign(np.inf, step))


# ---------------------------------------------------------------- break-even


def cumulated(delta: Array) -> pd.DataFrame:
    """Net value against the baseline, added up month by month.

    `delta` is the difference of every pair in every month, (pairs, months). A row per month from 1: month,
    mean, and the 5 and 95 percent quantile over pairs.
    """
    sums = np.cumsum(delta, axis=1)
    low, high = np.quantile(sums, [0.05, 0.95], axis=0)
    months = np.arange(1, sums.shape[1] + 1)
    return pd.DataFrame({"month": months, "mean": sums.mean(axis=0), "low": low, "high": high})


def break_even(curve: Array) -> dict[str, float]:
    """When a cumulated difference has paid itself back, and how deep it went before.

    `curve` (months,) is the cumulated net value against the baseline. `month` is the first month from which
    on it never falls below 0 again: 0 when it never does, missing (nan) when it is below 0 at the end.
    `transition_cost` is its deepest point as a positive amount, 0 if it never is below 0.
    """
    below = np.flatnonzero(curve < 0)
    if len(below) == 0:
        return {"month": 0.0, "transition_cost": 0.0}
    last = int(below[-1])
    month = float("nan") if last == len(curve) - 1 else float(last + 2)
    return {"month": month, "transition_cost": float(-curve.min())}
