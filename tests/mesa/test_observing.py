"""What a researcher would note, against the state it is noted from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.model.morale_parts import WEIGHTS
from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.state.numbers import normal_share
from sim.state.workforce import P


def model(reliability: float, rows: int) -> PromotionModel:
    told = {
        "company.headcount": 20, "company.span": 4, "company.warmup": 0,
        "company.smaller_group": 0.3, "assumptions.seeing.survey_reliability": reliability,
    }  # fmt: skip
    return PromotionModel(load("vietnam_sme", "status_quo", None, told, months=1), rows, 1).run_model()


def test_a_perfect_survey_finds_what_people_feel() -> None:
    lived = model(1.0, 4)
    told, people = lived.measures(), lived.people()
    felt = people.groupby("replicate")[["morale", "intention"]].mean()
    np.testing.assert_allclose(told["satisfaction_surveyed"], felt["morale"])
    np.testing.assert_allclose(told["intention_surveyed"], felt["intention"])
    group = people[people["group"] > 0].groupby("replicate").size()
    assert told["smaller_group"].tolist() == group.reindex(range(4), fill_value=0).tolist()


def test_an_unreliable_survey_errs_as_much_as_its_answers_make_it() -> None:
    """At a reliability of one half the error of an answer has the variance of what is felt."""
    rows = 400
    lived = model(0.5, rows)
    told = lived.measures()
    error = told["satisfaction_surveyed"] - told["morale"]
    morale, here = lived.workforce.person(P.MORALE), lived.workforce.person(P.PRESENT) > 0
    each = np.array([np.var(m[h]) / h.sum() for m, h in zip(morale, here, strict=True)])
    assert np.mean(error**2 / each) == pytest.approx(1.0, abs=3 * np.sqrt(2 / rows))
    assert abs(np.mean(error / np.sqrt(each))) < 3 / np.sqrt(rows)


def test_managers_below_the_bar_are_those_the_average_would_surpass() -> None:
    lived = model(1.0, 40)
    people = lived.people()
    skills = [f"{name}{more}" for name in ("leadership", "communication", "conflict", "strategy")
              for more in ("", "_acquired")]  # fmt: skip
    below = people[(people["level"] > 0) & (people[skills].sum(axis=1) < 0.0)].groupby("replicate").size()
    assert lived.measures()["below_bar"].tolist() == below.reindex(range(40), fill_value=0).tolist()
    assert 0 < below.sum() < lived.measures()["managers"].sum()


@pytest.mark.parametrize("pilot", [0.5, 1.0])
def test_the_parts_of_morale_add_up_to_where_it_is_drawn(pilot: float) -> None:
    told = {"company.headcount": 40, "company.warmup": 6, "policy.pilot.share": pilot}
    lived = PromotionModel(load("vietnam_sme", "dual_ladder", None, told, months=6), 4, 1).run_model()
    before = lived.workforce.people.copy()
    parts = lived.morale_parts()
    np.testing.assert_allclose(parts[list(WEIGHTS)].sum(axis=1), parts["target"], rtol=0, atol=1e-12)
    assert (parts[list(WEIGHTS)].std() > 0.0).all()
    assert len(parts) == lived.measures()["headcount"].iloc[-4:].sum()
    np.testing.assert_array_equal(lived.workforce.people, before)
    numbers = lived.arm.numbers()
    assert numbers["morale_disposition"] * lived.people()["disposition"].to_numpy() == pytest.approx(
        parts["disposition"].to_numpy()
    )


def test_judgement_by_level() -> None:
    """First-line managers apart from those above; with people() as the witness of who leads whom."""
    lived = model(1.0, 4)
    told, people = lived.measures(), lived.people()
    people["judgement"] = np.sqrt(
        normal_shares(people["technical"] + people["technical_acquired"])
        * normal_shares(people["strategy"] + people["strategy_acquired"])
    )
    people["judgement"] -= 0.5
    managers = people[people["level"] > 0]
    for name, who in (
        ("decision_quality", managers),
        ("decision_quality_first_line", managers[managers["level"] == 1]),
        ("decision_quality_higher", managers[managers["level"] > 1]),
    ):
        np.testing.assert_allclose(told[name], who.groupby("replicate")["judgement"].mean())


def normal_shares(values: pd.Series) -> np.ndarray:
    return np.array([normal_share(float(value)) for value in values])
