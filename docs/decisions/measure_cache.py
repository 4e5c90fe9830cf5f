"""numba's own cache goes stale; ours does not. Cold and warm starts. Decision 7.

Works in a temporary folder; takes as long as one compilation of the model.

    python docs/decisions/measure_cache.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULE = "import numba\n\n@numba.njit\ndef rule(x):\n    return x + {}\n"
KERNEL = (
    "import numba\nfrom rule import rule\n\n@numba.njit(cache=True)\ndef kernel(x):\n    return rule(x)\n"
)
LIFE = "from sim.model.promotion_model import PromotionModel; from sim.spec.reader import load; "
LIFE += "PromotionModel(load('vietnam_sme', 'status_quo')).run_model()"


def stale(folder: Path) -> None:
    """A kernel in one file, its rule in another; the rule changes, the answer does not."""
    (folder / "kernel.py").write_text(KERNEL)
    for number in (1, 2):
        (folder / "rule.py").write_text(RULE.format(number))
        code = "from kernel import kernel; print(kernel(0))"
        environment = os.environ | {"NUMBA_CACHE_DIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        told = subprocess.check_output([sys.executable, "-c", code], cwd=folder, env=environment, text=True)
        print(f"numba's cache: the rule adds {number}, the kernel returns {told.strip()}")


def starts(folder: Path) -> None:
    """Seconds from nothing to a finished life, with an empty and a filled cache."""
    environment = os.environ | {"XDG_CACHE_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    for state in ("empty", "filled"):
        before = os.times()
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", LIFE], env=environment, check=True, cwd=folder)
        wall, after = time.perf_counter() - began, os.times()
        worked = after.children_user - before.children_user
        print(f"{state} cache: {wall:.1f} s, of which {worked:.1f} s at work")
    kept = list(folder.glob("twinladder/kernels/*/*.nbc"))
    print(f"{len(kept)} kernels kept, {sum(f.stat().st_size for f in kept) / 1e6:.1f} MB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        stale(Path(name))
        starts(Path(name))
