"""Normal numbers inside limits, against what is known of them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.published.draws import Purpose, clipped, limited_normal, resampled, share_below

GRID = (np.arange(20_000) + 0.5) / 20_000


def test_purposes_are_written_in_stone() -> None:
    assert {p.name: int(p) for p in Purpose} == {
        "FRESH_COMPETENCE": 4096,
        "AGE": 4097,
        "CARRIED_COMPETENCE": 4098,
        "SEAT_HYPOTHESIS": 4099,
        "CHOICE": 4100,
        "COIN": 4101,
        "SCORE": 4104,
        "SEX": 4105,
        "LEAVE": 4106,
    }


@pytest.mark.parametrize("z", [-3.5, -1.8, -0.3, 0.0, 0.7, 1.5, 3.0])
def test_share_below_is_the_normal_distribution(z: float) -> None:
    assert share_below(z) == pytest.approx(stats.norm.cdf(z), abs=1e-8)


@pytest.mark.parametrize(("mean", "sd", "low", "high"), [(7.0, 2.0, 1, 10), (27.0, 5.0, 18, 60)])
def test_resampling_draws_from_the_truncated_normal(mean: float, sd: float, low: int, high: int) -> None:
    limits = resampled(low, high, mean, sd)
    ours = np.array([limited_normal(u, mean, sd, limits) for u in GRID])
    law = stats.truncnorm((low - mean) / sd, (high - mean) / sd, mean, sd)
    assert np.allclose(ours, law.ppf(GRID), atol=1e-4)


def test_clipping_piles_the_tails_on_the_limits() -> None:
    ours = np.array([limited_normal(u, 7.0, 2.0, clipped(4, 10)) for u in GRID])
    assert ours.mean() == pytest.approx(7.0, abs=1e-6)
    assert (ours == 4.0).mean() == pytest.approx(stats.norm.cdf(-1.5), abs=1e-4)
