"""From teams to seats and back: a team's number for each of its members, and sums over them.

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


@rule
def sum_up(of_seats: Array, member: Whole, seats: int, of_teams: Array) -> None:
    """Write into `of_teams` (teams + 1,) the sum over each team's members among the first `seats`, in order.

    Most members of a team sit side by side: their sum is held until the next team's come, for a sum that
    goes through memory at every step takes twice as long.
    """
    for t in range(len(of_teams)):
        of_teams[t] = 0.0
    team = member[0]
    total = 0.0
    for s in range(seats):
        if member[s] != team:
            of_teams[team] = total
            team = member[s]
            total = of_teams[team]
        total = total + of_seats[s]
    of_teams[team] = total
