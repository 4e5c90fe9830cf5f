"""The guard: whether the model has become slower than when its speed was last accepted.

Speed is the model's time as a multiple of the calibration loop's, measured in turns, so that another machine
or a busy one changes both. Accepted repetitions lie in `accepted.json`; `python -m tests.bench --accept`
writes them.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tests.bench import companies
from tests.bench.calibration import Calibration
from tests.bench.clock import Interval, Samples, bootstrapped, in_turns
from tests.bench.companies import name_of, year_of

ACCEPTED = Path(__file__).with_name("accepted.json")
ALLOWED = 1.10
"""How many times the accepted cost may be reached."""

CASES = {(200, 1): 15, (200, 64): 6, (1_000, 64): 4}
"""People and rows, with the repetitions of a batch."""
BATCHES = 3
"""Batches open their companies anew, because where they come to lie in memory is part of the noise."""


def measured(people: int, rows: int, repetitions: int) -> Samples:
    """The model's time as a multiple of the calibration loop's, a repetition each."""
    found = []
    for _ in range(BATCHES):
        model = companies.model(people, rows, 1 + repetitions)
        acts = {"model": year_of(model.step), "calibration": year_of(Calibration(people, rows).step)}
        in_turns(acts, 1)
        taken = in_turns(acts, repetitions)
        found.append(taken["model"] / taken["calibration"])
    return np.concatenate(found)


def slower(now: Samples, accepted: Samples) -> Interval:
    """How many times as long as accepted: ratio of medians, with its 95 percent bootstrap interval."""
    return bootstrapped(lambda pair: float(np.median(pair[0]) / np.median(pair[1])), [now, accepted])


def is_red(change: Interval) -> bool:
    """Whether the model is surely slower than allowed: the whole interval lies above."""
    return change.low > ALLOWED


def read() -> dict[str, Samples]:
    """The accepted repetitions by case."""
    kept = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in kept.items()}


def accept() -> None:
    """Make today's speed the accepted one."""
    now = {name_of(*case): measured(*case, repetitions) for case, repetitions in CASES.items()}
    text = json.dumps({name: [round(x, 3) for x in samples] for name, samples in now.items()}, indent=1)
    ACCEPTED.write_text(text + "\n", encoding="utf-8")
