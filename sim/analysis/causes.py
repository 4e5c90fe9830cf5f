"""From the baseline's leavers to the policy's, cause by cause; tables in, tables out.

The model's ledger gives every exit one cause, so the parts sum to the difference by construction: they are
counted as whole people and never rounded or fitted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.decide import wide
from sim.analysis.pairing import PairingError

COLUMNS = ["policy", "cause", "before", "after", "difference", "per_company", "margin"]


def waterfall(totals: pd.DataFrame, causes: Sequence[str], baseline: str, left: str = "left") -> pd.DataFrame:
    """Leavers by cause under the baseline (`before`) and under each policy (`after`), and their difference.

    `totals` has a row per policy, draw and replicate, with the number of leavers by cause and of all leavers
    (`left`). A row per policy other than the baseline and cause, in the order of `causes`. `before`, `after`
    and `difference` are whole people over all companies; `per_company` the difference per company, with its
    90 percent Monte Carlo `margin`.

    Raises `PairingError` when the causes of a policy do not add up to its leavers.
    """
    counted = {cause: wide(totals, cause) for cause in causes}
    everybody = wide(totals, left)
    _check_ledger(np.sum([table.values for table in counted.values()], axis=0), everybody.values)
    base = everybody.policies.index(baseline)
    rows = []
    for place, policy in enumerate(everybody.policies):
        if place == base:
            continue
        for cause, table in counted.items():
            apart = table.values[:, place] - table.values[:, base]
            before, after = (round(float(table.values[:, k].sum())) for k in (base, place))
            per_company = (after - before) / len(apart)
            rows.append((policy, cause, before, after, after - before, per_company, table.margin(apart)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _check_ledger(by_cause: np.ndarray, left: np.ndarray) -> None:
    if not np.array_equal(np.round(by_cause), np.round(left)):
        raise PairingError("the causes do not add up to the leavers")


def residual(table: pd.DataFrame, totals: pd.DataFrame, baseline: str, left: str = "left") -> dict[str, int]:
    """What the parts of each policy's waterfall leave unexplained of the difference in leavers: 0."""
    sums = {str(policy): round(rows[left].sum()) for policy, rows in totals.groupby("policy", sort=False)}
    parts = table.groupby("policy", sort=False)["difference"].sum().to_dict()
    return {str(p): sums[str(p)] - sums[baseline] - int(part) for p, part in parts.items()}
