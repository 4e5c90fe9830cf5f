"""The tree of a company, from its head count and its span."""

from __future__ import annotations

import math

import mesa

from sim.state.draws import Purpose
from tests.twins.agents import Firm, Seat, Team
from tests.twins.luck import FOR_LIFE


def plant(model: mesa.Model, firm: Firm) -> None:
    """Lay out seats and teams: as few first-line managers as will do, reports as even as possible.

    Seats are numbered from the top down and from left to right, each manager before their reports.
    """
    managers = managers_by_level(firm.plan.headcount, firm.plan.span)
    widths = [*managers, firm.plan.headcount - sum(managers)]
    rows: list[list[_Post]] = [[_Post(level=len(managers))]]
    for level, width in zip(range(len(managers) - 1, -1, -1), widths[1:], strict=True):
        rows.append(_row_below(rows[-1], width, level))
    nobodys = Team(model)
    _take_seats(model, firm, rows[0][0], None, nobodys)
    firm.teams.append(nobodys)


def choose_teams(firm: Firm, share: float) -> None:
    """Draw by lot the teams in which a policy is tried; whom nobody leads goes with their own team."""
    lots = {
        team: firm.luck.uniform(team.head.number, FOR_LIFE, Purpose.PILOT)
        for team in firm.led_teams
        if team.head
    }
    many = math.floor(share * len(lots) + 0.5)
    drawn = sorted(lots, key=lambda team: lots[team])[:many]
    for team in firm.led_teams:
        team.in_pilot = team in drawn
    for team in firm.teams:
        if team.head is None:
            team.in_pilot = firm.led_teams[0].in_pilot


def managers_by_level(headcount: int, span: int) -> list[int]:
    """How many managers there are on each level, the top first."""
    first_line = 1
    while True:
        levels = [first_line]
        while levels[0] > 1:
            levels = [(levels[0] + span - 1) // span, *levels]
        if headcount - sum(levels) <= first_line * span:
            return levels
        first_line += 1


class _Post:
    """A seat on paper: its level and the posts below it."""

    def __init__(self, level: int) -> None:
        self.level = level
        self.below: list[_Post] = []


def _row_below(managers: list[_Post], width: int, level: int) -> list[_Post]:
    """Share `width` posts out among a level's managers; the first get one more where it doesn't divide."""
    least, more = divmod(width, len(managers))
    for i, manager in enumerate(managers):
        manager.below = [_Post(level) for _ in range(least + (i < more))]
    return [post for manager in managers for post in manager.below]


def _take_seats(model: mesa.Model, firm: Firm, post: _Post, boss: Seat | None, team: Team) -> None:
    seat = Seat(firm, len(firm.seats), post.level, boss, team)
    firm.seats.append(seat)
    team.seats.append(seat)
    if post.level > 0:
        seat.leads = Team(model)
        seat.leads.head = seat
        firm.teams.append(seat.leads)
        for below in post.below:
            _take_seats(model, firm, below, seat, seat.leads)
