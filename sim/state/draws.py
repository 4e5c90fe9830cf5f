"""Keyed random numbers: the luck of a person in a month for a purpose is a pure function of its key.

Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"):
key = seed; counter = (person, month, purpose, replicate). Nothing is consumed in order, so that one
more draw, policy, plot or worker moves no other draw. One call yields four words; a purpose is the
number of a word: purposes 4 k to 4 k + 3 share call k.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.state.compiled import rule
from sim.state.numbers import normal_quantile

DRAW_SCHEME = 1
"""The version of the draw scheme; it goes into every manifest. Change it when any key changes."""

MONTH_ZERO = 512
"""Month 0 (the policy change) has this number in a counter, so that the warm-up before it is positive."""

_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_TO_UNIT = 1.0 / 4294967296.0


@rule
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Four random 32-bit words for a counter of four and a key of two 32-bit words (uint64 in and out)."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0 = ((p1 >> _SHIFT) ^ c1 ^ k0) & _LOW
        c1 = p1 & _LOW
        c2 = ((p0 >> _SHIFT) ^ c3 ^ k1) & _LOW
        c3 = p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@rule
def words(seed: int, replicate: int, person: int, month: int, call: int) -> tuple[int, int, int, int]:
    """The four words of one call. `month` counts from the policy change and may be negative."""
    s = np.uint64(seed)
    return philox(
        np.uint64(person),
        np.uint64(month + MONTH_ZERO),
        np.uint64(call),
        np.uint64(replicate),
        s & _LOW,
        s >> _SHIFT,
    )


@rule
def unit(word: int) -> float:
    """A 32-bit word as a number strictly between 0 and 1."""
    return (np.int64(word) + 0.5) * _TO_UNIT


@rule
def uniform(seed: int, replicate: int, person: int, month: int, purpose: int) -> float:
    """A uniform number in (0, 1) for one purpose."""
    w0, w1, w2, w3 = words(seed, replicate, person, month, purpose >> 2)
    place = purpose & 3
    low = w0 if place == 0 else w1
    high = w2 if place == 2 else w3
    return unit(low if place < 2 else high)


@rule
def normal(seed: int, replicate: int, person: int, month: int, purpose: int) -> float:
    """A standard normal number for one purpose, by the quantile: one draw in, one number out."""
    return normal_quantile(uniform(seed, replicate, person, month, purpose))


@rule
def pick(seed: int, replicate: int, person: int, month: int, purpose: int, count: int) -> int:
    """A whole number from 0 to count - 1."""
    return int(uniform(seed, replicate, person, month, purpose) * count)
