"""Fetta, Harper, Knight, Vieira & Williams 2012, the row "Sample" of their table 2.

"On the Peter principle: an agent based investigation into the consequential effects of social networks
and behavioural factors", Physica A 391, 2898-2910. The pyramid of Pluchino et al. 2010 with ages N(27, 5) and
competence drawn again until it lies inside 0 to 10. The rows with social networks are not modelled here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sim.published import pluchino2010
from sim.published.draws import clipped, resampled
from sim.published.hierarchy import Hierarchy
from sim.published.pluchino2010 import Reading, mixture, pyramid_rules

PEOPLE = pluchino2010.PEOPLE._replace(age_mean=27.0, age_limits=resampled(18, 60, 27.0, 5.0))
_TRUNCATED = resampled(0, 10, PEOPLE.competence_mean, PEOPLE.competence_sd)
SAMPLE = Reading("drawn again until inside 0 to 10", _TRUNCATED, _TRUNCATED, clipped(0, 10))


class Fetta2012(Hierarchy):
    """The pyramid without a network; `hypothesis` and `strategy` as in Pluchino2010."""

    def __init__(
        self,
        hypothesis: str = "peter",
        strategy: str = "best",
        steps: int = 1000,
        replicates: int | Sequence[int] = 1,
        seed: int = 1,
    ) -> None:
        rules = pyramid_rules(PEOPLE, SAMPLE, hypothesis, mixture(strategy, 1.0))
        super().__init__(pluchino2010.SIZES, pluchino2010.RESPONSIBILITY, rules, steps, replicates, seed)
