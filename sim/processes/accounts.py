"""Accounts: what the month cost and what it was worth, every item with its price."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.process import AnyColumn, Process
from sim.state.compiled import kernel, rule
from sim.state.grades import market_pay, outsider_grade
from sim.state.numbers import exp, ordered_sum
from sim.state.workforce import Array, C, H, P, Step, T, Whole, Workforce

AGAINST_WILL, GRADE = float(Step.FORCED), float(Step.GRADE)
"""The numbers of `Step.FORCED`, the last of the rises in management, and of `Step.GRADE`, as floats."""


class Numbers(NamedTuple):
    """What the accounts need; each (R,)."""

    company_salary: Array
    company_level_pay: Array
    grades_count: Array
    grades_pay: Array
    prices_assessment: Array
    prices_explanation: Array
    prices_preferences: Array
    promotion_preferences: Array
    prices_replacement: Array
    prices_external_premium: Array
    prices_output_value: Array
    output_usual: Array
    career_steps_seen: Array
    career_rises_seen: Array
    retention_showcase: Array


@rule
def monthly_pay(salary: float, log_pay: float) -> float:
    """A month's pay of somebody, from the median contributor's yearly pay."""
    return salary / 12.0 * exp(log_pay)


@rule
def _payroll(row: Array, salary: float, pay: Array) -> float:
    """What everybody present is paid this month; `pay` (seats,) is room to work in."""
    for s in range(row.shape[1]):
        pay[s] = row[P.PRESENT, s] * monthly_pay(salary, row[P.PAY, s])
    return ordered_sum(pay)


@rule
def _replacement(row: Array, level: Whole, yearly: float, level_pay: float) -> float:
    """What replacing this month's leavers will cost, at the market pay of their level."""
    total = 0.0
    for s in range(row.shape[1]):
        if row[H.CAUSE, s] > 0.0:
            total = total + yearly * exp(level[s] * level_pay)
    return total


@rule
def saved(pay: float, outside: float, recruiting: float) -> float:
    """What somebody who rose saved in a year against a manager from outside, in shares of a median salary.

    `pay` is theirs and `outside` that of a manager from outside (log points); `recruiting` is what it costs
    more to look for a manager than for somebody one level below, whose seat is empty now.
    """
    return exp(outside) - exp(pay) + recruiting


@rule
def _saved_inside(row: Array, company: Array, level: Whole, n: Numbers, r: int) -> float:
    """What those who moved into or up in management this month saved against managers from outside."""
    total = 0.0
    for s in range(row.shape[1]):
        if 0.0 < row[H.STEP, s] <= AGAINST_WILL and row[P.PRESENT, s] > 0.0:
            at, below = level[s] * n.company_level_pay[r], (level[s] - 1) * n.company_level_pay[r]
            count = n.grades_count[r]
            market = market_pay(
                level[s], outsider_grade(count), n.company_level_pay[r], n.grades_pay[r], count
            )
            outside = market + company[C.PAY_POSITION] + n.prices_external_premium[r]
            recruiting = n.prices_replacement[r] * (exp(at) - exp(below))
            total = total + n.company_salary[r] * saved(row[P.PAY, s], outside, recruiting)
    return total


@rule
def _steps(row: Array) -> tuple[float, float]:
    """How many people made a step up this month, and how many of them into or in management."""
    # counted in whole numbers, which may be added in any order: so the loop vectorises
    total = 0
    rises = 0
    for s in range(row.shape[1]):
        kind = row[H.STEP, s]
        total += 1 if (0.0 < kind <= 3.0) | (kind == GRADE) else 0
        rises += 1 if 0.0 < kind <= AGAINST_WILL else 0
    return float(total), float(rises)


@kernel
def book(people: Array, teams: Array, companies: Array, level: Whole, n: Numbers) -> None:
    """Write the month's accounts of every company."""
    pay = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        row = people[r]
        company = companies[r]
        output = ordered_sum(teams[r, T.OUTPUT])
        salary = n.company_salary[r]
        company[C.PAYROLL] = _payroll(row, salary, pay)
        company[C.VALUE] = output * n.prices_output_value[r] * salary / 12.0 / n.output_usual[r]
        company[C.REPLACEMENT] = _replacement(
            row, level, n.prices_replacement[r] * salary, n.company_level_pay[r]
        )
        company[C.CHOOSING] = (
            company[C.ASSESSED] * n.prices_assessment[r] + company[C.TOLD] * n.prices_explanation[r]
        )
        yearly_tests = n.promotion_preferences[r] * n.prices_preferences[r]
        company[C.CHOOSING] += yearly_tests * company[C.OPEN_SEATS] / 12.0
        company[C.SHOWCASE] = n.retention_showcase[r] * company[C.OPEN_SEATS] / 12.0
        company[C.INSIDE_SAVING] = _saved_inside(row, company, level, n, r)
        costs = company[C.PAYROLL] + company[C.TRAINING_SPENT] + company[C.REPLACEMENT]
        costs = costs + company[C.CHOOSING] + company[C.SHOWCASE]
        company[C.NET] = company[C.VALUE] - costs
        steps, rises = _steps(row)
        yearly = 12.0 * steps / company[C.OPEN_SEATS]
        risen = 12.0 * rises / company[C.OPEN_SEATS]
        company[C.RISES] = company[C.RISES] + 1.0 / n.career_rises_seen[r] * (risen - company[C.RISES])
        news = yearly - company[C.STEP_RATE]
        company[C.STEP_RATE] = company[C.STEP_RATE] + 1.0 / n.career_steps_seen[r] * news


class Accounts(Process):
    """Pay, training, assessment, showcase, replacement, value of output, net; steps that people saw."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(
        {
            P.PRESENT, P.PAY, H.CAUSE, H.STEP, T.OUTPUT,
            C.TRAINING_SPENT, C.ASSESSED, C.TOLD, C.STEP_RATE, C.RISES, C.OPEN_SEATS, C.PAY_POSITION,
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(
        {
            C.PAYROLL,
            C.VALUE,
            C.REPLACEMENT,
            C.NET,
            C.CHOOSING,
            C.SHOWCASE,
            C.INSIDE_SAVING,
            C.STEP_RATE,
            C.RISES,
        }
    )

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Close the month's books."""
        w = workforce
        book(w.people, w.teams, w.companies, w.layout.level, self.numbers)
