"""20,000 runs: the parent's memory, what a batch costs over bare kernels, and what two processes gain."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.spec.library import names
from tests.batch.conftest import ROOT

RUNS = 20_000
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from sim.batch.experiment import read_plan
from sim.batch.main_model import compile_kernels
from sim.batch.run import run
from sim.batch.block import rows_per_block
from sim.model.promotion_model import PromotionModel, opened

def bare(plan, share, shares):
    "The kernels alone: warm-ups and months, no tables, no files."
    size = rows_per_block(plan.arms[0].scenario)
    firsts = list(range(0, plan.replicates, size))[share::shares]
    for first in firsts:
        lucks = range(first, min(first + size, plan.replicates))
        start = opened(plan.arms[0].scenario, lucks, plan.seed, None)
        for arm in plan.arms:
            PromotionModel(arm.scenario, lucks, plan.seed, None, start=start.copy(), events=False,
                           collect=False).run_model()

if __name__ == "__main__":
    what, file, out = sys.argv[1:4]
    plan = read_plan(file)
    compile_kernels()
    started, worked = time.perf_counter(), time.process_time()
    if what == "bare":
        bare(plan, int(sys.argv[4]), int(sys.argv[5]))
    else:
        run(plan, out, jobs=int(what))
    told = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - worked}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({**told, "peak_gb": peak}))
"""


def begin(folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(folder / "measure.py"), *words],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def told(process: subprocess.Popen[str]) -> dict[str, float]:
    out, _ = process.communicate(timeout=3600)
    assert process.returncode == 0
    found: dict[str, float] = json.loads(out)
    return found


def prepared(folder: Path, runs: int) -> Path:
    file = folder / "large.toml"
    each = -(-runs // len(names("policy")))
    file.write_text(f'companies = ["vietnam_sme"]\npolicies = "all"\nmonths = 60\nreplicates = {each}\n')
    (folder / "measure.py").write_text(MEASURE)
    return file


@pytest.mark.long
def test_twenty_thousand_runs(tmp_path: Path) -> None:
    file = str(prepared(tmp_path, int(os.environ.get("SCALE_RUNS", RUNS))))
    out = str(tmp_path / "out")
    alone = told(begin(tmp_path, "bare", file, "-", "0", "1"))
    one = told(begin(tmp_path, "1", file, out))
    again = told(begin(tmp_path, "bare", file, "-", "0", "1"))
    pair = [begin(tmp_path, "bare", file, "-", str(share), "2") for share in (0, 1)]
    both = max(told(process)["seconds"] for process in pair)
    two = told(begin(tmp_path, "2", file, out + "2"))
    # processor time: what others do on the machine meanwhile does not count
    overhead = one["cpu"] / ((alone["cpu"] + again["cpu"]) / 2) - 1
    bare_gain, gain = min(alone["seconds"], again["seconds"]) / both, one["seconds"] / two["seconds"]
    print(
        f"\nbare {alone['cpu']:.1f} and {again['cpu']:.1f} s of processor time, batch {one['cpu']:.1f} s: "
        f"overhead {overhead:.1%}; by the clock {alone['seconds']:.1f}, {again['seconds']:.1f} and "
        f"{one['seconds']:.1f} s"
    )
    print(f"peak memory {one['peak_gb']:.2f} GB in one process, {two['peak_gb']:.2f} GB in the parent of two")
    print(f"two bare loops gain {bare_gain:.2f}, two processes {gain:.2f}")
    assert max(one["peak_gb"], two["peak_gb"]) < 1.0
    assert overhead < 0.15
    if bare_gain < 1.7:
        pytest.skip(f"two bare loops gain only {bare_gain:.2f} on this machine now: nothing to compare with")
    assert gain >= 0.9 * bare_gain


def test_memory_does_not_grow_with_the_number_of_runs(tmp_path: Path) -> None:
    """The parent keeps no results: many more runs need hardly more memory."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    peaks = []
    for replicates in (50, 1000):
        file = tmp_path / f"{replicates}.toml"
        file.write_text(
            'companies = ["vietnam_sme"]\npolicies = ["dual_ladder"]\nmonths = 6\n'
            f"replicates = {replicates}\n"
            'outcomes = "monthly"\n[set]\ncompany.headcount = 9\ncompany.span = 3\ncompany.warmup = 2\n'
        )
        (tmp_path / "measure.py").write_text(MEASURE)
        words = [
            sys.executable,
            str(tmp_path / "measure.py"),
            "1",
            str(file),
            str(tmp_path / f"out{replicates}"),
        ]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        peaks.append(json.loads(done.stdout)["peak_gb"])
    assert peaks[1] < peaks[0] + 0.12
