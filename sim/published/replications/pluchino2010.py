"""Pluchino, Rapisarda & Garofalo 2010, beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sim.published.lives import (
    Estimate,
    Vector,
    crossing,
    estimate,
    in_blocks,
    live_all,
    start_and_asymptote,
)
from sim.published.pluchino2010 import PETER_SHARE, READINGS, Pluchino2010
from sim.published.tables import Cell, PublishedTable

GAINS_2010 = {
    ("common sense", "best"): 9.0,
    ("common sense", "worst"): -5.0,
    ("common sense", "random"): 2.0,
    ("common sense", "best-worst"): 1.5,
    ("peter", "best"): -10.0,
    ("peter", "worst"): 12.0,
    ("peter", "random"): 1.0,
    ("peter", "best-worst"): 1.5,
}
"""Table 1 of the paper: points of efficiency above the start."""
BAND_2010 = {"best": 2.5, "worst": 3.5, "random": 2.5, "best-worst": 2.5}
"""How far five readings of one text lie apart, about; in points."""
OPENING_2010 = 69.68
OPENING_BAND = 0.52
"""Two standard errors of the paper's 50 organisations, whose efficiencies at the start have sd 1.8."""
CROSSING_2010, CROSSING_EFFICIENCY_2010 = 0.47, 71.0
CROSSING_SHARES = (0.3, 0.4, 0.5, 0.6)
CROSSING_BLOCKS = 10
HELD_4_TO_10 = 70.0
"""Arithmetic: new competences held inside 4 to 10 average 7, so random promotion ends at 70 percent."""


def table(replicates: int = 400, seed: int = 1, threads: int | None = None) -> PublishedTable:
    """Table 1 under each reading, the start, and where the two Best-Worst curves cross."""
    jobs = {
        (reading, *cell): partial(
            start_and_asymptote,
            partial(Pluchino2010, *cell, reading=reading, replicates=replicates, seed=seed),
        )
        for reading, cell in product(READINGS, GAINS_2010)
    }
    lives = live_all(jobs, threads)
    crossings = best_worst_crossings(max(replicates // 4, CROSSING_BLOCKS), seed, threads)
    cells = [cell for reading in READINGS for cell in reading_cells(reading, lives, crossings[reading])]
    held = estimate(lives["C", "peter", "random"][1])
    cells.append(Cell("arithmetic: Peter, random, newcomers held inside 4 to 10, efficiency",
                      HELD_4_TO_10, *held, band=0.1))  # fmt: skip
    return PublishedTable(
        "pluchino2010",
        "The Peter principle revisited: gains in efficiency by promotion strategy",
        "Pluchino, Rapisarda & Garofalo 2010, Physica A 389, 467-472",
        "points of efficiency above the start, unless said otherwise",
        f"{replicates} organisations, 1,000 years, mean of the last 400, seed {seed}",
        tuple(cells),
        tuple(f"Reading {name}: {reading.meaning}." for name, reading in READINGS.items()),
    )


def reading_cells(
    reading: str,
    lives: Mapping[tuple[str, str, str], tuple[Vector, Vector]],
    crossing: tuple[Estimate, Estimate],
) -> list[Cell]:
    """The cells of one reading."""
    opening = estimate(lives[reading, "peter", "random"][0])
    cells = [Cell(f"{reading}: efficiency at the start", OPENING_2010, *opening, band=OPENING_BAND)]
    for (hypothesis, strategy), paper in GAINS_2010.items():
        start, end = lives[reading, hypothesis, strategy]
        name = f"{reading}: {hypothesis}, {strategy}".replace("peter", "Peter")
        cells.append(Cell(name, paper, *estimate(end - start), band=BAND_2010[strategy], signed=True))
    share, efficiency = crossing
    cells.append(Cell(f"{reading}: share of best where the mixed curves cross", CROSSING_2010,
                      *share, band=0.05))  # fmt: skip
    cells.append(Cell(f"{reading}: efficiency where they cross", CROSSING_EFFICIENCY_2010,
                      *efficiency, band=1.0))  # fmt: skip
    return cells


def best_worst_curves(
    readings: tuple[str, ...], shares: tuple[float, ...], replicates: int, seed: int, threads: int | None
) -> dict[tuple[str, str], NDArray[np.float64]]:
    """(shares, R) asymptotic efficiency under Best-Worst promotion, by reading and hypothesis."""
    jobs = {
        (reading, hypothesis, share): partial(
            start_and_asymptote,
            partial(Pluchino2010, hypothesis, "best-worst", share, reading, replicates=replicates, seed=seed),
        )
        for reading, hypothesis, share in product(readings, PETER_SHARE, shares)
    }
    lives = live_all(jobs, threads)
    return {
        (reading, hypothesis): np.stack([lives[reading, hypothesis, share][1] for share in shares])
        for reading, hypothesis in product(readings, PETER_SHARE)
    }


def best_worst_crossings(
    replicates: int, seed: int, threads: int | None
) -> dict[str, tuple[Estimate, Estimate]]:
    """The share of best promotions at which both hypotheses end alike, and the efficiency there."""
    curves = best_worst_curves(tuple(READINGS), CROSSING_SHARES, replicates, seed, threads)
    shares = np.asarray(CROSSING_SHARES)
    crossings = {}
    for reading in READINGS:
        size = replicates // CROSSING_BLOCKS
        sense = in_blocks(curves[reading, "common sense"], size)
        peter = in_blocks(curves[reading, "peter"], size)
        found = np.array([crossing(shares, s, p) for s, p in zip(sense.T, peter.T, strict=True)])
        crossings[reading] = estimate(found[:, 0]), estimate(found[:, 1])
    return crossings
