"""Notice: what the others make of a promotion, and what it teaches the company."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.state import traits
from sim.state.compiled import rule
from sim.state.numbers import clip
from sim.state.workforce import Array, C, P, Whole

MERIT_SLACK = 0.25
SEEN_FROM_AFAR = 40.0
SUSPICION = 0.5
LEARN_CREDIBILITY = 0.1
TRUST_GAIN = 0.02
TRUST_LOSS = 0.10


class Numbers(NamedTuple):
    """What others' notice needs; each (R,)."""

    company_headcount: Array
    promotion_transparency: Array
    career_disappointment: Array
    career_feedback: Array
    career_injustice: Array


@rule
def merit(score: float, rating: float, theta: float) -> float:
    """What an observer takes for deserving: announced criteria as far as known, else performance."""
    return theta * score + (1.0 - theta) * rating


@rule
def merit_gap(most: float, score: float, rating: float, closeness: float, theta: float, open: float) -> float:
    """How far the winner seems less deserving than the best of the others (`most`), beyond some slack.

    A close winner of an opaque decision (`open` is the transparency) is suspected to be a favourite.
    """
    suspicion = SUSPICION * max(closeness, 0.0) * (1.0 - open)
    own = merit(score, rating, theta) - suspicion
    return max(0.0, most - own - MERIT_SLACK)


@rule
def best_of_the_others(
    row: Array, q: int, low: int, high: int, chosen: int, level: Whole, theta: float
) -> tuple[int, float, float]:
    """Who looks most deserving of those not chosen, how deserving, and the best rating of all."""
    rival = -1
    most = 0.0
    best_rating = row[P.RATING, chosen]
    for s in range(low, high):
        if row[P.PRESENT, s] == 0.0 or level[s] != level[q] - 1 or s == chosen:
            continue
        best_rating = max(best_rating, row[P.RATING, s])
        deserving = merit(row[P.SCORE, s], row[P.RATING, s], theta)
        if rival < 0 or deserving > most:
            rival = s
            most = deserving
    return rival, most, best_rating


@rule
def take_notice(
    row: Array, q: int, low: int, high: int, level: Whole, member: Whole, origin: int, rival: int,
    gap: float, explained: bool, seed: int, replicate: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """What a promotion does to those who could have had the seat: hope and the sense of fairness."""
    afar = min(1.0, np.sqrt(SEEN_FROM_AFAR / n.company_headcount[r]))
    comfort = n.career_feedback[r] if explained else 0.0
    for s in range(low, high):
        if row[P.PRESENT, s] == 0.0 or level[s] != level[q] - 1:
            continue
        if row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]:
            row[P.EXPECTATION, s] -= n.career_disappointment[r] * (1.0 - comfort)
        near = 1.0 if member[s] == member[origin] else afar
        twice = 2.0 if s == rival else 1.0
        sensitivity = traits.fairness_sensitivity(seed, replicate, int(row[P.PERSON, s]))
        hurt = sensitivity * n.career_injustice[r] * near * twice * gap
        row[P.FAIRNESS, s] = max(row[P.FAIRNESS, s] - hurt, -3.0)


@rule
def remember(company: Array, gap: float, rating: float, best_rating: float) -> None:
    """What a decision teaches everybody: whether the rules hold, and whether performance decides."""
    if gap > 0.0:
        company[C.TRUST] = company[C.TRUST] - TRUST_LOSS * company[C.TRUST] * min(gap, 1.0)
    else:
        company[C.TRUST] = company[C.TRUST] + TRUST_GAIN * (1.0 - company[C.TRUST])
    share = clip(rating / best_rating, 0.0, 1.0) if best_rating > 0.0 else 0.0
    company[C.CREDIBILITY] = company[C.CREDIBILITY] + LEARN_CREDIBILITY * (share - company[C.CREDIBILITY])
