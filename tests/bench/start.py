"""Runs one `compare` of the command line and writes down where its time went; a program of its own.

python -m tests.bench.start WHERE STARTED compare ...   # STARTED: time.time() just before this was started

It runs the real command and only holds a stopwatch to its parts: Python's own start, imports, kernels
(compiled, or loaded from disk), living and analysis, printing.
"""

from __future__ import annotations

import sys
import time

BEGAN = time.time()

import atexit  # noqa: E402  # the start of Python is over when this file begins
import json  # noqa: E402
from collections.abc import Callable  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

IMPORTS = (
    "sim.cli",
    "sim.comparison",
    "sim.batch.block",
    "sim.batch.design",
    "sim.view.tables",
    "rich.console",
    "rich.padding",
    "rich.progress",
    "rich.table",
)
"""What `compare` imports when it first needs it."""


def timed(act: Callable[..., Any], taken: dict[str, float], part: str) -> Callable[..., Any]:
    """The same function, which also writes down how many seconds it took."""

    def timing(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return act(*args, **kwargs)
        finally:
            taken[part] = time.perf_counter() - began

    return timing


def main(where: Path, started: float, command: list[str]) -> None:
    """Run a command of twinladder and write the seconds of its parts as JSON to a file."""
    taken = {"python": BEGAN - started}
    timed(lambda: [import_module(name) for name in IMPORTS], taken, "import")()

    from sim import __main__, comparison

    # numba takes this lock around compiling a kernel and around loading it
    event: Any = import_module("numba.core.event")
    kernels = event.TimingListener()
    event.register("numba:compiler_lock", kernels)
    comparison.compare = timed(comparison.compare, taken, "run")
    front: Any = sys.modules["sim.cli.compare"]
    front._print = timed(front._print, taken, "print")

    def write() -> None:
        taken["kernels"] = kernels.duration
        taken["run"] -= kernels.duration
        where.write_text(json.dumps(taken), encoding="utf-8")

    atexit.register(write)
    sys.argv = ["twinladder", *command]
    __main__.main()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
