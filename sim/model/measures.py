"""What is watched every month: a vector over companies for each measure, and the headline of a run."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import pandas as pd

from sim.model.observing import (
    feelings,
    judgement,
    look_at_judgement,
    smaller_group,
    spread_of_output,
    surveyed,
)
from sim.processes.succession import heads_open
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.numbers import power
from sim.state.workforce import Array, C, Cause, H, P, Step, T, Whole, Workforce

YEAR = 12
STEPS = len(Step)


class M(IntEnum):
    """The measures of a month, by their place in the buffer; names in lower case are the columns."""

    HEADCOUNT = 0
    HIRED = 1
    LEFT = 2
    REGRETTED = 3
    EXITS_PERSONAL = 4
    EXITS_OFFER = 5
    EXITS_CAREER = 6
    EXITS_ROLE = 7
    EXITS_UNFAIRNESS = 8
    EXITS_MANAGER = 9
    EXITS_OVERLOAD = 10
    EXITS_COLLEAGUES = 11
    EXITS_DISMISSAL = 12
    EXITS_RETIREMENT = 13
    STAYED = 14
    RETENTION = 15
    OUTPUT = 16
    OUTPUT_PER_SEAT = 17
    MANAGERS = 18
    UNWANTED = 19
    MANAGER_SKILL = 20
    MORALE = 21
    FAIRNESS = 22
    TRUST = 23
    PROMOTED = 24
    FORCED = 25
    RUNGS_GIVEN = 26
    STEPPED_BACK = 27
    RAISES = 28
    REQUESTS = 29
    DECLINED = 30
    EMPTY_SEATS = 31
    EMPTY_MANAGER_SEATS = 32
    RUNG_HOLDERS = 33
    KNOWLEDGE_LOST = 34
    BENCH = 35
    COURSES = 36
    TIGHTNESS = 37
    PAYROLL = 38
    TRAINING_SPENT = 39
    ASSESSMENT_COST = 40
    REPLACEMENT_COST = 41
    OUTPUT_VALUE = 42
    NET_VALUE = 43
    GRADES_GIVEN = 44
    MOVED_SIDEWAYS = 45
    PASSED_OVER = 46
    SATISFACTION_SURVEYED = 47
    INTENTION_SURVEYED = 48
    OUTPUT_SPREAD = 49
    DECISION_QUALITY = 50
    SMALLER_GROUP = 51
    SMALLER_GROUP_MANAGERS = 52
    DECISION_QUALITY_FIRST_LINE = 53
    DECISION_QUALITY_HIGHER = 54
    CANDIDATES = 55
    APPLICATIONS = 56
    REJECTED = 57
    OFFERS_DECLINED = 58
    SHOWCASE_COST = 59
    INSIDE_SAVING = 60
    BELOW_BAR = 61


NAMES = tuple(m.name.lower() for m in M)


@rule
def _mean_skill(row: Array, s: int) -> float:
    """Mean of the four skills with people of the person in a seat."""
    lead = row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s]
    talk = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
    settle = row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s]
    plan = row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s]
    return 0.25 * (lead + talk + settle + plan)


@rule
def _count_people(row: Array, level: Whole, seats: float, month: int, out: Array, r: int) -> None:
    """Heads and managers; `seats` is how many are open."""
    heads, managers, unwanted, rungs, stayed = 0, 0, 0, 0, 0
    since = max(month - YEAR, 0)
    for s in range(row.shape[1]):
        there = row[P.PRESENT, s] > 0.0
        manages = there and level[s] > 0
        heads += there
        managers += manages
        unwanted += manages and row[P.LOSS, s] > 0.0
        rungs += there and row[P.RUNG, s] > 0.0
        stayed += there and row[P.JOINED, s] <= since
    out[M.HEADCOUNT, r] = heads
    out[M.MANAGERS, r] = managers
    out[M.UNWANTED, r] = unwanted
    out[M.RUNG_HOLDERS, r] = rungs
    out[M.STAYED, r] = stayed
    out[M.EMPTY_SEATS, r] = seats - heads


@rule
def _ask_people(
    row: Array, head: Whole, reliability: float, seed: int, replicate: int, month: int, sums: Array,
    out: Array, r: int,
) -> None:  # fmt: skip
    """What people are like, and what a survey of them finds; after they are counted.

    `sums` (5,) is room to work in.
    """
    skill, below = 0.0, 0
    for t in range(len(head)):
        own = _mean_skill(row, head[t]) if row[P.PRESENT, head[t]] > 0.0 else 0.0
        skill = skill + own
        below += own < 0.0
    out[M.MANAGER_SKILL, r] = skill / max(out[M.MANAGERS, r], 1.0)
    out[M.BELOW_BAR, r] = below
    feelings(row, sums)
    heads = out[M.HEADCOUNT, r]
    out[M.MORALE, r] = sums[0] / max(heads, 1.0)
    out[M.FAIRNESS, r] = sums[4] / max(heads, 1.0)
    luck = draws.normal(seed, replicate, 0, month, Purpose.SURVEY_SATISFACTION)
    out[M.SATISFACTION_SURVEYED, r] = surveyed(sums[0], sums[1], heads, reliability, luck)
    luck = draws.normal(seed, replicate, 0, month, Purpose.SURVEY_INTENTION)
    out[M.INTENTION_SURVEYED, r] = surveyed(sums[2], sums[3], heads, reliability, luck)


@rule
def _count_happenings(row: Array, steps: Array, out: Array, r: int) -> None:
    """Exits by cause and steps by kind; `steps` (kinds,) is room to count in."""
    for cause in range(Cause.PERSONAL, Cause.RETIREMENT + 1):
        out[M.EXITS_PERSONAL + cause - 1, r] = 0.0
    for kind in range(STEPS):
        steps[kind] = 0.0
    for s in range(row.shape[1]):
        if row[H.CAUSE, s] + row[H.STEP, s] == 0.0:
            continue
        cause = int(row[H.CAUSE, s])
        if cause > 0:
            out[M.EXITS_PERSONAL + cause - 1, r] += 1.0
        steps[int(row[H.STEP, s])] += row[P.PRESENT, s]
    out[M.PROMOTED, r] = steps[Step.PROMOTED] + steps[Step.FORCED]
    out[M.FORCED, r] = steps[Step.FORCED]
    out[M.RUNGS_GIVEN, r] = steps[Step.RUNG]
    out[M.STEPPED_BACK, r] = steps[Step.STEPPED_BACK]
    out[M.RAISES, r] = steps[Step.RAISE]
    out[M.GRADES_GIVEN, r] = steps[Step.GRADE]
    out[M.MOVED_SIDEWAYS, r] = steps[Step.SIDEWAYS]


@rule
def _copy_company(company: Array, out: Array, r: int) -> None:
    """What the company's own columns say."""
    out[M.HIRED, r] = company[C.HIRED]
    out[M.LEFT, r] = company[C.LEFT]
    out[M.REGRETTED, r] = company[C.REGRETTED]
    out[M.TRUST, r] = company[C.TRUST]
    out[M.REQUESTS, r] = company[C.REQUESTS]
    out[M.DECLINED, r] = company[C.DECLINED]
    out[M.PASSED_OVER, r] = company[C.PASSED_OVER]
    out[M.BENCH, r] = company[C.BENCH]
    out[M.COURSES, r] = company[C.COURSES]
    out[M.TIGHTNESS, r] = company[C.TIGHTNESS]
    out[M.PAYROLL, r] = company[C.PAYROLL]
    out[M.TRAINING_SPENT, r] = company[C.TRAINING_SPENT]
    out[M.ASSESSMENT_COST, r] = company[C.CHOOSING]
    out[M.REPLACEMENT_COST, r] = company[C.REPLACEMENT]
    out[M.OUTPUT_VALUE, r] = company[C.VALUE]
    out[M.NET_VALUE, r] = company[C.NET]
    out[M.CANDIDATES, r] = company[C.CANDIDATES]
    out[M.APPLICATIONS, r] = company[C.APPLICATIONS]
    out[M.REJECTED, r] = company[C.REJECTED]
    out[M.OFFERS_DECLINED, r] = company[C.OFFERS_DECLINED]
    out[M.SHOWCASE_COST, r] = company[C.SHOWCASE]
    out[M.INSIDE_SAVING, r] = company[C.INSIDE_SAVING]


