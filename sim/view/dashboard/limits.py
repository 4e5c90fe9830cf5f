"""What is too much for a page that others use too: refused before anything runs, with a way out."""

from __future__ import annotations

from sim import comparison
from sim.spec.fault import Fault, ScenarioError
from sim.spec.reader import load
from sim.spec.roster import Roster
from sim.spec.scenario import Scenario
from sim.view.dashboard.link import Question, check_policies

MOST_PEOPLE = 10_000
MOST_REPLICATES = 2_000
MOST_DRAWS = 200
MOST_MONTHS = 240
MOST_WORK = 300_000_000
"""Person-months of one question: about two minutes of one core."""
WAY_OUT = "; larger questions run with `twinladder compare` on the command line"


def baseline_of(question: Question, roster: Roster | None) -> Scenario:
    """The baseline's scenario, with what holds for all policies. Raises ScenarioError."""
    shared, _ = comparison.split_overrides(question.overrides)
    return load(
        question.company, question.baseline, question.assumptions, dict(shared), question.months, roster
    )


def check(question: Question, roster: Roster | None) -> Scenario:
    """Refuse what is wrong or too much; gives the baseline's scenario.

    Raises ScenarioError with everything that is too much at once.
    """
    _refuse(
        ("replicates", question.replicates, MOST_REPLICATES),
        ("draws", question.draws, MOST_DRAWS),
        ("months", question.months, MOST_MONTHS),
    )
    comparison.check_settings(
        months=question.months, replicates=question.replicates, draws=question.draws, seed=question.seed
    )
    check_policies(question)
    scenario = baseline_of(question, roster)
    _refuse(("people", scenario.company.headcount, MOST_PEOPLE))
    _refuse(("people × policies × companies × worlds × months", effort(question, scenario), MOST_WORK))
    return scenario


def _refuse(*wanted: tuple[str, int, int]) -> None:
    """Refuse whatever is above its limit. Raises ScenarioError with all of them."""
    faults = [
        Fault("", "too much for a page", what, f"{value:,}", f"up to {most:,}{WAY_OUT}")
        for what, value, most in wanted
        if value > most
    ]
    if faults:
        raise ScenarioError(faults)


def effort(question: Question, scenario: Scenario) -> int:
    """Person-months that a question takes."""
    months = question.months + (0 if scenario.roster else scenario.warmup)
    arms = len(question.policies) + 1
    return scenario.company.headcount * arms * question.replicates * question.draws * months
