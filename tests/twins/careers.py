"""Careers: steps back, rungs, answers to flight risk, and who gets the empty manager seats."""

from __future__ import annotations

import math

from sim.spec.policy import Policy, Promotion
from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, logistic
from sim.state.workforce import Step
from tests.twins.agents import Firm, Person, Seat, Team
from tests.twins.knowledge import project_months_left, take_along
from tests.twins.luck import FOR_LIFE
from tests.twins.morale import aware, worth_of_role
from tests.twins.scoring import (
    announced_standing,
    announced_weights,
    interest,
    seems_worth_keeping,
    standing_for,
    successor_of,
    visible_performance,
    weights_of,
)
from tests.twins.work import reach_of_news, share_of_places, worth_of_step


def careers(firm: Firm, month: int) -> None:
    """Forget last month, look back on the last years; hold the reviews that are due."""
    for seat in firm.seats:
        seat.forget()
    firm.requests = firm.declined = firm.assessed = firm.told = firm.candidates = firm.passed_over = 0
    if firm.policy.promotion.conversations and month % 12 == 0:
        for person in firm.people:
            talk_about_career(person, firm)
    look_back(firm)
    look_at_rungs(firm)
    review(firm, month)


def review(firm: Firm, month: int) -> None:
    """Managers step back, rungs are given, flight risks answered; then seats are filled from the top down."""
    policy, due = firm.policy, firm.review_is_due(month)
    if due:
        for team in firm.led_teams:
            let_step_back(team, firm, month)
    if month % policy.ladder.review_every == 0:
        for team in firm.led_teams:
            if team.head and team.head.level == 1 and firm.policy_in(team).ladder.slots > 0.0:
                give_free_rungs(team, firm, month)
    if due and policy.retention.reaction in ("rung", "pay"):
        for person in firm.people:
            answer_flight_risk(person, firm, month)
    if not due:
        return
    announced = announced_standing(firm, month)
    for level in range(firm.seats[0].level, 0, -1):
        for team in firm.led_teams:
            if team.head and team.head.level == level and team.head.holder is None and team.head in firm.open:
                fill(team.head, announced, firm, month)


# ---------------------------------------------------------------- stepping back


def let_step_back(team: Team, firm: Firm, month: int) -> None:
    """A manager of a year or more who would much rather not takes an open contributor seat nearby."""
    assert team.head is not None
    manager = team.head.holder
    if manager is None or not may_go_back(manager, firm, month):
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
    promotion = firm.policy_in(team).promotion
    manager.pay -= (1.0 - promotion.step_back_pay) * promotion.pay_step
    there.step = Step.STEPPED_BACK
    there.from_seat = team.head.number
    firm.moved_since = month


def may_go_back(manager: Person, firm: Firm, month: int) -> bool:
    """Unhappy ones where that is allowed; at the end of a trial the poorly rated too."""
    promotion, months = firm.policy_in(manager.leads_or_belongs_to).promotion, month - manager.role_since
    unhappy = manager.loss >= firm.world.career.unhappy
    if promotion.step_back and unhappy and months >= promotion.first_year:
        return True
    ends = promotion.trial > 0 and promotion.trial <= months < promotion.trial + promotion.review_every
    return ends and (unhappy or manager.rating <= -firm.world.career.unfit)


# ---------------------------------------------------------------- the technical ladder


def give_free_rungs(team: Team, firm: Firm, month: int) -> None:
    """Give a team's free rungs to its best standing, after a year in the company or on the rung below.

    Places are counted team by team; a broken place is made whole once and for all by the team's luck.
    """
    earliest = firm.policy.promotion.first_year
    for rung in range(1, firm.policy_in(team).ladder.rungs + 1):
        staying = [p for p in team.members if p.rung == rung - 1 and not (p.manages or p.seat.step)]
        waiting = [p for p in staying if month - (p.step_since if rung > 1 else p.joined) >= earliest]
        waiting.sort(key=lambda person: -standing(person, firm, month))
        for person in waiting[: max(free_places(team, rung, firm), 0)]:
            give_rung(person, firm, month)


