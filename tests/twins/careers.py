"""Careers: steps back, rungs, answers to flight risk, and who gets the empty manager seats."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, logistic
from sim.state.workforce import Step
from tests.twins.agents import Firm, Person, Seat, Team
from tests.twins.luck import FOR_LIFE
from tests.twins.morale import worth_of_role
from tests.twins.scoring import interest, seems_worth_keeping


def careers(firm: Firm, month: int) -> None:
    """Forget last month; hold a review when one is due."""
    for seat in firm.seats:
        seat.forget()
    firm.requests = firm.declined = firm.assessed = 0
    if firm.review_is_due(month):
        review(firm, month)


def review(firm: Firm, month: int) -> None:
    """Managers step back, rungs are given, flight risks answered; then seats are filled from the top down."""
    policy = firm.policy
    if policy.promotion.step_back:
        for team in firm.led_teams:
            let_step_back(team, firm, month)
    if policy.ladder.slots > 0.0 and month % policy.ladder.review_every == 0:
        for team in firm.led_teams:
            if team.head and team.head.level == 1:
                give_free_rungs(team, firm, month)
    if policy.retention.reaction in ("rung", "pay"):
        for person in firm.people:
            answer_flight_risk(person, firm, month)
    for level in range(firm.seats[0].level, 0, -1):
        for team in firm.led_teams:
            if team.head and team.head.level == level and team.head.holder is None and team.head in firm.open:
                fill(team.head, firm, month)


# ---------------------------------------------------------------- stepping back


def let_step_back(team: Team, firm: Firm, month: int) -> None:
    """A manager of a year or more who would much rather not takes an open contributor seat nearby."""
    assert team.head is not None
    manager = team.head.holder
    if manager is None or manager.loss < 0.5 or month - manager.role_since < 12:
        return
    nearby = firm.below(team.head.boss or team.head)
    there = next(
        (
            s
            for s in nearby
            if s in firm.open and s.level == 0 and s.holder is None and not s.cause and not s.step
        ),
        None,
    )
    if there is None:
        return
    manager.move(there)
    manager.role_since = month
    manager.pressure = 0.0
    manager.pay -= (1.0 - 0.5) * firm.policy.promotion.pay_step
    there.step = Step.STEPPED_BACK
    there.from_seat = team.head.number


# ---------------------------------------------------------------- the technical ladder


def give_free_rungs(team: Team, firm: Firm, month: int) -> None:
    """Give a team's free rungs to its best standing contributors with a year in the company.

    Places are counted team by team; a broken place is made whole once and for all by the team's luck.
    """
    assert team.head is not None
    luck = firm.luck.uniform(team.head.number, FOR_LIFE, Purpose.LADDER)
    places = int(firm.policy.ladder.slots * len(team.seats) + luck)
    places -= sum(person.rung > 0 for person in team.members)
    waiting = [p for p in team.members if not p.manages and p.rung == 0 and p.tenure(month) >= 12]
    waiting.sort(key=lambda person: -standing(person, firm, month))
    for person in waiting[: max(places, 0)]:
        give_rung(person, firm, month)


def standing(person: Person, firm: Firm, month: int) -> float:
    """What earns a rung: technical skill, and loyalty as far as the ladder honours it."""
    seniority = firm.policy.ladder.seniority
    loyalty = 1.0 - exp(-person.tenure(month) / 60.0)
    return (1.0 - seniority) * person.technical_skill + seniority * loyalty * 2.0


def give_rung(person: Person, firm: Firm, month: int) -> None:
    """Pay, standing, and the feeling of a step for those who want depth."""
    policy = firm.policy
    wanted = logistic(1.702 * (person.want_technical - person.want_project))
    person.rung = 1
    person.step_since = month
    person.credit += firm.world.career.step_value * policy.ladder.prestige_parity * wanted
    person.pay += policy.ladder.pay_parity * policy.promotion.pay_step
    person.seat.step = Step.RUNG


# ---------------------------------------------------------------- answers to flight risk


def answer_flight_risk(person: Person, firm: Firm, month: int) -> None:
    """A valued contributor who seems about to go is given a rung or a raise, at most once in two years."""
    if person.manages or person.seat.step or month - person.reacted_since < 24:
        return
    if not seems_worth_keeping(person, firm, month):
        return
    if firm.policy.retention.reaction == "rung" and person.rung == 0:
        give_rung(person, firm, month)
        person.reacted_since = month
    elif firm.policy.retention.reaction == "pay":
        person.pay += firm.policy.retention.pay_raise
        person.reacted_since = month
        person.seat.step = Step.RAISE


# ---------------------------------------------------------------- manager seats


def fill(seat: Seat, firm: Firm, month: int) -> None:
    """Ask the best candidate, and when they decline the next, five at most; else look outside."""
    assert seat.leads is not None
    promotion = firm.policy.promotion
    outside_first = firm.luck.uniform(seat.number, month, Purpose.EXTERNAL) < promotion.external_share
    chosen = None
    for _ in range(0 if outside_first else 5):
        candidates = [p for p in pool(seat, firm) if may_be_asked(p, firm, month)]
        if not candidates:
            break
        best = max(candidates, key=lambda person: person.score)
        firm.assessed += promotion.assessed
        if ask(best, firm, month):
            chosen = best
            break
    seat.leads.search = int(chosen is None)
    if chosen:
        decide(chosen, seat, firm, month)


def pool(seat: Seat, firm: Firm) -> list[Person]:
    """Those one level below the seat: its own reports, the department, or the whole company."""
    assert seat.leads is not None
    match firm.policy.promotion.scope:
        case "team":
            seats = seat.leads.seats
        case "department":
            seats = firm.below(seat.boss or seat)
        case _:
            seats = firm.seats
    return [s.holder for s in seats if s.holder and s.level == seat.level - 1]


def may_be_asked(person: Person, firm: Firm, month: int) -> bool:
    """A year in the company, no step this month, not asked already; further by the rule of consent."""
    if person.tenure(month) < 12 or person.seat.step or person.asked_since == month:
        return False
    match firm.policy.promotion.consent:
        case "offer":
            return month - person.asked_since >= 24
        case "volunteers":
            return interest(person, firm) > 0.0
        case _:
            return True


def ask(person: Person, firm: Firm, month: int) -> bool:
    """Ask somebody to manage. The unwilling decline, or must, and either way it does something to them."""
    promotion, pressure = firm.policy.promotion, firm.world.career.pressure
    utility = willingness(person, firm, month)
    firm.requests += 1
    if utility > 0.0:
        return True
    if promotion.consent != "offer":
        person.pressure += pressure
    if promotion.consent == "forced":
        person.pressure += pressure * min(-utility, 3.0)
        return True
    firm.declined += 1
    person.asked_since = month
    person.expectation -= promotion.refusal_penalty
    return False


def willingness(person: Person, firm: Firm, month: int) -> float:
    """What managing means to somebody against staying as they are; the luck of the day is logistic."""
    career, promotion = firm.world.career, firm.policy.promotion
    luck = firm.luck.uniform(person.key, month, Purpose.CONSENT)
    return (
        person.want_manage
        - worth_of_role(person, firm)
        + career.pay_utility * promotion.pay_step
        + career.prestige
        + career.self_view * person.self_view
        + promotion.refusal_penalty
        + 0.5 * log(luck / (1.0 - luck))
    )


def decide(chosen: Person, seat: Seat, firm: Firm, month: int) -> None:
    """Promote somebody, and let those who could have had the seat see it."""
    promotion = firm.policy.promotion
    known = promotion.transparency * firm.trust
    others = [person for person in pool(seat, firm) if person is not chosen]
    rival = max(others, key=lambda person: merit(person, known), default=None)
    best_rating = max([chosen.rating, *(person.rating for person in others)])
    suspicion = 0.5 * max(chosen.closeness, 0.0) * (1.0 - promotion.transparency)
    gap = max(0.0, merit(rival, known) - (merit(chosen, known) - suspicion) - 0.25) if rival else 0.0
    willing = willingness(chosen, firm, month) > 0.0
    old_team = chosen.team
    take_knowledge_along(chosen, firm, month)
    promote(chosen, seat, firm, month)
    seat.step = Step.PROMOTED if willing else Step.FORCED
    explained = firm.luck.uniform(seat.number, month, Purpose.EXPLAINED) < promotion.explained
    for person in others:
        weight = (1.0 if person.team is old_team else seen_from_afar(firm)) * (
            2.0 if person is rival else 1.0
        )
        take_notice(person, firm, weight, gap, explained)
    learn_from_decision(firm, gap, chosen.rating, best_rating)


def merit(person: Person, known: float) -> float:
    """How deserving somebody looks: by announced criteria as far as those are known, else by performance."""
    return known * person.score + (1.0 - known) * person.rating


def seen_from_afar(firm: Firm) -> float:
    return min(1.0, math.sqrt(40.0 / firm.plan.headcount))


def take_knowledge_along(person: Person, firm: Firm, month: int) -> None:
    """The old team loses a part of what only this person knew."""
    lost = firm.world.knowledge.promotion_loss * knowledge(person, firm, month) * uncovered(person.team, firm)
    person.team.disruption += lost
    person.team.lost += lost


def knowledge(person: Person, firm: Firm, month: int) -> float:
    """What only this head holds: it grows over two years, and very differently from head to head."""
    return firm.world.knowledge.held * (1.0 - exp(-person.tenure(month) / 24.0)) * person.knowledge_scale


def uncovered(team: Team, firm: Firm) -> float:
    """The share that is neither written down nor handed over."""
    return (1.0 - team.documented) * (1.0 - firm.policy.work.handover)


def promote(person: Person, seat: Seat, firm: Firm, month: int) -> None:
    """A new role: pay rises, a rung is given up, and the step means what it is wanted."""
    wanted = logistic(1.702 * (person.want_manage - person.want_project))
    seat.from_seat = person.seat.number
    person.move(seat)
    person.role_since = person.step_since = month
    person.asked_since = -9999
    person.rung = 0
    person.credit += firm.world.career.step_value * wanted
    person.pay += firm.policy.promotion.pay_step


def take_notice(person: Person, firm: Firm, weight: float, gap: float, explained: bool) -> None:
    """Those who hoped lose hope, less when told why; everybody near minds an undeserved promotion."""
    career = firm.world.career
    if person.want_manage > person.want_project:
        comfort = career.feedback if explained else 0.0
        person.expectation -= career.disappointment * (1.0 - comfort)
    hurt = person.fairness_sensitivity * career.injustice * weight * gap
    person.fairness = max(person.fairness - hurt, -3.0)


def learn_from_decision(firm: Firm, gap: float, rating: float, best_rating: float) -> None:
    """An undeserved promotion costs trust, others build it; and people see whether performance decides."""
    if gap > 0.0:
        firm.trust = firm.trust - 0.10 * firm.trust * min(gap, 1.0)
    else:
        firm.trust = firm.trust + 0.02 * (1.0 - firm.trust)
    by_performance = clip(rating / best_rating, 0.0, 1.0) if best_rating > 0.0 else 0.0
    firm.credibility += 0.1 * (by_performance - firm.credibility)
