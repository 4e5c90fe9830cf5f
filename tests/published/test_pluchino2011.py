"""Pluchino, Rapisarda & Garofalo 2011: gains and topology within a point, counts within ten percent.

With 60 trees the error of a gain is about 0.1 points, of a count about 1 in 100.
"""

from __future__ import annotations

import pytest

from sim.published.lives import Estimate
from sim.published.pluchino2011 import Pluchino2011
from sim.published.replications.pluchino2011 import (
    COUNT_COLUMNS,
    COUNTS_2011,
    MAXIMA_2011,
    SHARES_2011,
    TreeLife,
    random_over_best,
    tree_life,
)
from tests.published.conftest import needs_compiler

pytestmark = needs_compiler


@pytest.fixture(scope="module")
def trees():  # type: ignore[no-untyped-def]
    """Lives of 60 trees by L, mode and share of random promotions."""
    wanted = [(4, mode, share) for mode in MAXIMA_2011 for share in SHARES_2011]
    wanted += [(3, mode, share) for mode in MAXIMA_2011 for share in (0.0, 1.0)]
    return {key: tree_life(lambda key=key: Pluchino2011(*key, replicates=60)) for key in wanted}


@pytest.mark.parametrize(
    ("size", "mode", "paper"), [(3, "global", 8), (3, "neighbours", 4), (4, "neighbours", 4)]
)
def test_random_gains_over_best(size: int, mode: str, paper: float, trees) -> None:  # type: ignore[no-untyped-def]
    gain: Estimate = random_over_best(trees, size, mode)
    assert gain.mean == pytest.approx(paper, abs=1.0)


@pytest.mark.parametrize(("size", "paper"), [(3, 3.0), (4, 2.7)])
def test_neighbours_do_better_under_best_promotion(size: int, paper: float, trees) -> None:  # type: ignore[no-untyped-def]
    gain = (trees[size, "neighbours", 0.0].base - trees[size, "global", 0.0].base).mean()
    assert gain == pytest.approx(paper, abs=1.0)


@pytest.mark.parametrize("mode", MAXIMA_2011)
def test_highest_gain_within_twenty_years(mode: str, trees) -> None:  # type: ignore[no-untyped-def]
    ours = [trees[4, mode, share].highest.mean() for share in SHARES_2011]
    assert ours == pytest.approx(list(MAXIMA_2011[mode]), abs=1.0)
    assert ours == sorted(ours)


@pytest.mark.parametrize("case", COUNTS_2011)
def test_people_in_twenty_years(case: tuple[str, float], trees) -> None:  # type: ignore[no-untyped-def]
    life: TreeLife = trees[4, *case]
    for name, paper in COUNTS_2011[case].items():
        assert life.flows[:, COUNT_COLUMNS[name]].mean() == pytest.approx(paper, rel=0.1)


def test_the_ages_of_2010_do_not_give_the_counts_of_2011() -> None:
    life = tree_life(lambda: Pluchino2011(ages="N(25, 5)", replicates=60))
    assert life.flows[:, COUNT_COLUMNS["retirements"]].mean() < 150
    assert life.highest.mean() < 5.25 - 1.0


def test_the_transient_is_the_same_life_whatever_comes_after() -> None:
    calm, wild = (
        Pluchino2011(3, random_share=share, transient=300, steps=200, replicates=3) for share in (0.0, 1.0)
    )
    calm.run_model()
    wild.run_model()
    assert (calm.efficiency[:301] == wild.efficiency[:301]).all()
    assert (calm.efficiency[301:] != wild.efficiency[301:]).any()
    assert wild.measures()["step"].min() == -300
