from __future__ import annotations

import numpy as np
import pytest

from sim.processes import challenge
from sim.processes.development import Development
from sim.processes.morale import Morale
from sim.processes.work import Work
from sim.state.workforce import C, P
from tests.processes.office import BOSS, Office

NO_COURSES = {"policy__training__budget": 0.0}
CALM = {"assumptions__output__demand_spread": 0.0, "assumptions__output__incentive": 0.0}


def test_rules_by_hand() -> None:
    assert challenge.more_learnt(0.35, 0.5, 1.0, 0.04, 1.35) == pytest.approx(0.02)
    assert challenge.more_learnt(2.0, 0.5, 1.0, 0.04, 1.35) == 0.0
    assert challenge.refreshed_by_course(12.0, 0.004, 0.5, 24.0) == pytest.approx(0.024)
    assert challenge.refreshed_by_course(600.0, 0.004, 0.5, 24.0) == pytest.approx(0.048)
    assert challenge.wanted(0.0, 0.5) == 0.25
    assert challenge.complexity_part(0.3, 0.3) == pytest.approx(0.09)
    assert challenge.complexity_part(0.5, 0.25) == 0.0
    assert challenge.complexity_part(0.5, 0.1) < 0.0


def stretched(allotment: str, stretch: float = 0.125, **told: float) -> Office:
    """Eight contributors who share one person's time of challenging work: two of them, half of their time."""
    return Office(policy__work__stretch=stretch, policy__work__allotment=allotment, **NO_COURSES, **told)


def who_got_it(office: Office) -> set[int]:
    return {s for s in range(9) if office.person(P.CHALLENGE, s) > 0.0}


def test_there_is_only_so_much_of_it() -> None:
    office = stretched("best")
    for month in range(1, 60):
        office.live(Development, month)
    assert office.people(P.CHALLENGE)[0].sum() == pytest.approx(0.125 * 8, rel=1e-3)
    assert office.person(P.CHALLENGE, 1) == pytest.approx(0.5, rel=1e-3)
    assert office.person(P.CHALLENGE, BOSS) == 0.0
    assert office.company(C.CHALLENGE) == pytest.approx(0.125, rel=1e-3)


def test_each_rule_of_allotment_has_its_own() -> None:
    assert who_got_it(stretched("best").set(P.RATING, 1.0, slice(3, 5)).live(Development)) == {3, 4}
    assert who_got_it(stretched("wanting").set(P.WANT_PROJECT, 1.0, slice(5, 7)).live(Development)) == {5, 6}
    learned = stretched("learners").set(P.TECHNICAL_ACQUIRED, 1.3).set(P.TECHNICAL_ACQUIRED, 0.1, slice(7, 9))
    assert who_got_it(learned.live(Development)) == {7, 8}
    rota = stretched("rota")
    for month in range(1, 5):
        rota.live(Development, month)
    assert who_got_it(rota) == set(range(1, 9))


def test_it_teaches_and_keeps_up_with_technology() -> None:
    """In the first month a sixth of half of their time is challenging work."""
    office, usual = stretched("best").live(Development), Office(**NO_COURSES).live(Development)
    speed = 0.06 * 0.75
    gain = office.person(P.TECHNICAL_ACQUIRED, 1) - usual.person(P.TECHNICAL_ACQUIRED, 1)
    after_practice = usual.person(P.TECHNICAL_ACQUIRED, 1)
    assert gain == pytest.approx(0.5 / 6.0 * speed * (1.35 - after_practice))
    assert office.person(P.TECHNICAL, 1) - usual.person(P.TECHNICAL, 1) == pytest.approx(
        0.004 * 0.5 * 0.5 / 6.0
    )
    assert office.person(P.TECHNICAL_ACQUIRED, 8) == usual.person(P.TECHNICAL_ACQUIRED, 8)
    barren = stretched("best", assumptions__learning__stretch=0.0, assumptions__learning__refresh=0.0)
    barren.live(Development)
    for column in (P.TECHNICAL, P.TECHNICAL_ACQUIRED):
        assert np.array_equal(barren.people(column), usual.people(column))


def test_a_technical_course_brings_technology_back() -> None:
    told = {
        "company__prices__course_fee": 100.0, "company__prices__programme": 0.0,
        "policy__training__budget": 9000.0, "policy__training__management": 0.0,
        "policy__training__communication": 0.0,
    }  # fmt: skip
    fresh, dated = Office(**told), Office(**told, assumptions__learning__refresh=0.0)
    gain = fresh.live(Development).person(P.TECHNICAL, 1) - dated.live(Development).person(P.TECHNICAL, 1)
    # two years in the company, no course so far
    assert gain == pytest.approx(0.5 * 0.004 * 24)


def test_it_is_slower_for_now() -> None:
    office, usual = (Office(**CALM, **NO_COURSES, assumptions__output__stretch_cost=c) for c in (0.3, 0.0))
    for o in (office, usual):
        o.set(P.CHALLENGE, 0.5, 1).set(C.CHALLENGE, 0.0625).live(Work)
    assert office.person(P.OUTPUT, 1) == pytest.approx(0.85 * usual.person(P.OUTPUT, 1))
    assert office.person(P.OUTPUT, 2) == usual.person(P.OUTPUT, 2)


def feels(**wishes: float) -> Office:
    """Half of the time of seat 1, with these wishes, is challenging work."""
    office = Office(assumptions__morale__noise=0.0)
    for name, wish in wishes.items():
        office.set(P[name.upper()], wish, slice(1, 3))
    return office.set(P.CHALLENGE, 0.5, 1).set(C.CHALLENGE, 0.0625).live(Morale)


def test_it_is_welcome_to_those_who_want_it() -> None:
    eager, unwilling = feels(want_project=2.0), feels(want_project=-2.0)
    assert eager.person(P.MORALE, 1) > eager.person(P.MORALE, 2)
    assert unwilling.person(P.MORALE, 1) < unwilling.person(P.MORALE, 2)
    assert eager.person(P.CREDIT, 1) > unwilling.person(P.CREDIT, 1) > 0.0
    assert eager.person(P.CREDIT, 2) == 0.0


def test_to_the_ambitious_it_is_less_than_no_step() -> None:
    assert feels(want_project=2.0, ambition=1.0).person(P.CREDIT, 1) < 0.0
    assert feels(want_project=2.0, want_technical=4.0).person(P.CREDIT, 1) < feels(want_project=2.0).person(
        P.CREDIT, 1
    )


def test_without_the_lever_there_is_none() -> None:
    office = Office(**NO_COURSES).set(P.CHALLENGE, 0.3).set(C.CHALLENGE, 0.3).live(Development)
    assert office.people(P.CHALLENGE).max() == office.company(C.CHALLENGE) == 0.0
