"""The same bits on other Pythons and without FMA, and what our own functions cost: decision 5.

Name the Pythons to try: each needs numba, mesa and pandas installed. Golden lives are those of tests/golden.

    python docs/decisions/measure_bits.py [PYTHON...]
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

import numba
import numpy as np

from sim.state import numbers

ROOT = Path(__file__).resolve().parents[2]
NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable,-AVX512F"}


def golden(python: str, **environment: str) -> str:
    """How the golden lives of another interpreter compare with the kept ones."""
    command = [python, "-m", "tests.golden"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return f"did not run: {done.stderr.strip().splitlines()[-1]}"
    kept = json.loads((ROOT / "tests/golden/golden.json").read_text())
    told = json.loads(done.stdout)
    differs = [key for key in told if told[key] != kept[key]]
    return "same bits as kept" if not differs else f"differs from what is kept in {', '.join(differs)}"


@numba.njit(error_model="numpy")
def ours(xs: np.ndarray, ys: np.ndarray) -> None:
    """Our exp over an array."""
    for i in range(len(xs)):
        ys[i] = numbers.exp(xs[i])


@numba.njit(error_model="numpy")
def libm(xs: np.ndarray, ys: np.ndarray) -> None:
    """The C library's exp over an array."""
    for i in range(len(xs)):
        ys[i] = math.exp(xs[i])


def accuracy() -> None:
    """Errors against the C library, scipy's quantile, and the speed of exp."""
    from scipy.special import ndtr, ndtri

    grid = np.linspace(-30, 30, 20_001)
    shares = np.arange(1, 20_000) / 20_000
    exp = np.array([numbers.exp(x) for x in grid])
    log = np.array([numbers.log(x) for x in shares])
    quantile = np.array([numbers.normal_quantile(u) for u in shares])
    share = np.array([numbers.normal_share(x) for x in grid])
    print(f"exp: relative error at most {np.max(np.abs(exp / np.exp(grid) - 1)):.1e}")
    print(f"log: relative error at most {np.max(np.abs(log / np.log(shares) - 1)):.1e}")
    print(f"normal quantile: error at most {np.max(np.abs(quantile - ndtri(shares))):.1e}")
    worst = np.abs(share - ndtr(grid))
    print(f"normal share by logistic: error at most {worst.max():.4f}, at z = {grid[worst.argmax()]:+.2f}")
    xs = np.tile(grid, 100)
    ys = np.empty(len(xs))
    for function in (ours, libm):
        function(xs[:10], ys)
        times = []
        for _ in range(5):
            began = time.process_time()
            function(xs, ys)
            times.append(time.process_time() - began)
        print(f"{function.__name__} exp: {1e9 * min(times) / len(xs):.1f} ns a call")


if __name__ == "__main__":
    for python in [sys.executable, *sys.argv[1:]]:
        version = subprocess.check_output(
            [python, "-c", "import sys; print(sys.version.split()[0])"], text=True
        )
        print(f"Python {version.strip()}: {golden(python)}")
        print(f"Python {version.strip()}, no FMA: {golden(python, **NO_FMA)}")
    print(f"compiled for any processor: {golden(sys.executable, NUMBA_CPU_NAME='generic')}")
    accuracy()
