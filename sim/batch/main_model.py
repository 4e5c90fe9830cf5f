"""Experiments with the main model: arms that are scenarios, and how a block of them is lived."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim.batch.block import rows_per_block
from sim.batch.kind import Kind, digest, sources_hash
from sim.batch.task import Task, live_task
from sim.model.measures import NAMES, headlines
from sim.model.promotion_model import PromotionModel, opened, without_levers
from sim.spec.assumptions import Assumptions
from sim.spec.company import Company
from sim.spec.fault import Fault, ScenarioError
from sim.spec.policy import Policy
from sim.spec.reader import load
from sim.spec.roster import Roster, read_roster
from sim.spec.scenario import Names, Scenario
from sim.state.workforce import Workforce

YEAR = 12
EVENT_TYPES = {
    "draw": "int64", "replicate": "int64", "month": "int64", "person": "int64", "kind": "str", "cause": "str",
    "from_seat": "int64", "to_seat": "int64",
}  # fmt: skip


@dataclass(frozen=True)
class ScenarioArm:
    """One policy on one company in one case.

    `drawn` says whether drawn values of policy.* hold for it (they never do for the baseline).
    """

    case: str
    scenario: Scenario
    drawn: bool = True

    @property
    def kind(self) -> Kind:
        """The main model's."""
        return MAIN

    @property
    def company(self) -> str:
        """The company's name."""
        return self.scenario.names.company

    @property
    def policy(self) -> str:
        """The policy's name."""
        return self.scenario.names.policy

    @cached_property
    def hash(self) -> str:
        """Scenario, and whether draws of its policy hold."""
        text = f"{self.scenario.content_hash} {self.drawn}"
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def opening(self) -> str:
        """The company under its present practice."""
        return self.scenario.as_practised().content_hash


class MainModel:
    """The kind of experiments with the main model."""

    probed = 32

    def version(self) -> str:
        """A hash of the model's sources."""
        return code_hash()

    def rows(self, arm: ScenarioArm) -> int:
        """As many companies of this size as fit the cache."""
        return rows_per_block(arm.scenario)

    def compile(self, arms: Sequence[ScenarioArm]) -> None:
        """Any company compiles all kernels."""
        compile_kernels()

    def opened(self, task: Task) -> Callable[[ScenarioArm], dict[str, pd.DataFrame]]:
        """Open and warm up the companies of the arms' common practice; every arm lives on from a copy."""
        first = task.arms[0]
        assert isinstance(first, ScenarioArm)
        start = opened(first.scenario, task.replicates, task.seed, without_levers(task.table))
        return lambda arm: tables_of(live_arm(arm, start.copy(), task), task)

    def record(self, arms: Sequence[ScenarioArm]) -> dict[str, Any]:
        """Every company, policy and world once, by its hash."""
        parts: dict[str, Any] = {}
        return {"arms": [_arm_record(arm, parts) for arm in arms], "parts": parts}


MAIN = MainModel()


def code_hash() -> str:
    """A hash of the model's own sources: another model may give other numbers."""
    return sources_hash("state", "processes", "model")


def compile_kernels() -> None:
    """Live a small company for a month, so that workers find the machine code in the cache."""
    small = {"company.headcount": 8, "company.span": 3, "company.warmup": 1}
    scenario = load("vietnam_sme", "status_quo", overrides=small, months=1)
    live_task(Task((ScenarioArm("", scenario),), (0,), (0,), 1))


# ---------------------------------------------------------------- one arm


def live_arm(arm: ScenarioArm, start: Workforce, task: Task) -> PromotionModel:
    """Live one arm to its end."""
    table = task.table if arm.drawn else without_levers(task.table)
    return PromotionModel(
        arm.scenario, task.replicates, task.seed, table, start=start, events=task.events, collect=False
    ).run_model()


def tables_of(model: PromotionModel, task: Task) -> dict[str, pd.DataFrame]:
    """What is kept of a model that has been lived: headlines, measures, events if asked for."""
    monthly = model.measures()
    found = {"headlines": headlines(monthly), "measures": kept(monthly, task.outcomes)}
    if task.events:
        found["events"] = model.events().astype(EVENT_TYPES)
    return found


def kept(monthly: pd.DataFrame, outcomes: str) -> pd.DataFrame:
    """The months that are kept: all, the mean of each year under its last month, or the last month."""
    last = int(monthly["month"].max())
    if outcomes == "monthly":
        return monthly
    if outcomes == "final":
        return monthly[monthly["month"] == last]
    ends = [min(first + YEAR - 1, last) for first in range(1, last + 1, YEAR)]
    rows = len(monthly) // last
    values = monthly[list(NAMES)].to_numpy().reshape(last, rows, len(NAMES))
    years = [_year(values[end - 1 - (end - 1) % YEAR : end]) for end in ends]
    keys = monthly.iloc[:rows][["draw", "replicate"]]
    frame = pd.concat([keys] * len(ends), ignore_index=True)
    frame["month"] = np.repeat(ends, rows)
    return pd.concat([frame, pd.DataFrame(np.concatenate(years), columns=list(NAMES))], axis=1)


def _year(months: Any) -> Any:
    """The mean over months, added in the order of the months so that its bits depend on nothing else."""
    total = months[0].copy()
    for month in months[1:]:
        total += month
    return total / len(months)


# ---------------------------------------------------------------- written down, and read again


def arms_of(record: Mapping[str, Any]) -> list[ScenarioArm]:
    """The arms of a manifest. Raises ScenarioError if a scenario no longer is what it was."""
    roster = read_roster(record["roster"], record["fiscal_year"]) if record["roster"] else None
    return [_arm(arm, record["parts"], roster) for arm in record["arms"]]


def _arm_record(arm: ScenarioArm, parts: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "scenario": arm.case, "names": list(arm.scenario.names), "months": arm.scenario.months,
        "drawn": arm.drawn, "content_hash": arm.scenario.content_hash,
    }  # fmt: skip
    for kind in ("company", "policy", "assumptions", "practice"):
        held = getattr(arm.scenario, kind).model_dump(mode="json")
        name = f"{kind}-{digest(held)[:12]}"
        parts[name] = held
        record[kind] = name
    return record


def _arm(record: Mapping[str, Any], parts: Mapping[str, Any], roster: Roster | None) -> ScenarioArm:
    scenario = Scenario(
        Company.model_validate(parts[record["company"]]),
        Policy.model_validate(parts[record["policy"]]),
        Assumptions.model_validate(parts[record["assumptions"]]),
        Policy.model_validate(parts[record["practice"]]),
        record["months"],
        Names(*record["names"]),
        roster,
    )
    if scenario.content_hash != record["content_hash"]:
        problem = "is no longer what the manifest says: the catalogue of parameters or the roster has changed"
        raise ScenarioError([Fault("", problem, f"{scenario.names.company}, {scenario.names.policy}")])
    return ScenarioArm(record["scenario"], scenario, record["drawn"])
