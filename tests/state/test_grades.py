"""The rules of job grades by hand, and what they make of a company on its first day."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.state import grades
from sim.state.workforce import P, Workforce


def test_rules_by_hand() -> None:
    assert grades.middle_grade(4.0) == 2.5
    assert grades.outsider_grade(4.0) == 3.0
    assert grades.outsider_grade(1.0) == 1.0
    assert grades.entry_grade(0.0, 0.0, 1.8, 0.9, 4.0) == 2.0
    assert grades.entry_grade(math.sqrt(2.0), 0.0, 1.8, 0.9, 4.0) == 3.0
    assert grades.entry_grade(-9.0, 0.0, 1.8, 0.9, 4.0) == 1.0
    assert grades.entry_grade(9.0, 9.0, 1.8, 0.9, 4.0) == 4.0
    assert grades.market_pay(1.0, 4.0, 0.18, 0.1, 4.0) == pytest.approx(0.33)
    assert grades.expected(1.0, 0.2, 4.0) == pytest.approx(-0.3)


def test_the_grade_of_a_pay_is_the_nearest() -> None:
    assert grades.grade_of_pay(0.14, 0.0, 0.18, 0.1, 4.0) == 4.0
    assert grades.grade_of_pay(0.04, 0.0, 0.18, 0.1, 4.0) == 3.0
    assert grades.grade_of_pay(0.22, 1.0, 0.18, 0.1, 4.0) == 3.0
    assert grades.grade_of_pay(-2.0, 0.0, 0.18, 0.1, 4.0) == 1.0
    assert grades.grade_of_pay(-2.0, 0.0, 0.18, 0.0, 4.0) == 3.0


def chance(grade: float, months: float = 1e6, rating: float = 0.0, stepped: bool = False) -> float:
    return grades.yearly_chance(grade, 5.0, months, rating, stepped, 0.2, 1.0, 12.0, 0.0, 0.7, 0.5)


def test_yearly_chance_by_hand() -> None:
    assert [chance(g) for g in (1.0, 2.0, 3.0, 4.0, 5.0)] == pytest.approx([0.2, 0.15, 0.1, 0.05, 0.0])
    assert chance(1.0, 12.0) == pytest.approx(0.2 * (1 - 1 / math.e))
    assert chance(1.0, stepped=True) == pytest.approx(0.14)
    odds = 0.25 * math.exp(0.5)
    assert chance(1.0, rating=1.0) == pytest.approx(odds / (1 + odds))
    assert chance(5.0, rating=9.0) == 0.0
    faded = grades.yearly_chance(1.0, 5.0, 36.0, 0.0, False, 0.2, 1.0, 0.1, 0.3, 0.7, 0.5)
    assert faded == pytest.approx(0.2 * math.exp(-0.6))
    assert grades.yearly_chance(1.0, 5.0, 99.0, 9.0, False, 0.0, 1.0, 12.0, 0.0, 0.7, 0.5) == 0.0


@pytest.mark.parametrize("every", [1, 2, 3, 4, 6, 12])
@pytest.mark.parametrize("anytime", [0.0, 0.3, 1.0])
def test_the_reviews_of_a_year_make_a_whole(every: int, anytime: float) -> None:
    for first in range(1, 13):
        parts = [
            grades.due(float(m), float(every), anytime)
            for m in range(first + every, first + 12 + every, every)
        ]
        assert sum(parts) == pytest.approx(1.0)


def test_most_of_a_year_falls_to_the_anniversary() -> None:
    parts = [grades.due(float(m), 3.0, 0.2) for m in (3, 6, 9, 12, 15, 23, 25)]
    assert parts == pytest.approx([0.05, 0.05, 0.05, 0.85, 0.05, 0.05, 0.85])


def opened(**told: object) -> Workforce:
    changed = {f"company.grades.{name}": value for name, value in told.items()}
    scenario = load("bank_technology", "status_quo", None, {"company.warmup": 0, **changed}, 12)
    return PromotionModel(scenario, 3, seed=4).workforce


def test_those_who_stayed_longer_stand_higher() -> None:
    w = opened()
    contributors = w.layout.level == 0
    grade, tenure = (w.person(p)[:, contributors].ravel() for p in (P.GRADE, P.JOINED))
    assert set(np.unique(grade)) == {1.0, 2.0, 3.0, 4.0, 5.0}
    new, old = grade[tenure > -12], grade[tenure < -60]
    assert new.mean() == pytest.approx(1.9, abs=0.15)
    assert old.mean() > new.mean() + 0.5


def test_without_steps_or_with_one_grade_everybody_is_where_they_began() -> None:
    still = opened(rate=0.0)
    assert (still.person(P.STEP_SINCE) == still.person(P.ROLE_SINCE)).all()
    assert len(np.unique(still.person(P.GRADE))) == 5
    flat = opened(count=1)
    assert (flat.person(P.GRADE) == 1.0).all()
    assert (flat.person(P.STEP_SINCE) == flat.person(P.ROLE_SINCE)).all()


def test_pay_follows_the_grade_and_the_rating() -> None:
    """Beside the grade: visible skill, half of the premium; and merit, a percent a year and point."""
    w = opened(pay=0.1)
    contributors = w.layout.level == 0
    pay, grade, technical, rating, since = (
        w.person(p)[:, contributors] for p in (P.PAY, P.GRADE, P.TECHNICAL, P.RATING, P.STEP_SINCE)
    )
    np.testing.assert_allclose(rating, technical - 0.25 * (grade - 3.0))
    merit = 0.01 * rating * -since / 12.0
    np.testing.assert_allclose(pay - 0.1 * (grade - 3.0), 0.035 * technical + merit, atol=1e-12)
