"""Scoring: how candidates for management stand on the criteria of the policy, as the company sees them."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import moving
from sim.processes.leading import (
    Competencies,
    Weights,
    needed,
    people_skill,
    skill_with_people,
    weights_of,
)
from sim.processes.moving import at_stake
from sim.processes.process import AnyColumn, Process
from sim.processes.standardising import (
    TOGETHER,
    Sheet,
    add_columns,
    hand_in,
    leave_empty,
    take_seats,
    write_down,
)
from sim.state import draws, traits
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.numbers import logistic, normal_share
from sim.state.opening import Rest, usual_intention
from sim.state.workforce import Array, P, T, Whole, Workforce

GIFT_SPREAD = 0.8
"""Spread (sd) of people skill in the labour market, with half of each competency a gift of its own."""

WISH_SPREAD = 1.4142135623730951
"""Spread (sd) of the wish to manage over the wish for projects."""

SUREST = 0.99
"""No validity is taken for perfect: what is not seen keeps a spread."""


class Keeping(NamedTuple):
    """Whom the company thinks worth keeping; each (R,)."""

    retention_at_risk: Array
    retention_valued: Array


class Asking(NamedTuple):
    """How the company learns what people want; each (R,)."""

    promotion_conversations: Array
    promotion_preferences: Array
    seeing_interest_known: Array
    seeing_interest_asked: Array
    seeing_interest_assessed: Array


class Numbers(NamedTuple):
    """What scoring needs; each (R,)."""

    weights_performance: Array
    weights_technical: Array
    weights_aptitude: Array
    weights_interest: Array
    weights_seniority: Array
    weights_closeness: Array
    weights_flight_risk: Array
    weights_chance: Array
    weights_loss: Array
    weights_readiness: Array
    weights_need: Array
    moving: moving.Numbers
    market_time_to_fill: Array
    work_prepared: Array
    promotion_review_every: Array
    promotion_assessed: Array
    promotion_favouritism: Array
    seeing_assessment_validity: Array
    seeing_impression_validity: Array
    seeing_help_validity: Array
    asking: Asking
    seeing_flight_risk_validity: Array
    retention_reaction: Array
    retention_ahead: Array
    keeping: Keeping
    competencies: Competencies
    rest: Rest


KINDS = 11
CLOSENESS, FLIGHT_RISK = 5, 6
"""The criteria that no company announces, by their places among all."""

LOSS, READINESS, NEED = 8, 9, 10
"""By their places among all; what a seat needs differs from seat to seat and is looked at seat by seat."""

PEOPLE_SPREAD = 0.8660254037844386
"""Spread (sd) of the mean of two competencies with people, each half a gift of its own."""


@rule
def through(validity: float, truth: float, error: float) -> float:
    """What is seen of a truth (sd 1) with a given validity, the rest being error (sd 1)."""
    return validity * truth + np.sqrt(1.0 - validity * validity) * error


@rule
def validity_of_impression(usual: float, help_seen: float, help_adds: float) -> float:
    """How far a boss's impression shows the gift for managing: further where help was seen."""
    return usual + help_adds * help_seen / (1.0 + help_seen)


@rule
def flight_risk_seen(intention: float, usual: float, validity: float, error: float) -> float:
    """How likely to leave somebody seems: intention above the usual (log hazards), seen through error."""
    return through(validity, intention - usual, error)


@rule
def worth_keeping(flight_risk: float, rating: float, n: Keeping, r: int) -> bool:
    """Whether the company believes that a valued person is about to leave."""
    return flight_risk > n.retention_at_risk[r] and rating > n.retention_valued[r]


@rule
def validity_of_interest(n: Asking, r: int) -> float:
    """How well the company knows what people want: assessed, asked, or guessed from how they speak up."""
    if n.promotion_preferences[r] > 0.0:
        return max(n.seeing_interest_assessed[r], n.seeing_interest_asked[r])
    return n.seeing_interest_asked[r] if n.promotion_conversations[r] > 0.0 else n.seeing_interest_known[r]


@rule
def interest_seen(want_manage: float, want_project: float, advocacy: float, validity: float) -> float:
    """How much somebody seems to want to manage; unasked, those who speak up seem to want it more."""
    return through(validity, (want_manage - want_project) / WISH_SPREAD, advocacy)


