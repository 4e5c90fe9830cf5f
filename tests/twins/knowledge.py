"""Knowledge: what only one head holds, and what a team loses of it."""

from __future__ import annotations

from sim.state.numbers import exp
from tests.twins.agents import Firm, Person


def take_along(person: Person, firm: Firm, month: int) -> None:
    """The old team loses a part of what only this person knew."""
    lost = at_stake(person, firm, month)
    person.team.disruption += lost
    person.team.lost += lost


def at_stake(person: Person, firm: Firm, month: int) -> float:
    """What the team loses when somebody moves elsewhere in the company."""
    return firm.world.knowledge.promotion_loss * knowledge(person, firm, month) * uncovered(person, firm)


def knowledge(person: Person, firm: Firm, month: int) -> float:
    """What only this head holds: it grows over two years, and very differently from head to head."""
    return firm.world.knowledge.held * (1.0 - exp(-person.tenure(month) / 24.0)) * person.knowledge_scale


def uncovered(person: Person, firm: Firm) -> float:
    """The share that is neither written down nor handed over."""
    team, shared = person.team, firm.policy.work.handover
    if team.successor:
        scale = person.knowledge_scale
        shared = min(shared * scale / (1.0 + scale) / 0.635, 0.9)
    return (1.0 - team.documented) * (1.0 - shared)
