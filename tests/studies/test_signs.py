"""No sign is typed in: plausible worlds in which a lever helps, and others in which it hurts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sim.model.promotion_model import opened
from sim.spec.reader import load
from sim.spec.scenario import catalogue
from sim.state.workforce import Workforce
from sim.studies.equal_budget import same_money, spending
from sim.studies.signs import effect
from tests.studies.find_signs import KEPT, POLICIES, measure_of, pair_of

REPLICATES = 240
SURE = 3.0
"""Standard errors: a false alarm once in 700 per case for a lever that does nothing."""
WAYS = {"helps": 1.0, "hurts": -1.0, "helps at equal budget": 1.0, "hurts at equal budget": -1.0}


def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


NOT_FOUND = {("dual_ladder", "hurts at equal budget")}
"""Against the same money spent on pay the ladder hurt in none of the worlds that were searched."""


def test_everything_else_was_found() -> None:
    assert {(name, way) for name in POLICIES for way in WAYS} - NOT_FOUND == {
        (name, way) for name, ways in kept().items() for way in ways
    }


@pytest.mark.parametrize(("name", "way"), [(name, way) for name, ways in kept().items() for way in ways])
def test_a_world_in_which_it_does(name: str, way: str) -> None:
    world = kept()[name][way]
    found = effect(pair_of(name), measure_of(name), world, REPLICATES, equal_budget="budget" in way)
    assert found.sureness * WAYS[way] > SURE, found


def test_the_worlds_are_plausible() -> None:
    known = catalogue()
    for ways in kept().values():
        for world in ways.values():
            for path, value in world.items():
                low, high = known[path].plausible or (value, value)
                assert low <= value <= high, path


def start() -> tuple[Any, Any, Workforce]:
    baseline, policy = (load("vietnam_sme", name, months=24) for name in ("status_quo", "training_budget"))
    return baseline, policy, opened(baseline, 10, 5, None)


def test_the_same_money_is_the_same_money() -> None:
    baseline, policy, people = start()
    equal = same_money(baseline, policy, 10, seed=5)
    assert equal.policy.retention.pay_position > baseline.policy.retention.pay_position
    assert spending(equal, people) == pytest.approx(spending(policy, people), rel=1e-4)
    assert spending(baseline, people) < spending(policy, people)


def test_money_that_no_pay_rise_costs_is_refused() -> None:
    baseline, _, _ = start()
    highest = {"policy.retention.pay_position": 0.5}
    dear = load("vietnam_sme", "training_budget", overrides=highest, months=24)
    with pytest.raises(ArithmeticError, match="no pay position costs"):
        same_money(baseline, dear, 10, seed=5)
