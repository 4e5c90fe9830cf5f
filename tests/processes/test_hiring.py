from __future__ import annotations

import math

import numpy as np
import pytest

from sim.processes import hiring
from sim.processes.hiring import Hiring
from sim.state.draws import person_key
from sim.state.workforce import C, Cause, H, P, Step, T
from tests.processes.office import BOSS, Office

QUICK = {"assumptions__market__time_to_fill": 0.1, "policy__retention__pay_position": 0.5}
"""A seat is filled at once, and nearly every applicant accepts."""


def test_rules_by_hand() -> None:
    assert hiring.filling(1.7, 1.0) == pytest.approx(1 - math.exp(-1 / 1.7))
    assert hiring.filling(1.7, 2.0) == pytest.approx(1 - math.exp(-1 / 3.4))
    assert hiring.acceptance(1.0, 6.0, 0.0, 0.0, 1.0) == pytest.approx(1 / (1 + math.exp(-1.0)))
    assert hiring.acceptance(1.0, 6.0, 0.1, 0.3, 1.9) == pytest.approx(1 / (1 + math.exp(-1.0)))


def test_an_empty_seat_is_filled_by_an_applicant_of_the_month() -> None:
    office = Office(**QUICK).set(C.TIGHTNESS, 1.0).vacate(3).live(Hiring, 5)
    assert office.person(P.PRESENT, 3) == 1.0
    assert office.person(P.PERSON, 3) in {person_key(5, 3, place) for place in range(5)}
    assert office.person(P.JOINED, 3) == 5
    assert office.person(H.STEP, 3) == Step.HIRED
    assert office.company(C.HIRED) == 1


def test_a_seat_left_this_month_waits() -> None:
    office = Office(**QUICK).vacate(3).set(H.CAUSE, float(Cause.OFFER), 3).live(Hiring, 5)
    assert office.person(P.PRESENT, 3) == 0.0


def test_a_manager_seat_is_filled_from_outside_only_when_looked_for() -> None:
    office = Office(**QUICK).set(C.TIGHTNESS, 1.0).vacate(BOSS).live(Hiring, 5)
    assert office.person(P.PRESENT, BOSS) == 0.0
    office.set(T.SEARCH, 1.0, 0).live(Hiring, 5)
    assert office.person(H.STEP, BOSS) == Step.HIRED_MANAGER
    assert office.person(P.ROLE_SINCE, BOSS) == office.person(P.JOINED, BOSS) == 5.0
    assert office.team(T.SEARCH) == 0.0
    visible = 0.5 * office.scenario.assumptions.market.star_premium * office.person(P.TECHNICAL, BOSS)
    premium = office.scenario.company.prices.external_premium
    assert office.person(P.PAY, BOSS) == pytest.approx(0.166 + 0.5 + visible + premium)


def test_seats_wait_as_long_as_told() -> None:
    """Of 16,000 empty seats 1 - exp(-1/1.7) find somebody in a month; at this pay nearly all accept."""
    office = Office(rows=2000, policy__retention__pay_position=0.5).set(C.TIGHTNESS, 1.0)
    for seat in range(1, 9):
        office.vacate(seat)
    filled = office.live(Hiring, 5).people(P.PRESENT)[:, 1:].mean()
    expected = 1 - math.exp(-1 / 1.7)
    assert filled == pytest.approx(expected, abs=5 * math.sqrt(expected * (1 - expected) / 16_000))


def test_interviews_choose_the_better_as_far_as_they_see() -> None:
    """The best of five impressions of validity 0.42 is 0.42 x 1.163 above the mean."""
    office = Office(rows=2000, **QUICK, assumptions__seeing__interview_validity=0.42).set(C.TIGHTNESS, 1.0)
    for seat in range(1, 9):
        office.vacate(seat)
    skill = office.live(Hiring, 5).people(P.TECHNICAL)[:, 1:]
    assert skill.mean() == pytest.approx(0.42 * 1.163, abs=0.02 + 5 / math.sqrt(16_000))
    blind = Office(rows=2000, **QUICK, assumptions__seeing__interview_validity=0.0).set(C.TIGHTNESS, 1.0)
    for seat in range(1, 9):
        blind.vacate(seat)
    assert abs(blind.live(Hiring, 5).people(P.TECHNICAL)[:, 1:].mean()) < 5 / math.sqrt(16_000)


