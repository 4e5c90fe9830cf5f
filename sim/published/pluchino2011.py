"""Pluchino, Rapisarda & Garofalo 2011, "Efficient promotion strategies in hierarchical organizations".

Physica A 390, 3496-3511; arXiv:1102.2837. Written from the paper alone. A tree of five levels in which
everybody above the bottom leads L people; a step is a month. The organisation first lives a transient
with the best promoted under the Peter hypothesis; then a share of promotions is made at random.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.published import fetta2012, pluchino2010
from sim.published.hierarchy import BEST, RANDOM, Hierarchy, Rules, option, ordered_mean
from sim.published.pluchino2010 import READINGS

LEVELS = 5
STATIONARY = 500
"""Months at the end of the transient, and of the run, that we average over."""
RESPONSIBILITY = (1.0, 0.8, 0.6, 0.4, 0.2)
"""Weight of each level, the top first."""
MODES = {"global": 0, "neighbours": 1}
"""Who may be promoted into a seat: anybody at the level below, or the seat's own subordinates only."""
AGES = {"N(25, 5)": pluchino2010.PEOPLE, "N(27, 5)": fetta2012.PEOPLE}
"""Ages at entry: as the authors' first paper states them for the start, and as Fetta et al. 2012 drew them.

No paper of the authors states the ages of newcomers, and they matter: the first people retire in a wave
that comes back a career later, and its phase decides how many seats turn over in the twenty years after the
transient. With N(27, 5) the paper's counts of exits and promotions come out, with N(25, 5) they do not.
"""


class Pluchino2011(Hierarchy):
    """A tree; the best promoted for `transient` months, then random with probability `random_share`.

    `coordination`: people that each leader leads (L). `mode`: "global" (candidates are everybody at the
    level below) or "neighbours" (the seat's own L subordinates). `peter_share`: the share of seats where
    the Peter hypothesis holds, drawn seat by seat; common sense holds at the others. `reading`: how the
    tails are cut, as in Pluchino2010. `ages`: see AGES. Steps count months from the end of the transient.
    """

    steps_a_year = 12

    def __init__(
        self,
        coordination: int = 4,
        mode: str = "global",
        random_share: float = 1.0,
        peter_share: float = 1.0,
        reading: str = "A",
        ages: str = "N(27, 5)",
        transient: int = 1000,
        steps: int = 1000,
        replicates: int | Sequence[int] = 1,
        seed: int = 1,
    ) -> None:
        self.transient = transient
        cut = option("reading", reading, READINGS)
        rules = Rules(
            people=option("ages", ages, AGES),
            opening=cut.opening,
            fresh=cut.fresh,
            carried=cut.carried,
            simultaneous=cut.simultaneous,
            team_size=coordination * option("mode", mode, MODES),
            peter_share=float(peter_share),
            favoured=RANDOM,
            otherwise=BEST,
            favoured_share=float(random_share),
        )
        sizes = [coordination**level for level in range(LEVELS)]  # whole numbers
        super().__init__(sizes, RESPONSIBILITY, rules, transient + steps, replicates, seed)

    def rules_now(self) -> Rules:
        """The best are promoted throughout the transient; then the mixture."""
        return self.rules._replace(favoured_share=0.0) if self.steps <= self.transient else self.rules

    def first_efficiency(self) -> NDArray[np.float64]:
        """(R,) what a gain is counted from, percent: the mean late in the transient."""
        begin = self.transient + 1
        return ordered_mean(self.efficiency[max(begin - STATIONARY, 0) : begin])

    def measures(self) -> pd.DataFrame:
        """A row per replicate and step; `step` counts months from the end of the transient."""
        table = super().measures()
        table["step"] -= self.transient
        return table
