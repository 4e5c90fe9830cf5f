from __future__ import annotations

import math
from typing import Any

import pytest

from sim.processes import work
from sim.processes.work import Work
from sim.state.numbers import normal_share
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, Office


def test_rules_by_hand() -> None:
    assert work.effort(1.0, 0.06, 0.06, 0.0, 0.0, -0.5, 0.4) == pytest.approx(0.06 + 0.06)
    assert work.effort(-99.0, 0.06, 0.0, 0.0, 0.0, -0.5, 0.4) == -0.5
    assert work.effort(0.0, 0.06, 0.0, 0.02, -0.01, -0.5, 0.4) == pytest.approx(0.01)
    assert work.effort(99.0, 0.06, 0.0, 0.0, 0.0, -0.5, 0.4) == 0.4
    assert work.ramp(0.0, 0.6, 2.0) == pytest.approx(0.4)
    assert work.ramp(2.0, 0.6, 2.0) == pytest.approx(1.0 - 0.6 / math.e)
    assert work.realised(0.0, 0.15) == pytest.approx(0.925)
    assert work.next_demand(1.0, 0.8, 0.0, 3.0) == pytest.approx(0.8)


def test_what_a_step_is_worth() -> None:
    assert work.worth_of_step(0.1, 3.0, 0.3, 0.6) == pytest.approx(1.0)
    assert work.worth_of_step(0.0, 3.0, -0.3, 0.6) == 0.0
    assert work.rungs_in_reach(0.05, 10.0) == pytest.approx(0.5)
    assert work.rungs_in_reach(0.5, 10.0) == 1.0
    assert work.prospect(2.0, 0.0, 0.5) == pytest.approx(0.5 * normal_share(2.0))


CALM = {
    "assumptions__output__demand_spread": 0.0, "assumptions__output__incentive": 0.0,
    "assumptions__people__hidden_gift": 0.0, "assumptions__output__helping": 0.0,
}  # fmt: skip


def test_a_months_output_by_hand() -> None:
    """Median contributors, long there: 0.925 each; a boss works 0.4 of the time, torn by 0.12."""
    office = Office(**CALM).set(P.JOINED, -480.0).set(P.ROLE_SINCE, -480.0).live(Work)
    assert office.person(P.OUTPUT, 1) == pytest.approx(0.925)
    torn = 4 * 0.25 * 0.4 * 0.6 * 0.5
    assert office.person(P.OUTPUT, BOSS) == pytest.approx(0.925 * 0.4 * (1 - torn))
    reach = 1 - math.exp(-0.45 * (1 - torn) / 8 / 0.07)
    assert office.team(T.LEAD) == pytest.approx(reach * 0.12)
    assert office.team(T.OUTPUT) == pytest.approx(8 * 0.925 * math.exp(reach * 0.12))
    # the top belongs to nobody's team
    assert office.team(T.OUTPUT, 1) == pytest.approx(office.person(P.OUTPUT, BOSS))


def test_an_empty_manager_seat_costs() -> None:
    """Peers cover 0.3 of the usual attention; nobody's skill is there."""
    led, unled = Office(**CALM).live(Work), Office(**CALM).vacate(BOSS).live(Work)
    assert unled.team(T.BOSS_PEOPLE) == unled.team(T.BOSS_TECHNICAL) == unled.team(T.DRIVE) == 0.0
    assert led.team(T.OUTPUT) > 1.03 * unled.team(T.OUTPUT)
    usual = unled.scenario.assumptions.morale.usual_attention
    reach = 1 - math.exp(-0.45 * (1 - 0.12) / 8 / 0.07)
    assert unled.team(T.LEAD) == pytest.approx(0.3 * reach * 0.12)
    assert unled.team(T.ATTENTION) == pytest.approx(0.3 * reach - usual)
    alone = Office(**CALM, assumptions__output__peer_cover=0.0).vacate(BOSS).live(Work)
    assert alone.team(T.LEAD) == 0.0


def test_a_loss_is_half_made_good_in_three_months() -> None:
    office = Office(**CALM).set(T.DISRUPTION, 1.0, 0)
    for _ in range(3):
        office.live(Work)
    assert office.team(T.DISRUPTION) == pytest.approx(0.5)


def test_disruption_takes_at_most_half() -> None:
    usual = Office(**CALM).vacate(BOSS).live(Work).team(T.OUTPUT)
    broken = Office(**CALM).vacate(BOSS).set(T.DISRUPTION, 1e6, 0).live(Work).team(T.OUTPUT)
    assert broken == pytest.approx(0.5 * usual)


