"""The functions that have the same bits everywhere are the functions they claim to be."""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from scipy import special, stats

from sim.state import numbers

GRID = np.linspace(-700.0, 700.0, 1401)
MODERATE = np.linspace(-12.0, 12.0, 1401)
SHARES = np.concatenate(
    [np.linspace(1e-6, 1 - 1e-6, 4001), 10.0 ** -np.arange(3, 10), [2.0**-33, 1 - 2.0**-33]]
)


def worst(
    ours: Callable[[float], float], true: Callable[[Decimal], Decimal], xs: np.ndarray, absolute: bool = False
) -> float:
    """The largest error against fifty digits, relative unless said otherwise."""
    errors = []
    with decimal.localcontext() as context:
        context.prec = 50
        for x in xs:
            exact = true(Decimal(float(x)))
            error = abs(Decimal(ours(float(x))) - exact)
            errors.append(float(error if absolute or exact == 0 else error / abs(exact)))
    return max(errors)


def test_exp() -> None:
    assert worst(numbers.exp, Decimal.exp, GRID) < 4e-16
    assert worst(numbers.exp, Decimal.exp, MODERATE) < 4e-16
    assert numbers.exp(0.0) == 1.0


def test_exp_is_held_inside_its_range() -> None:
    assert numbers.exp(1e9) == numbers.exp(700.0)
    assert numbers.exp(-1e9) == numbers.exp(-700.0)
    assert 0.0 < numbers.exp(-1e9) < 1e-300
    assert math.isfinite(numbers.exp(1e9))


def test_log() -> None:
    assert (
        worst(
            numbers.log, Decimal.ln, np.concatenate([10.0 ** np.linspace(-300, -1, 500), [2.0, 10.0, 1e300]])
        )
        < 4e-16
    )
    assert worst(numbers.log, Decimal.ln, np.linspace(0.5, 2.0, 3001), absolute=True) < 4e-16
    assert numbers.log(1.0) == 0.0


def test_log_and_exp_are_inverse() -> None:
    for x in MODERATE:
        assert numbers.log(numbers.exp(float(x))) == pytest.approx(x, abs=1e-14)


def test_power() -> None:
    assert numbers.power(2.0, 10.0) == pytest.approx(1024.0, rel=1e-14)
    assert numbers.power(0.5, 12 / 5) == pytest.approx(0.5**2.4, rel=1e-14)
    assert numbers.power(7.0, 0.0) == 1.0


def test_logistic() -> None:
    for x in MODERATE:
        assert numbers.logistic(float(x)) == pytest.approx(special.expit(x), rel=1e-14)
    assert numbers.logistic(0.0) == 0.5
    assert numbers.logistic(-1e9) >= 0.0


def test_normal_share_is_within_a_hundredth() -> None:
    errors = [abs(numbers.normal_share(float(z)) - stats.norm.cdf(z)) for z in MODERATE]
    assert 0.009 < max(errors) < 0.0095


def test_normal_quantile() -> None:
    exact = special.ndtri(SHARES)
    ours = np.array([numbers.normal_quantile(float(u)) for u in SHARES])
    relative = np.abs(ours - exact)[exact != 0] / np.abs(exact[exact != 0])
    assert relative.max() < 1.2e-9
    assert numbers.normal_quantile(0.5) == 0.0


def test_normal_quantile_is_symmetric_and_rises() -> None:
    ours = [numbers.normal_quantile(k / 4096) for k in range(1, 4096)]
    assert ours == sorted(ours)
    assert [-x for x in reversed(ours)] == ours


def test_ordered_sum_keeps_the_order() -> None:
    assert numbers.ordered_sum(np.array([1e16, 1.0, -1e16])) == 0.0
    assert numbers.ordered_sum(np.array([1e16, -1e16, 1.0])) == 1.0
    assert numbers.ordered_sum(np.array([0.1] * 10)) != math.fsum([0.1] * 10)
    assert numbers.ordered_sum(np.zeros(0)) == 0.0


def test_clip() -> None:
    assert [numbers.clip(x, -1.0, 2.0) for x in (-5.0, -1.0, 0.5, 2.0, 9.0)] == [-1.0, -1.0, 0.5, 2.0, 2.0]
