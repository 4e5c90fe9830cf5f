from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.processes import consent, ladder, moving, notice
from sim.processes.careers import Careers
from sim.state.traits import fairness_sensitivity, knowledge_scale
from sim.state.workforce import C, H, P, Step, T
from tests.processes.office import BOSS, Office

INSIDE = {"policy__promotion__external_share": 0.0}
EAGER, LOATH = 9.0, -9.0


def vacancy(**told: Any) -> Office:
    """The boss has gone; seat 5 has the best score, seat 6 the next."""
    return Office(**INSIDE | told).vacate(BOSS).set(P.SCORE, 2.0, 5).set(P.SCORE, 1.0, 6)


def test_rules_by_hand() -> None:
    assert consent.consent_utility(0.3, 0.6, 0.1, 3.0, 0.3, 1.0, 0.5, 0.2, 0.5) == pytest.approx(1.0)
    assert moving.knowledge_of(0.5, 24.0, 2.0) == pytest.approx(1.0 - 1.0 / math.e)
    assert moving.uncovered(0.5, 0.2) == pytest.approx(0.4)
    assert notice.merit(2.0, 1.0, 0.25) == pytest.approx(1.25)
    assert ladder.ladder_score(2.0, 60.0, 0.0) == 2.0
    assert ladder.ladder_score(2.0, 60.0, 1.0) == pytest.approx(2.0 * (1 - 1 / math.e))


def test_consent_is_logistic() -> None:
    """At a utility of 0.5 before luck the chance of consent is logistic(1) = 0.731."""
    lucks = (np.arange(1000) + 0.5) / 1000
    yes = [consent.consent_utility(0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, float(u)) > 0 for u in lucks]
    assert np.mean(yes) == pytest.approx(0.731, abs=0.001)


def test_the_best_score_is_asked_and_moves() -> None:
    office = vacancy().set(P.WANT_MANAGE, EAGER)
    key = office.person(P.PERSON, 5)
    office.live(Careers, 3)
    assert office.person(P.PERSON, BOSS) == key
    assert office.person(P.PRESENT, 5) == 0.0
    assert office.person(H.STEP, BOSS) == Step.PROMOTED
    assert office.person(H.FROM_SEAT, BOSS) == 5
    assert office.person(P.ROLE_SINCE, BOSS) == office.person(P.STEP_SINCE, BOSS) == 3
    assert office.person(P.PAY, BOSS) == pytest.approx(0.10)
    assert office.person(P.CREDIT, BOSS) == pytest.approx(1.2, abs=1e-3)
    assert office.company(C.REQUESTS) == 1


def test_whoever_declines_is_passed_over_and_remembered() -> None:
    office = vacancy().set(P.WANT_MANAGE, EAGER, 6).set(P.WANT_MANAGE, LOATH, 5)
    key = office.person(P.PERSON, 6)
    office.live(Careers, 3)
    assert office.person(P.PERSON, BOSS) == key
    assert office.person(P.ASKED_SINCE, 5) == 3
    assert office.person(P.EXPECTATION, 5) == pytest.approx(-0.2)
    assert office.person(P.PRESSURE, 5) == 0.0
    assert (office.company(C.REQUESTS), office.company(C.DECLINED)) == (2, 1)


def test_force_takes_the_unwilling_and_hurts() -> None:
    office = vacancy(policy__promotion__consent="forced").set(P.WANT_MANAGE, LOATH)
    office.live(Careers, 3)
    assert office.person(H.STEP, BOSS) == Step.FORCED
    # once for being asked, three times for the regret, which is capped at 3
    assert office.person(P.PRESSURE, BOSS) == pytest.approx(0.2 + 0.2 * 3.0)
    assert office.company(C.DECLINED) == 0


def test_after_five_refusals_the_company_looks_outside() -> None:
    office = vacancy().set(P.WANT_MANAGE, LOATH).live(Careers, 3)
    assert office.person(P.PRESENT, BOSS) == 0.0
    assert office.team(T.SEARCH) == 1.0
    assert office.company(C.DECLINED) == 5


