"""Many at once: twenty visitors, one who asks for the absurd, one who leaves."""

from __future__ import annotations

import time

import pytest

from tests.browser.conftest import Server, Visit

SLOW = "?company=bank_technology&replicates=200&seed=99"


def settled(server: Server, seconds: float) -> dict[str, int]:
    """The state of the server once nothing is under way, or after some seconds."""
    until = time.monotonic() + seconds
    while (found := server.state())["jobs"] and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_twenty_at_once(visit: Visit, server: Server) -> None:
    absurd = None
    pages = []
    for k in range(20):
        pages.append(visit(f"?replicates=20&policy=dual_ladder&seed={200 + k}", refined=False))
        if k == 9:
            absurd = visit("?replicates=10000000", refined=False)
    assert absurd is not None
    absurd.wait_for_selector(".faults")
    assert "10,000,000" in absurd.text_content(".faults")
    headlines = []
    for page in pages:
        page.wait_for_selector('article[data-stage="refined"]')
        headlines.append(page.text_content("#title"))
    assert server.state()["tabs"] >= 21
    assert all("technical ladder" in said or "No policy" in said for said in headlines)


@pytest.mark.usefixtures("browser")
def test_who_leaves_frees_the_work(visit: Visit, server: Server) -> None:
    assert settled(server, 60)["jobs"] == 0
    page = visit(SLOW, refined=False)
    page.wait_for_selector("progress")
    assert server.state()["jobs"] > 0
    tabs = server.state()["tabs"]
    page.context.close()
    assert settled(server, 20)["jobs"] == 0
    until = time.monotonic() + 30
    while server.state()["tabs"] >= tabs and time.monotonic() < until:
        time.sleep(0.5)
    assert server.state()["tabs"] < tabs
