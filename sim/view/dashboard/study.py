"""What the page finds out: a preview, the refined answer, and the reasons; from the same analysis as ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from sim import comparison
from sim.comparison import Comparison, Progress
from sim.spec.roster import Roster
from sim.spec.scenario import Scenario
from sim.view.dashboard.desk import Told
from sim.view.dashboard.limits import effort
from sim.view.dashboard.link import Question
from sim.view.report_tables import Answer, answer, lever_table, titles

PREVIEW_WORK = 400_000
"""Person-months of a preview: about a fifth of a second of one core."""
PREVIEW_LUCKS = (2, 12)
PREVIEW_WORLDS = 6


@dataclass(frozen=True)
class Brief:
    """A comparison with the titles of its policies: what cards and sentences are made from."""

    comparison: Comparison
    names: dict[str, str]
    levers: pd.DataFrame
    preview: bool

    @property
    def policies(self) -> list[str]:
        """The policies, without the baseline."""
        return [p for p in self.comparison.scenarios if p != self.comparison.baseline]


def preview(question: Question, roster: Roster | None, baseline: Scenario, told: Told) -> Brief:
    """A first answer from a few twin companies, in well under a second for a company of usual size."""
    draws = min(question.draws, PREVIEW_WORLDS)
    each = max(effort(replace(question, replicates=1, draws=draws), baseline), 1)
    low, high = PREVIEW_LUCKS
    lucks = min(max(PREVIEW_WORK // each, low), high, question.replicates)
    return _brief(replace(question, replicates=lucks, draws=draws), roster, told, preview=True)


def refined(question: Question, roster: Roster | None, told: Told) -> Brief:
    """The answer: the same numbers as `twinladder compare` gives."""
    return _brief(question, roster, told, preview=False)


def _brief(question: Question, roster: Roster | None, told: Told, preview: bool) -> Brief:
    result = comparison.compare(
        question.company, question.policies, question.baseline, question.months, question.replicates,
        question.draws, question.seed, question.assumptions, question.overrides, roster, told, live=live,
    )  # fmt: skip
    levers = lever_table(result.scenarios, result.baseline)
    return Brief(result, titles(result.scenarios), levers, preview)


def live(
    scenarios: Mapping[str, Scenario], replicates: int, draws: int, seed: int, told: Progress | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Live block by block, keeping no more than the headlines; `told` may stop it at any block."""
    # here, because kernels take a while to import
    from sim.batch.block import blocks, live_block
    from sim.batch.design import draw_assumptions
    from sim.model.measures import headlines

    drawn = None if draws == 1 else draw_assumptions(draws, seed)
    total, done = len(scenarios) * replicates * draws, 0
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in scenarios}
    for part, lucks in blocks(next(iter(scenarios.values())), range(replicates), drawn):
        for name, table in live_block(scenarios, lucks, seed, part):
            parts[name].append(headlines(table))
            done += len(lucks) * (1 if part is None else len(part))
            if told is not None:
                told(done, total)
    outcomes = [pd.concat(found).assign(policy=name) for name, found in parts.items()]
    return pd.DataFrame(), pd.concat(outcomes, ignore_index=True)


@dataclass(frozen=True)
class Reasons:
    """Everything a report tells, and its sections as HTML by name."""

    answer: Answer
    sections: dict[str, str]


def reasons(question: Question, roster: Roster | None, command: str, told: Told) -> Reasons:
    """Why it is so, for whom, at what price, and how it could turn; drawn as the report draws it."""
    from sim.view.dashboard.page import section_html
    from sim.view.report_panels import sections

    found = answer(
        question.company, question.policies, question.baseline, question.months, question.replicates,
        question.draws, question.seed, question.assumptions, question.overrides, roster, told,
        command=command,
    )  # fmt: skip
    drawn = {section.id: section_html(section) for section in sections(found)}
    # nobody's row stays: of the people followed only the companies are kept
    companies = found.lives[["draw", "replicate"]].drop_duplicates()
    return Reasons(replace(found, lives=companies), drawn)
