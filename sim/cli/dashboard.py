"""`twinladder dashboard`: try a policy in the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.common import RosterOption, YearOption, refuse, say


def dashboard(
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="NAME|FILE", help="Open with this company."),
    ] = None,
    roster: RosterOption = None,
    fiscal_year: YearOption = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen.")] = 8080,
    host: Annotated[
        str, typer.Option("--host", help="Who may come: by default this machine only.")
    ] = "127.0.0.1",
    password: Annotated[
        str,
        typer.Option("--password", envvar="TWINLADDER_PASSWORD", help="Ask for it before anything is shown."),
    ] = "",
    root_path: Annotated[
        str, typer.Option("--root-path", help="The path under which a proxy serves it.")
    ] = "",
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
) -> None:
    """Try policies in the browser: answers while you look.

    It listens on this machine only, fetches nothing from anywhere, and keeps uploaded rosters in memory.

    [bold]Examples[/bold]

      twinladder dashboard

      twinladder dashboard --company university_it --roster staff.csv --port 9000
    """
    from sim.view.dashboard.door import LOOPBACK

    if host not in LOOPBACK and not password:
        refuse("others could come in: set --password or TWINLADDER_PASSWORD", "--host", host)
    serve = _server()
    from sim import comparison

    people = comparison.open_roster(roster, fiscal_year)
    if company is not None:
        _check_company(company)
    say(f"Twinladder at http://{host}:{port}{root_path}/ (Ctrl-C stops it)")
    serve(
        company=company, roster=people, roster_name=str(roster) if roster else "", year=fiscal_year,
        host=host, port=port, password=password, show=open_, root_path=root_path,
    )  # fmt: skip


def _check_company(company: str) -> None:
    from sim.spec.library import is_path
    from sim.spec.reader import read_company

    read_company(Path(company) if is_path(company) else company)


def _server() -> Callable[..., None]:
    try:
        from sim.view.dashboard.app import Settings, serve
    except ImportError as error:
        refuse(f"needs the extra dashboard: pip install 'twinladder[dashboard]' ({error})", "dashboard")
        raise
    return lambda **settings: serve(Settings(**settings))
