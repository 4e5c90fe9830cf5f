"""Which assumptions decide how much better a policy is: a Morris screen, then Sobol's indices of the few.

Both look at *paired differences* from the baseline, averaged over replicates: what an assumption does to all
policies alike cancels. The *noise floor* says what luck alone would show with so many replicates: nothing
below it has been seen. All worlds live the same replicates, so only luck that differs from world to world
counts: `luck`, the variance of the interaction of draw and replicate over the number of replicates
(`pair.by_draw`). In the units of the two steps:

    floor of mu_star = sqrt(2 * luck) * sqrt(2 / pi) / STEP
    floor of st      = luck / variance of the draws' means
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.batch.design import Sampling, plausible, unit_points
from sim.spec.fault import Fault, ScenarioError
from sim.spec.measure import HEADLINES
from sim.spec.scenario import catalogue
from sim.studies.pair import MEASURES, Pair, by_draw, check_measure, lived

Ranges = Mapping[str, tuple[float, float]]
CONFIDENCE = 0.90
RESAMPLES = 200
STEP = 2 / 3
"""The step of a Morris trajectory, as a share of a parameter's range."""


@dataclass(frozen=True)
class Sensitivity:
    """What a study has found.

    `screen` has a row per measure and parameter: `mu_star` (mean size of the effect of crossing the whole
    range), `mu_star_conf` (half its 90 percent interval), `sigma` (how much it depends on the others) and
    `floor`. `indices` has a row per measure and parameter of the second step: `s1` and `st` (share of the
    variance between worlds, alone and with interactions) with half intervals, and `floor`.
    """

    screen: pd.DataFrame
    indices: pd.DataFrame
    sentences: tuple[str, ...]


def sensitivity(
    pair: Pair,
    folder: Path,
    measure: str = "net_value",
    *,
    ranges: Ranges | None = None,
    trajectories: int = 20,
    points: int = 128,
    factors: int = 8,
    replicates: int = 8,
    **how: Any,
) -> Sensitivity:
    """Screen all uncertain assumptions, then take Sobol's indices of those that matter most for a measure.

    Runs are kept in `folder` and not made twice. `how` goes to `batch.run`. Raises ScenarioError for what
    can't be asked, and when SALib is not installed.
    """
    check_measure(measure)
    _check_counts(points, replicates)
    _salib()
    over = dict(ranges or plausible())
    first = Sampling("morris", trajectories, over)
    deltas = lived(pair.plan(replicates, first), folder / "screen", **how)
    screen = pd.concat([screened(deltas, name, first, pair.seed) for name in MEASURES], ignore_index=True)
    few = most_important(screen, measure, factors)
    second = Sampling("saltelli", points, {path: over[path] for path in few})
    deltas = lived(pair.plan(replicates, second), folder / "sobol", **how)
    indices = pd.concat([shares(deltas, name, second, pair.seed) for name in MEASURES], ignore_index=True)
    return Sensitivity(screen, indices, sentences(indices, pair))


def _check_counts(points: int, replicates: int) -> None:
    faults = []
    if points < 2 or points & (points - 1):
        faults.append(Fault("", "must be a power of two", "--points", str(points)))
    if replicates < 2:
        faults.append(
            Fault("", "must be 2 or more, to tell luck from the rest", "--replicates", str(replicates))
        )
    if faults:
        raise ScenarioError(faults)


def _salib() -> Any:
    """SALib's analyses. Raises ScenarioError when the extra is not installed."""
    try:
        from SALib.analyze import morris, sobol
    except ImportError:
        problem = 'needs SALib: pip install "twinladder[analysis]"'
        raise ScenarioError([Fault("", problem, "sensitivity")]) from None
    return morris, sobol


def problem_of(over: Ranges) -> dict[str, Any]:
    """Parameters and ranges as SALib wants them."""
    return {"num_vars": len(over), "names": list(over), "bounds": [list(range_) for range_ in over.values()]}


def screened(deltas: pd.DataFrame, measure: str, sampling: Sampling, seed: int) -> pd.DataFrame:
    """Morris's measures of one outcome, the largest first."""
    values, luck = by_draw(deltas, measure)
    table = morris_indices(values, sampling, seed)
    # two independent means of pure luck differ by a normal of twice the variance; its mean size, per step
    table["floor"] = np.sqrt(2 * luck) * np.sqrt(2 / np.pi) / STEP
    return _named(table, measure, "mu_star")


