"""The goal cards of a report: a goal each, every policy's difference with its interval and chance."""

from __future__ import annotations

from typing import Any

from sim.view.report_tables import Answer
from sim.view.words import number, percent, signed

MARKS = {"better": "▲", "worse": "▼", "no clear difference": "≈", "same": "="}
"""A sign for each verdict, so that colour is not needed."""


def cards(said: Answer) -> list[dict[str, Any]]:
    """One card per goal, in the order of the goals."""
    specs: Any = said.comparison.measures.to_dict("records")
    return [_card(said, spec) for spec in specs if spec["headline"]]


def _card(said: Answer, spec: dict[str, Any]) -> dict[str, Any]:
    table = said.comparison.table
    rows: Any = table[table["measure"] == spec["name"]].to_dict("records")
    base = next(row for row in rows if row["policy"] == said.comparison.baseline)
    others = [row for row in rows if row["policy"] != said.comparison.baseline]
    reach = max(
        [abs(row[key]) for row in others for key in ("low", "high", "mc_low", "mc_high")], default=0.0
    )
    return {
        "label": spec["label"],
        "unit": "" if spec["index"] else spec["unit"],
        "value": number(base["value"], spec["decimals"]),
        "wish": "more" if spec["better"] > 0 else "less",
        "goals": [_goal(row, spec, said.names, reach) for row in others],
    }


def _goal(row: dict[str, Any], spec: dict[str, Any], names: dict[str, str], reach: float) -> dict[str, str]:
    """One policy on one card."""
    places = spec["decimals"]
    told = {key: signed(row[key], places) for key in ("delta", "low", "high")}
    return {
        "who": names[row["policy"]],
        "word": f"{MARKS[row['verdict']]} {row['verdict']}",
        "mark": row["verdict"] if row["verdict"] in ("better", "worse") else "",
        "chance": percent(row["p_better"]),
        "svg": interval(row, reach),
        "alt": f"{spec['label']}, {names[row['policy']]}: mean difference {told['delta']}, 90% of twins "
        f"between {told['low']} and {told['high']}",
        **told,
    }


def interval(row: dict[str, Any], reach: float) -> str:
    """A dot with its two intervals on a line whose middle is no difference, as inline SVG."""
    room = reach * 1.04 or 1.0

    def x(value: float) -> str:
        return f"{100 + 98 * value / room:.1f}"

    colour = {"better": "#1f5f8b", "worse": "#a8470b"}.get(row["verdict"], "#566271")
    return (
        '<svg viewBox="0 0 200 18" preserveAspectRatio="none" width="100%" height="18" aria-hidden="true">'
        '<line x1="100" x2="100" y1="0" y2="18" stroke="#16202c" stroke-width="1" stroke-dasharray="3 2"/>'
        f'<line x1="{x(row["low"])}" x2="{x(row["high"])}" y1="9" y2="9" stroke="{colour}" '
        'stroke-width="1.4"/>'
        f'<line x1="{x(row["mc_low"])}" x2="{x(row["mc_high"])}" y1="9" y2="9" stroke="{colour}" '
        'stroke-width="6" stroke-opacity="0.55"/>'
        f'<rect x="{float(x(row["delta"])) - 1.5:.1f}" y="3" width="3" height="12" fill="{colour}"/></svg>'
    )
