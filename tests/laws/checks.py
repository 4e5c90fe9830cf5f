"""The laws of seats and books, each as a check of a month or of a life."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.model.measures import M
from sim.spec.scenario import Scenario
from sim.state.workforce import COMPANIES, HAPPENINGS, PEOPLE, TEAMS, C, Cause, Column, H, P, Step, Workforce
from tests.laws.lives import keys

COSTS = ["payroll", "training_spent", "assessment_cost", "showcase_cost", "replacement_cost"]
LASTING = [
    P.JOINED, P.ENTRY_AGE, P.WANT_TECHNICAL, P.WANT_PROJECT, P.FRAILTY, P.DISPOSITION, P.CLOSENESS,
]  # fmt: skip
"""What a promotion doesn't change."""


def nobody_sits_twice(now: Workforce) -> None:
    assert set(np.unique(now.person(P.PRESENT))) <= {0.0, 1.0}
    present = keys(now, 0)
    assert len(set(present)) == len(present)
    assert 0 not in present


def heads_add_up(before: Workforce, now: Workforce, told: np.ndarray) -> None:
    """By name, not only by number: who is there now was there before and stayed, or came."""
    people = now.people[0]
    opening, closing = set(keys(before, 0)), set(keys(now, 0))
    left = people[H.LEAVER, people[H.CAUSE] > 0].astype(int).tolist()
    came = set(
        people[P.PERSON, np.isin(people[H.STEP], (Step.HIRED, Step.HIRED_MANAGER))].astype(int).tolist()
    )
    assert len(set(left)) == len(left)
    assert set(left) <= opening
    assert not came & opening
    assert closing == (opening - set(left)) | came
    assert told[M.LEFT] == len(left)
    assert told[M.HIRED] == len(came)
    assert told[M.HEADCOUNT] == len(closing) == len(opening) + told[M.HIRED] - told[M.LEFT]
    assert told[M.EMPTY_SEATS] == now.company(C.OPEN_SEATS)[0] - len(closing)


def each_exit_has_one_cause(now: Workforce, told: np.ndarray) -> None:
    causes, leavers = now.person(H.CAUSE)[0], now.person(H.LEAVER)[0]
    assert set(causes) <= {float(cause) for cause in Cause}
    assert np.array_equal(causes > 0, leavers > 0)
    by_cause = told[M.EXITS_PERSONAL : M.EXITS_RETIREMENT + 1]
    assert by_cause.sum() == told[M.LEFT] == (causes > 0).sum()
    assert told[M.REGRETTED] <= told[M.LEFT] - told[M.EXITS_DISMISSAL] - told[M.EXITS_RETIREMENT]


def promotions_move_people(before: Workforce, now: Workforce) -> None:
    """Whoever moved was at the seat they are said to come from, one level lower, and keeps what they are."""
    for seat in _moved(now, (Step.PROMOTED, Step.FORCED)):
        came_from = int(now.people[0, H.FROM_SEAT, seat])
        assert now.layout.level[came_from] == now.layout.level[seat] - 1
        assert np.array_equal(now.people[0, LASTING, seat], before.people[0, LASTING, came_from])
        assert now.people[0, P.PERSON, seat] == before.people[0, P.PERSON, came_from]
    for seat in _moved(now, (Step.SIDEWAYS,)):
        came_from = int(now.people[0, H.FROM_SEAT, seat])
        assert now.layout.level[came_from] == now.layout.level[seat] == 0
        assert now.layout.team[came_from] != now.layout.team[seat]
        assert now.people[0, P.PERSON, seat] == before.people[0, P.PERSON, came_from]
    for seat in _moved(now, (Step.STEPPED_BACK,)):
        came_from = int(now.people[0, H.FROM_SEAT, seat])
        assert now.layout.level[came_from] > now.layout.level[seat] == 0
        assert now.people[0, P.PERSON, seat] == before.people[0, P.PERSON, came_from]


def _moved(workforce: Workforce, kinds: tuple[Step, ...]) -> list[int]:
    people = workforce.people[0]
    there = np.isin(people[H.STEP], kinds) & (people[P.PRESENT] > 0)
    return [int(seat) for seat in np.flatnonzero(there)]


