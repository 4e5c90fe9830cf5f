from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.processes import scoring, swapping
from sim.processes.accounts import Accounts
from sim.processes.morale import Morale
from sim.processes.work import Work
from sim.state.workforce import C, P, T
from tests.processes.office import Office, numbers

CALM: dict[str, Any] = {"assumptions__output__demand_spread": 0.0, "assumptions__output__incentive": 0.0}
KNOWN: dict[str, Any] = {
    "policy__promotion__preferences": True, "assumptions__seeing__interest_assessed": 1.0,
}  # fmt: skip
SWAPPING: dict[str, Any] = CALM | KNOWN | {"policy__work__swaps": 0.1}


def half_and_half(**told: Any) -> Office:
    """Four contributors would rather work with people, four rather not; all are alike otherwise."""
    return Office(**told).set(P.WANT_MANAGE, 1.0, slice(1, 5)).set(P.WANT_MANAGE, -1.0, slice(5, 9))


def test_rules_by_hand() -> None:
    assert swapping.worth_of_swap(0.1, 0.0, 0.0, 0.35, 0.0) == 1.0
    assert swapping.worth_of_swap(-0.1, 0.0, 0.0, 0.35, 0.1) == pytest.approx(0.99)
    assert swapping.worth_of_swap(0.1, 0.0, 1.0, 0.35, 0.0) == pytest.approx(1.0 + 0.1 * (np.exp(0.35) - 1.0))
    assert swapping.worth_of_swap(-0.1, 1.0, 0.0, 0.35, 0.0) > 1.0
    assert swapping.worth_of_swap(-0.2, -2.0, 2.0, 0.5, 0.1) == 0.0, "nobody makes less than nothing"


def test_what_people_want_is_known_better_the_more_is_asked() -> None:
    told = {"promotion_conversations": 0.0, "promotion_preferences": 0.0}
    knows = [
        scoring.validity_of_interest(numbers(scoring.Asking, **(told | more)), 0)
        for more in ({}, {"promotion_conversations": 1.0}, {"promotion_preferences": 1.0})
    ]
    assert knows == [0.35, 0.8, 0.9]
    modest = {"promotion_preferences": 1.0, "seeing_interest_assessed": 0.5}
    assert scoring.validity_of_interest(numbers(scoring.Asking, **modest), 0) == 0.8


@pytest.mark.parametrize(("talkers", "gains"), [(slice(1, 5), True), (slice(5, 9), False)])
def test_swaps_pay_where_gifts_follow_wishes(talkers: slice, gains: bool) -> None:
    """The same swap helps a team whose talkers want to talk, and hurts one whose talkers do not."""
    told = SWAPPING | {"assumptions__output__swap_cost": 0.0}
    output = []
    for swaps in (0.1, 0.0):
        office = half_and_half(**(told | {"policy__work__swaps": swaps})).set(P.COMMUNICATION, 1.0, talkers)
        output.append(office.live(Work).team(T.OUTPUT))
    assert (output[0] > output[1]) is gains


def test_agreeing_takes_time_even_where_all_are_equally_good() -> None:
    busy, usual = half_and_half(**SWAPPING).live(Work), half_and_half(**CALM).live(Work)
    assert busy.person(P.OUTPUT, 1) == pytest.approx(0.99 * usual.person(P.OUTPUT, 1))
    assert busy.person(P.OUTPUT, 8) == pytest.approx(0.99 * usual.person(P.OUTPUT, 8))


def test_people_like_tasks_they_want_and_nobody_gains_where_all_want_the_same() -> None:
    def morale(office: Office) -> np.ndarray:
        return np.array(office.live(Morale).people(P.MORALE)[0])

    gain = morale(half_and_half(**SWAPPING)) - morale(half_and_half(**CALM))
    assert gain[0] == 0.0
    # a tenth of the time, a wish 1/sqrt 2 from the usual, a twelfth-like step of morale's inertia
    assert np.all(gain[1:] > 0.0)
    assert gain[1] == pytest.approx(gain[8])
    alike = morale(Office(**SWAPPING)) - morale(Office(**CALM))
    assert not alike.any()


def test_swaps_by_a_false_picture_please_nobody() -> None:
    """Unasked, whoever speaks up seems to want to deal with people: here those who don't."""
    told = CALM | {"policy__work__swaps": 0.1, "assumptions__seeing__interest_known": 0.0}
    office, usual = half_and_half(**told), half_and_half(**CALM)
    for one in (office, usual):
        one.set(P.ADVOCACY, 1.0, slice(5, 9)).live(Morale)
    assert np.all(office.people(P.MORALE)[0, 1:] < usual.people(P.MORALE)[0, 1:])


def test_an_assessment_of_preferences_costs_its_price() -> None:
    paid, usual = Office(**KNOWN).live(Accounts), Office().live(Accounts)
    assert paid.company(C.CHOOSING) - usual.company(C.CHOOSING) == pytest.approx(9 * 50.0 / 12.0)
