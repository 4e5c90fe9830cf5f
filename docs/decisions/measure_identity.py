"""How much of a pair of twin companies stays the same: decisions 3 and 4.

Lives `vietnam_sme`, 60 months, replicates 0 to 199 of seed 1, under the status quo and three policies.

    python docs/decisions/measure_identity.py
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.model.measures import headlines
from sim.model.promotion_model import PromotionModel, opened
from sim.spec.measure import HEADLINES
from sim.spec.reader import load
from sim.state.workforce import P

POLICIES = ("status_quo", "forced_promotion", "dual_ladder", "training_budget")
REPLICATES = 200


def lives() -> tuple[dict[str, PromotionModel], dict[str, pd.DataFrame]]:
    """Every policy lived from the same start, and its headlines by replicate."""
    start = opened(load("vietnam_sme", "status_quo"), REPLICATES, 1, None)
    models = {
        name: PromotionModel(load("vietnam_sme", name), REPLICATES, 1, start=start.copy(), collect=False)
        for name in POLICIES
    }
    for model in models.values():
        model.run_model()
    return models, {name: headlines(model.measures()) for name, model in models.items()}


def variance(told: dict[str, pd.DataFrame]) -> None:
    """By what factor the same luck cuts the variance of a policy's difference."""
    print("variance of a difference between independent companies, over that between twins")
    base = told["status_quo"]
    for name in POLICIES[1:]:
        cells = []
        for measure in HEADLINES:
            a, b = base[measure.name].to_numpy(), told[name][measure.name].to_numpy()
            cells.append(f"{measure.name} {(a.var() + b.var()) / (b - a).var():.1f}")
        print(f"  {name}: {', '.join(cells)}")


def hires(model: PromotionModel) -> dict[tuple[int, int], int]:
    """The place of every newcomer in one queue of the whole company, by (replicate, person)."""
    events = model.events()
    came = events[events["kind"].str.startswith("hired")].sort_values(["replicate", "month", "to_seat"])
    place = came.groupby("replicate").cumcount()
    return dict(zip(zip(came["replicate"], came["person"], strict=True), place, strict=True))


def identity(models: dict[str, PromotionModel]) -> None:
    """How many seats hold the same person after five years, and how many would with one queue a company."""
    print("share of seats with the same holder after 60 months")
    base = models["status_quo"]
    level = base.workforce.layout.level
    mine, there = base.workforce.person(P.PERSON), base.workforce.person(P.PRESENT) > 0
    queue = hires(base)
    lucks = np.arange(REPLICATES)
    print(f"  present who were so at month 0: {(base.workforce.person(P.JOINED)[there] <= 0).mean():.1%}")
    for name in POLICIES[1:]:
        other = models[name].workforce
        theirs, both = other.person(P.PERSON), there & (other.person(P.PRESENT) > 0)
        same = (mine == theirs) & both
        numbers = hires(models[name])
        queued = [
            queue.get((r, int(a)), a) == numbers.get((r, int(b)), b)
            for r in lucks
            for a, b in zip(mine[r][both[r]], theirs[r][both[r]], strict=True)
        ]
        strangers = np.mean(mine == np.roll(theirs, 1, axis=0))
        print(
            f"  {name}: all {same.sum() / both.sum():.1%}, contributors "
            f"{same[:, level == 0].sum() / both[:, level == 0].sum():.1%}, managers "
            f"{same[:, level > 0].sum() / both[:, level > 0].sum():.1%}; "
            f"one queue {np.mean(queued):.1%}; other luck {strangers:.1%}"
        )


if __name__ == "__main__":
    lived, told = lives()
    variance(told)
    identity(lived)
