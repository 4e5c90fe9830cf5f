"""The search finds what it is asked for, is deterministic, and says when the facts say nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sim.spec.assumptions import Assumptions
from sim.spec.scenario import catalogue
from sim.studies.calibration import search
from sim.studies.calibration.blocks import VOLUNTARY_RATES, Block, Free, blocks
from sim.studies.calibration.search import Settings
from sim.studies.validation.facts import load
from sim.studies.validation.film import World
from sim.studies.validation.report import STUDIES

FACTS = {fact.id: fact for fact in load()}
SMALL = Settings(lives=96)
"""Rounds of 24 draws, each lived by four companies."""
QUITS = Free("company.quits", ("company.quits",), 1.0, 2.5)


def test_blocks_use_known_numbers_and_facts_meant_for_it() -> None:
    for block in blocks():
        assert block.free, block.name
        for free in block.free:
            assert set(free.paths) <= set(catalogue())
            assert free.low < free.high
        assert all(FACTS[name].role in ("C", "calibrate") for name in block.facts), block.name
        assert all(FACTS[name].study for name in block.facts), block.name


def test_a_known_answer_is_found_again() -> None:
    """The attrition of quits = 1.6 is the fact; the search must come back to 1.6 from a prior of 1 to 2.5."""
    block = Block("known", "Known", (QUITS,), ("S1.vietnam",))
    truth = search.simulate(block, [FACTS["S1.vietnam"]], np.array([[1.6]]), {}, SMALL, 24)[0, 0]
    fact = replace(FACTS["S1.vietnam"], low=truth - 0.5, high=truth + 0.5)
    points, kept = search._round(block, [fact], [(1.0, 2.5)], {}, Settings(lives=768), 0)
    assert points[kept].mean() == pytest.approx(1.6, abs=0.15)


def test_a_number_that_no_fact_depends_on_stays_as_wide_as_it_was() -> None:
    """What output owes to being led has nothing to do with attrition."""
    idle = Free("idle", ("assumptions.output.led_at_all",), 0.06, 0.25)
    block, facts = Block("idle", "Idle", (QUITS, idle), ("S1.vietnam",)), [FACTS["S1.vietnam"]]
    points, kept = search._round(block, facts, [(1.0, 2.5), (0.06, 0.25)], {}, Settings(lives=192), 0)
    quits, led = (points[kept][:, j].std(ddof=1) for j in range(2))
    assert quits / QUITS.prior_spread < search.IDENTIFIED < led / idle.prior_spread


def test_the_same_settings_find_the_same_numbers() -> None:
    block, facts = Block("b", "B", (QUITS,), ("S1.vietnam",)), [FACTS["S1.vietnam"]]
    one, two, other = (
        search._round(block, facts, [(1.0, 2.5)], {}, replace(SMALL, seed=seed), 0) for seed in (1, 1, 2)
    )
    assert np.array_equal(one[0], two[0])
    assert np.array_equal(one[1], two[1])
    assert not np.array_equal(one[0], other[0])


def test_values_found_are_kept_for_the_blocks_that_follow() -> None:
    found = search.calibrate(SMALL, only=["vietnam_sme"])
    assert 1.0 <= found.companies["vietnam_sme: company.quits"] <= 2.5
    assert found.values == {}
    assert found.counts[0] == 1


def test_draws_lived_together_are_those_lived_alone() -> None:
    fact, block = FACTS["S3.effect"], Block("b", "B", (QUITS,), ("S3.effect",))
    together = search.simulate(block, [fact], np.array([[1.0], [2.0]]), {}, SMALL, 10)
    alone = search.simulate(block, [fact], np.array([[2.0]]), {}, SMALL, 10)
    assert together[1, 0] == alone[0, 0]
    changed = STUDIES["bosses"].run(World(overrides={"company.quits": 2.0}), range(10))
    name, estimator = STUDIES["bosses"].estimates["S3.effect"]
    assert together[1, 0] == pytest.approx(float(estimator(changed[name].sum(axis=0))))


def test_a_factor_moves_all_its_rates() -> None:
    free = Free("all", VOLUNTARY_RATES, 0.5, 2.0, factor=True)
    found = search.spelled_out(free, 2.0, {"assumptions.turnover.offer": 0.1})
    assert found["assumptions.turnover.offer"] == 0.2
    assert found["assumptions.turnover.personal"] == 2 * Assumptions().turnover.personal


def test_a_direction_is_met_anywhere_inside() -> None:
    fact = FACTS["S29"]
    assert search.distance(np.array([[0.01], [0.5], [-0.1]]), [fact]).tolist() == [0.0, 0.0, 2.0]


def test_the_file_it_writes_can_be_read_back(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from sim.spec.reader import load as read

    found = search.Calibration((), {"assumptions.turnover.morale": 1.5}, {"vietnam_sme: quits": 1.6}, SMALL)
    path = tmp_path / "calibrated.toml"
    path.write_text(search.as_toml(found))
    assert read("vietnam_sme", "status_quo", path).assumptions.turnover.morale == 1.5
    with pytest.raises(ValueError, match="less than or equal to 5"):
        search.as_toml(replace(found, values={"assumptions.turnover.morale": 50.0}))
