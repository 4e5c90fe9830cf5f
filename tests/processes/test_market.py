from __future__ import annotations

import math

import numpy as np
import pytest

from sim.processes.market import Market, next_cycle
from sim.state.workforce import C
from tests.processes.office import Office


def test_next_cycle_by_hand() -> None:
    assert next_cycle(1.0, 0.6, 0.0) == pytest.approx(0.6)
    assert next_cycle(0.0, 0.6, 1.0) == pytest.approx(0.8)


def test_the_cycle_keeps_its_spread() -> None:
    """400 companies for 200 months at a persistence of 0.9: standard deviation 1, within five errors."""
    office = Office(rows=400, assumptions__market__persistence=0.94)
    for month in range(1, 201):
        office.live(Market, month)
    cycle = office.workforce.company(C.MARKET)
    assert cycle.std() == pytest.approx(1.0, abs=5 / math.sqrt(800))
    assert abs(cycle.mean()) < 5 / math.sqrt(400)


def test_tightness_is_the_exponential_of_the_swing() -> None:
    office = Office(
        assumptions__market__persistence=0.999,
        assumptions__market__swing=0.2,
        assumptions__market__tightness=0.3,
    )
    office.set(C.MARKET, 2.0).live(Market)
    assert office.company(C.TIGHTNESS) == pytest.approx(math.exp(0.3 + 0.2 * office.company(C.MARKET)))
    assert office.company(C.MARKET) == pytest.approx(1.998, abs=0.2)
    assert np.isfinite(office.company(C.TIGHTNESS))
