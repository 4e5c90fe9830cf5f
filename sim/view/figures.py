"""The charts of a report as matplotlib figures: tables in, figures out.

Every chart is one panel of about 100 mm, so that two stand side by side on a desk and one fills a
telephone. Meaning is never carried by colour alone: what gets worse is hatched, baselines are dashed, lines
carry their names. Titles are not drawn: they are sentences of the page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import Formatter
from numpy.typing import NDArray

from sim.view.words import number, signed

Array = NDArray[np.float64]

INK, SOFT, LINE = "#16202c", "#566271", "#d5dae0"
GOOD, BAD, DARK = "#2a6f9e", "#c2571a", "#1b3a57"
"""Blue for better, orange (and hatched) for worse: told apart with every colour vision, and in print."""
COLOURS = ("#1b3a57", "#c2571a", "#2a8f7a", "#8a5a9e", "#8c7a1f", "#5b6b7b")
DASHES: tuple[object, ...] = (
    "-",
    (0, (5, 2)),
    (0, (1, 1.5)),
    (0, (6, 1.5, 1, 1.5)),
    (0, (3, 1)),
    (0, (8, 3)),
)
HATCH = "//////"
WIDTH = 4.15
"""Inches; at this width 8.4 points are read easily on a telephone."""
STYLE: dict[Any, Any] = {
    "text.parse_math": False,  # a title may say $5,000 and $2,000
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.4,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.labelsize": 8.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e8ebef",
    "grid.linewidth": 0.7,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": 8.0,
    "ytick.labelsize": 8.0,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "none",
    "svg.hashsalt": "twinladder",
}
MOST_DECIMALS = 3
"""Decimals of an axis at most."""
FONTS = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"


def panel(height: float = 2.45) -> tuple[Figure, Axes]:
    """An empty panel in our style."""
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        return figure, figure.add_subplot()


def svg(figure: Figure, key: str) -> str:
    """The figure as inline SVG without a size of its own; `key` keeps its ids apart from those of others."""
    text = io.StringIO()
    with rc_context(STYLE):
        _laid_out(figure)
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    found = text.getvalue()
    found = found[found.index("<svg") :]
    found = re.sub(r"<metadata>.*?</metadata>", "", found, flags=re.DOTALL)
    found = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", found, count=1)
    found = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", found, count=1)
    found = re.sub(r'(<svg[^>]*?) version="1.1"', r"\1", found, count=1)
    found = found.replace("xmlns:xlink", "aria-hidden='true' focusable='false' xmlns:xlink", 1)
    found = found.replace("font-family: 'DejaVu Sans', sans-serif", f"font-family: {FONTS}")
    found = re.sub(r"(font: [^;\"]*?px) 'DejaVu Sans', sans-serif", rf"\1 {FONTS}", found)
    return _own_ids(found, key)


def _laid_out(figure: Figure) -> None:
    """Find everything's place once; saving would draw the whole figure twice for it."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)


def _own_ids(text: str, key: str) -> str:
    """Ids that no other figure of the page has."""
    text = re.sub(r'\bid="([^"]+)"', rf'id="{key}-\1"', text)
    text = re.sub(r'xlink:href="#([^"]+)"', rf'xlink:href="#{key}-\1"', text)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", text)


def png(figure: Figure, dots: int = 220) -> bytes:
    """The figure as a picture, for slides."""
    data = io.BytesIO()
    with rc_context(STYLE):
        _laid_out(figure)
        figure.savefig(data, format="png", dpi=dots, facecolor="white")
    return data.getvalue()


# ---------------------------------------------------------------- over time


