"""Run a plan into a folder: what is missing is lived, what is there is left alone.

Restart, extend and run are one thing: the plan minus what is done.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.batch.block import SMALLEST
from sim.batch.design import EXTENDABLE, POWERS_OF_TWO
from sim.batch.executors import Cluster, Hands, Processes, handed_out
from sim.batch.kind import Arm, digest
from sim.batch.plan import Missing, Piece, Plan, pieces
from sim.batch.store import RUNS, Store, StoreError
from sim.batch.task import Lived, Task, failures_of, live_task
from sim.spec.fault import Fault, ScenarioError
from sim.state.compiled import PACKAGE
from sim.state.draws import DRAW_SCHEME

Progress = Callable[[int, int], None]

BLOCKS_PER_JOB = 4
"""At least so many blocks for each process, so that none idles at the end, unless they become too small."""
PACKAGES = ("twinladder", "numpy", "numba", "pandas", "scipy", "mesa", "duckdb", "pydantic")


@dataclass(frozen=True)
class Summary:
    """What a batch has come to."""

    folder: Path
    runs: int
    before: int
    lived: int
    failed: int
    seconds: float

    @property
    def left(self) -> int:
        """Runs that are neither done nor failed."""
        return self.runs - self.before - self.lived - self.failed


def run(
    plan: Plan,
    folder: str | Path,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    executor: Executor | None = None,
    add_draws: int = 0,
    add_replicates: int = 0,
    progress: Progress | None = None,
    reproduce: str | None = None,
) -> Summary:
    """Run what is missing of a plan and keep it in a folder.

    `jobs` processes of this machine do it, or the Dask cluster at the address `cluster`, or any executor.
    `add_draws` and `add_replicates` extend what the folder holds.

    Raises ScenarioError when the folder holds something else or can't be extended so, StoreError when
    another command writes there or the disk refuses, HandsLostError when executor or cluster is gone.
    """
    started = time.monotonic()
    store = Store(Path(folder))
    with store.locked():
        whole = agreed(plan, store, add_draws, add_replicates)
        table = drawn_values(whole, store)
        store.sweep()
        manifest = begun(whole, store, reproduce)
        missing = store.missing(whole)
        before = whole.runs - int(missing.sum())
        with hands_of(whole, jobs, cluster, executor) if missing.any() else Hands() as hands:
            tasks = tasks_of(whole, missing, table, max(hands.most // 2, 1))
            lived, failed = _kept(store, tasks, hands, before, whole, progress)
        ended(store, manifest, lived, failed)
    return Summary(store.folder, whole.runs, before, lived, failed, time.monotonic() - started)


def hands_of(plan: Plan, jobs: int, cluster: str | None, executor: Executor | None) -> Hands:
    """Who lives the blocks; for processes of this machine the kernels are compiled first, once."""
    if executor is not None:
        return Hands(executor)
    if cluster is not None:
        return Cluster(cluster)
    if jobs == 1:
        return Hands()
    plan.kind.compile(plan.arms)
    return Processes(jobs)


def _kept(
    store: Store, tasks: Iterator[Task], hands: Hands, before: int, plan: Plan, progress: Progress | None
) -> tuple[int, int]:
    """Keep what comes back, block by block; how many runs were lived and how many failed."""
    lived = failed = 0
    mine = plan.kind.version()
    tell = progress or (lambda done, total: None)
    tell(before, plan.runs)
    for task, result in handed_out(tasks, live_task, hands):
        outcome = (
            result if isinstance(result, Lived) else Lived(failures=failures_of(task, result), model=mine)
        )
        if outcome.model != mine:
            raise ScenarioError(
                [Fault("", "a worker has another version of the model installed", "--cluster")]
            )
        store.keep(task, outcome)
        failed += len(outcome.failures)
        lived += task.runs - len(outcome.failures)
        tell(before + lived + failed, plan.runs)
    return lived, failed


# ---------------------------------------------------------------- what is missing


def block_rows(plan: Plan, missing: Missing, jobs: int) -> dict[str, int]:
    """How many companies make a block, for each opening: by bytes, and so that every process gets some."""
    rows: dict[str, int] = {}
    for place, arm in enumerate(plan.arms):
        share = -(-int(missing[place].sum()) // (BLOCKS_PER_JOB * jobs)) if jobs > 1 else plan.pairs
        rows[arm.opening] = min(plan.kind.rows(arm), max(share, SMALLEST, rows.get(arm.opening, 0)))
    return rows


def tasks_of(plan: Plan, missing: Missing, table: pd.DataFrame | None, jobs: int) -> Iterator[Task]:
    """What is missing as blocks."""
    for piece in pieces(plan, missing, block_rows(plan, missing, jobs)):
        yield task_of(plan, piece, table)


def task_of(plan: Plan, piece: Piece, table: pd.DataFrame | None) -> Task:
    """A block with all that a worker needs."""
    arms = tuple(plan.arms[place] for place in piece.arms)
    part = None if table is None else table.iloc[list(piece.draws)].reset_index(drop=True)
    return Task(arms, piece.draws, piece.replicates, plan.seed, part, plan.outcomes, plan.events)


# ---------------------------------------------------------------- does the folder hold this plan?


def agreed(plan: Plan, store: Store, add_draws: int = 0, add_replicates: int = 0) -> Plan:
    """The plan with as many draws and replicates as the folder has or is to have.

    Raises ScenarioError if the folder holds another experiment, or can't be extended so.
    """
    manifest = store.manifest()
    if manifest is None:
        if any(not path.name.startswith(".") and path.name != RUNS for path in store.folder.glob("*")):
            problem = "holds files but no manifest; give an empty or a new folder"
            raise ScenarioError([Fault("", problem, "--out", str(store.folder))])
        return _extended(plan, plan, add_draws, add_replicates)
    same(plan, manifest, store.folder)
    drawn = manifest["plan"]["draws"]
    held = plan.with_counts(manifest["plan"]["replicates"], drawn and drawn["count"])
    return _extended(held, plan, add_draws, add_replicates)


def same(plan: Plan, manifest: Mapping[str, Any], folder: Path) -> None:
    """Refuse a plan that differs from the folder's in anything but its numbers of draws and replicates."""
    mine, theirs = plan.identity(), manifest["identity"]
    faults = [
        Fault("", f"{folder} was begun with another one: {_difference(mine[key], theirs.get(key))}", key,
              allowed="the same as before, or another folder with --out")
        for key in mine if digest(mine[key]) != digest(theirs.get(key))
    ]  # fmt: skip
    if faults:
        raise ScenarioError(faults)


