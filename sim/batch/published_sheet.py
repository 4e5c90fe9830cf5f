"""Experiment files of published models to plans: one model, its options crossed.

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
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.batch.design import factorial, worded
from sim.batch.plan import Plan
from sim.batch.published_model import Cell
from sim.published.report import MODELS
from sim.spec.fault import Fault, ScenarioError, nearest_of, shown
from sim.spec.reader import Layer

COUNTS = ("replicates", "seed")
"""Options of every model that an experiment states for all its cells."""


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


def read(layer: Layer) -> Plan:
    """The plan of an experiment file. Raises ScenarioError with everything that is wrong."""
    file = layer.source
    try:
        sheet = Sheet.model_validate(dict(layer.values))
    except ValidationError as error:
        raise ScenarioError(_translated(file, dict(one)) for one in error.errors()) from None
    cells = tuple(_cell(sheet, case) for case in factorial(_checked(file, sheet)))
    faults = [fault for cell in cells for fault in _tried(file, cell)]
    if faults:
        raise ScenarioError(faults)
    return Plan(
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
    return Cell(name or "base", sheet.model, worded(case[sheet.compared]), options)


def _tried(file: str, cell: Cell) -> list[Fault]:
    """What the model says of a cell's options."""
    try:
        cell.model_of((0,), 1)
    except (ValueError, TypeError) as error:
        return [Fault(file, str(error), "design.over")]
    return []
