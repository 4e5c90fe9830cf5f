"""The figures of `docs/performance.md`: cost by size, time by process, and the start of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FormatStrFormatter, LogLocator

from sim.view.figures import BAD, COLOURS, DARK, GOOD, INK, SOFT, STYLE
from tests.bench.starts import PARTS

Results = Mapping[str, Any]
WIDE = 7.6
"""Inches."""


def draw_all(results: Results, folder: Path) -> None:
    """Write every figure into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in FIGURES.items():
        with rc_context(STYLE):
            figure = draw(results)
            figure.savefig(folder / f"{name}.svg", facecolor="white", metadata={"Date": None})


def scaling(results: Results) -> Figure:
    """Seconds of a month over people and over rows, with the line that fits them."""
    figure = Figure(figsize=(WIDE, 2.9), layout="constrained")
    for axes, name in zip(figure.subplots(1, 2), ("people", "rows"), strict=True):
        _cost(axes, results["scaling"][name], name)
    return figure


def _cost(axes: Axes, found: Mapping[str, Any], name: str) -> None:
    sizes = np.array(found["sizes"])
    values, low, high = (
        np.array([x[bound] for x in found["seconds_per_month"]]) for bound in ("value", "low", "high")
    )
    fixed, slope = found["fixed_seconds"]["value"], found["seconds_per_unit"]["value"]
    axes.plot(sizes, fixed + slope * sizes, color=SOFT, linewidth=1.0, linestyle=(0, (4, 2)))
    axes.errorbar(sizes, values, [values - low, high - values], fmt="o", ms=4, color=DARK, capsize=2)
    exponent = found["exponent"]
    text = f"exponent {exponent['value']:.2f} ({exponent['low']:.2f} to {exponent['high']:.2f})"
    axes.text(0.04, 0.93, text, transform=axes.transAxes, color=INK, va="top")
    beside = "rows" if name == "people" else "people"
    axes.set(xscale="log", yscale="log", xlabel=f"{name}, at {found['beside']:,} {beside}")
    axes.set_ylabel("seconds of a month")
    axes.set_xticks(sizes, [f"{size:,.0f}" for size in sizes])
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 3.0)))
    axes.yaxis.set_major_formatter(FormatStrFormatter("%g"))
    axes.minorticks_off()
    axes.grid(True, axis="both", which="major")


def processes(results: Results) -> Figure:
    """Nanoseconds per person-month of every process, for 200 and 1,000 people at 64 rows."""
    shown = {"200x64": (GOOD, "200 people, 64 rows"), "1000x64": (BAD, "1,000 people, 64 rows")}
    names = list(results["processes"]["200x64"])
    figure = Figure(figsize=(WIDE, 3.6), layout="constrained")
    axes = figure.add_subplot()
    for k, (pair, (colour, label)) in enumerate(shown.items()):
        found = [results["processes"][pair][name]["nanoseconds"] for name in names]
        values, low, high = (np.array([x[bound] for x in found]) for bound in ("value", "low", "high"))
        rows = np.arange(len(names)) + 0.19 * (2 * k - 1)
        axes.barh(rows, values, 0.36, color=colour, label=label, hatch="" if k == 0 else "////", ec="white")
        axes.errorbar(values, rows, xerr=[values - low, high - values], fmt="none", ecolor=INK, lw=0.8)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.grid(False, axis="y")
    axes.grid(True, axis="x")
    axes.set_xlabel("nanoseconds per person-month")
    axes.legend(frameon=False)
    return figure


def start(results: Results) -> Figure:
    """Seconds of `twinladder compare`, part after part; the first start on an axis of its own."""
    kinds = [kind for kind in ("warm", "cold") if kind in results["starts"]]
    figure = Figure(figsize=(WIDE, 0.9 + 0.65 * len(kinds)), layout="constrained")
    panels = figure.subplots(len(kinds), 1, squeeze=False)[:, 0]
    titles = {"warm": "warm", "cold": "first time"}
    for axes, kind in zip(panels, kinds, strict=True):
        done = 0.0
        for part, colour in zip(PARTS, COLOURS, strict=True):
            value = results["starts"][kind][part]["value"]
            axes.barh([titles[kind]], [value], 0.5, left=done, color=colour, label=part, ec="white")
            done += value
        axes.grid(False, axis="y")
        axes.grid(True, axis="x")
    panels[-1].set_xlabel("seconds by the clock")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=len(PARTS), frameon=False)
    return figure


FIGURES: dict[str, Callable[[Results], Figure]] = {
    "performance-scaling": scaling,
    "performance-processes": processes,
    "performance-start": start,
}
"""Every figure by the name of its file."""
