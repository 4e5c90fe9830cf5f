"""Ctrl-C and SIGTERM end a command as shells have it, whenever they come; a result that is final stands."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENDS = {"SIGINT": 130, "SIGTERM": 143}

SCRIPT = """
import atexit, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
from functools import partial
from importlib.abc import MetaPathFinder

struck, moment = getattr(signal, sys.argv.pop(1)), sys.argv.pop(1)
strike = partial(signal.raise_signal, struck)

class Tripwire(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == moment:
            strike()

if moment == "atexit":
    atexit.register(strike)
else:
    sys.meta_path.insert(0, Tripwire())

from sim.__main__ import main
main()
"""
"""The command line, struck by a signal: when a module is imported, or when all is said and done."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


def struck(kind: str, moment: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", SCRIPT, kind, moment, "list", "--format", "csv"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("moment", ["typer", "sim.cli.validate", "pandas"])
def test_a_signal_ends_a_command_while_it_is_imported_or_runs(kind: str, moment: str) -> None:
    done = struck(kind, moment)
    assert done.returncode == ENDS[kind], done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", ENDS)
def test_a_signal_after_the_result_changes_nothing(kind: str) -> None:
    done = struck(kind, "atexit")
    assert (done.returncode, done.stderr) == (0, "")
    assert "vietnam_sme" in done.stdout


def test_who_stops_reading_gets_no_traceback() -> None:
    words = [sys.executable, "-m", "sim", "list", "--format", "csv"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.close()
        said = command.stderr.read()
    assert command.returncode == 1
    assert said == b""


def test_the_installed_command_begins_where_the_module_does() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"twinladder": "sim.__main__:main"}
