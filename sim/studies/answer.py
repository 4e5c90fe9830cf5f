"""Which policy, how sure and at what price? The runs behind a report, reduced block by block.

Four policies in 20 worlds with 500 companies each make 2.4 million company months: what a report needs of
them is kept, the rest is dropped as soon as a block has been lived.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.twins import FEWEST
from sim.batch.block import Openings, blocks
from sim.batch.crew import Crew, Piece, crew_or_new
from sim.model.measures import NAMES, headlines_of
from sim.spec.scenario import Scenario, catalogue
from sim.state.workforce import COMPANIES, Cause

Array = NDArray[np.float64]
Progress = Callable[[int, int], None]
KEYS = ["draw", "replicate"]

NET = "net"
SERIES = {"retention_12_months": "retention", "team_performance": "output_per_seat", NET: "net_value"}
"""What is kept month by month: headlines, and the company's net value, with the measures that they are."""

PEOPLE_FOLLOWED = 10_000
"""About how many people of the first day are followed one by one, for twins and survival curves."""

FLOWS = {
    "promoted": "Promoted to manage",
    "forced": "Promoted against their will",
    "requests": "Asked to manage",
    "declined": "Declined",
    "passed_over": "Passed over",
    "rungs_given": "Given a rung on the technical ladder",
    "grades_given": "Moved up a job grade",
    "moved_sideways": "Moved sideways to another team",
    "stepped_back": "Stepped back from managing",
    "raises": "Given a raise to stay",
}
"""Monthly measures that count steps of people, and their names for people, as far as they are measured."""


@dataclass(frozen=True)
class Lives:
    """What is kept of many runs.

    `outcomes` and `totals` have a row per policy, draw and replicate: the headlines, and every monthly
    measure summed over the months. `series` holds those of `SERIES`, (policies, pairs, months) each, `net`
    the company's net value in the same shape. `assumptions` has a row per draw, or is empty for one draw.
    """

    policies: tuple[str, ...]
    outcomes: pd.DataFrame
    totals: pd.DataFrame
    series: dict[str, Array]
    net: Array
    assumptions: pd.DataFrame


def live_arms(
    scenarios: Mapping[str, Scenario],
    replicates: int,
    drawn: pd.DataFrame | None,
    seed: int,
    progress: Progress | None = None,
    crew: Crew | None = None,
) -> Lives:
    """Live every policy in every draw and replicate, and keep what a report needs of it.

    `drawn` has a row per draw with its assumption values; without it the assumptions are as they are.
    """
    counter = _Counter(len(scenarios), replicates * draw_count(drawn), progress)
    with crew_or_new(crew) as hands:
        pieces = blocks(next(iter(scenarios.values())), range(replicates), drawn, hands.size)
        found = hands.live(partial(_reduced_block, scenarios, seed), pieces, counter.add)
    return _joined(tuple(scenarios), found, drawn)


def stored_lives(measures: pd.DataFrame, policies: Sequence[str], drawn: pd.DataFrame | None) -> Lives:
    """The same from runs that were lived before: a row per policy, draw, replicate and every month."""
    found = {}
    for policy in policies:
        rows = measures[measures["policy"] == policy].sort_values(["month", "draw", "replicate"])
        months = int(rows["month"].max())
        cube = rows[list(NAMES)].to_numpy(dtype=np.float64).reshape(months, -1, len(NAMES))
        keys = rows[KEYS].iloc[: cube.shape[1]].reset_index(drop=True)
        found[policy] = _reduced(keys, cube.transpose(0, 2, 1))
    return _joined(tuple(policies), [found], drawn)


def draw_count(drawn: pd.DataFrame | None) -> int:
    """How many draws there are; 1 when the assumptions are taken as they are."""
    return 1 if drawn is None else len(drawn)