def test_credible_promotion_makes_people_work_harder_who_want_it() -> None:
    office = (
        Office(assumptions__output__incentive=0.25)
        .set(C.CREDIBILITY, 1.0)
        .set(P.WANT_MANAGE, 9.0, 1)
        .set(P.WANT_PROJECT, 9.0, 2)
        .set(P.WANT_MANAGE, 9.0, BOSS)
        .live(Work)
    )
    # seven in ten seats are filled from inside; whoever is at the top has no step to hope for
    assert office.person(P.EFFORT, 1) == pytest.approx(0.25 * (1.0 - 0.28), rel=1e-4)
    assert office.person(P.EFFORT, 2) == pytest.approx(0.0, abs=1e-4)
    assert office.person(P.EFFORT, BOSS) == 0.0


LADDER = {
    "policy__ladder__slots": 0.5,
    "policy__ladder__pay_parity": 1.0,
    "policy__ladder__prestige_parity": 1.0,
}


@pytest.mark.parametrize(
    ("change", "effort"),
    [
        ({}, 0.25),
        ({"policy__ladder__slots": 0.0625}, 0.125),
        ({"policy__ladder__slots": 0.0}, 0.0),
        ({"policy__ladder__pay_parity": 0.0, "policy__ladder__prestige_parity": 0.0}, 0.0),
    ],
)
def test_a_ladder_moves_by_what_it_gives(change: dict[str, float], effort: float) -> None:
    """A ladder without places, or with neither pay nor standing, moves nobody; others those without rungs."""
    told: dict[str, Any] = {"assumptions__output__incentive": 0.25} | LADDER | change
    office = Office(**told).set(C.CREDIBILITY, 1.0)
    office.set(P.WANT_MANAGE, -9.0).set(P.WANT_TECHNICAL, 9.0).set(P.RUNG, 1.0, 2).live(Work)
    assert office.person(P.EFFORT, 1) == pytest.approx(effort, abs=1e-4)
    assert office.person(P.EFFORT, 2) == pytest.approx(0.0, abs=1e-4)


def test_who_is_away_produces_less() -> None:
    """A course in the month that is lived takes five of 21 working days."""
    office = Office(**CALM).set(P.COURSE_SINCE, 1.0, 1).live(Work)
    assert office.person(P.OUTPUT, 1) == pytest.approx((1 - 5 / 21) * office.person(P.OUTPUT, 2))


def test_managers_from_outside_reach_less_for_two_years() -> None:
    for start, joined, times in ((0.6, -20.0, 0.6), (0.6, -40.0, 1.0), (1.0, -20.0, 1.0)):
        office = Office(assumptions__market__external_start=start).set(P.LEADERSHIP, 1.0, BOSS)
        promoted = office.set(P.ROLE_SINCE, joined, BOSS).live(Work).team(T.BOSS_PEOPLE)
        outsider = office.set(P.JOINED, joined, BOSS).live(Work).team(T.BOSS_PEOPLE)
        assert outsider == pytest.approx(times * promoted)


def test_who_stays_answers_unfairness_with_less_work() -> None:
    """Beyond what it does to morale, and not at all where nobody answers so."""
    for answer, less in ((0.05, -0.1), (0.0, 0.0)):
        told: dict[str, Any] = CALM | {"assumptions__output__reciprocity": answer}
        office = Office(**told).set(P.FAIRNESS, -2.0, 1).live(Work)
        assert office.person(P.EFFORT, 1) - office.person(P.EFFORT, 2) == pytest.approx(less)


def test_the_next_rung_moves_those_on_the_one_below() -> None:
    """As far as there are places on it: an eighth of contributors is one in a span of eight."""
    told: dict[str, Any] = {"assumptions__output__incentive": 0.25} | LADDER
    narrow = {"policy__ladder__slots": 0.125, "policy__ladder__narrowing": 0.5}
    for rungs, effort in ((1, 0.0), (2, 0.125)):
        office = Office(**(told | narrow), policy__ladder__rungs=rungs).set(C.CREDIBILITY, 1.0)
        office.set(P.WANT_MANAGE, -9.0).set(P.WANT_TECHNICAL, 9.0).set(P.RUNG, 1.0, 2).live(Work)
        assert office.person(P.EFFORT, 2) == pytest.approx(effort, abs=1e-4)


def test_a_rung_that_nobody_believes_in_moves_by_its_pay_alone() -> None:
    told: dict[str, Any] = {"assumptions__output__incentive": 0.25} | LADDER
    moved = []
    for prestige, belief in ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0)):
        office = Office(**(told | {"policy__ladder__prestige_parity": prestige})).set(C.CREDIBILITY, 1.0)
        office.set(C.LADDER_BELIEF, belief).set(P.WANT_MANAGE, -9.0).set(P.WANT_TECHNICAL, 9.0).live(Work)
        moved.append(office.person(P.EFFORT, 1))
    assert moved[0] == moved[1] < moved[2]
