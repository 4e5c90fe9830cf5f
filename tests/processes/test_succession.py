from __future__ import annotations

import pytest

from sim.processes.succession import Succession, document
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, Office


def test_document_by_hand() -> None:
    assert document(0.3, 0.0, 0.6) == pytest.approx(0.3)
    assert document(0.3, 0.1, 0.6) == pytest.approx(0.342 - 0.00042)
    assert document(0.5, 0.0, 0.6) == pytest.approx(0.498)


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
