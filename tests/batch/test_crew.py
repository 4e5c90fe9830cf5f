"""Hands that live blocks: threads of one process, or several processes, with the same result."""

from __future__ import annotations

import os
import signal

import pandas as pd
import pytest

from sim.batch.crew import MOST, WORTHWHILE, Crew, Piece, processes_for
from sim.batch.design import draw_assumptions
from sim.spec.reader import load
from sim.studies.answer import live_arms

PIECES: list[Piece] = [(None, [k]) for k in range(12)]


def whose(drawn: pd.DataFrame | None, lucks: list[int]) -> tuple[int, int]:
    """Which piece, and who lives it."""
    return lucks[0], os.getpid()


def deadly(drawn: pd.DataFrame | None, lucks: list[int]) -> tuple[int, int]:
    """The same, but a helper dies of it."""
    if os.getpid() != int(os.environ["TWINLADDER_TEST_PARENT"]):
        os.kill(os.getpid(), signal.SIGKILL)
    return whose(drawn, lucks)


def failing(drawn: pd.DataFrame | None, lucks: list[int]) -> int:
    raise ZeroDivisionError(lucks[0])


def test_a_crew_of_processes_gives_everything_back_in_order() -> None:
    told: list[int] = []
    with Crew(3) as crew:
        found = crew.live(whose, PIECES, lambda piece: told.append(piece[1][0]))
    assert [place for place, _ in found] == list(range(12))
    assert len({process for _, process in found}) > 1
    assert sorted(told) == list(range(12))


def test_lives_are_the_same_bits_whoever_lives_them() -> None:
    arms = {name: load("vietnam_sme", name, months=14) for name in ("status_quo", "dual_ladder")}
    drawn, progress = draw_assumptions(3, 4), []
    alone = live_arms(arms, 40, drawn, 4)
    with Crew(2) as crew:
        shared = live_arms(arms, 40, drawn, 4, lambda done, total: progress.append((done, total)), crew)
    pd.testing.assert_frame_equal(shared.outcomes, alone.outcomes, check_exact=True)
    pd.testing.assert_frame_equal(shared.totals, alone.totals, check_exact=True)
    assert all((shared.series[name] == values).all() for name, values in alone.series.items())
    assert (shared.net == alone.net).all()
    assert progress[-1] == (240, 240)


@pytest.mark.skipif(os.name != "posix", reason="a process that is killed, as POSIX has it")
def test_a_helper_that_dies_leaves_its_work_to_the_first_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINLADDER_TEST_PARENT", str(os.getpid()))
    with Crew(2) as crew:
        found = crew.live(deadly, PIECES)
    assert found == [(k, os.getpid()) for k in range(12)]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_block_raises_is_raised(processes: int) -> None:
    with Crew(processes) as crew, pytest.raises(ZeroDivisionError):
        crew.live(failing, PIECES)


def test_only_large_studies_are_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert processes_for(WORTHWHILE - 1) == 1
    assert processes_for(WORTHWHILE) == MOST
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processes_for(WORTHWHILE) == 1
