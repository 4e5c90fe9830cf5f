"""Lay the plain model beside the fast one and name the first thing that differs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from sim.model.measures import NAMES
from sim.model.promotion_model import PromotionModel
from sim.spec.scenario import Scenario
from sim.state.workforce import COMPANIES, HAPPENINGS, PEOPLE, TEAMS, P
from tests.twins.agents import Firm, Seat
from tests.twins.luck import Luck
from tests.twins.model import PlainModel

Value = tuple[str, float, float]
"""What is compared and where, its value in the fast model, its value in the plain one."""


def compare(scenario: Scenario, replicate: int, seed: int, fast: PromotionModel | None = None) -> PlainModel:
    """Live a scenario in both models; raise AssertionError at the first month in which they differ."""
    fast = fast or PromotionModel(scenario, [replicate], seed, events=False, collect=False)
    row = fast.workforce.replicates.tolist().index(replicate)
    plain = PlainModel(scenario, Luck(seed, replicate))
    agree(fast, row, plain, f"replicate {replicate}, seed {seed}")
    while fast.running:
        fast.step()
        plain.step()
        agree(fast, row, plain, f"replicate {replicate}, seed {seed}")
    assert not plain.running
    return plain


def agree(fast: PromotionModel, row: int, plain: PlainModel, where: str) -> None:
    """Raise AssertionError, naming the first columns that differ this month and where."""
    pairs = [*columns(fast, row, plain.firm), *(measures(fast, row, plain) if fast.month else ())]
    wrong = [pair for pair in pairs if pair[1] != pair[2]]
    if wrong:
        lines = [f"  {what}: fast {a!r}, plain {b!r}" for what, a, b in wrong[:8]]
        more = f"\n  and {len(wrong) - 8} more" if len(wrong) > 8 else ""
        raise AssertionError(f"month {fast.month}, {where}: the twins differ\n" + "\n".join(lines) + more)


def columns(fast: PromotionModel, row: int, firm: Firm) -> Iterator[Value]:
    """Every column of everybody present, and of every seat, team and company.

    What the columns of an empty seat hold means nothing.
    """
    w = fast.workforce
    for c, known in COMPANIES.items():
        yield f"company, {known.name}", float(w.companies[row, c]), float(getattr(firm, known.name))
    # the team that nobody leads stands last in the fast model
    for k, team in enumerate([*firm.led_teams, *(t for t in firm.teams if t.head is None)]):
        for t, known in TEAMS.items():
            yield f"team {k}, {known.name}", float(w.teams[row, t, k]), float(getattr(team, known.name))
    for seat in firm.seats:
        for h, known in HAPPENINGS.items():
            yield (
                f"seat {seat.number}, {known.name}",
                float(w.people[row, h, seat.number]),
                getattr(seat, known.name),
            )
        yield from person_columns(fast, row, seat)


def person_columns(fast: PromotionModel, row: int, seat: Seat) -> Iterator[Value]:
    people = fast.workforce.people[row]
    present = seat.holder is not None
    yield f"seat {seat.number}, present", float(people[P.PRESENT, seat.number]), float(present)
    if not present:
        return
    for p, known in PEOPLE.items():
        if p is P.PRESENT:
            continue
        name = "key" if p is P.PERSON else known.name
        value = float(getattr(seat.holder, name))
        yield f"seat {seat.number}, {known.name}", float(people[p, seat.number]), value
        assert math.isfinite(value), f"seat {seat.number}, {known.name}: {value}"


def measures(fast: PromotionModel, row: int, plain: PlainModel) -> Iterator[Value]:
    assert set(plain.measures[-1]) == set(NAMES)
    for m, name in enumerate(NAMES):
        yield (
            f"measure {name}",
            float(fast.watch.buffer[fast.month - 1, m, row]),
            float(plain.measures[-1][name]),
        )
