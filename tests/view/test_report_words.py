"""The sentence at the top: driven by the verdicts, and every number of it is one of the table."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from sim.analysis.paired import compare_pairs
from sim.view import report_words as say
from sim.view.report_tables import Answer
from sim.view.words import number
from tests.view.test_words import NUMBER, printed_numbers

NAMES = {
    "up": "Up",
    "down": "Down",
    "unclear": "Unclear",
    "tiny": "Tiny",
    "copy": "Copy",
    "baseline": "As it is",
}


def spoken(table: pd.DataFrame, measures: pd.DataFrame, baseline: str, arms: list[str]) -> str:
    part = table[table["policy"].isin([baseline, *arms])]
    return " ".join(
        [say.headline(part, measures, baseline, NAMES), say.standfirst(part, measures, baseline, NAMES)]
    )


def test_up_leads(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = spoken(table, measures, "baseline", ["up", "unclear", "down"])
    assert say.leader(table, "baseline") == "up"
    assert text.startswith("With “Up”, ")
    assert "than with “As it is”." in text
    assert "Also clearly better: " in text
    assert "Clearly worse" not in text


def test_down_alone_is_not_praised(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = spoken(table, measures, "baseline", ["down"])
    assert text.startswith("No policy is clearly better than “As it is”, and “Down” is clearly worse.")
    assert "Also clearly better" not in text


def test_unclear_is_said_to_be_unclear(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = spoken(table, measures, "baseline", ["unclear", "tiny"])
    assert text.startswith("No policy differs clearly from “As it is”.")
    assert "no clear difference" in text


def test_a_copy_makes_no_difference(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = spoken(table, measures, "baseline", ["copy"])
    both = "Every pair of twin companies lives the same life under both."
    assert text == f"“Copy” makes no difference from “As it is”. {both}"
    assert "As it is" in say.headline(table[table["policy"] == "baseline"], measures, "baseline", NAMES)


@pytest.mark.parametrize("baseline", ["baseline", "up", "unclear"])
def test_every_number_is_one_of_the_table(
    outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str
) -> None:
    table = compare_pairs(outcomes, measures, baseline)
    for arm in set(table["policy"]) - {baseline}:
        text = spoken(table, measures, baseline, [arm])
        found = set(NUMBER.findall(text.replace("12-month", "")))
        assert found <= printed_numbers(table[table["policy"] == arm], measures), text


def test_a_custom_baseline_turns_the_words(outcomes: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = spoken(compare_pairs(outcomes, measures, "up"), measures, "up", ["baseline", "down"])
    assert text.startswith(
        "No policy is clearly better than “Up”, and “As it is” and “Down” are clearly worse."
    )


def test_titles_name_number_direction_comparator_and_interval(said: Answer) -> None:
    from sim.view.report_panels import Panels, sections

    other = "“Status quo”"
    blocks = [block for section in sections(said) for block in section.blocks if isinstance(block, Panels)]
    panels = [panel for block in blocks for panel in block.panels]
    assert len(panels) > 10
    for panel in panels:
        assert re.search(r"\d", panel.title) or "the same" in panel.title, panel.title
        if panel.eyebrow:
            assert other in panel.title
            assert "between" in panel.title or "±" in panel.title or "band" in panel.title, panel.title
        assert panel.title in panel.alt


def test_titles_hold_the_numbers_of_their_tables(said: Answer) -> None:
    for row in said.fates.to_dict("records"):
        title = say.twins_title({str(k): v for k, v in row.items()}, "x")
        keys = ("people", "companies", "stays_instead", "leaves_instead", "net", "margin")
        assert set(NUMBER.findall(title)) <= {number(row[key], 0).lstrip("-") for key in keys}
    for rows in (r for _, r in said.accounts.groupby("policy")):
        net = rows.to_dict("records")[-1]
        title = say.money_title({str(k): v for k, v in net.items()}, "USD", "x")
        told = {number(net[key], 0).lstrip("-") for key in ("delta", "low", "high")} | {"90"}
        assert set(NUMBER.findall(title)) <= told


@pytest.mark.parametrize(
    ("end", "margin", "month", "words"),
    [
        (5.0, 9.0, 59.0, "Neither ahead nor behind for sure"),
        (-50.0, 9.0, float("nan"), "Not paid back within 60 months"),
        (50.0, 9.0, 0.0, "Never behind"),
        (50.0, 9.0, 14.0, "Paid back from month 14, after costing up to USD 7"),
    ],
)
def test_paying_back_in_words(end: float, margin: float, month: float, words: str) -> None:
    row = {"month": month, "transition_cost": 0.0 if month == 0 else 7.0, "end_margin": margin}
    title = say.paid_back_title(row, {"mean": end, "low": -90.0, "high": 90.0}, "USD", 60, "x")
    assert title.startswith(words)
