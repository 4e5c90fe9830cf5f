"""Pluchino, Rapisarda & Garofalo 2011, beside ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.published.hierarchy import DISMISSALS, PROMOTIONS, RETIREMENTS
from sim.published.lives import Estimate, Vector, crossing, estimate, in_blocks, live_all, lived
from sim.published.pluchino2011 import STATIONARY, Pluchino2011
from sim.published.tables import Cell, PublishedTable

REALISATIONS_2011 = 30
"""Realisations of the paper; a maximum over time depends on how many are averaged first."""
TWENTY_YEARS = 240
ASYMPTOTIC_GAINS_2011 = {(3, "global"): 8.0, (3, "neighbours"): 4.0, (4, "neighbours"): 4.0,
                         (5, "neighbours"): 4.0, (6, "neighbours"): 4.0}  # fmt: skip
"""Gain of 100% random over 100% best in the long run, by L and mode; in points."""
TOPOLOGY_GAINS_2011 = {3: 3.0, 4: 2.7, 5: 3.0, 6: 3.0}
"""Efficiency of neighbours above global at the end of the transient, by L: "about 3 for every L"."""
SHARES_2011 = (0.0, 0.25, 0.5, 0.75, 1.0)
MAXIMA_2011 = {
    "global": (0.36, 1.01, 2.37, 3.80, 5.25),
    "neighbours": (0.14, 1.12, 1.42, 2.83, 3.70),
}
"""L = 4: the highest gain within 20 years, by share of random promotions; in points."""
COUNTS_2011 = {
    ("global", 0.0): {"dismissals": 22, "retirements": 206, "promotions": 84},
    ("neighbours", 0.0): {"dismissals": 22, "retirements": 203, "promotions": 135},
    ("global", 1.0): {"dismissals": 23, "retirements": 204, "promotions": 116},
    ("neighbours", 1.0): {"dismissals": 25, "retirements": 202, "promotions": 146},
}
"""L = 4: people in the first 20 years after the transient."""
COUNT_COLUMNS = {"dismissals": DISMISSALS, "retirements": RETIREMENTS, "promotions": PROMOTIONS}
COUNT_BAND = 0.1
"""Counts agree within 10 percent: our judgement, the paper gives no error."""
SPEED_2011 = {3: 1.0, 6: 2.0}
"""Points gained by years after the change ("+1 after 3 years, +2 after 6"); we take L = 4, 100% random."""
SPEED_BAND = 0.5
"""The paper says whole points."""
REACHED_2011, REACHED_BAND = 77.5, 2.5
"""Percent of the long-run gain reached in the first 20 years: "75 to 80"."""
OTHER_AGES = "N(25, 5)"
MIXED_SHARES = (0.25, 0.4, 0.5, 0.6)
MIXED_CROSSING_2011 = 50.0
"""Percent of positions under the Peter hypothesis above which random promotion beats the best."""


class TreeLife(NamedTuple):
    """What the paper reports of a run.

    `base` and `end`: (R,) efficiency late in the transient and late in the run, percent. `highest`:
    (blocks,) highest gain within 20 years of the mean over 30 organisations, points. `flows`: (R, 5)
    people in these 20 years. `early`: (R,) mean gain in the year around each of `SPEED_2011`, points.
    """

    base: Vector
    end: Vector
    highest: Vector
    flows: NDArray[np.float64]
    early: dict[int, Vector]


def tree_life(make: Callable[[], Pluchino2011]) -> TreeLife:
    """Live a tree and keep what the paper reports."""
    model = make()
    lived(model)
    begin = model.transient + 1
    base = model.first_efficiency()
    gain = in_blocks(model.efficiency[begin : begin + TWENTY_YEARS] - base, REALISATIONS_2011)
    around = {year: slice(begin + 12 * year - 6, begin + 12 * year + 6) for year in SPEED_2011}
    return TreeLife(
        base=base,
        end=model.efficiency[-STATIONARY:].mean(axis=0),
        highest=gain.max(axis=0, initial=-np.inf),
        flows=model.flows[begin : begin + TWENTY_YEARS].sum(axis=0, dtype=np.float64),
        early={year: (model.efficiency[when] - base).sum(axis=0) / 12 for year, when in around.items()},
    )


def table(replicates: int = 300, seed: int = 1, threads: int | None = None) -> PublishedTable:
    """Gains, topology, twenty years after the change, and mixed transmission."""
    make = partial(Pluchino2011, replicates=replicates, seed=seed)
    cells = [
        *asymptotic_cells(make, threads),
        *topology_cells(make, threads),
        *twenty_year_cells(make, threads),
        *other_age_cells(make, threads),
        mixed_transmission_cell(make, threads),
    ]
    return PublishedTable(
        "pluchino2011",
        "Efficient promotion strategies in hierarchical organizations: gains on a tree",
        "Pluchino, Rapisarda & Garofalo 2011, Physica A 390, 3496-3511",
        "points of efficiency above the transient, or people, or percent",
        f"{replicates} organisations, 1,000 + 1,000 months, reading A, ages N(27, 5), seed {seed}",
        tuple(cells),
        (
            "Highest gains within 20 years are of the mean over 30 organisations, as in the paper.",
            "Counts agree within 10 percent: our judgement, the paper gives no error.",
        ),
    )


def random_over_best(lives: Mapping[tuple[int, str, float], TreeLife], size: int, mode: str) -> Estimate:
    """The asymptotic gain of 100% random over 100% best promotion, pair by pair."""
    return estimate(lives[size, mode, 1.0].end - lives[size, mode, 0.0].end)


def asymptotic_cells(make: Callable[..., Pluchino2011], threads: int | None) -> list[Cell]:
    """Gain of random over best promotion in the long run."""
    jobs = {
        (size, mode, share): partial(tree_life, partial(make, size, mode, share))
        for (size, mode), share in product(ASYMPTOTIC_GAINS_2011, (0.0, 1.0))
    }
    lives = live_all(jobs, threads)
    return [
        Cell(f"L={size}, {mode}: gain of 100% random over 100% best", paper,
             *random_over_best(lives, size, mode), band=1.0, signed=True)
        for (size, mode), paper in ASYMPTOTIC_GAINS_2011.items()
    ]  # fmt: skip


def topology_cells(make: Callable[..., Pluchino2011], threads: int | None) -> list[Cell]:
    """What narrowing the candidates to one's own subordinates does under best promotion."""
    jobs = {
        (size, mode): partial(tree_life, partial(make, size, mode, steps=0))
        for size, mode in product(TOPOLOGY_GAINS_2011, MAXIMA_2011)
    }
    lives = live_all(jobs, threads)
    return [
        Cell(f"L={size}: transient, neighbours above global", paper,
             *estimate(lives[size, "neighbours"].base - lives[size, "global"].base), band=1.0, signed=True)
        for size, paper in TOPOLOGY_GAINS_2011.items()
    ]  # fmt: skip


