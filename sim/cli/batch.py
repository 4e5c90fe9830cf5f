"""`twinladder batch`: run an experiment file into a folder, or go on where it stopped."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.common import FAILED, INTERRUPTED, progress_bar, refuse, say

if TYPE_CHECKING:
    from sim.batch.plan import Plan
    from sim.batch.run import Summary

TERMINATED = 143
"""Exit code after SIGTERM, as shells have it: 128 + 15."""


class Terminated(BaseException):
    """The command was asked to end (SIGTERM)."""


def batch(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An experiment file (TOML), or a manifest.json to repeat.")
    ],
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where results go; else results/NAME beside the file."),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", help="Processes of this machine; 0: all cores.")
    ] = 1,
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="ADDRESS", help="A running Dask scheduler, e.g. tcp://host:8786."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be run, for how long and how large, and stop.")
    ] = False,
    add_draws: Annotated[
        int,
        typer.Option(
            "--add-draws", metavar="N", help="More draws than the folder has (random; Sobol doubled)."
        ),
    ] = 0,
    add_replicates: Annotated[
        int, typer.Option("--add-replicates", metavar="N", help="More replicates than the folder has.")
    ] = 0,
) -> None:
    """Run an experiment into a folder, or go on where it stopped.

    The same command again does only what is missing: after Ctrl-C, after a crash, after a failed run. Ends
    with 1 if runs have failed.

    [bold]Examples[/bold]

      twinladder batch experiments/policy-league.toml --dry-run

      twinladder batch experiments/policy-league.toml --jobs 2

      twinladder batch experiments/policy-league.toml --add-replicates 100

      twinladder batch experiments/policy-league.toml --cluster tcp://scheduler:8786
    """
    from sim.batch.experiment import read_plan

    if jobs < 0:
        refuse("must be 0 or more", "--jobs", str(jobs))
    if cluster is not None and jobs != 1:
        refuse("means nothing with --cluster", "--jobs", str(jobs))
    jobs = jobs or os.cpu_count() or 1
    plan = read_plan(file)
    place = folder or default_folder(file)
    if dry_run:
        _forecast(plan, place, jobs, add_draws, add_replicates)
        return
    with resumable(place), progress_bar("Living") as bar:
        summary = _run(plan, place, jobs=jobs, cluster=cluster, add_draws=add_draws,
                       add_replicates=add_replicates, progress=bar)  # fmt: skip
    _report(summary)


def default_folder(file: Path) -> Path:
    """Results beside the experiment file, under its name."""
    if file.suffix == ".json":
        refuse("is needed to repeat a manifest", "--out")
    return file.parent / "results" / file.stem


@contextmanager
def resumable(folder: Path) -> Iterator[None]:
    """Let a long command be stopped at any moment, and say that it can go on."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except (KeyboardInterrupt, Terminated) as stop:
        say(f"Stopped. What is done is kept in {folder}; the same command goes on from there.")
        raise typer.Exit(INTERRUPTED if isinstance(stop, KeyboardInterrupt) else TERMINATED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(*_: object) -> None:
    raise Terminated


def _run(plan: Plan, folder: Path, **how: Any) -> Summary:
    """Run it; a folder in use, a full disk and a lost cluster end the command with 1 and a sentence."""
    from sim.batch.executors import HandsLostError
    from sim.batch.run import run
    from sim.batch.store import StoreError

    try:
        return run(plan, folder, **how)
    except (StoreError, HandsLostError) as error:
        say(str(error))
        raise typer.Exit(FAILED) from None


def _report(summary: Summary) -> None:
    print(
        f"{summary.runs:,} runs in {summary.folder}: {summary.lived:,} done now in {summary.seconds:.1f} s, "
        f"{summary.before:,} before, {summary.failed:,} failed"
    )
    if summary.failed:
        say(f"`twinladder status {summary.folder}` shows the failed runs; the same command tries them again.")
        raise typer.Exit(FAILED)


def _forecast(plan: Plan, folder: Path, jobs: int, add_draws: int, add_replicates: int) -> None:
    from sim.batch.run import forecast

    found = forecast(plan, folder, jobs, add_draws, add_replicates)
    arms = len(plan.arms)
    print(f"runs      {found.runs:,}: {arms} arms x {found.runs // arms:,} pairs of draw and replicate")
    print(f"done      {found.done:,}")
    print(f"blocks    {found.blocks:,} left")
    print(f"time      about {duration(found.seconds)} with {jobs} process{'es' if jobs > 1 else ''}")
    print(f"disk      about {found.bytes / 1e6:,.1f} MB")


def duration(seconds: float) -> str:
    """A span of time for people."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
