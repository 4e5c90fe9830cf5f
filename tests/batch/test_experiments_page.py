"""The page of the shipped experiments names them all, and its queries answer on their results."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from sim.batch.experiment import read_plan
from sim.batch.results import Results
from sim.batch.run import run
from sim.spec.library import names
from sim.view import experiments_page as made
from sim.view.experiments_page import queries
from tests.batch.conftest import ROOT

PAGE = (ROOT / "docs/experiments.md").read_text(encoding="utf-8")
QUERIES = queries(PAGE)
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
SMALL = "\n[set]\ncompany.headcount = 12\ncompany.span = 4\ncompany.grows_from = 0\ncompany.warmup = 2\n"


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


def test_every_answer_is_on_the_page_with_its_figure() -> None:
    """Row by row as many as the query gives, less those that the page leaves out."""
    assert sorted(made.SHOWN) == SHIPPED
    for name in SHIPPED:
        part = PAGE.partition(f"<!-- made: {name} -->")[2].partition(f"<!-- end: {name} -->")[0]
        rows = [line for line in part.splitlines() if line.startswith("|")]
        kept = 10 if name == "stepped-pilot" else ROWS[name]
        assert len(rows) == kept + 2, f"{name}: python -m sim.view.experiments_page --jobs 2"
        assert f"(figures/experiment-{name}.svg)" in part
        assert (ROOT / "docs/figures" / f"experiment-{name}.svg").stat().st_size > 0


def test_the_page_is_written_from_results(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "experiments").mkdir()
    name, skeleton = "forced-in-tight-markets", "<!-- made: {0} -->\nold\n<!-- end: {0} -->\n"
    sql = f"```sql\n-- twinladder query experiments/results/{name}\n{QUERIES[name]}```\n"
    (tmp_path / made.PAGE).write_text(sql + skeleton.format(name))
    shrunk(name, tmp_path / "experiments")
    made.main(["--results", str(tmp_path / "results")], tmp_path)
    page, answer = (
        (tmp_path / made.PAGE).read_text(),
        Results(tmp_path / "results" / name).query(QUERIES[name]),
    )
    assert "old" not in page
    assert f"| {made.cells(answer['net_value'])[-1]} |" in page
    assert made.margin(answer["net_value"].iloc[0], answer["plus_minus"].iloc[0]) in page
    assert "Made of 20 runs" in page
    assert "<svg" in (tmp_path / f"docs/figures/experiment-{name}.svg").read_text()


def test_what_answers_say() -> None:
    ladder = pd.DataFrame(
        [(0.0, 0.0, 1.0), (0.0, 1.0, 11.0), (1.0, 0.0, 21.0), (1.0, 1.0, 46.0)],
        columns=["pay", "prestige", "net_value"],
    )
    (said,) = made.ladder_says(ladder)
    assert "+20 with most pay alone, by +10 with most prestige alone, and by +45 with most of both" in said
    assert said.endswith("add up to +30.")
    pilot = pd.DataFrame({"since": [-1, 0, 1, 2, 3, 4, 5], "rung_holders": [0.0, 0, 2, 4, 9.5, 9.2, 10]})
    pilot["in_half"] = 0.4 * pilot["rung_holders"]
    (said,) = made.pilot_says(pilot)
    assert said == (
        "5 months after the start 10.0 more people hold a rung than in the twins without one; "
        "from month 3 on the difference is within 10% of that. "
        "With the ladder in half of the teams it is 4.0, 40% of what it is in all."
    )
    league = pd.DataFrame(
        [("a", "x_y", 5.0, -1.0, 9.0, 0.75), ("a", "z", -2.0, -3.0, -1.0, 0.0)],
        columns=["company", "policy", "net_value", "low", "high", "better_in"],
    )
    (said,) = made.league_says(league)
    assert said == (
        "In `a` x y has the highest mean, +5 (80% of worlds: -1 to +9), and gains in 75% of worlds; 1 of 2 "
        "policies gain on average."
    )
    training = pd.DataFrame({"company": ["a", "a"], "budget": [0.0, 125], "net_value": [3.0, 1],
                             "plus_minus": [1.0, 2]})  # fmt: skip
    assert made.training_says(training) == ["In `a` the highest net value is at a budget of 0: +3 ± 1."]


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
    assert (before[["rung_holders", "in_half", "unwanted"]] == 0).all(axis=None)
    assert (answer["rung_holders"] > 0).any()
    assert (answer["in_half"] > 0).any()
