"""Threads that live blocks for several studies at a time, so that no core waits for one of them to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import pandas as pd

Found = TypeVar("Found")
Asked = ParamSpec("Asked")
Piece = tuple[pd.DataFrame | None, list[int]]
"""A block: its draws (None: the assumptions as they are) and its replicates."""

THREADS = 2
"""Kernels let go of Python's lock, so that two blocks can be lived at a time."""
STUDIES = 8
"""Studies that may be under way at a time; they only wait for their blocks."""


class Crew:
    """`threads` hands that live blocks, first come first served, for all studies begun with it.

    Use it as a context; on leaving, blocks that nobody has begun are dropped.
    """

    def __init__(self, threads: int = THREADS) -> None:
        self.threads = threads
        self._hands = ThreadPoolExecutor(threads)
        self._studies = ThreadPoolExecutor(STUDIES)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._hands.shutdown(cancel_futures=True)
        self._studies.shutdown(cancel_futures=True)

    def live(
        self, block: Callable[[pd.DataFrame | None, list[int]], Found], pieces: Iterable[Piece]
    ) -> list[Found]:
        """What `block` makes of every piece, in their order; waits for the last."""
        jobs = [self._hands.submit(block, *piece) for piece in pieces]
        return [job.result() for job in jobs]

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