@rule
def _retention(stayed: float, before: float, month: int) -> float:
    """Percent of the people of a year ago who are still there; early on, scaled from fewer months."""
    share = stayed / max(before, 1.0)
    if month >= YEAR or share <= 0.0:
        return 100.0 * share
    return 100.0 * power(share, YEAR / month)


@kernel
def observe(
    people: Array,
    teams: Array,
    companies: Array,
    level: Whole,
    head: Whole,
    reports: Array,
    seed: int,
    replicates: Whole,
    month: int,
    reliability: Array,
    before: Array,
    out: Array,
) -> None:
    """Write the month's measures (measure, row) of every company into `out`.

    `before` (R,) is the head count a year ago, or at month 0 within the first year; `reliability` (R,) is
    that of a survey.
    """
    steps = np.empty(STEPS)
    sums = np.empty(5)
    quality = np.empty(len(head))
    strategy = np.empty(len(head))
    for r in range(people.shape[0]):
        seats = companies[r, C.OPEN_SEATS]
        _count_people(people[r], level, seats, month, out, r)
        _ask_people(people[r], head, reliability[r], seed, replicates[r], month, sums, out, r)
        _count_happenings(people[r], steps, out, r)
        _copy_company(companies[r], out, r)
        out[M.RETENTION, r] = _retention(out[M.STAYED, r], before[r], month)
        output = 0.0
        lost = 0.0
        for t in range(teams.shape[2]):
            output = output + teams[r, T.OUTPUT, t]
            lost = lost + teams[r, T.LOST, t]
        out[M.OUTPUT, r] = output
        out[M.OUTPUT_PER_SEAT, r] = output / seats
        out[M.KNOWLEDGE_LOST, r] = lost
        out[M.EMPTY_MANAGER_SEATS, r] = heads_open(head, seats) - out[M.MANAGERS, r]
        out[M.OUTPUT_SPREAD, r] = spread_of_output(teams[r, T.OUTPUT], level, head, reports, seats)
        look_at_judgement(people[r], head, strategy, quality)
        top = level[0]
        out[M.DECISION_QUALITY, r] = judgement(people[r], level, head, 1, top, quality)
        out[M.DECISION_QUALITY_FIRST_LINE, r] = judgement(people[r], level, head, 1, 1, quality)
        out[M.DECISION_QUALITY_HIGHER, r] = judgement(people[r], level, head, 2, top, quality)
        out[M.SMALLER_GROUP, r], out[M.SMALLER_GROUP_MANAGERS, r] = smaller_group(people[r], level)


