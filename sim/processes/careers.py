"""Careers: steps back, rungs, answers to flight risk, and empty manager seats filled from below."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.morale import role_utility
from sim.processes.process import AnyColumn, Process
from sim.processes.scoring import flight_risk_seen, interest_seen, worth_keeping
from sim.state import draws, traits
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, logistic
from sim.state.workforce import NEVER, Array, C, H, P, T, Whole, Workforce

OFFER, FORCED, PRESSED, VOLUNTEERS = 0.0, 1.0, 2.0, 3.0
TEAM, DEPARTMENT = 0.0, 1.0
RUNG_REACTION, PAY_REACTION = 2.0, 3.0
PROMOTED, AGAINST_WILL, RUNG, STEPPED_BACK, RAISE = 1.0, 2.0, 3.0, 4.0, 7.0
"""The numbers of `Step`, as the floats that columns hold."""

MOST_ASKED = 5
"""How many candidates are asked for one seat at one review before the company looks outside."""

FIRST_YEAR = 12.0
NOT_ASKED_AGAIN = 24.0
CONSENT_NOISE = 0.5
MERIT_SLACK = 0.25
SEEN_FROM_AFAR = 40.0
SUSPICION = 0.5
UNHAPPY_MANAGING = 0.5
PAY_KEPT = 0.5
KNOWLEDGE_GROWTH = 24.0
LEARN_CREDIBILITY = 0.1
TRUST_GAIN = 0.02
TRUST_LOSS = 0.10


class Numbers(NamedTuple):
    """What careers need; each (R,)."""

    company_headcount: Array
    promotion_consent: Array
    promotion_refusal_penalty: Array
    promotion_scope: Array
    promotion_review_every: Array
    promotion_external_share: Array
    promotion_transparency: Array
    promotion_explained: Array
    promotion_assessed: Array
    promotion_conversations: Array
    promotion_pay_step: Array
    promotion_step_back: Array
    ladder_slots: Array
    ladder_pay_parity: Array
    ladder_prestige_parity: Array
    ladder_seniority: Array
    ladder_review_every: Array
    retention_reaction: Array
    retention_pay_raise: Array
    work_handover: Array
    company_quits: Array
    people_talent_correlation: Array
    people_overconfidence: Array
    career_disappointment: Array
    career_feedback: Array
    career_step_value: Array
    career_injustice: Array
    career_pressure: Array
    career_pay_utility: Array
    career_prestige: Array
    career_self_view: Array
    seeing_interest_known: Array
    seeing_interest_asked: Array
    seeing_flight_risk_validity: Array
    knowledge_held: Array
    knowledge_promotion_loss: Array


@rule
def consent_utility(
    want_manage: float, present: float, pay_step: float, pay_utility: float, prestige: float,
    self_view: float, self_view_weight: float, penalty: float, luck: float,
) -> float:  # fmt: skip
    """What a manager seat means to somebody, against staying as they are; positive means willing.

    `luck` is a keyed uniform: the noise is logistic with scale 0.5, so that the chance of consent is
    logistic(U / 0.5), and the same person in the same month is as willing under every policy.
    """
    noise = CONSENT_NOISE * log(luck / (1.0 - luck))
    return (
        want_manage
        - present
        + pay_utility * pay_step
        + prestige
        + self_view_weight * self_view
        + penalty
        + noise
    )


@rule
def knowledge_of(held: float, tenure: float, scale: float) -> float:
    """Undocumented knowledge in a head, in person-months (E70: a heavy tail)."""
    return held * (1.0 - exp(-tenure / KNOWLEDGE_GROWTH)) * scale


@rule
def uncovered(documented: float, handover: float) -> float:
    """The share of somebody's knowledge that nobody else has and nothing written holds."""
    return (1.0 - documented) * (1.0 - handover)


@rule
def merit(score: float, rating: float, theta: float) -> float:
    """What an observer takes for deserving: announced criteria as far as known, else performance."""
    return theta * score + (1.0 - theta) * rating


@rule
def _move(row: Array, here: int, there: int) -> None:
    """Seat a person elsewhere in the company; the seat they leave is empty."""
    for column in range(P.PRESENT, P.SCORE + 1):
        row[column, there] = row[column, here]
        row[column, here] = 0.0


@rule
def _lose_knowledge(
    row: Array, team: Array, member: Whole, s: int, seed: int, replicate: int, month: int, n: Numbers, r: int
) -> None:
    """What the old team loses when one of its people moves up."""
    t = member[s]
    scale = traits.knowledge_scale(seed, replicate, int(row[P.PERSON, s]))
    held = knowledge_of(n.knowledge_held[r], month - row[P.JOINED, s], scale)
    lost = n.knowledge_promotion_loss[r] * held * uncovered(team[T.DOCUMENTED, t], n.work_handover[r])
    team[T.DISRUPTION, t] += lost
    team[T.LOST, t] += lost


