"""The sentences of a report: every number in them is one of its tables, rounded as the tables are.

Tables in, text out. The verdict of the paired analysis drives the words, as in `words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.view.words import clause, difference, name_of, number, percent, signed

Row = Mapping[str, Any]
FIRST = "retention_12_months"
"""The goal that speaks when none is clear."""


def rows_of(table: pd.DataFrame, policy: str) -> dict[str, Row]:
    """The rows of one policy by measure."""
    found: Any = table[table["policy"] == policy].to_dict("records")
    return {str(row["measure"]): row for row in found}


def leader(table: pd.DataFrame, baseline: str) -> str:
    """The policy that a leader should look at first.

    The one with the most goals clearly better, less those clearly worse; ties go to the larger mean P(best).
    """
    others = [str(p) for p in table["policy"].unique() if p != baseline]
    return max(others, key=lambda policy: _standing(table, policy)) if others else baseline


def _standing(table: pd.DataFrame, policy: str) -> tuple[int, float]:
    rows = table[table["policy"] == policy]
    verdicts = list(rows["verdict"])
    return verdicts.count("better") - verdicts.count("worse"), float(rows["p_best"].mean())


def headline(table: pd.DataFrame, measures: pd.DataFrame, baseline: str, names: Mapping[str, str]) -> str:
    """The sentence at the top of the page."""
    other = name_of(baseline, names)
    others = [str(p) for p in table["policy"].unique() if p != baseline]
    verdicts = {str(p): list(rows["verdict"]) for p, rows in table.groupby("policy", sort=False)}
    if not others:
        return f"Only {other} was lived: there is nothing to compare it with."
    if all(set(verdicts[policy]) == {"same"} for policy in others):
        which = name_of(others[0], names) if len(others) == 1 else "None of the policies"
        return f"{which} makes {'no' if len(others) == 1 else 'any'} difference from {other}."
    best = leader(table, baseline)
    rows, specs = rows_of(table, best), _specs(measures)
    better = [name for name in specs if name in rows and rows[name]["verdict"] == "better"]
    if better:
        name = better[0]
        return f"With {name_of(best, names)}, {_reading(rows[name], specs[name])}: " + _than(
            rows[name], specs[name], other
        )
    worse = [policy for policy in others if "worse" in verdicts[policy]]
    if worse:
        return f"No policy is clearly better than {other}, and {_counted(worse, names)} clearly worse."
    return f"No policy differs clearly from {other}."


def _counted(policies: list[str], names: Mapping[str, str]) -> str:
    return (
        f"{name_of(policies[0], names)} is" if len(policies) == 1 else f"{_listed_names(policies, names)} are"
    )


def _listed_names(policies: list[str], names: Mapping[str, str]) -> str:
    said = [name_of(policy, names) for policy in policies]
    return f"{', '.join(said[:-1])} and {said[-1]}"


def standfirst(table: pd.DataFrame, measures: pd.DataFrame, baseline: str, names: Mapping[str, str]) -> str:
    """The lines below the headline: how sure, what else, and at what price."""
    best = leader(table, baseline)
    if best == baseline:
        return ""
    rows, specs = rows_of(table, best), _specs(measures)
    other = name_of(baseline, names)
    sorted_ = {
        verdict: [n for n in specs if n in rows and rows[n]["verdict"] == verdict] for verdict in VERDICTS
    }
    if len(sorted_["same"]) == len(rows):
        return "Every pair of twin companies lives the same life under both."
    said = []
    if sorted_["better"]:
        name = sorted_["better"][0]
        said.append(f"{_sure(rows[name], specs[name])}.")
        said += _also("Also clearly better", sorted_["better"][1:], rows, specs)
    else:
        name = FIRST if FIRST in rows else next(iter(rows))
        said.append(
            f"The nearest to an answer is {name_of(best, names)}: {clause(rows[name], specs[name], other)}."
        )
    said += _also("Clearly worse", sorted_["worse"], rows, specs)
    if sorted_["no clear difference"] and sorted_["better"]:
        labels = [specs[n]["label"] for n in sorted_["no clear difference"]]
        said.append(f"No clear difference in {_listed([_lower(label) for label in labels])}.")
    return " ".join(said)


VERDICTS = ("better", "worse", "no clear difference", "same")


def _also(opening: str, found: list[str], rows: Mapping[str, Row], specs: Mapping[str, Row]) -> list[str]:
    """One sentence for several goals with the same verdict, each with its difference and chance."""
    if not found:
        return []
    parts = [
        f"{_lower(specs[n]['label'])} ({apart(rows[n]['delta'], specs[n])}, better in "
        f"{percent(rows[n]['p_better'])} of 100 twins)"
        for n in found
    ]
    return [f"{opening}: {_listed(parts)}."]


def _sure(row: Row, spec: Row) -> str:
    low, high = difference(row["low"], spec), difference(row["high"], spec)
    return (
        f"It is better in {percent(row['p_better'])} of 100 pairs of twin companies; 90% of the pairs lie "
        f"between {low} and {high}"
    )


def _than(row: Row, spec: Row, other: str) -> str:
    return f"{difference(row['delta'], spec)} than with {other}."


def _reading(row: Row, spec: Row) -> str:
    return str(spec["says"]).format(value=number(row["value"], spec["decimals"]))


def _specs(measures: pd.DataFrame) -> dict[str, Row]:
    found: Any = measures.to_dict("records")
    return {str(spec["name"]): spec for spec in found}


def apart(value: float, spec: Row) -> str:
    """A difference with its unit: `2.3 more of 100 people`, `1.4 points less`, `USD 12 less per ...`."""
    said = difference(value, spec)
    amount, word = said.split(" ", 1)
    if spec["index"]:
        return f"{amount} points {word}"
    if spec["money"]:
        currency, _, per = str(spec["unit"]).partition(" ")
        return f"{currency} {amount} {word} {per}"
    return f"{said} {spec['unit']}"


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


# ---------------------------------------------------------------- titles of charts


def band_title(row: Row, spec: Row, other: str) -> str:
    """Over time: the difference of the run as a whole, with direction, comparator and interval."""
    if row["verdict"] == "same":
        return f"{spec['label']}: the same as with {other} in every month"
    low, high = difference(row["low"], spec), difference(row["high"], spec)
    return (
        f"{spec['label']}: {apart(row['delta'], spec)} than with {other}; 90% of twins "
        f"between {low} and {high}"
    )


def waterfall_title(
    rows: pd.DataFrame, labels: Mapping[str, str], companies: int, months: int, other: str
) -> str:
    """Exits by cause: leavers per company, how many fewer or more, and the cause that does most."""
    before, after = (rows[column].sum() / companies for column in ("before", "after"))
    apart = after - before
    if not rows["difference"].any():
        return (
            f"{number(after)} people leave within {months} months, the same as with {other}, cause by cause"
        )
    same_way = rows[(rows["difference"] * apart) > 0] if apart else rows
    most: Any = same_way.iloc[int(same_way["difference"].abs().to_numpy().argmax())]
    return (
        f"{number(after)} people leave within {months} months, {more_or_fewer(apart)} than with {other}; "
        f"most of it {_lower(labels[str(most['cause'])])}: {more_or_fewer(most['per_company'])} "
        f"(±{number(most['margin'])})"
    )


def more_or_fewer(value: float, decimals: int = 1) -> str:
    """A difference in people: `3.2 more`, `0.4 fewer`."""
    text = number(value, decimals)
    return f"{text.lstrip('-')} {'fewer' if text.startswith('-') else 'more'}"


def split_title(parts: pd.DataFrame, spec: Row, other: str) -> str:
    """A bundle: its whole, and the group of levers that does most of it."""
    whole = float(parts["part"].sum())
    most: Any = parts.iloc[int(parts["part"].abs().to_numpy().argmax())]
    return (
        f"{spec['label']}: of {apart(whole, spec)} than with {other}, "
        f"{_lower(str(most['group']))} does most: {signed(most['part'], spec['decimals'])} "
        f"(±{number(most['margin'] + most['order_margin'], spec['decimals'])})"
    )


def twins_title(row: Row, other: str) -> str:
    """Twins: who stays and who leaves instead, counted over all companies followed."""
    people, stays, leaves, margin, companies = (
        number(row[k], 0) for k in ("people", "stays_instead", "leaves_instead", "margin", "companies")
    )
    if row["stays_instead"] == row["leaves_instead"] == 0:
        return f"All {people} people in {companies} companies have the same fate as with {other}"
    return (
        f"Of {people} people in {companies} companies, {stays} stay who would have left with {other}, "
        f"{leaves} leave who would have stayed: {more_or_fewer(row['net'], 0)} stay (±{margin})"
    )


def survival_title(end: Row, base: Row, test: Row, other: str) -> str:
    """Staying: the share at the end, the baseline's, and whether the curves can be told apart."""
    apart = 100 * (end["staying"] - base["staying"])
    return (
        f"After {end['month']} months {percent_of(end['staying'])} of 100 are still there (90% band "
        f"{percent_of(end['low'])} to {percent_of(end['high'])}), {more_or_fewer(apart)} than with {other}; "
        f"log-rank p {p_value(test['p_value'])}"
    )


