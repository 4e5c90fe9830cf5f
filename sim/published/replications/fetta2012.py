"""Fetta et al. 2012, table 2, row "Sample", beside ours."""

from __future__ import annotations

from functools import partial

from sim.published.fetta2012 import Fetta2012
from sim.published.lives import estimate, live_all, start_and_asymptote
from sim.published.tables import Cell, PublishedTable

SAMPLE_2012 = {
    ("peter", "best"): 60.0,
    ("peter", "worst"): 80.0,
    ("peter", "random"): 70.0,
    ("common sense", "best"): 76.0,
    ("common sense", "worst"): 66.0,
    ("common sense", "random"): 71.0,
}
"""Table 2 of the paper, row "Sample": efficiency in percent, printed as whole numbers."""


def table(replicates: int = 400, seed: int = 1, threads: int | None = None) -> PublishedTable:
    """The row "Sample": six cells."""
    jobs = {
        cell: partial(start_and_asymptote, partial(Fetta2012, *cell, replicates=replicates, seed=seed))
        for cell in SAMPLE_2012
    }
    lives = live_all(jobs, threads)
    cells = [
        Cell(", ".join(cell).replace("peter", "Peter"), paper, *estimate(lives[cell][1]), band=1.0)
        for cell, paper in SAMPLE_2012.items()
    ]
    return PublishedTable(
        "fetta2012",
        "The Peter principle without a social network: efficiency in the long run",
        'Fetta, Harper, Knight, Vieira & Williams 2012, Physica A 391, 2898-2910, table 2, "Sample"',
        "percent of the largest possible efficiency",
        f"{replicates} organisations, 1,000 years, mean of the last 400, seed {seed}",
        tuple(cells),
    )
