"""What several tests share: made-up outcomes, how many people plain Python can bear, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.analysis.paired import compare_pairs
from sim.spec.measure import HEADLINES, measure_table
from sim.spec.scenario import Scenario
from sim.state import compiled
from sim.state.workforce import Workforce

MOST_INTERPRETED = 1000
"""People whom a test may live without the compiler, which makes them about a thousand times as fast."""

SHIFTS = {
    "baseline": (0.0, 0.0),
    "up": (6.0, 1.0),
    "down": (-6.0, 1.0),
    "unclear": (0.5, 3.0),
    "tiny": (0.2, 0.05),
    "copy": (0.0, 0.0),
}
"""Made-up policies: mean and spread of the difference from the baseline, in multiples of what matters."""


def made_up_outcomes(draws: int = 1, replicates: int = 60, seed: int = 5) -> pd.DataFrame:
    """Outcomes of the policies in `SHIFTS`: columns policy, draw, replicate and the five headlines."""
    generator = np.random.default_rng(seed)
    smallest = measure_table(pay=14_000.0).set_index("name")["smallest"]
    pairs = pd.MultiIndex.from_product([range(draws), range(replicates)], names=["draw", "replicate"])
    luck = {m.name: 80 + 5 * generator.normal(size=len(pairs)) for m in HEADLINES}
    parts = []
    for policy, (mean, spread) in SHIFTS.items():
        part = pairs.to_frame(index=False)
        part.insert(0, "policy", policy)
        for m in HEADLINES:
            noise = mean + spread * generator.normal(size=len(pairs))
            part[m.name] = luck[m.name] + m.better * smallest[m.name] * noise
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def outcomes() -> pd.DataFrame:
    return made_up_outcomes()


@pytest.fixture
def measures() -> pd.DataFrame:
    return measure_table(currency="USD", pay=14_000.0)


@pytest.fixture
def table(outcomes: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    return compare_pairs(outcomes, measures, "baseline")


def made_up_runs(
    scenarios: dict[str, Scenario], replicates: int, draws: int, seed: int, progress: object
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Stands in for the simulation: outcomes that depend on what a scenario holds, and on luck, only."""
    pairs = pd.MultiIndex.from_product([range(draws), range(replicates)], names=["draw", "replicate"])
    luck = np.random.default_rng(seed).normal(size=len(pairs))
    parts = []
    for policy, scenario in scenarios.items():
        own = np.random.default_rng(int(scenario.content_hash[:8], 16))
        part = pairs.to_frame(index=False)
        part.insert(0, "policy", policy)
        for m in HEADLINES:
            part[m.name] = 80 + luck + own.normal() + 0.1 * own.normal(size=len(pairs))
        parts.append(part)
    outcomes = pd.concat(parts, ignore_index=True)
    return outcomes.assign(month=1), outcomes


@pytest.fixture
def no_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparisons are made of made-up outcomes."""
    monkeypatch.setattr("sim.comparison._live", made_up_runs)


@pytest.fixture(autouse=not compiled.JIT)
def few_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip a test as soon as it opens too many people to be lived as plain Python."""
    open_workforce = Workforce.__init__

    def open_few(self: Workforce, *args: Any, **kwargs: Any) -> None:
        open_workforce(self, *args, **kwargs)
        people = self.rows * self.layout.seats
        if people > MOST_INTERPRETED:
            pytest.skip(f"{people:,} people are too many without the compiler")

    monkeypatch.setattr(Workforce, "__init__", open_few)


FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One for all tests: Playwright begins once in a process."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as tool:
        found = tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()
