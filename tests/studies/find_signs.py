"""Search plausible worlds in which a policy helps and others in which it hurts, and keep them.

`python -m tests.studies.find_signs` writes `signs.json`, which `test_signs` then tries with other luck. Run
it again when a change of the model makes those tests fail: what is then not found is a sign typed in.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from sim.studies.pair import Pair
from sim.studies.signs import corners, effect, search

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
    "conversations": str(HERE / "conversations.toml"),
}
MEASURE = "net_value"
"""The measure in which the price of every lever counts."""
DRAWS, REPLICATES = 96, 48
CANDIDATES = 5
"""How many draws at either end are tried again at equal budget."""


def pair_of(name: str) -> Pair:
    """The policy of a name against the status quo."""
    return Pair(COMPANY, POLICIES[name], months=MONTHS)


def find(name: str) -> dict[str, Any]:
    """Worlds in which a policy helps and hurts, as it is and at equal budget."""
    pair = pair_of(name)
    table = search(pair, MEASURE, DRAWS, REPLICATES)
    helps, hurts = corners(table)
    found: dict[str, Any] = {"helps": helps, "hurts": hurts}
    ends = pd.concat([table.head(CANDIDATES), table.tail(CANDIDATES)])
    worlds = [corners(ends.iloc[[k]])[0] for k in range(len(ends))]
    tried = [effect(pair, MEASURE, w, REPLICATES, pair.seed, equal_budget=True).sureness for w in worlds]
    found["helps at equal budget"] = worlds[tried.index(max(tried))]
    found["hurts at equal budget"] = worlds[tried.index(min(tried))]
    return found


def main() -> None:
    """Search for every policy and write what was found."""
    kept = {}
    for name in POLICIES:
        kept[name] = find(name)
        print(name, "found", flush=True)
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
