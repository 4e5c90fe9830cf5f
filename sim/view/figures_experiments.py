"""The figures of the shipped experiments: the answer of a query in, a figure out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.view.figures import BAD, COLOURS, DARK, DASHES, GOOD, INK, STYLE, panel
from sim.view.words import name_of, number

NET_VALUE = "Net value against the status quo\n(currency per person and year)"


def league(answer: pd.DataFrame) -> Figure:
    """A panel per company: each policy's mean gain over worlds, and where 80 percent of the worlds lie."""
    companies = sorted(answer["company"].unique())
    order = list(answer.groupby("policy")["net_value"].mean().sort_values().index)
    with rc_context({**STYLE, "axes.grid.axis": "x"}):
        figure = Figure(figsize=(10.2, 0.9 + 0.28 * len(order)), layout="constrained")
        panels = np.atleast_1d(figure.subplots(1, len(companies), sharey=True))
        for axes, company in zip(panels, companies, strict=True):
            rows = answer[answer["company"] == company].set_index("policy").reindex(order)
            _ranges(axes, rows)
            axes.set_title(company, loc="left", fontsize=9, color=INK)
        panels[0].set_yticks(range(len(order)), [name_of(policy) for policy in order])
        figure.supxlabel(NET_VALUE.replace("\n", " "), fontsize=8.4)
    return figure


def _ranges(axes: Axes, rows: pd.DataFrame) -> None:
    """A line from low to high per row, its mean marked: a circle where it gains, a cross where it loses."""
    places = np.arange(len(rows))
    mean = rows["net_value"].to_numpy()
    gains = mean > 0
    colours = np.where(gains, GOOD, BAD)
    axes.hlines(places, rows["low"], rows["high"], color=list(colours), linewidth=1.6)
    axes.plot(mean[gains], places[gains], "o", color=GOOD, markersize=5)
    axes.plot(mean[~gains], places[~gains], "X", color=BAD, markersize=6)
    axes.axvline(0, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
    axes.xaxis.set_major_formatter(lambda value, _: number(value, 0))
    axes.tick_params(axis="x", labelrotation=30)


def training(answer: pd.DataFrame) -> Figure:
    """Net value by the training budget, a line per company; bars show the interval of luck."""
    lines = [
        (str(company), rows["budget"].tolist(), rows["net_value"].tolist(), rows["plus_minus"].tolist())
        for company, rows in answer.groupby("company")
    ]
    return _lines(lines, "Training budget (currency per person and year), not to scale", NET_VALUE)


def ladder(answer: pd.DataFrame) -> Figure:
    """Net value by prestige parity, a line per pay parity."""
    lines = [
        (f"pay parity {pay:g}", rows["prestige"].tolist(), rows["net_value"].tolist(), None)
        for pay, rows in answer.groupby("pay")
    ]
    return _lines(lines, "Prestige parity", NET_VALUE)


def markets(answer: pd.DataFrame) -> Figure:
    """What forced promotion costs by the tightness of the labour market."""
    line = (
        "",
        answer["tightness"].tolist(),
        answer["net_value"].tolist(),
        answer["plus_minus"].tolist(),
    )
    return _lines([line], "Labour-market tightness (log points)", NET_VALUE)


Line = tuple[str, Sequence[float], Sequence[float], Sequence[float] | None]
"""A name, doses, values, and half of each value's interval where it is known."""


def _lines(lines: Sequence[Line], dose: str, value: str) -> Figure:
    """Values by dose, the doses at equal distances; lines differ by dash as well as by colour."""
    with rc_context(STYLE):
        figure, axes = panel(2.9)
        for place, (name, doses, values, half) in enumerate(lines):
            style: dict[str, Any] = {
                "color": COLOURS[place % len(COLOURS)],
                "linestyle": DASHES[place % len(DASHES)],
                "linewidth": 1.6,
                "marker": "o",
                "markersize": 4,
                "label": name,
            }
            axes.errorbar(range(len(doses)), values, yerr=half, capsize=2.5, **style)
        doses = lines[0][1]
        axes.set_xticks(range(len(doses)), [f"{one:g}" for one in doses])
        axes.axhline(0, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
        axes.set_xlabel(dose)
        axes.set_ylabel(value)
        if len(lines) > 1:
            axes.legend(frameon=False, fontsize=7.6)
    return figure


def pilot(answer: pd.DataFrame) -> Figure:
    """The difference in holders of rungs by months since each office's start, in all teams and in half."""
    with rc_context(STYLE):
        figure, axes = panel(2.9)
        axes.plot(answer["since"], answer["rung_holders"], color=DARK, linewidth=1.8, label="in all teams")
        axes.plot(answer["since"], answer["in_half"], color=DARK, linewidth=1.2, linestyle="--",
                  label="in half of the teams")  # fmt: skip
        axes.legend(frameon=False, fontsize=7.6)
        axes.axvline(0, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
        axes.set_ylim(bottom=0)
        axes.annotate("start", (0, 1), xycoords=("data", "axes fraction"), xytext=(3, -3),
                      textcoords="offset points", va="top", color=INK, fontsize=7.6)  # fmt: skip
        axes.set_xlabel("Months since the office's own start")
        axes.set_ylabel("More people on the technical ladder\nthan in the twin without it")
    return figure
