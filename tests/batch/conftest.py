"""What the tests of batches share: small experiments, commands in processes of their own, equal tables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from sim.batch.plan import Plan
from sim.batch.results import Results

ROOT = Path(__file__).resolve().parents[2]

SMALL = """
title = "Small"
companies = ["vietnam_sme"]
policies = ["dual_ladder", "forced_promotion"]
months = {months}
replicates = {replicates}
draws = {draws}
seed = 7
events = {events}

[set]
company.headcount = 9
company.span = 3
company.warmup = 6
{more}
"""


def experiment(
    folder: Path,
    *,
    months: int = 14,
    replicates: int = 4,
    draws: int = 3,
    events: bool = False,
    more: str = "",
) -> Path:
    """An experiment file on a company of nine people."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "small.toml"
    said = SMALL.format(
        months=months, replicates=replicates, draws=draws, events=str(events).lower(), more=more
    )
    path.write_text(said, encoding="utf-8")
    return path


def command(*words: str | Path, **more: str) -> subprocess.Popen[str]:
    """`twinladder ...` in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return subprocess.Popen(
        [sys.executable, "-m", "sim", *map(str, words)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(*words: str | Path, **more: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command that has ended."""
    process = command(*words, **more)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def equal(one: str | Path, other: str | Path) -> None:
    """All tables of two folders hold the same bits."""
    a, b = Results(one), Results(other)
    for name in ("runs", "headlines", "measures", "events"):
        mine, theirs = a.table(name), b.table(name)
        pd.testing.assert_frame_equal(mine, theirs, check_exact=True)
        assert mine.equals(theirs)


@pytest.fixture
def small(tmp_path: Path) -> Plan:
    from sim.batch.experiment import read_plan

    return read_plan(experiment(tmp_path))
