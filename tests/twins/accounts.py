"""Accounts: what the month cost and what it was worth."""

from __future__ import annotations

from sim.state.numbers import exp
from sim.state.workforce import Step
from tests.twins.agents import Firm
from tests.twins.grades import market_pay, of_outsiders

STEPS_UP = (Step.PROMOTED, Step.FORCED, Step.RUNG, Step.GRADE)


def close_the_books(firm: Firm, month: int) -> None:
    """Value of output less pay, training, assessment and replacement; and how many steps people saw."""
    plan = firm.plan
    output = payroll = replacement = 0.0
    for team in firm.teams:
        output += team.team_output
    for person in firm.people:
        payroll += plan.salary / 12.0 * exp(person.pay)
    for seat in firm.seats:
        if seat.cause:
            replacement += plan.prices.replacement * plan.salary * exp(seat.level * plan.level_pay)
    firm.payroll = payroll
    firm.replacement_cost = replacement
    firm.output_value = output * plan.prices.output_value * plan.salary / 12.0 / firm.world.output.usual
    firm.assessment_cost = firm.assessed * plan.prices.assessment + firm.told * plan.prices.explanation
    firm.showcase_cost = firm.policy.retention.showcase * firm.open_seats / 12.0
    asked = plan.prices.preferences if firm.policy.promotion.preferences else 0.0
    firm.assessment_cost += asked * firm.open_seats / 12.0
    costs = payroll + firm.training_spent + replacement + firm.assessment_cost + firm.showcase_cost
    firm.net_value = firm.output_value - costs
    firm.inside_saving = saved_inside(firm)
    rises = sum(seat.step in (Step.PROMOTED, Step.FORCED) for seat in firm.seats)
    firm.rises += 1.0 / firm.world.career.rises_seen * (12.0 * rises / firm.open_seats - firm.rises)
    steps = sum(seat.step in STEPS_UP for seat in firm.seats)
    firm.step_rate += 1.0 / firm.world.career.steps_seen * (12.0 * steps / firm.open_seats - firm.step_rate)


def saved_inside(firm: Firm) -> float:
    """What a manager from outside instead of each who rose would cost more: a year's pay, and recruiting."""
    plan, total = firm.plan, 0.0
    for seat in firm.seats:
        if seat.holder and seat.step in (Step.PROMOTED, Step.FORCED):
            usual = market_pay(firm, seat.level, of_outsiders(plan.grades))
            outside = usual + firm.pay_position + plan.prices.external_premium
            higher = exp(seat.level * plan.level_pay) - exp((seat.level - 1) * plan.level_pay)
            recruiting = plan.prices.replacement * higher
            total += plan.salary * (exp(outside) - exp(seat.holder.pay) + recruiting)
    return total
