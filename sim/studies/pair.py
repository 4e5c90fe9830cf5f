"""What the studies share: one policy against a baseline as a plan, and its paired differences by draw."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.batch.design import Sampling
from sim.batch.main_model import ScenarioArm
from sim.batch.main_sheet import BASE
from sim.batch.plan import Plan
from sim.batch.results import Results
from sim.batch.run import run
from sim.spec.fault import Fault, ScenarioError, nearest_of
from sim.spec.measure import HEADLINES
from sim.spec.reader import load

Progress = Callable[[int, int], None]
MEASURES = tuple(measure.name for measure in HEADLINES)


@dataclass(frozen=True)
class Pair:
    """One policy against a baseline on one company: what a study asks about.

    `overrides` on policy.* hold for the policy, never for the baseline.
    """

    company: str
    policy: str
    baseline: str = "status_quo"
    months: int = 60
    seed: int = 1
    overrides: Mapping[str, Any] = field(default_factory=dict)

    def plan(self, replicates: int, sampling: Sampling | None = None) -> Plan:
        """The plan of a study. Raises ScenarioError with everything that is wrong."""
        if self.policy == self.baseline:
            raise ScenarioError([Fault("", "is the baseline itself", "policy", f'"{self.policy}"')])
        shared = {path: value for path, value in self.overrides.items() if not path.startswith("policy.")}
        baseline = load(self.company, self.baseline, None, shared, self.months)
        policy = load(self.company, self.policy, None, dict(self.overrides), self.months)
        arms = (ScenarioArm(BASE, baseline, drawn=False), ScenarioArm(BASE, policy))
        names = baseline.names
        title = f"{policy.names.policy} against {names.policy} on {names.company}"
        return Plan(arms, names.policy, self.seed, replicates, sampling, "final", title=title)


def check_measure(name: str) -> None:
    """Refuse a measure that is not at the head of comparisons. Raises ScenarioError."""
    if name not in MEASURES:
        near = nearest_of(name, MEASURES)
        raise ScenarioError(
            [Fault("", "there is no such measure", "--measure", f'"{name}"', ", ".join(MEASURES), near)]
        )


def lived(plan: Plan, folder: Path, **how: Any) -> pd.DataFrame:
    """Run what is missing of a plan; the paired differences of every draw and replicate.

    Raises RuntimeError when runs have failed: a study needs them all.
    """
    summary = run(plan, folder, **how)
    if summary.failed:
        raise RuntimeError(f"{summary.failed} runs failed; `twinladder status {folder}` shows why")
    return Results(folder).deltas()


def by_draw(deltas: pd.DataFrame, measure: str) -> tuple[np.ndarray[Any, Any], float]:
    """The mean difference of every draw over its replicates, and the variance that luck leaves in it.

    All draws live the same replicates (common random numbers). With y[d, r] the difference of draw d and
    replicate r, D draws, R replicates and bars for means over the index that is missing, luck's variance in
    a mean of R replicates is that of the two-way residuals, the interaction of draw and replicate:

        e[d, r] = y[d, r] - ybar[d, .] - ybar[., r] + ybar[., .]
        luck    = sum of e[d, r]**2 / ((D - 1) * (R - 1)) / R

    What a replicate does to all draws alike moves none of them apart, and is no part of it. The residuals of
    different draws are taken as independent, which errs on the safe side for worlds that are much alike.

    Returns:
        The means (draws,), and luck's variance, in the square of the measure's unit; not a number with one
        draw or one replicate.

    Raises:
        ValueError: a draw lacks a replicate that another one has.
    """
    table = deltas.pivot(index="draw", columns="replicate", values=measure).to_numpy(dtype=np.float64)
    if not np.isfinite(table).all():
        raise ValueError(
            f"{measure}: every draw must have the same replicates, and a finite difference in each"
        )
    draws, replicates = table.shape
    means: np.ndarray[Any, Any] = table.mean(axis=1)
    if draws < 2 or replicates < 2:
        return means, float("nan")
    residuals = table - means[:, None] - table.mean(axis=0) + table.mean()
    interaction = float((residuals**2).sum()) / ((draws - 1) * (replicates - 1))
    return means, interaction / replicates


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Path]:
    """The folder asked for, or one that is thrown away at the end."""
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="twinladder-") as scratch:
        yield Path(scratch)
