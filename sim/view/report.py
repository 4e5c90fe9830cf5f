"""The report: one page that opens offline, the same printed, and the numbers of its charts.

Everything on the page is in the file: style, charts (inline SVG) and the CSV behind each chart. It asks
nothing of any server.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from sim.analysis import twins
from sim.spec.scenario import values
from sim.view import report_words as say
from sim.view import words
from sim.view.report_cards import cards
from sim.view.report_panels import Section, Table, cell, sections, table
from sim.view.report_tables import Answer, charts, mattering

TEMPLATES = Path(__file__).parent / "templates"
FIXED = (("goals", "Goals"),)
LAST = (("assumptions", "Assumptions"), ("method", "Method"), ("reproduce", "Reproduce"))


def html(said: Answer, printing: bool = False) -> str:
    """The whole report as one self-contained HTML page; `printing` unfolds what a reader would unfold."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("report.html.j2").render(**_context(said, printing))


def pdf(said: Answer) -> bytes:
    """The report as a PDF (A4). Raises ImportError without the extra `report`."""
    import weasyprint

    press: Any = weasyprint.HTML
    written: bytes = press(string=html(said, printing=True)).write_pdf()
    return written


def csv_files(said: Answer) -> dict[str, str]:
    """The numbers behind every chart, as CSV text by file name."""
    return {f"{name}.csv": frame.to_csv(index=False) for name, frame in charts(said).items()}


def about(said: Answer) -> str:
    """What lies beside the CSV files: the answer, the honest frame, and the command that made them."""
    top = _top(said)
    lines = [
        f"{top['company']}: {top['heading']}", top["headline"], top["standfirst"], top["badge"],
        top["validation"], top["frame"], said.comparison.effort, said.command,
    ]  # fmt: skip
    return "\n\n".join(line for line in lines if line) + "\n"


def people_csv(said: Answer) -> dict[str, str]:
    """Person by person, for those who ask for it: whose fate differs under which policy."""
    parts = [
        twins.people_apart(said.lives, policy, said.comparison.baseline).assign(policy=policy)
        for policy in said.policies
    ]
    return {"people.csv": pd.concat(parts, ignore_index=True).to_csv(index=False)}


def _context(said: Answer, printing: bool) -> dict[str, Any]:
    """Everything the template shows."""
    result = said.comparison
    charted = list(sections(said))
    return {
        **_top(said),
        "cards": cards(said),
        "charted": charted,
        "sections": [*FIXED, *((s.id, s.name) for s in charted), *LAST],
        "csv_of": {name: _data_uri(frame) for name, frame in charts(said).items()}
        if not printing
        else _none(said),
        "assumptions": assumptions(said),
        "company_table": company_table(said),
        "method": list(method(said)),
        "command": said.command,
        "python": said.python,
        "hashes": list(result.settings["scenarios"].items()),
        "effort": f"{result.effort} The whole report took {said.seconds:.1f} s.",
        "printing": printing,
        "css": (TEMPLATES / "report.css").read_text(encoding="utf-8"),
    }


def _none(said: Answer) -> dict[str, str]:
    """On paper there is nothing to download."""
    return dict.fromkeys(charts(said), "#")


def _top(said: Answer) -> dict[str, Any]:
    """The head of the page: what was compared, the answer, and the honest frame."""
    result = said.comparison
    company = said.company.title or result.company.replace("_", " ")
    worlds = "" if result.draws == 1 else f" in each of {result.draws:,} worlds"
    return {
        "headline": say.headline(result.table, result.measures, result.baseline, said.names),
        "standfirst": say.standfirst(result.table, result.measures, result.baseline, said.names),
        "company": company,
        "heading": f"{result.months} months, {result.replicates:,} twin companies per policy{worlds}",
        "baseline": words.name_of(result.baseline, said.names),
        "badge": result.frame[0],
        "frame": words.FRAME,
        "validation": result.frame[1],
        "currency": said.company.currency,
    }


def _data_uri(frame: pd.DataFrame) -> str:
    text = frame.to_csv(index=False, float_format="%.6g").encode()
    return f"data:text/csv;base64,{base64.b64encode(text).decode()}"


# ---------------------------------------------------------------- what was put in


def assumptions(said: Answer) -> dict[str, Any]:
    """The five assumptions that matter most, then all of them with sources and tiers."""
    five = mattering(said)
    return {
        "lead": _assumptions_lead(said),
        "five": [_in_short(row, said) for row in five.to_dict("records")],
        "count": len(said.assumptions),
        "table": _all_assumptions(said.assumptions),
    }


