from __future__ import annotations

import math

import numpy as np
import pytest

from sim.processes import counteroffers, searching
from sim.processes.turnover import Turnover
from sim.state.workforce import C, Cause, H, P, Step
from tests.processes.office import BOSS, TWO_YEARS, WORLD, Office
from tests.processes.test_turnover import only

LONG = 1e6
"""A frailty at which a reason to leave is certain to be felt this month."""


def office(delay: float, rows: int = 1, **told: object) -> Office:
    """An office in which people leave for unfairness only."""
    world = {**only(unfairness=0.01), "assumptions__turnover__search_delay": delay}
    return Office(rows, **{**world, "assumptions__turnover__giving_up": 0.0, **told})


def test_rules_by_hand() -> None:
    assert searching.pace(3.0, 1.0) == pytest.approx(math.log(4 / 3))
    assert searching.pace(3.0, 1.4) == pytest.approx(1.4 * math.log(4 / 3))
    assert 1.0 - math.exp(-searching.pace(0.0, 1.0)) == 1.0
    assert searching.memory(3.0) == 0.75
    assert searching.memory(0.0) == 0.0
    assert searching.gives_up(0.2, 0.0, 0.01) == 0.2
    assert searching.gives_up(0.2, 0.01, 0.01) == pytest.approx(0.1)


@pytest.mark.parametrize("delay", [0.5, 3.0, 6.0])
def test_a_search_takes_as_long_as_told(delay: float) -> None:
    """8,000 people are moved in the first month: mean months until they are gone, within five errors."""
    there = office(delay, rows=1000).set(P.FRAILTY, LONG).set(P.FRAILTY, 0.0, BOSS)
    gone = np.zeros(8)
    waited, searchers = 0.0, 8_000
    for month in range(1, 100):
        gone = there.live(Turnover, month).people(H.CAUSE)[:, 1:] > 0
        waited += (month - 1) * gone.sum()
        there.workforce.person(H.CAUSE)[:] = 0.0
    assert there.people(P.PRESENT)[:, 1:].sum() == 0
    spread = math.sqrt(delay * (1.0 + delay))
    assert waited / searchers == pytest.approx(delay, abs=5 * spread / math.sqrt(searchers))


def test_no_delay_is_leaving_at_once() -> None:
    gone = office(0.0, rows=200).set(P.FRAILTY, LONG).live(Turnover)
    assert (gone.people(P.PRESENT) == 0.0).all()
    assert (gone.people(H.CAUSE) == Cause.UNFAIRNESS).all()


def test_the_ledger_names_what_started_the_search() -> None:
    """Their reason is another by now, but it was an offer that made them look."""
    there = office(1.0, rows=300).set(P.SEARCHING, float(Cause.OFFER), 1).set(P.FAIRNESS, -3.0)
    causes = there.set(P.FRAILTY, 0.0).live(Turnover).people(H.CAUSE)[:, 1]
    assert set(np.unique(causes)) == {0.0, float(Cause.OFFER)}
    assert (causes > 0).mean() == pytest.approx(0.5, abs=5 * 0.5 / math.sqrt(300))


def test_who_looks_says_so_and_personal_reasons_wait_for_nothing() -> None:
    world = {**only(personal=0.01), "assumptions__turnover__search_delay": 3.0}
    there = Office(**world).set(P.SEARCHING, float(Cause.CAREER), 1).live(Turnover)
    personal = 0.01 * TWO_YEARS * 1.75 / 12.0
    assert there.person(P.INTENTION, 1) == pytest.approx(math.log(personal + math.log(4 / 3)))
    assert there.person(P.INTENTION, 2) == pytest.approx(math.log(personal))
    gone = Office(**world).set(P.FRAILTY, LONG).live(Turnover)
    assert (gone.people(H.CAUSE) == Cause.PERSONAL).all()


def test_who_begins_to_look_says_so_too() -> None:
    there = office(24.0).set(P.FRAILTY, LONG).live(Turnover)
    looking = there.people(P.SEARCHING)[0] > 0
    assert looking.any()
    said = there.people(P.INTENTION)[0][looking]
    assert said == pytest.approx(np.full(len(said), math.log(math.log(25 / 24))))


def test_searches_are_given_up_as_the_reasons_go() -> None:
    """8,000 searchers whose reasons are gone, or as strong as at rest; the usual hazard is that at rest."""
    quiet, usual = (
        office(24.0, rows=1000, assumptions__turnover__giving_up=0.4)
        .set(P.SEARCHING, float(Cause.UNFAIRNESS))
        .set(P.FRAILTY, frailty)
        .live(Turnover)
        for frailty in (0.0, 1.0 / TWO_YEARS)
    )
    for there, chance in ((quiet, 0.4), (usual, 0.2)):
        still = there.people(P.SEARCHING) + there.people(H.CAUSE) > 0
        assert 1 - still[:, 1:].mean() == pytest.approx(chance, abs=5 * 0.5 / math.sqrt(8000))


