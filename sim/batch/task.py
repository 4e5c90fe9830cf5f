"""One block as a worker sees it: arms, draws and replicates in; tables and failures out.

A failure is a value: a block that raises is halved until the runs that raise stand alone, the others are
kept. Everything here can be pickled and sent to another process or machine.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from sim.batch.kind import Arm, Kind, digest


@dataclass(frozen=True)
class Task:
    """A block: some arms that start from the same companies, some draws, some replicates.

    `table` holds the drawn values of its draws, or nothing when the assumptions are taken as they are.
    """

    arms: tuple[Arm, ...]
    draws: tuple[int, ...]
    replicates: tuple[int, ...]
    seed: int
    table: pd.DataFrame | None = None
    outcomes: str = "yearly"
    events: bool = False

    @property
    def id(self) -> str:
        """A name made of what the block holds: the same block has the same name whenever it is cut."""
        arms = [[arm.case, arm.company, arm.policy, arm.hash] for arm in self.arms]
        return digest([arms, self.draws, self.replicates])[:20]

    @property
    def kind(self) -> Kind:
        """The kind of experiment it is part of."""
        return self.arms[0].kind

    @property
    def runs(self) -> int:
        """How many runs it holds."""
        return len(self.arms) * len(self.draws) * len(self.replicates)


@dataclass(frozen=True)
class Failure:
    """A run that raised: which, what, and the traceback."""

    scenario: str
    company: str
    policy: str
    draw: int
    replicate: int
    error: str
    traceback: str


@dataclass
class Lived:
    """What became of a block: its tables by name, its failures, how long it took, and of what model."""

    tables: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0
    model: str = ""

    def add(self, other: Lived) -> None:
        """Take in another part of the same block."""
        for name, frames in other.tables.items():
            self.tables.setdefault(name, []).extend(frames)
        self.failures += other.failures


def live_task(task: Task) -> Lived:
    """Live a block; what raises is isolated, never lost and never silent."""
    started = time.perf_counter()
    lived = isolated(task)
    lived.seconds = time.perf_counter() - started
    lived.model = task.kind.version()
    return lived


def isolated(task: Task) -> Lived:
    """The block's tables; if it raises, those of its halves, down to single runs."""
    try:
        return _live(task)
    except Exception as error:
        if task.runs == 1:
            return Lived(failures=failures_of(task, error))
        lived = Lived()
        for half in halves(task):
            lived.add(isolated(half))
        return lived


def failures_of(task: Task, error: BaseException) -> list[Failure]:
    """A failure for every run of a block, with the traceback of what was raised."""
    what = f"{type(error).__name__}: {error}"
    trace = "".join(traceback.format_exception(error))
    return [
        Failure(arm.case, arm.company, arm.policy, draw, luck, what, trace)
        for arm in task.arms
        for draw in task.draws
        for luck in task.replicates
    ]


def halves(task: Task) -> Iterator[Task]:
    """The arms one by one; of one arm, half of the draws, or half of the replicates."""
    if len(task.arms) > 1:
        yield from (replace(task, arms=(arm,)) for arm in task.arms)
    elif len(task.draws) > 1:
        middle = len(task.draws) // 2
        for draws in (task.draws[:middle], task.draws[middle:]):
            table = None if task.table is None else task.table[task.table["draw"].isin(draws)]
            yield replace(task, draws=draws, table=table)
    else:
        middle = len(task.replicates) // 2
        yield replace(task, replicates=task.replicates[:middle])
        yield replace(task, replicates=task.replicates[middle:])


def _live(task: Task) -> Lived:
    """Live every arm from one opening; arms that live the same lives are lived once."""
    live = task.kind.opened(task)
    done: dict[str, dict[str, pd.DataFrame]] = {}
    for arm in task.arms:
        if arm.hash not in done:
            done[arm.hash] = live(arm)
    parts = [done[arm.hash] for arm in task.arms]
    tables = {name: [_labelled([part[name] for part in parts], task.arms)] for name in parts[0]}
    return Lived(tables)


def _labelled(frames: Sequence[pd.DataFrame], arms: Sequence[Arm]) -> pd.DataFrame:
    """The tables of several arms as one, with the arms' names in front."""
    whole = pd.concat(frames, ignore_index=True)
    which = np.repeat(np.arange(len(arms)), [len(frame) for frame in frames])
    labels = {"scenario": "case", "company": "company", "policy": "policy"}
    for place, (key, attribute) in enumerate(labels.items()):
        codes, names = pd.factorize(np.array([getattr(arm, attribute) for arm in arms], dtype=object))
        whole.insert(place, key, pd.Series(pd.Categorical.from_codes(codes[which], pd.Index(names))))
    return whole
