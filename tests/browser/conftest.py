"""A server, a browser, and a visitor that complains about console errors and requests off the machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000
"""Milliseconds after which something that should appear counts as missing: the machine may be busy."""


@dataclass
class Server:
    """A dashboard of its own process."""

    address: str
    process: subprocess.Popen[bytes]

    def state(self) -> dict[str, int]:
        with urllib.request.urlopen(f"{self.address}/state") as answer:
            return dict(json.load(answer))

    def url(self, query: str = "") -> str:
        return f"{self.address}/{query}"


def start(*options: str) -> Server:
    """Start `twinladder dashboard` on a free port and wait until it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sim", "dashboard", "--port", str(port), *options]
    # NiceGUI serves nothing where it believes itself inside a test
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env=environment)
    server = Server(f"http://127.0.0.1:{port}", process)
    for _ in range(600):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)
    stop(server)
    raise TimeoutError("the dashboard does not listen")


def stop(server: Server) -> None:
    server.process.send_signal(signal.SIGINT)
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    pytest.importorskip("nicegui")
    found = start()
    yield found
    stop(found)


Visit = Callable[..., Any]


@pytest.fixture
def visit(browser: Any, server: Server) -> Iterator[Visit]:
    """Opens an address in a browser of its own; at the end nothing may have gone wrong in any."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def opened(query: str = "", width: int = 1440, refined: bool = True) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if _foreign(asked.url, server) else None)
        page.goto(server.url(query))
        if refined:
            page.wait_for_selector('article[data-stage="refined"]')
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def _foreign(url: str, server: Server) -> bool:
    own = (server.address, server.address.replace("http", "ws"), "data:", "blob:")
    return not url.startswith(own)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the pages are kept: the folder in TWINLADDER_PICTURES, which CI can keep."""
    said = os.environ.get("TWINLADDER_PICTURES")
    folder = Path(said) if said else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
