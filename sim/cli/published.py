"""`twinladder published`: models from the literature, computed again beside their papers' numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.common import (
    FormatOption,
    SeedOption,
    check_folder,
    check_format,
    print_frame,
    print_json,
    progress_bar,
    recorded,
    refuse,
    say,
)

if TYPE_CHECKING:
    from sim.published.tables import PublishedTable


def published(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One model, e.g. fetta2012; else all of them.")
    ] = None,
    replicates: Annotated[
        int | None,
        typer.Option("--replicates", metavar="N", help="Organisations per cell; each model has its own."),
    ] = None,
    seed: SeedOption = 1,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help="Write published.md with its figures there (docs)."),
    ] = None,
    format_: FormatOption = "table",
) -> None:
    """Compute the models of the literature again and print every number beside the paper's.

    JSON has {"model", "cells"} for one model and {"models": [...]} of these for all. With --write the page
    docs/published.md is made anew, with its figures and what the main model answers to the same questions.

    [bold]Examples[/bold]

      twinladder published fetta2012

      twinladder published pluchino2010 --replicates 100 --format json

      twinladder published --write docs
    """
    check_format(format_)
    _check_name(name)
    check_folder(write)
    from sim.comparison import check_settings

    check_settings(False, seed=seed, **({} if replicates is None else {"replicates": replicates}))
    if write is not None:
        _write(write, name, replicates, seed)
        return
    from sim.published.report import published as compute

    with recorded(f"published {name or ''}, seed {seed}"), progress_bar("Living") as bar:
        tables = compute(name, replicates, seed, progress=bar)
    _print(tables, name, format_)


def _check_name(name: str | None) -> None:
    """Refuse a model that is not there, naming the nearest."""
    from sim.published.report import TABLES

    if name is not None and name not in TABLES:
        from sim.spec.fault import nearest_of

        refuse(f'there is no published model "{name}"', "model", "", ", ".join(TABLES),
               nearest_of(name, list(TABLES)))  # fmt: skip


def _write(folder: Path, name: str | None, replicates: int | None, seed: int) -> None:
    """Make the page anew; it holds every model at seed 1, with the numbers of organisations it states."""
    for given, option in ((name, "NAME"), (replicates, "--replicates")):
        if given is not None:
            refuse("means nothing with --write: the page holds every model in full", option, str(given))
    if seed != 1:
        refuse("means nothing with --write: the page is made with seed 1", "--seed", str(seed))
    from sim.view.published_page import write_page

    with recorded("published --write", folder), progress_bar("Living"):
        target = write_page(folder)
    say(f"Written: {target}")


def _print(tables: list[PublishedTable], name: str | None, wanted: str) -> None:
    if wanted == "json":
        found = [table.to_json() for table in tables]
        print_json(found[0] if name is not None else {"models": found})
    elif wanted == "csv":
        import pandas as pd

        rows = [
            {"model": table.model, **cell.to_json(), "band": cell.band}
            for table in tables
            for cell in table.cells
        ]
        print_frame(pd.DataFrame(rows), "csv")
    elif wanted == "markdown":
        from sim.view.published_page import markdown_table

        print("\n\n".join(f"## {table.title}\n\n{markdown_table(table)}" for table in tables))
    else:
        print("\n\n".join(map(str, tables)))
