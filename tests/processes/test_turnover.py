from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.processes import turnover
from sim.processes.turnover import Turnover
from sim.state.workforce import C, Cause, H, P, T
from tests.processes.office import BOSS, TWO_YEARS, WORLD, Office, usual_knowledge

CAUSES = ("personal", "offer", "career", "role", "unfairness", "manager", "overload", "dismissal")


def only(**rates: float) -> dict[str, Any]:
    """A world in which people leave for these reasons, at these yearly rates, and at once."""
    causes = {f"assumptions__turnover__{cause}": rates.get(cause, 0.0) for cause in CAUSES}
    return {**causes, "assumptions__turnover__search_delay": 0.0}


def test_rules_by_hand() -> None:
    assert turnover.moved(0.5, 0.0, 1.6, 3.0) == pytest.approx(math.exp(-0.8))
    assert turnover.moved(0.0, 0.25, 1.6, 3.0) == pytest.approx(math.exp(-0.25))
    assert turnover.moved(-9.0, 0.0, 1.6, 3.0) == pytest.approx(math.exp(3.0))
    assert turnover.held(2.0, 0.1, 0.25, 3.0) == pytest.approx(0.8)
    assert turnover.leaving(0.0) == 0.0
    assert turnover.leaving(math.log(2.0)) == pytest.approx(0.5)


def test_why_lays_the_hazards_end_to_end() -> None:
    causes = np.zeros((11, 1))
    causes[Cause.PERSONAL, 0], causes[Cause.ROLE, 0], causes[Cause.RETIREMENT, 0] = 0.1, 0.3, 0.6
    told = [turnover.why(causes, 0, 1.0, luck) for luck in (0.05, 0.15, 0.35, 0.45, 0.99)]
    assert told == [Cause.PERSONAL, Cause.ROLE, Cause.ROLE, Cause.RETIREMENT, Cause.RETIREMENT]


def intention(office: Office, seat: int) -> float:
    """The voluntary hazard a year, as far as it isn't tenure and the level of quits."""
    usual = TWO_YEARS * 1.75 / 12.0
    return math.exp(office.person(P.INTENTION, seat)) / usual


DRIVERS = [
    ("personal", P.MORALE, -1.0, math.exp(0.4)),
    ("personal", P.MORALE, -9.0, math.exp(1.0)),
    ("offer", P.MORALE, 1.0, math.exp(-1.6)),
    ("offer", P.PAY, -0.1, math.exp(0.1 * 6.5)),
    ("offer", P.PERFORMANCE, 1.0, math.exp(6.5 * 0.07 + 0.15)),
    ("career", P.CREDIT, 1.0, math.exp(-0.5)),
    ("role", P.LOSS, WORLD.morale.loss_mean + 1.0, math.exp(0.8)),
    ("role", P.PRESSURE, WORLD.morale.loss_mean + 1.0, math.exp(0.8)),
    ("unfairness", P.FAIRNESS, -1.0, math.exp(0.8)),
    ("personal", P.FRAILTY, 2.0, 2.0),
]


@pytest.mark.parametrize(("cause", "column", "value", "times"), DRIVERS)
def test_what_drives_a_cause(cause: str, column: P, value: float, times: float) -> None:
    office = Office(**only(**{cause: 0.01})).set(P.LOSS, WORLD.morale.loss_mean)
    if cause == "role" and column is P.PRESSURE:
        office.set(P.LOSS, 0.0)
    office.set(column, value, 1).live(Turnover)
    assert intention(office, 1) == pytest.approx(0.01 * times)


def test_managers_from_outside_are_less_restless_than_other_newcomers() -> None:
    """Their role began when they joined; how much of the tenure shape above 1 shows is an assumption."""
    shape = TWO_YEARS
    for kept in (0.0, 0.35, 1.0):
        office = Office(**only(offer=0.01), assumptions__market__external_newness=kept)
        office.set(P.PAY, 0.166, BOSS).set(P.ROLE_SINCE, -24.0, BOSS).live(Turnover)
        assert intention(office, BOSS) == pytest.approx(0.01 * (1.0 + kept * (shape - 1.0)) / shape)
        assert intention(office, 1) == pytest.approx(0.01 * math.exp(6.0 * 0.0))


