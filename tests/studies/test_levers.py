"""Levers move what the articles say they move; the page is the one that the study writes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.studies.levers import CASES, Case, agrees, dose_response
from sim.view.levers_page import DOCS, sentence


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_lever_moves_what_the_articles_say(case: Case) -> None:
    ends = Case(**{**vars(case), "doses": (case.doses[0], case.doses[-1])})
    table = dose_response(ends, replicates=200, months=48, seed=2)
    assert agrees(ends, table), sentence(ends, table)


def test_the_same_dose_twice_differs_by_nothing() -> None:
    same = Case(**{**vars(CASES[0]), "doses": ("offer", "offer")})
    table = dose_response(same, replicates=3, months=12)
    assert not table[["delta", "low", "high"]].to_numpy().any()
    assert not agrees(same, table)


def test_agreement_is_sure_and_has_a_direction() -> None:
    up = pd.DataFrame(
        [("a", 1.0, 0.0, 0.0, 0.0), ("b", 2.0, 1.0, 0.5, 1.5)],
        columns=["dose", "value", "delta", "low", "high"],
    )
    rising, falling = CASES[0], CASES[2]
    assert (rising.direction, falling.direction) == (1, -1)
    assert agrees(rising, up)
    assert not agrees(falling, up)
    unsure = up.assign(low=[0.0, -0.1])
    assert not agrees(rising, unsure)
    assert np.isclose(up["value"].iloc[-1], 2.0)


def test_the_page_holds_every_case_and_its_figure() -> None:
    page = (DOCS / "levers.md").read_text(encoding="utf-8")
    for case in CASES:
        assert case.claim in page
        assert f"figures/lever-{case.name}.svg" in page
        assert (DOCS / "figures" / f"lever-{case.name}.svg").exists()
