"""The parts of a report sum to their wholes, on lived companies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim import comparison
from sim.analysis import causes
from sim.analysis.paired import compare_pairs
from sim.batch.design import draw_assumptions
from sim.spec.measure import HEADLINES
from sim.spec.reader import load
from sim.studies import answer as study
from sim.studies import why
from sim.view.report_tables import Answer, answer, charts

BASE = "status_quo"


def test_it_says_what_compare_says(said: Answer) -> None:
    alone = comparison.compare("vietnam_sme", list(said.policies), months=18, replicates=12, draws=3, seed=4)
    pd.testing.assert_frame_equal(said.comparison.table, alone.table)
    assert said.comparison.sentences == alone.sentences


def test_p_best_sums_to_one(said: Answer) -> None:
    assert np.allclose(said.chances.groupby("measure")["p_best"].sum(), 1.0, rtol=0, atol=1e-12)
    assert np.allclose(said.acceptability.groupby("worth")["p_best"].sum(), 1.0, rtol=0, atol=1e-12)


def test_the_waterfall_is_the_difference_in_leavers(said: Answer) -> None:
    lives = study.live_arms(said.comparison.scenarios, 12, draw_assumptions(3, 4), 4)
    assert set(causes.residual(said.waterfall, lives.totals, BASE).values()) == {0}
    left = lives.totals.groupby("policy")["left"].sum()
    for policy, parts in said.waterfall.groupby("policy"):
        assert parts["difference"].sum() == left[policy] - left[BASE]  # type: ignore[index]


def test_shapley_parts_sum_to_the_bundle(said: Answer) -> None:
    assert set(said.splits) == {"forced_promotion"}  # the other pulls levers of one group only
    parts = said.splits["forced_promotion"].parts
    arms = {name: said.comparison.scenarios[name] for name in (BASE, "forced_promotion")}
    lives = study.live_arms(arms, 12, draw_assumptions(3, 4), 4)
    means = lives.outcomes.groupby("policy")[[m.name for m in HEADLINES]].mean()
    for measure, rows in parts.groupby("measure"):
        whole = means.loc["forced_promotion", measure] - means.loc[BASE, measure]  # type: ignore[index]
        assert rows["part"].sum() == pytest.approx(whole, abs=1e-8)


def test_sampled_shapley_parts_sum_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(why, "EXACT_UP_TO", 1)
    base, new = (load("vietnam_sme", policy, months=6) for policy in (BASE, "aptitude_interest_need"))
    arms = {BASE: base, "new": new}
    lives = study.live_arms(arms, 5, None, 1)
    found = why.splits(why.live_hybrids(arms, BASE, 5, None, 1), lives.outcomes)["new"]
    assert not found.exact
    means = lives.outcomes.groupby("policy")["net_value"].mean()
    parts = found.parts[found.parts["measure"] == "net_value"]
    assert parts["part"].sum() == pytest.approx(means["new"] - means[BASE], abs=1e-6)
    assert np.isfinite(parts["order_margin"]).all()


def test_at_most_eight_groups() -> None:
    from sim.spec.scenario import Difference

    changed = [Difference(f"policy.part_{k}.lever", "", "", 0, 1) for k in range(12)]
    groups = why.lever_groups(changed)
    assert len(set(groups.values())) == 8
    assert groups["policy.part_11.lever"] == why.OTHER


def test_twins_are_the_difference_in_leavers(said: Answer) -> None:
    """Counted from events, they equal what the measures of the same companies count."""
    from sim.analysis import twins

    lives = study.live_arms(said.comparison.scenarios, 12, draw_assumptions(3, 4), 4)
    followed = said.lives[["draw", "replicate"]].drop_duplicates()
    left = lives.totals.merge(followed).groupby("policy")["left"].sum()
    for row in twins.account(said.lives, BASE).to_dict("records"):
        assert row["difference"] == left[row["policy"]] - left[BASE]
    for row in said.fates.to_dict("records"):
        assert (
            row["both_stay"] + row["stays_instead"] + row["leaves_instead"] + row["both_leave"]
            == row["people"]
        )


def test_groups_are_parts_of_everybody(said: Answer) -> None:
    whole = said.fates.set_index("policy")["net"]
    for (policy, _), rows in said.groups.groupby(["policy", "by"]):
        if rows["net"].notna().all():
            assert rows["net"].sum() == whole[policy]  # type: ignore[index]


def test_people_are_told_apart_by_level_ladder_anchor_and_group() -> None:
    keys = {"draw": 0, "replicate": 0, "rung": 0.0, "want_manage": 1.0, "want_technical": 0.0}
    people = pd.DataFrame(
        keys | {"want_project": 0.0, "person": range(20), "level": [0] * 8 + [1] * 7 + [2] * 5}
    )
    told = study.described(people.assign(group=[0.0] * 9 + [1.0] * 11))
    roles = {"Contributors": 8, "First-line managers": 7, "Managers of managers": 5}
    assert told["role"].value_counts().to_dict() == roles
    assert told["group"].value_counts().to_dict() == {"Group 1, the largest": 9, "Group 2": 11}
    assert set(told["anchor"]) == {"Wants to manage"}
    few = study.described(people[people["person"] < 19].assign(group=0.0))
    assert few["role"].value_counts().to_dict() == {"Contributors": 8, "Managers": 11}
    assert "group" not in few


def test_fates_are_told_by_level_ladder_anchor_and_group() -> None:
    """In a company with a smaller group all four are there, and together each of them is everybody."""
    said = answer("vietnam_sme", "dual_ladder", months=12, replicates=3, draws=1,
                  overrides={"company.smaller_group": 0.3})  # fmt: skip
    assert list(said.groups["by"].unique()) == ["role", "ladder", "anchor", "group"]
    assert {"Group 1, the largest", "Group 2"} <= set(said.groups["group"])
    whole = said.fates.set_index("policy").loc["dual_ladder"]
    for _, rows in said.groups.groupby("by"):
        assert rows["people"].notna().all(), "nobody is hidden here, so that the parts can be summed"
        for cell in ("people", "stays_instead", "leaves_instead"):
            assert rows[cell].sum() == whole[cell]


def test_money_items_sum_to_net_and_net_is_the_goal(said: Answer) -> None:
    goal = said.comparison.table.set_index(["policy", "measure"])["delta"]
    for policy, rows in said.accounts.groupby("policy"):
        items, net = rows[rows["item"] != "net_value"], rows[rows["item"] == "net_value"].iloc[0]
        assert items["delta"].sum() == pytest.approx(net["delta"], abs=1e-6)
        assert net["delta"] == pytest.approx(goal[(policy, "net_value")], abs=1e-6)


def test_no_chart_holds_a_person(said: Answer) -> None:
    for name, frame in charts(said).items():
        assert "person" not in frame.columns, name


def test_a_copy_differs_in_nothing() -> None:
    copy = load("vietnam_sme", BASE).policy
    same = answer("vietnam_sme", [copy], months=6, replicates=4, draws=1)
    result = same.comparison
    assert (result.table[["delta", "low", "high"]] == 0).all(axis=None)
    assert set(result.table["verdict"]) == {"same"}
    assert (result.table["p_best"] == 0.5).all()
    assert (same.fates[["stays_instead", "leaves_instead"]] == 0).all(axis=None)
    assert (same.waterfall["difference"] == 0).all()
    assert (same.accounts["delta"] == 0).all()
    assert same.levers.empty
    assert same.splits == {}
    from sim.view.report import html

    assert "makes no difference from" in html(same)


def test_the_same_policy_with_other_luck_is_hardly_ever_clearly_different() -> None:
    """Ten disjoint sets of replicates against an eleventh, pairs broken: at most one may look different."""
    lives = study.live_arms({BASE: load("vietnam_sme", BASE, months=36)}, 11 * 24, None, 7)
    outcomes = lives.outcomes.assign(
        policy=[f"set {r // 24}" for r in lives.outcomes["replicate"]],
        replicate=lives.outcomes["replicate"] % 24,
    )
    from sim.spec.measure import measure_table

    table = compare_pairs(outcomes, measure_table(pay=14_000.0), "set 0")
    clear = table[table["verdict"].isin(["better", "worse"])]
    assert clear["policy"].nunique() <= 1


def test_causes_money_and_flows_come_from_the_model() -> None:
    from sim.model.measures import NAMES

    assert set(study.exit_causes()["name"]) == {name for name in NAMES if name.startswith("exits_")}
    items = study.money_items()
    assert {"output_value", "payroll", "training_spent"} <= set(items["name"])
    assert items.set_index("name").loc["output_value", "sign"] == 1
    assert set(study.step_flows()) <= set(NAMES)