def morris_indices(values: np.ndarray[Any, Any], sampling: Sampling, seed: int) -> pd.DataFrame:
    """`mu_star`, its half interval and `sigma` of values at the points of a Morris design."""
    morris, _ = _salib()
    unit = unit_points("morris", sampling.count, list(sampling.over), seed)
    unit_problem = problem_of(dict.fromkeys(sampling.over, (0.0, 1.0)))
    found = morris.analyze(unit_problem, unit, values, conf_level=CONFIDENCE, num_resamples=RESAMPLES, seed=1)
    columns = {
        name: np.asarray(found[name], dtype=np.float64) for name in ("mu_star", "mu_star_conf", "sigma")
    }
    return pd.DataFrame({"parameter": list(sampling.over), **columns})


def shares(deltas: pd.DataFrame, measure: str, sampling: Sampling, seed: int) -> pd.DataFrame:
    """Sobol's indices of one outcome, the largest first; the floor is luck's share of the variance."""
    values, luck = by_draw(deltas, measure)
    table = sobol_indices(values, sampling)
    table["floor"] = luck / float(np.var(values)) if np.var(values) > 0 else np.nan
    return _named(table, measure, "st")


def sobol_indices(values: np.ndarray[Any, Any], sampling: Sampling) -> pd.DataFrame:
    """First-order and total indices, with half intervals, of values at the points of Saltelli's design."""
    _, sobol = _salib()
    if not np.var(values) > 0:
        columns = dict.fromkeys(("s1", "s1_conf", "st", "st_conf"), np.zeros(len(sampling.over)))
        return pd.DataFrame({"parameter": list(sampling.over), **columns})
    found = sobol.analyze(
        problem_of(sampling.over), values, calc_second_order=False, conf_level=CONFIDENCE,
        num_resamples=RESAMPLES, seed=1,
    )  # fmt: skip
    columns = {
        name.lower(): np.asarray(found[name], dtype=np.float64) for name in ("S1", "S1_conf", "ST", "ST_conf")
    }
    return pd.DataFrame({"parameter": list(sampling.over), **columns})


def _named(table: pd.DataFrame, measure: str, largest: str) -> pd.DataFrame:
    table.insert(0, "measure", measure)
    table.insert(2, "label", [catalogue()[path].label for path in table["parameter"]])
    return table.sort_values(largest, ascending=False, kind="stable", ignore_index=True)


def most_important(screen: pd.DataFrame, measure: str, count: int) -> list[str]:
    """The parameters with the largest effects on a measure, the largest first."""
    return [str(path) for path in screen[screen["measure"] == measure]["parameter"][:count]]


def sentences(indices: pd.DataFrame, pair: Pair) -> tuple[str, ...]:
    """A sentence per measure: what decides the difference between the two policies."""
    labels = {measure.name: measure.label.lower() for measure in HEADLINES}
    return tuple(
        _sentence(table, labels[str(name)], pair) for name, table in indices.groupby("measure", sort=False)
    )


def _sentence(table: pd.DataFrame, label: str, pair: Pair) -> str:
    seen = table[table["st"] - table["st_conf"] > table["floor"]]
    luck = _luck(float(table["floor"].iloc[0]))
    what = f"What {pair.policy} does to {label}, compared with {pair.baseline},"
    if seen.empty:
        return f"{what} depends on none of these assumptions visibly: {luck}."
    return f"{what} depends most on {_list(seen)}; {luck}."


def _luck(floor: float) -> str:
    """What the floor says: an estimate of luck's share can come out above one, where all is luck."""
    if floor >= 1:
        return "luck alone is as large as the whole variance with these replicates"
    return f"luck accounts for {100 * floor:.0f}% of the variance with these replicates"


def _list(seen: pd.DataFrame, most: int = 3) -> str:
    labels, values = seen["label"].tolist()[:most], seen["st"].tolist()[:most]
    pairs = zip(labels, values, strict=True)
    words = [f"{str(label).lower()} ({100 * value:.0f}% of the variance)" for label, value in pairs]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
