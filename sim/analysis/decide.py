"""Deciding under uncertainty: how sure, how bad at worst, and which unknown is worth finding out.

Tables in, tables out. Outcomes have a row per policy, draw and replicate and a column per measure;
`measures` has a row per measure with `name` and `better` (+1 or -1). Every `margin` is half the width of a
90 percent Monte Carlo interval, clustered by draw and by replicate as in `paired`: it shrinks as more runs
are made, whereas the chance beside it does not.

Formulas: expected value of (partial) perfect information from Claxton (1999, J. Health Economics 18) and
Strong, Oakley & Brennan (2014, Medical Decision Making 34), who regress net value on one uncertain number;
acceptability curves from van Hout et al. (1994, Health Economics 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.polynomial import legendre
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from sim.analysis.paired import CONFIDENCE, best_shares, monte_carlo_margin
from sim.analysis.pairing import PairingError, pairing

Array = NDArray[np.float64]

TAIL = 0.10
"""The worst tenth."""
DEGREES = 4
"""The highest degree of the curve through an assumption; leaving one world out chooses among them."""
FEWEST = 8
"""With fewer worlds than this no curve is drawn through them."""


@dataclass(frozen=True)
class Wide:
    """One measure of every policy in every pair: `values` (pairs, policies), `pairs` draw and replicate."""

    values: Array
    pairs: pd.DataFrame
    policies: list[str]

    def against(self, baseline: str) -> Array:
        """Differences from the baseline, (pairs, policies)."""
        base = self.values[:, [self.policies.index(baseline)]]
        difference: Array = self.values - base
        return difference

    def margin(self, values: Array) -> float:
        """The 90 percent Monte Carlo margin of the mean of one value per pair."""
        return monte_carlo_margin(values, self.pairs["draw"].to_numpy(), self.pairs["replicate"].to_numpy())


def wide(outcomes: pd.DataFrame, measure: str) -> Wide:
    """One measure as a row per pair and a column per policy, in the order in which the policies appear.

    Raises `PairingError` when a pair lacks a policy or has it twice, or a value is not finite.
    """
    found = pairing(outcomes)
    return Wide(found.values(measure), found.pairs, found.policies)


# ---------------------------------------------------------------- how sure


def chances(outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """P(better than the baseline) and P(best of all) of every policy and measure, with their margins.

    Columns: policy, measure, p_better, p_better_margin, p_best, p_best_margin. `p_best` sums to 1 over the
    policies of a measure; ties count half (better) or are shared (best).
    """
    rows: list[dict[str, object]] = []
    for measure in measures.to_dict("records"):
        table = wide(outcomes, str(measure["name"]))
        better = int(measure["better"])
        gains = better * table.against(baseline)
        best = _best(table.values * better)
        shares = best_shares(table.values, better)
        for place, policy in enumerate(table.policies):
            won = (gains[:, place] > 0) + 0.5 * (gains[:, place] == 0)
            rows.append(
                {
                    "policy": policy,
                    "measure": measure["name"],
                    "p_better": float(won.mean()),
                    "p_better_margin": share_margin(table, won),
                    "p_best": float(shares[place]),
                    "p_best_margin": share_margin(table, best[:, place]),
                }
            )
    return pd.DataFrame(rows)


def _best(gains: Array) -> Array:
    """Who is best in each pair, ties shared: (pairs, policies), rows sum to 1."""
    winners = gains == gains.max(axis=1, keepdims=True)
    shared: Array = winners / winners.sum(axis=1, keepdims=True)
    return shared


def share_margin(table: Wide, won: Array) -> float:
    """The margin of a share; never 0 for a share of none or all that could still turn out otherwise.

    The floor is that of Agresti & Coull (1998): two more wins and two more losses than were seen. Values
    that all tie (the same number strictly between 0 and 1 in every pair) are certain and have margin 0.
    """
    if won.min() == won.max() and 0 < won[0] < 1:
        return 0.0
    count = len(won) + 4.0
    share = (float(won.sum()) + 2.0) / count
    floor = float(ndtri((1 + CONFIDENCE) / 2)) * float(np.sqrt(share * (1.0 - share) / count))
    return max(table.margin(np.asarray(won, dtype=np.float64)), floor)


def acceptability(
    outcomes: pd.DataFrame, value: str, effect: str, better: int, worths: list[float]
) -> pd.DataFrame:
    """P(best) in `value` + worth x `effect`, for each worth of one unit of the effect.

    `better` says whether more of the effect is good (+1) or bad (-1). Columns: worth, policy, p_best; the
    chances of one worth sum to 1.
    """
    money, gained = wide(outcomes, value), wide(outcomes, effect)
    tables = []
    for worth in worths:
        total = money.values + worth * better * gained.values
        tables.append(
            pd.DataFrame({"worth": worth, "policy": money.policies, "p_best": best_shares(total, 1)})
        )
    return pd.concat(tables, ignore_index=True)


# ---------------------------------------------------------------- how bad


def regrets(outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """What each policy may cost in hindsight.

    Columns: policy, measure, regret, regret_margin, worst_regret, worst_tenth.
    `regret` is the mean, over pairs, of how much the best policy of that pair would have been better (never
    negative); `worst_regret` its mean in the tenth of pairs with the largest; `worst_tenth` the mean
    difference from the baseline in the tenth of pairs where that difference is worst.
    """
    rows: list[dict[str, object]] = []
    for measure in measures.to_dict("records"):
        table = wide(outcomes, str(measure["name"]))
        better = int(measure["better"])
        gains = table.values * better
        missed = gains.max(axis=1, keepdims=True) - gains
        apart = better * table.against(baseline)
        for place, policy in enumerate(table.policies):
            rows.append(
                {
                    "policy": policy,
                    "measure": measure["name"],
                    "regret": float(missed[:, place].mean()),
                    "regret_margin": table.margin(missed[:, place]),
                    "worst_regret": -worst_mean(-missed[:, place]),
                    "worst_tenth": better * worst_mean(apart[:, place]),
                }
            )
    return pd.DataFrame(rows)


def worst_mean(gains: Array) -> float:
    """The mean of the lowest tenth of values, of at least one."""
    count = int(np.ceil(TAIL * len(gains)))
    return float(np.sort(gains)[:count].mean())


# ---------------------------------------------------------------- which unknown matters


def by_draw(table: Wide) -> pd.DataFrame:
    """Means over replicates: a row per draw (the index) and a column per policy."""
    frame = pd.DataFrame(table.values, columns=table.policies)
    return frame.groupby(table.pairs["draw"].to_numpy()).mean()


def perfect_information(outcomes: pd.DataFrame, measure: str, better: int = 1) -> dict[str, float]:
    """What knowing the whole world beforehand would be worth: `evpi` and its `margin`, in the measure's unit.

    In every world the policy that is best in one half of the replicates is valued in the other half, and
    the other way round, so that luck is not taken for knowledge. Needs two replicates in every draw; with
    one draw the answer is 0: there is nothing to find out.
    """
    table = wide(outcomes, measure)
    gains = pd.DataFrame(better * table.values)
    draws = table.pairs["draw"].to_numpy()
    half = table.pairs.groupby("draw").cumcount().to_numpy() % 2
    if len(np.unique(draws)) == 1:
        return {"evpi": 0.0, "margin": 0.0}
    one, two = (gains[half == h].groupby(draws[half == h]).mean().to_numpy() for h in (0, 1))
    if one.shape != two.shape:
        raise PairingError("perfect information needs at least two replicates in every draw")
    rows = np.arange(len(one))
    known = (two[rows, one.argmax(axis=1)] + one[rows, two.argmax(axis=1)]) / 2
    mean = (one + two) / 2
    gained = known - mean[:, mean.mean(axis=0).argmax()]
    return {"evpi": max(float(gained.mean()), 0.0), "margin": _t_margin(gained, 1)}


def partial_information(
    outcomes: pd.DataFrame, assumptions: pd.DataFrame, measure: str, better: int = 1
) -> pd.DataFrame:
    """EVPPI: what it is worth to find out one assumption, before choosing among the policies.

    `assumptions` has a column `draw` and one per assumption. A row per assumption, the most valuable first:
    assumption, evppi, margin, clear, explained. A curve through the worlds (Legendre polynomials, the degree
    chosen by leaving one world out) says which policy is best given the assumption. Each world is valued
    under the policy chosen *without that world*, so that a curve through noise gains nothing on average:
    values below 0 are set to 0. `clear` allows for the number of assumptions looked at (Bonferroni).
    `explained` is the largest share of a policy's differences that the curve predicts for worlds left out.

    With fewer than eight worlds every value is 0 and nothing is clear.
    """
    values = better * by_draw(wide(outcomes, measure))
    known = assumptions.set_index("draw").loc[values.index]
    rows = [_information(values.to_numpy(), worlds, len(known.columns)) for worlds in _worlds(known).values()]
    table = pd.DataFrame(rows, columns=["evppi", "margin", "clear", "explained"])
    table.insert(0, "assumption", list(known.columns))
    return table.sort_values(["evppi", "explained"], ascending=False, kind="stable", ignore_index=True)


def _information(values: Array, known: Worlds, looked_at: int) -> tuple[float, float, bool, float]:
    """EVPPI of one assumption, its margin, whether it is clear, and the share explained."""
    count = len(values)
    if count < FEWEST or known.level:
        return 0.0, 0.0, False, 0.0
    differences = values - values[:, :1]
    curves = [Curve.through(known, differences[:, k]) for k in range(values.shape[1])]
    informed = np.column_stack([curve.left_out for curve in curves]).argmax(axis=1)
    others = (differences.sum(axis=0) - differences) / (count - 1)
    gained = differences[np.arange(count), informed] - differences[np.arange(count), others.argmax(axis=1)]
    explained = max(curve.explained for curve in curves)
    margin = _t_margin(gained, 1)
    clear = bool(gained.mean() > _t_margin(gained, looked_at) and gained.mean() > 0)
    return max(float(gained.mean()), 0.0), margin, clear, explained


def _t_margin(values: Array, looked_at: int) -> float:
    """The 90 percent margin of a mean of independent values; wider when several are looked at."""
    level = 1 - (1 - CONFIDENCE) / 2 / looked_at
    return float(stdtrit(len(values) - 1, level) * values.std(ddof=1) / np.sqrt(len(values)))


class Worlds:
    """The values of one assumption in the worlds, and what curves of each degree need of them.

    Many curves run through the same worlds: one for each policy and measure.
    """

    def __init__(self, known: Array) -> None:
        self.low, self.high = float(known.min()), float(known.max())
        self.count = len(known)
        self.level = self.low == self.high
        self._known = known

    @cached_property
    def designs(self) -> list[tuple[Array, Array, Array]]:
        """For each degree: the polynomials, the inverse of their products, and what each world weighs."""
        whole = self.design(self._known, min(DEGREES, self.count - 4))
        return [self._prepared(whole[:, : degree + 1]) for degree in range(whole.shape[1])]

    def design(self, known: Array, degree: int) -> Array:
        """Legendre polynomials up to a degree at values of the assumption."""
        place = 2.0 * (known - self.low) / (self.high - self.low) - 1.0
        return np.asarray(legendre.legvander(place, degree))

    @staticmethod
    def _prepared(design: Array) -> tuple[Array, Array, Array]:
        inverse = np.linalg.pinv(design.T @ design).astype(np.float64)
        leverage = np.clip(np.einsum("ij,jk,ik->i", design, inverse, design), 0.0, 1.0 - 1e-9)
        return design, inverse, leverage


def _worlds(known: pd.DataFrame) -> dict[str, Worlds]:
    """Every assumption's values in the worlds."""
    return {str(name): Worlds(known[name].to_numpy(dtype=np.float64)) for name in known}


