"""Experiment files and manifests to plans, whichever kind of experiment they are.

A file with the key `model` is an experiment with that published model, any other one with the main model.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.batch import main_model, main_sheet, published_model, published_sheet
from sim.batch.plan import Plan
from sim.spec import library
from sim.spec.fault import Fault, ScenarioError
from sim.spec.reader import Layer

PUBLISHED_KEY = "model"


def read_plan(path: str | Path) -> Plan:
    """The plan of an experiment file (TOML), or of the manifest of a folder of results (JSON).

    Raises ScenarioError with everything that is wrong.
    """
    file = Path(path).expanduser()
    text = library.read_text(file)
    if file.suffix == ".json":
        return _of_manifest(file, text)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([Fault(str(file), f"not TOML: {error}")]) from None
    layer = Layer(str(file), said, text, file.parent)
    return published_sheet.read(layer) if PUBLISHED_KEY in said else main_sheet.read(layer)


def plan_of(record: Mapping[str, Any]) -> Plan:
    """The plan that a manifest holds. Raises ScenarioError if a scenario no longer is what it was."""
    if PUBLISHED_KEY in record:
        return Plan.from_dict(record, published_model.arms_of(record))
    return Plan.from_dict(record, main_model.arms_of(record))


def _of_manifest(file: Path, text: str) -> Plan:
    try:
        return plan_of(json.loads(text)["plan"])
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise ScenarioError([Fault(str(file), "is not the manifest of a folder of results")]) from None
