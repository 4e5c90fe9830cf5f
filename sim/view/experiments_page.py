"""`docs/experiments.md`: every shipped experiment with the answer of its query in words, figure and table.

`python -m sim.view.experiments_page --jobs 2` runs the experiments and writes their parts of the page anew;
the rest of the page, its queries among it, is written by people.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from sim.batch.experiment import read_plan
from sim.batch.results import Results
from sim.batch.run import run
from sim.view import figures_experiments as figures
from sim.view.figures_sensitivity import save_sensitivity_figure
from sim.view.parameters_page import table, with_parts
from sim.view.words import name_of, number, percent, signed

ROOT = Path(__file__).parents[2]
PAGE = Path("docs/experiments.md")
QUERY = re.compile(r"```sql\n-- twinladder query experiments/results/(?P<name>\S+)\n(?P<sql>.*?)```", re.S)
PILOT_STEP = 6
"""Months between the rows of the pilot that are in the page's table; its figure holds all."""
SETTLED = 0.9
"""The share of its last value at which a difference is called settled."""


@dataclass(frozen=True)
class Shown:
    """How an answer is shown: what its figure holds, what it says, and the rows that its table keeps."""

    holds: str
    says: Callable[[pd.DataFrame], Sequence[str]]
    draws: Callable[[pd.DataFrame], Any]
    keeps: Callable[[pd.DataFrame], pd.DataFrame] = lambda answer: answer


def queries(page: str) -> dict[str, str]:
    """The queries of a page by the experiments whose results they are asked of."""
    return {found["name"]: found["sql"] for found in QUERY.finditer(page)}


# ---------------------------------------------------------------- what the answers say


def league_says(answer: pd.DataFrame) -> list[str]:
    """Company by company the policy with the highest mean gain, and in how many worlds it gains."""
    found = []
    for company, rows in answer.groupby("company"):
        best = rows.sort_values("net_value").iloc[-1]
        found.append(
            f"In `{company}` {name_of(best['policy'])} has the highest mean, {signed(best['net_value'], 0)} "
            f"(80% of worlds: {signed(best['low'], 0)} to {signed(best['high'], 0)}), and gains in "
            f"{percent(best['better_in'])}% of worlds; {(rows['net_value'] > 0).sum()} of {len(rows)} "
            "policies gain on average."
        )
    return found


def training_says(answer: pd.DataFrame) -> list[str]:
    """Company by company the budget with the highest net value."""
    return [
        f"In `{company}` the highest net value is at a budget of {number(best['budget'], 0)}: "
        f"{margin(best['net_value'], best['plus_minus'])}."
        for company, rows in answer.groupby("company")
        for best in [rows.sort_values("net_value").iloc[-1]]
    ]


def ladder_says(answer: pd.DataFrame) -> list[str]:
    """The corner where both are high against the two edges, from the corner where both are low."""
    value = answer.set_index(["pay", "prestige"])["net_value"]
    pays, standings = sorted(answer["pay"].unique()), sorted(answer["prestige"].unique())
    none = value[pays[0], standings[0]]
    pay, prestige, both = (
        float(value[place] - none)
        for place in (
            (pays[-1], standings[0]),
            (pays[0], standings[-1]),
            (pays[-1], standings[-1]),
        )
    )
    return [
        f"Against the ladder with the least of both, net value changes by {signed(pay, 0)} with most pay "
        f"alone, by {signed(prestige, 0)} with most prestige alone, and by {signed(both, 0)} with most of "
        f"both; the two alone add up to {signed(pay + prestige, 0)}."
    ]


def forced_says(answer: pd.DataFrame) -> list[str]:
    """The slackest market against the tightest."""
    slack, tight = answer.iloc[0], answer.iloc[-1]
    return [
        f"Forced promotion changes net value by {margin(slack['net_value'], slack['plus_minus'])} in the "
        f"slackest market ({signed(slack['tightness'])}) and by "
        f"{margin(tight['net_value'], tight['plus_minus'])} in the tightest ({signed(tight['tightness'])})."
    ]