class Watch:
    """The buffer of measures (months, measures, rows) that a model fills month by month.

    `reliability` (rows,) is that of the company's surveys.
    """

    def __init__(self, workforce: Workforce, months: int, reliability: Array) -> None:
        self._reliability = reliability
        self.buffer = np.zeros((months, len(M), workforce.rows))
        self._heads = np.zeros((months + 1, workforce.rows))
        self._heads[0] = workforce.person(P.PRESENT).sum(axis=1)
        self.taken = 0

    def take(self, workforce: Workforce, month: int) -> None:
        """Write down one month, counted from the policy change and starting at 1."""
        out = self.buffer[month - 1]
        before = self._heads[max(month - YEAR, 0)]
        w = workforce
        observe(
            w.people, w.teams, w.companies, w.layout.level, w.layout.head, w.layout.reports, w.seed,
            w.replicates, month, self._reliability, before, out,
        )  # fmt: skip
        self._heads[month] = out[M.HEADCOUNT]
        self.taken = month

    def of(self, rows: slice, part: Workforce) -> Watch:
        """A watch of some of the companies, as far as they have lived; `put` hands back what it sees."""
        own = Watch(part, len(self.buffer), self._reliability[rows])
        own._heads[:] = self._heads[:, rows]
        own.taken = self.taken
        return own

    def put(self, rows: slice, own: Watch) -> None:
        """Take over the months that a watch of some of the companies has seen since it was made."""
        self.buffer[self.taken : own.taken, :, rows] = own.buffer[self.taken : own.taken]
        self._heads[:, rows] = own._heads

    def keys(self, workforce: Workforce) -> pd.DataFrame:
        """Draw and replicate of every company."""
        return pd.DataFrame({"draw": workforce.draws, "replicate": workforce.replicates})

    def table(self, workforce: Workforce) -> pd.DataFrame:
        """A row per draw, replicate and month lived, and a column per measure."""
        months, rows = self.taken, workforce.rows
        columns: dict[str, Any] = {
            "draw": np.tile(workforce.draws, months),
            "replicate": np.tile(workforce.replicates, months),
            "month": np.repeat(np.arange(1, months + 1), rows),
        }
        for name in NAMES:
            columns[name] = self.buffer[:months, M[name.upper()]].reshape(-1)
        return pd.DataFrame(columns)


