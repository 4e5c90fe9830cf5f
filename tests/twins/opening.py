"""The first day: who sits where, since when, and what they bring; from nothing or from a roster."""

from __future__ import annotations

import math

import mesa

from sim.spec.roster import Roster
from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, logistic
from sim.state.workforce import Cause
from tests.twins.agents import Firm, Person, Seat, Team
from tests.twins.grades import by_pay, climb, market_pay, of_outsiders, on_entry
from tests.twins.hours import time_of_managers
from tests.twins.luck import FOR_LIFE, applicant
from tests.twins.market import seats_open

THIRTY_YEARS = 360


def open_firm(model: mesa.Model, firm: Firm, start: int) -> None:
    """Let each seat be filled again and again over thirty years; whoever holds it at the start is there."""
    risk_by_month = accumulated_risk(firm)
    firm.open_seats = seats_open(firm, 0)
    firm.pay_position = firm.policy.retention.pay_position
    for team in firm.led_teams:
        find_out_needs(team, firm)
    for team in firm.teams:
        team.documented = firm.world.knowledge.always_written
    for seat in firm.open:
        joined = start - THIRTY_YEARS
        key = who_took_it(firm, seat, joined)
        while joined + stay(firm, key, risk_by_month) < start:
            joined += stay(firm, key, risk_by_month) + 1
            key = who_took_it(firm, seat, joined)
        person = bring(model, firm, seat, key, joined)
        grow(firm, person, start)
        look_elsewhere(firm, person, start)
        climb(firm, person, start)
        raise_since(firm, person, start)


def find_out_needs(team: Team, firm: Firm) -> None:
    """What a team needs of its manager above or below other teams; the three sum to nothing."""
    assert team.head is not None
    purposes = (Purpose.NEED_PEOPLE, Purpose.NEED_PROJECT, Purpose.NEED_CLIENTS)
    people, project, clients = (firm.luck.normal(team.head.number, FOR_LIFE, purpose) for purpose in purposes)
    middle = (people + project + clients) / 3.0
    spread = firm.world.output.need_spread
    team.need_people = spread * (people - middle)
    team.need_project = spread * (project - middle)
    team.need_clients = spread * (clients - middle)


def bring(model: mesa.Model, firm: Firm, seat: Seat, key: int, month: int) -> Person:
    """Seat somebody new: what they are follows from who they are, and nothing else."""
    them = firm.world.people
    person = Person(model, seat, key, month)

    def z(purpose: Purpose) -> float:
        return firm.luck.normal(key, FOR_LIFE, purpose)

    person.technical = z(Purpose.TECHNICAL)
    gift = with_people(firm, key)
    shared, own = math.sqrt(1.0 - them.competency_spread), math.sqrt(them.competency_spread)
    person.leadership = shared * gift + own * z(Purpose.LEADERSHIP)
    person.communication = shared * gift + own * z(Purpose.COMMUNICATION)
    person.conflict = shared * gift + own * z(Purpose.CONFLICT)
    person.strategy = shared * gift + own * z(Purpose.STRATEGY)

    person.entry_age = age_at_entry(firm, key)
    person.want_manage = wish_to_manage(firm, key)
    person.want_technical = them.want_technical + z(Purpose.WANT_TECHNICAL)
    person.want_project = wish_for_projects(firm, key)

    overconfidence = them.overconfidence
    person.self_view = gift + overconfidence * z(Purpose.SELF_VIEW)
    person.advocacy = z(Purpose.ADVOCACY) + them.overclaiming * overconfidence * z(Purpose.SELF_VIEW)
    person.ambition = logistic(z(Purpose.AMBITION))
    person.closeness = z(Purpose.CLOSENESS)
    share = firm.plan.smaller_group
    person.group = int(firm.luck.uniform(key, FOR_LIFE, Purpose.GROUP) < share)
    person.fairness_sensitivity = 2.0 * logistic(z(Purpose.FAIRNESS_SENSITIVITY))
    person.disposition = z(Purpose.DISPOSITION)
    person.frailty = frailty(firm, key)
    person.assessment_error = z(Purpose.ASSESSMENT)
    uneven = firm.world.knowledge.inequality
    person.knowledge_scale = exp(uneven * z(Purpose.KNOWLEDGE) - 0.5 * uneven * uneven)

    steps = firm.world.career.usual_steps
    person.expectation = log(steps / (1.0 - steps))
    visible = firm.world.market.star_known * firm.world.market.star_premium * person.technical
    ladder = firm.plan.grades
    person.grade = (
        of_outsiders(ladder) if person.manages else on_entry(z(Purpose.AGE), person.technical, ladder)
    )
    market = market_pay(firm, seat.level, person.grade)
    person.pay = market + firm.pay_position + visible
    person.intention = usual_intention(firm)
    return person


