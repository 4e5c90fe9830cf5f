"""The model is not slower than accepted, and the guard would say so if it were."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sim.state import compiled
from tests.bench import guard, machine
from tests.bench.companies import name_of

AGAIN = "if this is meant: uv run python -m tests.bench --accept"


@pytest.mark.skipif(not compiled.JIT, reason="the compiler is off")
@pytest.mark.parametrize("case", guard.CASES, ids=lambda case: name_of(*case))
def test_no_slower_than_accepted(case: tuple[int, int]) -> None:
    accepted = guard.read(machine.processor())[name_of(*case)]
    change = guard.change_of(lambda: guard.measured(*case, guard.CASES[case]), accepted)
    assert not guard.is_red(change), f"{change.value:.2f} times as slow ({change}); {AGAIN}"


def noisy(level: float, spread: float = 0.05) -> np.ndarray:
    return level * np.exp(spread * np.random.default_rng(7).normal(size=18))


def test_a_quarter_slower_is_red_and_the_same_is_green() -> None:
    accepted = noisy(9.0)
    assert guard.is_red(guard.slower(1.25 * accepted[::-1], accepted))
    assert not guard.is_red(guard.slower(accepted[::-1], accepted))
    assert not guard.is_red(guard.slower(0.5 * accepted, accepted))


def test_only_what_is_slower_every_time_is_red() -> None:
    accepted = noisy(9.0)
    slow_minutes = iter([1.25 * accepted, 1.2 * accepted, accepted])
    assert not guard.is_red(guard.change_of(lambda: next(slow_minutes), accepted))
    assert guard.is_red(guard.change_of(lambda: 1.25 * accepted, accepted))


def test_what_noise_may_explain_is_green() -> None:
    accepted = noisy(9.0, spread=0.5)
    assert guard.slower(1.15 * accepted, accepted).value > guard.ALLOWED
    assert not guard.is_red(guard.slower(1.15 * accepted, accepted))


def test_accepting_writes_what_is_then_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "ACCEPTED", tmp_path / "accepted.json")
    monkeypatch.setattr(guard, "CASES", {(20, 1): 2})
    guard.accept("here")
    (samples,) = guard.read("here").values()
    assert len(samples) == 2 * guard.BATCHES
    assert (samples > 0).all()


@pytest.fixture
def two_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "ACCEPTED", tmp_path / "accepted.json")
    monkeypatch.setattr(guard, "CASES", {(20, 1): 2})
    kept = {"here": {"20x1": [2.0, 2.0, 2.0]}, "there": {"20x1": [3.0, 3.0, 4.0]}}
    guard.ACCEPTED.write_text(json.dumps(kept), encoding="utf-8")


@pytest.mark.usefixtures("two_kinds")
def test_a_processor_is_held_to_its_own_kind_and_an_unknown_one_to_the_slowest() -> None:
    assert guard.read("here")["20x1"].max() == 2.0
    assert guard.read("elsewhere")["20x1"].max() == 4.0


@pytest.mark.usefixtures("two_kinds")
def test_a_change_that_is_accepted_here_is_accepted_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "measured", lambda *_: np.array([2.9, 3.0, 3.1]))
    guard.accept("here")
    assert guard.read("here")["20x1"].tolist() == [2.9, 3.0, 3.1]
    assert guard.read("there")["20x1"].tolist() == [4.5, 4.5, 6.0]
