"""A small office in which one can set what one likes and live a single process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.model.promotion_model import PromotionModel, in_parts, row_values
from sim.processes.process import Process
from sim.spec.assumptions import Assumptions
from sim.spec.parameter import number_of
from sim.spec.reader import load
from sim.spec.scenario import catalogue
from sim.state.opening import tenure_shape
from sim.state.records import gather
from sim.state.traits import knowledge_scale
from sim.state.workforce import C, P, T, Workforce

BOSS = 0
WORLD = Assumptions()
"""Every assumption at its default: an office differs only in what it is told."""
_WHY = WORLD.turnover
TWO_YEARS = tenure_shape(25.0, _WHY.newcomers, _WHY.settling, _WHY.hump, _WHY.hump_months)
"""What two years in the company, and the month that is lived, make of the hazard of leaving."""


def numbers(kind: type, **told: float) -> Any:
    """The record of a rule's numbers for one company: what is told by key, the rest at its default."""
    defaults = {known.key: number_of(known.default, known.choices) for known in catalogue().values()}
    return gather(kind, {key: np.array([value]) for key, value in {**defaults, **told}.items()})


def usual_knowledge(seed: int, replicate: int, key: int) -> float:
    """How much of the firm lives in a head, at the default inequality."""
    return knowledge_scale(seed, replicate, key, WORLD.knowledge.inequality)


class Office:
    """Eight contributors (seats 1 to 8) under one manager (seat 0), all alike, two years in the company."""

    def __init__(self, rows: int = 1, headcount: int = 9, span: int = 8, **told: Any) -> None:
        fixed = {"company.headcount": headcount, "company.span": span, "company.warmup": 0}
        fixed["company.grades.count"] = 1
        fixed["assumptions.output.need_spread"] = 0
        paths = {path.replace("__", "."): value for path, value in told.items()}
        self.scenario = load("vietnam_sme", "status_quo", overrides={**fixed, **paths})
        self.workforce: Workforce = PromotionModel(self.scenario, rows).workforce
        for column in P:
            if column not in (P.PRESENT, P.PERSON, P.DISPOSITION):
                self.workforce.person(column)[:] = 0.0
        self.workforce.person(P.DISPOSITION)[:] = 0.0
        for column in (P.JOINED, P.ROLE_SINCE, P.STEP_SINCE):
            self.workforce.person(column)[:] = -24.0
        # a manager whose role began on the first day was hired from outside
        self.set(P.ROLE_SINCE, -23.0, BOSS)
        for column in (P.COURSE_SINCE, P.ASKED_SINCE, P.REACTED_SINCE):
            self.workforce.person(column)[:] = -9999.0
        self.workforce.person(P.FRAILTY)[:] = 1.0
        self.workforce.person(P.GRADE)[:] = 1.0
        self.workforce.company(C.PAY_POSITION)[:] = self.scenario.policy.retention.pay_position
        self.workforce.person(P.ENTRY_AGE)[:] = 30.0

    def set(self, column: P | T | C, value: Any, seat: int | slice = slice(None)) -> Office:
        """Set a column for everybody, or for one seat or team."""
        if isinstance(column, C):
            self.workforce.company(column)[:] = value
        elif isinstance(column, T):
            self.workforce.team(column)[:, seat] = value
        else:
            self.workforce.person(column)[:, seat] = value
        return self

    def vacate(self, seat: int) -> Office:
        """Empty a seat."""
        self.workforce.people[:, :, seat] = 0.0
        return self

    def live(self, process: type[Process], month: int = 1) -> Office:
        """Live one process of a month."""
        for part, processes in in_parts(
            self.workforce, row_values(self.scenario, self.workforce.rows, None, self.workforce)
        ):
            next(p for p in processes if isinstance(p, process))(part, month)
        return self

    def trait(self, of: Callable[[int, int, int], float], seat: int, row: int = 0) -> float:
        """A trait of `state.traits` that is drawn from the key of whoever sits there."""
        w = self.workforce
        return of(w.seed, int(w.replicates[row]), int(w.people[row, P.PERSON, seat]))

    def person(self, column: Any, seat: int) -> float:
        """One person's number in the first company."""
        return float(self.workforce.people[0, column, seat])

    def people(self, column: Any) -> np.ndarray:
        """Everybody's, company by company."""
        return self.workforce.person(column)

    def team(self, column: T, team: int = 0) -> float:
        return float(self.workforce.teams[0, column, team])

    def company(self, column: C) -> float:
        return float(self.workforce.companies[0, column])
