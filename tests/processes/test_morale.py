from __future__ import annotations

import pytest

from sim.processes import morale
from sim.processes.morale import Morale
from sim.state.workforce import C, P, T
from tests.processes.office import BOSS, WORLD, Office


def test_rules_by_hand() -> None:
    assert morale.role_utility(1, 0.0, 0.3, 0.1, 0.7, 0.8) == 0.3
    assert morale.role_utility(0, 0.0, 0.3, 2.0, 0.7, 0.8) == 0.7
    assert morale.role_utility(0, 1.0, 0.3, 2.0, 0.7, 0.8) == pytest.approx(1.6)
    assert morale.role_utility(0, 1.0, 0.3, 0.1, 0.7, 0.8) == 0.7
    assert morale.role_loss(0.3, 0.3, 0.1, 0.7) == pytest.approx(0.4)
    assert morale.career_part(0.5, 0.5, 0.18, 0.08, 4.0, 10.0, 30.0, 24.0, 1.5) == pytest.approx(0.7)
    # two years overdue: 1.5 x 1 / (1.5 + 1) of a point for the fully ambitious, and never more than 1.5
    assert morale.career_part(0.0, 0.5, 0.08, 0.08, 4.0, 54.0, 30.0, 24.0, 1.5) == pytest.approx(-0.3)
    assert -1.5 < morale.career_part(0.0, 1.0, 0.08, 0.08, 4.0, 6000.0, 30.0, 24.0, 1.5) < -1.48
    assert morale.toward(1.0, 2.0, 0.25) == 1.25
    assert morale.outside_gap(0.1, 0.18, 0.05) == pytest.approx(0.13)
    assert morale.log_odds(0.5) == pytest.approx(0.0)
    assert morale.log_odds(0.0) == morale.log_odds(0.01)
    assert morale.log_odds(0.9) == morale.log_odds(0.6)


def test_an_honoured_role_is_no_negative_loss() -> None:
    """Half the prestige of an unwanted depth may be wanted more than any plain role: then nothing is lost."""
    utility = morale.role_utility(0, 1.0, -2.0, -1.0, -3.0, 0.5)
    assert utility == -0.5
    assert morale.role_loss(utility, -2.0, -1.0, -3.0) == 0.0


STEADY = {"assumptions__morale__noise": 0.0, "assumptions__morale__inertia": 1.0}
PARTS = ("fit", "career", "fairness", "manager", "pay", "load", "disposition")


def only(part: str, weight: float = 1.0) -> dict[str, float]:
    """Morale that follows at once and consists of one part."""
    return STEADY | {f"assumptions__morale__{name}": weight if name == part else 0.0 for name in PARTS}


def test_fit_is_the_loss_in_its_usual_spread() -> None:
    usual = WORLD.morale.loss_mean
    office = Office(**only("fit")).set(P.WANT_MANAGE, 1.45, 1).live(Morale)
    assert office.person(P.LOSS, 1) == pytest.approx(1.45)
    assert office.person(P.MORALE, 1) == pytest.approx((usual - 1.45) / 0.80)
    assert office.person(P.MORALE, 2) == pytest.approx(usual / 0.80)


def test_pressure_hurts_fit_and_fades() -> None:
    office = Office(**only("fit")).set(P.PRESSURE, 1.0, 1).live(Morale)
    assert office.person(P.PRESSURE, 1) == pytest.approx(0.95)
    assert office.person(P.MORALE, 2) - office.person(P.MORALE, 1) == pytest.approx(0.95)


def test_a_step_is_half_forgotten_in_a_year() -> None:
    office = Office(**STEADY).set(P.CREDIT, 1.2)
    for month in range(1, 13):
        office.live(Morale, month)
    assert office.person(P.CREDIT, 1) == pytest.approx(0.6)


def test_a_boss_is_people_skill_and_competence() -> None:
    office = Office(**only("manager")).set(T.BOSS_PEOPLE, 1.0, 0).set(T.BOSS_TECHNICAL, 1.5, 0).live(Morale)
    assert office.person(P.MORALE, 1) == pytest.approx(0.8 + 0.6)


def test_pay_is_against_the_market_of_the_level() -> None:
    office = Office(**only("pay")).set(P.PAY, 0.05, 1).live(Morale)
    assert office.person(P.MORALE, 1) == pytest.approx(0.5)
    assert office.person(P.MORALE, BOSS) == pytest.approx(-1.66)


def test_empty_seats_weigh_on_the_others() -> None:
    office = Office(**only("load")).vacate(1).vacate(2).live(Morale)
    assert office.team(T.VACANT) == pytest.approx(0.25)
    assert office.person(P.MORALE, 3) == pytest.approx(-1.25)


def test_fairness_heals_to_where_trust_puts_it() -> None:
    office = Office(**STEADY).set(C.TRUST, 0.8).set(P.FAIRNESS, -1.0, 1).live(Morale)
    assert office.person(P.FAIRNESS, 1) == pytest.approx(-1.0 + 0.03 * 1.2)
    assert office.person(P.FAIRNESS, 2) == pytest.approx(0.03 * 0.2)


def test_morale_follows_slowly() -> None:
    quick, slow = (
        Office(**(only("disposition") | {"assumptions__morale__inertia": months})) for months in (1.0, 6.0)
    )
    for office in (quick, slow):
        office.set(P.DISPOSITION, 1.2).live(Morale)
    assert quick.person(P.MORALE, 1) == pytest.approx(1.2)
    assert slow.person(P.MORALE, 1) == pytest.approx(0.2)


def test_success_lifts_morale_as_far_as_it_counts() -> None:
    """A standard deviation of performance, after one month of six; the pay outside is the same."""
    for weight in (0.0, 0.3):
        told = {"assumptions__morale__success": weight, "assumptions__morale__noise": 0.0}
        office = Office(**told, assumptions__market__star_premium=0.0)
        office.set(P.PERFORMANCE, 1.0, 1).live(Morale)
        assert office.person(P.MORALE, 1) - office.person(P.MORALE, 2) == pytest.approx(weight / 6.0)
