from __future__ import annotations

import numpy as np
import pytest

from sim.processes.careers import Careers
from sim.processes.leading import needed
from sim.processes.scoring import Scoring, prepared_share
from sim.processes.seats import worth_waiting
from sim.processes.succession import Succession
from sim.processes.work import Work
from sim.state.workforce import P, T
from tests.processes.office import BOSS, Office

NOTHING_ELSE = {
    f"policy__promotion__weights__{criterion}": 0.0
    for criterion in ("performance", "aptitude", "interest", "seniority", "closeness")
}
INSIDE = {"policy__promotion__external_share": 0.0}


def deciding(criterion: str, **told: float) -> Office:
    """An office without a boss, in which one criterion decides and everybody would like to manage."""
    office = Office(**{**NOTHING_ELSE, f"policy__promotion__weights__{criterion}": 1.0, **INSIDE, **told})
    return office.set(P.WANT_MANAGE, 9.0).vacate(BOSS)


def chosen(office: Office, month: int = 3) -> float:
    office.live(Scoring, month).live(Careers, month)
    return office.person(P.PERSON, BOSS)


def test_rules_by_hand() -> None:
    team = np.zeros((len(T), 2))
    team[[T.NEED_PEOPLE, T.NEED_PROJECT, T.NEED_CLIENTS], 1] = (0.5, -0.3, -0.2)
    assert needed(team, 1, 1.0, 2.0, 3.0) == pytest.approx(0.5 - 0.6 - 0.6)
    assert needed(team, 0, 1.0, 2.0, 3.0) == 0.0
    assert prepared_share(3.0, 6.0) == 0.5
    assert prepared_share(9.0, 6.0) == prepared_share(0.0, 0.0) == 1.0
    assert worth_waiting(3.0, 6.0, 3.0)
    assert not worth_waiting(2.0, 6.0, 3.0)
    assert not worth_waiting(6.0, 6.0, 3.0)
    assert not worth_waiting(3.0, 6.0, 0.0)


def test_what_teams_need_differs_for_life_and_sums_to_nothing() -> None:
    office = Office(rows=50, assumptions__output__need_spread=0.2)
    needs = np.stack([office.workforce.team(k) for k in (T.NEED_PEOPLE, T.NEED_PROJECT, T.NEED_CLIENTS)])
    assert needs.sum(axis=0) == pytest.approx(0.0)
    assert needs.std() == pytest.approx(0.2 * np.sqrt(2 / 3), rel=0.2)
    alike = Office(rows=5)
    assert (alike.workforce.team(T.NEED_PEOPLE) == 0.0).all()


def test_the_seat_goes_to_whom_it_needs() -> None:
    assessed = {"policy__promotion__assessed": True, "assumptions__seeing__assessment_validity": 0.99}
    for need, column in (
        (T.NEED_PEOPLE, P.CONFLICT),
        (T.NEED_PROJECT, P.TECHNICAL),
        (T.NEED_CLIENTS, P.COMMUNICATION),
    ):
        office = deciding("need", **assessed)
        for each in (T.NEED_PEOPLE, T.NEED_PROJECT, T.NEED_CLIENTS):
            office.set(each, 0.4 if each == need else -0.2)
        office.set(column, 2.0, 6)
        key = office.person(P.PERSON, 6)
        assert chosen(office) == key


def test_a_manager_whom_the_team_needs_does_more_for_it() -> None:
    office = Office().set(P.COMMUNICATION, 1.0, BOSS)
    others = Office().set(P.COMMUNICATION, 1.0, BOSS)
    for each, other in ((T.NEED_CLIENTS, 0.4), (T.NEED_PEOPLE, -0.2), (T.NEED_PROJECT, -0.2)):
        office.set(each, other)
        others.set(each, 0.0)
    reach = 0.075 * 0.4
    gain = office.live(Work).team(T.LEAD) - others.live(Work).team(T.LEAD)
    assert 0.2 * reach < gain < reach


def test_who_would_be_missed_is_not_taken_and_who_learnt_is() -> None:
    calm = {"assumptions__knowledge__held": 0.0}
    quiet = deciding("loss", **calm).set(P.OUTPUT, 1.0).set(P.OUTPUT, 0.2, 5)
    key = quiet.person(P.PERSON, 5)
    assert chosen(quiet) == key
    learnt = deciding("readiness").set(P.CONFLICT_ACQUIRED, 1.0, 7)
    key = learnt.person(P.PERSON, 7)
    assert chosen(learnt) == key


def with_successor(**told: float) -> Office:
    """Seat 4 is named at month 3; then the boss goes and everybody else is better rated."""
    office = Office(policy__work__bench=1.0, **INSIDE, **told)
    office.set(P.WANT_MANAGE, 3.0, slice(3, 5)).set(P.SCORE, 1.0, 4).live(Succession, 3)
    assert office.team(T.NAMED_SINCE) == 3
    return office.set(P.SCORE, 1.0).set(P.SCORE, 0.0, 4).set(P.WANT_MANAGE, 9.0).vacate(BOSS)


def test_a_prepared_successor_comes_first_where_the_company_says_so() -> None:
    for lead, month, follows in ((0.0, 9, False), (2.0, 9, True), (2.0, 6, False)):
        office = with_successor(policy__work__successor_lead=lead, policy__work__prepared=6)
        key = office.person(P.PERSON, 4)
        office.live(Careers, month)
        assert (office.person(P.PERSON, BOSS) == key) == follows, (lead, month)


def test_a_seat_waits_for_a_successor_who_will_soon_be_prepared() -> None:
    office = with_successor(policy__work__prepared=9, policy__work__wait=6, policy__work__successor_lead=3.0)
    key = office.person(P.PERSON, 4)
    office.live(Careers, 6).live(Careers, 9)
    assert office.person(P.PRESENT, BOSS) == 0.0
    assert office.team(T.SEARCH) == 0.0
    assert office.live(Careers, 12).person(P.PERSON, BOSS) == key
    hasty = with_successor(policy__work__prepared=9).live(Careers, 6)
    assert hasty.person(P.PRESENT, BOSS) == 1.0
