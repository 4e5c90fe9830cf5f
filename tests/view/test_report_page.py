"""The page: one file, no request, readable at a desk, on a telephone, aloud and on paper."""

from __future__ import annotations

import html
import os
import re
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sim.spec import library
from sim.view import report, words
from sim.view.report_tables import Answer, answer, charts

ORDER = ["answer", "goals", "time", "why", "who", "money", "robustness", "policies", "assumptions", "method"]


@pytest.fixture(scope="module")
def page(said: Answer) -> str:
    return report.html(said)


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    handle_startendtag = handle_starttag


def test_nothing_is_fetched(page: str) -> None:
    for tag, said in Tags(page).found:
        assert tag not in ("script", "iframe", "img", "object", "embed")
        for name in ("href", "xlink:href", "src", "srcset"):
            assert (said.get(name) or "#").startswith(("#", "data:")), (tag, said)
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []
    assert len(page.encode()) < 5_000_000


def test_sections_stand_in_their_order(page: str) -> None:
    found = [said["id"] for tag, said in Tags(page).found if tag in ("section", "header") and "id" in said]
    assert found == [*ORDER, "reproduce"]


def test_every_chart_has_words_and_every_id_is_one_of_a_kind(page: str) -> None:
    tags = Tags(page).found
    pictures = [said for tag, said in tags if tag == "div" and said.get("role") == "img"]
    assert len(pictures) == sum(tag == "figure" for tag, _ in tags) > 10
    assert all(len(said["aria-label"] or "") > 60 for said in pictures)
    drawn = sum(tag == "svg" for tag, _ in tags)
    assert drawn == sum(said.get("role") == "img" for _, said in tags)
    ids = Counter(said["id"] for _, said in tags if said.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []


def test_the_frame_and_the_badge_are_at_both_ends(page: str, said: Answer) -> None:
    assert page.count(words.FRAME) == 2
    assert page.count(html.escape(said.comparison.frame[1], quote=True).replace("&#x27;", "&#39;")) == 2
    assert "calibration facts" in said.comparison.frame[1]
    assert page.count("Generic defaults") == 2


def test_prices_and_currency_are_the_company_s(said: Answer) -> None:
    changed = {"company.currency": "VND", "company.prices.assessment": 1234}
    other = answer("vietnam_sme", "dual_ladder", months=4, replicates=2, draws=1, overrides=changed)
    text = report.html(other)
    assert "VND" in text
    assert "USD" not in text
    assert "1,234" in text


def test_colour_is_never_alone(page: str) -> None:
    """What is worse is hatched, baselines are dashed, verdicts have signs."""
    assert "<pattern" in page
    assert "stroke-dasharray" in page
    assert any(sign in page for sign in ("▲", "▼", "≈"))


def test_html_in_a_title_stays_text(said: Answer) -> None:
    names = said.names | {"dual_ladder": "<script>x</script>"}
    text = report.html(_with(said, names=names))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_money_in_a_title_stays_text(said: Answer) -> None:
    """Two dollar signs are no formula to the figures, nor is what no formula could be read from."""
    names = said.names | {"dual_ladder": "From $5,000 to $2,000", "forced_promotion": "Bonus of $x^{$"}
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", report.html(_with(said, names=names)))
    assert "From $5,000 to $2,000" in drawn


def _with(said: Answer, **changes: object) -> Answer:
    from dataclasses import replace

    return replace(said, **changes)  # type: ignore[arg-type]


def test_the_numbers_of_every_chart_are_there(said: Answer, page: str) -> None:
    files = report.csv_files(said)
    assert set(files) == {f"{name}.csv" for name in charts(said)}
    linked = set(re.findall(r'download="([^"]+)"', page))
    unknowns = {"turning_points.csv", "information.csv", "information_in_all.csv"}  # not in three worlds
    assert linked == set(files) - unknowns


def test_the_same_answer_gives_the_same_page(said: Answer, page: str) -> None:
    assert report.html(said) == page


def test_it_opens_offline_and_fits_a_telephone(page: str, tmp_path: Path, browser: Any) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    tab = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: faults.append(message.text))
    tab.goto(file.as_uri())
    wide = tab.evaluate("document.documentElement.scrollWidth")
    small = tab.evaluate(
        "Math.min(...[...document.querySelectorAll('figure svg text')]"
        ".map(text => text.getBoundingClientRect().height))"
    )
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []
    assert wide <= 390
    assert small >= 8.5