def _difference(mine: Any, theirs: Any) -> str:
    """What differs, in a few words."""
    if not isinstance(mine, list) or not isinstance(theirs, list):
        return f"{theirs} there, {mine} here"
    here, there = (
        [item for item in one if item not in other] for one, other in ((mine, theirs), (theirs, mine))
    )
    words = []
    for items, where in ((there, "there"), (here, "here")):
        if items:
            first = items[0][:3] if isinstance(items[0], list) else items[0]
            words.append(f"{first} {where}" + (f" and {len(items) - 1} more" if len(items) > 1 else ""))
    return ", ".join(words) or "another order"


def _extended(held: Plan, asked: Plan, add_draws: int, add_replicates: int) -> Plan:
    """More draws or replicates on top of what the folder holds, or as many as the file now asks for."""
    faults = [
        Fault("", "must be 0 or more", key, str(value))
        for key, value in (("--add-draws", add_draws), ("--add-replicates", add_replicates))
        if value < 0
    ]
    if faults:
        raise ScenarioError(faults)
    replicates = max(held.replicates + add_replicates, asked.replicates)
    points = held.sampling.count if held.sampling else None
    wanted = points
    if asked.sampling is not None and points is not None:
        wanted = max(points + add_draws, asked.sampling.count)
    if add_draws and held.sampling is None:
        problem = "the experiment takes everything as it is: there are no draws to add to"
        raise ScenarioError([Fault("", problem, "--add-draws", str(add_draws))])
    if wanted != points and held.sampling is not None and wanted is not None:
        _check_extendable(held.sampling.kind, held.sampling.count, wanted)
    return held.with_counts(replicates, wanted)


def _check_extendable(kind: str, count: int, wanted: int) -> None:
    if kind not in EXTENDABLE:
        problem = f"a {kind} design can't be extended: its points depend on how many there are"
        raise ScenarioError([Fault("", problem, "--add-draws", str(wanted - count), " or ".join(EXTENDABLE))])
    if kind in POWERS_OF_TWO and wanted & (wanted - 1):
        problem = f"a {kind} design has a power of two of draws; there are {count}"
        raise ScenarioError(
            [Fault("", problem, "--add-draws", str(wanted - count), f"{count} or {3 * count}")]
        )


