"""The results as rows of text: for the terminal and for the page alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tests.bench import targets
from tests.bench.clock import Interval
from tests.bench.starts import PARTS
from tests.bench.targets import interval, number

Results = Mapping[str, Any]

STARTS = {"warm": "warm", "cold": "first time ever"}


@dataclass(frozen=True)
class Grid:
    """A table: what it is of, its headings, its rows."""

    title: str
    headings: Sequence[str]
    rows: list[list[str]]


def all_grids(results: Results) -> list[Grid]:
    """Every table of what was measured."""
    grids = [target_grid(results), speed_grid(results), scaling_grid(results), process_grid(results)]
    grids += [start_grid(results)]
    return [*grids, peer_grid(results)] if "peers" in results else grids


def target_grid(results: Results) -> Grid:
    """Targets, met and missed."""
    headings = ("", "target", "measured", "95% interval", "verdict")
    return Grid("Targets", headings, targets.rows(results))


def elsewhere_grid(others: Mapping[str, Results]) -> Grid:
    """Targets and what other machines, by name, make of them; what one misses is in bold."""
    columns = [targets.rows(found) for found in others.values()]
    rows = [[*lines[0][:2], *map(_held, lines)] for lines in zip(*columns, strict=True)]
    return Grid("Targets on other machines", ("", "target", *others), rows)


def _held(line: Sequence[str]) -> str:
    """A measurement with its interval, in bold if it misses its target."""
    _, _, value, between, verdict = line
    said = value if between == "–" else f"{value} ({between})"
    return f"**{said}**" if verdict.endswith("missed") else said


def speed_grid(results: Results) -> Grid:
    """Person-months per second by size."""
    rows = []
    for cell in results["speed"].values():
        found = cell["person_months_per_second"]
        rows.append(
            [f"{cell['people']:,}", f"{cell['rows']:,}", *spelt(found, 1e-6), f"{cell['repetitions']}"]
        )
    headings = ("people", "rows", "million person-months per second", "95% interval", "repetitions")
    return Grid("Speed by size", headings, rows)


def scaling_grid(results: Results) -> Grid:
    """Exponents with the fixed cost beside them."""
    beside = {"people": "row", "rows": "people", "people_alone": "row"}
    rows = []
    for name, found in results["scaling"].items():
        sizes = found["sizes"]
        rows.append([
            f"{name.partition('_')[0]}, {sizes[0]:,.0f} to {sizes[-1]:,.0f}, "
            f"at {counted(found['beside'], beside[name])}",
            *spelt(found["exponent"]),
            " (".join(spelt(found["fixed_seconds"], 1e6)) + ")",
            " (".join(spelt(found["fixed_share_of_smallest"], 100.0)) + ")",
        ])  # fmt: skip
    headings = ("over", "exponent", "95% interval", "fixed cost of a month, µs", "of the smallest, percent")
    return Grid("Scaling", headings, rows)


def process_grid(results: Results) -> Grid:
    """Nanoseconds per person-month of every process."""
    pairs = results["processes"]
    headings = ["process", *map(_pair, pairs)]
    names = next(iter(pairs.values()))
    rows = [
        [name, *(" (".join(spelt(found[name]["nanoseconds"])) + ")" for found in pairs.values())]
        for name in names
    ]
    return Grid("Nanoseconds per person-month, by process", headings, rows)


def start_grid(results: Results) -> Grid:
    """Seconds of `compare`, part by part."""
    kinds = {kind: words for kind, words in STARTS.items() if kind in results["starts"]}
    rows = [[part, *(seconds(results["starts"][kind][part]) for kind in kinds)] for part in (*PARTS, "total")]
    return Grid("Seconds of twinladder compare, by the clock", ["part", *kinds.values()], rows)


def peer_grid(results: Results, others: Mapping[str, Results] = MappingProxyType({})) -> Grid:
    """The reduced month in other frameworks, or why not, here and on other machines."""
    runs = [results["peers"], *(other["peers"] for other in others.values() if "peers" in other)]
    rows = []
    for name in results["peers"]:
        found = [run[name] for run in runs]
        known = [one["version"] for one in found if "version" in one]
        rows.append([name, known[0] if known else "–", *map(_peer, found)])
    beside = [name for name, other in others.items() if "peers" in other]
    return Grid(
        "A reduced month elsewhere", ("framework", "version", "person-months per second", *beside), rows
    )


def _peer(found: Mapping[str, Any]) -> str:
    if "person_months_per_second" in found:
        return f"{number(found['person_months_per_second'] / 1e6)} million"
    return str(found.get("missing") or f"failed: {found['failed']}")


def spelt(found: Mapping[str, float], scale: float = 1.0) -> tuple[str, str]:
    """A value and its interval."""
    scaled = Interval(*(scale * found[bound] for bound in ("value", "low", "high")))
    return number(scaled.value), interval(scaled)


def seconds(found: Mapping[str, float]) -> str:
    """A value with its interval in brackets, where there is one."""
    value, between = spelt(found)
    return value if between == "–" else f"{value} ({between})"


def counted(count: int, what: str) -> str:
    """`1 row`, `64 rows`, `1,000 people`."""
    return f"{count:,} {what}{'s' if what == 'row' and count != 1 else ''}"


def _pair(name: str) -> str:
    people, _, rows = name.partition("x")
    return f"{counted(int(people), 'people')}, {counted(int(rows), 'row')}"
