from __future__ import annotations

import pytest

from sim.processes.morale import Morale
from sim.processes.wishes import wish_later
from sim.state.workforce import P
from tests.processes.office import BOSS, Office


def test_rule_by_hand() -> None:
    assert wish_later(0.5, 1.0, 0.02) == pytest.approx(0.52)
    assert wish_later(0.5, -2.0, 0.02) == pytest.approx(0.46)
    assert wish_later(2.99, 2.0, 0.02) == 3.0
    # whoever began farther out is not pulled in, and comes back by experience alone
    assert wish_later(3.5, 1.0, 0.02) == 3.5
    assert wish_later(3.5, -1.0, 0.02) == pytest.approx(3.48)


def wish_after_a_month(performance: float, month: int, **told: float) -> float:
    office = Office(**told).set(P.PERFORMANCE, performance).set(P.WANT_MANAGE, 0.4)
    office.live(Morale, month)
    assert office.person(P.WANT_MANAGE, 3) == 0.4
    return office.person(P.WANT_MANAGE, BOSS)


def test_managers_come_to_like_what_goes_well_after_a_year() -> None:
    assert wish_after_a_month(1.5, 1) == pytest.approx(0.43)
    assert wish_after_a_month(-1.5, 1) == pytest.approx(0.37)
    assert wish_after_a_month(1.5, -12) == 0.4
    assert wish_after_a_month(1.5, 1, assumptions__career__growing_into=0.0) == 0.4
