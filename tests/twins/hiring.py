"""Hiring: an open seat waits for luck, then the applicant who impressed most and accepts takes it."""

from __future__ import annotations

import mesa

from sim.state.draws import Purpose
from sim.state.numbers import exp, logistic
from sim.state.workforce import Step
from tests.twins.agents import Firm, Seat
from tests.twins.luck import FOR_LIFE, applicant
from tests.twins.opening import bring, wish_for_projects, wish_to_manage, with_people
from tests.twins.scoring import through


def hire(model: mesa.Model, firm: Firm, month: int) -> None:
    """Fill contributor seats, and manager seats that are looked for outside; not those left just now."""
    firm.hired = 0
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
    for somebody in sorted(applicants, key=lambda key: -impression(key, seat, firm)):
        if firm.luck.uniform(somebody, FOR_LIFE, Purpose.ACCEPT) < attraction(
            firm, appeal(somebody, seat, firm)
        ):
            return somebody
    return None


def impression(key: int, seat: Seat, firm: Firm) -> float:
    """An interview for a manager seat looks for talent with people, any other for technical talent."""
    talent = with_people(firm, key) if seat.level > 0 else firm.luck.normal(key, FOR_LIFE, Purpose.TECHNICAL)
    error = firm.luck.normal(key, FOR_LIFE, Purpose.INTERVIEW)
    return through(firm.world.seeing.interview_validity, talent, error)


def appeal(key: int, seat: Seat, firm: Firm) -> float:
    """What managing means to an applicant for a manager seat, in log odds; nothing for other seats."""
    if seat.level == 0:
        return 0.0
    return (wish_to_manage(firm, key) - wish_for_projects(firm, key)) / firm.world.career.consent_noise


def attraction(firm: Firm, appeal: float) -> float:
    """The chance that an applicant accepts: good pay and training draw, a hot market draws elsewhere."""
    training = min(firm.policy.training.budget / (0.02 * firm.plan.salary), 3.0)
    liking = firm.world.market.training_pull * training + appeal
    return acceptance(firm, firm.pay_position, liking)


def acceptance(firm: Firm, position: float, liking: float) -> float:
    """The chance that an offer is accepted whose pay stands so against others, and which is so liked."""
    market = firm.world.market
    return logistic(market.acceptance + market.pay_pull * position + liking - (firm.tightness - 1.0))


def welcome(model: mesa.Model, seat: Seat, key: int, firm: Firm, month: int) -> None:
    """The first day; managers from outside cost more."""
    person = bring(model, firm, seat, key, month)
    seat.step = Step.HIRED
    seat.from_seat = -1
    firm.hired += 1
    if seat.leads:
        person.pay += firm.plan.prices.external_premium
        seat.step = Step.HIRED_MANAGER
        seat.leads.search = 0
