"""Pilots: a policy that holds in some teams, the practice in the others, and the company in both."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from sim.model.pilot import parts_in_teams
from sim.model.promotion_model import PromotionModel, practised_values, row_values
from sim.processes.appraisal import Appraisal
from sim.processes.in_teams import InTeams, TeamsDisagreeError, process_in_teams, teams_chosen
from sim.processes.month import ORDER
from sim.spec.pilot import SHARE, bound, levers_in_teams
from sim.spec.policy import Pilot
from sim.spec.reader import load
from sim.spec.scenario import Scenario, catalogue, differences
from sim.state.records import keys
from sim.state.workforce import C, P, T, Workforce
from tests.laws.lives import changed, from_start, same, start_of
from tests.strategies import law, lucks, scenarios, seeds

EVERY_LEVER = {
    "policy.training.mentoring": 0.7,
    "policy.training.coaching": 1.0,
    "policy.work.coaching_share": 0.7,
    "policy.work.people_time": 0.1,
    "policy.work.clarity": 0.9,
    "policy.work.successor_time": 0.1,
    "policy.work.stretch": 0.3,
    "policy.work.allotment": "learners",
    "policy.work.swaps": 0.2,
    "policy.retention.counteroffers": 0.9,
    "policy.retention.merit_slope": 0.1,
    "policy.retention.pace": 0.5,
    "policy.retention.pay_raise": 0.3,
    "policy.retention.give_again": 0,
    "policy.promotion.consent": "forced",
    "policy.promotion.ask_again": 1,
    "policy.promotion.shortlist": 1,
    "policy.promotion.explained": 1.0,
    "policy.promotion.open_calls": True,
    "policy.promotion.protect_projects": True,
    "policy.promotion.step_back": True,
    "policy.promotion.step_back_pay": 0.0,
    "policy.promotion.trial": 6,
    "policy.work.wait": 3,
    "policy.ladder.slots": 0.3,
    "policy.ladder.rungs": 3,
    "policy.ladder.narrowing": 0.9,
    "policy.ladder.pay_parity": 1.2,
    "policy.ladder.prestige_parity": 1.0,
    "policy.ladder.seniority": 0.9,
}
"""Each lever that may differ from team to team, away from the status quo."""
FERTILE = {
    "policy.work.stretch": 0.2,
    "policy.work.bench": 1.0,
    "policy.work.prepared": 6,
    "policy.promotion.step_back": True,
    "policy.promotion.review_every": 1,
    "policy.promotion.scope": "company",
    "policy.ladder.review_every": 3,
    "policy.ladder.slots": 0.2,
    "policy.ladder.rungs": 2,
    "policy.retention.counteroffers": 0.7,
    "policy.retention.reaction": "pay",
}
"""A practice under which every lever has something to act on."""
FERTILE_INSTEAD: dict[str, object] = {
    "policy.promotion.step_back": False,
    "policy.retention.counteroffers": 0.0,
}
"""Another value where the practice above has the lever's already."""
RESTLESS = {"company.headcount": 40, "company.span": 4, "company.quits": 4.0, "company.warmup": 3}


def in_share(scenario: Scenario, share: float) -> Scenario:
    return replace(scenario, policy=scenario.policy.model_copy(update={"pilot": Pilot(share=share)}))


def piloted(share: float, months: int = 8) -> Scenario:
    told = RESTLESS | EVERY_LEVER | {SHARE: share}
    return load("vietnam_sme", "status_quo", overrides=told, months=months)


def end_of(scenario: Scenario, start: Workforce) -> Workforce:
    return from_start(scenario, start).run_model().workforce


@given(scenarios(months=(1, 12), pilots=True), seeds())
@law(15)
def test_in_no_team_it_is_the_practice(scenario: Scenario, seed: int) -> None:
    start = start_of(scenario, [0, 7], seed)
    nowhere = end_of(in_share(scenario, 0.0), start)
    practised = end_of(replace(scenario, policy=scenario.practice), start)
    assert all(same(nowhere, practised, row, row) for row in range(2))


@given(scenarios(months=(1, 12), pilots=True), seeds())
@law(15)
def test_in_all_teams_it_is_the_policy(scenario: Scenario, seed: int) -> None:
    """A share so near to one that no team stays out is lived team by team, and is the same life."""
    start = start_of(scenario, [0, 7], seed)
    nearly = end_of(in_share(scenario, 0.99), start)
    everywhere = end_of(in_share(scenario, 1.0), start)
    assert all(same(nearly, everywhere, row, row) for row in range(2))


def test_every_lever_that_may_differ_does() -> None:
    """All that the catalogue marks are pulled above; each alone moves somebody, where there is a cause to."""
    assert set(EVERY_LEVER) == set(levers_in_teams())
    practised = load("vietnam_sme", "status_quo", overrides=RESTLESS | FERTILE, months=24)
    practised = replace(practised, practice=practised.policy)
    start = start_of(practised, [0, 1, 2, 3], 3)
    without = end_of(practised, start)
    for path, value in EVERY_LEVER.items():
        moved = {path: FERTILE_INSTEAD.get(path, value)}
        policy = load("vietnam_sme", "status_quo", overrides=RESTLESS | FERTILE | moved).policy
        pilot = in_share(replace(practised, policy=policy), 0.5)
        assert changed(without, end_of(pilot, start)), path


