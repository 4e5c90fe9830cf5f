"""What moves when one lever is moved: doses of a lever on the same people with the same luck.

Each case is a sentence of the two articles that says what a lever does; the doses are lived one beside the
other, and the page `docs/levers.md` shows what comes of it, whether it agrees or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.model.promotion_model import PromotionModel, opened
from sim.spec.reader import load
from sim.studies.validation.moments import NORMAL_95


@dataclass(frozen=True)
class Case:
    """One lever and what it should move.

    `doses` are the values of the lever `path`, `also` other levers that all doses share; `measure` is a
    monthly measure, or a share of one measure in another as `part/whole`; `direction` is what the articles
    say: +1 up from the first dose to the last, -1 down.
    """

    name: str
    claim: str
    path: str
    doses: Sequence[Any]
    measure: str
    direction: int
    label: str
    unit: str
    times: float = 1.0
    also: Mapping[str, Any] = field(default_factory=dict)


CASES = (
    Case(
        "unwanted-managers",
        "Pressing people upwards fills manager seats with people who would rather not manage (B1, B2).",
        "promotion.consent", ("volunteers", "offer", "pressed", "forced"),
        "unwanted/managers", +1, "Managers in a role they do not want most", "% of managers", 100.0,
    ),
    Case(
        "exits-unfairness",
        "Favouritism erodes trust, and people leave over it (A6).",
        "promotion.weights.closeness", (0.0, 0.1, 0.3, 0.6, 1.0),
        "exits_unfairness", +1, "Exits because promotions seem unfair", "a year per 100 people", 15.0,
    ),
    Case(
        "exits-offer",
        "The outside market pulls, and pay against it holds (first article).",
        "retention.pay_position", (-0.15, -0.05, 0.0, 0.05, 0.15),
        "exits_offer", -1, "Exits for another offer", "a year per 100 people", 15.0,
    ),
    Case(
        "training-spent",
        "When the budget is spent nobody more is trained, and small firms pay their programme first (A5).",
        "training.budget", (0.0, 50.0, 100.0, 300.0, 1000.0),
        "courses", +1, "People on a course", "a year per 100 people", 15.0,
    ),
    Case(
        "knowledge-lost",
        "Promoting or losing a star costs less where successors and knowledge are prepared (first article).",
        "work.successor_time", (0.0, 0.02, 0.05, 0.1),
        "knowledge_lost", -1, "Knowledge that leaves teams", "person-months a year per 100 people", 15.0,
    ),
    Case(
        "bench",
        "People who are taught to lead before there is a seat make a bench of successors (B12).",
        "training.budget", (0.0, 300.0, 1000.0, 2000.0),
        "bench", +1, "Manager seats with a ready and willing successor", "% of seats", 100.0,
        {"training.management": 0.6, "training.priority": "interested"},
    ),
)  # fmt: skip
"""Yearly rates per 100 people are monthly numbers of eighty people times 12 / 80 * 100 = 15."""


def dose_response(case: Case, replicates: int = 100, months: int = 60, seed: int = 1) -> pd.DataFrame:
    """A row per dose: `dose`, `value`, and against the first dose `delta`, `low` and `high`.

    Values are means over companies and months; the delta is paired, its interval 95% of Monte Carlo error.
    """
    means: list[np.ndarray[Any, Any]] = []
    start = None
    for dose in case.doses:
        told = {f"policy.{path}": value for path, value in {**case.also, case.path: dose}.items()}
        scenario = load("vietnam_sme", "status_quo", overrides=told, months=months)
        start = start or opened(scenario, replicates, seed, None)
        model = PromotionModel(scenario, replicates, seed, start=start.copy(), events=False, collect=False)
        means.append(case.times * _per_company(model.run_model().measures(), case.measure))
    rows = []
    for dose, values in zip(case.doses, means, strict=True):
        difference = values - means[0]
        error = NORMAL_95 * float(difference.std(ddof=1)) / replicates**0.5
        delta = float(difference.mean())
        rows.append((dose, float(values.mean()), delta, delta - error, delta + error))
    return pd.DataFrame(rows, columns=["dose", "value", "delta", "low", "high"])


def _per_company(measures: pd.DataFrame, measure: str) -> np.ndarray[Any, Any]:
    """The mean of a measure over a company's months; of a share, the ratio of the two means."""
    part, _, whole = measure.partition("/")
    mean = measures.groupby("replicate")[[part, *([whole] if whole else [])]].mean()
    values = mean[part] / mean[whole] if whole else mean[part]
    found: np.ndarray[Any, Any] = values.to_numpy()
    return found


def agrees(case: Case, table: pd.DataFrame) -> bool:
    """Whether the last dose differs from the first in the direction the articles say, surely."""
    last = table.iloc[-1]
    return bool(last["low"] > 0.0) if case.direction > 0 else bool(last["high"] < 0.0)