KEYS = ("draw", "replicate", "month")
HEADLINE_NAMES = (
    "retention", "regretted", "headcount", "output_per_seat", "managers", "unwanted", "net_value",
)  # fmt: skip
"""What `headlines` needs of the monthly measures."""


def headlines(measures: pd.DataFrame) -> pd.DataFrame:
    """The headline measures of every run: draw, replicate and a column per measure of `spec.measure`.

    `measures` is the monthly table of `PromotionModel.measures`. Retention is the mean over the months
    with a year before them (over all months of a horizon below a year); rates are per year.
    """
    measures = measures[[*KEYS, *HEADLINE_NAMES]]
    mean = run_means(measures)
    lived = measures[measures["month"] >= min(YEAR, int(measures["month"].max()))]
    return pd.DataFrame(_headline(mean, run_means(lived)["retention"])).reset_index()


def headlines_of(buffer: Array, keys: pd.DataFrame) -> pd.DataFrame:
    """The same from a watch's buffer (months, measures, rows) and the keys of its companies."""
    months = len(buffer)
    # one measure after the other, month after month: the order in which `run_means` adds
    mean = {name: buffer[:, M[name.upper()]].sum(axis=0) / months for name in HEADLINE_NAMES}
    lived = buffer[min(YEAR, months) - 1 :, M.RETENTION]
    return pd.concat([keys, pd.DataFrame(_headline(mean, lived.sum(axis=0) / len(lived)))], axis=1)


def _headline(mean: Any, retention: Any) -> dict[str, Any]:
    """Headlines from the means of what they need over all months, and of retention with a year before it.

    Both are columns of a table, or arrays by name.
    """
    return {
        "retention_12_months": retention,
        "regretted_attrition": 100.0 * YEAR * mean["regretted"] / mean["headcount"],
        "team_performance": mean["output_per_seat"],
        # nobody manages: no manager is in a role they did not want
        "unwanted_managers": 100.0 * mean["unwanted"] / np.where(mean["managers"] > 0, mean["managers"], 1.0),
        "net_value": YEAR * mean["net_value"] / mean["headcount"],
    }


def run_means(monthly: pd.DataFrame) -> pd.DataFrame:
    """The mean of every measure over the months of each run, by draw and replicate in order of appearance.

    Months are added in the order of their rows, by our own means: those of a pandas group differ in their
    last bits with the rows that stand between a group's own.
    """
    runs = monthly.groupby(["draw", "replicate"], sort=False)
    run, months = runs.ngroup().to_numpy(), runs.size()
    names = [name for name in monthly.columns if name not in months.index.names]
    sums = {name: np.bincount(run, monthly[name].to_numpy(dtype=np.float64)) for name in names}
    return pd.DataFrame(sums, index=months.index).div(months, axis="index")
