"""Words for the numbers of a comparison: tables in, sentences out; imports nothing of ours.

Every number in a sentence is a number of the table, rounded by the same functions that print the table.
The verdict drives the words: nothing is called better or worse that the table doesn't call so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

FRAME = (
    "For comparing policies on simulated people; not for predicting what a named person will do, "
    "nor for decisions about one."
)
"""The honest frame that goes with every output."""
GENERIC = (
    "Generic defaults: the numbers behind this come from published studies and judgement, "
    "not from this company's own records."
)
"""The badge of a comparison whose numbers nobody fitted to the company at hand."""
UNSCORED = "No validation score is stored with this version."
LEADING = ("retention_12_months", "team_performance")
"""What every sentence talks about; other measures are mentioned when their difference is clear."""

Row = Mapping[str, Any]


def badge(changed: Sequence[str] = (), title: str = "") -> str:
    """Where the numbers come from: generic defaults, or which of them were changed.

    `changed` are the labels of the assumptions that differ from the defaults, `title` is that of their file.
    """
    if not changed:
        return GENERIC
    file = f" (“{title}”)" if title else ""
    named = _listed([*changed[:3], *([f"{len(changed) - 3} more"] if len(changed) > 3 else [])])
    return (
        f"Changed assumptions{file}: {named} differ{'s' if len(changed) == 1 else ''} from the generic "
        "defaults; all other numbers come from published studies and judgement."
    )


def validation(met: Mapping[str, int], computed: Mapping[str, int], current: bool, generic: bool) -> str:
    """The score of the validation: how many of the facts that can be computed the model meets.

    By role: C and V are patterns of the evidence, to calibrate to and kept for validation; `calibrate` and
    `test` are figures of a real company. `current` says whether the score is of this very model, `generic`
    whether the comparison rests on the numbers that were scored.
    """
    said = {role: f"{met[role]} of {computed[role]}" for role in met}
    text = (
        f"meets {said['C']} calibration facts and {said['V']} validation facts; of a real organisation's "
        f"figures {said['calibrate']} to calibrate to and {said['test']} kept for the test"
    )
    if not current:
        return f"Validation score of another version of the model, not of this one: {text}."
    return f"Validation: {text}." if generic else f"Validation of the generic defaults: {text}."


def number(value: float, decimals: int = 1) -> str:
    """A number for people: rounded, with commas between thousands and never a minus nought."""
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text


def signed(value: float, decimals: int = 1) -> str:
    """A difference for a table: as `number`, with its sign, and none for nought."""
    text = number(value, decimals)
    return text if text.startswith("-") or not text.strip("0.,") else f"+{text}"


def percent(share: float) -> str:
    """A share in percent: whole, but with one decimal near 0 and 100, to tell rare from never."""
    near_an_end = 0 < share < 0.01 or 0.99 < share < 1
    return f"{100 * share:.{1 if near_an_end else 0}f}"


def name_of(policy: str, names: Mapping[str, str] | None = None) -> str:
    """What a policy is called in a sentence: its title in quotation marks, or the words of its name."""
    return f"“{names[policy]}”" if names and names.get(policy) else policy.replace("_", " ")


def sentences(
    table: pd.DataFrame, measures: pd.DataFrame, baseline: str, names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A sentence per policy, the baseline first, then the others in the order of the table.

    `table` is what `analysis.paired.compare_pairs` returns and `measures` what `measure_table` does;
    `names` gives policies a title.
    """
    order = sorted(table["policy"].unique(), key=lambda policy: policy != baseline)
    return {policy: policy_sentence(table, measures, policy, baseline, names) for policy in order}


def policy_sentence(
    table: pd.DataFrame,
    measures: pd.DataFrame,
    policy: str,
    baseline: str,
    names: Mapping[str, str] | None = None,
) -> str:
    """What one policy does: retention and team performance always, the rest as far as it is clear."""
    known = _known(table[table["policy"] == policy], measures)
    subject, other = name_of(policy, names), name_of(baseline, names)
    if policy == baseline:
        return f"With {subject}, the baseline, {_listed([_reading(*pair) for pair in known])}."
    if all(row["verdict"] == "same" for row, _ in known):
        parts = _listed([_reading(*pair) for pair in known if pair[0]["measure"] in LEADING])
        return f"With {subject}, everything is the same as with {other}, in every pair of twins: {parts}."
    leading = [clause(row, spec, other) for row, spec in known if row["measure"] in LEADING]
    return f"With {subject}, {'; '.join(leading)}.{_rest(known, other)}"


def _known(rows: pd.DataFrame, measures: pd.DataFrame) -> list[tuple[Row, Row]]:
    """Each row of one policy beside what is known about its measure, in the order of the measures."""
    found: Any = {row["measure"]: row for row in rows.to_dict("records")}
    specs: Any = measures.to_dict("records")
    return [(found[spec["name"]], spec) for spec in specs if spec["name"] in found]


def clause(row: Row, measure: Row, other: str) -> str:
    """One measure of one policy as a clause, driven by its verdict: value, difference, interval, chance."""
    reading, verdict = _reading(row, measure), row["verdict"]
    if verdict == "same":
        return f"{reading}, the same as with {other} in every pair of twins"
    apart = f"{difference(row['delta'], measure)} than with {other}"
    low, high = difference(row["low"], measure), difference(row["high"], measure)
    chance = percent(row["p_better"])
    spread = f"90% of twin pairs between {low} and {high}; better in {chance} of 100 twins"
    if verdict in ("better", "worse"):
        return f"{reading}, clearly {verdict}: {apart} ({spread})"
    return f"{reading}, no clear difference: on average {apart} ({spread}{_too_small(row, measure)})"


def difference(value: float, measure: Row) -> str:
    """A difference in words: `2.3 more`, `0.4 fewer`; nought is `0.0 more`."""
    text = number(value, measure["decimals"])
    return f"{text.lstrip('-')} {measure['less'] if text.startswith('-') else measure['more']}"


def _reading(row: Row, measure: Row) -> str:
    """The value of a measure, read out."""
    return str(measure["says"]).format(value=number(row["value"], measure["decimals"]))


def _too_small(row: Row, measure: Row) -> str:
    """Says so when the difference is smaller than what matters, however sure it may be."""
    return "" if abs(row["delta"]) > measure["smallest"] else "; too small to matter"


def _rest(known: Sequence[tuple[Row, Row]], other: str) -> str:
    """The measures not spoken of yet: those that are clearly better or worse in full, the others by name."""
    others = [(row, spec) for row, spec in known if row["measure"] not in LEADING]
    clear = [clause(row, spec, other) for row, spec in others if row["verdict"] in ("better", "worse")]
    said = [f"Also, {'; '.join(clear)}."] if clear else []
    for verdict, opening in (("no clear difference", "No clear difference in"), ("same", "The same in")):
        labels = [str(row["label"]).lower() for row, _ in others if row["verdict"] == verdict]
        said += [f"{opening} {_listed(labels)}."] if labels else []
    return "".join(f" {sentence}" for sentence in said)


def _listed(parts: Sequence[str]) -> str:
    """Parts as an English list."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
