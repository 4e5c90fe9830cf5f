"""The first day has the tenures, wishes and talents that the evidence says."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.state import opening, traits
from sim.state.workforce import P, Workforce


@cache
def opened(company: str = "bank_technology", replicates: int = 10) -> Workforce:
    """Some twenty thousand people on the first day, before any month is lived."""
    scenario = load(company, "status_quo", overrides={"company.warmup": 0, "company.quits": 1.0})
    return PromotionModel(scenario, replicates, seed=8).workforce


def everybody(column: P) -> np.ndarray:
    return opened().person(column).ravel()


def contributors(column: P) -> np.ndarray:
    """Of those who manage nobody: managers of the first day wanted to be, and so are not like everybody."""
    return opened().person(column)[:, opened().layout.level == 0].ravel()


def tolerance(spread: float, count: float) -> float:
    """Five standard errors: a false alarm once in two million."""
    return 5.0 * spread / math.sqrt(count)


def test_everybody_is_there_and_somebody_else() -> None:
    w = opened()
    assert (w.person(P.PRESENT) == 1.0).all()
    for row in range(w.rows):
        assert len(np.unique(w.person(P.PERSON)[row])) == w.layout.seats


def test_anchors_are_33_22_and_46_percent() -> None:
    """E60; the wish to manage is that of somebody aged 29 at entry, so compare at that age."""
    age = contributors(P.ENTRY_AGE)
    manage = contributors(P.WANT_MANAGE) + 0.02 * (age - 29.0)
    wishes = np.stack([manage, contributors(P.WANT_TECHNICAL), contributors(P.WANT_PROJECT)])
    shares = np.bincount(wishes.argmax(axis=0)) / wishes.shape[1]
    for share, expected in zip(shares, (0.33, 0.22, 0.46), strict=True):
        # the shares are given in whole percent
        assert share == pytest.approx(expected, abs=0.005 + tolerance(0.5, wishes.shape[1]))


def test_managers_of_the_first_day_wanted_to_manage() -> None:
    """More of them than of contributors, but not all: they said yes on some day, for pay and honour too."""
    wish = opened().person(P.WANT_MANAGE) - opened().person(P.WANT_PROJECT)
    manages = opened().layout.level > 0
    assert (wish[:, ~manages] > 0).mean() < 0.5 < 0.6 < (wish[:, manages] > 0).mean() < 0.9


def test_loss_is_standardised_on_contributors() -> None:
    """`morale.loss_mean` and `loss_spread` are those of contributors at the opening, without rungs."""
    contributors = opened().layout.level == 0
    wishes = [
        opened().person(p)[:, contributors].ravel() for p in (P.WANT_MANAGE, P.WANT_TECHNICAL, P.WANT_PROJECT)
    ]
    loss = np.maximum.reduce(wishes) - wishes[2]
    world = load("bank_technology", "status_quo").assumptions.morale
    assert loss.mean() == pytest.approx(world.loss_mean, abs=0.05)
    assert loss.std() == pytest.approx(world.loss_spread, abs=0.05)


TRAITS = {
    P.TECHNICAL: (0.0, 1.0), P.LEADERSHIP: (0.0, 1.0), P.COMMUNICATION: (0.0, 1.0),
    P.CONFLICT: (0.0, 1.0), P.STRATEGY: (0.0, 1.0), P.WANT_TECHNICAL: (0.0, 1.0),
    P.WANT_PROJECT: (0.58, 1.0), P.CLOSENESS: (0.0, 1.0),
    P.ADVOCACY: (0.0, math.sqrt(1.0 + 0.15**2)),
}  # fmt: skip


@pytest.mark.parametrize("column", TRAITS, ids=lambda p: p.name)
def test_traits_have_their_mean_and_spread(column: P) -> None:
    mean, spread = TRAITS[column]
    values = contributors(column)
    assert values.mean() == pytest.approx(mean, abs=tolerance(spread, len(values)))
    assert values.std() == pytest.approx(spread, abs=tolerance(spread, 2 * len(values)))


def of_one(trait, *who):
    """A trait that is drawn for many at once, for one person."""
    seed, replicate, key = who
    drawn = np.empty(1)
    trait(seed, replicate, np.array([float(key)]), drawn)
    return drawn[0]


DRAWN_ON_DEMAND = {
    "assessment_error": (lambda *who: of_one(traits.assessment_errors, *who), 0.0, 1.0),
    "knack": (lambda *who: of_one(traits.knacks, *who), 0.0, 1.0),
    "self_view": (lambda *who: traits.self_view(*who, 0.0, 0.5), 0.0, math.sqrt(1.25)),
    "fairness_sensitivity": (traits.fairness_sensitivity, 1.0, 0.4166),
    "knowledge_scale": (lambda *who: traits.knowledge_scale(*who, 1.2), 1.0, math.sqrt(math.exp(1.44) - 1.0)),
}
"""The spread of a logistic function of a standard normal is 0.2083 (by quadrature)."""


@pytest.mark.parametrize("trait", DRAWN_ON_DEMAND)
def test_traits_drawn_on_demand_have_their_mean(trait: str) -> None:
    of, mean, spread = DRAWN_ON_DEMAND[trait]
    w = opened()
    values = [of(w.seed, row, int(key)) for row in range(w.rows) for key in w.person(P.PERSON)[row]]
    assert np.mean(values) == pytest.approx(mean, abs=tolerance(spread, len(values)))
    assert values == [of(w.seed, row, int(key)) for row in range(w.rows) for key in w.person(P.PERSON)[row]]


def test_technical_and_people_talent_are_unrelated_by_default() -> None:
    gift = (
        everybody(P.LEADERSHIP) + everybody(P.COMMUNICATION) + everybody(P.CONFLICT) + everybody(P.STRATEGY)
    )
    assert abs(np.corrcoef(everybody(P.TECHNICAL), gift)[0, 1]) < tolerance(1.0, gift.size)
    # half of each competency is a gift of its own
    assert np.corrcoef(everybody(P.LEADERSHIP), everybody(P.CONFLICT))[0, 1] == pytest.approx(0.5, abs=0.03)


def test_those_who_stay_are_less_restless_and_more_content() -> None:
    """Incumbents are survivors: less frail than those who join (mean 1), of better cheer (mean 0)."""
    tenure = -everybody(P.JOINED)
    frailty, disposition = everybody(P.FRAILTY), everybody(P.DISPOSITION)
    assert frailty.mean() < 0.95
    assert disposition.mean() > 0.02
    assert frailty[tenure > 120].mean() < frailty[tenure < 12].mean()


def test_frailty_has_mean_one_and_the_given_variance() -> None:
    z = np.random.default_rng(1).normal(size=200_000)
    drawn = np.array([opening.frailty_of(float(x), 0.5) for x in z[:20_000]])
    assert drawn.mean() == pytest.approx(1.0, abs=tolerance(math.sqrt(0.5), len(drawn)))
    assert opening.frailty_of(0.0, 0.0) == 1.0


def test_tenures_follow_the_renewal_of_seats() -> None:
    """Stationary: the chance of a tenure of m months is proportional to the share that stays m months.

    With one hazard for all that share is exp(-hazard x accumulated tenure shape).
    """
    alike = {
        "assumptions.people.frailty": 0.0, "assumptions.turnover.morale": 0.0, "company.warmup": 0,
        "company.headcount": 2000, "assumptions.people.entry_age": 20.0,
    }  # fmt: skip
    scenario = load("bank_technology", "status_quo", overrides=alike)
    w = PromotionModel(scenario, 10, seed=2).workforce
    tenure = -w.person(P.JOINED).ravel()
    why = scenario.assumptions.turnover
    voluntary = why.personal + why.offer + why.career + why.role + why.unfairness + why.manager + why.overload
    hazard = scenario.company.quits * voluntary + why.dismissal
    # somebody with m months of tenure has outlived the months 0 to m - 1
    behind = np.cumsum(
        [opening.tenure_shape(float(m), 2.4, 24.0, 0.7, 3.0) / 12.0 for m in range(opening.HISTORY)]
    )
    staying = np.exp(-hazard * np.concatenate([[0.0], behind]))
    # beyond the table the hazard no longer changes
    expected = staying / (staying.sum() + staying[-1] * 12.0 / hazard)
    for years in (1, 3, 5, 10):
        share = (tenure <= 12 * years).mean()
        assert share == pytest.approx(expected[: 12 * years + 1].sum(), abs=tolerance(0.5, len(tenure)))


def test_managers_have_practised_managing() -> None:
    manages = np.broadcast_to(opened().layout.level > 0, opened().person(P.PRESENT).shape).ravel()
    led = everybody(P.LEADERSHIP_ACQUIRED)
    technical = everybody(P.TECHNICAL_ACQUIRED)
    assert led[manages].mean() > led[~manages].mean() + 0.1
    assert technical[~manages].mean() > technical[manages].mean() + 0.1
    since = everybody(P.ROLE_SINCE) - everybody(P.JOINED)
    assert (since[~manages] == 0).all()
    assert (since >= 0).all()


def test_tenure_shape_by_hand() -> None:
    assert opening.tenure_shape(0.0, 1.2, 30.0, 0.7, 3.0) == pytest.approx(1.0 + 1.2)
    assert opening.tenure_shape(3.0, 1.2, 30.0, 0.7, 3.0) == pytest.approx(
        1.0 + 0.7 + 1.2 * math.exp(-3 / 30)
    )
    assert opening.tenure_shape(600.0, 1.2, 30.0, 0.7, 3.0) == pytest.approx(1.0, abs=1e-8)


def test_practised_by_hand() -> None:
    """Full-time use: toward the ceiling at the rate; none: nothing; half: a balance of gain and loss."""
    assert opening.practised(12.0, 1.0, 0.06, 1.0, 0.077) == pytest.approx(1.0 - math.exp(-0.72))
    assert opening.practised(1e4, 0.5, 0.06, 1.0, 0.06) == pytest.approx(0.5)
    assert opening.practised(100.0, 0.0, 0.06, 1.0, 0.077) == 0.0
    assert opening.practised(100.0, 1.0, 0.0, 1.0, 0.0) == 0.0


def test_months_until_by_hand() -> None:
    table = np.array([0.1, 0.2, 0.3])
    assert [opening.months_until(table, x) for x in (0.0, 0.1, 0.15, 0.3, 9.0)] == [0, 1, 1, 3, 3]


def test_a_company_that_nobody_leaves_opens() -> None:
    """No quits and no dismissals: a hazard of nothing is nothing to divide by."""
    still = {"company.quits": 0.0, "assumptions.turnover.dismissal": 0.0, "company.headcount": 12}
    scenario = load("vietnam_sme", "status_quo", overrides=still)
    w = PromotionModel(scenario, 2, seed=8).workforce
    assert (w.person(P.PRESENT) == 1.0).all()
    assert np.isfinite(w.people).all()


def test_newcomers_say_the_usual_about_leaving() -> None:
    scenario = load("vietnam_sme", "status_quo", overrides={"company.warmup": 0, "company.quits": 2.0})
    said = PromotionModel(scenario, 2, seed=8).workforce.person(P.INTENTION)
    rates = scenario.assumptions.turnover
    own = (
        rates.personal + rates.offer + rates.career + rates.role + rates.unfairness + rates.manager
        + rates.overload
    )  # fmt: skip
    assert (said == said[0, 0]).all()
    assert said[0, 0] == pytest.approx(math.log(2.0 * own / 12.0))


def test_retirement_of_the_past_by_hand() -> None:
    """A hazard of a tenth a month from month 5 on, nothing else: the third month exceeds 0.25."""
    table = np.full(30, 0.0)
    assert opening.until_retired(table, 0.25, 1.0, 20, 5, 15, 0.1) == 7
    assert opening.until_retired(table, 0.25, 1.0, 6, 5, 15, 0.1) == 6
    assert opening.until_retired(table, 9.0, 1.0, 20, 5, 15, 0.1) == 15
    assert opening.until_retired(table, 0.25, 1.0, 20, 5, 15, 0.0) == 15


def test_few_are_left_of_those_past_sixty() -> None:
    """Somebody aged 60 to 64 has outlived the hazard of retiring; without it there are more of them."""

    def old(retirement: float) -> float:
        told = {"company.warmup": 0, "company.quits": 0.1, "assumptions.turnover.retirement": retirement}
        w = PromotionModel(load("bank_technology", "status_quo", overrides=told), 3, seed=3).workforce
        age = w.person(P.ENTRY_AGE) - w.person(P.JOINED) / 12.0
        return float((age >= 60.0).mean())

    assert old(0.6) < 0.75 * old(0.0)
