from __future__ import annotations

import pytest

from sim.processes.development import Development, practise_more
from sim.processes.moving import Knowledge, handed_over
from sim.processes.succession import Succession, document
from sim.processes.work import Work
from sim.state.managers_time import left_for_work
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, Office, numbers


def test_document_by_hand() -> None:
    assert document(0.3, 0.0, 0.6, 0.01, 0.3) == pytest.approx(0.3)
    assert document(0.3, 0.1, 0.6, 0.01, 0.3) == pytest.approx(0.342 - 0.00042)
    assert document(0.5, 0.0, 0.6, 0.01, 0.3) == pytest.approx(0.498)


def test_documents_need_time() -> None:
    assert Office().live(Succession).team(T.DOCUMENTED) == pytest.approx(0.3)
    office = Office(policy__work__successor_time=0.1, assumptions__knowledge__writing=0.6)
    assert office.live(Succession).team(T.DOCUMENTED) > 0.34
    deaf = Office(policy__work__successor_time=0.1, assumptions__knowledge__writing=0.0)
    assert deaf.live(Succession).team(T.DOCUMENTED) == pytest.approx(0.3)


@pytest.mark.parametrize(("gift", "wish", "bench"), [(1.0, 1.0, 1.0), (1.0, -1.0, 0.0), (0.4, 1.0, 0.0)])
def test_a_bench_is_somebody_who_can_and_wants_to(gift: float, wish: float, bench: float) -> None:
    office = Office()
    for column in (P.LEADERSHIP, P.COMMUNICATION, P.CONFLICT, P.STRATEGY):
        office.set(column, gift, 4)
    assert office.set(P.WANT_MANAGE, wish, 4).live(Succession).company(C.BENCH) == bench


def test_the_boss_is_no_successor_of_their_own() -> None:
    office = Office().set(P.LEADERSHIP, 9.0, BOSS).set(P.WANT_MANAGE, 9.0, BOSS)
    assert office.live(Succession).company(C.BENCH) == 0.0


def test_rules_by_hand() -> None:
    known = numbers(Knowledge)
    assert handed_over(0.15, 1.0, False, known, 0) == 0.15
    assert handed_over(0.15, 9.0, True, known, 0) == pytest.approx(0.15 * 0.9 / 0.635)
    assert handed_over(0.15, 0.1, True, known, 0) < 0.15
    assert handed_over(0.9, 99.0, True, known, 0) == 0.9
    assert left_for_work(0.1, 0.2, 0.05) == pytest.approx(0.89)
    assert left_for_work(0.9, 0.3, 1.0) == 0.0
    assert practise_more(0.5, 0.1, 0.06, 1.0, 0.08) == pytest.approx(0.5 + 0.1 * (0.03 + 0.04))


def benched(**told: float) -> Office:
    """An office in which seats 3 and 4 want to manage, and 4 stands better as a candidate."""
    office = Office(policy__work__bench=1.0, policy__training__budget=0.0, **told)
    office.set(P.WANT_MANAGE, 3.0, slice(3, 5)).set(P.SCORE, 1.0, 4)
    return office.live(Succession, 3)


def test_a_successor_is_named_and_told() -> None:
    office = benched()
    assert office.team(T.SUCCESSOR) == office.person(P.PERSON, 4)
    assert office.person(P.EXPECTATION, 4) - office.person(P.EXPECTATION, 3) == pytest.approx(0.3)
    # named until they are gone
    office.set(P.SCORE, 9.0, 3).live(Succession, 6)
    assert office.team(T.SUCCESSOR) == office.person(P.PERSON, 4)
    assert office.vacate(4).live(Succession, 9).team(T.SUCCESSOR) == office.person(P.PERSON, 3)


def test_nobody_is_named_without_a_bench_or_between_reviews() -> None:
    office = Office(policy__work__bench=0.0).set(P.WANT_MANAGE, 3.0).live(Succession, 3)
    assert office.team(T.SUCCESSOR) == 0.0
    office = Office(policy__work__bench=1.0).set(P.WANT_MANAGE, 3.0).live(Succession, 2)
    assert office.team(T.SUCCESSOR) == 0.0


def test_who_seemed_to_want_it_and_does_not_feels_drawn_away() -> None:
    office = Office(policy__work__bench=1.0).set(P.ADVOCACY, 3.0, 2).set(P.WANT_PROJECT, 0.5, 2)
    office.live(Succession, 3)
    assert office.team(T.SUCCESSOR) == office.person(P.PERSON, 2)
    assert office.person(P.PRESSURE, 2) == pytest.approx(0.1)


def test_named_successors_prepare_in_their_time() -> None:
    office = benched().live(Development)
    others = office.person(P.LEADERSHIP_ACQUIRED, 3)
    assert office.person(P.LEADERSHIP_ACQUIRED, 4) > 1.4 * others > 0.0
    office.live(Work)
    assert office.person(P.OUTPUT, 4) == pytest.approx(0.95 * office.person(P.OUTPUT, 3), rel=0.01)
    idle = benched(assumptions__learning__preparation=0.0).live(Development)
    assert idle.person(P.LEADERSHIP_ACQUIRED, 4) == idle.person(P.LEADERSHIP_ACQUIRED, 3)


def test_handing_over_takes_everybodys_time() -> None:
    usual = Office(assumptions__output__demand_spread=0.0).live(Work)
    sharing = Office(assumptions__output__demand_spread=0.0, policy__work__handover=0.2).live(Work)
    assert sharing.person(P.OUTPUT, 1) == pytest.approx((1 - 0.2 * 0.05) * usual.person(P.OUTPUT, 1))