def band(rows: pd.DataFrame, better: int, decimals: int, baseline: str, mean: str = "delta") -> Figure:
    """A difference from the baseline over months, with the band of 90 percent of twins."""
    with rc_context(STYLE):
        figure, axes = panel()
        months = rows["month"].to_numpy()
        axes.fill_between(months, rows["low"], rows["high"], color=GOOD, alpha=0.16, linewidth=0)
        for edge in ("low", "high"):
            axes.plot(months, rows[edge], color=GOOD, alpha=0.45, linewidth=0.7)
        axes.plot(months, rows[mean], color=DARK, linewidth=1.8)
        axes.plot([0, months[-1]], [0, 0], color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
        _month_axis(axes, int(months[-1]))
        _end_label(axes, months[-1], float(rows[mean].iloc[-1]), signed(float(rows[mean].iloc[-1]), decimals))
        _direction(axes, better)
        curves = [rows[name].to_numpy(dtype=np.float64) for name in (mean, "low", "high")]
        _level(axes, curves, 10.0**-decimals)
        _zero_label(axes, baseline, months, curves)
        axes.yaxis.set_major_formatter(Ticks(signed, decimals))
    return figure


def _level(axes: Axes, curves: Sequence[Array], smallest: float) -> None:
    """Give curves that are nought everywhere an axis that shows it, whose numbers can be told apart."""
    if max(float(np.abs(curve).max()) for curve in curves) < smallest / 2:
        axes.set_ylim(-10 * smallest, 10 * smallest)


class Ticks(Formatter):
    """Numbers of an axis, all with the decimals that tell them apart, and with one kind of minus."""

    def __init__(self, written: Callable[[float, int], str], decimals: int = 0) -> None:
        self.written, self.decimals = written, decimals

    def __call__(self, value: float, pos: int | None = None) -> str:
        """One number alone."""
        return self.written(value, self.decimals)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """All numbers of an axis."""
        enough = (
            places
            for places in range(self.decimals, MOST_DECIMALS)
            if all(abs(value - round(value, places)) < 1e-9 for value in values)
        )
        places = next(enough, MOST_DECIMALS)
        return [self.written(value, places) for value in values]


LABEL = (0.0185, 0.085)
"""About how much of a panel one letter is wide, and how high a line of letters is."""


def _zero_label(axes: Axes, text: str, months: Array, curves: Sequence[Array]) -> None:
    """Name the line of no difference where there is most room: above or below it, at one of some months.

    The first of `curves` is the mean, which a label must not touch; of their edges it hides as little as
    possible.
    """
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    wide, high = LABEL[0] * len(text) * (right - left), LABEL[1] * (top - bottom)
    last = max(float(months[-1]) - wide, 0.0)
    places = [(start, side) for start in np.linspace(0.01 * right, last, 12) for side in (1, -1)]

    def hidden(place: tuple[float, int]) -> tuple[float, float]:
        start, side = place
        near, far = sorted((0.0, side * high))
        under = (months >= start - 1) & (months <= start + wide + 1)
        touched = [float(((curve >= near) & (curve <= far))[under].sum()) for curve in curves]
        return touched[0] + 99.0 * (far > top or near < bottom), sum(touched)

    start, side = min(places, key=hidden)
    label = axes.annotate(
        text, (start, 0), xytext=(0, 4 * side), textcoords="offset points", color=INK, fontsize=7.6,
        va="bottom" if side > 0 else "top",
    )  # fmt: skip
    label.set_path_effects([withStroke(linewidth=2.2, foreground="white")])


def _month_axis(axes: Axes, last: int) -> None:
    step = 12 if last > 12 else max(last // 4, 1)
    axes.set_xlim(0, last * 1.13)
    axes.set_xticks(range(0, last + 1, step))
    axes.set_xlabel("months after the change")


def _end_label(axes: Axes, month: float, value: float, text: str, colour: str = DARK) -> None:
    axes.annotate(
        text, (month, value), xytext=(4, 0), textcoords="offset points", va="center", color=colour,
        fontweight="bold",
    )  # fmt: skip


def _direction(axes: Axes, better: int) -> None:
    """Which way is better, in words: at the top or at the bottom of the panel."""
    place = (0.995, 0.99, "top") if better > 0 else (0.995, 0.015, "bottom")
    arrow = "↑" if better > 0 else "↓"
    axes.text(
        place[0], place[1], f"{arrow} better", transform=axes.transAxes, ha="right", va=place[2], color=GOOD,
        fontsize=7.8,
    )  # fmt: skip


# ---------------------------------------------------------------- why


def steps(
    labels: Sequence[str], parts: Sequence[float], margins: Sequence[float], before: float,
    names: tuple[str, str], better: int = -1, decimals: int = 1,
) -> Figure:  # fmt: skip
    """A waterfall lying on its side: from `before` under one name, part by part, to the other."""
    with rc_context(STYLE):
        figure, axes = panel(0.62 + 0.215 * (len(parts) + 2))
        axes.grid(axis="x")
        axes.grid(False, axis="y")
        ends = before + np.cumsum(parts)
        starts = np.concatenate([[before], ends[:-1]])
        for row, (start, part) in enumerate(zip(starts, parts, strict=True), 1):
            _bar(axes, row, start, part, part * better >= 0)
        levels = [before, *ends]
        for row, level in enumerate(levels):
            axes.plot([level, level], [row + 0.36, row + 0.64], color=SOFT, linewidth=0.7)
        for row, (value, style) in {0: (before, (0, (3, 1.5))), len(parts) + 1: (ends[-1], "-")}.items():
            axes.plot([value, value], [row - 0.4, row + 0.4], color=INK, linewidth=2.4, linestyle=style)
        told = [
            number(before, decimals),
            *[told_with(part, margin, decimals) for part, margin in zip(parts, margins, strict=True)],
            number(float(ends[-1]), decimals),
        ]
        _rows(axes, [names[0], *labels, names[1]], told, _span(levels, 0.5))
    return figure


def told_with(value: float, margin: float, decimals: int) -> str:
    """A difference with its margin, where there is one."""
    return signed(value, decimals) + ("" if np.isnan(margin) else f" ±{number(margin, decimals)}")


def _span(levels: Sequence[float], least: float) -> tuple[float, float]:
    """What an axis must hold, with some room, and no less than `least`."""
    low, high = min(levels), max(levels)
    room = max(high - low, least)
    return low - 0.08 * room, high + 0.08 * room


def _bar(axes: Axes, row: float, start: float, part: float, good: bool) -> None:
    colour = GOOD if good else BAD
    axes.barh(
        row, part, left=start, height=0.62, color=colour if good else "white", edgecolor=colour,
        linewidth=0.9, hatch="" if good else HATCH,
    )  # fmt: skip


def _rows(axes: Axes, labels: Sequence[str], told: Sequence[str], span: tuple[float, float]) -> None:
    """Names of rows to the left, their numbers in a column to the right."""
    axes.set_yticks(range(len(labels)), [shortened(label) for label in labels])
    axes.tick_params(axis="y", labelcolor=INK)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_xlim(*span)
    axes.spines["bottom"].set_visible(False)
    axes.locator_params(axis="x", nbins=4)
    axes.xaxis.set_major_formatter(Ticks(number))
    for row, text in enumerate(told):
        axes.annotate(
            text, (1, row), xycoords=axes.get_yaxis_transform(), xytext=(4, 0), textcoords="offset points",
            va="center", color=INK, fontsize=8.0, annotation_clip=False,
        )  # fmt: skip


def shortened(text: str, length: int = 27) -> str:
    """A label that fits beside a panel."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def bars(
    labels: Sequence[str], values: Sequence[float], margins: Sequence[float], better: int, decimals: int,
    whole: int | None = None,
) -> Figure:  # fmt: skip
    """Bars from nought with their margins; the row `whole` is the sum of the others and drawn dark."""
    with rc_context(STYLE):
        figure, axes = panel(0.62 + 0.235 * len(values))
        axes.grid(axis="x")
        axes.grid(False, axis="y")
        known = [0.0 if np.isnan(margin) else margin for margin in margins]
        for row, (value, margin) in enumerate(zip(values, known, strict=True)):
            if row == whole:
                axes.barh(row, value, height=0.62, color=DARK, edgecolor=DARK)
            else:
                _bar(axes, row, 0.0, value, value * better >= 0)
            axes.plot([value - margin, value + margin], [row, row], color=INK, linewidth=1.1)
        axes.axvline(0, color=INK, linewidth=0.9)
        reach = [0.0, *np.subtract(values, known), *np.add(values, known)]
        told = [told_with(value, margin, decimals) for value, margin in zip(values, margins, strict=True)]
        _rows(axes, labels, told, _span(reach, 10.0**-decimals))
    return figure


# ---------------------------------------------------------------- people


def fates(rows: pd.DataFrame) -> Figure:
    """Who stays and who leaves instead, per 100 people of each group.

    `rows` has `group`, `people`, `stays_instead`, `leaves_instead`; hidden groups have missing numbers.
    """
    with rc_context(STYLE):
        figure, axes = panel(0.8 + 0.25 * len(rows))
        axes.grid(axis="x")
        axes.grid(False, axis="y")
        stays = (100 * rows["stays_instead"] / rows["people"]).to_numpy(dtype=float)
        leaves = (100 * rows["leaves_instead"] / rows["people"]).to_numpy(dtype=float)
        for row, (stay, leave) in enumerate(zip(stays, leaves, strict=True)):
            if np.isnan(stay):
                axes.text(
                    0, row, "hidden: fewer than five", ha="center", va="center", color=SOFT, fontsize=7.6
                )
                continue
            _bar(axes, row, 0.0, stay, True)
            _bar(axes, row, 0.0, -leave, False)
            for place, text, away in ((stay, number(stay), 3), (-leave, number(leave), -3)):
                axes.annotate(
                    text, (place, row), xytext=(away, 0), textcoords="offset points", va="center", color=INK,
                    ha="left" if away > 0 else "right", fontsize=7.8,
                )  # fmt: skip
        reach = 1.4 * max(float(np.nanmax([*stays, *leaves, 0.5])), 0.5)
        net = ["" if np.isnan(s) else signed(s - v) for s, v in zip(stays, leaves, strict=True)]
        _rows(axes, list(rows["group"]), net, (-reach, reach))
        axes.axvline(0, color=INK, linewidth=0.9)
        axes.set_xticks([])
        axes.text(-0.02 * reach, -0.75, "leave instead", ha="right", va="bottom", color=BAD, fontsize=7.8)
        axes.text(0.02 * reach, -0.75, "stay instead", ha="left", va="bottom", color=GOOD, fontsize=7.8)
        axes.annotate(
            "net", (1, 1), xycoords="axes fraction", xytext=(5, 2), textcoords="offset points", color=SOFT,
            fontsize=7.8, va="bottom",
        )  # fmt: skip
        axes.set_xlabel("per 100 people of the group")
    return figure


def staying(rows: pd.DataFrame, base: pd.DataFrame, baseline: str, policy: str) -> Figure:
    """Two survival curves with their bands, in percent of the people of the first day."""
    with rc_context(STYLE):
        figure, axes = panel()
        ends = []
        for table, colour, style in ((base, SOFT, (0, (4, 2))), (rows, DARK, "-")):
            months = table["month"].to_numpy()
            low, high, line = (100 * table[name].to_numpy() for name in ("low", "high", "staying"))
            axes.fill_between(months, low, high, step="post", color=colour, alpha=0.15, linewidth=0)
            axes.step(months, line, where="post", color=colour, linewidth=1.7, linestyle=style)
            ends.append(float(line[-1]))
        _month_axis(axes, int(rows["month"].iloc[-1]))
        axes.set_ylim(0, 103)
        _two_ends(axes, float(rows["month"].iloc[-1]), ends)
        axes.annotate(
            f"solid: {shortened(policy, 44)}\ndashed: {shortened(baseline, 44)}", (0.03, 0.06),
            xycoords="axes fraction", color=INK, fontsize=7.8, va="bottom",
        )  # fmt: skip
        axes.set_ylabel("of 100 people of the first day")
    return figure


def _two_ends(axes: Axes, month: float, ends: Sequence[float]) -> None:
    """The numbers at the ends of two lines, kept apart."""
    places = np.array(ends)
    if abs(places[0] - places[1]) < 7:
        middle, up = places.mean(), places[1] >= places[0]
        places = np.array([middle - 3.5, middle + 3.5] if up else [middle + 3.5, middle - 3.5])
    for place, value, colour in zip(places, ends, (SOFT, DARK), strict=True):
        _end_label(axes, month, float(place), number(value), colour)


# ---------------------------------------------------------------- money and sureness


def worth(table: pd.DataFrame, names: Sequence[tuple[str, str]], currency: str) -> Figure:
    """P(best) against what a regretted leaver avoided is worth; `names` are policies and their titles."""
    with rc_context(STYLE):
        figure, axes = panel(2.9)
        ends: list[tuple[float, str, str]] = []
        last = float(table["worth"].max())
        for place, (policy, title) in enumerate(names):
            rows = table[table["policy"] == policy]
            colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
            axes.plot(
                rows["worth"], 100 * rows["p_best"], color=colour, linestyle=dash, linewidth=1.7,
                label=shortened(title, 44),
            )  # fmt: skip
            ends.append(
                (100 * float(rows["p_best"].iloc[-1]), number(100 * rows["p_best"].iloc[-1], 0), colour)
            )
        for value, text, colour in _apart(ends, 6.0):
            _end_label(axes, last, value, text, colour)
        axes.set_xlim(0, last * 1.09)
        axes.set_ylim(0, max(60.0, 105 * float(table["p_best"].max())))
        axes.set_ylabel("best in ... of 100 twins")
        axes.set_xlabel(f"what one regretted leaver avoided is worth ({currency})")
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 0))
        axes.locator_params(axis="x", nbins=5)
        figure.legend(loc="outside upper left", frameon=False, fontsize=7.8, handlelength=3.2, borderpad=0)
    return figure


def _apart(ends: Sequence[tuple[float, str, str]], gap: float) -> list[tuple[float, str, str]]:
    """End labels from the lowest up, each at least `gap` above the one before."""
    placed = sorted(ends)
    for k, (below, above) in enumerate(pairwise(placed)):
        if above[0] - below[0] < gap:
            placed[k + 1] = (placed[k][0] + gap, above[1], above[2])
    return placed
