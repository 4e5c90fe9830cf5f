"""`twinladder validate`: every fact of the evidence, computed from simulation the way its source did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.common import (
    AssumptionsOption,
    SeedOption,
    SetOption,
    check_folder,
    check_format,
    out,
    print_json,
    progress_bar,
    recorded,
    refuse,
    say,
)

if TYPE_CHECKING:
    from sim.studies.validation.report import Validation

FORMATS = ("table", "json")


def validate(
    quick: Annotated[bool, typer.Option("--quick", help="100 companies instead of 1,000.")] = False,
    companies: Annotated[int, typer.Option("--companies", help="How many companies (0: as above).")] = 0,
    seed: SeedOption = 1,
    set_: SetOption = None,
    assumptions: AssumptionsOption = None,
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Where to write validation.md and its figures."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> None:
    """Compute every known fact from simulated companies and say which ones the model meets.

    A full run writes docs/validation.md with its figures, where there is a folder docs, and keeps the score
    that every comparison shows; a quick one, or one in a changed world, writes only where --out says. A miss
    stays a miss: it comes first.

    [bold]Examples[/bold]

      twinladder validate --quick

      twinladder validate --format json

      twinladder validate --quick --set assumptions.turnover.morale=1.2
    """
    check_format(format_, FORMATS)
    check_folder(folder)
    if companies != 0 and companies < 16:
        refuse(
            "too few: an error can't be told from so few companies",
            "--companies",
            str(companies),
            "16 and more",
        )
    from sim.comparison import split_overrides
    from sim.studies.validation.film import World
    from sim.studies.validation.report import FULL, QUICK
    from sim.studies.validation.report import validate as judge

    count = companies or (QUICK if quick else FULL)
    shared, own = split_overrides(set_)
    world = World(seed, dict(shared + own), assumptions)
    with recorded("validate", folder), progress_bar("Validating") as progress:
        found = judge(count, world, progress=progress)
    as_shipped = not (quick or companies or set_ or assumptions) and seed == 1
    if folder is None and as_shipped and Path("docs").is_dir():
        folder = Path("docs")
    if folder is not None:
        from sim.view.validation_page import write

        write(found, folder)
        say(f"Written: {folder / 'validation.md'}")
    if as_shipped:
        _keep_score(found)
    if format_ == "json":
        print_json(found.to_json())
    else:
        from sim.view.validation_page import table

        out().print(table(found))
        for line in found.summary():
            print(line)


def _keep_score(found: Validation) -> None:
    """Keep the score beside the installed model, where it may be written."""
    from sim.comparison import version
    from sim.studies.validation import score
    from sim.studies.validation.facts import ROLES

    counts = {role: found.count(role) for role in ROLES}
    try:
        score.write(score.score_of(counts, found.companies, found.seed, version()))
    except OSError as error:
        say(f"The score could not be kept: {error}")
    else:
        say(f"Written: {score.FILE.name}, the score that every comparison shows")
