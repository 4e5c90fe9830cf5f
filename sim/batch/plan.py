"""A plan: every run of an experiment, resolved down to its numbers; what makes a folder of results its own.

An *arm* is one policy on one company in one case (`kind.Arm`). A run is an arm, a draw (what we do not know)
and a replicate (luck). All arms share draws and replicates, so that any two can be compared pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.batch.design import Sampling
from sim.batch.kind import Arm, Kind, digest
from sim.state.draws import DRAW_SCHEME

KEYS = ("scenario", "company", "policy", "draw", "replicate")
"""What tells runs apart, in the order of every table."""
MOST_ARMS = 24
"""Arms of a block: every block lives its warm-up anew, so all policies that ship stand in one."""
Missing = NDArray[np.bool_]


@dataclass(frozen=True)
class Plan:
    """Every run of an experiment, complete and frozen."""

    arms: tuple[Arm, ...]
    baseline: str
    seed: int
    replicates: int
    sampling: Sampling | None = None
    outcomes: str = "yearly"
    events: bool = False
    title: str = ""
    roster: str | None = None
    fiscal_year: int | None = None

    @property
    def kind(self) -> Kind:
        """The kind of experiment it is."""
        return self.arms[0].kind

    @property
    def draws(self) -> int:
        """How many draws there are; 1 when the assumptions are taken as they are."""
        return self.sampling.draws if self.sampling else 1

    @property
    def pairs(self) -> int:
        """How many runs each arm has."""
        return self.draws * self.replicates

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return len(self.arms) * self.pairs

    def table(self) -> pd.DataFrame | None:
        """The drawn values, a row per draw; nothing when the assumptions are taken as they are."""
        return self.sampling.table(self.seed) if self.sampling else None

    def with_counts(self, replicates: int, points: int | None = None) -> Plan:
        """The same plan with other numbers of replicates and of points."""
        sampling = self.sampling
        if sampling is not None and points is not None:
            sampling = replace(sampling, count=points)
        return replace(self, replicates=replicates, sampling=sampling)

    def identity(self) -> dict[str, Any]:
        """What may not change within one folder: everything but the numbers of draws and replicates."""
        sampling = self.sampling
        return {
            "arms": [[arm.case, arm.company, arm.policy, arm.hash] for arm in self.arms],
            "baseline": self.baseline,
            "seed": self.seed,
            "draw scheme": DRAW_SCHEME,
            "model": self.kind.version(),
            "design of draws": None if sampling is None else [sampling.kind, _listed(sampling.over)],
            "outcomes": self.outcomes,
            "events": self.events,
        }

    def to_dict(self) -> dict[str, Any]:
        """The plan as JSON can hold it."""
        sampling = self.sampling
        return {
            "title": self.title,
            "baseline": self.baseline,
            "seed": self.seed,
            "replicates": self.replicates,
            "draws": None if sampling is None else
            {"kind": sampling.kind, "count": sampling.count, "over": _listed(sampling.over)},
            "outcomes": self.outcomes,
            "events": self.events,
            "roster": self.roster,
            "fiscal_year": self.fiscal_year,
            **self.kind.record(self.arms),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], arms: Sequence[Arm]) -> Plan:
        """The plan of a manifest, whose arms have been read."""
        drawn = record["draws"]
        sampling = None
        if drawn is not None:
            over = {path: (low, high) for path, low, high in drawn["over"]}
            sampling = Sampling(drawn["kind"], drawn["count"], over)
        rest = {name: record[name] for name in ("title", "outcomes", "events", "roster", "fiscal_year")}
        return cls(tuple(arms), record["baseline"], record["seed"], record["replicates"], sampling, **rest)


def _listed(over: Mapping[str, tuple[float, float]]) -> list[list[Any]]:
    return [[path, low, high] for path, (low, high) in over.items()]


# ---------------------------------------------------------------- run ids


def draw_hashes(table: pd.DataFrame | None, policies_too: bool) -> list[str]:
    """What each draw changes, as a hash; without the values of policy.* for an arm they do not hold for."""
    if table is None:
        return [""]
    paths = sorted(path for path in table.columns if path != "draw")
    kept = [path for path in paths if policies_too or not path.startswith("policy.")]
    rows = table[kept].to_numpy(dtype=np.float64)
    return [digest([[p, float(v).hex()] for p, v in zip(kept, row, strict=True)]) for row in rows]


# ---------------------------------------------------------------- what is missing, in blocks


@dataclass(frozen=True)
class Piece:
    """A block as places in the plan: arms x draws x replicates."""

    arms: tuple[int, ...]
    draws: tuple[int, ...]
    replicates: tuple[int, ...]

    @property
    def runs(self) -> int:
        """How many runs it holds."""
        return len(self.arms) * len(self.draws) * len(self.replicates)


def pieces(plan: Plan, missing: Missing, rows: Mapping[str, int]) -> Iterator[Piece]:
    """Cut what is missing (arms, draws, replicates) into blocks.

    Arms that start from the same companies go together; `rows` says for each opening how many companies
    make a block. Which runs stand in which block never changes their numbers.
    """
    for group in _groups(plan, missing, MOST_ARMS):
        size = rows[plan.arms[group[0]].opening]
        for draws, lucks in _rectangles(missing[group[0]]):
            yield from _cut(group, draws, lucks, size)


def _groups(plan: Plan, missing: Missing, most: int) -> Iterator[tuple[int, ...]]:
    """Arms with one opening and the same runs missing; arms that live the same lives stand together."""
    together: dict[tuple[str, bytes], dict[str, list[int]]] = {}
    for place, arm in enumerate(plan.arms):
        if missing[place].any():
            key = (arm.opening, np.packbits(missing[place]).tobytes())
            together.setdefault(key, {}).setdefault(arm.hash, []).append(place)
    for alike in together.values():
        lives = list(alike.values())
        for first in range(0, len(lives), most):
            yield tuple(place for same in lives[first : first + most] for place in same)


def _rectangles(missing: Missing) -> Iterator[tuple[list[int], list[int]]]:
    """What is missing (draws, replicates) as draws that lack the same replicates, and those replicates."""
    alike: dict[bytes, list[int]] = {}
    for draw, lacking in enumerate(missing):
        if lacking.any():
            alike.setdefault(np.packbits(lacking).tobytes(), []).append(draw)
    for draws in alike.values():
        yield draws, [int(place) for place in np.flatnonzero(missing[draws[0]])]


def _cut(arms: tuple[int, ...], draws: list[int], lucks: list[int], size: int) -> Iterator[Piece]:
    for one in _slices(lucks, size):
        for many in _slices(draws, max(size // len(one), 1)):
            yield Piece(arms, tuple(many), tuple(one))


def _slices(items: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
