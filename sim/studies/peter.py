"""Whether the Peter effect appears in the main model when gifts are unrelated and vanishes as they coincide.

And what learning and training do to it, and which features separate the main model from the small ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.model.promotion_model import PromotionModel
from sim.state.workforce import Array, H, P, Step, T, Whole
from sim.studies.small_world import (
    BEST,
    LOTTERY,
    SMALL,
    TECHNICIAN,
    USUAL,
    WORST,
    Setting,
    differences,
    in_threads,
    least_squares,
    life,
    settled,
    small_world,
)

TIES = (-0.9, -0.5, 0.0, 0.5, 0.95)
ENDS = (-0.9, 0.0, 0.95)
RULES = (BEST, TECHNICIAN, LOTTERY, WORST)
WORLDS: Mapping[str, Mapping[str, Any]] = {"as shipped": {}, "like the small models": small_world()}
COURSES = {
    "policy.training.budget": 1000.0, "policy.training.management": 0.5,
    "policy.training.communication": 0.2, "policy.training.priority": "new_managers",
}  # fmt: skip
LEARNING: Mapping[str, Mapping[str, Any]] = {
    "no learning": {"assumptions.learning.rate": 0.0, "policy.training.budget": 0.0},
    "by doing, as shipped": {"policy.training.budget": 0.0},
    "twice as fast": {"assumptions.learning.rate": 0.12, "policy.training.budget": 0.0},
    "by doing, and ten times the courses": COURSES,
}
"""How people learn; only the last one spends money on courses."""
PROMOTEES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    BEST: (BEST, {}),
    USUAL: (USUAL, {}),
    "best performer, without listening and judgement": (
        BEST, {"assumptions.output.listening": 0.0, "assumptions.output.decision_effect": 0.0},
    ),
}  # fmt: skip
"""Whose slope is asked: a rule and what is changed. The last takes away what ties good work to managing well
when the gifts are unrelated: that work counts only as far as others understand it, and that a boss who knows
the work decides better."""
BEFORE, SETTLED, AFTER = 12, 6, 18
"""Months of own output before a promotion; months after it in which the team's output is taken."""
CONFIDENCE = 0.90


def effect(
    setting: Setting | None = None, ties: Sequence[float] = TIES, rules: Sequence[str] = RULES
) -> pd.DataFrame:
    """Every rule against the lottery: a row per world, tie, rule and measure, with paired intervals."""
    setting = setting or Setting()
    jobs = {
        (world, rule): partial(settled, says, rule, ties, setting)
        for world, says in WORLDS.items()
        for rule in rules
    }
    lives = in_threads(jobs)
    parts = {world: differences({rule: lives[world, rule] for rule in rules}, LOTTERY) for world in WORLDS}
    return _with_ties(pd.concat(parts, names=["world", None]).reset_index("world"), ties)


def separated(setting: Setting | None = None, ties: Sequence[float] = ENDS) -> pd.DataFrame:
    """The best performer against the lottery in the small world with one feature put back at a time."""
    setting = setting or Setting()
    worlds: dict[str, Mapping[str, Any]] = {
        "none": small_world(),
        **{name: small_world([name]) for name in SMALL},
        "all but the incentive": SMALL["incentive of being promoted"],
        "all of them": {},
    }
    return _best_against_lottery(worlds, "put_back", setting, ties)


def learning(setting: Setting | None = None, ties: Sequence[float] = ENDS) -> pd.DataFrame:
    """The best performer against the lottery as shipped, by how people learn."""
    return _best_against_lottery(LEARNING, "learning", setting or Setting(), ties)


def _best_against_lottery(
    worlds: Mapping[str, Mapping[str, Any]], column: str, setting: Setting, ties: Sequence[float]
) -> pd.DataFrame:
    jobs = {
        (name, rule): partial(settled, says, rule, ties, setting)
        for name, says in worlds.items()
        for rule in (BEST, LOTTERY)
    }
    lives = in_threads(jobs)
    parts = {
        name: differences({rule: lives[name, rule] for rule in (BEST, LOTTERY)}, LOTTERY) for name in worlds
    }
    return _with_ties(pd.concat(parts, names=[column, None]).reset_index(column), ties)


def _with_ties(table: pd.DataFrame, ties: Sequence[float]) -> pd.DataFrame:
    table.insert(1, "tie", [ties[draw] for draw in table["draw"]])
    return table.drop(columns="draw").reset_index(drop=True)


# ---------------------------------------------------------------- S7: own output before, the team's after


