"""A user's own rule in place of the weighted criteria: called at reviews, company by company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.processes.month import ORDER
from sim.processes.process import Process
from sim.processes.scoring import Scoring
from sim.spec.own import find
from sim.spec.scenario import Scenario
from sim.state import draws
from sim.state.draws import Purpose
from sim.state.workforce import PEOPLE, Array, P, Whole, Workforce


@dataclass(frozen=True)
class Candidates:
    """What an own rule is given: one company at a review, read-only.

    `people` maps the names of person columns (`docs/measures.md`) to arrays (seats,); `level`, `boss` and
    `team` (seats,) are the tree; `month` counts from the policy change. An empty seat has `present` 0.
    """

    people: Mapping[str, Array]
    level: Whole
    boss: Whole
    team: Whole
    month: int
    seed: int
    replicate: int

    def luck(self) -> Array:
        """A standard normal number per seat, keyed by person and month: the same under every policy."""
        keys = self.people["person"]
        luck = [draws.normal(self.seed, self.replicate, int(k), self.month, Purpose.CHANCE) for k in keys]
        return np.array(luck)


@dataclass(frozen=True)
class OwnScoring(Scoring):
    """Scores by the function that the policy names; everything else is as the policy says."""

    name: str

    def __call__(self, workforce: Workforce, month: int) -> None:
        """At a review, let the function score each company. Raises ValueError for what is no score."""
        if month % int(self.numbers[0].promotion_review_every) != 0:
            return
        rule = find(self.name)
        for r in range(workforce.rows):
            scores = np.asarray(rule(candidates(workforce, r, month)), dtype=np.float64)
            if scores.shape != (workforce.layout.seats,) or not np.isfinite(scores).all():
                raise ValueError(
                    f"{self.name} must give one finite number per seat ({workforce.layout.seats}), "
                    f"not an array of shape {scores.shape}"
                )
            workforce.people[r, P.SCORE] = scores


@dataclass(frozen=True)
class Own:
    """Makes the process that scores by a function of the user's."""

    name: str

    def of(self, values: Mapping[str, Array], rows: slice = slice(None)) -> OwnScoring:
        """The process with its numbers taken from the scenario's, by name. Raises ScenarioError."""
        find(self.name)
        return OwnScoring(Scoring.of(values, rows).numbers, self.name)


def candidates(workforce: Workforce, row: int, month: int) -> Candidates:
    """One company as an own rule may see it: views that can't be written to."""
    people = {known.name: workforce.people[row, column] for column, known in PEOPLE.items()}
    plan = workforce.layout
    shown = Candidates(
        people, plan.level.copy(), plan.boss.copy(), plan.team.copy(), month, workforce.seed,
        int(workforce.replicates[row]),
    )  # fmt: skip
    for column in people.values():
        column.flags.writeable = False
    return shown


def processes_of(scenario: Scenario) -> tuple[type[Process] | Own, ...]:
    """What makes the processes of a month under a policy: the model's, or one's own rule for scoring."""
    name = scenario.policy.promotion.scoring
    return tuple(Own(name) if name and process is Scoring else process for process in ORDER)
