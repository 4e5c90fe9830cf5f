"""What the tests of batches share: small experiments, commands in processes of their own, equal tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from sim.batch.plan import Plan
from sim.batch.results import Results

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

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

FINELY = """
import sys
from sim.batch import main_model, run as running
running.SMALLEST, running.BLOCKS_PER_JOB = 2, 40
main_model.rows_per_block = lambda scenario: 2
sys.argv[0] = "twinladder"
if __name__ == "__main__":
    from sim.__main__ import main
    main()
"""
"""The command line with blocks of two companies, so that there are many moments to be killed at."""


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
    return subprocess.Popen(
        [sys.executable, "-m", "sim", *map(str, words)],
        env={**ENVIRONMENT, **more},
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


@dataclass(frozen=True)
class Cluster:
    """A Dask cluster on loopback, each part a process of its own."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        found: str = json.loads(self.file.read_text())["address"]
        return found

    def add_worker(self) -> None:
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--scheduler-file", str(self.file)]
        self.workers.append(_dask(self.folder, "worker", *words))

    def kill_a_worker(self) -> None:
        worker = self.workers.pop(0)
        worker.kill()
        worker.wait()

    def end(self) -> None:
        for process in (self.scheduler, *self.workers):
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A Dask cluster of two workers; the test is skipped without Dask."""
    pytest.importorskip("distributed")
    folder.mkdir(exist_ok=True)
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "scheduler.json"]
    found = Cluster(folder, _dask(folder, "scheduler", *words))
    try:
        deadline = time.monotonic() + 60
        while not found.file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.2)
        found.add_worker()
        found.add_worker()
        yield found
    finally:
        found.end()


def _dask(folder: Path, part: str, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{part}", *words]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=ENVIRONMENT, cwd=folder)


CANT_MOUNT = (OSError, subprocess.CalledProcessError)


@dataclass(frozen=True)
class SmallDisk:
    """A file system in memory of any size, that is really full when it is full."""

    place: Path

    @classmethod
    @contextmanager
    def mounted(cls, place: Path) -> Iterator[SmallDisk]:
        """Raises one of `CANT_MOUNT` where we may not."""
        place.mkdir()
        disk = cls(place)
        disk._mount("-t", "tmpfs", "tmpfs")
        try:
            yield disk
        finally:
            subprocess.run(["umount", str(place)], check=True)

    def _mount(self, *words: str) -> None:
        subprocess.run(["mount", *words, str(self.place)], check=True, capture_output=True, text=True)

    @contextmanager
    def with_room_for(self, more: int) -> Iterator[None]:
        """Room for no more than so many bytes."""
        told = os.statvfs(self.place)
        self._mount("-o", f"remount,size={(told.f_blocks - told.f_bfree) * told.f_frsize + more}")
        try:
            yield
        finally:
            self._mount("-o", "remount,size=50%")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of its own; the test is skipped where we may not mount one."""
    with ExitStack() as stack:
        try:
            disk = stack.enter_context(SmallDisk.mounted(tmp_path / "disk"))
        except CANT_MOUNT as error:
            pytest.skip(f"a small disk can't be mounted here: {getattr(error, 'stderr', None) or error}")
        yield disk


@pytest.fixture
def small(tmp_path: Path) -> Plan:
    from sim.batch.experiment import read_plan

    return read_plan(experiment(tmp_path))
