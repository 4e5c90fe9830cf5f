"""The parts behind the page, without a browser: links, limits, the desk, controls, the door, uploads."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model.events import KINDS
from sim.spec.fault import ScenarioError
from sim.spec.scenario import catalogue, values
from sim.state.workforce import Cause, Step
from sim.view import story_words
from sim.view.dashboard import controls, life, limits, link, upload
from sim.view.dashboard.desk import Desk, Job, StaleError, result_of
from sim.view.dashboard.door import COOKIE, Door
from sim.view.dashboard.link import Question

SHELF = link.shelf()


# ---------------------------------------------------------------- links

QUESTIONS = st.builds(
    Question,
    company=st.sampled_from(sorted(SHELF.companies)),
    policies=st.lists(
        st.sampled_from(sorted(set(SHELF.policies) - {"status_quo"})), min_size=1, max_size=6, unique=True
    ).map(tuple),
    months=st.integers(1, 240),
    replicates=st.integers(2, 2_000),
    draws=st.integers(1, 50),
    seed=st.integers(0, 2**64 - 1),
    changes=st.dictionaries(
        st.sampled_from(sorted(catalogue())), st.sampled_from(["1", "0.25", '"offer"', "true"]), max_size=4
    ).map(lambda found: tuple(sorted(found.items()))),
)


@given(QUESTIONS)
@settings(max_examples=50, deadline=None)
def test_an_address_holds_the_whole_question(question: Question) -> None:
    assert link.read(question.query("why"), SHELF, Question()) == question
    assert link.page_of(question.query("why")) == "why"


def test_the_command_names_the_file_and_its_year() -> None:
    plain, with_year = (Question().command("staff.csv", year) for year in (None, 2016))
    assert "--fiscal-year" not in plain
    assert with_year == plain + " --fiscal-year 2016"


def test_everything_that_happens_to_somebody_has_words() -> None:
    assert {*life.SAYS, "left"} == set(KINDS)
    assert {*story_words.STEPS, Step.NONE} == set(Step)
    assert {*story_words.CAUSES, Cause.NONE} == set(Cause)


def test_equal_questions_have_equal_hashes() -> None:
    assert Question().content_hash == Question(seed=1).content_hash
    assert Question().content_hash != Question(seed=2).content_hash


@pytest.mark.parametrize(
    "query",
    [
        "company=/etc/passwd",
        "policy=./mine.toml",
        "assumptions=x.toml",
        "months=-1",
        "seed=1e9",
        "set=a",
        "set=x.y=1",
    ],
)
def test_a_link_reads_no_files_and_no_nonsense(query: str) -> None:
    with pytest.raises(ScenarioError):
        link.read(query, SHELF, Question())


def test_every_fault_of_a_link_is_said_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        link.read("company=a&policy=b&months=c", SHELF, Question())
    assert len(caught.value.faults) == 3


def test_a_change_can_be_taken_back() -> None:
    changed = Question().with_change("policy.ladder.slots", "0.3")
    assert changed.overrides == ["policy.ladder.slots=0.3"]
    assert changed.with_change("policy.ladder.slots", None) == Question()
    assert changed.without("policy") == Question()
    assert changed.without("company") == changed


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    "question",
    [
        Question(replicates=10_000_000),
        Question(changes=(("company.headcount", "100000"),)),
        Question(draws=1_000),
        Question(months=1_000),
        Question(company="bank_technology", replicates=2_000),
        Question(policies=("status_quo",)),
    ],
)
def test_too_much_is_refused_before_anything_runs(question: Question) -> None:
    with pytest.raises(ScenarioError):
        limits.check(question, None)


# ---------------------------------------------------------------- the desk


def test_who_asks_the_same_shares_the_work() -> None:
    desk = Desk({"lane": 4})
    gate = threading.Event()
    calls: list[int] = []

    def work(told: Any) -> int:
        calls.append(1)
        gate.wait(10)
        return 7

    one, two = desk.ask("lane", "key", work), desk.ask("lane", "key", work)
    gate.set()
    assert (one.future.result(10), two.future.result(10)) == (7, 7)
    assert calls == [1]
    assert desk.known("lane", "key") == 7
    desk.close()


def test_work_stops_only_when_nobody_waits() -> None:
    desk = Desk({"lane": 4})
    going, go = threading.Event(), threading.Event()

    def work(told: Any) -> None:
        going.set()
        for done in range(10_000):
            go.wait(0.001)
            told(done, 10_000)

    job = desk.ask("lane", "key", work)
    desk.ask("lane", "key", work)
    assert going.wait(10)
    desk.leave(job)
    assert not job.future.done()
    desk.leave(job)
    go.set()
    with pytest.raises(StaleError):
        job.future.result(10)
    assert desk.busy == 0
    assert desk.known("lane", "key") is None
    desk.close()


def test_who_no_longer_wants_a_result_takes_it_from_nobody() -> None:
    desk = Desk({"lane": 4})
    gate = threading.Event()

    def work(told: Any) -> int:
        gate.wait(10)
        return 7

    async def both(first: Job, second: Job) -> int:
        with pytest.raises(StaleError):
            await result_of(first, lambda share: False, 0.01)
        desk.leave(first)
        gate.set()
        return int(await result_of(second, lambda share: True, 0.01))

    first, second = desk.ask("lane", "key", work), desk.ask("lane", "key", work)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, both(first, second)).result(10) == 7
    desk.close()


def test_a_short_job_does_not_wait_for_the_end_of_a_long_one() -> None:
    desk = Desk({"lane": 4})
    short_done = threading.Event()

    def long(told: Any) -> str:
        for done in range(100_000):
            told(done, 100_000)
            if short_done.wait(0.001):
                return "after the short one"
        return "never let go"

    slow = desk.ask("lane", "long", long)
    quick = desk.ask("lane", "short", lambda told: short_done.set())
    quick.future.result(10)
    assert slow.future.result(10) == "after the short one"
    desk.close()


def test_the_oldest_result_is_forgotten_and_private_ones_are_never_kept() -> None:
    desk = Desk({"lane": 2})
    for key in range(3):
        desk.ask("lane", key, lambda told: 1).future.result(10)
    desk.ask("lane", "private", lambda told: 1, remember=False).future.result(10)
    assert [desk.known("lane", key) for key in (0, 1, 2, "private")] == [None, 1, 1, None]
    desk.close()


# ---------------------------------------------------------------- controls


@pytest.mark.parametrize("kind", ["company", "policy", "assumptions"])
def test_every_parameter_has_a_control_that_can_say_its_value(kind: str) -> None:
    baseline = limits.baseline_of(Question(), None)
    part = {"company": baseline.company, "policy": baseline.policy, "assumptions": baseline.assumptions}[kind]
    folds = controls.folds(kind, dict(values(part, kind)), {}, "USD")
    found = {control.path: control for fold in folds for control in fold.controls}
    assert set(found) == {path for path in catalogue() if path.startswith(f"{kind}.")}
    for control in found.values():
        if control.low:
            assert float(control.low) <= float(control.value) <= float(control.high)
            assert float(control.step) > 0
            known = catalogue()[control.path].range
            assert known is not None
            assert known[0] <= float(control.low) < float(control.high) <= known[1]


def test_a_lever_has_the_shipped_policies_as_named_positions() -> None:
    baseline = limits.baseline_of(Question(), None)
    folds = controls.folds("policy", dict(values(baseline.policy, "policy")), {}, "USD")
    budget = next(c for f in folds for c in f.controls if c.path == "policy.training.budget")
    assert {p.name: p.shown for p in budget.positions} == {
        "Status quo": "100",
        "Train people to be understood": "300",
        "Decide it together, and support it": "500",
        "Train the managers we make": "1,000",
    }
    assert budget.unit == "USD per person and year"


# ---------------------------------------------------------------- the door


async def _inside(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


def knock(
    door: Door, method: str, path: str, body: bytes = b"", cookie: str = "", kind: str = "http"
) -> list[Any]:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"cookie", cookie.encode())] if cookie else []
    scope = {"type": kind, "method": method, "path": path, "headers": headers, "scheme": "http"}
    # in a thread of its own: the browser of other tests has a loop in this one
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, door(scope, receive, send)).result()
    return sent


def test_nobody_comes_in_without_the_password() -> None:
    door = Door(_inside, "open sesame")
    assert knock(door, "GET", "/")[0]["status"] == 401
    assert knock(door, "GET", "/state")[0]["status"] == 401
    assert knock(door, "POST", "/roster/x", b"data")[0]["status"] == 401
    assert knock(door, "GET", "/", cookie=f"{COOKIE}=guess")[0]["status"] == 401
    assert knock(door, "GET", "/ws", kind="websocket")[0] == {"type": "websocket.close", "code": 4401}
    assert knock(door, "POST", "/enter", b"password=wrong")[0]["status"] == 401


def test_the_password_opens_the_door() -> None:
    door = Door(_inside, "open sesame")
    entered = knock(door, "POST", "/enter", b"password=open+sesame")[0]
    assert entered["status"] == 303
    cookie = dict(entered["headers"])[b"set-cookie"].decode()
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert knock(door, "GET", "/", cookie=cookie.split(";")[0])[1]["body"] == b"inside"


# ---------------------------------------------------------------- uploads


def test_an_upload_is_read_under_its_own_name() -> None:
    with pytest.raises(ScenarioError) as caught:
        upload.read(b"person,tenure_years\n1,-3\n", "my staff.csv")
    assert all(fault.file == "my staff.csv" for fault in caught.value.faults)
    people = "\n".join(["tenure_years,is_manager", *(f"{k},{'yes' if k < 2 else 'no'}" for k in range(12))])
    assert upload.read(people.encode(), "x.csv").people == 12
