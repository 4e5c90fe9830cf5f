from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.processes import scoring
from sim.processes.scoring import Scoring
from sim.state.workforce import P
from tests.processes.office import BOSS, Office, numbers

CRITERIA = (
    "performance",
    "technical",
    "aptitude",
    "interest",
    "seniority",
    "closeness",
    "flight_risk",
    "chance",
)


def only(**weights: float) -> dict[str, Any]:
    """A policy that looks at these criteria and no others."""
    return {f"policy__promotion__weights__{name}": weights.get(name, 0.0) for name in CRITERIA}


def test_rules_by_hand() -> None:
    assert scoring.through(0.6, 2.0, 1.0) == pytest.approx(1.2 + 0.8)
    assert scoring.through(1.0, 2.0, 9.0) == pytest.approx(2.0)
    assert scoring.flight_risk_seen(-3.8, -4.8, 1.0, 0.0) == pytest.approx(1.0)
    assert scoring.flight_risk_seen(-3.8, -4.8, 0.6, -1.0) == pytest.approx(0.6 - 0.8)
    keeping = numbers(scoring.Keeping)
    assert scoring.worth_keeping(0.9, 0.6, keeping, 0)
    assert not scoring.worth_keeping(0.7, 0.6, keeping, 0)
    assert not scoring.worth_keeping(0.9, 0.4, keeping, 0)
    assert scoring.interest_seen(2.0**0.5, 0.0, 3.0, 1.0) == pytest.approx(1.0)
    assert scoring.interest_seen(9.0, 0.0, 3.0, 0.0) == pytest.approx(3.0)


def test_a_score_is_standardised_among_peers() -> None:
    """Ratings 1 to 8: mean 4.5, spread the root of 5.25."""
    office = Office(**only(performance=0.3)).set(P.RATING, np.arange(9.0)).live(Scoring, 3)
    expected = (np.arange(1.0, 9.0) - 4.5) / 5.25**0.5
    np.testing.assert_allclose(office.people(P.SCORE)[0, 1:], expected)
    assert office.person(P.SCORE, BOSS) == 0.0


def test_weights_count_by_their_share() -> None:
    one = Office(**only(performance=0.2, technical=0.6)).set(P.RATING, np.arange(9.0)).live(Scoring, 3)
    np.testing.assert_allclose(one.people(P.SCORE)[0, 8], 0.25 * 3.5 / 5.25**0.5)


def test_where_all_are_alike_nobody_is_ahead() -> None:
    assert not Office(**only(performance=1.0)).live(Scoring, 3).people(P.SCORE).any()


def test_empty_seats_are_no_candidates() -> None:
    office = Office(**only(performance=1.0)).set(P.RATING, np.arange(9.0)).vacate(8).live(Scoring, 3)
    np.testing.assert_allclose(office.people(P.SCORE)[0, 1:8], np.arange(-3.0, 4.0) / 2.0)


def test_scores_stand_until_the_next_review() -> None:
    office = Office(**only(performance=1.0)).set(P.RATING, np.arange(9.0)).live(Scoring, 3)
    before = office.people(P.SCORE).copy()
    office.set(P.RATING, 0.0).live(Scoring, 4)
    np.testing.assert_array_equal(office.people(P.SCORE), before)
    assert not office.live(Scoring, 6).people(P.SCORE).any()


@pytest.mark.parametrize(
    ("criterion", "column", "up"),
    [("technical", P.TECHNICAL, 1.0), ("seniority", P.JOINED, -60.0), ("closeness", P.CLOSENESS, 1.0)],
)
def test_each_criterion_looks_at_its_column(criterion: str, column: P, up: float) -> None:
    office = Office(**only(**{criterion: 1.0})).set(column, up, 5).live(Scoring, 3)
    assert int(office.people(P.SCORE)[0].argmax()) == 5


def test_assessment_sees_more_of_the_gift_than_an_impression() -> None:
    """Over 2,000 offices the score goes with the gift as the validities say, 0.40 against 0.15."""
    seen = {}
    for assessed in (True, False):
        office = Office(rows=2000, policy__promotion__assessed=assessed, **only(aptitude=1.0))
        luck = np.random.default_rng(3)
        for column in (P.LEADERSHIP, P.COMMUNICATION, P.CONFLICT, P.STRATEGY):
            office.workforce.person(column)[:] = luck.normal(size=(2000, 9))
        gift = 0.4 * office.people(P.LEADERSHIP) + 0.25 * office.people(P.COMMUNICATION)
        gift = gift + 0.2 * office.people(P.CONFLICT) + 0.15 * office.people(P.STRATEGY)
        office.live(Scoring, 3)
        seen[assessed] = np.corrcoef(gift[:, 1:].ravel(), office.people(P.SCORE)[:, 1:].ravel())[0, 1]
    # independent competencies: the gift's spread is 0.534, less than the 0.8 it is divided by
    for assessed, validity in ((True, 0.40), (False, 0.15)):
        truth = validity * 0.534 / 0.8
        expected = truth / (truth**2 + 1 - validity**2) ** 0.5
        assert seen[assessed] == pytest.approx(expected, abs=0.04)


def test_who_seems_about_to_leave_is_put_ahead_under_that_policy() -> None:
    kept, usual = (
        Office(rows=200, policy__retention__reaction=r, **only(performance=1.0))
        for r in ("promotion", "nothing")
    )
    for office in (kept, usual):
        office.set(P.RATING, np.arange(9.0)).set(P.INTENTION, 20.0, 1).live(Scoring, 3)
    lead = kept.people(P.SCORE) - usual.people(P.SCORE)
    # the intention of seat 1 is more than twenty spreads above the usual, so that no error hides it
    assert (lead[:, 1] == 3.0).all()
    assert set(np.unique(lead.round(9))) == {0.0, 3.0}
