"""The second process of a first start compiles what the first one needs, and is gone with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sim.cli import common
from sim.model.compile_ahead import in_turn
from sim.model.promotion_model import PromotionModel
from sim.processes.careers import Careers
from sim.spec.reader import load
from sim.state import compiled

NEEDED = """
import gc
from numba.core.dispatcher import Dispatcher
from sim.model import compile_ahead
from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load

def kernels():
    found = [k for k in gc.get_objects() if isinstance(k, Dispatcher) and type(k._cache).__name__ == "_Cache"]
    return {f"{k.py_func.__name__} {signature}" for k in found for signature in k.signatures}

compile_ahead.main()
ahead = kernels()
PromotionModel(load("vietnam_sme", "dual_ladder", months=12), 2, 1, events=False, collect=False).run_model()
print(len(ahead), sorted(kernels() - ahead))
"""


@pytest.mark.skipif(not compiled.JIT, reason="the compiler is off")
def test_a_batch_needs_nothing_that_is_not_compiled_ahead() -> None:
    done = subprocess.run([sys.executable, "-c", NEEDED], capture_output=True, text=True, check=True)
    count, missing = done.stdout.strip().split(" ", 1)
    assert int(count) > 20
    assert missing == "[]"


def test_every_process_has_its_turn_and_the_dearest_is_first() -> None:
    model = PromotionModel(load("actuarial_department", "status_quo", None, {"company.warmup": 0}, 1), 1)
    processes = model._parts[0][1]
    turns = in_turn(processes)
    assert isinstance(turns[0], Careers)
    assert sorted(map(id, turns)) == sorted(map(id, processes))


class Helper:
    """A process that notes what becomes of it."""

    def __init__(self, *_: object, **__: object) -> None:
        self.fate: list[str] = []
        begun.append(self)

    def terminate(self) -> None:
        self.fate.append("terminated")

    def wait(self) -> None:
        self.fate.append("waited for")


begun: list[Helper] = []


@pytest.mark.parametrize(("warm", "cores", "helpers"), [(True, 2, 0), (False, 1, 0), (False, 2, 1)])
def test_the_helper_is_there_when_there_is_something_to_compile_and_a_core_for_it(
    warm: bool, cores: int, helpers: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun.clear()
    monkeypatch.setattr(compiled, "is_warm", lambda: warm)
    monkeypatch.setattr(compiled, "LOCKS", True)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setattr(subprocess, "Popen", Helper)
    with pytest.raises(KeyboardInterrupt), common.progress_bar("Living"):
        raise KeyboardInterrupt
    assert [helper.fate for helper in begun] == helpers * [["terminated", "waited for"]]
    assert ("Compiling the model" in capsys.readouterr().err) is not warm
