"""Waterfall, Shapley, twins and survival: parts that sum to wholes."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from sim.analysis import bundle, causes, survival, twins
from sim.analysis.pairing import PairingError

CAUSES = ["offer", "role"]


def totals() -> pd.DataFrame:
    generator = np.random.default_rng(4)
    parts = []
    for policy in ("base", "new"):
        part = pd.DataFrame({"policy": policy, "draw": 0, "replicate": range(30)})
        for cause in CAUSES:
            part[cause] = generator.integers(0, 9, 30).astype(float)
        parts.append(part.assign(left=part[CAUSES].sum(axis=1)))
    return pd.concat(parts, ignore_index=True)


class TestWaterfall:
    def test_the_parts_are_the_difference_exactly(self) -> None:
        table = causes.waterfall(totals(), CAUSES, "base")
        assert causes.residual(table, totals(), "base") == {"new": 0}
        assert table["difference"].dtype.kind == "i"
        assert table["cause"].tolist() == CAUSES
        assert (table["per_company"] == table["difference"] / 30).all()

    def test_a_ledger_with_a_hole_is_refused(self) -> None:
        with pytest.raises(PairingError, match="do not add up"):
            causes.waterfall(totals(), CAUSES[:1], "base")


def game(groups: int, seed: int = 1) -> tuple[pd.DataFrame, dict[int, np.ndarray]]:
    """Coalition values with a main effect per group and an interaction of the first two, by company."""
    generator = np.random.default_rng(seed)
    mains = generator.normal(size=(groups, 12))
    values = {}
    for coalition in range(2**groups):
        on = [k for k in range(groups) if coalition >> k & 1]
        values[coalition] = mains[on].sum(axis=0) + (6.0 if coalition & 3 == 3 else 0.0)
    rows = [(c, 0, r, v) for c, row in values.items() for r, v in enumerate(row)]
    return pd.DataFrame(rows, columns=["coalition", "draw", "replicate", "value"]), values


class TestShapley:
    def test_exact_parts_are_known_and_sum(self) -> None:
        table, values = game(3)
        found = bundle.shapley(table, ["a", "b", "c"])
        alone = [values[1 << k].mean() for k in range(3)]
        assert np.allclose(found["part"], np.array(alone) + np.array([3.0, 3.0, 0.0]))
        assert found["part"].sum() == pytest.approx(values[7].mean() - values[0].mean(), abs=1e-12)
        assert (found["order_margin"] == 0).all()

    def test_all_orders_walked_equal_exact(self) -> None:
        table, _ = game(3)
        orders = list(permutations(range(3)))
        walked = bundle.shapley(table, ["a", "b", "c"], orders)
        assert np.allclose(walked["part"], bundle.shapley(table, ["a", "b", "c"])["part"])

    def test_sampled_parts_sum_and_hold_the_truth_within_their_margin(self) -> None:
        table, values = game(6)
        groups = list("abcdef")
        generator = np.random.default_rng(9)
        orders = [tuple(generator.permutation(6)) for _ in range(16)]
        found = bundle.shapley(table, groups, orders)
        exact = bundle.shapley(table, groups)
        assert found["part"].sum() == pytest.approx(values[63].mean() - values[0].mean(), abs=1e-12)
        assert (np.abs(found["part"] - exact["part"]) <= 2 * found["order_margin"] + 1e-12).all()
        assert found["order_margin"].iloc[0] > 0.1

    def test_only_what_is_needed_has_to_be_lived(self) -> None:
        assert bundle.coalitions(2) == [0, 1, 2, 3]
        assert bundle.coalitions(3, [(2, 0, 1)]) == [0, 4, 5, 7]
        table, _ = game(3)
        with pytest.raises(PairingError, match="not lived"):
            bundle.shapley(table[table["coalition"] != 5], ["a", "b", "c"])


def made_up_lives() -> pd.DataFrame:
    """Two companies of twenty people; under `new` one more stays, two others leave, and one is hired."""
    keys = [(0, r, 100 + k) for r in range(2) for k in range(20)]
    opening = pd.DataFrame(keys, columns=twins.PERSON).assign(level=[int(k[2] >= 117) for k in keys])
    base = events([(0, 0, 1, 100, "left", "offer"), (0, 1, 9, 118, "left", "role")])
    new = events(
        [
            (0, 0, 2, 101, "left", "offer"), (0, 1, 3, 102, "left", "offer"), (0, 1, 9, 118, "left", "role"),
            (0, 0, 3, 900, "hired", ""), (0, 0, 7, 900, "left", "personal"), (0, 0, 4, 103, "promoted", ""),
        ]
    )  # fmt: skip
    parts = [twins.lives(opening, e).assign(policy=p) for p, e in (("base", base), ("new", new))]
    return pd.concat(parts, ignore_index=True)


def events(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["draw", "replicate", "month", "person", "kind", "cause"])


class TestTwins:
    def test_fates_by_hand(self) -> None:
        row = twins.fates(made_up_lives(), "base").iloc[0]
        assert (row["people"], row["stays_instead"], row["leaves_instead"]) == (40, 1, 2)
        assert (row["both_stay"], row["both_leave"], row["net"], row["companies"]) == (36, 1, -1, 2)

    def test_they_account_for_the_leavers_that_events_count(self) -> None:
        row = twins.account(made_up_lives(), "base").iloc[0]
        assert (row["later_leavers"], row["later_leavers_baseline"]) == (1, 0)
        assert row["difference"] == 4 - 2

    def test_small_groups_are_hidden_and_cannot_be_subtracted(self) -> None:
        table = made_up_lives()
        found = twins.fates(table, "base", "level").set_index("level")
        assert found.isna().loc[1, "people"]  # three different people manage
        assert found.isna().loc[0, "people"]  # the only other group would give them away

    def test_promotions_that_somebody_else_got(self) -> None:
        row = twins.passed_over(made_up_lives(), "base", ["promoted", "forced"]).iloc[0]
        assert (row["promoted_instead"], row["passed_over"], row["promoted_in_both"]) == (1, 0, 0)

    def test_people_only_on_request(self) -> None:
        assert sorted(twins.people_apart(made_up_lives(), "new", "base")["person"]) == [100, 101, 102]

    def test_flows_are_per_company(self) -> None:
        table = pd.DataFrame({"policy": ["a", "a", "b", "b"], "promoted": [1.0, 3.0, 4.0, 4.0]})
        found = twins.flows(table, ["promoted"], "a").set_index("policy")
        assert found.loc["b", ["value", "baseline_value", "delta"]].tolist() == [4.0, 2.0, 2.0]


def leaving(months: list[float], policy: str) -> pd.DataFrame:
    return pd.DataFrame({"policy": policy, "left_month": months})


class TestSurvival:
    def test_the_curve_counts_who_is_there(self) -> None:
        found = survival.curves(leaving([1, 3, 3, np.nan], "a"), 4).set_index("month")
        assert found["staying"].tolist() == [1.0, 0.75, 0.75, 0.25, 0.25]
        assert (found["low"] <= found["staying"]).all()
        assert (found["high"] >= found["staying"]).all()

    def test_everybody_stays(self) -> None:
        found = survival.curves(leaving([np.nan] * 5, "a"), 6)
        assert (found[["staying", "low", "high"]] == 1.0).all(axis=None)
        both = pd.concat([leaving([np.nan] * 5, "a"), leaving([np.nan] * 5, "b")])
        assert survival.log_rank(both, 6, "a")["p_value"].tolist() == [1.0]

    def test_log_rank_by_hand(self) -> None:
        """Two against two, all leaving one after the other: observed 2, expected and variance by hand."""
        both = pd.concat([leaving([1, 2], "a"), leaving([3, 4], "b")])
        row = survival.log_rank(both, 4, "a").iloc[0]
        expected = 2 / 4 + 2 / 3 + 2 / 2 + 1
        variance = 1 / 4 + 2 / 9
        assert row["statistic"] == pytest.approx((2 - expected) / np.sqrt(variance))
        assert row["p_value"] == pytest.approx(chi2.sf((2 - expected) ** 2 / variance, 1))

    def test_copies_do_not_differ(self) -> None:
        both = pd.concat([leaving([1, 2, np.nan], "a"), leaving([1, 2, np.nan], "b")])
        row = survival.log_rank(both, 4, "a").iloc[0]
        assert row["statistic"] == pytest.approx(0.0)
        assert row["p_value"] == pytest.approx(1.0)