@rule
def _may_be_asked(
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
def _range(q: int, boss: Whole, end: Whole, scope: float) -> tuple[int, int]:
    """The seats among which candidates for seat q are looked for."""
    if scope == TEAM:
        return q + 1, end[q]
    if scope == DEPARTMENT:
        return boss[q], end[boss[q]]
    return 0, len(end)


@rule
def _best(
    row: Array, q: int, low: int, high: int, level: Whole, boss: Whole, month: int, n: Numbers, r: int
) -> int:
    """The seat of the best candidate who may still be asked, or -1."""
    best = -1
    for s in range(low, high):
        if _may_be_asked(row, s, q, level, boss, month, n, r) and (
            best < 0 or row[P.SCORE, s] > row[P.SCORE, best]
        ):
            best = s
    return best


@rule
def _willingness(
    row: Array, s: int, level: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int
) -> float:
    """The utility of the seat for the candidate in seat s."""
    key = int(row[P.PERSON, s])
    luck = draws.uniform(seed, replicate, key, month, Purpose.CONSENT)
    self_view = traits.self_view(
        seed, replicate, key, n.people_talent_correlation[r], n.people_overconfidence[r]
    )
    present = role_utility(
        level[s], row[P.RUNG, s], row[P.WANT_MANAGE, s], row[P.WANT_TECHNICAL, s], row[P.WANT_PROJECT, s],
        n.ladder_prestige_parity[r],
    )  # fmt: skip
    return consent_utility(
        row[P.WANT_MANAGE, s], present,
        n.promotion_pay_step[r], n.career_pay_utility[r], n.career_prestige[r],
        self_view, n.career_self_view[r], n.promotion_refusal_penalty[r], luck,
    )  # fmt: skip


@rule
def _ask(
    row: Array,
    company: Array,
    s: int,
    level: Whole,
    month: int,
    seed: int,
    replicate: int,
    n: Numbers,
    r: int,
) -> bool:
    """Ask the candidate in seat s; whether they take the seat. An unwilling one remembers."""
    utility = _willingness(row, s, level, seed, replicate, month, n, r)
    company[C.REQUESTS] += 1.0
    if utility > 0.0:
        return True
    row[P.PRESSURE, s] += n.career_pressure[r] if n.promotion_consent[r] >= FORCED else 0.0
    if n.promotion_consent[r] == FORCED:
        row[P.PRESSURE, s] += n.career_pressure[r] * min(-utility, 3.0)
        return True
    company[C.DECLINED] += 1.0
    row[P.ASKED_SINCE, s] = month
    row[P.EXPECTATION, s] -= n.promotion_refusal_penalty[r]
    return False


@rule
def _promote(row: Array, s: int, q: int, month: int, kind: float, n: Numbers, r: int) -> None:
    """Move somebody into the manager seat q, with the pay and the honour that go with it."""
    wanted = logistic(1.702 * (row[P.WANT_MANAGE, s] - row[P.WANT_PROJECT, s]))
    _move(row, s, q)
    row[P.ROLE_SINCE, q] = month
    row[P.STEP_SINCE, q] = month
    row[P.ASKED_SINCE, q] = NEVER
    row[P.RUNG, q] = 0.0
    row[P.CREDIT, q] += n.career_step_value[r] * wanted
    row[P.PAY, q] += n.promotion_pay_step[r]
    row[H.STEP, q] = kind
    row[H.FROM_SEAT, q] = s


@rule
def _rival(
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
def _take_notice(
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
def _remember(company: Array, gap: float, rating: float, best_rating: float) -> None:
    """What a decision teaches everybody: whether the rules hold, and whether performance decides."""
    if gap > 0.0:
        company[C.TRUST] = company[C.TRUST] - TRUST_LOSS * company[C.TRUST] * min(gap, 1.0)
    else:
        company[C.TRUST] = company[C.TRUST] + TRUST_GAIN * (1.0 - company[C.TRUST])
    share = clip(rating / best_rating, 0.0, 1.0) if best_rating > 0.0 else 0.0
    company[C.CREDIBILITY] = company[C.CREDIBILITY] + LEARN_CREDIBILITY * (share - company[C.CREDIBILITY])


@rule
def _fill(
    row: Array, team: Array, company: Array, q: int, level: Whole, boss: Whole, member: Whole, led: Whole,
    end: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Fill the empty manager seat q from below, or start to look outside."""
    outside = draws.uniform(seed, replicate, q, month, Purpose.EXTERNAL) < n.promotion_external_share[r]
    low, high = _range(q, boss, end, n.promotion_scope[r])
    chosen = -1
    asked = 0
    while chosen < 0 and asked < MOST_ASKED and not outside:
        s = _best(row, q, low, high, level, boss, month, n, r)
        if s < 0:
            break
        asked += 1
        company[C.ASSESSED] += n.promotion_assessed[r]
        if _ask(row, company, s, level, month, seed, replicate, n, r):
            chosen = s
    if chosen < 0:
        team[T.SEARCH, led[q]] = 1.0
        return
    team[T.SEARCH, led[q]] = 0.0
    _decide(row, team, company, q, chosen, low, high, level, member, seed, replicate, month, n, r)


@rule
def _decide(
    row: Array, team: Array, company: Array, q: int, chosen: int, low: int, high: int, level: Whole,
    member: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Promote the chosen one, and let the others see it."""
    theta = n.promotion_transparency[r] * company[C.TRUST]
    rival, most, best_rating = _rival(row, q, low, high, chosen, level, theta)
    rating = row[P.RATING, chosen]
    suspicion = SUSPICION * max(row[P.CLOSENESS, chosen], 0.0) * (1.0 - n.promotion_transparency[r])
    own = merit(row[P.SCORE, chosen], rating, theta) - suspicion
    gap = max(0.0, most - own - MERIT_SLACK) if rival >= 0 else 0.0
    willing = _willingness(row, chosen, level, seed, replicate, month, n, r) > 0.0
    _lose_knowledge(row, team, member, chosen, seed, replicate, month, n, r)
    _promote(row, chosen, q, month, PROMOTED if willing else AGAINST_WILL, n, r)
    explained = draws.uniform(seed, replicate, q, month, Purpose.EXPLAINED) < n.promotion_explained[r]
    _take_notice(row, q, low, high, level, member, chosen, rival, gap, explained, seed, replicate, n, r)
    _remember(company, gap, rating, best_rating)


@rule
def _step_back(
    row: Array, q: int, level: Whole, boss: Whole, end: Whole, month: int, n: Numbers, r: int
) -> None:
    """Let a manager who would rather not manage return to an open contributor seat nearby."""
    if row[P.PRESENT, q] == 0.0 or row[P.LOSS, q] < UNHAPPY_MANAGING:
        return
    if month - row[P.ROLE_SINCE, q] < FIRST_YEAR:
        return
    for s in range(boss[q], end[boss[q]]):
        if level[s] == 0 and row[P.PRESENT, s] == 0.0 and row[H.CAUSE, s] == 0.0 and row[H.STEP, s] == 0.0:
            _move(row, q, s)
            row[P.ROLE_SINCE, s] = month
            row[P.PRESSURE, s] = 0.0
            row[P.PAY, s] -= (1.0 - PAY_KEPT) * n.promotion_pay_step[r]
            row[H.STEP, s] = STEPPED_BACK
            row[H.FROM_SEAT, s] = q
            return


@rule
def ladder_score(technical: float, months: float, seniority: float) -> float:
    """Standing for a rung: technical skill, and loyalty as far as the ladder honours it (E62)."""
    return (1.0 - seniority) * technical + seniority * (1.0 - exp(-months / 60.0)) * 2.0


@rule
def _give_rung(row: Array, s: int, month: int, n: Numbers, r: int) -> None:
    """Honour a contributor with a rung: pay, standing, and a step for those who want depth."""
    wanted = logistic(1.702 * (row[P.WANT_TECHNICAL, s] - row[P.WANT_PROJECT, s]))
    row[P.RUNG, s] = 1.0
    row[P.STEP_SINCE, s] = month
    row[P.CREDIT, s] += n.career_step_value[r] * n.ladder_prestige_parity[r] * wanted
    row[P.PAY, s] += n.ladder_pay_parity[r] * n.promotion_pay_step[r]
    row[H.STEP, s] = RUNG


@rule
def _review_ladder(
    row: Array, t: int, q: int, reports: float, member: Whole, level: Whole, end: Whole, month: int,
    seed: int, replicate: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Give the free rungs of one team to its best standing contributors.

    Places are counted team by team, the fraction of a place decided once by the luck of the team.
    """
    luck = draws.uniform(seed, replicate, q, draws.TRAITS, Purpose.LADDER)
    places = int(n.ladder_slots[r] * reports + luck)
    for s in range(q + 1, end[q]):
        if member[s] == t and row[P.RUNG, s] > 0.0:
            places -= 1
    while places > 0:
        best = -1
        most = 0.0
        for s in range(q + 1, end[q]):
            if member[s] != t or level[s] > 0 or row[P.PRESENT, s] == 0.0 or row[P.RUNG, s] > 0.0:
                continue
            if month - row[P.JOINED, s] < FIRST_YEAR:
                continue
            technical = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
            standing = ladder_score(technical, month - row[P.JOINED, s], n.ladder_seniority[r])
            if best < 0 or standing > most:
                best = s
                most = standing
        if best < 0:
            return
        _give_rung(row, best, month, n, r)
        places -= 1


@rule
def _answer_flight_risk(
    row: Array, level: Whole, month: int, seed: int, replicate: int, n: Numbers, r: int
) -> None:
    """Give valued contributors who seem about to leave a rung or more pay, at most once in two years."""
    reaction = n.retention_reaction[r]
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0 or level[s] > 0 or row[H.STEP, s] > 0.0:
            continue
        z = draws.normal(seed, replicate, int(row[P.PERSON, s]), month, Purpose.FLIGHT_RISK)
        risk = flight_risk_seen(row[P.INTENTION, s], n.company_quits[r], n.seeing_flight_risk_validity[r], z)
        if not worth_keeping(risk, row[P.RATING, s]) or month - row[P.ASKED_SINCE, s] < NOT_ASKED_AGAIN:
            continue
        if reaction == RUNG_REACTION and row[P.RUNG, s] == 0.0:
            _give_rung(row, s, month, n, r)
        elif reaction == PAY_REACTION:
            row[P.PAY, s] += n.retention_pay_raise[r]
            row[P.ASKED_SINCE, s] = month
            row[H.STEP, s] = RAISE


@kernel
def decide(
    people: Array, teams: Array, companies: Array, level: Whole, boss: Whole, member: Whole, led: Whole,
    end: Whole, head: Whole, reports: Array, seed: int, replicates: Whole, month: int, n: Numbers,
) -> None:  # fmt: skip
    """A review in every company: steps back, rungs, answers to flight risk, then seats, top level first."""
    for r in range(people.shape[0]):
        row = people[r]
        if n.promotion_step_back[r] > 0.0:
            for t in range(len(head)):
                _step_back(row, head[t], level, boss, end, month, n, r)
        if n.ladder_slots[r] > 0.0 and month % int(n.ladder_review_every[r]) == 0:
            for t in range(len(head)):
                if level[head[t]] == 1:
                    _review_ladder(
                        row, t, head[t], reports[t], member, level, end, month, seed, replicates[r], n, r
                    )
        if n.retention_reaction[r] >= RUNG_REACTION:
            _answer_flight_risk(row, level, month, seed, replicates[r], n, r)
        for rung in range(level[0], 0, -1):
            for t in range(len(head)):
                q = head[t]
                if level[q] == rung and row[P.PRESENT, q] == 0.0:
                    _fill(
                        row, teams[r], companies[r], q, level, boss, member, led, end,
                        seed, replicates[r], month, n, r,
                    )  # fmt: skip


@kernel
def clear(people: Array, companies: Array) -> None:
    """Forget what happened last month."""
    for r in range(people.shape[0]):
        companies[r, C.REQUESTS] = 0.0
        companies[r, C.DECLINED] = 0.0
        companies[r, C.ASSESSED] = 0.0
        for column in range(H.CAUSE, H.FROM_SEAT + 1):
            for s in range(people.shape[2]):
                people[r, column, s] = 0.0


class Careers(Process):
    """At reviews: who steps back, who gets a rung, who moves up, and what the others make of it."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {T.DOCUMENTED, C.TRUST, C.CREDIBILITY}
    writes: ClassVar[frozenset[AnyColumn]] = (
        frozenset(P)
        | frozenset(H)
        | {T.DISRUPTION, T.LOST, T.SEARCH, C.TRUST, C.CREDIBILITY, C.REQUESTS, C.DECLINED, C.ASSESSED}
    )

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Clear last month's happenings; hold the review if one is due."""
        w, plan = workforce, workforce.layout
        clear(w.people, w.companies)
        if month % int(self.numbers.promotion_review_every[0]) == 0:
            decide(
                w.people, w.teams, w.companies, plan.level, plan.boss, plan.team, plan.led, plan.end,
                plan.head, plan.reports, w.seed, w.replicates, month, self.numbers,
            )  # fmt: skip
