"""Seats and books: nobody sits twice, nobody is lost, every exit has one cause."""

from __future__ import annotations

from hypothesis import given

from sim.model.promotion_model import PromotionModel
from sim.spec.scenario import Scenario
from tests.laws import checks
from tests.laws.lives import months
from tests.strategies import law, lucks, scenarios, seeds

RESTLESS = {"company.quits": 5.0}


@given(scenarios(months=(1, 12)), lucks(), seeds())
@law(30)
def test_nobody_sits_twice(scenario: Scenario, replicate: int, seed: int) -> None:
    for _, now in months(PromotionModel(scenario, [replicate], seed)):
        checks.nobody_sits_twice(now)


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(40)
def test_opening_and_hired_less_left_is_closing(scenario: Scenario, replicate: int, seed: int) -> None:
    model = PromotionModel(scenario, [replicate], seed)
    for before, now in months(model):
        checks.heads_add_up(before, now, model.watch.buffer[model.month - 1, :, 0])


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(30)
def test_each_exit_has_one_cause(scenario: Scenario, replicate: int, seed: int) -> None:
    model = PromotionModel(scenario, [replicate], seed)
    for _, now in months(model):
        checks.each_exit_has_one_cause(now, model.watch.buffer[model.month - 1, :, 0])


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(30)
def test_promotions_move_people_and_make_none(scenario: Scenario, replicate: int, seed: int) -> None:
    for before, now in months(PromotionModel(scenario, [replicate], seed)):
        checks.promotions_move_people(before, now)


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(20)
def test_money_adds_up(scenario: Scenario, replicate: int, seed: int) -> None:
    checks.money_adds_up(PromotionModel(scenario, [replicate], seed).run_model().measures())


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(10)
def test_what_is_observed_agrees(scenario: Scenario, replicate: int, seed: int) -> None:
    measures = PromotionModel(scenario, [replicate], seed).run_model().measures()
    checks.applicants_add_up(measures)
    checks.judgement_lies_between_its_levels(measures)
    checks.only_rises_save(measures)
    checks.the_bar_divides_managers(measures)


@given(scenarios(months=(12, 24)), lucks(), seeds())
@law(20)
def test_courses_stay_within_the_budget(scenario: Scenario, replicate: int, seed: int) -> None:
    measures = PromotionModel(scenario, [replicate], seed).run_model().measures()
    checks.courses_stay_within_the_budget(scenario, measures)
