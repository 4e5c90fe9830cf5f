"""Reading a folder of results: tables in one order whatever blocks they were lived in.

Only finished blocks are read. The views are `runs`, `headlines`, `measures` (a column per measure), `long`
(a row per measure), `deltas` (headlines as paired differences from the baseline) and `events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from sim.batch.plan import KEYS
from sim.batch.store import RUNS, Store, connected, quoted
from sim.batch.task import Failure
from sim.spec.fault import Fault, ScenarioError, nearest_of

TABLES = ("runs", "headlines", "measures", "long", "deltas", "events")
FORMATS = ("csv", "parquet", "netcdf")
EXPORTED = ("runs", "headlines", "measures", "events")
"""Tables that an export writes as files."""
ORDERS = {
    "runs": KEYS,
    "headlines": KEYS,
    "deltas": KEYS,
    "measures": (*KEYS, "month"),
    "long": (*KEYS, "month", "measure"),
    "events": (*KEYS, "month", "person", "kind", "cause", "from_seat", "to_seat"),
}


EMPTY = {
    "headlines": "",
    "deltas": "",
    "measures": ", 0 as month",
    "long": ", 0 as month, '' as measure, 0.0 as value",
    "events": ", 0 as month, 0 as person, '' as kind, '' as cause, 0 as from_seat, 0 as to_seat",
}
"""The other columns of tables that have no part yet."""


class Results:
    """A folder of results, open for reading while others may write.

    Raises ScenarioError when the folder holds none.
    """

    def __init__(self, folder: str | Path) -> None:
        self.store = Store(Path(folder))
        manifest = self.store.manifest() if self.store.folder.is_dir() else None
        if manifest is None:
            problem = "holds no results: there is no manifest.json in it"
            raise ScenarioError([Fault("", problem, "folder", str(folder))])
        self.manifest: dict[str, Any] = manifest

    @property
    def baseline(self) -> str:
        """The policy that the others are compared with."""
        return str(self.manifest["plan"]["baseline"])

    def runs(self) -> pd.DataFrame:
        """A row per run of the plan, done or not: its id and its drawn values."""
        return self.table("runs")

    def headlines(self) -> pd.DataFrame:
        """A row per finished run: the measures at the head of every comparison."""
        return self.table("headlines")

    def measures(self) -> pd.DataFrame:
        """A row per finished run and kept month, a column per measure."""
        return self.table("measures")

    def long(self) -> pd.DataFrame:
        """A row per finished run, kept month and measure: `measure`, `value`."""
        return self.table("long")

    def deltas(self) -> pd.DataFrame:
        """Headlines of every policy but the baseline less those of its twin under the baseline."""
        return self.table("deltas")

    def events(self) -> pd.DataFrame:
        """Who did what when; empty unless the experiment asked for events."""
        return self.table("events")

    def failures(self) -> list[Failure]:
        """The runs that raised when they were last tried."""
        return self.store.failures()

    def table(self, name: str) -> pd.DataFrame:
        """One of `TABLES` in its order. Raises ScenarioError for another name."""
        if name not in TABLES:
            near = nearest_of(name, TABLES)
            raise ScenarioError([Fault("", "there is no such table", "table", name, ", ".join(TABLES), near)])
        return self.query(_ordered(name))

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a query in SQL over the views. Raises ScenarioError when it can't be answered."""
        with connected() as db:
            self._views(db)
            try:
                return db.sql(sql).df()
            except (duckdb.Error, AttributeError) as error:
                problem = str(error).splitlines()[0] if str(error) else "is not a query"
                raise ScenarioError([Fault("", problem, "query", sql)]) from None

    def export(self, form: str, folder: str | Path) -> list[Path]:
        """Write the tables as CSV or Parquet files, or the measures as one NetCDF file; gives the files.

        Raises ScenarioError for an unknown format, or when nothing is done yet.
        """
        if form not in FORMATS:
            near = nearest_of(form, FORMATS)
            raise ScenarioError([Fault("", "not one of the choices", "--to", form, ", ".join(FORMATS), near)])
        if not self.store.stems("headlines"):
            raise ScenarioError([Fault(str(self.store.folder), "no run is finished yet")])
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        if form == "netcdf":
            return [self._netcdf(target / "measures.nc")]
        tables = [name for name in EXPORTED if name != "events" or self.store.stems("events")]
        return [self._copied(name, target / f"{name}.{form}") for name in tables]

    # ------------------------------------------------------------ inside

    def _views(self, db: duckdb.DuckDBPyConnection) -> None:
        stems = sorted(self.store.stems("headlines"))
        db.execute(f"create view runs as from {quoted([self.store.folder / RUNS])[1:-1]}")
        for part in ("headlines", "measures", "events"):
            here = [stem for stem in stems if part == "headlines" or stem in self.store.stems(part)]
            files = [self.store.folder / part / f"{stem}.parquet" for stem in here]
            if files:
                db.execute(f"create view {part} as from read_parquet({quoted(files)})")
            else:
                db.execute(
                    f"create view {part} as select {', '.join(KEYS)}{EMPTY[part]} from runs where false"
                )
        if stems:
            db.execute(f"create view long as {_long(db)}")
            db.execute(f"create view deltas as {self._deltas(db)}")
        else:
            for name in ("long", "deltas"):
                db.execute(
                    f"create view {name} as select {', '.join(KEYS)}{EMPTY[name]} from runs where false"
                )

    def _deltas(self, db: duckdb.DuckDBPyConnection) -> str:
        differences = ", ".join(f'a."{name}" - b."{name}" as "{name}"' for name in _values(db, "headlines"))
        keys = ", ".join(f"a.{key}" for key in KEYS)
        baseline = self.baseline.replace("'", "''")
        return f"""
            select {keys}, {differences} from headlines a join headlines b
            using (scenario, company, draw, replicate)
            where b.policy = '{baseline}' and a.policy <> '{baseline}'"""

    def _copied(self, name: str, path: Path) -> Path:
        form = "csv, header" if path.suffix == ".csv" else "parquet, compression zstd"
        with connected() as db:
            self._views(db)
            db.execute(
                f"copy ({_ordered(name)}) to '{str(path).replace(chr(39), chr(39) * 2)}' (format {form})"
            )
        return path

    def _netcdf(self, path: Path) -> Path:
        """A cube for each measure: scenario x company x policy x draw x replicate x month."""
        from scipy.io import netcdf_file

        keys = self.query(f"select {', '.join((*KEYS, 'month'))} from measures")
        axes = {key: np.unique(keys[key].astype(object).to_numpy()) for key in (*KEYS, "month")}
        places = tuple(np.searchsorted(axis, keys[key].astype(object)) for key, axis in axes.items())
        with netcdf_file(str(path), "w") as file:
            for key, axis in axes.items():
                _write_axis(file, key, axis)
            for name in ("title", "reproduce"):
                setattr(file, name, str(self.manifest[name]))
            for name in self._measure_names():
                cube = np.full([len(axis) for axis in axes.values()], np.nan)
                cube[places] = self.query(f'select "{name}" from measures')[name].to_numpy()
                file.createVariable(name, "f8", tuple(axes))[:] = cube
        return path

    def _measure_names(self) -> list[str]:
        with connected() as db:
            self._views(db)
            return _values(db, "measures")


