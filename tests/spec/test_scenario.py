"""The frozen whole: hashes, differences, names."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.spec.fault import Fault, ScenarioError
from sim.spec.policy import Policy
from sim.spec.reader import load, read_policy
from sim.spec.roster import Roster
from sim.spec.scenario import Difference, Scenario, differences

HASH = "from sim.spec.reader import load; print(load('vietnam_sme', 'dual_ladder').content_hash)"


@pytest.fixture
def scenario() -> Scenario:
    return load("vietnam_sme", "dual_ladder")


def test_the_hash_is_the_same_in_another_process(scenario: Scenario) -> None:
    command = [sys.executable, "-c", HASH]
    other = subprocess.run(command, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == scenario.content_hash
    assert len(scenario.content_hash) == 64


def test_the_hash_ignores_names_and_texts(tmp_path: Path, scenario: Scenario) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_text('title = "A copy"\nextends = "dual_ladder"\n', encoding="utf-8")
    assert load("vietnam_sme", copy).content_hash == scenario.content_hash
    assert load("vietnam_sme", copy) != scenario  # the names differ


@pytest.mark.parametrize(
    "override",
    [
        {"policy.training.budget": 101.0},
        {"company.quits": 2.0},
        {"assumptions.people.frailty": 0.51},
        {"policy.promotion.consent": "forced"},
        {"company.practice": "lottery"},
    ],
)
def test_the_hash_sees_every_number(scenario: Scenario, override: dict[str, object]) -> None:
    assert load("vietnam_sme", "dual_ladder", overrides=override).content_hash != scenario.content_hash


def test_the_hash_sees_horizon_and_roster(scenario: Scenario) -> None:
    assert load("vietnam_sme", "dual_ladder", months=61).content_hash != scenario.content_hash
    first, second = (Roster(80, {"age": np.full(80, age)}) for age in (30.0, 31.0))
    hashes = {load("vietnam_sme", "dual_ladder", roster=r).content_hash for r in (first, second, None)}
    assert len(hashes) == 3


def test_minus_zero_is_zero(scenario: Scenario) -> None:
    minus = load("vietnam_sme", "dual_ladder", overrides={"policy.retention.pay_position": -0.0})
    assert minus.content_hash == scenario.content_hash


def test_scenarios_can_be_keys_and_travel(scenario: Scenario) -> None:
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    assert {scenario: 1}[again] == 1


def test_differences_of_policies() -> None:
    found = differences(read_policy("status_quo"), read_policy("dual_ladder"))
    assert [d.path.removeprefix("policy.ladder.") for d in found] == [
        "slots", "pay_parity", "prestige_parity", "seniority",
    ]  # fmt: skip
    label, unit = "Places on the technical ladder", "share of contributors"
    assert found[0] == Difference("policy.ladder.slots", label, unit, 0.05, 0.2)
    assert differences(Policy(), read_policy("status_quo")) == []


def test_differences_of_scenarios(scenario: Scenario) -> None:
    other = load(
        "vietnam_sme",
        "status_quo",
        overrides={"company.span": 6, "assumptions.market.applicants": 6},
        months=12,
        roster=Roster(80, {"age": np.full(80, 30.0)}),
    )
    paths = [d.path for d in differences(scenario, other)]
    assert paths == [
        "company.span", "company.warmup", "policy.ladder.slots", "policy.ladder.pay_parity",
        "policy.ladder.prestige_parity", "policy.ladder.seniority", "assumptions.market.applicants",
        "months", "roster",
    ]  # fmt: skip
    assert differences(scenario, scenario) == []


def test_differences_of_unlike_things() -> None:
    with pytest.raises(TypeError, match="cannot compare"):
        differences(Policy(), load("vietnam_sme", "lottery"))


def test_as_practised_is_the_status_quo(scenario: Scenario) -> None:
    before = scenario.as_practised()
    assert before.policy == read_policy("status_quo")
    assert before.names.policy == "status_quo"
    assert before.company == scenario.company


def test_an_error_survives_the_way_from_a_worker() -> None:
    error = ScenarioError([Fault("f", "p"), Fault("f", "p"), Fault("g", "q")])
    again = pickle.loads(pickle.dumps(error))
    assert again.faults == error.faults == [Fault("f", "p"), Fault("g", "q")]
    assert str(again) == str(error)
    assert "and 3 more" in str(ScenarioError([Fault("f", str(k)) for k in range(43)]))
