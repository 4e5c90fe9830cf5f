"""The people of a roster on the first day: what the file knows of their times, and what follows from it."""

from __future__ import annotations

import numpy as np

from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.spec.roster import Roster
from sim.state.workforce import P, Workforce

PEOPLE = 40


def seated(**columns: np.ndarray) -> Workforce:
    """Three companies of forty, opened with people of whom only these columns are known."""
    roster = Roster(PEOPLE, columns)
    return PromotionModel(load("vietnam_sme", "status_quo", roster=roster), 3).workforce


def test_a_role_follows_from_a_tenure_that_is_known() -> None:
    """Whatever was drawn: contributors began it on joining, managers in the middle of their tenure."""
    w = seated(tenure_months=np.arange(0.0, 4.0 * PEOPLE, 4.0))
    joined, role, step = (w.person(column) for column in (P.JOINED, P.ROLE_SINCE, P.STEP_SINCE))
    manages = w.layout.level > 0
    assert sorted(-joined[0]) == [4.0 * k for k in range(PEOPLE)]
    assert (role[:, ~manages] == joined[:, ~manages]).all()
    assert (role[:, manages] == joined[:, manages] / 2.0).all()
    assert (step >= role)[:, manages].all()
    assert (step >= joined).all()


def test_what_is_known_of_roles_and_steps_is_kept() -> None:
    """Nobody is in the company for less than in the role: a drawn tenure is lengthened, no role cut short."""
    months = np.linspace(0.0, 390.0, PEOPLE)
    for name, column in (("role_months", P.ROLE_SINCE), ("step_months", P.STEP_SINCE)):
        w = seated(**{name: months})
        np.testing.assert_array_equal(np.sort(-w.person(column), axis=1), np.tile(months, (3, 1)))
        assert (w.person(P.JOINED) <= w.person(column)).all()
        assert (w.person(P.ROLE_SINCE) >= w.person(P.JOINED)).all()


def test_a_tenure_of_at_least_gives_way_to_a_longer_role() -> None:
    w = seated(tenure_at_least=np.full(PEOPLE, 60.0), role_months=np.full(PEOPLE, 90.0))
    assert (w.person(P.JOINED) == -90.0).all()
    assert (w.person(P.ROLE_SINCE) == -90.0).all()
