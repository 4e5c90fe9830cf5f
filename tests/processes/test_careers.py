from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.processes import consent, ladder, moving, notice
from sim.processes.careers import Careers
from sim.processes.morale import Morale
from sim.state.traits import fairness_sensitivity, idea_of_merit
from sim.state.workforce import C, H, P, Step, T
from tests.processes.office import BOSS, Office, numbers, usual_knowledge

INSIDE: dict[str, Any] = {"policy__promotion__external_share": 0.0}
EAGER, LOATH = 9.0, -9.0


def vacancy(**told: Any) -> Office:
    """The boss has gone; seat 5 has the best score, seat 6 the next."""
    return Office(**INSIDE | told).vacate(BOSS).set(P.SCORE, 2.0, 5).set(P.SCORE, 1.0, 6)


def test_rules_by_hand() -> None:
    assert consent.consent_utility(0.3, 0.6, 0.1, 3.0, 0.3, 1.0, 0.5, 0.2, 0.5, 0.5) == pytest.approx(1.0)
    assert moving.knowledge_of(24.0, 2.0, numbers(moving.Knowledge), 0) == pytest.approx(1.0 - 1.0 / math.e)
    assert moving.uncovered(0.5, 0.2) == pytest.approx(0.4)
    idea = np.array([0.5, 0.3, 0.2])
    assert notice.merit(2.0, 1.0, 0.0, 0.0, 1.0, idea) == 2.0
    assert notice.merit(2.0, 1.0, 2.0, 3.0, 0.25, idea) == pytest.approx(0.5 + 0.75 * 1.7)
    assert notice.service_seen(24.0, 48.0, 2.0) == 0.5
    assert notice.service_seen(480.0, 48.0, 2.0) == 2.0
    assert notice.suspicion(1.0, 0.25, 0.5) == pytest.approx(0.375)
    assert notice.suspicion(-1.0, 0.25, 0.5) == 0.0
    assert notice.left_of_disappointment(False, 0.5, 0.3) == pytest.approx(0.7)
    assert notice.left_of_disappointment(True, 0.5, 0.3) == pytest.approx(0.35)


def test_what_a_decision_teaches_by_hand() -> None:
    assert notice.consistency(1.0, 1.0, 0.0) == notice.consistency(0.3, 0.3, 0.3) == 1.0
    assert notice.consistency(0.25, 1.0, 0.0) == 0.25
    assert notice.consistency(-3.0, 1.0, 0.0) == 0.0
    assert notice.trust_after(0.5, 1.0, 0.5, 0.02, 0.1) == pytest.approx(0.505)
    assert notice.trust_after(0.5, 0.0, 0.5, 0.02, 0.1) == pytest.approx(0.475)
    assert notice.credible(3.0, 4.0, 0.0, 0.2) == 0.75
    assert notice.credible(0.0, 0.0, 2.0, 0.2) == pytest.approx(0.2)
    assert notice.credible(-1.0, 2.0, 0.0, 0.2) == 0.0
    assert notice.credible(0.0, 0.0, 0.0, 0.2) == 0.0


def test_standing_by_hand() -> None:
    assert ladder.ladder_score(2.0, 60.0, 0.0, 60.0, 2.0) == 2.0
    assert ladder.ladder_score(2.0, 60.0, 1.0, 60.0, 2.0) == pytest.approx(2.0 * (1 - 1 / math.e))


def test_consent_is_logistic() -> None:
    """At a utility of 0.5 before luck the chance of consent is logistic(1) = 0.731."""
    lucks = (np.arange(1000) + 0.5) / 1000
    yes = [consent.consent_utility(0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5, float(u)) > 0 for u in lucks]
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
    # those who decline have not been passed over
    assert office.person(P.EXPECTATION, 5) == 0.0
    assert office.person(P.PRESSURE, 5) == 0.0
    assert (office.company(C.REQUESTS), office.company(C.DECLINED)) == (2, 1)


def test_force_takes_the_unwilling_and_hurts_by_what_they_lose_alone() -> None:
    office = vacancy(policy__promotion__consent="forced").set(P.WANT_MANAGE, LOATH)
    office.live(Careers, 3)
    assert office.person(H.STEP, BOSS) == Step.FORCED
    assert office.person(P.PRESSURE, BOSS) == 0.0
    assert office.live(Morale, 3).person(P.LOSS, BOSS) == pytest.approx(9.0)
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
        # asked once is no pressure, asked again soon is
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


