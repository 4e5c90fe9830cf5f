from __future__ import annotations

import math
from typing import Any

import pytest

from sim.model.promotion_model import PromotionModel
from sim.processes import leading
from sim.processes.morale import Morale
from sim.processes.turnover import Turnover
from sim.processes.work import Work
from sim.spec.reader import load
from sim.state import draws
from sim.state.draws import Purpose
from sim.state.managers_time import split_of_time, taken_for_people
from sim.state.numbers import normal_share
from sim.state.workforce import P, T
from tests.processes.office import BOSS, Office, numbers


def test_rules_by_hand() -> None:
    weights = leading.weights_of(numbers(leading.Competencies), 0)
    assert weights == (0.40, 0.25, 0.20, 0.15)
    assert leading.people_skill(1.0, 1.0, 1.0, 1.0, weights) == pytest.approx(1.0)
    assert leading.people_skill(1.0, 0.0, 0.0, 0.0, weights) == pytest.approx(0.4)
    doubled = numbers(leading.Competencies, output_leadership=0.2, output_communication=0.6)
    assert leading.weights_of(doubled, 0) == pytest.approx((0.2 / 1.15, 0.6 / 1.15, 0.2 / 1.15, 0.15 / 1.15))
    assert leading.decision_quality(0.0, 0.0) == pytest.approx(0.0)
    assert leading.torn(0.5, 0.0, 0.25) == pytest.approx(0.25)
    assert leading.torn(0.0, 0.0, 0.25) == leading.torn(0.4, 1.0, 0.25) == 0.0
    assert leading.attention(0.07, 0.07) == pytest.approx(1 - 1 / math.e)
    assert leading.attention(0.0, 0.07) == 0.0
    assert leading.found_feet(0.0, 0.4, 2.0) == pytest.approx(0.6)
    assert leading.found_feet(2.0, 0.4, 2.0) == pytest.approx(1 - 0.4 / math.e)
    assert leading.friction(0.0, 0.5) == pytest.approx(1.0)
    assert leading.friction(20.0, 0.5) == pytest.approx(0.5)
    assert leading.friction(-20.0, 0.5) == pytest.approx(1.5)
    assert leading.clear(0.5, 0.0, 0.5, 0.0) == 0.5
    assert leading.clear(0.5, 20.0, 0.5, 0.1) == pytest.approx(0.5 + 0.5 * (0.25 + 0.1))
    assert leading.drawn_to_own_work(0.5, 1.0, 0.1, 0.5, 0.85) == pytest.approx(0.55)
    assert leading.drawn_to_own_work(0.4, 99.0, 0.1, 0.5, 0.85) == 0.85
    assert leading.drawn_to_own_work(0.4, -99.0, 0.1, 0.5, 0.85) == 0.0


def test_judgement_takes_both_senses() -> None:
    """Technical without strategic sense helps less than a balance of the two."""
    assert leading.decision_quality(1.0, 1.0) > leading.decision_quality(3.0, -1.0) > -0.5
    assert leading.decision_quality(9.0, 9.0) == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("clear_roles", [True, False])
def test_nobody_flees_from_clear_roles_or_from_no_work_of_their_own(clear_roles: bool) -> None:
    usual, clarity = (0.4, 1.0) if clear_roles else (0.0, 0.0)
    assert leading.drawn_to_own_work(usual, 3.0, 0.3, clarity, 0.85) == usual


def test_a_push_takes_from_technical_work_and_administration_alike() -> None:
    assert taken_for_people(0.4, 0.1, 0.25) == pytest.approx(0.5)
    assert taken_for_people(0.4, 0.1, 0.9) == 1.0
    assert taken_for_people(0.0, 0.0, 0.3) == 0.0
    assert split_of_time(0.4, 0.1, 0.0) == (0.4, 0.5)
    assert split_of_time(0.4, 0.1, 0.25) == pytest.approx((0.2, 0.75))
    assert split_of_time(0.8, 0.4, 0.0) == (0.8, 0.0)