def test_an_offer_waits_two_years_pressing_does_not() -> None:
    for mode, asked in (("offer", 3), ("pressed", 5)):
        office = (
            vacancy(policy__promotion__consent=mode)
            .set(P.WANT_MANAGE, LOATH)
            .live(Careers, 3)
            .live(Careers, 6)
        )
        # of eight, five have been asked at the first review
        assert office.company(C.REQUESTS) == asked
        pressed = int((office.people(P.PRESSURE) > 0).sum())
        assert pressed == (0 if mode == "offer" else 5)


def test_volunteers_are_those_who_seem_to_want_it() -> None:
    told = {"policy__promotion__consent": "volunteers", "assumptions__seeing__interest_known": 1.0}
    office = vacancy(**told).set(P.WANT_MANAGE, LOATH).set(P.WANT_MANAGE, EAGER, 8)
    key = office.person(P.PERSON, 8)
    office.live(Careers, 3)
    assert office.person(P.PERSON, BOSS) == key
    assert office.company(C.REQUESTS) == 1


def test_nobody_is_promoted_in_their_first_year() -> None:
    office = vacancy().set(P.WANT_MANAGE, EAGER).set(P.JOINED, -8.0).live(Careers, 3)
    assert office.person(P.PRESENT, BOSS) == 0.0
    assert office.set(P.JOINED, -9.0).live(Careers, 3).person(P.PRESENT, BOSS) == 1.0


def test_between_reviews_seats_wait() -> None:
    assert vacancy().set(P.WANT_MANAGE, EAGER).live(Careers, 4).person(P.PRESENT, BOSS) == 0.0


def test_looking_outside_first() -> None:
    office = vacancy(policy__promotion__external_share=1.0).set(P.WANT_MANAGE, EAGER).live(Careers, 3)
    assert office.team(T.SEARCH) == 1.0
    assert office.company(C.REQUESTS) == 0


@pytest.mark.parametrize("scope", ["team", "department", "company"])
def test_scope(scope: str) -> None:
    """The farther away, the better the score: how far a policy looks decides who is found."""
    office = Office(headcount=22, span=3, **INSIDE, policy__promotion__scope=scope)
    plan = office.workforce.layout
    heads = [s for s in range(plan.seats) if plan.level[s] == 1]
    seat = heads[0]
    own, near = seat + 1, next(h for h in heads[1:] if plan.boss[h] == plan.boss[seat]) + 1
    far = next(h for h in heads[1:] if plan.boss[h] != plan.boss[seat]) + 1
    expected = {"team": own, "department": near, "company": far}[scope]
    office.vacate(seat).set(P.WANT_MANAGE, EAGER)
    office.set(P.SCORE, 1.0, own).set(P.SCORE, 2.0, near).set(P.SCORE, 3.0, far)
    key = office.person(P.PERSON, expected)
    assert office.live(Careers, 3).person(P.PERSON, seat) == key


def test_an_undeserved_promotion_costs_fairness_and_trust() -> None:
    """Seat 5 has the better score for other reasons, seat 6 the better rating: the gap is 2 - 0.25."""
    told = {"policy__promotion__transparency": 0.0, "assumptions__career__injustice": 0.35}
    office = vacancy(**told).set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, 6)
    trust = office.company(C.TRUST)
    office.live(Careers, 3)
    hurt = {seat: 0.35 * 1.75 * office.trait(fairness_sensitivity, seat) for seat in (6, 7)}
    assert office.person(P.FAIRNESS, 7) == pytest.approx(-hurt[7])
    assert office.person(P.FAIRNESS, 6) == pytest.approx(-hurt[6] * 2.0)
    assert office.company(C.TRUST) == pytest.approx(trust * 0.9)
    assert office.company(C.CREDIBILITY) == pytest.approx(0.5 * 0.9)


def test_a_deserved_promotion_builds_trust() -> None:
    office = vacancy(policy__promotion__transparency=0.0).set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, 5)
    trust = office.company(C.TRUST)
    office.live(Careers, 3)
    assert not office.people(P.FAIRNESS).any()
    assert office.company(C.TRUST) == pytest.approx(trust + 0.02 * (1 - trust))
    assert office.company(C.CREDIBILITY) == pytest.approx(0.5 + 0.1 * 0.5)