def test_a_shortlist_is_as_long_as_told() -> None:
    office = vacancy(policy__promotion__shortlist=2).set(P.WANT_MANAGE, LOATH).live(Careers, 3)
    assert office.company(C.DECLINED) == 2
    assert office.people(P.ASKED_SINCE)[0, [5, 6]].tolist() == [3.0, 3.0]


def test_looking_outside_first() -> None:
    office = vacancy(policy__promotion__external_share=1.0).set(P.WANT_MANAGE, EAGER).live(Careers, 3)
    assert office.team(T.SEARCH) == 1.0
    assert office.company(C.REQUESTS) == 0


@pytest.mark.parametrize("scope", ["team", "department", "company"])
def test_scope(scope: str) -> None:
    """The farther away, the better the score: how far a policy looks decides who is found."""
    told = INSIDE | {"assumptions__seeing__hoarding": 0.0, "policy__promotion__scope": scope}
    office = Office(headcount=22, span=3, **told)
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


OPAQUE: dict[str, Any] = {"policy__promotion__transparency": 0.0, "assumptions__career__injustice": 0.35}
WORK_ALONE: dict[str, Any] = {
    "assumptions__career__merit_people": 0.0,
    "assumptions__career__merit_service": 0.0,
}


def test_an_undeserved_promotion_costs_fairness() -> None:
    """Seat 5 has the better score for other reasons, seat 6 the better rating: the gap is 2 - 0.25."""
    office = vacancy(**OPAQUE, **WORK_ALONE).set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, 6).live(Careers, 3)
    hurt = {seat: 0.35 * 1.75 * office.trait(fairness_sensitivity, seat) for seat in (6, 7)}
    assert office.person(P.FAIRNESS, 7) == pytest.approx(-hurt[7])
    assert office.person(P.FAIRNESS, 6) == pytest.approx(-hurt[6] * 2.0)


def test_a_step_that_is_worth_little_hurts_little() -> None:
    """Without prestige a usual pay step is worth half as much, and nothing is no matter of justice at all."""
    office = vacancy(**OPAQUE, **WORK_ALONE, assumptions__career__prestige=0.0)
    office.set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, 6).live(Careers, 3)
    hurt = 0.5 * 0.35 * 1.75 * office.trait(fairness_sensitivity, 7)
    assert office.person(P.FAIRNESS, 7) == pytest.approx(-hurt)
    nothing = vacancy(**OPAQUE, assumptions__career__prestige=0.0, policy__promotion__pay_step=0.0)
    nothing.set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, 6).live(Careers, 3)
    assert not nothing.people(P.FAIRNESS).any()


def idea_of(office: Office, seat: int) -> np.ndarray:
    """The idea of merit of whoever sits there, at the usual shares."""
    w, idea = office.workforce, np.empty(3)
    idea_of_merit(w.seed, int(w.replicates[0]), int(w.people[0, P.PERSON, seat]), 0.3, 0.2, idea)
    return idea


def test_observers_differ_in_what_they_call_merit() -> None:
    """Seat 6 is good with people: who cares for that minds that the better worker was promoted."""
    office = vacancy(**OPAQUE).set(P.WANT_MANAGE, EAGER).set(P.RATING, 1.0, 5)
    for gift in (P.LEADERSHIP, P.COMMUNICATION, P.CONFLICT, P.STRATEGY):
        office.set(gift, 1.0, 6)
    office.live(Careers, 3)
    others = [seat for seat in range(1, 9) if seat != 5]
    minded = [office.person(P.FAIRNESS, seat) < 0.0 for seat in others]
    expected = [idea_of(office, seat)[1] / 0.8 - idea_of(office, seat)[0] > 0.25 for seat in others]
    assert minded == expected
    assert any(minded)
    assert not all(minded)


def test_ideas_of_merit_lie_around_the_usual_shares() -> None:
    ideas = np.empty((5_000, 3))
    for key in range(len(ideas)):
        idea_of_merit(1, 0, key, 0.3, 0.2, ideas[key])
    np.testing.assert_allclose(ideas.sum(axis=1), 1.0)
    assert ideas.mean(axis=0) == pytest.approx([0.5, 0.3, 0.2], abs=0.05)
    assert (ideas.mean(axis=0)[:-1] > ideas.mean(axis=0)[1:]).all()
    idea_of_merit(1, 0, 7, 0.0, 0.0, ideas[0])
    assert ideas[0].tolist() == [1.0, 0.0, 0.0]