def nothing_leaves_its_range(now: Workforce) -> None:
    for array in (now.people, now.teams, now.companies):
        assert np.isfinite(array).all()
    present = now.person(P.PRESENT)[0] > 0
    for person, column in PEOPLE.items():
        inside(now.people[0, person, present], column)
    for happening, column in HAPPENINGS.items():
        inside(now.people[0, happening], column)
    for team, column in TEAMS.items():
        inside(now.teams[0, team], column)
    for company, column in COMPANIES.items():
        inside(now.companies[0, company], column)


def inside(values: np.ndarray, column: Column) -> None:
    assert (values >= column.low).all(), f"{column.name}: {values.min()} is below {column.low}"
    assert (values <= column.high).all(), f"{column.name}: {values.max()} is above {column.high}"


def money_adds_up(measures: pd.DataFrame) -> None:
    costs = measures[COSTS].sum(axis=1)
    np.testing.assert_allclose(measures["net_value"], measures["output_value"] - costs, rtol=1e-9, atol=1e-3)
    assert (measures[COSTS] >= 0).all(axis=None)


def applicants_add_up(measures: pd.DataFrame) -> None:
    """Whoever applies is turned down, declines, or comes."""
    told = measures["rejected"] + measures["offers_declined"] + measures["hired"]
    pd.testing.assert_series_equal(measures["applications"], told, check_names=False)
    assert (measures[["rejected", "offers_declined"]] >= 0).all(axis=None)


def judgement_lies_between_its_levels(measures: pd.DataFrame) -> None:
    """The mean over managers lies between those of first-line and higher ones, or is the only one's."""
    levels = measures[["decision_quality_first_line", "decision_quality_higher"]].to_numpy()
    both = (levels != 0.0).all(axis=1)
    low = np.where(both, levels.min(axis=1), levels.sum(axis=1))
    high = np.where(both, levels.max(axis=1), levels.sum(axis=1))
    assert (measures["decision_quality"] >= low - 1e-12).all()
    assert (measures["decision_quality"] <= high + 1e-12).all()


def only_rises_save(measures: pd.DataFrame) -> None:
    """Without a rise into or in management there is nothing to hold against a manager from outside."""
    assert (measures.loc[measures["promoted"] == 0, "inside_saving"] == 0.0).all()


def the_bar_divides_managers(measures: pd.DataFrame) -> None:
    """Managers below the bar are managers; with all of them above it their mean is too."""
    assert measures["below_bar"].between(0, measures["managers"]).all()
    assert (measures.loc[measures["below_bar"] == 0, "manager_skill"] >= 0.0).all()


def courses_stay_within_the_budget(scenario: Scenario, measures: pd.DataFrame) -> None:
    """What was spent never exceeds what the budget gave since the opening, warm-up included, and coaches."""
    holds = [scenario.policy.window.holds(month) for month in range(1, scenario.months + 1)]
    policies = [scenario.policy if held else scenario.practice for held in holds]
    before = [scenario.practice] * scenario.warmup
    by_head = sum(policy.training.budget for policy in [*before, *policies])
    given = by_head * scenario.company.headcount / 12.0
    # a share is of what was paid the month before; what was paid before the run began is not written down
    paid = measures["payroll"].to_numpy()
    given += 1.5 * paid[0] * sum(policy.training.budget_share for policy in [*before, policies[0]])
    given += sum(
        policy.training.budget_share * pay for policy, pay in zip(policies[1:], paid[:-1], strict=True)
    )
    # coaches are paid beside the budget; nobody but managers has one
    seats = measures["managers"] + measures["empty_manager_seats"]
    outside = scenario.policy.pilot.share < 1.0 and scenario.practice.training.coaching > 0.0
    coached = [policy.training.coaching > 0.0 or outside for policy in policies]
    given += scenario.company.prices.coach * float((seats * coached).sum())
    assert measures["training_spent"].sum() <= given * (1.0 + 1e-9)
