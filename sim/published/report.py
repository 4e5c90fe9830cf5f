"""`published`: the tables of the papers beside ours."""

from __future__ import annotations

from collections.abc import Callable

import mesa

from sim.published.fetta2012 import Fetta2012
from sim.published.hierarchy import option
from sim.published.martell1996 import Martell1996
from sim.published.pluchino2010 import Pluchino2010
from sim.published.pluchino2011 import Pluchino2011
from sim.published.replications import fetta2012, martell1996, pluchino2010, pluchino2011
from sim.published.tables import PublishedTable

MODELS: dict[str, type[mesa.Model]] = {
    "pluchino2010": Pluchino2010,
    "fetta2012": Fetta2012,
    "pluchino2011": Pluchino2011,
    "martell1996": Martell1996,
}
TABLES: dict[str, Callable[..., PublishedTable]] = {
    "pluchino2010": pluchino2010.table,
    "fetta2012": fetta2012.table,
    "pluchino2011": pluchino2011.table,
    "martell1996": martell1996.table,
}


def published(
    name: str | None = None,
    replicates: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[PublishedTable]:
    """The table of one model, or of all: every number of the paper that we compute, beside ours.

    `replicates`: organisations per cell; each table has its own default, with errors far below its
    bands. `threads`: as many as there are cores when not given; they change no number. `progress` is told
    how many of how many tables are done.
    """
    if replicates is not None and replicates < 2:
        raise ValueError("replicates must be 2 or more: one organisation tells nothing of the error")
    chosen = TABLES if name is None else {name: option("model", name, TABLES)}
    how = {"seed": seed, "threads": threads}
    if replicates is not None:
        how["replicates"] = replicates
    tables = []
    for table in chosen.values():
        tables.append(table(**how))
        if progress is not None:
            progress(len(tables), len(chosen))
    return tables
