"""Chances, regret and the value of information against cases whose answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from sim.analysis import decide
from sim.analysis.paired import compare_pairs
from sim.analysis.pairing import PairingError
from sim.spec.measure import measure_table
from tests.conftest import made_up_outcomes

NET = pd.DataFrame([{"name": "net", "better": 1}])


def outcomes_of(values: dict[str, np.ndarray], draws: int = 1) -> pd.DataFrame:
    """Outcomes `net` of several policies; each array has a value per draw and replicate."""
    count = len(next(iter(values.values()))) // draws
    keys = pd.MultiIndex.from_product([range(draws), range(count)], names=["draw", "replicate"]).to_frame(
        False
    )
    return pd.concat([keys.assign(policy=p, net=v) for p, v in values.items()], ignore_index=True)


def worlds(count: int, replicates: int, noise: float, seed: int = 3) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A policy whose gain over the baseline is 0.3 + x in worlds x ~ N(0, 1), and five idle assumptions."""
    generator = np.random.default_rng(seed)
    x = generator.normal(size=count)
    luck = generator.normal(size=(count, replicates))
    gain = 0.3 + x[:, None] + noise * generator.normal(size=(count, replicates))
    idle = {f"idle_{k}": generator.uniform(size=count) for k in range(5)}
    found = outcomes_of({"base": luck.ravel(), "new": (luck + gain).ravel()}, count)
    return found, pd.DataFrame({"draw": np.arange(count), "x": x, **idle})


VALUE_OF_X = 0.3 * norm.cdf(0.3) + norm.pdf(0.3) - 0.3
"""E max(0, 0.3 + x) - 0.3 for x ~ N(0, 1)."""


class TestChances:
    def test_they_agree_with_compare_and_sum_to_one(self) -> None:
        measures = measure_table(pay=14_000.0)
        outcomes = made_up_outcomes(draws=4, replicates=30)
        table = compare_pairs(outcomes, measures, "baseline").set_index(["policy", "measure"])
        found = decide.chances(outcomes, measures, "baseline").set_index(["policy", "measure"])
        for name in ("p_better", "p_best"):
            pd.testing.assert_series_equal(found[name].reindex(table.index), table[name])
        assert np.allclose(found.groupby("measure")["p_best"].sum(), 1.0, rtol=0, atol=1e-12)

    def test_p_best_of_two_normals_is_known(self) -> None:
        generator = np.random.default_rng(1)
        noise = generator.normal(size=4000)
        found = decide.chances(outcomes_of({"base": np.zeros(4000), "new": 0.5 + noise}), NET, "base")
        new = found.set_index("policy").loc["new"]
        assert new["p_best"] == pytest.approx(norm.cdf(0.5), abs=2 * new["p_best_margin"])
        assert new["p_best_margin"] == pytest.approx(1.645 * np.sqrt(0.6915 * 0.3085 / 4000), rel=0.03)

    def test_the_margin_is_honest_about_worlds(self) -> None:
        """Worlds agree within themselves: 20 worlds of 50 replicates are not 1,000 pairs."""
        generator = np.random.default_rng(2)
        gain = np.repeat(generator.normal(size=20), 50)
        one = decide.chances(outcomes_of({"base": 0 * gain, "new": gain}, 20), NET, "base").iloc[1]
        shuffled = generator.permutation(gain)
        other = decide.chances(outcomes_of({"base": 0 * gain, "new": shuffled}, 1), NET, "base").iloc[1]
        assert one["p_better_margin"] > 5 * other["p_better_margin"]

    def test_always_is_not_certain_but_a_copy_is(self) -> None:
        outcomes = outcomes_of({"base": np.zeros(50), "up": np.ones(50), "copy": np.zeros(50)})
        found = decide.chances(outcomes, NET, "base").set_index("policy")
        assert found.loc["up", "p_better"] == 1.0
        assert 0.01 < found.loc["up", "p_better_margin"] < 0.1
        assert found.loc["copy", ["p_better", "p_better_margin"]].tolist() == [0.5, 0.0]

    def test_a_missing_pair_is_refused(self) -> None:
        with pytest.raises(PairingError, match="lacks the policy"):
            decide.chances(outcomes_of({"base": np.zeros(9), "up": np.ones(9)}).iloc[:-1], NET, "base")


