"""How long the command line takes, by the clock: help, a report, `compare` the first time and ever after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.clock import median
from tests.bench.machine import ROOT

POLICIES = ("status_quo", "forced_promotion", "dual_ladder", "training_budget")
COMPARE = ("compare", *POLICIES, "--company", "vietnam_sme", "--replicates", "200", "--months", "60")
"""The comparison that the targets speak of: four policies, 200 replicates, 60 months."""
REPORT = ("report", *POLICIES, "--company", "vietnam_sme", "--replicates", "500", "--draws", "20")
"""The report that the target speaks of: four policies, 500 replicates in each of 20 assumed worlds."""

PARTS = ("python", "import", "kernels", "run", "print", "rest")
"""Python's own start; imports; kernels compiled or loaded; living and analysis; printing; ending."""


def help_seconds(repetitions: int) -> dict[str, float]:
    """`twinladder --help`, after once unmeasured."""
    taken = [_waited([sys.executable, "-m", "sim", "--help"]) for _ in range(1 + repetitions)]
    return median(np.array(taken[1:])).to_dict()


def report(repetitions: int) -> dict[str, float]:
    """`report` into a page, with all the cores that it takes."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sim", *REPORT, "--out", str(Path(folder) / "report.html")]
        return median(np.array([_waited(command) for _ in range(repetitions)])).to_dict()


def warm(repetitions: int) -> dict[str, Any]:
    """`compare` on a machine that has run it before, in parts, after once unmeasured."""
    runs = [_compare({}) for _ in range(1 + repetitions)][1:]
    return _told(runs)


def cold() -> dict[str, Any]:
    """`compare` on a machine that has compiled nothing yet: once."""
    with tempfile.TemporaryDirectory() as cache:
        return _told([_compare({"XDG_CACHE_HOME": cache})])


def _told(runs: list[dict[str, float]]) -> dict[str, Any]:
    """Each part of several runs, and their total."""
    return {
        "repetitions": len(runs),
        **{part: median(np.array([run[part] for run in runs])).to_dict() for part in (*PARTS, "total")},
    }


def _compare(environment: dict[str, str]) -> dict[str, float]:
    """Seconds of the parts of one `compare`; `rest` is what is in no other part."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "times.json"
        command = [sys.executable, "-m", "tests.bench.start", str(where), repr(time.time()), *COMPARE]
        total = _waited(command, environment)
        parts: dict[str, float] = json.loads(where.read_text(encoding="utf-8"))
    return {**parts, "rest": total - sum(parts.values()), "total": total}


def _waited(command: list[str], environment: dict[str, str] | None = None) -> float:
    """Seconds by the clock that a command takes."""
    began = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=True, capture_output=True
    )
    return time.perf_counter() - began
