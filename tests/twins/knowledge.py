"""Knowledge: what only one head holds, and what a team loses of it."""

from __future__ import annotations

from sim.state.draws import Purpose
from sim.state.numbers import exp
from tests.twins.agents import Firm, Person, Team
from tests.twins.luck import FOR_LIFE


def take_along(person: Person, firm: Firm, month: int) -> None:
    """The old team loses a part of what only this person knew."""
    lost = at_stake(person, firm, month)
    person.team.disruption += lost
    person.team.lost += lost


def at_stake(person: Person, firm: Firm, month: int) -> float:
    """What the team loses when somebody moves elsewhere in the company."""
    lost = firm.world.knowledge.promotion_loss * knowledge(person, firm, month) * uncovered(person, firm)
    return lost * weight_of_loss(person.team, firm, month)


def knowledge(person: Person, firm: Firm, month: int) -> float:
    """What only this head holds: it grows with the time there, and very differently from head to head."""
    world = firm.world.knowledge
    return world.held * (1.0 - exp(-person.tenure(month) / world.growth)) * person.knowledge_scale


def uncovered(person: Person, firm: Firm) -> float:
    """The share that is neither written down nor handed over."""
    team, shared = person.team, firm.policy.work.handover
    if team.successor:
        scale = person.knowledge_scale
        world = firm.world.knowledge
        shared = min(shared * scale / (1.0 + scale) / world.usual_criticality, world.most_handed_over)
    return (1.0 - team.documented) * (1.0 - shared)


def project_months_left(team: Team, firm: Firm, month: int) -> int:
    """Time is cut into pieces, for each team from another month on; some are critical projects."""
    length = firm.world.knowledge.critical_months
    place = firm.led_teams.index(team) if team.head else len(firm.led_teams)
    gone = (month + 512 + int(firm.luck.uniform(place, FOR_LIFE, Purpose.PROJECT_START) * length)) % length
    luck = firm.luck.uniform(place, max(month - gone, -511), Purpose.PROJECT)
    return length - gone if luck < firm.world.knowledge.critical_share else 0


def weight_of_loss(team: Team, firm: Firm, month: int) -> float:
    """More is lost inside a critical project, so much less outside that the mean stays."""
    world = firm.world.knowledge
    weight = world.critical_loss if project_months_left(team, firm, month) else 1.0
    return weight / (1.0 + world.critical_share * (world.critical_loss - 1.0))
