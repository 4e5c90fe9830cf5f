"""Work: effort, own output, and what managers make of their teams."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, logistic, normal_share, power
from tests.twins.agents import Firm, Person, Team
from tests.twins.hours import left_for_work, share_taken, time_of_managers
from tests.twins.luck import FOR_LIFE
from tests.twins.swapping import swapped, worth_of_swap


def work(firm: Firm, month: int) -> None:
    """Managers lead, people work, teams deliver."""
    for team in firm.led_teams:
        shake(team, firm, month)
        lead(team, firm, month)
    moved = swapped(firm)
    for person in firm.people:
        person.effort = effort(person, firm)
        time = time_for_own_work(person, firm, month)
        person.helping = (
            0.0 if person.manages else time * (firm.world.output.helping * helpfulness(person, firm))
        )
        left = (time - person.helping) * worth_of_swap(person, moved.get(person, 0.0), firm)
        person.output = own_output(person, firm, month, left)
    for team in firm.teams:
        deliver(team, firm)


def shake(team: Team, firm: Firm, month: int) -> None:
    """Demand: a part of last month's shock stays, news keeps the spread what it is."""
    assert team.head is not None
    news = firm.luck.normal(team.head.number, month, Purpose.DEMAND)
    kept = firm.world.output.demand_persistence
    team.demand = kept * team.demand + firm.world.output.demand_spread * math.sqrt(1.0 - kept * kept) * news


def settled(boss: Person, firm: Firm, month: int) -> float:
    """How much of a manager's skill acts: less in the first months of somebody from outside."""
    market = firm.world.market
    new = boss.external and month - boss.role_since < market.settling_in
    return market.external_start if new else 1.0


def lead(team: Team, firm: Firm, month: int) -> None:
    """What a manager does to a team: by time, by each of four competencies, and by what no test finds."""
    assert team.head is not None
    boss = team.head.holder
    if boss is None:
        be_without(team, firm)
        return
    world = firm.world.output
    talks = firm.policy.promotion.conversations * firm.plan.prices.conversation * len(team.seats) / 2016.0
    thanks = firm.policy.work.recognition * firm.plan.prices.recognition * len(team.seats) / 2016.0
    team.knack = firm.world.people.hidden_gift * firm.luck.normal(boss.key, FOR_LIFE, Purpose.KNACK)
    usual, with_people = time_of_managers(firm, team)
    clarity = role_clarity(boss, firm, month)
    stronger = boss.technical_skill - boss.people_skill
    fled = world.own_work_pull * (1.0 - clarity) * 4.0 * usual * (1.0 - usual) * stronger
    team.own_work = clip(usual + fled, 0.0, usual + with_people)
    team.torn = torn(team.own_work, clarity, firm)
    time = max(usual + with_people - team.own_work - talks - thanks, 0.0) * (1.0 - team.torn)
    enough_time = 1.0 - exp(-(time / team.planned) / world.time_scale)
    learning = firm.world.learning
    found_feet = 1.0 - learning.transition_loss * exp(-(month - boss.role_since) / learning.transition)
    reach = enough_time * found_feet * settled(boss, firm, month)
    suited = team.meets(
        0.5 * (boss.leading + boss.settling),
        0.5 * (boss.technical_skill + boss.planning),
        boss.communicating,
    )
    understood = firm.weight("communication") * boss.communicating
    made = world.led_at_all + world.people_effect * (understood + team.knack + suited)
    team.lead = (
        reach * made + world.decision_effect * sound_judgement(boss) - world.neglect * left_undone(firm, team)
    )
    team.drive = reach * world.people_effect * firm.weight("leadership") * boss.leading
    team.boss_people = reach * (boss.people_skill + team.knack)
    team.boss_technical = boss.technical_skill
    team.attention = enough_time - firm.world.morale.usual_attention
    team.friction = 1.0 - world.calming * (2.0 * normal_share(reach * boss.settling) - 1.0)


def sound_judgement(manager: Person) -> float:
    """Technical and strategic sense together."""
    return math.sqrt(normal_share(manager.technical_skill) * normal_share(manager.planning)) - 0.5


def be_without(team: Team, firm: Firm) -> None:
    """Peers and the boss above cover a little of what the usual manager has time for."""
    world = firm.world.output
    usual, with_people = time_of_managers(firm, team)
    time = with_people * (1.0 - torn(usual, firm.policy_in(team).work.clarity, firm))
    covered = world.peer_cover * (1.0 - exp(-(time / team.planned) / world.time_scale))
    team.lead = covered * world.led_at_all
    team.attention = covered - firm.world.morale.usual_attention
    team.drive = team.boss_people = team.boss_technical = team.own_work = team.torn = team.knack = 0.0
    team.friction = 1.0


def left_undone(firm: Firm, team: Team) -> float:
    return firm.world.output.administration * share_taken(firm, team)


def role_clarity(boss: Person, firm: Firm, month: int) -> float:
    """As clear as the company says, clearer for who can make it understood or is new and sees examples."""
    assert boss.seat.leads is not None
    clarity = firm.policy_in(boss.seat.leads).work.clarity
    said = firm.world.output.voice * (normal_share(boss.communicating) - 0.5)
    seen = firm.role_models if month - boss.role_since < firm.world.learning.new_for else 0.0
    return clip(clarity + (said + seen) * (1.0 - clarity), 0.0, 1.0)


