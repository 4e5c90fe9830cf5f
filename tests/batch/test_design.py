"""Points of designs: where they lie, what extends them, and that they hang on nothing but their keys."""

from __future__ import annotations

import numpy as np
import pytest

from sim.batch.design import (
    KINDS,
    Sampling,
    draw_assumptions,
    factorial,
    plausible,
    scaled,
    uncertain,
    unit_points,
)
from sim.state import draws as luck

PATHS = ["assumptions.people.frailty", "assumptions.market.swing", "policy.training.budget"]


@pytest.mark.parametrize("kind", KINDS)
def test_points_lie_in_the_unit_cube_and_follow_the_seed(kind: str) -> None:
    points = unit_points(kind, 8, PATHS, seed=3)
    assert points.shape == (Sampling(kind, 8, dict.fromkeys(PATHS, (0.0, 1.0))).draws, 3)
    assert points.min() >= 0
    assert points.max() <= 1
    assert np.array_equal(points, unit_points(kind, 8, PATHS, seed=3))
    assert not np.array_equal(points, unit_points(kind, 8, PATHS, seed=4))


@pytest.mark.parametrize("kind", ["random", "sobol"])
def test_designs_that_extend_keep_their_first_points(kind: str) -> None:
    assert np.array_equal(unit_points(kind, 8, PATHS, 3), unit_points(kind, 32, PATHS, 3)[:8])


@pytest.mark.parametrize("kind", ["random", "latin hypercube", "morris"])
def test_a_parameter_is_drawn_the_same_whatever_else_is_drawn(kind: str) -> None:
    alone, together = unit_points("random", 8, PATHS[1:2], 3), unit_points("random", 8, PATHS, 3)
    assert np.array_equal(alone[:, 0], together[:, 1])


def test_a_draw_is_its_key() -> None:
    low, high = plausible()[PATHS[0]]
    key = 2166136261
    for byte in PATHS[0].encode():
        key = (key ^ byte) * 16777619 & 0xFFFFFFFF
    expected = low + (high - low) * luck.uniform(11, 2, key, luck.TRAITS, 1 << 20)
    assert draw_assumptions(3, 11)[PATHS[0]].iloc[2] == expected


def test_latin_hypercube_has_one_point_in_every_slice() -> None:
    points = unit_points("latin hypercube", 50, PATHS, 3)
    for column in points.T:
        assert sorted(np.floor(column * 50)) == list(range(50))


def test_morris_moves_one_parameter_at_a_time_by_two_thirds() -> None:
    ways = unit_points("morris", 20, PATHS, 3).reshape(20, 4, 3)
    steps = np.diff(ways, axis=1)
    assert (np.count_nonzero(steps, axis=2) == 1).all()
    assert (np.count_nonzero(steps, axis=1) == 1).all()
    assert np.allclose(np.abs(steps[steps != 0]), 2 / 3)
    assert set(np.round(np.unique(ways) * 3, 9)) == {0, 1, 2, 3}


def test_saltelli_swaps_one_parameter_at_a_time() -> None:
    points = unit_points("saltelli", 16, PATHS, 3).reshape(16, 5, 3)
    a, b = points[:, 0], points[:, -1]
    for place in range(3):
        swapped = points[:, place + 1]
        assert np.array_equal(swapped[:, place], b[:, place])
        rest = [other for other in range(3) if other != place]
        assert np.array_equal(swapped[:, rest], a[:, rest])
    assert abs(np.corrcoef(unit_points("saltelli", 256, PATHS, 3)[::5].T)[0, 1]) < 0.1


def test_sobol_fills_evenly_and_needs_a_power_of_two() -> None:
    points = unit_points("sobol", 64, PATHS, 3)
    for column in points.T:
        assert sorted(np.floor(column * 64)) == list(range(64))
    with pytest.raises(ValueError, match="power of two"):
        unit_points("sobol", 48, PATHS, 3)


def test_whole_numbers_come_out_whole_and_evenly() -> None:
    unit = (np.arange(3000) + 0.5) / 3000
    values = scaled("policy.promotion.shortlist", 2, 4, unit)
    assert {value: int((values == value).sum()) for value in (2, 3, 4)} == {2: 1000, 3: 1000, 4: 1000}
    assert set(scaled("policy.promotion.assessed", 0, 1, unit)) == {0, 1}


def test_factorial_crosses_everything() -> None:
    cases = factorial({"a": [1, 2], "b": ["x", "y", "z"]})
    assert len(cases) == 6
    assert cases[0] == {"a": 1, "b": "x"}
    assert cases[1] == {"a": 1, "b": "y"}


def test_draws_sample_what_is_uncertain_within_its_plausible_range() -> None:
    table = draw_assumptions(40, 5)
    assert list(table.columns) == ["draw", *uncertain()]
    for path, (low, high) in plausible().items():
        assert table[path].between(low, high).all()


def test_every_seed_of_64_bits_draws_assumptions_of_its_own() -> None:
    first, last = (draw_assumptions(2, seed).drop(columns="draw") for seed in (0, 2**64 - 1))
    assert not first.equals(last)
