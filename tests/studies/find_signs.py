"""Search plausible worlds in which a policy helps and others in which it hurts, and keep them.

`python -m tests.studies.find_signs` writes `signs.json`, which `test_signs` then tries with other luck. Run
it again when a change of the model makes those tests fail: what is then not found is a sign typed in.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.spec.reader import load
from sim.studies.equal_budget import same_money
from sim.studies.pair import Pair
from sim.studies.signs import effect, pushed, search

HERE = Path(__file__).parent
KEPT = HERE / "signs.json"
MONTHS = 36
COMPANY = "vietnam_sme"
POLICIES = {
    "forced_promotion": "forced_promotion",
    "training_budget": "training_budget",
    "dual_ladder": "dual_ladder",
    "mentoring": "mentoring",
    "player_coach": "player_coach",
    "conversations": "aptitude_interest_need",
}
BASELINES = {"conversations": str(HERE / "no_conversations.toml")}
"""Conversations find out who wants to manage: tried where that counts. All others: the status quo."""
MEASURE = "net_value"
"""The measure in which the price of every lever counts."""
OTHER_MEASURES = {"conversations": "retention_12_months"}
"""Conversations cost more than they brought in every world tried; what they do to who stays differs."""
DRAWS, REPLICATES = 96, 48
WAYS = {"helps": 1.0, "hurts": -1.0}
PUSHED = (0, 8, 24, 60, 120)
"""How many of the assumptions that matter most are pushed to the end of their range, one trial each."""


def measure_of(name: str) -> str:
    """What a lever is judged by."""
    return OTHER_MEASURES.get(name, MEASURE)


def pair_of(name: str) -> Pair:
    """The policy of a name against what it is compared with."""
    return Pair(COMPANY, POLICIES[name], BASELINES.get(name, "status_quo"), months=MONTHS)


def dearer(pair: Pair, folder: Path) -> Pair:
    """The same with a baseline that spends, in the generic world, what the policy costs on pay."""
    baseline, policy = (load(COMPANY, name, months=MONTHS) for name in (pair.baseline, pair.policy))
    position = same_money(baseline, policy, REPLICATES).policy.retention.pay_position
    file = folder / "same_money.toml"
    file.write_text(
        f'title = "{pair.baseline} with more pay"\nquestion = ""\nauthor = ""\ndescription = ""\n'
        f'extends = "{pair.baseline}"\n\n[retention]\npay_position = {position:.6f}\n',
        encoding="utf-8",
    )
    return replace(pair, baseline=str(file))


def find(name: str) -> dict[str, Any]:
    """Worlds in which a policy helps and hurts, as it is and at equal budget."""
    pair, measure = pair_of(name), measure_of(name)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for budget, searched in (("", pair), (" at equal budget", dearer(pair, Path(folder)))):
            table = search(searched, measure, DRAWS, REPLICATES)
            for way, direction in WAYS.items():
                worlds = [pushed(table, direction, count) for count in PUSHED]
                found[way + budget] = surest(pair, measure, worlds, direction, equal_budget=bool(budget))
    return found


def surest(
    pair: Pair, measure: str, worlds: list[dict[str, float]], direction: float, *, equal_budget: bool
) -> dict[str, float]:
    """The world of several in which the difference is surest in a direction."""
    tried = [
        direction * effect(pair, measure, world, REPLICATES, pair.seed, equal_budget=equal_budget).sureness
        for world in worlds
    ]
    return worlds[tried.index(max(tried))]


def main() -> None:
    """Search for every policy and write what was found."""
    kept = {}
    for name in POLICIES:
        kept[name] = find(name)
        print(name, "searched", flush=True)
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
