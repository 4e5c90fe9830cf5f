"""What can be done in the page: one function per deed, each given the session, a key and a value."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from nicegui import ui

from sim.spec.fault import Fault, ScenarioError
from sim.spec.scenario import catalogue
from sim.view.dashboard import link

if TYPE_CHECKING:
    from sim.view.dashboard.session import Session

Deed = Callable[["Session", str, str], Awaitable[None]]
LONGEST_VALUE = 40


async def slide(session: Session, path: str, value: str) -> None:
    """A slider is being moved: the sides stay as they are under the hand."""
    _change(session, path, value, sides=False)


async def change(session: Session, path: str, value: str) -> None:
    """A number or a choice was set."""
    _change(session, path, value, sides=True)
    session.frame()
    _again(session)


def _change(session: Session, path: str, value: str, sides: bool) -> None:
    known = catalogue().get(path)
    if known is None or len(value) > LONGEST_VALUE:
        return
    if known.kind == "whole number" and value.replace(".", "", 1).isdigit():
        value = f"{round(float(value))}"
    session.ask(session.question.with_change(path, value), sides=sides)


async def unset(session: Session, path: str, value: str) -> None:
    """A number was put back."""
    session.ask(session.question.with_change(path, None))
    _again(session)


async def reset(session: Session, kind: str, value: str) -> None:
    """All numbers of a kind were put back."""
    session.ask(session.question.without(kind))
    _again(session)


def _again(session: Session) -> None:
    """Pages made of controls are written anew after a change that was not made by a slider."""
    if session.page in ("company", "assumptions"):
        session.show()


async def pick(session: Session, on: str, name: str) -> None:
    """A policy was ticked or unticked."""
    now = session.question.policies
    if name not in session.shelf.policies:
        return
    chosen = (
        (*now, name)
        if on == "true" and name not in now
        else tuple(p for p in now if on == "true" or p != name)
    )
    if not chosen:
        session.frame()
        raise ScenarioError([Fault("", "one policy at least stays chosen beside the baseline", "policies")])
    session.ask(replace(session.question, policies=chosen), push=True)


def _chosen(name: str) -> Deed:
    """A deed that sets one term of the question, a number or a name."""

    async def choose(session: Session, key: str, value: str) -> None:
        query = f"{session.question.query()}&{urlencode({name: value})}"
        asked = link.read(query, session.shelf, session.opening)
        if name == "company":
            asked = asked.without("company")
        if name == "baseline" and value in asked.policies:
            others = tuple(p for p in asked.policies if p != value) or (session.question.baseline,)
            asked = replace(asked, policies=others)
        session.ask(asked, push=True)

    return choose


async def turn_to(session: Session, key: str, name: str) -> None:
    """Another page was opened."""
    if name not in link.PAGES or name == session.page:
        return
    session.page = name
    session.address(push=True)
    _opened(session)
    session.script("twin.title()")


def _opened(session: Session) -> None:
    """Show a page that was opened, with what is known already."""
    session.start()
    session.frame()
    session.show_waiting()


async def address(session: Session, key: str, query: str) -> None:
    """The browser went back or forth."""
    session.put("content", "")
    session.open(query)


async def undo(session: Session, key: str, value: str) -> None:
    """Go back to the last question that could be answered."""
    session.question = session.good
    session.put("faults", "")
    session.address()
    session.start()


# ---------------------------------------------------------------- people


async def drop_roster(session: Session, key: str, value: str) -> None:
    """Forget the people that were uploaded."""
    session.roster, session.roster_name, session.roster_problems = None, "", []
    session.roster_year = None
    session.start()


async def roster_refused(session: Session, name: str, status: str) -> None:
    """The file was not even read."""
    why = "the file is larger than 5 MB" if status == "413" else "the file could not be read"
    session.roster_problems, session.roster_name = [why], name[:60]
    session.show()


async def life_policy(session: Session, key: str, value: str) -> None:
    """Another policy for the two lives."""
    session.life_policy, session.life_person = value, -1
    await session.live_one(session.turn)


async def life_person(session: Session, key: str, value: str) -> None:
    """Another person."""
    session.life_person = int(value) if value.lstrip("-").isdigit() else -1
    await session.live_one(session.turn)


async def life_luck(session: Session, key: str, value: str) -> None:
    """Another simulated company."""
    session.life_luck, session.life_person = (session.life_luck + 1) % 1_000, -1
    await session.live_one(session.turn)


# ---------------------------------------------------------------- downloads


def _file(session: Session, content: bytes, name: str, kind: str) -> None:
    with session.client:
        ui.download.content(content, name, kind)


async def report(session: Session, key: str, value: str) -> None:
    """Download the report."""
    from sim.view.report import html

    found = await session.give_reasons(session.turn)
    text = await asyncio.to_thread(html, found.answer)
    _file(session, text.encode(), f"twinladder-{session.question.company}.html", "text/html")


async def csv(session: Session, key: str, value: str) -> None:
    """Download the numbers of the table and of every chart."""
    from sim.view.report import csv_files

    found = await session.give_reasons(session.turn)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_files(found.answer).items():
            archive.writestr(name, text)
    _file(session, packed.getvalue(), f"twinladder-{session.question.company}.zip", "application/zip")


async def numbers(session: Session, key: str, value: str) -> None:
    """Download the refined numbers, as `twinladder compare --format json` prints them."""
    question = session.question
    brief = session.brief
    if brief is not None and not brief.preview:
        text = brief.comparison.to_json() + "\n"
        _file(session, text.encode(), f"twinladder-{question.company}.json", "application/json")


DEEDS: dict[str, Deed] = {
    "slide": slide,
    "set": change,
    "unset": unset,
    "reset": reset,
    "policy": pick,
    **{name: _chosen(name) for name in ("company", "baseline", "months", "replicates", "draws")},
    "page": turn_to,
    "address": address,
    "undo": undo,
    "drop-roster": drop_roster,
    "roster-refused": roster_refused,
    "life-policy": life_policy,
    "life-person": life_person,
    "life-luck": life_luck,
    "report": report,
    "csv": csv,
    "json": numbers,
}
"""Every deed by the name the page uses."""
