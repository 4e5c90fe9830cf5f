"""Development: practice, decay of what is not used, and courses."""

from __future__ import annotations

from collections.abc import Iterator

from sim.state.draws import Purpose
from sim.state.numbers import logistic
from tests.twins.agents import Firm, Person
from tests.twins.hours import left_for_work, time_of_managers
from tests.twins.luck import COMPANY, FOR_LIFE
from tests.twins.scoring import interest_validity, through

PURSES = ("management", "communication", "technical")
WORKING_DAYS_A_MONTH = 21.0


def develop(firm: Firm, month: int) -> None:
    """Everybody practises what their role is made of; then the month's courses are given."""
    allot(firm)
    firm.role_models = examples(firm)
    mentored = find_mentors(firm, month)
    coached = find_coaches(firm, month)
    firm.coached = len(coached)
    for person in firm.people:
        practise(person, firm, person in mentored, person in coached, month)
    give_courses(firm, month)


def examples(firm: Firm) -> float:
    """What good managers do for new ones: half of what they can where enough of them are good."""
    managers = [person for person in firm.people if person.manages]
    learning = firm.world.learning
    share = sum(person.people_skill > learning.example_bar for person in managers) / max(len(managers), 1)
    return learning.role_models * share / (share + learning.enough_examples)


def find_mentors(firm: Firm, month: int) -> set[Person]:
    """Who has a mentor: some in their first year in a role, where the team has others who share the time."""
    found: set[Person] = set()
    learning = firm.world.learning
    for team in firm.teams:
        old = [person for person in team.members if month - person.role_since >= learning.new_for]
        new = [person for person in team.members if month - person.role_since < learning.new_for]
        share = firm.policy_in(team).training.mentoring
        chosen = [p for p in new if firm.luck.uniform(p.key, FOR_LIFE, Purpose.MENTORED) < share]
        each = learning.mentor_time * len(chosen) / len(old) if old else 0.0
        team.mentoring = min(each, learning.most_mentoring)
        found.update(chosen if old else ())
    return found


def find_coaches(firm: Firm, month: int) -> set[Person]:
    """New managers who have a coach."""
    found: set[Person] = set()
    for team in firm.led_teams:
        boss = team.head.holder if team.head else None
        if boss and month - boss.role_since < firm.world.learning.new_for:
            share = firm.policy_in(team).training.coaching
            found.update({boss} if firm.luck.uniform(boss.key, FOR_LIFE, Purpose.COACHED) < share else ())
    return found


def practise(person: Person, firm: Firm, mentored: bool, coached: bool, month: int) -> None:
    """Skill that is used nears its ceiling, skill that isn't fades, technical talent dates."""
    there = left_for_work(firm, person.team)
    own, with_reports = time_of_managers(firm, person.leads_or_belongs_to)
    leading = firm.world.learning.culture_practice * firm.culture
    with_colleagues = min(firm.world.learning.contributor_practice + leading, 1.0)
    technical = there * (own if person.manages else 1.0 - with_colleagues)
    with_people = there * (with_reports if person.manages else with_colleagues)
    speed = firm.world.learning.rate * eagerness(person, firm)
    if person.manages and month - person.role_since < firm.world.learning.new_for:
        speed = speed * (1.0 + firm.role_models)
    if mentored:
        speed = speed * (1.0 + firm.world.learning.mentored)
    if coached:
        speed = speed * (1.0 + firm.world.learning.coached)

    def after(acquired: float, use: float) -> float:
        learning = firm.world.learning
        won = speed * (learning.ceiling - acquired) * use
        faded = learning.decay * acquired * (1.0 - use)
        return max(acquired + won - faded, 0.0)

    person.technical_acquired = after(person.technical_acquired, technical)
    person.leadership_acquired = after(person.leadership_acquired, with_people)
    person.communication_acquired = after(person.communication_acquired, with_people)
    person.conflict_acquired = after(person.conflict_acquired, with_people)
    person.strategy_acquired = after(person.strategy_acquired, with_people)
    be_taught(person, firm)
    if firm.policy.work.bench > 0.0 and person.key == person.team.successor:
        prepare(person, firm, speed)
    person.technical -= firm.world.learning.frontier
    keep_up(person, firm, speed)
    person.away = 0.0


