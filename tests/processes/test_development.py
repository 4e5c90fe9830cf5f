from __future__ import annotations

import math
from typing import Any

import pytest

from sim.processes.development import Development, eagerness, learn_from_course, practise
from sim.state.workforce import C, P
from tests.processes.office import BOSS, WORLD, Office


def test_practise_by_hand() -> None:
    assert practise(0.5, 1.0, 0.06, 1.0, 0.077) == pytest.approx(0.53)
    assert practise(0.5, 0.0, 0.06, 1.0, 0.08) == pytest.approx(0.46)
    assert practise(0.5, 0.5, 0.06, 1.0, 0.08) == pytest.approx(0.5 + 0.015 - 0.02)
    assert practise(0.1, 0.0, 0.06, 1.0, 2.0) == 0.0


def test_unused_skill_halves_in_nine_months() -> None:
    """E55."""
    skill = 1.0
    for _ in range(9):
        skill = practise(skill, 0.0, 0.06, 1.0, 0.077)
    assert skill == pytest.approx(0.5, abs=0.02)


def test_eagerness_by_hand() -> None:
    assert eagerness(0.0, 0.0, 0.5, 0.3) == pytest.approx(0.75)
    assert eagerness(50.0, 0.0, 0.5, 0.3) == pytest.approx(1.0)
    assert eagerness(-50.0, 0.0, 0.5, 0.3) == pytest.approx(0.5)
    assert eagerness(0.0, 10 / 3, 0.5, 0.3) == pytest.approx(0.375)


def test_learn_from_course_by_hand() -> None:
    assert learn_from_course(0.0, 0.35, 1.0) == pytest.approx(0.35)
    assert learn_from_course(0.5, 0.35, 1.0) == pytest.approx(0.675)
    assert learn_from_course(1.2, 0.35, 1.0) == 1.2
    assert learn_from_course(0.4, 0.35, 0.0) == 0.4


def test_a_month_of_practice() -> None:
    """Contributors practise people skill a tenth of their time, technical skill the rest; a boss 0.45."""
    office = Office(policy__training__budget=0.0).live(Development)
    a_month = 0.06 * 1.35 * 0.75
    assert office.person(P.TECHNICAL_ACQUIRED, 1) == pytest.approx(a_month * 0.9)
    assert office.person(P.LEADERSHIP_ACQUIRED, 1) == pytest.approx(a_month * 0.10)
    assert office.person(P.TECHNICAL_ACQUIRED, BOSS) == pytest.approx(a_month * 0.4)
    assert office.person(P.LEADERSHIP_ACQUIRED, BOSS) == pytest.approx(a_month * 0.45)
    assert office.person(P.TECHNICAL, 1) == pytest.approx(-0.004)


@pytest.mark.parametrize("seat", [BOSS, 1])
def test_time_for_successors_is_no_practice(seat: int) -> None:
    usual = Office(policy__training__budget=0.0).live(Development)
    busy = Office(policy__training__budget=0.0, policy__work__successor_time=0.2).live(Development)
    for skill in (P.TECHNICAL_ACQUIRED, P.LEADERSHIP_ACQUIRED):
        assert busy.person(skill, seat) == pytest.approx(0.8 * usual.person(skill, seat))


COURSES = {
    "company__prices__course_fee": 100.0, "company__prices__programme": 0.0,
    "assumptions__learning__rate": 0.0, "assumptions__learning__frontier": 0.0,
}  # fmt: skip


def test_the_purses_pay_for_courses_while_they_last() -> None:
    """9 people x 400 a year: 300 a month, a quarter of it for managing, a half for talking."""
    told = COURSES | {"policy__training__budget": 400.0}
    office = Office(**told, policy__training__management=0.25, policy__training__communication=0.5)
    office.live(Development)
    assert office.company(C.COURSES) == 1
    spent = office.company(C.TRAINING_SPENT)
    left = sum(office.company(c) for c in (C.MANAGEMENT_PURSE, C.COMMUNICATION_PURSE, C.TECHNICAL_PURSE))
    assert spent + left == pytest.approx(300.0)
    assert spent == 100.0 * office.company(C.COURSES)


def test_management_courses_are_for_managers() -> None:
    office = Office(
        **COURSES,
        policy__training__budget=4000.0,
        policy__training__management=1.0,
        policy__training__communication=0.0,
    )
    office.live(Development)
    assert office.company(C.COURSES) == 1
    assert office.person(P.LEADERSHIP_ACQUIRED, BOSS) == pytest.approx(0.45)
    assert office.person(P.COMMUNICATION_ACQUIRED, BOSS) == 0.0
    assert office.person(P.COURSE_SINCE, BOSS) == 1


def test_nobody_takes_two_courses_within_a_year() -> None:
    told = {
        "policy__training__budget": 9000.0,
        "policy__training__management": 0.0,
        "policy__training__communication": 1.0,
    }
    office = Office(**COURSES, **told).live(Development, 1)
    assert office.company(C.COURSES) == 9
    for month, courses in ((2, 0), (12, 0), (13, 9)):
        assert office.live(Development, month).company(C.COURSES) == courses


@pytest.mark.parametrize(("priority", "who"), [("interested", {3}), ("best", {4}), ("new_managers", {BOSS})])
def test_who_comes_first(priority: str, who: set[int]) -> None:
    """One course a month, 9 x 133.4 / 12 = 100.05."""
    told = {
        "policy__training__budget": 133.4,
        "policy__training__management": 0.0,
        "policy__training__communication": 1.0,
    }
    office = Office(**COURSES, **told, policy__training__priority=priority)
    office.set(P.WANT_MANAGE, -1.0).set(P.WANT_MANAGE, 2.0, 3).set(P.RATING, 1.0, 4).live(Development)
    assert {s for s in range(9) if office.person(P.COURSE_SINCE, s) == 1} == who


def test_the_programme_is_paid_first() -> None:
    office = Office(company__prices__programme=1e6, policy__training__budget=1200.0).live(Development)
    assert office.company(C.COURSES) == 0
    assert office.company(C.TRAINING_SPENT) == pytest.approx(9 * 100.0)
    assert math.isclose(office.company(C.TECHNICAL_PURSE), 0.0)


def on_a_course(**told: Any) -> Office:
    """Everybody would rather have depth than projects, and technical courses are affordable for all."""
    paid = {"company__prices__programme": 0.0, "policy__training__budget": 9000.0}
    technical = {"policy__training__management": 0.0, "policy__training__communication": 0.0}
    office = Office(**(paid | technical | told)).set(P.WANT_TECHNICAL, 9.0)
    return office.set(P.AMBITION, 1.0, 2).live(Development)


def test_a_course_is_a_step_for_most_and_a_slight_to_the_ambitious() -> None:
    counted, usual = on_a_course(assumptions__career__course_credit=1.0), on_a_course()
    assert counted.person(P.COURSE_SINCE, 1) == counted.person(P.COURSE_SINCE, 2) == 1.0
    step = WORLD.career.step_value
    assert counted.person(P.CREDIT, 1) == pytest.approx(step * WORLD.career.sideways)
    assert counted.person(P.CREDIT, 2) == pytest.approx(-step * WORLD.career.slight)
    assert not usual.people(P.CREDIT).any()
