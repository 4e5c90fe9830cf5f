"""A policy may name a function of the user's own: it decides who is asked first, and touches nothing else."""

from __future__ import annotations

import pickle

import pytest

from sim.model.promotion_model import PromotionModel
from sim.spec.fault import ScenarioError
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import P


def scenario(rule: str, policy: str = "status_quo") -> Scenario:
    told = {"policy.promotion.scoring": rule} if rule else {}
    return load("vietnam_sme", policy, overrides={**told, "company.headcount": 30}, months=24)


def events(told: Scenario) -> object:
    model = PromotionModel(told, 12, seed=4).run_model()
    return model.events()


def test_scores_at_a_review_are_those_of_the_rule() -> None:
    """The first review is in month 3."""
    model = PromotionModel(scenario("tests.mesa.own_rules:longest_here"), 2)
    for _ in range(3):
        before = model.workforce.copy()
        model.step()
    now = model.workforce
    stayed = (now.person(P.PERSON) == before.person(P.PERSON)) & (now.person(P.PRESENT) > 0)
    assert stayed.any()
    assert (now.person(P.SCORE)[stayed] == -now.person(P.JOINED)[stayed]).all()


def test_another_rule_gives_other_lives_and_is_part_of_the_hash() -> None:
    lot, plain = scenario("tests.mesa.own_rules:by_lot"), scenario("")
    assert not events(lot).equals(events(plain))  # type: ignore[attr-defined]
    assert lot.content_hash != plain.content_hash
    assert lot.content_hash == scenario("tests.mesa.own_rules:by_lot").content_hash


def test_a_rule_can_write_nowhere() -> None:
    with pytest.raises(ValueError, match="read-only"):
        PromotionModel(scenario("tests.mesa.own_rules:meddles"), 1).run_model()


def test_what_is_no_score_is_refused() -> None:
    with pytest.raises(ValueError, match="one finite number per seat"):
        PromotionModel(scenario("tests.mesa.own_rules:of_the_wrong_shape"), 1).run_model()


@pytest.mark.parametrize(
    "rule", ["no_such_module:f", "tests.mesa.own_rules:none", "tests.mesa.own_rules:NOT_CALLABLE", "plain"]
)
def test_a_rule_that_is_not_there_is_refused_before_anything_runs(rule: str) -> None:
    with pytest.raises(ScenarioError, match=r"policy\.promotion\.scoring"):
        PromotionModel(scenario(rule), 1)


def test_a_model_with_an_own_rule_can_be_pickled() -> None:
    model = PromotionModel(scenario("tests.mesa.own_rules:by_lot"), 1)
    model.step()
    again = pickle.loads(pickle.dumps(model))
    assert again.run_model().measures().equals(model.run_model().measures())
