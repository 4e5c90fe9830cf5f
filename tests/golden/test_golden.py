"""The golden run has the same bits here, without the processor's extras, and without the compiler."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.golden import lives

ROOT = Path(__file__).parents[2]
WITHOUT_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable,-AVX512F"}
"""glibc listens to the plain names since 2.33, to those with `_Usable` before, and skips others."""

PUBLISHED = {
    "zero": ["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"],
    "ones": ["408f276d", "41c83b0e", "a20bc7c6", "6d5451fd"],
    "pi": ["d16cfe09", "94fdcceb", "5001e420", "24126ea1"],
}
"""Philox4x32-10 in Random123's own known-answer file."""

RULES = "a change on purpose is accepted with `python -m tests.golden --accept` and said in the changelog"


def ran_elsewhere(*arguments: str, strict: bool = True, **environment: str) -> dict[str, Any]:
    """The golden lives of another process with these environment variables, warnings being errors."""
    command = [sys.executable, *(["-W", "error"] if strict else []), "-m", "tests.golden", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def assert_same(told: dict[str, Any]) -> None:
    kept = lives.accepted()
    differs = [key for key in told if told[key] != kept[key]]
    for size in {"small", "tiny"} & set(differs):
        for policy, run in told[size].items():
            was = kept[size][policy]
            tables = [table for table, sha in run["sha256"].items() if sha != was["sha256"][table]]
            print(f"{size} {policy}: {tables} differ; headlines {run['headlines']}, kept {was['headlines']}")
    assert not differs, f"{differs} differ from golden.json: {RULES}"


def test_here() -> None:
    assert_same(lives.now())


def test_published_answers() -> None:
    assert lives.philox() == PUBLISHED


def test_purposes_keep_their_numbers() -> None:
    """Purposes may be added at the end; none may go, move or share a number."""
    told, kept = lives.now(tiny_only=True)["purposes"], lives.accepted()["purposes"]
    assert {name: told.get(name) for name in kept} == kept
    assert len(set(told.values())) == len(told)


def test_without_fused_multiply_add() -> None:
    assert_same(ran_elsewhere(**WITHOUT_FMA))


LIBM = (
    "import math; "
    "print(hash(tuple(f(x / 977.0) for x in range(-9999, 9999) for f in (math.sin, math.exp, math.tanh))))"
)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="GLIBC_TUNABLES speaks to glibc only")
def test_the_tunable_reaches_the_c_library() -> None:
    """On a processor with FMA the C library's own functions change: what we guard against is real."""
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    if " fma " not in flags:
        pytest.skip("this processor has no FMA to switch off")
    with_fma, without = (
        subprocess.check_output([sys.executable, "-c", LIBM], env=os.environ | extra)
        for extra in ({}, WITHOUT_FMA)
    )
    assert with_fma != without


def test_compiled_for_any_processor() -> None:
    assert_same(ran_elsewhere(NUMBA_CPU_NAME="generic"))


def test_without_the_compiler() -> None:
    assert_same(ran_elsewhere("--tiny", NUMBA_DISABLE_JIT="1"))


def test_a_changed_bit_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    told = lives.now(tiny_only=True)
    monkeypatch.setitem(told["tiny"]["status_quo"]["sha256"], "people", "0" * 64)
    with pytest.raises(AssertionError, match="tiny"):
        assert_same(told)
