"""A comparison shared out among the processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sim.batch.block import SMALLEST, Progress, live_block, rows_per_block
from sim.batch.executors import Processes, handed_out
from sim.batch.main_model import compile_kernels
from sim.batch.run import BLOCKS_PER_JOB
from sim.spec.scenario import Scenario

ROW = ["draw", "replicate", "month"]


@dataclass(frozen=True)
class Share:
    """Some replicates in some draws, under every policy."""

    id: str
    scenarios: Mapping[str, Scenario]
    replicates: tuple[int, ...]
    seed: int
    draws: pd.DataFrame | None


def live_share(share: Share) -> dict[str, pd.DataFrame]:
    """The monthly measures of each policy."""
    return dict(live_block(share.scenarios, share.replicates, share.seed, share.draws))


def live_among(
    jobs: int,
    scenarios: Mapping[str, Scenario],
    replicates: Sequence[int],
    seed: int,
    draws: pd.DataFrame | None,
    progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """The same as `block.live`, bit for bit, by `jobs` processes; rows by draw, replicate and month."""
    worlds = 1 if draws is None else len(draws)
    total, done = len(replicates) * worlds * len(scenarios), 0
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in scenarios}
    compile_kernels()
    with Processes(jobs) as crew:
        for share, result in handed_out(_shares(jobs, scenarios, replicates, seed, draws), live_share, crew):
            if isinstance(result, BaseException):
                raise result
            for name, table in result.items():
                tables[name].append(table)
            done += len(share.replicates) * (1 if share.draws is None else len(share.draws)) * len(scenarios)
            if progress is not None:
                progress(done, total)
    return {name: pd.concat(parts).sort_values(ROW, ignore_index=True) for name, parts in tables.items()}


def _shares(
    jobs: int,
    scenarios: Mapping[str, Scenario],
    replicates: Sequence[int],
    seed: int,
    draws: pd.DataFrame | None,
) -> Iterator[Share]:
    rows = len(replicates) * (1 if draws is None else len(draws))
    fair = max(-(-rows // (BLOCKS_PER_JOB * jobs)), SMALLEST)
    size = min(rows_per_block(next(iter(scenarios.values()))), fair)
    lucks = [int(luck) for luck in replicates]
    for first in range(0, len(lucks), size):
        some = tuple(lucks[first : first + size])
        step = max(size // len(some), 1)
        for place in range(0, 1 if draws is None else len(draws), step):
            part = None if draws is None else draws.iloc[place : place + step]
            yield Share(f"{first}-{place}", scenarios, some, seed, part)
