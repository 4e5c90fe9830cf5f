"""`docs/levers.md`: what moves when one lever is moved, a small figure and a sentence each.

`python -m sim.view.levers_page` lives the doses and writes the page and its figures.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from sim.studies.levers import CASES, Case, agrees, dose_response
from sim.view.figures_sensitivity import save_sensitivity_figure

DOCS = Path(__file__).parents[2] / "docs"
INK, MARK = "#222222", "#1f5f8b"
REPLICATES, MONTHS, SEED = 400, 60, 1

HEAD = """# One lever at a time

What the two articles say a lever does, and what it does here: the same {replicates} companies of
`vietnam_sme` live each dose of the lever for {months} months with the same luck (seed {seed}), everything
else as in the status quo. Values are means over companies and months; the interval is that of the paired
difference from the first dose (95%, luck only; what the assumptions leave open is another matter, see
[sensitivity](sensitivity.md)). This page is made by `python -m sim.view.levers_page`.
"""


def sentence(case: Case, table: pd.DataFrame) -> str:
    """What the lever does, with number, comparator and interval, and whether the articles agree."""
    first, last = table.iloc[0], table.iloc[-1]
    verdict = "as the articles say" if agrees(case, table) else "**not** as the articles say"
    return (
        f"With `{case.path}` at {last['dose']} instead of {first['dose']} it is {last['value']:.3g} instead "
        f"of {first['value']:.3g} {case.unit}: a difference of {last['delta']:+.3g} "
        f"({last['low']:+.3g} to {last['high']:+.3g}), {verdict}."
    )


def figure(case: Case, table: pd.DataFrame) -> Any:
    """The measure by dose; bars show the interval of the difference from the first dose."""
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(4.6, 2.9), layout="constrained")
    axes = drawn.subplots()
    places = range(len(table))
    half = (table["high"] - table["low"]) / 2
    axes.errorbar(places, table["value"], yerr=half, color=MARK, marker="o", ms=5, lw=1.6, capsize=3)
    axes.set_xticks(list(places), [str(dose) for dose in table["dose"]])
    axes.set_ylim(bottom=0, top=float((table["value"] + half).max()) * 1.15)
    axes.set_xlabel(case.path, fontsize=9, color=INK)
    axes.set_ylabel(case.unit, fontsize=9, color=INK)
    axes.set_title(case.label, loc="left", fontsize=10, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    return drawn


def section(case: Case, table: pd.DataFrame) -> str:
    """The part of the page about one case."""
    values = ", ".join(
        f"{dose}: {value:.3g}" for dose, value in zip(table["dose"], table["value"], strict=True)
    )
    alt = f"{case.label} by {case.path}, {case.unit}: {values}."
    picture = f"![{alt}](figures/lever-{case.name}.svg)"
    return f"## {case.label}\n\n{case.claim} {sentence(case, table)}\n\n{picture}\n"


def main() -> None:
    """Live every case; write the page and the figures."""
    parts = [HEAD.format(replicates=REPLICATES, months=MONTHS, seed=SEED)]
    for case in CASES:
        table = dose_response(case, REPLICATES, MONTHS, SEED)
        save_sensitivity_figure(figure(case, table), DOCS / "figures" / f"lever-{case.name}.svg")
        parts.append(section(case, table))
        print(f"{case.name}: {sentence(case, table)}", flush=True)
    (DOCS / "levers.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
