"""One number of the model and all that is known about it.

A parameter is a pydantic field with metadata. That one record feeds validation, defaults, the JSON
Schema for editors, the documentation table, the dashboard's slider, random scenarios in tests, the
sampling range of experiments and the page of sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

Tier = Literal["A", "B", "C", "judgement", "choice"]
"""How good the evidence is: A causal or meta-analytic, B correlational, C survey; `judgement` is ours;
`choice` is not evidence at all but what somebody decides (a lever, a head count)."""

InTeams = Literal["", "people", "manager"]
"""Whose team decides on a lever when a policy holds in some teams only: that which somebody belongs to
(`people`), or that which a manager leads (`manager`); empty where a lever cannot differ from team to team."""


class Group(BaseModel):
    """A frozen group of parameters that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, validate_default=True)


def parameter(
    default: Any,
    *,
    label: str,
    meaning: str,
    unit: str = "",
    range: tuple[float, float] | None = None,
    plausible: tuple[float, float] | None = None,
    source: str = "",
    tier: Tier = "judgement",
    in_teams: InTeams = "",
) -> Any:
    """A pydantic field for one number.

    `range` is what is allowed, `plausible` where the truth may lie (what draws and sensitivity sample),
    `in_teams` whose team decides in a pilot. Numbers outside `range` are refused by pydantic.
    """
    bounds: dict[str, Any] = {} if range is None else {"ge": range[0], "le": range[1], "allow_inf_nan": False}
    extra: dict[str, Any] = {
        "label": label,
        "unit": unit,
        "range": range,
        "plausible": plausible,
        "source": source,
        "tier": tier,
        "in_teams": in_teams,
    }
    return Field(default, description=meaning, json_schema_extra={"parameter": extra}, **bounds)


@dataclass(frozen=True)
class Parameter:
    """A parameter as the catalogue lists it: its dotted path and everything known about it."""

    path: str
    label: str
    meaning: str
    unit: str
    default: Any
    range: tuple[float, float] | None
    plausible: tuple[float, float] | None
    source: str
    tier: Tier
    choices: tuple[str, ...]
    kind: Literal["number", "whole number", "yes or no", "choice", "text"]
    in_teams: InTeams = ""

    @property
    def key(self) -> str:
        """The last two parts of the path joined: the name by which processes ask for the number."""
        return "_".join(self.path.split(".")[-2:])


@cache
def parameters(model: type[BaseModel], prefix: str) -> tuple[Parameter, ...]:
    """Every parameter of a catalogue model, in the order of the file, as dotted paths below `prefix`."""
    return tuple(_walk(model, prefix))


def _walk(model: type[BaseModel], prefix: str) -> Iterator[Parameter]:
    for name, field in model.model_fields.items():
        path = f"{prefix}.{name}"
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _walk(field.annotation, path)
        elif isinstance(field.json_schema_extra, dict) and "parameter" in field.json_schema_extra:
            yield _record(path, field)


def _record(path: str, field: FieldInfo) -> Parameter:
    assert isinstance(field.json_schema_extra, dict)
    extra: dict[str, Any] = field.json_schema_extra["parameter"]  # type: ignore[assignment]
    return Parameter(
        path=path,
        label=extra["label"],
        meaning=field.description or "",
        unit=extra["unit"],
        default=field.default,
        range=extra["range"],
        plausible=extra["plausible"],
        source=extra["source"],
        tier=extra["tier"],
        choices=choices_of(field.annotation),
        kind=_kind(field.annotation),
        in_teams=extra["in_teams"],
    )


def choices_of(annotation: Any) -> tuple[str, ...]:
    """The words a field may hold, in the order that gives each its number; empty for other fields."""
    return tuple(get_args(annotation)) if get_origin(annotation) is Literal else ()


def _kind(annotation: Any) -> Literal["number", "whole number", "yes or no", "choice", "text"]:
    if get_origin(annotation) is Literal:
        return "choice"
    kinds: dict[Any, Literal["number", "whole number", "yes or no", "text"]] = {
        float: "number",
        int: "whole number",
        bool: "yes or no",
        str: "text",
    }
    return kinds[annotation]


def number_of(value: Any, choices: tuple[str, ...]) -> float:
    """A parameter's value as the kernels see it: words by their place, yes and no as 1 and 0."""
    return float(choices.index(value)) if choices else float(value)
