"""Turnover: reasons to leave compete; personal ones end a job at once, others begin a search."""

from __future__ import annotations

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, power
from sim.state.workforce import Cause, Step
from tests.twins.agents import Firm, Person, Team
from tests.twins.hiring import acceptance
from tests.twins.knowledge import knowledge, uncovered, weight_of_loss
from tests.twins.morale import aware, pay_gap
from tests.twins.opening import movable, restlessness_by_tenure

MOVABLE = tuple(cause for cause in Cause if Cause.OFFER <= cause <= Cause.COLLEAGUES)
"""The causes that start a search."""


def part(firm: Firm, month: int) -> None:
    """Weigh everybody's reasons first; then let those go whom the month takes."""
    reasons = [(person, hazards(person, firm, month)) for person in firm.people]
    for team in firm.teams:
        team.pull *= felt_next_month(firm)
    firm.left = firm.regretted = firm.counteroffers = firm.kept = 0
    for person, causes in reasons:
        if person.searching:
            go_on_looking(person, causes, firm, month)
        voluntary = added(causes[cause] for cause in Cause if Cause.PERSONAL <= cause <= Cause.COLLEAGUES)
        person.intention = log(max(voluntary, 1e-9))
        total = voluntary + causes[Cause.DISMISSAL] + causes[Cause.RETIREMENT]
        if firm.luck.uniform(person.key, month, Purpose.LEAVE) < 1.0 - exp(-total):
            cause = why(person, causes, total, firm, month)
            if cause in MOVABLE and (
                starts_to_look(person, cause, causes, firm, month) or takes_counteroffer(person, firm, month)
            ):
                continue
            say_goodbye(person, cause, firm, month)


def felt_next_month(firm: Firm) -> float:
    """The share of what a leaver means to colleagues that is still felt a month later."""
    return firm.world.turnover.search_delay / (1.0 + firm.world.turnover.search_delay)


# ---------------------------------------------------------------- searches


def finding(firm: Firm) -> float:
    """The monthly hazard with which those who look leave; the faster, the tighter the market."""
    delay = firm.world.turnover.search_delay
    return firm.tightness * log((1.0 + delay) / delay) if delay > 0.0 else 100.0


def go_on_looking(person: Person, causes: dict[Cause, float], firm: Firm, month: int) -> None:
    """A searcher gives up as far as the reasons have gone, or else will leave for the reason they began."""
    now = added(causes[cause] for cause in MOVABLE)
    usual = max(firm.plan.quits * movable(firm) / 12.0, 1e-9)
    gives_up = firm.world.turnover.giving_up * usual / (usual + now)
    if firm.luck.uniform(person.key, month, Purpose.GIVE_UP) < gives_up:
        person.searching = Cause.NONE
        return
    for cause in MOVABLE:
        causes[cause] = 0.0
    causes[Cause(person.searching)] = finding(firm)


def starts_to_look(person: Person, cause: Cause, causes: dict[Cause, float], firm: Firm, month: int) -> bool:
    """Whether somebody whom a reason has just moved looks for a job and hasn't found one yet."""
    if person.searching or firm.luck.uniform(person.key, month, Purpose.FOUND) < 1.0 - exp(-finding(firm)):
        return False
    person.searching = cause
    person.intention = log(causes[Cause.PERSONAL] + finding(firm))
    return True


# ---------------------------------------------------------------- counteroffers


def takes_counteroffer(person: Person, firm: Firm, month: int) -> bool:
    """Whether a well-rated leaver is offered the pay outside, and stays for it."""
    retention = firm.policy_in(person.team).retention
    if person.rating <= retention.valued or month - person.reacted_since < retention.give_again:
        return False
    if firm.luck.uniform(person.key, month, Purpose.COUNTEROFFER) >= retention.counteroffers:
        return False
    firm.counteroffers += 1
    gap = pay_gap(person, firm)
    more = max(gap, retention.pay_raise)
    chance = acceptance(firm, more - gap, firm.world.market.staying_morale * person.morale)
    if firm.luck.uniform(person.key, month, Purpose.COUNTEROFFER_TAKEN) >= chance:
        return False
    firm.kept += 1
    person.pay += more
    person.reacted_since = month
    person.searching = Cause.NONE
    if not person.seat.step:
        person.seat.step = Step.RAISE
    for other in person.team.members:
        if other is not person and other.rating >= person.rating:
            hurt = (
                other.fairness_sensitivity * firm.world.career.injustice * more / firm.world.morale.pay_scale
            )
            other.fairness = max(other.fairness - hurt, -3.0)
    return True


