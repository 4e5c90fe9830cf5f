"""`twinladder check`: what is wrong with scenario and roster files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.common import BAD_INPUT, check_format, print_json, say

FORMATS = ("table", "json")


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Scenario files (TOML), rosters (CSV).")
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> None:
    """Check files and say everything that is wrong with them at once.

    Ends with 2 if anything is.

    [bold]Examples[/bold]

      twinladder check my_company.toml my_policy.toml

      twinladder check staff.csv --format json
    """
    check_format(format_, FORMATS)
    from sim.spec.reader import check as faults_of

    found = {str(path): faults_of(path) for path in files}
    if format_ == "json":
        print_json(
            [{"file": name, "faults": [asdict(fault) for fault in faults]} for name, faults in found.items()]
        )
    else:
        for name, faults in found.items():
            if not faults:
                print(f"{name}: nothing wrong")
            for fault in faults:
                say(str(fault))
    if any(found.values()):
        raise typer.Exit(BAD_INPUT)
