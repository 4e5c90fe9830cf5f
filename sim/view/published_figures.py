"""Figures of the published models, like the papers' own: each draws from lives it has lived itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.published.hierarchy import RETIREMENTS
from sim.published.lives import live_all, lived
from sim.published.martell1996 import BIAS, Martell1996
from sim.published.pluchino2010 import PETER_SHARE, READINGS, Pluchino2010
from sim.published.pluchino2011 import AGES, Pluchino2011
from sim.published.replications.martell1996 import BOTTOM_1996, TOP_1996, label, women_at_the_end
from sim.published.replications.pluchino2010 import (
    CROSSING_2010,
    CROSSING_EFFICIENCY_2010,
    GAINS_2010,
    best_worst_curves,
)
from sim.published.replications.pluchino2011 import MAXIMA_2011, SHARES_2011, TWENTY_YEARS
from sim.published.tables import PublishedTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SEED = 1
PAPER_RUNS = 50
"""Organisations in the curves over time, as in the paper of 2010."""
NEAREST_READING = "D"
"""The reading with the most cells inside their bands."""
INK, QUIET, GRID = "#222222", "#6b6b6b", "#e4e4e4"
COLOURS = {
    "best": "#d55e00",
    "worst": "#0072b2",
    "random": "#009e73",
    "best-worst": "#aa5a96",
    "common sense": "#0072b2",
    "peter": "#d55e00",
}
READING_COLOURS = dict(zip(READINGS, ("#0072b2", "#56b4e9", "#e69f00", "#d55e00", "#009e73"), strict=True))
SHARE_COLOURS = ("#d55e00", "#e69f00", "#8a9a3b", "#36a089", "#0072b2")
HYPOTHESES = {
    "common sense": "Common sense: competence goes along",
    "peter": "Peter: competence is drawn anew",
}
PLATE = {"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.75}
"""What stands behind a letter, so that lines below it do not cross it out."""
MIXED_READINGS = {"A": "competences held inside 1 to 10", "D": "held inside 4 to 10 after the first day"}
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titlelocation": "left",
    "axes.edgecolor": QUIET,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": GRID,
    "axes.axisbelow": True,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "svg.hashsalt": "twinladder",
    "legend.frameon": False,
}


def draw_all(folder: Path, tables: Iterable[PublishedTable], threads: int | None = None) -> list[Path]:
    """Draw every figure into a folder as SVG; the paths, in the order of the page."""
    import matplotlib

    by_model = {table.model: table for table in tables}
    drawings: dict[str, Callable[[], Figure]] = {
        "pluchino2010-years": partial(strategies_over_time, threads),
        "pluchino2010-readings": partial(readings_beside_paper, by_model["pluchino2010"]),
        "pluchino2010-mixed": partial(mixed_strategy, threads),
        "fetta2012-sample": partial(sample_beside_paper, by_model["fetta2012"]),
        "pluchino2011-gains": partial(gains_after_change, threads),
        "pluchino2011-ages": partial(retirement_waves, threads),
        "martell1996-levels": partial(women_by_level, threads),
    }
    paths = []
    with matplotlib.rc_context(STYLE):
        for name, draw in drawings.items():
            path = folder / f"published-{name}.svg"
            draw().savefig(path, metadata={"Date": None})
            paths.append(path)
    return paths


def panels(count: int, width: float, height: float, **options: Any) -> tuple[Figure, list[Axes]]:
    """A figure with `count` panels side by side, sizes in inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(1, count, squeeze=False, **options)
    return figure, list(axes[0])


def headline(figure: Figure, title: str, key: str) -> None:
    """The figure's sentence, and below it what is drawn."""
    figure.suptitle(f"{title}\n{key}", x=0.01, ha="left", fontsize=11.5)


def name_lines(axes: Axes, ends: dict[str, tuple[float, str]], x: float, gap: float) -> None:
    """Write each line's name at its right end, at least `gap` apart (in the unit of the axis)."""
    floor = -np.inf
    for name, (y, colour) in sorted(ends.items(), key=lambda item: item[1][0]):
        floor = max(y, floor + gap)
        axes.annotate(name, (x, floor), (6, 0), textcoords="offset points", color=colour,
                      va="center", annotation_clip=False)  # fmt: skip