def _assumptions_lead(said: Answer) -> str:
    tiers = (
        "Tier A: causal studies or meta-analyses; B: correlations or official statistics; C: surveys; "
        "judgement: ours."
    )
    if not len(mattering(said)):
        return f"Run with --draws 20 or more to learn which assumptions matter most. {tiers}"
    return (
        "The five that matter most come first: by what it would be worth to know them before choosing, then "
        f"by how much of the differences in net value they explain over {said.comparison.draws} worlds. "
        f"{tiers}"
    )


def _in_short(row: dict[Any, Any], said: Answer) -> dict[str, str]:
    worth = f"{words.number(row['evppi'], 0)} ±{words.number(row['margin'], 0)} per employee and year"
    fact = (
        f"{row['value']:g} {row['unit']}, varied from {row['low']:g} to {row['high']:g} · worth knowing: "
        f"{said.company.currency} {worth} · explains {words.percent(row['explained'])}% · tier "
        f"{row['tier']} · {row['source'] or 'our judgement'}"
    )
    return {"label": row["label"], "meaning": row["meaning"], "fact": fact}


def _all_assumptions(listed: pd.DataFrame) -> Table:
    heads = ("Assumption", "Value", "Plausible", "Unit", "Tier", "Source")
    rows: list[tuple[str, list[Any]]] = []
    for row in listed.to_dict("records"):
        known = row["low"] is not None and row["low"] == row["low"]
        plausible = f"{row['low']:g} to {row['high']:g}" if known else ""
        group = str(row["path"]).split(".")[1].replace("_", " ").capitalize()
        cells = [row["label"], _shown(row["value"]), plausible, row["unit"], row["tier"], row["source"]]
        rows.append((group, [cell(text) for text in cells]))
    return table("All assumptions", heads, rows, numeric=(1, 2), stack=True)


def company_table(said: Answer) -> Table:
    """Every number of the company and its prices."""
    from sim.spec.scenario import catalogue

    heads = ("Company", "Value", "Unit")
    rows: list[tuple[str, list[Any]]] = []
    for path, value in values(said.company, "company"):
        known = catalogue().get(path)
        if known is not None:
            unit = known.unit.replace("currency", said.company.currency)
            rows.append(("", [cell(known.label), cell(_shown(value)), cell(unit)]))
    return table("Company and prices", heads, rows, numeric=(1,))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)


def method(said: Answer) -> Iterator[str]:
    """How the numbers came about, in plain words."""
    result = said.comparison
    worlds = (
        "One assumed world was lived, with every assumption at its default."
        if result.draws == 1
        else f"Every assumption was drawn from its plausible range {result.draws} times; each such world "
        f"was lived "
        f"by all {result.replicates} companies."
    )
    yield (
        f"An agent-based model lives {result.replicates:,} companies month by month for {result.months} "
        f"months under "
        f"each policy, after {said.company.warmup} months under the present practice. People learn, work, "
        f"are rated, hope, compare themselves, are promoted or not, leave and are replaced."
    )
    yield (
        "Luck is keyed to the person, the month and the purpose: the same person meets the same luck under "
        "every "
        "policy. So two policies are compared twin by twin, and a policy that changes nothing shows no "
        "difference. " + worlds
    )
    yield (
        "Difference: the mean over pairs of twin companies. Its Monte Carlo interval (90%) says how exactly "
        "these "
        "runs pin it down, clustered by world and by luck. The range of twins says how much one company may "
        "differ from the next. Better and worse are said only when at least 90 of 100 pairs agree and the "
        "difference is large enough to matter."
    )
    yield (
        "Why: the ledger of exits is exact, so causes sum to the difference. Groups of levers are credited "
        "with their mean contribution over every order in which they could be switched on (Shapley)."
    )
    yield (
        f"Who: {said.companies_followed:,} of these companies were followed person by person. Groups of "
        f"fewer than five people are hidden, and no row about a person is kept in this file."
    )
    yield (
        "Worth knowing (EVPPI): by how much net value would rise on average if an assumption were known "
        "before "
        "choosing. A curve through the worlds says which policy is best given the assumption; each world is "
        "valued under the choice made without it, so that noise gains nothing."
    )


__all__ = ["Section", "about", "csv_files", "html", "pdf", "people_csv"]
