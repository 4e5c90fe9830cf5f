"""Every parameter of the catalogue refuses what it must refuse; its keys are its own."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sim.spec import scenario
from sim.spec.fault import Fault, ScenarioError
from sim.spec.parameter import Group, Parameter, number_of, parameter
from sim.spec.reader import load
from sim.spec.scenario import MODELS, catalogue

KNOWN = list(catalogue().values())


def refusal(path: str, value: Any) -> Fault:
    with pytest.raises(ScenarioError) as caught:
        load("vietnam_sme", "status_quo", overrides={path: value})
    return next(fault for fault in caught.value.faults if fault.key == path)


def breaking(known: Parameter) -> list[Any]:
    """Values of the right type that lie outside what is allowed."""
    if known.choices:
        return ["no such word", ""]
    if known.range is None:
        return []
    low, high = known.range
    if known.kind == "whole number":
        return [int(low) - 1, int(high) + 1]
    return [math.nextafter(low, -math.inf), math.nextafter(high, math.inf), math.nan, math.inf, -math.inf]


def mistyped(known: Parameter) -> list[Any]:
    wrong: dict[str, list[Any]] = {
        "number": ["1", True, [1.0], {"x": 1}],
        "whole number": ["1", True, 1.5, 10.0],
        "yes or no": [1, 0, "true"],
        "choice": [1, True, ["offer"]],
    }
    return wrong[known.kind]


@pytest.mark.parametrize("known", KNOWN, ids=lambda p: p.path)
def test_refuses_what_is_outside(known: Parameter) -> None:
    for value in breaking(known):
        assert refusal(known.path, value).allowed


@pytest.mark.parametrize("known", KNOWN, ids=lambda p: p.path)
def test_refuses_another_type(known: Parameter) -> None:
    for value in mistyped(known):
        fault = refusal(known.path, value)
        assert fault.problem.startswith(("wrong type", "not one of the choices"))


@pytest.mark.parametrize("known", KNOWN, ids=lambda p: p.path)
def test_accepts_its_default_and_its_plausible_range(known: Parameter) -> None:
    inside: list[Any] = [known.default]
    if known.plausible and known.kind == "number":
        inside += known.plausible
    for value in inside:
        load("vietnam_sme", "status_quo", overrides={known.path: value})


@pytest.mark.parametrize("known", KNOWN, ids=lambda p: p.path)
def test_is_described(known: Parameter) -> None:
    assert known.label
    assert known.meaning.endswith(".")
    assert known.kind in ("yes or no", "choice") or known.unit
    if known.plausible and known.range:
        assert known.range[0] <= known.plausible[0] <= known.plausible[1] <= known.range[1]


def test_every_number_has_a_key_of_its_own() -> None:
    numbers = load("vietnam_sme", "status_quo").numbers()
    assert len(numbers) == len(KNOWN)
    assert all(isinstance(value, float) and math.isfinite(value) for value in numbers.values())
    assert {"turnover_personal", "weights_performance", "company_headcount"} <= numbers.keys()


def test_two_parameters_of_one_key_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Twice(Group):
        headcount: float = parameter(1.0, label="x", meaning="x.", range=(0, 2))

    class Company(Group):
        company: Twice = Twice()
        headcount: int = parameter(9, label="x", meaning="x.", range=(8, 10))

    monkeypatch.setitem(scenario.MODELS, "company", Company)
    with pytest.raises(RuntimeError, match="company_headcount"):
        catalogue.__wrapped__()


def test_words_become_numbers_by_their_place() -> None:
    consent = catalogue()["policy.promotion.consent"]
    assert [number_of(word, consent.choices) for word in consent.choices] == [0.0, 1.0, 2.0, 3.0]
    numbers = load("vietnam_sme", "forced_promotion").numbers()
    assert numbers["promotion_consent"] == 1.0
    assert numbers["promotion_assessed"] == 0.0


def test_models_are_frozen_and_hashable() -> None:
    for model in MODELS.values():
        assert hash(model()) == hash(model())
        with pytest.raises(ValueError, match="frozen"):
            model().title = "other"  # type: ignore[attr-defined]