def slopes(
    setting: Setting | None = None, ties: Sequence[float] = ENDS, whose: Sequence[str] = tuple(PROMOTEES)
) -> pd.DataFrame:
    """Percent of a team's output per doubling of its new manager's own earlier output (S7).

    A row per rule and tie: `delta, mc_low, mc_high`, and `promoted`, how many new managers it rests on.
    As in Benson, Li & Shue 2018 the output of the team members themselves is controlled for.
    """
    setting = setting or Setting(replicates=150, months=72, headcount=80, span=7)
    jobs = {name: partial(_promotees, *PROMOTEES[name], ties, setting) for name in whose}
    rows = []
    for rule, moments in in_threads(jobs).items():
        for draw, tie in enumerate(ties):
            value, margin, count = per_doubling(moments[draw])
            rows.append((rule, tie, value, value - margin, value + margin, count))
    return pd.DataFrame(rows, columns=["rule", "tie", "delta", "mc_low", "mc_high", "promoted"])


def per_doubling(moments: Array) -> tuple[float, float, int]:
    """The slope from products by company (R, v, v), its 90 percent margin by the jackknife, the count."""
    total = moments.sum(axis=0)
    value = _percent(least_squares(total))
    without = _percent(least_squares(total - moments))
    rows = len(moments)
    error = np.sqrt((rows - 1) / rows * ((without - without.mean()) ** 2).sum())
    return float(value), float(stdtrit(rows - 1, 0.5 + CONFIDENCE / 2) * error), int(total[0, 0])


def _percent(slope: Array) -> Array:
    return np.asarray(100.0 * np.expm1(np.log(2.0) * slope))


def _promotees(rule: str, changed: Mapping[str, Any], ties: Sequence[float], setting: Setting) -> Array:
    """Products of what the regression needs, by draw and company: (draws, replicates, 5, 5)."""
    film = _Film(life({"policy.training.budget": 0.0, **changed}, rule, ties, setting))
    month, row, seat, origin = film.new_managers()
    own = film.own_before(month, row, origin)
    heads, brought, after = film.team_after(month, row, seat)
    x = np.stack([np.ones_like(own), own, brought, heads, after], axis=1)
    products = x[:, :, None] * x[:, None, :]
    moments = np.zeros((film.rows, *products.shape[1:]))
    np.add.at(moments, row, products)
    return moments.reshape(len(ties), setting.replicates, *products.shape[1:])


class _Film:
    """The columns that the regression needs, month by month: (months + 1, rows, seats or teams)."""

    def __init__(self, model: PromotionModel) -> None:
        w = model.workforce
        self.plan, self.rows = w.layout, w.rows
        frames = [self._frame(model)]
        while model.running:
            model.step()
            frames.append(self._frame(model))
        self.person, self.step, self.origin, self.output, self.team = (
            np.stack(column) for column in zip(*frames, strict=True)
        )

    def _frame(self, model: PromotionModel) -> tuple[Array, ...]:
        w = model.workforce
        columns = (w.person(P.PERSON) * w.person(P.PRESENT), w.person(H.STEP), w.person(H.FROM_SEAT),
                   w.person(P.OUTPUT), w.team(T.OUTPUT))  # fmt: skip
        return tuple(column.copy() for column in columns)

    def new_managers(self) -> tuple[Whole, Whole, Whole, Whole]:
        """First-line managers promoted from inside who worked a year before and stayed: month, row, ..."""
        promoted = np.isin(self.step, (Step.PROMOTED, Step.FORCED)) & (self.plan.level == 1)
        promoted[: BEFORE + 1] = False
        promoted[len(promoted) - AFTER :] = False
        month, row, seat = np.nonzero(promoted)
        origin = self.origin[month, row, seat].astype(np.int64)
        who = self.person[month, row, seat]
        kept = (self.person[month + AFTER, row, seat] == who) & (
            self.person[month - BEFORE, row, origin] == who
        )
        return month[kept], row[kept], seat[kept], origin[kept]

    def own_before(self, month: Whole, row: Whole, origin: Whole) -> Array:
        """Mean log output in the year before."""
        return _mean_log([self.output[month - m, row, origin] for m in range(1, BEFORE + 1)])

    def team_after(self, month: Whole, row: Whole, seat: Whole) -> tuple[Array, Array, Array]:
        """Log planned heads, mean log of what the reports made themselves, and of what the team delivered."""
        team = self.plan.led[seat]
        mine = self.plan.boss[None, :] == seat[:, None]
        months = range(SETTLED, AFTER + 1)
        brought = _mean_log([(self.output[month + m, row] * mine).sum(axis=1) for m in months])
        return (
            np.log(self.plan.reports[team]),
            brought,
            _mean_log([self.team[month + m, row, team] for m in months]),
        )


def _mean_log(months: Sequence[Array]) -> Array:
    return np.asarray(np.mean([np.log(np.maximum(month, 0.05)) for month in months], axis=0))
