"""A film of simulated companies: chosen columns month by month, and the lives and moves read off them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.model.promotion_model import PromotionModel, opened, row_values
from sim.processes.leading import Competencies
from sim.spec.company import Company
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import VOLUNTARY, C, H, P, Step, T, Workforce
from sim.studies.validation.moments import Array, Whole

PEOPLE_AND_MOVES = (P.PRESENT, P.PERSON, P.JOINED, H.CAUSE, H.LEAVER, H.STEP, H.FROM_SEAT)
"""The columns that lives and moves are read off."""

AnyColumn = P | H | T | C

ROW_SHIFT = 1 << 40
"""A person's key is below this, so that company and key make one whole number."""

UP = (Step.PROMOTED, Step.FORCED)
"""Moves into or up in management from inside."""

IN_PLACE = (Step.RUNG, Step.GRADE)
"""Steps up that leave somebody in their seat: on the technical ladder, or to the next job grade."""

RECOGNISED = (*UP, *IN_PLACE)
"""Every step up."""


@dataclass(frozen=True)
class World:
    """Under which assumptions the studies live, with which luck. `overrides`: dotted path to value.

    `draws` may hold a row per draw: a column `draw` and a column per number that differs between draws. Then
    every company lives in every draw, and moments have a row per draw and company, the draws one after the
    other.
    """

    seed: int = 1
    overrides: Mapping[str, Any] = field(default_factory=dict)
    assumptions: str | None = None
    draws: pd.DataFrame | None = field(default=None, compare=False)

    def scenario(
        self, company: str | None, policy: str, months: int, also: Mapping[str, Any] | None = None
    ) -> Scenario:
        """A shipped company (or the generic one) under a shipped policy in this world, changed by `also`."""
        who: Any = company if company is not None else Company(title="A generic technology company")
        return load(who, policy, self.assumptions, {**self.overrides, **(also or {})}, months, None)

    def open(self, scenario: Scenario, lucks: Iterable[int]) -> Workforce:
        """The companies at the moment of the policy change."""
        return opened(scenario, list(lucks), self.seed, self.draws)

    def values(self, scenario: Scenario, workforce: Workforce) -> Mapping[str, Array]:
        """Every number of the scenario, one per company."""
        return row_values(scenario, workforce.rows, self.draws, workforce)

    def shoot(
        self, scenario: Scenario, start: Workforce, months: int, columns: Iterable[AnyColumn] = ()
    ) -> Film:
        """`shoot` in this world."""
        return shoot(scenario, start, months, columns, self.draws)


@dataclass(frozen=True)
class Film:
    """What stood in the columns at the end of each month, (months + 1, rows, places); 0 is the opening."""

    level: Whole
    boss: Whole
    team: Whole
    weights: Array
    """What leadership, communication, conflict resolution and strategic thinking count for, (4, rows)."""
    columns: Mapping[str, Array]
    """By `name_of` a column: as numbers, columns of people and of teams would be taken for each other."""

    def __getitem__(self, column: AnyColumn) -> Array:
        return self.columns[name_of(column)]

    @property
    def months(self) -> int:
        """How many months were lived."""
        return len(self[P.PRESENT]) - 1

    @property
    def rows(self) -> int:
        """How many companies there are."""
        return int(self[P.PRESENT].shape[1])


def shoot(
    scenario: Scenario,
    start: Workforce,
    months: int,
    columns: Iterable[AnyColumn] = (),
    draws: pd.DataFrame | None = None,
) -> Film:
    """Live `months` from `start` (which moves) under the scenario's policy, and film the columns."""
    wanted = tuple({name_of(column): column for column in (*PEOPLE_AND_MOVES, *columns)}.values())
    model = PromotionModel(scenario, 1, start.seed, draws, start=start, events=False, collect=False)
    film = {name_of(column): [_frame(start, column)] for column in wanted}
    for _ in range(months):
        model.step()
        for column in wanted:
            film[name_of(column)].append(_frame(model.workforce, column))
    plan = start.layout
    weights = weights_of_competencies(row_values(scenario, start.rows, draws, start))
    shots = {name: np.stack(frames) for name, frames in film.items()}
    return Film(plan.level, plan.boss, plan.team, weights, shots)


