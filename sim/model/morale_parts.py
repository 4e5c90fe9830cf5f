"""Morale taken apart: what each of its parts draws people to, on request.

A month of morale is lived on a copy of the companies, at once and without its ups and downs, with one part's
weight as it is and the others at nothing. So the parts are the model's own, whatever they are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from sim.state.workforce import Array, P, Workforce

Numbers = Mapping[str, Array]

WEIGHTS = {
    "fit": "morale_fit",
    "career": "morale_career",
    "fairness": "morale_fairness",
    "boss": "morale_manager",
    "pay": "morale_pay",
    "load": "morale_load",
    "disposition": "morale_disposition",
    "success": "morale_success",
}
"""The parts of morale, and the number by which each is weighed; challenging work belongs to fit."""


def morale_parts(workforce: Workforce, live_morale: Callable[[Workforce, Numbers], None]) -> pd.DataFrame:
    """A row per person present: draw, replicate, seat, person, morale, target, and a column per part (sd).

    `target` is where morale is drawn to, and the sum of the parts. `live_morale` lives a month of morale in
    some companies, with these numbers (rows,) in place of the scenario's.
    """
    rows, seats = np.nonzero(workforce.person(P.PRESENT))
    columns = {
        "draw": workforce.draws[rows],
        "replicate": workforce.replicates[rows],
        "seat": seats,
        "person": workforce.person(P.PERSON)[rows, seats],
        "morale": workforce.person(P.MORALE)[rows, seats],
        "target": _drawn_to(workforce, live_morale, {})[rows, seats],
    }
    nothing = np.zeros(workforce.rows)
    for part in WEIGHTS:
        others = {weight: nothing for name, weight in WEIGHTS.items() if name != part}
        columns[part] = _drawn_to(workforce, live_morale, others)[rows, seats]
    return pd.DataFrame(columns)


def _drawn_to(
    workforce: Workforce, live_morale: Callable[[Workforce, Numbers], None], numbers: Numbers
) -> Array:
    """Where everybody's morale goes at once (companies, seats)."""
    copy = workforce.copy()
    copy.people[:, P.MORALE] = 0.0
    live_morale(copy, {"morale_inertia": np.ones(copy.rows), "morale_noise": np.zeros(copy.rows), **numbers})
    return copy.person(P.MORALE)
