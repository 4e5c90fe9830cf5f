"""A roster from a browser: read in memory, and not written to disk where the system allows that."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sim.spec.fault import ScenarioError
from sim.spec.roster import Roster, read_roster

MOST_BYTES = 5_000_000


def read(content: bytes, name: str) -> Roster:
    """The roster in an uploaded file. Raises ScenarioError with every fault, under the file's own name."""
    with _held(content) as path:
        try:
            return read_roster(path)
        except ScenarioError as error:
            raise ScenarioError(replace(fault, file=name) for fault in error.faults) from None


@contextmanager
def _held(content: bytes) -> Iterator[Path]:
    """A path to the content: in memory on Linux, else a private file that is deleted at once."""
    if hasattr(os, "memfd_create"):
        with open(os.memfd_create("roster"), "wb", buffering=0) as held:
            held.write(content)
            yield Path(f"/proc/self/fd/{held.fileno()}")
        return
    with tempfile.TemporaryDirectory(prefix="twinladder-") as folder:
        path = Path(folder) / "roster"
        path.write_bytes(content)
        yield path
