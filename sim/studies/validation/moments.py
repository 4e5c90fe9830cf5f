"""Statistics from sums over companies, with their Monte Carlo error by the jackknife.

A study writes, for each fact, moments: a row per company of numbers that may be added up. An estimator turns
added moments into the statistic. Leaving out one company at a time then costs one subtraction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""Numbers, or truth values that count as 1 and 0."""

Whole = NDArray[np.int64]
Estimator = Callable[[Array], Array]
"""Moments (..., k) to statistic (...)."""

NORMAL_95 = 1.959963984540054
"""Standard errors to either side of a 95 percent interval."""


class Estimate(NamedTuple):
    """A statistic and one standard error of it; both NaN when it is not defined."""

    value: float
    mc_error: float


def jackknife(moments: Array, estimator: Estimator) -> Estimate:
    """The statistic of all companies, and its standard error by leaving out each company once."""
    total = moments.sum(axis=0)
    with np.errstate(all="ignore"):
        value = float(estimator(total))
        without = np.asarray(estimator(total - moments), dtype=np.float64)
    rows = len(without)
    # a rare event that a single company had is not there without it: its error can't be told
    if not np.isfinite(value) or rows < 2 or not np.isfinite(without).all():
        return Estimate(value, float("nan"))
    spread = without - without.mean()
    return Estimate(value, float(np.sqrt((rows - 1) / rows * (spread * spread).sum())))


def by_company(company: Whole, rows: int, *columns: Array) -> Array:
    """Sums of each column (n,) over the companies that `company` (n,) names: moments (rows, columns)."""
    return np.stack([np.bincount(company, weights=column, minlength=rows) for column in columns], axis=-1)


def products(*variables: Array) -> list[Array]:
    """The columns that regression and correlation need: 1, the variables, and all their products."""
    ones = np.ones_like(variables[0])
    every = [ones, *variables]
    return [every[i] * every[j] for i in range(len(every)) for j in range(i, len(every))]


def gram(moments: Array, variables: int) -> Array:
    """The symmetric matrix (..., v + 1, v + 1) of added `products` of v variables."""
    size = variables + 1
    matrix = np.zeros((*moments.shape[:-1], size, size))
    place = 0
    for i in range(size):
        for j in range(i, size):
            matrix[..., i, j] = matrix[..., j, i] = moments[..., place]
            place += 1
    return matrix


def ratio(moments: Array) -> Array:
    """First over second."""
    return np.asarray(moments[..., 0] / moments[..., 1])


def ratio_of_ratios(moments: Array) -> Array:
    """First over second, over third over fourth."""
    return np.asarray(moments[..., 0] / moments[..., 1] / (moments[..., 2] / moments[..., 3]))


def relative_change(moments: Array) -> Array:
    """How much larger the first ratio is than the second, as a share."""
    return ratio_of_ratios(moments) - 1.0


def difference(moments: Array) -> Array:
    """First over second, less third over fourth."""
    return np.asarray(moments[..., 0] / moments[..., 1] - moments[..., 2] / moments[..., 3])


def correlation(moments: Array) -> Array:
    """Pearson's r from `products(x, y)`."""
    m = gram(moments, 2)
    n = m[..., 0, 0]
    xy = m[..., 1, 2] - m[..., 0, 1] * m[..., 0, 2] / n
    xx = m[..., 1, 1] - m[..., 0, 1] ** 2 / n
    yy = m[..., 2, 2] - m[..., 0, 2] ** 2 / n
    return np.asarray(xy / np.sqrt(xx * yy))


def coefficients(moments: Array, variables: int) -> Array:
    """Least squares of the last variable on the others and a constant, from `products`: (..., v)."""
    m = gram(moments, variables)
    xx = m[..., :-1, :-1]
    xy = m[..., :-1, -1]
    return np.asarray(np.linalg.solve(xx, xy[..., None])[..., 0])


def spread(moments: Array, variable: int, variables: int) -> Array:
    """Standard deviation of a variable (1, 2, ...) from `products`."""
    m = gram(moments, variables)
    mean = m[..., 0, variable] / m[..., 0, 0]
    return np.asarray(np.sqrt(m[..., variable, variable] / m[..., 0, 0] - mean * mean))


def slope(variables: int, of: int = 1) -> Estimator:
    """The coefficient of variable `of` when the last variable is regressed on all the others."""
    return lambda moments: np.asarray(coefficients(moments, variables)[..., of])


def slope_per_sd(variables: int, of: int = 1) -> Estimator:
    """The same coefficient times the variable's standard deviation."""
    return lambda moments: slope(variables, of)(moments) * spread(moments, of, variables)


def standardised(variables: int, of: int = 1) -> Estimator:
    """The same coefficient in standard deviations of both."""
    return lambda moments: slope_per_sd(variables, of)(moments) / spread(moments, variables, variables)


def tilt(moments: Array) -> Array:
    """Log hazard ratio per standard deviation of x.

    Moments: events, sum of x over events, then over the time at risk: its amount, sum of x, sum of x squared.
    Where the log hazard is linear in x and x is normal, the mean of x at events lies the slope times the
    variance away from its mean at risk: the estimator of a Poisson regression, without iterating.
    """
    mean = moments[..., 3] / moments[..., 2]
    deviation = np.sqrt(moments[..., 4] / moments[..., 2] - mean * mean)
    return np.asarray((moments[..., 1] / moments[..., 0] - mean) / deviation)


def hazard_ratio(moments: Array) -> Array:
    """`tilt` as a hazard ratio."""
    return np.asarray(np.exp(tilt(moments)))


def attenuated(estimator: Estimator, factor: float) -> Estimator:
    """A correlation as a survey of limited reliability would show it."""
    return lambda moments: estimator(moments) * factor


def merged(parts: list[Mapping[str, Array]]) -> dict[str, Array]:
    """Moments of several blocks of companies, one below the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
