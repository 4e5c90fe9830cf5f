"""`twinladder run`: one policy on one company, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.common import (
    AssumptionsOption,
    CompanyOption,
    FormatOption,
    MonthsOption,
    RosterOption,
    SeedOption,
    SetOption,
    YearOption,
    check_format,
    print_frame,
    progress_bar,
    recorded,
    say,
)

if TYPE_CHECKING:
    import pandas as pd

SHOWN = ("headcount", "hired", "left", "regretted", "promoted", "retention", "output_per_seat", "net_value")
"""The measures that a table on a screen has room for; JSON and CSV hold them all."""


def run(
    policy: Annotated[
        str, typer.Argument(metavar="POLICY", help="A policy that ships, or your own TOML file.")
    ],
    company: CompanyOption,
    events: Annotated[
        bool, typer.Option("--events", help="Who did what when, instead of the series.")
    ] = False,
    months: MonthsOption = 60,
    replicates: Annotated[
        int, typer.Option("--replicates", help="Companies that live it, each its own luck.")
    ] = 1,
    seed: SeedOption = 1,
    set_: SetOption = None,
    assumptions: AssumptionsOption = None,
    roster: RosterOption = None,
    fiscal_year: YearOption = None,
    format_: FormatOption = "table",
) -> None:
    """Live one policy on one company and print its measures month by month.

    With several replicates the table shows their mean; JSON and CSV hold every replicate and measure.

    [bold]Examples[/bold]

      twinladder run dual_ladder --company vietnam_sme --months 24

      twinladder run forced_promotion --company vietnam_sme --events --format csv
    """
    check_format(format_)
    from sim.comparison import check_settings, notes, open_roster, version
    from sim.spec.reader import load

    check_settings(alone=True, months=months, replicates=replicates, seed=seed)
    table = open_roster(roster, fiscal_year)
    scenario = load(company, policy, assumptions, set_, months, table)
    for line in notes(table):
        say(line)
    with recorded(f"run {policy} on {company}, seed {seed}"), progress_bar("Living"):
        found = _lived(scenario, replicates, seed, events)
    facts = {"policy": scenario.names.policy, "company": scenario.names.company, "months": months}
    facts |= {"seed": seed, "replicates": replicates, "version": version()}
    print_frame(found if events or format_ in ("json", "csv") else _short(found), format_, facts)


def _lived(scenario: Any, replicates: int, seed: int, events: bool) -> pd.DataFrame:
    """The measures or events of the model, lived to its end."""
    from sim.model.promotion_model import PromotionModel

    model = PromotionModel(scenario, replicates, seed)
    model.run_model()
    found: pd.DataFrame = model.events() if events else model.measures()
    return found


def _short(measures: pd.DataFrame) -> pd.DataFrame:
    """Means over replicates by month, of as many measures as a screen has room for."""
    hidden = [name for name in measures.columns if name not in ("draw", "replicate", "month", *SHOWN)]
    say(f"{len(hidden)} more measures in --format json and csv: {', '.join(hidden)}")
    return measures.groupby("month")[list(SHOWN)].mean().reset_index()
