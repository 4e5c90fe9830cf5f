"""Every number that a report says is that of its tables, read back from the CSV that it hands out.

Up, down, unclear and no difference at all; against the usual baseline and another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

import pandas as pd
import pytest

from sim.spec.reader import load
from sim.view import report
from sim.view.report_cards import cards
from sim.view.report_panels import SPLIT_BY, Listing, Panel, Panels, Table, sections
from sim.view.report_tables import BANDED, Answer, answer
from sim.view.words import number, percent, signed
from tests.view.test_words import CONSTANTS, NUMBER

Row = Mapping[str, Any]
ANSWERS = ("said", "turned", "copied")


@pytest.fixture(scope="module")
def turned() -> Answer:
    """Against another baseline, and in enough worlds to speak of what is unknown."""
    others = ["status_quo", "forced_promotion"]
    return answer("vietnam_sme", others, "dual_ladder", months=14, replicates=3, draws=8, seed=2)


@pytest.fixture(scope="module")
def copied() -> Answer:
    copy = load("vietnam_sme", "status_quo").policy.model_copy(update={"title": "Copy"})
    return answer("vietnam_sme", [copy], months=13, replicates=3, draws=1)


class Read:
    """A report as its reader has it: sentences, and the tables of its CSV files."""

    def __init__(self, said: Answer) -> None:
        self.said = said
        self.result = said.comparison
        self.tables = {
            name[:-4]: pd.read_csv(StringIO(text)) for name, text in report.csv_files(said).items()
        }
        self.blocks = {
            (section.id, getattr(block, "heading", "")): block
            for section in sections(said)
            for block in section.blocks
        }
        specs: Any = self.result.measures.to_dict("records")
        self.specs: dict[str, Row] = {spec["name"]: spec for spec in specs}
        self.companies = self.result.replicates * self.result.draws

    def panels(self, section: str, heading: str = "") -> list[Panel]:
        block = self.blocks[section, heading]
        assert isinstance(block, Panels)
        return block.panels

    def rows(self, name: str, **where: Any) -> pd.DataFrame:
        table = self.tables[name]
        for column, value in where.items():
            table = table[table[column] == value]
        return table

    def row(self, name: str, **where: Any) -> Row:
        (found,) = self.rows(name, **where).to_dict("records")
        return {str(key): value for key, value in found.items()}

    def spoken(self, text: str) -> set[str]:
        """The numbers of a sentence without its names, and without what belongs to the language."""
        for name in [*self.said.names.values(), *self.said.assumptions["label"].str.lower(), "12-month"]:
            text = text.replace(name, "")
        return {said.rstrip(",") for said in NUMBER.findall(text)} - CONSTANTS


@pytest.fixture(params=ANSWERS)
def read(request: pytest.FixtureRequest) -> Read:
    return Read(request.getfixturevalue(request.param))


def printed(*values: tuple[float, int]) -> set[str]:
    """Numbers as they are printed, without sign and without what belongs to the language."""
    return {number(value, places).lstrip("-") for value, places in values} - CONSTANTS


def word_after(text: str, value: float, places: int) -> str:
    """The first word of direction behind a number."""
    behind = text[text.index(number(value, places).lstrip("-")) :]
    found = re.search(r"\b(more|fewer|less)\b", behind)
    assert found is not None, text
    return found.group(1)


def right_way(text: str, value: float, places: int) -> bool:
    """Whether a difference is said in its direction; nought is `more`."""
    said = word_after(text, value, places)
    return (said == "more") == (not number(value, places).startswith("-"))


def test_goal_cards(read: Read) -> None:
    for card, (name, spec) in zip(cards(read.said), read.specs.items(), strict=True):
        places = int(spec["decimals"])
        base = read.row("goals", measure=name, policy=read.result.baseline)
        assert card["value"] == number(base["value"], places)
        for goal, policy in zip(card["goals"], read.said.policies, strict=True):
            row = read.row("goals", measure=name, policy=policy)
            assert [goal[key] for key in ("delta", "low", "high")] == [
                signed(row[key], places) for key in ("delta", "low", "high")
            ]
            assert goal["chance"] == percent(row["p_better"])
            assert goal["word"].endswith(row["verdict"])
            wanted = printed(*((row[key], places) for key in ("delta", "low", "high")))
            assert read.spoken(goal["alt"]) == wanted


def test_over_time(read: Read) -> None:
    for panel, (policy, name) in zip(
        read.panels("time"), ((p, n) for p in read.said.policies for n in BANDED), strict=True
    ):
        row, places = read.row("goals", policy=policy, measure=name), int(read.specs[name]["decimals"])
        if row["verdict"] == "same":
            assert "the same as" in panel.title
            assert read.spoken(panel.title) == set()
            continue
        assert read.spoken(panel.title) == printed(*((row[key], places) for key in ("delta", "low", "high")))
        assert right_way(panel.title.replace("12-month", ""), row["delta"], places)


def test_exits_by_cause(read: Read) -> None:
    labels = dict(zip(read.said.causes["name"], read.said.causes["label"], strict=True))
    panels = read.panels("why", "Who leaves for which cause")
    for panel, policy in zip(panels, read.said.policies, strict=True):
        rows = read.rows("exits_by_cause", policy=policy)
        after, apart = rows["after"].sum() / read.companies, rows["difference"].sum() / read.companies
        always = [(after, 1), (float(read.result.months), 0)]
        if not rows["difference"].any():
            assert "cause by cause" in panel.title
            assert read.spoken(panel.title) == printed(*always)
            continue
        way = rows[rows["difference"] * apart > 0] if apart else rows
        most: Any = way.loc[way["difference"].abs().idxmax()]
        each = [(apart, 1), (most["per_company"], 1), (most["margin"], 1)]
        assert read.spoken(panel.title) == printed(*always, *each)
        label = labels[str(most["cause"])]
        assert f"most of it {label[0].lower()}{label[1:]}: " in panel.title
        assert right_way(panel.title.split("months, ")[1], apart, 1)


def test_groups_of_levers(read: Read) -> None:
    if not read.said.splits:
        assert ("why", "Which levers do it") not in read.blocks
        return
    wanted = [(policy, name) for policy in read.said.splits for name in SPLIT_BY]
    for panel, (policy, name) in zip(read.panels("why", "Which levers do it"), wanted, strict=True):
        rows, places = read.rows(f"levers_{policy}", measure=name), int(read.specs[name]["decimals"])
        most: Any = rows.loc[rows["part"].abs().idxmax()]
        error = most["margin"] + most["order_margin"]
        told = [(rows["part"].sum(), places), (most["part"], places), (error, places)]
        assert read.spoken(panel.title) == printed(*told)
        assert most["group"].lower() in panel.title.lower()
        assert right_way(panel.title.replace("12-month", ""), told[0][0], places)


def test_twins(read: Read) -> None:
    for panel, policy in zip(read.panels("who", "Twins with another fate"), read.said.policies, strict=True):
        row = read.row("twins", policy=policy, by="everybody")
        keys = ["people", "companies"]
        if row["stays_instead"] or row["leaves_instead"]:
            keys += ["stays_instead", "leaves_instead", "net", "margin"]
            assert right_way(panel.title.rpartition(":")[2], row["net"], 0)
        assert read.spoken(panel.title) == printed(*((row[key], 0) for key in keys))
        assert row["net"] == row["stays_instead"] - row["leaves_instead"]


def test_staying(read: Read) -> None:
    heading = "How long the people of the first day stay"
    last = read.result.months
    base = read.row("staying", policy=read.result.baseline, month=last)
    for panel, policy in zip(read.panels("who", heading), read.said.policies, strict=True):
        end, test = read.row("staying", policy=policy, month=last), read.row("log_rank", policy=policy)
        apart = 100 * (end["staying"] - base["staying"])
        told = [(float(last), 0), (apart, 1), *((100 * end[key], 1) for key in ("staying", "low", "high"))]
        p = "0.001" if test["p_value"] < 0.001 else f"{test['p_value']:.3f}"
        assert read.spoken(panel.title) == printed(*told) | {p}
        assert right_way(panel.title.partition("), ")[2], apart, 1)


def test_accounts(read: Read) -> None:
    panels = read.panels("money", "What each item adds to net value")
    for panel, policy in zip(panels, read.said.policies, strict=True):
        net = read.row("accounts", policy=policy, item="net_value")
        assert read.spoken(panel.title) == printed(*((net[key], 0) for key in ("delta", "low", "high")))
        assert right_way(panel.title, net["delta"], 0)
        items = read.rows("accounts", policy=policy)
        assert items.loc[items["item"] != "net_value", "delta"].sum() == pytest.approx(net["delta"], abs=1e-6)


def test_paying_back(read: Read) -> None:
    panels = read.panels("money", "When it pays itself back")
    for panel, policy in zip(panels, read.said.policies, strict=True):
        end = read.row("paid_back", policy=policy, month=read.result.months)
        back = read.row("break_even", policy=policy)
        told = [(float(read.result.months), 0), (back["end_margin"], 0)]
        told += [(end[key], 0) for key in ("mean", "low", "high")]
        if panel.title.startswith("Paid back"):
            told += [(back["month"], 0), (back["transition_cost"], 0)]
        assert read.spoken(panel.title) == printed(*told)
        assert f" {signed(end['mean'], 0)} ±" in panel.title


def cells(block: object) -> Iterator[list[str]]:
    assert isinstance(block, Table)
    for group in block.groups:
        for row in group["rows"]:
            yield [cell["text"] for cell in row]


def test_cost_per_leaver(read: Read) -> None:
    table = read.blocks["money", "Cost per regretted leaver avoided"]
    for row, policy in zip(cells(table), read.said.policies, strict=True):
        ratio, back = read.row("cost_per_leaver", policy=policy), read.row("break_even", policy=policy)
        assert row[1] == f"{signed(-ratio['cost'], 0)} ±{number(ratio['cost_margin'], 0)}"
        assert row[2] == f"{signed(ratio['avoided'])} ±{number(ratio['avoided_margin'])}"
        wanted = ("ratio", "ratio_low", "ratio_high") if ratio["verdict"] == "ratio" else ()
        assert read.spoken(row[3]) == printed(*((ratio[key], 0) for key in wanted))
        assert row[5] == number(back["transition_cost"], 0)


def test_steps(read: Read) -> None:
    base, others = read.result.baseline, read.said.policies
    block = read.blocks["who", "Promoted, declined, forced, stepped back, passed over"]
    listed = {row[0]: row[1:] for row in cells(block)}
    from sim.studies.answer import step_flows

    for flow, label in step_flows().items():
        rows = [read.row("flows", policy=policy, flow=flow) for policy in (base, *others)]
        said = [f"{number(row['value'])} ({signed(row['delta'])})" for row in rows[1:]]
        assert listed[label] == [number(rows[0]["value"]), *said]
    assert {"Promoted to manage", "Declined", "Promoted against their will", "Stepped back from managing",
            "Passed over"} <= set(listed)  # fmt: skip
    for column, label in {
        "promoted_instead": "Promoted instead",
        "passed_over": "Passed over instead",
    }.items():
        rows = [read.row("promotions", policy=policy) for policy in others]
        assert listed[label] == ["", *(number(row[column] / row["companies"]) for row in rows)]


def test_chances(read: Read) -> None:
    listed = cells(read.blocks["robustness", "How sure, and how bad at worst"])
    for name, spec in read.specs.items():
        for policy in (read.result.baseline, *read.said.policies):
            said = next(listed)
            goal = read.row("goals", policy=policy, measure=name)
            worst = read.row("worst", policy=policy, measure=name)
            best = f"{percent(goal['p_best'])}% ±{percent(goal['p_best_margin'])}"
            assert said[2:4] == [best, number(worst["regret"], spec["decimals"])]
            if policy != read.result.baseline:
                better = f"{percent(goal['p_better'])}% ±{percent(goal['p_better_margin'])}"
                assert (said[1], said[4]) == (better, signed(worst["worst_tenth"], spec["decimals"]))


def test_the_worth_of_top_people(read: Read) -> None:
    (panel,) = read.panels(
        "money", "Which policy, if keeping top people is worth more than the accounts show"
    )
    table = read.tables["worth"]
    ends = [table[table["worth"] == worth] for worth in (0.0, table["worth"].max())]
    chances = {percent(float(end["p_best"].max())) for end in ends} - CONSTANTS
    assert read.spoken(panel.title) == chances | printed((table["worth"].max(), 0)) | (
        {"0"} & read.spoken(panel.title)
    )
    for end in ends:
        best = end.loc[end["p_best"] == end["p_best"].max(), "policy"]
        assert any(f"“{read.said.names[policy]}”" in panel.title for policy in best)


@pytest.mark.parametrize(
    ("evppi", "margin", "clear", "opening"),
    [
        (0.2, 0.1, False, "Knowing any one"),
        (12.0, 9.0, False, "No single"),
        (31.0, 4.0, True, "Worth finding"),
    ],
)
def test_the_unknowns(turned: Answer, evppi: float, margin: float, clear: bool, opening: str) -> None:
    first = turned.evppi.head(1).assign(evppi=evppi, margin=margin, clear=clear)
    rest = turned.evppi.iloc[1:].assign(evppi=0.0, clear=False)
    read = Read(replace(turned, evppi=pd.concat([first, rest]), evpi={"evpi": 45.0, "margin": 7.0}))
    (panel,) = read.panels("robustness", "Which unknown is worth finding out")
    assert panel.title.startswith(opening)
    top: Any = read.tables["information"].iloc[0]
    worlds = set() if clear else {"8"}
    worth = {"0"} if evppi < 1 else printed((top["evppi"], 0), (top["margin"], 0))
    assert read.spoken(panel.title) == worlds | worth
    block = read.blocks["robustness", "Which unknown is worth finding out"]
    whole: Any = read.tables["information_in_all"].iloc[0]
    assert isinstance(block, Panels)
    assert read.spoken(block.note) == printed((whole["evpi"], 0), (whole["margin"], 0))


def test_turning_points(turned: Answer) -> None:
    """Where a difference turns round: the table says it, and the sentence in the table's direction."""
    paths = turned.assumptions.loc[turned.assumptions["low"].notna(), "path"].iloc[:2]
    flips = pd.DataFrame(
        {
            "policy": turned.policies, "assumption": [*paths],
            "measure": ["net_value", "regretted_attrition"],
            "threshold": [0.314, 0.222], "low": [0.1, 0.05], "high": [0.5, 0.6], "above": [1, -1],
            "explained": [0.6, 0.5],
        }
    )  # fmt: skip
    read = Read(replace(turned, flips=flips))
    listing = read.blocks["robustness", "Where the answer turns"]
    assert isinstance(listing, Listing)
    for text, row in zip(listing.entries, read.tables["turning_points"].to_dict("records"), strict=True):
        assert read.spoken(text) >= printed(*((row[key], 2) for key in ("threshold", "low", "high"))), text
        better, worse = ("above", "below") if row["above"] > 0 else ("below", "above")
        assert f"is {better} {row['threshold']:.2f}" in text
        assert f"worse {worse} it" in text


