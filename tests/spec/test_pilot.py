"""Policies in some teams: which levers may differ from team to team, and how others are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.spec.fault import Fault, ScenarioError
from sim.spec.pilot import SHARE, levers_in_teams
from sim.spec.reader import load
from sim.spec.scenario import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"


def faults(policy: str | Path, **told: object) -> list[Fault]:
    with pytest.raises(ScenarioError) as caught:
        load("vietnam_sme", policy, overrides={path.replace("__", "."): v for path, v in told.items()})
    return caught.value.faults


def test_the_page_names_every_lever_that_may_differ() -> None:
    section = PAGE.read_text("utf-8").split("## A policy in some teams")[1].split("\n## ")[0]
    people, manager = (re.findall(r"`([a-z_.]+)`", item) for item in section.split("\n- ")[1:3])
    by_kind = {
        kind: [
            path.removeprefix("policy.") for path in levers_in_teams() if catalogue()[path].in_teams == kind
        ]
        for kind in ("people", "manager")
    }
    assert sorted(people) == sorted(by_kind["people"])
    # the list ends with the paragraph
    assert sorted(manager[: len(by_kind["manager"])]) == sorted(by_kind["manager"])


def test_what_binds_the_company_is_refused_where_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "half.toml"
    file.write_text(
        'extends = "mentoring"\n[promotion]\nscope = "team"\n'
        "[training]\nbudget = 300\n[pilot]\nshare = 0.5\n",
        encoding="utf-8",
    )
    scope, budget = faults(file)
    assert (scope.file, scope.line, scope.key) == (str(file), 3, "promotion.scope")
    assert scope.value == '"team"'
    assert '"department"' in scope.problem
    assert "policy.promotion.consent" in scope.allowed
    assert "policy.training" not in scope.allowed
    assert (budget.line, budget.key) == (5, "training.budget")


def test_what_a_file_leaves_out_is_refused_where_the_pilot_stands() -> None:
    """A company that practises courses, and a pilot that says nothing of them."""
    told = {"company__practice": "communication_training", "policy__pilot__share": 0.5}
    found = faults("mentoring", **told)
    assert {fault.key for fault in found} >= {"policy.training.budget"}
    assert {fault.file for fault in found} == {"--set"}


def test_a_near_lever_of_the_same_kind_is_named() -> None:
    (found,) = faults("status_quo", policy__pilot__share=0.5, policy__retention__pay_position=0.1)
    assert "policy.retention.pace" in found.nearest


def test_everywhere_nothing_is_refused() -> None:
    assert load("vietnam_sme", "everything").policy.pilot.share == 1.0
    assert load("vietnam_sme", "everything", overrides={SHARE: 1.0}).policy.pilot.share == 1.0


def test_a_pilot_of_what_may_differ_is_allowed() -> None:
    scenario = load("vietnam_sme", "player_coach+mentoring", overrides={SHARE: 0.25})
    assert (scenario.policy.pilot.share, scenario.practice.pilot.share) == (0.25, 1.0)


def test_joined_policies_hold_in_the_same_teams(tmp_path: Path) -> None:
    half = tmp_path / "half.toml"
    half.write_text('extends = "mentoring"\n[pilot]\nshare = 0.5\n', encoding="utf-8")
    (found,) = faults(f"{half}+player_coach")
    assert (found.key, found.allowed) == (SHARE, "policies that hold in the same share of teams")