class _Counter:
    """Tells how many runs are done, from whichever thread."""

    def __init__(self, arms: int, pairs: int, progress: Progress | None) -> None:
        self.arms, self.done, self.total = arms, 0, arms * pairs
        self.progress, self.lock = progress, Lock()

    def add(self, piece: Piece) -> None:
        drawn, lucks = piece
        with self.lock:
            self.done += self.arms * len(lucks) * draw_count(drawn)
            if self.progress is not None:
                self.progress(self.done, self.total)


@dataclass(frozen=True)
class _Piece:
    """One policy's part of one block: `pairs`, `outcomes`, `totals`, `series` by name (pairs, months)."""

    outcomes: pd.DataFrame
    totals: pd.DataFrame
    series: dict[str, Array]


def _reduced_block(
    scenarios: Mapping[str, Scenario],
    seed: int,
    part: pd.DataFrame | None,
    lucks: Sequence[int],
) -> dict[str, _Piece]:
    pieces = {}
    openings = Openings(lucks, seed, part)
    for policy, scenario in scenarios.items():
        model = openings.model(scenario).run_model()
        pieces[policy] = _reduced(model.watch.keys(model.workforce), model.watch.buffer)
    return pieces


def _reduced(keys: pd.DataFrame, cube: Array) -> _Piece:
    """Headlines, sums and series of one block.

    `cube` holds every measure (months, measures, companies); `keys` are draw and replicate of the companies.
    """
    totals = pd.DataFrame(dict(zip(NAMES, cube.sum(axis=0), strict=True)))
    # copies, for a view would keep every measure in memory
    series = {name: cube[:, NAMES.index(measure)].T.copy() for name, measure in SERIES.items()}
    return _Piece(headlines_of(cube, keys), pd.concat([keys, totals], axis=1), series)


def _joined(
    policies: tuple[str, ...], found: Sequence[Mapping[str, _Piece]], drawn: pd.DataFrame | None
) -> Lives:
    """The blocks put together, every policy's pairs in the same order of draw and replicate."""
    tables: dict[str, list[pd.DataFrame]] = {"outcomes": [], "totals": []}
    for policy in policies:
        for name, kept in tables.items():
            whole = pd.concat([getattr(block[policy], name) for block in found], ignore_index=True)
            whole = whole.sort_values(KEYS, ignore_index=True)
            whole.insert(0, "policy", policy)
            kept.append(whole)
    series = _series_joined(policies, found)
    net = series.pop(NET)
    assumptions = pd.DataFrame({"draw": [0]}) if drawn is None else drawn
    outcomes, totals = (pd.concat(kept, ignore_index=True) for kept in tables.values())
    return Lives(policies, outcomes, totals, series, net, assumptions)


def _series_joined(policies: tuple[str, ...], found: Sequence[Mapping[str, _Piece]]) -> dict[str, Array]:
    """The series of all blocks, (policies, pairs, months) by name, each written once where it belongs."""
    keys = pd.concat([block[policies[0]].totals[KEYS] for block in found])
    places = np.empty(len(keys), np.intp)
    places[np.lexsort((keys["replicate"], keys["draw"]))] = np.arange(len(keys))
    ends = np.cumsum([len(block[policies[0]].totals) for block in found])[:-1]
    first = found[0][policies[0]].series
    joined = {name: np.empty((len(policies), len(keys), part.shape[1])) for name, part in first.items()}
    for block, rows in zip(found, np.split(places, ends), strict=True):
        for place, policy in enumerate(policies):
            for name, part in block[policy].series.items():
                joined[name][place, rows] = part
    return joined


# ---------------------------------------------------------------- what the model can tell apart


def exit_causes() -> pd.DataFrame:
    """The causes of exits: `name` (a monthly measure) and `label`, in the order of the ledger."""
    rows = []
    for cause in Cause:
        name = f"exits_{cause.name.lower()}"
        if name in NAMES:
            known = catalogue().get(f"assumptions.turnover.{cause.name.lower()}")
            rows.append((name, known.label if known else cause.name.capitalize().replace("_", " ")))
    return pd.DataFrame(rows, columns=["name", "label"])


NO_ITEMS = ("net_value", "inside_saving")
"""Measures in money that are no items of the accounts: their sum, and a saving against what was not done."""


