"""The figures of `docs/validation.md`: survival, promotions and hazards beside the real ones."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from sim.studies.validation.moments import NORMAL_95, Array, jackknife
from sim.studies.validation.ordinary import LONGEST, hazards
from sim.studies.validation.panel import AFTER_HIRE, GRADES
from sim.studies.validation.university import ESTIMATES

REAL, OURS = "#444444", "#c2571a"
Points = tuple[list[float], list[float], list[float], list[float]]


def real(name: str, count: int, first: int = 0) -> Points:
    """Places, values and the two bounds of a family of facts of the salary book."""
    text = files("sim.studies").joinpath("facts", "salary_book.csv").read_text(encoding="utf-8")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines()) if row["years"] == "all"}
    found = [(k, rows[f"{name}{k}"]) for k in range(first, first + count) if f"{name}{k}" in rows]
    places = [float(k) for k, _ in found]
    value, low, high = ([float(row[key]) for _, row in found] for key in ("value", "low", "high"))
    return places, value, low, high


def simulated(moments: Mapping[str, Array], name: str, count: int, first: int = 0) -> Points:
    """The same from simulation, with 95% Monte Carlo intervals; classes without anybody are left out."""
    found = []
    for k in range(first, first + count):
        table, estimator = ESTIMATES[f"{name}{k}"]
        estimate = jackknife(moments[table], estimator)
        if math.isfinite(estimate.value):
            found.append((float(k), estimate.value, NORMAL_95 * estimate.mc_error))
    places = [k for k, _, _ in found]
    return places, [v for _, v, _ in found], [v - e for _, v, e in found], [v + e for _, v, e in found]


def draw(axes: Axes, points: Points, colour: str, label: str, shift: float = 0.0, line: str = "-") -> None:
    """Points with their intervals."""
    places, value, low, high = points
    bars = [
        [v - b for v, b in zip(value, low, strict=True)],
        [b - v for v, b in zip(value, high, strict=True)],
    ]
    at = [k + shift for k in places]
    axes.errorbar(
        at, value, yerr=bars, color=colour, label=label, marker="o", ms=4, lw=1.3, ls=line, capsize=2
    )


def _finish(axes: Axes, title: str, x: str, y: str, path: Path) -> None:
    axes.set(title=title, xlabel=x, ylabel=y)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def survival(moments: Mapping[str, Array], path: Path) -> None:
    """Hires of the university still there, by fiscal years since hire."""
    _, axes = plt.subplots(figsize=(6, 3.6))
    draw(axes, _from_hire(real("curve.", AFTER_HIRE)), REAL, "salary book")
    draw(axes, _from_hire(simulated(moments, "curve.", AFTER_HIRE)), OURS, "simulated universities", 0.06)
    _finish(axes, "Newly hired IT staff still employed", "Years since hire", "Share", path)


def _from_hire(points: Points) -> Points:
    """The end of the k-th fiscal year since hire lies k + 0.5 years after it; everybody starts at 1."""
    places, value, low, high = points
    return [0.0, *(k + 0.5 for k in places)], [1.0, *value], [1.0, *low], [1.0, *high]


def promotion(moments: Mapping[str, Array], path: Path) -> None:
    """Promotions a year by grade."""
    _, axes = plt.subplots(figsize=(6, 3.6))
    draw(axes, real("P02.grade", GRADES, 1), REAL, "salary book", line="")
    draw(axes, simulated(moments, "P02.grade", GRADES, 1), OURS, "simulated universities", 0.08, line="")
    _finish(axes, "Promotions by grade", "Grade", "Promoted a year, share", path)


def tenure(moments: Mapping[str, Array], generic: Mapping[str, Array], path: Path) -> None:
    """Hazard of leaving by tenure: the university by fiscal year, the generic company by month."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.6))
    draw(left, real("hazard.", AFTER_HIRE), REAL, "salary book")
    draw(left, simulated(moments, "hazard.", AFTER_HIRE), OURS, "simulated universities", 0.08)
    left.set(
        title="University", xlabel="Fiscal years since hire (0: partial)", ylabel="Leaving a year, share"
    )
    left.set_ylim(bottom=0)
    left.legend(frameon=False)
    left.spines[["top", "right"]].set_visible(False)
    monthly = 100.0 * hazards(generic["life_table"].sum(axis=0))
    right.plot(range(1, LONGEST + 1), monthly, color=OURS, lw=1.3, label="simulated companies")
    right.axvspan(2, 6, color=REAL, alpha=0.15, lw=0, label="peak after Farber 1994 (band)")
    right.set_xlim(0, LONGEST)
    figure.subplots_adjust(wspace=0.25)
    _finish(right, "Generic technology company", "Months since hire", "Leaving a month, percent", path)


def draw_all(moments: Mapping[str, Mapping[str, Array]], folder: Path) -> None:
    """Write the three figures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    mpl.rcParams["svg.hashsalt"] = "twinladder"
    survival(moments["university"], folder / "validation-survival.svg")
    promotion(moments["university"], folder / "validation-promotion.svg")
    tenure(moments["university"], moments["ordinary"], folder / "validation-tenure.svg")