def test_a_close_winner_is_suspected_where_criteria_are_hidden() -> None:
    for transparency, minded in ((0.0, True), (1.0, False)):
        office = vacancy(policy__promotion__transparency=transparency).set(P.WANT_MANAGE, EAGER)
        office.set(C.TRUST, 0.0).set(P.CLOSENESS, 2.0, 5).set(P.RATING, 0.2, 5).live(Careers, 3)
        assert bool(office.people(P.FAIRNESS).any()) == minded


def test_trust_follows_whether_the_announced_rule_is_kept() -> None:
    """Announced is performance; the best score decides. Nine people all see it, half of it undisclosed."""
    told = OPAQUE | WORK_ALONE | {"assumptions__career__hearsay": 0.5}
    for c in ("aptitude", "interest", "seniority", "closeness"):
        told[f"policy__promotion__weights__{c}"] = 0.0
    for best, change in ((5, 0.02 * 0.4), (6, -0.10 * 0.6)):
        office = vacancy(**told, policy__promotion__explained=0.0)
        office.set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, best)
        office.live(Careers, 3)
        assert office.company(C.TRUST) == pytest.approx(0.6 + 0.5 * change)
        # a decision that is explained is seen in full
        shown = vacancy(**told, policy__promotion__explained=1.0)
        shown.set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, best).live(Careers, 3)
        assert shown.company(C.TRUST) == pytest.approx(0.6 + change)


def test_a_decision_moves_trust_less_the_fewer_see_it() -> None:
    trust = [
        vacancy(assumptions__career__seen_by=seen).set(P.WANT_MANAGE, EAGER).live(Careers, 3).company(C.TRUST)
        for seen in (4.5, 9.0, 40.0)
    ]
    assert trust[1] == trust[2] != 0.6
    assert trust[0] - 0.6 == pytest.approx(0.5 * (trust[1] - 0.6))


def test_credibility_is_the_slope_of_promotion_on_performance() -> None:
    """One of eight is 2 better than the rest. Is it they who are promoted, or somebody else?"""
    for best, proven in ((5, 2.0 - 0.25), (6, -0.25)):
        office = vacancy(**OPAQUE).set(C.PROVEN, 0.0).set(C.PROVABLE, 0.0)
        office.set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, best).live(Careers, 3)
        assert office.company(C.PROVEN) == pytest.approx(proven)
        assert office.company(C.PROVABLE) == pytest.approx(1.75)
        office.live(Careers, 4)
        assert office.company(C.CREDIBILITY) == pytest.approx(1.0 if best == 5 else 0.0)
        # a twenty-fourth part is forgotten every month
        assert office.company(C.PROVABLE) == pytest.approx(1.75 * 23 / 24)


def test_credibility_does_not_hang_on_the_zero_of_ratings() -> None:
    seen = []
    for shift in (-5.0, 0.0, 5.0):
        office = vacancy(**OPAQUE).set(P.WANT_MANAGE, EAGER).set(P.RATING, shift + np.arange(9.0))
        seen.append(office.live(Careers, 3).live(Careers, 4).company(C.CREDIBILITY))
    assert 0.0 < seen[1] < 1.0
    assert seen == pytest.approx([seen[1]] * 3)


def test_a_favour_in_a_rating_is_seen_through() -> None:
    """Seat 6 is rated best because of a favour: that promotion proves nothing."""
    office = vacancy(**OPAQUE, policy__promotion__favouritism=1.0)
    office.set(C.PROVEN, 0.0).set(C.PROVABLE, 0.0).set(P.SCORE, 3.0, 6)
    office.set(P.WANT_MANAGE, EAGER).set(P.RATING, 2.0, 6).set(P.CLOSENESS, 2.0, 6).set(P.RATING, 1.0, 7)
    office.live(Careers, 3)
    assert office.company(C.PROVEN) == pytest.approx(-1.0 / 8.0)
    assert office.company(C.PROVABLE) == pytest.approx(7.0 / 8.0)


