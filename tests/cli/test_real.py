"""The command line on the real model: small, end to end."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sim
from sim.analysis.paired import COLUMNS
from sim.spec.library import names, shipped
from tests.cli.test_cli import twinladder

SMALL = ["--company", "actuarial_department", "--months", "14", "--replicates", "8"]


def test_compare_gives_finite_numbers_for_every_policy_that_ships() -> None:
    result = twinladder("compare", *names("policy"), *SMALL, "--format", "json")
    assert result.exit_code == 0, result.stderr
    rows = json.loads(result.stdout)["rows"]
    assert len(rows) == len(names("policy")) * 5
    for row in rows:
        assert list(row) == COLUMNS
        assert all(math.isfinite(value) for value in row.values() if not isinstance(value, str))
        assert row["mc_low"] <= row["delta"] <= row["mc_high"]
        assert row["verdict"] in ("better", "worse", "no clear difference", "same")


def test_a_copy_of_the_status_quo_differs_by_exactly_nothing(tmp_path: Path) -> None:
    (tmp_path / "copy.toml").write_bytes(shipped("policy", "status_quo").read_bytes())
    command = [
        "compare",
        "status_quo",
        str(tmp_path / "copy.toml"),
        *SMALL,
        "--draws",
        "2",
        "--format",
        "json",
    ]
    rows = json.loads(twinladder(*command).stdout)["rows"]
    assert {(row["policy"], row["delta"], row["verdict"]) for row in rows} == {
        ("status_quo", 0.0, "same"),
        ("copy", 0.0, "same"),
    }


def test_the_same_command_prints_the_same_numbers() -> None:
    command = ["compare", "lottery", *SMALL, "--seed", "5", "--format", "csv"]
    assert twinladder(*command).stdout == twinladder(*command).stdout
    assert twinladder(*command).stdout != twinladder(*command[:-3], "6", "--format", "csv").stdout


def test_a_changed_number_changes_the_results() -> None:
    command = ["compare", "training_budget", *SMALL, "--format", "csv"]
    changed = twinladder(*command, "--set", "policy.training.budget=2000")
    assert changed.exit_code == 0
    assert changed.stdout != twinladder(*command).stdout


def test_python_and_the_command_line_agree() -> None:
    found = sim.compare("actuarial_department", ["lottery"], months=14, replicates=8)
    printed = json.loads(twinladder("compare", "lottery", *SMALL, "--format", "json").stdout)
    assert json.loads(found.to_json()) == printed


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_run_prints_the_series_and_the_events(form: str) -> None:
    command = [
        "run",
        "forced_promotion",
        "--company",
        "actuarial_department",
        "--months",
        "6",
        "--format",
        form,
    ]
    series, events = twinladder(*command), twinladder(*command, "--events")
    assert (series.exit_code, events.exit_code) == (0, 0)
    for word in ("headcount", "net_value"):
        assert word in series.stdout
    assert "person" in events.stdout
    if form == "json":
        assert len(json.loads(series.stdout)["rows"]) == 6


def test_run_with_replicates_holds_them_all() -> None:
    command = ["run", "lottery", "--company", "actuarial_department", "--months", "3", "--replicates", "4"]
    rows = json.loads(twinladder(*command, "--format", "json").stdout)["rows"]
    assert len(rows) == 12
    assert twinladder(*command).exit_code == 0
    assert twinladder(*command[:-1], "0").exit_code == 2


def test_a_roster_runs_and_says_what_became_of_it(tmp_path: Path) -> None:
    roster = tmp_path / "staff.csv"
    lines = ["id,manager_id,tenure_years,salary,first_name"]
    for k in range(16):
        boss = "" if k == 0 else "p0" if k < 3 else f"p{k % 2 + 1}"
        lines.append(f"p{k},{boss},{k % 7 + 1},{50000 + 900 * k},Q{k}x")
    roster.write_text("\n".join(lines) + "\n")
    command = ["compare", "lottery", "--company", "university_it", "--roster", str(roster)]
    result = twinladder(*command, "--months", "3", "--replicates", "3", "--format", "json")
    assert result.exit_code == 0, result.stderr
    json.loads(result.stdout)
    for fate in ("mapped", "drawn", "dropped"):
        assert f"roster: {fate}: " in result.stderr
    assert "Q5x" not in result.output


def test_a_year_without_a_roster_is_refused() -> None:
    result = twinladder("compare", "lottery", *SMALL, "--fiscal-year", "2012")
    assert result.exit_code == 2
    assert "without a roster" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_stops_a_real_run_and_writes_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sim", "compare", "lottery", "--company", "bank_technology"]
    command += ["--replicates", "2000", "--out", str(tmp_path / "out")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    printed, said = process.communicate(timeout=120)
    assert process.returncode == 130, said
    assert printed == ""
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()
