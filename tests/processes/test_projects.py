from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from sim.processes.careers import Careers
from sim.processes.moving import project_months_left, weight_of_loss
from sim.processes.purse import budget_a_head
from sim.spec.fault import ScenarioError
from sim.spec.reader import load
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, Office


def test_rules_by_hand() -> None:
    assert weight_of_loss(3.0, 0.25, 2.0) == pytest.approx(1.6)
    assert weight_of_loss(0.0, 0.25, 2.0) == pytest.approx(0.8)
    assert weight_of_loss(3.0, 0.0, 1.0) == weight_of_loss(0.0, 1.0, 1.0) == 1.0
    company = np.zeros(len(C))
    company[C.PAYROLL], company[C.OPEN_SEATS] = 9000.0, 9.0
    assert budget_a_head(100.0, 0.0, company) == 100.0
    assert budget_a_head(0.0, 0.02, company) == pytest.approx(240.0)


def test_projects_last_as_long_and_are_as_many_as_told() -> None:
    months = [
        [project_months_left(7, 0, team, month, 0.3, 6.0) for month in range(120)] for team in range(500)
    ]
    for team in months:
        for now, later in pairwise(team):
            assert later in ((now - 1.0,) if now > 1.0 else (0.0, 6.0))
    share = np.mean(np.array(months) > 0)
    assert share == pytest.approx(0.3, abs=4 * math.sqrt(0.21 / (500 * 20)))


def empty_boss(**told: object) -> Office:
    """Everybody of the team would take the empty seat of their boss; all of the team's time is critical."""
    office = Office(assumptions__knowledge__critical_share=1.0, policy__promotion__external_share=0.0, **told)
    return office.set(P.WANT_MANAGE, 9.0).vacate(BOSS).live(Careers, 3)


def test_a_protected_project_keeps_its_people() -> None:
    assert empty_boss().person(P.PRESENT, BOSS) == 1.0
    waiting = empty_boss(policy__promotion__protect_projects=True)
    assert waiting.person(P.PRESENT, BOSS) == 0.0
    assert waiting.team(T.SEARCH) == 1.0


def lost(share: float, loss: float) -> float:
    """What a team loses with the one who moves up."""
    told = {"assumptions__knowledge__critical_share": share, "assumptions__knowledge__critical_loss": loss}
    office = Office(policy__promotion__external_share=0.0, **told)
    return office.set(P.WANT_MANAGE, 9.0).vacate(BOSS).live(Careers, 3).team(T.LOST)


def test_where_all_projects_are_critical_none_is() -> None:
    assert lost(1.0, 2.0) == pytest.approx(lost(0.0, 2.0))
    assert lost(0.0, 2.0) == lost(0.5, 1.0) > 0.0


def test_one_budget_only() -> None:
    told = {"policy.training.budget": 100.0, "policy.training.budget_share": 0.02}
    with pytest.raises(ScenarioError, match="set one of them to 0"):
        load("vietnam_sme", "status_quo", overrides=told)
    load("vietnam_sme", "status_quo", overrides={**told, "policy.training.budget": 0.0})
