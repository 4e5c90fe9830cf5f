"""Showcase: stories of those who rose, shown to applicants, and what recruits find when they are hollow.

Stories need real rises from inside and money to be told (A12). They draw those who want to manage, and
raise the hopes of all who come.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.notice import LEAST_FAIRNESS, raised
from sim.state.compiled import rule
from sim.state.numbers import normal_share
from sim.state.workforce import Array, C, P

A_YEAR = 12.0
"""Months for which recruits wait for what was shown: hopes are of a step within a year."""


class Numbers(NamedTuple):
    """What a showcase needs; each (R,)."""

    retention_showcase: Array
    market_showcase_scale: Array
    market_showcase_pull: Array
    market_showcase_rises: Array
    career_raised_hopes: Array
    career_broken_promise: Array


@rule
def shown(spending: float, scale: float) -> float:
    """How far careers are shown at some spending per seat and year: half at `scale`, never fully."""
    return spending / (spending + scale) if spending > 0.0 else 0.0


@rule
def backed(rises: float, enough: float) -> float:
    """The share of what is shown that real rises bear out: half of it where there are `enough`."""
    return rises / (rises + enough)


@rule
def wish_to_rise(want_manage: float, want_project: float) -> float:
    """How much a career into management means to somebody, 0 to 1."""
    return normal_share(want_manage - want_project)


@rule
def come_with_hopes(row: Array, s: int, much: float, n: Numbers, r: int) -> None:
    """Raise the hopes of a recruit who was shown careers, whether they are real or not."""
    row[P.EXPECTATION, s] = raised(row[P.EXPECTATION, s], n.career_raised_hopes[r] * much)


@rule
def meet_reality(row: Array, company: Array, month: int, much: float, n: Numbers, r: int) -> None:
    """After a year without any step, those who want to rise mind as much of the stories as was hollow."""
    hollow = n.career_broken_promise[r] * much * (1.0 - backed(company[C.RISES], n.market_showcase_rises[r]))
    for s in range(row.shape[1]):
        a_year = month - row[P.JOINED, s] == A_YEAR and row[P.STEP_SINCE, s] == row[P.JOINED, s]
        if a_year and row[P.PRESENT, s] > 0.0:
            hurt = hollow * wish_to_rise(row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s])
            row[P.FAIRNESS, s] = max(row[P.FAIRNESS, s] - hurt, LEAST_FAIRNESS)
