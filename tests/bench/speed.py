"""Speed by size, its scaling with people and rows, and where the time goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from sim.model.promotion_model import in_parts, row_values
from tests.bench import companies, machine
from tests.bench.clock import Samples, bootstrapped, in_turns, median, seconds
from tests.bench.companies import YEAR, name_of, state_bytes

Pair = tuple[int, int]
"""People and rows."""

GRID = [(people, rows) for people in (50, 200, 1_000, 10_000, 100_000) for rows in (1, 64, 1_000)]
BY_PEOPLE = [(people, 64) for people in (1_000, 3_000, 10_000, 30_000, 100_000)]
BY_ROWS = [(1_000, rows) for rows in (1, 4, 16, 64, 256, 1_000)]
ALONE = [(people, 1) for people in (50, 100, 200, 400, 800)]
"""Single small companies, at which the fixed cost shows."""
QUICK_GRID = [(50, 1), (200, 1), (200, 64), (1_000, 64)]
QUICK_BY_PEOPLE = [(people, 64) for people in (1_000, 2_000, 4_000)]
QUICK_BY_ROWS = [(1_000, rows) for rows in (1, 8, 64)]
SPLIT: list[Pair] = [(200, 1), (200, 64), (1_000, 64)]

ENOUGH = 25_000_000
"""Person-months after which a pair has been measured long enough, if it has its repetitions."""
FEWEST, MOST = 3, 15
"""Repetitions of a pair."""
WARMUP = 0
"""Months of warm-up of the companies measured here: the first year, which is not measured, is theirs."""


def fits(pair: Pair) -> bool:
    """Whether a pair belongs to the grid: its state within 2 GB."""
    return state_bytes(*pair) <= companies.MOST_STATE


def affordable(pair: Pair) -> bool:
    """Whether this machine has memory to spare for a pair of the scaling."""
    return fits(pair) or 1.5 * state_bytes(*pair) <= machine.memory("MemAvailable")


def years_of(pairs: Iterable[Pair], quick: bool) -> dict[Pair, Samples]:
    """Seconds of a year of every pair, repetition by repetition. The first year is lived unmeasured."""
    taken = {}
    for people, rows in dict.fromkeys(pairs):
        wanted = ENOUGH / (10 if quick else 1) / (YEAR * people * rows)
        repetitions = int(np.clip(wanted, FEWEST, MOST))
        model = companies.model(people, rows, 1 + repetitions, warmup=WARMUP)
        year = companies.year_of(model.step)
        year()
        taken[people, rows] = in_turns({"year": year}, repetitions)["year"]
    return taken


def table(taken: Mapping[Pair, Samples], pairs: Sequence[Pair]) -> dict[str, Any]:
    """Person-months per second of every pair that was measured."""
    return {
        name_of(*pair): {
            "people": pair[0],
            "rows": pair[1],
            "repetitions": len(taken[pair]),
            "state_bytes": state_bytes(*pair),
            "person_months_per_second": median(YEAR * pair[0] * pair[1] / taken[pair]).to_dict(),
        }
        for pair in pairs
        if pair in taken
    }


def scaling(taken: Mapping[Pair, Samples], pairs: Sequence[Pair], varied: int) -> dict[str, Any]:
    """How cost grows with people (`varied` 0) or rows (1): exponent, fixed cost, and cost per unit.

    The exponent is the slope of log cost over log size. Fixed cost and cost per unit are those of the line
    fixed + slope x size that fits the costs best, errors counted in percent.
    """
    sizes = np.array([float(pair[varied]) for pair in pairs])
    groups = [taken[pair] / YEAR for pair in pairs]
    small = float(sizes[0])
    return {
        "sizes": sizes.tolist(),
        "beside": pairs[0][1 - varied],
        "seconds_per_month": [median(group).to_dict() for group in groups],
        "exponent": bootstrapped(lambda g: exponent(sizes, medians(g)), groups).to_dict(),
        "fixed_seconds": bootstrapped(lambda g: line(sizes, medians(g))[0], groups).to_dict(),
        "seconds_per_unit": bootstrapped(lambda g: line(sizes, medians(g))[1], groups).to_dict(),
        "fixed_share_of_smallest": bootstrapped(lambda g: _share(sizes, g, small), groups).to_dict(),
    }


def medians(groups: Sequence[Samples]) -> Samples:
    """The median of each group."""
    return np.array([np.median(group) for group in groups])


def exponent(sizes: Samples, costs: Samples) -> float:
    """The slope of log cost over log size, by least squares."""
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def line(sizes: Samples, costs: Samples) -> tuple[float, float]:
    """Fixed cost and cost per unit, by least squares of relative errors."""
    columns = np.stack([np.ones_like(sizes), sizes], axis=1) / costs[:, None]
    fixed, slope = np.linalg.lstsq(columns, np.ones_like(costs), rcond=None)[0]
    return float(fixed), float(slope)


def _share(sizes: Samples, groups: Sequence[Samples], size: float) -> float:
    fixed, slope = line(sizes, medians(groups))
    return fixed / (fixed + slope * size)


def split(people: int, rows: int, repetitions: int) -> dict[str, Any]:
    """Nanoseconds per person-month and share of the time of each process, and of writing measures down."""
    split_year = _split_years(people, rows, 1 + repetitions)
    years = [split_year() for _ in range(1 + repetitions)][1:]
    total = np.array([sum(year.values()) for year in years])
    found: dict[str, Any] = {}
    for name in years[0]:
        mine = np.array([year[name] for year in years])
        found[name] = {
            "nanoseconds": median(1e9 * mine / (YEAR * people * rows)).to_dict(),
            "share": median(mine / total).to_dict(),
        }
    return found


def _split_years(people: int, rows: int, years: int) -> Callable[[], dict[str, float]]:
    """Companies that live a year at a call, and say how many seconds each process took of it."""
    model = companies.model(people, rows, years, warmup=WARMUP)
    workforce = model.workforce
    parts = in_parts(workforce, row_values(model.arm, rows, None, workforce))
    months = iter(range(1, 1 + YEAR * years))

    def live() -> dict[str, float]:
        taken: dict[str, float] = {}
        for month in islice(months, YEAR):
            for part, processes in parts:
                for process in processes:
                    name = type(process).__name__.lower()
                    taken[name] = taken.get(name, 0.0) + seconds(partial(process, part, month))
            taken["measures"] = taken.get("measures", 0.0) + seconds(
                partial(model.watch.take, workforce, month)
            )
        return taken

    return live