def test_the_queue_is_the_same_under_every_policy() -> None:
    """Pay moves who accepts, never who applied: a richer company fills at least the same seats."""
    poor, rich = (
        Office(rows=300, policy__retention__pay_position=p).set(C.TIGHTNESS, 1.0) for p in (-0.4, 0.4)
    )
    for office in (poor, rich):
        for seat in range(1, 9):
            office.vacate(seat)
        office.live(Hiring, 5)
    assert (rich.people(P.PRESENT) >= poor.people(P.PRESENT)).all()
    assert rich.people(P.PRESENT).sum() > poor.people(P.PRESENT).sum()
    both = (rich.people(P.PERSON) == poor.people(P.PERSON)) & (poor.people(H.STEP) == Step.HIRED)
    assert both.any()
    np.testing.assert_array_equal(rich.people(P.TECHNICAL)[both], poor.people(P.TECHNICAL)[both])


def test_who_takes_a_manager_seat_rather_wants_it() -> None:
    """An applicant asks themselves what insiders ask: for a manager seat the wish counts, for others not."""
    told = {"assumptions__market__time_to_fill": 0.1, "assumptions__seeing__interview_validity": 0.0}
    office = Office(rows=1500, **told).set(C.TIGHTNESS, 1.0).set(T.SEARCH, 1.0, 0)
    office.vacate(BOSS).vacate(1).live(Hiring, 5)
    wish = office.people(P.WANT_MANAGE) - office.people(P.WANT_PROJECT)
    hired = office.people(P.PRESENT) > 0
    assert hired[:, BOSS].mean() > 0.8
    spread = math.sqrt(2.0 / 1500)
    assert wish[hired[:, 1], 1].mean() == pytest.approx(0.32 - 0.58, abs=6 * spread)
    assert wish[hired[:, BOSS], BOSS].mean() > 0.32 - 0.58 + 12 * spread


def depth_of_recruits(sorting: float, budget: float) -> float:
    """Mean wish for depth of those who come to one seat of many companies where training counts for much."""
    told = {"assumptions__market__time_to_fill": 0.1, "assumptions__market__training_pull": 3.0}
    told |= {"assumptions__market__training_sorting": sorting, "assumptions__market__acceptance": -2.0}
    office = Office(400, policy__training__budget=budget, **told).set(C.TIGHTNESS, 1.0).vacate(3)
    came = office.live(Hiring, 5).people(P.PRESENT)[:, 3] > 0.0
    return float(office.people(P.WANT_TECHNICAL)[came, 3].mean())


def test_training_draws_those_who_care_for_depth_where_it_sorts() -> None:
    usual_budget = 0.02 * Office().scenario.company.salary
    usual = depth_of_recruits(0.0, usual_budget)
    assert depth_of_recruits(1.0, usual_budget) > usual + 0.2
    assert depth_of_recruits(1.0, 0.0) == depth_of_recruits(0.0, 0.0)


def test_morale_gets_about_over_years_and_draws_applicants() -> None:
    def accepted(pull: float, morale: float) -> tuple[float, float]:
        told = {"assumptions__market__time_to_fill": 0.1, "assumptions__market__reputation_pull": pull}
        told |= {"assumptions__market__acceptance": -1.0, "assumptions__market__applicants": 1}
        office = Office(400, **told).set(C.TIGHTNESS, 1.0).set(P.MORALE, morale).vacate(3)
        office.set(C.REPUTATION, 1.5 * morale).live(Hiring, 5)
        return float(office.people(P.PRESENT)[:, 3].mean()), office.company(C.REPUTATION)

    usual, unknown = accepted(0.0, 1.0)
    assert accepted(0.0, -1.0)[0] == usual
    assert unknown == 1.5  # nobody asks, so nothing moves
    good, known = accepted(1.0, 1.0)
    bad, _ = accepted(1.0, -1.0)
    assert bad < usual < good
    assert known == pytest.approx(1.5 - 0.5 / 24)