# --- Pluchino et al. 2010 and Fetta et al. 2012 --------------------------------------------------------


def strategies_over_time(threads: int | None) -> Figure:
    """Efficiency over a thousand years, by strategy and hypothesis: the paper's figures 2 and 3."""
    strategies = ("best", "worst", "random", "best-worst")
    jobs = {
        (hypothesis, strategy): partial(
            mean_efficiency,
            partial(Pluchino2010, hypothesis, strategy, reading=NEAREST_READING, replicates=PAPER_RUNS),
        )
        for hypothesis, strategy in product(PETER_SHARE, strategies)
    }
    curves = live_all(jobs, threads)
    figure, axes = panels(2, 10, 4.3, sharey=True)
    for panel, hypothesis in zip(axes, PETER_SHARE, strict=True):
        ends = {}
        for strategy in strategies:
            curve = curves[hypothesis, strategy]
            panel.plot(range(0, len(curve), 4), curve[::4], color=COLOURS[strategy], linewidth=1.2)
            ends[f"{strategy} {signed(curve[-400:].mean() - curve[0])}"] = (
                float(curve[-400:].mean()), COLOURS[strategy],
            )  # fmt: skip
        name_lines(panel, ends, 1000, gap=1.5)
        panel.set(title=HYPOTHESES[hypothesis], xlabel="years", xlim=(0, 1000))
    axes[0].set_ylabel("efficiency (percent)")
    key = f"mean of {PAPER_RUNS} organisations, reading {NEAREST_READING}; numbers: gain in points"
    headline(figure, "Promoting the best lifts a pyramid only when competence goes along", key)
    return figure


def signed(value: float) -> str:
    """A gain to one decimal, with its sign; nought has a plus."""
    return f"{round(value, 1) + 0.0:+.1f}".replace("-", "\u2212")


def mean_efficiency(make: Callable[[], Pluchino2010 | Pluchino2011]) -> NDArray[np.float64]:
    """(steps + 1,) efficiency averaged over organisations, percent."""
    return np.asarray(lived(make()).efficiency.mean(axis=1))


def readings_beside_paper(table: PublishedTable) -> Figure:
    """Every gain of table 1: the paper's as a bar, each reading's as its letter."""
    figure, (panel,) = panels(1, 9, 6.2)
    ours = {cell.cell: cell.ours for cell in table.cells}
    for row, ((hypothesis, strategy), paper) in enumerate(GAINS_2010.items()):
        panel.plot([paper, paper], [row - 0.42, row + 0.42], color=INK, linewidth=2.5, zorder=3)
        shown = hypothesis.replace("peter", "Peter")
        values = {reading: ours[f"{reading}: {shown}, {strategy}"] for reading in READINGS}
        for place, (reading, value) in enumerate(values.items()):
            panel.text(value, row + 0.17 * (place - 2), reading, color=READING_COLOURS[reading], bbox=PLATE,
                       ha="center", va="center", fontsize=9.5, fontweight="bold", zorder=4)  # fmt: skip
    names = [f"{hypothesis}, {strategy}".replace("peter", "Peter") for hypothesis, strategy in GAINS_2010]
    panel.set(yticks=range(len(names)), yticklabels=names, ylim=(len(names) - 0.4, -0.6), xlim=(-13, 16))
    panel.tick_params(axis="y", length=0, labelcolor=INK)
    panel.axvline(0, color=QUIET, linewidth=1)
    panel.set_xlabel("gain in efficiency (points)")
    panel.set_title("Five readings of one text keep its signs and order, not its decimals\n"
                    "letters: ours, by reading;  black bar: the paper", fontsize=11.5)  # fmt: skip
    return figure