CALM = {
    "assumptions__output__demand_spread": 0.0, "assumptions__output__incentive": 0.0,
    "assumptions__people__hidden_gift": 0.0, "assumptions__output__own_work_pull": 0.0,
}  # fmt: skip
LONG_AGO = -480.0


def led_by(skill: P, amount: float, **told: Any) -> Office:
    """A calm office under an old manager with one gift."""
    office = Office(**{**CALM, **told}).set(P.JOINED, LONG_AGO).set(P.ROLE_SINCE, LONG_AGO)
    return office.set(skill, amount, BOSS).live(Work)


TORN = 4 * 0.25 * 0.4 * 0.6 * 0.5
REACH = 1 - math.exp(-0.45 * (1 - TORN) / 8 / 0.07)


def test_leadership_moves_effort() -> None:
    office = led_by(P.LEADERSHIP, 1.0)
    assert office.team(T.DRIVE) == pytest.approx(REACH * 0.075 * 0.4)
    assert office.person(P.EFFORT, 1) == pytest.approx(REACH * 0.075 * 0.4)
    assert office.team(T.LEAD) == pytest.approx(REACH * 0.12)
    assert led_by(P.LEADERSHIP, 1.0, assumptions__output__people_effect=0.0).person(P.EFFORT, 1) == 0.0


def test_communication_makes_value_and_clears_roles() -> None:
    good, mute = led_by(P.COMMUNICATION, 1.0), led_by(P.COMMUNICATION, 0.0)
    clearer = 0.5 + 0.5 * 0.5 * (normal_share(1.0) - 0.5)
    torn = 4 * 0.25 * 0.4 * 0.6 * (1 - clearer)
    assert good.team(T.TORN) == pytest.approx(torn)
    reach = 1 - math.exp(-0.45 * (1 - torn) / 8 / 0.07)
    assert good.team(T.LEAD) == pytest.approx(reach * (0.12 + 0.075 * 0.25))
    assert mute.team(T.TORN) == pytest.approx(TORN)
    unheard = led_by(P.COMMUNICATION, 1.0, assumptions__output__voice=0.0)
    assert unheard.team(T.TORN) == pytest.approx(TORN)


def test_conflict_resolution_takes_friction_away() -> None:
    office = led_by(P.CONFLICT, 1.0)
    assert office.team(T.FRICTION) == pytest.approx(1 - 0.5 * (2 * normal_share(REACH) - 1))
    assert led_by(P.CONFLICT, 1.0, assumptions__output__calming=0.0).team(T.FRICTION) == 1.0


def test_friction_is_what_disruption_and_leavers_cost() -> None:
    calm, rough = (
        Office(**CALM).set(T.DISRUPTION, 1.0, 0).set(P.CONFLICT, gift, BOSS).live(Work)
        for gift in (9.0, -9.0)
    )
    assert calm.team(T.OUTPUT) > rough.team(T.OUTPUT)
    assert calm.team(T.DISRUPTION) == pytest.approx(rough.team(T.DISRUPTION))
    hazards = []
    for friction in (0.5, 1.5):
        office = Office().set(T.PULL, 0.5, 0).set(T.FRICTION, friction, 0).live(Turnover)
        hazards.append(office.person(P.INTENTION, 1))
    assert hazards[0] < hazards[1]


def test_strategy_is_judgement() -> None:
    office = led_by(P.STRATEGY, 1.0)
    judgement = 0.03 * (math.sqrt(normal_share(0.0) * normal_share(1.0)) - 0.5)
    assert office.team(T.LEAD) == pytest.approx(REACH * 0.12 + judgement)


def knack_of(seed: int, replicate: int, key: int) -> float:
    return draws.normal(seed, replicate, key, draws.TRAITS, Purpose.KNACK)


