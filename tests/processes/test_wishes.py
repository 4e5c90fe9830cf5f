from __future__ import annotations

import pytest

from sim.processes.morale import Morale
from sim.processes.turnover import Turnover
from sim.processes.wishes import aware, wish_later
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


def test_an_assessment_tells_people_all_about_their_wishes() -> None:
    assert aware(0.6, 0.0) == 0.6
    assert aware(0.6, 1.0) == 1.0


def intention(loss: float, **told: float) -> float:
    """Intention to leave of somebody whose role is worth `loss` less than what they would rather do."""
    return Office(**told).set(P.LOSS, loss).live(Turnover).person(P.INTENTION, 3)


def test_an_assessment_makes_some_leave_and_others_stay() -> None:
    vague = {"assumptions__career__self_insight": 0.6}
    told = {**vague, "policy__promotion__preferences": True}
    usual = Office().scenario.assumptions.morale.loss_mean
    assert intention(usual + 1.0, **told) > intention(usual + 1.0, **vague)
    assert intention(0.0, **told) < intention(0.0, **vague)
    assert intention(usual + 1.0, **told) == intention(usual + 1.0)


def test_a_role_that_costs_much_hurts_those_who_know_it() -> None:
    def morale(**told: float) -> float:
        office = Office(**told).set(P.WANT_TECHNICAL, 3.0)
        return office.live(Morale).person(P.MORALE, 3)

    vague = {"assumptions__career__self_insight": 0.6}
    assert morale(**vague, policy__promotion__preferences=True) < morale(**vague)
