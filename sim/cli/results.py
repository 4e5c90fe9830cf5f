"""`twinladder status`, `query` and `export`: what a folder of results holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.common import FormatOption, check_format, print_frame, print_json

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="A folder of results.")]


def status(
    folder: FolderArgument,
    format_: Annotated[str, typer.Option("--format", metavar="table|json", help="How to print.")] = "table",
) -> None:
    """How far a batch is: done, failed (with traceback), left, how fast, how long yet.

    [bold]Examples[/bold]

      twinladder status experiments/results/policy-league
    """
    check_format(format_, ("table", "json"))
    from sim.batch.results import status as status_of

    found = status_of(folder)
    if format_ == "json":
        print_json({**found, "failures": [asdict(failure) for failure in found["failures"]]})
    else:
        _print_status(found)


def _print_status(found: dict[str, Any]) -> None:
    from sim.cli.batch import duration

    state = "running" if found["running"] else "not running"
    print(f"{found['folder']}: {found['title'] or 'untitled'}, {state}")
    for key in ("runs", "done", "failed", "left"):
        print(f"{key:8s}{found[key]:>12,}")
    if found["runs_per_second"]:
        print(f"speed   {found['runs_per_second']:>12,.1f} runs a second")
    if found["left"] and found["seconds_to_go"]:
        print(
            f"to go   {duration(found['seconds_to_go']):>12s}"
            + ("" if found["running"] else ", once it runs again")
        )
    traces: dict[str, list[Any]] = {}
    for failure in found["failures"]:
        traces.setdefault(
            f"{failure.scenario}, {failure.company}, {failure.policy}: {failure.error}", []
        ).append(failure)
    for what, alike in traces.items():
        first = alike[0]
        print(f"\n{what}\n{len(alike)} runs, the first is draw {first.draw}, replicate {first.replicate}:\n")
        print(first.traceback.rstrip())


def query(
    folder: FolderArgument,
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="Over runs, headlines, measures, long, deltas, events.")
    ],
    format_: FormatOption = "table",
) -> None:
    """Ask a folder of results a question in SQL (DuckDB's).

    [bold]Examples[/bold]

      twinladder query experiments/results/policy-league "select draw, avg(net_value) from deltas group by 1"

      twinladder query experiments/results/policy-league "from deltas" --format csv
    """
    check_format(format_)
    from sim.batch.results import results

    print_frame(results(folder).query(sql), format_)


def export(
    folder: FolderArgument,
    to: Annotated[
        str, typer.Option("--to", metavar="csv|parquet|netcdf", help="The format to write.")
    ] = "csv",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where files go; else export/ in the folder.")
    ] = None,
) -> None:
    """Write the tables of a folder of results as files for other programs.

    [bold]Examples[/bold]

      twinladder export experiments/results/policy-league --to csv --out tables
    """
    from sim.batch.results import results

    for path in results(folder).export(to, out or folder / "export"):
        print(path)