def twenty_year_cells(make: Callable[..., Pluchino2011], threads: int | None) -> list[Cell]:
    """Highest gains, and counts of people, in the twenty years after the transient (L = 4)."""
    jobs = {
        (mode, share): partial(tree_life, partial(make, 4, mode, share))
        for mode, share in product(MAXIMA_2011, SHARES_2011)
    }
    lives = live_all(jobs, threads)
    gains = [
        Cell(f"L=4, {mode}, {share:.0%} random: highest gain within 20 years", paper,
             *estimate(lives[mode, share].highest), band=1.0, signed=True)
        for mode, papers in MAXIMA_2011.items()
        for share, paper in zip(SHARES_2011, papers, strict=True)
    ]  # fmt: skip
    counts = [
        cell for (mode, share) in COUNTS_2011 for cell in count_cells(mode, share, lives[mode, share].flows)
    ]
    speeds = [cell for mode in MAXIMA_2011 for cell in speed_cells(mode, lives[mode, 1.0], lives[mode, 0.0])]
    return gains + speeds + counts


def speed_cells(mode: str, life: TreeLife, best: TreeLife) -> list[Cell]:
    """How fast 100% random promotion gains; `best` is its twin that goes on promoting the best."""
    cells = [
        Cell(f"L=4, {mode}, 100% random: gain {year} years after the change", paper,
             *estimate(life.early[year]), band=SPEED_BAND, signed=True)
        for year, paper in SPEED_2011.items()
    ]  # fmt: skip
    in_the_end = in_blocks((life.end - best.end)[None, :], REALISATIONS_2011)[0]
    reached = estimate(100.0 * life.highest / in_the_end)
    name = f"L=4, {mode}, 100% random: percent of the gain in the long run reached within 20 years"
    return [*cells, Cell(name, REACHED_2011, *reached, band=REACHED_BAND)]


def count_cells(mode: str, share: float, flows: NDArray[np.float64], remark: str = "") -> list[Cell]:
    """Dismissals, retirements and promotions in twenty years, beside the paper's."""
    return [
        Cell(f"L=4, {mode}, {share:.0%} random{remark}: {name} in 20 years", paper,
             *estimate(flows[:, COUNT_COLUMNS[name]]), band=COUNT_BAND * paper)
        for name, paper in COUNTS_2011[mode, share].items()
    ]  # fmt: skip


def other_age_cells(make: Callable[..., Pluchino2011], threads: int | None) -> list[Cell]:
    """The same twenty years with the ages of the paper of 2010: the wave of retirements out of phase."""
    remark = f", ages {OTHER_AGES}"
    jobs = {mode: partial(tree_life, partial(make, 4, mode, 1.0, ages=OTHER_AGES)) for mode in MAXIMA_2011}
    cells = []
    for mode, life in live_all(jobs, threads).items():
        cells.append(
            Cell(f"L=4, {mode}, 100% random{remark}: highest gain within 20 years", MAXIMA_2011[mode][-1],
                 *estimate(life.highest), band=1.0, signed=True)
        )  # fmt: skip
        cells.extend(count_cells(mode, 1.0, life.flows, remark))
    return cells


def mixed_transmission_cell(make: Callable[..., Pluchino2011], threads: int | None) -> Cell:
    """From which share of positions under the Peter hypothesis on random promotion beats the best."""
    jobs = {
        (peter, share): partial(tree_life, partial(make, 4, "global", share, peter))
        for peter, share in product(MIXED_SHARES, (0.0, 1.0))
    }
    lives = live_all(jobs, threads)
    ends = {key: in_blocks(life.end[None, :], REALISATIONS_2011)[0]
            for key, life in lives.items()}  # fmt: skip
    x = 100.0 * np.asarray(MIXED_SHARES)
    random = np.stack([ends[peter, 1.0] for peter in MIXED_SHARES], axis=1)
    best = np.stack([ends[peter, 0.0] for peter in MIXED_SHARES], axis=1)
    found = np.array([crossing(x, r, b)[0] for r, b in zip(random, best, strict=True)])
    return Cell("L=4, global: percent of positions under Peter where random overtakes best",
                MIXED_CROSSING_2011, *estimate(found), band=10.0)  # fmt: skip
