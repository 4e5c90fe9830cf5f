"""Memory: bytes per person, and the peak of a large company's ten years in a process of its own.

python -m tests.bench.memory PEOPLE MONTHS   # prints the peak in bytes
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from sim.model.promotion_model import PromotionModel
from tests.bench import companies
from tests.bench.companies import SEED, YEAR
from tests.bench.machine import ROOT

LARGE = (100_000, 120)


def state(people: int, rows: int) -> dict[str, float]:
    """Bytes of state per person: their own columns, and everything with teams and companies."""
    w = companies.model(people, rows, 1, warmup=companies.YEAR).workforce
    heads = float(people * rows)
    return {
        "bytes_per_person": w.people.nbytes / heads,
        "bytes_per_person_with_teams_and_company": (w.people.nbytes + w.teams.nbytes + w.companies.nbytes)
        / heads,
    }


def peak_elsewhere(people: int, months: int) -> float:
    """The peak memory in bytes of a process that lives one company, its imports included."""
    command = [sys.executable, "-m", "tests.bench.memory", str(people), str(months)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


def large() -> dict[str, Any]:
    """The peak of 100,000 people over 120 months, with every event kept."""
    people, months = LARGE
    return {"people": people, "months": months, "peak_bytes": peak_elsewhere(people, months)}


def peak() -> float:
    """The most memory that this process has held, in bytes.

    Linux says it for the program itself (VmHWM). `getrusage` also counts what the process that started this
    one held, which may be much more; it is the second best.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024.0
    except (OSError, StopIteration):
        import resource

        unit = 1.0 if sys.platform == "darwin" else 1024.0
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(people: int, months: int) -> None:
    """Live one company and print this process's peak."""
    scenario = companies.scenario(people, -(-months // YEAR))
    model = PromotionModel(scenario, 1, SEED)
    for _ in range(months):
        model.step()
    print(peak())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
