"""The same money spent on pay: what a policy has to beat to be worth its price.

A policy that costs more than the status quo is compared with the status quo plus a pay rise for everybody
that costs as much. The rise is found by living both, with the same luck.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from sim.model.promotion_model import PromotionModel, opened
from sim.spec.policy import Policy
from sim.spec.scenario import Scenario, catalogue
from sim.state.workforce import Workforce

SPENT = ("payroll", "training_spent", "assessment_cost", "showcase_cost")
"""Measures of what a policy spends; what leaving costs is an outcome, not a choice."""

MOST_ROUNDS = 8
CLOSE = 1e-4
"""Two budgets are equal when they differ by less than this share."""

PAY = "policy.retention.pay_position"
FIRST_STEP = 0.02
"""The rise (log points) that is tried first."""


def spending(scenario: Scenario, start: Workforce) -> float:
    """What a company spends a month, in its currency: the mean over months and companies from `start` on."""
    model = PromotionModel(
        scenario, start.replicates.tolist(), start.seed, start=start.copy(), events=False, collect=False
    ).run_model()
    measures: pd.DataFrame = model.measures()
    return float(measures[list(SPENT)].sum(axis=1).mean())


def same_money(baseline: Scenario, policy: Scenario, replicates: int = 50, seed: int = 1) -> Scenario:
    """The baseline with pay raised (or cut) for everybody until it costs what the policy costs.

    Solved by the secant method on the policy lever `retention.pay_position`, which stays inside its range;
    the two then differ by less than 0.01 percent in the companies lived here. Raises ArithmeticError when no
    pay position inside that range costs as much.
    """
    start = opened(baseline, replicates, seed, None)
    wanted = spending(policy, start)
    low, spent_low = baseline.policy.retention.pay_position, spending(baseline, start)
    high = low + FIRST_STEP
    for _ in range(MOST_ROUNDS):
        spent_high = spending(at_pay(baseline, high), start)
        if abs(spent_high - wanted) < CLOSE * wanted:
            return at_pay(baseline, high)
        if spent_high == spent_low:
            break
        low, spent_low, high = high, spent_high, _next(low, spent_low, high, spent_high, wanted)
    raise ArithmeticError(f"no pay position costs {wanted:,.0f} a month; {high:+.3f} is the nearest found")


def _next(low: float, spent_low: float, high: float, spent_high: float, wanted: float) -> float:
    """Where the straight line through two pay positions and what they cost meets the money wanted."""
    lowest, highest = catalogue()[PAY].range or (-math.inf, math.inf)
    slope = (spent_high - spent_low) / (high - low)
    return min(max(high + (wanted - spent_high) / slope, lowest), highest)


def at_pay(scenario: Scenario, position: float) -> Scenario:
    """The same scenario with another pay position."""
    content = scenario.policy.model_dump()
    content["retention"]["pay_position"] = position
    return replace(scenario, policy=Policy.model_validate(content))