@pytest.mark.parametrize(("explained", "hope"), [(0.0, -0.7), (1.0, -0.35)])
def test_those_who_hoped_lose_hope_less_when_told_why(explained: float, hope: float) -> None:
    office = (
        vacancy(policy__promotion__explained=explained).set(P.WANT_MANAGE, EAGER).set(P.WANT_MANAGE, LOATH, 8)
    )
    office.live(Careers, 3)
    assert office.person(P.EXPECTATION, 7) == pytest.approx(hope)
    assert office.person(P.EXPECTATION, 8) == 0.0


def test_the_old_team_loses_what_only_the_promoted_knew() -> None:
    office = vacancy().set(P.WANT_MANAGE, EAGER).set(P.JOINED, -21.0).set(T.DOCUMENTED, 0.5).live(Careers, 3)
    lost = 0.4 * 0.5 * (1 - 1 / math.e) * 0.5 * office.trait(knowledge_scale, BOSS)
    assert office.team(T.LOST) == office.team(T.DISRUPTION) == pytest.approx(lost)


LADDER = {"policy__ladder__slots": 0.25, "policy__ladder__review_every": 3, "policy__ladder__seniority": 0.0}


def test_rungs_go_to_the_technically_best() -> None:
    """A quarter of eight are two."""
    office = Office(**LADDER).set(P.TECHNICAL, np.arange(9.0)).set(P.WANT_TECHNICAL, EAGER).live(Careers, 3)
    assert office.people(P.RUNG)[0].tolist() == [0.0] * 7 + [1.0, 1.0]
    assert office.person(P.PAY, 8) == pytest.approx(0.5 * 0.10)
    assert office.person(P.CREDIT, 8) == pytest.approx(1.2 * 0.3, abs=1e-3)
    assert office.live(Careers, 6).people(P.RUNG).sum() == 2


def test_flight_risk_is_answered_once_in_two_years() -> None:
    office = (
        Office(policy__retention__reaction="pay", policy__ladder__slots=0.0)
        .set(P.RATING, 1.0, 4)
        .set(P.INTENTION, 9.0, 4)
    )
    for month, pay in ((3, 0.08), (6, 0.08), (24, 0.08), (27, 0.16)):
        assert office.live(Careers, month).person(P.PAY, 4) == pytest.approx(pay)
    assert office.person(H.STEP, 4) == Step.RAISE


def test_who_declined_to_manage_can_still_be_given_a_raise_and_who_got_one_be_asked() -> None:
    """Two memories: when somebody was asked to manage, and when they were given something to be kept."""
    office = (
        Office(policy__retention__reaction="pay", policy__ladder__slots=0.0)
        .set(P.RATING, 1.0, 4)
        .set(P.INTENTION, 9.0, 4)
        .set(P.ASKED_SINCE, 2.0, 4)
        .live(Careers, 3)
    )
    assert office.person(P.PAY, 4) == pytest.approx(0.08)
    assert office.person(P.REACTED_SINCE, 4) == 3.0
    assert office.person(P.ASKED_SINCE, 4) == 2.0


def test_stepping_back_keeps_half_of_the_pay_step() -> None:
    office = Office(policy__promotion__step_back=True).vacate(3).set(P.LOSS, 1.0, BOSS).set(P.PAY, 0.10, BOSS)
    key = office.person(P.PERSON, BOSS)
    office.live(Careers, 3)
    assert office.person(P.PERSON, 3) == key
    assert office.person(P.PAY, 3) == pytest.approx(0.05)
    assert office.person(H.STEP, 3) == Step.STEPPED_BACK


def test_nobody_steps_back_unasked_or_without_a_seat() -> None:
    for told, vacate in (
        ({"policy__promotion__step_back": False}, True),
        ({"policy__promotion__step_back": True}, False),
    ):
        office = Office(**told).set(P.LOSS, 1.0, BOSS)
        key = office.person(P.PERSON, BOSS)
        if vacate:
            office.vacate(3)
        assert office.live(Careers, 3).person(P.PERSON, BOSS) == key