def percent_of(share: float) -> str:
    """A share as a number of 100, with one decimal."""
    return number(100 * share)


def p_value(value: float) -> str:
    """A p-value for people."""
    return "below 0.001" if value < 0.001 else f"= {value:.3f}"


def money_title(net: Row, currency: str, other: str) -> str:
    """The accounts: net value per employee and year, against whom, and its interval."""
    word = "less" if number(net["delta"], 0).startswith("-") else "more"
    return (
        f"Net value: {currency} {number(abs(net['delta']), 0)} {word} per employee and year than with "
        f"{other}; 90% of twins between {signed(net['low'], 0)} and {signed(net['high'], 0)}"
    )


def paid_back_title(row: Row, end: Row, currency: str, months: int, other: str) -> str:
    """Break-even: from which month on, how deep before, and where it ends; nothing of it when unclear."""
    value = f"{signed(end['mean'], 0)} ±{number(row['end_margin'], 0)}"
    where = (
        f"{currency} {value} per company against {other} after {months} months (90% of twins between "
        f"{signed(end['low'], 0)} and {signed(end['high'], 0)})"
    )
    if abs(end["mean"]) <= row["end_margin"]:
        return f"Neither ahead nor behind for sure: {where}"
    if row["month"] != row["month"]:
        return f"Not paid back within {months} months: {where}"
    if row["transition_cost"] == 0:
        return f"Never behind: {where}"
    cost = number(row["transition_cost"], 0)
    return f"Paid back from month {row['month']:.0f}, after costing up to {currency} {cost}: {where}"


