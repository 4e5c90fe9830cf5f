"""Tables beside the papers', verdicts, and the experiment files."""

from __future__ import annotations

import json
import tomllib
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from sim.published.lives import crossing, estimate, in_blocks, live_all
from sim.published.martell1996 import BIAS
from sim.published.replications.fetta2012 import SAMPLE_2012
from sim.published.replications.pluchino2010 import GAINS_2010
from sim.published.replications.pluchino2011 import MAXIMA_2011, SHARES_2011
from sim.published.report import MODELS, TABLES, published
from sim.published.tables import Cell, PublishedTable
from tests.published.conftest import needs_compiler

EXPERIMENTS = Path(__file__).resolve().parents[2] / "experiments"


@pytest.mark.parametrize(
    ("paper", "ours", "signed", "verdict"),
    [
        (9.0, 9.9, True, "agrees"),
        (9.0, 8.0, True, "agrees"),
        (9.0, 10.1, True, "same direction"),
        (9.0, -0.1, True, "differs"),
        (60.0, 61.1, False, "differs"),
    ],
)
def test_verdicts(paper: float, ours: float, signed: bool, verdict: str) -> None:
    assert Cell("x", paper, ours, 0.1, band=1.0, signed=signed).verdict == verdict


def test_a_table_prints_itself_and_speaks_json() -> None:
    cells = (Cell("gain", 9.0, 8.0, 0.1, 1.0, signed=True), Cell("level", 60.0, 65.0, 0.1, 1.0))
    table = PublishedTable("m", "Title", "Somebody 2000", "points", "2 organisations", cells, ("Note.",))
    lines = str(table).splitlines()
    assert lines[4].split() == ["cell", "paper", "ours", "error", "band", "verdict"]
    assert lines[5].split() == ["gain", "+9", "+8.00", "0.1", "1", "agrees"]
    assert "2 cells: 1 agrees, 1 differs." in lines
    assert json.loads(json.dumps(table.to_json())) == {
        "model": "m",
        "cells": [
            {"cell": "gain", "paper": 9.0, "ours": 8.0, "mc_error": 0.1, "verdict": "agrees"},
            {"cell": "level", "paper": 60.0, "ours": 65.0, "mc_error": 0.1, "verdict": "differs"},
        ],
    }


def test_estimates_blocks_and_crossings() -> None:
    assert estimate(np.array([1.0, 2.0, 3.0])) == pytest.approx((2.0, 1 / np.sqrt(3)))
    assert in_blocks(np.arange(10.0).reshape(1, 10), 4).tolist() == [[1.5, 5.5]]
    assert in_blocks(np.arange(4.0).reshape(1, 4), 30).tolist() == [[0.5, 2.5]]
    x = np.array([0.0, 1.0, 2.0])
    assert crossing(x, np.array([0.0, 2.0, 4.0]), np.array([3.0, 3.0, 3.0])) == pytest.approx((1.5, 3.0))


def test_jobs_come_back_under_their_keys() -> None:
    assert live_all({n: (lambda n=n: n * n) for n in range(5)}, threads=2) == {n: n * n for n in range(5)}


def test_an_unknown_model_is_named_and_one_organisation_is_too_few() -> None:
    with pytest.raises(ValueError, match="model is 'pluchino'; it can be one of: pluchino2010, fetta2012"):
        published("pluchino")
    with pytest.raises(ValueError, match="2 or more"):
        published("fetta2012", replicates=1)


@needs_compiler
@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_whole_and_finite_with_few_organisations(name: str) -> None:
    (table,) = published(name, replicates=4)
    cells = table.to_json()["cells"]
    assert len({cell["cell"] for cell in cells}) == len(cells)  # type: ignore[index, attr-defined, arg-type]
    assert np.isfinite([[cell.paper, cell.ours, cell.mc_error, cell.band] for cell in table.cells]).all()


@needs_compiler
def test_threads_change_no_number() -> None:
    one, two = (published("fetta2012", replicates=2, threads=n)[0] for n in (1, 2))
    assert one.to_json() == two.to_json()


FACTORS = {
    "pluchino2010": set(GAINS_2010),
    "fetta2012": set(SAMPLE_2012),
    "pluchino2011": set(product(MAXIMA_2011, SHARES_2011)),
    "martell1996": {(bias,) for bias in BIAS.values()},
}


@pytest.mark.parametrize("name", MODELS)
def test_experiment_files_hold_the_cells_of_the_tables(name: str) -> None:
    experiment = tomllib.loads((EXPERIMENTS / f"published-{name}.toml").read_text(encoding="utf-8"))
    over = experiment["design"]["over"]
    factors = {key: values for key, values in over.items() if key != "reading"}
    assert set(product(*factors.values())) == FACTORS[name]
    assert experiment["model"] == name
    for values in product(*over.values()):
        MODELS[name](**experiment.get("fixed", {}), **dict(zip(over, values, strict=True)), replicates=1)
