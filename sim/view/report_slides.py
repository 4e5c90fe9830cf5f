"""The report as five slides: the answer, the goals, why and who, money, and what it rests on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from sim.view import figures, words
from sim.view import report_words as say
from sim.view.report_cards import MARKS
from sim.view.report_panels import Drawing, Panel
from sim.view.report_tables import Answer, mattering
from sim.view.words import number, percent, signed

WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.7
"""Inches of a slide in 16:9, and its margin."""
LONG = 48
"""Letters from which on a title is written smaller, to stay on one line."""
LONG_SENTENCE = 130
"""Letters from which on the sentence over a chart is written smaller."""
TABLE_HEIGHT = 5.2
"""Inches that the table of goals may take."""
FONT, TITLE_FONT = "Calibri", "Georgia"


def slides(said: Answer) -> bytes:
    """The five slides as a PPTX file. Raises ImportError without the extra `report`."""
    deck = _Deck(said.comparison.frame[0])
    table, measures, base = said.comparison.table, said.comparison.measures, said.comparison.baseline
    best = say.leader(table, base)
    draw = Drawing(said)
    deck.answer(
        said,
        say.headline(table, measures, base, said.names),
        say.standfirst(table, measures, base, said.names),
    )
    deck.goals(said)
    deck.charts(f"Why, and who: {said.names[best]}", [draw.waterfall(best), draw.fates(best)])
    deck.charts(f"What it costs and brings: {said.names[best]}", [draw.accounts(best), draw.paid_back(best)])
    deck.rests_on(said)
    return deck.bytes()


class _Deck:
    """A presentation under construction."""

    def __init__(self, badge: str) -> None:
        import pptx
        from pptx.util import Inches

        # python-pptx ships without types
        open_deck: Any = pptx.Presentation
        self.deck = open_deck()
        self.inches: Any = Inches
        self.badge = badge
        self.deck.slide_width, self.deck.slide_height = Inches(WIDTH), Inches(HEIGHT)

    def bytes(self) -> bytes:
        """The file."""
        data = io.BytesIO()
        self.deck.save(data)
        return data.getvalue()

    def slide(self, title: str, height: float = 1.0) -> Any:
        """A slide with a title, `height` inches high, and the honest frame at its foot."""
        page = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        place = page.shapes.title
        place.left, place.top = self.inches(EDGE), self.inches(0.45)
        place.width, place.height = self.inches(WIDTH - 2 * EDGE), self.inches(height)
        small = height == 1.0 and len(title) >= LONG
        _fill(place.text_frame, [(title, 22 if small else 28, True)], TITLE_FONT)
        self.text(page, [(f"{words.FRAME} {self.badge}", 11, False)], 6.8, 0.5, "566271")
        return page

    def text(
        self, page: Any, lines: Sequence[tuple[str, float, bool]], top: float, height: float,
        colour: str = "16202c", left: float = EDGE, width: float = WIDTH - 2 * EDGE,
    ) -> None:  # fmt: skip
        """Paragraphs as (text, points, bold)."""
        box = page.shapes.add_textbox(*(self.inches(x) for x in (left, top, width, height)))
        _fill(box.text_frame, lines, FONT, colour)

    # ------------------------------------------------------------ the five

    def answer(self, said: Answer, headline: str, standfirst: str) -> None:
        """The sentence first."""
        page = self.slide(headline, 2.2)
        result = said.comparison
        worlds = "" if result.draws == 1 else f" in each of {result.draws:,} worlds"
        lines = [
            (standfirst, 20, False),
            ("", 8, False),
            (
                f"{said.company.title or result.company.replace('_', ' ')}: {result.months} months, "
                f"{result.replicates:,} twin companies per policy{worlds}.",
                16,
                False,
            ),
            (result.frame[1], 16, False),
        ]
        self.text(page, lines, 2.9, 3.6)

    def goals(self, said: Answer) -> None:
        """A row per policy, a column per goal."""
        page = self.slide("Goal by goal")
        result = said.comparison
        specs: Any = result.measures.to_dict("records")
        shown = [result.baseline, *said.policies]
        across, down = WIDTH - 2 * EDGE, TABLE_HEIGHT
        frame = page.shapes.add_table(
            len(shown) + 1, len(specs) + 1,
            *(self.inches(x) for x in (EDGE, 1.4, across, down / (len(shown) + 2))),
        )  # fmt: skip
        for place, column in enumerate(frame.table.columns):
            column.width = self.inches(2.8 if place == 0 else (across - 2.8) / len(specs))
        # two lines a row, five in the head, each a fifth higher than its letters, and 6 points of air a row
        size = min(12.0, (72 * down - 6 * (len(shown) + 1)) / 1.2 / (2 * len(shown) + 5))
        heads = [f"{spec['label']}\n{spec['unit']}" for spec in specs]
        self.row(frame.table, 0, ["Mean difference · P(better)\n90% of twins", *heads], size)
        for place, policy in enumerate(shown, 1):
            rows = say.rows_of(result.table, policy)
            if policy == result.baseline:
                told = [number(rows[spec["name"]]["value"], spec["decimals"]) for spec in specs]
                self.row(frame.table, place, [f"{said.names[policy]} (baseline)", *told], size)
            else:
                told = [_goal(rows[spec["name"]], spec) for spec in specs]
                self.row(frame.table, place, [said.names[policy], *told], size)

    def row(self, table: Any, place: int, texts: Sequence[str], size: float) -> None:
        """One row of a table, quiet in colour; the first is its head."""
        from pptx.dml.color import RGBColor

        colour: Any = RGBColor.from_string
        table.rows[place].height = self.inches(0.2)
        for column, text in enumerate(texts):
            cell = table.cell(place, column)
            cell.margin_top = cell.margin_bottom = self.inches(0.03)
            cell.fill.solid()
            cell.fill.fore_color.rgb = colour("FFFFFF" if place else "E9EDF1")
            _fill(cell.text_frame, [(text, size, place == 0 or column == 0)], FONT)

    def charts(self, title: str, panels: Sequence[Panel]) -> None:
        """Two charts side by side, each under its sentence."""
        page = self.slide(title)
        width = (WIDTH - 2 * EDGE - 0.5) / 2
        for place, panel in enumerate(panels):
            left = EDGE + place * (width + 0.5)
            size = 15 if len(panel.title) < LONG_SENTENCE else 12
            self.text(page, [(panel.title, size, True)], 1.5, 1.2, left=left, width=width)
            self.picture(page, panel, left, 2.75, width, 4.0)

    def picture(self, page: Any, panel: Panel, left: float, top: float, width: float, height: float) -> None:
        """A chart as large as fits, with its text for those who can't see it."""
        across, down = panel.figure.get_size_inches()
        scale = min(width / across, height / down)
        data = io.BytesIO(figures.png(panel.figure))
        shown = page.shapes.add_picture(
            data, *(self.inches(x) for x in (left, top, across * scale, down * scale))
        )
        shown._element.nvPicPr.cNvPr.set("descr", panel.alt)

    def rests_on(self, said: Answer) -> None:
        """How sure, on which assumptions, and how to do it again."""
        page = self.slide("What it rests on")
        result = said.comparison
        lines: list[tuple[str, float, bool]] = [("How sure", 18, True), *self.chances(said), ("", 8, False)]
        five = mattering(said).to_dict("records")
        if five:
            lines.append(("The five assumptions that matter most", 18, True))
        lines += [
            (f"{row['label']}: {row['value']:g} {row['unit']}, varied from {row['low']:g} to {row['high']:g} "
             f"(tier {row['tier']})", 15, False)
            for row in five
        ]  # fmt: skip
        lines += [
            ("", 8, False),
            ("Do it again", 18, True),
            (said.command, 13, False),
            (result.effort, 13, False),
        ]
        self.text(page, lines, 1.45, 5.2)

    def chances(self, said: Answer) -> list[tuple[str, float, bool]]:
        """P(best) in net value, policy by policy."""
        rows = said.chances[said.chances["measure"] == "net_value"].to_dict("records")
        told = [
            f"{said.names[str(row['policy'])]} {percent(row['p_best'])}% ±{percent(row['p_best_margin'])}"
            for row in rows
        ]
        return [(f"Best of all in net value: {'; '.join(told)}.", 15, False)]


def _goal(row: Any, spec: Any) -> str:
    delta, low, high = (signed(row[key], spec["decimals"]) for key in ("delta", "low", "high"))
    return f"{MARKS[row['verdict']]} {delta} · {percent(row['p_better'])}%\n{low} to {high}"


def _fill(frame: Any, lines: Sequence[tuple[str, float, bool]], font: str, colour: str = "16202C") -> None:
    """Write paragraphs into a text frame."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    points: Any = Pt
    shade: Any = RGBColor.from_string
    frame.word_wrap = True
    for place, (text, size, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = 1
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = points(size), bold, font
        run.font.color.rgb = shade(colour.upper())
