"""One warm-up for all policies of a company: the same bits as a warm-up of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.batch.block import Openings, blocks
from sim.batch.design import draw_assumptions
from sim.model.promotion_model import PromotionModel, opened
from sim.processes.process import CALENDAR
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state.workforce import Workforce
from sim.studies import why

SMALL: dict[str, Any] = {"company.headcount": 30, "company.warmup": 6}
POLICIES = ("status_quo", "forced_promotion", "dual_ladder")


def small(policy: str, **more: Any) -> Scenario:
    return load("vietnam_sme", policy, overrides=SMALL | more, months=8)


def equal(one: Workforce, two: Workforce) -> bool:
    pairs = [(getattr(w, part) for w in (one, two)) for part in ("people", "teams", "companies")]
    return all(np.array_equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("drawn", [None, draw_assumptions(2, 5)], ids=["one world", "two worlds"])
def test_a_shared_warm_up_is_one_s_own(drawn: pd.DataFrame | None) -> None:
    openings = Openings([0, 3], 9, drawn)
    for policy in POLICIES:
        scenario = small(policy)
        assert equal(openings.of(scenario), opened(scenario, [0, 3], 9, drawn))
        shared = openings.model(scenario, events=True).run_model()
        alone = PromotionModel(scenario, [0, 3], 9, drawn).run_model()
        pd.testing.assert_frame_equal(shared.measures(), alone.measures(), check_exact=True)
        pd.testing.assert_frame_equal(shared.events(), alone.events(), check_exact=True)


def test_months_of_review_are_the_same_in_every_draw() -> None:
    """One block lives them together; otherwise the numbers would depend on how draws are cut into blocks."""
    scenario = load("vietnam_sme", "status_quo", months=1)
    for path in CALENDAR:
        drawn = pd.DataFrame({"draw": [0, 1], path: [3, 6]})
        with pytest.raises(ValueError, match="the same months"):
            PromotionModel(scenario, 1, assumptions=drawn)


def test_who_practised_something_else_has_another_warm_up() -> None:
    openings, first = Openings([0], 9, None), small("status_quo")
    others = [
        replace(first, practice=small("forced_promotion").policy),
        small("status_quo", **{"assumptions.turnover.morale": 1.1}),
        small("status_quo", **{"company.warmup": 5}),
    ]
    for other in others:
        assert not equal(openings.of(first), openings.of(other))
        assert equal(openings.of(other), opened(other, [0], 9, None))


def test_several_workers_get_blocks_of_their_own() -> None:
    scenario, drawn = small("status_quo"), draw_assumptions(3, 5)
    for workers in (1, 2):
        cut = list(blocks(scenario, range(40), drawn, workers))
        pairs = [(d, k) for part, lucks in cut if part is not None for d in part["draw"] for k in lucks]
        assert sorted(pairs) == [(d, k) for d in range(3) for k in range(40)]
        assert len(cut) >= 2 * workers or workers == 1
    assert len(list(blocks(scenario, range(8), None, 4))) == 1


def test_the_ends_of_a_bundle_are_the_policies_themselves() -> None:
    base, new = small("status_quo"), small("forced_promotion")
    levers = {d.path for d in why.differences(base.policy, new.policy)}
    assert why.hybrid(base, new, levers).content_hash == new.content_hash
    assert why.hybrid(base, new, set()).content_hash == base.content_hash
