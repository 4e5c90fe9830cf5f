"""One small answer, lived once for all tests of the report."""

from __future__ import annotations

import pytest

from sim.view.report_tables import Answer, answer

POLICIES = ("forced_promotion", "dual_ladder")


@pytest.fixture(scope="session")
def said() -> Answer:
    return answer("vietnam_sme", POLICIES, months=18, replicates=12, draws=3, seed=4)