def mixed_strategy(threads: int | None) -> Figure:
    """Efficiency against the share of best promotions, the rest being worst: the paper's crossing."""
    shares = tuple(float(share) for share in np.linspace(0, 1, 11))
    curves = best_worst_curves(tuple(MIXED_READINGS), shares, 100, SEED, threads)
    figure, axes = panels(2, 10, 4.3, sharey=True)
    for panel, reading in zip(axes, MIXED_READINGS, strict=True):
        ends = {}
        for hypothesis, name in (("common sense", "common sense"), ("peter", "Peter")):
            curve = curves[reading, hypothesis].mean(axis=1)
            panel.plot(shares, curve, "o-", color=COLOURS[hypothesis], markersize=4)
            ends[name] = (float(curve[-1]), COLOURS[hypothesis])
        panel.plot(CROSSING_2010, CROSSING_EFFICIENCY_2010, "+", color=INK, markersize=13, markeredgewidth=2)
        name_lines(panel, ends, 1.0, gap=1.0)
        panel.set(title=f"Reading {reading}: {MIXED_READINGS[reading]}", xlim=(0, 1),
                  xlabel="share of promotions that go to the best, the rest to the worst")  # fmt: skip
    axes[0].set_ylabel("efficiency in the long run (percent)")
    key = "dots: ours, mean of 100 organisations;  cross: where the paper's two curves meet"
    headline(figure, "Where the two hypotheses meet depends on how the tails are cut", key)
    return figure


def sample_beside_paper(table: PublishedTable) -> Figure:
    """The six cells of the row "Sample": the paper's whole numbers and ours."""
    figure, (panel,) = panels(1, 8, 3.3)
    for row, cell in enumerate(table.cells):
        panel.plot([cell.paper - 0.5, cell.paper + 0.5], [row, row], color=GRID, linewidth=11,
                   solid_capstyle="butt")  # fmt: skip
        panel.plot([cell.paper] * 2, [row - 0.24, row + 0.24], color=INK, linewidth=2.5)
        panel.plot(cell.ours, row, "o", color=COLOURS["worst"], markersize=7)
        panel.text(cell.paper + 1.3, row, f"{cell.ours:.1f}", va="center", color=COLOURS["worst"])
    panel.set(yticks=range(len(table.cells)), yticklabels=[cell.cell for cell in table.cells], xlim=(55, 85),
              ylim=(len(table.cells) - 0.4, -0.6), xlabel="efficiency in the long run (percent)")  # fmt: skip
    panel.tick_params(axis="y", length=0, labelcolor=INK)
    panel.set_title("All six cells of Fetta et al. come out within a point\n"
                    "dot: ours;  black bar: the paper, printed as whole numbers (grey)",
                    fontsize=11.5)  # fmt: skip
    return figure


# --- Pluchino et al. 2011 ------------------------------------------------------------------------------


def gain_curve(make: Callable[[], Pluchino2011]) -> NDArray[np.float64]:
    """(years,) gain above the late transient since its end, averaged over a year and trees; points."""
    model = make()
    lived(model)
    base = model.efficiency[model.transient - 499 : model.transient + 1].mean(axis=0)
    months = (model.efficiency[model.transient + 1 :] - base).mean(axis=1)
    return np.asarray(months.reshape(-1, 12).mean(axis=1))


def gains_after_change(threads: int | None) -> Figure:
    """The gain over the years after the change, by share of random promotions and mode (L = 4)."""
    jobs = {
        (mode, share): partial(
            gain_curve, partial(Pluchino2011, 4, mode, share, steps=720, replicates=300, seed=SEED)
        )
        for mode, share in product(MAXIMA_2011, SHARES_2011)
    }
    curves = live_all(jobs, threads)
    figure, axes = panels(2, 10, 4.4, sharey=True)
    for panel, (mode, maxima) in zip(axes, MAXIMA_2011.items(), strict=True):
        ends = {}
        for share, maximum, colour in zip(SHARES_2011, maxima, SHARE_COLOURS, strict=True):
            curve = curves[mode, share]
            panel.plot(np.arange(len(curve)) + 0.5, curve, color=colour, linewidth=1.4)
            panel.plot(TWENTY_YEARS / 12, maximum, "o", color=colour, markeredgecolor=INK, markersize=6.5)
            ends[f"{share:.0%} random"] = (float(curve[-1]), colour)
        name_lines(panel, ends, 60, gap=0.35)
        panel.set(title={"global": "Candidates: everybody at the level below",
                         "neighbours": "Candidates: the seat's own subordinates"}[mode],
                  xlabel="years after the change", xlim=(0, 60), ylim=(-0.5, 7.5))  # fmt: skip
    axes[0].set_ylabel("gain in efficiency (points)")
    key = "lines: ours (L = 4), year by year;  dots: the paper's highest gain within 20 years"
    headline(figure, "Random promotions gain as fast as seats turn over", key)
    return figure


