"""Grades: at reviews people move up a job grade, most of them around the anniversary of the last step."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.process import AnyColumn, Process
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.grades import due, yearly_chance
from sim.state.numbers import normal_share
from sim.state.workforce import Array, H, P, Step, Whole, Workforce

STEP = float(Step.GRADE)
"""The number of `Step.GRADE`, as the float that a column holds."""


class Numbers(NamedTuple):
    """What grades need; each (R,)."""

    grades_count: Array
    grades_rate: Array
    grades_narrowing: Array
    grades_wait: Array
    grades_fade: Array
    grades_anytime: Array
    grades_pay: Array
    grades_merit: Array
    promotion_review_every: Array
    career_step_value: Array
    career_grade_value: Array
    career_grade_again: Array


@rule
def grade_credit(manages: bool, want_manage: float, want_technical: float, want_project: float) -> float:
    """The share of a step's value that a grade has for somebody: it honours the work one does.

    So it is worth most to those who like their own work better than what others do.
    """
    liking = want_manage - max(want_technical, want_project)
    return normal_share(liking if manages else -liking)


@rule
def _may_step(row: Array, s: int, count: float) -> bool:
    """Whether somebody has a grade above them, and no other step this month."""
    return row[P.PRESENT, s] > 0.0 and row[H.STEP, s] == 0.0 and row[P.GRADE, s] < count


@rule
def _step_up(row: Array, s: int, manages: bool, month: int, n: Numbers, r: int) -> None:
    """One grade more: pay, the memory of a step, and a new wait."""
    honour = grade_credit(manages, row[P.WANT_MANAGE, s], row[P.WANT_TECHNICAL, s], row[P.WANT_PROJECT, s])
    row[P.GRADE, s] += 1.0
    row[P.STEP_SINCE, s] = month
    row[P.CREDIT, s] += n.career_step_value[r] * n.career_grade_value[r] * honour
    row[P.PAY, s] += n.grades_pay[r]
    row[H.STEP, s] = STEP


@rule
def _this_year(row: Array, s: int, months: float, n: Numbers, r: int) -> float:
    """The chance of a grade step within a year's reviews, `months` after the last step."""
    return yearly_chance(
        row[P.GRADE, s], n.grades_count[r], months, row[P.RATING, s],
        row[P.STEP_SINCE, s] > row[P.JOINED, s],
        n.grades_rate[r], n.grades_narrowing[r], n.grades_wait[r], n.grades_fade[r], n.career_grade_again[r],
        n.grades_merit[r],
    )  # fmt: skip


@kernel
def advance(people: Array, level: Whole, seed: int, replicates: Whole, month: int, n: Numbers) -> None:
    """A review of grades in every company."""
    luck = np.empty(people.shape[2])
    part = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        row = people[r]
        draws.uniforms(seed, replicates[r], row[P.PERSON], month, Purpose.GRADE, luck)
        every, anytime = n.promotion_review_every[r], n.grades_anytime[r]
        for s in range(row.shape[1]):
            part[s] = due(month - row[P.STEP_SINCE, s], every, anytime)
        for s in range(row.shape[1]):
            # most luck is beyond even a certain step's part of the year: then nothing else need be known
            if luck[s] >= part[s] or not _may_step(row, s, n.grades_count[r]):
                continue
            if luck[s] < part[s] * _this_year(row, s, month - row[P.STEP_SINCE, s], n, r):
                _step_up(row, s, level[s] > 0, month, n, r)


class Grades(Process):
    """At reviews: who moves up a job grade, by time, rating and the company's pyramid."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {H.STEP}
    writes: ClassVar[frozenset[AnyColumn]] = frozenset({P.GRADE, P.STEP_SINCE, P.CREDIT, P.PAY, H.STEP})

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Hold the review if one is due."""
        if month % int(self.numbers[0].promotion_review_every) == 0:
            w = workforce
            advance(w.people, w.layout.level, w.seed, w.replicates, month, self.numbers)
