"""The dashboard as a server: one page, its style and script, uploads, the door, and the first warm-up."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from nicegui import Client, app, ui
from nicegui.events import GenericEventArguments
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from sim.spec.fault import ScenarioError
from sim.spec.roster import Roster
from sim.view.dashboard import limits, link, page, study, upload
from sim.view.dashboard.desk import Desk
from sim.view.dashboard.door import LOOPBACK, Door
from sim.view.dashboard.session import LANES, Session

NAME_LENGTH = 60
RECONNECT = 10.0
"""Seconds that a tab whose connection broke is kept; its work stops at once."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """How the dashboard is served."""

    company: str | None = None
    roster: Roster | None = None
    roster_name: str = ""
    year: int | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    password: str = ""
    show: bool = False
    root_path: str = ""


class Dashboard:
    """Everything that tabs share: the shelf, the desk, and which tabs there are."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        own = settings.company
        extra = (
            [(own, Path(own).stem.replace("_", " "))] if own and ("/" in own or own.endswith(".toml")) else []
        )
        self.shelf = link.shelf(extra)
        self.desk = Desk(LANES)
        self.opening = self.shelf.first(own)
        self.sessions: dict[str, Session] = {}

    def page(self, request: Request) -> None:
        """A tab is opened."""
        client = ui.context.client
        session = Session(client, self.shelf, self.desk, self.opening)
        session.roster, session.roster_name = self.settings.roster, self.settings.roster_name
        session.roster_year = self.settings.year
        ui.add_head_html(f"<style>{page.style()}</style>")
        ui.add_body_html(f"<script>window.twinTab = {client.id!r};\n{page.asset('dashboard.js')}</script>")
        session.build()
        self.sessions[client.id] = session
        query = request.url.query
        session.page = link.page_of(query)
        client.on_connect(lambda: self._connected(session, query))
        client.on_disconnect(session.pause)
        client.on_delete(lambda: self._gone(client))
        ui.on("act", lambda event: _act(session, event))

    def _connected(self, session: Session, query: str) -> None:
        if session.turn == 0:
            session.open(query)
        else:
            # a connection that broke and came back goes on where it was
            session.start()

    def _gone(self, client: Client) -> None:
        session = self.sessions.pop(client.id, None)
        if session is not None:
            session.close()

    async def take_roster(self, request: Request, tab: str) -> Response:
        """A staff file arrives; it is read for its tab only."""
        session = self.sessions.get(tab)
        if session is None:
            return Response(status_code=404)
        content = b""
        async for part in request.stream():
            content += part
            if len(content) > upload.MOST_BYTES:
                return Response(status_code=413)
        name = Path(unquote(request.headers.get("x-name", "roster.csv"))).name[:NAME_LENGTH]
        with session.client:
            await _read_roster(session, content, name)
        return Response(status_code=204)

    def state(self) -> dict[str, int]:
        """How many tabs are open and how many jobs under way; nothing about anybody."""
        return {"tabs": len(self.sessions), "jobs": self.desk.busy}

    def warm(self) -> None:
        """Compile and import what the first question needs, before somebody waits for it."""
        try:
            baseline = limits.check(self.opening, None)
            study.preview(self.opening, None, baseline, lambda done, total: None)
            page.render("status", stage="", companies=0, draws=1)
        except ScenarioError as error:
            log.warning("%s", error)


async def _act(session: Session, event: GenericEventArguments) -> None:
    """An event of the page; whatever it holds, it is text of bounded length."""
    said: Any = event.args if isinstance(event.args, dict) else {}
    kind, key, value = (str(said.get(name, ""))[: link.LONGEST] for name in ("kind", "key", "value"))
    await session.act(kind, key, value)


async def _read_roster(session: Session, content: bytes, name: str) -> None:
    import asyncio

    try:
        roster = await asyncio.to_thread(upload.read, content, name)
    except ScenarioError as error:
        session.roster_problems = [str(fault) for fault in error.faults]
        session.roster, session.roster_name, session.roster_year = None, name, None
        session.show()
        session.roster_name = ""
        return
    session.roster, session.roster_name, session.roster_problems = roster, name, []
    session.roster_year = None
    session.start()
    session.show()


def serve(settings: Settings) -> None:
    """Serve the dashboard until it is stopped."""
    board = Dashboard(settings)
    ui.page("/", title="Twinladder")(board.page)
    app.post("/roster/{tab}")(board.take_roster)
    app.get("/state")(board.state)
    app.on_startup(lambda: threading.Thread(target=board.warm, daemon=True).start())
    app.on_shutdown(board.desk.close)
    if settings.password:
        app.add_middleware(Door, password=settings.password)
    elif settings.host in LOOPBACK:
        # nobody's page of another name may speak to a dashboard that asks for no password
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    ui.run(
        host=settings.host, port=settings.port, title="Twinladder", show=settings.show, reload=False,
        tailwind=False, language="en-GB", favicon=FAVICON, show_welcome_message=False,
        reconnect_timeout=RECONNECT, root_path=settings.root_path,
    )  # fmt: skip


FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1b3a57" d="M2 1h2v14H2z'
    'M7 1h2v14H7zM12 1h2v14h-2zM3 3h5v2H3zM3 8h5v2H3zM8 6h5v2H8zM8 11h5v2H8z"/></svg>'
)
