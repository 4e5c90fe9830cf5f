"""The generated page: every cell, every figure, and that it is what the code writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.published.report import published
from sim.view.published_page import CHAPTERS, page
from sim.view.published_questions import NARROW, Answers, answers, draw_questions, number
from tests.published.conftest import needs_compiler

QUESTIONS = ("peter", "features", "favour")
DOCS = Path(__file__).resolve().parents[2] / "docs"


def without_numbers(text: str) -> list[str]:
    """The page's paragraphs, each as one line, with numbers, errors, bands and verdicts left out."""
    cells = "\n".join(re.sub(r"^\| (.*?) \| .*", r"| \1 |", line) for line in text.splitlines())
    numberless = re.sub(r"[+\u2212-]?\b\d[\d,.]*\d\b|[+\u2212-]?\b\d\b", "#", cells)
    return [" ".join(paragraph.split()) for paragraph in numberless.split("\n\n")]


@pytest.fixture(scope="module")
def few() -> Answers:
    return answers(small=True)


@needs_compiler
def test_the_page_has_every_cell_and_is_the_one_in_docs(few: Answers) -> None:
    tables = published(replicates=4)
    written = page(tables, few)
    assert all(f"| {cell.cell} |" in written for table in tables for cell in table.cells)
    assert without_numbers(written) == without_numbers((DOCS / "published.md").read_text(encoding="utf-8"))


@needs_compiler
def test_the_section_on_the_main_model_can_be_drawn(few: Answers, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    paths = draw_questions(tmp_path, few)
    assert [path.name for path in paths] == [f"published-questions-{name}.svg" for name in QUESTIONS]
    assert set(NARROW) <= set(few.effect["tie"])


def test_numbers_carry_their_sign_and_nought_has_none() -> None:
    assert [number(x) for x in (0.5, -0.5, 0.001, -0.001)] == ["+0.50", "\u22120.50", "0.00", "0.00"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_figure_of_the_questions_is_there(name: str) -> None:
    text = (DOCS / "figures" / f"published-questions-{name}.svg").read_text(encoding="utf-8")
    assert text.startswith("<?xml")


@pytest.mark.parametrize("name", [name for chapter in CHAPTERS.values() for name, _ in chapter.figures])
def test_every_figure_is_there(name: str) -> None:
    assert (DOCS / "figures" / f"published-{name}.svg").read_text(encoding="utf-8").startswith("<?xml")


@needs_compiler
def test_figures_can_be_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from sim.view.published_figures import sample_beside_paper

    figure = sample_beside_paper(published("fetta2012", replicates=2)[0])
    figure.savefig(tmp_path / "sample.svg")
    assert (tmp_path / "sample.svg").stat().st_size > 10_000
