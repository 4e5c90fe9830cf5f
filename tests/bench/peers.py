"""The same reduced month in other frameworks, each in its own environment; a program of its own.

    python tests/bench/peers.py NAME   # prints JSON: its speed, or why there is none

The reduced month: everybody has a tenure in months; each draws one uniform number, leaves if it lies below
their hazard (higher in the first year), and is replaced at once by somebody with no tenure; all others grow a
month older in the company. It is far less than the model's month, and all that the frameworks have in common.
Nobody is created or removed: the newcomer takes the leaver's place, which is the fastest way in all of them.

Each framework is used in the way its own introduction shows. None of their types are known here, so this file
imports them where they are measured.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PEOPLE, MONTHS, REPETITIONS = 10_000, 24, 5
FIRST_YEAR, EARLY, LATER = 12.0, 0.04, 0.015
"""Monthly hazard of leaving in the first year and later: made up, as nothing depends on it."""

Months = Callable[[], float]
"""Lives all months and gives the sum of tenures at the end, which shows that people came and went."""


def ours() -> Months:
    """One kernel with keyed luck, as the model's processes are."""
    import numba
    import numpy as np

    from sim.state import draws

    @numba.njit(error_model="numpy", nogil=True)
    def live(tenure: Any, month: int) -> None:
        for s in range(len(tenure)):
            hazard = EARLY if tenure[s] < FIRST_YEAR else LATER
            leaves = draws.uniform(1, 0, s, month, 0) < hazard
            tenure[s] = 0.0 if leaves else tenure[s] + 1.0

    def months() -> float:
        tenure = np.zeros(PEOPLE)
        for month in range(MONTHS):
            live(tenure, month)
        return float(tenure.sum())

    return months


def mesa() -> Months:
    """Mesa: an agent per person."""
    import mesa as framework

    class Person(framework.Agent):
        def __init__(self, model: Any) -> None:
            super().__init__(model)
            self.tenure = 0.0

        def live(self) -> None:
            hazard = EARLY if self.tenure < FIRST_YEAR else LATER
            self.tenure = 0.0 if self.model.random.random() < hazard else self.tenure + 1.0

    def months() -> float:
        model = framework.Model(rng=1)
        Person.create_agents(model, PEOPLE)
        for _ in range(MONTHS):
            model.agents.do("live")
        return float(sum(agent.tenure for agent in model.agents))

    return months


def agentpy() -> Months:
    """AgentPy: an agent per person in an AgentList."""
    framework: Any = import_module("agentpy")

    class Person(framework.Agent):  # type: ignore[misc]
        def setup(self) -> None:
            self.tenure = 0.0

        def live(self) -> None:
            hazard = EARLY if self.tenure < FIRST_YEAR else LATER
            self.tenure = 0.0 if self.model.random.random() < hazard else self.tenure + 1.0

    class Company(framework.Model):  # type: ignore[misc]
        def setup(self) -> None:
            self.people = framework.AgentList(self, PEOPLE, Person)

        def step(self) -> None:
            self.people.live()

    def months() -> float:
        model = Company({"steps": MONTHS, "seed": 1})
        model.run(display=False)
        return float(sum(model.people.tenure))

    return months


def mesa_frames() -> Months:
    """Mesa-frames: people as the rows of a Polars data frame."""
    framework: Any = import_module("mesa_frames")
    np: Any = import_module("numpy")
    pl: Any = import_module("polars")

    class People(framework.AgentSetPolars):  # type: ignore[misc]
        agents: Any

        def __init__(self, model: Any) -> None:
            super().__init__(model)
            self.add(pl.DataFrame({"unique_id": np.arange(PEOPLE), "tenure": np.zeros(PEOPLE)}))

        def step(self) -> None:
            luck = pl.Series(self.random.random(PEOPLE))
            hazard = pl.when(pl.col("tenure") < FIRST_YEAR).then(EARLY).otherwise(LATER)
            lived = pl.when(luck < hazard).then(0.0).otherwise(pl.col("tenure") + 1.0)
            self.agents = self.agents.with_columns(tenure=lived)

    def months() -> float:
        model = framework.ModelDF(seed=1)
        people = People(model)
        model.agents.add(people)
        for _ in range(MONTHS):
            model.agents.do("step")
        return float(people.agents["tenure"].sum())

    return months


def starsim() -> Months:
    """Starsim: a module with a state of its own, and its keyed random numbers."""
    framework: Any = import_module("starsim")

    class Company(framework.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.define_states(framework.FloatArr("tenure", default=0.0))
            self.luck = framework.random()

        def step(self) -> None:
            everybody = self.sim.people.auids
            hazard = EARLY * (self.tenure < FIRST_YEAR) + LATER * (self.tenure >= FIRST_YEAR)
            leaves = self.luck.rvs(everybody) < hazard
            self.tenure[everybody] = (self.tenure + 1.0) * ~leaves

    def months() -> float:
        company = Company()
        sim = framework.Sim(
            n_agents=PEOPLE, start=0, stop=MONTHS - 1, dt=1, modules=company, rand_seed=1, verbose=0
        )
        sim.run()
        return float(next(m for m in sim.modules if hasattr(m, "tenure")).tenure.sum())

    return months


PEERS: dict[str, tuple[str, Callable[[], Months]]] = {
    "twinladder": ("twinladder", ours),
    "mesa": ("mesa", mesa),
    "AgentPy": ("agentpy", agentpy),
    "mesa-frames": ("mesa-frames", mesa_frames),
    "starsim": ("starsim", starsim),
}
"""Frameworks by name: the package that must be installed, and what makes its months."""

WRITTEN_FOR = {"AgentPy": "0.1.5", "mesa-frames": "0.1.0a0", "starsim": "3.7.2"}
"""The versions of frameworks that get an environment of their own."""


def measured(make: Callable[[], Months]) -> dict[str, float]:
    """Person-months per second, median of repetitions after one unmeasured; all threads' time counts."""
    months = make()
    months()
    taken = []
    for _ in range(REPETITIONS):
        began = time.process_time()
        tenure = months()
        taken.append(time.process_time() - began)
    return {
        "person_months_per_second": PEOPLE * MONTHS / sorted(taken)[REPETITIONS // 2],
        "mean_tenure": tenure / PEOPLE,
    }


def result(package: str, make: Callable[[], Months]) -> dict[str, Any]:
    """What came of a framework: its speed, or why there is none."""
    try:
        found: dict[str, Any] = {"version": version(package)}
    except PackageNotFoundError:
        return {"missing": f"{package} is not installed"}
    try:
        return {**found, **measured(make)}
    except Exception as error:  # whatever goes wrong inside a framework is its result
        return {**found, "failed": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    print(json.dumps(result(*PEERS[sys.argv[1]])))
