"""How many fewer would leave if a reason did not exist? Each cause switched off, with the same luck.

The ledger names the cause of every exit, and its parts sum to the exits. That is not how many would stay
without the cause: some would leave for another reason instead, and later. Here each cause is switched off
on the day of the policy change, the same people then live the same luck, and the exits are counted again;
these differences need not sum to anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from sim.analysis.decide import wide
from sim.batch.block import Openings, blocks
from sim.batch.crew import Crew, crew_or_new
from sim.model.measures import M
from sim.model.promotion_model import PromotionModel
from sim.spec.scenario import Scenario

RATES = {
    cause: cause
    for cause in ("personal", "offer", "career", "role", "unfairness", "manager", "overload", "dismissal")
} | {"colleagues": "contagion"}
"""The assumption under `turnover` whose 0 switches a cause off. Retirement has none: age does not stop."""

COLUMNS = ["policy", "cause", "named", "avoided", "per_company", "margin"]
AS_IT_IS = ""
"""The name of the world in which every cause acts."""


def switched_off(scenario: Scenario, cause: str) -> Scenario:
    """The scenario in a world where people never leave for `cause`; `AS_IT_IS` changes nothing."""
    if cause == AS_IT_IS:
        return scenario
    rates = scenario.assumptions.turnover.model_copy(update={RATES[cause]: 0.0})
    return replace(scenario, assumptions=scenario.assumptions.model_copy(update={"turnover": rates}))


def without_each_cause(
    scenarios: Mapping[str, Scenario],
    replicates: Sequence[int],
    seed: int,
    drawn: pd.DataFrame | None = None,
    causes: Sequence[str] = tuple(RATES),
    crew: Crew | None = None,
) -> pd.DataFrame:
    """Leavers by cause beside what switching the cause off would avoid: a row per policy and cause.

    `named` counts the leavers to whom the ledger gives the cause, `avoided` how many fewer leave in all where
    it is switched off (whole people over all companies); `per_company` is the latter per company, with its
    90 percent Monte Carlo `margin`. Who was looking for another job for that reason already still goes.
    """
    with crew_or_new(crew) as hands:
        pieces = blocks(next(iter(scenarios.values())), replicates, drawn, hands.size)
        found = hands.live(partial(_block, scenarios, seed, causes), pieces)
    lived = pd.concat(found, ignore_index=True)
    return pd.DataFrame(
        [row for name in scenarios for row in _rows(name, lived[lived["scenario"] == name], causes)],
        columns=COLUMNS,
    )


def _block(
    scenarios: Mapping[str, Scenario], seed: int, causes: Sequence[str], drawn: pd.DataFrame | None,
    lucks: Sequence[int],
) -> pd.DataFrame:  # fmt: skip
    """Everybody who leaves, as the world is and without each cause; all begin on the same day."""
    openings, found = Openings(lucks, seed, drawn), []
    for name, scenario in scenarios.items():
        for cause in (AS_IT_IS, *causes):
            arm, world = switched_off(scenario, cause), _drawn_without(drawn, cause)
            start = openings.of(scenario)
            model = PromotionModel(arm, lucks, seed, world, start=start, events=False, collect=False)
            sums = model.run_model().watch.buffer.sum(axis=0)
            keys = {"draw": start.draws, "replicate": start.replicates, "scenario": name, "policy": cause}
            found.append(pd.DataFrame(keys | {n: sums[M[n.upper()]] for n in _counted(causes)}))
    return pd.concat(found, ignore_index=True)


def _counted(causes: Sequence[str]) -> list[str]:
    return ["left", *(f"exits_{cause}" for cause in causes)]


def _rows(name: str, lived: pd.DataFrame, causes: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """One policy's rows of the table."""
    left = wide(lived, "left")
    named = lived[lived["policy"] == AS_IT_IS]
    for place, cause in enumerate(causes, start=1):
        fewer = left.values[:, 0] - left.values[:, place]
        yield (
            name, cause, round(float(named[f"exits_{cause}"].sum())), round(float(fewer.sum())),
            float(fewer.mean()), left.margin(fewer),
        )  # fmt: skip


def _drawn_without(drawn: pd.DataFrame | None, cause: str) -> pd.DataFrame | None:
    """The drawn worlds with a cause's rate at 0 in all of them."""
    path = f"assumptions.turnover.{RATES.get(cause, '')}"
    return drawn.assign(**{path: 0.0}) if drawn is not None and path in drawn.columns else drawn
