"""Reputation as an employer: a slow stock of how people there feel, which applicants hear of."""

from __future__ import annotations

from typing import NamedTuple

from sim.state.compiled import rule
from sim.state.workforce import Array, C, P


class Numbers(NamedTuple):
    """What reputation needs; each (R,)."""

    market_reputation_pull: Array
    market_reputation_months: Array


@rule
def mean_morale(row: Array) -> float:
    """Mean morale of those present, in standard deviations; 0 where nobody is."""
    morale = 0.0
    heads = 0.0
    for s in range(row.shape[1]):
        morale = morale + row[P.PRESENT, s] * row[P.MORALE, s]
        heads = heads + row[P.PRESENT, s]
    return morale / max(heads, 1.0)


@rule
def get_about(row: Array, company: Array, n: Numbers, r: int) -> float:
    """Let a month of morale get about; what reputation then means to applicants, in log odds.

    It acts only through who accepts an offer: who applies is the same under every policy.
    """
    pull = n.market_reputation_pull[r]
    if pull == 0.0:
        return 0.0
    company[C.REPUTATION] += (mean_morale(row) - company[C.REPUTATION]) / n.market_reputation_months[r]
    return pull * company[C.REPUTATION]