def test_the_five_that_matter(turned: Answer) -> None:
    read = Read(turned)
    five = report.assumptions(turned)["five"]
    assert len(five) == 5
    known = read.tables["assumptions"].set_index("path")
    for said, row in zip(five, read.tables["information"].head(5).to_dict("records"), strict=True):
        about: Any = known.loc[row["assumption"]]
        assert said["label"] == about["label"]
        assert said["fact"].startswith(f"{about['value']:g} {about['unit']}, varied from {about['low']:g} to")
        worth = f"{number(row['evppi'], 0)} ±{number(row['margin'], 0)}"
        assert f"worth knowing: USD {worth} per employee and year" in said["fact"]
        assert f"explains {percent(row['explained'])}%" in said["fact"]


def test_slides_say_the_same(read: Read) -> None:
    pptx = pytest.importorskip("pptx")
    from io import BytesIO

    from sim.view.report_slides import slides

    deck = pptx.Presentation(BytesIO(slides(read.said)))
    (table,) = [shape.table for shape in deck.slides[1].shapes if shape.has_table]
    for row, policy in zip(list(table.rows)[2:], read.said.policies, strict=True):
        for cell, (name, spec) in zip(list(row.cells)[1:], read.specs.items(), strict=True):
            goal = read.row("goals", policy=policy, measure=name)
            told = printed(*((goal[key], int(spec["decimals"])) for key in ("delta", "low", "high")))
            assert read.spoken(cell.text_frame.text) == told | ({percent(goal["p_better"])} - CONSTANTS)
