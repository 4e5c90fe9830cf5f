"""Seats and books: nobody sits twice, nobody is lost, every exit has one cause."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from sim.model.measures import M
from sim.model.promotion_model import PromotionModel
from sim.spec.scenario import Scenario
from sim.state.workforce import C, Cause, H, P, Step, Workforce
from tests.laws.lives import keys, months
from tests.strategies import law, lucks, scenarios, seeds

RESTLESS = {"company.quits": 5.0}


@given(scenarios(months=(1, 12)), lucks(), seeds())
@law(30)
def test_nobody_sits_twice(scenario: Scenario, replicate: int, seed: int) -> None:
    for _, now in months(PromotionModel(scenario, [replicate], seed)):
        assert set(np.unique(now.person(P.PRESENT))) <= {0.0, 1.0}
        present = keys(now, 0)
        assert len(set(present)) == len(present)
        assert 0 not in present


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(40)
def test_opening_and_hired_less_left_is_closing(scenario: Scenario, replicate: int, seed: int) -> None:
    """By name, not only by number: who is there now was there before and stayed, or came."""
    model = PromotionModel(scenario, [replicate], seed)
    for before, now in months(model):
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
        told = model.watch.buffer[model.month - 1, :, 0]
        assert told[M.LEFT] == len(left)
        assert told[M.HIRED] == len(came)
        assert told[M.HEADCOUNT] == len(closing) == len(opening) + told[M.HIRED] - told[M.LEFT]
        assert told[M.EMPTY_SEATS] == now.company(C.OPEN_SEATS)[0] - len(closing)


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(30)
def test_each_exit_has_one_cause(scenario: Scenario, replicate: int, seed: int) -> None:
    model = PromotionModel(scenario, [replicate], seed)
    for _, now in months(model):
        causes, leavers = now.person(H.CAUSE)[0], now.person(H.LEAVER)[0]
        assert set(causes) <= {float(cause) for cause in Cause}
        assert np.array_equal(causes > 0, leavers > 0)
        told = model.watch.buffer[model.month - 1, :, 0]
        by_cause = told[M.EXITS_PERSONAL : M.EXITS_RETIREMENT + 1]
        assert by_cause.sum() == told[M.LEFT] == (causes > 0).sum()
        assert told[M.REGRETTED] <= told[M.LEFT] - told[M.EXITS_DISMISSAL] - told[M.EXITS_RETIREMENT]


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(30)
def test_promotions_move_people_and_make_none(scenario: Scenario, replicate: int, seed: int) -> None:
    """Whoever moved was at the seat they are said to come from, one level lower, and keeps what they are."""
    lasting = [P.JOINED, P.ENTRY_AGE, P.WANT_MANAGE, P.FRAILTY, P.DISPOSITION, P.CLOSENESS, P.ADVOCACY]
    for before, now in months(PromotionModel(scenario, [replicate], seed)):
        for seat in moved(now, (Step.PROMOTED, Step.FORCED)):
            came_from = int(now.people[0, H.FROM_SEAT, seat])
            assert now.layout.level[came_from] == now.layout.level[seat] - 1
            assert np.array_equal(now.people[0, lasting, seat], before.people[0, lasting, came_from])
            assert now.people[0, P.PERSON, seat] == before.people[0, P.PERSON, came_from]
        for seat in moved(now, (Step.STEPPED_BACK,)):
            came_from = int(now.people[0, H.FROM_SEAT, seat])
            assert now.layout.level[came_from] > now.layout.level[seat] == 0
            assert now.people[0, P.PERSON, seat] == before.people[0, P.PERSON, came_from]


def moved(workforce: Workforce, kinds: tuple[Step, ...]) -> list[int]:
    people = workforce.people[0]
    there = np.isin(people[H.STEP], kinds) & (people[P.PRESENT] > 0)
    return [int(seat) for seat in np.flatnonzero(there)]


@given(scenarios(months=(1, 12), fixed=RESTLESS), lucks(), seeds())
@law(20)
def test_money_adds_up(scenario: Scenario, replicate: int, seed: int) -> None:
    measures = PromotionModel(scenario, [replicate], seed).run_model().measures()
    costs = measures[["payroll", "training_spent", "assessment_cost", "replacement_cost"]].sum(axis=1)
    np.testing.assert_allclose(measures["net_value"], measures["output_value"] - costs, rtol=1e-9, atol=1e-3)
    assert (measures[["payroll", "training_spent", "assessment_cost", "replacement_cost"]] >= 0).all(
        axis=None
    )


@given(scenarios(months=(12, 24)), lucks(), seeds())
@law(20)
def test_courses_stay_within_the_budget(scenario: Scenario, replicate: int, seed: int) -> None:
    """What was spent never exceeds what the budget gave since the opening, warm-up included."""
    policy, practice = scenario.policy, scenario.practice
    spent = PromotionModel(scenario, [replicate], seed).run_model().measures()["training_spent"].sum()
    held = sum(policy.window.holds(month) for month in range(1, scenario.months + 1))
    other = scenario.months - held + scenario.warmup
    given_so_far = policy.training.budget * held + practice.training.budget * other
    assert spent <= given_so_far * scenario.company.headcount / 12.0 * (1.0 + 1e-9)
