"""The tree: few managers, spans kept, seats in pre-order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.state.workforce import (
    COMPANIES,
    HAPPENINGS,
    PEOPLE,
    PERSON_COLUMNS,
    TEAMS,
    C,
    H,
    P,
    T,
    empty,
    layout,
)
from tests.strategies import law


def test_a_small_tree_by_hand() -> None:
    """Eleven people, span 4: eight contributors under two managers under one."""
    plan = layout(11, 4)
    assert plan.level.tolist() == [2, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert plan.boss.tolist() == [0, 0, 1, 1, 1, 1, 0, 6, 6, 6, 6]
    assert plan.head.tolist() == [0, 1, 6]
    assert plan.team.tolist() == [3, 0, 1, 1, 1, 1, 0, 2, 2, 2, 2]
    assert plan.led.tolist() == [0, 1, 3, 3, 3, 3, 2, 3, 3, 3, 3]
    assert plan.end.tolist() == [11, 6, 3, 4, 5, 6, 11, 8, 9, 10, 11]
    assert plan.reports.tolist() == [2.0, 4.0, 4.0, 0.0]


def test_one_team_where_the_span_allows_it() -> None:
    plan = layout(9, 8)
    assert plan.level.tolist() == [1] + [0] * 8
    assert (plan.seats, plan.teams) == (9, 1)


@given(st.integers(8, 300), st.integers(2, 30))
@law(100)
def test_any_tree(headcount: int, span: int) -> None:
    if span > headcount - 1:
        return
    plan = layout(headcount, span)
    seats = np.arange(headcount)
    assert plan.seats == headcount
    assert plan.reports.max() <= span
    assert plan.reports.sum() == headcount - 1
    assert (plan.level[plan.boss[1:]] == plan.level[1:] + 1).all()
    assert (plan.boss[1:] < seats[1:]).all()
    assert (plan.end > seats).all()
    for seat in range(0, headcount, 7):
        below = [s for s in range(headcount) if seat in ancestors(plan.boss, s)]
        assert below == list(range(seat, plan.end[seat]))
    for level in range(1, plan.level[0] + 1):
        reports = plan.reports[plan.led[plan.level == level]]
        assert reports.max() - reports.min() <= 1


def ancestors(boss: np.ndarray, seat: int) -> list[int]:
    line = [seat]
    while boss[line[-1]] != line[-1]:
        line.append(int(boss[line[-1]]))
    return line


def test_nobody_to_manage() -> None:
    with pytest.raises(ValueError, match="no tree of 1 people"):
        layout(1, 5)


def test_every_column_is_declared_once() -> None:
    assert [int(p) for p in P] + [int(h) for h in H] == list(range(PERSON_COLUMNS))
    assert [int(t) for t in T] == list(range(len(TEAMS)))
    assert [int(c) for c in C] == list(range(len(COMPANIES)))
    assert set(PEOPLE) == set(P)
    assert set(HAPPENINGS) == set(H)
    names = [c.name for table in (PEOPLE, HAPPENINGS, TEAMS, COMPANIES) for c in table.values()]
    assert len(set(names)) == len(names)
    assert all(
        c.unit and c.meaning for table in (PEOPLE, HAPPENINGS, TEAMS, COMPANIES) for c in table.values()
    )


def test_a_copy_is_another_company() -> None:
    first = empty(layout(9, 8), 1, np.array([0, 1]), np.array([0, 0]))
    second = first.copy()
    second.person(P.MORALE)[:] = 1.0
    second.team(T.DEMAND)[:] = 1.0
    second.company(C.TRUST)[:] = 1.0
    assert not first.people.any()
    assert not first.teams.any()
    assert not first.companies.any()
