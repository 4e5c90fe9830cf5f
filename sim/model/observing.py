"""What a researcher would note: surveys with their error, the spread of output, judgement, a group."""

from __future__ import annotations

import numpy as np

from sim.processes.leading import decision_quality
from sim.state.compiled import rule
from sim.state.workforce import Array, P, Whole


@rule
def feelings(row: Array, sums: Array) -> None:
    """Write into `sums` (5,) what everybody present feels: morale, intention to leave, fairness.

    Morale and intention each with the sum of its squares behind it. One loop for all five: each sum waits
    for its last step, and the others go on meanwhile.
    """
    morale, morale_squares, intention, intention_squares, fairness = 0.0, 0.0, 0.0, 0.0, 0.0
    for s in range(row.shape[1]):
        there = row[P.PRESENT, s]
        felt, leaning = there * row[P.MORALE, s], there * row[P.INTENTION, s]
        morale = morale + felt
        morale_squares = morale_squares + felt * felt
        intention = intention + leaning
        intention_squares = intention_squares + leaning * leaning
        fairness = fairness + there * row[P.FAIRNESS, s]
    sums[0], sums[1], sums[2], sums[3] = morale, morale_squares, intention, intention_squares
    sums[4] = fairness


@rule
def surveyed(total: float, squares: float, heads: float, reliability: float, z: float) -> float:
    """The mean answer of everybody present, when a questionnaire has a reliability below 1.

    `total` and `squares` are sums of what `heads` people feel and of its square; z is standard normal. Each
    answer holds an error of its own with variance (1 - reliability)/reliability of the true variance
    (classical test theory); the mean of n such errors is drawn as one.
    """
    if heads == 0.0:
        return 0.0
    mean: float = total / heads
    variance = max(squares / heads - mean * mean, 0.0)
    error: float = np.sqrt((1.0 - reliability) / reliability * variance / heads)
    return mean + error * z


@rule
def spread_of_output(output: Array, level: Whole, head: Whole, reports: Array, seats: float) -> float:
    """Standard deviation over mean of output per planned seat, over first-line teams with every seat open."""
    teams, total, squares = 0.0, 0.0, 0.0
    for t in range(len(head)):
        if level[head[t]] == 1 and reports[t] > 0.0 and head[t] + reports[t] < seats:
            each = output[t] / reports[t]
            teams = teams + 1.0
            total = total + each
            squares = squares + each * each
    if total <= 0.0:
        return 0.0
    mean = total / teams
    deviation: float = np.sqrt(max(squares / teams - mean * mean, 0.0))
    return deviation / mean


@rule
def look_at_judgement(row: Array, head: Whole, strategy: Array, quality: Array) -> None:
    """Write into `quality` (teams,) the decision quality of whoever leads each team.

    `strategy` (teams,) is room to work in: looking managers up and judging them are loops of their own, for
    only the second vectorises.
    """
    for t in range(len(head)):
        quality[t] = row[P.TECHNICAL, head[t]] + row[P.TECHNICAL_ACQUIRED, head[t]]
        strategy[t] = row[P.STRATEGY, head[t]] + row[P.STRATEGY_ACQUIRED, head[t]]
    for t in range(len(head)):
        quality[t] = decision_quality(quality[t], strategy[t])


@rule
def judgement(row: Array, level: Whole, head: Whole, low: int, high: int, quality: Array) -> float:
    """Mean decision quality of the managers present at levels `low` to `high`; 0 without any."""
    managers, total = 0.0, 0.0
    for t in range(len(head)):
        there = row[P.PRESENT, head[t]] > 0.0 and low <= level[head[t]] <= high
        managers = managers + (1.0 if there else 0.0)
        total = total + (quality[t] if there else 0.0)
    return total / max(managers, 1.0)


@rule
def smaller_group(row: Array, level: Whole) -> tuple[int, int]:
    """How many people present are not of group 0, and how many managers among them."""
    people, managers = 0, 0
    for s in range(row.shape[1]):
        one = row[P.GROUP, s] > 0.0 and row[P.PRESENT, s] > 0.0
        people += one
        managers += one and level[s] > 0
    return people, managers
