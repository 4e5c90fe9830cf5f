"""`twinladder published`, and `twinladder batch` with the experiment files of published models."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sim.published.report import MODELS
from tests.cli.test_cli import refused, twinladder
from tests.published.conftest import needs_compiler

EXPERIMENTS = Path(__file__).resolve().parents[2] / "experiments"
FEW = ["--replicates", "2"]
TEN_YEARS = """
model = "fetta2012"
compared = "strategy"
baseline = "random"
seed = 1
replicates = 3

[fixed]
steps = 10

[design]
kind = "full factorial"

[design.over]
hypothesis = ["peter", "common sense"]
strategy = ["best", "random"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ten_years.toml"
    path.write_text(TEN_YEARS)
    return path


@needs_compiler
def test_json_of_one_model_is_its_cells() -> None:
    result = twinladder("published", "fetta2012", *FEW, "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    found = json.loads(result.stdout)
    assert list(found) == ["model", "cells"]
    assert found["model"] == "fetta2012"
    assert len(found["cells"]) == 6
    assert list(found["cells"][0]) == ["cell", "paper", "ours", "mc_error", "verdict"]


@needs_compiler
def test_table_csv_and_markdown() -> None:
    table = twinladder("published", "fetta2012", *FEW).stdout
    assert ["cell", "paper", "ours", "error", "band", "verdict"] in [
        line.split() for line in table.splitlines()
    ]
    assert "6 cells:" in table
    rows = list(
        csv.DictReader(io.StringIO(twinladder("published", "fetta2012", *FEW, "--format", "csv").stdout))
    )
    assert [row["paper"] for row in rows] == ["60.0", "80.0", "70.0", "76.0", "66.0", "71.0"]
    assert "| Peter, best | 60 |" in twinladder("published", "fetta2012", *FEW, "--format", "markdown").stdout


@needs_compiler
def test_all_models_are_a_list_under_models() -> None:
    found = json.loads(twinladder("published", *FEW, "--format", "json").stdout)
    assert list(found) == ["models"]
    assert [one["model"] for one in found["models"]] == list(MODELS)


@needs_compiler
def test_the_seed_decides() -> None:
    same, again, other = (
        twinladder("published", "fetta2012", *FEW, "--format", "json", "--seed", seed).stdout
        for seed in ("18446744073709551615", "18446744073709551615", "7")
    )
    assert same == again
    assert same != other


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["feta2012"], "did you mean fetta2012?"),
        (["pluchino"], "did you mean pluchino2011 or pluchino2010?"),
        (["fetta2012", "--replicates", "1"], "replicates = 1"),
        (["fetta2012", "--seed", "-1"], "seed = -1"),
        (["--format", "jsn"], "did you mean json?"),
        (["fetta2012", "--write", "docs"], "means nothing with --write"),
        (["--replicates", "9", "--write", "docs"], "means nothing with --write"),
        (["--seed", "2", "--write", "docs"], "means nothing with --write"),
    ],
)
def test_bad_input_ends_with_2(arguments: list[str], words: str) -> None:
    refused(twinladder("published", *arguments), words)


def test_help_has_examples() -> None:
    help_ = twinladder("published", "--help").stdout
    assert "Examples" in help_
    assert "twinladder published fetta2012" in help_


# ---------------------------------------------------------------- batch


@pytest.mark.parametrize("name", MODELS)
def test_shipped_files_are_plans(name: str) -> None:
    from sim.batch.experiment import plan_of, read_plan
    from sim.batch.published_model import PUBLISHED

    plan = read_plan(EXPERIMENTS / f"published-{name}.toml")
    assert plan.kind is PUBLISHED
    assert plan.baseline in {cell.policy for cell in plan.arms}
    assert len({(cell.case, cell.policy) for cell in plan.arms}) == len(plan.arms)
    again = plan_of(json.loads(json.dumps(plan.to_dict())))
    assert again == plan
    assert again.identity() == plan.identity()


@needs_compiler
def test_batch_lives_extends_resumes_and_answers(file: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "found")
    first = twinladder("batch", str(file), "--out", folder)
    assert first.exit_code == 0, first.stderr
    assert "12 runs" in first.stdout
    assert "12 done now" in first.stdout
    assert "0 done now" in twinladder("batch", str(file), "--out", folder).stdout
    more = twinladder("batch", str(file), "--out", folder, "--add-replicates", "2").stdout
    assert "20 runs" in more
    assert "8 done now" in more
    assert json.loads(twinladder("status", folder, "--format", "json").stdout)["done"] == 20
    words = "select scenario, company, policy, count(*) as n from headlines group by all order by all"
    rows = json.loads(twinladder("query", folder, words, "--format", "json").stdout)
    assert len(rows) == 4
    assert {(row["company"], row["n"]) for row in rows} == {("fetta2012", 5)}
    deltas = json.loads(twinladder("query", folder, "select policy, gain from deltas",
                                   "--format", "json").stdout)  # fmt: skip
    assert {row["policy"] for row in deltas} == {"best"}
    assert len(deltas) == 10


