"""HTML of the page, from templates that escape whatever is put into them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2

from sim.spec.scenario import Scenario
from sim.view import report_words as say
from sim.view import words
from sim.view.dashboard import link
from sim.view.dashboard.link import PAGES, Question, Shelf
from sim.view.report_cards import cards
from sim.view.report_panels import Section, lever_value
from sim.view.report_tables import Answer
from sim.view.tables import HEADINGS, LEGEND, sections

if TYPE_CHECKING:
    from sim.view.dashboard.study import Brief

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.globals["value"] = lever_value
    return found


def render(template: str, **context: Any) -> str:
    """A template with what it shows."""
    return _environment().get_template(f"{template}.j2").render(**context)


def asset(name: str) -> str:
    """The text of a style or script of ours."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def style() -> str:
    """The report's style, and what the page needs beside it."""
    from sim.view.report import TEMPLATES as REPORT

    return (REPORT / "report.css").read_text(encoding="utf-8") + asset("dashboard.css")


def section_html(section: Section) -> str:
    """A section of the report as the page shows it."""
    return render("section", section=section)


def navigation(question: Question, page: str) -> str:
    """The links to every page; each holds the whole question."""
    links = [(name, title, question.query(name)) for name, title in PAGES.items()]
    return render("navigation", links=links, page=page)


def terms(question: Question, shelf: Shelf, titles: dict[str, str], roster: str) -> str:
    """The line above the answer: which company, how long, how exactly."""
    return render("terms", question=question, companies=shelf.companies, titles=titles, roster=roster)


def compared(brief: Brief, command: str, drawn: dict[str, str], turn: int, roster: str) -> str:
    """The page `compare`: the sentence, the cards, the charts, the table, what differs."""
    result = brief.comparison
    table, measures, base = result.table, result.measures, result.baseline
    return render(
        "compare",
        turn=turn,
        stage="preview" if brief.preview else "refined",
        headline=say.headline(table, measures, base, brief.names),
        standfirst=say.standfirst(table, measures, base, brief.names),
        base=brief.names[base],
        base_name=base,
        policies=brief.policies,
        names=brief.names,
        questions={name: scenario.policy.question for name, scenario in result.scenarios.items()},
        cards=cards(cast(Answer, brief)),
        sentences=dict(zip(result.scenarios, result.sentences, strict=True)),
        headings=HEADINGS,
        legend=LEGEND,
        measures=list(sections(table, measures, base)),
        levers=brief.levers.to_dict("records"),
        result=result,
        badge=result.frame[:2],
        frame=words.FRAME,
        command=command,
        drawn=drawn,
        roster=roster,
    )


def policies(
    question: Question,
    shelf: Shelf,
    questions: dict[str, str],
    folds: list[Any],
    most: int = link.MOST_POLICIES,
) -> str:
    """The side of the policies: which are compared, and their levers."""
    return render(
        "policies", question=question, titles=shelf.policies, questions=questions, folds=folds, most=most
    )


def world(question: Question, shelf: Shelf, folds: list[Any], draws: int) -> str:
    """The side of the assumptions."""
    return render("world", question=question, assumptions=shelf.assumptions, folds=folds, draws=draws)


def faults(problems: list[str], undo: bool) -> str:
    """What is wrong, and the way back."""
    return render("faults", problems=problems, undo=undo)


def about_scenario(scenario: Scenario) -> dict[str, Any]:
    """What a company is, for its page."""
    company = scenario.company
    return {"title": company.title, "description": " ".join(company.description.split()), "company": company}
