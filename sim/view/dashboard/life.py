"""One simulated life under two policies: the same person, the same luck, another fate.

Only people of simulated companies are shown, never those of a roster: a row about somebody real would read
as a forecast, which it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sim.batch.block import Openings
from sim.spec.scenario import Scenario
from sim.studies.answer import exit_causes
from sim.view.story_words import STEPS
from sim.view.words import number, signed

YEAR = 12
MOST_SHOWN = 12
SAYS = {step.name.lower(): text for step, text in STEPS.items()}
"""What happens to somebody, by the kind of event."""


@dataclass(frozen=True)
class Twin:
    """One person's life under one policy: what happens, and how things stand each year."""

    policy: str
    events: list[tuple[int, str]]
    years: list[dict[str, str]]


@dataclass(frozen=True)
class Lives:
    """One company under two policies: people whose lives differ, and what happens to everybody."""

    people: pd.DataFrame
    events: dict[str, pd.DataFrame]
    years: dict[str, dict[int, pd.DataFrame]]
    salary: float
    currency: str

    def choices(self) -> list[tuple[int, str]]:
        """People worth looking at: those whose lives differ most, then anybody."""
        return [
            (int(row["person"]), describe(row)) for row in self.people.head(MOST_SHOWN).to_dict("records")
        ]

    def twins(self, person: int) -> list[Twin]:
        """The life of one person under each policy."""
        return [
            Twin(policy, _events(table, person), [self._year(policy, m, person) for m in self.years[policy]])
            for policy, table in self.events.items()
        ]

    def _year(self, policy: str, month: int, person: int) -> dict[str, str]:
        table = self.years[policy][month]
        rows: Any = table[table["person"] == person].to_dict("records")
        when = (
            "The day before"
            if month == 0
            else f"After {month // YEAR} years"
            if month > YEAR
            else "After 1 year"
        )
        if not rows:
            return {"when": when, "role": "has left", "pay": "", "morale": "", "wish": ""}
        row = rows[0]
        return {
            "when": when,
            "role": role(row),
            "pay": f"{self.currency} {number(self.salary * float(np.exp(row['pay'])), 0)}",
            "morale": signed(row["morale"]),
            "wish": "would rather do other work" if row["loss"] > 0 else "in the role they like best",
        }


def role(row: Mapping[str, Any]) -> str:
    """What a person does."""
    if row["level"] > 0:
        return "manager" if row["level"] == 1 else f"manager on level {row['level']:.0f}"
    return "contributor on the technical ladder" if row["rung"] > 0 else "contributor"


def describe(row: Mapping[Any, Any]) -> str:
    """A simulated person in a line, on the day before the change."""
    served = -row["joined"] / YEAR
    wishes = {
        "to manage": row["want_manage"],
        "technical depth": row["want_technical"],
        "interesting projects": row["want_project"],
    }
    wish = max(wishes, key=lambda name: wishes[name])
    first, age = role(row), row["entry_age"] + served
    here = "new here" if served < 1 else "1 year here" if served < 2 else f"{int(served)} years here"
    return f"{first[0].upper()}{first[1:]}, {age:.0f} years old, {here}, wants {wish}"


def lived(scenarios: Mapping[str, Scenario], luck: int, seed: int) -> Lives:
    """Live one company under each of two policies, with the same luck, and keep everybody's happenings."""
    events, years = {}, {}
    first = next(iter(scenarios.values()))
    openings = Openings([luck], seed, None)
    for name, scenario in scenarios.items():
        model = openings.model(replace(scenario, roster=None), events=True)
        shots = {0: model.people()}
        while model.running:
            model.step()
            if model.month % YEAR == 0:
                shots[model.month] = model.people()
        events[name], years[name] = model.events(), shots
    one, two = events.values()
    people = _most_different(next(iter(years.values()))[0], one, two)
    return Lives(people, events, years, first.company.salary, first.company.currency)


def _most_different(people: pd.DataFrame, one: pd.DataFrame, two: pd.DataFrame) -> pd.DataFrame:
    """The people of the first day, those with the most happenings that only one policy has first."""
    keys = ["person", "kind", "month"]
    both = one[keys].merge(two[keys], how="outer", on=keys, indicator=True)
    apart = both[(both["_merge"] != "both") & (both["kind"] != "hired")].groupby("person").size()
    ranked = people.assign(apart=people["person"].map(apart).fillna(0))
    return ranked.sort_values("apart", ascending=False, kind="stable", ignore_index=True)


def _events(table: pd.DataFrame, person: int) -> list[tuple[int, str]]:
    labels = {name.removeprefix("exits_"): label for name, label in exit_causes().itertuples(index=False)}
    said = []
    for row in table[table["person"] == person].sort_values("month").to_dict("records"):
        if row["kind"] == "left":
            said.append((int(row["month"]), f"leaves: {labels.get(row['cause'], row['cause']).lower()}"))
        else:
            said.append((int(row["month"]), SAYS[row["kind"]]))
    return said