def be_taught(person: Person, firm: Firm) -> None:
    """A boss good with people teaches the work of one's role; it stays."""
    learning, boss = firm.world.learning, person.team.boss_people

    def after(acquired: float) -> float:
        return max(acquired + learning.teaching * boss * max(learning.ceiling - acquired, 0.0), 0.0)

    if not person.manages:
        person.technical_acquired = after(person.technical_acquired)
        return
    person.leadership_acquired = after(person.leadership_acquired)
    person.communication_acquired = after(person.communication_acquired)
    person.conflict_acquired = after(person.conflict_acquired)
    person.strategy_acquired = after(person.strategy_acquired)


def prepare(person: Person, firm: Firm, speed: float) -> None:
    """A named successor practises all work with people for a part of the time."""
    learning = firm.world.learning

    def more(acquired: float) -> float:
        gain = speed * max(learning.ceiling - acquired, 0.0) + learning.decay * acquired
        return acquired + learning.preparation * gain

    person.leadership_acquired = more(person.leadership_acquired)
    person.communication_acquired = more(person.communication_acquired)
    person.conflict_acquired = more(person.conflict_acquired)
    person.strategy_acquired = more(person.strategy_acquired)


def allot(firm: Firm) -> None:
    """Challenging work goes round in each team, to those with the best claim first, as far as it goes."""
    given: dict[Person, float] = {}
    for team in firm.teams:
        stretch = firm.policy_in(team).work.stretch
        if stretch == 0.0:
            continue
        left = stretch * len(team.members)
        for person in sorted(team.members, key=lambda person: -claim(person, firm)):
            if team.head and team.head.level == 1:
                given[person] = min(left, firm.world.learning.most_challenge)
                left = left - given[person]
    total, contributors = 0.0, 0
    for person in firm.people:
        share = given.get(person, 0.0) - person.challenge
        stays = firm.policy_in(person.team).work.stretch > 0.0 and not person.manages
        person.challenge = (
            person.challenge + 1.0 / firm.world.learning.challenge_months * share if stays else 0.0
        )
        total += person.challenge
        contributors += not person.manages
    firm.challenging = total / max(contributors, 1)


def claim(person: Person, firm: Firm) -> float:
    match firm.policy_in(person.team).work.allotment:
        case "best":
            return person.rating
        case "learners":
            learning = firm.world.learning
            return learning.rate * eagerness(person, firm) * (learning.ceiling - person.technical_acquired)
        case "wanting":
            wish = (person.want_project - person.want_manage) / 1.4142135623730951
            return through(interest_validity(firm), wish, person.advocacy)
        case _:
            return -person.challenge


def keep_up(person: Person, firm: Firm, speed: float) -> None:
    """Challenging work teaches faster than other work, and keeps one at the state of the art."""
    learning = firm.world.learning
    gap = max(learning.ceiling - person.technical_acquired, 0.0)
    person.technical_acquired += learning.stretch * person.challenge * speed * gap
    person.technical += learning.frontier * learning.refresh * person.challenge


def eagerness(person: Person, firm: Firm) -> float:
    """People learn faster in work they want, slower with a wide gap between their best and worst skill."""
    skills = (person.technical_skill, person.leading, person.communicating, person.settling, person.planning)
    wanted = person.want_manage if person.manages else person.want_project
    learning = firm.world.learning
    willing = learning.unwilling + (1.0 - learning.unwilling) * logistic(1.702 * wanted)
    return willing / (1.0 + learning.spikiness * (max(skills) - min(skills)))