def wish_to_manage(firm: Firm, key: int) -> float:
    """As far as it goes with talent, and less for those who enter older."""
    them = firm.world.people
    tie = them.wish_gift_correlation
    own = firm.luck.normal(key, FOR_LIFE, Purpose.WANT_MANAGE)
    wish = them.want_manage + tie * with_people(firm, key) + math.sqrt(1.0 - tie * tie) * own
    return wish - them.want_manage_age * (age_at_entry(firm, key) - 29.0)


def who_took_it(firm: Firm, seat: Seat, month: int) -> int:
    """Who got a seat in the past: a manager's went to the first of twelve who wanted it."""
    places = range(12 if seat.level > 0 else 0)
    willing = [p for p in places if would_manage(firm, applicant(month, seat.number, p))]
    return applicant(month, seat.number, willing[0] if willing else 0)


def would_manage(firm: Firm, key: int) -> bool:
    """Whether the wish, the pay and the honour outweigh the wish for projects, with the luck of the day."""
    career = firm.world.career
    gain = career.pay_utility * firm.policy.promotion.pay_step + career.prestige
    luck = firm.luck.uniform(key, FOR_LIFE, Purpose.CONSENT)
    chance = career.consent_noise * log(luck / (1.0 - luck))
    return wish_to_manage(firm, key) + gain + chance > wish_for_projects(firm, key)


def with_people(firm: Firm, key: int) -> float:
    """General talent with people, tied to technical talent as far as the assumption says."""
    rho = firm.world.people.talent_correlation
    technical = firm.luck.normal(key, FOR_LIFE, Purpose.TECHNICAL)
    return rho * technical + math.sqrt(1.0 - rho * rho) * firm.luck.normal(key, FOR_LIFE, Purpose.PEOPLE)


def wish_for_projects(firm: Firm, key: int) -> float:
    return firm.world.people.want_project + firm.luck.normal(key, FOR_LIFE, Purpose.WANT_PROJECT)


def age_at_entry(firm: Firm, key: int) -> float:
    them = firm.world.people
    age = them.entry_age + them.entry_age_spread * firm.luck.normal(key, FOR_LIFE, Purpose.AGE)
    return clip(age, 20.0, 60.0)


def frailty(firm: Firm, key: int) -> float:
    """Restlessness: lognormal with mean 1."""
    squared = log(1.0 + firm.world.people.frailty)
    return exp(math.sqrt(squared) * firm.luck.normal(key, FOR_LIFE, Purpose.FRAILTY) - 0.5 * squared)


def raise_since(firm: Firm, person: Person, now: int) -> None:
    """Against the market: merit since the last step, and general raises above or below its growth."""
    pay = firm.policy.retention
    merit = (now - person.step_since) / 12.0 * (pay.merit_slope * person.rating)
    person.pay += merit + (now - person.joined) / 12.0 * ((pay.pace - 1.0) * firm.world.market.pay_growth)


def restlessness_by_tenure(firm: Firm, months: float) -> float:
    """How leaving depends on the time in the company: a hump after some months, then a long decline."""
    rate = firm.world.turnover
    through = months / rate.hump_months
    hump = rate.hump * through * exp(1.0 - through)
    return 1.0 + hump + rate.newcomers * exp(-months / rate.settling)


