"""The fast model and the plain one live the same lives: every column and measure, every month, every bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.batch.design import draw_assumptions
from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.spec.roster import Roster
from sim.spec.scenario import Scenario
from tests.twins import morale, opening, turnover
from tests.twins.agents import Person
from tests.twins.luck import Luck
from tests.twins.mirror import agree, compare
from tests.twins.model import PlainModel

POLICIES = sorted(path.stem for path in (Path(__file__).parents[2] / "scenarios" / "policies").glob("*.toml"))
SIZES = ((8, 2), (13, 3), (27, 7), (60, 5))
SEED = 20261122


def small(policy: str, headcount: int, span: int, months: int = 24, **overrides: object) -> Scenario:
    size = {"company.headcount": headcount, "company.span": span}
    return load("vietnam_sme", policy, overrides={**size, **overrides}, months=months)


@pytest.mark.parametrize("window", [(0, 7), (5, 1200), (5, 11)])
def test_a_policy_that_starts_late_or_ends(window: tuple[int, int]) -> None:
    start, end = window
    told = {"policy.window.start": start, "policy.window.end": end}
    compare(small("dual_ladder", 13, 3, **told), 0, seed=4)


def test_ratings_biased_against_a_group() -> None:
    told = {"company.smaller_group": 0.3, "assumptions.seeing.group_bias": 0.8, "company.quits": 3.0}
    plain = compare(small("status_quo", 20, 4, months=14, **told), 1, SEED)
    assert 0 < plain.measures[-1]["smaller_group"] < plain.measures[-1]["headcount"]


def test_a_company_that_grows() -> None:
    told = {"company.grows_from": 11, "company.growth_months": 14}
    compare(small("forced_promotion", 40, 4, **told), 0, seed=4)


@pytest.mark.parametrize(("headcount", "span"), SIZES)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_shipped_policy(policy: str, headcount: int, span: int) -> None:
    scenario = small(policy, headcount, span)
    for replicate, seed in ((0, 1), (77, SEED)):
        compare(scenario, replicate, seed)


@pytest.mark.parametrize("policy", ["status_quo", "promote_flight_risks"])
def test_five_years_with_many_exits_and_steps(policy: str) -> None:
    # few refuse where nobody is asked whom their boss believes unwilling: let many be asked
    told = {
        "company.quits": 3.0,
        "policy.promotion.external_share": 0.0,
        "assumptions.people.want_manage": 0.0,
    }
    plain = compare(small(policy, 40, 4, months=60, **told), 7, SEED)
    happened = {
        name: sum(month[name] for month in plain.measures)
        for name in ("left", "promoted", "hired", "declined")
    }
    assert min(happened.values()) > 0, happened


LEVERS: list[dict[str, object]] = [
    {"promotion.consent": "volunteers", "promotion.scope": "team", "promotion.conversations": True},
    {"promotion.consent": "pressed", "promotion.scope": "company", "promotion.external_share": 0.0},
    {"promotion.step_back": True, "promotion.consent": "forced", "promotion.weights.performance": 1.0},
    {"retention.reaction": "rung", "ladder.slots": 0.3, "ladder.seniority": 0.9, "ladder.review_every": 6},
    {"retention.reaction": "pay", "retention.pay_raise": 0.2, "retention.pay_position": -0.1},
    {"retention.reaction": "promotion", "promotion.review_every": 1, "promotion.transparency": 0.9},
    {"training.budget": 80.0, "training.priority": "interested", "training.management": 0.6},
    {"training.budget": 80.0, "training.priority": "best", "training.communication": 0.6},
    {"training.budget": 40.0, "training.priority": "new_managers", "training.management": 0.6},
    {"training.budget": 900.0, "training.priority": "everybody", "work.successor_time": 0.1},
    {"work.bench": 0.7, "work.handover": 0.2, "training.budget": 80.0, "training.management": 0.9},
    {"training.mentoring": 0.8, "work.people_time": 0.2, "training.budget": 80.0},
    {"work.coaching_share": 0.7, "work.clarity": 0.1, "work.handover": 0.3, "promotion.explained": 1.0},
    {"ladder.slots": 0.0, "promotion.favouritism": 1.5, "retention.merit_slope": 0.1},
    {"promotion.weights.need": 0.8, "promotion.weights.loss": 0.5, "promotion.scope": "company"},
    {"work.bench": 1.0, "work.prepared": 9, "work.wait": 6, "work.successor_lead": 2.0,
     "promotion.weights.readiness": 0.6, "promotion.weights.need": 0.3},
    {"rotation.share": 0.8, "work.bench": 0.5, "work.handover": 0.2, "promotion.step_back": True},
    {"work.stretch": 0.3, "work.allotment": "best", "training.budget": 900.0},
    {"work.stretch": 0.2, "work.allotment": "learners", "promotion.conversations": True},
    {"work.stretch": 0.5, "work.allotment": "wanting", "training.mentoring": 0.8},
    {"work.recognition": 0.8, "work.people_time": 0.2, "promotion.weights.aptitude": 1.0},
    {"retention.showcase": 300.0, "promotion.external_share": 0.5},
    {"promotion.protect_projects": True, "promotion.scope": "company", "promotion.review_every": 1},
    {"training.budget": 0.0, "training.budget_share": 0.05, "training.management": 0.6},
    {"retention.counteroffers": 1.0, "retention.pay_raise": 0.05, "retention.reaction": "pay"},
]  # fmt: skip


@pytest.mark.parametrize("levers", LEVERS, ids=lambda levers: next(iter(levers)))
def test_levers_that_no_shipped_policy_pulls(levers: dict[str, object]) -> None:
    overrides = {f"policy.{path}": value for path, value in levers.items()}
    restless = {"company.quits": 4.0, "company.prices.programme": 0.0}
    for replicate in (2, 3, 4):
        compare(small("status_quo", 33, 4, months=30, **restless, **overrides), replicate, SEED)


def test_without_a_delay_the_model_is_the_one_without_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain model forgets how to search; the fast one, with a delay of nothing, lives the same lives."""

    def nobody_looks(*_: object) -> bool:
        return False

    for place, name in (
        (opening, "look_elsewhere"),
        (turnover, "go_on_looking"),
        (turnover, "starts_to_look"),
    ):
        monkeypatch.setattr(place, name, nobody_looks)
    at_once = {"assumptions.turnover.search_delay": 0.0, "company.quits": 3.0}
    plain = compare(small("status_quo", 40, 4, months=30, **at_once), 5, SEED)
    assert sum(month["left"] for month in plain.measures) > 0
    assert all(person.searching == 0 for person in plain.firm.people)