def pilot_says(answer: pd.DataFrame) -> list[str]:
    """From when on the difference in holders of rungs settles; its size in half of the teams."""
    lived = answer[answer["since"] > 0].set_index("since")
    after, in_half = lived["rung_holders"], float(lived["in_half"].iloc[-1])
    last = float(after.iloc[-1])
    short = after[(after - last).abs() > (1 - SETTLED) * abs(last)]
    settled = int(short.index[-1]) + 1 if len(short) else int(after.index[0])
    return [
        f"{int(after.index[-1])} months after the start {number(last)} more people hold a rung than in the "
        f"twins without one; from month {settled} on the difference is within "
        f"{percent(1 - SETTLED)}% of that. With the ladder in half of the teams it is {number(in_half)}, "
        f"{percent(in_half / last)}% of what it is in all."
    ]


def margin(value: float, half: float) -> str:
    """A difference with half its interval."""
    return f"{signed(value, 0)} ± {number(half, 0)}"


SHOWN: Mapping[str, Shown] = {
    "policy-league": Shown(
        "Net value of every policy in three companies: mean over worlds, and where 80% of worlds lie.",
        league_says,
        figures.league,
    ),
    "training-response": Shown(
        "Net value by training budget in three companies.", training_says, figures.training
    ),
    "technical-ladder": Shown("Net value by prestige and pay parity.", ladder_says, figures.ladder),
    "forced-in-tight-markets": Shown(
        "Net value of forced promotion by tightness of the labour market.", forced_says, figures.markets
    ),
    "stepped-pilot": Shown(
        "More people on the ladder than in the twin without it, in all teams and in half, by months since.",
        pilot_says,
        figures.pilot,
        lambda answer: answer[answer["since"] % PILOT_STEP == 0],
    ),
}
"""The experiments that ship."""

# ---------------------------------------------------------------- the page


def part(name: str, results: Results, sql: str, docs: Path) -> str:
    """What the page says of one experiment, its figure written below `docs`."""
    shown, answer = SHOWN[name], results.query(sql)
    picture = docs / "figures" / f"experiment-{name}.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    save_sensitivity_figure(shown.draws(answer), picture)
    kept = shown.keeps(answer)
    image = f"![{shown.holds}](figures/{picture.name})"
    rows = list(zip(*(cells(kept[name]) for name in kept.columns), strict=True))
    return "\n\n".join(["\n".join(shown.says(answer)), image, table(list(kept.columns), rows), ran(results)])


def ran(results: Results) -> str:
    """How many runs an answer is made of."""
    plan = results.manifest["plan"]
    return f"Made of {len(results.headlines()):,} runs (seed {plan['seed']})."


def cells(column: pd.Series[Any]) -> list[str]:
    """A column of a table: words and whole numbers as they are, others with the same decimals for all."""
    if not pd.api.types.is_float_dtype(column):
        return [str(value) for value in column]
    largest = float(column.abs().max())
    decimals = 0 if (column % 1 == 0).all() or largest >= 100 else 1 if largest >= 10 else 2
    return [number(value, decimals) for value in column]


def lived(name: str, folder: Path, root: Path, jobs: int) -> Results:
    """The results of a shipped experiment in a folder, lived as far as they are missing.

    Raises RuntimeError if a run has failed.
    """
    summary = run(read_plan(root / "experiments" / f"{name}.toml"), folder / name, jobs=jobs)
    print(f"{name}: {summary.runs:,} runs in {summary.seconds:.0f} s", flush=True)
    if summary.failed:
        raise RuntimeError(f"{summary.failed:,} runs have failed: twinladder status {folder / name}")
    return Results(folder / name)


def written(root: Path, folder: Path, jobs: int) -> str:
    """The page with its made parts anew; its figures are written."""
    text = (root / PAGE).read_text(encoding="utf-8")

    def made(name: str, sql: str) -> str:
        return part(name, lived(name, folder, root, jobs), sql, (root / PAGE).parent)

    return with_parts(text, {name: partial(made, name, sql) for name, sql in queries(text).items()})


def main(arguments: Sequence[str], root: Path = ROOT) -> None:
    """Run what ships and write the page."""
    parser = argparse.ArgumentParser(description="Run the shipped experiments and write docs/experiments.md.")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--results", type=Path, help="a folder to keep results in, or to go on in")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        text = written(root, asked.results or Path(scratch), asked.jobs)
    (root / PAGE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
