"""Who lives the blocks: this process, processes on this machine, a Dask cluster, or anything that submits.

*Hands* submit blocks to a `concurrent.futures.Executor`, a bounded number at a time, and what became of them
comes back as it is done. A pool of processes that breaks is rebuilt, and only what is missing is handed out
again.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TypeVar

In = TypeVar("In", bound="Named")
Out = TypeVar("Out")

PATIENCE = 3
"""A block at which a pool has broken this often is tried alone."""
DASK_LOGGERS = ("distributed", "distributed.client", "distributed.utils", "distributed.core", "asyncio")
"""Who would tell of a scheduler that is gone in tracebacks; we say it in a sentence."""
ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Named(Protocol):
    """Work that has a name of its own."""

    @property
    def id(self) -> str:
        """The name."""
        ...


class HandsLostError(RuntimeError):
    """The executor is gone and can't be rebuilt from here; what was done is kept."""


class Alone(Executor):
    """Runs everything at once, here."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it and give back a future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Hands:
    """Any executor that is somebody else's: used as it is, not closed, not rebuilt."""

    def __init__(self, executor: Executor | None = None, size: int | None = None) -> None:
        self.executor = executor or Alone()
        self._size = size or int(getattr(self.executor, "_max_workers", 1))

    @property
    def most(self) -> int:
        """How many blocks may be handed out at a time."""
        return 1 if isinstance(self.executor, Alone) else 2 * self._size

    def submit(self, work: Callable[[In], Out], task: In) -> Future[Out]:
        """Hand out one block."""
        return self.executor.submit(work, task)

    def rebuild(self) -> None:
        """Make a broken executor anew. Raises HandsLostError where that can't be done."""
        raise HandsLostError("the executor broke; run the same again to go on where it stopped")

    def close(self) -> None:
        """Let everybody go, at once."""

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class Processes(Hands):
    """Processes on this machine, one thread each; a broken pool is rebuilt.

    With `ready` they begin at once, and each calls it before it is asked for anything; it must be picklable.
    """

    def __init__(self, jobs: int, ready: Callable[[], None] | None = None) -> None:
        self._ready = ready
        super().__init__(_pool(jobs, ready), jobs)
        if ready is not None:
            for _ in range(jobs):
                self.executor.submit(os.getpid)

    def rebuild(self) -> None:
        """A new pool in the place of the broken one."""
        self.close()
        self.executor = _pool(self._size, self._ready)

    def close(self) -> None:
        """End the workers without waiting for what they are at."""
        assert isinstance(self.executor, ProcessPoolExecutor)
        workers = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()


def _pool(jobs: int, ready: Callable[[], None] | None) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=settle, initargs=(ready,))


def settle(ready: Callable[[], None] | None = None) -> None:
    """Make this process a worker: one thread, deaf to Ctrl-C, gone when its parent is gone."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if ready is not None:
        gc.disable()  # all that imports make stays: a search for rubbish among it takes a tenth of their time
        ready()
        gc.enable()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Cluster(Hands):
    """A Dask cluster that is running already, by its scheduler's address."""

    def __init__(self, address: str, timeout: float = 10.0) -> None:
        from distributed import Client as Untyped

        client: Any = Untyped  # distributed has no annotations here
        self.address = address
        self._silenced = [(logger, logger.level) for logger in map(logging.getLogger, DASK_LOGGERS)]
        for logger, _ in self._silenced:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            self.client = client(address, timeout=timeout, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            self._speak_again()
            raise HandsLostError(f"no Dask scheduler answers at {address}: {error}") from None
        super().__init__(Alone(), 1)

    @property
    def most(self) -> int:
        """Two blocks for each thread that the workers have at the moment."""
        with self._asked():
            threads: int = sum(self.client.nthreads().values())
        return 2 * max(threads, 1)

    def submit(self, work: Callable[[In], Out], task: In) -> Future[Out]:
        """Hand out a block under a name of its own; its result is let go of as soon as it is here."""
        ours: Future[Out] = Future()
        key = f"twinladder-{task.id}-{os.urandom(4).hex()}"
        with self._asked():
            theirs = self.client.submit(work, task, key=key, pure=False)

        def bring(done: Any) -> None:
            try:
                if done.status == "error":
                    ours.set_exception(done.exception())
                    return
                with self._asked():
                    ours.set_result(done.result())
            except HandsLostError as error:
                ours.set_exception(error)
            finally:
                done.release()

        theirs.add_done_callback(bring)
        return ours

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Ask something of the scheduler; whatever it raises then, it is gone."""
        try:
            yield
        except (Exception, asyncio.CancelledError) as error:
            raise HandsLostError(
                f"the Dask scheduler at {self.address} is gone ({type(error).__name__}). What was done is "
                "kept; start a scheduler and run the same command again"
            ) from error

    def close(self) -> None:
        """Leave the cluster; what we asked of it is forgotten there, the cluster goes on."""
        with suppress(Exception, asyncio.CancelledError):
            self.client.close()
        self._speak_again()

    def _speak_again(self) -> None:
        for logger, level in self._silenced:
            logger.setLevel(level)


def handed_out(
    tasks: Iterable[In], work: Callable[[In], Out], hands: Hands
) -> Iterator[tuple[In, Out | BaseException]]:
    """Hand out tasks and give back each with its result, or with what was raised, as they come.

    Never more than `hands.most` are under way. When the executor breaks it is rebuilt and what was lost is
    handed out again; a task with which it broke again and again is tried alone at the end.
    """
    waiting = iter(tasks)
    again: list[In] = []
    suspects: list[In] = []
    strikes: Counter[str] = Counter()
    under_way: dict[Future[Out], In] = {}
    while True:
        broken = not _fill(under_way, again, waiting, work, hands)
        if not under_way and not broken:
            break
        done = wait(under_way, return_when=FIRST_COMPLETED).done if under_way else ()
        for future in done:
            error = future.exception()
            if isinstance(error, HandsLostError):
                raise error
            if isinstance(error, BrokenExecutor):
                broken = True
            else:
                yield under_way.pop(future), future.result() if error is None else error
        if broken:
            lost = [*under_way.values()]
            under_way.clear()
            strikes.update(task.id for task in lost)
            suspects += [task for task in lost if strikes[task.id] >= PATIENCE]
            again += [task for task in lost if strikes[task.id] < PATIENCE]
            hands.rebuild()
    for task in suspects:
        yield task, _tried_alone(task, work, hands)


def _fill(
    under_way: dict[Future[Out], In],
    again: list[In],
    waiting: Iterator[In],
    work: Callable[[In], Out],
    hands: Hands,
) -> bool:
    """Hand out until enough is under way; false when the executor breaks at it."""
    most = hands.most
    while len(under_way) < most:
        task = again.pop() if again else next(waiting, None)
        if task is None:
            return True
        try:
            under_way[hands.submit(work, task)] = task
        except BrokenExecutor:
            again.append(task)
            return False
    return True


def _tried_alone(task: In, work: Callable[[In], Out], hands: Hands) -> Out | BaseException:
    """The result of a task that nobody else can be blamed for."""
    try:
        return hands.submit(work, task).result()
    except BrokenExecutor as error:
        hands.rebuild()
        return RuntimeError(
            f"the worker process died at it, {PATIENCE + 1} times (killed, or out of memory): {error}"
        )
    except Exception as error:
        return error