def retirements_a_year(make: Callable[[], Pluchino2011]) -> NDArray[np.float64]:
    """(years,) people retiring in a year, averaged over trees, from the start of the transient."""
    model = make()
    lived(model)
    years = model.last_step // 12
    flow = model.flows[1 : 12 * years + 1, :, RETIREMENTS].astype(np.float64).mean(axis=1)
    return np.asarray(flow.reshape(years, 12).sum(axis=1))


def retirement_waves(threads: int | None) -> Figure:
    """Retirements over the years under both ages at entry: why one gives the paper's counts."""
    jobs = {
        ages: partial(retirements_a_year, partial(Pluchino2011, ages=ages, replicates=300, seed=SEED))
        for ages in AGES
    }
    waves = live_all(jobs, threads)
    figure, (panel,) = panels(1, 9, 4)
    begin = 1000 / 12
    panel.axvspan(begin, begin + 20, color="#f3efe3")
    for (ages, wave), colour in zip(waves.items(), (COLOURS["best"], COLOURS["worst"]), strict=True):
        in_window = wave[round(begin) : round(begin) + 20].sum()
        panel.plot(np.arange(len(wave)) + 0.5, wave, color=colour, linewidth=1.6,
                   label=f"{ages} at entry: {in_window:.0f} in the shaded years")  # fmt: skip
    panel.text(begin + 10, 37, "the paper\ncounts here:\n202 to 206", ha="center", va="top")
    panel.set(xlim=(0, 160), ylim=(0, 38), xlabel="years since the start", ylabel="people retiring")
    panel.legend(loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=2, borderaxespad=0.2)
    key = "people retiring in a year; the spike at 43 years is of those whose age was moved up to 18"
    headline(figure, "The first people retire in a wave that comes back a career later", key)
    return figure


# --- Martell et al. 1996 -------------------------------------------------------------------------------


def women_by_level(threads: int | None) -> Figure:
    """Women at each level once the first people have gone, by the size of the bias."""
    jobs = {
        name: partial(women_at_the_end, partial(Martell1996, bias, replicates=2000, seed=SEED))
        for name, bias in BIAS.items()
    }
    women = {name: shares[:, ::-1].mean(axis=0) for name, shares in live_all(jobs, threads).items()}
    figure, (panel,) = panels(1, 8, 4.3)
    levels = np.arange(1, 9)
    colours = dict(zip(BIAS, (QUIET, "#e69f00", "#d55e00"), strict=True))
    for name, shares in women.items():
        panel.plot(levels, shares, "o-", color=colours[name], markersize=4)
        if name in TOP_1996:
            panel.plot([1, 8], [BOTTOM_1996[name], TOP_1996[name]], "D", markerfacecolor="none",
                       markeredgecolor=colours[name], markersize=9, markeredgewidth=1.6)  # fmt: skip
    ends = {label(name): (float(shares[-1]), colours[name]) for name, shares in women.items()}
    name_lines(panel, ends, 8.1, gap=2.0)
    panel.set(xlim=(0.8, 8.2), ylim=(20, 62), xlabel="level, 1 the bottom and 8 the top",
              ylabel="women at the level (percent)")  # fmt: skip
    panel.set_title("A bonus worth one percent of the variance costs ten points at the top\n"
                    "dots: ours;  diamonds: the paper's numbers", fontsize=11.5)  # fmt: skip
    return figure
