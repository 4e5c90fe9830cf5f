"""Rules of one's own, as a user would write them; policies in tests name them."""

from __future__ import annotations

import numpy as np

from sim.model.own_scoring import Candidates


def longest_here(company: Candidates) -> np.ndarray:
    """Whoever joined first stands first."""
    return -company.people["joined"]


def by_lot(company: Candidates) -> np.ndarray:
    return company.luck()


def meddles(company: Candidates) -> np.ndarray:
    company.people["pay"][:] = 0.0
    return company.luck()


def of_the_wrong_shape(company: Candidates) -> np.ndarray:
    return company.luck()[:-1]


NOT_CALLABLE = 3
