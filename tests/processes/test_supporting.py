from __future__ import annotations

import pytest

from sim.processes import development, supporting
from sim.processes.appraisal import Appraisal, chance_of_notice
from sim.processes.development import Development
from sim.processes.scoring import validity_of_impression
from sim.processes.work import Work, helpfulness
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, Office


def test_rules_by_hand() -> None:
    assert supporting.example_of(0.0, 0.2, 0.2) == 0.0
    assert supporting.example_of(0.2, 0.2, 0.2) == pytest.approx(0.1)
    assert supporting.time_of_a_mentor(3.0, 2.0, 0.04, 0.3) == pytest.approx(0.06)
    assert supporting.time_of_a_mentor(3.0, 0.0, 0.04, 0.3) == 0.0
    assert supporting.time_of_a_mentor(99.0, 1.0, 0.04, 0.3) == 0.3
    assert helpfulness(0.0, 0.0, 0.0, 0.0, 0.35, 0.25, 3.0) == 1.0
    assert helpfulness(1.0, 1.0, 1.0, 0.0, 0.35, 0.25, 3.0) == pytest.approx(1.95)
    assert helpfulness(9.0, 9.0, 0.0, 0.0, 0.35, 0.25, 3.0) == 3.0
    assert helpfulness(-9.0, 0.0, 0.0, 0.0, 0.35, 0.25, 3.0) == 0.0
    assert chance_of_notice(0.4, 1.0, 0.2, 0.2, 0.5) == pytest.approx(0.7)
    assert chance_of_notice(0.4, -9.0, 0.0, 0.2, 0.5) == 0.0
    assert validity_of_impression(0.15, 0.0, 0.2) == pytest.approx(0.15)
    assert validity_of_impression(0.15, 1.0, 0.2) == pytest.approx(0.25)


def newcomer(**told: float) -> Office:
    """An office whose seat 1 holds somebody in their first year."""
    office = Office(policy__training__budget=0.0, **told)
    return office.set(P.ROLE_SINCE, -6.0, 1).live(Development)


def test_mentors_speed_newcomers_up_and_pay_with_their_time() -> None:
    with_mentor, alone = newcomer(policy__training__mentoring=1.0), newcomer()
    fast, slow = (o.person(P.TECHNICAL_ACQUIRED, 1) for o in (with_mentor, alone))
    assert fast == pytest.approx(1.15 * slow)
    assert with_mentor.person(P.TECHNICAL_ACQUIRED, 2) == alone.person(P.TECHNICAL_ACQUIRED, 2)
    assert with_mentor.team(T.MENTORING) == pytest.approx(0.04 / 7)
    assert alone.team(T.MENTORING) == 0.0
    busy, free = with_mentor.live(Work), alone.live(Work)
    assert busy.person(P.OUTPUT, 2) == pytest.approx((1 - 0.04 / 7) * free.person(P.OUTPUT, 2))
    # whoever has a mentor is none
    assert busy.person(P.TECHNICAL_ACQUIRED, 1) > free.person(P.TECHNICAL_ACQUIRED, 1)


def test_mentoring_without_effect_is_none() -> None:
    deaf = newcomer(policy__training__mentoring=1.0, assumptions__learning__mentored=0.0)
    assert deaf.person(P.TECHNICAL_ACQUIRED, 1) == newcomer().person(P.TECHNICAL_ACQUIRED, 1)


def new_manager(**told: float) -> Office:
    """An office under somebody in their first year of managing."""
    office = Office(policy__training__budget=0.0, company__prices__programme=0.0, **told)
    return office.set(P.ROLE_SINCE, -6.0, BOSS).live(Development)


def test_a_coach_speeds_a_new_manager_up_and_costs_a_fee() -> None:
    coached, alone = new_manager(policy__training__coaching=1.0), new_manager()
    fast, slow = (office.person(P.LEADERSHIP_ACQUIRED, BOSS) for office in (coached, alone))
    assert fast == pytest.approx(1.4 * slow)
    assert coached.person(P.LEADERSHIP_ACQUIRED, 1) == alone.person(P.LEADERSHIP_ACQUIRED, 1)
    assert (coached.company(C.COACHED), alone.company(C.COACHED)) == (1.0, 0.0)
    assert coached.company(C.TRAINING_SPENT) - alone.company(C.TRAINING_SPENT) == pytest.approx(100.0)


