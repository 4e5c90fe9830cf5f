"""Work: effort, own output, and what managers make of their teams."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, logistic, normal_share
from tests.twins.agents import Firm, Person, Team


def work(firm: Firm, month: int) -> None:
    """Managers lead, people work, teams deliver."""
    for team in firm.led_teams:
        shake(team, firm, month)
        lead(team, firm, month)
    for person in firm.people:
        person.effort = effort(person, firm)
        person.output = own_output(person, firm, month)
    for team in firm.teams:
        deliver(team, firm)


def shake(team: Team, firm: Firm, month: int) -> None:
    """Demand: four fifths of last month's shock stay, news keeps the spread what it is."""
    assert team.head is not None
    news = firm.luck.normal(team.head.number, month, Purpose.DEMAND)
    team.demand = 0.8 * team.demand + firm.world.output.demand_spread * math.sqrt(1.0 - 0.8 * 0.8) * news


def settled(boss: Person, firm: Firm, month: int) -> float:
    """How much of a manager's skill acts: less in the first two years of somebody from outside."""
    return firm.world.market.external_start if boss.external and month - boss.role_since < 24 else 1.0


def lead(team: Team, firm: Firm, month: int) -> None:
    """What a manager adds: being led at all and skill with people as far as time reaches, and judgement."""
    assert team.head is not None
    boss = team.head.holder
    if boss is None:
        team.lead = team.boss_people = team.boss_technical = 0.0
        return
    world = firm.world.output
    free = max(1.0 - firm.policy.work.coaching_share - world.administration, 0.0)
    talks = firm.policy.promotion.conversations * firm.plan.prices.conversation * team.planned / 2016.0
    enough_time = 1.0 - exp(-(max(free - talks, 0.0) / team.planned) / world.time_scale)
    found_feet = 1.0 - 0.4 * exp(-(month - boss.role_since) / firm.world.learning.transition)
    reach = enough_time * found_feet * settled(boss, firm, month)
    sound = math.sqrt(normal_share(boss.technical_skill) * normal_share(boss.planning)) - 0.5
    led = world.led_at_all + world.people_effect * boss.people_skill
    team.lead = reach * led + world.decision_effect * sound
    team.boss_people = boss.people_skill * reach
    team.boss_technical = boss.technical_skill


def effort(person: Person, firm: Firm) -> float:
    """Log effort: morale, and the hope of a step that is wanted, worth having and given for performance."""
    up = hope(person.want_manage, person, manager_seat(firm) if person.level < firm.seats[0].level else 0.0)
    deeper = 0.0 if person.manages or person.rung else a_rung(firm)
    best = max(up, hope(person.want_technical, person, deeper))
    return clip(firm.world.output.morale_effect * person.morale + best, -0.5, 0.4)


def hope(want: float, person: Person, worth: float) -> float:
    return worth * logistic(1.702 * (want - person.want_project))


def manager_seat(firm: Firm) -> float:
    """What a manager seat moves in whoever wants nothing more: less where they are filled from outside."""
    policy, career = firm.policy, firm.world.career
    worth = worth_of_step(policy.promotion.pay_step, career.pay_utility, career.prestige)
    return credible(firm) * (worth * (1.0 - policy.promotion.external_share))


def a_rung(firm: Firm) -> float:
    """What a rung moves in whoever wants nothing more: in full where there are as many as manager seats."""
    policy, career = firm.policy, firm.world.career
    pay = policy.ladder.pay_parity * policy.promotion.pay_step
    worth = worth_of_step(pay, career.pay_utility, policy.ladder.prestige_parity * career.prestige)
    return credible(firm) * (worth * min(policy.ladder.slots * firm.plan.span, 1.0))


def credible(firm: Firm) -> float:
    return firm.world.output.incentive * firm.credibility


def worth_of_step(pay: float, utility: float, prestige: float) -> float:
    """A step's worth, a usual promotion being 1."""
    return max(utility * pay + prestige, 0.0) / 0.6


def own_output(person: Person, firm: Firm, month: int) -> float:
    """Person-months of a fully productive median contributor."""
    world = firm.world.output
    skilled = exp(world.spread * person.technical_skill + person.effort)
    settled_in = 1.0 - world.ramp_loss * exp(-person.tenure(month) / world.ramp_months)
    understood = 1.0 - world.listening + world.listening * normal_share(person.communicating)
    return skilled * (settled_in * understood) * time_for_own_work(person, firm) * (1.0 - person.away)


def time_for_own_work(person: Person, firm: Firm) -> float:
    """Time is spent on preparing successors, and by managers on managing; being torn costs them more."""
    there = 1.0 - firm.policy.work.successor_time
    if not person.manages:
        return there
    return firm.policy.work.coaching_share * there * (1.0 - torn(firm))


def torn(firm: Firm) -> float:
    """What switching between two kinds of work costs; most at half and half, nothing when all is clear."""
    share = firm.policy.work.coaching_share
    return 4.0 * firm.world.output.switching * share * (1.0 - share) * (1.0 - firm.policy.work.clarity)


def deliver(team: Team, firm: Firm) -> None:
    """The members' output, less what lost knowledge costs this month, times manager and demand."""
    raw = 0.0
    for person in team.members:
        raw += person.output
    absorbed = team.disruption * (1.0 - exp(-0.6931471805599453 / firm.world.knowledge.absorption))
    team.disruption -= absorbed
    team.lost = 0.0
    team.team_output = max(raw - absorbed, 0.5 * raw) * exp(team.lead + team.demand)
