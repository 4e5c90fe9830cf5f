"""A run that raises: the rest completes, the failure is kept with its traceback, and is tried again."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from sim.batch import executors, main_model
from sim.batch.executors import Alone, Hands, HandsLostError, Processes, handed_out
from sim.batch.main_model import live_arm
from sim.batch.plan import Plan
from sim.batch.results import Results, status
from sim.batch.run import run
from sim.batch.task import Task
from tests.batch.conftest import equal
from tests.batch.poison import Word, killing


class Sabotage:
    """Raises in the runs it is told, as the model would; can be called off."""

    def __init__(self, policy: str, replicate: int | None) -> None:
        self.policy, self.replicate, self.active, self.seen = policy, replicate, True, 0

    def __call__(self, arm, start, block: Task):  # type: ignore[no-untyped-def]
        hit = arm.policy == self.policy and (self.replicate is None or self.replicate in block.replicates)
        if self.active and hit:
            raise FloatingPointError("a number that is no number")
        self.seen += len(block.draws) * len(block.replicates)
        return live_arm(arm, start, block)


@pytest.mark.parametrize("replicate", [2, None])
def test_the_rest_completes_and_only_failures_are_tried_again(
    replicate: int | None, small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small, tmp_path / "whole")
    sabotage = Sabotage("dual_ladder", replicate)
    monkeypatch.setattr(main_model, "live_arm", sabotage)
    expected = 3 if replicate is not None else 12
    first = run(small, tmp_path / "out")
    assert (first.failed, first.lived) == (expected, 36 - expected)
    told = status(tmp_path / "out")
    assert (told["done"], told["failed"], told["left"]) == (36 - expected, expected, 0)
    failure = told["failures"][0]
    assert failure.policy == "dual_ladder"
    assert failure.error == "FloatingPointError: a number that is no number"
    assert "in __call__" in failure.traceback
    heads = Results(tmp_path / "out").headlines()
    assert len(heads) == 36 - expected
    sabotage.active, sabotage.seen = False, 0
    again = run(small, tmp_path / "out")
    assert (again.failed, again.lived, again.before) == (0, expected, 36 - expected)
    assert sabotage.seen == expected, "only what failed is lived again"
    assert status(tmp_path / "out")["failed"] == 0
    equal(tmp_path / "whole", tmp_path / "out")


def test_the_command_ends_with_one_and_status_shows_the_traceback(
    small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer.testing import CliRunner

    from sim.cli import app

    monkeypatch.setattr(main_model, "live_arm", Sabotage("forced_promotion", 1))
    words = ["batch", str(tmp_path / "small.toml"), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1
    assert "3 failed" in done.stdout
    shown = CliRunner().invoke(app, ["status", str(tmp_path / "out")])
    assert shown.exit_code == 0
    assert "FloatingPointError: a number that is no number" in shown.stdout
    assert "Traceback (most recent call last)" in shown.stdout
    assert "3 runs, the first is draw 0, replicate 1" in shown.stdout
    monkeypatch.undo()
    assert CliRunner().invoke(app, words).exit_code == 0


def test_a_broken_pool_is_rebuilt_and_the_guilty_is_found(tmp_path: Path) -> None:
    names = [f"w{place}" for place in range(12)] + ["poison", f"once:{tmp_path / 'mark'}"]
    with Processes(2) as hands:
        found = {word.id: result for word, result in handed_out(map(Word, names), killing, hands)}
    assert set(found) == set(names)
    assert isinstance(found["poison"], RuntimeError)
    assert "the worker process died" in str(found["poison"])
    good = {name: result for name, result in found.items() if name != "poison"}
    assert good == {name: name.upper() for name in names if name != "poison"}


def test_somebody_elses_broken_executor_is_not_rebuilt() -> None:
    with ProcessPoolExecutor(1) as pool, pytest.raises(HandsLostError, match="run the same again"):
        list(handed_out([Word("poison")], killing, Hands(pool)))


def test_errors_come_back_as_values() -> None:
    def bad(word: Word) -> str:
        raise KeyError(word.id)

    ((word, error),) = handed_out([Word("a")], bad, Hands(Alone()))
    assert isinstance(error, KeyError)
    assert word.id == "a"
    assert executors.Hands().most == 1
    assert issubclass(BrokenProcessPool, RuntimeError)
