"""One process, two processes and a Dask cluster give identical tables, also when workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sim.batch import run as running
from sim.batch.executors import CrewLostError
from sim.batch.experiment import read_plan
from sim.batch.plan import Plan
from sim.batch.results import Results
from sim.batch.run import run
from tests.batch.conftest import ROOT, equal, experiment

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def finely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of two companies."""
    monkeypatch.setattr(
        running, "block_rows", lambda plan, *_: dict.fromkeys((a.opening for a in plan.arms), 2)
    )


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return read_plan(experiment(tmp_path, replicates=8, draws=3, events=True))


@pytest.fixture
def whole(plan: Plan, tmp_path: Path) -> Path:
    run(plan, tmp_path / "whole")
    return tmp_path / "whole"


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers on loopback, each a process of its own: its address, and the workers."""
    pytest.importorskip("distributed")
    file = folder / "scheduler.json"
    words = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    words += ["--no-dashboard", "--scheduler-file", str(file)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": ENVIRONMENT, "cwd": folder}
    processes = [subprocess.Popen(words, **quiet)]  # type: ignore[call-overload]
    try:
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.2)
        words = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file)]
        words += ["--nthreads", "1", "--no-dashboard", "--no-nanny"]
        hands = [subprocess.Popen(words, **quiet) for _ in range(workers)]  # type: ignore[call-overload]
        processes += hands
        import json

        yield json.loads(file.read_text())["address"], hands
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_two_processes(plan: Plan, whole: Path, tmp_path: Path, finely: None) -> None:
    run(plan, tmp_path / "two", jobs=2)
    equal(whole, tmp_path / "two")


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_dask_on_loopback_and_a_worker_killed(plan: Plan, whole: Path, tmp_path: Path, finely: None) -> None:
    with cluster(tmp_path, 2) as (address, hands):
        killed = threading.Event()

        def kill(done: int, total: int) -> None:
            if done > total // 3 and not killed.is_set():
                killed.set()
                hands[0].send_signal(signal.SIGKILL)

        summary = run(plan, tmp_path / "dask", cluster=address, progress=kill)
        assert killed.is_set()
        assert (summary.lived, summary.failed) == (plan.runs, 0)
    equal(whole, tmp_path / "dask")


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_scheduler_that_goes_leaves_a_folder_to_go_on_with(
    plan: Plan, whole: Path, tmp_path: Path, finely: None
) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(CrewLostError, match="no Dask scheduler answers"):
        run(plan, tmp_path / "out", cluster="tcp://127.0.0.1:1")
    run(plan, tmp_path / "out")
    equal(whole, tmp_path / "out")


def test_two_processes_survive_the_death_of_one(
    plan: Plan, whole: Path, tmp_path: Path, finely: None
) -> None:
    import multiprocessing

    killed = []

    def kill(done: int, total: int) -> None:
        if done > total // 3 and not killed:
            killed.append(multiprocessing.active_children()[0])
            os.kill(killed[0].pid or 0, signal.SIGKILL)

    summary = run(plan, tmp_path / "two", jobs=2, progress=kill)
    assert killed
    assert (summary.lived, summary.failed) == (plan.runs, 0)
    equal(whole, tmp_path / "two")
    assert len(Results(tmp_path / "two").headlines()) == plan.runs


def test_compare_with_two_processes() -> None:
    from pandas.testing import assert_frame_equal

    from sim.comparison import compare

    small = {"company.headcount": 12, "company.span": 4, "company.warmup": 3}
    one, two = (
        compare("vietnam_sme", ["dual_ladder"], months=5, replicates=40, draws=2, overrides=small, jobs=jobs)
        for jobs in (1, 2)
    )
    assert_frame_equal(one.table, two.table, check_exact=True)
    keys = ["policy", "draw", "replicate"]
    assert_frame_equal(
        one.outcomes.sort_values(keys, ignore_index=True),
        two.outcomes.sort_values(keys, ignore_index=True),
        check_exact=True,
    )
