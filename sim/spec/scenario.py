"""A scenario: one company under one policy in one assumed world, complete and frozen."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from sim.spec.assumptions import Assumptions
from sim.spec.company import Company
from sim.spec.library import Kind
from sim.spec.own import source_hash
from sim.spec.parameter import Group, Parameter, number_of, parameters
from sim.spec.policy import Policy
from sim.spec.roster import Roster

MODELS: dict[Kind, type[BaseModel]] = {"company": Company, "policy": Policy, "assumptions": Assumptions}


class Names(NamedTuple):
    """What people call the parts of a scenario: shipped names, file stems, titles of ready-made objects."""

    company: str
    policy: str
    assumptions: str = "generic"


@dataclass(frozen=True)
class Difference:
    """One parameter that two scenarios hold differently."""

    path: str
    label: str
    unit: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Scenario:
    """Everything that is said before anything moves.

    `practice` is the policy the company lives under during the warm-up; `policy` takes over after it.
    With a `roster` the company opens with the roster's people instead of synthetic ones.
    """

    company: Company
    policy: Policy
    assumptions: Assumptions
    practice: Policy
    months: int
    names: Names
    roster: Roster | None = None

    @property
    def warmup(self) -> int:
        """Months lived under the company's practice before the policy."""
        return self.company.warmup

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over every number, every choice and the roster; names and descriptions do not count."""
        content = dict(self._values())
        content["months"] = self.months
        content["roster"] = self.roster.content_hash if self.roster else None
        for policy in (self.policy, self.practice):
            if policy.promotion.scoring:
                content[policy.promotion.scoring] = source_hash(policy.promotion.scoring)
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def _values(self) -> Iterator[tuple[str, Any]]:
        for model, kind in self._parts():
            yield from values(model, kind)
        yield from values(self.practice, "practice")

    def _parts(self) -> tuple[tuple[BaseModel, Kind], ...]:
        return (self.company, "company"), (self.policy, "policy"), (self.assumptions, "assumptions")

    def numbers(self) -> dict[str, float]:
        """Every number as the processes ask for it: `Parameter.key` -> value, words by their place.

        Raises RuntimeError if two parameters of the catalogue share a key.
        """
        known = catalogue()
        written = {path: value for model, kind in self._parts() for path, value in values(model, kind)}
        return {p.key: number_of(written[p.path], p.choices) for p in known.values()}

    def as_practised(self) -> Scenario:
        """The same company going on under its present practice: what the warm-up lives."""
        return replace(self, policy=self.practice, names=self.names._replace(policy=self.company.practice))


@cache
def catalogue() -> Mapping[str, Parameter]:
    """Every parameter of company, policy and assumptions by its dotted path.

    Raises RuntimeError if two of them share a key, for then one would silently stand for the other.
    """
    listed = [p for kind, model in MODELS.items() for p in parameters(model, kind) if p.kind != "text"]
    twice = [key for key, count in Counter(p.key for p in listed).items() if count > 1]
    if twice:
        raise RuntimeError(f"parameters share a key, rename one of each: {', '.join(twice)}")
    return MappingProxyType({p.path: p for p in listed})


def values(model: BaseModel, prefix: str) -> Iterator[tuple[str, Any]]:
    """The parameters of a company, policy or assumptions as (dotted path, value), without titles."""
    for known in parameters(type(model), prefix):
        value: Any = model
        for name in known.path.split(".")[1:]:
            value = getattr(value, name)
        # minus zero is the same number as zero and must be the same scenario
        yield known.path, value + 0.0 if isinstance(value, float) else value


def differences(a: Group | Scenario, b: Group | Scenario) -> list[Difference]:
    """What `b` holds differently from `a`: two policies, companies, assumptions or whole scenarios.

    The order is the catalogue's; of two scenarios the horizon and the opening come last.

    Raises TypeError when the two are not of one kind.
    """
    if isinstance(a, Scenario) and isinstance(b, Scenario):
        pairs = zip(a._parts(), b._parts(), strict=True)
        return [d for (x, _), (y, _) in pairs for d in _changed(x, y)] + _frame_differences(a, b)
    if isinstance(a, Group) and isinstance(b, Group) and type(a) is type(b):
        return _changed(a, b)
    raise TypeError(f"cannot compare a {type(a).__name__} with a {type(b).__name__}")


def _changed(a: BaseModel, b: BaseModel) -> list[Difference]:
    prefix = next(kind for kind, model in MODELS.items() if isinstance(a, model))
    known = {p.path: p for p in parameters(type(a), prefix)}
    pairs = zip(values(a, prefix), values(b, prefix), strict=True)
    return [
        Difference(path, known[path].label, known[path].unit, before, after)
        for (path, before), (_, after) in pairs
        if before != after
    ]


def _frame_differences(a: Scenario, b: Scenario) -> list[Difference]:
    rows = [
        Difference("months", "Horizon", "months", a.months, b.months),
        Difference("roster", "Opening", "", _opening(a.roster), _opening(b.roster)),
    ]
    return [row for row in rows if row.before != row.after]


def _opening(roster: Roster | None) -> str:
    return "synthetic" if roster is None else f"roster of {roster.people} ({roster.content_hash[:8]})"
