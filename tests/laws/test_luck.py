"""Luck is keyed: a company lives the same life alone, in a crowd, elsewhere, earlier and for longer."""

from __future__ import annotations

import hashlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.batch import block
from sim.batch.design import draw_assumptions
from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.spec.scenario import Scenario, differences
from sim.state import workforce as columns
from tests.laws.lives import from_start, lived, same, start_of
from tests.strategies import law, scenarios, seeds

CROWD = 64


@given(scenarios(), seeds(), st.integers(0, CROWD - 1), st.randoms(use_true_random=False))
@law(15)
def test_alone_in_a_crowd_and_in_another_order(scenario: Scenario, seed: int, k: int, chance: object) -> None:
    order = list(range(CROWD))
    chance.shuffle(order)  # type: ignore[attr-defined]
    alone, crowd, shuffled = (lived(scenario, lucks, seed) for lucks in ([k], list(range(CROWD)), order))
    assert same(alone.workforce, crowd.workforce, 0, k)
    assert same(alone.workforce, shuffled.workforce, 0, order.index(k))
    mine = alone.measures()
    for other in (crowd, shuffled):
        table = other.measures()
        assert mine.equals(table[table["replicate"] == k].reset_index(drop=True))


@given(scenarios(), seeds())
@law(5)
def test_parts_do_not_matter(scenario: Scenario, seed: int) -> None:
    usual = columns.PART_BYTES
    try:
        together = lived(scenario, [0, 1, 2, 3, 4], seed).workforce
        columns.PART_BYTES = 1
        apart = lived(scenario, [0, 1, 2, 3, 4], seed).workforce
    finally:
        columns.PART_BYTES = usual
    assert all(same(together, apart, row, row) for row in range(5))


def fingerprint(policy: str, replicates: list[int]) -> dict[int, str]:
    """A digest of each replicate's final state, for another process to tell."""
    model = lived(load("vietnam_sme", policy, months=6), replicates, 3)
    w = model.workforce
    return {
        k: hashlib.sha256(
            w.people[row].tobytes() + w.teams[row].tobytes() + w.companies[row].tobytes()
        ).hexdigest()
        for row, k in enumerate(replicates)
    }


def test_in_another_process() -> None:
    here = fingerprint("promote_flight_risks", [7, 2, 30])
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as elsewhere:
        there = elsewhere.submit(fingerprint, "promote_flight_risks", [30, 7]).result()
    assert there == {k: here[k] for k in (30, 7)}


@pytest.mark.parametrize("bytes_per_block", [1, 100_000, 8_000_000])
def test_blocks_of_draws_and_replicates(bytes_per_block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However draws and replicates are cut into blocks, each pair lives its own life."""
    policies = {name: load("vietnam_sme", name, months=4) for name in ("status_quo", "forced_promotion")}
    draws = draw_assumptions(5, 9)
    monkeypatch.setattr(block, "BLOCK_BYTES", bytes_per_block)
    told = block.live(policies, [4, 0, 11], 9, draws)
    for draw, replicate in ((0, 4), (3, 11), (4, 0)):
        for name, scenario in policies.items():
            alone = (
                PromotionModel(scenario, [replicate], 9, draws[draws["draw"] == draw]).run_model().measures()
            )
            table = told[name]
            pair = table[(table["draw"] == draw) & (table["replicate"] == replicate)].sort_values("month")
            pd.testing.assert_frame_equal(alone, pair.reset_index(drop=True), check_exact=True)
    assert len(told["status_quo"]) == 5 * 3 * 4


@given(scenarios(months=(2, 6)), seeds())
@law(15)
def test_nothing_outside_the_columns_keeps_state(scenario: Scenario, seed: int) -> None:
    """From a copied start one lives what one lives from an opening of one's own."""
    start = start_of(scenario, [0, 1], seed)
    copied = from_start(scenario, start).run_model()
    again = from_start(scenario, start).run_model()
    own = lived(scenario, [0, 1], seed)
    for row in range(2):
        assert same(copied.workforce, own.workforce, row, row)
        assert same(again.workforce, own.workforce, row, row)


@given(scenarios(), seeds())
@law(15)
def test_identical_policies_live_identical_lives(scenario: Scenario, seed: int) -> None:
    renamed = replace(scenario, names=scenario.names._replace(policy="another name"))
    told = block.live({"a": scenario, "b": renamed}, [0, 1], seed, None)
    assert told["a"].equals(told["b"])
    a, b = lived(scenario, [0, 1], seed), lived(renamed, [0, 1], seed)
    assert a.events().equals(b.events())
    assert a.people().equals(b.people())


@given(scenarios(months=(2, 12)), seeds(), st.integers(1, 11))
@law(15)
def test_more_months_change_no_month_before(scenario: Scenario, seed: int, fewer: int) -> None:
    shorter = replace(scenario, months=min(fewer, scenario.months))
    long, short = lived(scenario, [0], seed), lived(shorter, [0], seed)
    table = long.measures()
    assert short.measures().equals(table[table["month"] <= shorter.months])
    events = long.events()
    assert (
        short.events()
        .reset_index(drop=True)
        .equals(events[events["month"] <= shorter.months].reset_index(drop=True))
        or len(short.events()) == 0
    )


@pytest.mark.parametrize(
    "policy", ["dual_ladder", "forced_promotion", "training_budget", "aptitude_interest_need"]
)
def test_a_policy_with_all_levers_put_back_is_the_baseline(policy: str) -> None:
    firm = {"company.quits": 5.0, "company.headcount": 30}
    usual, other = (load("vietnam_sme", name, overrides=firm, months=12) for name in ("status_quo", policy))
    back = {d.path: d.before for d in differences(usual, other)}
    mended = load("vietnam_sme", policy, overrides=firm | back, months=12)
    assert lived(mended, [0, 1], 1).measures().equals(lived(usual, [0, 1], 1).measures())
    assert not lived(other, [0, 1], 1).measures().equals(lived(usual, [0, 1], 1).measures())


def test_luck_is_luck() -> None:
    """Another replicate or another seed is another life."""
    scenario = load("vietnam_sme", "status_quo", months=3)
    outputs = {tuple(lived(scenario, [k], seed).measures()["output"]) for k in range(5) for seed in range(5)}
    assert len(outputs) == 25
    assert np.isfinite(list(outputs)).all()
