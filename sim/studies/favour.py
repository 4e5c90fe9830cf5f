"""Whether a small favouritism accumulates up the levels of the main model, as in Martell et al. 1996.

Closeness to those who decide is a trait for life (mean 0, sd 1), unrelated to skill. Favouritism adds it to
ratings: a weight of 0.1 explains about one percent of their variance, 0.23 five percent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from sim.published.martell1996 import BIAS, SIZES, Martell1996
from sim.state.workforce import P, layout
from sim.studies.small_world import BEST, USUAL, Setting, differences, in_threads, life, small_world

FAVOURITISM = "policy.promotion.favouritism"
WEIGHTS = (0.0, 0.1, 0.23, 0.5)
BANK = "bank_technology"
SETTING = Setting(replicates=64, months=240, settled=120, headcount=500, span=3)
"""Five hundred people in seven levels, twenty years, the last ten averaged."""
PAPERS, OURS = "the paper's pyramid", "our tree"
"""On which Martell's model is lived."""
_SMALL = small_world()
_WHOLE = {"policy.promotion.scope": "company"}
WORLDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "like the small model": (BEST, {**_SMALL, **_WHOLE}),
    "with managers from outside": (BEST, {**small_world(["managers from outside"]), **_WHOLE}),
    "with noise in ratings": (BEST, {**small_world(["noise in ratings"]), **_WHOLE}),
    "by performance, else as shipped": (BEST, {}),
    "as shipped": (USUAL, {}),
}
"""The rule and the features of each world. The usual mixture also counts closeness itself, with 0.1."""


def by_level(
    setting: Setting = SETTING, weights: Sequence[float] = WEIGHTS, worlds: Sequence[str] = tuple(WORLDS)
) -> pd.DataFrame:
    """Mean closeness by level, against no favouritism: a row per world, favouritism and level.

    `value` is the mean closeness (sd), `delta` its difference with an interval; `distant` is the percent of
    people there who are less close than the median; level 0 is the bottom.
    """
    jobs = {world: partial(_lived, *WORLDS[world], weights, setting) for world in worlds}
    parts = []
    for world, lives in in_threads(jobs).items():
        names = {f"level_{k}": "sd" for k in range(_levels(lives))}
        arms = {
            str(weight): part.assign(draw=0)
            for weight, (_, part) in zip(weights, lives.groupby("draw"), strict=True)
        }
        table = differences(arms, str(weights[0]), names)
        for row in table.to_dict("records"):
            level = int(str(row["measure"]).removeprefix("level_"))
            distant = float(arms[row["rule"]][f"distant_{level}"].mean())
            parts.append({
                "world": world, "favouritism": float(row["rule"]), "level": level, "distant": distant,
                **{name: row[name] for name in ("value", "delta", "mc_low", "mc_high")},
            })  # fmt: skip
    return pd.DataFrame(parts)


def _levels(lives: pd.DataFrame) -> int:
    return sum(1 for name in lives.columns if name.startswith("level_"))


def _lived(rule: str, world: Mapping[str, Any], weights: Sequence[float], setting: Setting) -> pd.DataFrame:
    """A row per favouritism (draw) and replicate: mean closeness and percent of the distant by level."""
    says = {path: value for path, value in world.items() if path != FAVOURITISM}
    model = life(says, rule, [0.0] * len(weights), setting, BANK, {FAVOURITISM: list(weights)})
    w = model.workforce
    levels = range(int(w.layout.level.max()) + 1)
    places = np.stack([w.layout.level == k for k in levels]).astype(np.float64)
    heads, close, distant = (np.zeros((w.rows, len(levels))) for _ in range(3))
    while model.running:
        model.step()
        if model.month > setting.months - setting.settled and model.month % 12 == 0:
            present, closeness = w.person(P.PRESENT), w.person(P.CLOSENESS)
            heads += present @ places.T
            close += (present * closeness) @ places.T
            distant += (present * (closeness < 0.0)) @ places.T
    table = pd.DataFrame({"draw": w.draws, "replicate": w.replicates})
    for k in levels:
        table[f"level_{k}"] = close[:, k] / np.maximum(heads[:, k], 1.0)
        table[f"distant_{k}"] = 100.0 * distant[:, k] / np.maximum(heads[:, k], 1.0)
    return table


def martell(setting: Setting = SETTING, replicates: int = 500) -> pd.DataFrame:
    """Women by level in Martell's model, in percent, bottom first: what the distant are compared with.

    On the paper's own pyramid, and on the tree that the main model's companies have.
    """
    tree = np.bincount(layout(setting.headcount, setting.span).level)[::-1].tolist()
    rows = []
    for pyramid, sizes in ((PAPERS, SIZES), (OURS, tree)):
        for name, bias in BIAS.items():
            model = Martell1996(bias, replicates, setting.seed, sizes)
            model.run_model()
            for level, share in enumerate(model.women.mean(axis=0)[::-1]):
                rows.append((pyramid, name, level, float(share)))
    return pd.DataFrame(rows, columns=["pyramid", "bias", "level", "women"])