def free_places(team: Team, rung: int, firm: Firm) -> int:
    """Places on a rung that a team has and nobody on it or above it holds."""
    assert team.head is not None
    luck = firm.luck.uniform(team.head.number, FOR_LIFE, Purpose.LADDER)
    places = int(share_of_places(rung, firm, team) * len(team.seats) + luck)
    return places - sum(person.rung >= rung for person in team.members)


def standing(person: Person, firm: Firm, month: int) -> float:
    """What earns a rung: technical skill, and loyalty as far as the ladder honours it."""
    seniority = firm.policy_in(person.team).ladder.seniority
    career = firm.world.career
    loyalty = 1.0 - exp(-person.tenure(month) / career.loyalty_months)
    return (1.0 - seniority) * person.technical_skill + seniority * loyalty * career.loyalty_worth


def give_rung(person: Person, firm: Firm, month: int) -> None:
    """Pay, standing, and the feeling of a step for those who want depth."""
    policy = firm.policy_in(person.team)
    wanted = logistic(1.702 * (person.want_technical - person.want_project))
    believed = policy.ladder.prestige_parity * firm.ladder_belief
    person.rung += 1
    person.step_since = month
    person.credit += firm.world.career.step_value * believed * wanted
    person.pay += policy.ladder.pay_parity * policy.promotion.pay_step
    person.seat.step = Step.RUNG


def look_at_rungs(firm: Firm) -> None:
    """Belief in the ladder follows how far rungs are held by the skilled, and paid as they are praised."""
    lesson = firm.world.career.ladder_lesson
    shown = []
    first_line = [team for team in firm.led_teams if team.head and team.head.level == 1]
    for team in first_line if lesson > 0.0 else ():
        for holder in team.members:
            lower = [p for p in team.members if p.rung < holder.rung]
            if holder.rung > 0 and lower:
                less = sum(p.technical_skill < holder.technical_skill for p in lower)
                shown.append(less / len(lower))
    if shown:
        top = firm.led_teams[0].in_pilot
        holders = [person for person in firm.people if person.rung > 0]
        share = sum(person.team.in_pilot == top for person in holders) / len(holders)
        here, there = (paid_for(policy) for policy in (firm.policy, firm.practice)[:: 1 if top else -1])
        paid = share * here + (1.0 - share) * there
        firm.ladder_belief += lesson * (mean(shown) * paid - firm.ladder_belief)


def paid_for(policy: Policy) -> float:
    """How far rungs are paid as they are praised."""
    praised = policy.ladder.prestige_parity
    return min(policy.ladder.pay_parity / praised, 1.0) if praised > 0.0 else 1.0


# ---------------------------------------------------------------- answers to flight risk


def answer_flight_risk(person: Person, firm: Firm, month: int) -> None:
    """A valued contributor who seems about to go is given a rung or a raise, now and then."""
    policy = firm.policy_in(person.team)
    given_lately = month - person.reacted_since < policy.retention.give_again
    if person.manages or person.seat.step or given_lately:
        return
    if not seems_worth_keeping(person, firm, month):
        return
    if firm.policy.retention.reaction == "rung" and person.rung < policy.ladder.rungs:
        if free_places(person.team, person.rung + 1, firm) > 0:
            give_rung(person, firm, month)
            person.reacted_since = month
    elif firm.policy.retention.reaction == "pay":
        person.pay += policy.retention.pay_raise
        person.reacted_since = month
        person.seat.step = Step.RAISE


# ---------------------------------------------------------------- conversations and being named


def talk_about_career(person: Person, firm: Firm) -> None:
    """People learn to speak up, and hope for what they have said they want."""
    career = firm.world.career
    person.advocacy += career.speaking_up * max(career.outspoken - person.advocacy, 0.0)
    if person.want_manage > person.want_project:
        raise_hope(person, firm)


def raise_hope(person: Person, firm: Firm) -> None:
    """Up to nine in ten."""
    higher = min(person.expectation + firm.world.career.raised_hopes, 2.19722457733622)
    person.expectation = max(higher, person.expectation)


def lower_hope(person: Person, by: float) -> None:
    """Down to one in a hundred."""
    person.expectation = max(person.expectation - by, -4.59511985013459)