def test_acceptability_turns_where_the_ratio_says() -> None:
    outcomes = outcomes_of({"base": np.zeros(40), "new": np.full(40, -100.0)})
    outcomes["leavers"] = outcomes["policy"].map({"base": 5.0, "new": 3.0})
    found = decide.acceptability(outcomes, "net", "leavers", -1, [0.0, 49.0, 50.0, 51.0])
    table = found.pivot(index="worth", columns="policy", values="p_best")
    assert table["new"].tolist() == [0.0, 0.0, 0.5, 1.0]
    assert (table.sum(axis=1) == 1.0).all()


class TestRegret:
    def test_numbers_by_hand(self) -> None:
        gain = np.array([-10.0, *[1.0] * 9])
        found = decide.regrets(outcomes_of({"base": 0 * gain, "new": gain}), NET, "base").set_index("policy")
        assert found.loc["new", "regret"] == pytest.approx(1.0)
        assert found.loc["base", "regret"] == pytest.approx(0.9)
        assert found.loc["new", "worst_regret"] == 10.0
        assert found.loc["new", "worst_tenth"] == -10.0
        assert found.loc["base", "worst_tenth"] == 0.0

    def test_less_may_be_better(self) -> None:
        less = pd.DataFrame([{"name": "net", "better": -1}])
        gain = np.array([10.0, *[-1.0] * 9])
        found = decide.regrets(outcomes_of({"base": 0 * gain, "new": gain}), less, "base").set_index("policy")
        assert found.loc["new", "worst_tenth"] == 10.0
        assert found.loc["new", "regret"] == pytest.approx(1.0)


class TestInformation:
    def test_evppi_agrees_with_the_closed_form(self) -> None:
        outcomes, known = worlds(1500, 4, noise=1.0)
        found = decide.partial_information(outcomes, known, "net").set_index("assumption")
        assert found.index[0] == "x"
        assert found.loc["x", "clear"]
        assert found.loc["x", "evppi"] == pytest.approx(VALUE_OF_X, abs=2 * found.loc["x", "margin"])
        assert 0 < found.loc["x", "margin"] < 0.05
        assert not found.drop("x")["clear"].any()
        assert (found.drop("x")["evppi"] < 0.02).all()

    def test_evpi_agrees_with_the_closed_form_and_luck_is_no_knowledge(self) -> None:
        outcomes, _ = worlds(1500, 10, noise=1.0)
        found = decide.perfect_information(outcomes, "net")
        assert found["evpi"] == pytest.approx(VALUE_OF_X, abs=0.06)
        idle, _ = worlds(1500, 10, noise=1.0)
        idle["net"] = np.random.default_rng(1).normal(size=len(idle))
        assert decide.perfect_information(idle, "net")["evpi"] < 0.03

    def test_few_worlds_are_not_overread(self) -> None:
        """In 20 worlds of pure noise hardly any of 80 idle assumptions stands out."""
        generator = np.random.default_rng(7)
        known = pd.DataFrame(generator.uniform(size=(20, 80)), columns=[f"a{k}" for k in range(80)])
        clear = 0
        for _ in range(20):
            outcomes = outcomes_of({"base": np.zeros(200), "new": generator.normal(size=200)}, 20)
            found = decide.partial_information(outcomes, known.assign(draw=range(20)), "net")
            clear += int(found["clear"].any())
        assert clear <= 5  # expected at most one in ten

    def test_without_worlds_there_is_nothing_to_find_out(self) -> None:
        outcomes, known = worlds(1, 30, noise=1.0)
        assert decide.perfect_information(outcomes, "net")["evpi"] == 0.0
        found = decide.partial_information(outcomes, known, "net")
        assert (found["evppi"] == 0).all()
        assert decide.flips(outcomes, known, NET, "base").empty


class TestFlips:
    def test_the_threshold_is_found(self) -> None:
        outcomes, known = worlds(200, 5, noise=0.5)
        found = decide.flips(outcomes, known, NET, "base")
        assert found["assumption"].tolist() == ["x"]
        assert found.loc[0, "threshold"] == pytest.approx(-0.3, abs=0.1)
        assert found.loc[0, "above"] == 1

    def test_less_is_better_turns_the_direction(self) -> None:
        outcomes, known = worlds(200, 5, noise=0.5)
        found = decide.flips(outcomes, known, NET.assign(better=-1), "base")
        assert found.loc[0, "above"] == -1

    def test_a_copy_never_flips(self) -> None:
        outcomes, known = worlds(50, 5, noise=0.5)
        base = outcomes[outcomes["policy"] == "base"]
        same = pd.concat([base, base.assign(policy="copy")])
        assert decide.flips(same, known, NET, "base").empty