def give_courses(firm: Firm, month: int) -> None:
    """The programme's fixed cost comes first; the rest fills three purses, and full purses pay courses."""
    training = firm.policy.training
    budget = budget_a_head(firm) * firm.open_seats
    fixed = min(firm.plan.prices.programme, budget)
    monthly = (budget - fixed) / 12.0
    firm.training_spent = fixed / 12.0 + firm.coached * firm.plan.prices.coach
    firm.courses = 0
    firm.management_purse += monthly * training.management
    firm.communication_purse += monthly * training.communication
    firm.technical_purse += monthly * (1.0 - training.management - training.communication)
    for kind in PURSES:
        for person in invited(firm, month, kind):
            if not can_pay(firm, kind):
                break
            attend(person, firm, kind, month)


def budget_a_head(firm: Firm) -> float:
    """A year's budget for courses, said per head or as a share of payroll."""
    training = firm.policy.training
    return training.budget + training.budget_share * 12.0 * firm.payroll / firm.open_seats


def can_pay(firm: Firm, kind: str) -> bool:
    purse: float = getattr(firm, f"{kind}_purse")
    return purse >= firm.plan.prices.course_fee and purse > 0.0


def invited(firm: Firm, month: int, kind: str) -> Iterator[Person]:
    """Those a course is for, those who come first first; among equals, in turn from a seat drawn by lot."""
    lot = int(firm.luck.uniform(COMPANY, month, Purpose.COURSE) * len(firm.seats))
    in_turn = [seat.holder for seat in firm.seats[lot:] + firm.seats[:lot] if seat.holder]
    for turn in range(3):
        for person in in_turn:
            rested = month - person.course_since >= firm.policy.training.between_courses
            own_turn = turn_of(person, firm, month)
            if kind == "management" and person.key == person.team.successor:
                own_turn = 0
            if rested and own_turn == turn and suits(person, firm, kind):
                yield person


def turn_of(person: Person, firm: Firm, month: int) -> int:
    """Which round of invitations somebody belongs to: 0 is first."""
    match firm.policy.training.priority:
        case "new_managers":
            if not person.manages:
                return 2
            return 0 if month - person.role_since <= firm.world.learning.new_for else 1
        case "interested":
            return 0 if person.want_manage + person.advocacy > person.want_project else 2
        case "best":
            return 0 if person.rating > 0.67 else 2
        case _:
            return 0


def suits(person: Person, firm: Firm, kind: str) -> bool:
    """Technical courses are for contributors; management ones for managers, or first for the interested."""
    if kind == "management":
        sponsored = person.help_seen > firm.world.seeing.sponsored
        return (
            person.manages
            or firm.policy.training.priority == "interested"
            or sponsored
            or person.key == person.team.successor
        )
    return kind == "communication" or not person.manages


def attend(person: Person, firm: Firm, kind: str, month: int) -> None:
    """A course lifts its skills, costs its fee and takes its days."""
    learning = firm.world.learning

    def after(acquired: float) -> float:
        if learning.ceiling == 0.0:
            return acquired
        return acquired + max(learning.course * (1.0 - acquired / learning.ceiling), 0.0)

    if kind == "management":
        person.leadership_acquired = after(person.leadership_acquired)
        person.conflict_acquired = after(person.conflict_acquired)
        person.strategy_acquired = after(person.strategy_acquired)
    elif kind == "communication":
        person.communication_acquired = after(person.communication_acquired)
    else:
        person.technical_acquired = after(person.technical_acquired)
        months = min(month - max(person.course_since, person.joined), learning.dated)
        person.technical += learning.refresh * learning.frontier * months
    take_as_a_step(person, kind, firm)
    person.course_since = month
    person.away = min(learning.course_days / WORKING_DAYS_A_MONTH, 1.0)
    fee = firm.plan.prices.course_fee
    setattr(firm, f"{kind}_purse", getattr(firm, f"{kind}_purse") - fee)
    firm.training_spent += fee
    firm.courses += 1


def take_as_a_step(person: Person, kind: str, firm: Firm) -> None:
    """A course is a small step for those who want what it leads to, and slights the ambitious."""
    career = firm.world.career
    aim = person.want_technical if kind == "technical" else person.want_manage
    wanted = logistic(1.702 * (aim - person.want_project))
    meaning = career.sideways * (1.0 - person.ambition) - career.slight * person.ambition
    person.credit += career.step_value * career.course_credit * meaning * wanted
