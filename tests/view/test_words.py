"""The words are driven by the verdict, and every number in them is a number of the table."""

from __future__ import annotations

import re
from io import StringIO

import pandas as pd
import pytest
from rich.console import Console

from sim.analysis.paired import compare_pairs
from sim.view import tables
from sim.view.words import FRAME, badge, clause, number, percent, sentences, signed, validation
from tests.conftest import SHIFTS

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
CONSTANTS = {"100", "90"}
"""Numbers that belong to the language: of 100 people, 90% of pairs."""


def printed_numbers(rows: pd.DataFrame, measures: pd.DataFrame) -> set[str]:
    """Every number of some rows as the table prints it, without its sign."""
    decimals = measures.set_index("name")["decimals"]
    found = set(CONSTANTS)
    for row in rows.to_dict("records"):
        places = int(decimals[row["measure"]])
        found |= {number(row[key], places).lstrip("-") for key in ("value", "delta", "low", "high")}
        found |= {percent(row["p_better"]), percent(row["p_best"])}
    return found


@pytest.mark.parametrize("baseline", ["baseline", "unclear", "down"])
def test_every_number_in_words_is_one_of_the_table(
    outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str
) -> None:
    table = compare_pairs(outcomes, measures, baseline)
    for policy, text in sentences(table, measures, baseline).items():
        spoken = set(NUMBER.findall(text.replace("12-month", "")))
        assert spoken <= printed_numbers(table[table["policy"] == policy], measures), text
        assert len(spoken) > 2


def test_up_is_called_better(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = sentences(table, measures, "baseline")["up"]
    assert "clearly better" in text
    assert "worse" not in text
    assert "no clear" not in text.lower()
    delta = table.set_index(["policy", "measure"]).loc[("up", "retention_12_months"), "delta"]
    assert f"{number(delta)} more than with baseline" in text


def test_down_is_called_worse(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = sentences(table, measures, "baseline")["down"]
    assert "clearly worse" in text
    assert "clearly better" not in text
    assert "fewer than with baseline" in text


def test_unclear_is_called_unclear_and_nothing_else(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = sentences(table, measures, "baseline")["unclear"]
    assert text.lower().count("no clear difference") == 3  # two leading measures and the list of the rest
    assert "clearly" not in text


def test_a_sure_but_tiny_difference_is_too_small(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = sentences(table, measures, "baseline")["tiny"]
    assert "too small to matter" in text
    assert "clearly" not in text


def test_a_copy_is_called_the_same(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = sentences(table, measures, "baseline")["copy"]
    assert "everything is the same as with baseline" in text
    assert "clearly" not in text
    assert "no clear" not in text


def test_the_baseline_is_called_so_wherever_it_stands(outcomes: pd.DataFrame, measures: pd.DataFrame) -> None:
    found = sentences(compare_pairs(outcomes, measures, "up"), measures, "up")
    assert next(iter(found)) == "up"
    assert found["up"].startswith("With up, the baseline, ")
    assert "clearly worse" in found["down"]
    assert "than with up" in found["down"]
    assert set(found) == set(SHIFTS)


def test_titles_are_used_when_given(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = sentences(table, measures, "baseline", {"up": "Dual ladder", "baseline": "Status quo"})["up"]
    assert text.startswith("With “Dual ladder”, ")
    assert "than with “Status quo”" in text


def test_one_measure_the_same_among_others_is_said(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    table.loc[(table["policy"] == "up") & (table["measure"] == "net_value"), "verdict"] = "same"
    assert "The same in net value per employee." in sentences(table, measures, "baseline")["up"]
    row = table[(table["policy"] == "up")].iloc[0].to_dict() | {"verdict": "same"}
    said = clause(row, measures.iloc[0].to_dict(), "baseline")
    assert said.endswith("the same as with baseline in every pair of twins")


def test_numbers_are_rounded_in_one_way() -> None:
    assert number(1234.56, 0) == "1,235"
    assert number(-0.04, 1) == "0.0"
    assert (signed(0.04), signed(2.34), signed(-2.34)) == ("0.0", "+2.3", "-2.3")
    assert [percent(p) for p in (0, 0.004, 0.5, 0.87, 0.996, 1)] == ["0", "0.4", "50", "87", "99.6", "100"]


def test_the_frame_and_the_badge_say_what_this_is_not() -> None:
    assert "not for predicting what a named person will do" in FRAME
    assert badge().startswith("Generic defaults")
    said = badge(["Morale and quitting", "Span", "Trust", "Pay", "Noise"], "Calibrated")
    assert said.startswith("Changed assumptions (“Calibrated”): Morale and quitting, Span, Trust and 2 more")
    assert badge(["Span"]).startswith("Changed assumptions: Span differs from the generic defaults")


def test_the_score_says_of_which_model_it_is() -> None:
    met = {"C": 3, "V": 1, "calibrate": 5, "test": 2}
    computed = {"C": 4, "V": 2, "calibrate": 9, "test": 8}
    facts = "meets 3 of 4 calibration facts and 1 of 2 validation facts"
    real = "of a real organisation's figures 5 of 9 to calibrate to and 2 of 8 kept for the test."
    assert validation(met, computed, True, True) == f"Validation: {facts}; {real}"
    assert validation(met, computed, True, False).startswith("Validation of the generic defaults: meets 3")
    assert "of another version of the model, not of this one" in validation(met, computed, False, True)


def test_tables_print_what_the_rows_say(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    text = tables.markdown(table, measures, "baseline")
    assert text.count("### ") == len(measures)
    for line in (line for line in text.splitlines() if line.startswith("| up")):
        assert "| better |" in line
    assert "| baseline |" in text
    assert tables.html(table, measures, "baseline").count("<td>up</td>") == len(measures)
    console = Console(width=120, record=True, file=StringIO())
    console.print(tables.comparison_table(table, measures, "baseline"))
    printed = console.export_text()
    assert printed.count("no clear difference") == 2 * len(measures)
    assert all(f"{m['label']} ({m['unit']})" in printed for m in measures.to_dict("records"))


def test_a_policy_called_like_markup_stays_text(table: pd.DataFrame, measures: pd.DataFrame) -> None:
    strange = table.replace({"policy": {"up": "<b>|x[/b]"}})
    tables.comparison_table(strange, measures, "baseline")
    assert "&lt;b&gt;|x[/b]" in tables.html(strange, measures, "baseline")
    assert "<b>\\|x[/b]" in tables.markdown(strange, measures, "baseline")
