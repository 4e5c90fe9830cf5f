"""Which levers of a policy do it? The runs behind a Shapley split of a bundle into groups of levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.bundle import coalitions, shapley
from sim.batch.block import live_block
from sim.model.measures import headlines
from sim.spec.policy import Policy
from sim.spec.scenario import Difference, Scenario, differences
from sim.state import draws as luck

MOST_GROUPS = 8
"""A bundle is split into at most this many groups of levers; what is left over forms the last."""
EXACT_UP_TO = 4
"""Up to this many groups every coalition is lived (16 arms); beyond, orders are sampled."""
ORDERS = 12
"""Orders walked when there are too many to walk all."""
ORDER_PURPOSE = (1 << 20) + 1
PEOPLE_LIVED = 8_000
"""About how many people live each coalition."""

GROUPS = {
    "policy.promotion.weights.": "Criteria",
    "policy.promotion.consent": "Consent",
    "policy.promotion.refusal_penalty": "Consent",
    "policy.promotion.": "Rules of promotion",
    "policy.ladder.": "Technical ladder",
    "policy.training.": "Training",
    "policy.work.": "Managers' work",
    "policy.retention.": "Pay and retention",
}
"""Which group a dotted path belongs to: the first that fits; others go by the name of their section."""
OTHER = "Other levers"
WINDOW = "policy.window."


@dataclass(frozen=True)
class Split:
    """A bundle taken apart: `parts` by measure and group, `levers` the group of each path."""

    parts: pd.DataFrame
    levers: dict[str, str]
    companies: int
    exact: bool


def split(
    baseline: Scenario,
    scenario: Scenario,
    replicates: int,
    drawn: pd.DataFrame | None,
    seed: int,
    threads: int = 2,
) -> Split | None:
    """Split what a policy does, against the baseline, into its groups of levers; None for fewer than two.

    Lives hybrids of the two policies, in the first replicates of every draw.
    """
    levers = lever_groups(differences(baseline.policy, scenario.policy))
    groups = list(dict.fromkeys(levers.values()))
    if len(groups) < 2:
        return None
    orders = None if len(groups) <= EXACT_UP_TO else sampled_orders(len(groups), seed)
    arms = {
        str(c): hybrid(baseline, scenario, {path for path, g in levers.items() if c >> groups.index(g) & 1})
        for c in coalitions(len(groups), orders)
    }
    draws = 1 if drawn is None else len(drawn)
    wanted = -(-PEOPLE_LIVED // (baseline.company.headcount * draws))
    lucks = range(min(max(wanted, 1 if draws > 4 else 5), replicates))
    lived = _live(arms, lucks, drawn, seed, threads)
    parts = []
    for measure in (name for name in lived.columns if name not in ("coalition", "draw", "replicate")):
        values = lived[["coalition", "draw", "replicate"]].assign(value=lived[measure])
        table = shapley(values, groups, orders)
        table.insert(0, "measure", measure)
        parts.append(table)
    return Split(pd.concat(parts, ignore_index=True), levers, len(lucks) * draws, orders is None)


def lever_groups(changed: Sequence[Difference]) -> dict[str, str]:
    """Which of at most eight groups each changed lever belongs to, by dotted path."""
    levers = [difference.path for difference in changed if not difference.path.startswith(WINDOW)]
    named = {path: _group(path) for path in levers}
    known = list(dict.fromkeys(named.values()))
    kept = known if len(known) <= MOST_GROUPS else known[: MOST_GROUPS - 1]
    return {path: group if group in kept else OTHER for path, group in named.items()}


def _group(path: str) -> str:
    for start, group in GROUPS.items():
        if path.startswith(start):
            return group
    return path.split(".")[1].replace("_", " ").capitalize()


def hybrid(baseline: Scenario, scenario: Scenario, on: set[str]) -> Scenario:
    """The baseline with some levers of another policy."""
    changed = {d.path: d.after for d in differences(baseline.policy, scenario.policy)}
    # when the levers hold is no lever: every part of the bundle holds as long as the whole
    content = baseline.policy.model_dump() | {"window": scenario.policy.window.model_dump()}
    for path in on:
        *groups, last = path.split(".")[1:]
        place: dict[str, Any] = content
        for group in groups:
            place = place[group]
        place[last] = changed[path]
    return replace(scenario, policy=Policy.model_validate(content))


def sampled_orders(groups: int, seed: int, count: int = ORDERS) -> list[tuple[int, ...]]:
    """Orders of the groups, in pairs of which one is the other backwards, from keyed luck."""
    found: list[tuple[int, ...]] = []
    for place in range(count // 2):
        keys = [luck.uniform(seed, place, k, luck.TRAITS, ORDER_PURPOSE) for k in range(groups)]
        order = tuple(int(k) for k in np.argsort(keys))
        found += [order, order[::-1]]
    return found


def _live(
    arms: Mapping[str, Scenario], lucks: Sequence[int], drawn: pd.DataFrame | None, seed: int, threads: int
) -> pd.DataFrame:
    """The headlines of every coalition: coalition, draw, replicate and a column per headline."""
    half = len(lucks) // threads if len(lucks) >= 2 * threads else len(lucks)
    pieces = [lucks[first : first + half] for first in range(0, len(lucks), half)]
    with ThreadPoolExecutor(threads) as pool:
        tables = list(pool.map(lambda piece: _live_piece(arms, piece, seed, drawn), pieces))
    return pd.concat(tables, ignore_index=True)


def _live_piece(
    arms: Mapping[str, Scenario], lucks: Sequence[int], seed: int, drawn: pd.DataFrame | None
) -> pd.DataFrame:
    parts = []
    for name, table in live_block(arms, lucks, seed, drawn):
        part = headlines(table)
        part.insert(0, "coalition", int(name))
        parts.append(part)
    return pd.concat(parts, ignore_index=True)
