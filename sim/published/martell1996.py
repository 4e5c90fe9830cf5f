"""Martell, Lane & Emrich 1996, "Male-female differences: a computer simulation".

American Psychologist 51, 157-158. A pyramid of eight levels. Men's ratings carry a small bonus; every
cycle some of the incumbents leave at random and each empty seat goes to the highest rated of the level
below. The small bonus accumulates up the levels. One model holds R organisations as rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import mesa
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.published.draws import Purpose
from sim.published.hierarchy import MESA_SEEDS, replicate_numbers, root_key
from sim.state.compiled import kernel, rule
from sim.state.draws import normal, uniform

SIZES = (10, 40, 75, 100, 150, 200, 350, 500)
"""Seats of each level, the top first (table 1 of the paper)."""
RATING_MEAN, RATING_SD = 50.0, 10.0
LEAVING_SHARE = 0.15
"""Share of the incumbents who leave in a cycle, at random."""
BIAS = {"none": 0.0, "1% of variance": 2.01, "5% of variance": 4.58}
"""Points added to men's ratings. They explain that share of the variance: d = 2 r / sqrt(1 - r^2)."""

LEAVE, SCORE, SEX = int(Purpose.LEAVE), int(Purpose.SCORE), int(Purpose.SEX)
LEFT = -1.0e9
"""The rating that stands for an empty seat: below any person's."""


@rule
def rating(seed: int, replicate: int, seat: int, cycle: int, man: bool, bias: float) -> float:
    """A newcomer's rating, the same for life: N(50, 10), and the bonus for men."""
    return RATING_MEAN + RATING_SD * normal(seed, replicate, seat, cycle, SCORE) + (bias if man else 0.0)


@kernel
def open_organisation(
    score: np.ndarray, man: np.ndarray, original: np.ndarray, seed: int, replicate: int, bias: float
) -> None:
    """As many women as men at each level (seats alternate). score, man, original: (seats,)."""
    for seat in range(score.size):
        man[seat] = seat % 2 == 1
        original[seat] = True
        score[seat] = rating(seed, replicate, seat, 0, man[seat], bias)


@kernel
def leave_at_random(
    score: np.ndarray,
    original: np.ndarray,
    start: np.ndarray,
    luck: np.ndarray,
    seed: int,
    replicate: int,
    cycle: int,
    exits: np.ndarray,
) -> None:
    """Empty the seats with the lowest luck: 15 percent of them all, to the nearest whole number."""
    for seat in range(score.size):
        luck[seat] = uniform(seed, replicate, seat, cycle, LEAVE)
    leaving = int(LEAVING_SHARE * score.size + 0.5)
    threshold = np.partition(luck, leaving - 1)[leaving - 1]
    for level in range(start.size - 1):
        for seat in range(start[level], start[level + 1]):
            if luck[seat] <= threshold:
                score[seat] = LEFT
                original[seat] = False
                exits[level] += 1


@kernel
def promote_best(
    score: np.ndarray, man: np.ndarray, original: np.ndarray, first: int, last: int, end: int
) -> int:
    """Fill seats first to last - 1 with the highest rated of seats last to end - 1; how many moved.

    The sort is stable: of two with the same rating, the one in the earlier seat moves.
    """
    ranking = np.argsort(-score[last:end], kind="mergesort")
    moved = 0
    for seat in range(first, last):
        if score[seat] == LEFT:
            best = last + ranking[moved]
            score[seat], man[seat], original[seat] = score[best], man[best], original[best]
            score[best] = LEFT
            original[best] = False
            moved += 1
    return moved


@kernel
def hire_at_bottom(
    score: np.ndarray, man: np.ndarray, first: int, seed: int, replicate: int, cycle: int, bias: float
) -> None:
    """Fill the seats from `first` on with newcomers, women and men by the toss of a coin."""
    for seat in range(first, score.size):
        if score[seat] == LEFT:
            man[seat] = uniform(seed, replicate, seat, cycle, SEX) < 0.5
            score[seat] = rating(seed, replicate, seat, cycle, man[seat], bias)


@kernel
def women_by_level(man: np.ndarray, start: np.ndarray, women: np.ndarray) -> None:
    """Percent of each level's seats held by women, into `women` (levels,)."""
    for level in range(start.size - 1):
        count = 0
        for seat in range(start[level], start[level + 1]):
            count += not man[seat]
        women[level] = 100.0 * count / (start[level + 1] - start[level])


@kernel
def open_all(
    score: np.ndarray,
    man: np.ndarray,
    original: np.ndarray,
    start: np.ndarray,
    seed: int,
    replicates: np.ndarray,
    bias: float,
    women: np.ndarray,
) -> None:
    """Seat people at the start. score, man, original: (R, seats); women: (R, levels)."""
    for row in range(score.shape[0]):
        open_organisation(score[row], man[row], original[row], seed, replicates[row], bias)
        women_by_level(man[row], start, women[row])


