"""What the report says how to make it again makes it again."""

from __future__ import annotations

import shlex
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app
from sim.spec import library
from sim.spec.reader import load
from sim.view.report import csv_files
from sim.view.report_call import Call
from sim.view.report_tables import Answer, answer

OVERRIDES = {"company.currency": "VND", "policy.ladder.slots": 0.25, "policy.promotion.consent": "offer"}


@pytest.fixture(scope="module")
def asked() -> Answer:
    return answer(
        "vietnam_sme", ["forced_promotion"], "dual_ladder", months=5, replicates=3, draws=2, seed=6,
        overrides=OVERRIDES,
    )  # fmt: skip


def test_the_command_gives_the_same_numbers(
    asked: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(asked.command)
    assert words[0] == "twinladder"
    assert words[-2:] == ["--out", "report.html"]
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, [*words[1:], "--out", "numbers"])
    assert result.exit_code == 0, result.output
    assert "VND" in (tmp_path / "report.html").read_text(encoding="utf-8")
    for name, text in csv_files(asked).items():
        assert (tmp_path / "numbers" / name).read_text(encoding="utf-8") == text, name


def test_the_python_gives_the_same_numbers(asked: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    exec(asked.python, {"print": shown.append})
    pd.testing.assert_frame_equal(shown[0].table, asked.comparison.table)
    goals = pd.read_csv(StringIO(csv_files(asked)["goals.csv"]))
    assert goals["delta"].tolist() == pytest.approx(shown[0].table["delta"].tolist(), abs=0)


def test_files_and_years_are_part_of_it() -> None:
    call = Call(
        Path("my company.toml"), ["a.toml"], "status_quo", {"months": 6}, "calibrated.toml",
        {"policy.name": "5"}, "staff.csv", 2024,
    )  # fmt: skip
    words = shlex.split(call.command)
    assert words[2:5] == ["a.toml", "--company", "my company.toml"]
    for option, value in (("--assumptions", "calibrated.toml"), ("--roster", "staff.csv"),
                          ("--fiscal-year", "2024"), ("--set", 'policy.name="5"')):  # fmt: skip
        assert words[words.index(option) + 1] == value
    assert "assumptions='calibrated.toml', roster='staff.csv', fiscal_year=2024" in call.python


def test_objects_are_told_by_their_title() -> None:
    policy = load("vietnam_sme", "dual_ladder").policy.model_copy(update={"title": "Two ways up"})
    call = Call("vietnam_sme", [policy], "status_quo", {"seed": 1})
    assert "two_ways_up.toml" in call.command
    assert "# two_ways_up: your own" in call.python
    shown: list[Any] = []
    exec(
        call.python.replace("seed=1", "replicates=2, months=2"),
        {"print": shown.append, "two_ways_up": policy},
    )
    assert isinstance(shown[0], sim.Comparison)
    assert "dual_ladder" in library.names("policy")
