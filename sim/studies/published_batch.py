"""Experiments with published models, through the same executors and the same store as the main model's.

```toml
model = "fetta2012"
replicates = 400
compared = "strategy"         # what stands in the column `policy`; the other factors name the scenario
baseline = "random"           # what the view `deltas` subtracts, twin by twin

[fixed]
steps = 1000

[design]
kind = "full factorial"

[design.over]
hypothesis = ["peter", "common sense"]
strategy = ["best", "worst", "random"]
```

In the tables the model stands in the column `company`, and `month` counts the model's own steps.
"""

from __future__ import annotations

import inspect
import json
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.batch.design import factorial
from sim.batch.executors import Cluster, Crew, Processes, handed_out
from sim.batch.plan import Arm, Plan, code_hash, digest, pieces
from sim.batch.run import Progress, Summary, agreed, begun, ended
from sim.batch.store import Store
from sim.batch.task import Failure, Lived, Task, failures_of, halves
from sim.published.report import MODELS
from sim.spec.fault import Fault, ScenarioError, nearest_of, shown
from sim.spec.library import read_text
from sim.state.compiled import PACKAGE

BLOCK = 100
"""Organisations of one block."""
COUNTS = ("replicates", "seed")
"""Options of every model that an experiment states for all its cells."""


@dataclass(frozen=True)
class Cell(Arm):
    """One cell of a published experiment: a model and its options."""

    scenario: Any = None
    model: str = ""
    compared: str = ""
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def company(self) -> str:
        """The model's name: it stands where others have the company's."""
        return self.model

    @property
    def policy(self) -> str:
        """What is compared within the experiment."""
        return self.compared

    @cached_property
    def hash(self) -> str:
        """What the cell lives, whatever it is called."""
        return digest([self.model, sorted(self.options)])

    @cached_property
    def opening(self) -> str:
        """Every cell opens for itself."""
        return self.hash

    def opened(self, replicates: tuple[int, ...], seed: int) -> Any:
        """The model with these lucks, ready to be lived."""
        return MODELS[self.model](**dict(self.options), replicates=list(replicates), seed=seed)


