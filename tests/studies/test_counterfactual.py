"""Exits without a cause: the same people, the same luck, one reason less."""

from __future__ import annotations

import pandas as pd

from sim.batch.design import draw_assumptions
from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.studies.counterfactual import RATES, switched_off, without_each_cause

LUCKS = range(20)


def arm(**overrides: object) -> Scenario:
    size = {
        "company.headcount": 30,
        "company.span": 5,
        **{k.replace("__", "."): v for k, v in overrides.items()},
    }
    return load("vietnam_sme", "status_quo", overrides=size, months=36)


def table(scenario: Scenario, drawn: pd.DataFrame | None = None) -> pd.DataFrame:
    return without_each_cause({"here": scenario}, LUCKS, 3, drawn).set_index("cause")


def test_named_is_the_ledger_and_avoided_is_counted_anew() -> None:
    scenario = arm()
    found = table(scenario)
    lived = PromotionModel(scenario, list(LUCKS), 3, events=False, collect=False).run_model().measures()
    for cause in RATES:
        assert found.loc[cause, "named"] == lived[f"exits_{cause}"].sum()
    named, avoided = found["named"], found["avoided"]
    assert (avoided[["personal", "offer", "dismissal"]] > 0).all()
    # who is spared one reason may leave for another, and who stays opens no seat for somebody new
    assert (avoided != named).any()
    assert (found["per_company"] == avoided / len(LUCKS)).all()


def test_a_cause_that_never_acts_is_not_missed() -> None:
    """Off already, it avoids nothing at all: the same luck, the same lives."""
    found = table(arm(assumptions__turnover__offer=0.0, assumptions__turnover__contagion=0.0))
    for cause in ("offer", "colleagues"):
        assert found.loc[cause, ["named", "avoided", "margin"]].tolist() == [0, 0, 0]


def test_without_a_cause_nobody_leaves_for_it() -> None:
    """But those who were looking when it ended, which is why a delay of nothing is told here."""
    at_once = arm(assumptions__turnover__search_delay=0.0)
    for cause in RATES:
        model = PromotionModel(switched_off(at_once, cause), list(LUCKS), 3, events=False, collect=False)
        assert model.run_model().measures()[f"exits_{cause}"].sum() == 0


def test_drawn_worlds_lose_the_cause_too() -> None:
    drawn = draw_assumptions(2, 5)
    found = without_each_cause({"here": arm()}, range(4), 3, drawn, ["personal"])
    assert found["avoided"].item() > 0
    still = drawn.assign(**{"assumptions.turnover.personal": 0.0})
    assert without_each_cause({"here": arm()}, range(4), 3, still, ["personal"])["avoided"].item() == 0
