"""Which levers of a policy do it? The runs behind a Shapley split of a bundle into groups of levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.bundle import coalitions, shapley
from sim.batch.block import Openings, blocks
from sim.batch.crew import Crew, crew_or_new
from sim.model.measures import headlines_of
from sim.spec.pilot import WHEN_AND_WHERE
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
KEYS = ["coalition", "draw", "replicate"]


@dataclass(frozen=True)
class Split:
    """A bundle taken apart: `parts` by measure and group, `levers` the group of each path."""

    parts: pd.DataFrame
    levers: dict[str, str]
    companies: int
    exact: bool


@dataclass(frozen=True)
class _Bundle:
    """A policy as groups of levers: `arms` are its hybrids with the baseline by coalition of groups."""

    levers: dict[str, str]
    groups: list[str]
    orders: list[tuple[int, ...]] | None
    arms: dict[int, Scenario]

    @classmethod
    def of(cls, baseline: Scenario, scenario: Scenario, seed: int) -> _Bundle:
        levers = lever_groups(differences(baseline.policy, scenario.policy))
        groups = list(dict.fromkeys(levers.values()))
        orders = None if len(groups) <= EXACT_UP_TO else sampled_orders(len(groups), seed)
        arms = {
            c: hybrid(baseline, scenario, {path for path, g in levers.items() if c >> groups.index(g) & 1})
            for c in coalitions(len(groups), orders)
        }
        return cls(levers, groups, orders, arms)

    @property
    def whole(self) -> int:
        """The coalition of all groups: the policy itself."""
        return (1 << len(self.groups)) - 1


@dataclass(frozen=True)
class Hybrids:
    """Hybrids of a baseline with other policies, as lived: `lived` holds headlines by policy and coalition.

    `lucks` are the replicates in which they were lived, in each of `draws` draws. Nothing and everything
    switched on are the policies themselves, and not lived again.
    """

    baseline: str
    bundles: Mapping[str, _Bundle]
    lived: Mapping[tuple[str, int], pd.DataFrame]
    lucks: Sequence[int]
    draws: int


def live_hybrids(
    scenarios: Mapping[str, Scenario],
    baseline: str,
    replicates: int,
    drawn: pd.DataFrame | None,
    seed: int,
    crew: Crew | None = None,
) -> Hybrids:
    """Live the hybrids of every policy with two groups of levers or more, in some of the same companies.

    They are the first of the `replicates` of every draw: as many as hold about `PEOPLE_LIVED` people.
    """
    base = scenarios[baseline]
    bundles = {n: _Bundle.of(base, s, seed) for n, s in scenarios.items() if n != baseline}
    bundles = {name: bundle for name, bundle in bundles.items() if len(bundle.groups) > 1}
    draws = 1 if drawn is None else len(drawn)
    wanted = max(-(-PEOPLE_LIVED // (base.company.headcount * draws)), 1 if draws > 4 else 5)
    lucks = range(min(wanted, replicates))
    arms = {
        (name, c): arm
        for name, bundle in bundles.items()
        for c, arm in bundle.arms.items()
        if c not in (0, bundle.whole)
    }
    return Hybrids(baseline, bundles, _live(arms, lucks, drawn, seed, crew), lucks, draws)


def splits(hybrids: Hybrids, outcomes: pd.DataFrame) -> dict[str, Split]:
    """Split what each policy does, against the baseline, into its groups of levers.

    `outcomes` holds the headlines of every policy as lived in the same replicates and more, from which
    nothing and everything switched on are taken. Policies with fewer than two groups have no split.
    """
    known = outcomes[outcomes["replicate"].isin(hybrids.lucks)]
    found = {}
    for name, bundle in hybrids.bundles.items():
        ends = {c: known[known["policy"] == p] for c, p in ((0, hybrids.baseline), (bundle.whole, name))}
        inner = {c: hybrids.lived[name, c] for c in bundle.arms if c not in ends}
        companies = len(hybrids.lucks) * hybrids.draws
        found[name] = Split(_parts(bundle, ends | inner), bundle.levers, companies, bundle.orders is None)
    return found


def _parts(bundle: _Bundle, lived: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """The split of every headline from the headlines of every coalition."""
    table = pd.concat([part.assign(coalition=c) for c, part in lived.items()], ignore_index=True)
    parts = []
    for measure in (name for name in table.columns if name not in (*KEYS, "policy")):
        values = table[KEYS].assign(value=table[measure])
        part = shapley(values, bundle.groups, bundle.orders)
        part.insert(0, "measure", measure)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def lever_groups(changed: Sequence[Difference]) -> dict[str, str]:
    """Which of at most eight groups each changed lever belongs to, by dotted path."""
    levers = [difference.path for difference in changed if not difference.path.startswith(WHEN_AND_WHERE)]
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
    # when and where the levers hold is no lever: every part of the bundle holds there as the whole does
    held = {"window": scenario.policy.window.model_dump(), "pilot": scenario.policy.pilot.model_dump()}
    content = baseline.policy.model_dump() | held
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


Arms = Mapping[tuple[str, int], Scenario]


def _live(
    arms: Arms, lucks: Sequence[int], drawn: pd.DataFrame | None, seed: int, crew: Crew | None
) -> dict[tuple[str, int], pd.DataFrame]:
    """The headlines of every hybrid: draw, replicate and a column per headline."""
    if not arms:
        return {}
    with crew_or_new(crew) as hands:
        pieces = blocks(next(iter(arms.values())), lucks, drawn, hands.size)
        found = hands.live(partial(_live_piece, arms, seed), pieces)
    return {name: pd.concat([piece[name] for piece in found], ignore_index=True) for name in arms}


def _live_piece(
    arms: Arms, seed: int, drawn: pd.DataFrame | None, lucks: Sequence[int]
) -> dict[tuple[str, int], pd.DataFrame]:
    openings, found = Openings(lucks, seed, drawn), {}
    for name, arm in arms.items():
        model = openings.model(arm).run_model()
        found[name] = headlines_of(model.watch.buffer, model.watch.keys(model.workforce))
    return found