def name(short: list[Person], others: list[Person], firm: Firm) -> None:
    """An assessment says who is considered: welcome to some, not to others, and a blow to who is left out."""
    career = firm.world.career
    for person in short:
        if person.want_manage > person.want_project:
            raise_hope(person, firm)
        else:
            person.pressure += career.named
    for person in others:
        if person not in short and person.want_manage > person.want_project:
            lower_hope(person, career.unnamed * person.ambition)


def needed_there(person: Person, firm: Firm, month: int) -> bool:
    """Whether somebody has to wait until their team's critical project is over."""
    protects = firm.policy_in(person.team).promotion.protect_projects
    return protects and project_months_left(person.team, firm, month) > 0


def held_back(person: Person, seat: Seat, firm: Firm) -> bool:
    """Some managers do not put their own people forward, unless people can apply themselves."""
    boss = person.seat.boss
    if boss is None or boss is seat or boss.holder is None or rules_for(seat, firm).promotion.open_calls:
        return False
    return firm.luck.uniform(boss.holder.key, FOR_LIFE, Purpose.HOARD) < firm.world.seeing.hoarding


# ---------------------------------------------------------------- manager seats


def rules_for(seat: Seat, firm: Firm) -> Policy:
    """A vacancy is filled by the rules of the team it leads."""
    assert seat.leads is not None
    return firm.policy_in(seat.leads)


def fill(seat: Seat, announced: dict[Person, float], firm: Firm, month: int) -> None:
    """Ask the best candidate on the shortlist, and when they decline the next; else look outside."""
    assert seat.leads is not None
    promotion = rules_for(seat, firm).promotion
    if is_waited_for(seat, firm, month):
        seat.leads.search = 0
        return
    scores = {person: person.score for person in firm.people}
    by_seat = promotion.weights.need > 0.0 or firm.policy.work.successor_lead > 0.0
    if by_seat:
        scores = standing_for(seat, firm, month, weights_of(firm), scores)
        announced = standing_for(seat, firm, month, announced_weights(firm), announced)
    candidates = [
        person
        for person in pool(seat, firm, promotion.scope)
        if may_be_asked(person, seat, firm, month)
        and not held_back(person, seat, firm)
        and not needed_there(person, firm, month)
    ]
    short = sorted(candidates, key=lambda person: -scores[person])[: promotion.shortlist]
    # a whole company is looked through only until the shortlist is full
    firm.candidates += len(short if promotion.scope == "company" and not by_seat else candidates)
    chosen = None
    if firm.luck.uniform(seat.number, month, Purpose.EXTERNAL) < promotion.external_share:
        if not seat.leads.search:
            disappoint(short, firm, month, 1.0)
            firm.passed_over += passed_over(short, None, firm, month)
    else:
        if promotion.assessed:
            name(short, [p for p in in_sight(seat, firm) if may_be_asked(p, seat, firm, month)], firm)
            firm.assessed += len(short)
        chosen = next((person for person in short if ask(person, promotion, firm, month)), None)
    seat.leads.search = int(chosen is None)
    if chosen:
        decide(chosen, short, seat, announced, firm, month)


def is_waited_for(seat: Seat, firm: Firm, month: int) -> bool:
    """Whether a seat stays empty because its named successor will soon be prepared."""
    assert seat.leads is not None
    work = rules_for(seat, firm).work
    if work.bench == 0.0 or successor_of(seat) is None:
        return False
    return 0 < work.prepared - (month - seat.leads.named_since) <= work.wait


def in_sight(seat: Seat, firm: Firm) -> list[Person]:
    return pool(seat, firm, "team" if firm.policy.promotion.scope == "team" else "department")


def pool(seat: Seat, firm: Firm, scope: str) -> list[Person]:
    """Those one level below the seat: its own reports, the department, or the whole company."""
    assert seat.leads is not None
    match scope:
        case "team":
            seats = seat.leads.seats
        case "department":
            seats = firm.below(seat.boss or seat)
        case _:
            seats = firm.seats
    return [s.holder for s in seats if s.holder and s.level == seat.level - 1]


