"""Very many random scenarios: nothing crashes, nothing leaves its range, and every law of the books holds.

The scenarios are new ones in every run; the seed that brings them back is printed with what fails, and
`TWINLADDER_SEED` sets it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings

from sim.model.promotion_model import PromotionModel
from sim.spec.scenario import Scenario
from tests.laws import checks
from tests.laws.lives import months
from tests.strategies import lucks, scenarios, seeds

SEED = int(os.environ.get("TWINLADDER_SEED", secrets.randbits(32)))


def every_law_holds(scenario: Scenario, replicate: int, seed: int) -> None:
    note(f"TWINLADDER_SEED={SEED}")
    model = PromotionModel(scenario, [replicate], seed)
    for before, now in months(model):
        told = model.watch.buffer[model.month - 1, :, 0]
        checks.nothing_leaves_its_range(now)
        checks.nobody_sits_twice(now)
        checks.heads_add_up(before, now, told)
        checks.each_exit_has_one_cause(now, told)
        checks.promotions_move_people(before, now)
    measures = model.measures()
    checks.money_adds_up(measures)
    checks.courses_stay_within_the_budget(scenario, measures)


def many(examples: int) -> Callable[[], None]:
    """A test of so many scenarios."""
    usual = settings(
        max_examples=examples, database=None, deadline=None, phases=(Phase.generate,), print_blob=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    return hypothesis.seed(SEED)(given(scenarios(months=(1, 24)), lucks(), seeds())(usual(every_law_holds)))


def test_a_hundred_scenarios() -> None:
    print(f"TWINLADDER_SEED={SEED}")
    many(100)()


@pytest.mark.long
def test_ten_thousand_scenarios() -> None:
    print(f"TWINLADDER_SEED={SEED}")
    many(10_000)()
