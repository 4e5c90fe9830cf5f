"""Killed at any moment, a batch goes on to the same bits; nothing half-written is ever read."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sim.batch import store as storing
from sim.batch.plan import Plan
from sim.batch.results import Results
from sim.batch.run import run
from sim.batch.store import Store, StoreError
from tests.batch.conftest import ROOT, command, equal, experiment

SEED = int(os.environ.get("KILL_SEED", "20260"))
SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGKILL": -signal.SIGKILL}
KINDS = [*SIGNALS, "worker"]

if sys.platform == "win32":
    pytest.skip("signals of POSIX", allow_module_level=True)

ARGUMENTS = """
import sys
from sim.batch import run as running
running.SMALLEST, running.BLOCKS_PER_JOB = 2, 40
running.rows_per_block = lambda scenario: 2
sys.argv[0] = "twinladder"
if __name__ == "__main__":
    from sim.__main__ import main
    main()
"""
"""The command line with blocks of two companies, so that there are many moments to be killed at."""


@dataclass
class Case:
    """An experiment, and the folder that an undisturbed command has made of it."""

    file: Path
    whole: Path
    script: Path
    seconds: float


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("kills")
    file = experiment(folder, replicates=6, draws=3, events=True)
    script = folder / "finely.py"
    script.write_text(ARGUMENTS)
    process = begin(script, file, folder / "whole", "1")
    while not (folder / "whole" / ".lock").exists() and process.poll() is None:
        time.sleep(0.01)
    started = time.monotonic()
    process.communicate(timeout=300)
    return Case(file, folder / "whole", script, time.monotonic() - started)


def begin(script: Path, file: Path, out: Path, jobs: str) -> subprocess.Popen[str]:
    words = [sys.executable, str(script), "batch", str(file), "--out", str(out), "--jobs", jobs]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


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


def moments(count: int, seed: int) -> Iterator[tuple[int, str, float]]:
    """Random moments, as shares of the time that an undisturbed command takes."""
    luck = random.Random(seed)
    for place in range(count):
        yield place, KINDS[place % len(KINDS)], luck.uniform(0.05, 0.95)


def kill_once(case: Case, out: Path, kind: str, moment: float) -> int | None:
    """Begin, kill at a moment, and check what is there; the exit code, or nothing when it was too late."""
    jobs = "2" if kind == "worker" else "1"
    process = begin(case.script, case.file, out, jobs)
    while not (out / ".lock").exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(moment * case.seconds)
    if kind == "worker":
        for worker in workers_of(process.pid)[:1]:
            os.kill(worker, signal.SIGKILL)
    elif process.poll() is None:
        process.send_signal(getattr(signal, kind))
    _, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    half_read(out)
    return process.returncode


def half_read(out: Path) -> None:
    """Whatever is there can be read, and every finished run has all its months."""
    if not (out / "manifest.json").exists():
        return
    found = Results(out)
    heads, months = found.headlines(), found.measures()
    assert len(months) == 2 * len(heads)


def finished(case: Case, out: Path) -> None:
    process = begin(case.script, case.file, out, "1")
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    equal(case.whole, out)
    assert not list(out.rglob(".tmp-*"))


def killed(case: Case, folder: Path, count: int, seed: int) -> None:
    print(f"seed {seed}: KILL_SEED={seed} repeats these moments")
    out = folder / "out"
    for place, kind, moment in moments(count, seed):
        code = kill_once(case, out, kind, moment)
        assert code in (0, SIGNALS.get(kind, 0)), (seed, place, kind, moment, code)
        if code == 0 or place % 4 == 3:
            finished(case, out)
            out = folder / f"out{place}"
    finished(case, out)


def test_killed_at_random_moments(case: Case, tmp_path: Path) -> None:
    killed(case, tmp_path, 6, SEED)


@pytest.mark.long
def test_killed_at_fifty_random_moments(case: Case, tmp_path: Path) -> None:
    killed(case, tmp_path, 52, int(os.environ.get("KILL_SEED", str(int(time.time())))))


def test_orphaned_workers_go(case: Case, tmp_path: Path) -> None:
    process = begin(case.script, case.file, tmp_path / "out", "2")
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
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    done = subprocess.run(words, env=environment, capture_output=True, text=True, preexec_fn=limited)
    assert done.returncode == 1, done.stderr
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").rglob(".tmp-*"))
    again = subprocess.run(words, env=environment, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    process = command("batch", file, "--out", tmp_path / "whole")
    process.communicate(timeout=120)
    equal(tmp_path / "whole", tmp_path / "out")


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