def test_nobody_gives_up_where_that_is_ruled_out() -> None:
    there = office(24.0, rows=50).set(P.SEARCHING, float(Cause.ROLE)).live(Turnover)
    assert ((there.people(P.SEARCHING) > 0) | (there.people(H.CAUSE) > 0)).all()


def leavers(share: float, **told: object) -> Office:
    """Offices where seats 1 to 8 are well rated, equally paid and bound to leave at once."""
    there = office(0.0, rows=500, policy__retention__counteroffers=share, **told)
    return there.set(P.FRAILTY, LONG).set(P.FRAILTY, 0.0, BOSS).set(P.RATING, 1.0).set(C.TIGHTNESS, 1.0)


def test_matching_by_hand() -> None:
    assert counteroffers.matching(0.12, 0.08) == 0.12
    assert counteroffers.matching(-0.05, 0.08) == 0.08


def test_who_takes_a_counteroffer_stays_for_the_pay_outside() -> None:
    """Twelve percent below the market: matched, so that an offer at market pay is taken by 73 percent."""
    there = leavers(1.0).set(P.PAY, -0.12).live(Turnover)
    kept = there.people(P.PRESENT)[:, 1:] > 0
    expected = 1 / (1 + math.exp(-1.0))
    assert kept.mean() == pytest.approx(expected, abs=5 * math.sqrt(expected * (1 - expected) / 4000))
    assert there.workforce.company(C.COUNTEROFFERS).sum() == 4000
    assert there.workforce.company(C.KEPT).sum() == kept.sum()
    assert there.people(P.PAY)[:, 1:][kept] == pytest.approx(np.zeros(kept.sum()))
    assert (there.people(P.REACTED_SINCE)[:, 1:][kept] == 1.0).all()
    assert (there.people(H.STEP)[:, 1:][kept] == Step.RAISE).all()
    assert (there.workforce.company(C.LEFT) == 8 - kept.sum(axis=1)).all()


def test_counteroffers_off_is_the_model_without_them() -> None:
    off = leavers(0.0).live(Turnover)
    assert (off.people(P.PRESENT)[:, 1:] == 0.0).all()
    assert off.workforce.company(C.COUNTEROFFERS).sum() == 0


def test_who_gets_no_counteroffer() -> None:
    """The ordinarily rated, those given something lately, and those who leave for a personal reason."""
    for column, value in ((P.RATING, 0.5), (P.REACTED_SINCE, -22.0)):
        assert leavers(1.0).set(column, value).live(Turnover).workforce.company(C.COUNTEROFFERS).sum() == 0
    told = {"assumptions__turnover__unfairness": 0.0, "assumptions__turnover__personal": 0.01}
    assert leavers(1.0, **told).live(Turnover).workforce.company(C.KEPT).sum() == 0


def test_the_unhappy_are_harder_to_keep() -> None:
    """At market pay the usual raise of 8 percent is offered, and morale counts `staying_morale` per sd."""
    for morale in (1.0, -1.0):
        there = leavers(1.0).set(P.MORALE, morale).live(Turnover)
        taken = there.workforce.company(C.KEPT).sum() / 4000
        expected = 1 / (1 + math.exp(-(1.0 + 6.0 * 0.08 + WORLD.market.staying_morale * morale)))
        assert taken == pytest.approx(expected, abs=5 * math.sqrt(expected * (1 - expected) / 4000))


def test_equals_in_the_team_mind_a_counteroffer() -> None:
    """Seat 1 is kept with 8 percent; seat 2 is rated as well, seat 3 less, the boss sits in another team."""
    there = office(0.0, rows=200, policy__retention__counteroffers=1.0, assumptions__career__injustice=0.5)
    there.set(P.RATING, 1.0).set(P.RATING, 0.9, 3).set(P.FRAILTY, 0.0).set(P.FRAILTY, LONG, 1)
    there.set(P.MORALE, 9.0, 1).set(C.TIGHTNESS, 1.0).live(Turnover)
    kept = there.workforce.company(C.KEPT) > 0
    assert kept.any()
    fairness = there.people(P.FAIRNESS)
    assert (fairness[kept, 2] < 0.0).all()
    assert fairness[kept, 2].mean() == pytest.approx(-0.5 * 0.8, rel=0.2)
    assert (fairness[:, [BOSS, 3]] == 0.0).all()
    assert (fairness[~kept] == 0.0).all()