def accumulated_risk(firm: Firm) -> list[float]:
    """Years of risk at rest that lie behind somebody by the end of each month of tenure."""
    behind, total = [], 0.0
    for month in range(THIRTY_YEARS + 1):
        total += restlessness_by_tenure(firm, float(month)) / 12.0
        behind.append(total)
    return behind


def stay(firm: Firm, key: int, risk_by_month: list[float]) -> int:
    """How many months somebody of the past stays: until their luck is used up, or their working life."""
    luck = firm.luck.uniform(key, FOR_LIFE, Purpose.LIFE)
    allowed = -log(luck) / yearly_hazard(firm, key)
    months = next((m for m, risk in enumerate(risk_by_month) if risk > allowed), len(risk_by_month))
    why, age = firm.world.turnover, age_at_entry(firm, key)
    early = max(int((why.retirement_from - age) * 12.0), 0)
    months = min(months, max(int((why.retirement_at - age) * 12.0), 0))
    for month in range(early, months):
        behind = yearly_hazard(firm, key) * risk_by_month[min(month, THIRTY_YEARS)]
        if behind + why.retirement / 12.0 * (month - early + 1) > -log(luck):
            return month
    return months


def yearly_hazard(firm: Firm, key: int) -> float:
    """How often somebody like this leaves in a year, tenure apart: the discontented and restless more."""
    why = firm.world.turnover
    own = why.personal + moved_by_disposition(firm, key)
    return max(frailty(firm, key) * firm.plan.quits * own + firm.plan.dismissals * why.dismissal, 1e-9)


def moved_by_disposition(firm: Firm, key: int) -> float:
    """How often somebody of this disposition would leave in a year for other than personal reasons."""
    why, feeling = firm.world.turnover, firm.world.morale
    disposition = firm.luck.normal(key, FOR_LIFE, Purpose.DISPOSITION)
    unforeseen = why.morale * feeling.beyond_disposition
    morale = -why.morale * feeling.disposition * disposition + 0.5 * unforeseen * unforeseen
    return movable(firm) * exp(morale)


def look_elsewhere(firm: Firm, person: Person, now: int) -> None:
    """Some incumbents are looking for another job on the first day: as many as usually are."""
    shape = restlessness_by_tenure(firm, float(now - person.joined))
    restless = person.frailty * firm.plan.quits * shape / 12.0
    searches = restless * moved_by_disposition(firm, person.key) * firm.world.turnover.search_delay
    share = searches / (1.0 + searches)
    luck = firm.luck.uniform(person.key, FOR_LIFE, Purpose.LOOKING)
    if luck < share:
        rates = firm.world.turnover
        place = luck / share * movable(firm)
        person.searching = Cause.OVERLOAD
        for cause in (Cause.OFFER, Cause.CAREER, Cause.ROLE, Cause.UNFAIRNESS, Cause.MANAGER):
            place -= getattr(rates, cause.name.lower())
            if place < 0.0:
                person.searching = cause
                break


def movable(firm: Firm) -> float:
    """How often people would leave in a year for other than personal reasons, were nothing the matter."""
    why = firm.world.turnover
    return why.offer + why.career + why.role + why.unfairness + why.manager + why.overload


def usual_intention(firm: Firm) -> float:
    """What people who have no reason in particular say about leaving: the log of their monthly hazard."""
    return log(max(firm.plan.quits * (firm.world.turnover.personal + movable(firm)) / 12.0, 1e-9))


def grow(firm: Firm, person: Person, now: int) -> None:
    """Give an incumbent what their years have brought; managers have managed for the later half of them."""
    tenure = float(now - person.joined)
    own, with_reports = time_of_managers(firm, person.leads_or_belongs_to)
    with_colleagues = firm.world.learning.contributor_practice
    months = firm.world.people.managing_since * tenure if person.manages else tenure
    technical = own if person.manages else 1.0 - with_colleagues
    with_others = with_reports if person.manages else with_colleagues
    person.technical_acquired = won_by_practice(firm, months, technical)
    person.leadership_acquired = won_by_practice(firm, months, with_others)
    person.communication_acquired = person.leadership_acquired
    person.conflict_acquired = person.leadership_acquired
    person.strategy_acquired = person.leadership_acquired
    person.morale = firm.world.morale.disposition * person.disposition
    person.rating = person.technical
    person.role_since = person.step_since = person.joined + math.floor(tenure - months)


