"""`twinladder compare`: what each policy does to one company, against a baseline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    check_folder,
    check_format,
    out,
    progress_bar,
    recorded,
    say,
    write_files,
)

if TYPE_CHECKING:
    from sim.comparison import Comparison


def compare(
    policies: Annotated[
        list[str], typer.Argument(metavar="POLICY...", help="Policies that ship, or your own TOML files.")
    ],
    company: CompanyOption,
    roster: RosterOption = None,
    fiscal_year: YearOption = None,
    baseline: Annotated[
        str, typer.Option("--baseline", metavar="POLICY", help="What the others are compared with.")
    ] = "status_quo",
    months: MonthsOption = 60,
    replicates: Annotated[
        int, typer.Option("--replicates", help="Twin companies per policy (and draw); at least 2.")
    ] = 200,
    draws: Annotated[
        int, typer.Option("--draws", help="Assumed worlds, drawn from the plausible ranges; 1: as they are.")
    ] = 1,
    seed: SeedOption = 1,
    set_: SetOption = None,
    assumptions: AssumptionsOption = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", help="Processes of this machine that share the work.")
    ] = 1,
    format_: FormatOption = "table",
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Also write comparison.json, .csv and .md there."),
    ] = None,
) -> None:
    """Compare promotion policies on one company, twin by twin.

    Every policy is lived by the same simulated companies with the same luck.

    What --set says of policy.* holds for every policy but the baseline.

    [bold]Examples[/bold]

      twinladder compare forced_promotion dual_ladder --company vietnam_sme

      twinladder compare training_budget --company vietnam_sme --set policy.training.budget=2000

      twinladder compare dual_ladder --company university_it --roster staff.csv --fiscal-year 2012

      twinladder compare dual_ladder my_policy.toml --company vietnam_sme --draws 20 --format json
    """
    check_format(format_)
    check_folder(folder)
    from sim import comparison

    with (
        recorded(f"compare {' '.join(policies)} on {company}, seed {seed}", folder),
        progress_bar("Living") as bar,
    ):
        result = comparison.compare(
            company, policies, baseline, months, replicates, draws, seed, assumptions, set_, roster, bar,
            fiscal_year=fiscal_year, jobs=jobs,
        )  # fmt: skip
    if folder is not None:
        write_files(folder, _files(result))
    _print(result, format_)


def _files(result: Comparison) -> dict[str, str]:
    """What `--out` writes, by file name."""
    return {
        "comparison.json": result.to_json() + "\n",
        "comparison.csv": result.table.to_csv(index=False),
        "comparison.md": result.to_markdown() + "\n",
    }


def _print(result: Comparison, wanted: str) -> None:
    """Print the comparison; what became of a roster goes to stderr where only data may be printed."""
    if wanted in ("json", "csv"):
        for note in result.notes:
            say(note)
    if wanted == "json":
        print(result.to_json())
    elif wanted == "csv":
        print(result.table.to_csv(index=False), end="")
    elif wanted == "markdown":
        print(result.to_markdown())
    else:
        out().print(result)
