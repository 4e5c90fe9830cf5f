"""Where machine code is kept, and that nobody compiles what another process is compiling."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.state import compiled

TURN = """
import numpy as np
from sim.processes.market import Numbers, turn
from sim.state.opening import Growth
from sim.state.compiled import is_warm
one = np.ones(1)
numbers = Numbers(0.5 * one, one, one, Growth(0.0 * one, one))
turn(np.zeros((1, 60)), 5, 1, np.zeros(1, np.int64), 0, numbers)
misses = sum(turn.stats.cache_misses.values())
print(misses, is_warm())
"""

pytestmark = pytest.mark.skipif(not compiled.JIT, reason="the compiler is off")


def start(cache: Path, program: str = TURN) -> subprocess.Popen[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out.strip()


def test_two_processes_never_compile_the_same_kernel(tmp_path: Path) -> None:
    pair = [start(tmp_path), start(tmp_path)]
    misses = sorted(int(said(process).split()[0]) for process in pair)
    assert misses == [0, 1]


def test_the_next_start_compiles_nothing(tmp_path: Path) -> None:
    assert said(start(tmp_path)).split() == ["1", "False"]
    assert said(start(tmp_path)).split() == ["0", "False"]


def test_after_a_month_it_is_warm() -> None:
    """Else every command would say that it compiles, and start a helper that does."""
    PromotionModel(load("vietnam_sme", "status_quo", months=1)).run_model()
    assert compiled.is_warm()


def test_the_cache_is_closed_to_others(tmp_path: Path) -> None:
    said(start(tmp_path))
    folders = list((tmp_path / "twinladder" / "kernels").iterdir())
    assert all(stat.S_IMODE(folder.stat().st_mode) == 0o700 for folder in folders)
    assert any(list(folder.glob("market.turn-*.nbc")) for folder in folders)


def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert not compiled._is_private(tmp_path)
    tmp_path.chmod(0o700)
    assert compiled._is_private(tmp_path)


def test_a_changed_source_is_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("state", "processes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rule.py").write_text("a = 1\n")
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    before = compiled.sources_hash.__wrapped__("processes")
    (tmp_path / "state" / "rule.py").write_text("a = 2\n")
    assert compiled.sources_hash.__wrapped__("processes") != before