def drawn_values(plan: Plan, store: Store) -> pd.DataFrame | None:
    """The drawn values: those of runs.parquet are the truth, new draws come after them.

    Raises ScenarioError when a draw made anew is not the one that is written.
    """
    table = plan.table()
    # without a manifest runs.parquet is what a command left that was stopped while it began
    written = store.draws() if store.manifest() else None
    if table is None or written is None:
        return table
    count = min(len(written), len(table))
    if list(written.columns) != list(table.columns) or not np.array_equal(
        written.to_numpy()[:count], table.to_numpy()[:count]
    ):
        problem = "the drawn values written there are not those that this version draws"
        raise ScenarioError([Fault(str(store.folder / "runs.parquet"), problem)])
    return table


# ---------------------------------------------------------------- the manifest


def begun(plan: Plan, store: Store, reproduce: str | None) -> dict[str, Any]:
    """Write runs.parquet and the manifest of a command that begins."""
    before = store.manifest() or {}
    if not before or store.runs_written() != plan.runs:
        store.write_runs(plan, plan.table())
    manifest = {
        "format": 1,
        "title": plan.title,
        "reproduce": reproduce or f"twinladder batch {store.folder / 'manifest.json'} --out again",
        "identity": plan.identity(),
        "runs": plan.runs,
        "versions": versions(plan.kind.version()),
        "git_commit": git_commit(),
        "platform": {"system": platform.platform(), "machine": platform.machine(), "cores": os.cpu_count()},
        "sessions": [*before.get("sessions", []), {"start": now(), "end": None}],
        "plan": plan.to_dict(),
    }
    store.write_manifest(manifest)
    return manifest


def ended(store: Store, manifest: dict[str, Any], lived: int, failed: int) -> None:
    """Write down that a command came to its end."""
    manifest["sessions"][-1].update(end=now(), lived=lived, failed=failed)
    store.write_manifest(manifest)


def now() -> str:
    """The time, in words every program reads."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")  # noqa: UP017  # mypy knows it so


def versions(model: str) -> dict[str, str]:
    """The versions of Python, of the packages that decide numbers, and of the model."""
    found = {"python": sys.version.split()[0], "draw scheme": str(DRAW_SCHEME), "model": model}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def git_commit() -> str | None:
    """The commit of the checkout that the package lies in, when it lies in one."""
    if not (PACKAGE.parent / ".git").exists():
        return None
    words = [
        "git",
        "-C",
        str(PACKAGE.parent),
        "describe",
        "--always",
        "--dirty",
        "--abbrev=40",
        "--exclude=*",
    ]
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


# ---------------------------------------------------------------- before anything runs


@dataclass(frozen=True)
class Forecast:
    """What a batch would be."""

    runs: int
    done: int
    blocks: int
    seconds: float
    bytes: int


def forecast(plan: Plan, folder: Path, jobs: int, add_draws: int = 0, add_replicates: int = 0) -> Forecast:
    """How many runs and blocks are left, and about how long and how large they will be.

    A few companies of each shape are lived for the estimate; nothing is written to the folder.
    """
    store = Store(folder)
    whole = agreed(plan, store, add_draws, add_replicates) if folder.exists() else _extended(
        plan, plan, add_draws, add_replicates)  # fmt: skip
    missing = store.missing(whole)
    cut = list(pieces(whole, missing, block_rows(whole, missing, jobs)))
    probes: dict[str, tuple[float, float]] = {}
    whole.kind.compile(whole.arms)
    for arm in whole.arms:
        if arm.opening not in probes:
            probes[arm.opening] = _probe(arm, whole)
    seconds = bytes_ = 0.0
    for piece in cut:
        each = probes[whole.arms[piece.arms[0]].opening]
        seconds, bytes_ = seconds + each[0] * piece.runs, bytes_ + each[1] * piece.runs
    done = whole.runs - int(missing.sum())
    return Forecast(whole.runs, done, len(cut), seconds / jobs, int(bytes_))


def _probe(arm: Arm, plan: Plan) -> tuple[float, float]:
    """Seconds and bytes on disk of one run of an arm."""
    import tempfile

    rows = min(plan.kind.probed, plan.kind.rows(arm))
    task = Task((arm,), (0,), tuple(range(rows)), plan.seed, None, plan.outcomes, plan.events)
    lived = live_task(task)
    if lived.failures:
        raise ScenarioError([Fault("", f"the first run raised {lived.failures[0].error}", arm.policy)])
    with tempfile.TemporaryDirectory() as scratch:
        Store(Path(scratch)).keep(task, lived)
        size = sum(path.stat().st_size for path in Path(scratch).rglob("*.parquet"))
    return lived.seconds / rows, size / rows


__all__ = ["Forecast", "StoreError", "Summary", "forecast", "run"]
