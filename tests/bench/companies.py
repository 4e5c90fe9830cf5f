"""The companies that are measured: one scenario in many sizes, lived a year at a time.

A repetition is a year, so that every one holds the same reviews.
"""

from __future__ import annotations

from collections.abc import Callable

from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import PERSON_COLUMNS

COMPANY, POLICY = "vietnam_sme", "status_quo"
SEED = 1
YEAR = 12
MOST_STATE = 2e9
"""Bytes of people's columns that a pair of people and rows may need to be measured."""

Year = Callable[[], None]


def scenario(people: int, years: int, **company: object) -> Scenario:
    """The measured scenario with a head count and a horizon; `company` overrides the company's numbers."""
    overrides = {f"company.{name}": value for name, value in company.items()}
    return load(COMPANY, POLICY, overrides={"company.headcount": people, **overrides}, months=YEAR * years)


def model(people: int, rows: int, years: int, **company: object) -> PromotionModel:
    """`rows` companies of `people` at the moment the policy changes, as batches live them."""
    return PromotionModel(scenario(people, years, **company), rows, SEED, events=False, collect=False)


def year_of(steps: Callable[[], object]) -> Year:
    """Twelve months as one act."""

    def live() -> None:
        for _ in range(YEAR):
            steps()

    return live


def state_bytes(people: int, rows: int) -> float:
    """Bytes of the columns of people."""
    return 8.0 * PERSON_COLUMNS * people * rows


def name_of(people: int, rows: int) -> str:
    """How a pair is called in JSON."""
    return f"{people}x{rows}"