def test_it_prints(said: Answer) -> None:
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    pages = pypdf.PdfReader(BytesIO(report.pdf(said))).pages
    assert len(pages) > 4
    # the goals begin under the answer
    assert "12-month retention" in pages[0].extract_text().split("Goal by goal")[1]
    assert "still there a year later" in pages[0].extract_text() or "clearly" in pages[0].extract_text()
    assert "not for predicting" in pages[0].extract_text()


def test_five_slides(said: Answer) -> None:
    pptx = pytest.importorskip("pptx")
    from io import BytesIO

    from sim.view.report_slides import slides

    deck = pptx.Presentation(BytesIO(slides(said)))
    assert len(deck.slides) == 5
    for slide in deck.slides:
        text = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert words.FRAME in text
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        assert all(len(p._element.nvPicPr.cNvPr.get("descr")) > 40 for p in pictures)


def test_what_stands_on_a_slide_fits_and_nothing_overlaps(said: Answer) -> None:
    """Measured in a wider font than the one asked for, with titles as long as any that ships."""
    pptx = pytest.importorskip("pptx")
    from io import BytesIO

    from sim.view.report_slides import slides

    names = {name: "Promote the best technician, like it or not" for name in said.names}
    _check_deck(pptx.Presentation(BytesIO(slides(_with(said, names=names)))))


def test_the_slide_of_goals_has_room_for_eight_policies() -> None:
    pptx = pytest.importorskip("pptx")
    from io import BytesIO

    from sim.view.report_slides import slides

    eight = [name for name in library.names("policy") if name != "status_quo"][:8]
    said = answer("vietnam_sme", eight, months=2, replicates=2, draws=1)
    _check_deck(pptx.Presentation(BytesIO(slides(said))))


def _check_deck(deck: Any) -> None:
    """Every shape lies on its slide and on no other."""
    for number, slide in enumerate(deck.slides, 1):
        boxes = [_room(shape) for shape in slide.shapes]
        for place, (left, top, right, bottom) in enumerate(boxes):
            assert left >= 0
            assert right <= deck.slide_width
            assert bottom <= deck.slide_height, f"slide {number}"
            for other in boxes[place + 1 :]:
                apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
                assert apart, f"slide {number}: {boxes[place]} and {other}"


def _room(shape: Any) -> tuple[float, float, float, float]:
    """What a shape takes: its own frame, or what its text needs of it; left, top, right, bottom."""
    high = float(shape.height)
    if shape.has_text_frame:
        high = _text_height(shape.text_frame, shape.width)
    elif getattr(shape, "has_table", False):
        columns = shape.table.columns
        high = sum(
            max(
                _text_height(cell.text_frame, column.width)
                for cell, column in zip(row.cells, columns, strict=True)
            )
            for row in shape.table.rows
        )
    return shape.left, shape.top, shape.left + shape.width, shape.top + high


def _text_height(frame: Any, width: float) -> float:
    """How high a text is when it is wrapped in DejaVu Sans, in EMU (12,700 to the point)."""
    from matplotlib.font_manager import FontProperties, findfont
    from PIL import ImageFont

    room, high = width / 12_700 - 14.4, 7.2
    for paragraph in frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs if run.font.size), default=18.0)
        bold = any(run.font.bold for run in paragraph.runs)
        file = findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal"))
        measured = ImageFont.truetype(file, 100)
        for line in "".join(run.text for run in paragraph.runs).splitlines() or [""]:
            lines, used = 1, 0.0
            for word in line.split():
                long = measured.getlength(f"{word} ") * size / 100
                lines, used = (lines + 1, long) if used + long > room else (lines, used + long)
            high += 1.2 * size * lines
    return high * 12_700


@pytest.mark.long
def test_four_policies_in_twenty_worlds_in_time(tmp_path: Path) -> None:
    """500 replicates x 20 draws of four policies: under 30 seconds on two cores, under 5 MB."""
    four = ["forced_promotion", "promote_flight_risks", "dual_ladder", "training_budget"]
    report.html(answer("vietnam_sme", four, replicates=4, draws=1))  # compiles
    started = time.perf_counter()
    text = report.html(answer("vietnam_sme", four, replicates=500, draws=20))
    seconds = time.perf_counter() - started
    assert len(text.encode()) < 5_000_000
    assert seconds < 30, f"{seconds:.0f} s on {os.cpu_count()} cores"
