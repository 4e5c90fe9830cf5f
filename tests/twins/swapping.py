"""Swapping: members of a team pass each other tasks, so that tasks fit what people seem to want."""

from __future__ import annotations

from sim.state.numbers import exp
from tests.twins.agents import Firm, Person
from tests.twins.scoring import interest


def swapped(firm: Firm) -> dict[Person, float]:
    """The share of time that each contributor moves from technical work to work with people."""
    moved: dict[Person, float] = {}
    for team in firm.led_teams:
        most = firm.policy_in(team).work.swaps
        if most == 0.0 or team.head is None or team.head.level != 1:
            continue
        seem = {person: interest(person, firm) for person in team.members}
        total = 0.0
        for wish in seem.values():
            total += wish
        mean = total / max(len(seem), 1)
        widest = max((abs(wish - mean) for wish in seem.values()), default=0.0)
        for person, wish in seem.items():
            moved[person] = most * (wish - mean) / widest if widest > 0.0 else 0.0
    return moved


def worth_of_swap(person: Person, moved: float, firm: Firm) -> float:
    """Who is better at what they take over does more; agreeing takes time."""
    world = firm.world.output
    better = exp(world.spread * (person.communicating - person.technical_skill))
    return max(1.0 + moved * (better - 1.0), 0.0) * (1.0 - world.swap_cost * abs(moved))


def enjoyment(person: Person, moved: float, firm: Firm) -> float:
    """What swapped tasks are to whoever truly likes or dislikes them."""
    liking = (person.want_manage - person.want_project) / 1.4142135623730951
    return firm.world.morale.fit * firm.world.morale.swapped * (moved * liking)
