"""What mechanisms that the starting equations lacked do to the facts they are there for (21, 24, 26 to 28).

Each fact is computed by its own study, twice: as shipped, and with the mechanism off. 100 companies, seed 1.

    python docs/decisions/measure_departures.py
"""

from __future__ import annotations

from sim.studies.validation.facts import load
from sim.studies.validation.film import World
from sim.studies.validation.report import STUDIES

COMPANIES = 100
OFF = {
    "turnover.search_delay": (0.0, ("S5.intention_quit", "S5.satisfaction_intention")),
    "turnover.attention": (0.0, ("S21.quits",)),
    "output.neglect": (0.0, ("S21.output",)),
    "output.own_work_pull": (0.0, ("S7.slope",)),
    "morale.success": (0.0, ("S6",)),
    "market.star_premium": (0.0, ("S6",)),
    "market.external_start": (1.0, ("S23.performance", "S23.dismissals")),
    "seeing.hoarding": (0.0, ("S30.applications",)),
    "career.grade_again": (1.0, ("S11.again",)),
    "career.announced": (0.0, ("S17",)),
}
"""By assumption: the value at which it does nothing, and the facts it is there for."""


def value(name: str, world: World) -> float:
    """A fact's simulated value in a world."""
    study = STUDIES[FACTS[name].study]
    moments, estimator = study.estimates[name]
    return float(estimator(study.run(world, range(COMPANIES))[moments].sum(axis=0)))


FACTS = {fact.id: fact for fact in load()}

if __name__ == "__main__":
    for path, (nothing, facts) in OFF.items():
        for name in facts:
            fact = FACTS[name]
            shipped = value(name, World())
            without = value(name, World(overrides={f"assumptions.{path}": nothing}))
            print(
                f"{name} ({fact.low:g} to {fact.high:g}): {shipped:.3g} as shipped, {without:.3g} with "
                f"{path} at {nothing:g}"
            )
