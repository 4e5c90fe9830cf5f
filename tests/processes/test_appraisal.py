from __future__ import annotations

import math

import numpy as np
import pytest

from sim.processes.appraisal import Appraisal, held_against, marked_down, rate
from sim.state.workforce import C, P
from tests.processes.office import BOSS, Office


def test_rate_by_hand() -> None:
    assert rate(1.0, 0.0, 0.64, 0.0, 9.0) == pytest.approx(0.8)
    assert rate(0.0, 1.0, 0.64, 0.0, 9.0) == pytest.approx(0.6)
    assert rate(0.0, 0.0, 0.64, 0.1, 2.0) == pytest.approx(0.2)


def test_performance_is_against_ones_like() -> None:
    """One contributor is 0.8 better than the seven others: 0.7 above the mean, the others 0.1 below."""
    office = Office().set(P.TECHNICAL, 0.8, 1).set(P.LEADERSHIP, 3.0, BOSS).live(Appraisal, 1)
    assert office.person(P.PERFORMANCE, 1) == pytest.approx(0.7)
    assert office.person(P.PERFORMANCE, 2) == pytest.approx(-0.1)
    assert office.person(P.PERFORMANCE, BOSS) == pytest.approx(0.0)


def test_newcomers_look_worse_than_they_are() -> None:
    office = Office().set(P.JOINED, 0.0, 1).set(P.JOINED, -480.0, 2).live(Appraisal, 1)
    lost = math.log(1.0 - 0.6 * math.exp(-0.5)) / 0.35
    assert office.person(P.PERFORMANCE, 1) - office.person(P.PERFORMANCE, 2) == pytest.approx(lost)


def test_ratings_and_merit_pay_at_reviews_only() -> None:
    office = Office().live(Appraisal, 2)
    assert not office.people(P.RATING).any()
    assert not office.people(P.PAY).any()
    office.live(Appraisal, 3)
    assert office.people(P.RATING).all()
    # one percent a year and point, every quarter
    np.testing.assert_allclose(office.people(P.PAY), 0.01 * 3 / 12 * office.people(P.RATING))


def test_a_refusal_weighs_on_ratings_for_two_years() -> None:
    assert held_against(23.0, 0.2, 24.0) == 0.2
    assert held_against(24.0, 0.2, 24.0) == 0.0
    before = Office(policy__promotion__refusal_penalty=0.5).live(Appraisal, 3).people(P.RATING).copy()
    after = Office(policy__promotion__refusal_penalty=0.5).set(P.ASKED_SINCE, 0.0, 4).live(Appraisal, 3)
    change = after.people(P.RATING)[0] - before[0]
    assert change[4] == pytest.approx(-0.5)
    assert np.delete(change, 4).tolist() == [0.0] * 8


def test_the_smaller_group_is_marked_down_and_nothing_else_moves() -> None:
    assert marked_down(0.5, 0.0) == 0.0
    fair = Office().set(P.GROUP, 1.0, 4).live(Appraisal, 3)
    biased = Office(assumptions__seeing__group_bias=0.5).set(P.GROUP, 1.0, 4).live(Appraisal, 3)
    change = biased.people(P.RATING)[0] - fair.people(P.RATING)[0]
    assert change[4] == pytest.approx(-0.5)
    assert np.delete(change, 4).tolist() == [0.0] * 8
    assert np.array_equal(biased.people(P.PERFORMANCE), fair.people(P.PERFORMANCE))


def test_ratings_are_as_reliable_as_told() -> None:
    """2,000 offices: the correlation of performance with rating is the root of the reliability, 0.7."""
    office = Office(rows=2000, policy__promotion__favouritism=0.0)
    talent = np.random.default_rng(4).normal(size=(2000, 8))
    office.workforce.person(P.TECHNICAL)[:, 1:] = talent
    office.live(Appraisal, 3)
    r = np.corrcoef(office.people(P.PERFORMANCE)[:, 1:].ravel(), office.people(P.RATING)[:, 1:].ravel())[0, 1]
    # performance is centred within offices of eight: its spread is the root of 7/8
    expected = math.sqrt(0.7 * 7 / 8 / (0.7 * 7 / 8 + 0.3))
    assert r == pytest.approx(expected, abs=5 * (1 - expected**2) / math.sqrt(16_000))


def test_managers_from_outside_do_worse_for_two_years() -> None:
    """Their skill acts at 60 percent, counted from where a manager adds nothing; at 1 it is off."""
    for start, role_since, lost in ((0.6, -22.0, 0.4 * (0.5 + 1.6)), (0.6, -24.0, 0.0), (1.0, -22.0, 0.0)):
        office = Office(assumptions__market__external_start=start, headcount=11, span=5)
        heads = np.flatnonzero(office.workforce.layout.level > 0)
        for head in heads:
            for skill in (P.LEADERSHIP, P.COMMUNICATION, P.CONFLICT, P.STRATEGY):
                office.set(skill, 0.5, int(head))
            office.set(P.ROLE_SINCE, -10.0, int(head))
        office.set(P.JOINED, role_since, int(heads[1])).set(P.ROLE_SINCE, role_since, int(heads[1]))
        office.live(Appraisal, 1)
        told = [office.person(P.PERFORMANCE, int(head)) for head in heads]
        assert told[0] - told[1] == pytest.approx(lost)


def test_a_new_pay_position_reaches_everybody_within_a_year_or_so() -> None:
    """Two thirds of the way in twelve months; at rest nothing moves."""
    office = Office(policy__retention__pay_position=0.1, policy__retention__merit_slope=0.0)
    office.live(Appraisal, 3)
    assert not office.people(P.PAY).any()
    office.set(C.PAY_POSITION, 0.0)
    for month in (3, 6, 9, 12):
        office.live(Appraisal, month)
    np.testing.assert_allclose(office.people(P.PAY), 0.1 * (1.0 - math.exp(-1.0)))
    assert office.company(C.PAY_POSITION) == pytest.approx(0.1 * (1.0 - math.exp(-1.0)))


@pytest.mark.parametrize(
    ("pace", "growth", "a_year"), [(1.0, 0.03, 0.0), (0.5, 0.03, -0.015), (1.2, 0.02, 0.004)]
)
def test_pay_keeps_pace_with_the_market_as_far_as_raises_go(
    pace: float, growth: float, a_year: float
) -> None:
    office = Office(
        policy__retention__pace=pace,
        policy__retention__merit_slope=0.0,
        assumptions__market__pay_growth=growth,
    )
    for month in (3, 6, 9, 12):
        office.live(Appraisal, month)
    np.testing.assert_allclose(office.people(P.PAY), a_year, atol=1e-15)
