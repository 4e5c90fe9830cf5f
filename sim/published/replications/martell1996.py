"""Martell, Lane & Emrich 1996, beside ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.published.lives import estimate, live_all
from sim.published.martell1996 import BIAS, Martell1996
from sim.published.tables import Cell, PublishedTable

TOP_1996 = {"5% of variance": 29.0, "1% of variance": 35.0}
BOTTOM_1996 = {"5% of variance": 58.0, "1% of variance": 53.0}
"""Women at the top and at the bottom, percent, as the paper is widely quoted."""
ORGANISATIONS_1996 = 20
LARGE_REPLICATION = {"5% of variance": 25.2, "1% of variance": 39.1, "none": 50.0}
"""Women at the top in an independent replication with 2,000 organisations; 50 by symmetry."""
LARGE_BAND = 1.5
PARTS = 4
"""Parts that the organisations are lived in, so that threads share the work."""
NOTES = (
    "The paper's numbers are means over few organisations (20, it seems); their bands are two standard",
    "errors of such a mean. The large replication has 2,000.",
)


def women_at_the_end(make: Callable[[], Martell1996]) -> NDArray[np.float64]:
    """(R, levels) percent of women when the last of the first people has gone, the top first."""
    model = make()
    model.run_model()
    if model.accounting_gap().any():
        raise AssertionError("promotions do not follow from exits in Martell1996")
    return model.women


def table(replicates: int = 2000, seed: int = 1, threads: int | None = None) -> PublishedTable:
    """Women at the top and the bottom, by the size of the bias."""
    parts = np.array_split(np.arange(replicates), min(PARTS, replicates))
    jobs = {
        (name, number): partial(women_at_the_end, partial(Martell1996, bias, part.tolist(), seed))
        for name, bias in BIAS.items()
        for number, part in enumerate(parts)
    }
    lives = live_all(jobs, threads)
    women = {name: np.concatenate([lives[name, part] for part in range(len(parts))]) for name in BIAS}
    cells = [cell for name in TOP_1996 for cell in quoted_cells(name, women[name])]
    cells += [
        Cell(f"{label(name)}: women at the top, against the large replication", paper,
             *estimate(women[name][:, 0]), band=LARGE_BAND)
        for name, paper in LARGE_REPLICATION.items()
    ]  # fmt: skip
    return PublishedTable(
        "martell1996",
        "Male-female differences: women by level after a small bias has accumulated",
        "Martell, Lane & Emrich 1996, American Psychologist 51, 157-158",
        "percent of the level",
        f"{replicates} organisations, until none of the first people is left, seed {seed}",
        tuple(cells),
        NOTES,
    )


def label(name: str) -> str:
    """A bias in words."""
    return "no bias" if name == "none" else f"bias {name}"


def quoted_cells(name: str, women: NDArray[np.float64]) -> list[Cell]:
    """The paper's own numbers; the band is two standard errors of its 20 organisations, and the rounding."""
    ends = {"top": (TOP_1996[name], women[:, 0]), "bottom": (BOTTOM_1996[name], women[:, -1])}
    return [
        Cell(f"{label(name)}: women at the {end}", paper, *estimate(shares),
             band=float(2.0 * shares.std(ddof=1) / np.sqrt(ORGANISATIONS_1996) + 0.5))
        for end, (paper, shares) in ends.items()
    ]  # fmt: skip
