"""The command line: words to functions.

Each command is one small module of this package with a function of the same name; to add a command, write
the module and add its function to `COMMANDS`. Whatever is heavy is imported inside the functions, so that
`twinladder --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from sim.cli.batch import batch
from sim.cli.calibrate import calibrate
from sim.cli.check import check
from sim.cli.common import INTERRUPTED, guarded
from sim.cli.compare import compare
from sim.cli.dashboard import dashboard
from sim.cli.describe import describe
from sim.cli.listing import list_
from sim.cli.published import published
from sim.cli.report import report
from sim.cli.results import export, query, status
from sim.cli.run import run
from sim.cli.story import story
from sim.cli.studies import precision, sensitivity
from sim.cli.validate import validate

COMMANDS: dict[str, Callable[..., None]] = {
    "compare": compare,
    "report": report,
    "run": run,
    "story": story,
    "describe": describe,
    "list": list_,
    "check": check,
    "dashboard": dashboard,
    "calibrate": calibrate,
    "validate": validate,
    "batch": batch,
    "published": published,
    "status": status,
    "query": query,
    "export": export,
    "sensitivity": sensitivity,
    "precision": precision,
}
"""Every command by its name, in the order of the help."""

app = typer.Typer(
    name="twinladder",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for _name, _function in COMMANDS.items():
    app.command(_name)(guarded(_function))


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"twinladder {version('twinladder')}")
        raise typer.Exit


@app.callback(epilog="Start with: twinladder compare forced_promotion dual_ladder --company vietnam_sme")
def _twinladder(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Try a promotion policy on simulated people before you try it on people."""


def main() -> None:
    """Run the command line; the entry point of `twinladder`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without ± or quotation marks must not crash
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output has closed it: nothing is left to say, not even while shutting down
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
