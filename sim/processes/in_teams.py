"""Policies that hold in some teams only: the others go on with the company's practice.

A process is lived once with the policy's numbers and once with the practice's, each on a copy of the same
moment; then everybody and every team takes the life that is theirs. That is exact where what a process
does to somebody depends on the numbers of one team only, which is so for the levers that the catalogue marks
(`Parameter.in_teams`): those of the team that somebody belongs to, or of the team that they lead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sim.processes.careers import Careers
from sim.processes.process import Process, Stage
from sim.state import draws
from sim.state.compiled import kernel
from sim.state.draws import Purpose
from sim.state.records import keys
from sim.state.workforce import Array, H, Layout, P, T, Whole, Workforce

Flags = NDArray[np.bool_]
Values = Mapping[str, Array]


class TeamsDisagreeError(RuntimeError):
    """What belongs to a company as a whole came out differently by team: a lever is marked by mistake."""


@kernel
def draw_lots(head: Whole, seed: int, replicates: Whole, lots: Array) -> None:
    """Write into `lots` (companies, teams) the luck by which teams are taken into a pilot."""
    for r in range(len(replicates)):
        draws.uniforms(seed, replicates[r], head, draws.TRAITS, Purpose.PILOT, lots[r])


def teams_chosen(workforce: Workforce, shares: Array) -> Flags:
    """In which teams a policy holds that holds in a share (R,) of them, (R, teams + 1).

    Teams come in by the luck of their manager's seat, so that a larger share adds to those of a smaller one.
    The head of the company, who belongs to no team, goes with the team they lead.
    """
    w = workforce
    lots = np.empty((w.rows, w.layout.teams))
    draw_lots(w.layout.head, w.seed, w.replicates, lots)
    place = np.argsort(np.argsort(lots, axis=1, kind="stable"), axis=1, kind="stable")
    chosen = np.zeros((w.rows, w.layout.teams + 1), np.bool_)
    chosen[:, :-1] = place < np.floor(shares * w.layout.teams + 0.5)[:, None]
    chosen[:, -1] = chosen[:, w.layout.led[0]]
    return chosen


@dataclass(frozen=True)
class Life:
    """A process with the numbers of some: `seats` (R, seats) and `teams` (R, teams + 1) say whose."""

    process: Process
    seats: Flags
    teams: Flags

    @property
    def anybody(self) -> bool:
        """Whether there is a seat or a team whose life it is."""
        return bool(self.seats.any() or self.teams.any())


@dataclass(frozen=True)
class InTeams:
    """A process of the month that is not the same in all teams, as one life for each set of numbers."""

    lives: tuple[Life, ...]
    differing: frozenset[str]
    """The numbers that are not the same in all lives."""

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Live one month, stage by stage."""
        for stage in type(self.lives[0].process).stages():
            if stage.by_team and len(self.lives) > 1:
                self._apart(stage, workforce, month)
            else:
                stage.live(self.lives[0].process, workforce, month)

    def _apart(self, stage: Stage, workforce: Workforce, month: int) -> None:
        """Live a stage once for each set of numbers, and give everybody what is theirs."""
        first, *others = self.lives
        copies = [workforce.copy() for _ in others]
        counts = [int(column) for column, by in stage.counts.items() if by & self.differing]
        before = workforce.copy() if counts else None
        self._lived(stage, first, workforce, month)
        for life, copy in zip(others, copies, strict=True):
            self._lived(stage, life, copy, month)
            _check_shared(workforce, copy, [*counts, *stage.made])
            _take_over(type(life.process), life, copy, workforce)
        if before is not None:
            self._count(stage, counts, before, workforce, month)
        if stage.put_together:
            stage.put_together(workforce)

    def _count(
        self, stage: Stage, counts: list[int], before: Workforce, workforce: Workforce, month: int
    ) -> None:
        """Add up company columns that count people, each life counting with the others' seats empty."""
        workforce.companies[:, counts] = 0.0
        for life in self.lives:
            alone = before.copy()
            np.copyto(alone.people[:, P.PRESENT : P.SCORE + 1], 0.0, where=~life.seats[:, None, :])
            workforce.companies[:, counts] += self._lived(stage, life, alone, month).companies[:, counts]

    @staticmethod
    def _lived(stage: Stage, life: Life, workforce: Workforce, month: int) -> Workforce:
        stage.live(life.process, workforce, month)
        return workforce


def _take_over(kind: type[Process], life: Life, copy: Workforce, workforce: Workforce) -> None:
    """Give those whose life it is what a process has written for them."""
    for column in kind.writes:
        if isinstance(column, P | H):
            np.copyto(workforce.people[:, column], copy.people[:, column], where=life.seats)
        elif isinstance(column, T):
            np.copyto(workforce.teams[:, column], copy.teams[:, column], where=life.teams)


def _check_shared(one: Workforce, other: Workforce, made: Sequence[int]) -> None:
    """Raise TeamsDisagreeError unless two lives agree on what the company shares, apart from what is made."""
    differ = {*np.flatnonzero((one.companies != other.companies).any(axis=0)).tolist()} - {*map(int, made)}
    if differ:
        raise TeamsDisagreeError(f"company columns {sorted(differ)} came out differently by team")


def process_in_teams(
    kind: type[Process], policy: Values, practice: Values, levers: Mapping[str, str], chosen: Flags,
    plan: Layout, rows: slice,
) -> Process | InTeams:  # fmt: skip
    """A process of some companies, in which the policy holds in the teams chosen, (companies, teams + 1).

    `levers` says of each number that differs whose team decides: that of the people in it, or its manager's.
    """
    mine = {key: levers[key] for key in keys(kind.Numbers) if key in levers}
    if not mine:
        return kind.of(policy, rows)
    if issubclass(kind, Careers):
        return kind.in_teams(policy, practice, chosen, rows)
    lives = [life for life in _lives(kind, policy, practice, mine, chosen, plan, rows) if life.anybody]
    return InTeams(tuple(lives), frozenset(mine))


def _lives(
    kind: type[Process], policy: Values, practice: Values, mine: Mapping[str, str], chosen: Flags,
    plan: Layout, rows: slice,
) -> Iterator[Life]:  # fmt: skip
    """A life for each set of numbers: led and working under the policy, or only one of both, or neither."""
    belongs = chosen[:, plan.team]
    leads = np.where(plan.level > 0, chosen[:, plan.led], belongs)
    if "manager" not in mine.values():
        leads = belongs
    if "people" not in mine.values():
        belongs = leads
    for by_leading, by_belonging in product((True, False), repeat=2):
        holds = {"manager": by_leading, "people": by_belonging}
        numbers = {
            key: (policy if holds[mine[key]] else practice)[key] if key in mine else policy[key]
            for key in keys(kind.Numbers)
        }
        both = by_leading == by_belonging
        teams = chosen == by_leading if both else np.zeros_like(chosen)
        yield Life(kind.of(numbers, rows), (leads == by_leading) & (belongs == by_belonging), teams)
