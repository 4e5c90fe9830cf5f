"""The charts and tables of a report, section by section: sentences of `report_words` over `figures`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim.analysis.decide import FEWEST
from sim.studies.answer import step_flows
from sim.view import figures
from sim.view import report_words as say
from sim.view.report_tables import BANDED, Answer
from sim.view.words import name_of, number, percent, signed

TOP = 8
"""Assumptions shown in the chart of what is worth finding out."""
SPLIT_BY = ("retention_12_months", "net_value")
"""Goals for which a bundle is split into its levers."""


@dataclass(frozen=True)
class Panel:
    """A chart: the policy it is about, its title (a sentence), what it says to those who can't see it."""

    eyebrow: str
    title: str
    alt: str
    figure: Figure
    key: str

    @property
    def svg(self) -> str:
        """The chart as inline SVG."""
        return figures.svg(self.figure, self.key)


@dataclass(frozen=True)
class Panels:
    """Charts that belong together."""

    panels: list[Panel]
    files: list[str]
    heading: str = ""
    note: str = ""
    kind: str = "panels"


@dataclass(frozen=True)
class Table:
    """A table of text: headings, groups of rows of cells, which columns hold numbers.

    With `stack` a row becomes a small list on a telephone; else the table scrolls sideways there.
    """

    label: str
    heads: tuple[str, ...]
    groups: list[dict[str, Any]]
    numeric: tuple[int, ...]
    files: list[str] = field(default_factory=list)
    heading: str = ""
    note: str = ""
    stack: bool = False
    kind: str = "table"


@dataclass(frozen=True)
class Listing:
    """Sentences one below the other."""

    entries: list[str]
    files: list[str] = field(default_factory=list)
    heading: str = ""
    note: str = ""
    kind: str = "list"


@dataclass(frozen=True)
class Section:
    """A section of the page; `name` is its short name in the list of sections."""

    id: str
    name: str
    title: str
    lead: str
    blocks: list[Panels | Table | Listing]


def cell(text: Any, mark: str = "") -> dict[str, str]:
    """One cell of a table."""
    return {"text": str(text), "mark": mark}


def table(
    label: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, list[Any]]],
    numeric: Sequence[int] = (),
    **more: Any,
) -> Table:
    """A table from rows that each say which group they are in; rows of one group stand together."""
    groups: dict[str, list[Any]] = {}
    for group, cells in rows:
        groups.setdefault(group, []).append(cells)
    listed = [{"name": name, "rows": cells} for name, cells in groups.items()]
    return Table(label, tuple(heads), listed, tuple(numeric), **more)


def sections(said: Answer) -> Iterator[Section]:
    """The charted sections, in the order of the page."""
    draw = Drawing(said)
    yield draw.over_time()
    yield draw.why()
    yield draw.who()
    yield draw.money()
    yield draw.robustness()
    yield draw.policies()