def test_an_announced_rule_counts_as_far_as_it_is_known_and_trusted() -> None:
    """Performance weighs 0.45 beside 0.20, 0.15, 0.10 and 0.10; an announced rule 2 sd of evidence."""
    slope = 0.45 / (0.45**2 + 0.20**2 + 0.15**2 + 2 * 0.10**2) ** 0.5
    office = Office(policy__promotion__transparency=1.0).set(C.PROVEN, 0.0).set(C.PROVABLE, 1.0)
    office.set(C.TRUST, 0.5).live(Careers, 4)
    assert office.company(C.CREDIBILITY) == pytest.approx(slope / (1.0 + 23 / 24))
    hidden = Office(policy__promotion__transparency=0.0).set(C.PROVEN, 0.0).set(C.PROVABLE, 1.0)
    assert hidden.live(Careers, 4).company(C.CREDIBILITY) == 0.0


@pytest.mark.parametrize(("explained", "hope"), [(0.0, -0.49), (1.0, -0.245)])
def test_those_considered_lose_hope_less_when_told_why(explained: float, hope: float) -> None:
    """Seven tenths of 0.7 when one of us got it, half of that with a reason; nobody else loses any."""
    office = vacancy(policy__promotion__explained=explained).set(P.WANT_MANAGE, EAGER).set(P.SCORE, 0.5, 7)
    office.set(P.SCORE, 0.4, 8).set(P.WANT_MANAGE, LOATH, 8).set(P.SCORE, -1.0, 1)
    office.set(P.ASKED_SINCE, 0.0, 6)
    office.live(Careers, 3)
    assert office.person(P.EXPECTATION, 7) == pytest.approx(hope)
    # unwilling, not considered, and asked three months ago
    assert office.people(P.EXPECTATION)[0, [8, 1, 6]].tolist() == [0.0, 0.0, 0.0]


def test_hope_has_a_floor() -> None:
    office = vacancy().set(P.WANT_MANAGE, EAGER).set(P.EXPECTATION, -4.5).live(Careers, 3)
    assert office.people(P.EXPECTATION)[0, 1:].min() == pytest.approx(math.log(0.01 / 0.99))


def test_an_outsider_disappoints_in_full_and_once() -> None:
    office = vacancy(policy__promotion__external_share=1.0).set(P.WANT_MANAGE, EAGER)
    assert office.live(Careers, 3).person(P.EXPECTATION, 5) == pytest.approx(-0.7)
    assert office.live(Careers, 6).person(P.EXPECTATION, 5) == pytest.approx(-0.7)


def test_the_old_team_loses_what_only_the_promoted_knew() -> None:
    office = vacancy(assumptions__knowledge__critical_loss=1.0).set(P.WANT_MANAGE, EAGER)
    office.set(P.JOINED, -21.0).set(T.DOCUMENTED, 0.5).live(Careers, 3)
    lost = 0.4 * 0.5 * (1 - 1 / math.e) * 0.5 * office.trait(usual_knowledge, BOSS)
    assert office.team(T.LOST) == office.team(T.DISRUPTION) == pytest.approx(lost)


LADDER = {"policy__ladder__slots": 0.25, "policy__ladder__review_every": 3, "policy__ladder__seniority": 0.0}


def test_rungs_go_to_the_technically_best() -> None:
    """A quarter of eight are two."""
    office = Office(**LADDER).set(P.TECHNICAL, np.arange(9.0)).set(P.WANT_TECHNICAL, EAGER).live(Careers, 3)
    assert office.people(P.RUNG)[0].tolist() == [0.0] * 7 + [1.0, 1.0]
    assert office.person(P.PAY, 8) == pytest.approx(0.5 * 0.10)
    assert office.person(P.CREDIT, 8) == pytest.approx(1.2 * 0.3, abs=1e-3)
    assert office.live(Careers, 6).people(P.RUNG).sum() == 2


