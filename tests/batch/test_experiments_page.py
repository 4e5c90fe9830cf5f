"""The page of the shipped experiments names them all, and its queries answer on their results."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.batch.experiment import read_plan
from sim.batch.results import Results
from sim.batch.run import run
from sim.spec.library import names
from tests.batch.conftest import ROOT

PAGE = (ROOT / "docs/experiments.md").read_text(encoding="utf-8")
QUERIES = {
    name: sql
    for name, sql in re.findall(
        r"```sql\n-- twinladder query experiments/results/(\S+)\n(.*?)```", PAGE, re.S
    )
}
SHIPPED = sorted(
    path.stem for path in (ROOT / "experiments").glob("*.toml") if not path.stem.startswith("published")
)
ROWS = {
    "policy-league": 3 * (len(names("policy")) - 1),
    "training-response": 3 * 7,
    "technical-ladder": 4 * 4,
    "forced-in-tight-markets": 5,
    "stepped-pilot": 24 + 36,
}
"""Rows of each answer: companies x policies, companies x budgets, pay x prestige, markets, months since."""
SMALL = "\n[set]\ncompany.headcount = 12\ncompany.span = 4\ncompany.warmup = 2\n"


def shrunk(name: str, folder: Path) -> Path:
    """The shipped file with few replicates and draws, on companies of twelve."""
    text = (ROOT / "experiments" / f"{name}.toml").read_text(encoding="utf-8")
    text = re.sub(r"^(replicates|draws) = \d+$", r"\1 = 2", text, flags=re.M)
    file = folder / f"{name}.toml"
    file.write_text(text + SMALL, encoding="utf-8")
    return file


def test_every_shipped_experiment_is_on_the_page() -> None:
    assert sorted(QUERIES) == SHIPPED
    for name in SHIPPED:
        assert f"twinladder batch experiments/{name}.toml" in PAGE


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_experiment_runs_and_its_query_answers(name: str, tmp_path: Path) -> None:
    plan = read_plan(shrunk(name, tmp_path))
    summary = run(plan, tmp_path / "out")
    assert (summary.failed, summary.left) == (0, 0)
    answer = Results(tmp_path / "out").query(QUERIES[name])
    assert not answer.isna().any().any()
    assert len(answer) == ROWS[name]


def test_the_league_holds_every_policy_that_ships() -> None:
    plan = read_plan(ROOT / "experiments/policy-league.toml")
    policies, companies = {arm.policy for arm in plan.arms}, {arm.company for arm in plan.arms}
    assert policies == set(names("policy"))
    assert len(plan.arms) == len(companies) * len(policies)
    assert len(companies) == 3
    assert plan.draws > 1


def test_twins_are_equal_until_the_pilot_starts(tmp_path: Path) -> None:
    run(read_plan(shrunk("stepped-pilot", tmp_path)), tmp_path / "out")
    answer = Results(tmp_path / "out").query(QUERIES["stepped-pilot"])
    before = answer[answer["since"] <= 0]
    assert (before[["rung_holders", "unwanted"]] == 0).all(axis=None)
    assert (answer["rung_holders"] > 0).any()
