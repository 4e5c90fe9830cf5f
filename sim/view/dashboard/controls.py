"""Sliders, choices and switches, made from the catalogue: one control per parameter, none written by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.spec import library
from sim.spec.library import Kind
from sim.spec.parameter import Parameter
from sim.spec.reader import read_company, read_policy
from sim.spec.scenario import catalogue, values

STEPS = 100
MOST_POSITIONS = 4
TIERS = {
    "A": "causal studies or meta-analyses",
    "B": "correlations or official statistics",
    "C": "surveys",
    "judgement": "our judgement",
    "choice": "somebody's choice, no evidence needed",
}
GROUPS = {
    "policy.promotion.weights": "Who is chosen",
    "policy.promotion": "Rules of promotion",
    "policy.ladder": "Technical ladder",
    "policy.training": "Training",
    "policy.work": "Managers' work",
    "policy.rotation": "Moves sideways",
    "policy.retention": "Pay and retention",
    "assumptions.people": "People",
    "assumptions.output": "Output",
    "assumptions.learning": "Learning",
    "assumptions.seeing": "What others see",
    "assumptions.morale": "Morale",
    "assumptions.turnover": "Leaving",
    "assumptions.career": "Careers",
    "assumptions.market": "Labour market",
    "assumptions.knowledge": "Knowledge",
    "company": "The company",
    "company.prices": "Prices",
}
"""Headings by the dotted path above a parameter; what is not named here goes by its own name."""


@dataclass(frozen=True)
class Position:
    """A named place on a slider."""

    name: str
    value: str
    shown: str


@dataclass(frozen=True)
class Control:
    """One parameter as a person moves it; numbers as text, as the page and `--set` take them."""

    path: str
    label: str
    meaning: str
    unit: str
    kind: str
    choices: tuple[str, ...]
    value: str
    shown: str
    changed: bool
    low: str
    high: str
    step: str
    allowed: str
    plausible: str
    source: str
    tier: str
    positions: tuple[Position, ...]

    @property
    def id(self) -> str:
        """Its name in the page."""
        return self.path.replace(".", "-")


@dataclass(frozen=True)
class Fold:
    """Controls that belong together, under a heading."""

    id: str
    name: str
    controls: tuple[Control, ...]

    @property
    def changed(self) -> int:
        """How many of them were moved."""
        return sum(control.changed for control in self.controls)


def folds(kind: Kind, at_rest: Mapping[str, Any], changes: Mapping[str, str], currency: str) -> list[Fold]:
    """Every control of a kind, group by group; `at_rest` are the values where nothing was changed."""
    grouped: dict[str, list[Control]] = {}
    for path, known in catalogue().items():
        if path.startswith(f"{kind}."):
            control = _control(known, at_rest[path], changes.get(path), currency)
            grouped.setdefault(path.rpartition(".")[0], []).append(control)
    return [Fold(above.replace(".", "-"), _heading(above), tuple(found)) for above, found in grouped.items()]


def _heading(above: str) -> str:
    return GROUPS.get(above, above.rpartition(".")[2].replace("_", " ").capitalize())


def _control(known: Parameter, rest: Any, change: str | None, currency: str) -> Control:
    value = text_of(rest) if change is None else change
    places = _positions(known)
    low, high, step = _scale(
        known, [_number(value), _number(text_of(rest)), *(_number(p.value) for p in places)]
    )
    return Control(
        path=known.path,
        label=known.label,
        meaning=known.meaning,
        unit=known.unit.replace("currency", currency),
        kind=known.kind,
        choices=known.choices,
        value=value.strip('"'),
        shown=shown(value),
        changed=change is not None,
        low=low,
        high=high,
        step=step,
        allowed=_range(known.range),
        plausible=_range(known.plausible),
        source=known.source,
        tier=TIERS[known.tier],
        positions=places,
    )


def text_of(value: Any) -> str:
    """A value as `--set` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else f"{value:.10g}"


def shown(text: str) -> str:
    """A value as people read it."""
    plain = text.strip('"')
    if plain in ("true", "false"):
        return "yes" if plain == "true" else "no"
    number = _number(plain)
    return plain.replace("_", " ") if number is None else f"{number:,.6g}"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _range(ends: tuple[float, float] | None) -> str:
    return "" if ends is None else f"{ends[0]:,.6g} to {ends[1]:,.6g}"


# ---------------------------------------------------------------- how far a slider goes


def _scale(known: Parameter, shown_values: Iterable[float | None]) -> tuple[str, str, str]:
    """The ends and the step of a slider: the part of the allowed range where moving it makes sense."""
    if known.range is None:
        return "", "", ""
    inside = [value for value in shown_values if value is not None]
    low, high = known.range
    if known.plausible is not None:
        room = (known.plausible[1] - known.plausible[0]) / 2
        low, high = max(low, known.plausible[0] - room), min(high, known.plausible[1] + room)
    elif inside and high > 20 * max(*inside, 1e-9):
        high = 2 * max(*inside, 1e-9)
    low, high = min([low, *inside]), max([high, *inside])
    step = 1.0 if known.kind == "whole number" and high - low <= 1_000 else _nice((high - low) / STEPS)
    low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    low, high = max(low, known.range[0]), min(high, known.range[1])
    return f"{low:.10g}", f"{high:.10g}", f"{step:.10g}"


def _nice(step: float) -> float:
    """The nearest round step: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return power * min((1, 2, 5, 10), key=lambda factor: abs(factor * power - step))


# ---------------------------------------------------------------- named places


def _positions(known: Parameter) -> tuple[Position, ...]:
    """Places with a name: ends of the plausible range for what is uncertain, shipped files for the rest."""
    if known.kind not in ("number", "whole number"):
        return ()
    if known.path.startswith("assumptions."):
        ends = known.plausible or ()
        named = dict(zip(("lowest plausible", "highest plausible"), ends, strict=False))
        return tuple(
            _position(name, value)
            for name, value in {**named, "as assumed": known.default}.items()
            if known.plausible
        )
    return tuple(
        _position(name, value) for value, name in list(_shipped_values()[known.path].items())[:MOST_POSITIONS]
    )


def _position(name: str, value: Any) -> Position:
    text = text_of(value)
    return Position(name, text, shown(text))


def _differences(values: Mapping[str, Any], usual: Mapping[str, Any]) -> int:
    return sum(usual.get(path) != value for path, value in values.items())


@cache
def _shipped_values() -> dict[str, dict[Any, str]]:
    """For every lever and every number of a company: the values of the shipped files and who has them."""
    found: dict[str, dict[Any, str]] = {}
    for kind, read in (("policy", read_policy), ("company", read_company)):
        told = {e.name: (e.title, dict(values(read(e.name), kind))) for e in library.entries(kind)}  # type: ignore[arg-type]
        usual = told.get("status_quo", ("", {}))[1]
        # a value that several have is named after the one that changes least beside it
        for name in sorted(told, key=lambda one: _differences(told[one][1], usual)):
            title, its_own = told[name]
            for path, value in its_own.items():
                found.setdefault(path, {}).setdefault(value, title)
    return found
