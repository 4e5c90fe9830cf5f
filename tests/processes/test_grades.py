"""Grades at work and off: who moves up, when, and what it gives them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.processes.grades import Grades, grade_credit
from sim.state.numbers import logistic
from sim.state.workforce import H, P, Step
from tests.processes.office import BOSS, Office


def four_grades(rows: int = 1, **told: float) -> Office:
    changed = {f"company__grades__{name}": value for name, value in told.items()}
    return Office(rows, company__grades__count=4, **{"assumptions__career__grade_again": 0.7, **changed})


def up(office: Office) -> np.ndarray:
    return np.asarray(office.people(H.STEP) == Step.GRADE)


def test_a_grade_is_worth_most_to_those_who_like_their_work() -> None:
    assert grade_credit(False, 0.0, 0.0, 0.0) == 0.5
    assert grade_credit(False, -1.0, 0.5, 0.2) == logistic(1.702 * 1.5)
    assert grade_credit(False, 2.0, 0.5, 0.2) == logistic(-1.702 * 1.5)
    assert grade_credit(True, 2.0, 0.5, 0.2) == logistic(1.702 * 1.5)


def test_a_step_brings_pay_credit_and_a_new_wait() -> None:
    office = four_grades(rate=0.9, anytime=1.0, wait=0.1, merit=5.0).set(P.RATING, 9.0).set(P.JOINED, -36.0)
    for month in (3, 6, 9, 12):
        office.live(Grades, month)
    seat = int(np.flatnonzero(up(office)[0])[0])
    assert office.person(P.GRADE, seat) == 2.0
    assert office.person(P.STEP_SINCE, seat) in (3.0, 6.0, 9.0, 12.0)
    assert office.person(P.PAY, seat) == pytest.approx(0.09)
    assert office.person(P.CREDIT, seat) == pytest.approx(1.2 * 0.5 * 0.5)


def test_top_grades_and_those_with_another_step_stay() -> None:
    office = four_grades(rows=200, rate=0.9, wait=0.1, merit=5.0).set(P.RATING, 9.0)
    office.set(P.GRADE, 4.0, 1)
    office.workforce.person(H.STEP)[:, 2] = Step.RUNG
    office.vacate(3).live(Grades, 12)
    stepped = up(office).sum(axis=0)
    assert stepped[1] == stepped[2] == stepped[3] == 0
    # a chance of 0.9 in 200 offices, less those whom nobody grades
    assert (stepped[[BOSS, 4, 5, 6, 7, 8]] > 130).all()


def test_only_at_reviews() -> None:
    office = four_grades(rows=50, rate=0.9, wait=0.1).live(Grades, 13)
    assert not up(office).any()


def test_how_many_step_up_is_what_the_chance_says() -> None:
    """Two years after the last step, in a review with an anniversary: 3,000 offices, five errors wide."""
    office = (
        four_grades(rows=3000, rate=0.2, wait=12.0, fade=0.1, anytime=0.4)
        .set(P.JOINED, -36.0)
        .live(Grades, 0)
    )
    year = 0.2 * (1 - math.exp(-2)) * math.exp(-0.1)
    again = (0.4 * 3 / 12 + 0.6) * year * 0.7
    count = 3000 * 9
    assert up(office).sum() == pytest.approx(count * again, abs=5 * math.sqrt(count * again))


def test_ratings_count_as_far_as_the_company_says() -> None:
    better = four_grades(rows=2000, merit=1.0).set(P.RATING, 1.0, slice(1, 5)).live(Grades, 0)
    stepped = up(better).sum(axis=0)
    assert stepped[1:5].sum() > 1.8 * stepped[5:9].sum()
    blind = four_grades(rows=2000, merit=0.0).set(P.RATING, 1.0, slice(1, 5)).live(Grades, 0)
    plain = four_grades(rows=2000, merit=0.0).live(Grades, 0)
    assert (up(blind) == up(plain)).all()


@pytest.mark.parametrize("off", [{"count": 1}, {"rate": 0.0}])
def test_off(off: dict[str, float]) -> None:
    office = Office(
        50, **{"company__grades__count": 4, **{f"company__grades__{k}": v for k, v in off.items()}}
    )
    before = office.workforce.copy()
    for month in (0, 3, 12):
        office.set(P.RATING, 3.0).live(Grades, month)
    before.person(P.RATING)[:] = 3.0
    assert (before.people == office.workforce.people).all()