def effort(person: Person, firm: Firm) -> float:
    """Log effort: morale, and the hope of a step that is wanted, worth having and given for performance."""
    up = hope(person.want_manage, person, manager_seat(firm) if person.level < firm.seats[0].level else 0.0)
    top = person.manages or person.rung >= firm.policy_in(person.team).ladder.rungs
    deeper = 0.0 if top else a_rung(person.rung + 1, firm, person.team)
    best = max(up, hope(person.want_technical, person, deeper))
    world = firm.world.output
    returned = world.reciprocity * person.fairness
    wanted = world.morale_effect * person.morale + best + person.team.drive + returned
    return clip(wanted, world.least_effort, world.most_effort)


def hope(want: float, person: Person, worth: float) -> float:
    return worth * logistic(1.702 * (want - person.want_project))


def manager_seat(firm: Firm) -> float:
    """What a manager seat moves in whoever wants nothing more: less where they are filled from outside."""
    policy, career = firm.policy, firm.world.career
    worth = worth_of_step(policy.promotion.pay_step, career.prestige, firm)
    return credible(firm) * (worth * (1.0 - policy.promotion.external_share))


def a_rung(rung: int, firm: Firm, team: Team) -> float:
    """What a rung moves in whoever wants nothing more: in full where there are as many as manager seats."""
    policy, career = firm.policy_in(team), firm.world.career
    pay = policy.ladder.pay_parity * policy.promotion.pay_step
    worth = worth_of_step(pay, policy.ladder.prestige_parity * firm.ladder_belief * career.prestige, firm)
    return credible(firm) * (worth * min(share_of_places(rung, firm, team) * firm.plan.span, 1.0))


def share_of_places(rung: int, firm: Firm, team: Team) -> float:
    """The share of a team's contributors who may stand on a rung or above it."""
    ladder = firm.policy_in(team).ladder
    share = ladder.slots
    for _ in range(1, rung):
        share *= ladder.narrowing
    return share


def reach_of_news(firm: Firm) -> float:
    """The share of people who hear of a decision, less where fewer know those concerned."""
    near = min(1.0, firm.world.career.seen_by / firm.open_seats)
    return near * power(near, firm.world.career.distance)


def credible(firm: Firm) -> float:
    return firm.world.output.incentive * firm.credibility


def worth_of_step(pay: float, prestige: float, firm: Firm) -> float:
    """A step's worth, a usual promotion being 1."""
    career = firm.world.career
    return max(career.pay_utility * pay + prestige, 0.0) / career.usual_step


def helpfulness(person: Person, firm: Firm) -> float:
    """Help given in times of the usual: who can talk and settle, and would like to manage, helps more."""
    world = firm.world.output
    gift = world.helpful_gift * (person.communicating + person.settling)
    wish = world.helpful_wish * (person.want_manage - person.want_project)
    return clip(1.0 + gift + wish, 0.0, world.most_helpful)


def own_output(person: Person, firm: Firm, month: int, time: float) -> float:
    """Person-months of a fully productive median contributor."""
    world = firm.world.output
    skilled = exp(world.spread * person.technical_skill + person.effort)
    settled_in = 1.0 - world.ramp_loss * exp(-person.tenure(month) / world.ramp_months)
    understood = 1.0 - world.listening + world.listening * normal_share(person.communicating)
    return skilled * (settled_in * understood) * time * (1.0 - person.away)


def time_for_own_work(person: Person, firm: Firm, month: int) -> float:
    """Time is spent on preparing successors, and by managers on managing; being torn costs them more."""
    there = left_for_work(firm, person.team)
    led = person.seat.leads
    time = there * (led.own_work * (1.0 - led.torn) if led else 1.0)
    if firm.policy.work.bench > 0.0 and person.key == person.team.successor:
        time = time * (1.0 - firm.world.learning.preparation)
    months = month - person.role_since
    if months >= firm.world.learning.new_for:
        time = time * (1.0 - person.team.mentoring)
    if not person.manages and person.role_since > person.joined and months < 12:
        time = time * (1.0 - firm.world.output.new_role * exp(-months / firm.world.output.ramp_months))
    return time * (1.0 - firm.world.output.stretch_cost * person.challenge)


def torn(share: float, clarity: float, firm: Firm) -> float:
    """What switching between two kinds of work costs; most at half and half, nothing when all is clear."""
    return 4.0 * firm.world.output.switching * share * (1.0 - share) * (1.0 - clarity)


def deliver(team: Team, firm: Firm) -> None:
    """The members' output, less what lost knowledge costs this month, times manager and demand."""
    raw = team.help = 0.0
    for person in team.members:
        raw += person.output
        team.help += person.helping
    absorbed = team.disruption * (1.0 - exp(-0.6931471805599453 / firm.world.knowledge.absorption))
    team.disruption -= absorbed
    team.lost = 0.0
    team.help /= team.planned
    team.team_output = max(raw - absorbed * team.friction, firm.world.knowledge.least_kept * raw) * exp(
        team.lead + team.demand + firm.world.output.help_lift * team.help
    )
