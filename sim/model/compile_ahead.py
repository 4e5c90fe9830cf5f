"""A second process at the first start: it compiles the month's kernels, the last and the dearest first.

Whoever runs the model for the first time compiles its kernels in the order of the month, one after the other,
on one core. This program goes through them from the other end meanwhile; no kernel is compiled twice, for one
process waits for the other (`sim.state.compiled`). Nothing of what it lives is kept.

    python -m sim.model.compile_ahead
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.model.measures import Watch
from sim.model.promotion_model import in_parts, row_values
from sim.processes.careers import Careers
from sim.processes.in_teams import InTeams
from sim.processes.process import Process
from sim.spec.reader import load
from sim.state.opening import open_workforce
from sim.state.workforce import empty, layout

REVIEW = 12
"""A month in which everything is due that is due once a year or more often."""


def main() -> None:
    """Live a month of two small companies, the processes in an order that suits nobody but the compiler."""
    scenario = load("actuarial_department", "status_quo", months=1)
    # two companies, because the numbers of a single one lie in memory in another way
    lucks, draws = np.arange(2), np.zeros(2, np.int64)
    workforce = empty(layout(scenario.company.headcount, scenario.company.span), 1, lucks, draws)
    values = row_values(scenario, workforce.rows, None, workforce)
    open_workforce(workforce, 0, values)
    for part, processes in in_parts(workforce, values):
        for process in in_turn(processes):
            process(part, REVIEW)
    Watch(workforce, scenario.months, values["seeing_survey_reliability"]).take(workforce, 1)


def in_turn(processes: Iterable[Process | InTeams]) -> list[Process | InTeams]:
    """Careers first, which take a quarter of all compiling, then the others from the last on."""
    given = list(processes)
    first = [process for process in given if isinstance(process, Careers)]
    return first + [process for process in reversed(given) if not isinstance(process, Careers)]


if __name__ == "__main__":
    main()
