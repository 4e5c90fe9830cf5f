"""How many runs are enough: run until the Monte Carlo interval of a difference is as narrow as asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.analysis.paired import monte_carlo_margin
from sim.batch.design import Sampling, plausible
from sim.spec.fault import Fault, ScenarioError
from sim.spec.measure import HEADLINES
from sim.studies.pair import Pair, check_measure, lived

FIRST = 30
"""Twins of the first round."""
SPARE = 1.1
"""Ask for a little more than the forecast, so that one more round usually is the last."""
MOST_GROWTH = 8
"""No round makes the batch more than eight times larger: the first rounds know the spread badly."""


@dataclass(frozen=True)
class Round:
    """What was known after one round: how many of what was varied, the difference and its margin."""

    count: int
    delta: float
    margin: float


@dataclass(frozen=True)
class Precision:
    """What a study has found: every round, what was varied, and whether the last one is narrow enough."""

    measure: str
    varied: str
    within: float
    rounds: tuple[Round, ...]

    @property
    def enough(self) -> bool:
        """Whether the interval is as narrow as asked."""
        return self.rounds[-1].margin <= self.within

    def __str__(self) -> str:
        last = self.rounds[-1]
        unit = next(measure.unit for measure in HEADLINES if measure.name == self.measure)
        reached = "enough" if self.enough else "not enough"
        return (
            f"{last.count:,} {self.varied} are {reached}: the difference in {self.measure} is "
            f"{last.delta:+.3g} ± {last.margin:.2g} ({unit}; "
            f"90% Monte Carlo interval, asked ± {self.within:g})."
        )


def precision(
    pair: Pair,
    folder: Path,
    within: float,
    measure: str = "retention_12_months",
    *,
    draws: bool = False,
    replicates: int = 4,
    most: int = 20_000,
    **how: Any,
) -> Precision:
    """Run until the difference is known to within `within`, or `most` twins have been lived.

    By default the assumptions are taken as they are and replicates are added. With `draws`, every round adds
    draws of all uncertain assumptions, each with the same `replicates`.

    Raises ScenarioError for what can't be asked.
    """
    check_measure(measure)
    if not within > 0:
        raise ScenarioError([Fault("", "must be above 0", "--within", str(within))])
    rounds: list[Round] = []
    count = min(FIRST, most)
    while True:
        rounds.append(_round(pair, folder, count, measure, replicates if draws else None, how))
        if rounds[-1].margin <= within or count >= most:
            return Precision(measure, "draws" if draws else "replicates", within, tuple(rounds))
        count = min(_next(rounds[-1], within), most)


def _round(
    pair: Pair, folder: Path, count: int, measure: str, replicates: int | None, how: dict[str, Any]
) -> Round:
    """One round: a plan of so many twins, of which most are there already."""
    if replicates is None:
        plan = pair.plan(count)
    else:
        plan = pair.plan(replicates, Sampling("random", count, plausible()))
    deltas = lived(plan, folder, **how)
    difference = deltas[measure].to_numpy()
    margin = monte_carlo_margin(difference, deltas["draw"].to_numpy(), deltas["replicate"].to_numpy())
    return Round(count, float(difference.mean()), margin)


def _next(last: Round, within: float) -> int:
    """How many will do, if the spread stays as it is: margins shrink with the square root."""
    needed = math.ceil(SPARE * last.count * (last.margin / within) ** 2)
    return min(max(needed, last.count + 1), MOST_GROWTH * last.count)
