"""Fetta et al. 2012, table 2, row "Sample": six cells within a point (error with 50 organisations: 0.05)."""

from __future__ import annotations

import pytest

from sim.published.fetta2012 import Fetta2012
from sim.published.lives import start_and_asymptote
from sim.published.replications.fetta2012 import SAMPLE_2012
from tests.published.conftest import needs_compiler


@needs_compiler
@pytest.mark.parametrize("cell", SAMPLE_2012)
def test_sample(cell: tuple[str, str]) -> None:
    _, end = start_and_asymptote(lambda: Fetta2012(*cell, replicates=50))
    assert end.mean() == pytest.approx(SAMPLE_2012[cell], abs=1.0)
