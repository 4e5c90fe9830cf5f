"""The luck of the published models: purposes of their own, and a normal number held inside limits.

The numbers of the purposes are append-only, start at 4096 and never meet the main model's.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from sim.state.compiled import rule
from sim.state.numbers import clip, normal_quantile


class Purpose(IntEnum):
    """What a published model's random number is for. In a counter, `person` is the number of a seat."""

    FRESH_COMPETENCE = 4096  # of a newcomer, or of somebody promoted under the Peter hypothesis
    AGE = 4097  # of a newcomer
    CARRIED_COMPETENCE = 4098  # the small change of somebody promoted under common sense
    SEAT_HYPOTHESIS = 4099  # which of the two hypotheses holds at a seat
    CHOICE = 4100  # who is promoted, when promoted at random
    COIN = 4101  # which of two strategies is played, when they are mixed
    SCORE = 4104  # Martell: a rating
    SEX = 4105  # Martell: of a newcomer
    LEAVE = 4106  # Martell: who leaves in a cycle


class Limits(NamedTuple):
    """How a normal number is held inside [low, high].

    `low_share` and `high_share` bound the uniform number it is made of: 0 and 1 pile what lies outside
    on the limits (clipping); the normal's own shares below the limits draw from the truncated normal.
    """

    low: float
    high: float
    low_share: float
    high_share: float


@rule
def limited_normal(u: float, mean: float, sd: float, limits: Limits) -> float:
    """The normal number of a uniform `u`, held inside its limits: one draw in, one number out."""
    share = limits.low_share + u * (limits.high_share - limits.low_share)
    return clip(mean + sd * normal_quantile(share), limits.low, limits.high)


def clipped(low: float, high: float) -> Limits:
    """Limits that a number outside is moved onto."""
    return Limits(float(low), float(high), 0.0, 1.0)


def resampled(low: float, high: float, mean: float, sd: float) -> Limits:
    """Limits outside which a number would be drawn again: the truncated normal, without rejection."""
    return Limits(float(low), float(high), share_below((low - mean) / sd), share_below((high - mean) / sd))


def share_below(z: float) -> float:
    """The share of a standard normal below z (error below 1e-9): the quantile's inverse, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if normal_quantile(middle) < z else (low, middle)
    return 0.5 * (low + high)
