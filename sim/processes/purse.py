"""The purse: what may be spent on courses, said per head or as a share of payroll."""

from __future__ import annotations

from sim.state.compiled import rule
from sim.state.workforce import Array, C


@rule
def budget_a_head(amount: float, share: float, company: Array) -> float:
    """A year's budget per open seat: `amount`, and `share` of a year of last month's pay (A5)."""
    return amount + share * 12.0 * company[C.PAYROLL] / company[C.OPEN_SEATS]