# ---------------------------------------------------------------- reasons


def hazards(person: Person, firm: Firm, month: int) -> dict[Cause, float]:
    """The monthly hazard of leaving, cause by cause."""
    rate, team = firm.world.turnover, person.team
    tenure = restlessness_by_tenure(firm, float(person.tenure(month)))
    if person.external:
        tenure = tenure - (1.0 - firm.world.market.external_newness) * (tenure - 1.0)
    restless = person.frailty * tenure * firm.plan.quits / 12.0
    holding = rate.boss * team.boss_people + rate.attention * team.attention
    if person.seat.level > 0:
        holding = holding * rate.boss_of_managers
    moved = exp(clip(-rate.morale * person.morale - holding, -rate.most, rate.most))
    market = power(firm.tightness, firm.world.market.reach)
    usual = restless * moved * market

    def driven(yearly: float, drive: float) -> float:
        return usual * yearly * exp(clip(drive, -rate.most, rate.most))

    stuck = person.ambition * (rate.usual_hope - person.expectation) - person.credit
    gap = rate.pay_response * pay_gap(person, firm) + rate.star_offers * person.performance
    unwanted = person.loss + person.pressure - firm.world.morale.loss_mean
    personal = clip(-rate.personal_response * person.morale, -rate.personal_most, rate.personal_most)
    load = rate.overload_response * firm.world.morale.vacancy * team.vacant
    causes = {
        Cause.PERSONAL: restless * rate.personal * exp(personal),
        Cause.OFFER: driven(rate.offer * (firm.tightness / market), gap),
        Cause.CAREER: driven(rate.career, rate.career_response * stuck),
        Cause.ROLE: driven(rate.role, rate.role_response * aware(firm) * unwanted),
        Cause.UNFAIRNESS: driven(rate.unfairness, -rate.unfairness_response * person.fairness),
        Cause.MANAGER: driven(rate.manager, -rate.manager_response * team.boss_people),
        Cause.OVERLOAD: driven(rate.overload, load),
    }
    movable = added(hazard for cause, hazard in causes.items() if cause != Cause.PERSONAL)
    causes[Cause.COLLEAGUES] = movable * (exp(rate.contagion * team.pull * team.friction) - 1.0)
    causes[Cause.DISMISSAL] = dismissal(person, firm)
    causes[Cause.RETIREMENT] = retirement(person, firm, month)
    return causes


def dismissal(person: Person, firm: Firm) -> float:
    """The worse the rating, the likelier; scaled so that the yearly rate is the mean over ratings."""
    why = firm.world.turnover
    mean = exp(-0.5 * why.dismissal_response * why.dismissal_response)
    rate = firm.plan.dismissals * why.dismissal * mean
    return rate * exp(clip(-why.dismissal_response * person.rating, -why.most, why.most)) / 12.0


def retirement(person: Person, firm: Firm, month: int) -> float:
    """From one age on some do; at another everybody."""
    why = firm.world.turnover
    age = person.entry_age + person.tenure(month) / 12.0
    if age >= why.retirement_at:
        return 100.0
    return why.retirement / 12.0 if age >= why.retirement_from else 0.0


def why(person: Person, causes: dict[Cause, float], total: float, firm: Firm, month: int) -> Cause:
    """Lay the hazards end to end and see where luck points."""
    rest = firm.luck.uniform(person.key, month, Purpose.CAUSE) * total
    for cause, hazard in causes.items():
        rest -= hazard
        if rest < 0.0:
            return cause
    return Cause.RETIREMENT


def say_goodbye(person: Person, cause: Cause, firm: Firm, month: int) -> None:
    """The team loses what only they knew, and feels the gap."""
    team: Team = person.team
    lost = knowledge(person, firm, month) * uncovered(person, firm)
    lost *= weight_of_loss(team, firm, month)
    team.disruption += lost
    team.lost += lost
    if cause < Cause.DISMISSAL:
        team.pull += (1.0 - felt_next_month(firm)) / team.planned
    firm.left += 1
    firm.regretted += cause < Cause.DISMISSAL and person.performance > 0.6744897501960817
    person.seat.cause = cause
    person.seat.leaver = person.key
    person.leave()


def added(numbers: object) -> float:
    """A sum from the first to the last: Python's own `sum` adds otherwise since 3.12."""
    total = 0.0
    for number in numbers:  # type: ignore[attr-defined]
        total += number
    return total
