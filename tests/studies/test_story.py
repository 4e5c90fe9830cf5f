"""A story: the same person twice, everything told is in the columns, and the crowd is counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.model.promotion_model import PromotionModel
from sim.spec.fault import ScenarioError
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import P
from sim.studies.story import Story, tell
from sim.view import story_words as words

MONTHS = 24


def arms() -> tuple[Scenario, Scenario]:
    first = load("vietnam_sme", "promote_flight_risks", months=MONTHS)
    return first, load("vietnam_sme", "status_quo", months=MONTHS)


@pytest.fixture(scope="module")
def story() -> Story:
    return tell(*arms(), "star", companies=40, seed=3)


def test_both_lives_begin_on_the_same_day(story: Story) -> None:
    first, second = story.lives.values()
    pd.testing.assert_series_equal(first.iloc[0], second.iloc[0])


def test_a_life_is_what_the_model_says(story: Story) -> None:
    """Lived again alone, the person sits where the story says, month by month, until they are gone."""
    life = story.lives["promote_flight_risks"].set_index("month")
    model = PromotionModel(arms()[0], [story.replicate], seed=3)
    w = model.workforce
    key = w.people[0, P.PERSON, int(life.loc[0, "seat"])]
    while model.running:
        model.step()
        here = np.flatnonzero((w.people[0, P.PERSON] == key) & (w.people[0, P.PRESENT] > 0))
        if len(here):
            assert life.loc[model.month, "seat"] == here[0]
            assert life.loc[model.month, "morale"] == w.people[0, P.MORALE, here[0]]
        else:
            assert life.index.max() <= model.month
            assert life["cause"].iloc[-1] > 0
            break


def test_fates_are_counted_for_the_same_people_under_both(story: Story) -> None:
    fates = story.fates.set_index("policy")
    assert fates["people"].nunique() == 1
    assert (fates["left"] + fates["manage"] <= fates["people"]).all()
    assert (fates["unwanted"] <= fates["manage"]).all()


def test_identical_policies_have_no_story() -> None:
    first, _ = arms()
    with pytest.raises(ScenarioError, match="fares differently"):
        tell(first, first, "star", companies=5)


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match="unwilling"):
        tell(*arms(), "unwiling", companies=1)


def test_words_tell_what_happened() -> None:
    nothing = dict.fromkeys(("cause", "step", "searching", "asked", "course", "morale", "loss"), 0.0)
    calm = nothing | {"level": 0, "grade": 1.0, "chance": 0.10}
    asked = calm | {"month": 2, "asked": 1.0, "chance": 0.2}
    rose = calm | {"month": 3, "step": 2.0, "level": 1, "loss": 1.2, "morale": -1.0}
    gone = {"month": 4, "cause": 4.0, "step": 0.0}
    told = list(words.months(pd.DataFrame([calm | {"month": 0}, calm | {"month": 1}, asked, rose, gone])))
    assert [line.split(":")[0] for line in told] == ["month 0", "month 2", "month 3", "month 4"]
    assert "10%" in told[0]
    assert "asked to manage and says no" in told[1]
    assert "without wanting to" in told[2]
    assert "feels poorly" in told[2]
    assert told[3] == "month 4: leaves because the work was not what they wanted"


def test_who_looks_for_another_job_has_no_chance_beside_it() -> None:
    """The hazard of one who searches holds for the month; as a chance of a year it would mislead."""
    calm: dict[str, float] = {"month": 1, "level": 0, "cause": 0, "step": 0, "chance": 0.1, "morale": 0.0}
    calm |= {"grade": 1, "loss": 0.0, "searching": 0, "asked": 0, "course": 0}
    lives = pd.DataFrame([calm, calm | {"month": 2, "searching": 2, "chance": 0.9}, calm | {"month": 3}])
    _, looking, after = words.months(lives)
    assert (
        looking == "month 2: begins to look for another job; doing expert work, feels neither well nor "
        "poorly; looking for another job"
    )
    assert after.startswith("month 3: stops looking;")
    assert after.endswith("chance of leaving within a year 10%")
