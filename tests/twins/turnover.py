"""Turnover: reasons to leave compete; their sum decides whether, their shares decide why."""

from __future__ import annotations

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log
from sim.state.workforce import Cause
from tests.twins.agents import Firm, Person, Team
from tests.twins.careers import knowledge, uncovered
from tests.twins.morale import pay_gap
from tests.twins.opening import restlessness_by_tenure


def part(firm: Firm, month: int) -> None:
    """Weigh everybody's reasons first; then let those go whom the month takes."""
    reasons = [(person, hazards(person, firm, month)) for person in firm.people]
    for team in firm.teams:
        team.pull *= 0.7
    firm.left = firm.regretted = 0
    for person, causes in reasons:
        voluntary = added(causes[cause] for cause in Cause if Cause.PERSONAL <= cause <= Cause.COLLEAGUES)
        person.intention = log(max(voluntary, 1e-9))
        total = voluntary + causes[Cause.DISMISSAL] + causes[Cause.RETIREMENT]
        if firm.luck.uniform(person.key, month, Purpose.LEAVE) < 1.0 - exp(-total):
            say_goodbye(person, why(person, causes, total, firm, month), firm, month)


def hazards(person: Person, firm: Firm, month: int) -> dict[Cause, float]:
    """The monthly hazard of leaving, cause by cause."""
    rate, team = firm.world.turnover, person.team
    restless = person.frailty * restlessness_by_tenure(float(person.tenure(month))) * firm.plan.quits / 12.0
    moved = exp(clip(-rate.morale * person.morale - rate.boss * team.boss_people, -3.0, 3.0))
    usual = restless * moved * exp(firm.world.market.external_quits * person.external)

    def driven(yearly: float, drive: float) -> float:
        return usual * yearly * exp(clip(drive, -3.0, 3.0))

    stuck = person.ambition * (-2.4 - person.expectation) - person.credit
    gap = rate.pay_response * pay_gap(person, firm) + 0.15 * person.performance
    unwanted = person.loss + person.pressure - firm.world.morale.loss_mean
    causes = {
        Cause.PERSONAL: restless * rate.personal * exp(clip(-0.4 * person.morale, -1.0, 1.0)),
        Cause.OFFER: driven(rate.offer * firm.tightness, gap),
        Cause.CAREER: driven(rate.career, 0.5 * stuck),
        Cause.ROLE: driven(rate.role, 0.8 * unwanted),
        Cause.UNFAIRNESS: driven(rate.unfairness, -0.8 * person.fairness),
        Cause.MANAGER: driven(rate.manager, -0.8 * team.boss_people),
        Cause.OVERLOAD: driven(rate.overload, 0.5 * 5.0 * team.vacant),
    }
    movable = added(hazard for cause, hazard in causes.items() if cause != Cause.PERSONAL)
    causes[Cause.COLLEAGUES] = movable * (exp(rate.contagion * team.pull) - 1.0)
    causes[Cause.DISMISSAL] = dismissal(person, firm)
    causes[Cause.RETIREMENT] = retirement(person, month)
    return causes


def dismissal(person: Person, firm: Firm) -> float:
    """The worse the rating, the likelier; scaled so that the yearly rate is the mean over ratings."""
    return (
        firm.world.turnover.dismissal * 0.4867522559599717 * exp(clip(-1.2 * person.rating, -3.0, 3.0)) / 12.0
    )


def retirement(person: Person, month: int) -> float:
    """From sixty on some do; at sixty-five everybody."""
    age = person.entry_age + person.tenure(month) / 12.0
    if age >= 65.0:
        return 100.0
    return 0.15 / 12.0 if age >= 60.0 else 0.0


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
    lost = knowledge(person, firm, month) * uncovered(team, firm)
    team.disruption += lost
    team.lost += lost
    team.pull += 1.0 / team.planned
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
