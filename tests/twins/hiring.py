"""Hiring: an open seat waits for luck, then the applicant who impressed most and accepts takes it."""

from __future__ import annotations

import mesa

from sim.state.draws import Purpose
from sim.state.numbers import exp, logistic
from sim.state.workforce import Step
from tests.twins.agents import Firm, Person, Seat
from tests.twins.development import budget_a_head
from tests.twins.luck import FOR_LIFE, applicant
from tests.twins.opening import bring, wish_for_projects, wish_to_manage, with_people
from tests.twins.scoring import through


def hire(model: mesa.Model, firm: Firm, month: int) -> None:
    """Fill contributor seats, and manager seats that are looked for outside; not those left just now."""
    firm.hired = firm.applications = firm.rejected = firm.offers_declined = 0
    for person in firm.people if shown(firm) else ():
        if person.tenure(month) == 12 and person.step_since == person.joined:
            meet_reality(person, firm)
    get_about(firm)
    within_a_month = 1.0 - exp(-1.0 / (firm.world.market.time_to_fill * firm.tightness))
    for seat in firm.open:
        if seat.holder or seat.cause or (seat.leads and not seat.leads.search):
            continue
        if firm.luck.uniform(seat.number, month, Purpose.FILL) < within_a_month:
            somebody = choose(seat, firm, month)
            if somebody is not None:
                welcome(model, seat, somebody, firm, month)


def choose(seat: Seat, firm: Firm, month: int) -> int | None:
    """The first to accept, asked in the order of the impression they made."""
    applicants = [applicant(month, seat.number, place) for place in range(firm.world.market.applicants)]
    firm.applications += len(applicants)
    best_first = sorted(applicants, key=lambda key: -impression(key, seat, firm))
    for asked, somebody in enumerate(best_first):
        chance = attraction(firm, somebody, appeal(somebody, seat, firm))
        if firm.luck.uniform(somebody, FOR_LIFE, Purpose.ACCEPT) < chance:
            firm.rejected += len(applicants) - asked - 1
            return somebody
        firm.offers_declined += 1
    return None


def impression(key: int, seat: Seat, firm: Firm) -> float:
    """An interview for a manager seat looks for talent with people, any other for technical talent."""
    talent = with_people(firm, key) if seat.level > 0 else firm.luck.normal(key, FOR_LIFE, Purpose.TECHNICAL)
    error = firm.luck.normal(key, FOR_LIFE, Purpose.INTERVIEW)
    return through(firm.world.seeing.interview_validity, talent, error)


def appeal(key: int, seat: Seat, firm: Firm) -> float:
    """What managing, or rising to it one day, means to an applicant, in log odds."""
    if seat.level == 0:
        rise = logistic(1.702 * (wish_to_manage(firm, key) - wish_for_projects(firm, key)))
        return firm.world.market.showcase_pull * shown(firm) * backed(firm) * rise
    return (wish_to_manage(firm, key) - wish_for_projects(firm, key)) / firm.world.career.consent_noise


def shown(firm: Firm) -> float:
    """How far careers are shown to applicants."""
    spent = firm.policy.retention.showcase
    return spent / (spent + firm.world.market.showcase_scale)


def backed(firm: Firm) -> float:
    """The share of the stories that is true."""
    return firm.rises / (firm.rises + firm.world.market.showcase_rises)


def get_about(firm: Firm) -> None:
    """Reputation follows how people here feel, where applicants ask them."""
    if firm.world.market.reputation_pull > 0.0:
        morale = heads = 0.0
        for person in firm.people:
            morale += person.morale
            heads += 1
        firm.reputation += (morale / max(heads, 1) - firm.reputation) / firm.world.market.reputation_months


def meet_reality(person: Person, firm: Firm) -> None:
    """A year without a step, and stories that were partly hollow."""
    hollow = firm.world.career.broken_promise * shown(firm) * (1.0 - backed(firm))
    hurt = hollow * logistic(1.702 * (person.want_manage - person.want_project))
    person.fairness = max(person.fairness - hurt, -3.0)


def attraction(firm: Firm, key: int, appeal: float) -> float:
    """The chance that an applicant accepts: good pay and training draw, a hot market draws elsewhere."""
    market = firm.world.market
    training = min(budget_a_head(firm) / (0.02 * firm.plan.salary), market.most_training)
    keen = firm.luck.normal(key, FOR_LIFE, Purpose.WANT_TECHNICAL)
    keen = (firm.world.people.want_technical + keen) - firm.world.people.want_technical
    pull = market.training_pull * (1.0 + market.training_sorting * keen)
    liking = pull * training + appeal + market.reputation_pull * firm.reputation
    return acceptance(firm, firm.pay_position, liking)


def acceptance(firm: Firm, position: float, liking: float) -> float:
    """The chance that an offer is accepted whose pay stands so against others, and which is so liked."""
    market = firm.world.market
    return logistic(market.acceptance + market.pay_pull * position + liking - (firm.tightness - 1.0))


def welcome(model: mesa.Model, seat: Seat, key: int, firm: Firm, month: int) -> None:
    """The first day; managers from outside cost more."""
    person = bring(model, firm, seat, key, month)
    higher = min(person.expectation + firm.world.career.raised_hopes * shown(firm), 2.19722457733622)
    person.expectation = max(higher, person.expectation)
    seat.step = Step.HIRED
    seat.from_seat = -1
    firm.hired += 1
    if seat.leads:
        person.pay += firm.plan.prices.external_premium
        seat.step = Step.HIRED_MANAGER
        seat.leads.search = 0
