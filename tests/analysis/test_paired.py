"""Paired analysis: every statistic against a pencil or a formula, and the refusal of what isn't paired."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.analysis.paired import COLUMNS, best_shares, compare_pairs, monte_carlo_margin, verdict
from sim.analysis.pairing import PairingError
from tests.conftest import SHIFTS, made_up_outcomes

ONE = pd.DataFrame(
    [{"name": "m", "label": "M", "unit": "points", "better": 1, "smallest": 0.5, "index": False}]
)


def little(**policies: list[float]) -> pd.DataFrame:
    """Outcomes of one measure, one draw."""
    parts = {p: pd.DataFrame({"replicate": range(len(v)), "m": v}) for p, v in policies.items()}
    return pd.concat([part.assign(policy=p, draw=0) for p, part in parts.items()])


def row(table: pd.DataFrame, policy: str) -> dict[str, object]:
    return table[table["policy"] == policy].iloc[0].to_dict()


def test_a_case_for_the_pencil() -> None:
    table = compare_pairs(little(a=[1.0, 2.0, 3.0, 4.0], b=[3.0, 2.0, 6.0, 3.0]), ONE, "a")
    found = row(table, "b")
    assert found["value"] == 3.5
    assert found["delta"] == 1.0  # differences 2, 0, 3, -1
    assert found["p_better"] == (2 + 0.5) / 4
    assert found["p_best"] == (1 + 0.5 + 1 + 0) / 4
    assert found["low"] == pytest.approx(np.quantile([2, 0, 3, -1], 0.05))
    assert found["high"] == pytest.approx(np.quantile([2, 0, 3, -1], 0.95))
    assert found["verdict"] == "no clear difference"
    assert list(table.columns) == COLUMNS


def test_one_draw_gives_the_paired_t_interval(outcomes: pd.DataFrame, measures: pd.DataFrame) -> None:
    found = compare_pairs(outcomes, measures, "baseline").set_index(["policy", "measure"])
    wide = outcomes.pivot(index="replicate", columns="policy", values="retention_12_months")
    expected = stats.ttest_rel(wide["unclear"], wide["baseline"]).confidence_interval(0.90)
    ours = found.loc[("unclear", "retention_12_months")]
    assert (ours["mc_low"], ours["mc_high"]) == pytest.approx((expected.low, expected.high))


def test_the_interval_covers_the_truth_nine_times_in_ten_with_draws() -> None:
    """Crossed draws and replicates with effects of both: 400 trials; binomial 3 sd of 0.9 is 0.045."""
    generator, covered, trials = np.random.default_rng(3), 0, 400
    draws, replicates = np.divmod(np.arange(12 * 15), 15)
    for _ in range(trials):
        world, luck = generator.normal(size=12), 0.7 * generator.normal(size=15)
        difference = world[draws] + luck[replicates] + 0.5 * generator.normal(size=len(draws))
        covered += abs(difference.mean()) <= monte_carlo_margin(difference, draws, replicates)
    assert 0.87 <= covered / trials <= 0.97


def test_pairs_taken_for_independent_would_be_far_too_sure() -> None:
    draws, replicates = np.divmod(np.arange(10 * 50), 50)
    difference = np.random.default_rng(1).normal(size=10)[draws]
    naive = stats.t.ppf(0.95, 499) * difference.std(ddof=1) / np.sqrt(500)
    assert monte_carlo_margin(difference, draws, replicates) > 5 * naive


def test_draws_with_their_own_replicates_cluster_by_draw() -> None:
    draws = np.repeat(np.arange(10), 5)
    difference = np.random.default_rng(2).normal(size=10)[draws]
    own = monte_carlo_margin(difference, draws, np.arange(50))
    means = difference[::5]
    assert own == pytest.approx(stats.t.ppf(0.95, 9) * means.std(ddof=1) / np.sqrt(10))


def test_made_up_policies_get_their_verdicts(table: pd.DataFrame) -> None:
    expected = {
        "baseline": "same", "up": "better", "down": "worse", "unclear": "no clear difference",
        "tiny": "no clear difference", "copy": "same",
    }  # fmt: skip
    assert set(expected) == set(SHIFTS)
    for policy, word in expected.items():
        assert set(table.loc[table["policy"] == policy, "verdict"]) == {word}, policy


def test_a_copy_differs_by_exactly_nothing(table: pd.DataFrame) -> None:
    copy = table[table["policy"].isin(["copy", "baseline"])]
    assert (copy[["delta", "mc_low", "mc_high", "low", "high"]] == 0.0).all(axis=None)
    assert (copy["p_better"] == 0.5).all()


def test_every_number_is_finite_and_p_best_sums_to_one(table: pd.DataFrame) -> None:
    assert np.isfinite(table.select_dtypes("number")).all(axis=None)
    assert table.groupby("measure")["p_best"].sum().to_numpy() == pytest.approx(1.0, abs=1e-12)


def test_less_is_better_where_the_measure_says_so(table: pd.DataFrame) -> None:
    up = table[table["policy"] == "up"].set_index("measure")
    assert up.loc["retention_12_months", "delta"] > 0
    assert up.loc["regretted_attrition", "delta"] < 0
    assert (up["p_better"] > 0.99).all()


def test_an_index_has_the_baseline_at_100_whatever_the_scale(
    outcomes: pd.DataFrame, measures: pd.DataFrame
) -> None:
    for scale in (1.0, 0.01):
        outcomes["team_performance"] *= scale
        found = compare_pairs(outcomes, measures, "down").set_index(["policy", "measure"])
        assert found.loc[("down", "team_performance"), "value"] == pytest.approx(100.0)


def test_the_order_of_rows_changes_nothing(outcomes: pd.DataFrame, measures: pd.DataFrame) -> None:
    shuffled = outcomes.sample(frac=1, random_state=1)
    one = compare_pairs(outcomes, measures, "baseline").set_index(["policy", "measure"])
    other = compare_pairs(shuffled, measures, "baseline").set_index(["policy", "measure"])
    pd.testing.assert_frame_equal(one, other.loc[one.index], check_exact=True)


def test_several_draws_use_all_pairs(measures: pd.DataFrame) -> None:
    outcomes = made_up_outcomes(draws=4, replicates=10)
    found = compare_pairs(outcomes, measures, "baseline")
    assert np.isfinite(found.select_dtypes("number")).all(axis=None)
    assert set(found.loc[found["policy"] == "up", "verdict"]) == {"better"}


@pytest.mark.parametrize(
    ("gain", "p_better", "word"),
    [
        (1.0, 0.9, "better"),
        (-1.0, 0.1, "worse"),
        (1.0, 0.89, "no clear difference"),
        (0.5, 1.0, "no clear difference"),
        (-1.0, 0.95, "no clear difference"),
    ],
)
def test_the_limits_of_a_verdict(gain: float, p_better: float, word: str) -> None:
    assert verdict(gain, p_better, smallest=0.5, tied=False) == word


def test_ties_share_the_first_place() -> None:
    values = np.array([[1.0, 1.0, 0.0], [2.0, 1.0, 0.0]])
    assert best_shares(values, +1).tolist() == [0.75, 0.25, 0.0]
    assert best_shares(values, -1).tolist() == [0.0, 0.0, 1.0]


def test_what_cannot_be_paired_is_refused() -> None:
    good = little(a=[1.0, 2.0, 3.0], b=[1.0, 2.0, 3.0])
    with pytest.raises(PairingError, match=r"replicate 2 lacks the policy b"):
        compare_pairs(good.iloc[:-1], ONE, "a")
    with pytest.raises(PairingError, match="more than once"):
        compare_pairs(pd.concat([good, good.iloc[:1]]), ONE, "a")
    with pytest.raises(PairingError, match="baseline 'c' is not among the policies a, b"):
        compare_pairs(good, ONE, "c")
    with pytest.raises(PairingError, match="lack the columns m"):
        compare_pairs(good.drop(columns="m"), ONE, "a")
    with pytest.raises(PairingError, match="at least two"):
        compare_pairs(little(a=[1.0], b=[2.0]), ONE, "a")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_refused_by_name(bad: float) -> None:
    with pytest.raises(PairingError, match=r"m: 1 values are missing or not finite \(b\)"):
        compare_pairs(little(a=[1.0, 2.0], b=[1.0, bad]), ONE, "a")


def test_an_index_needs_a_baseline_above_nought() -> None:
    with pytest.raises(PairingError, match="above 0"):
        compare_pairs(little(a=[0.0, 0.0], b=[1.0, 1.0]), ONE.assign(index=True), "a")