class Drawing:
    """Draws the sections of one answer."""

    def __init__(self, said: Answer) -> None:
        self.said = said
        self.result = said.comparison
        self.other = name_of(self.result.baseline, said.names)
        self.base_title = said.names[self.result.baseline]
        self.specs = {str(m["name"]): m for m in self.result.measures.to_dict("records")}
        self.currency = said.company.currency
        self.keys = count(1)

    def panel(self, policy: str, title: str, figure: Figure, drawn: str) -> Panel:
        """A panel whose text for those who can't see it is its title and what is drawn."""
        eyebrow = self.said.names[policy] if policy else ""
        about = f"{eyebrow}. " if eyebrow else ""
        return Panel(eyebrow, title, f"{about}{title}. {drawn}", figure, f"f{next(self.keys)}")

    def rows(self, frame: pd.DataFrame, policy: str) -> pd.DataFrame:
        """The rows of one policy."""
        return frame[frame["policy"] == policy]

    def row(self, frame: pd.DataFrame, policy: str) -> Any:
        """The one row of one policy."""
        return self.rows(frame, policy).to_dict("records")[0]

    # ------------------------------------------------------------ over time

    def over_time(self) -> Section:
        """Differences month by month."""
        panels = [self.band(policy, name) for policy in self.said.policies for name in BANDED]
        lead = (
            f"The difference from {self.other} month by month: the line is its mean, the band holds 90% of "
            f"twin companies. Titles give the difference over the whole time."
        )
        blocks: list[Panels | Table | Listing] = [Panels(panels, [f"over_time_{name}" for name in BANDED])]
        return Section("time", "Over time", "When it shows", lead, blocks)

    def band(self, policy: str, name: str) -> Panel:
        """One goal of one policy over the months."""
        spec: Any = self.specs[name]
        row = say.rows_of(self.result.table, policy)[name]
        rows = self.rows(self.said.bands[name], policy)
        figure = figures.band(
            rows, int(spec["better"]), int(spec["decimals"]), figures.shortened(self.base_title)
        )
        return self.panel(
            policy, say.band_title(row, spec, self.other), figure, "Difference by month, with a band."
        )

    # ------------------------------------------------------------ why

    def why(self) -> Section:
        """Causes of exits, and the levers inside each policy."""
        blocks: list[Panels | Table | Listing] = [
            Panels(
                [self.waterfall(policy) for policy in self.said.policies],
                ["exits_by_cause", "exits_without_a_cause"],
                "Who leaves for which cause",
                "Leavers per company. The ledger gives every exit one cause, so the parts sum to the "
                "difference "
                "exactly. Solid blue: fewer leave; hatched orange: more leave; ± is the 90% Monte Carlo "
                "margin.",
            )
        ]
        if self.said.splits:
            companies = next(iter(self.said.splits.values())).companies
            exact = all(parts.exact for parts in self.said.splits.values())
            how = (
                "over every order"
                if exact
                else "over every order where there are few, else over sampled orders"
            )
            blocks.append(
                Panels(
                    [self.split(policy, name) for policy in self.said.splits for name in SPLIT_BY],
                    [f"levers_{policy}" for policy in self.said.splits],
                    "Which levers do it",
                    f"The mean contribution of each group of levers {how} of switching them on, in "
                    f"{companies:,} twin "
                    "companies; the parts sum to the whole. Their whole may differ a little from the table "
                    "above, which rests on more companies.",
                )
            )
        lead = "Where the difference comes from: causes of exits, and the levers inside each policy."
        return Section("why", "Why", "Why it is so", lead, blocks)

    def waterfall(self, policy: str) -> Panel:
        """Exits by cause, from the baseline to one policy."""
        rows = self.rows(self.said.waterfall, policy)
        companies = self.result.replicates * self.result.draws
        labels = dict(zip(self.said.causes["name"], self.said.causes["label"], strict=True))
        title = say.waterfall_title(rows, labels, companies, self.result.months, self.other)
        figure = figures.steps(
            [labels[cause] for cause in rows["cause"]], list(rows["per_company"]), list(rows["margin"]),
            float(rows["before"].sum()) / companies, (self.base_title, self.said.names[policy]),
        )  # fmt: skip
        return self.panel(policy, title, figure, "Leavers by cause, from the baseline to the policy.")

    def split(self, policy: str, name: str) -> Panel:
        """The groups of levers of one bundle, for one goal."""
        parts = self.said.splits[policy].parts
        rows = parts[parts["measure"] == name].reset_index(drop=True)
        spec: Any = self.specs[name]
        if spec["index"]:
            raise ValueError(f"{name} is an index: split a goal that has units")
        order = rows["part"].abs().sort_values(ascending=False).index
        rows = rows.loc[order]
        margins = (rows["margin"] + rows["order_margin"]).tolist()
        whole = float(rows["part"].sum())
        figure = figures.bars(
            [*rows["group"], "Together"], [*rows["part"], whole], [*margins, float("nan")],
            int(spec["better"]), int(spec["decimals"]), whole=len(rows),
        )  # fmt: skip
        return self.panel(
            policy, say.split_title(rows, spec, self.other), figure, "One bar per group of levers."
        )

    # ------------------------------------------------------------ who

    def who(self) -> Section:
        """Twins with another fate, steps of people, and how long they stay."""
        said = self.said
        fates = Panels(
            [self.fates(policy) for policy in said.policies],
            ["twins"],
            "Twins with another fate",
            f"The people of the first day, followed in {said.companies_followed:,} companies for "
            f"{self.result.months} "
            f"months under {self.other} and under each policy. Many change places: leaving takes luck as "
            f"well as reasons. ± is the 90% Monte Carlo margin of the net.",
        )
        staying = Panels(
            [self.staying(policy) for policy in said.policies],
            ["staying", "log_rank"],
            "How long the people of the first day stay",
            "Kaplan-Meier curves with 90% bands. The log-rank test takes twins for strangers, so it errs on "
            "the side of no difference.",
        )
        lead = (
            "The same people under both policies: who stays who would have left, and who leaves who would "
            "have stayed."
        )
        blocks: list[Panels | Table | Listing] = [fates, self.flows(), staying]
        return Section("who", "Who", "Who gains and who loses", lead, blocks)

    def fates(self, policy: str) -> Panel:
        """Twins by role, ladder, anchor and group."""
        whole = self.rows(self.said.fates, policy).assign(group="Everybody")
        rows = pd.concat([whole, self.rows(self.said.groups, policy)], ignore_index=True)
        title = say.twins_title(self.row(self.said.fates, policy), self.other)
        return self.panel(policy, title, figures.fates(rows), "Bars to both sides for each group of people.")

    def staying(self, policy: str) -> Panel:
        """Survival under the policy and under the baseline."""
        rows, base = (self.rows(self.said.survival, p) for p in (policy, self.result.baseline))
        test = self.row(self.said.log_rank, policy)
        ends: Any = [table.to_dict("records")[-1] for table in (rows, base)]
        title = say.survival_title(ends[0], ends[1], test, self.other)
        figure = figures.staying(rows, base, self.base_title, self.said.names[policy])
        return self.panel(policy, title, figure, "Share still there by month, for both.")

    def flows(self) -> Table:
        """Steps of people per company, and promotions that somebody else got."""
        labels = step_flows()
        policies = [self.result.baseline, *self.said.policies]
        found = self.said.flows.set_index(["policy", "flow"])
        rows: list[tuple[str, list[Any]]] = []
        for flow, label in labels.items():
            cells = [cell(label)]
            for policy in policies:
                one: Any = found.loc[(policy, flow)]
                apart = "" if policy == self.result.baseline else f" ({signed(one['delta'])})"
                cells.append(cell(f"{number(one['value'])}{apart}"))
            rows.append(("", cells))
        rows += self.promotions()
        return table(
            "Promoted, declined, forced, stepped back",
            ("People per company", *(self.said.names[p] for p in policies)),
            rows, numeric=range(1, len(policies) + 1), files=["flows", "promotions"],
            heading="Promoted, declined, forced, stepped back, passed over",
            note=f"Over {self.result.months} months; in brackets the difference from {self.other}. Passed "
            f"over: considered for a seat, willing, and not chosen, once per seat. Instead: people of the "
            f"first day who are promoted under the policy and not under {self.other}, and the reverse.",
        )  # fmt: skip

    def promotions(self) -> Iterator[tuple[str, list[Any]]]:
        """Promotions that came to other people than under the baseline."""
        names = {"promoted_instead": "Promoted instead", "passed_over": "Passed over instead"}
        for column, label in names.items():
            cells = [cell(label), cell("")]
            for policy in self.said.policies:
                row = self.row(self.said.passed_over, policy)
                cells.append(cell(number(row[column] / row["companies"])))
            yield "", cells

    # ------------------------------------------------------------ money

    def money(self) -> Section:
        """Accounts, paying back, cost per leaver avoided, and the worth of top people."""
        said = self.said
        accounts = Panels(
            [self.accounts(policy) for policy in said.policies],
            ["accounts"],
            "What each item adds to net value",
            f"{self.currency} per employee and year against {self.other}; a higher cost lowers net. The "
            f"items sum to net value.",
        )
        paid = Panels(
            [self.paid_back(policy) for policy in said.policies],
            ["paid_back", "break_even"],
            "When it pays itself back",
            f"Net value against {self.other} added up month by month, {self.currency} per company, "
            f"undiscounted.",
        )
        worth = Panels(
            [self.worth()],
            ["worth"],
            "Which policy, if keeping top people is worth more than the accounts show",
            "The accounts hold the cost of replacing people, not what else is lost with a top person. The "
            "chart adds a worth of one's own to every regretted leaver avoided.",
        )
        lead = f"What it costs and what it brings, in {self.currency} at the company's own prices."
        return Section(
            "money", "Money", "What it costs and brings", lead, [accounts, paid, self.ratios(), worth]
        )

    def accounts(self, policy: str) -> Panel:
        """The items of the accounts of one policy."""
        rows = self.rows(self.said.accounts, policy)
        net: Any = rows.to_dict("records")[-1]
        figure = figures.bars(
            list(rows["label"]), list(rows["delta"]), list(rows["margin"]), 1, 0, whole=len(rows) - 1
        )
        return self.panel(
            policy, say.money_title(net, self.currency, self.other), figure, "One bar per item."
        )

    def paid_back(self, policy: str) -> Panel:
        """Cumulated net value of one policy."""
        rows = self.rows(self.said.cumulated, policy)
        row, end = self.row(self.said.break_even, policy), rows.to_dict("records")[-1]
        title = say.paid_back_title(row, end, self.currency, self.result.months, self.other)  # type: ignore[arg-type]
        figure = figures.band(rows, 1, 0, figures.shortened(self.base_title), mean="mean")
        return self.panel(policy, title, figure, "Cumulated difference by month, with a band.")

    def ratios(self) -> Table:
        """Cost per regretted leaver avoided, break-even and transition cost."""
        rows: list[tuple[str, list[Any]]] = []
        for policy in self.said.policies:
            ratio, back = self.row(self.said.cost_per_leaver, policy), self.row(self.said.break_even, policy)
            cells = [
                self.said.names[policy],
                f"{signed(-ratio['cost'], 0)} ±{number(ratio['cost_margin'], 0)}",
                f"{signed(ratio['avoided'])} ±{number(ratio['avoided_margin'])}",
                say.ratio_says(ratio, self.currency),
                pays_back(ratio, back),
                number(back["transition_cost"], 0),
            ]
            rows.append(("", [cell(text) for text in cells]))
        heads = (
            "Policy", "Net value", "Regretted leavers avoided", "Cost per regretted leaver avoided",
            "Pays back from month", "Transition cost",
        )  # fmt: skip
        return table(
            "Cost per regretted leaver avoided", heads, rows, numeric=(1, 2, 4, 5),
            files=["cost_per_leaver", "break_even"], stack=True,
            heading="Cost per regretted leaver avoided",
            note=f"Per company over {self.result.months} months, {self.currency}. A ratio is given only "
                f"where leavers "
            "are avoided at a price; the transition cost is the deepest point on the way.",
        )  # fmt: skip

    def worth(self) -> Panel:
        """Which policy is most often best, against the worth of a top person kept."""
        names = [(p, self.said.names[p]) for p in self.result.scenarios]
        title = say.worth_title(self.said.acceptability, self.said.names, self.currency)
        figure = figures.worth(self.said.acceptability, names, self.currency)
        return self.panel("", title, figure, "One line per policy.")

    # ------------------------------------------------------------ robustness

    def robustness(self) -> Section:
        """Chances, turning points, and what is worth finding out."""
        lead = "How often each policy is the right one, how bad it may get, and what could turn the answer."
        blocks: list[Panels | Table | Listing] = [self.chances(), self.turning()]
        if self.result.draws >= FEWEST:
            blocks.append(self.information())
        return Section("robustness", "Robustness", "What could turn the answer", lead, blocks)

    def chances(self) -> Table:
        """P(better), P(best), regret and the worst tenth of every policy and goal."""
        chances = self.said.chances.merge(self.said.regrets)
        rows: list[tuple[str, list[Any]]] = []
        for name, spec in self.specs.items():
            for row in chances[chances["measure"] == name].to_dict("records"):
                rows.append(
                    (f"{spec['label']} ({spec['unit']})", self.chance_cells(row, int(spec["decimals"])))
                )
        heads = ("Policy", "P(better)", "P(best)", "Regret", "Worst tenth")
        return table(
            "Chances, regret and the worst tenth", heads, rows, numeric=(1, 2, 3, 4),
            files=["goals", "worst"], stack=True,
            heading="How sure, and how bad at worst",
            note="± is the Monte Carlo error of a chance (90%). Regret: how much the best policy of each "
                "pair of twins "
            f"would have been better, on average. Worst tenth: mean difference from {self.other} in the "
            f"tenth of twins where it is worst.",
        )  # fmt: skip

    def chance_cells(self, row: dict[Any, Any], decimals: int) -> list[dict[str, str]]:
        """One row of the table of chances."""
        base = row["policy"] == self.result.baseline
        better = "" if base else f"{percent(row['p_better'])}% ±{percent(row['p_better_margin'])}"
        best = f"{percent(row['p_best'])}% ±{percent(row['p_best_margin'])}"
        worst = "" if base else signed(row["worst_tenth"], decimals)
        title = self.said.names[str(row["policy"])] + (" (baseline)" if base else "")
        return [cell(text) for text in (title, better, best, number(row["regret"], decimals), worst)]

    def turning(self) -> Listing:
        """The turning points found, or that there are none."""
        heading = "Where the answer turns"
        if self.result.draws < FEWEST:
            worlds = "one assumed world was" if self.result.draws == 1 else f"{self.result.draws} worlds were"
            text = f"Only {worlds} lived. Run with --draws 20 or more to see what could turn the answer."
            return Listing([text], heading=heading)
        known = self.said.assumptions.set_index("path")
        found = []
        for row in self.said.flips.head(TOP).to_dict("records"):
            spec, about = self.specs[str(row["measure"])], known.loc[str(row["assumption"])]
            label, unit = str(about["label"]), str(about["unit"])
            text = say.flip_says(row, label, str(spec["label"]), 2, self.other, unit)  # type: ignore[arg-type]
            found.append(f"{self.said.names[str(row['policy'])]}: {text}.")
        none = (
            f"No single assumption clearly turns a difference round within its plausible range, in "
            f"{self.result.draws} worlds and {len(self.said.assumptions):,} assumptions looked at."
        )
        return Listing(found or [none], ["turning_points"], heading)

    def information(self) -> Panels:
        """What it is worth to find out each assumption."""
        top = self.said.evppi.head(TOP)
        listed = self.said.assumptions
        labels = dict(zip(listed["path"], listed["label"], strict=True))
        title = say.information_title(self.said.evppi, labels, self.currency, self.result.draws)
        figure = figures.bars(
            [labels[path] for path in top["assumption"]], list(top["evppi"]), list(top["margin"]), 1, 0
        )  # fmt: skip
        whole = self.said.evpi
        note = (
            f"Knowing everything about the world before choosing would be worth {self.currency} "
            f"{number(whole['evpi'], 0)} (±{number(whole['margin'], 0)}) per employee and year."
        )
        panel = self.panel("", title, figure, "One bar per assumption.")
        return Panels(
            [panel], ["information", "information_in_all"], "Which unknown is worth finding out", note
        )

    # ------------------------------------------------------------ what differs

    def policies(self) -> Section:
        """The levers in which the policies differ."""
        names = [self.result.baseline, *self.said.policies]
        rows: list[tuple[str, list[Any]]] = []
        for lever in self.said.levers.to_dict("records"):
            base = lever[f"in {self.result.baseline}"]
            cells = [cell(lever["label"])]
            for policy in names:
                value = lever[f"in {policy}"]
                cells.append(cell(lever_value(value), "same" if value == base else "changed"))
            unit = lever["unit"].replace("currency", self.currency)
            # a name may be broken after its dots
            rows.append(("", [*cells, cell(unit), cell(lever["path"].replace(".", ".\u200b"))]))
        heads = ("Lever", *(self.said.names[p] for p in names), "Unit", "Name in files")
        block: Table | Listing = table("What differs between the policies", heads, rows, files=["levers"])
        if not rows:
            block = Listing(["Nothing: the policies are the same in every lever."])
        about = [
            f"{self.said.names[p]}: {' '.join(text.split())}"
            for p in names
            if (text := self.result.scenarios[p].policy.description)
        ]
        blocks: list[Panels | Table | Listing] = [Listing(about), block] if about else [block]
        lead = (
            "Only the levers in which at least one policy differs; bold where it differs from the baseline."
        )
        return Section("policies", "Policies", "What differs between the policies", lead, blocks)


def pays_back(ratio: dict[str, Any], back: dict[str, Any]) -> str:
    """From which month on a policy is ahead, if it can be told whether it is."""
    if abs(ratio["cost"]) <= ratio["cost_margin"]:
        return "unclear"
    if back["month"] != back["month"]:
        return "not within the time"
    return "at once" if back["month"] == 0 else f"{back['month']:.0f}"


def lever_value(value: Any) -> str:
    """The value of a lever as people write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value)
