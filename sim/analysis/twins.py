"""The same people under two policies: who has another fate; tables in, tables out.

A person is known by draw, replicate and key; the people of the first day are the same under every policy.
Rows about single people never leave this module unless they are asked for (`people_apart`), and what is
told of a group is hidden when it holds fewer than five different people.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.paired import monte_carlo_margin

PERSON = ["draw", "replicate", "person"]
FEWEST = 5
"""Cells with fewer people than this are hidden."""
CELLS = ["both_stay", "stays_instead", "leaves_instead", "both_leave"]
FATES = ["policy", "people", *CELLS, "net", "margin", "companies"]


def lives(opening: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """A row per person who was ever there under one policy.

    `opening` has a row per person of the first day: draw, replicate, person and what is known of them.
    `events` is the model's list of happenings. Added columns: `opened` (there on the first day),
    `left_month` and `cause` (missing for those who stayed), and a yes or no for each kind of step.
    """
    steps = sorted(set(events["kind"]) - {"left", "hired", "hired_manager"})
    came = events.loc[events["kind"].isin(["hired", "hired_manager"]), PERSON]
    people = pd.concat([opening.assign(opened=True), came.assign(opened=False)], ignore_index=True)
    gone = events.loc[events["kind"] == "left", [*PERSON, "month", "cause"]]
    table = people.merge(gone.rename(columns={"month": "left_month"}), on=PERSON, how="left")
    for kind in steps:
        had = pd.MultiIndex.from_frame(events.loc[events["kind"] == kind, PERSON])
        table[kind] = pd.MultiIndex.from_frame(table[PERSON]).isin(had)
    return table


def fates(table: pd.DataFrame, baseline: str, by: str | None = None) -> pd.DataFrame:
    """How many of the people of the first day have another fate under each policy than under the baseline.

    `table` holds `lives` of every policy, with a column `policy`. A row per policy (and group of the column
    `by`): `people` counted over all companies, `stays_instead` (stays, would have left), `leaves_instead`
    (leaves, would have stayed), `both_stay`, `both_leave`, `net` = stays_instead - leaves_instead with
    its 90 percent Monte Carlo `margin`, and the number of `companies`.
    Groups with fewer than five different people are hidden: their numbers are missing.
    """
    paired = _paired(table, baseline)
    rows = []
    keys = ["policy"] if by is None else ["policy", by]
    for key, people in paired.groupby(keys, sort=False):
        cells = dict(zip(CELLS, _cells(people), strict=True))
        named = dict(zip(keys, key, strict=True))
        net = cells["stays_instead"] - cells["leaves_instead"]
        count = {"people": len(people), "net": net, "margin": _margin(people, paired)}
        count["different"] = people["person"].nunique()
        rows.append({**named, **cells, **count, "companies": _companies(paired)})
    found = pd.DataFrame(rows, columns=[*FATES[:1], *([] if by is None else [by]), *FATES[1:], "different"])
    return hidden(found, by).drop(columns="different")


def _paired(table: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """The people of the first day under each policy, beside what they do under the baseline."""
    first = table[table["opened"]]
    base = first.loc[first["policy"] == baseline, [*PERSON, "left_month"]]
    twin = base.rename(columns={"left_month": "baseline_left"})
    return first[first["policy"] != baseline].merge(twin, on=PERSON, validate="many_to_one")


def _cells(people: pd.DataFrame) -> tuple[int, int, int, int]:
    here, there = people["left_month"].notna(), people["baseline_left"].notna()
    return (
        int((~here & ~there).sum()), int((~here & there).sum()),
        int((here & ~there).sum()), int((here & there).sum()),
    )  # fmt: skip


def _margin(people: pd.DataFrame, everybody: pd.DataFrame) -> float:
    """The 90 percent Monte Carlo margin of how many more stay, over all companies; nan for one company."""
    companies = pd.MultiIndex.from_frame(everybody[["draw", "replicate"]].drop_duplicates())
    if len(companies) < 2:
        return float("nan")
    more = people["baseline_left"].notna().astype(int) - people["left_month"].notna().astype(int)
    each = more.groupby([people["draw"], people["replicate"]]).sum().reindex(companies, fill_value=0)
    draws, lucks = (companies.get_level_values(k).to_numpy(dtype=np.intp) for k in (0, 1))
    return len(each) * monte_carlo_margin(np.asarray(each, dtype=np.float64), draws, lucks)


def _companies(table: pd.DataFrame) -> int:
    return len(table[["draw", "replicate"]].drop_duplicates())


def hidden(table: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """The table with the numbers of small groups missing.

    A group is small with fewer than five different people. If one group of a policy is hidden, the next
    smallest goes too, for else it could be found by subtraction.
    """
    numbers = [*CELLS, "people", "net", "margin"]
    small = table["different"] < FEWEST
    if by is not None:
        for _, rows in table.groupby("policy", sort=False):
            if small[rows.index].sum() == 1 and len(rows) > 1:
                others = rows["different"].where(~small[rows.index])
                small |= (others == others.min()).reindex(small.index, fill_value=False)
    result = table.copy()
    result[numbers] = result[numbers].astype(float).mask(small, np.nan)
    return result


def account(table: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """From the fates of the people of the first day, and of later hires, to the difference in leavers.

    A row per policy: leaves_instead, stays_instead, later_leavers, later_leavers_baseline, difference. The
    difference is leaves_instead - stays_instead + later_leavers - later_leavers_baseline, and equals the
    leavers under the policy less those under the baseline, as the events count them.
    """
    paired = _paired(table, baseline)
    later = table[~table["opened"]].groupby("policy")["left_month"].count()
    rows = []
    for policy, people in paired.groupby("policy", sort=False):
        _, stays, leaves, _ = _cells(people)
        mine, theirs = int(later.get(policy, 0)), int(later.get(baseline, 0))
        rows.append((policy, leaves, stays, mine, theirs, leaves - stays + mine - theirs))
    columns = ["policy", "leaves_instead", "stays_instead", "later_leavers", "later_leavers_baseline"]
    return pd.DataFrame(rows, columns=[*columns, "difference"])


def passed_over(table: pd.DataFrame, baseline: str, steps: Sequence[str]) -> pd.DataFrame:
    """Of the people of the first day: promoted under the policy only, under the baseline only, under both.

    `steps` names the columns of `lives` that count as a step into management. A row per policy: policy,
    promoted_instead, passed_over (would have been promoted), promoted_in_both, companies.
    """
    known = [step for step in steps if step in table.columns]
    first = table[table["opened"]]
    rose = first.assign(rose=first[known].eq(True).any(axis=1))
    base = rose.loc[rose["policy"] == baseline, [*PERSON, "rose"]].rename(columns={"rose": "rose_baseline"})
    paired = rose[rose["policy"] != baseline].merge(base, on=PERSON, validate="many_to_one")
    rows = []
    for policy, people in paired.groupby("policy", sort=False):
        here, there = people["rose"], people["rose_baseline"]
        counts = int((here & ~there).sum()), int((~here & there).sum()), int((here & there).sum())
        rows.append((policy, *counts, _companies(paired)))
    return pd.DataFrame(
        rows, columns=["policy", "promoted_instead", "passed_over", "promoted_in_both", "companies"]
    )


def people_apart(table: pd.DataFrame, policy: str, baseline: str) -> pd.DataFrame:
    """Person by person, on request: those whose fate differs between the policy and the baseline."""
    paired = _paired(table[table["policy"].isin([policy, baseline])], baseline)
    apart = paired["left_month"].notna() != paired["baseline_left"].notna()
    return paired[apart].reset_index(drop=True)


def flows(totals: pd.DataFrame, names: Sequence[str], baseline: str) -> pd.DataFrame:
    """Promoted, declined, forced, stepped back, ...: people per company over the horizon, by policy.

    `totals` has a row per policy, draw and replicate with the sum over months of each measure in `names`. A
    row per policy and flow: policy, flow, value, baseline_value, delta.
    """
    means = totals.groupby("policy", sort=False)[list(names)].mean()
    rows = [
        (policy, name, float(means.loc[policy, name]), float(means.loc[baseline, name]))  # type: ignore[arg-type]
        for policy in means.index
        for name in names
    ]
    table = pd.DataFrame(rows, columns=["policy", "flow", "value", "baseline_value"])
    return table.assign(delta=table["value"] - table["baseline_value"])
