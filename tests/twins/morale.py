"""Morale: what people feel about their work, and how slowly that moves."""

from __future__ import annotations

from sim.state.draws import Purpose
from sim.state.numbers import clip, exp, log, logistic
from tests.twins.agents import Firm, Person
from tests.twins.grades import market_pay
from tests.twins.swapping import enjoyment, swapped


def feel(firm: Firm, month: int) -> None:
    """Count empty seats, let slow things move, then let morale follow its causes."""
    for team in firm.teams:
        team.vacant = (
            sum(seat.holder is None for seat in team.seats if seat.number < firm.open_seats) / team.planned
        )
    for person in firm.people:
        if person.manages and month - person.role_since >= firm.world.learning.new_for:
            grow_into_managing(person, firm)
    moved = swapped(firm)
    for person in firm.people:
        reflect(person, firm)
        news = firm.luck.normal(person.key, month, Purpose.MORALE)
        target = drawn_to(person, firm, month) + be_challenged(person, firm)
        target = target + enjoyment(person, moved.get(person, 0.0), firm)
        inertia = 1.0 / firm.world.morale.inertia
        person.morale = person.morale + (target - person.morale) * inertia + firm.world.morale.noise * news


def reflect(person: Person, firm: Firm) -> None:
    """Steps received fade by half, pressure fades, hope follows what is seen, fairness heals."""
    career = firm.world.career
    # an honoured role may be worth more than any plain one
    person.loss = max(best_role(person) - worth_of_role(person, firm), 0.0)
    person.credit *= exp(-0.6931471805599453 / career.credit_months)
    person.pressure *= career.pressure_kept
    rate = clip(firm.step_rate, 0.01, 0.6)
    person.expectation += (log(rate / (1.0 - rate)) - person.expectation) * career.learning
    person.fairness += (firm.trust - career.usual_trust - person.fairness) * career.healing


def grow_into_managing(person: Person, firm: Firm) -> None:
    """Whom it goes well comes to like it; experience moves no wish beyond three."""
    wish = person.want_manage
    moved = wish + firm.world.career.growing_into * person.performance
    person.want_manage = clip(moved, min(wish, -3.0), max(wish, 3.0))


def best_role(person: Person) -> float:
    return max(person.want_manage, person.want_technical, person.want_project)


def worth_of_role(person: Person, firm: Firm) -> float:
    """How much somebody wants the work they have; a rung counts as far as it carries prestige."""
    if person.manages:
        return person.want_manage
    if person.rung > 0:
        return max(
            person.want_project,
            firm.policy_in(person.team).ladder.prestige_parity * firm.ladder_belief * person.want_technical,
        )
    return person.want_project


def drawn_to(person: Person, firm: Firm, month: int) -> float:
    """Where morale is drawn to: a weighted sum of what work is like."""
    weight = firm.world.morale
    return (
        weight.fit * fit(person, firm)
        + weight.career * career(person, firm, month)
        + weight.fairness * person.fairness
        + weight.manager * boss(person, firm)
        - weight.pay * clip(pay_gap(person, firm) / weight.pay_scale, -3.0, 3.0)
        - weight.load * load(person, firm)
        + weight.disposition * person.disposition
        + weight.success * person.performance
    )


def fit(person: Person, firm: Firm) -> float:
    """Doing what one wants to do, in standard deviations of the usual."""
    morale = firm.world.morale
    return (morale.loss_mean - person.loss) / (morale.loss_spread / aware(firm)) - person.pressure


def aware(firm: Firm) -> float:
    """How much of what they want people know: all of it once it is assessed."""
    return 1.0 if firm.policy.promotion.preferences else firm.world.career.self_insight


def be_challenged(person: Person, firm: Firm) -> float:
    """Challenging work is welcome as far as it is wanted, and a small step to those who like variety."""
    wanted = firm.world.learning.most_challenge * logistic(1.702 * person.want_project)
    other = max(person.want_manage, person.want_technical)
    liked = logistic(1.702 * (person.want_project - other))
    career = firm.world.career
    means = career.sideways * (1.0 - person.ambition) - career.slight * person.ambition
    person.credit += career.step_value / 12.0 * means * liked * person.challenge
    weight = firm.world.morale.fit * firm.world.morale.complexity
    return weight * (person.challenge * (2.0 * wanted - person.challenge))


def career(person: Person, firm: Firm, month: int) -> float:
    """Steps received and steps in sight; the ambitious mind waiting more than their patience allows."""
    world = firm.world.career
    in_sight = person.ambition * (logistic(person.expectation) - world.usual_steps) * firm.world.morale.hope
    overdue = max(month - person.step_since - world.patience, 0.0) / world.waiting
    most = world.stuck
    return person.credit + in_sight - person.ambition * (most * overdue / (most + overdue))


def boss(person: Person, firm: Firm) -> float:
    """A boss who is good with people, knows the work and is there."""
    weight, team = firm.world.morale, person.team
    skilled = weight.manager_people * team.boss_people + weight.manager_technical * (
        team.boss_technical - weight.usual_boss
    )
    return skilled + weight.manager_time * team.attention


def pay_gap(person: Person, firm: Firm) -> float:
    """What others would pay over own pay, in log points."""
    outside = (
        market_pay(firm, person.level, person.grade) + firm.world.market.star_premium * person.performance
    )
    return outside - person.pay


def load(person: Person, firm: Firm) -> float:
    """Work left by empty seats, and for managers the strain of two kinds of work."""
    led, weight = person.seat.leads, firm.world.morale
    return weight.vacancy * person.team.vacant + weight.torn * (led.torn if led else 0.0)
