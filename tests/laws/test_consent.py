"""Consent: force changes nothing for those who are willing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given

from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import C, H, P, Step, Workforce
from tests.laws.lives import from_start, lived, same, start_of
from tests.strategies import law, lucks, scenarios, seeds

WILLING = {
    "assumptions.career.prestige": 3.0,
    "assumptions.career.pay_utility": 20.0,
    "policy.promotion.pay_step": 1.0,
    "company.quits": 4.0,
    # a raise counts as having been asked, after which an offer waits two years
    "policy.retention.reaction": "nothing",
}
"""A seat so well paid and honoured that nobody says no."""


def under(scenario: Scenario, **promotion: Any) -> Scenario:
    """The same scenario with another rule of consent."""
    changed = scenario.policy.promotion.model_copy(update=promotion)
    return replace(scenario, policy=scenario.policy.model_copy(update={"promotion": changed}))


@given(scenarios(months=(6, 18), fixed=WILLING), lucks(), seeds())
@law(40)
def test_where_everybody_is_willing_force_changes_nothing(
    scenario: Scenario, replicate: int, seed: int
) -> None:
    asked, forced, pressed = (
        lived(under(scenario, consent=consent), [replicate], seed)
        for consent in ("offer", "forced", "pressed")
    )
    assert (asked.measures()["declined"] == 0).all()
    for other in (forced, pressed):
        assert same(asked.workforce, other.workforce, 0, 0)
        assert asked.events().equals(other.events())
        assert asked.measures().equals(other.measures())


def test_in_such_a_world_people_are_promoted() -> None:
    world = load("vietnam_sme", "forced_promotion", overrides=WILLING, months=24)
    kinds = PromotionModel(world, 6).run_model().events()["kind"].value_counts()
    assert kinds["promoted"] > 10
    assert "forced" not in kinds


ONE_SEAT = {
    "company.headcount": 9,
    "company.span": 8,
    "policy.promotion.external_share": 0.0,
    "policy.promotion.review_every": 1,
    "policy.promotion.step_back": False,
    "policy.retention.reaction": "nothing",
}


def with_an_empty_top(start: Workforce) -> Workforce:
    vacated = start.copy()
    vacated.people[:, P.PRESENT, 0] = 0.0
    return vacated


@given(scenarios(months=(1, 1), warmup=(0, 0), fixed=ONE_SEAT), lucks(), seeds())
@law(80)
def test_one_decision(scenario: Scenario, replicate: int, seed: int) -> None:
    """One empty seat, one review: a willing candidate gets it either way, an unwilling one only by force."""
    start = with_an_empty_top(start_of(scenario, [replicate], seed))
    asked, forced = (from_start(under(scenario, consent=c), start) for c in ("offer", "forced"))
    for model in (asked, forced):
        model.step()
    how = forced.workforce.people[0, H.STEP, 0]
    if how == Step.PROMOTED:
        assert same(asked.workforce, forced.workforce, 0, 0)
    elif how == Step.FORCED:
        assert asked.workforce.companies[0, C.DECLINED] > 0
        assert not same(asked.workforce, forced.workforce, 0, 0)
    else:
        assert asked.workforce.companies[0, C.DECLINED] == forced.workforce.companies[0, C.REQUESTS] == 0


def test_both_kinds_of_decision_occur() -> None:
    world = load("vietnam_sme", "forced_promotion", overrides=ONE_SEAT, months=1)
    start = with_an_empty_top(start_of(world, list(range(200)), 1))
    model = from_start(world, start)
    model.step()
    how = model.workforce.people[:, H.STEP, 0]
    assert (how == Step.PROMOTED).sum() > 20
    assert (how == Step.FORCED).sum() > 20
