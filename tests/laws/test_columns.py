"""Columns: each process moves only what it says, and everything stays finite and inside its range."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.promotion_model import PromotionModel, in_parts, row_values
from sim.processes.development import Development
from sim.processes.month import ORDER
from sim.processes.process import AnyColumn, Process
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import C, H, P, T, Workforce
from tests.laws import checks
from tests.laws.lives import arrays, changed, months, start_of
from tests.strategies import law, lucks, scenarios, seeds

WHOLE = (P.GROUP, P.GRADE, P.RUNG, P.SEARCHING, P.COURSE_SINCE, P.ASKED_SINCE, P.REACTED_SINCE)
"""Columns that hold names and months, of which a fraction means nothing."""
WHO = (P.PRESENT, P.PERSON)
"""What every process may read."""


def stretched(start: Workforce, low: float, high: float, seed: int) -> Workforce:
    """The same moment with every number moved by a random factor: a state that a policy could not miss."""
    luck = np.random.default_rng(seed)
    moved = start.copy()
    for column in P:
        if column > P.ENTRY_AGE and column not in WHOLE:
            moved.people[:, column] *= luck.uniform(low, high, moved.people[:, column].shape)
    return moved


@given(scenarios(months=(13, 13), fixed={"company.quits": 5.0}), lucks(), seeds(), st.integers(1, 36))
@law(40)
def test_a_process_writes_what_it_says(scenario: Scenario, replicate: int, seed: int, month: int) -> None:
    workforce = stretched(start_of(scenario, [replicate, replicate + 1], seed), 0.5, 1.5, month)
    [(part, processes)] = in_parts(workforce, row_values(scenario, 2, None, workforce))
    for process in processes:
        before = workforce.copy()
        process(part, month)
        assert changed(before, workforce) <= process.writes, type(process).__name__


def restless_company() -> Scenario:
    """A company in which every process has something to do."""
    levers = {
        "retention.pay_position": 0.05,
        "training.budget": 3000.0, "training.management": 0.4, "training.communication": 0.3,
        "promotion.step_back": True, "promotion.consent": "pressed", "work.successor_time": 0.1,
        "retention.counteroffers": 1.0, "training.mentoring": 0.5, "work.bench": 1.0,
        "rotation.share": 1.0,
        "training.coaching": 1.0,
        "promotion.assessed": True,
        "promotion.weights.need": 0.3,
        "work.stretch": 0.2, "work.recognition": 0.5, "retention.showcase": 100.0,
    }  # fmt: skip
    told = {"company.quits": 5.0, "company.grows_from": 60}
    told |= {f"assumptions.{key}": 0.1 for key in ("career.ladder_lesson", "career.course_credit",
                                                      "market.reputation_pull")}  # fmt: skip
    told |= {f"policy.{lever}": value for lever, value in levers.items()}
    return load("vietnam_sme", "status_quo", overrides=told)


def test_every_process_does_write() -> None:
    """In a restless year every process moves all that it says it writes, so that the law above can fail."""
    restless = restless_company()
    workforce = start_of(restless, [0, 1, 2, 3], 1)
    for column in (P.GROUP, P.GRADE, P.SEARCHING, P.HELP_SEEN, P.CHALLENGE):
        workforce.person(column)[:] = 1.0
    [(part, processes)] = in_parts(workforce, row_values(restless, 4, None, workforce))
    written: dict[str, set[AnyColumn]] = {process.__name__: set() for process in ORDER}
    for month in range(1, 25):
        for process in processes:
            leave_traces_on_empty_seats(workforce)
            before = workforce.copy()
            process(part, month)
            written[type(process).__name__] |= changed(before, workforce)
    for process in ORDER:
        silent = process.writes - written[process.__name__]
        assert not silent, f"{process.__name__} says that it writes {silent}"


def test_a_process_reads_what_it_says() -> None:
    """Of a column that it does not say it reads, other numbers change nothing but that column."""
    restless = restless_company()
    workforce = start_of(restless, [0, 1, 2, 3], 1)
    [(part, processes)] = in_parts(workforce, row_values(restless, 4, None, workforce))
    for month in range(1, 14):
        for process in processes:
            if month in (1, 6, 12):
                assert not unsaid(restless, workforce, type(process), month), type(process).__name__
            process(part, month)


def unsaid(scenario: Scenario, moment: Workforce, kind: type[Process], month: int) -> set[AnyColumn]:
    """Columns that a process does not say it reads, though other numbers in them change other columns."""
    usual = after(scenario, moment, kind, month)
    silent = [c for columns in (P, H, T, C) for c in columns if c not in kind.reads and c not in WHO]
    return {c for c in silent if changed(usual, after(scenario, moved(moment, c), kind, month)) - {c}}


def after(scenario: Scenario, moment: Workforce, kind: type[Process], month: int) -> Workforce:
    """A moment after one process of one month."""
    lived = moment.copy()
    [(part, processes)] = in_parts(lived, row_values(scenario, lived.rows, None, lived))
    [process] = [process for process in processes if type(process) is kind]
    process(part, month)
    return lived


def moved(moment: Workforce, column: AnyColumn) -> Workforce:
    """The same moment with other numbers in one column, as odd as a column of whole numbers bears."""
    found = moment.copy()
    values = arrays(found)[type(column)][:, column]
    if isinstance(column, H):
        values[:] = values == 0
    elif isinstance(column, T):
        values[:, :-1] = 1.37 * values[:, :-1] + 0.11
    else:
        values[:] = 1.37 * values + 0.11
    return found


def test_a_process_that_reads_elsewhere_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    usual: type[Process] = Development
    monkeypatch.setattr(usual, "reads", usual.reads - {P.TECHNICAL})
    with pytest.raises(AssertionError, match="Development"):
        test_a_process_reads_what_it_says()


def leave_traces_on_empty_seats(workforce: Workforce) -> None:
    """So that whoever is hired next is seen to wipe every column."""
    empty = workforce.person(P.PRESENT) == 0
    for column in P:
        if column != P.PRESENT:
            workforce.person(column)[empty] = 0.5


def test_a_process_that_writes_elsewhere_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    usual: type[Process] = Development
    monkeypatch.setattr(usual, "writes", usual.writes - {P.COURSE_SINCE, P.TECHNICAL})
    with pytest.raises(AssertionError, match="Development"):
        test_a_process_writes_what_it_says()


@given(scenarios(months=(1, 24)), lucks(), seeds())
@law(40)
def test_nothing_leaves_its_range(scenario: Scenario, replicate: int, seed: int) -> None:
    for _, now in months(PromotionModel(scenario, [replicate], seed)):
        checks.nothing_leaves_its_range(now)
