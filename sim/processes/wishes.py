"""Wishes: how well people know their own, and how they grow into managing or come to hate it."""

from __future__ import annotations

from typing import NamedTuple

from sim.state.compiled import kernel, rule
from sim.state.numbers import clip
from sim.state.workforce import Array, P, Whole

FARTHEST = 3.0
"""How far from nothing (utility) experience moves a wish; whoever began farther out stays there."""


class Numbers(NamedTuple):
    """What wishes need; each (R,)."""

    career_growing_into: Array
    learning_new_for: Array


@rule
def aware(self_insight: float, assessed: float) -> float:
    """The share of what they want that people know: all of it where an assessment of preferences asks (B11).

    So an assessment lets some discover that they are where they want to be, and others that they should
    leave.
    """
    return 1.0 if assessed > 0.0 else self_insight


@rule
def wish_later(wish: float, going: float, rate: float) -> float:
    """The wish to manage a month later, for a manager whose work goes `going` (sd) better than others'."""
    return clip(wish + rate * going, min(wish, -FARTHEST), max(wish, FARTHEST))


@kernel
def grow_into_roles(people: Array, head: Whole, month: int, n: Numbers) -> None:
    """Let the wish of everybody who is no longer new to managing follow how well it goes."""
    for r in range(people.shape[0]):
        rate = n.career_growing_into[r]
        if rate == 0.0:
            continue
        for t in range(len(head)):
            q = head[t]
            managed = month - people[r, P.ROLE_SINCE, q]
            if people[r, P.PRESENT, q] > 0.0 and managed >= n.learning_new_for[r]:
                people[r, P.WANT_MANAGE, q] = wish_later(
                    people[r, P.WANT_MANAGE, q], people[r, P.PERFORMANCE, q], rate
                )
