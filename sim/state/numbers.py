"""Exponential, logarithm, power, normal quantile and ordered sum, the same bits on every machine.

The C library's functions change bits with the processor, numpy's with its vector units, and Python,
numpy and numba disagree on powers. Here they are made of + - * / sqrt, comparisons and the bits of a
float only, which IEEE 754 fixes exactly. They have no branches, so that loops over people vectorise.
"""

from __future__ import annotations

import math

import numpy as np

from sim.state.compiled import rule

TOP_QUARTER = 0.6744897501960817
"""Where the top quarter of a standard normal begins."""

LARGEST_EXPONENT = 700.0
"""exp is held inside exp(-700) to exp(700): the model never needs more, and infinity never appears."""

_LOG2_E = 1.4426950408889634
_LN2_HIGH = 0.6931471803691238  # the leading bits of ln 2, so that k * _LN2_HIGH is exact
_LN2_LOW = 1.9082149292705877e-10
_SQRT_HALF = 0.7071067811865476
_MANTISSA = 0x000FFFFFFFFFFFFF
_ONE_BITS = 0x3FF0000000000000
_WHOLE = 6755399441055744.0
"""1.5 x 2^52: what is added to it is rounded to a whole number, which then stands in its last bits."""

_TAIL = 0.02425


@rule
def exp(x: float) -> float:
    """E to the power x; relative error below 4e-16; x is first held to [-700, 700].

    Cody and Waite's reduction x = k ln 2 + r, then the Taylor series of exp(r) to the 12th power, its even
    and its odd powers apart: neither waits for the other. k stands in the last bits of `shifted`.
    """
    x = min(max(x, -LARGEST_EXPONENT), LARGEST_EXPONENT)
    shifted = x * _LOG2_E + _WHOLE
    k = shifted - _WHOLE
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    w = r * r
    even = 1.0 / 479001600.0
    even = even * w + 1.0 / 3628800.0
    even = even * w + 1.0 / 40320.0
    even = even * w + 1.0 / 720.0
    even = even * w + 1.0 / 24.0
    even = even * w + 0.5
    odd = 1.0 / 39916800.0
    odd = odd * w + 1.0 / 362880.0
    odd = odd * w + 1.0 / 5040.0
    odd = odd * w + 1.0 / 120.0
    odd = odd * w + 1.0 / 6.0
    p = ((odd * r + even) * w + r) + 1.0
    bits = np.float64(shifted).view(np.int64)
    scale = np.int64((bits << np.int64(52)) + np.int64(_ONE_BITS)).view(np.float64)
    return float(p * scale)


@rule
def left_after_a_month(half_life: float) -> float:
    """The part that is left after a month of something that halves in so many months."""
    return exp(-0.6931471805599453 / half_life)


@rule
def log(x: float) -> float:
    """Natural logarithm of a positive normal number; absolute error below 4e-16 near 1, relative elsewhere.

    x = 2^k m with m in [sqrt(1/2), sqrt(2)); log m = 2 atanh((m-1)/(m+1)) as a series,
    every other power apart as in `exp`.
    """
    bits = np.float64(x).view(np.int64)
    k = float((bits >> np.int64(52)) - np.int64(1023))
    m = np.int64((bits & np.int64(_MANTISSA)) | np.int64(_ONE_BITS)).view(np.float64)
    large = m > 2.0 * _SQRT_HALF
    m = 0.5 * m if large else m
    k = k + 1.0 if large else k
    t = (m - 1.0) / (m + 1.0)
    w = t * t
    v = w * w
    even = 1.0 / 17.0
    even = even * v + 1.0 / 13.0
    even = even * v + 1.0 / 9.0
    even = even * v + 1.0 / 5.0
    odd = 1.0 / 19.0
    odd = odd * v + 1.0 / 15.0
    odd = odd * v + 1.0 / 11.0
    odd = odd * v + 1.0 / 7.0
    odd = odd * v + 1.0 / 3.0
    p = (even * w + odd) * w * t + t
    return float(k * _LN2_HIGH + (2.0 * p + k * _LN2_LOW))


@rule
def power(base: float, exponent: float) -> float:
    """`base` to the power `exponent`, for a positive base."""
    return exp(exponent * log(base))


@rule
def logistic(x: float) -> float:
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exp(-x))


@rule
def normal_share(z: float) -> float:
    """The share of a standard normal below z, by the logistic approximation (error below 0.0095).

    Bowling et al. 2009, "A logistic approximation to the cumulative normal distribution":
    the best single slope is 1.702.
    """
    return logistic(1.702 * z)


@rule
def normal_quantile(u: float) -> float:
    """The standard normal quantile of u in (0, 1); relative error below 1.2e-9.

    Acklam 2003, "An algorithm for computing the inverse normal cumulative distribution function":
    a rational function in the middle, another in the tails. Both are computed and one is taken, so that
    the loop has no branch.
    """
    near = min(u, 1.0 - u)
    q = near - 0.5
    r = q * q
    a = -3.969683028665376e01
    a = a * r + 2.209460984245205e02
    a = a * r - 2.759285104469687e02
    a = a * r + 1.383577518672690e02
    a = a * r - 3.066479806614716e01
    a = a * r + 2.506628277459239e00
    b = -5.447609879822406e01
    b = b * r + 1.615858368580409e02
    b = b * r - 1.556989798598866e02
    b = b * r + 6.680131188771972e01
    b = b * r - 1.328068155288572e01
    b = b * r + 1.0
    middle = a * q / b
    t = math.sqrt(-2.0 * log(near))
    c = -7.784894002430293e-03
    c = c * t - 3.223964580411365e-01
    c = c * t - 2.400758277161838e00
    c = c * t - 2.549732539343734e00
    c = c * t + 4.374664141464968e00
    c = c * t + 2.938163982698783e00
    d = 7.784695709041462e-03
    d = d * t + 3.224671290700398e-01
    d = d * t + 2.445134137142996e00
    d = d * t + 3.754408661907416e00
    d = d * t + 1.0
    tail = c / d
    lower = tail if near < _TAIL else middle
    return lower if u < 0.5 else -lower


@rule
def ordered_sum(values: np.ndarray) -> float:
    """The sum from the first value to the last, in that order: the order is part of the result."""
    total = 0.0
    for value in values:
        total = total + value
    return total


@rule
def clip(x: float, low: float, high: float) -> float:
    """X held inside [low, high]."""
    return min(max(x, low), high)
