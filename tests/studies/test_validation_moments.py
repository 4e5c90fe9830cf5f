"""Estimators against numbers known from elsewhere, and the jackknife against the textbook error."""

import numpy as np
import pytest

from sim.studies.validation import courses
from sim.studies.validation import moments as stat
from sim.studies.validation.film import World


@pytest.fixture(scope="module")
def luck() -> np.random.Generator:
    return np.random.default_rng(7)


def test_correlation_and_slopes_are_numpys(luck: np.random.Generator) -> None:
    x, y = luck.normal(size=(2, 600))
    z = 2.0 * x - 0.5 * y + luck.normal(size=600)
    company = np.arange(600) % 20
    two = stat.by_company(company, 20, *stat.products(x, z)).sum(axis=0)
    three = stat.by_company(company, 20, *stat.products(x, y, z)).sum(axis=0)
    expected = np.linalg.lstsq(np.column_stack([np.ones(600), x, y]), z, rcond=None)[0]
    assert stat.correlation(two) == pytest.approx(np.corrcoef(x, z)[0, 1])
    assert stat.coefficients(three, 3) == pytest.approx(expected)
    assert stat.slope_per_sd(3, 1)(three) == pytest.approx(expected[1] * x.std())


def test_jackknife_of_a_mean_is_its_standard_error(luck: np.random.Generator) -> None:
    values = luck.normal(size=200)
    found = stat.jackknife(np.column_stack([values, np.ones(200)]), stat.ratio)
    assert found.value == pytest.approx(values.mean())
    assert found.mc_error == pytest.approx(values.std(ddof=1) / np.sqrt(200))


def test_what_nobody_can_answer_is_nan() -> None:
    found = stat.jackknife(np.zeros((5, 2)), stat.ratio)
    assert np.isnan(found.value)
    assert np.isnan(found.mc_error)


def test_tilt_finds_a_log_hazard_ratio(luck: np.random.Generator) -> None:
    x = luck.normal(0.4, 1.5, size=400_000)
    left = luck.uniform(size=len(x)) < 0.01 * np.exp(-0.3 * (x - 0.4) / 1.5)
    sums = np.array([left.sum(), x[left].sum(), len(x), x.sum(), (x * x).sum()])
    # 1.8 standard errors at some 4,200 events
    assert stat.tilt(sums) == pytest.approx(-0.3, abs=0.028)


def test_what_training_draws_is_told_from_what_it_does() -> None:
    offered, alike, none = [90.0, 100.0], [80.0, 100.0], [70.0, 100.0]
    assert courses.sorted_part(np.array(offered + alike + none)) == pytest.approx(0.5)


@pytest.mark.parametrize(("strength", "draws"), [(0.0, False), (2.0, True)])
def test_training_sorts_where_the_assumption_says_so(strength: float, draws: bool) -> None:
    world = World(overrides={"assumptions.market.training_sorting": strength})
    told = courses.sorting(world, range(4))["sorting"].sum(axis=0)
    assert (told[:2] != told[2:4]).any() == draws


def test_moments_of_blocks_lie_below_each_other() -> None:
    one, two = {"a": np.zeros((2, 3))}, {"a": np.ones((4, 3))}
    assert stat.merged([one, two])["a"].tolist() == [[0.0] * 3] * 2 + [[1.0] * 3] * 4