@dataclass(frozen=True)
class Curve:
    """A polynomial through the worlds: `left_out` is each world predicted from the others."""

    worlds: Worlds
    coefficients: Array
    covariance: Array
    freedom: int
    left_out: Array
    explained: float

    @classmethod
    def through(cls, worlds: Worlds, values: Array) -> Curve:
        """The curve of the degree (up to four) that best predicts worlds that were left out."""
        predicted = [_left_out(values, *prepared) for prepared in worlds.designs]
        wrong = [float((values - p) @ (values - p)) for p in predicted]
        degree = int(np.argmin(wrong))
        explained = max(1.0 - wrong[degree] / wrong[0], 0.0) if wrong[0] > 0 else 0.0
        design, inverse, _ = worlds.designs[degree]
        coefficients = inverse @ design.T @ values
        residual = values - design @ coefficients
        freedom = worlds.count - degree - 1
        covariance = inverse * float(residual @ residual) / max(freedom, 1)
        return cls(worlds, coefficients, covariance, freedom, predicted[degree], explained)

    def at(self, known: Array) -> tuple[Array, Array]:
        """The curve and its standard error at values of the assumption."""
        design = self.worlds.design(known, self.degree)
        error = np.sqrt(np.einsum("ij,jk,ik->i", design, self.covariance, design))
        return design @ self.coefficients, error

    @property
    def degree(self) -> int:
        """0 for a level line, 1 for a straight one, ..."""
        return len(self.coefficients) - 1


