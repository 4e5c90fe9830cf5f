"""`twinladder report`: the leader's answer on one page that opens offline."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.common import (
    AssumptionsOption,
    MonthsOption,
    RosterOption,
    SeedOption,
    SetOption,
    YearOption,
    check_folder,
    progress_bar,
    recorded,
    refuse,
    say,
    write_files,
)

if TYPE_CHECKING:
    from sim.view.report_tables import Answer

KINDS = (".html", ".pdf", ".pptx")
NEEDED = {".pdf": "weasyprint", ".pptx": "pptx"}
"""What the extra `report` brings for a kind of file."""


def report(
    out: Annotated[
        list[Path],
        typer.Option(
            "--out", metavar="FILE", help="report.html, .pdf, .pptx, or a folder for CSV; repeatable."
        ),
    ],
    policies: Annotated[
        list[str] | None,
        typer.Argument(metavar="[POLICY...]", help="Policies that ship, or your own TOML files."),
    ] = None,
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="NAME|FILE", help="A company that ships, or your own TOML file."),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIR", help="Tell of a folder that twinladder batch has filled."),
    ] = None,
    roster: RosterOption = None,
    fiscal_year: YearOption = None,
    baseline: Annotated[
        str, typer.Option("--baseline", metavar="POLICY", help="What the others are compared with.")
    ] = "status_quo",
    months: MonthsOption = 60,
    replicates: Annotated[
        int, typer.Option("--replicates", help="Twin companies per policy and draw; at least 2.")
    ] = 100,
    draws: Annotated[
        int, typer.Option("--draws", help="Assumed worlds, drawn from the plausible ranges; 1: as they are.")
    ] = 20,
    seed: SeedOption = 1,
    set_: SetOption = None,
    assumptions: AssumptionsOption = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", help="Processes of this machine; 0: as many as save time.")
    ] = 0,
    people: Annotated[
        bool, typer.Option("--people", help="Also write a CSV row per person; only with a folder.")
    ] = False,
) -> None:
    """Write the answer as a page: how sure, why, who, at what price, and what could turn it.

    The page is one file, asks nothing of any server and holds no row about a person. PDF and slides need
    the extra named report.

    [bold]Examples[/bold]

      twinladder report dual_ladder training_budget --company vietnam_sme --out report.html

      twinladder report dual_ladder --company vietnam_sme --draws 50 --out report.pdf --out slides.pptx

      twinladder report dual_ladder --company university_it --roster staff.csv --out numbers/

      twinladder report --from results/policy-league --out report.html
    """
    _check_out(out, people)
    if (results is None) == (company is None) or (results is None) == (not policies):
        refuse(
            "give policies and a company, or a folder", "report", allowed="POLICY... --company, or --from DIR"
        )
    if jobs < 0:
        refuse("must be 0 or more", "--jobs", str(jobs))
    from sim.batch.crew import Crew, processes_for
    from sim.studies.helper import ready

    command = shlex.join(["twinladder", *sys.argv[1:]]) if "report" in sys.argv[1:2] else ""
    what = f"report {results or f'{policies} on {company}'}, seed {seed}"
    arms = 1 + len(policies or [])
    hands = jobs or processes_for(arms * replicates * draws * months)
    with recorded(what), Crew(hands, ready) as crew:
        # here, because other processes import it meanwhile
        from sim.view.report_tables import answer, stored_answer

        with progress_bar("Living") as bar:
            if results is not None:
                said = stored_answer(results, bar, command=command)
            else:
                said = answer(
                    str(company), policies or [], baseline, months, replicates, draws, seed, assumptions,
                    set_, roster, bar, fiscal_year=fiscal_year, command=command, crew=crew,
                )  # fmt: skip
    for note in said.comparison.notes:
        say(note)
    for path in out:
        with recorded(f"write {path}"):
            _write(said, path, people)
        say(f"wrote {path}")


def _check_out(out: list[Path], people: bool) -> None:
    """Refuse, before anything runs, what can't be written."""
    from importlib.util import find_spec

    for path in out:
        kind = path.suffix.lower()
        if kind and kind not in KINDS:
            refuse("not a kind of report", "--out", str(path), f"{', '.join(KINDS)}, or a folder for CSV")
        if kind in NEEDED and find_spec(NEEDED[kind]) is None:
            refuse(f"{kind} needs the extra: pip install 'twinladder[report]'", "--out", str(path))
        check_folder(path.parent if kind else path)
        if kind and path.is_dir():
            refuse("is a folder, not a file", "--out", str(path))
    if people and all(path.suffix for path in out):
        refuse("rows about people are only written into a folder", "--people", allowed="--out FOLDER")


def _write(said: Answer, path: Path, people: bool) -> None:
    """Write one output, whole or not at all."""
    kind = path.suffix.lower()
    if kind == ".html":
        from sim.view.report import html

        write_files(path.parent, {path.name: html(said)})
    elif kind:
        write_files(path.parent, {path.name: _bytes(said, kind)})
    else:
        from sim.view.report import about, csv_files, people_csv

        files = {"about.txt": about(said), **csv_files(said)}
        write_files(path, files | (people_csv(said) if people else {}))


def _bytes(said: Answer, kind: str) -> bytes:
    if kind == ".pdf":
        from sim.view.report import pdf

        return pdf(said)
    from sim.view.report_slides import slides

    return slides(said)
