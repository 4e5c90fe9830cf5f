"""What the commands share: options, how errors end, where output goes, and the progress bar."""

from __future__ import annotations

import functools
import json
import os
import secrets
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("table", "json", "csv", "markdown")
PATIENCE = 2.0
"""Seconds after which a progress bar appears."""
PIPED_WIDTH = 100
"""Columns of a table whose reader is not a terminal."""
BAD_INPUT, FAILED, INTERRUPTED = 2, 1, 130
"""Exit codes; after Ctrl-C as shells have it: 128 + SIGINT."""

CompanyOption = Annotated[
    str, typer.Option("--company", metavar="NAME|FILE", help="A company that ships, or your own TOML file.")
]
RosterOption = Annotated[
    Path | None,
    typer.Option("--roster", metavar="FILE.csv", help="Open the company with the people of a file."),
]
YearOption = Annotated[
    int | None,
    typer.Option("--fiscal-year", metavar="YEAR", help="Which year of the roster, if it has several."),
]
MonthsOption = Annotated[int, typer.Option("--months", help="Months lived after the change of policy.")]
SeedOption = Annotated[
    int, typer.Option("--seed", help="The root of all luck; the same seed, the same lives.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one number, e.g. policy.training.budget=2000."),
]
AssumptionsOption = Annotated[
    str | None,
    typer.Option("--assumptions", metavar="NAME|FILE", help="Another assumed world than the generic one."),
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print; only that goes to stdout.")
]


def guarded(command: F) -> F:
    """A command that ends as it should: bad input with 2, Ctrl-C with 130, and no traceback for either."""

    @functools.wraps(command)
    def guard(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            say("Stopped; nothing was written.")
            raise typer.Exit(INTERRUPTED) from None
        except ValueError as error:
            from sim.spec.fault import ScenarioError

            if not isinstance(error, ScenarioError):
                raise
            say(str(error))
            raise typer.Exit(BAD_INPUT) from None

    return guard  # type: ignore[return-value]  # the same signature, by functools.wraps


@contextmanager
def recorded(what: str, folder: Path | None = None) -> Iterator[None]:
    """Run simulations: one that fails is written down with its traceback, and the command ends with 1."""
    from sim.spec.fault import ScenarioError

    try:
        yield
    except (ScenarioError, typer.Exit):
        raise
    except Exception as error:
        import traceback

        text = f"{what}\n\n{traceback.format_exc()}"
        path = _record(text, folder)
        say(f"The run failed: {type(error).__name__}: {error}\nThe record is in {path}")
        raise typer.Exit(FAILED) from None


def _record(text: str, folder: Path | None) -> Path:
    """Keep the record of a failure in the output folder, or else in a temporary file."""
    if folder is not None:
        write_files(folder, {"failure.txt": text})
        return folder / "failure.txt"
    handle, name = tempfile.mkstemp(prefix="twinladder-failure-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def say(text: str) -> None:
    """Tell people something, on stderr, as it stands."""
    print(text, file=sys.stderr, flush=True)


def refuse(problem: str, key: str = "", value: str = "", allowed: str = "", nearest: str = "") -> None:
    """Refuse bad input: raises `ScenarioError`, which ends the command with 2."""
    from sim.spec.fault import Fault, ScenarioError

    raise ScenarioError([Fault("", problem, key, value, allowed, nearest)])


def check_format(wanted: str, known: tuple[str, ...] = FORMATS) -> None:
    """Refuse a format that is not known, naming the nearest."""
    if wanted not in known:
        from sim.spec.fault import nearest_of

        near = nearest_of(wanted, known)
        refuse("not one of the choices", "--format", f'"{wanted}"', ", ".join(known), near)


def check_folder(folder: Path | None) -> None:
    """Refuse an output folder that can't be one, before anything runs."""
    if folder is None:
        return
    standing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not standing.is_dir():
        refuse("is a file, not a folder", "--out", str(standing))
    if not os.access(standing, os.W_OK):
        refuse("can't be written to", "--out", str(standing))


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files as one: each under a temporary name first, then all renamed into place.

    Who may read them is the user's setting (umask), as for any other file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in files.items():
            temporary = folder / f".{name}.{secrets.token_hex(8)}"
            waiting.append((temporary, folder / name))
            with temporary.open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
        for temporary, final in waiting:
            temporary.replace(final)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def out() -> Console:
    """The console for stdout: as wide as the terminal, or wide enough for our tables when piped."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)


def print_frame(frame: pd.DataFrame, wanted: str, facts: Mapping[str, Any] | None = None) -> None:
    """Print any table in the format asked for; `facts` go around the rows in JSON."""
    if wanted == "json":
        records = frame.astype(object).where(frame.notna(), None).to_dict("records")
        print_json(records if facts is None else {**facts, "rows": records})
    elif wanted == "csv":
        print(frame.to_csv(index=False), end="")
    elif wanted == "markdown":
        from sim.view.tables import markdown_rows, plain_cell

        rows = [[plain_cell(value) for value in row] for row in frame.itertuples(index=False)]
        print("\n".join(markdown_rows(map(str, frame.columns), rows)))
    else:
        from sim.view.tables import plain_table

        out().print(plain_table(frame))


def print_json(value: Any) -> None:
    """JSON and nothing else on stdout."""
    print(json.dumps(value, indent=1, allow_nan=False))


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that appears after two seconds, and never when stderr is piped.

    Gives a function to be told how many of how many are done. Says so first if the model must be compiled.
    """
    with _compiling(), _progress(what) as told:
        yield told


@contextmanager
def _compiling() -> Iterator[None]:
    """If the model must be compiled, say so, and let a second process help where there is a core for it."""
    from sim.state.compiled import LOCKS, is_warm

    if is_warm():
        yield
        return
    # here, because the help text comes sooner without it
    import subprocess

    say("Compiling the model for this machine, once: this takes half a minute to a minute.")
    helper = None
    if LOCKS and (os.cpu_count() or 1) > 1:
        with suppress(OSError):  # then it takes longer
            command, none = [sys.executable, "-m", "sim.model.compile_ahead"], subprocess.DEVNULL
            helper = subprocess.Popen(command, stdin=none, stdout=none, stderr=none)
    try:
        yield
    finally:
        if helper is not None:
            helper.terminate()
            helper.wait()


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """The bar itself."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    bar = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=None)
    timer = threading.Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda done, total: bar.update(task, completed=done, total=total)
    finally:
        timer.cancel()
        bar.stop()
