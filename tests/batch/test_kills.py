"""Killed at any moment, a batch goes on to the same bits; nothing half-written is ever read."""

from __future__ import annotations

import importlib.util
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from sim.batch import store as storing
from sim.batch.plan import Plan
from sim.batch.results import Results
from sim.batch.run import run
from sim.batch.store import Store, StoreError
from tests.batch.conftest import (
    CANT_MOUNT,
    ENVIRONMENT,
    FINELY,
    Cluster,
    SmallDisk,
    cluster,
    command,
    equal,
    experiment,
)

SEED = int(os.environ.get("KILL_SEED", "20260"))
EXITS = {"SIGINT": 130, "SIGTERM": 143, "SIGKILL": -signal.SIGKILL, "worker": 0, "dask worker": 0, "disk": 1}
"""How a command may be struck, and its exit code then; 0 as well when it was too late."""
HEARD = ("SIGINT", "SIGTERM", "SIGKILL")

if sys.platform == "win32":
    pytest.skip("signals of POSIX", allow_module_level=True)


@dataclass
class Case:
    """An experiment, and the folder that an undisturbed command has made of it."""

    file: Path
    whole: Path
    script: Path
    seconds: float = 0.0

    @property
    def bytes(self) -> int:
        """What the folder takes on the disk."""
        return sum(path.stat().st_blocks * 512 for path in self.whole.rglob("*"))


@dataclass
class Ground:
    """Where commands are struck, and what there is to be struck besides them, where we can have it."""

    folder: Path
    disk: SmallDisk | None
    dask: Cluster | None

    @property
    def kinds(self) -> list[str]:
        absent = {"disk": self.disk is None, "dask worker": self.dask is None}
        return [kind for kind in EXITS if not absent.get(kind)]


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    with ExitStack() as stack:
        disk = dask = None
        with suppress(*CANT_MOUNT):
            disk = stack.enter_context(SmallDisk.mounted(tmp_path / "disk"))
        if importlib.util.find_spec("distributed"):
            dask = stack.enter_context(cluster(tmp_path / "dask"))
        yield Ground(disk.place if disk else tmp_path, disk, dask)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("kills")
    script = folder / "finely.py"
    script.write_text(FINELY)
    found = Case(experiment(folder, replicates=6, draws=3, events=True), folder / "whole", script)
    process = begin(found, found.whole)
    wait_for_life(process, found.whole)
    started = time.monotonic()
    assert process.stdout is not None
    assert process.stdout.readline()  # its result; Python then takes a while to close down
    found.seconds = time.monotonic() - started
    process.communicate(timeout=300)
    return found


def begin(case: Case, out: Path, *more: str) -> subprocess.Popen[str]:
    words = [sys.executable, str(case.script), "batch", str(case.file), "--out", str(out), *more]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(words, env=ENVIRONMENT, preexec_fn=all_ears, **pipes)


def all_ears() -> None:
    """Hear Ctrl-C even where these tests themselves run in the background, which is deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_life(process: subprocess.Popen[str], out: Path) -> None:
    """Wait until the command has locked its folder: before that Python itself may still be starting."""
    lock, alive = out / ".lock", f"process {process.pid} "
    while not (lock.exists() and alive in lock.read_text()) and process.poll() is None:
        time.sleep(0.002)


def parts(out: Path) -> int:
    """How many blocks are done."""
    return len(Store(out).stems("headlines"))


def workers_of(parent: int) -> list[int]:
    """The worker processes of a command: its children that were spawned to work."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text().rpartition(")")[2].split()
            words = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(stat[1]) == parent and b"spawn_main" in words:
            found.append(int(path.parent.name))
    return found


def moments(count: int, seed: int, kinds: Sequence[str]) -> Iterator[tuple[int, str, float]]:
    """Random moments, as shares of the blocks that are left, or of the disk that all of them take."""
    luck = random.Random(seed)
    for place in range(count):
        yield place, kinds[place % len(kinds)], luck.uniform(0.05, 0.95)


def kill_once(case: Case, ground: Ground, out: Path, kind: str, moment: float) -> int:
    """Begin, kill at a moment, and check what is there; the exit code."""
    if kind == "disk" and ground.disk:
        with ground.disk.with_room_for(int(moment * case.bytes)):
            process = begin(case, out)
            _, err = process.communicate(timeout=300)
        assert ("No space left on device" in err) == (process.returncode == 1)
    else:
        blocks = moment * (parts(case.whole) - parts(out))
        enough = parts(out) + int(blocks)
        process = begin(case, out, *helpers(kind, ground.dask))
        wait_for_life(process, out)
        while parts(out) < enough and process.poll() is None:
            time.sleep(0.002)
        time.sleep((blocks % 1) * case.seconds / parts(case.whole))
        found = parts(out)
        strike(kind, process, ground.dask)
        _, err = process.communicate(timeout=300)
        if kind in HEARD and process.returncode == 0:
            assert found >= parts(out) - 1, f"{kind} was not heard with {parts(out) - found} blocks to come"
    assert "Traceback" not in err, err
    half_read(out)
    return process.returncode


