from __future__ import annotations

import math
from typing import Any

import pytest

from sim.processes import conversations, notice, stepping_back
from sim.processes.appraisal import Appraisal
from sim.processes.careers import Careers
from sim.processes.leading import hours_talking
from sim.processes.work import Work
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, Office

TALKS: dict[str, Any] = {"policy__promotion__conversations": True}


def test_rules_by_hand() -> None:
    assert conversations.learn_to_speak_up(0.0, 0.1, 2.0) == pytest.approx(0.2)
    assert conversations.learn_to_speak_up(3.0, 0.1, 2.0) == 3.0
    assert conversations.learn_to_speak_up(-1.0, 0.0, 2.0) == -1.0
    assert notice.raised(0.0, 0.3) == pytest.approx(0.3)
    # nobody thinks a step surer than nine in ten, and whoever does is not told otherwise
    assert notice.raised(2.1, 0.3) == pytest.approx(math.log(9.0))
    assert notice.raised(3.0, 0.3) == 3.0
    assert hours_talking(1.0, 4.0, 7.0) == pytest.approx(28.0 / 2016.0)
    assert hours_talking(0.0, 4.0, 7.0) == 0.0


def test_once_a_year_people_say_what_they_want() -> None:
    office = Office(**TALKS).set(P.WANT_MANAGE, 1.0, 4).live(Careers, 11)
    assert not office.people(P.EXPECTATION).any()
    office.live(Careers, 12)
    assert office.person(P.EXPECTATION, 4) == pytest.approx(0.3)
    assert office.person(P.EXPECTATION, 5) == 0.0
    assert office.person(P.ADVOCACY, 5) == pytest.approx(0.2)
    silent = Office().set(P.WANT_MANAGE, 1.0, 4).live(Careers, 12)
    assert not silent.people(P.EXPECTATION).any()
    assert not silent.people(P.ADVOCACY).any()


def test_conversations_take_managers_time() -> None:
    lead = {
        hours: Office(**TALKS, company__prices__conversation=hours).live(Work).team(T.LEAD)
        for hours in (0.0, 40.0)
    }
    assert lead[40.0] < lead[0.0] == Office().live(Work).team(T.LEAD)


def test_speaking_up_lifts_ratings_whatever_one_has_done() -> None:
    for strength in (0.0, 0.2):
        usual = Office(assumptions__seeing__self_promotion=strength).live(Appraisal, 3)
        loud = Office(assumptions__seeing__self_promotion=strength).set(P.ADVOCACY, 1.5, 4).live(Appraisal, 3)
        assert loud.person(P.RATING, 4) - usual.person(P.RATING, 4) == pytest.approx(1.5 * strength)


INSIDE: dict[str, Any] = {"policy__promotion__external_share": 0.0}


def forced(**told: Any) -> Office:
    """Nobody wants to manage; seat 5 is made a manager."""
    office = Office(**INSIDE, policy__promotion__consent="forced", **told).vacate(BOSS)
    return office.set(P.SCORE, 2.0, 5).set(P.WANT_MANAGE, -9.0).live(Careers, 3)


def test_a_voiced_wish_that_is_ignored_is_a_broken_promise() -> None:
    told, never_asked = forced(**TALKS), forced()
    assert told.person(P.FAIRNESS, BOSS) == pytest.approx(-0.8)
    assert never_asked.person(P.FAIRNESS, BOSS) == 0.0
    assert told.company(C.TRUST) < never_asked.company(C.TRUST)
    without = forced(**TALKS, assumptions__career__broken_promise=0.0)
    assert without.person(P.FAIRNESS, BOSS) == 0.0


def test_who_is_asked_and_willing_breaks_no_promise() -> None:
    for talks in (False, True):
        office = Office(**INSIDE, policy__promotion__conversations=talks).vacate(BOSS).set(P.SCORE, 2.0, 5)
        office.set(P.WANT_MANAGE, 9.0).live(Careers, 3)
        assert office.person(P.FAIRNESS, BOSS) == 0.0


def test_being_named_pleases_some_and_draws_others_away() -> None:
    office = Office(**INSIDE, policy__promotion__assessed=True, policy__promotion__shortlist=3)
    office.vacate(BOSS).set(P.WANT_MANAGE, 9.0).set(P.AMBITION, 0.5)
    office.set(P.SCORE, 3.0, 4).set(P.SCORE, 2.0, 5).set(P.SCORE, 1.0, 6).set(P.WANT_MANAGE, -9.0, 6)
    office.live(Careers, 3)
    assert office.company(C.ASSESSED) == 3
    # seat 5 hoped, and then lost seven tenths of a disappointment
    assert office.person(P.EXPECTATION, 5) == pytest.approx(0.3 - 0.7 * 0.7)
    assert office.person(P.PRESSURE, 6) == pytest.approx(0.1)
    assert office.person(P.EXPECTATION, 7) == pytest.approx(-0.2 * 0.5)
    unseen = Office(**INSIDE).vacate(BOSS).set(P.WANT_MANAGE, -9.0).live(Careers, 3)
    assert not unseen.people(P.PRESSURE).any()


def test_an_explanation_has_its_price() -> None:
    told = [
        Office(**INSIDE, policy__promotion__explained=share).vacate(BOSS).set(P.WANT_MANAGE, 9.0)
        for share in (0.0, 1.0)
    ]
    assert [office.live(Careers, 3).company(C.TOLD) for office in told] == [0, 4]


def put_forward(**told: Any) -> float:
    """Candidates for one empty first-line seat of nine, the others' people being kept back or not."""
    office = Office(headcount=85, span=9, **INSIDE, **told)
    plan = office.workforce.layout
    first_line = [s for s in range(plan.seats) if plan.level[s] == 1]
    return office.vacate(first_line[0]).live(Careers, 3).company(C.CANDIDATES)


def test_managers_keep_their_people_back_unless_calls_are_open() -> None:
    all_of_them = put_forward(assumptions__seeing__hoarding=0.0)
    own = put_forward(assumptions__seeing__hoarding=1.0)
    some = put_forward(assumptions__seeing__hoarding=0.5)
    assert own < some < all_of_them
    # nobody keeps back the people of the empty seat itself
    assert own > 0
    assert put_forward(assumptions__seeing__hoarding=1.0, policy__promotion__open_calls=True) == all_of_them


def test_a_trial_ends_once() -> None:
    told: dict[str, Any] = {"policy__promotion__trial": 9, "policy__promotion__review_every": 3}
    for months, rating, back in ((9, -1.0, True), (11, -1.0, True), (12, -1.0, False), (9, 0.0, False)):
        office = Office(**told).vacate(3).set(P.RATING, rating, BOSS).set(P.ROLE_SINCE, 12.0 - months, BOSS)
        key = office.person(P.PERSON, BOSS)
        assert (office.live(Careers, 12).person(P.PERSON, 3) == key) == back
    untried = Office().vacate(3).set(P.RATING, -1.0, BOSS).set(P.ROLE_SINCE, 3.0, BOSS).live(Careers, 12)
    assert untried.person(P.PRESENT, 3) == 0.0
    assert stepping_back.may_go_back(9.0, 1.0, 0.0, 0.0, 12.0, 0.5, 9.0, 3.0, 0.5)
