"""Tables for people: the rows of a comparison as a terminal table, Markdown or HTML; imports `words` only.

Numbers are rounded by the functions of `words`, so that a table and its sentences never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.view.words import number, percent, signed

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

HEADINGS = ("Policy", "Value", "Difference", "90% of twins", "P(better)", "P(best)", "Verdict")
"""Headings of a comparison: difference is the mean over twin pairs with its 90% Monte Carlo margin."""
LEGEND = (
    "Difference: mean over twin pairs ± its 90% Monte Carlo margin. 90% of twins: the range of the "
    "difference from one pair of twin companies to the next. P(better): share of pairs that are better, "
    "ties half. P(best): share of pairs in which the policy is the best of all."
)
COLOURS = {"better": "green", "worse": "red", "same": "dim", "no clear difference": ""}


def cells(row: dict[str, Any], decimals: int, baseline: str) -> tuple[str, ...]:
    """One row of a comparison as text, one cell per heading; the baseline's own row says so."""
    value = number(row["value"], decimals)
    if row["policy"] == baseline:
        return (row["policy"], value, "", "", "", f"{percent(row['p_best'])}%", "baseline")
    return (
        row["policy"],
        value,
        f"{signed(row['delta'], decimals)} ±{number((row['mc_high'] - row['mc_low']) / 2, decimals)}",
        f"{signed(row['low'], decimals)} to {signed(row['high'], decimals)}",
        f"{percent(row['p_better'])}%",
        f"{percent(row['p_best'])}%",
        row["verdict"],
    )


def sections(
    table: pd.DataFrame, measures: pd.DataFrame, baseline: str
) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Per measure: its heading, and the rows of all policies as text."""
    for measure in measures.to_dict("records"):
        rows: Any = table[table["measure"] == measure["name"]].to_dict("records")
        if rows:
            heading = f"{measure['label']} ({measure['unit']})"
            yield heading, [cells(row, measure["decimals"], baseline) for row in rows]


def comparison_table(table: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> Group:
    """A comparison for the terminal: a table per measure under its heading, columns in line."""
    from rich.console import Group

    found = list(sections(table, measures, baseline))
    widths = [
        max(map(len, column))
        for column in zip(HEADINGS, *[r for _, rows in found for r in rows], strict=True)
    ]
    return Group(*[_section(heading, rows, widths) for heading, rows in found])


def _section(heading: str, rows: list[tuple[str, ...]], widths: list[int]) -> Table:
    """The table of one measure, its columns as wide as those of all others."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape as literal
    from rich.table import Table

    result = Table(
        box=SIMPLE_HEAD, pad_edge=False, title=literal(heading), title_justify="left", title_style="bold"
    )
    last = len(HEADINGS) - 1
    for place, (name, width) in enumerate(zip(HEADINGS, widths, strict=True)):
        result.add_column(name, justify="left" if place in (0, last) else "right", min_width=width)
    for row in rows:
        result.add_row(*map(literal, row[:-1]), _coloured(row[-1]))
    return result


def _coloured(verdict: str) -> str:
    colour = COLOURS.get(verdict, "dim")
    return f"[{colour}]{verdict}[/{colour}]" if colour else verdict


def plain_table(frame: pd.DataFrame, decimals: int = 2) -> Table:
    """Any table of ours for the terminal, numbers to the right and rounded."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape as literal
    from rich.table import Table

    result = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in frame.columns:
        numeric = pd.api.types.is_numeric_dtype(frame[name])
        result.add_column(literal(str(name)), justify="right" if numeric else "left", overflow="fold")
    for row in frame.itertuples(index=False):
        result.add_row(*[literal(plain_cell(value, decimals)) for value in row])
    return result


def plain_cell(value: object, decimals: int = 2) -> str:
    """One value as text: fractions rounded, the rest as it is."""
    if isinstance(value, float):
        return number(value, decimals)
    return "" if value is None else str(value)


def markdown(table: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> str:
    """A comparison in Markdown: a table per measure."""
    parts = [
        "\n".join([f"### {heading}", "", *markdown_rows(HEADINGS, rows)])
        for heading, rows in sections(table, measures, baseline)
    ]
    return "\n\n".join(parts)


def markdown_rows(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """The lines of one Markdown table."""
    heads = list(headings)
    lines = [heads, ["---"] * len(heads), *[[cell.replace("|", "\\|") for cell in row] for row in rows]]
    return [f"| {' | '.join(line)} |" for line in lines]


def html(table: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> str:
    """A comparison in HTML, for notebooks."""
    parts = ["<table>", _html_row(HEADINGS, "th")]
    for heading, rows in sections(table, measures, baseline):
        parts.append(f'<tr><th colspan="{len(HEADINGS)}" style="text-align:left">{escape(heading)}</th></tr>')
        parts += [_html_row(row, "td") for row in rows]
    return "\n".join([*parts, "</table>"])


def _html_row(row: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"