def helpers(kind: str, dask: Cluster | None) -> tuple[str, ...]:
    """Who helps the command, so that one of them can be struck."""
    if kind == "dask worker" and dask:
        return "--cluster", dask.address
    return ("--jobs", "2") if kind == "worker" else ()


def strike(kind: str, process: subprocess.Popen[str], dask: Cluster | None) -> None:
    if kind == "worker":
        for worker in workers_of(process.pid)[:1]:
            os.kill(worker, signal.SIGKILL)
    elif kind == "dask worker" and dask:
        dask.kill_a_worker()
        dask.add_worker()
    elif process.poll() is None:
        process.send_signal(getattr(signal, kind))


def half_read(out: Path) -> None:
    """Whatever is there can be read, and every finished run has all its months."""
    if not (out / "manifest.json").exists():
        return
    found = Results(out)
    heads, months = found.headlines(), found.measures()
    assert len(months) == 2 * len(heads)


def finished(case: Case, out: Path) -> None:
    process = begin(case, out)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    equal(case.whole, out)
    assert not list(out.rglob(".tmp-*"))


def killed(case: Case, ground: Ground, count: int, seed: int) -> None:
    print(f"seed {seed}: KILL_SEED={seed} repeats these moments")
    out = ground.folder / "out"
    for place, kind, moment in moments(count, seed, ground.kinds):
        code = kill_once(case, ground, out, kind, moment)
        print(f"{place} {kind} at {moment:.2f}: {code}")
        assert code in (0, EXITS.get(kind, 0)), (seed, place, kind, moment, code)
        if code == 0 or place % 4 == 3:
            finished(case, out)
            out = ground.folder / f"out{place}"
    finished(case, out)


def test_killed_at_random_moments(case: Case, ground: Ground) -> None:
    killed(case, ground, 6, SEED)


@pytest.mark.long
def test_killed_at_fifty_random_moments(case: Case, ground: Ground) -> None:
    killed(case, ground, 54, int(os.environ.get("KILL_SEED", str(int(time.time())))))


def test_orphaned_workers_go(case: Case, tmp_path: Path) -> None:
    process = begin(case, tmp_path / "out", "--jobs", "2")
    deadline = time.monotonic() + 60
    while not (workers := workers_of(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.0)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    with Store(tmp_path / "out").locked():
        pass


def test_a_file_size_limit_is_a_full_disk(tmp_path: Path) -> None:
    """A limit of the size of files ends the command with a sentence; with room it goes on."""
    file = experiment(tmp_path, replicates=40, draws=4, events=True)
    limit = 30_000  # the manifest fits, the measures do not
    words = [sys.executable, "-m", "sim", "batch", str(file), "--out", str(tmp_path / "out")]

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, preexec_fn=limited)
    assert done.returncode == 1, done.stderr
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").rglob(".tmp-*"))
    again = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    process = command("batch", file, "--out", tmp_path / "whole")
    process.communicate(timeout=120)
    equal(tmp_path / "whole", tmp_path / "out")


def test_a_disk_that_is_full(case: Case, small_disk: SmallDisk) -> None:
    """The command ends with a sentence, as often as it is tried; with room it goes on."""
    out = small_disk.place / "out"
    with small_disk.with_room_for(case.bytes // 2):
        for _ in range(2):
            process = begin(case, out)
            _, err = process.communicate(timeout=300)
            assert process.returncode == 1, err
            assert "No space left on device" in err
            assert err.endswith("make room and run the same command again\n")
            assert err.count("\n") == 1
            assert not list(out.rglob(".tmp-*"))
            half_read(out)
            assert 0 < len(Results(out).headlines()) < len(Results(case.whole).headlines())
    finished(case, out)


def test_a_full_disk_at_every_write(small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write fails, nothing half-done counts, and the next command goes on."""
    plan = replace(small, events=True)
    run(plan, tmp_path / "whole")
    sync, count = storing.sync, [0]

    def full(path: Path) -> None:
        count[0] -= 1
        if count[0] == 0:
            raise OSError(28, "No space left on device")
        sync(path)

    monkeypatch.setattr(storing, "sync", full)
    for moment in range(1, 9):
        count[0] = moment
        with pytest.raises(StoreError, match="No space left"):
            run(plan, tmp_path / "out")
        half_read(tmp_path / "out")
    monkeypatch.setattr(storing, "sync", sync)
    run(plan, tmp_path / "out")
    equal(tmp_path / "whole", tmp_path / "out")