@kernel
def live_cycle(
    score: np.ndarray,
    man: np.ndarray,
    original: np.ndarray,
    start: np.ndarray,
    seed: int,
    replicates: np.ndarray,
    cycle: int,
    bias: float,
    alive: np.ndarray,
    women: np.ndarray,
    exits: np.ndarray,
    promotions: np.ndarray,
) -> None:
    """Live one cycle in every organisation that still has one of its first people.

    score, man, original: (R, seats); alive: (R,). Out: women (R, levels) percent, exits (R, levels) and
    promotions (R,) people.
    """
    levels = start.size - 1
    luck = np.empty(score.shape[1])
    for row in range(score.shape[0]):
        if not alive[row]:
            continue
        replicate = replicates[row]
        rated, male, first = score[row], man[row], original[row]
        leave_at_random(rated, first, start, luck, seed, replicate, cycle, exits[row])
        for level in range(levels - 1):
            promotions[row] += promote_best(
                rated, male, first, start[level], start[level + 1], start[level + 2]
            )
        hire_at_bottom(rated, male, start[levels - 1], seed, replicate, cycle, bias)
        women_by_level(male, start, women[row])
        alive[row] = first.any()


class Martell1996(mesa.Model):
    """A pyramid of levels; runs until none of the first people is left in any organisation.

    `bias`: points added to men's ratings (see BIAS). `sizes`: seats of each level, the top first. Step 0 is
    the start; an organisation has no more rows in `measures` once the last of its first people has gone.
    `alive`: (R,) who still runs.
    """

    def __init__(
        self,
        bias: float = BIAS["5% of variance"],
        replicates: int | Sequence[int] = 1,
        seed: int = 1,
        sizes: Sequence[int] = SIZES,
    ) -> None:
        super().__init__(rng=seed % MESA_SEEDS)
        self.root_key = root_key(seed)
        self.bias = float(bias)
        self.replicates = replicate_numbers(replicates)
        self.start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        shape = len(self.replicates), int(self.start[-1])
        self.score = np.zeros(shape)
        self.man = np.zeros(shape, dtype=np.bool_)
        self.original = np.zeros(shape, dtype=np.bool_)
        self.alive = np.ones(shape[0], dtype=np.bool_)
        self.women = np.zeros((shape[0], len(sizes)))
        open_all(
            self.score,
            self.man,
            self.original,
            self.start,
            self.root_key,
            self.replicates,
            self.bias,
            self.women,
        )
        self._pages = [self._page(self.replicates, self.women, *self._counts())]

    def step(self) -> None:
        """Live one cycle, and write it down for the organisations that lived it."""
        lived = self.alive.copy()
        exits, promotions = self._counts()
        live_cycle(
            self.score, self.man, self.original, self.start, self.root_key, self.replicates,
            self.steps, self.bias, self.alive, self.women, exits, promotions,
        )  # fmt: skip
        self._pages.append(
            self._page(self.replicates[lived], self.women[lived], exits[lived], promotions[lived])
        )
        self.running = bool(self.alive.any())

    def _counts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Empty counts of one cycle: exits (R, levels) and promotions (R,)."""
        return np.zeros(self.women.shape, dtype=np.int64), np.zeros(len(self.replicates), dtype=np.int64)

    def _page(
        self,
        replicates: NDArray[np.int64],
        women: NDArray[np.float64],
        exits: NDArray[np.int64],
        promotions: NDArray[np.int64],
    ) -> pd.DataFrame:
        """What is written down of one step: a row per organisation that lived it."""
        columns: dict[str, object] = {"replicate": replicates, "step": self.steps, "promotions": promotions}
        for level in range(self.women.shape[1]):
            columns[f"women_level_{level + 1}"] = women[:, level]
            columns[f"exits_level_{level + 1}"] = exits[:, level]
        return pd.DataFrame(columns)

    def measures(self) -> pd.DataFrame:
        """A row per replicate and cycle lived: women (percent) and exits by level, the top first."""
        return pd.concat(self._pages, ignore_index=True).sort_values(["replicate", "step"], ignore_index=True)

    def headlines(self) -> pd.DataFrame:
        """A row per replicate: women at the top and at the bottom (percent), cycles, and promotions."""
        runs = self.measures().groupby("replicate")
        last = runs.last().reindex(self.replicates)
        found = {
            "replicate": self.replicates,
            "women_top": last["women_level_1"].to_numpy(),
            "women_bottom": last[f"women_level_{self.women.shape[1]}"].to_numpy(),
            "cycles": last["step"].to_numpy(),
            "promotions": runs["promotions"].sum().reindex(self.replicates).to_numpy(),
        }
        return pd.DataFrame(found)

    def accounting_gap(self) -> NDArray[np.int64]:
        """(R,) promotions counted, less one for every level below each exit: zero, exactly."""
        table = self.measures()
        below = np.arange(self.women.shape[1])[::-1]
        exits = table[[f"exits_level_{level + 1}" for level in range(self.women.shape[1])]].to_numpy()
        gap = table["promotions"] - (exits * below).sum(axis=1)
        return np.asarray(gap.groupby(table["replicate"]).sum(), dtype=np.int64)
