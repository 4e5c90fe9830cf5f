"""The twins agree on random scenarios that reach every policy and every lever."""

from __future__ import annotations

from hypothesis import given

from sim.spec.scenario import Scenario
from tests.strategies import law, lucks, scenarios, seeds
from tests.twins.mirror import compare


@given(scenarios(months=(1, 8)), lucks(), seeds())
@law(150)
def test_random_scenarios(scenario: Scenario, replicate: int, seed: int) -> None:
    compare(scenario, replicate, seed)


@given(scenarios(months=(12, 30), headcount=(12, 30), fixed={"company.quits": 4.0}), lucks(), seeds())
@law(25)
def test_years_of_a_restless_company(scenario: Scenario, replicate: int, seed: int) -> None:
    compare(scenario, replicate, seed)


@given(scenarios(months=(2, 14), headcount=(12, 40), span=(2, 5), pilots=True), lucks(), seeds())
@law(40)
def test_policies_in_some_teams(scenario: Scenario, replicate: int, seed: int) -> None:
    compare(scenario, replicate, seed)
