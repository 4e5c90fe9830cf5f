"""The command line, on made-up outcomes: what is printed where, and how commands end."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from sim.cli import app, common
from sim.spec.library import FOLDERS, names
from tests.conftest import made_up_runs

HEAVY = ("numba", "numpy", "pandas", "scipy", "mesa", "pydantic")
COMPARE = ["compare", "dual_ladder", "--company", "vietnam_sme", "--replicates", "20"]


def twinladder(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def refused(result: Result, *words: str) -> None:
    """The command ended with 2, said these words on stderr, printed nothing and left no traceback."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def test_help_and_version_import_nothing_heavy() -> None:
    code = f"import sys, sim.cli; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert twinladder("--version").stdout.startswith("twinladder ")


@pytest.mark.parametrize("command", ["compare", "run", "check", "describe", "list"])
def test_every_command_has_help_with_examples(command: str) -> None:
    result = twinladder(command, "--help")
    assert result.exit_code == 0
    assert "Examples" in result.stdout
    assert f"twinladder {command}" in result.stdout


@pytest.mark.usefixtures("no_simulation")
class TestCompare:
    def test_json_is_all_that_json_prints(self) -> None:
        result = twinladder(*COMPARE, "--format", "json")
        assert result.exit_code == 0
        assert result.stderr == ""
        found = json.loads(result.stdout)
        assert {row["policy"] for row in found["rows"]} == {"status_quo", "dual_ladder"}
        assert found["replicates"] == 20

    def test_table_has_sentences_frame_and_effort(self) -> None:
        text = " ".join(twinladder(*COMPARE).stdout.split())
        for words in ("12-month retention", "With dual ladder,", "Generic defaults", "40 runs of 60 months"):
            assert words in text

    def test_csv_and_markdown(self) -> None:
        assert twinladder(*COMPARE, "--format", "csv").stdout.startswith("policy,measure,label,")
        assert "| Policy | Value |" in twinladder(*COMPARE, "--format", "markdown").stdout

    def test_out_holds_what_was_printed(self, tmp_path: Path) -> None:
        folder = tmp_path / "new" / "folder"
        result = twinladder(*COMPARE, "--format", "json", "--out", str(folder))
        assert json.loads((folder / "comparison.json").read_text()) == json.loads(result.stdout)
        assert sorted(p.name for p in folder.iterdir()) == [
            "comparison.csv",
            "comparison.json",
            "comparison.md",
        ]

    def test_baseline_seed_set_and_draws_arrive(self, monkeypatch: pytest.MonkeyPatch) -> None:
        heard: list[object] = []

        def live(*args: object) -> tuple[pd.DataFrame, pd.DataFrame]:
            heard[:] = args
            return made_up_runs(*args)  # type: ignore[arg-type]

        monkeypatch.setattr("sim.comparison._live", live)
        options = ["--baseline", "lottery", "--seed", "9", "--draws", "3", "--set", "policy.ladder.slots=0.3"]
        assert twinladder(*COMPARE, *options).exit_code == 0
        scenarios = heard[0]
        assert isinstance(scenarios, dict)
        assert list(scenarios) == ["lottery", "dual_ladder"]
        assert scenarios["dual_ladder"].policy.ladder.slots == 0.3
        assert heard[1:4] == [20, 3, 9]

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--format", "jsn"], "did you mean json?"),
            (["--months", "0"], "months = 0"),
            (["--replicates", "1"], "replicates = 1"),
            (["--replicates", "0"], "replicates = 0"),
            (["--draws", "0"], "draws = 0"),
            (["--replicates", "many"], "Invalid value"),
            (["--baseline", "status_qou"], "did you mean status_quo?"),
            (["--set", "policy.training.bugdet=5"], "training.budget"),
            (["--set", "nonsense"], 'has no "="'),
            (["--assumptions", "genric"], "did you mean generic?"),
            (["--assumptions", "no/such.toml"], "there is no such file"),
            (["--nonsense"], "No such option"),
        ],
    )
    def test_bad_options_end_with_2_and_write_nothing(
        self, options: list[str], words: str, tmp_path: Path
    ) -> None:
        refused(twinladder(*COMPARE, *options, "--out", str(tmp_path / "out")), words)
        assert not (tmp_path / "out").exists()

    def test_bad_names_end_with_2(self) -> None:
        refused(twinladder("compare", "dual_lader", "--company", "vietnam_sme"), "did you mean dual_ladder?")
        refused(twinladder("compare", "dual_ladder", "--company", "vietnam"), "vietnam_sme")
        refused(twinladder("compare", "dual_ladder"), "Missing option")

    def test_an_output_folder_that_is_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")
        refused(twinladder(*COMPARE, "--out", str(tmp_path / "file" / "below")), "is a file")
        assert (tmp_path / "file").read_text() == "mine"

    def test_a_failed_run_is_recorded_and_ends_with_1(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def live(*args: object) -> None:
            raise ZeroDivisionError("in month 7")

        monkeypatch.setattr("sim.comparison._live", live)
        result = twinladder(*COMPARE, "--out", str(tmp_path))
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "ZeroDivisionError: in month 7" in result.stderr
        assert "Traceback" not in result.stderr
        record = (tmp_path / "failure.txt").read_text()
        assert "Traceback" in record
        assert "compare dual_ladder on vietnam_sme, seed 1" in record

    def test_ctrl_c_ends_with_130(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def live(*args: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("sim.comparison._live", live)
        result = twinladder(*COMPARE, "--out", str(tmp_path / "out"))
        assert result.exit_code == 130
        assert "Traceback" not in result.stderr
        assert not (tmp_path / "out").exists()


def test_list_names_everything_that_ships() -> None:
    found = json.loads(twinladder("list", "--format", "json").stdout)
    assert {row["name"] for row in found} == {name for kind in FOLDERS for name in names(kind)}
    assert "dual_ladder" in twinladder("list").stdout


def test_describe_a_parameter() -> None:
    found = json.loads(twinladder("describe", "policy.training.budget", "--format", "json").stdout)
    assert {"meaning", "unit", "range", "plausible", "default", "source", "tier"} <= set(found)
    text = twinladder("describe", "company.span").stdout
    assert "people per manager" in text
    assert "2 to 30" in text


def test_describe_a_group_of_parameters() -> None:
    found = json.loads(twinladder("describe", "policy.ladder", "--format", "json").stdout)
    assert all(known["parameter"].startswith("policy.ladder.") for known in found["parameters"])
    assert "policy.ladder.slots" in twinladder("describe", "policy.ladder").stdout


@pytest.mark.parametrize("kind", FOLDERS)
def test_describe_every_file_that_ships(kind: str) -> None:
    for name in names(kind):  # type: ignore[arg-type]
        found = json.loads(twinladder("describe", name, "--format", "json").stdout)
        assert found[kind] == name
        assert found["title"]
        assert all(row["before"] != row["after"] for row in found["differences"])
        assert twinladder("describe", name).exit_code == 0


def test_describe_a_file_of_one_s_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text('title = "Mine"\nextends = "lottery"\n[ladder]\nslots = 0.4\n')
    found = json.loads(twinladder("describe", str(own), "--format", "json").stdout)
    assert found["policy"] == str(own)
    assert "policy.ladder.slots" in {row["path"] for row in found["differences"]}
    refused(twinladder("describe", str(tmp_path / "none.toml")), "there is no such file")


def test_describe_says_what_may_have_been_meant() -> None:
    refused(twinladder("describe", "budget"), "did you mean policy.training.budget?")
    refused(twinladder("describe", "dual_lader"), "did you mean dual_ladder?")


def test_check_says_everything_and_ends_with_2(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('extends = "status_quo"\n')
    bad.write_text('extends = "status_quo"\n[ladder]\nslots = 7\nslits = 0.1\n')
    result = twinladder("check", str(good), str(bad))
    assert result.exit_code == 2
    assert f"{good}: nothing wrong" in result.stdout
    assert "out of range" in result.stderr
    assert "slots" in result.stderr
    assert "slits" in result.stderr
    listed = json.loads(twinladder("check", str(good), str(bad), "--format", "json").stdout)
    assert [len(entry["faults"]) for entry in listed] == [0, 2]
    assert twinladder("check", str(good)).exit_code == 0


def test_files_are_written_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second file can't be written the first is not there either, nor any temporary one."""
    real, calls = os.fsync, []

    def full_disk(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError("no space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        common.write_files(tmp_path / "out", {"a.txt": "a", "b.txt": "b"})
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
@pytest.mark.parametrize(("mask", "rights"), [(0o022, 0o644), (0o027, 0o640)])
def test_written_files_are_as_open_as_the_user_has_set(mask: int, rights: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        common.write_files(tmp_path, {"a.html": "ä", "b.pdf": b"\x00"})
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.html", "b.pdf")] == [rights] * 2
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "ä"
    assert (tmp_path / "b.pdf").read_bytes() == b"\x00"


def test_the_progress_bar_is_silent_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    with common.progress_bar("Living") as bar:
        bar(1, 2)
    assert capsys.readouterr() == ("", "")


def test_the_progress_bar_waits_and_then_shows_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(common, "PATIENCE", 60.0)
    with common.progress_bar("Living") as bar:
        bar(1, 2)
    assert "Living" not in capsys.readouterr().err


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m sim list --format json | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert done.stderr == ""
