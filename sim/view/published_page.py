"""`docs/published.md`: the published models, their numbers beside ours, figures, and what did not come out.

Made by `twinladder published --write docs`; nothing in the page is written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sim.published.report import published
from sim.published.tables import AGREES, HEADINGS, PublishedTable, row_of
from sim.view.published_figures import draw_all
from sim.view.published_questions import Answers, answers, draw_questions
from sim.view.published_questions import section as answered


class Chapter(NamedTuple):
    """What the page says of one model. `figures`: name of the file and what it shows, in words."""

    heading: str
    before: str
    figures: tuple[tuple[str, str], ...]
    after: str


INTRODUCTION = """\
# Published models, computed again

A researcher trusts a tool that reproduces what is known. Here are four models of promotion from the
literature, written from their papers alone, run on the same keyed draws as the main model, and set beside
the papers' numbers. Print the tables with `twinladder published`, one of them with `twinladder published
fetta2012`, as data with `--format json` (of all models: `{"models": [...]}`); `twinladder published --write
docs` makes this page. The designs are in `experiments/published-*.toml`, for `twinladder batch`, the models
in `sim/published/`. At the end [the same questions are put to the main model](#main-model).

| model | cells | agree | same direction | differ |
|---|---:|---:|---:|---:|
{summary}

*agrees*: ours lies within the band of the cell; *same direction*: outside it, with the paper's sign;
*differs*: neither. Bands are in the tables; *error* is one standard error of ours. Seats, exits and
promotions are counted in every life of every model, and they balance exactly: an exit at a level with k
levels below it sets off k promotions, no more and no fewer (where nobody is left to promote, the seat stays
empty for a step and its promotions are owed).
"""

CHAPTERS: Mapping[str, Chapter] = {
    "pluchino2010": Chapter(
        "Pluchino, Rapisarda & Garofalo 2010: the Peter principle revisited",
        """\
A pyramid of 160 people in six levels. Each year the incompetent (below 4 of 10) are dismissed, those past 60
retire, and every empty seat goes to somebody of the level below: the best, the worst, anybody, or the best
with a probability of 0.47 and else the worst. Under *common sense* competence goes along with the promoted,
give or take a point; under the *Peter hypothesis* the new job draws it anew. Efficiency is competence weighed
by the responsibility of the level.

The paper leaves two things open: what is done with competences drawn outside the scale, and whether all
exits come before all promotions. We run five readings:

{readings}""",
        (
            ("pluchino2010-years", "Efficiency over a thousand years by strategy and hypothesis."),
            ("pluchino2010-readings", "Gains in every cell of table 1: five readings and the paper."),
            ("pluchino2010-mixed", "Efficiency against the share of best promotions, under two readings."),
        ),
        """\
**What comes out.** Signs and order are the paper's in every reading; under D every cell is within its band,
and so is the point where the two mixed curves cross. Fetta et al. found the same: the paper's numbers need
newcomers who are never below the threshold of dismissal.

**What does not.** No one reading gives every decimal. The start of 69.68 percent rules reading E out: truly
truncated normals start more than two points lower. The Best-Worst cells under common sense and the crossing
move most. The paper follows single people to their last level (its figure on competence by level); we follow
organisations and do not repeat it.""",
    ),
    "fetta2012": Chapter(
        'Fetta et al. 2012: the row "Sample"',
        """\
The same pyramid, with competences drawn again until they lie inside 0 to 10 and ages drawn from N(27, 5). Of
all versions this one is specified best, and it comes out best. The paper goes on to social networks, envy and
unfairness; those rows are not computed here.
""",
        (("fetta2012-sample", "The six cells: the paper's whole numbers and ours."),),
        "",
    ),
    "pluchino2011": Chapter(
        "Pluchino, Rapisarda & Garofalo 2011: efficient promotion strategies",
        """\
A tree of five levels in which everybody above the bottom leads L people. It first lives 1,000 months with the
best promoted under the Peter hypothesis; from then on a share of promotions is made at random. Candidates are
either the whole level below (*global*) or the seat's own subordinates (*neighbours*).
""",
        (
            ("pluchino2011-gains", "Gain over sixty years by share of random promotions, in both modes."),
            ("pluchino2011-ages", "Retirements over the years under two assumptions on ages at entry."),
        ),
        """\
**What comes out.** The gains in the long run, the gain of neighbours over global for L = 3 and 4, all ten
highest gains within 20 years, and all twelve counts of dismissals, retirements and promotions; the four
counts of retirements to within a person.

**Ages at entry decide it.** The paper takes its rules over from that of 2010, which starts people at ages
N(25, 5) and does not state the ages of newcomers. With N(25, 5) for both, the gains of the first 20 years
are 30 to 40 percent too small and little more than half as many people retire. Everybody starts at about the
same age, so they retire in a wave, which comes back a career later; after 1,000 months that wave either falls
into the 20 years that the paper counts, or just behind them. With the ages of Fetta et al., N(27, 5) drawn
again outside 18 to 60, the wave arrives in time and the counts are the paper's. That is an inference, made
after seeing the counts (we tried means from 25 to 35); the gains in the long run do not depend on it. Whoever
compares promotion policies over a fixed horizon should look at the age structure first: here it changes the
result as much as who is a candidate does.

**What does not.** How fast the gain comes. The paper has +1 point after 3 years and +2 after 6; ours has
about a third of that at both times and in both modes, though it makes it up: under *global* the highest
gain within 20 years and the share of the long run that it reaches (75 to 80 percent in the paper) agree.
The wave is why: in our trees it is in its trough when the change comes and at its height 17 to 20 years
later, and seats that do not become vacant can't be filled at random. A tree of even ages with the same
number of retirements would gain steadily, by arithmetic about 0.8 points in 3 years and 1.6 in 6, and a
career of 33 years (27 to 60) gives 204 retirements in 20 years without any wave. Counts and speed together
thus speak for ages more even than N(27, 5) gives after 1,000 months; which ages the authors drew we do not
know. (The paper's speed is stated without L, mode or share; we took L = 4 and 100% random.)

The paper finds neighbours about 3 points above global for every L. Ours falls with L, to
less than 2 points for L = 5 and 6, in every reading and with both ages. From which share of positions under
the Peter hypothesis on random promotion beats the best is in our trees a little under half rather than half;
how the paper mixes the two hypotheses (by position for good, as here, or promotion by promotion) is not known
to us. Not computed: competence that changes with age, other responsibilities, and organisations that grow or
shrink.""",
    ),
    "martell1996": Chapter(
        "Martell, Lane & Emrich 1996: a small bias accumulates",
        """\
Eight levels of 500 people at the bottom to 10 at the top, as many women as men at each. Ratings are N(50, 10)
for life; men's carry a bonus that explains 1 or 5 percent of the variance. Every cycle 15 percent leave at
random and each empty seat goes to the highest rated of the level below, until none of the first people is
left (about 49 cycles).
""",
        (("martell1996-levels", "Women by level after the bias has accumulated, by size of the bias."),),
        """\
**What comes out.** A bonus worth one percent of the variance takes about eleven of fifty points from women at
the top; five percent take half of their share.

**What does not.** The paper's 35 percent lies below ours and its 29 above. Organisations differ by 14 to 15
points at the top, so the mean of 20 of them is off by more than 3 points one time in three. We know the
paper's numbers as they are widely quoted, and take 20 organisations from a public re-implementation.""",
    ),
}


def summary_row(table: PublishedTable) -> str:
    """How many cells of one table came out."""
    verdicts = [cell.verdict for cell in table.cells]
    counts = [verdicts.count(word) for word in (AGREES, "same direction", "differs")]
    return (
        f"| [{CHAPTERS[table.model].heading.split(':')[0]}](#{table.model}) | {len(verdicts)} | "
        + " | ".join(map(str, counts))
        + " |"
    )


def markdown_table(table: PublishedTable) -> str:
    """The cells as a Markdown table, with what ours were run with below."""
    lines = [HEADINGS, ("---", "---:", "---:", "---:", "---:", "---"), *map(row_of, table.cells)]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"{text}\n\nUnit: {table.unit}. Ours: {table.settings}."


def section(table: PublishedTable) -> str:
    """One model: what it is, figures, table, what came out and what did not."""
    chapter = CHAPTERS[table.model]
    readings = "\n".join(f"- {note}" for note in table.notes)
    figures = "\n\n".join(f"![{words}](figures/published-{name}.svg)" for name, words in chapter.figures)
    parts = [
        f'<a id="{table.model}"></a>\n\n## {chapter.heading}',
        chapter.before.replace("{readings}", readings).strip(),
        figures,
        markdown_table(table),
        "" if "{readings}" in chapter.before else " ".join(table.notes),
        chapter.after,
    ]
    return "\n\n".join(part for part in parts if part)


def page(tables: Sequence[PublishedTable], found: Answers) -> str:
    """The whole page as Markdown."""
    summary = "\n".join(map(summary_row, tables))
    models = "\n\n".join(map(section, tables))
    return "\n".join([INTRODUCTION.replace("{summary}", summary), models, "", answered(found)])


def write_page(docs: Path, replicates: int | None = None, threads: int | None = None) -> Path:
    """Compute every table, draw every figure and write the page into the documentation's folder."""
    tables = published(replicates=replicates, threads=threads)
    found = answers()
    (docs / "figures").mkdir(parents=True, exist_ok=True)
    draw_all(docs / "figures", tables, threads)
    draw_questions(docs / "figures", found)
    target = docs / "published.md"
    target.write_text(page(tables, found), encoding="utf-8")
    return target
