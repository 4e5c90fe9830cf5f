"""A folder of results: Parquet parts written whole or not at all, a manifest, and one writer at a time.

    manifest.json          what was run, resolved down to its numbers; by what, where, when
    runs.parquet           a row per run of the plan: its id and its drawn values
    headlines/*.parquet    a row per finished run; a part here says that its block is done
    measures/*.parquet     the months or years that are kept, a column per measure
    events/*.parquet       who did what when, if asked for
    failures/*.json        runs that raised, with their tracebacks

Everything is written under a temporary name, synced and renamed. The part in `headlines` comes last: a part
elsewhere without one there was left by a command that was killed, is never read, and is swept away.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from sim.batch.plan import KEYS, Missing, Plan, draw_hashes
from sim.batch.task import Failure, Lived, Task

PARTS = ("events", "measures", "headlines")
"""Folders of parts in the order in which they are written; the last one makes the block count."""
MANIFEST, RUNS, LOCK, FAILURES = "manifest.json", "runs.parquet", ".lock", "failures"
TEMPORARY = ".tmp-"
HELD_BACK = (signal.SIGINT, signal.SIGTERM)


class StoreError(OSError):
    """The folder of results can't be written or is in use; the message says which and what to do."""


class Store:
    """One folder of results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # ------------------------------------------------------------ one writer at a time

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only command that writes here. Raises StoreError if another one does."""
        with _speaking(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            file = open(self.folder / LOCK, "a+", encoding="utf-8")  # noqa: SIM115  # held until the end
        with file:
            if not _take(file.fileno()):
                advice = "wait for it, or give another folder with --out"
                raise StoreError(
                    f"{self.folder}: another command is writing here ({_holder(file)}); {advice}"
                )
            with _speaking(self.folder):
                file.truncate(0)
                file.write(f"process {os.getpid()} on {_host()}")
                file.flush()
            yield

    def is_busy(self) -> bool:
        """Whether a command is writing here now."""
        try:
            with open(self.folder / LOCK, "a+", encoding="utf-8") as file:
                return not _take(file.fileno())
        except OSError:
            return False

    # ------------------------------------------------------------ manifest and plan

    def manifest(self) -> dict[str, Any] | None:
        """What the manifest says, or nothing when there is none."""
        try:
            found: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return found

    def write_manifest(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, whole or not at all."""
        self._write_text(self.folder / MANIFEST, json.dumps(manifest, indent=1, allow_nan=False) + "\n")

    def draws(self) -> pd.DataFrame | None:
        """The drawn values as runs.parquet holds them: a column `draw` and one per parameter."""
        path = self.folder / RUNS
        if not path.exists():
            return None
        with connected() as db:
            names = [row[0] for row in db.sql(f"describe select * from {_quoted(path)}").fetchall()]
            drawn = [name for name in names if "." in name]
            columns = "".join(f', any_value("{name}") as "{name}"' for name in drawn)
            found = db.sql(f"select draw{columns} from {_quoted(path)} group by draw order by draw").df()
        return found if drawn else None

    def runs_written(self) -> int:
        """How many runs runs.parquet lists."""
        path = self.folder / RUNS
        if not path.exists():
            return 0
        with connected() as db:
            return int(db.sql(f"select count(*) from {_quoted(path)}").fetchall()[0][0])

    def write_runs(self, plan: Plan, table: pd.DataFrame | None) -> None:
        """Write runs.parquet: every run with its id and drawn values (none of policy.* in the baseline)."""
        arms = pd.DataFrame(
            [(place, a.case, a.company, a.policy, a.hash, a.drawn) for place, a in enumerate(plan.arms)],
            columns=["arm", "scenario", "company", "policy", "arm_hash", "drawn"],
        )
        worlds = pd.DataFrame({"draw": [0]}) if table is None else table.copy()
        worlds["hash_all"], worlds["hash_world"] = draw_hashes(table, True), draw_hashes(table, False)
        values = "".join(_drawn_column(path) for path in worlds.columns if "." in str(path))
        query = f"""
            select left(sha256(concat_ws(' ', arm_hash, if(drawn, hash_all, hash_world), {plan.seed}::varchar,
                   l.replicate::varchar)), 16) as run, scenario, company, policy, draw, l.replicate{values}
            from arms, worlds, range(0, {plan.replicates}) as l(replicate)
            order by arm, draw, l.replicate"""
        with connected() as db:
            db.register("arms", arms)
            db.register("worlds", worlds)
            self._write_parquet(db, query, self.folder / RUNS)

    # ------------------------------------------------------------ parts

    def missing(self, plan: Plan) -> Missing:
        """Which runs of the plan are not done: (arms, draws, replicates)."""
        missing = np.ones((len(plan.arms), plan.draws, plan.replicates), dtype=np.bool_)
        places = {(arm.case, arm.company, arm.policy): place for place, arm in enumerate(plan.arms)}
        done = self.done()
        for names, rows in done.groupby(["scenario", "company", "policy"], observed=True, sort=False):
            case, company, policy = map(str, names)
            missing[places[case, company, policy], rows["draw"].to_numpy(), rows["replicate"].to_numpy()] = (
                False
            )
        return missing

    def done(self) -> pd.DataFrame:
        """The runs that are done, a row each: scenario, company, policy, draw, replicate."""
        if not self.stems("headlines"):
            return pd.DataFrame({key: [] for key in KEYS})
        with connected() as db:
            return db.sql(
                f"select {', '.join(KEYS)} from {_quoted(self.folder / 'headlines' / '*.parquet')}"
            ).df()

    def stems(self, part: str) -> set[str]:
        """The names of the parts in a folder."""
        return {path.stem for path in (self.folder / part).glob("*.parquet")}

    def sweep(self) -> None:
        """Throw away what a killed command has left, and the failures: they are tried again."""
        for path in [*self.folder.glob(f"{TEMPORARY}*"), *self.folder.glob(f"*/{TEMPORARY}*")]:
            path.unlink(missing_ok=True)
        done = self.stems("headlines")
        for part in PARTS[:-1]:
            for stem in self.stems(part) - done:
                (self.folder / part / f"{stem}.parquet").unlink()
        for path in (self.folder / FAILURES).glob("*.json"):
            path.unlink()

    def keep(self, task: Task, lived: Lived) -> None:
        """Write down what became of a block; the part that makes it count comes last."""
        if lived.failures:
            text = json.dumps([asdict(failure) for failure in lived.failures], indent=1)
            self._write_text(self.folder / FAILURES / f"{task.id}.json", text + "\n")
        for part in PARTS:
            frames = lived.tables.get(part)
            if frames:
                with connected() as db:
                    query = " union all ".join(
                        _registered(db, place, frame) for place, frame in enumerate(frames)
                    )
                    self._write_parquet(db, query, self.folder / part / f"{task.id}.parquet")

    def failures(self) -> list[Failure]:
        """The runs that raised when they were last tried, in the order of their keys."""
        found = [
            Failure(**record)
            for path in sorted((self.folder / FAILURES).glob("*.json"))
            for record in json.loads(path.read_text(encoding="utf-8"))
        ]
        return sorted(found, key=lambda failure: [getattr(failure, key) for key in KEYS])

    # ------------------------------------------------------------ whole or not at all

    def _write_parquet(self, db: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
        with self._renamed(path) as temporary:
            db.execute(f"copy ({query}) to {_quoted(temporary)} (format parquet, compression zstd)")

    def _write_text(self, path: Path, text: str) -> None:
        with self._renamed(path) as temporary:
            temporary.write_text(text, encoding="utf-8")

    @contextmanager
    def _renamed(self, path: Path) -> Iterator[Path]:
        """A temporary name beside the file; what was written there is synced and takes the file's place."""
        temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(6)}"
        with _speaking(self.folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                yield temporary
                sync(temporary)
                os.replace(temporary, path)
                sync(path.parent)
            finally:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the system put a file or folder on the disk; folders can't be synced on Windows."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of one's own in memory, on one thread, that never puts anything on the disk by itself.

    Ctrl-C waits until it is done: in the middle of it DuckDB would make another error of it.
    """
    with undisturbed():
        db = duckdb.connect(":memory:", config={"threads": 1, "temp_directory": ""})
        try:
            yield db
        finally:
            db.close()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C and SIGTERM; they act at the end. Only the main thread hears signals at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[tuple[int, Any]] = []
    before = {one: signal.signal(one, lambda *what: heard.append(what)) for one in HELD_BACK}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler if handler is not None else signal.SIG_DFL)
    for number, frame in heard[:1]:
        act = before[signal.Signals(number)]
        if callable(act):
            act(number, frame)
        elif act == signal.SIG_DFL:
            signal.raise_signal(number)


@contextmanager
def _speaking(folder: Path) -> Iterator[None]:
    """Turn what the disk says into plain words."""
    try:
        yield
    except StoreError:
        raise
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise StoreError(f"{folder}: can't be written: {reason}. What was done before is kept; make room "
                         "and run the same command again") from error  # fmt: skip


def _registered(db: duckdb.DuckDBPyConnection, place: int, frame: pd.DataFrame) -> str:
    db.register(f"frame_{place}", frame)
    return f"select * replace (scenario::varchar as scenario, company::varchar as company, " \
           f"policy::varchar as policy) from frame_{place}"  # fmt: skip


def _drawn_column(path: str) -> str:
    value = f'if(drawn, "{path}", null)' if path.startswith("policy.") else f'"{path}"'
    return f', {value} as "{path}"'


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def quoted(paths: Sequence[Path]) -> str:
    """File names as a list in SQL."""
    return "[" + ", ".join(_quoted(path) for path in paths) + "]"


def _host() -> str:
    import platform

    return platform.node() or "this machine"


def _holder(file: Any) -> str:
    file.seek(0)
    return file.read().strip() or "just started"


def _take(handle: int) -> bool:
    """Take a lock that the system lets go of when this process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