@pytest.mark.parametrize(("cause", "reach", "times"), [
    ("offer", 0.0, 1.5), ("offer", 1.0, 1.5), ("role", 0.0, 1.0), ("role", 0.5, 1.5**0.5),
    ("role", 1.0, 1.5), ("personal", 1.0, 1.0),
])  # fmt: skip
def test_how_far_a_tight_market_reaches(cause: str, reach: float, times: float) -> None:
    office = Office(**only(**{cause: 0.01}), assumptions__market__reach=reach).set(
        P.LOSS, WORLD.morale.loss_mean
    )
    office.set(C.TIGHTNESS, 1.5).live(Turnover)
    assert intention(office, 1) == pytest.approx(0.01 * times)


def test_a_boss_reaches_the_cause_and_every_cause() -> None:
    for cause, times in (("manager", math.exp(-0.4 - 0.8)), ("offer", math.exp(-0.4)), ("personal", 1.0)):
        office = Office(**only(**{cause: 0.01})).set(T.BOSS_PEOPLE, 1.0, 0).live(Turnover)
        assert intention(office, 1) == pytest.approx(0.01 * times)


def test_managers_depend_more_on_their_own_boss() -> None:
    left = {}
    for times in (0.0, 1.0, 2.0):
        world = {**only(offer=0.01), "assumptions__turnover__boss_of_managers": times}
        office = Office(headcount=73, **world).set(T.BOSS_PEOPLE, 1.0).live(Turnover)
        level = office.workforce.layout.level
        manager, contributor = int(np.flatnonzero(level == 1)[0]), int(np.flatnonzero(level == 0)[0])
        assert intention(office, contributor) == pytest.approx(0.01 * math.exp(-0.4))
        left[times] = intention(office, manager)
    assert left[1.0] == pytest.approx(left[0.0] * math.exp(-0.4))
    assert left[2.0] == pytest.approx(left[0.0] * math.exp(-0.8))


def test_colleagues_who_left_pull() -> None:
    world = {**only(offer=0.01), "assumptions__turnover__search_delay": 3.0}
    office = Office(**world).set(T.PULL, 0.5, 0).set(P.PAY, 0.166, BOSS).live(Turnover)
    assert intention(office, 1) == pytest.approx(0.01 * math.exp(1.0 * 0.5))
    assert intention(office, BOSS) == pytest.approx(0.01)
    assert office.team(T.PULL) == pytest.approx(0.5 * 3 / 4)


def test_a_leaver_pulls_once_in_all_and_only_by_leaving_of_their_own_will() -> None:
    """Somebody bound to leave for a personal reason; then half of the same share in pull every month."""
    world = {**only(personal=1.0), "assumptions__turnover__search_delay": 1.0}
    office = Office(**world, company__quits=1.0).set(P.FRAILTY, 0.0).set(P.FRAILTY, 1e6, 2).live(Turnover)
    assert office.person(H.CAUSE, 2) == Cause.PERSONAL
    felt = [office.team(T.PULL)]
    for month in range(2, 40):
        felt.append(office.live(Turnover, month).team(T.PULL))
    assert felt[:2] == [pytest.approx(0.5 / 8), pytest.approx(0.25 / 8)]
    assert sum(felt) == pytest.approx(1 / 8)
    dismissed = Office(**only(dismissal=1.0)).set(P.RATING, 9.0).set(P.RATING, -9.0, 2)
    for month in range(1, 12):
        dismissed.live(Turnover, month)
    assert dismissed.person(P.PRESENT, 2) == 0.0
    assert dismissed.team(T.PULL) == 0.0


def test_everybody_retires_at_sixty_five() -> None:
    office = Office(**only()).set(P.ENTRY_AGE, 64.0, 2).live(Turnover)
    assert office.person(P.PRESENT, 2) == 0.0
    assert office.person(H.CAUSE, 2) == Cause.RETIREMENT
    assert office.company(C.LEFT) == 1
    assert office.company(C.REGRETTED) == 0


