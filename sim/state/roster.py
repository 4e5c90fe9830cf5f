"""Seats the people of a roster on the first day: what the file knows replaces what was drawn."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.spec.company import Company
from sim.state.grades import grade_of_pay
from sim.state.numbers import log, ordered_sum
from sim.state.workforce import Array, C, P, Whole, Workforce

MOST_RUNGS = 3.0
"""The highest rung of a technical ladder."""

PAST = 500
"""Months of tenure that a key of a person can hold; longer tenures are cut to it."""


def seat_roster(
    workforce: Workforce, columns: Mapping[str, Array], company: Company, managing_since: Array
) -> None:
    """Write what a roster knows into the opened workforce, in every row alike.

    `columns` maps names of `spec.roster.COLUMNS` to one number per person, NaN for unknown; there is a
    seat for everybody. Managers take the manager seats, the highest first; if the file names too few, the
    best paid of the others do, and if too many, those of the lowest level and pay sit as contributors.
    The grade is the one that pays most nearly what somebody earns. What the file lacks keeps the value drawn
    by the opening; but a role whose beginning it lacks began as the opening has it for the tenure it knows,
    for managers `managing_since` (R,) of it ago.
    """
    order = seat_order(workforce.layout.level, columns)
    told = {name: np.asarray(values, dtype=np.float64)[order] for name, values in columns.items()}
    _put_times(workforce, told, managing_since)
    joined = workforce.person(P.JOINED)
    # somebody may have begun anew just before the first day
    workforce.company(C.MOVED_SINCE)[:] = 0.0
    if "age" in told:
        years = np.clip(told["age"] + joined / 12.0, 16.0, 64.0)
        known = np.isfinite(years)
        workforce.person(P.ENTRY_AGE)[known] = years[known]
    if "pay" in told:
        pay = relative_pay(told["pay"], company.salary)
        _put(workforce, P.PAY, pay)
        _put(workforce, P.GRADE, grades_of(pay, workforce.layout.level, company))
    if "rating" in told:
        _put(workforce, P.RATING, standard(told["rating"]))
    if "group" in told:
        _put(workforce, P.GROUP, told["group"])
    if "rung" in told:
        _put(
            workforce,
            P.RUNG,
            np.where(np.isfinite(told["rung"]), np.minimum(told["rung"], MOST_RUNGS), np.nan),
        )


def _put_times(workforce: Workforce, told: Mapping[str, Array], managing_since: Array) -> None:
    """Write since when people are in the company and in their role, and when they made their last step.

    Nobody holds a role, or made a step, before they came; who is in a role for longer than the drawn tenure
    came with it. A manager whose last step the file lacks made none before the role.
    """
    joined, role, step = (workforce.person(column) for column in (P.JOINED, P.ROLE_SINCE, P.STEP_SINCE))
    unknown = np.full(workforce.layout.seats, np.nan)
    least = told.get("tenure_at_least", unknown)
    exact = told.get("tenure_months", unknown)
    tenure = np.minimum(np.where(np.isfinite(exact), exact, least), PAST)
    in_role, since_step = (
        np.minimum(told.get(name, unknown), PAST) for name in ("role_months", "step_months")
    )
    manages = workforce.layout.level > 0
    _put(workforce, P.JOINED, -tenure)
    began = joined + np.where(manages, np.floor(-joined - managing_since[:, None] * -joined), 0.0)
    role[...] = np.where(np.isfinite(tenure), began, role)
    for column, months in ((P.ROLE_SINCE, in_role), (P.STEP_SINCE, since_step)):
        _put(workforce, column, -months)
        joined[...] = np.fmin(joined, -months)
    role[...] = np.maximum(role, joined)
    earliest = np.where(manages & ~np.isfinite(since_step), role, joined)
    step[...] = np.maximum(step, earliest)


def _put(workforce: Workforce, column: P, values: Array) -> None:
    """Write known values (seats,) into a column, in every row alike."""
    known = np.isfinite(values)
    workforce.person(column)[:, known] = values[known]


def relative_pay(pay: Array, salary: float) -> Array:
    """Log of pay over the median contributor's, by ordinary steps that give the same bits everywhere."""
    return np.array([log(float(p) / salary) if np.isfinite(p) else np.nan for p in pay])


def grades_of(pay: Array, level: Whole, company: Company) -> Array:
    """The job grades (seats,) nearest to what people are paid, NaN where that is not known."""
    count, grade_pay, level_pay = company.grades.count, company.grades.pay, company.level_pay
    return np.array(
        [
            grade_of_pay(float(p), float(at), level_pay, grade_pay, float(count))
            if np.isfinite(p)
            else np.nan
            for p, at in zip(pay, level, strict=True)
        ]
    )


def standard(values: Array) -> Array:
    """Values on the file's own scale as standard scores over those known."""
    known = values[np.isfinite(values)]
    if len(known) == 0:
        return values
    mean = ordered_sum(known) / len(known)
    spread = float(np.sqrt(ordered_sum((known - mean) * (known - mean)) / len(known)))
    return (values - mean) / spread if spread > 0.0 else values * 0.0


def seat_order(level: Whole, columns: Mapping[str, Array]) -> Whole:
    """Which person of the roster sits in each seat: managers by level and pay, the others as they come."""
    people = len(level)
    nothing = np.zeros(people)
    rank = np.nan_to_num(np.asarray(columns.get("level", nothing), dtype=np.float64))
    manages = np.nan_to_num(np.asarray(columns.get("manager", nothing), dtype=np.float64))
    pay = np.nan_to_num(np.asarray(columns.get("pay", nothing), dtype=np.float64))
    standing = np.lexsort((np.arange(people), -pay, -rank, -manages))
    seats = np.lexsort((np.arange(people), -level))
    chosen = np.count_nonzero(level > 0)
    order = np.empty(people, dtype=np.int64)
    order[seats[:chosen]] = standing[:chosen]
    order[seats[chosen:]] = np.sort(standing[chosen:])
    return order
