"""A policy that holds in some teams only: which levers may differ from team to team, and which may not.

A lever may where what it decides is the business of a team: its people's work, learning, places on the
ladder and pay, or how its manager's seat is filled. What a company decides for all (by what candidates are
compared, one budget, one position in the market) cannot be one thing in one team and another in the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sim.spec.fault import Fault, ScenarioError, nearest_of
from sim.spec.scenario import Difference, Scenario, catalogue, differences

SHARE = "policy.pilot.share"
WHEN_AND_WHERE = ("policy.window.", "policy.pilot.")
"""Beginnings of the paths that say when and where a policy holds, and nothing of what it does."""


@cache
def levers_in_teams() -> tuple[str, ...]:
    """The levers that may differ from team to team, by dotted path."""
    return tuple(path for path, known in catalogue().items() if known.in_teams)


def bound(changed: Iterable[str]) -> list[str]:
    """Of some levers that a pilot changes, those that it may not: they bind the whole company."""
    free = {*levers_in_teams()}
    return [path for path in changed if path not in free and not path.startswith(WHEN_AND_WHERE)]


def refused(scenario: Scenario) -> list[Difference]:
    """What a scenario changes of the practice though its policy holds in some teams only and it may not."""
    if scenario.policy.pilot.share == 1.0:
        return []
    changed = {d.path: d for d in differences(scenario.practice, scenario.policy)}
    return [changed[path] for path in bound(changed)]


def problem_with(path: str) -> Fault:
    """The fault of a lever that a pilot changes and may not, without the place where it was written."""
    section = path.split(".")[1]
    near = [lever for lever in levers_in_teams() if lever.split(".")[1] == section]
    return Fault(
        "",
        "binds the whole company: a policy that holds in some teams only must leave it as it is practised",
        path,
        allowed=f"the practice here; what may differ is {', '.join(near or levers_in_teams())}",
        nearest=nearest_of(path, near),
    )


def check_levers(changed: Iterable[str]) -> None:
    """Raise ScenarioError for those of the levers, by dotted path, that a pilot changes and may not."""
    if faults := [problem_with(path) for path in bound(changed)]:
        raise ScenarioError(faults)