def may_be_asked(person: Person, seat: Seat, firm: Firm, month: int) -> bool:
    """A year in the company, no step this month, not asked already; further by the rule of consent."""
    promotion = rules_for(seat, firm).promotion
    if person.tenure(month) < promotion.first_year or person.seat.step or person.asked_since == month:
        return False
    match promotion.consent:
        case "offer":
            return month - person.asked_since >= promotion.ask_again
        case "volunteers":
            return interest(person, firm) > 0.0
        case _:
            return True


def ask(person: Person, promotion: Promotion, firm: Firm, month: int) -> bool:
    """Ask somebody to manage. The unwilling decline, or must; to be asked again soon is pressure."""
    firm.requests += 1
    if willingness(person, firm, month) > 0.0 or promotion.consent == "forced":
        return True
    if month - person.asked_since < promotion.ask_again:
        person.pressure += firm.world.career.pressure
    firm.declined += 1
    person.asked_since = month
    return False


def willingness(person: Person, firm: Firm, month: int) -> float:
    """What managing means to somebody against staying as they are; the luck of the day is logistic."""
    career, promotion = firm.world.career, firm.policy.promotion
    luck = firm.luck.uniform(person.key, month, Purpose.CONSENT)
    return career.culture_wish * firm.culture + (
        person.want_manage
        - worth_of_role(person, firm)
        + career.pay_utility * promotion.pay_step
        + career.prestige
        + career.self_view * person.self_view
        + promotion.refusal_penalty
        + career.consent_noise / aware(firm) * log(luck / (1.0 - luck))
    )


def passed_over(short: list[Person], chosen: Person | None, firm: Firm, month: int) -> int:
    """How many of those considered, and not declining, would have taken the seat and did not get it."""
    left = [person for person in short if person is not chosen and person.asked_since != month]
    return sum(willingness(person, firm, month) > 0.0 for person in left)


def decide(
    chosen: Person, short: list[Person], seat: Seat, announced: dict[Person, float], firm: Firm, month: int
) -> None:
    """Promote somebody, and let those around see it."""
    promotion, world = rules_for(seat, firm).promotion, firm.world.career
    firm.passed_over += passed_over(short, chosen, firm, month)
    near = in_sight(seat, firm)
    others = [p for p in near if p is not chosen and may_be_asked(p, seat, firm, month)]
    known = {person: Known(person, announced[person], firm, month) for person in [chosen, *others]}
    rivals = [max(others, key=lambda p: known[p].by[k]) for k in range(4)] if others else []
    willing = willingness(chosen, firm, month) > 0.0
    if promotion.conversations and not willing and chosen.want_manage < chosen.want_project:
        break_a_promise(chosen, firm)
    old_team = chosen.team
    take_along(chosen, firm, month)
    promote(chosen, seat, firm, month)
    seat.step = Step.PROMOTED if willing else Step.FORCED
    explained = firm.luck.uniform(seat.number, month, Purpose.EXPLAINED) < promotion.explained
    comfort = (1.0 - world.shared) * (1.0 - (world.feedback if explained else 0.0))
    disappoint(short, firm, month, comfort, chosen)
    firm.told += len(short) - 1 if explained else 0
    for person in near:
        if person is not chosen:
            sees_all = person.team in (old_team, seat.leads)
            mind(
                person, known[chosen], [known[r] for r in rivals], firm, 1.0 if sees_all else from_afar(firm)
            )
    learn_from_decision(firm, known[chosen], list(known.values()), explained)


def break_a_promise(person: Person, firm: Firm) -> None:
    """They said they did not want it: worse than never to have been asked."""
    career = firm.world.career
    person.fairness = max(person.fairness - career.broken_promise, -3.0)
    reach = reach_of_news(firm)
    firm.trust += reach * (0.0 - career.trust_loss * firm.trust)


class Known:
    """What colleagues know of a candidate: announced standing, work, skill with people, years served."""

    def __init__(self, person: Person, announced: float, firm: Firm, month: int) -> None:
        career = firm.world.career
        service = min(person.tenure(month) / career.long_service, career.most_service)
        self.person = person
        self.by = (announced, visible_performance(person, firm), person.people_skill / 0.8, service)