def results(folder: str | Path) -> Results:
    """A folder of results, open for reading. Raises ScenarioError when it holds none."""
    return Results(folder)


def _ordered(name: str) -> str:
    return f"select * from {name} order by {', '.join(ORDERS[name])}"


def _values(db: duckdb.DuckDBPyConnection, view: str) -> list[str]:
    """The columns of a view that are no keys."""
    columns = [str(row[0]) for row in db.sql(f"describe {view}").fetchall()]
    return [column for column in columns if column not in (*KEYS, "month")]


def _long(db: duckdb.DuckDBPyConnection) -> str:
    names = ", ".join(f'"{name}"' for name in _values(db, "measures"))
    keys = "scenario, policy, company, draw, replicate, month, measure, value"
    return f"select {keys} from measures unpivot (value for measure in ({names}))"


def _write_axis(file: Any, key: str, axis: Any) -> None:
    """A dimension with its values; words as rows of letters, because NetCDF 3 has no words."""
    file.createDimension(key, len(axis))
    if isinstance(axis[0], str):
        longest = max(len(word.encode()) for word in axis)
        file.createDimension(f"{key}_letters", longest)
        letters = np.array([list(word.encode().ljust(longest)) for word in axis], dtype=np.uint8).view("S1")
        file.createVariable(key, "c", (key, f"{key}_letters"))[:] = letters
    else:
        file.createVariable(key, "i4", (key,))[:] = axis.astype(np.int32)


# ---------------------------------------------------------------- how far is it?


def status(folder: str | Path) -> dict[str, Any]:
    """How far a batch is: done, failed, left, and while it runs how fast and for how long yet.

    Raises ScenarioError when the folder holds no results.
    """
    found = Results(folder)
    done, runs = len(found.store.done()), int(found.manifest["runs"])
    failures = found.failures()
    busy = found.store.is_busy()
    rate = _rate(found)
    left = runs - done - len(failures)
    return {
        "folder": str(folder),
        "title": found.manifest["title"],
        "running": busy,
        "runs": runs,
        "done": done,
        "failed": len(failures),
        "left": left,
        "runs_per_second": rate,
        "seconds_to_go": left / rate if rate and left else (0.0 if not left else None),
        "failures": failures,
    }


def _rate(found: Results) -> float | None:
    """Runs a second since the last command began, by the times of its parts."""
    last = found.manifest["sessions"][-1]
    start = datetime.fromisoformat(last["start"]).timestamp()
    parts = [
        path for path in (found.store.folder / "headlines").glob("*.parquet") if path.stat().st_mtime >= start
    ]
    if not parts:
        return None
    lived = _rows(parts)
    return lived / max(max(path.stat().st_mtime for path in parts) - start, 0.1)


def _rows(parts: Sequence[Path]) -> int:
    with connected() as db:
        return int(db.sql(f"select count(*) from read_parquet({quoted(parts)})").fetchall()[0][0])


__all__ = ["TABLES", "Results", "results", "status"]