@given(scenarios(months=(2, 2), pilots=True, fixed={"company.quits": 5.0}), lucks(), seeds())
@law(20)
def test_a_pilot_writes_what_its_processes_say(scenario: Scenario, replicate: int, seed: int) -> None:
    workforce = start_of(scenario, [replicate, replicate + 1], seed)
    policy = row_values(scenario, 2, None, workforce)
    practice = practised_values(scenario, None, workforce)
    chosen = teams_chosen(workforce, policy["pilot_share"])
    [(part, processes)] = parts_in_teams(workforce, scenario, policy, practice, chosen, ORDER)
    for kind, process in zip(ORDER, processes, strict=True):
        before = workforce.copy()
        process(part, 12)
        assert changed(before, workforce) <= kind.writes, kind.__name__


def test_teams_come_in_by_lot_and_stay_in() -> None:
    start = start_of(piloted(0.5), [0, 1, 2], 3)
    before = np.zeros((3, start.layout.teams + 1), np.bool_)
    for share in (0.0, 0.2, 0.5, 0.8, 1.0):
        chosen = teams_chosen(start, np.full(3, share))
        assert (chosen >= before).all(), "a larger share adds teams and takes none away"
        assert (chosen[:, :-1].sum(axis=1) == np.floor(share * start.layout.teams + 0.5)).all()
        assert (chosen[:, -1] == chosen[:, 0]).all(), "the head of the company goes with their own team"
        before = chosen
    assert len({tuple(row) for row in teams_chosen(start, np.full(3, 0.5))}) > 1, "companies draw apart"


def test_people_tell_who_is_in_the_pilot() -> None:
    model = from_start(piloted(0.5), start_of(piloted(0.5), [0, 1], 3)).run_model()
    people = model.people()
    assert 0 < people["in_pilot"].sum() < len(people)
    # a manager is with the team they lead, so nobody is elsewhere than their first-line boss
    contributors = people[people["level"] == 0]
    bosses = people[people["level"] == 1].set_index(["replicate", "seat"])["in_pilot"]
    pairs = contributors.join(bosses.rename("of_boss"), on=["replicate", "boss"], how="inner")
    assert len(pairs) > 20
    assert (pairs["in_pilot"] == pairs["of_boss"]).all()
    assert "in_pilot" not in PromotionModel(piloted(1.0, 1), 1).run_model().people()


def test_outside_a_pilot_only_what_comes_from_people_changes() -> None:
    """In its first month a pilot of managers' time for people leaves all others' work as it was."""
    told = RESTLESS | {"policy.work.people_time": 0.2}
    status_quo = load("vietnam_sme", "status_quo", overrides=RESTLESS, months=1)
    pilot = load("vietnam_sme", "status_quo", overrides=told | {SHARE: 0.5}, months=1)
    start = start_of(status_quo, [4], 3)
    chosen = teams_chosen(start, np.full(1, 0.5))[0]
    a, b = end_of(status_quo, start), end_of(pilot, start)
    led = {t: [c for c in T if a.teams[0, c, t] != b.teams[0, c, t]] for t in range(a.layout.teams)}
    assert any(led[t] for t in led if chosen[t])
    plan = a.layout
    for seat in range(plan.seats):
        if plan.level[seat] == 0 and not chosen[plan.team[seat]]:
            for column in (P.TECHNICAL_ACQUIRED, P.LEADERSHIP_ACQUIRED, P.OUTPUT, P.PAY):
                assert a.people[0, column, seat] == b.people[0, column, seat]


def test_what_binds_a_company_cannot_differ_by_team() -> None:
    """Were the company's position against the market marked by mistake, its process would notice."""
    scenario = piloted(0.5)
    workforce = start_of(scenario, [0], 3)
    practice = practised_values(scenario, None, workforce)
    policy = practice | {"retention_pay_position": np.full(1, 0.3)}
    process = process_in_teams(
        Appraisal, policy, practice, {"retention_pay_position": "people"},
        teams_chosen(workforce, np.full(1, 0.5)), workforce.layout, slice(None),
    )  # fmt: skip
    assert isinstance(process, InTeams)
    with pytest.raises(TeamsDisagreeError, match=str(int(C.PAY_POSITION))):
        process(workforce, 3)


@pytest.mark.parametrize("path", levers_in_teams())
def test_a_lever_in_teams_acts_in_no_process_that_decides_for_all(path: str) -> None:
    acting = {kind.__name__ for kind in ORDER if catalogue()[path].key in keys(kind.Numbers)}
    assert acting
    # careers ask team by team; what these decide they decide for all
    assert not acting & {"Market", "Scoring", "Rotation", "Culture", "Hiring", "Accounts"}


def test_everything_else_is_refused() -> None:
    everything = load("vietnam_sme", "everything").policy
    changed_levers = [d.path for d in differences(load("vietnam_sme", "status_quo").policy, everything)]
    assert set(bound(changed_levers)) == set(changed_levers) - set(levers_in_teams())
    assert bound(["policy.window.start", SHARE]) == []