def money_items() -> pd.DataFrame:
    """The items of the accounts among the monthly measures: `name`, `label`, `sign` (+1 brings, -1 costs)."""
    currency = {column.name for column in COMPANIES.values() if column.unit == "currency"}
    endings = ("_cost", "_spent", "_premium", "_value")
    rows = []
    for name in NAMES:
        if name not in NO_ITEMS and (name in currency or name.endswith(endings)):
            brings = name.endswith("_value")
            rows.append((name, name.replace("_", " ").capitalize(), 1 if brings else -1))
    table = pd.DataFrame(rows, columns=["name", "label", "sign"])
    return table.sort_values("sign", ascending=False, kind="stable", ignore_index=True)


def step_flows() -> dict[str, str]:
    """The counted steps of people that this version of the model measures, and their labels."""
    return {name: label for name, label in FLOWS.items() if name in NAMES}


# ---------------------------------------------------------------- people one by one


@dataclass(frozen=True)
class Followed:
    """People followed one by one: `opening` (a row per person of the first day), `events` by policy."""

    opening: dict[str, pd.DataFrame]
    events: dict[str, pd.DataFrame]
    companies: int


def follow(
    scenarios: Mapping[str, Scenario],
    replicates: int,
    drawn: pd.DataFrame | None,
    seed: int,
    crew: Crew | None = None,
) -> Followed:
    """Live some of the same companies once more and keep every person's happenings.

    They are the first replicates of every draw: as many companies as hold about 10,000 people, at least one
    per draw and five in all, never more than there are.
    """
    heads, draws = next(iter(scenarios.values())).company.headcount, draw_count(drawn)
    lucks = range(min(max(-(-PEOPLE_FOLLOWED // (heads * draws)), 1 if draws > 4 else 5), replicates))
    with crew_or_new(crew) as hands:
        pieces = blocks(next(iter(scenarios.values())), lucks, drawn, hands.size)
        found = hands.live(partial(_follow_block, scenarios, seed), pieces)
    opening, events = (
        {name: pd.concat([block[name][k] for block in found], ignore_index=True) for name in scenarios}
        for k in (0, 1)
    )
    return Followed(opening, events, len(lucks) * draws)


def _follow_block(
    scenarios: Mapping[str, Scenario], seed: int, drawn: pd.DataFrame | None, lucks: Sequence[int]
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """The people of the first day and all events, by policy."""
    openings, found = Openings(lucks, seed, drawn), {}
    for name, scenario in scenarios.items():
        model = openings.model(scenario, events=True)
        first = described(model.people())
        found[name] = first, model.run_model().events()
    return found


def described(people: pd.DataFrame) -> pd.DataFrame:
    """People of the first day in words: draw, replicate, person, role, ladder, anchor, and any group."""
    wishes = ["want_manage", "want_technical", "want_project"]
    anchors = np.array(["Wants to manage", "Wants technical depth", "Wants interesting projects"])
    table = people[["draw", "replicate", "person"]].astype(np.int64)
    table["role"] = _roles(people)
    table["ladder"] = np.where(people["rung"] > 0, "On the technical ladder", "Not on the ladder")
    table["anchor"] = anchors[people[wishes].to_numpy().argmax(axis=1)]
    if "group" in people.columns and people["group"].nunique() > 1:
        # the largest group of a roster is 0
        ranks = (people["group"].astype(int) + 1).astype(str)
        table["group"] = ("Group " + ranks).replace({"Group 1": "Group 1, the largest"})
    return table


def _roles(people: pd.DataFrame) -> pd.Series:
    """Everybody's level in words; few managers of managers count as managers, for they would be hidden."""
    level = people["level"]
    if people.loc[level > 1, "person"].nunique() < FEWEST:
        return level.clip(upper=1).map({0: "Contributors", 1: "Managers"})
    return level.clip(upper=2).map({0: "Contributors", 1: "First-line managers", 2: "Managers of managers"})
