"""One process, two processes and a Dask cluster give identical tables, also when workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sim.batch import executors
from sim.batch import run as running
from sim.batch.executors import HandsLostError
from sim.batch.experiment import read_plan
from sim.batch.plan import Plan
from sim.batch.results import Results
from sim.batch.run import run
from tests.batch.conftest import ENVIRONMENT, FINELY, cluster, equal, experiment
from tests.batch.poison import dying_at_first

DASK_WARNS = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


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


def test_two_processes(plan: Plan, whole: Path, tmp_path: Path, finely: None) -> None:
    run(plan, tmp_path / "two", jobs=2)
    equal(whole, tmp_path / "two")


@DASK_WARNS
def test_dask_on_loopback_and_a_worker_killed(plan: Plan, whole: Path, tmp_path: Path, finely: None) -> None:
    with cluster(tmp_path) as dask:
        killed = threading.Event()

        def kill(done: int, total: int) -> None:
            if done > total // 3 and not killed.is_set():
                killed.set()
                dask.workers[0].kill()

        summary = run(plan, tmp_path / "dask", cluster=dask.address, progress=kill)
        assert killed.is_set()
        assert (summary.lived, summary.failed) == (plan.runs, 0)
    equal(whole, tmp_path / "dask")


@DASK_WARNS
def test_a_dask_worker_that_dies_at_its_work(
    plan: Plan, whole: Path, tmp_path: Path, finely: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker dies in the middle of a block, with one policy lived and others to come."""
    monkeypatch.setattr(running, "live_task", partial(dying_at_first, str(tmp_path / "mark")))
    with cluster(tmp_path) as dask:
        summary = run(plan, tmp_path / "dask", cluster=dask.address)
        ended = [worker.returncode for worker in dask.workers if worker.poll() is not None]
    assert ended == [-signal.SIGKILL]
    assert (summary.lived, summary.failed) == (plan.runs, 0)
    equal(whole, tmp_path / "dask")


@DASK_WARNS
def test_no_scheduler_answers() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(HandsLostError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        executors.Cluster("tcp://127.0.0.1:1", timeout=0.5)


def test_a_scheduler_that_dies_leaves_a_folder_to_go_on_with(plan: Plan, whole: Path, tmp_path: Path) -> None:
    """The command says what has happened, ends with 1, and goes on with another cluster."""
    out, script = tmp_path / "out", tmp_path / "finely.py"
    script.write_text(FINELY)
    words = [sys.executable, str(script), "batch", str(tmp_path / "small.toml"), "--out", str(out)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with cluster(tmp_path / "first") as dask:
        command = subprocess.Popen([*words, "--cluster", dask.address], env=ENVIRONMENT, **pipes)
        while command.poll() is None and not (out / "headlines").exists():
            time.sleep(0.01)
        dask.scheduler.kill()
        _, said = command.communicate(timeout=120)
    assert command.returncode == 1, said
    assert said.startswith(f"the Dask scheduler at {dask.address} is gone")
    assert said.endswith("start a scheduler and run the same command again\n")
    assert said.count("\n") == 1
    done = len(Results(out).headlines())
    assert 0 < done < plan.runs
    with cluster(tmp_path / "second") as dask:
        again = subprocess.run([*words, "--cluster", dask.address], env=ENVIRONMENT, timeout=300, **pipes)
    assert again.returncode == 0, again.stderr
    assert f"{done} before" in again.stdout
    equal(whole, out)


def test_two_processes_survive_the_death_of_one(
    plan: Plan, whole: Path, tmp_path: Path, finely: None
) -> None:
    import multiprocessing

    killed: list[Any] = []

    def kill(done: int, total: int) -> None:
        if done > total // 3 and not killed:
            killed.append(multiprocessing.active_children()[0])
            os.kill(killed[0].pid or 0, signal.SIGKILL)

    summary = run(plan, tmp_path / "two", jobs=2, progress=kill)
    assert killed
    assert (summary.lived, summary.failed) == (plan.runs, 0)
    equal(whole, tmp_path / "two")
    assert len(Results(tmp_path / "two").headlines()) == plan.runs


def test_compare_with_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    from pandas.testing import assert_frame_equal

    from sim.batch import shares
    from sim.comparison import compare

    crews: list[int] = []

    class Told(executors.Processes):
        def __init__(self, jobs: int) -> None:
            crews.append(jobs)
            super().__init__(jobs)

    monkeypatch.setattr(shares, "Processes", Told)
    small = {"company.headcount": 12, "company.span": 4, "company.warmup": 3}
    one, two = (
        compare("vietnam_sme", ["dual_ladder"], months=5, replicates=40, draws=2, overrides=small, jobs=jobs)
        for jobs in (1, 2)
    )
    assert crews == [2]
    assert_frame_equal(one.table, two.table, check_exact=True)
    keys = ["policy", "draw", "replicate"]
    assert_frame_equal(
        one.outcomes.sort_values(keys, ignore_index=True),
        two.outcomes.sort_values(keys, ignore_index=True),
        check_exact=True,
    )