@rule
def prepared_share(months: float, needed: float) -> float:
    """How far a named successor's preparation got in `months`, of those that it needs."""
    return min(months / needed, 1.0) if needed > 0.0 else 1.0


@rule
def is_named(row: Array, s: int, team: Array, member: Whole) -> bool:
    """Whether the person in seat s is the named successor of their own team's manager."""
    return row[P.PRESENT, s] > 0.0 and row[P.PERSON, s] == team[T.SUCCESSOR, member[s]]


@rule
def _readiness(
    row: Array, s: int, team: Array, member: Whole, month: int, needed: float, weights: Weights
) -> float:
    """What somebody has learnt of managing (sd), and how far a named successor's preparation got."""
    learnt = people_skill(
        row[P.LEADERSHIP_ACQUIRED, s],
        row[P.COMMUNICATION_ACQUIRED, s],
        row[P.CONFLICT_ACQUIRED, s],
        row[P.STRATEGY_ACQUIRED, s],
        weights,
    )
    named = is_named(row, s, team, member)
    return learnt + (prepared_share(month - team[T.NAMED_SINCE, member[s]], needed) if named else 0.0)


@rule
def _fitness_seen(
    row: Array, s: int, team: Array, t: int, seed: int, replicate: int, n: Numbers, r: int
) -> float:
    """How well somebody seems to meet what team t needs: competence with people as far as one sees it."""
    key = int(row[P.PERSON, s])
    validity = _validity(row[P.HELP_SEEN, s], n, r)
    lead = row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s]
    settle = row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s]
    with_people = 0.5 * (lead + settle) / PEOPLE_SPREAD
    with_plans = row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s]
    with_clients = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
    people_error = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.SEEN_PEOPLE)
    plans_error = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.SEEN_PLANS)
    clients_error = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.SEEN_CLIENTS)
    technical = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
    return needed(
        team, t,
        PEOPLE_SPREAD * through(validity, with_people, people_error),
        0.5 * (technical + through(validity, with_plans, plans_error)),
        through(validity, with_clients, clients_error),
    )  # fmt: skip


@rule
def _validity(help_seen: float, n: Numbers, r: int) -> float:
    """How far the company sees the gift for managing: an assessment, or its impression."""
    impression = validity_of_impression(n.seeing_impression_validity[r], help_seen, n.seeing_help_validity[r])
    validity = n.seeing_assessment_validity[r] if n.promotion_assessed[r] > 0.0 else impression
    return min(validity, SUREST)


@rule
def visible_performance(rating: float, favouritism: float, closeness: float) -> float:
    """The part of a rating that colleagues believe: they see through a favour."""
    return rating - favouritism * closeness


@rule
def _see_aptitude(row: Array, seed: int, replicate: int, n: Numbers, r: int, seen: Array) -> None:
    """Write into `seen` everybody's gift for managing, as an assessment or an impression has it."""
    weights = weights_of(n.competencies, r)
    traits.assessment_errors(seed, replicate, row[P.PERSON], seen)
    for s in range(len(seen)):
        gift = skill_with_people(row, s, weights)
        seen[s] = through(_validity(row[P.HELP_SEEN, s], n, r), gift / GIFT_SPREAD, seen[s])


@rule
def _see_interest(row: Array, n: Numbers, r: int, seen: Array) -> None:
    """Write into `seen` how much everybody seems to want to manage."""
    validity = validity_of_interest(n.asking, r)
    for s in range(len(seen)):
        seen[s] = interest_seen(row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], row[P.ADVOCACY, s], validity)


@rule
def _see_flight_risk(
    row: Array, month: int, seed: int, replicate: int, n: Numbers, r: int, seen: Array
) -> None:
    """Write into `seen` how likely to leave everybody seems (log hazard above the usual)."""
    usual, validity = usual_intention(n.rest, r), n.seeing_flight_risk_validity[r]
    draws.normals(seed, replicate, row[P.PERSON], month, Purpose.FLIGHT_RISK, seen)
    for s in range(len(seen)):
        seen[s] = flight_risk_seen(row[P.INTENTION, s], usual, validity, seen[s])


