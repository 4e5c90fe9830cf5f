"""Does a lever help in some plausible worlds and hurt in others? A search over the uncertain assumptions.

A model in which a policy helps whatever one assumes has its answer typed in. The search lives the policy and
the baseline in many draws of all uncertain assumptions, with the same luck, and names the draws in which the
difference is surest in each direction; they are then tried again with luck that the search has not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.batch.design import Sampling, plausible
from sim.model.measures import headlines
from sim.model.promotion_model import PromotionModel, opened
from sim.spec.reader import load
from sim.spec.scenario import catalogue
from sim.studies.equal_budget import same_money
from sim.studies.pair import Pair, Progress, kept_in, lived

UNSEEN_SEED = 20_261_123
"""The luck of the second trial: another root than that of any search."""


@dataclass(frozen=True)
class Effect:
    """A paired difference from the baseline: its mean and the standard error that luck leaves."""

    mean: float
    error: float

    @property
    def sureness(self) -> float:
        """The difference in standard errors."""
        return self.mean / self.error if self.error > 0.0 else 0.0


def search(
    pair: Pair, measure: str, draws: int, replicates: int, folder: Path | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:  # fmt: skip
    """A row per draw of all uncertain assumptions: `mean` and `error` of the difference, and the values.

    Ordered by how surely the policy helps: the first row is where it helps, the last where it hurts.
    """
    sampling = Sampling("random", draws, plausible())
    plan = pair.plan(replicates, sampling)
    with kept_in(folder) as place:
        deltas = lived(plan, place, progress=progress)
    grouped = deltas[deltas["policy"] == Path(pair.policy).stem].groupby("draw")[measure]
    table = pd.DataFrame({"mean": grouped.mean(), "error": grouped.std(ddof=1) / np.sqrt(replicates)})
    table["sureness"] = table["mean"] / table["error"].where(table["error"] > 0.0, np.inf)
    drawn = sampling.table(pair.seed).set_index("draw")
    return table.join(drawn).sort_values("sureness", ascending=False)


def effect(
    pair: Pair, measure: str, assumptions: Mapping[str, Any], replicates: int, seed: int = UNSEEN_SEED,
    *, equal_budget: bool = False,
) -> Effect:  # fmt: skip
    """The policy's difference from the baseline in one world.

    With `equal_budget` the baseline gets a pay rise that costs what the policy costs.
    """
    overrides = {**pair.overrides, **assumptions}
    shared = {path: value for path, value in overrides.items() if not path.startswith("policy.")}
    baseline = load(pair.company, pair.baseline, None, shared, pair.months)
    policy = load(pair.company, pair.policy, None, overrides, pair.months)
    if equal_budget:
        baseline = same_money(baseline, policy, seed=seed)
    start = opened(policy, replicates, seed, None)
    lives = [
        headlines(
            PromotionModel(arm, replicates, seed, start=start.copy(), events=False, collect=False)
            .run_model()
            .measures()
        )[measure].to_numpy()
        for arm in (policy, baseline)
    ]
    difference = lives[0] - lives[1]
    return Effect(float(difference.mean()), float(difference.std(ddof=1) / np.sqrt(replicates)))


def pushed(table: pd.DataFrame, direction: float, count: int) -> dict[str, float]:
    """The draw surest in a direction (+1 helps, -1 hurts), with the assumptions that matter most pushed on.

    Those are the `count` whose values go most closely with the difference over all draws (rank correlation);
    each is moved to the end of its plausible range to which the direction points.
    """
    world = corners(table)[0 if direction > 0 else 1]
    known = catalogue()
    tie = table[list(world)].corrwith(table["mean"], method="spearman").fillna(0.0)
    for path in tie.abs().sort_values(ascending=False).index[:count]:
        low, high = known[str(path)].plausible or (world[str(path)], world[str(path)])
        world[str(path)] = high if tie[path] * direction > 0 else low
    return world


def corners(table: pd.DataFrame) -> tuple[dict[str, float], dict[str, float]]:
    """The assumption values of the draw in which a policy helps most surely, and where it hurts."""
    paths = [name for name in table.columns if str(name).startswith("assumptions.")]
    helps, hurts = table.iloc[0][paths], table.iloc[-1][paths]
    return ({str(k): float(v) for k, v in helps.items()}, {str(k): float(v) for k, v in hurts.items()})
