"""Indices of functions with known answers come out right; the study on the model holds together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("SALib")

from sim.batch.design import Sampling, unit_points
from sim.spec.fault import ScenarioError
from sim.studies.pair import Pair, by_draw, lived
from sim.studies.precision import precision
from sim.studies.sensitivity import morris_indices, screened, sensitivity, sentences, shares, sobol_indices

PATHS = ["assumptions.people.frailty", "assumptions.market.swing", "assumptions.people.entry_age"]
UNIT = dict.fromkeys(PATHS, (0.0, 1.0))
SMALL = {"company.headcount": 9, "company.span": 3, "company.warmup": 4}
A, B = 7.0, 0.1


def ishigami(unit: np.ndarray) -> np.ndarray:
    """Ishigami & Homma 1990 on the cube from minus pi to pi."""
    x = -np.pi + 2 * np.pi * unit
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def known() -> tuple[np.ndarray, np.ndarray]:
    """The analytical first-order and total indices."""
    variance = A**2 / 8 + B * np.pi**4 / 5 + B**2 * np.pi**8 / 18 + 0.5
    first = np.array([0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 0.0]) / variance
    both = (B**2 * np.pi**8 / 18 - B**2 * np.pi**8 / 50) / variance
    return first, first + np.array([both, 0.0, both])


def test_sobol_indices_of_ishigami() -> None:
    sampling = Sampling("saltelli", 4096, UNIT)
    found = sobol_indices(ishigami(unit_points("saltelli", 4096, PATHS, 5)), sampling)
    first, total = known()
    assert np.abs(found["s1"] - first).max() < 0.03
    assert np.abs(found["st"] - total).max() < 0.03
    assert (np.abs(found["s1"] - first) <= 2.5 * found["s1_conf"] + 1e-9).all()


def test_sobol_indices_of_a_line_are_its_squared_weights() -> None:
    sampling = Sampling("saltelli", 1024, UNIT)
    values = unit_points("saltelli", 1024, PATHS, 5) @ np.array([3.0, 2.0, 0.0])
    found = sobol_indices(values, sampling)
    assert found["s1"].to_numpy() == pytest.approx([9 / 13, 4 / 13, 0.0], abs=0.02)
    assert found["st"].to_numpy() == pytest.approx([9 / 13, 4 / 13, 0.0], abs=0.02)


def test_morris_of_a_line_is_its_slopes() -> None:
    sampling = Sampling("morris", 30, UNIT)
    values = unit_points("morris", 30, PATHS, 5) @ np.array([3.0, -2.0, 0.0])
    found = morris_indices(values, sampling, 5)
    assert found["mu_star"].to_numpy() == pytest.approx([3.0, 2.0, 0.0], abs=1e-9)
    assert found["sigma"].to_numpy() == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_morris_sees_interactions_in_ishigami() -> None:
    found = morris_indices(ishigami(unit_points("morris", 100, PATHS, 5)), Sampling("morris", 100, UNIT), 5)
    assert found["sigma"].iloc[0] > 1
    assert found["sigma"].iloc[2] > 1


def test_an_outcome_that_never_moves_has_no_indices() -> None:
    found = sobol_indices(np.ones(5 * 8), Sampling("saltelli", 8, UNIT))
    assert found[["s1", "st"]].to_numpy().tolist() == [[0, 0]] * 3


def table_of(values: np.ndarray, measure: str = "net_value") -> pd.DataFrame:
    """Differences (draws, replicates) as the long table that a batch gives."""
    draws, replicates = values.shape
    keys = {
        "draw": np.repeat(np.arange(draws), replicates),
        "replicate": np.tile(np.arange(replicates), draws),
    }
    return pd.DataFrame({**keys, measure: values.ravel()})


def worlds_and_luck(draws: int, replicates: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Differences with an interaction of known standard deviation, and a large shock per replicate."""
    luck = np.random.default_rng(4)
    values = luck.normal(0, 2, (draws, 1)) + luck.normal(0, noise, (draws, replicates))
    return values, luck.normal(0, 50, (1, replicates))


def test_luck_in_the_mean_of_a_draw_is_the_interactions() -> None:
    values, shock = worlds_and_luck(500, 9, noise=3)
    means, luck = by_draw(table_of(values + shock), "net_value")
    assert means == pytest.approx((values + shock).mean(axis=1))
    # 4,000 degrees of freedom: the estimate has a standard error of 2.3%
    assert luck == pytest.approx(3**2 / 9, rel=0.08)


def test_luck_that_all_worlds_share_is_no_luck() -> None:
    worlds, shock = np.array([[1.0], [4.0], [-2.0]]), np.array([[3.0, -5.0, 1.0, 70.0]])
    assert by_draw(table_of(worlds + shock), "net_value")[1] == pytest.approx(0, abs=1e-20)
    values, shock = worlds_and_luck(50, 8, noise=1)
    alone, shaken = (by_draw(table_of(one), "net_value")[1] for one in (values, values + shock))
    assert shaken == pytest.approx(alone, rel=1e-9)


