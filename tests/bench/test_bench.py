"""The parts of the benchmark measure what they say, and the page says what was measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.state import compiled, draws
from sim.state.draws import Purpose
from sim.state.workforce import P
from tests.bench import (
    against,
    clock,
    companies,
    figures,
    memory,
    page,
    peers,
    program,
    speed,
    starts,
    tables,
    tally,
    targets,
)
from tests.bench.clock import Interval
from tests.bench.floor import Floor
from tests.bench.tally import Tally
from tests.bench.targets import Target

DOCS = Path(__file__).parents[2] / "docs"
AGAIN = "write it anew: uv run python -m tests.bench --from docs/performance.json --write docs"
KEPT = json.loads((DOCS / "performance.json").read_text(encoding="utf-8"))

compiled_only = pytest.mark.skipif(not compiled.JIT, reason="the compiler is off")


def test_the_page_says_what_is_in_the_kept_results() -> None:
    said = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert said == page.page(KEPT, page.read_others(DOCS)), AGAIN
    for name in figures.FIGURES:
        assert (DOCS / "figures" / f"{name}.svg").exists(), AGAIN
    assert all(name in page.PAGE for name in figures.FIGURES)


def test_a_changed_result_changes_the_page() -> None:
    faster = json.loads(json.dumps(KEPT))
    faster["twins"]["200x64"]["ratio"]["value"] *= 2.0
    assert page.page(faster, {}) != page.page(KEPT, {})


def test_another_machine_stands_beside_with_what_it_misses_in_bold(tmp_path: Path) -> None:
    page.write(KEPT, tmp_path)
    slower = json.loads(json.dumps(KEPT))
    slower["machine"]["processor"] = "Abacus"
    slower["starts"]["help"] = {"value": 7.0, "low": 6.0, "high": 8.0}
    page.write_beside(slower, tmp_path, "old")
    assert page.read_others(tmp_path) == {"old": slower}
    said = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "| at most 0.3 s | **7.00 s (6.00 to 8.00)** |" in said
    assert "- *old*: Machine: Abacus" in said


def test_the_kept_results_hold_the_headlines_and_their_places() -> None:
    again = program.with_headlines(KEPT)
    assert again == KEPT
    for name in (*program.HEADLINES, "bytes_per_person"):
        assert np.isfinite(KEPT[name])


def test_a_page_is_written_with_its_figures_and_results(tmp_path: Path) -> None:
    page.write(KEPT, tmp_path)
    assert json.loads((tmp_path / "performance.json").read_text(encoding="utf-8")) == KEPT
    for name in figures.FIGURES:
        assert (tmp_path / "figures" / f"{name}.svg").read_text(encoding="utf-8").count("<path") > 10


def test_the_median_lies_inside_its_interval_and_more_noise_widens_it() -> None:
    quiet = 1.0 + 0.01 * np.random.default_rng(1).normal(size=30)
    loud = 1.0 + 0.1 * np.random.default_rng(1).normal(size=30)
    narrow, wide = clock.median(quiet), clock.median(loud)
    assert narrow.low <= narrow.value <= narrow.high
    assert wide.high - wide.low > 5.0 * (narrow.high - narrow.low)


def test_a_ratio_is_taken_pair_by_pair() -> None:
    """What slows both of a pair down does not move their ratio."""
    drift = np.linspace(1.0, 3.0, 12)
    assert clock.ratio(2.0 * drift, drift) == Interval(2.0, 2.0, 2.0)


def test_acts_are_measured_in_turns() -> None:
    calls: list[str] = []
    acts = {name: (lambda name=name: calls.append(name)) for name in "ab"}
    taken = clock.in_turns(acts, 3)
    assert calls == list("ababab")
    assert {name: len(samples) for name, samples in taken.items()} == {"a": 3, "b": 3}


def test_exponent_and_fixed_cost_are_found_again() -> None:
    sizes = np.array([1.0, 10.0, 100.0, 1000.0])
    assert speed.exponent(sizes, 3.0 * sizes**1.2) == pytest.approx(1.2)
    assert speed.line(sizes, 5.0 + 0.25 * sizes) == pytest.approx((5.0, 0.25))


def test_pairs_of_the_grid_fit_two_gigabytes() -> None:
    fitting = [pair for pair in speed.GRID if speed.fits(pair)]
    assert (100_000, 1) in fitting
    assert (100_000, 64) not in fitting
    assert (10_000, 1_000) not in fitting
    assert {people for people, _ in fitting} == {50, 200, 1_000, 10_000, 100_000}


def test_the_floor_touches_every_column_and_keeps_who_is_who() -> None:
    floor = Floor(companies.model(12, 2, 1).workforce, Tally(calls=30.0, normal=14.0))
    before = floor.workforce.copy()
    floor.step()
    after = floor.workforce
    assert (after.people != before.people).all()
    assert (after.companies != before.companies).all()
    assert (after.teams != before.teams).all()
    assert (np.floor(after.person(P.PERSON)) == before.person(P.PERSON)).all()


def test_the_floor_draws_as_many_numbers_as_were_counted() -> None:
    """14 of 24 numbers are normal: two passes over 12 seats, the second over 2; and one over 10."""
    w = companies.model(12, 1, 1).workforce
    drawing, idle = Floor(w, Tally(calls=24.0, normal=14.0)), Floor(w, Tally(calls=0.0, normal=0.0))
    drawing.step()
    idle.step()
    key = (w.seed, w.replicates[0], w.person(P.PERSON)[0], 1)
    normal, uniform = np.empty(12), np.empty(12)
    draws.normals(*key, Purpose.MORALE, normal)
    draws.uniforms(*key, Purpose.LEAVE, uniform)
    added = drawing.workforce.people[0] - idle.workforce.people[0]
    assert added[P.MORALE] == pytest.approx(np.where(np.arange(12) < 2, 2.0, 1.0) * normal)
    assert added[P.INTENTION] == pytest.approx(np.where(np.arange(12) < 10, uniform, 0.0))


def test_the_floor_leaves_the_model_alone() -> None:
    model = companies.model(12, 1, 1)
    before = model.workforce.copy()
    Floor(model.workforce, Tally(calls=12.0, normal=12.0)).step()
    assert (model.workforce.people == before.people).all()


@pytest.mark.skipif(compiled.JIT, reason="what is compiled is not an ordinary function that can be watched")
def test_numbers_are_counted_by_key_and_purpose() -> None:
    """The same number twice in a month is one, in another month two; each purpose and key is one."""
    watcher = tally.Watcher()

    def draw_some() -> None:
        sys.setprofile(watcher)
        for person in (7, 8, 7):
            draws.normal(1, 0, person, 3, Purpose.MORALE)
        draws.uniform(1, 0, 7, 3, Purpose.LEAVE)
        sys.setprofile(None)

    draw_some()
    watcher.next_month()
    draw_some()
    assert watcher.counted == {"calls": 6, "normal": 4, "MORALE": 4, "LEAVE": 2}


def test_the_numbers_of_a_month_are_counted_in_the_model() -> None:
    """Everybody draws for morale and for leaving; what else is drawn comes on top."""
    people = 20
    counted = tally.count(people)
    assert 1.8 * people < counted.calls
    assert 0.9 * people < counted.normal < counted.calls


def test_the_split_names_every_process_once() -> None:
    found = speed.split(20, 2, 1)
    assert [*found][:3] == ["market", "development", "work"]
    assert [*found][-2:] == ["accounts", "measures"]
    assert sum(part["share"]["value"] for part in found.values()) == pytest.approx(1.0)


@compiled_only
def test_small_sizes_can_be_measured() -> None:
    twins = against.twins(20, 2, 1, 1)
    assert twins["ratio"]["value"] > 1.0
    assert twins["repetitions"] == 1
    floor = against.floor(50, 4, 2)
    assert floor["multiple"]["value"] > 1.0
    taken = speed.years_of([(20, 1), (40, 1), (80, 1)], quick=True)
    scaled = speed.scaling(taken, list(taken), 0)
    assert scaled["sizes"] == [20.0, 40.0, 80.0]
    assert scaled["fixed_seconds"]["value"] > 0.0


def test_memory_is_that_of_the_program_itself() -> None:
    """What the test run holds is more than the program needs, and must not be counted."""
    held = np.ones(60_000_000)
    assert memory.peak() > held.nbytes
    assert memory.peak_elsewhere(50, 1) < held.nbytes
    assert memory.state(50, 2)["bytes_per_person"] == 400.0


def test_a_start_is_split_without_remainder(monkeypatch: pytest.MonkeyPatch) -> None:
    small = ("compare", "lottery", "--company", "actuarial_department", "--months", "2", "--replicates", "2")
    monkeypatch.setattr(starts, "COMPARE", small)
    found = starts.warm(1)
    parts = sum(found[part]["value"] for part in starts.PARTS)
    assert parts == pytest.approx(found["total"]["value"])
    assert all(found[part]["value"] > 0.0 for part in starts.PARTS)


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        (Interval(160.0, 155.0, 170.0), "met"),
        (Interval(160.0, 149.0, 170.0), "narrowly met"),
        (Interval(140.0, 130.0, 151.0), "narrowly missed"),
        (Interval(140.0, 130.0, 149.0), "missed"),
    ],
)
def test_verdicts(interval: Interval, verdict: str) -> None:
    assert Target("", (), low=150.0).verdict(interval) == verdict


def test_a_target_that_was_not_measured_is_said_to_be_so() -> None:
    rows = targets.rows({"memory": {"bytes_per_person": 400.0}})
    assert [row[-1] for row in rows].count("not measured") == len(targets.TARGETS) - 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.01234, "0.0123"),
        (9.999, "10.0"),
        (123.4, "123"),
        (33_024.0, "33,000"),
        (-0.5, "-0.500"),
    ],
)
def test_numbers_have_three_places(value: float, text: str) -> None:
    assert targets.number(value) == text


def test_a_peer_that_is_missing_or_fails_is_said_to_be_so() -> None:
    def broken() -> peers.Months:
        raise KeyError("tenure")

    assert peers.result("surely-not-installed", broken) == {
        "missing": "surely-not-installed is not installed"
    }
    assert peers.result("numpy", broken)["failed"] == "KeyError: 'tenure'"


def test_a_framework_that_can_not_be_fetched_is_said_to_be_so() -> None:
    assert "surely-no-such-program" in program._peer(["surely-no-such-program"])["missing"]
    refused = [sys.executable, "-c", "raise SystemExit('no network')"]
    assert program._peer(refused) == {"missing": "no network"}


def test_frameworks_stand_beside_those_of_another_machine() -> None:
    here = {
        "peers": {"mesa": {"version": "3", "person_months_per_second": 2e6}, "other": {"missing": "no uv"}}
    }
    there = {"peers": {"mesa": {"failed": "a"}, "other": {"version": "9", "person_months_per_second": 5e6}}}
    assert tables.peer_grid(here, {"there": there}).rows == [
        ["mesa", "3", "2.00 million", "failed: a"],
        ["other", "9", "no uv", "5.00 million"],
    ]
    assert "Not measured: other." in page._peers(here, {})
    assert "Not measured" not in page._peers(here, {"there": there})


@compiled_only
def test_the_reduced_month_is_the_same_in_ours_and_in_mesa() -> None:
    """As far as chance allows: the mean tenure of 10,000 people has a standard error of 0.08."""
    tenures = [make()() / peers.PEOPLE for make in (peers.ours, peers.mesa)]
    assert abs(tenures[0] - tenures[1]) < 0.5
