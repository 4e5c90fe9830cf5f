"""A pilot: the month of companies in which the policy holds in some teams and the practice in the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.model.own_scoring import Own
from sim.processes.in_teams import Flags, InTeams, process_in_teams
from sim.processes.process import Process
from sim.spec.pilot import check_levers
from sim.spec.scenario import Scenario, catalogue, differences
from sim.state.workforce import Array, Workforce

Values = Mapping[str, Array]


def levers_apart(scenario: Scenario, policy: Values, practice: Values) -> dict[str, str]:
    """The numbers that differ between policy and practice, each with whose team decides on it.

    Raises ScenarioError for a lever that differs, in the files or as drawn, and binds the whole company.
    """
    drawn = [path for path, known in catalogue().items() if (policy[known.key] != practice[known.key]).any()]
    check_levers([*drawn, *(d.path for d in differences(scenario.practice, scenario.policy))])
    known = [catalogue()[path] for path in drawn]
    return {lever.key: lever.in_teams for lever in known if lever.in_teams}


def parts_in_teams(
    workforce: Workforce, scenario: Scenario, policy: Values, practice: Values, chosen: Flags,
    processes: Sequence[type[Process] | Own],
) -> list[tuple[Workforce, tuple[Process | InTeams, ...]]]:  # fmt: skip
    """The companies in groups, each with the processes of its month; the policy holds in the teams chosen."""
    levers = levers_apart(scenario, policy, practice)
    return [
        (
            part,
            tuple(
                process.of(policy, rows)
                if isinstance(process, Own)
                else process_in_teams(process, policy, practice, levers, chosen[rows], part.layout, rows)
                for process in processes
            ),
        )
        for rows, part in workforce.parts()
    ]
