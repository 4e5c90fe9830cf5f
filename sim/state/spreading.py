"""From teams to seats: a team's number, written out for each of its members.

Loops that look a team up person by person don't vectorise; loops over columns that are spread out do.
"""

from __future__ import annotations

from sim.state.compiled import rule
from sim.state.workforce import Array, Whole


@rule
def spread(of_teams: Array, member: Whole, of_seats: Array) -> None:
    """Write into `of_seats` (seats,) the number of each seat's team; `member` is each seat's team."""
    for s in range(len(member)):
        of_seats[s] = of_teams[member[s]]