def mind(person: Person, winner: Known, rivals: list[Known], firm: Firm, visible: float) -> None:
    """Somebody holds the winner against the best of those who stand out, by their own idea of merit."""
    career, promotion = firm.world.career, firm.policy.promotion
    known = promotion.transparency * firm.trust
    idea = idea_of_merit(person, firm)
    if not rivals:
        return
    best = max(rivals, key=lambda rival: merit(rival, known, idea))
    doubt = career.suspicion * max(winner.person.closeness, 0.0) * (1.0 - promotion.transparency)
    gap = max(merit(best, known, idea) - (merit(winner, known, idea) - doubt) - career.merit_slack, 0.0)
    gap *= career.own_loss if best.person is person else 1.0
    stake = worth_of_step(promotion.pay_step, career.prestige, firm)
    hurt = person.fairness_sensitivity * career.injustice * visible * gap * stake * person.team.friction
    person.fairness = max(person.fairness - hurt, -3.0)


def merit(candidate: Known, known: float, idea: list[float]) -> float:
    """By announced criteria as far as those are known, else by work, people and service as one sees fit."""
    announced, work, people, service = candidate.by
    return known * announced + (1.0 - known) * (idea[0] * work + idea[1] * people + idea[2] * service)


def idea_of_merit(person: Person, firm: Firm) -> list[float]:
    """What work, people and service count for: a stick broken where chance will, around the usual shares."""
    career = firm.world.career
    shares = (1.0 - career.merit_people - career.merit_service, career.merit_people, career.merit_service)
    purposes = (Purpose.MERIT_WORK, Purpose.MERIT_PEOPLE, Purpose.MERIT_SERVICE)
    pieces = [
        share * -log(firm.luck.uniform(person.key, FOR_LIFE, purpose))
        for share, purpose in zip(shares, purposes, strict=True)
    ]
    whole = pieces[0] + pieces[1] + pieces[2]
    return [piece / whole for piece in pieces]


def from_afar(firm: Firm) -> float:
    return min(1.0, math.sqrt(firm.world.career.seen_by / len(firm.open)))


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


def disappoint(
    short: list[Person], firm: Firm, month: int, left: float, chosen: Person | None = None
) -> None:
    """Those who were considered, wanted it and did not decline see less of a chance, down to one percent."""
    for person in short:
        hoped = person.want_manage > person.want_project
        if hoped and person is not chosen and person.asked_since != month:
            lower_hope(person, firm.world.career.disappointment * left)


def learn_from_decision(firm: Firm, winner: Known, candidates: list[Known], explained: bool) -> None:
    """Trust follows how far a decision kept to what was announced; and people see if performance decides."""
    career, transparency = firm.world.career, firm.policy.promotion.transparency
    shown = career.hearsay + (1.0 - career.hearsay) * (1.0 if explained else transparency)
    reach = reach_of_news(firm)
    announced, work = ([candidate.by[k] for candidate in candidates] for k in (0, 1))
    best, usual = max(announced), mean(announced)
    kept = 1.0 - clip((best - winner.by[0]) / (best - usual), 0.0, 1.0) if best > usual else 1.0
    gain, loss = career.trust_gain * (1.0 - firm.trust) * kept, career.trust_loss * firm.trust * (1.0 - kept)
    firm.trust += shown * reach * (gain - loss)
    firm.proven += reach * (winner.by[1] - mean(work))
    firm.provable += reach * max(max(work) - mean(work), 0.0)


def mean(numbers: list[float]) -> float:
    total = 0.0
    for number in numbers:
        total += number
    return total / len(numbers)


def look_back(firm: Firm) -> None:
    """Decisions are slowly forgotten; the announced rule counts as far as it is known and trusted."""
    career, promotion = firm.world.career, firm.policy.promotion
    firm.proven *= 1.0 - 1.0 / career.memory
    firm.provable *= 1.0 - 1.0 / career.memory
    squares = 0.0
    for weight in weights_of(firm).values():
        squares += weight * weight
    announced = promotion.weights.performance / math.sqrt(squares)
    believed = career.announced * promotion.transparency * firm.trust
    slope = (firm.proven + believed * announced) / max(firm.provable + believed, 1e-6)
    firm.credibility = clip(slope, 0.0, 1.0)
