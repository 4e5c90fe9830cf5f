"""The figure of a sensitivity study: who decides how much better a policy is, and what luck would show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

INK, SOFT, MARK, LUCK = "#222222", "#9aa5b1", "#1f5f8b", "#c9822b"
SHOWN = 12


def sensitivity_figure(
    screen: pd.DataFrame, indices: pd.DataFrame, measure: str, unit: str, title: str
) -> Any:
    """Left the screen (effect of crossing the whole plausible range), right Sobol's total and own shares."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 4.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    _screen(left, screen[screen["measure"] == measure][:SHOWN], unit)
    _indices(right, indices[indices["measure"] == measure])
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, color=INK)
    return figure


def save_sensitivity_figure(figure: Any, path: Path) -> None:
    """Write the figure, SVG or PNG by the ending; the same figure gives the same file."""
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "twinladder", "svg.fonttype": "none"}):
        metadata = {"Date": None} if path.suffix == ".svg" else None
        figure.savefig(path, dpi=110, metadata=metadata)


def _screen(axes: Any, table: pd.DataFrame, unit: str) -> None:
    places = range(len(table))
    axes.barh(places, table["mu_star"], xerr=table["mu_star_conf"], color=MARK, ecolor=INK, height=0.6)
    _floor(axes, float(table["floor"].iloc[0]))
    _names(axes, table["label"])
    axes.set_title("Screen: the twelve largest of all assumptions", loc="left", fontsize=10)
    axes.set_xlabel(f"Size of the effect of crossing the plausible range\n({unit})", fontsize=9)


def _indices(axes: Any, table: pd.DataFrame) -> None:
    places = range(len(table))
    axes.barh(
        places,
        table["st"],
        xerr=table["st_conf"],
        color=SOFT,
        ecolor=INK,
        height=0.6,
        label="with interactions",
    )
    axes.barh(places, table["s1"].clip(lower=0), color=MARK, height=0.28, label="alone")
    _floor(axes, float(table["floor"].iloc[0]))
    _names(axes, table["label"])
    axes.set_title("Sobol: the few that matter most", loc="left", fontsize=10)
    axes.set_xlabel("Share of the variance between worlds", fontsize=9)
    axes.legend(frameon=False, fontsize=8, loc="lower right")


def _floor(axes: Any, value: float) -> None:
    axes.axvline(value, color=LUCK, linewidth=1.5, linestyle="--", label="noise floor: luck alone")


def _names(axes: Any, labels: pd.Series) -> None:
    axes.set_yticks(range(len(labels)), labels, fontsize=8.5)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.tick_params(length=0, labelsize=8.5)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