@dataclass(frozen=True)
class PublishedPlan(Plan):
    """Every run of an experiment with a published model."""

    def identity(self) -> dict[str, Any]:
        """As of any plan; another version of the published models is another experiment too."""
        return {**super().identity(), "model": published_hash()}

    def to_dict(self) -> dict[str, Any]:
        """The plan as JSON can hold it."""
        cells = [
            {"scenario": cell.case, "compared": cell.policy, "options": dict(cell.options)}
            for cell in self.arms
            if isinstance(cell, Cell)
        ]
        return {
            "model": self.arms[0].company, "title": self.title, "baseline": self.baseline, "seed": self.seed,
            "replicates": self.replicates, "draws": None, "outcomes": self.outcomes, "cells": cells,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> PublishedPlan:
        """The plan of a manifest."""
        cells = tuple(
            Cell(cell["scenario"], model=record["model"], compared=cell["compared"],
                 options=tuple(cell["options"].items()))
            for cell in record["cells"]
        )  # fmt: skip
        rest = {name: record[name] for name in ("baseline", "seed", "replicates", "outcomes", "title")}
        return cls(cells, **rest)


def published_hash() -> str:
    """A hash of the sources that decide the numbers of published models."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "published").glob("*.py"))]
    return digest([code_hash(), sources])[:20]


# ---------------------------------------------------------------- the file


class Sheet(BaseModel):
    """What an experiment file with a published model may hold."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = ""
    question: str = ""
    author: str = ""
    description: str = ""
    model: str
    compared: str
    baseline: str | int | float
    seed: int = Field(1, ge=0, le=2**64 - 1)
    replicates: int = Field(100, ge=1, le=10_000_000)
    outcomes: Literal["monthly", "final"] = "final"
    fixed: dict[str, Any] = {}
    design: dict[str, Any]


def read_plan(file: str | Path) -> PublishedPlan:
    """The plan of an experiment file, or of the manifest of its results.

    Raises ScenarioError with everything that is wrong.
    """
    path = Path(file).expanduser()
    text = read_text(path)
    if path.suffix == ".json":
        return PublishedPlan.from_dict(json.loads(text)["plan"])
    said = tomllib.loads(text)
    try:
        sheet = Sheet.model_validate(said)
    except ValidationError as error:
        raise ScenarioError(_translated(str(path), dict(one)) for one in error.errors()) from None
    over = _checked(str(path), sheet)
    cells = tuple(_cell(sheet, case) for case in factorial(over))
    faults = [fault for cell in cells for fault in _tried(str(path), cell)]
    if faults:
        raise ScenarioError(faults)
    return PublishedPlan(
        cells, worded(sheet.baseline), sheet.seed, sheet.replicates, outcomes=sheet.outcomes,
        title=sheet.title,
    )  # fmt: skip


def _translated(file: str, error: dict[str, Any]) -> Fault:
    key = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return Fault(file, "unknown key", key, nearest=nearest_of(key, list(Sheet.model_fields)))
    if error["type"] == "missing":
        return Fault(file, "is missing", key)
    return Fault(file, error["msg"].lower(), key, shown(error["input"]))


def _checked(file: str, sheet: Sheet) -> dict[str, list[Any]]:
    """The factors of the design, when model, options and factors are what they can be."""
    if sheet.model not in MODELS:
        raise ScenarioError([Fault(file, "there is no such published model", "model", shown(sheet.model),
                                   ", ".join(MODELS), nearest_of(sheet.model, list(MODELS)))])  # fmt: skip
    faults = []
    known = [name for name in inspect.signature(MODELS[sheet.model]).parameters if name not in COUNTS]
    over = sheet.design.get("over")
    if sheet.design.get("kind") != "full factorial":
        faults.append(Fault(file, "not one of the choices", "design.kind", allowed="full factorial"))
    if not isinstance(over, dict) or not over or not all(isinstance(v, list) and v for v in over.values()):
        problem = "must be a table of options, each with a list of values"
        raise ScenarioError([*faults, Fault(file, problem, "design.over")])
    for table, names in (("fixed", sheet.fixed), ("design.over", over)):
        for name in names:
            if name not in known:
                near = nearest_of(name, known)
                faults.append(Fault(file, "no such option of the model", f"{table}.{name}", nearest=near))
    if sheet.compared not in over:
        faults.append(Fault(file, "must be one of the factors", "compared", shown(sheet.compared),
                            ", ".join(over), nearest_of(sheet.compared, list(over))))  # fmt: skip
    elif sheet.baseline not in over[sheet.compared]:
        allowed = ", ".join(map(worded, over[sheet.compared]))
        faults.append(Fault(file, "must be one of the values compared", "baseline", shown(sheet.baseline),
                            allowed))  # fmt: skip
    if faults:
        raise ScenarioError(faults)
    return dict(over)


def _cell(sheet: Sheet, case: Mapping[str, Any]) -> Cell:
    name = " ".join(f"{key}={worded(value)}" for key, value in case.items() if key != sheet.compared)
    options = tuple({**sheet.fixed, **case}.items())
    return Cell(name or "base", model=sheet.model, compared=worded(case[sheet.compared]), options=options)


def worded(value: Any) -> str:
    """A value as a name."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _tried(file: str, cell: Cell) -> list[Fault]:
    """What the model says of a cell's options."""
    try:
        cell.opened((0,), 1)
    except (ValueError, TypeError) as error:
        return [Fault(file, str(error), "design.over")]
    return []


# ---------------------------------------------------------------- one block


def live_cell(task: Task) -> Lived:
    """Live a block of one cell; runs that raise are isolated by halving, as in any batch."""
    started = time.perf_counter()
    lived = _isolated(task)
    lived.seconds = time.perf_counter() - started
    lived.model = published_hash()
    return lived


def _isolated(task: Task) -> Lived:
    try:
        return Lived(tables={name: [table] for name, table in _tables(task).items()})
    except Exception as error:
        if task.runs == 1:
            return Lived(failures=failures_of(task, error))
        lived = Lived()
        for half in halves(task):
            lived.add(_isolated(half))
        return lived


def _tables(task: Task) -> dict[str, pd.DataFrame]:
    cell = task.arms[0]
    assert isinstance(cell, Cell)
    model = cell.opened(task.replicates, task.seed)
    model.run_model()
    if model.accounting_gap().any():
        raise AssertionError("promotions do not follow from exits")
    steps = model.measures()
    if task.outcomes == "final":
        steps = steps.groupby("replicate", sort=False).tail(1)
    tables = {"headlines": model.headlines(), "measures": steps.rename(columns={"step": "month"})}
    return {name: _labelled(table, cell) for name, table in tables.items()}


def _labelled(table: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    labels: dict[str, Any] = {
        "scenario": cell.case,
        "company": cell.company,
        "policy": cell.policy,
        "draw": 0,
    }
    rest = table.reset_index(drop=True)
    for place, (name, value) in enumerate(labels.items()):
        rest.insert(place, name, value)
    return rest


# ---------------------------------------------------------------- the batch


def run(
    plan: PublishedPlan,
    folder: str | Path,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    add_replicates: int = 0,
    progress: Progress | None = None,
) -> Summary:
    """Run what is missing of a plan and keep it in a folder, as `sim.batch.run.run` does.

    Raises ScenarioError when the folder holds something else, StoreError when another command writes there
    or the disk refuses, CrewLostError when the cluster is gone.
    """
    started = time.monotonic()
    store = Store(Path(folder))
    tell = progress or (lambda done, total: None)
    with store.locked():
        whole = agreed(plan, store, add_replicates=add_replicates)
        store.sweep()
        manifest = begun(whole, store, None)
        missing = store.missing(whole)
        before = whole.runs - int(missing.sum())
        lived = failed = 0
        tell(before, whole.runs)
        with _crew(jobs, cluster, whole) if missing.any() else Crew() as crew:
            for task, result in handed_out(_tasks(whole, missing), live_cell, crew):
                outcome = _outcome(task, result)
                store.keep(task, outcome)
                failed += len(outcome.failures)
                lived += task.runs - len(outcome.failures)
                tell(before + lived + failed, whole.runs)
        ended(store, manifest, lived, failed)
    return Summary(store.folder, whole.runs, before, lived, failed, time.monotonic() - started)


def _outcome(task: Task, result: Lived | BaseException) -> Lived:
    if isinstance(result, BaseException):
        failures: list[Failure] = failures_of(task, result)
        return Lived(failures=failures, model=published_hash())
    if result.model != published_hash():
        raise ScenarioError([Fault("", "a worker has another version of the models installed", "--cluster")])
    return result


def _crew(jobs: int, cluster: str | None, plan: Plan) -> Crew:
    """Who lives the blocks; for processes the kernels are compiled first, once."""
    if cluster is not None:
        return Cluster(cluster)
    if jobs == 1:
        return Crew()
    _probe(plan)
    return Processes(jobs)


def _tasks(plan: Plan, missing: Any) -> Iterator[Task]:
    rows = {arm.opening: BLOCK for arm in plan.arms}
    for piece in pieces(plan, missing, rows, most_arms=1):
        for place in piece.arms:
            yield Task((plan.arms[place],), (0,), piece.replicates, plan.seed, outcomes=plan.outcomes)


def _probe(plan: Plan) -> float:
    """Seconds of one run, from one organisation of every cell compared; compiles the kernels first."""
    cells = {arm.policy: arm for arm in plan.arms}
    tasks = [Task((arm,), (0,), (0, 1), plan.seed, outcomes=plan.outcomes) for arm in cells.values()]
    live_cell(replace(tasks[0], replicates=(0,)))
    seconds: float = sum(live_cell(task).seconds for task in tasks)
    return seconds / (2 * len(tasks))


def forecast(plan: PublishedPlan, folder: Path, jobs: int, add_replicates: int = 0) -> list[str]:
    """What a batch would be, in lines; nothing is written."""
    store = Store(folder)
    whole = agreed(plan, store, add_replicates=add_replicates) if folder.exists() else plan.with_counts(
        plan.replicates + add_replicates)  # fmt: skip
    missing = store.missing(whole)
    left = int(missing.sum())
    seconds = left * _probe(whole) / jobs
    return [
        f"runs      {whole.runs:,}: {len(whole.arms)} cells x {whole.replicates:,} replicates",
        f"done      {whole.runs - left:,}",
        f"blocks    {sum(1 for _ in _tasks(whole, missing)):,} left",
        f"time      about {seconds:,.0f} s with {jobs} process{'es' if jobs > 1 else ''}, or less",
    ]