def won_by_practice(firm: Firm, months: float, share_of_time: float) -> float:
    """What steady practice from nothing has brought: gain against loss, both exponential."""
    gain = firm.world.learning.rate * share_of_time
    loss = firm.world.learning.decay * (1.0 - share_of_time)
    if gain + loss == 0.0:
        return 0.0
    return firm.world.learning.ceiling * gain / (gain + loss) * (1.0 - exp(-(gain + loss) * months))


# ---------------------------------------------------------------- a roster


def seat_roster(firm: Firm, roster: Roster) -> None:
    """Let the people of a file take the seats; what the file doesn't know stays as it was drawn."""
    told = [
        {name: float(values[i]) for name, values in roster.columns.items() if math.isfinite(values[i])}
        for i in range(roster.people)
    ]
    firm.moved_since = 0
    mean, spread = _rating_scale(firm, told)
    for seat, known in _who_sits_where(firm, told):
        person = seat.holder
        assert person is not None
        tenure = known.get("tenure_months", known.get("tenure_at_least"))
        if tenure is not None:
            person.joined = -min(tenure, 500.0)
            managed = firm.world.people.managing_since * -person.joined
            person.role_since = person.joined
            person.role_since += math.floor(-person.joined - managed) if person.manages else 0.0
        for what, months in known.items():
            if what in ("role_months", "step_months"):
                person.joined = min(person.joined, -min(months, 500.0))
        person.role_since = max(-known.get("role_months", -person.role_since), person.joined)
        earliest = person.joined
        if person.manages and "step_months" not in known:
            earliest = person.role_since
        person.step_since = max(-known.get("step_months", -person.step_since), earliest)
        if "age" in known:
            person.entry_age = clip(known["age"] + person.joined / 12.0, 16.0, 64.0)
        if "pay" in known:
            person.pay = log(known["pay"] / firm.plan.salary)
            person.grade = by_pay(firm, seat.level, person.pay)
        if "rating" in known:
            person.rating = (known["rating"] - mean) / spread if spread > 0.0 else 0.0
        if "group" in known:
            person.group = int(known["group"])
        if "rung" in known:
            person.rung = int(min(known["rung"], 3.0))


def _who_sits_where(firm: Firm, told: list[dict[str, float]]) -> list[tuple[Seat, dict[str, float]]]:
    """Managers first, by level and pay, on the manager seats from the top down; the others as they come."""

    def standing(i: int) -> tuple[float, float, float, int]:
        known = told[i]
        return -known.get("manager", 0.0), -known.get("level", 0.0), -known.get("pay", 0.0), i

    manager_seats = sorted((s for s in firm.seats if s.level > 0), key=lambda s: (-s.level, s.number))
    other_seats = [s for s in firm.seats if s.level == 0]
    ranked = sorted(range(len(told)), key=standing)
    order = [*ranked[: len(manager_seats)], *sorted(ranked[len(manager_seats) :])]
    return [(seat, told[i]) for seat, i in zip([*manager_seats, *other_seats], order, strict=True)]


def _rating_scale(firm: Firm, told: list[dict[str, float]]) -> tuple[float, float]:
    """Mean and standard deviation of the file's own ratings, added up in the order of the seats."""
    known = [of["rating"] for _, of in _who_sits_where(firm, told) if "rating" in of]
    if not known:
        return 0.0, 0.0
    total = squares = 0.0
    for rating in known:
        total += rating
    mean = total / len(known)
    for rating in known:
        squares += (rating - mean) * (rating - mean)
    return mean, math.sqrt(squares / len(known))