def test_who_leaves_takes_knowledge() -> None:
    calm = {"assumptions__knowledge__critical_loss": 1.0}
    office = Office(**only(), **calm).set(P.ENTRY_AGE, 64.0, 2).set(P.JOINED, -23.0).set(T.DOCUMENTED, 0.5)
    key = office.person(P.PERSON, 2)
    lost = 0.5 * (1 - 1 / math.e) * 0.5 * office.trait(usual_knowledge, 2)
    office.live(Turnover)
    assert office.person(H.LEAVER, 2) == key
    assert office.team(T.LOST) == office.team(T.DISRUPTION) == pytest.approx(lost)


def test_how_many_leave_and_why_is_what_the_hazards_say() -> None:
    """18,000 people, a month, two causes of 0.48 and 0.24 a year and restlessness 1: five errors wide."""
    office = Office(rows=2000, company__quits=1.0, **only(personal=0.48, unfairness=0.24)).live(Turnover)
    hazard = TWO_YEARS * 0.72 / 12.0
    leaving, count = 1 - math.exp(-hazard), 18_000
    cause = office.people(H.CAUSE)
    left = (cause > 0).sum()
    assert left == pytest.approx(count * leaving, abs=5 * math.sqrt(count * leaving))
    assert (cause == Cause.PERSONAL).sum() == pytest.approx(left * 2 / 3, abs=5 * math.sqrt(left * 2 / 9))
    assert set(np.unique(cause)) == {0.0, float(Cause.PERSONAL), float(Cause.UNFAIRNESS)}


def test_poor_ratings_get_people_dismissed() -> None:
    """Seat 1 is rated two spreads below, its hazard exp(2.4) times that of the others."""
    office = Office(rows=4000, **only(dismissal=0.3)).set(P.RATING, -2.0, 1).live(Turnover)
    sacked = (office.people(H.CAUSE) == Cause.DISMISSAL).sum(axis=0)
    usual = 0.3 * math.exp(-0.72) / 12.0
    assert sacked[1] == pytest.approx(
        4000 * (1 - math.exp(-usual * math.exp(2.4))), abs=5 * math.sqrt(sacked[1])
    )
    assert sacked[2:].mean() == pytest.approx(4000 * usual, abs=5 * math.sqrt(4000 * usual / 7))
    assert office.workforce.company(C.REGRETTED).sum() == 0


def test_a_company_dismisses_as_often_as_it_says() -> None:
    """Rated as usual, 36,000 people: the rate times the company's multiple, five errors wide; 0 is never."""
    for multiple in (2.0, 0.0):
        office = Office(rows=4000, company__dismissals=multiple, **only(dismissal=0.3)).live(Turnover)
        expected = 36_000 * multiple * 0.3 * math.exp(-0.72) / 12.0
        sacked = (office.people(H.CAUSE) == Cause.DISMISSAL).sum()
        assert sacked == pytest.approx(expected, abs=5 * math.sqrt(expected))


def test_who_is_dismissed_depends_on_ratings_as_far_as_told() -> None:
    assert turnover.usual_dismissal(1.2) == pytest.approx(math.exp(-0.72))
    blind = {"assumptions__turnover__dismissal_response": 0.0}
    told, untold = (
        Office(rows=500, **blind, **only(dismissal=0.6))
        .set(P.RATING, rating, 1)
        .live(Turnover)
        .people(H.CAUSE)
        for rating in (-3.0, 0.0)
    )
    assert (told == untold).all()


def test_retirement_begins_and_ends_at_the_ages_said() -> None:
    ages = {"assumptions__turnover__retirement_from": 50.0, "assumptions__turnover__retirement_at": 70.0}
    office = Office(rows=2000, assumptions__turnover__retirement=0.6, **ages, **only())
    office.set(P.ENTRY_AGE, 60.0, 1).set(P.ENTRY_AGE, 69.0, 2).set(P.ENTRY_AGE, 45.0, 3).live(Turnover)
    gone = (office.people(H.CAUSE) == Cause.RETIREMENT).sum(axis=0)
    expected = 2000 * (1 - math.exp(-0.05))
    assert gone[1] == pytest.approx(expected, abs=5 * math.sqrt(expected))
    assert gone[2] == 2000
    assert gone[3] == gone[4] == 0
