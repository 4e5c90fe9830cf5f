"""A block of runs: one company, several policies, some replicates and draws, lived together.

The warm-up is lived once and copied for each policy, so that every policy starts from the same people on
the same day. The results do not depend on how runs are cut into blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sim.model.promotion_model import PromotionModel, opened
from sim.spec.scenario import Scenario
from sim.state.workforce import COMPANIES, PERSON_COLUMNS

BLOCK_BYTES = 8_000_000
"""State of one block: large enough to amortise the calls, small enough to stay in the cache."""

Progress = Callable[[int, int], None]


def live(
    scenarios: Mapping[str, Scenario],
    replicates: Sequence[int],
    seed: int,
    draws: pd.DataFrame | None,
    progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """Live several policies on one company: the monthly measures of each, by name.

    A table has a row per draw, replicate and month. `progress` is told how many of how many runs are done.
    """
    pieces = list(blocks(next(iter(scenarios.values())), replicates, draws))
    total = sum(len(lucks) * (1 if part is None else len(part)) for part, lucks in pieces) * len(scenarios)
    done = 0
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in scenarios}
    for part, lucks in pieces:
        for name, table in live_block(scenarios, lucks, seed, part):
            tables[name].append(table)
            done += len(lucks) * (1 if part is None else len(part))
            if progress is not None:
                progress(done, total)
    return {name: pd.concat(parts, ignore_index=True) for name, parts in tables.items()}


def live_block(
    scenarios: Mapping[str, Scenario], replicates: Sequence[int], seed: int, draws: pd.DataFrame | None
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Live one block: the warm-up once for each practice, then every policy from a copy of it."""
    starts: dict[str, object] = {}
    for name, scenario in scenarios.items():
        practice = scenario.as_practised().content_hash
        if practice not in starts:
            starts[practice] = opened(scenario, replicates, seed, draws)
        start = starts[practice].copy()  # type: ignore[attr-defined]
        model = PromotionModel(scenario, replicates, seed, draws, start=start, events=False, collect=False)
        yield name, model.run_model().measures()


def blocks(
    scenario: Scenario, replicates: Sequence[int], draws: pd.DataFrame | None
) -> Iterator[tuple[pd.DataFrame | None, list[int]]]:
    """Cut draws x replicates into blocks of about `BLOCK_BYTES` of state."""
    rows = rows_per_block(scenario)
    lucks = [int(k) for k in replicates]
    if draws is None:
        for piece in _cut(lucks, rows):
            yield None, piece
        return
    for piece in _cut(lucks, rows):
        for part in _cut(list(range(len(draws))), max(rows // len(piece), 1)):
            yield draws.iloc[part], piece


def _cut(items: list[int], size: int) -> Iterator[list[int]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]


def rows_per_block(scenario: Scenario) -> int:
    """How many companies of this size make a block."""
    bytes_per_row = 8 * (PERSON_COLUMNS * scenario.company.headcount + len(COMPANIES))
    return int(np.clip(BLOCK_BYTES // bytes_per_row, 1, 4096))
