"""The main model with its features taken away one by one, until it resembles the small published models.

A *rule* says who is promoted; a *world* which features are there. The gifts for the technical job and for
people are tied by `assumptions.people.talent_correlation`: near -1 whoever does the one well does the other
badly, at 0 they have nothing to do with each other (the Peter hypothesis), near 1 they coincide (common
sense). Worlds, rules and ties are lived by the same companies with the same luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from sim.analysis.paired import compare_pairs
from sim.model.promotion_model import PromotionModel, opened
from sim.processes.month import ORDER
from sim.processes.scoring import Scoring
from sim.spec.policy import Weights
from sim.spec.reader import load
from sim.state.workforce import Array, P, Workforce

K = TypeVar("K")
V = TypeVar("V")

TIE = "assumptions.people.talent_correlation"
COMPANY = "vietnam_sme"
BEST, TECHNICIAN, LOTTERY, WORST, USUAL = (
    "best performer", "best technician", "lottery", "worst performer", "usual mixture",
)  # fmt: skip
CRITERION = {BEST: "performance", TECHNICIAN: "technical", LOTTERY: "chance", WORST: "performance"}
"""The one criterion of a rule; the usual mixture keeps all the weights of the status quo."""
SMALL: Mapping[str, Mapping[str, Any]] = {
    "consent": {"policy.promotion.consent": "forced"},
    "managers from outside": {"policy.promotion.external_share": 0.0},
    "noise in ratings": {
        "assumptions.seeing.rating_reliability": 1.0, "policy.promotion.favouritism": 0.0,
    },
    "learning and courses": {"assumptions.learning.rate": 0.0, "policy.training.budget": 0.0},
    "competencies with gifts of their own": {"assumptions.people.competency_spread": 0.0},
    "incentive of being promoted": {"assumptions.output.incentive": 0.0},
    "technical ladder": {"policy.ladder.slots": 0.0},
    "job grades": {"company.grades.count": 1},
    "bosses who keep people to themselves": {"assumptions.seeing.hoarding": 0.0},
}  # fmt: skip
"""What the main model has and the small ones have not, and how it is taken away."""


def small_world(put_back: Iterable[str] = ()) -> dict[str, Any]:
    """Overrides that take away every feature but those put back."""
    kept = set(put_back)
    return {path: value for name, says in SMALL.items() if name not in kept for path, value in says.items()}


class Setting(NamedTuple):
    """How large and how long a study is. `settled`: months before the end that are averaged."""

    replicates: int = 100
    months: int = 120
    settled: int = 60
    headcount: int = 240
    span: int = 6
    seed: int = 1


class WorstFirst(Scoring):
    """The scores upside down: no policy asks for it, the published models do."""

    def __call__(self, workforce: Workforce, month: int) -> None:
        """At a review, score all candidates and turn the order round."""
        super().__call__(workforce, month)
        if month % int(self.numbers[0].promotion_review_every) == 0:
            workforce.people[:, P.SCORE] *= -1.0


TURNED = tuple(WorstFirst if process is Scoring else process for process in ORDER)
"""The month with the worst first."""


def life(
    world: Mapping[str, Any],
    rule: str,
    ties: Sequence[float],
    setting: Setting,
    company: str = COMPANY,
    also: Mapping[str, Sequence[float]] | None = None,
) -> PromotionModel:
    """Companies at the moment their rule changes, a draw for each tie, ready to be lived.

    `also` are more drawn columns (dotted path to a value for each draw).
    """
    says: dict[str, Any] = {"company.headcount": setting.headcount, "company.span": setting.span, **world}
    if rule in CRITERION:
        says |= {
            f"policy.promotion.weights.{name}": float(name == CRITERION[rule])
            for name in Weights.model_fields
        }
    scenario = load(company, "status_quo", overrides=says, months=setting.months)
    drawn = pd.DataFrame({"draw": range(len(ties)), TIE: list(ties), **(also or {})})
    before = drawn[["draw", TIE]]
    start = opened(scenario, setting.replicates, setting.seed, before)
    return PromotionModel(
        scenario, setting.replicates, setting.seed, drawn, start=start,
        processes=TURNED if rule == WORST else ORDER, events=False, collect=False,
    )  # fmt: skip


def in_threads(jobs: Mapping[K, Callable[[], V]], threads: int = 2) -> dict[K, V]:
    """Do every job, by key; the kernels let go of the interpreter."""
    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(jobs, pool.map(lambda job: job(), jobs.values()), strict=True))


def settled(world: Mapping[str, Any], rule: str, ties: Sequence[float], setting: Setting) -> pd.DataFrame:
    """A row per draw and replicate: the means of the last months.

    `manager_skill` is the mean skill with people of all managers (sd), `output` the output of a seat
    (person-months a month), `contributors` the technical skill left among contributors at the end (sd).
    """
    model = life(world, rule, ties, setting).run_model()
    monthly = model.measures()
    late = monthly[monthly["month"] > setting.months - setting.settled]
    found = late.groupby(["draw", "replicate"])[["manager_skill", "output_per_seat"]].mean()
    found = found.rename(columns={"output_per_seat": "output"})
    w = model.workforce
    working = w.person(P.PRESENT) * (w.layout.level == 0)
    skill = w.person(P.TECHNICAL) + w.person(P.TECHNICAL_ACQUIRED)
    keys = pd.MultiIndex.from_arrays([w.draws, w.replicates], names=["draw", "replicate"])
    found["contributors"] = pd.Series((working * skill).sum(axis=1) / working.sum(axis=1), index=keys)
    return found.reset_index()


MEASURES = {"manager_skill": "sd", "output": "percent", "contributors": "sd"}
"""What is watched, and the unit of its differences."""


def differences(
    lives: Mapping[str, pd.DataFrame], baseline: str, watched: Mapping[str, str] = MEASURES
) -> pd.DataFrame:
    """Every rule less the baseline, draw by draw: `rule, draw, measure, value, delta, mc_low, mc_high`.

    The same paired analysis as that of the main model. Measures in percent are indexed to the baseline.
    """
    measures = pd.DataFrame(
        {"name": name, "label": name, "unit": unit, "better": 1, "smallest": 0.0, "index": unit == "percent"}
        for name, unit in watched.items()
    )
    stacked = pd.concat(lives, names=["policy", None]).reset_index("policy")
    parts = []
    for draw, runs in stacked.groupby("draw"):
        rows = compare_pairs(runs, measures, baseline)
        rows.insert(0, "draw", draw)
        parts.append(rows[rows["policy"] != baseline])
    columns = ["policy", "draw", "measure", "value", "delta", "mc_low", "mc_high"]
    return pd.concat(parts, ignore_index=True)[columns].rename(columns={"policy": "rule"})


def least_squares(moments: Array) -> Array:
    """The first slope of a regression with a constant from added products (..., v, v), the last the goal."""
    xx, xy = moments[..., :-1, :-1], moments[..., :-1, -1]
    return np.asarray(np.linalg.solve(xx, xy[..., None])[..., 1, 0])
