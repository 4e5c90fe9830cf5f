"""Challenging work: how much of it there is, who gets it, and what it does to whoever works at it.

A team has only so much work that is more than its people can do yet. It teaches faster, keeps up with the
state of the art, and is slower for now; whether it is welcome depends on who gets how much of it (B9, B10).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.processes.rotation import sideways_credit
from sim.processes.scoring import Asking, interest_seen, validity_of_interest
from sim.state.compiled import rule
from sim.state.numbers import normal_share, ordered_sum
from sim.state.workforce import Array, C, P, Whole, Workforce

ROTA, BEST, LEARNERS, WANTING = 0.0, 1.0, 2.0, 3.0
"""The numbers of the words of `work.allotment`."""

NOT_LOOKED_AT = -1.0
"""What is given to whoever's turn has not come yet."""


class Allotting(NamedTuple):
    """What allotting challenging work needs; each (R,)."""

    work_stretch: Array
    work_allotment: Array
    asking: Asking
    learning_ceiling: Array
    learning_most_challenge: Array
    learning_challenge_months: Array


class Feeling(NamedTuple):
    """What feeling challenged needs; each (R,)."""

    morale_complexity: Array
    learning_most_challenge: Array
    career_step_value: Array
    career_sideways: Array
    career_slight: Array


@rule
def more_learnt(acquired: float, challenge: float, extra: float, speed: float, ceiling: float) -> float:
    """What challenging work, a share of a month's time, adds to acquired skill beyond ordinary work."""
    return extra * challenge * speed * max(ceiling - acquired, 0.0)


@rule
def refreshed_by_course(months: float, frontier: float, share: float, longest: float) -> float:
    """What a technical course brings back of what the state of the art has moved on in the months before."""
    return share * frontier * min(months, longest)


@rule
def wanted(want_project: float, most: float) -> float:
    """How much challenging work somebody wants, a share of their time: more if they like variety."""
    return most * normal_share(want_project)


@rule
def complexity_part(received: float, wish: float) -> float:
    """What challenging work is to fit, against none of it: best at what is wanted, bad beyond twice that."""
    return received * (2.0 * wish - received)


@rule
def _claims(
    row: Array, s: int, rule_of_allotment: float, speed: float, ceiling: float, validity: float
) -> float:
    """How strong somebody's claim is by the rule of allotment; the highest comes first."""
    if rule_of_allotment == BEST:
        return row[P.RATING, s]
    if rule_of_allotment == LEARNERS:
        return speed * (ceiling - row[P.TECHNICAL_ACQUIRED, s])
    if rule_of_allotment == WANTING:
        # the same question as of managing: asked, or guessed from how people speak up
        return interest_seen(row[P.WANT_PROJECT, s], row[P.WANT_MANAGE, s], row[P.ADVOCACY, s], validity)
    return -row[P.CHALLENGE, s]


@rule
def _hand_out(
    row: Array, low: int, high: int, supply: float, most: float, claim: Array, given: Array
) -> None:
    """Give a team's challenging work to those in seats `low` to `high`, the strongest claim first.

    Nobody is given more than `most`.
    """
    left = supply
    while left > 0.0:
        best = -1
        for s in range(low, high):
            waits = row[P.PRESENT, s] > 0.0 and given[s] == NOT_LOOKED_AT
            if waits and (best < 0 or claim[s] > claim[best]):
                best = s
        if best < 0:
            break
        given[best] = min(left, most)
        left = left - given[best]


@rule
def _go_on(row: Array, level: Whole, months: float, given: Array) -> float:
    """Move everybody toward what they are given, in so many `months`; returns the mean over contributors."""
    share = 1.0 / months
    total = 0.0
    count = 0.0
    for s in range(row.shape[1]):
        contributor = row[P.PRESENT, s] if level[s] == 0 else 0.0
        toward = max(given[s], 0.0)
        row[P.CHALLENGE, s] = contributor * (row[P.CHALLENGE, s] + share * (toward - row[P.CHALLENGE, s]))
        total = total + row[P.CHALLENGE, s]
        count = count + contributor
    return total / max(count, 1.0)


def average_challenge(workforce: Workforce) -> None:
    """Write down for every company the mean over its contributors, when teams had theirs apart."""
    contributors = workforce.person(P.PRESENT)[:, workforce.layout.level == 0]
    for r, company in enumerate(workforce.companies):
        total = ordered_sum(workforce.people[r, P.CHALLENGE])
        company[C.CHALLENGE] = total / float(max(int(np.count_nonzero(contributors[r])), 1))


@rule
def allot(
    row: Array, company: Array, level: Whole, end: Whole, head: Whole, speed: Array, claim: Array,
    given: Array, n: Allotting, r: int,
) -> None:  # fmt: skip
    """Allot the month's challenging work, team by team; where the policy has none nobody has any.

    `speed` (seats,) is how fast people learn; `claim` and `given` (seats,) are room to work in.
    """
    if n.work_stretch[r] == 0.0:
        if company[C.CHALLENGE] > 0.0:
            for s in range(row.shape[1]):
                row[P.CHALLENGE, s] = 0.0
            company[C.CHALLENGE] = 0.0
        return
    validity = validity_of_interest(n.asking, r)
    for s in range(row.shape[1]):
        given[s] = NOT_LOOKED_AT
        claim[s] = _claims(row, s, n.work_allotment[r], speed[s], n.learning_ceiling[r], validity)
    for t in range(len(head)):
        if level[head[t]] == 1:
            members = 0.0
            for s in range(head[t] + 1, end[head[t]]):
                members = members + row[P.PRESENT, s]
            supply = n.work_stretch[r] * members
            _hand_out(row, head[t] + 1, end[head[t]], supply, n.learning_most_challenge[r], claim, given)
    company[C.CHALLENGE] = _go_on(row, level, n.learning_challenge_months[r], given)


@rule
def learn_from_challenge(
    row: Array, speed: Array, extra: float, ceiling: float, frontier: float, refresh: float
) -> None:
    """Let those with challenging work learn faster and keep up with the state of the art."""
    for s in range(row.shape[1]):
        challenge = row[P.CHALLENGE, s]
        acquired = row[P.TECHNICAL_ACQUIRED, s]
        row[P.TECHNICAL_ACQUIRED, s] = acquired + more_learnt(acquired, challenge, extra, speed[s], ceiling)
        row[P.TECHNICAL, s] = row[P.TECHNICAL, s] + frontier * refresh * challenge


@rule
def slow_down(row: Array, cost: float, time: Array) -> None:
    """Take from `time` (seats,) what challenging work takes longer than work one can do already."""
    for s in range(len(time)):
        time[s] = time[s] * (1.0 - cost * row[P.CHALLENGE, s])


@rule
def feel_challenged(row: Array, target: Array, fit: float, n: Feeling, r: int) -> None:
    """Add to where morale is drawn to what challenging work is to fit; it counts as a small step too."""
    complexity = fit * n.morale_complexity[r]
    step = n.career_step_value[r] / 12.0
    welcome = n.career_sideways[r]
    slight = n.career_slight[r]
    most = n.learning_most_challenge[r]
    for s in range(len(target)):
        challenge = row[P.CHALLENGE, s]
        target[s] = target[s] + complexity * complexity_part(challenge, wanted(row[P.WANT_PROJECT, s], most))
        other = max(row[P.WANT_MANAGE, s], row[P.WANT_TECHNICAL, s])
        liked = normal_share(row[P.WANT_PROJECT, s] - other)
        value = step * sideways_credit(row[P.AMBITION, s], welcome, slight)
        row[P.CREDIT, s] = row[P.CREDIT, s] + value * liked * challenge
