"""Work away from the event loop: jobs in threads, shared by who asks the same, dropped when nobody waits.

Kernels let go of Python's lock, so that the page goes on answering. Jobs of one lane take turns at every
block of runs: a long one never keeps a short one waiting for its end.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

Told = Callable[[int, int], None]
"""Told how many of how many runs are done."""
Work = Callable[[Told], Any]

THREADS = 64
"""Jobs of a lane that may wait for their turn; more wait in a queue."""


class StaleError(Exception):
    """Nobody waits for this any more."""


class Turns:
    """A place that is taken in turn, first come, first served."""

    def __init__(self, places: int = 1) -> None:
        self._free = places
        self._queue: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait for a place."""
        with self._lock:
            if self._free and not self._queue:
                self._free -= 1
                return
            gate = threading.Event()
            self._queue.append(gate)
        gate.wait()

    def give(self) -> None:
        """Leave the place to whoever waits longest."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._free += 1

    def pass_on(self) -> None:
        """Let others have a turn before going on."""
        if self._queue:
            self.give()
            self.take()


class Job:
    """One piece of work: how far it is, who waits for it, and its result as a future."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.share = 0.0
        self.waiting = 1
        self.future: Future[Any] = Future()

    def told(self, done: int, total: int) -> None:
        """Remember how far it is, give others a turn, stop if nobody waits. Raises StaleError."""
        self.share = done / max(total, 1)
        self.turns.pass_on()
        if self.waiting <= 0:
            raise StaleError

    def do(self, work: Work) -> None:
        """Do it when its turn comes."""
        self.turns.take()
        try:
            if self.waiting <= 0:
                raise StaleError
            self.future.set_result(work(self.told))
        except BaseException as error:
            self.future.set_exception(error)
        finally:
            self.turns.give()


async def result_of(job: Job, still: Callable[[float], bool], tick: float) -> Any:
    """Wait for a job without holding up the event loop.

    `still` is told, every `tick` seconds, how far it is, and says whether it is still wanted. Raises
    StaleError when it is not; the job itself goes on for whoever else waits.
    """
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    job.future.add_done_callback(lambda _: loop.call_soon_threadsafe(done.set))
    while not done.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), tick)
        if not still(job.share):
            raise StaleError
    return job.future.result()


class Desk:
    """Takes work, hands out jobs, remembers the latest results.

    `lanes` says, for each kind of job, how many results are remembered; one job of a kind runs at a time.
    """

    def __init__(self, lanes: dict[str, int]) -> None:
        self._turns = {name: Turns() for name in lanes}
        self._pools = {name: ThreadPoolExecutor(THREADS, f"twinladder-{name}") for name in lanes}
        self._kept: dict[str, OrderedDict[Hashable, Any]] = {name: OrderedDict() for name in lanes}
        self._jobs: dict[tuple[str, Hashable], Job] = {}
        self._keep = lanes
        self._lock = threading.Lock()

    def known(self, lane: str, key: Hashable) -> Any | None:
        """The result if it is remembered."""
        with self._lock:
            kept = self._kept[lane]
            if key in kept:
                kept.move_to_end(key)
            return kept.get(key)

    def ask(self, lane: str, key: Hashable, work: Work, remember: bool = True) -> Job:
        """The job that does this work: the one under way for the same key, or a new one."""
        with self._lock:
            job = self._jobs.get((lane, key))
            if job is not None and job.waiting > 0:
                job.waiting += 1
                return job
            job = self._jobs[lane, key] = Job(self._turns[lane])
        job.future.add_done_callback(lambda _: self._done(lane, key, job, remember))
        self._pools[lane].submit(job.do, work)
        return job

    def leave(self, job: Job) -> None:
        """Wait no longer; what nobody waits for stops at its next block."""
        with self._lock:
            job.waiting -= 1

    def _done(self, lane: str, key: Hashable, job: Job, remember: bool) -> None:
        with self._lock:
            if self._jobs.get((lane, key)) is job:
                del self._jobs[lane, key]
            if remember and job.future.exception() is None:
                kept = self._kept[lane]
                kept[key] = job.future.result()
                while len(kept) > self._keep[lane]:
                    kept.popitem(last=False)

    @property
    def busy(self) -> int:
        """How many jobs are under way or waiting."""
        return len(self._jobs)

    def close(self) -> None:
        """Stop everything."""
        with self._lock:
            for job in self._jobs.values():
                job.waiting = 0
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
