"""The accounts sum to net, ratios are only told where they mean something, and months are counted right."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.analysis import money

ITEMS = pd.DataFrame({"name": ["value", "pay"], "label": ["Output", "Pay"], "sign": [1, -1]})


def totals(shift: float = 10.0, regretted: float = -1.0, hole: float = 0.0) -> pd.DataFrame:
    generator = np.random.default_rng(6)
    luck = generator.normal(size=200)
    parts = []
    for policy, on in (("base", 0.0), ("new", 1.0)):
        part = pd.DataFrame(
            {"policy": policy, "draw": 0, "replicate": range(200), "headcount": 960.0 - 5 * on}
        )
        part["value"] = 1000.0 + 20 * luck + on * (shift + generator.normal(size=200))
        part["pay"] = 700.0 + on * 2.0
        part["net_value"] = part["value"] - part["pay"] - hole
        part["regretted"] = 8.0 + on * (regretted + 0.5 * generator.normal(size=200))
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


class TestAccounts:
    def test_items_sum_to_net(self) -> None:
        found = money.accounts(totals(), ITEMS, "base").set_index("item")
        assert found.index.tolist() == ["value", "pay", "net_value"]
        for column in ("before", "after", "delta"):
            assert found.loc[["value", "pay"], column].sum() == pytest.approx(found.loc["net_value", column])
        assert found.loc["pay", "delta"] < 0  # a higher cost lowers net

    def test_what_is_not_named_is_shown(self) -> None:
        found = money.accounts(totals(hole=3.0), ITEMS, "base").set_index("item")
        assert found.index.tolist() == ["value", "pay", "other", "net_value"]
        assert found.loc[["value", "pay", "other"], "delta"].sum() == pytest.approx(
            found.loc["net_value", "delta"]
        )


class TestCostPerLeaver:
    @pytest.mark.parametrize(
        ("shift", "regretted", "verdict"),
        [
            (-10.0, -1.0, money.RATIO),
            (10.0, -1.0, money.DOMINATES),
            (-10.0, 1.0, money.DOMINATED),
            (10.0, 1.0, money.SAVES),
            (-10.0, 0.0, money.UNCLEAR),
        ],
    )
    def test_five_cases(self, shift: float, regretted: float, verdict: str) -> None:
        row = money.cost_per_leaver(totals(shift, regretted), "base").iloc[0]
        assert row["verdict"] == verdict
        assert np.isfinite(row["ratio"]) == (verdict == money.RATIO)

    def test_the_ratio_and_its_interval(self) -> None:
        row = money.cost_per_leaver(totals(-10.0, -1.0), "base").iloc[0]
        assert row["ratio"] == pytest.approx(12.0, rel=0.1)
        assert row["ratio_low"] < 12.0 < row["ratio_high"]
        assert row["ratio_high"] - row["ratio_low"] < 3.0

    def test_a_copy_has_no_ratio(self) -> None:
        base = totals().query("policy == 'base'")
        row = money.cost_per_leaver(pd.concat([base, base.assign(policy="copy")]), "base").iloc[0]
        assert (row["cost"], row["avoided"], row["verdict"]) == (0.0, 0.0, money.UNCLEAR)


class TestBreakEven:
    @pytest.mark.parametrize(
        ("curve", "month", "cost"),
        [
            ([1, 2, 3], 0, 0), ([-1, -3, -1, 2, 4], 4, 3), ([-1, 2, -1, 3], 4, 1),
            ([0, 0, 0], 0, 0), ([5, -2], np.nan, 2), ([-1, 0], 2, 1),
        ],
    )  # fmt: skip
    def test_months_by_hand(self, curve: list[float], month: float, cost: float) -> None:
        found = money.break_even(np.array(curve, dtype=float))
        assert found["month"] == pytest.approx(month, nan_ok=True)
        assert found["transition_cost"] == cost

    def test_cumulated(self) -> None:
        found = money.cumulated(np.array([[1.0, 2.0], [3.0, 4.0]]))
        assert found["mean"].tolist() == [2.0, 5.0]
        assert found["month"].tolist() == [1, 2]
        assert (found["low"] <= found["mean"]).all()
