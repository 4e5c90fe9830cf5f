"""One open tab: what is asked there, what is shown, and the work done for it.

Everything of a tab lives in its `Session` and goes with it: a roster above all. Work is done at the desk,
shared with whoever asks the same, and left when the question changes or the tab is closed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nicegui import Client, background_tasks, ui

from sim.spec import library
from sim.spec.fault import Fault, ScenarioError
from sim.spec.policy import Policy
from sim.spec.reader import read_policy
from sim.spec.roster import Roster
from sim.spec.scenario import Scenario, values
from sim.view import words
from sim.view.dashboard import controls, limits, link, page, study
from sim.view.dashboard.desk import Desk, Job, StaleError, Work, result_of
from sim.view.dashboard.link import Question, Shelf
from sim.view.dashboard.study import Brief, Reasons

LANES = {"preview": 40, "refined": 24, "reasons": 8, "life": 12}
"""Kinds of work, and how many results of each are remembered."""
REST = 0.25
"""Seconds between a preview and its refinement, so that a slider on the move is not slowed by it."""
PATIENCE = 1.2
"""Seconds without a change before the reasons are asked for."""
TICK = 0.1
BESIDE = ("compare", "why", "money", "assumptions")
"""Pages that stand between policies and assumptions; the others stand alone."""
SECTIONS = {"why": ("why", "who", "robustness"), "money": ("money",)}
LEADS = {
    "why": (
        "Behind the answer",
        "Which causes of leaving change, who has another fate, and what could turn the answer.",
    ),
    "money": ("The price of each policy", "At the company’s own prices, against the baseline."),
}  # fmt: skip

log = logging.getLogger(__name__)


class Session:
    """What one tab asks and shows."""

    def __init__(self, client: Client, shelf: Shelf, desk: Desk, opening: Question) -> None:
        self.client, self.shelf, self.desk, self.opening = client, shelf, desk, opening
        self.question = self.good = opening
        self.page = "compare"
        self.turn = 0
        self.roster: Roster | None = None
        self.roster_name = ""
        self.roster_year: int | None = None
        self.roster_problems: list[str] = []
        self.baseline: Scenario | None = None
        self.brief: Brief | None = None
        self.reasons: Reasons | None = None
        self.life_policy, self.life_person, self.life_luck = "", -1, 0
        self.jobs: set[Job] = set()
        self.regions: dict[str, ui.html] = {}
        self.layout: ui.element | None = None
        self.closed = False

    # ------------------------------------------------------------ the page and its parts

    def build(self) -> None:
        """Write the page as it stands before anything is lived."""
        with ui.element("header").classes("masthead"):
            self._region("navigation")
        # NiceGUI’s own page is the main landmark
        with ui.element("div").classes("layout") as self.layout:
            with ui.element("div").classes("answer").props('id="answer"'):
                self._region("terms")
                self._region("status").props('role="status"').classes("state")
                self._region("bar").classes("bar")
                self._region("faults").props('role="alert"')
                self._region("content")
            with (
                ui.element("section")
                .classes("side policies")
                .props('id="policies" aria-labelledby="policies-title"')
            ):
                self._region("policies")
            with (
                ui.element("section").classes("side world").props('id="world" aria-labelledby="world-title"')
            ):
                self._region("world")

    def _region(self, name: str) -> ui.html:
        # our own templates escape what they show
        self.regions[name] = ui.html("", sanitize=False)
        return self.regions[name]

    def put(self, name: str, html: str) -> None:
        """Write a part of the page."""
        if not self.closed and self.regions[name].content != html:
            self.regions[name].set_content(html)

    def script(self, code: str) -> None:
        """Run a line in the browser."""
        if not self.closed:
            self.client.run_javascript(code)

    def frame(self, sides: bool = True) -> None:
        """Write everything around the answer."""
        self.put("navigation", page.navigation(self.question, self.page))
        beside = self.page in BESIDE
        if self.layout is not None:
            self.layout.classes(remove="alone") if beside else self.layout.classes("alone")
        titles = dict(self.shelf.policies)
        shown = self.page in (*BESIDE, "life")
        self.put("terms", page.terms(self.question, self.shelf, titles, self.roster_name) if shown else "")
        if beside and sides:
            self._sides()

    def _sides(self) -> None:
        at_rest = self._at_rest()
        changes, currency = dict(self.question.changes), self._currency()
        policies = controls.folds("policy", at_rest, changes, currency)
        world = controls.folds("assumptions", at_rest, changes, currency)
        questions = {one.name: one.question for one in library.entries("policy")}
        self.put("policies", page.policies(self.question, self.shelf, questions, policies))
        self.put("world", page.world(self.question, self.shelf, world, self.question.draws))

    def _at_rest(self) -> dict[str, Any]:
        """Every number where nothing was changed: the baseline policy's, the company's, the world's."""
        plain = replace(self.question, changes=())
        scenario = limits.baseline_of(plain, self.roster)
        baseline: Policy = read_policy(self.question.baseline)
        parts = {"company": scenario.company, "policy": baseline, "assumptions": scenario.assumptions}
        return {path: value for kind, part in parts.items() for path, value in values(part, kind)}

    def _currency(self) -> str:
        return self.baseline.company.currency if self.baseline else "currency"

    def show(self) -> None:
        """Write the answer of the page that is open."""
        writers: dict[str, Callable[[], str]] = {
            "compare": self._compare,
            "why": self._reasons,
            "money": self._reasons,
            "company": self._company,
            "assumptions": self._assumptions,
            "about": self._about,
        }
        if self.page in writers:
            self.put("content", writers[self.page]())

    def _compare(self) -> str:
        if self.brief is None:
            return ""
        command = self.question.command(self.roster_name, self.roster_year)
        drawn = self.reasons.sections if self.reasons else {}
        return page.compared(self.brief, command, drawn, self.turn, self.roster_name)

    def _reasons(self) -> str:
        title, lead = LEADS[self.page]
        parts = [self.reasons.sections[name] for name in SECTIONS[self.page]] if self.reasons else []
        return page.render("reasons", turn=self.turn, title=title, lead=lead, parts=parts)

    def _company(self) -> str:
        scenario = self.baseline or limits.baseline_of(self.question, self.roster)
        folds = controls.folds(
            "company", self._at_rest(), dict(self.question.changes), scenario.company.currency
        )
        return page.render(
            "company", turn=self.turn, question=self.question, about=page.about_scenario(scenario),
            companies=self._companies(), folds=folds, roster=self.roster, file=self.roster_name,
            problems=self.roster_problems,
        )  # fmt: skip

    def _companies(self) -> dict[str, dict[str, str]]:
        questions = {one.name: one.question for one in library.entries("company")}
        return {n: {"title": t, "question": questions.get(n, "")} for n, t in self.shelf.companies.items()}

    def _assumptions(self) -> str:
        folds = controls.folds("assumptions", self._at_rest(), dict(self.question.changes), self._currency())
        return page.render("assumptions", turn=self.turn, folds=folds, tiers=controls.TIERS)

    def _about(self) -> str:
        from sim.comparison import badge, version

        most = {
            "people": f"{limits.MOST_PEOPLE:,}", "replicates": f"{limits.MOST_REPLICATES:,}",
            "draws": str(limits.MOST_DRAWS), "months": str(limits.MOST_MONTHS),
        }  # fmt: skip
        return page.render(
            "about", turn=self.turn, badge=badge(None), frame=words.FRAME, limits=most,
            version=version(),
        )  # fmt: skip

    def show_waiting(self) -> None:
        """Write what stands in a page just opened until its answer is there."""
        if self.page == "life":
            self.put("content", page.render("life", turn=self.turn, twins=None, roster=self.roster))
        elif self.page != "compare" or self.brief is not None:
            self.show()

    def status(self, stage: str) -> None:
        """Say how far the answer is."""
        if self.page in ("company", "about", "life"):
            stage = ""
        result = self.brief.comparison if self.brief else None
        companies, draws = (result.replicates, result.draws) if result else (0, 1)
        self.put("status", page.render("status", stage=stage, companies=companies, draws=draws))

    def bar(self, share: float | None) -> None:
        """Show how much is done, or nothing."""
        text = (
            ""
            if share is None
            else f'<progress max="100" value="{100 * share:.0f}" aria-label="Refining"></progress>'
        )
        self.put("bar", text)

    # ------------------------------------------------------------ what the tab asks for

    async def act(self, kind: str, key: str, value: str) -> None:
        """Do what somebody did in the page."""
        from sim.view.dashboard.deeds import DEEDS

        try:
            if kind in DEEDS:
                await DEEDS[kind](self, key, value)
        except ScenarioError as error:
            self.refuse(error)

    def open(self, query: str) -> None:
        """Open the page and the question of an address."""
        self.page = link.page_of(query)
        try:
            self.question = link.read(query, self.shelf, self.opening)
        except ScenarioError as error:
            self.frame()
            self.refuse(error)
            return
        self.start()

    def ask(self, question: Question, push: bool = False, sides: bool = True) -> None:
        """Ask another question."""
        if question == self.question:
            return
        self.question = question
        self.address(push)
        self.start(sides)

    def address(self, push: bool = False) -> None:
        """Let the address of the page say what is shown."""
        self.script(f"twin.address({self.question.query(self.page)!r}, {str(push).lower()})")

    def start(self, sides: bool = True) -> None:
        """Forget the work under way and begin anew with the question as it is."""
        self.turn += 1
        self.leave()
        self.reasons = None
        background_tasks.create(self._answer(self.turn, sides), name=f"answer {self.client.id}")

    def refuse(self, error: ScenarioError) -> None:
        """Say what is wrong, and offer the way back."""
        problems = [str(fault) for fault in error.faults]
        self.put("faults", page.faults(problems, undo=True))
        self.status("")
        self.bar(None)

    def leave(self) -> None:
        """Wait no longer for the work under way."""
        for job in self.jobs:
            self.desk.leave(job)
        self.jobs.clear()

    def pause(self) -> None:
        """The connection is gone, perhaps for good: nothing more is done for this tab until it is back."""
        self.turn += 1
        self.leave()

    def close(self) -> None:
        """The tab is gone, and with it its work and its roster."""
        self.closed = True
        self.turn += 1
        self.leave()
        self.roster = self.brief = self.reasons = self.baseline = None

    # ------------------------------------------------------------ preview, answer, reasons

    async def _answer(self, turn: int, sides: bool) -> None:
        """Check, show a preview, refine it, then ask why; stop wherever the question has changed."""
        try:
            self.baseline = limits.check(self.question, self.roster)
            self.good = self.question
            self.put("faults", "")
            self.frame(sides)
            if self.page in ("company", "assumptions", "about"):
                self.show()
            await self._live(turn)
        except ScenarioError as error:
            if turn == self.turn:
                self.frame(sides)
                self.refuse(error)
        except StaleError:
            pass
        except Exception:
            log.exception("an answer failed")
            if turn == self.turn:
                problem = "The simulation failed. What happened is in the log of the server."
                self.refuse(ScenarioError([Fault("", problem)]))

    async def _live(self, turn: int) -> None:
        question, roster, baseline = self.question, self.roster, self.baseline
        assert baseline is not None
        if self._known("refined") is None:
            self.status("waiting" if self.brief is None else "preview")
            self.brief = await self.work(
                "preview", lambda told: study.preview(question, roster, baseline, told), turn
            )
            self.status("preview")
            self.show()
            await self._rested(REST, turn)
        self.brief = await self.work(
            "refined", lambda told: study.refined(question, roster, told), turn, bar=True
        )
        self.status("refined")
        self.show()
        if self.page == "life":
            await self.live_one(turn)
        await self._why(turn)

    async def _why(self, turn: int) -> None:
        """Ask for the reasons: at once where they are awaited, else once the question stands still."""
        if self._known("reasons") is None and self.page not in SECTIONS:
            await self._rested(PATIENCE, turn)
        if self.page not in ("compare", *SECTIONS) and self._known("reasons") is None:
            return
        await self.give_reasons(turn)
        self.show()

    async def _rested(self, seconds: float, turn: int) -> None:
        """Wait a moment; raises StaleError when the question changed meanwhile."""
        await asyncio.sleep(seconds)
        if turn != self.turn:
            raise StaleError

    async def give_reasons(self, turn: int) -> Reasons:
        """The reasons, from memory or lived now."""
        if self.reasons is None:
            question, roster = self.question, self.roster
            command = question.command(self.roster_name, self.roster_year, "report")
            self.status("reasons")
            self.reasons = await self.work(
                "reasons",
                lambda told: study.reasons(question, roster, command, told),
                turn,
                bar=True,
            )
            self.status("refined")
        assert self.reasons is not None
        return self.reasons

    async def live_one(self, turn: int) -> None:
        """Live one company under the baseline and one policy, and show one person's two lives."""
        from sim.view.dashboard import life

        brief = self.brief
        if brief is None or not brief.policies:
            return
        if self.life_policy not in brief.policies:
            self.life_policy = brief.policies[0]
        base, luck, seed = brief.comparison.baseline, self.life_luck, self.question.seed
        pair = {name: brief.comparison.scenarios[name] for name in (base, self.life_policy)}
        key = (self.life_policy, luck)
        lives = await self.work("life", lambda told: life.lived(pair, luck, seed), turn, key)
        people = lives.choices()
        if self.life_person not in [person for person, _ in people]:
            self.life_person = people[0][0]
        if self.page == "life":
            shown = page.render(
                "life", turn=self.turn, twins=lives.twins(self.life_person), policies=brief.policies,
                names=brief.names, policy=self.life_policy, people=people, person=self.life_person, luck=luck,
                roster=self.roster,
            )  # fmt: skip
            self.put("content", shown)

    def _key(self, extra: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        roster = self.roster.content_hash if self.roster else ""
        return (self.question.content_hash, roster, *extra)

    def _known(self, lane: str) -> Any | None:
        return self.desk.known(lane, self._key())

    async def work(
        self, lane: str, work: Work, turn: int, extra: tuple[Any, ...] = (), bar: bool = False
    ) -> Any:
        """The result of some work: remembered, under way for somebody else, or done now; or StaleError."""
        key = self._key(extra)
        found = self.desk.known(lane, key)
        if found is None:
            # what rests on a roster is remembered by nobody
            job = self.desk.ask(lane, key, work, remember=self.roster is None)
            self.jobs.add(job)
            try:
                found = await self._waited(job, turn, bar)
            finally:
                if job in self.jobs:
                    self.jobs.discard(job)
                    self.desk.leave(job)
        if turn != self.turn:
            raise StaleError
        return found

    async def _waited(self, job: Job, turn: int, bar: bool) -> Any:
        def still(share: float) -> bool:
            if bar and turn == self.turn:
                self.bar(share)
            return turn == self.turn

        found = await result_of(job, still, TICK)
        self.bar(None)
        return found
