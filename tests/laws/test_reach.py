"""Reach: a nudge to one life moves other lives only along the ways the model has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sim.spec.scenario import Scenario
from sim.state.workforce import C, P, T, Workforce
from tests.laws.lives import changed, from_start, start_of
from tests.strategies import law, scenarios, seeds

QUIET = {
    "company.quits": 0.0,
    "company.headcount": 30,
    "company.span": 6,
    "assumptions.turnover.dismissal": 0.0,
    "policy.promotion.review_every": 24,
    "policy.training.budget": 0.0,
    "assumptions.learning.teaching": 0.0,
    "policy.work.swaps": 0.0,
    "assumptions.people.entry_age": 29.0,
    "assumptions.market.reputation_pull": 0.0,
}
"""Nobody quits, is dismissed, reviewed, trained, taught or given others' tasks, and applicants ask nobody.

Those past sixty still retire, nudged or not."""

UNFELT = {
    "assumptions.output.morale_effect": 0.0,
    "assumptions.output.incentive": 0.0,
    "assumptions.market.star_premium": 0.0,
}
"""Morale doesn't reach output, and performance (judged against others) reaches neither pay nor offers."""


def nudged(start: Workforce, seat: int, column: P, by: float) -> Workforce:
    other = start.copy()
    other.people[0, column, seat] += by
    return other


def sitting(start: Workforce, pick: int, level: int) -> int:
    """The seat of somebody at a level, of the first company."""
    there = [
        s
        for s in range(start.layout.seats)
        if start.layout.level[s] == level and start.people[0, P.PRESENT, s]
    ]
    return there[pick % len(there)]


def still_there(start: Workforce, later: Workforce, seat: int) -> bool:
    """Whether who sat there at the start still does: those past sixty may have retired and been followed."""
    return bool(start.people[0, P.PERSON, seat] == later.people[0, P.PERSON, seat])


def who_changed(a: Workforce, b: Workforce) -> dict[int, set[P]]:
    """Seat by seat the columns of the first company that differ."""
    return {
        seat: columns
        for seat in range(a.layout.seats)
        if (columns := {column for column in P if a.people[0, column, seat] != b.people[0, column, seat]})
    }


def live_both(scenario: Scenario, start: Workforce, other: Workforce) -> tuple[Workforce, Workforce]:
    plain, changed_life = (from_start(scenario, each).run_model().workforce for each in (start, other))
    for row in range(1, plain.rows):
        assert not changed(plain, changed_life, row), "other companies lie out of every reach"
    return plain, changed_life


UNSEEN = {
    "assumptions.learning.role_models": 0.0,
    "assumptions.output.helping": 0.0,
    "assumptions.career.growing_into": 0.0,
    "assumptions.learning.culture_practice": 0.0,
    "assumptions.career.culture_wish": 0.0,
}
"""Nobody learns from managers elsewhere or from a culture they make, likes the role for looking better than
they, or is helped."""


@given(
    scenarios(months=(1, 11), warmup=(0, 0), fixed=QUIET | UNFELT), seeds(), st.integers(0, 99), st.booleans()
)
@law(30)
def test_morale_that_nobody_feels_stays_with_its_owner(
    scenario: Scenario, seed: int, pick: int, manages: bool
) -> None:
    start = start_of(scenario, [0, 1], seed)
    seat = sitting(start, pick, int(manages))
    plain, other = live_both(scenario, start, nudged(start, seat, P.MORALE, 0.5))
    reached = {seat} if still_there(start, plain, seat) else set()
    assert set(who_changed(plain, other)) == reached
    assert changed(plain, other) <= {P.MORALE, P.INTENTION}


@given(scenarios(months=(1, 11), warmup=(0, 0), fixed=QUIET), seeds(), st.integers(0, 99))
@law(30)
def test_morale_reaches_colleagues_by_how_they_look_beside_it(
    scenario: Scenario, seed: int, pick: int
) -> None:
    """Effort moves how one's peers look beside it: their offers and their mood, no more."""
    start = start_of(scenario, [0, 1], seed)
    seat = sitting(start, pick, 0)
    plain, other = live_both(scenario, start, nudged(start, seat, P.MORALE, 0.5))
    moved = who_changed(plain, other)
    own = {P.MORALE, P.INTENTION, P.EFFORT, P.OUTPUT, P.PERFORMANCE}
    assert moved.pop(seat, set()) <= own
    for peer, columns in moved.items():
        assert plain.layout.level[peer] == 0, "managers are not judged against contributors"
        # a shifted mood shifts effort and output in its turn
        assert columns <= own
    assert changed(plain, other) - set(P) <= {T.OUTPUT, C.VALUE, C.NET}


@given(scenarios(months=(1, 11), warmup=(0, 0), fixed=QUIET | UNFELT | UNSEEN), seeds(), st.integers(0, 99))
@law(30)
def test_a_manager_reaches_their_team(scenario: Scenario, seed: int, pick: int) -> None:
    """A gift for leading is felt by one's own reports; others only look worse or better beside it."""
    start = start_of(scenario, [0, 1], seed)
    seat = sitting(start, pick, 1)
    plain, other = live_both(scenario, start, nudged(start, seat, P.LEADERSHIP, 1.0))
    plan = plain.layout
    mine = plan.led[seat]
    moved = who_changed(plain, other)
    moved.pop(seat, None)
    for somebody, columns in moved.items():
        # whoever looks worse or better beside others is more or less content with it
        seen = {P.MORALE, P.INTENTION, P.PERFORMANCE}
        if plan.team[somebody] == mine:
            # leading moves what people put in
            assert columns <= seen | {P.EFFORT, P.OUTPUT}
        else:
            assert columns <= seen
    for team in range(plan.teams):
        if team != mine:
            # a wider gap between one's skills slows learning, and with it one's own part in the boss's team
            may = {T.OUTPUT} if team == plan.team[seat] else set()
            assert {t for t in T if plain.teams[0, t, team] != other.teams[0, t, team]} <= may


@given(scenarios(months=(1, 11), warmup=(0, 0), fixed=QUIET), seeds(), st.integers(0, 99))
@law(15)
def test_a_nudge_is_felt(scenario: Scenario, seed: int, pick: int) -> None:
    """The other side: a lasting gift does change its owner's life."""
    start = start_of(scenario, [0], seed)
    seat = sitting(start, pick, 0)
    plain, other = live_both(scenario, start, nudged(start, seat, P.TECHNICAL, 1.0))
    if still_there(start, plain, seat):
        assert P.TECHNICAL in who_changed(plain, other)[seat]
