from __future__ import annotations

import pytest

from sim.model.promotion_model import row_values
from sim.processes import culture
from sim.processes.consent import Numbers, willingness
from sim.processes.culture import Culture
from sim.processes.development import Development
from sim.processes.process import gather
from sim.processes.work import Work
from sim.state.workforce import C, H, P, Step, T
from tests.processes.office import BOSS, Office

FULL = {"policy__work__recognition": 1.0}


def test_rules_by_hand() -> None:
    assert culture.borne_out(0.8, 0.5, 0.7, 0.0) == pytest.approx(0.48)
    assert culture.borne_out(1.0, 1.0, 1.0, 0.5) == 1.0
    assert culture.borne_out(1.0, 1.0, 1.0, -1.0) == 0.0
    assert culture.noted(0.5, True, 0.5, 0.2) == pytest.approx(0.55)
    assert culture.noted(0.5, False, 1.0, 0.2) == pytest.approx(0.4)


def lived(months: int, **told: float) -> Office:
    office = Office(**told).set(C.TRUST, 0.7).set(T.ATTENTION, 0.0)
    for month in range(1, months + 1):
        office.live(Culture, month)
    return office


def test_it_grows_over_years_as_far_as_it_is_borne_out() -> None:
    assert lived(1, **FULL).company(C.CULTURE) == pytest.approx(0.6 / 24)
    assert lived(24, **FULL).company(C.CULTURE) == pytest.approx(0.6 * (1 - (1 - 1 / 24) ** 24))
    assert lived(24).company(C.CULTURE) == 0.0


@pytest.mark.parametrize(("helped", "moved"), [(1.0, 0.1), (0.0, -0.1)])
def test_whom_the_company_promotes_says_what_it_honours(helped: float, moved: float) -> None:
    """Nine people all hear of it; the others' help was hardly seen."""
    office = Office(**FULL).set(P.HELP_SEEN, 0.5).set(P.HELP_SEEN, helped, BOSS)
    office.set(C.TRUST, 0.7)
    office.workforce.person(H.STEP)[:, BOSS] = Step.PROMOTED
    assert office.live(Culture).company(C.HONOURED) == pytest.approx(0.5 + moved)


def test_it_falls_again_when_nobody_speaks_of_it() -> None:
    silent = Office().set(C.CULTURE, 0.48).live(Culture)
    assert silent.company(C.CULTURE) == pytest.approx(0.46)


def test_contributors_practise_leading_instead_of_their_work() -> None:
    without_courses = {"policy__training__budget": 0.0}
    led, usual = Office(**without_courses).set(C.CULTURE, 1.0), Office(**without_courses)
    for office in (led, usual):
        office.set(P.TECHNICAL_ACQUIRED, 0.5).live(Development)
    assert led.person(P.LEADERSHIP_ACQUIRED, 1) == pytest.approx(1.5 * usual.person(P.LEADERSHIP_ACQUIRED, 1))
    assert led.person(P.TECHNICAL_ACQUIRED, 1) < usual.person(P.TECHNICAL_ACQUIRED, 1)


def test_it_moves_who_is_willing() -> None:
    office = Office()
    part = office.workforce
    asking = gather(Numbers, row_values(office.scenario, 1, None, part))
    told = []
    for level in (0.0, 1.0):
        office.set(C.CULTURE, level)
        told.append(
            willingness(
                part.people[0], part.companies[0], 1, part.layout.level, part.seed, 0, 1, asking, 0, 0
            )
        )
    assert told[1] - told[0] == pytest.approx(0.3)


def test_recognition_takes_managers_time() -> None:
    """Six hours a year with each of eight people are 48 of 2016 hours."""
    calm = {"assumptions__output__demand_spread": 0.0}
    busy, usual = Office(**calm, **FULL).live(Work), Office(**calm).live(Work)
    assert busy.team(T.ATTENTION) < usual.team(T.ATTENTION)
    free = Office(**calm, **FULL, company__prices__recognition=0.0).live(Work)
    assert free.team(T.ATTENTION) == usual.team(T.ATTENTION)
