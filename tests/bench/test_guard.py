"""The model is not slower than accepted, and the guard would say so if it were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.state import compiled
from tests.bench import guard
from tests.bench.companies import name_of

AGAIN = "if this is meant: uv run python -m tests.bench --accept"


@pytest.mark.skipif(not compiled.JIT, reason="the compiler is off")
@pytest.mark.parametrize("case", guard.CASES, ids=lambda case: name_of(*case))
def test_no_slower_than_accepted(case: tuple[int, int]) -> None:
    change = guard.slower(guard.measured(*case, guard.CASES[case]), guard.read()[name_of(*case)])
    assert not guard.is_red(change), f"{change.value:.2f} times as slow ({change}); {AGAIN}"


def noisy(level: float, spread: float = 0.05) -> np.ndarray:
    return level * np.exp(spread * np.random.default_rng(7).normal(size=18))


def test_a_quarter_slower_is_red_and_the_same_is_green() -> None:
    accepted = noisy(9.0)
    assert guard.is_red(guard.slower(1.25 * accepted[::-1], accepted))
    assert not guard.is_red(guard.slower(accepted[::-1], accepted))
    assert not guard.is_red(guard.slower(0.5 * accepted, accepted))


def test_what_noise_may_explain_is_green() -> None:
    accepted = noisy(9.0, spread=0.5)
    assert guard.slower(1.15 * accepted, accepted).value > guard.ALLOWED
    assert not guard.is_red(guard.slower(1.15 * accepted, accepted))


def test_accepting_writes_what_is_then_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "ACCEPTED", tmp_path / "accepted.json")
    monkeypatch.setattr(guard, "CASES", {(20, 1): 2})
    guard.accept()
    (samples,) = guard.read().values()
    assert len(samples) == 2 * guard.BATCHES
    assert (samples > 0).all()