def test_practice_rules_the_warm_up() -> None:
    forced = load(
        "vietnam_sme",
        "status_quo",
        overrides={"company.headcount": 20, "company.practice": "forced_promotion"},
    )
    assert forced.practice != forced.policy
    compare(forced, 1, SEED)


def test_rows_of_one_model_are_companies_of_their_own() -> None:
    scenario = small("dual_ladder", 24, 5)
    for replicate in (3, 9, 2000):
        compare(
            scenario,
            replicate,
            SEED,
            PromotionModel(scenario, [9, 3, 2000], SEED, events=False, collect=False),
        )


def test_drawn_assumptions_are_the_world_a_company_lives_in() -> None:
    drawn = draw_assumptions(3, SEED)
    for draw in range(3):
        fast = PromotionModel(small("status_quo", 18, 4), [4], SEED, drawn.iloc[[draw, (draw + 1) % 3]])
        values = {path: drawn[path].iloc[draw] for path in drawn.columns if path != "draw"}
        compare(small("status_quo", 18, 4, **values), 4, SEED, fast)


def made_up_roster(people: int, seed: int) -> Roster:
    """A file that knows something of most people and everything of nobody."""
    chance = np.random.default_rng(seed)

    def some(values: np.ndarray) -> np.ndarray:
        return np.where(chance.random(people) < 0.7, values, np.nan)

    tenure = chance.integers(0, 620, people).astype(float)
    return Roster(
        people,
        {
            "tenure_months": some(tenure),
            "tenure_at_least": some(np.minimum(tenure, 100)),
            "role_months": some(np.floor(tenure / 2)),
            "step_months": some(np.floor(tenure / 3)),
            "age": some(chance.integers(20, 70, people).astype(float)),
            "manager": some((chance.random(people) < 0.2).astype(float)),
            "level": some(chance.integers(0, 3, people).astype(float)),
            "pay": some(chance.uniform(8_000, 40_000, people)),
            "rating": some(chance.integers(1, 6, people).astype(float)),
            "group": some(chance.integers(0, 2, people).astype(float)),
            "rung": some(chance.integers(0, 3, people).astype(float)),
        },
    )


@pytest.mark.parametrize("people", [8, 21, 60])
def test_roster_opening(people: int) -> None:
    scenario = load(
        "university_it",
        "dual_ladder",
        None,
        {"company.span": 4},
        months=18,
        roster=made_up_roster(people, people),
    )
    assert scenario.roster
    compare(scenario, 6, SEED)


def test_roster_of_which_little_is_known() -> None:
    same = Roster(9, {"rating": np.full(9, 3.0), "tenure_at_least": np.full(9, 30.0)})
    compare(load("university_it", "status_quo", None, {"company.span": 4}, months=6, roster=same), 0, SEED)


def test_a_difference_is_seen_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = morale.fit

    def off_by_one_bit(person: Person, firm: object) -> float:
        return usual(person, firm) * (1.0 + 2.0**-52)  # type: ignore[arg-type]

    scenario = small("status_quo", 40, 4)
    plain = PlainModel(scenario, Luck(SEED, 0))
    fast = PromotionModel(scenario, [0], SEED)
    agree(fast, 0, plain, "before")
    monkeypatch.setattr(morale, "fit", off_by_one_bit)
    fast.step()
    plain.step()
    with pytest.raises(
        AssertionError, match=r"month 1, here: the twins differ\n  seat \d+, morale: fast .*, plain"
    ):
        agree(fast, 0, plain, "here")


def test_the_plain_model_lets_people_go() -> None:
    """Mesa keeps every agent that was not removed."""
    plain = compare(small("status_quo", 20, 4), 0, SEED)
    assert set(plain.agents_by_type[Person]) == set(plain.firm.people)