def test_part_of_a_good_manager_is_found_by_no_assessment() -> None:
    office = led_by(P.LEADERSHIP, 0.0, assumptions__people__hidden_gift=0.5)
    knack = 0.5 * office.trait(knack_of, BOSS)
    assert office.team(T.KNACK) == pytest.approx(knack)
    assert office.team(T.BOSS_PEOPLE) == pytest.approx(REACH * knack)
    assert office.team(T.LEAD) == pytest.approx(REACH * (0.12 + 0.075 * knack))


def test_who_is_better_at_technical_work_does_more_of_it() -> None:
    """0.4 + 0.1 x 0.5 x 4 x 0.4 x 0.6 x 2."""
    office = led_by(P.TECHNICAL, 2.0, assumptions__output__own_work_pull=0.1)
    assert office.team(T.OWN_WORK) == pytest.approx(0.4 + 0.1 * 0.5 * 0.96 * 2.0)
    assert office.team(T.ATTENTION) < led_by(P.TECHNICAL, 2.0).team(T.ATTENTION)
    assert led_by(P.TECHNICAL, 2.0).team(T.OWN_WORK) == pytest.approx(0.4)


def test_a_push_for_time_with_people_is_attention_and_leaves_things_undone() -> None:
    """0.2 of 0.55 that is not people: technical work falls by 4/11, so does administration."""
    pushed = led_by(P.TECHNICAL, 0.0, policy__work__people_time=0.2)
    usual = led_by(P.TECHNICAL, 0.0)
    assert pushed.team(T.OWN_WORK) == pytest.approx(0.4 * 7 / 11)
    torn = 4 * 0.25 * (0.4 * 7 / 11) * (1 - 0.4 * 7 / 11) * 0.5
    reach = 1 - math.exp(-0.65 * (1 - torn) / 8 / 0.07)
    assert pushed.team(T.ATTENTION) - usual.team(T.ATTENTION) == pytest.approx(reach - REACH)
    assert pushed.team(T.LEAD) == pytest.approx(reach * 0.12 - 0.25 * 0.15 * 4 / 11)


def test_attention_is_measured_from_what_is_usual() -> None:
    """`morale.usual_attention`: the mean over first-line teams of a generic span at the opening."""
    scenario = load("bank_technology", "status_quo", overrides={"company.warmup": 1}, months=1)
    workforce = PromotionModel(scenario, 1).workforce
    teams = workforce.team(T.ATTENTION)[:, workforce.layout.level[workforce.layout.head] == 1]
    assert teams.mean() == pytest.approx(0.0, abs=0.03)


def test_attention_is_felt() -> None:
    office = Office(assumptions__morale__noise=0.0).set(T.ATTENTION, 0.2, 0).live(Morale)
    none = Office(assumptions__morale__noise=0.0).set(T.ATTENTION, 0.0, 0).live(Morale)
    assert office.person(P.MORALE, 1) - none.person(P.MORALE, 1) == pytest.approx(0.25 * 0.5 * 0.2 / 6.0)
    deaf = Office(assumptions__morale__noise=0.0, assumptions__morale__manager_time=0.0)
    assert deaf.set(T.ATTENTION, 0.2, 0).live(Morale).person(P.MORALE, 1) == none.person(P.MORALE, 1)


def test_attention_holds_people() -> None:
    """Every cause but a personal one, with turnover.attention 2.5: exp(-0.5) of it is left."""
    told: dict[str, Any] = {f"assumptions__turnover__{cause}": 0.0 for cause in ("personal", "contagion")}
    away, near = (Office(**told).set(T.ATTENTION, x, 0).live(Turnover) for x in (0.0, 0.2))
    assert near.person(P.INTENTION, 1) - away.person(P.INTENTION, 1) == pytest.approx(-0.5)
    deaf = Office(**told, assumptions__turnover__attention=0.0).set(T.ATTENTION, 0.2, 0).live(Turnover)
    assert deaf.person(P.INTENTION, 1) == pytest.approx(away.person(P.INTENTION, 1))