@rule
def _see_loss(
    row: Array, member: Whole, team: Array, month: int, seed: int, replicate: int, n: Numbers, r: int,
    seen: Array,
) -> None:  # fmt: skip
    """Write into `seen` how little everybody's work would miss them."""
    for s in range(len(seen)):
        knowledge = at_stake(row, team, member, s, seed, replicate, month, n.moving, r)
        seen[s] = -(knowledge + n.market_time_to_fill[r] * row[P.OUTPUT, s])


@rule
def _see_readiness(
    row: Array, member: Whole, team: Array, month: int, n: Numbers, r: int, seen: Array
) -> None:
    """Write into `seen` how ready to manage everybody is."""
    weights = weights_of(n.competencies, r)
    for s in range(len(seen)):
        seen[s] = _readiness(row, s, team, member, month, n.work_prepared[r], weights)


@rule
def _see_rarely(
    row: Array, team: Array, member: Whole, kind: int, month: int, seed: int, replicate: int, n: Numbers,
    r: int, seen: Array,
) -> None:  # fmt: skip
    """Write into `seen` how everybody stands on a criterion that few policies have."""
    if kind == FLIGHT_RISK:
        _see_flight_risk(row, month, seed, replicate, n, r, seen)
        for s in range(len(seen)):
            seen[s] = logistic(seen[s]) * normal_share(row[P.RATING, s])
    elif kind == LOSS:
        _see_loss(row, member, team, month, seed, replicate, n, r, seen)
    elif kind == READINESS:
        _see_readiness(row, member, team, month, n, r, seen)
    else:
        draws.normals(seed, replicate, row[P.PERSON], month, Purpose.CHANCE, seen)


@rule
def _see(
    row: Array, team: Array, member: Whole, kind: int, favour: float, month: int, seed: int, replicate: int,
    n: Numbers, r: int, seen: Array,
) -> None:  # fmt: skip
    """Write into `seen` how everybody stands on one criterion, 0 performance to 9 readiness.

    `favour` is what a rating is cleared of per unit of closeness. Each criterion has a loop of its own, for
    one that looks which it is does not vectorise.
    """
    if kind == 0:
        for s in range(len(seen)):
            seen[s] = visible_performance(row[P.RATING, s], favour, row[P.CLOSENESS, s])
    elif kind == 1:
        for s in range(len(seen)):
            seen[s] = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
    elif kind == 2:
        _see_aptitude(row, seed, replicate, n, r, seen)
    elif kind == 3:
        _see_interest(row, n, r, seen)
    elif kind == 4:
        for s in range(len(seen)):
            seen[s] = month - row[P.JOINED, s]
    elif kind == CLOSENESS:
        for s in range(len(seen)):
            seen[s] = row[P.CLOSENESS, s]
    else:
        _see_rarely(row, team, member, kind, month, seed, replicate, n, r, seen)


@rule
def _weight(kind: int, n: Numbers, r: int) -> float:
    """The weight of a criterion, before it is divided by the sum of all."""
    if kind == 0:
        return n.weights_performance[r]
    if kind == 1:
        return n.weights_technical[r]
    if kind == 2:
        return n.weights_aptitude[r]
    if kind == 3:
        return n.weights_interest[r]
    if kind == 4:
        return n.weights_seniority[r]
    if kind == 5:
        return n.weights_closeness[r]
    if kind == 6:
        return n.weights_flight_risk[r]
    if kind == 7:
        return n.weights_chance[r]
    if kind == LOSS:
        return n.weights_loss[r]
    if kind == READINESS:
        return n.weights_readiness[r]
    return n.weights_need[r]


@rule
def _put_ahead(row: Array, month: int, seed: int, replicate: int, n: Numbers, r: int, seen: Array) -> None:
    """Put those ahead whom the company would promote so as not to lose them; `seen` (seats,) is room."""
    _see_flight_risk(row, month, seed, replicate, n, r, seen)
    for s in range(row.shape[1]):
        if worth_keeping(seen[s], row[P.RATING, s], n.keeping, r):
            row[P.SCORE, s] = row[P.SCORE, s] + n.retention_ahead[r]


@rule
def announced_weight(kind: int, n: Numbers, r: int) -> float:
    """The weight of a criterion as announced: neither closeness nor fear of losing somebody is."""
    return 0.0 if kind in (CLOSENESS, FLIGHT_RISK) else _weight(kind, n, r)


