"""Grades: contributors climb the job ladder at reviews, most of them a year or two after the last step."""

from __future__ import annotations

import math

from sim.spec.company import Grades
from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, logistic, power
from sim.state.workforce import Step
from tests.twins.agents import Firm, Person


def advance(firm: Firm, month: int) -> None:
    """At a review everybody who had no other step this month may move up."""
    if not firm.review_is_due(month):
        return
    for person in firm.people:
        if person.seat.step:
            continue
        waited = month - person.step_since
        chance = due(waited, firm) * yearly(
            firm, person.grade, waited, person.rating, person.step_since > person.joined
        )
        if firm.luck.uniform(person.key, month, Purpose.GRADE) < chance:
            step_up(person, firm, month)


def step_up(person: Person, firm: Firm, month: int) -> None:
    """A grade honours the work one does: worth most to those who would not rather do the other kind."""
    liking = person.want_manage - max(person.want_technical, person.want_project)
    honour = logistic(1.702 * (liking if person.manages else -liking))
    career = firm.world.career
    person.grade += 1
    person.step_since = month
    person.credit += career.step_value * career.grade_value * honour
    person.pay += firm.plan.grades.pay
    person.seat.step = Step.GRADE


def yearly(firm: Firm, grade: float, waited: float, rating: float, stepped: bool) -> float:
    """The chance of a year: less toward the top, soon after a step and after an earlier one."""
    ladder = firm.plan.grades
    if grade >= ladder.count:
        return 0.0
    way_up = (grade - 1.0) / (ladder.count - 1.0)
    usual = ladder.rate * (1.0 - power(max(way_up, 1e-9), ladder.narrowing))
    usual = usual * ((1.0 - exp(-waited / ladder.wait)) * exp(-ladder.fade * max(waited - 12.0, 0.0) / 12.0))
    if stepped:
        usual *= firm.world.career.grade_again
    if usual <= 0.0:
        return 0.0
    usual = min(usual, 0.99)
    return logistic(log(usual / (1.0 - usual)) + ladder.merit * rating)


def due(waited: int, firm: Firm) -> float:
    """How much of the year's chance this review carries: the anniversary most, every review a little."""
    every, anytime = firm.policy.promotion.review_every, firm.plan.grades.anytime
    anniversaries = waited // 12 - max(waited - every, 0) // 12
    return min(anytime * every / 12.0 + (1.0 - anytime) * anniversaries, 1.0)


def climb(firm: Firm, person: Person, now: int) -> None:
    """What the years before the first day have brought an incumbent, one review a year."""
    ladder = firm.plan.grades
    entered, since = person.grade, person.role_since
    for month in range(since + 12, now + 1):
        if (month - since) % 12 == 0:
            rating = person.technical - (0.0 if person.manages else asked_for(person.grade, ladder))
            chance = yearly(firm, person.grade, month - since, rating, since > person.joined)
            if firm.luck.uniform(person.key, month, Purpose.GRADE) < chance:
                person.grade += 1
                since = month
    person.pay += ladder.pay * (person.grade - entered)
    person.step_since = since
    person.rating = person.technical - (0.0 if person.manages else asked_for(person.grade, ladder))


def on_entry(age: float, technical: float, ladder: Grades) -> int:
    """Experience and skill, in equal parts, decide where a newcomer starts."""
    wanted = math.floor(ladder.entry + ladder.entry_spread * 0.7071067811865476 * (age + technical) + 0.5)
    return int(clip(wanted, 1, ladder.count))


def of_outsiders(ladder: Grades) -> int:
    """Managers from outside come in at the first grade above the middle."""
    return math.floor(middle(ladder) + 0.5)


def middle(ladder: Grades) -> float:
    return 0.5 * (1.0 + ladder.count)


def asked_for(grade: float, ladder: Grades) -> float:
    """The skill that a grade takes for granted."""
    return ladder.bar * (grade - middle(ladder))


def market_pay(firm: Firm, level: int, grade: float) -> float:
    """What others pay for a level and a grade, over the median contributor."""
    ladder = firm.plan.grades
    return level * firm.plan.level_pay + ladder.pay * (grade - middle(ladder))


def by_pay(firm: Firm, level: int, pay: float) -> int:
    """The grade whose market pay is nearest to somebody's."""
    ladder = firm.plan.grades
    if ladder.pay == 0.0:
        return of_outsiders(ladder)
    above = (pay - level * firm.plan.level_pay) / ladder.pay
    return int(clip(math.floor(middle(ladder) + above + 0.5), 1, ladder.count))
