"""The section of `docs/published.md` in which the main model is asked what the small models were asked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from sim.studies import favour, peter
from sim.studies.small_world import BEST, LOTTERY, TECHNICIAN, WORST, Setting
from sim.view.published_figures import GRID, INK, QUIET, headline, name_lines, panels
from sim.view.published_text import TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ANCHOR = '<a id="main-model"></a>'
"""Where the section begins."""
RULE_COLOURS = {BEST: "#d55e00", TECHNICIAN: "#aa5a96", WORST: "#0072b2"}
FAVOUR_COLOURS = {0.1: "#e69f00", 0.23: "#d55e00", 0.5: "#882255"}
WORLD_TITLES = {"like the small models": "Like the small models", "as shipped": "The main model as shipped"}
MEASURE_LABELS = {
    "manager_skill": "managers' skill with people (sd)", "output": "output of a seat (percent)",
}  # fmt: skip
NARROW = {0.95: "coincide", 0.0: "unrelated", -0.9: "oppose"}
"""How the two gifts go together, by their correlation."""


WORLD_KEYS = {"like the small model": "small_favour", "by performance, else as shipped": "shipped_favour"}
"""The worlds of favouritism that the text names."""


class Answers(NamedTuple):
    """What the studies found."""

    effect: pd.DataFrame
    slopes: pd.DataFrame
    learning: pd.DataFrame
    separated: pd.DataFrame
    favour: pd.DataFrame
    martell: pd.DataFrame


def answers(small: bool = False) -> Answers:
    """Live the studies; `small` does it with a few companies for a year or two, to see that all is there."""
    if not small:
        return Answers(
            peter.effect(), peter.slopes(), peter.learning(), peter.separated(), favour.by_level(),
            favour.martell(),
        )  # fmt: skip
    tiny = Setting(replicates=2, months=24, settled=12, headcount=80, span=4)
    few = tiny._replace(replicates=16, months=48, span=7)
    return Answers(
        peter.effect(tiny), peter.slopes(few), peter.learning(tiny), peter.separated(tiny),
        favour.by_level(tiny._replace(span=3)), favour.martell(tiny._replace(span=3), 2),
    )  # fmt: skip


# ---------------------------------------------------------------- tables and words


def number(value: float, digits: int = 2) -> str:
    """A difference with its sign; a nought has none."""
    text = f"{value:+.{digits}f}".replace("-", "−")
    return text if any(c in "123456789" for c in text) else f"{0:.{digits}f}"


def interval(row: Mapping[Any, Any], digits: int = 2) -> str:
    """A difference and its interval."""
    low, high = number(row["mc_low"], digits), number(row["mc_high"], digits)
    return f"{number(row['delta'], digits)} ({low} to {high})"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown: words first, then numbers."""
    marks = ["---", *["---:"] * (len(headings) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (headings, marks, *rows))


def one(frame: pd.DataFrame, **keys: object) -> dict[Any, Any]:
    """The one row with these values."""
    found = frame
    for key, value in keys.items():
        found = found[found[key] == value]
    (row,) = found.to_dict("records")
    return row


def effect_table(frame: pd.DataFrame) -> str:
    """Every rule against the lottery, where gifts oppose each other, are unrelated, and coincide."""
    rows = [
        [f"{world}: {MEASURE_LABELS[measure]}, {rule}",
         *(interval(one(frame, world=world, measure=measure, rule=rule, tie=tie),
                    1 if measure == "output" else 2) for tie in NARROW)]
        for world in ("like the small models", "as shipped")
        for measure in MEASURE_LABELS
        for rule in RULE_COLOURS
    ]  # fmt: skip
    return table(["against the lottery", *NARROW.values()], rows)


def by_tie(frame: pd.DataFrame, column: str, names: Sequence[str], first: str) -> str:
    """The best performer against the lottery by feature or learning, in skill and output."""
    headings = [first, *(f"{what}, {word}" for what in ("skill", "output") for word in NARROW.values())]
    rows = [
        [name, *(interval(one(frame, **{column: name}, measure=measure, tie=tie), digits)
                 for measure, digits in (("manager_skill", 2), ("output", 1)) for tie in NARROW)]
        for name in names
    ]  # fmt: skip
    return table(headings, rows)


def slope_table(frame: pd.DataFrame) -> str:
    """S7 by rule and tie."""
    rows = [
        [rule, *(interval(one(frame, rule=rule, tie=tie), 1) for tie in NARROW)] for rule in peter.PROMOTEES
    ]
    return table(["percent of team output per doubling", *NARROW.values()], rows)


def favour_table(frame: pd.DataFrame, martell: pd.DataFrame) -> str:
    """Percent of the distant by level, beside the women in Martell's model."""
    levels = sorted(frame["level"].unique())
    rows = []
    for weight, bias in ((0.1, "1% of variance"), (0.23, "5% of variance")):
        for pyramid in (favour.PAPERS, favour.OURS):
            women = martell[(martell["bias"] == bias) & (martell["pyramid"] == pyramid)]["women"]
            rows.append([f"Martell on {pyramid}: women, bias {bias}", *(f"{w:.0f}" for w in women)])
        for world in favour.WORLDS:
            part = frame[(frame["world"] == world) & (frame["favouritism"] == weight)]
            shares = [f"{one(part, level=k)['distant']:.0f}" for k in levels]
            rows.append([f"main model {world}: favouritism {weight:g}", *shares])
    width = max(map(len, rows)) - 1
    rows = [row + [""] * (width + 1 - len(row)) for row in rows]
    return table(["percent of the level", *(str(k + 1) for k in range(width))], rows)


def section(found: Answers) -> str:
    """The whole section as Markdown."""
    tables = {
        "effect_table": effect_table(found.effect),
        "slope_table": slope_table(found.slopes),
        "learning_table": by_tie(found.learning, "learning", list(peter.LEARNING), "how people learn"),
        "feature_table": by_tie(found.separated, "put_back", names_of(found.separated), "put back"),
        "favour_table": favour_table(found.favour, found.martell),
    }
    return f"{ANCHOR}\n\n{flowed(TEXT.format(**tables, **words_of(found)))}\n"


def flowed(text: str) -> str:
    """The text with its paragraphs filled anew, once the numbers are in."""
    return "\n\n".join(map(_filled, text.strip().split("\n\n")))


def _filled(paragraph: str) -> str:
    if paragraph.startswith(("|", "!", "#")):
        return paragraph
    items = re.split(r"\n(?=- )", paragraph)
    inner = "  " if paragraph.startswith("- ") else ""
    return "\n".join(
        textwrap.fill(" ".join(item.split()), 110, subsequent_indent=inner, break_on_hyphens=False)
        for item in items
    )


def names_of(separated: pd.DataFrame) -> list[str]:
    """What is put back, in order."""
    return list(separated["put_back"].unique())


def words_of(found: Answers) -> dict[str, str]:
    """Every number of the text by its name: `<world>_<rule>_<measure>_<gifts>` and the like."""
    words = {}
    for row in found.effect.to_dict("records"):
        if row["tie"] in NARROW:
            key = f"{row['world'].split()[0]}_{row['rule']}_{row['measure']}_{NARROW[row['tie']]}"
            words[key] = difference(row)
    for row in found.separated.to_dict("records"):
        if row["measure"] in MEASURE_LABELS:
            name = "but" if "all but" in row["put_back"] else row["put_back"].split()[0]
            words[f"back_{name}_{row['measure']}_{NARROW[row['tie']]}"] = difference(row)
    for row in found.slopes.to_dict("records"):
        words[f"slope_{row['rule'].replace(',', '')}_{NARROW[row['tie']]}"] = interval(row, 1)
    for place, name in enumerate(peter.LEARNING):
        rows = found.learning[found.learning["measure"] == "manager_skill"]
        words[f"learn_{place}_level"] = number(one(rows, learning=name, tie=0.0)["value"])
        words[f"learn_{place}_gap"] = number(one(rows, learning=name, tie=-0.9)["delta"])
    for row in found.favour.to_dict("records"):
        world = WORLD_KEYS.get(row["world"])
        if world is not None:
            words[f"{world}_{100 * row['favouritism']:.0f}_{row['level'] + 1}"] = number(row["delta"])
    return {key.replace(" ", "_"): word for key, word in words.items()}


def difference(row: Mapping[Any, Any]) -> str:
    """A difference in the digits of its measure."""
    return number(row["delta"], 1 if row["measure"] == "output" else 2)


# ---------------------------------------------------------------- figures


def draw_questions(folder: Path, found: Answers) -> list[Path]:
    """Draw the section's figures into a folder as SVG."""
    import matplotlib

    from sim.view.published_figures import STYLE

    drawings: dict[str, Callable[[], Figure]] = {
        "peter": lambda: rules_by_tie(found.effect),
        "features": lambda: features(found.separated),
        "favour": lambda: closeness_by_level(found.favour),
    }
    paths = []
    with matplotlib.rc_context(STYLE):
        for name, draw in drawings.items():
            path = folder / f"published-questions-{name}.svg"
            draw().savefig(path, metadata={"Date": None})
            paths.append(path)
    return paths


def band(axes: Axes, x: pd.Series, rows: pd.DataFrame, colour: str) -> None:
    """A line with its interval."""
    axes.fill_between(x, rows["mc_low"], rows["mc_high"], color=colour, alpha=0.18, linewidth=0)
    axes.plot(x, rows["delta"], "o-", color=colour, markersize=4, linewidth=1.4)


def rules_by_tie(frame: pd.DataFrame) -> Figure:
    """Every rule against the lottery, in two worlds and two measures."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 7.4), layout="constrained")
    grid = figure.subplots(2, 2, sharex=True, sharey="row", squeeze=False)
    for row, measure in enumerate(MEASURE_LABELS):
        for axes, world in zip(grid[row], WORLD_TITLES, strict=True):
            part = frame[(frame["world"] == world) & (frame["measure"] == measure)]
            axes.axhline(0, color=INK, linewidth=1)
            ends = {}
            for rule, colour in RULE_COLOURS.items():
                rows = part[part["rule"] == rule].sort_values("tie")
                band(axes, rows["tie"], rows, colour)
                ends[rule] = (float(rows["delta"].iloc[-1]), colour)
            reach = frame[frame["measure"] == measure]
            name_lines(axes, ends, 0.95, gap=0.055 * float(reach["mc_high"].max() - reach["mc_low"].min()))
            axes.set_xlim(-1, 1)
            if row == 0:
                axes.set_title(WORLD_TITLES[world])
            else:
                axes.set_xlabel("correlation of technical and people talent")
        grid[row][0].set_ylabel(f"{MEASURE_LABELS[measure]},\nagainst the {LOTTERY}")
    key = "difference from a lottery among candidates, with 90% Monte Carlo intervals; unrelated gifts at 0"
    headline(
        figure, "Promoting the best costs output when gifts are unrelated, unless it makes people try", key
    )
    return figure


def features(frame: pd.DataFrame) -> Figure:
    """The best performer against the lottery by what is put back, in skill and output."""
    figure, axes = panels(2, 10.5, 4.6, sharey=True)
    names = names_of(frame)
    colours = dict(zip(NARROW, ("#d55e00", QUIET, "#0072b2"), strict=True))
    for panel, measure in zip(axes, MEASURE_LABELS, strict=True):
        panel.axvline(0, color=INK, linewidth=1)
        for row, name in enumerate(names):
            panel.axhline(row, color=GRID, linewidth=0.8, zorder=0)
            for tie, colour in colours.items():
                cell = one(frame, put_back=name, measure=measure, tie=tie)
                panel.plot([cell["mc_low"], cell["mc_high"]], [row, row], color=colour, linewidth=2)
                panel.plot(cell["delta"], row, "o", color=colour, markersize=6,
                           label=f"gifts {NARROW[tie]}" if row == 0 else None)  # fmt: skip
        panel.set(yticks=range(len(names)), yticklabels=names, ylim=(len(names) - 0.5, -0.5))
        panel.set_xlabel(MEASURE_LABELS[measure])
        panel.tick_params(axis="y", length=0, labelcolor=INK)
    axes[0].legend(
        loc="upper left", bbox_to_anchor=(-0.02, 1.13), ncols=3, columnspacing=1.0, handletextpad=0.2
    )
    key = "best performer against lottery; the small world with one feature of the main model put back"
    headline(figure, "The incentive separates the models in output; separate gifts in skill", key)
    return figure


def closeness_by_level(frame: pd.DataFrame) -> Figure:
    """What favouritism adds to closeness, level by level."""
    shown = ("like the small model", "by performance, else as shipped", "as shipped")
    figure, axes = panels(3, 11, 4.2, sharey=True)
    for panel, world in zip(axes, shown, strict=True):
        panel.axhline(0, color=INK, linewidth=1)
        ends = {}
        for weight, colour in FAVOUR_COLOURS.items():
            rows = frame[(frame["world"] == world) & (frame["favouritism"] == weight)].sort_values("level")
            band(panel, rows["level"] + 1, rows, colour)
            ends[f"{weight:g}"] = (float(rows["delta"].iloc[-1]), colour)
        top = float(frame["level"].max()) + 1
        name_lines(panel, ends, top, gap=0.09)
        panel.set(title=world.capitalize(), xlabel="level, 1 the bottom", xlim=(0.8, top + 0.2))
        panel.set_xticks(np.arange(1, top + 1))
    axes[0].set_ylabel("mean closeness added by favouritism (sd)")
    key = "against the twin without favouritism, by its weight; bands: 90% Monte Carlo intervals"
    headline(figure, "A favour that is rated at every step adds up, level after level", key)
    return figure
