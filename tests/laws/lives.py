"""What several laws need: months of a model, and who and what changed between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import numpy as np

from sim.model.promotion_model import PromotionModel, opened
from sim.processes.process import AnyColumn
from sim.spec.scenario import Scenario
from sim.state.workforce import C, H, P, T, Workforce


def lived(scenario: Scenario, replicates: list[int], seed: int) -> PromotionModel:
    return PromotionModel(scenario, replicates, seed).run_model()


def months(model: PromotionModel) -> Iterator[tuple[Workforce, Workforce]]:
    """The workforce before and after each month."""
    while model.running:
        before = model.workforce.copy()
        model.step()
        yield before, model.workforce


def keys(workforce: Workforce, row: int) -> list[int]:
    """Who is present in a company."""
    people = workforce.people[row]
    return [int(key) for key in people[P.PERSON, people[P.PRESENT] > 0]]


def from_start(scenario: Scenario, start: Workforce) -> PromotionModel:
    """A model that goes on from a copy of a start."""
    return PromotionModel(scenario, start.replicates.tolist(), start.seed, start=start.copy(), collect=False)


def start_of(scenario: Scenario, replicates: list[int], seed: int) -> Workforce:
    return opened(scenario, replicates, seed, None)


def arrays(workforce: Workforce) -> dict[type[IntEnum], np.ndarray]:
    return {P: workforce.people, H: workforce.people, T: workforce.teams, C: workforce.companies}


def changed(before: Workforce, after: Workforce, row: int | slice = slice(None)) -> set[AnyColumn]:
    """The columns in which anything differs; NaN equals NaN."""
    found: set[AnyColumn] = set()
    old, new = arrays(before), arrays(after)
    for kind in (P, H, T, C):
        for column in kind:
            a, b = old[kind][row, column], new[kind][row, column]
            if not np.array_equal(a, b, equal_nan=True):
                found.add(column)
    return found


def same(a: Workforce, b: Workforce, row_a: int, row_b: int) -> bool:
    """Whether two companies are in the same state, bit for bit."""
    pairs = ((a.people, b.people), (a.teams, b.teams), (a.companies, b.companies))
    return all(np.array_equal(x[row_a], y[row_b]) for x, y in pairs)
