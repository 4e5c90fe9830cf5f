"""`twinladder calibrate`: fit the free numbers to the facts of class C, block by block."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.common import (
    SeedOption,
    SetOption,
    check_folder,
    check_format,
    print_json,
    progress_bar,
    recorded,
    refuse,
    say,
    write_files,
)

FORMATS = ("table", "json")


def calibrate(
    lives: Annotated[
        int, typer.Option("--lives", help="Companies lived in each of the two rounds of a block.")
    ] = 3072,
    sweeps: Annotated[int, typer.Option("--sweeps", help="How often to go through all blocks.")] = 2,
    block: Annotated[
        list[str] | None, typer.Option("--block", metavar="NAME", help="Only these blocks (may be repeated).")
    ] = None,
    seed: SeedOption = 1,
    set_: SetOption = None,
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Write calibrated.toml and calibration.md there."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> None:
    """Fit free numbers to the facts that are meant for it, and say which stayed undetermined.

    Each block of numbers is fitted to its own facts with all others frozen, in a fixed order. Nothing is
    changed in the model: the numbers found are printed, and written as a file of assumptions to --out.

    [bold]Examples[/bold]

      twinladder calibrate --out results/calibration

      twinladder calibrate --block pay --sweeps 1
    """
    check_format(format_, FORMATS)
    check_folder(folder)
    from sim.comparison import split_overrides
    from sim.studies.calibration.blocks import blocks
    from sim.studies.calibration.search import Settings, as_toml
    from sim.studies.calibration.search import calibrate as search
    from sim.view.calibration_page import page, to_json

    known = {b.name for b in blocks()}
    for name in block or ():
        if name not in known:
            refuse("no block has this name", "--block", name, ", ".join(sorted(known)))
    if lives < 96 or sweeps < 1:
        refuse("too few", "--lives or --sweeps", f"{lives} and {sweeps}", "96 and more, 1 and more")
    shared, _ = split_overrides(set_)
    settings = Settings(lives, sweeps, seed, dict(shared))
    with recorded("calibrate", folder), progress_bar("Calibrating") as progress:
        found = search(settings, block, progress)
    if folder is not None:
        write_files(folder, {"calibrated.toml": as_toml(found), "calibration.md": page(found)})
        say(f"Written: {folder / 'calibrated.toml'}, {folder / 'calibration.md'}")
    if format_ == "json":
        print_json(to_json(found))
    else:
        print(page(found))
