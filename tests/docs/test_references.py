"""What docs/model.md says of the code is there: rules are named with their module, to be looked up."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from sim.spec.scenario import catalogue

ROOT = Path(__file__).parents[2]
MODULES = {path.stem: f"sim.processes.{path.stem}" for path in (ROOT / "sim/processes").glob("*.py")}
NAMED = re.findall(r"`(\w+)\.(\w+)`", (ROOT / "docs/model.md").read_text(encoding="utf-8"))
RULES = sorted({(module, name) for module, name in NAMED if module in MODULES})
"""Module and name of everything in backticks that begins with the name of a module of the month."""


def test_rules_are_named() -> None:
    assert len(RULES) > 30


@pytest.mark.parametrize(("module", "name"), RULES)
def test_a_rule_that_is_named_exists(module: str, name: str) -> None:
    """As something of the module, or as a number of a group of the same name."""
    if not any(path.endswith(f".{module}.{name}") for path in catalogue()):
        assert hasattr(importlib.import_module(MODULES[module]), name)