def test_luck_of_two_by_two_by_hand() -> None:
    # residuals are 1, -1, -1, 1 with one degree of freedom, over two replicates
    assert by_draw(table_of(np.array([[5.0, 1.0], [2.0, 2.0]])), "net_value")[1] == pytest.approx(4 / 2)


def test_luck_needs_every_replicate_of_every_draw() -> None:
    with pytest.raises(ValueError, match="same replicates"):
        by_draw(table_of(np.ones((3, 3))).drop(index=4), "net_value")
    assert np.isnan(by_draw(table_of(np.ones((3, 1))), "net_value")[1])


@pytest.mark.parametrize(
    ("kind", "count", "of_one"),
    [("morris", 40, screened), ("saltelli", 64, shares)],
)
def test_the_floor_of_pure_luck(
    kind: str, count: int, of_one: Callable[[pd.DataFrame, str, Sampling, int], pd.DataFrame]
) -> None:
    """Where only luck moves the worlds, what is found lies about the floor; shared luck moves nothing."""
    sampling = Sampling(kind, count, UNIT)
    luck = np.random.default_rng(6).normal(0, 1, (sampling.draws, 8))
    found = of_one(table_of(luck), "net_value", sampling, 5)
    shaken = of_one(table_of(luck + 30 * np.arange(8)), "net_value", sampling, 5)
    pd.testing.assert_frame_equal(shaken, found, check_exact=False, rtol=1e-6)
    largest = "mu_star" if kind == "morris" else "st"
    # in Saltelli's design luck moves a total index to 1, and its floor is 1: all variance is luck's
    assert found[largest].mean() == pytest.approx(found["floor"].mean(), rel=0.25)


def test_a_sentence_says_what_is_seen_and_how_much_is_luck() -> None:
    indices = pd.DataFrame(
        {
            "measure": ["net_value"] * 2, "label": ["Tightness", "Swing"], "st": [0.6, 0.1],
            "st_conf": [0.2, 0.05], "floor": [0.08, 0.08],
        }
    )  # fmt: skip
    pair = Pair("vietnam_sme", "dual_ladder")
    (seen,) = sentences(indices, pair)
    assert seen.endswith("most on tightness (60% of the variance); luck accounts for 8% of the variance "
                         "with these replicates.")  # fmt: skip
    (unseen,) = sentences(indices.assign(floor=1.2), pair)
    assert "none of these assumptions visibly: luck alone is as large as the whole" in unseen


def test_the_study_on_the_model(tmp_path: Path) -> None:
    pair = Pair("vietnam_sme", "dual_ladder", months=6, overrides=SMALL)
    ranges = {path: range_ for path, range_ in zip(PATHS, [(0.2, 0.8), (0.1, 0.3), (26, 34)], strict=True)}
    found = sensitivity(pair, tmp_path, ranges=ranges, trajectories=3, points=4, factors=2, replicates=3)
    assert len(found.screen) == 5 * 3
    assert len(found.indices) == 5 * 2
    assert len(found.sentences) == 5
    assert all(text.endswith(".") for text in found.sentences)
    again = sensitivity(pair, tmp_path, ranges=ranges, trajectories=3, points=4, factors=2, replicates=3)
    pd.testing.assert_frame_equal(found.indices, again.indices)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"measure": "net_valu"}, "did you mean net_value"),
        ({"points": 100}, "power of two"),
        ({"replicates": 1}, "luck"),
    ],
)
def test_what_cannot_be_asked(change: dict[str, object], words: str, tmp_path: Path) -> None:
    pair = Pair("vietnam_sme", "dual_ladder", overrides=SMALL)
    with pytest.raises(ScenarioError, match=words):
        sensitivity(pair, tmp_path, **change)  # type: ignore[arg-type]
    with pytest.raises(ScenarioError, match="baseline itself"):
        Pair("vietnam_sme", "status_quo").plan(3)


def test_precision_stops_when_it_is_enough_and_not_before(tmp_path: Path) -> None:
    pair = Pair("vietnam_sme", "training_budget", months=6, overrides=SMALL)
    loose = precision(pair, tmp_path / "a", 1e9)
    assert loose.enough
    assert len(loose.rounds) == 1
    margin = loose.rounds[0].margin
    if margin == 0:
        pytest.skip("this policy does nothing here")
    tight = precision(pair, tmp_path / "a", margin / 2)
    assert tight.enough
    assert len(tight.rounds) > 1
    assert tight.rounds[-1].margin <= margin / 2
    assert tight.rounds[-1].count >= 2 * tight.rounds[0].count
    given_up = precision(pair, tmp_path / "b", margin / 1e6, most=40)
    assert not given_up.enough
    assert given_up.rounds[-1].count == 40
    assert "not enough" in str(given_up)


def test_precision_over_draws(tmp_path: Path) -> None:
    pair = Pair("vietnam_sme", "training_budget", months=6, overrides=SMALL)
    found = precision(pair, tmp_path, 1e9, draws=True)
    assert found.varied == "draws"
    deltas = lived(pair.plan(4), tmp_path / "other")
    assert len(deltas) == 4
