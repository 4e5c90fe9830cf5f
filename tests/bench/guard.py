"""The guard: whether the model has become slower than when its speed was last accepted.

Speed is the model's time as a multiple of the calibration loop's, measured in turns, so that a busy machine
changes both. Another kind of processor changes them unlike each other, by a third between two that we met, so
`accepted.json` holds accepted repetitions by kind; `python -m tests.bench --accept` writes them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
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

ATTEMPTS = 3
"""How often a speed is measured before it is called slower."""

Cases = dict[str, Samples]
"""Repetitions by case."""


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


def change_of(measure: Callable[[], Samples], accepted: Samples) -> Interval:
    """How many times as long as accepted; what is red is measured again, and the least of all is given.

    Some machines run a fifth slower for minutes, which repetitions in the same minute do not show.
    """
    changes = []
    for _ in range(ATTEMPTS):
        changes.append(slower(measure(), accepted))
        if not is_red(changes[-1]):
            break
    return min(changes, key=lambda change: change.low)


def is_red(change: Interval) -> bool:
    """Whether the model is surely slower than allowed: the whole interval lies above."""
    return change.low > ALLOWED


def read(processor: str) -> Cases:
    """The accepted repetitions by case.

    For a kind of processor that nobody has accepted a speed for, those of the kind that is slowest at each.
    """
    kept = _kept()
    if processor in kept:
        return kept[processor]
    names = [name_of(*case) for case in CASES]
    return {name: max((cases[name] for cases in kept.values()), key=np.median) for name in names}


def accept(processor: str) -> None:
    """Make today's speed the accepted one of this kind of processor.

    What is accepted of other kinds changes by as much, for whoever accepts a change has only one at hand.
    """
    now = {name_of(*case): measured(*case, repetitions) for case, repetitions in CASES.items()}
    kept = _kept() if ACCEPTED.exists() else {}
    before = kept.pop(processor, now)
    change = {name: float(np.median(now[name]) / np.median(before[name])) for name in now}
    others = {kind: {name: change[name] * cases[name] for name in now} for kind, cases in kept.items()}
    rounded = {
        kind: {name: [round(float(x), 3) for x in samples] for name, samples in cases.items()}
        for kind, cases in sorted({**others, processor: now}.items())
    }
    ACCEPTED.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")


def _kept() -> dict[str, Cases]:
    """All that is accepted, by kind of processor."""
    kept = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    return {
        kind: {name: np.array(samples) for name, samples in cases.items()} for kind, cases in kept.items()
    }
