"""Experiment files: what they come to, and what is said about those with mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.batch.experiment import plan_of, read_plan
from sim.batch.plan import Plan
from sim.spec.fault import ScenarioError
from tests.batch.conftest import ROOT, experiment

SHIPPED = sorted(
    path for path in (ROOT / "experiments").glob("*.toml") if not path.stem.startswith("published")
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_experiments_can_be_read(path: Path) -> None:
    plan = read_plan(path)
    assert plan.runs > 0
    assert plan.title


def test_the_five_experiments_are_there() -> None:
    assert len(SHIPPED) >= 5


def test_factorial_names_cases_and_leaves_the_baseline_alone(tmp_path: Path) -> None:
    more = '[design]\nkind = "full factorial"\n[design.over]\npolicy.training.budget = [0, 500]\n'
    more += "assumptions.market.tightness = [0.0, 0.3]"
    plan = read_plan(experiment(tmp_path, more=more))
    cases = list(dict.fromkeys(arm.case for arm in plan.arms))
    assert cases == [
        "budget=0 tightness=0",
        "budget=0 tightness=0.3",
        "budget=500 tightness=0",
        "budget=500 tightness=0.3",
    ]
    budgets = {(a.case, a.policy): a.scenario.policy.training.budget for a in plan.arms}
    assert budgets["budget=500 tightness=0", "status_quo"] == 100
    assert budgets["budget=500 tightness=0", "dual_ladder"] == 500
    same = {a.hash for a in plan.arms if a.policy == "status_quo"}
    assert len(same) == 2


def test_cases_hold_several_changes_at_once(tmp_path: Path) -> None:
    more = '[design]\nkind = "list of cases"\n[[design.cases]]\nname = "poor"\n"policy.training.budget" = 0\n'
    more += '"company.salary" = 9000\n[[design.cases]]\nname = "plain"\n'
    plan = read_plan(experiment(tmp_path, more=more))
    poor = next(a for a in plan.arms if a.case == "poor" and a.policy == "dual_ladder").scenario
    assert poor.policy.training.budget == 0
    assert poor.company.salary == 9000


def test_starts_make_a_stepped_pilot(tmp_path: Path) -> None:
    path = experiment(tmp_path)
    path.write_text("starts = [0, 6]\n" + path.read_text())
    plan = read_plan(path)
    assert [(a.case, a.policy, a.scenario.policy.window.start) for a in plan.arms][:4] == [
        ("start=0", "status_quo", 0),
        ("start=6", "status_quo", 0),
        ("start=0", "dual_ladder", 0),
        ("start=6", "dual_ladder", 6),
    ]


def test_draws_of_policy_hold_for_all_but_the_baseline(tmp_path: Path) -> None:
    path = experiment(tmp_path)
    text = path.read_text().replace("draws = 3", "")
    path.write_text(
        text + '\n[draws]\nkind = "sobol"\ncount = 4\n[draws.over]\npolicy.training.budget = [0, 900]\n'
    )
    plan = read_plan(path)
    assert plan.draws == 4
    assert [arm.drawn for arm in plan.arms] == [False, True, True]


@pytest.mark.parametrize(
    ("share", "over", "refused"),
    [
        (
            "policy.pilot.share = 0.5",
            "policy.training.budget = [0, 900]",
            "draws.over.policy.training.budget",
        ),
        ("policy.promotion.scope = 'team'", "policy.pilot.share = [0, 1]", "policy.promotion.scope"),
        ("policy.pilot.share = 0.5", "policy.ladder.slots = [0, 0.3]", ""),
        ("policy.ladder.rungs = 2", "policy.pilot.share = [0, 1]", ""),
    ],
)
def test_draws_in_some_teams_leave_alone_what_binds_the_company(
    share: str, over: str, refused: str, tmp_path: Path
) -> None:
    path = experiment(tmp_path)
    text = path.read_text().replace("draws = 3", "").replace("[set]", f"[set]\n{share}")
    text = re.sub("policies = .*", 'policies = ["dual_ladder"]', text)
    path.write_text(f'{text}\n[draws]\nkind = "random"\ncount = 4\n[draws.over]\n{over}\n')
    if refused:
        with pytest.raises(ScenarioError, match=refused):
            read_plan(path)
    else:
        assert read_plan(path).draws == 4


def test_a_plan_survives_its_manifest(small: Plan) -> None:
    assert plan_of(small.to_dict()) == small
    assert plan_of(small.to_dict()).identity() == small.identity()


def faults_of(tmp_path: Path, text: str) -> str:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_plan(path)
    return str(caught.value)


GOOD = 'companies = ["vietnam_sme"]\npolicies = ["dual_ladder"]\n'

MISTAKES = {
    "unknown key": (GOOD + "replicats = 3", "replicats", "did you mean replicates"),
    "missing": ('policies = "all"', "companies: is missing"),
    "no replicates": (GOOD + "replicates = 0", "replicates = 0", "1 or more"),
    "outcomes": (GOOD + 'outcomes = "daily"', "outcomes", "'monthly', 'yearly' or 'final'"),
    "no such company": (GOOD.replace("vietnam_sme", "vietnam"), 'no company named "vietnam"', "vietnam_sme"),
    "kind of design": (GOOD + '[design]\nkind = "factorial"', "design.kind", "full factorial"),
    "no such parameter": (
        GOOD + '[design]\nkind = "full factorial"\n[design.over]\npolicy.training.budgets = [1]',
        "no such parameter",
        "policy.training.budget",
    ),
    "no list": (
        GOOD + '[design]\nkind = "full factorial"\n[design.over]\npolicy.training.budget = 1',
        "must be a list of values",
    ),
    "value out of range": (
        GOOD + '[design]\nkind = "full factorial"\n[design.over]\npolicy.training.budget = [-1]',
        "policy.training.budget = -1",
        "out of range",
    ),
    "sobol count": (GOOD + '[draws]\nkind = "sobol"\ncount = 100', "power of two", "64 or 128"),
    "shape": (
        GOOD + '[draws]\ncount = 4\n[draws.over]\ncompany.headcount = [10, 20]',
        "decides the shape",
    ),
    "calendar": (
        GOOD + "[draws]\ncount = 4\n[draws.over]\npolicy.promotion.review_every = [3, 6]",
        "calendar",
    ),
    "choice": (GOOD + "[draws]\ncount = 4\n[draws.over]\npolicy.promotion.consent = [0, 1]", "is a choice"),
    "not plausible": (
        GOOD + '[draws]\ncount = 4\nover = ["policy.training.budget"]',
        "no plausible range",
    ),
    "range": (
        GOOD + "[draws]\ncount = 4\n[draws.over]\npolicy.training.management = [0, 3]",
        "out of range",
        "0 to 1",
    ),
    "bound by another": (
        GOOD + "[draws]\ncount = 64\nover.policy.training = { management = [0, 1], communication = [0, 1] }",
        "must not exceed 1",
    ),
    "start": (GOOD + "months = 12\nstarts = [12]", "starts", "0 to 11"),
    "published": (
        'model = "feta2012"\ncompanies = ["vietnam_sme"]',
        "companies: unknown key",
        "compared: is missing",
    ),
    "not TOML": ("companies = [", "not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_named(name: str, tmp_path: Path) -> None:
    text, *words = MISTAKES[name]
    said = faults_of(tmp_path, text)
    assert all(word in said for word in words), said
    assert "bad.toml" in said


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = GOOD + '[draws]\nkind = "dice"\ncount = 0\n[design]\nkind = "sum"\n'
    assert faults_of(tmp_path, text).startswith("3 faults")