def _left_out(values: Array, design: Array, inverse: Array, leverage: Array) -> Array:
    """Each world predicted by the curve through the others."""
    residual = values - design @ (inverse @ design.T @ values)
    return np.asarray(values - residual / (1.0 - leverage))


def flips(
    outcomes: pd.DataFrame, assumptions: pd.DataFrame, measures: pd.DataFrame, baseline: str
) -> pd.DataFrame:
    """Where the answer turns: the value of an assumption at which a policy's difference changes its sign.

    A row per policy, measure and assumption that flips: policy, measure, assumption, threshold, low, high
    (the range looked at), above (+1: better than the baseline above the threshold; -1: better below it) and
    explained. A flip is told only when the curve through the worlds is on both sides of 0 by more than its
    error, allowing for the number of assumptions looked at. Nothing is told from fewer than eight worlds.
    """
    rows: list[dict[str, object]] = []
    worlds: dict[str, Worlds] = {}
    for measure in measures.to_dict("records"):
        table = wide(outcomes, str(measure["name"]))
        values = by_draw(table)
        if len(values) < FEWEST:
            continue
        worlds = worlds or _worlds(assumptions.set_index("draw").loc[values.index])
        for policy in (name for name in table.policies if name != baseline):
            gains = int(measure["better"]) * (values[policy] - values[baseline]).to_numpy()
            for name, known in worlds.items():
                found = _flip(gains, known, len(worlds))
                if found is not None:
                    rows.append({"policy": policy, "measure": measure["name"], "assumption": name, **found})
    columns = ["policy", "measure", "assumption", "threshold", "low", "high", "above", "explained"]
    table_ = pd.DataFrame(rows, columns=columns)
    return table_.sort_values("explained", ascending=False, kind="stable", ignore_index=True)


def _flip(gains: Array, known: Worlds, looked_at: int) -> dict[str, Any] | None:
    """The flip of one difference along one assumption, if there is one."""
    if known.level or np.ptp(gains) == 0:
        return None
    curve = Curve.through(known, gains)
    if curve.degree == 0:
        return None
    grid = np.linspace(known.low, known.high, 201)
    line, error = curve.at(grid)
    sure = float(stdtrit(max(curve.freedom, 1), 1 - (1 - CONFIDENCE) / 2 / looked_at))
    if not ((line > sure * error).any() and (line < -sure * error).any()):
        return None
    turn = int(np.flatnonzero(np.sign(line[1:]) != np.sign(line[:-1]))[0])
    share = line[turn] / (line[turn] - line[turn + 1])
    return {
        "threshold": float(grid[turn] + share * (grid[turn + 1] - grid[turn])),
        "low": known.low,
        "high": known.high,
        "above": 1 if line[turn + 1] > line[turn] else -1,
        "explained": curve.explained,
    }