RATIO_SAYS = {
    "no clear effect": "no ratio: the number of regretted leavers avoided can't be told from none",
    "dominates": "no price: it avoids regretted leavers and does not cost net value",
    "dominated": "no price that would help: it loses both people and money",
    "saves but loses people": "it brings net value, and more regretted leavers",
}


def ratio_says(row: Row, currency: str) -> str:
    """Cost per regretted leaver avoided, or why there is no such number."""
    if row["verdict"] != "ratio":
        return RATIO_SAYS[str(row["verdict"])]
    return (
        f"{currency} {number(row['ratio'], 0)} for each regretted leaver avoided (90% interval "
        f"{number(row['ratio_low'], 0)} to {number(row['ratio_high'], 0)})"
    )


def worth_title(table: pd.DataFrame, names: Mapping[str, str], currency: str) -> str:
    """Acceptability: who is most often best at both ends of the curve."""
    first, last = (table[table["worth"] == end] for end in (table["worth"].min(), table["worth"].max()))
    one, two = (str(t.loc[t["p_best"].idxmax(), "policy"]) for t in (first, last))
    chances = [percent(float(t["p_best"].max())) for t in (first, last)]
    top = f"{currency} {number(float(table['worth'].max()), 0)}"
    if one == two:
        return (
            f"{name_of(one, names)} is most often the best of all, whatever a kept top person is worth: in "
            f"{chances[0]} of 100 twins at nothing, {chances[1]} at {top}"
        )
    return (
        f"{name_of(one, names)} is most often the best when a kept top person is worth nothing more "
        f"({chances[0]} of 100 twins), {name_of(two, names)} when worth {top} ({chances[1]} of 100)"
    )


def information_title(evppi: pd.DataFrame, labels: Mapping[str, str], currency: str, draws: int) -> str:
    """Value of information: the unknown worth finding out, or that none stands out."""
    if draws == 1:
        return "One assumed world was lived, so that nothing can be said about the unknowns"
    top = evppi.iloc[0]
    if not number(top["evppi"], 0).strip("0"):
        worth = f"would be worth {currency} 0 in {draws} worlds"
        return f"Knowing any one assumption {worth}: none changes the choice"
    what = f"{_lower(labels[str(top['assumption'])])}: {currency} {number(top['evppi'], 0)}"
    value = f"{what} per employee and year (±{number(top['margin'], 0)})"
    if bool(top["clear"]):
        return f"Worth finding out before choosing: {value}"
    return f"No single unknown clearly changes the choice in {draws} worlds; the largest is {value}"


def flip_says(row: Row, label: str, measure: str, decimals: int, other: str, unit: str) -> str:
    """One turning point: better than the baseline above or below a value."""
    side, where = ("above", "below") if row["above"] > 0 else ("below", "above")
    value = f"{row['threshold']:.{decimals}f}"
    return (
        f"{measure} is better than with {other} when {_lower(label)} is {side} {value} {unit}, worse {where} "
        f"it (looked at from {row['low']:.{decimals}f} to {row['high']:.{decimals}f})"
    )
