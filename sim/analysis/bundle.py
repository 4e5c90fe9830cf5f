"""A bundle of levers taken apart without an order: Shapley values; tables in, tables out.

The part of a group of levers is its mean contribution over every order in which the groups could have been
switched on (Shapley 1953), so no group profits from coming first. The parts sum to the bundle exactly,
whether all orders were walked or some: every walk leads from nothing to everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.analysis.paired import CONFIDENCE, monte_carlo_margin
from sim.analysis.pairing import PairingError

Array = NDArray[np.float64]
COLUMNS = ["group", "part", "margin", "order_margin"]


def shapley(
    values: pd.DataFrame, groups: Sequence[str], orders: Sequence[Sequence[int]] | None = None
) -> pd.DataFrame:
    """The parts of the groups, in their order: columns group, part, margin, order_margin.

    `values` has a row per coalition, draw and replicate: `coalition` is a number whose bit k says whether
    group k is switched on, `value` the outcome. With `orders` None every coalition must be there and the
    split is exact over orders; else each order (a permutation of the places of the groups) is walked, and
    `order_margin` is the 90 percent margin that comes from having walked only these. `margin` comes from the
    number of companies lived. The parts sum to value(all) - value(none).

    Raises `PairingError` when a coalition that is needed is missing.
    """
    table = values.pivot(index="coalition", columns=["draw", "replicate"], values="value")
    if table.isna().any(axis=None):
        raise PairingError("every coalition must be lived by the same companies")
    lived = {int(str(c)): row for c, row in zip(table.index, table.to_numpy(dtype=np.float64), strict=True)}
    needed = coalitions(len(groups), orders)
    missing = [c for c in needed if c not in lived]
    if missing:
        raise PairingError(f"coalitions {missing} were not lived")
    draws, lucks = (table.columns.get_level_values(name).to_numpy() for name in ("draw", "replicate"))
    rows = []
    for k, group in enumerate(groups):
        if orders is None:
            gained, order_margin = _over_all_orders(lived, len(groups), k), 0.0
        else:
            walks = np.array([_on_the_way(lived, order, k) for order in orders])
            gained, order_margin = walks.mean(axis=0), _margin(walks.mean(axis=1))
        rows.append((group, float(gained.mean()), monte_carlo_margin(gained, draws, lucks), order_margin))
    return pd.DataFrame(rows, columns=COLUMNS)


def coalitions(count: int, orders: Sequence[Sequence[int]] | None = None) -> list[int]:
    """The coalitions that have to be lived: all of them, or those on the way of the orders."""
    if orders is None:
        return list(range(2**count))
    found = {0}
    for order in orders:
        found |= {_mask(order[: place + 1]) for place in range(count)}
    return sorted(found)


def _mask(members: Sequence[int]) -> int:
    return sum(1 << member for member in members)


def _over_all_orders(lived: dict[int, Array], count: int, k: int) -> Array:
    """The mean contribution of group k over all orders, one value per company."""
    total = np.zeros_like(lived[0])
    for coalition in (c for c in range(2**count) if not c >> k & 1):
        size = coalition.bit_count()
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        total = total + weight * (lived[coalition | 1 << k] - lived[coalition])
    return total


def _on_the_way(lived: dict[int, Array], order: Sequence[int], k: int) -> Array:
    """What group k adds when it is switched on in its place of this order, one value per company."""
    before = _mask(order[: list(order).index(k)])
    gained: Array = lived[before | 1 << k] - lived[before]
    return gained


def _margin(values: Array) -> float:
    """The 90 percent t margin of the mean over orders; infinite for one order."""
    if len(values) < 2:
        return float("inf")
    error = values.std(ddof=1) / np.sqrt(len(values))
    return float(stdtrit(len(values) - 1, (1 + CONFIDENCE) / 2) * error)
