"""`twinladder report`: what is written where, and what is refused before anything runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from sim.cli import app
from sim.view.words import FRAME

SMALL = ["dual_ladder", "--company", "vietnam_sme", "--months", "6", "--replicates", "3", "--draws", "2"]


def report(*args: str) -> Result:
    return CliRunner().invoke(app, ["report", *args])


def test_a_page_and_a_folder_of_numbers(tmp_path: Path) -> None:
    page, folder = tmp_path / "answer.html", tmp_path / "numbers"
    result = report(*SMALL, "--out", str(page), "--out", str(folder))
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "--replicates 3" in text
    names = {path.name for path in folder.iterdir()}
    assert {"goals.csv", "twins.csv", "accounts.csv"} <= names
    assert "people.csv" not in names
    about = (folder / "about.txt").read_text(encoding="utf-8")
    assert FRAME in about
    assert "Generic defaults" in about
    assert "calibration facts" in about
    assert "--replicates 3" in about
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer.html", "numbers"]


def test_people_only_on_request(tmp_path: Path) -> None:
    result = report(*SMALL, "--out", str(tmp_path), "--people")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "people.csv").read_text().startswith("draw,replicate,person,")


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_paper_and_slides(tmp_path: Path, kind: str) -> None:
    pytest.importorskip({"pdf": "weasyprint", "pptx": "pptx"}[kind])
    file = tmp_path / f"answer.{kind}"
    assert report(*SMALL, "--out", str(file)).exit_code == 0
    assert file.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--out", "x.docx"], "not a kind of report"),
        (["--out", "x.html", "--people"], "only written into a folder"),
        (["--out", "x.html", "--draws", "0"], "draws = 0"),
        (["--out", "x.html", "--from", "nowhere"], "or --from DIR"),
        (["--out", "/dev/null/x.html"], "--out"),
    ],
)
def test_what_cannot_be_is_refused(args: list[str], words: str) -> None:
    result = report(*SMALL[:3], *args)
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = report(*SMALL, "--out", "x.pdf")
    assert result.exit_code == 2
    assert "twinladder[report]" in result.stderr


def test_help_has_examples() -> None:
    result = report("--help")
    assert result.exit_code == 0
    assert "Examples" in result.stdout
    assert "twinladder report dual_ladder" in result.stdout


EXPERIMENT = """
companies = ["vietnam_sme"]
policies = ["forced_promotion"]
months = 6
replicates = 4
draws = 2
seed = 3
outcomes = "{outcomes}"
"""


@pytest.mark.parametrize("outcomes", ["monthly", "yearly"])
def test_a_folder_of_results_tells_the_same(tmp_path: Path, outcomes: str) -> None:
    from sim.batch.experiment import read_plan
    from sim.batch.run import run
    from sim.view.report_tables import answer, stored_answer

    sheet = tmp_path / "small.toml"
    sheet.write_text(EXPERIMENT.format(outcomes=outcomes))
    run(read_plan(sheet), tmp_path / "kept", jobs=1)
    told = stored_answer(tmp_path / "kept")
    fresh = answer("vietnam_sme", "forced_promotion", months=6, replicates=4, draws=2, seed=3)
    pd.testing.assert_frame_equal(told.comparison.table, fresh.comparison.table)
    pd.testing.assert_frame_equal(told.waterfall, fresh.waterfall)
    pd.testing.assert_frame_equal(told.fates, fresh.fates)
    page = tmp_path / "page.html"
    result = report("--from", str(tmp_path / "kept"), "--out", str(page))
    assert result.exit_code == 0, result.output
    assert "report --from" in page.read_text(encoding="utf-8")


def test_another_kind_of_folder_is_refused(tmp_path: Path) -> None:
    result = report("--from", str(tmp_path), "--out", "x.html")
    assert result.exit_code == 2
    assert "manifest" in result.stderr
