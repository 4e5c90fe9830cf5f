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
from tests.bench.peers import PEERS, WRITTEN_FOR

Results = dict[str, Any]
PROGRAM = str(Path(__file__).with_name("peers.py"))
HEADLINES = {
    "ratio_200x64": ("twins", "200x64", "ratio"),
    "ratio_200x1": ("twins", "200x1", "ratio"),
    "floor_multiple": ("floor", "multiple"),
    "exponent_people": ("scaling", "people", "exponent"),
    "exponent_rows": ("scaling", "rows", "exponent"),
}
"""The numbers at the head of the JSON, each with its place among the results."""


def measure(quick: bool, fetch: bool) -> Results:
    """Measure everything; `fetch` lets uv make environments for the frameworks that aren't installed here."""
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
        results["peers"] = _peers(fetch)
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


def _peers(fetch: bool) -> Results:
    """The reduced month in every framework: what is installed here, and with `fetch` the rest."""
    return {name: _peer(_apart(name) if fetch and name in WRITTEN_FOR else _here(name)) for name in PEERS}


def _here(name: str) -> list[str]:
    return [sys.executable, PROGRAM, name]


def _apart(name: str) -> list[str]:
    package = f"{PEERS[name][0]}=={WRITTEN_FOR[name]}"
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    uv = ["uv", "run", "--isolated", "--no-project", "--quiet", "--python", python, "--with", package]
    return [*uv, "python", PROGRAM, name]


def _peer(command: list[str]) -> Results:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:  # no uv, no network, no such version
        why = getattr(error, "stderr", None) or str(error)
        return {"missing": why.strip().splitlines()[-1]}
    found: Results = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def tell(what: str) -> None:
    """Say on stderr what is being measured."""
    print(f"measuring: {what}", file=sys.stderr, flush=True)
