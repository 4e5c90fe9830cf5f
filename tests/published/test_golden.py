"""A few lives with their bits written down: the same on every machine, with and without the compiler.

A change here changes results: it needs a line in the changelog.
"""

from __future__ import annotations

from typing import Any

import pytest

from sim.published.martell1996 import Martell1996
from sim.published.report import MODELS

GOLDEN: list[tuple[str, dict[str, Any], list[str], int]] = [
    (
        "pluchino2010",
        {"hypothesis": "common sense", "strategy": "best-worst", "steps": 30},
        ["0x1.25504beb1be96p+6", "0x1.294d0cf04849dp+6"],
        204,
    ),
    ("fetta2012", {"steps": 30}, ["0x1.fad7567be153ep+5", "0x1.0607f96b18fefp+6"], 341),
    (
        "pluchino2011",
        {
            "coordination": 3, "mode": "neighbours", "random_share": 0.5, "peter_share": 0.5,
            "transient": 20, "steps": 30,
        },
        ["0x1.20499a6684ecap+6", "0x1.271d671445db1p+6"],
        46,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "options", "efficiency", "flows"), GOLDEN)
def test_hierarchies(name: str, options: dict[str, Any], efficiency: list[str], flows: int) -> None:
    model = MODELS[name](replicates=2, **options)
    model.run_model()
    assert [float(x).hex() for x in model.efficiency[-1]] == efficiency
    assert model.flows.sum() == flows


def test_martell() -> None:
    model = Martell1996(4.58, replicates=[3])
    for _ in range(3):
        model.step()
    assert model.women.tolist() == [
        [50.0, 52.5, 42.666666666666664, 38.0, 40.0, 49.0, 48.57142857142857, 55.8]
    ]
    assert float(model.score[0, 7]).hex() == "0x1.6f4ee5e4bc60cp+5"
