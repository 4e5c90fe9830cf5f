from __future__ import annotations

import math

import pytest

from sim.processes.accounts import Accounts, monthly_pay
from sim.state.workforce import C, Cause, H, P, Step, T
from tests.processes.office import BOSS, Office


def test_monthly_pay_by_hand() -> None:
    assert monthly_pay(14_000.0, 0.0) == pytest.approx(14_000 / 12)
    assert monthly_pay(12_000.0, math.log(2.0)) == pytest.approx(2_000.0)


def test_a_months_books_by_hand() -> None:
    """Yearly pay 12,000: nine people at 1,000 a month, an output of eight units at 1.6 a year each."""
    told = {
        "company__salary": 12_000.0,
        "company__prices__assessment": 80.0,
        "company__prices__output_value": 1.6,
    }
    office = Office(**told, company__prices__replacement=0.2)
    office.set(T.OUTPUT, 8.0, 0).set(C.TRAINING_SPENT, 50.0).set(C.ASSESSED, 2.0).live(Accounts)
    assert office.company(C.PAYROLL) == pytest.approx(9_000.0)
    assert office.company(C.VALUE) == pytest.approx(8 * 1.6 * 1_000 / 1.6)
    assert office.company(C.REPLACEMENT) == 0.0
    assert office.company(C.NET) == pytest.approx(8_000 - 9_000 - 50 - 160)


def test_replacing_a_leaver_costs_by_level() -> None:
    told = {"company__salary": 12_000.0, "company__prices__replacement": 0.2}
    office = Office(**told).vacate(BOSS).vacate(1)
    office.set(H.CAUSE, float(Cause.OFFER), BOSS).set(H.CAUSE, float(Cause.PERSONAL), 1).live(Accounts)
    assert office.company(C.REPLACEMENT) == pytest.approx(2_400 * (1 + math.exp(0.166)))
    assert office.company(C.PAYROLL) == pytest.approx(7_000.0)


def test_people_remember_the_steps_of_a_year() -> None:
    """One promotion among nine is a rate of 12/9, of which a twelfth is learned; hires are no steps."""
    office = (
        Office()
        .set(C.STEP_RATE, 0.08)
        .set(H.STEP, float(Step.PROMOTED), BOSS)
        .set(H.STEP, float(Step.HIRED), 1)
    )
    office.set(H.STEP, float(Step.RAISE), 2).set(H.STEP, float(Step.STEPPED_BACK), 3).live(Accounts)
    assert office.company(C.STEP_RATE) == pytest.approx(0.08 + (12 / 9 - 0.08) / 12)
    assert office.person(P.PAY, 1) == 0.0


def test_what_rises_from_inside_save_by_hand() -> None:
    """Against a manager from outside: a year's pay above theirs, and recruiting one level lower."""
    prices = {"company__prices__replacement": 0.2, "company__prices__external_premium": 0.2}
    office = Office(company__salary=12_000.0, company__level_pay=0.15, **prices)
    office.set(P.PAY, 0.1, BOSS).set(C.PAY_POSITION, 0.05).set(H.STEP, float(Step.PROMOTED), BOSS)
    # a rung is no rise in management, and whoever has left again saved nothing
    office.set(H.STEP, float(Step.RUNG), 1).set(H.STEP, float(Step.FORCED), 2).vacate(2)
    pay = math.exp(0.15 + 0.05 + 0.2) - math.exp(0.1)
    recruiting = 0.2 * (math.exp(0.15) - 1.0)
    assert office.live(Accounts).company(C.INSIDE_SAVING) == pytest.approx(12_000 * (pay + recruiting))
    dear = Office(company__salary=12_000.0).set(P.PAY, 2.0, BOSS).set(H.STEP, float(Step.PROMOTED), BOSS)
    assert dear.live(Accounts).company(C.INSIDE_SAVING) < 0.0
    assert Office().live(Accounts).company(C.INSIDE_SAVING) == 0.0
