"""Seats: who may be asked to manage, who is asked, and how an empty manager seat is filled from below."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes import consent, moving, notice
from sim.processes.consent import OFFER, VOLUNTEERS, ask, willingness
from sim.processes.moving import AGAINST_WILL, PROMOTED, lose_knowledge, promote
from sim.processes.notice import best_of_the_others, merit_gap, remember, take_notice
from sim.processes.scoring import interest_seen
from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.workforce import Array, C, H, P, T, Whole

TEAM, DEPARTMENT = 0.0, 1.0

MOST_ASKED = 5
"""How many candidates are asked for one seat at one review before the company looks outside."""

FIRST_YEAR = 12.0
NOT_ASKED_AGAIN = 24.0


class Numbers(NamedTuple):
    """What filling a seat needs; each (R,)."""

    asking: consent.Numbers
    moving: moving.Numbers
    notice: notice.Numbers
    promotion_consent: Array
    promotion_scope: Array
    promotion_external_share: Array
    promotion_transparency: Array
    promotion_explained: Array
    promotion_assessed: Array
    promotion_conversations: Array
    seeing_interest_known: Array
    seeing_interest_asked: Array


@rule
def may_be_asked(
    row: Array, s: int, q: int, level: Whole, boss: Whole, month: int, n: Numbers, r: int
) -> bool:
    """Whether somebody is a candidate for the seat at all."""
    if row[P.PRESENT, s] == 0.0 or level[s] != level[q] - 1 or row[H.STEP, s] > 0.0:
        return False
    if month - row[P.JOINED, s] < FIRST_YEAR or row[P.ASKED_SINCE, s] == month:
        return False
    if n.promotion_scope[r] == TEAM and boss[s] != q:
        return False
    consent = n.promotion_consent[r]
    if consent == OFFER and month - row[P.ASKED_SINCE, s] < NOT_ASKED_AGAIN:
        return False
    if consent == VOLUNTEERS:
        asked = n.promotion_conversations[r] > 0.0
        validity = n.seeing_interest_asked[r] if asked else n.seeing_interest_known[r]
        return (
            interest_seen(row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], row[P.ADVOCACY, s], validity) > 0.0
        )
    return True


@rule
def seats_considered(q: int, boss: Whole, end: Whole, scope: float) -> tuple[int, int]:
    """The seats among which candidates for seat q are looked for."""
    if scope == TEAM:
        return q + 1, end[q]
    if scope == DEPARTMENT:
        return boss[q], end[boss[q]]
    return 0, len(end)


@rule
def best_candidate(
    row: Array, q: int, low: int, high: int, level: Whole, boss: Whole, month: int, n: Numbers, r: int
) -> int:
    """The seat of the best candidate who may still be asked, or -1."""
    best = -1
    for s in range(low, high):
        if may_be_asked(row, s, q, level, boss, month, n, r) and (
            best < 0 or row[P.SCORE, s] > row[P.SCORE, best]
        ):
            best = s
    return best


@rule
def fill(
    row: Array, team: Array, company: Array, q: int, level: Whole, boss: Whole, member: Whole, led: Whole,
    end: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Fill the empty manager seat q from below, or start to look outside."""
    outside = draws.uniform(seed, replicate, q, month, Purpose.EXTERNAL) < n.promotion_external_share[r]
    low, high = seats_considered(q, boss, end, n.promotion_scope[r])
    chosen = -1
    asked = 0
    while chosen < 0 and asked < MOST_ASKED and not outside:
        s = best_candidate(row, q, low, high, level, boss, month, n, r)
        if s < 0:
            break
        asked += 1
        company[C.ASSESSED] += n.promotion_assessed[r]
        if ask(row, company, s, level, month, seed, replicate, n.asking, r):
            chosen = s
    if chosen < 0:
        team[T.SEARCH, led[q]] = 1.0
        return
    team[T.SEARCH, led[q]] = 0.0
    settle(row, team, company, q, chosen, low, high, level, member, seed, replicate, month, n, r)


@rule
def settle(
    row: Array, team: Array, company: Array, q: int, chosen: int, low: int, high: int, level: Whole,
    member: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Promote the chosen one, and let the others see it."""
    theta = n.promotion_transparency[r] * company[C.TRUST]
    rival, most, best_rating = best_of_the_others(row, q, low, high, chosen, level, theta)
    rating = row[P.RATING, chosen]
    seen = merit_gap(
        most, row[P.SCORE, chosen], rating, row[P.CLOSENESS, chosen], theta, n.promotion_transparency[r]
    )
    gap = seen if rival >= 0 else 0.0
    willing = willingness(row, chosen, level, seed, replicate, month, n.asking, r) > 0.0
    lose_knowledge(row, team, member, chosen, seed, replicate, month, n.moving, r)
    promote(row, chosen, q, month, PROMOTED if willing else AGAINST_WILL, n.moving, r)
    explained = draws.uniform(seed, replicate, q, month, Purpose.EXPLAINED) < n.promotion_explained[r]
    take_notice(row, q, low, high, level, member, chosen, rival, gap, explained, seed, replicate, n.notice, r)
    remember(company, gap, rating, best_rating)
