"""What one record per number feeds, and what it costs: decisions 11 and 13.

python docs/decisions/measure_catalogue.py
"""

from __future__ import annotations

import time
from collections import Counter

import numpy as np

from sim.batch.design import uncertain
from sim.model.promotion_model import opened
from sim.spec.reader import load
from sim.spec.scenario import catalogue
from sim.state.workforce import P


def catalogue_of_today() -> None:
    """How many numbers, of which tier, drawn, sourced; and how long a scenario takes to read."""
    known = list(catalogue().values())
    print(f"{len(known)} parameters: {dict(Counter(p.path.split('.')[0] for p in known))}")
    print(f"by tier {dict(Counter(p.tier for p in known))}")
    print(f"{len(uncertain())} drawn; {sum(1 for p in known if p.source)} with a source")
    times = []
    for _ in range(20):
        began = time.process_time()
        load("vietnam_sme", "dual_ladder")
        times.append(time.process_time() - began)
    print(f"a scenario is read and checked in {1000 * min(times):.1f} ms")


def own_policy() -> None:
    """What a function of the user's own would cost if it were called company by company at a review."""
    workforce = opened(load("vietnam_sme", "status_quo"), 100, 1, None)
    people = workforce.people.view()
    people.flags.writeable = False

    def score(company: np.ndarray) -> np.ndarray:
        rating: np.ndarray = company[P.RATING]
        return rating - rating.mean() + 0.1 * company[P.CLOSENESS]

    best = np.inf
    for _ in range(20):
        began = time.process_time()
        for row in people:
            score(row)
        best = min(best, time.process_time() - began)
    print(f"a plain function over a company of 80: {1e6 * best / len(people):.0f} microseconds a review")


if __name__ == "__main__":
    catalogue_of_today()
    own_policy()
