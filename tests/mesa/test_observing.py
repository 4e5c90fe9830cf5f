"""What a researcher would note, against the state it is noted from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

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
