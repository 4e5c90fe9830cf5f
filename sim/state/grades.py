"""Job grades: where somebody enters, what the market pays for a grade, and how likely the next step is.

Grades are how a company is built, not a policy: the technical ladder's rungs stand beside them. They are
steps within a level of the tree; who becomes a manager, or steps back, keeps the grade.
"""

from __future__ import annotations

import numpy as np

from sim.state.compiled import rule
from sim.state.numbers import clip, exp, log, logistic, power

EQUAL_PARTS = 0.7071067811865476
"""Weight of age and of technical talent in the grade on entry: two equal parts with a spread of 1."""


@rule
def middle_grade(count: float) -> float:
    """The grade at which a contributor is paid the median: the middle of the ladder."""
    return 0.5 * (1.0 + count)


@rule
def entry_grade(age: float, technical: float, mean: float, spread: float, count: float) -> float:
    """The grade somebody enters at, from age and technical talent (in sd): experience and skill count."""
    wanted = np.floor(mean + spread * EQUAL_PARTS * (age + technical) + 0.5)
    return clip(wanted, 1.0, count)


@rule
def outsider_grade(count: float) -> float:
    """The grade of a manager hired from outside: the first above the middle."""
    return np.floor(middle_grade(count) + 0.5)


@rule
def market_pay(level: float, grade: float, level_pay: float, grade_pay: float, count: float) -> float:
    """What the market pays over the median contributor, in log points."""
    return level * level_pay + grade_pay * (grade - middle_grade(count))


@rule
def grade_of_pay(pay: float, level: float, level_pay: float, grade_pay: float, count: float) -> float:
    """The grade whose market pay is nearest; the middle one where grades are not paid differently."""
    if grade_pay <= 0.0:
        return outsider_grade(count)
    return clip(np.floor(middle_grade(count) + (pay - level * level_pay) / grade_pay + 0.5), 1.0, count)


@rule
def expected(grade: float, bar: float, count: float) -> float:
    """The skill (sd) that a grade asks for, from the middle grade on: ratings are relative to it."""
    return bar * (grade - middle_grade(count))


@rule
def yearly_chance(
    grade: float, count: float, months: float, rating: float, stepped: bool, rate: float, narrowing: float,
    wait: float, fade: float, again: float, merit: float,
) -> float:  # fmt: skip
    """The chance of a step within a year's reviews, `months` after the last step.

    It falls toward the top grade, where it is nothing (P02), grows with the time waited (P04) but falls with
    every year in which one was passed over, is lower for those who had a step before (both S11: Acosta 2010),
    and rises with the rating.
    """
    if grade >= count:
        return 0.0
    room = 1.0 - power(max((grade - 1.0) / (count - 1.0), 1e-9), narrowing)
    timing = (1.0 - exp(-months / wait)) * exp(-fade * max(months - 12.0, 0.0) / 12.0)
    usual = rate * room * timing * (again if stepped else 1.0)
    if usual <= 0.0:
        return 0.0
    usual = min(usual, 0.99)
    return logistic(log(usual / (1.0 - usual)) + merit * rating)


@rule
def due(months: float, every: float, anytime: float) -> float:
    """The part of a year's chance that falls to this review.

    Most of it falls to the review at the anniversary of the last step (S11: peaks at 12 and 24 months), the
    share `anytime` to all reviews alike. `every`: months between reviews.
    """
    anniversaries = np.floor(months / 12.0) - np.floor(max(months - every, 0.0) / 12.0)
    return min(anytime * every / 12.0 + (1.0 - anytime) * anniversaries, 1.0)
