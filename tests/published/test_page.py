"""The generated page: every cell, every figure, and that it is what the code writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.published.report import published
from sim.view.published_page import CHAPTERS, page
from tests.published.conftest import needs_compiler

DOCS = Path(__file__).resolve().parents[2] / "docs"


def without_numbers(text: str) -> list[str]:
    """The page's lines with our numbers, errors, bands and verdicts left out."""
    cells = [re.sub(r"^\| (.*?) \| .*", r"| \1 |", line) for line in text.splitlines()]
    return [re.sub(r"\b[\d,]+ organisations", "organisations", line) for line in cells]


@needs_compiler
def test_the_page_has_every_cell_and_is_the_one_in_docs() -> None:
    tables = published(replicates=4)
    written = page(tables)
    assert all(f"| {cell.cell} |" in written for table in tables for cell in table.cells)
    assert without_numbers(written) == without_numbers((DOCS / "published.md").read_text(encoding="utf-8"))


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
