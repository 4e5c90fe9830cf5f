"""Pluchino, Rapisarda & Garofalo 2010, "The Peter principle revisited: a computational study".

Physica A 389, 467-472; arXiv:0907.0455. Written from the paper alone. A pyramid of 160 seats in six
levels, a step is a year. What the paper leaves open (how the tails of N(7, 2) are cut, and whether all
exits come before all promotions) is an option: five readings, A to E.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.published.draws import Limits, clipped, resampled
from sim.published.hierarchy import BEST, STRATEGIES, WORST, Hierarchy, People, Rules, option

SIZES = (1, 5, 11, 21, 41, 81)
"""Seats of each level, the top first (figure 1 of the paper)."""
RESPONSIBILITY = (1.0, 0.9, 0.8, 0.6, 0.4, 0.2)
"""Weight of each level, the top first (figure 1 of the paper)."""
PEOPLE = People(
    competence_mean=7.0,
    competence_sd=2.0,
    age_mean=25.0,
    age_sd=5.0,
    age_limits=clipped(18, 60),
    oldest=60,
    dismissal_below=4.0,
)
PETER_SHARE = {"common sense": 0.0, "peter": 1.0}
"""Share of seats where a new job calls for a new competence, by hypothesis."""
CROSSING_SHARE = 0.47
"""The share of best promotions at which the paper's two Best-Worst curves cross (its figure 4)."""


@dataclass(frozen=True)
class Reading:
    """One way to read what the paper leaves open."""

    meaning: str
    opening: Limits
    fresh: Limits
    carried: Limits
    simultaneous: bool = True


_WHOLE, _KEPT = clipped(1, 10), clipped(4, 10)
_TRUNCATED = resampled(1, 10, PEOPLE.competence_mean, PEOPLE.competence_sd)
READINGS = {
    "A": Reading("tails moved onto 1 and 10; all exits first", _WHOLE, _WHOLE, _WHOLE),
    "B": Reading("as A, but level by level from the top", _WHOLE, _WHOLE, _WHOLE, simultaneous=False),
    "C": Reading("newcomers and new jobs held inside 4 to 10", _WHOLE, _KEPT, _WHOLE),
    "D": Reading("as C, and common sense held there too", _WHOLE, _KEPT, _KEPT),
    "E": Reading("drawn again until inside 1 to 10", _TRUNCATED, _TRUNCATED, _WHOLE),
}


def mixture(strategy: str, best_share: float) -> tuple[int, int, float]:
    """A strategy as two pure ones and the probability of the first."""
    if strategy == "best-worst":
        return BEST, WORST, best_share
    pure = option("strategy", strategy, STRATEGIES)
    return pure, pure, 1.0


class Pluchino2010(Hierarchy):
    """160 seats, six levels; best, worst, random or best-worst promotion under two hypotheses.

    `hypothesis`: "common sense" (competence goes along, changed by U(-1, 1)) or "peter" (drawn anew).
    `strategy`: "best", "worst", "random", or "best-worst" (best with probability `best_share`).
    `reading`: A to E, see READINGS.
    """

    def __init__(
        self,
        hypothesis: str = "peter",
        strategy: str = "best",
        best_share: float = CROSSING_SHARE,
        reading: str = "A",
        steps: int = 1000,
        replicates: int | Sequence[int] = 1,
        seed: int = 1,
    ) -> None:
        rules = pyramid_rules(
            PEOPLE, option("reading", reading, READINGS), hypothesis, mixture(strategy, best_share)
        )
        super().__init__(SIZES, RESPONSIBILITY, rules, steps, replicates, seed)


def pyramid_rules(
    people: People, reading: Reading, hypothesis: str, strategies: tuple[int, int, float]
) -> Rules:
    """The rules of a pyramid whose candidates are the whole level below."""
    favoured, otherwise, share = strategies
    return Rules(
        people=people,
        opening=reading.opening,
        fresh=reading.fresh,
        carried=reading.carried,
        simultaneous=reading.simultaneous,
        team_size=0,
        peter_share=option("hypothesis", hypothesis, PETER_SHARE),
        favoured=favoured,
        otherwise=otherwise,
        favoured_share=float(share),
    )
