from __future__ import annotations

import numpy as np
import pytest

from sim.processes.rotation import Rotation, refreshed, sideways_credit, swaps_due
from sim.processes.work import Work
from sim.state.workforce import C, H, P, Step, T
from tests.processes.office import Office

SILENT = {"assumptions__output__demand_spread": 0.0}


def two_teams(share: float, **told: float) -> Office:
    """Seats 2 to 4 in one team, 6 to 8 in another; all in their role for two years, and fond of projects."""
    office = Office(headcount=9, span=3, policy__rotation__share=share, **SILENT, **told)
    return office.set(P.WANT_PROJECT, 1.0)


def test_rules_by_hand() -> None:
    assert sideways_credit(0.0, 0.5, 0.25) == 0.5
    assert sideways_credit(1.0, 0.5, 0.25) == -0.25
    assert sideways_credit(0.5, 0.5, 0.25) == pytest.approx(0.125)
    assert refreshed(1.0, 24.0, 0.004, 0.5, 60.0) == pytest.approx(1.048)
    assert refreshed(1.0, 600.0, 0.004, 0.5, 60.0) == pytest.approx(1.12)
    assert swaps_due(0.2, 60.0, 3.0, 0.4) == 1
    assert swaps_due(0.2, 60.0, 3.0, 0.6) == 2


def test_nobody_moves_without_rotation_or_between_reviews() -> None:
    for office, month in ((two_teams(0.0), 3), (two_teams(1.0), 2)):
        before = office.workforce.copy()
        office.live(Rotation, month)
        for name in ("people", "teams", "companies"):
            assert np.array_equal(getattr(before, name), getattr(office.workforce, name))


def moved(office: Office) -> list[int]:
    return [int(seat) for seat in np.flatnonzero(office.workforce.people[0, H.STEP] == Step.SIDEWAYS)]


def everybody_who_may(**told: float) -> Office:
    """A review at which every due swap is held: more are due than there are people."""
    return two_teams(1.0, **{"policy__promotion__review_every": 24, **told})


def test_people_swap_between_teams_and_nobody_is_lost() -> None:
    office = everybody_who_may()
    before = office.people(P.PERSON)[0].copy()
    office.live(Rotation, 24)
    level, team = office.workforce.layout.level, office.workforce.layout.team
    assert moved(office) == [int(seat) for seat in np.flatnonzero(level == 0)]
    for seat in moved(office):
        origin = int(office.person(H.FROM_SEAT, seat))
        assert office.person(P.PERSON, seat) == before[origin]
        assert team[seat] != team[origin]
        assert office.person(P.ROLE_SINCE, seat) == 24
    assert sorted(office.people(P.PERSON)[0]) == sorted(before)
    assert office.company(C.MOVED_SINCE) == 24


def test_who_likes_depth_or_is_new_or_honoured_stays() -> None:
    for column, value in ((P.WANT_TECHNICAL, 2.0), (P.ROLE_SINCE, 20.0), (P.RUNG, 1.0), (H.STEP, 8.0)):
        office = everybody_who_may()
        stays = moved(everybody_who_may().live(Rotation, 24))[0]
        office.workforce.people[0, column, stays] = value
        assert stays not in moved(office.live(Rotation, 24))


def test_taste_for_variety_comes_first() -> None:
    office = two_teams(0.34, policy__promotion__review_every=12)
    contributors = np.flatnonzero(office.workforce.layout.level == 0)
    one, other = contributors[0], contributors[-1]
    assert office.workforce.layout.team[one] != office.workforce.layout.team[other]
    office.set(P.WANT_PROJECT, 2.0, int(one)).set(P.WANT_PROJECT, 3.0, int(other)).live(Rotation, 12)
    assert moved(office) == [int(one), int(other)]


def test_the_ambitious_take_it_for_a_slight_and_technology_is_refreshed() -> None:
    for ambition, credit in ((0.0, 0.6), (1.0, -0.3)):
        office = everybody_who_may().set(P.AMBITION, ambition).live(Rotation, 24)
        seat = moved(office)[0]
        assert office.person(P.CREDIT, seat) == pytest.approx(credit)
        assert office.person(P.TECHNICAL, seat) == pytest.approx(0.5 * 0.004 * 48)
    stale = everybody_who_may(assumptions__learning__refresh=0.0).live(Rotation, 24)
    assert stale.person(P.TECHNICAL, moved(stale)[0]) == 0.0


def test_moving_costs_both_teams_knowledge_and_both_people_time() -> None:
    office = everybody_who_may().live(Rotation, 24)
    seat = moved(office)[0]
    team = int(office.workforce.layout.team[seat])
    assert office.team(T.LOST, team) > 0.0
    office.live(Work, 24)
    settled = everybody_who_may().set(P.ROLE_SINCE, -24.0).live(Work, 24)
    office.set(T.DISRUPTION, 0.0)
    assert office.person(P.OUTPUT, seat) < 0.75 * settled.person(P.OUTPUT, seat)
    unmoved = everybody_who_may(assumptions__output__new_role=0.0).live(Rotation, 24).live(Work, 24)
    assert unmoved.person(P.OUTPUT, seat) > office.person(P.OUTPUT, seat) / 0.75
    late = everybody_who_may().live(Rotation, 24).live(Work, 36)
    assert late.person(P.OUTPUT, seat) > unmoved.person(P.OUTPUT, seat) * 0.95
