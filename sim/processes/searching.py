"""Searching: wanting to go is not going. A reason starts a search; leaving ends it, or the reason fades."""

from __future__ import annotations

from typing import NamedTuple

from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.numbers import exp, log
from sim.state.opening import LEAST_HAZARD, Rest, movable
from sim.state.workforce import Array, Cause, P

AT_ONCE = 100.0
"""The monthly hazard of those whose search takes no time: exp(-100) is nothing."""


class Numbers(NamedTuple):
    """What searching needs; each (R,)."""

    rest: Rest
    turnover_search_delay: Array
    turnover_giving_up: Array


@rule
def pace(delay: float, tightness: float) -> float:
    """Monthly hazard at which searches end in leaving.

    A search that ends in each month, its first included, with chance 1/(1 + delay) takes `delay` months
    in the mean (a geometric law); a tight market quickens it as tightness multiplies the hazard.
    """
    return AT_ONCE if delay <= 0.0 else tightness * log((1.0 + delay) / delay)


@rule
def memory(delay: float) -> float:
    """The share of a colleague's pull that is left a month later: weights over months as long as a search.

    They add up to 1, so that one leaver pulls as much in all whatever the delay.
    """
    return delay / (1.0 + delay)


@rule
def gives_up(rate: float, now: float, usual: float) -> float:
    """Chance within a month that somebody stops looking: `rate` when every reason to go has gone.

    `now` and `usual` are monthly hazards of the causes that start searches: theirs today, and at rest.
    """
    return rate * usual / (usual + now)


@rule
def drop_search(
    row: Array, causes: Array, s: int, seed: int, replicate: int, month: int, n: Numbers, r: int
) -> bool:
    """Whether the searcher in seat s gives up this month."""
    now = 0.0
    for cause in range(Cause.OFFER, Cause.DISMISSAL):
        now = now + causes[cause, s]
    usual = max(n.rest.company_quits[r] * movable(n.rest, r) / 12.0, LEAST_HAZARD)
    luck = draws.uniform(seed, replicate, int(row[P.PERSON, s]), month, Purpose.GIVE_UP)
    return luck < gives_up(n.turnover_giving_up[r], now, usual)


@rule
def go_on_looking(
    row: Array, causes: Array, ending: float, seed: int, replicate: int, month: int, n: Numbers, r: int
) -> None:
    """For those who search: the hazard of finding takes the place of the reasons that could start a search.

    It stands at the cause that started the search, so that the ledger names that one.
    """
    for s in range(row.shape[1]):
        if row[P.SEARCHING, s] == 0.0:
            continue
        if drop_search(row, causes, s, seed, replicate, month, n, r):
            row[P.SEARCHING, s] = 0.0
            continue
        for cause in range(Cause.OFFER, Cause.DISMISSAL):
            causes[cause, s] = 0.0
        causes[int(row[P.SEARCHING, s]), s] = ending


@rule
def still_looking(
    row: Array, causes: Array, s: int, cause: int, ending: float, seed: int, replicate: int, month: int
) -> bool:
    """Whether somebody whom `cause` moves stays for now: they begin to look, and have not found yet.

    Those who look say so when asked: their intention is the hazard of those who know that they will leave.
    """
    if not Cause.OFFER <= cause < Cause.DISMISSAL or row[P.SEARCHING, s] > 0.0:
        return False
    luck = draws.uniform(seed, replicate, int(row[P.PERSON, s]), month, Purpose.FOUND)
    if luck < 1.0 - exp(-ending):
        return False
    row[P.SEARCHING, s] = cause
    row[P.INTENTION, s] = log(causes[Cause.PERSONAL, s] + ending)
    return True