@needs_compiler
def test_a_batch_lives_the_same_lives_as_the_model_alone(file: Path, tmp_path: Path) -> None:
    from sim.batch.results import results
    from sim.published.fetta2012 import Fetta2012

    twinladder("batch", str(file), "--out", str(tmp_path / "found"))
    kept = results(tmp_path / "found").headlines()
    kept = kept[(kept["scenario"] == "hypothesis=peter") & (kept["policy"] == "best")]
    model = Fetta2012("peter", "best", steps=10, replicates=3)
    model.run_model()
    assert kept["efficiency"].tolist() == model.headlines()["efficiency"].tolist()


@needs_compiler
def test_a_manifest_repeats_and_the_number_of_blocks_changes_nothing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.batch.results import results

    twinladder("batch", str(file), "--out", str(tmp_path / "one"))
    monkeypatch.setattr("sim.batch.published_model.BLOCK", 2)
    manifest = tmp_path / "one" / "manifest.json"
    assert twinladder("batch", str(manifest), "--out", str(tmp_path / "two")).exit_code == 0
    one, two = (results(tmp_path / name) for name in ("one", "two"))
    assert one.headlines().equals(two.headlines())
    assert one.measures().equals(two.measures())
    assert len(list((tmp_path / "two" / "headlines").glob("*.parquet"))) == 8


@needs_compiler
def test_a_run_that_raises_is_written_down_and_tried_again_alone(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.batch.results import results
    from sim.published.hierarchy import Hierarchy

    def gap(model: Hierarchy) -> object:
        return model.replicates == 1

    monkeypatch.setattr(Hierarchy, "accounting_gap", gap)
    folder = str(tmp_path / "found")
    result = twinladder("batch", str(file), "--out", folder)
    assert result.exit_code == 1
    assert "8 done now" in result.stdout
    assert "promotions do not follow from exits" in twinladder("status", folder).stdout
    before = {path: path.read_bytes() for path in (tmp_path / "found" / "headlines").glob("*.parquet")}
    monkeypatch.undo()
    again = twinladder("batch", str(file), "--out", folder)
    assert again.exit_code == 0, again.stderr
    assert "4 done now" in again.stdout
    assert "8 before" in again.stdout
    assert {path: path.read_bytes() for path in before} == before, "what was done is left alone"
    assert json.loads(twinladder("status", folder, "--format", "json").stdout)["failed"] == 0
    twinladder("batch", str(file), "--out", str(tmp_path / "whole"))
    whole, mended = (results(tmp_path / name) for name in ("whole", "found"))
    assert mended.headlines().equals(whole.headlines())
    assert mended.measures().equals(whole.measures())


@needs_compiler
def test_dry_run_says_what_and_writes_nothing(file: Path, tmp_path: Path) -> None:
    result = twinladder("batch", str(file), "--out", str(tmp_path / "found"), "--dry-run")
    assert "12: 4 arms x 3 pairs of draw and replicate" in result.stdout
    assert not (tmp_path / "found").exists()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"fetta2012"', '"feta2012"', "did you mean fetta2012?"),
        ("hypothesis =", "hypothesys =", "did you mean hypothesis?"),
        ("steps = 10", "stpes = 10", "did you mean steps?"),
        ('compared = "strategy"', 'compared = "steps"', "must be one of the factors"),
        ('baseline = "random"', 'baseline = "worst"', "must be one of the values compared"),
        ('"peter", ', '"petre", ', "it can be one of: common sense, peter"),
        ("seed = 1", "sead = 1", "did you mean seed?"),
        ("replicates = 3", "replicates = 0", "replicates = 0"),
        ("[design.over]", "[design.under]", "design.over"),
    ],
)
def test_faults_of_a_file_are_named(file: Path, before: str, after: str, words: str) -> None:
    text = TEN_YEARS.replace(before, after)
    assert text != TEN_YEARS
    file.write_text(text)
    refused(twinladder("batch", str(file)), words)


def test_draws_mean_nothing_here(file: Path) -> None:
    refused(twinladder("batch", str(file), "--add-draws", "3"), "no draws")


@needs_compiler
def test_another_experiment_is_refused_in_the_same_folder(file: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "found")
    twinladder("batch", str(file), "--out", folder)
    file.write_text(TEN_YEARS.replace("steps = 10", "steps = 12"))
    refused(twinladder("batch", str(file), "--out", folder), "was begun with another one")
