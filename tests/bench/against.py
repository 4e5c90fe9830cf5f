"""The model against the plain twin, and against the floor, each measured in turns in one run."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model.promotion_model import PromotionModel
from sim.spec.scenario import Scenario
from tests.bench import companies
from tests.bench.clock import Samples, in_turns, median, ratio
from tests.bench.companies import SEED, YEAR, year_of
from tests.bench.floor import Floor
from tests.bench.tally import Tally, count
from tests.twins.luck import Luck
from tests.twins.mirror import agree
from tests.twins.model import PlainModel


def twins(people: int, rows: int, replicates: int, years: int) -> dict[str, Any]:
    """How many times as long the plain twin takes for the same company-years.

    The plain twin is one company of ordinary Mesa agents. Its random numbers lie ready: it lives everything
    once before, with the same `Luck`, unmeasured. For each of `replicates` companies, year by year, the fast
    model lives `rows` companies and the twin one, in turns; at the end both must be in the same state.
    """
    scenario = companies.scenario(people, 1 + years)
    fast_seconds, plain_seconds = [], []
    for replicate in range(replicates):
        fast = PromotionModel(scenario, range(replicate, replicate + rows), SEED, events=False, collect=False)
        plain = _ready(scenario, replicate)
        acts = {"fast": year_of(fast.step), "plain": year_of(plain.step)}
        in_turns(acts, 1)
        taken = in_turns(acts, years)
        agree(fast, 0, plain, f"replicate {replicate}")
        fast_seconds.append(taken["fast"] / rows)
        plain_seconds.append(taken["plain"])
    fast_all, plain_all = np.concatenate(fast_seconds), np.concatenate(plain_seconds)
    return {
        "people": people,
        "rows": rows,
        "repetitions": len(fast_all),
        "ratio": ratio(plain_all, fast_all).to_dict(),
        "fast_nanoseconds": _each(fast_all, people),
        "plain_nanoseconds": _each(plain_all, people),
    }


def _ready(scenario: Scenario, replicate: int) -> PlainModel:
    """A plain twin at the moment the policy changes, whose luck has been looked up already."""
    luck = Luck(SEED, replicate)
    rehearsal = PlainModel(scenario, luck)
    for _ in range(scenario.months):
        rehearsal.step()
    return PlainModel(scenario, luck)


def _each(year_seconds: Samples, people: float) -> dict[str, float]:
    """Nanoseconds per person-month."""
    return median(1e9 * year_seconds / (YEAR * people)).to_dict()


def floor(people: int, rows: int, repetitions: int) -> dict[str, Any]:
    """The model's time as a multiple of the floor's, for the same companies."""
    tally = count(people)
    samples = floor_samples(people, rows, repetitions, tally)
    return {
        "people": people,
        "rows": rows,
        "repetitions": repetitions,
        "numbers_drawn": tally.calls / people,
        "normal_numbers_drawn": tally.normal / people,
        "multiple": ratio(samples["model"], samples["floor"]).to_dict(),
        "model_nanoseconds": _each(samples["model"], people * rows),
        "floor_nanoseconds": _each(samples["floor"], people * rows),
    }


def floor_samples(people: int, rows: int, repetitions: int, tally: Tally) -> dict[str, Samples]:
    """Seconds of a year of the model and of the floor, in turns; the first year is lived unmeasured."""
    model = companies.model(people, rows, 1 + repetitions)
    acts = {"model": year_of(model.step), "floor": year_of(Floor(model.workforce, tally).step)}
    in_turns(acts, 1)
    return in_turns(acts, repetitions)
