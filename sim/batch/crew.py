"""Hands that live blocks for several studies at a time, so that no core waits for one of them to end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Semaphore
from typing import TYPE_CHECKING, ParamSpec, TypeAlias, TypeVar

from sim.batch.executors import Processes

if TYPE_CHECKING:  # a crew begins its processes before anything else takes its time to import
    import pandas as pd

Found = TypeVar("Found")
Asked = ParamSpec("Asked")
Piece: TypeAlias = "tuple[pd.DataFrame | None, list[int]]"
"""A block: its draws (None: the assumptions as they are) and its replicates."""

THREADS = 2
"""Kernels let go of Python's lock, so that two blocks can be lived at a time by one process."""
STUDIES = 8
"""Studies that may be under way at a time; they only wait for their blocks."""
MOST = 4
"""Processes of the largest crew that nobody asked for: each takes 0.4 GB."""
WORTHWHILE = 200_000
"""Company months from which on further processes save more time than they take to begin."""


def processes_for(company_months: int) -> int:
    """How many processes live so much soonest on this machine."""
    return min(os.cpu_count() or 1, MOST) if company_months >= WORTHWHILE else 1


class Crew:
    """Hands that live blocks, first come first served, for all studies begun with it.

    With one process they are `THREADS` threads of this one. With more, this process is one hand and every
    other one a helper: threads wait for each other's turn at Python's lock 2,000 times a second, which takes
    an eighth of their time. A helper that dies leaves its work to this process.

    `ready` is what helpers call as soon as they begin (default: nothing, they begin when they are needed).
    Use it as a context; on leaving, blocks that nobody has begun are dropped. `block`s for more than one
    process must be picklable, and so must what they give back.
    """

    def __init__(self, processes: int = 1, ready: Callable[[], None] | None = None) -> None:
        self.size = THREADS if processes == 1 else processes
        self._hands = ThreadPoolExecutor(self.size)
        self._studies = ThreadPoolExecutor(STUDIES)
        self._helpers = Processes(processes - 1, ready) if processes > 1 else None
        self._free = Semaphore(processes - 1)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._hands.shutdown(cancel_futures=True)
        self._studies.shutdown(cancel_futures=True)
        if self._helpers is not None:
            self._helpers.close()

    def live(
        self,
        block: Callable[[pd.DataFrame | None, list[int]], Found],
        pieces: Iterable[Piece],
        lived: Callable[[Piece], None] = lambda piece: None,
    ) -> list[Found]:
        """What `block` makes of every piece, in their order; waits for the last.

        `lived` is told of every piece as soon as it is done, from any thread.
        """
        jobs = [self._hands.submit(self._live, block, piece, lived) for piece in pieces]
        return [job.result() for job in jobs]

    def _live(
        self,
        block: Callable[[pd.DataFrame | None, list[int]], Found],
        piece: Piece,
        lived: Callable[[Piece], None],
    ) -> Found:
        found = self._helped(block, piece) if self._free.acquire(blocking=False) else block(*piece)
        lived(piece)
        return found

    def _helped(self, block: Callable[[pd.DataFrame | None, list[int]], Found], piece: Piece) -> Found:
        """Have a free helper live a piece; where it has died, this process does."""
        assert self._helpers is not None
        try:
            return self._helpers.executor.submit(block, *piece).result()
        except BrokenExecutor:
            return block(*piece)
        finally:
            self._free.release()

    def begin(self, study: Callable[Asked, Found], *args: Asked.args, **named: Asked.kwargs) -> Future[Found]:
        """Begin a study, which gives its blocks to this crew, and go on without waiting for it."""
        return self._studies.submit(study, *args, **named)


@contextmanager
def crew_or_new(crew: Crew | None) -> Iterator[Crew]:
    """The crew that is there already, or one for this study alone."""
    if crew is not None:
        yield crew
        return
    with Crew() as own:
        yield own
