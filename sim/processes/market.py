"""Market: the cycle of the labour market turns, and a growing company opens seats."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.process import AnyColumn, Process
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.numbers import exp
from sim.state.opening import Growth, seats_open
from sim.state.workforce import Array, C, Whole, Workforce


class Numbers(NamedTuple):
    """What the market needs; each (R,)."""

    market_persistence: Array
    market_swing: Array
    market_tightness: Array
    growth: Growth


@rule
def next_cycle(cycle: float, persistence: float, z: float) -> float:
    """The cycle a month later: it returns to its mean and keeps a standard deviation of 1."""
    return persistence * cycle + np.sqrt(1.0 - persistence * persistence) * z


@kernel
def turn(companies: Array, seats: int, seed: int, replicates: Whole, month: int, n: Numbers) -> None:
    """Move each company's market by a month, and open the seats that its growth has brought."""
    for r in range(companies.shape[0]):
        z = draws.normal(seed, replicates[r], 0, month, Purpose.MARKET)
        cycle = next_cycle(companies[r, C.MARKET], n.market_persistence[r], z)
        companies[r, C.MARKET] = cycle
        companies[r, C.OPEN_SEATS] = seats_open(
            seats, n.growth.company_grows_from[r], n.growth.company_growth_months[r], month
        )
        companies[r, C.TIGHTNESS] = exp(n.market_tightness[r] + n.market_swing[r] * cycle)


class Market(Process):
    """Tightness follows a mean-reverting cycle (J3: range of the JOLTS quits rate)."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset({C.MARKET})
    writes: ClassVar[frozenset[AnyColumn]] = frozenset({C.MARKET, C.TIGHTNESS, C.OPEN_SEATS})

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Turn the market of every company."""
        w = workforce
        turn(w.companies, w.layout.seats, w.seed, w.replicates, month, self.numbers)
