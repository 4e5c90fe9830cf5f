"""A dashboard with a password, in a browser."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE, start, stop


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_the_page_is_behind_the_password(browser: Any) -> None:
    pytest.importorskip("nicegui")
    server = start("--password", "open sesame")
    try:
        for path in ("/", "/state", "/_nicegui_ws/socket.io/?EIO=4&transport=polling"):
            assert status(server.address + path) == 401
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(server.address)
        page.fill("#password", "guess")
        page.click("button")
        page.wait_for_selector("text=That is not the password")
        page.fill("#password", "open sesame")
        page.click("button")
        page.wait_for_selector("article[data-turn] h1")
        page.context.close()
    finally:
        stop(server)
