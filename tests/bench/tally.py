"""The tally: how many random numbers a month of the measured company really draws.

`count` lives the company in a program of its own with the compiler off, where every rule is an ordinary
function, and watches the calls of `draws.words` (a call of Philox) and of `normal_quantile` (a number made
normal). What is asked for again in the same month, with the same key and purpose, is counted once.

`python -m tests.bench.tally PEOPLE`, with NUMBA_DISABLE_JIT=1, prints the numbers per purpose as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from types import FrameType
from typing import Any, NamedTuple

from sim.state import compiled, draws, numbers
from sim.state.draws import Purpose
from tests.bench import companies
from tests.bench.companies import YEAR
from tests.bench.machine import ROOT


class Tally(NamedTuple):
    """Numbers that one company draws in a month, in the mean over a year."""

    calls: float
    """Calls of Philox."""

    normal: float
    """Numbers made normal."""


def count(people: int) -> Tally:
    """The numbers of a month of a company of so many `people`, in its second year (the first measured)."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.tally", str(people)],
        cwd=ROOT,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    by_purpose: dict[str, float] = json.loads(told.stdout)
    return Tally(by_purpose["calls"], by_purpose["normal"])


class Watcher:
    """Counts numbers while it is told of every function that Python enters (`sys.setprofile`)."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self._asked: set[tuple[Any, ...]] = set()
        self._codes = [f.__code__ for f in (draws.words, draws.uniform, numbers.normal_quantile)]

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Look at a function that is entered."""
        if event != "call":
            return
        words, uniform, quantile = self._codes
        if frame.f_code is words:
            key = frame.f_locals
            asker = frame.f_back
            purpose = f"call {key['call']}"
            if asker is not None and asker.f_code is uniform:
                purpose = Purpose(asker.f_locals["purpose"]).name
            self._ask("calls", purpose, key["replicate"], key["person"], key["month"])
        elif frame.f_code is quantile:
            self._ask("normal", "", frame.f_locals["u"])

    def _ask(self, kind: str, purpose: str, *key: float) -> None:
        if (kind, purpose, *key) in self._asked:
            return
        self._asked.add((kind, purpose, *key))
        self.counted[kind] += 1
        if purpose:
            self.counted[purpose] += 1

    def next_month(self) -> None:
        """From here on the same number is another month's."""
        self._asked.clear()


def watched(people: int) -> dict[str, float]:
    """Numbers per month by purpose, all `calls` and all `normal` ones, of one company in its second year."""
    if compiled.JIT:
        raise RuntimeError("numbers can only be counted with the compiler off: NUMBA_DISABLE_JIT=1")
    model = companies.model(people, 1, 2)
    companies.year_of(model.step)()
    watcher = Watcher()
    for _ in range(YEAR):
        sys.setprofile(watcher)
        model.step()
        sys.setprofile(None)
        watcher.next_month()
    return {name: number / YEAR for name, number in watcher.counted.most_common()}


if __name__ == "__main__":
    print(json.dumps(watched(int(sys.argv[1])), indent=1))
