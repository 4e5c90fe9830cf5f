"""Rotation: who likes variety most swaps seats with the next such person of another team."""

from __future__ import annotations

from sim.state.draws import Purpose
from sim.state.workforce import Step
from tests.twins.agents import Firm, Person, Seat
from tests.twins.knowledge import take_along


def rotate(firm: Firm, month: int) -> None:
    """At a review a share of contributors moves, pair by pair."""
    share = firm.policy.rotation.share
    if share == 0.0 or not firm.review_is_due(month):
        return
    contributors = [person for person in firm.people if not person.manages]
    luck = firm.luck.uniform(0, month, Purpose.ROTATION)
    pairs = int(0.5 * share * len(contributors) * firm.policy.promotion.review_every / 12.0 + luck)
    willing = [person for person in contributors if likes_to_move(person, firm, month)]
    willing.sort(key=lambda person: -variety(person))
    while pairs > 0 and willing:
        one = willing.pop(0)
        other = next((person for person in willing if person.team is not one.team), None)
        if other is None:
            continue
        willing.remove(other)
        swap(one, other, firm, month)
        pairs -= 1


def variety(person: Person) -> float:
    return person.want_project - person.want_technical


def likes_to_move(person: Person, firm: Firm, month: int) -> bool:
    """New projects before depth, a first year in the role, no rung, and no other step this month."""
    settled = month - person.role_since >= firm.policy.promotion.first_year
    return settled and variety(person) > 0.0 and person.rung == 0 and not person.seat.step


def swap(one: Person, other: Person, firm: Firm, month: int) -> None:
    """Change places; each takes along a part of what only they knew."""
    take_along(one, firm, month)
    take_along(other, firm, month)
    here, there = one.seat, other.seat
    for person, seat, before in ((one, there, here), (other, here, there)):
        arrive(person, seat, before, firm, month)
    firm.moved_since = month


def arrive(person: Person, seat: Seat, before: Seat, firm: Firm, month: int) -> None:
    """What moving means: something to the content, a slight to the ambitious; and new technology to see."""
    career, learning = firm.world.career, firm.world.learning
    person.seat = seat
    seat.holder = person
    means = career.sideways * (1.0 - person.ambition) - career.slight * person.ambition
    person.credit += career.step_value * means
    lane = min(month - person.role_since, learning.longest_lane)
    person.technical += learning.refresh * learning.frontier * lane
    person.role_since = month
    seat.step = Step.SIDEWAYS
    seat.from_seat = before.number
