"""Rows, blocks, copies of a start, and happenings as columns: decisions 2, 8 and 12.

Replicates of seed 1 of `vietnam_sme`; processor time, so that other work on the machine counts little.

    python docs/decisions/measure_blocks.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pandas as pd

from sim.batch.block import rows_per_block
from sim.batch.design import draw_assumptions
from sim.model.promotion_model import PromotionModel, opened
from sim.spec.reader import load
from sim.state.workforce import PERSON_COLUMNS

WATCHED = 7
"""The replicate that is lived alone and in company."""


def lived(replicates: list[int]) -> np.ndarray:
    """Every measure of every month of replicate 7, lived together with others or alone."""
    model = PromotionModel(load("vietnam_sme", "status_quo"), replicates, 1, events=False, collect=False)
    model.run_model()
    return model.watch.buffer[:, :, replicates.index(WATCHED)].copy()


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of a few tries."""
    found = []
    for _ in range(times):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def rows() -> None:
    """Decision 2: the same bits alone and in company, and what rows and draws cost."""
    alone = lived([WATCHED])
    together, backwards = lived(list(range(64))), lived(list(range(63, -1, -1)))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        elsewhere = pool.submit(lived, [WATCHED]).result()
    cases = (("in a block of 64", together), ("backwards", backwards), ("another process", elsewhere))
    for name, other in cases:
        print(f"replicate {WATCHED} alone and {name}: same bits {np.array_equal(alone, other)}")
    scenario = load("vietnam_sme", "status_quo")
    state = 8 * PERSON_COLUMNS * scenario.company.headcount
    print(f"state of a company {state / 1000:.0f} kB, {rows_per_block(scenario)} companies a block")
    draws = draw_assumptions(1000, 1)
    many = seconds(lambda: run(1000, None), 1)
    drawn = seconds(lambda: run(1, draws), 1)
    print(f"1,000 replicates {many:.2f} s, 1,000 draws of one replicate {drawn:.2f} s")
    for count in (1, 10, 100):
        print(f"  {count} together: {1000 * seconds(lambda c=count: run(c, None)) / count:.1f} ms a run")


def run(replicates: int, draws: pd.DataFrame | None) -> PromotionModel:
    """A life of five years."""
    scenario = load("vietnam_sme", "status_quo")
    return PromotionModel(scenario, replicates, 1, draws, events=False, collect=False).run_model()


def starts() -> None:
    """Decision 8: what living the warm-up once saves."""
    scenario = load("vietnam_sme", "dual_ladder")
    warm = seconds(lambda: opened(scenario, 100, 1, None))
    start = opened(scenario, 100, 1, None)
    copy = seconds(start.copy)
    whole = PromotionModel(scenario, 100, 1, collect=False).run_model()
    copied = PromotionModel(scenario, 100, 1, start=start.copy(), collect=False).run_model()
    print(f"opening and warm-up {1000 * warm:.0f} ms, a copy {1000 * copy:.1f} ms (100 companies)")
    same = np.array_equal(whole.workforce.people, copied.workforce.people)
    print(f"from a copy as from the beginning: same bits {same}")


def happenings() -> None:
    """Decision 12: what it costs to read events from the columns."""
    scenario = load("vietnam_sme", "status_quo")
    start = opened(scenario, 100, 1, None)

    def live(events: bool) -> PromotionModel:
        return PromotionModel(scenario, 100, 1, start=start.copy(), events=events, collect=False).run_model()

    without, with_events = seconds(lambda: live(False)), seconds(lambda: live(True))
    model = live(True)
    print(f"60 months of 100 companies {without:.2f} s, with events {with_events:.2f} s")
    events, measures = model.events(), model.measures()
    told = int((events["kind"] == "left").sum())
    print(f"{len(events):,} events; exits told {told:,}, counted {measures['left'].sum():,.0f}")
    moved = int(events["kind"].isin(["promoted", "forced"]).sum())
    print(f"promotions told {moved}, counted {measures['promoted'].sum():,.0f}")


if __name__ == "__main__":
    run(1, None)
    rows()
    starts()
    happenings()
