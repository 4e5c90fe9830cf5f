"""Random scenarios for Hypothesis, made from the catalogue: every lever, every assumption, every choice."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st

from sim.spec.library import names
from sim.spec.parameter import Parameter
from sim.spec.pilot import SHARE, bound
from sim.spec.reader import load
from sim.spec.scenario import Scenario, catalogue

STEPS = 1000
"""Numbers are taken from a grid over their range: what fails stays readable, and both ends are reached."""

MORE = int(os.environ.get("TWINLADDER_EXAMPLES", "1"))
"""How many times the usual number of examples to try; above 1 they are new ones every time."""


PHASES = (Phase.explicit, Phase.generate, *((Phase.shrink,) if MORE > 1 else ()))
"""Looking for the simplest example that fails takes minutes: only where more examples are asked for."""


def law(examples: int) -> settings:
    """How a law is tried: the same examples every time, unless more are asked for."""
    return settings(
        max_examples=examples * MORE,
        derandomize=MORE == 1,
        database=None,
        deadline=None,
        phases=PHASES,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


FRAME = ("company.grows_from", "policy.window.start", "policy.window.end", SHARE)
"""Drawn by hand, because they bound each other, or bind all levers."""


@st.composite
def scenarios(
    draw: st.DrawFn,
    headcount: tuple[int, int] = (8, 40),
    span: tuple[int, int] = (2, 10),
    months: tuple[int, int] = (1, 6),
    warmup: tuple[int, int] = (0, 4),
    fixed: dict[str, Any] | None = None,
    pilots: bool | None = None,
) -> Scenario:
    """A valid scenario; what fails shrinks to the fewest values that differ from their defaults.

    Assumptions lie in their plausible ranges, levers and whatever has none anywhere in their ranges.
    `fixed` holds dotted paths that are not random. `pilots` says whether the policy holds in some teams only;
    one scenario in four is so where nothing is said.
    """
    fixed = fixed or {}
    people = draw(st.integers(*headcount))
    told: dict[str, Any] = {
        "company.headcount": people,
        "company.span": draw(st.integers(span[0], min(span[1], people - 1))),
        "company.warmup": draw(st.integers(*warmup)),
        "company.practice": draw(st.sampled_from(names("policy"))),
    }
    if "company.headcount" not in fixed:
        told["company.grows_from"] = draw(st.just(0) | st.integers(span[0], people))
    if not any(path.startswith("policy.") for path in fixed):
        # nearly always from the first day on, or the policies would hardly be met
        told["policy.window.start"] = draw(st.just(0) | st.integers(0, 3))
        told["policy.window.end"] = draw(st.just(1200) | st.integers(4, 12))
    for path, strategy in _free():
        if path not in told and path not in fixed and path not in FRAME:
            value = draw(strategy)
            if value is not None:
                told[path] = value
    told |= fixed
    _keep_promises(told)
    policy = "status_quo"
    if pilots is None:
        pilots = not any(path.startswith("policy.") for path in fixed) and draw(st.integers(0, 3)) == 3
    if pilots:
        # whatever binds the whole company stays as it is practised
        policy = told["company.practice"]
        told = {path: value for path, value in told.items() if path not in levers_that_bind()}
        told[SHARE] = draw(_grid(0.0, 1.0))
    horizon = draw(st.integers(*months))
    note(f"months {horizon}, {policy}, {told}")
    return load("vietnam_sme", policy, overrides=told, months=horizon)


def seeds() -> st.SearchStrategy[int]:
    """Any seed of 64 bits."""
    return st.integers(0, 2**64 - 1)


def lucks() -> st.SearchStrategy[int]:
    """Any replicate."""
    return st.integers(0, 2**31 - 1)


@cache
def levers_that_bind() -> frozenset[str]:
    """The levers that cannot differ from team to team."""
    return frozenset(bound(path for path in catalogue() if path.startswith("policy.")))


@cache
def _free() -> list[tuple[str, st.SearchStrategy[Any]]]:
    return [(path, st.none() | _values(known)) for path, known in catalogue().items()]


def _values(known: Parameter) -> st.SearchStrategy[Any]:
    """Every value a parameter may take, on a grid."""
    if known.choices:
        return st.sampled_from(known.choices)
    if known.kind == "yes or no":
        return st.booleans()
    low, high = known.plausible or known.range or (0.0, 1.0)
    if known.kind == "whole number":
        return st.integers(int(low), int(high))
    anywhere = _grid(low, high)
    if known.plausible or known.default <= 0:
        return anywhere
    # a lever's range may be so wide that the values at which it matters would never be met
    return _grid(low, min(3.0 * known.default, high)) | anywhere


def _grid(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(0, STEPS).map(lambda k: min(low + (high - low) * (k / STEPS), high))


def _keep_promises(told: dict[str, Any]) -> None:
    """Mend what is bound by another parameter: one budget, its shares, and that some weight is above 0."""
    if told.get("policy.training.budget_share", 0.0) > 0.0:
        told["policy.training.budget"] = 0.0
    management = told.get("policy.training.management", 0.3)
    communication = told.get("policy.training.communication", 0.1)
    if management + communication > 1.0:
        told["policy.training.communication"] = 1.0 - management
    weights = [path for path in catalogue() if path.startswith("policy.promotion.weights.")]
    if not any(told.get(path, catalogue()[path].default) > 0 for path in weights):
        told["policy.promotion.weights.chance"] = 0.5