def test_nobody_else_has_a_coach() -> None:
    settled = Office(policy__training__coaching=1.0).live(Development)
    assert settled.company(C.COACHED) == 0.0
    assert new_manager(policy__training__coaching=1.0, assumptions__learning__coached=0.0).person(
        P.LEADERSHIP_ACQUIRED, BOSS
    ) == new_manager().person(P.LEADERSHIP_ACQUIRED, BOSS)


def test_what_a_boss_teaches_stays_and_a_poor_one_is_in_the_way() -> None:
    def skill(boss: float, teaching: float) -> float:
        office = Office(policy__training__budget=0.0, assumptions__learning__teaching=teaching)
        office.set(P.TECHNICAL_ACQUIRED, 0.35).set(T.BOSS_PEOPLE, boss).live(Development)
        return office.person(P.TECHNICAL_ACQUIRED, 1)

    usual = skill(0.0, 0.02)
    assert skill(1.0, 0.02) - usual == pytest.approx(0.02 * (1.35 - usual))
    assert skill(-1.0, 0.02) - usual == pytest.approx(-0.02 * (1.35 - usual))
    assert skill(1.0, 0.0) == usual
    assert development.taught(0.01, -9.0, 0.5, 1.35) == 0.0


@pytest.mark.parametrize(("skill", "effect"), [(1.0, 0.2), (1.0, 0.0), (0.0, 0.2)])
def test_new_managers_learn_from_good_ones(skill: float, effect: float) -> None:
    """One manager who is an example herself: 0.2 x 1 / 1.2."""
    office = Office(policy__training__budget=0.0, assumptions__learning__role_models=effect)
    for column in (P.LEADERSHIP, P.COMMUNICATION, P.CONFLICT, P.STRATEGY, P.TECHNICAL):
        office.set(column, skill, BOSS)
    office.set(P.ROLE_SINCE, -6.0, BOSS).live(Development)
    seen = effect / 1.2 if skill > 0.5 else 0.0
    assert office.company(C.ROLE_MODELS) == pytest.approx(seen)
    assert office.person(P.LEADERSHIP_ACQUIRED, BOSS) == pytest.approx(
        0.06 * 1.35 * 0.75 * 0.45 * (1.0 + seen)
    )


CALM = {"assumptions__output__demand_spread": 0.0, "assumptions__output__incentive": 0.0}


def test_help_costs_the_helper_and_lifts_the_team() -> None:
    usual = Office(**CALM, assumptions__output__helping=0.0).live(Work)
    helpful = Office(**CALM, assumptions__output__helping=0.05, assumptions__output__help_lift=2.0).live(Work)
    assert helpful.person(P.OUTPUT, 1) == pytest.approx(0.95 * usual.person(P.OUTPUT, 1))
    assert helpful.team(T.HELP) == pytest.approx(0.05)
    assert helpful.person(P.OUTPUT, BOSS) == usual.person(P.OUTPUT, BOSS)
    assert helpful.team(T.OUTPUT) > usual.team(T.OUTPUT)
    costly = Office(**CALM, assumptions__output__helping=0.05, assumptions__output__help_lift=0.5).live(Work)
    assert costly.team(T.OUTPUT) < usual.team(T.OUTPUT)


def test_help_is_noticed_and_half_forgotten_in_a_year() -> None:
    seen = Office(assumptions__seeing__help_noticed=1.0)
    for month in range(12):
        seen.live(Appraisal, month)
    assert seen.person(P.HELP_SEEN, 1) == pytest.approx(0.5)
    assert seen.person(P.HELP_SEEN, BOSS) == 0.0
    blind = Office(assumptions__seeing__help_noticed=0.0).live(Appraisal, 0)
    assert blind.people(P.HELP_SEEN).max() == 0.0


def test_whose_help_was_noticed_is_prepared_before_the_seat() -> None:
    told = {
        "company__prices__course_fee": 100.0, "company__prices__programme": 0.0,
        "policy__training__budget": 9000.0, "policy__training__management": 1.0,
        "policy__training__communication": 0.0,
    }  # fmt: skip
    office = Office(**told).set(P.HELP_SEEN, 2.0, 3).live(Development)
    assert {s for s in range(9) if office.person(P.COURSE_SINCE, s) == 1} == {BOSS, 3}
