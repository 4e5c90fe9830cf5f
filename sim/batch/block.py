"""A block of runs: one company, several policies, some replicates and draws, lived together.

The warm-up is lived once and copied for each policy, so that every policy starts from the same people on
the same day. The results do not depend on how runs are cut into blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Lock

import numpy as np
import pandas as pd

from sim.model.promotion_model import PromotionModel, opened
from sim.spec.scenario import Scenario
from sim.state.workforce import COMPANIES, PERSON_COLUMNS, Workforce

BLOCK_BYTES = 8_000_000
"""State of one block: large enough to amortise the calls, small enough to stay in the cache."""

SMALLEST = 16
"""Companies of the smallest block that is cut for the sake of more blocks."""

Progress = Callable[[int, int], None]


def live(
    scenarios: Mapping[str, Scenario],
    replicates: Sequence[int],
    seed: int,
    draws: pd.DataFrame | None,
    progress: Progress | None = None,
    threads: int = 1,
) -> dict[str, pd.DataFrame]:
    """Live several policies on one company: the monthly measures of each, by name.

    A table has a row per draw, replicate and month. `progress` is told how many of how many runs are done;
    `threads` policies are lived at a time.
    """
    pieces = list(blocks(next(iter(scenarios.values())), replicates, draws))
    total = sum(len(lucks) * (1 if part is None else len(part)) for part, lucks in pieces) * len(scenarios)
    done = 0
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in scenarios}
    for part, lucks in pieces:
        for name, table in live_block(scenarios, lucks, seed, part, threads):
            tables[name].append(table)
            done += len(lucks) * (1 if part is None else len(part))
            if progress is not None:
                progress(done, total)
    return {name: pd.concat(parts, ignore_index=True) for name, parts in tables.items()}


class Openings:
    """Companies on the day the policy changes: lived once for each practice, copied for each policy.

    Arms whose company, assumptions, practice and roster hold the same numbers live the same warm-up, bit for
    bit, for the same replicates, draws and seed.
    """

    def __init__(self, replicates: Sequence[int], seed: int, draws: pd.DataFrame | None) -> None:
        self._lives = replicates, seed, draws
        self._kept: dict[str, Workforce] = {}
        self._opening = Lock()

    def of(self, scenario: Scenario) -> Workforce:
        """A copy of the companies of a scenario on that day."""
        practice = scenario.as_practised().content_hash
        with self._opening:  # so that two arms lived at a time don't live the same warm-up twice
            if practice not in self._kept:
                self._kept[practice] = opened(scenario, *self._lives)
        return self._kept[practice].copy()

    def model(self, scenario: Scenario, events: bool = False) -> PromotionModel:
        """A model that begins on that day; with `events` it keeps every month's happenings."""
        start = self.of(scenario)
        return PromotionModel(scenario, *self._lives, start=start, events=events, collect=False)


def live_block(
    scenarios: Mapping[str, Scenario],
    replicates: Sequence[int],
    seed: int,
    draws: pd.DataFrame | None,
    threads: int = 1,
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Live one block: the warm-up once for each practice, then every policy from a copy of it.

    `threads` policies are lived at a time: kernels let go of Python's lock.
    """
    openings = Openings(replicates, seed, draws)

    def lived(scenario: Scenario) -> pd.DataFrame:
        return openings.model(scenario).run_model().measures()

    hands = ThreadPoolExecutor(threads)
    try:
        yield from zip(scenarios, hands.map(lived, scenarios.values()), strict=True)
    finally:
        hands.shutdown(cancel_futures=True)


def blocks(
    scenario: Scenario, replicates: Sequence[int], draws: pd.DataFrame | None, workers: int = 1
) -> Iterator[tuple[pd.DataFrame | None, list[int]]]:
    """Cut draws x replicates into blocks of about `BLOCK_BYTES` of state.

    Several workers get two blocks each at least, unless blocks become too small for it.
    """
    lucks = [int(k) for k in replicates]
    rows = rows_per_block(scenario)
    if workers > 1:
        fair = -(-len(lucks) * (1 if draws is None else len(draws)) // (2 * workers))
        rows = min(rows, max(fair, SMALLEST))
    if draws is None:
        for piece in _cut(lucks, rows):
            yield None, piece
        return
    for piece in _cut(lucks, rows):
        for part in _cut(list(range(len(draws))), max(rows // len(piece), 1)):
            yield draws.iloc[part], piece


def _cut(items: list[int], size: int) -> Iterator[list[int]]:
    """Equal pieces of at most a tenth more than that size: nobody waits while a small rest is lived."""
    pieces = -(-10 * len(items) // (11 * size))
    ends = [len(items) * k // pieces for k in range(pieces + 1)]
    for first, end in pairwise(ends):
        yield items[first:end]


def rows_per_block(scenario: Scenario) -> int:
    """How many companies of this size make a block."""
    bytes_per_row = 8 * (PERSON_COLUMNS * scenario.company.headcount + len(COMPANIES))
    return int(np.clip(BLOCK_BYTES // bytes_per_row, 1, 4096))
