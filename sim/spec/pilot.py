"""A policy that holds in some teams only: which levers may differ from team to team, and which may not.

A lever may where everything it moves stays with the people of a team: their work, learning, mood and pay.
What a company decides for all (who is promoted where, one budget, one ladder, one position in the market)
cannot be one thing in one team and another in the next.
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
    return Fault(
        "",
        "binds the whole company: a policy that holds in some teams only must leave it as it is practised",
        path,
        allowed=f"the practice here; in teams may differ {', '.join(levers_in_teams())}",
        nearest=nearest_of(path, [lever for lever in levers_in_teams() if _section(lever) == _section(path)]),
    )


def _section(path: str) -> str:
    return path.split(".")[1]


def check_levers(changed: Iterable[str]) -> None:
    """Raise ScenarioError for those of the levers, by dotted path, that a pilot changes and may not."""
    if faults := [problem_with(path) for path in bound(changed)]:
        raise ScenarioError(faults)
