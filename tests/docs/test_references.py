"""What docs and code name is there: rules that docs/model.md names, and evidence that the code names."""

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


def evidence(text: str) -> set[int]:
    """The numbers of the codes E1, E2, ... in a text, "E34 to E36" being three."""
    single = {int(number) for number in re.findall(r"\bE(\d{1,2})\b", text)}
    ranges = re.findall(r"\bE(\d{1,2}) to E(\d{1,2})\b", text)
    return single.union(*(range(int(first), int(last)) for first, last in ranges))


def test_evidence_that_the_code_names_can_be_looked_up() -> None:
    files = [path for kind in ("py", "csv", "toml") for path in (ROOT / "sim").rglob(f"*.{kind}")]
    named = set().union(*(evidence(path.read_text(encoding="utf-8")) for path in files))
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    known = [int(number) for number in re.findall(r"^\| E(\d+) \|", sources, re.M)]
    assert len(named) > 40
    assert sorted(named - set(known)) == []
    assert known == sorted(set(known))
