"""Appraisal: how people do, and what of it is seen."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, power
from tests.twins.agents import Firm, Person
from tests.twins.grades import asked_for
from tests.twins.work import helpfulness, settled


def appraise(firm: Firm, month: int) -> None:
    """People are judged against others in the same role; at reviews they get a rating and merit pay."""
    for person in firm.people:
        person.performance = absolute_performance(person, firm, month)
    stand_against_their_like([p for p in firm.people if not p.manages])
    stand_against_their_like([p for p in firm.people if p.manages])
    if firm.review_is_due(month):
        moved = near_the_position_aimed_at(firm)
        for person in firm.people:
            notice_help(person, firm, month)
            rate(person, firm, month, moved)


def absolute_performance(person: Person, firm: Firm, month: int) -> float:
    """Managers by what they are to people; contributors by skill and effort beyond what their grade asks."""
    if person.manages:
        assert person.seat.leads is not None
        whole = person.people_skill + person.seat.leads.knack
        return whole - (1.0 - settled(person, firm, month)) * (whole - firm.world.market.external_floor)
    world = firm.world.output
    settled_in = 1.0 - world.ramp_loss * exp(-person.tenure(month) / world.ramp_months)
    beyond = (person.effort + log(max(settled_in, 0.01))) / max(world.spread, 0.01)
    return person.technical_skill + beyond - asked_for(person.grade, firm.plan.grades)


def stand_against_their_like(people: list[Person]) -> None:
    total = 0.0
    for person in people:
        total += person.performance
    mean = total / max(len(people), 1)
    for person in people:
        person.performance -= mean


def notice_help(person: Person, firm: Firm, month: int) -> None:
    """What was noticed is slowly forgotten; a boss with skill and time notices more."""
    seeing = firm.world.seeing
    kept = power(exp(-0.6931471805599453 / seeing.help_months), firm.policy.promotion.review_every)
    person.help_seen *= kept
    if person.manages:
        return
    team = person.team
    seen_by_boss = seeing.noticed_by_skill * team.boss_people
    chance = clip(seeing.help_noticed + seen_by_boss + seeing.noticed_by_time * team.attention, 0.0, 1.0)
    if firm.luck.uniform(person.key, month, Purpose.HELP_NOTICED) < chance:
        person.help_seen += (1.0 - kept) * helpfulness(person, firm)


def near_the_position_aimed_at(firm: Firm) -> float:
    """Move all pay toward the position against the market that is aimed at."""
    pay, every = firm.policy.retention, firm.policy.promotion.review_every
    moved = (pay.pay_position - firm.pay_position) * (1.0 - exp(-every / firm.world.market.pay_months))
    firm.pay_position += moved
    return moved


def rate(person: Person, firm: Firm, month: int, moved: float) -> None:
    """A rating is part truth and part noise, with a favour for those who are close.

    Pay follows it, and the general raise less the market's growth.
    """
    promotion, pay = firm.policy.promotion, firm.policy_in(person.team).retention
    reliability = firm.world.seeing.rating_reliability
    noise = firm.luck.normal(person.key, month, Purpose.RATING)
    seen = math.sqrt(reliability) * person.performance + math.sqrt(1.0 - reliability) * noise
    remembered = month - person.asked_since < firm.world.career.refusal_memory
    refused = promotion.refusal_penalty if remembered else 0.0
    person.rating = seen + promotion.favouritism * person.closeness - refused
    person.rating += firm.world.seeing.self_promotion * person.advocacy
    person.rating -= firm.world.seeing.group_bias if person.group > 0 else 0.0
    general = moved + (pay.pace - 1.0) * firm.world.market.pay_growth * promotion.review_every / 12.0
    merit = pay.merit_slope * promotion.review_every / 12.0
    person.pay += merit * person.rating + general
