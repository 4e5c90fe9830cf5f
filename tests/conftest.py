"""What several tests share: made-up outcomes of a comparison."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.analysis.paired import compare_pairs
from sim.spec.measure import HEADLINES, measure_table

SHIFTS = {
    "baseline": (0.0, 0.0),
    "up": (6.0, 1.0),
    "down": (-6.0, 1.0),
    "unclear": (0.5, 3.0),
    "tiny": (0.2, 0.05),
    "copy": (0.0, 0.0),
}
"""Made-up policies: mean and spread of the difference from the baseline, in multiples of what matters."""


def made_up_outcomes(draws: int = 1, replicates: int = 60, seed: int = 5) -> pd.DataFrame:
    """Outcomes of the policies in `SHIFTS`: columns policy, draw, replicate and the five headlines."""
    generator = np.random.default_rng(seed)
    smallest = measure_table(pay=14_000.0).set_index("name")["smallest"]
    pairs = pd.MultiIndex.from_product([range(draws), range(replicates)], names=["draw", "replicate"])
    luck = {m.name: 80 + 5 * generator.normal(size=len(pairs)) for m in HEADLINES}
    parts = []
    for policy, (mean, spread) in SHIFTS.items():
        part = pairs.to_frame(index=False)
        part.insert(0, "policy", policy)
        for m in HEADLINES:
            noise = mean + spread * generator.normal(size=len(pairs))
            part[m.name] = luck[m.name] + m.better * smallest[m.name] * noise
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def outcomes() -> pd.DataFrame:
    return made_up_outcomes()


@pytest.fixture
def measures() -> pd.DataFrame:
    return measure_table(currency="USD", pay=14_000.0)


@pytest.fixture
def table(outcomes: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    return compare_pairs(outcomes, measures, "baseline")
