from __future__ import annotations

import math

import pytest

from sim.processes import showcase
from sim.processes.accounts import Accounts
from sim.processes.hiring import Hiring
from sim.state.workforce import C, H, P, Step
from tests.processes.office import BOSS, Office

QUICK = {"assumptions__market__time_to_fill": 0.1, "assumptions__seeing__interview_validity": 0.0}
SHOWN = {"policy__retention__showcase": 300.0}
STRONG = {"assumptions__market__showcase_pull": 4.0, "assumptions__market__acceptance": -2.0}


def test_rules_by_hand() -> None:
    assert showcase.shown(0.0, 100.0) == 0.0
    assert showcase.shown(300.0, 100.0) == 0.75
    assert showcase.backed(0.0, 0.02) == 0.0
    assert showcase.backed(0.02, 0.02) == 0.5
    assert showcase.wish_to_rise(1.0, 1.0) == 0.5


def hired(rises: float, **told: float) -> Office:
    office = Office(rows=1500, **QUICK, **STRONG, **told).set(C.TIGHTNESS, 1.0).set(C.RISES, rises)
    return office.vacate(1).live(Hiring, 5)


def mean_wish(office: Office) -> float:
    there = office.people(P.PRESENT)[:, 1] > 0
    return float((office.people(P.WANT_MANAGE) - office.people(P.WANT_PROJECT))[there, 1].mean())


def test_real_rises_draw_those_who_want_to_rise() -> None:
    """So that those who come are others, not only more: the wish has a spread of the root of two."""
    silent, told = hired(1.0), hired(1.0, **SHOWN)
    assert told.people(P.PRESENT)[:, 1].sum() > silent.people(P.PRESENT)[:, 1].sum()
    assert mean_wish(told) - mean_wish(silent) > 4.0 * math.sqrt(2.0 * 2.0 / 1500)


def test_stories_without_rises_draw_nobody() -> None:
    silent, hollow = hired(0.0), hired(0.0, **SHOWN)
    assert (silent.people(P.PERSON) == hollow.people(P.PERSON)).all()
    assert (hollow.people(P.EXPECTATION)[:, 1] >= silent.people(P.EXPECTATION)[:, 1]).all()


def test_recruits_hope_for_what_they_were_shown() -> None:
    gain = hired(0.0, **SHOWN).people(P.EXPECTATION)[:, 1] - hired(0.0).people(P.EXPECTATION)[:, 1]
    assert gain.max() == pytest.approx(0.3 * 0.75)


@pytest.mark.parametrize(("rises", "left"), [(0.0, 1.0), (0.02, 0.5)])
def test_hollow_stories_are_minded_after_a_year(rises: float, left: float) -> None:
    office = Office(**SHOWN).set(C.TIGHTNESS, 1.0).set(C.RISES, rises).set(P.FAIRNESS, 0.0)
    office.set(P.JOINED, 0.0, slice(1, 4)).set(P.STEP_SINCE, 0.0, slice(1, 3)).set(P.WANT_MANAGE, 3.0, 1)
    office.live(Hiring, 12)
    promise = office.scenario.assumptions.career.broken_promise * 0.75 * left
    assert office.person(P.FAIRNESS, 2) == pytest.approx(-0.5 * promise)
    assert office.person(P.FAIRNESS, 1) < office.person(P.FAIRNESS, 2)
    # a step was made, or the year is not over
    assert office.person(P.FAIRNESS, 3) == office.person(P.FAIRNESS, 4) == 0.0


def test_it_costs_money_per_seat() -> None:
    told, silent = Office(**SHOWN).live(Accounts), Office().live(Accounts)
    assert told.company(C.SHOWCASE) == pytest.approx(300.0 * 9 / 12)
    assert silent.company(C.NET) - told.company(C.NET) == pytest.approx(300.0 * 9 / 12)


def test_rises_are_remembered() -> None:
    office = Office().set(C.RISES, 0.0)
    office.workforce.person(H.STEP)[:, BOSS] = Step.PROMOTED
    office.workforce.person(H.STEP)[:, 1] = Step.GRADE
    assert office.live(Accounts).company(C.RISES) == pytest.approx(12.0 / 9.0 / 24.0)
