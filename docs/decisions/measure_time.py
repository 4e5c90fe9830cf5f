"""Where the time goes: the month by process, Mesa's part, the plain twin. Pilots. Decisions 1, 6, 10, 31.

`vietnam_sme` under the status quo, seed 1; processor time, the least of several tries.

    python docs/decisions/measure_time.py
"""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np

from sim.model.agents import Employee
from sim.model.promotion_model import PromotionModel, in_parts, opened, row_values
from sim.spec.reader import load
from tests.twins.luck import Luck
from tests.twins.model import PlainModel

ROWS, MONTHS = 100, 60


def by_process() -> float:
    """Nanoseconds per person and month, process by process; returns the sum."""
    scenario = load("vietnam_sme", "status_quo")
    best: dict[str, float] = defaultdict(lambda: np.inf)
    for _ in range(5):
        workforce = opened(scenario, ROWS, 1, None)
        parts = in_parts(workforce, row_values(scenario, ROWS, None, workforce))
        spent: dict[str, float] = defaultdict(float)
        for month in range(1, MONTHS + 1):
            for part, processes in parts:
                for process in processes:
                    began = time.process_time()
                    process(part, month)
                    spent[type(process).__name__.lower()] += time.process_time() - began
        for name, seconds in spent.items():
            best[name] = min(best[name], seconds)
    lived = ROWS * scenario.company.headcount * MONTHS
    total = sum(best.values())
    print("ns per person-month: " + ", ".join(f"{name} {1e9 * s / lived:.1f}" for name, s in best.items()))
    print(f"in all {1e9 * total / lived:.0f} ns: {lived / total / 1e6:.1f} million person-months a second")
    return total / lived


def mesa_part() -> None:
    """Decision 1: what the collector and the views cost."""
    scenario = load("vietnam_sme", "status_quo", months=MONTHS)
    start = opened(scenario, ROWS, 1, None)
    found = {}
    for collect in (False, True):
        times = []
        for _ in range(3):
            model = PromotionModel(scenario, ROWS, 1, start=start.copy(), events=False, collect=collect)
            began = time.process_time()
            model.run_model()
            times.append(time.process_time() - began)
        found[collect] = min(times)
    collector = 1e6 * (found[True] - found[False]) / MONTHS
    print(f"DataCollector: {collector:.0f} microseconds a month for {ROWS} companies")
    alone = PromotionModel(scenario, 1, 1, collect=False)
    alone.step()
    began = time.process_time()
    people = alone.agents_by_type[Employee]
    made = time.process_time() - began
    began = time.process_time()
    people.select(lambda person: person.morale < 0).agg("morale", min)
    asked = time.process_time() - began
    print(f"views of {len(people)} people made in {1e6 * made:.0f} microseconds, asked in {1e6 * asked:.0f}")


def twin(fast: float) -> None:
    """Decision 10: the plain twin's time, and that both tell the same."""
    scenario = load("vietnam_sme", "status_quo", months=12)
    began = time.process_time()
    plain = PlainModel(scenario, Luck(1, 0))
    opening = time.process_time() - began
    while plain.running:
        plain.step()
    spent = time.process_time() - began - opening
    plain_month = spent / (scenario.company.headcount * 12)
    print(f"plain twin {1e6 * plain_month:.0f} microseconds a person-month: {plain_month / fast:,.0f} times")


def pilots() -> None:
    """Decision 31: what a month costs in which a policy holds in half of the teams."""
    start = opened(load("vietnam_sme", "status_quo"), ROWS, 1, None)
    for policy in ("mentoring", "player_coach", "mentoring+player_coach"):
        spent = {}
        for share in (1.0, 0.5):
            scenario = load("vietnam_sme", policy, overrides={"policy.pilot.share": share}, months=24)
            times = []
            for _ in range(4):
                model = PromotionModel(scenario, ROWS, 1, start=start.copy(), events=False, collect=False)
                began = time.process_time()
                model.run_model()
                times.append(time.process_time() - began)
            spent[share] = min(times)
        print(f"{policy} in half of the teams: {spent[0.5] / spent[1.0]:.1f} times as long as in all")


if __name__ == "__main__":
    by_process()
    fast = by_process()
    mesa_part()
    twin(fast)
    pilots()
