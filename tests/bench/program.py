"""Everything that is measured, in order, as one table of results."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench import against, machine, memory, speed, starts
from tests.bench.companies import COMPANY, POLICY, name_of

Results = dict[str, Any]
HEADLINES = {
    "ratio_200x64": ("twins", "200x64", "ratio"),
    "ratio_200x1": ("twins", "200x1", "ratio"),
    "floor_multiple": ("floor", "multiple"),
    "exponent_people": ("scaling", "people", "exponent"),
    "exponent_rows": ("scaling", "rows", "exponent"),
}
"""The numbers at the head of the JSON, each with its place among the results."""


def measure(quick: bool, pythons: Sequence[str]) -> Results:
    """Measure everything; `pythons` are the interpreters of environments in which peers are installed."""
    results: Results = {
        "scenario": {"company": COMPANY, "policy": POLICY}, "quick": quick, "machine": machine.described()
    }  # fmt: skip
    tell("memory")
    results["memory"] = {**memory.state(200, 64), **({} if quick else {"large": memory.large()})}
    results.update(_speeds(quick))
    tell("the plain twin")
    replicates, years = (1, 4) if quick else (4, 5)
    results["twins"] = {name_of(200, rows): against.twins(200, rows, replicates, years) for rows in (64, 1)}
    tell("the floor")
    results["floor"] = against.floor(1_000, 64, 6 if quick else 25)
    tell("starts of the command line")
    results["starts"] = {
        "help": starts.help_seconds(3 if quick else 15),
        "warm": starts.warm(2 if quick else 7),
    }
    if not quick:
        results["starts"]["cold"] = starts.cold()
        results["starts"]["report"] = starts.report(5)
        tell("peers")
        results["peers"] = peers(pythons)
    return with_headlines(results)


def _speeds(quick: bool) -> Results:
    grid = speed.QUICK_GRID if quick else [pair for pair in speed.GRID if speed.fits(pair)]
    by_people = speed.QUICK_BY_PEOPLE if quick else [p for p in speed.BY_PEOPLE if speed.affordable(p)]
    by_rows = speed.QUICK_BY_ROWS if quick else speed.BY_ROWS
    tell("speed by size")
    taken = speed.years_of([*grid, *by_people, *by_rows, *speed.ALONE], quick)
    tell("time of each process")
    return {
        "speed": speed.table(taken, grid),
        "scaling": {
            "people": speed.scaling(taken, by_people, 0),
            "rows": speed.scaling(taken, by_rows, 1),
            "people_alone": speed.scaling(taken, speed.ALONE, 0),
        },
        "processes": {name_of(*pair): speed.split(*pair, 3 if quick else 9) for pair in speed.SPLIT},
    }


def with_headlines(results: Results) -> Results:
    """The results with the numbers that matter most at their head, and the intervals of these."""
    found = {name: _at(results, place) for name, place in HEADLINES.items()}
    return {
        **{name: interval["value"] for name, interval in found.items()},
        "bytes_per_person": results["memory"]["bytes_per_person"],
        "intervals": {name: [interval["low"], interval["high"]] for name, interval in found.items()},
        **results,
    }


def _at(results: Results, place: Sequence[str]) -> Any:
    for key in place:
        results = results[key]
    return results


def peers(pythons: Sequence[str]) -> Results:
    """The reduced month in every framework that this Python or one of the others has installed."""
    program = str(Path(__file__).with_name("peers.py"))
    found: Results = {}
    for python in (sys.executable, *pythons):
        done = subprocess.run([python, program], capture_output=True, text=True, check=True)
        for name, result in json.loads(done.stdout.strip().splitlines()[-1]).items():
            if name not in found or "missing" in found[name]:
                found[name] = result
    return found


def tell(what: str) -> None:
    """Say on stderr what is being measured."""
    print(f"measuring: {what}", file=sys.stderr, flush=True)
