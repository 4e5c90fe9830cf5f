"""Martell, Lane & Emrich 1996: a small bias accumulates up the levels."""

from __future__ import annotations

import numpy as np
import pytest

from sim.published.martell1996 import BIAS, LEAVING_SHARE, LEFT, SIZES, Martell1996, promote_best
from sim.published.replications.martell1996 import women_at_the_end
from tests.published.conftest import needs_compiler

TARGETS = {
    "5% of variance": (58.5, 51.0, 46.4, 43.5, 40.5, 36.8, 31.8, 25.2),
    "1% of variance": (53.8, 50.5, 48.5, 47.2, 45.8, 44.0, 41.5, 39.1),
    "none": (50.0, 50.0, 50.0, 49.8, 50.1, 50.2, 49.9, 50.3),
}
"""Percent of women by level, the bottom first, in an independent implementation with 2,000 organisations."""


def test_the_highest_rated_move_up_in_order() -> None:
    score = np.array([LEFT, 60.0, LEFT, 50.0, LEFT, 70.0, 55.0])
    man = np.array([False, False, False, True, False, True, False])
    original = np.ones(7, dtype=np.bool_)
    assert promote_best(score, man, original, 0, 3, 7) == 2
    assert score.tolist() == [70.0, 60.0, 55.0, 50.0, LEFT, LEFT, LEFT]
    assert man[[0, 2]].tolist() == [True, False]


def test_books_balance_and_fifteen_percent_leave() -> None:
    model = Martell1996(BIAS["none"], replicates=3)
    for _ in range(4):
        model.step()
    table = model.measures()
    exits = table.filter(like="exits").sum(axis=1)
    assert set(exits[table["step"] > 0]) == {round(LEAVING_SHARE * sum(SIZES))}
    assert (model.score > LEFT).all()
    assert model.accounting_gap().tolist() == [0, 0, 0]
    model._pages[2].loc[1, "promotions"] += 1
    assert model.accounting_gap().tolist() == [0, 1, 0]


def test_women_and_men_start_equal_and_a_replicate_is_the_same_in_any_company() -> None:
    block, alone = (Martell1996(4.58, replicates=list(r)) for r in ((5, 8), (8,)))
    assert np.abs(block.women - 50.0).max() <= 100 * 0.5 / 75 + 1e-9
    for _ in range(3):
        block.step()
        alone.step()
    assert (block.women[1] == alone.women[0]).all()
    assert (block.score[1] == alone.score[0]).all()


@needs_compiler
def test_it_runs_until_the_first_people_are_gone() -> None:
    model = Martell1996(replicates=4)
    model.run_model()
    last = model.measures().groupby("replicate")["step"].last()
    assert not model.original.any()
    assert last.max() == model.steps
    assert last.between(25, 120).all()
    assert last.nunique() > 1


@needs_compiler
@pytest.mark.parametrize("name", BIAS)
def test_women_by_level(name: str) -> None:
    """Every level within 4 errors of the difference (250 organisations against 2,000), and rounding."""
    women = women_at_the_end(lambda: Martell1996(BIAS[name], replicates=250))[:, ::-1]
    error = women.std(axis=0, ddof=1) * np.sqrt(1 / 250 + 1 / 2000)
    assert (np.abs(women.mean(axis=0) - TARGETS[name]) <= 4 * error + 0.05).all()


@pytest.mark.long
@needs_compiler
@pytest.mark.parametrize(("name", "top"), [("5% of variance", 25.2), ("1% of variance", 39.1)])
def test_women_at_the_top_of_two_thousand(name: str, top: float) -> None:
    women = women_at_the_end(lambda: Martell1996(BIAS[name], replicates=2000))
    assert women[:, 0].mean() == pytest.approx(top, abs=1.5)