def weights_of_competencies(values: Mapping[str, Array]) -> Array:
    """The parts (4, rows) of the four competencies in skill with people, as `processes.leading` has them."""
    told = [values[key] for key in Competencies._fields]
    return np.asarray(np.stack(told) / (told[0] + told[1] + told[2] + told[3]))


def name_of(column: AnyColumn) -> str:
    """A column's name with its kind."""
    return f"{type(column).__name__}.{column.name}"


def _frame(workforce: Workforce, column: AnyColumn) -> Array:
    if isinstance(column, T):
        return workforce.team(column).copy()
    if isinstance(column, C):
        return workforce.company(column).copy()
    return workforce.person(column).copy()


class Exits(NamedTuple):
    """Who left, when and why, one entry each, ordered by `who`."""

    who: Whole
    company: Whole
    month: Whole
    cause: Whole


class Moves(NamedTuple):
    """Who made a step or was hired, when, and from where to where."""

    who: Whole
    company: Whole
    month: Whole
    kind: Whole
    origin: Whole
    seat: Whole


class Spells(NamedTuple):
    """Every person seen: when they joined, the months they were seen in, and how it ended (0: it did not)."""

    who: Whole
    company: Whole
    joined: Whole
    first: Whole
    left: Whole
    cause: Whole


def identity(company: Whole, key: Array) -> Whole:
    """One number for a person of a company."""
    return company * ROW_SHIFT + key.astype(np.int64)


def exits(film: Film) -> Exits:
    """Everybody who left while the film ran."""
    month, company, seat = np.nonzero(film[H.CAUSE][1:])
    who = identity(company, film[H.LEAVER][1:][month, company, seat])
    cause = film[H.CAUSE][1:][month, company, seat].astype(np.int64)
    order = np.argsort(who)
    return Exits(who[order], company[order], month[order] + 1, cause[order])


def moves(film: Film) -> Moves:
    """Every step and hire while the film ran, of those too who left in the same month."""
    kind = film[H.STEP][1:]
    month, company, seat = np.nonzero(kind)
    key = np.where(film[P.PRESENT][1:] > 0, film[P.PERSON][1:], film[H.LEAVER][1:])[month, company, seat]
    origin = film[H.FROM_SEAT][1:][month, company, seat].astype(np.int64)
    kinds = kind[month, company, seat].astype(np.int64)
    return Moves(identity(company, key), company, month + 1, kinds, origin, seat)


def spells(film: Film) -> Spells:
    """Everybody who was seen at the end of a month."""
    month, company, seat = np.nonzero(film[P.PRESENT])
    everybody = identity(company, film[P.PERSON][month, company, seat])
    who, where = np.unique(everybody, return_index=True)
    joined = film[P.JOINED][month[where], company[where], seat[where]].astype(np.int64)
    gone = exits(film)
    left = np.zeros(len(who), dtype=np.int64)
    cause = np.zeros(len(who), dtype=np.int64)
    known = np.isin(gone.who, who)
    at = np.searchsorted(who, gone.who[known])
    left[at] = gone.month[known]
    cause[at] = gone.cause[known]
    return Spells(who, company[where], joined, month[where], left, cause)


def present(film: Film, month: int) -> tuple[Whole, Whole, Whole]:
    """Company, seat and identity of everybody present at the end of a month."""
    company, seat = np.nonzero(film[P.PRESENT][month])
    return company, seat, identity(company, film[P.PERSON][month, company, seat])


def left_within(gone: Exits, who: Whole, after: int, months: int, causes: Iterable[int] = VOLUNTARY) -> Array:
    """1 for those of `who` who left for one of `causes` within `months` after a month, else 0."""
    chosen = (gone.month > after) & (gone.month <= after + months) & np.isin(gone.cause, tuple(causes))
    return np.isin(who, gone.who[chosen]).astype(np.float64)