def test_a_second_rung_stands_above_the_first() -> None:
    """Half of eight on a rung, half of those on the second, a year later; the best technically each time."""
    told = LADDER | {"policy__ladder__slots": 0.5, "policy__ladder__rungs": 2}
    office = Office(**told).set(P.TECHNICAL, np.arange(9.0)).live(Careers, 3)
    assert office.people(P.RUNG)[0].tolist() == [0.0] * 5 + [1.0] * 4
    assert office.live(Careers, 12).people(P.RUNG).max() == 1.0
    assert office.live(Careers, 15).people(P.RUNG)[0].tolist() == [0.0] * 5 + [1.0, 1.0, 2.0, 2.0]
    assert office.person(P.PAY, 8) == pytest.approx(2 * 0.5 * 0.10)
    assert office.live(Careers, 27).people(P.RUNG)[0].tolist() == [0.0] * 5 + [1.0, 1.0, 2.0, 2.0]


def rung_holder(holder: int, **told: Any) -> Office:
    """An office of unlike skill in which one person has held a rung; belief is a half."""
    office = Office(**{"assumptions__career__ladder_lesson": 0.1, **told}).set(P.TECHNICAL, np.arange(9.0))
    return office.set(P.RUNG, 1.0, holder).set(C.LADDER_BELIEF, 0.5).live(Careers, 1)


@pytest.mark.parametrize(("holder", "shown"), [(8, 1.0), (1, 0.0), (4, 3 / 7)])
def test_belief_in_the_ladder_follows_who_holds_its_rungs(holder: int, shown: float) -> None:
    """Seat 8 knows more than all others of the team, seat 1 more than nobody."""
    assert rung_holder(holder).company(C.LADDER_BELIEF) == pytest.approx(0.5 + 0.1 * (shown - 0.5))


def test_standing_without_pay_is_believed_less() -> None:
    told = {"policy__ladder__pay_parity": 0.2, "policy__ladder__prestige_parity": 0.8}
    assert rung_holder(8, **told).company(C.LADDER_BELIEF) == pytest.approx(0.5 + 0.1 * (0.25 - 0.5))


def test_belief_stays_where_nothing_is_learnt_or_seen() -> None:
    assert rung_holder(1, assumptions__career__ladder_lesson=0.0).company(C.LADDER_BELIEF) == 0.5
    empty = Office(assumptions__career__ladder_lesson=0.1).live(Careers, 1)
    assert empty.company(C.LADDER_BELIEF) == 1.0


def test_a_rung_means_what_is_believed_of_it() -> None:
    told = LADDER | {"policy__ladder__slots": 0.125}
    office = Office(**told).set(P.TECHNICAL, np.arange(9.0)).set(P.WANT_TECHNICAL, EAGER)
    office.set(C.LADDER_BELIEF, 0.5).live(Careers, 3)
    assert office.person(P.CREDIT, 8) == pytest.approx(0.5 * 1.2 * 0.3, abs=1e-3)
    assert office.person(P.PAY, 8) == pytest.approx(0.5 * 0.10)


def test_news_reaches_fewer_in_large_companies_the_more_distance_counts() -> None:
    assert notice.reach_of_news(20.0, 40.0, 1.0) == 1.0
    assert notice.reach_of_news(160.0, 40.0, 0.0) == 0.25
    assert notice.reach_of_news(160.0, 40.0, 0.5) == pytest.approx(0.125)
    assert notice.reach_of_news(160.0, 40.0, 1.0) == pytest.approx(0.0625)


def test_the_ladder_has_a_calendar_of_its_own() -> None:
    """Rungs are given at the ladder's reviews, whether or not seats are reviewed then."""
    told = LADDER | {"policy__ladder__review_every": 5, "policy__promotion__review_every": 3}
    office = Office(**told).live(Careers, 3)
    assert not office.people(P.RUNG).any()
    assert office.live(Careers, 5).people(P.RUNG).sum() == 2


def test_who_is_kept_by_a_rung_needs_a_free_place() -> None:
    for slots, rungs in ((0.0, 0), (0.125, 1)):
        office = Office(policy__retention__reaction="rung", policy__ladder__slots=slots)
        office.set(P.RATING, 1.0).set(P.INTENTION, 9.0).live(Careers, 3)
        assert office.people(P.RUNG).sum() == rungs


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


def test_pay_kept_on_stepping_back_is_a_lever() -> None:
    for kept in (0.0, 1.0):
        told = {"policy__promotion__step_back": True, "policy__promotion__step_back_pay": kept}
        office = Office(**told).vacate(3).set(P.LOSS, 1.0, BOSS).set(P.PAY, 0.10, BOSS).live(Careers, 3)
        assert office.person(P.PAY, 3) == pytest.approx(0.10 * kept)


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