@rule
def _total(official: bool, n: Numbers, r: int) -> float:
    """The sum of the weights of all criteria, or, if `official`, of those that are announced."""
    total = 0.0
    for kind in range(KINDS):
        total = total + (announced_weight(kind, n, r) if official else _weight(kind, n, r))
    return total


@rule
def announced_slope(n: Numbers, r: int) -> float:
    """The slope of promotion on performance under the announced rule, relative to performance alone.

    For independent criteria it is the weight of performance over the root of the sum of squares.
    """
    squares = 0.0
    for kind in range(KINDS):
        weight = _weight(kind, n, r)
        squares = squares + weight * weight
    return n.weights_performance[r] / np.sqrt(squares)


@rule
def write_scores(
    row: Array, team: Array, member: Whole, by_level: Whole, first: Whole, month: int, official: bool,
    seed: int, replicate: int, n: Numbers, r: int, sheet: Sheet, scores: Array,
) -> None:  # fmt: skip
    """Write everybody's weighted sum of criteria into `scores` (seats,); `sheet` is room to work in.

    What a seat needs is left out: see `add_need`.

    If `official`, by what the company announces, and ratings without favours; a company that announces
    nothing says, as all do, that performance decides.
    """
    total = _total(official, n, r)
    nothing = total == 0.0
    favour = n.promotion_favouritism[r] if official else 0.0
    take_seats(row, by_level, sheet)
    column = 0
    for kind in range(KINDS):
        weight = announced_weight(kind, n, r) if official else _weight(kind, n, r)
        if nothing:
            weight = 1.0 if kind == 0 else 0.0
        share = weight / (1.0 if nothing else total)
        if share > 0.0 and kind != NEED:
            _see(row, team, member, kind, favour, month, seed, replicate, n, r, sheet.seen)
            write_down(by_level, share, sheet, column)
            column += 1
        if column == TOGETHER or kind == KINDS - 1:
            add_columns(first, sheet)
            for used in range(column):
                leave_empty(sheet, used)
            column = 0
    hand_in(by_level, sheet, scores)


@rule
def add_need(
    row: Array, team: Array, t: int, below: int, level: Whole, by_level: Whole, first: Whole, official: bool,
    seed: int, replicate: int, n: Numbers, r: int, sheet: Sheet, scores: Array,
) -> None:  # fmt: skip
    """Add to the scores of those at level `below` how well they seem to meet what team t needs."""
    for s in range(len(scores)):
        counts = level[s] == below and row[P.PRESENT, s] > 0.0
        sheet.seen[s] = _fitness_seen(row, s, team, t, seed, replicate, n, r) if counts else 0.0
    take_seats(row, by_level, sheet)
    for k in range(len(by_level)):
        sheet.sums[k] = scores[by_level[k]]
    write_down(by_level, n.weights_need[r] / _total(official, n, r), sheet, 0)
    add_columns(first, sheet)
    hand_in(by_level, sheet, scores)


@kernel
def score(
    people: Array, teams: Array, member: Whole, by_level: Whole, first: Whole, seed: int, replicates: Whole,
    month: int, n: Numbers,
) -> None:  # fmt: skip
    """Score everybody below the top as a candidate for the next level."""
    seats = people.shape[2]
    sheet = Sheet(
        np.empty(seats), np.empty((TOGETHER, seats)), np.empty(TOGETHER), np.empty(seats), np.empty(seats)
    )
    for r in range(people.shape[0]):
        row = people[r]
        write_scores(
            row, teams[r], member, by_level, first, month, False, seed, replicates[r], n, r, sheet,
            row[P.SCORE],
        )  # fmt: skip
        if n.retention_reaction[r] == 1.0:
            _put_ahead(row, month, seed, replicates[r], n, r, sheet.seen)


class Scoring(Process):
    """The weighted sum of the criteria, each standardised over those at the same level."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {T.DOCUMENTED, T.SUCCESSOR, T.NAMED_SINCE}
    writes: ClassVar[frozenset[AnyColumn]] = frozenset({P.SCORE})

    def __call__(self, workforce: Workforce, month: int) -> None:
        """At a review, score all candidates."""
        if month % int(self.numbers[0].promotion_review_every) == 0:
            w, plan = workforce, workforce.layout
            score(
                w.people, w.teams, plan.team, plan.by_level, plan.first, w.seed, w.replicates, month,
                self.numbers,
            )  # fmt: skip
