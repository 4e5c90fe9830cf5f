"""How far our forms depart from the ones we started from: decisions 14, 16 to 20, 22 and 25.

`vietnam_sme` (or `university_it` where said), seed 1.

    python docs/decisions/measure_forms.py
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from sim.model.promotion_model import PromotionModel, opened
from sim.spec.assumptions import Turnover
from sim.spec.company import Company
from sim.spec.reader import load
from sim.state.workforce import NEVER, C, P, T

REPLICATES = 100


def say(what: str, **numbers: float) -> None:
    """A line with its numbers."""
    print(f"{what}: " + ", ".join(f"{name} {value:.3g}" for name, value in numbers.items()))


def model(policy: str = "status_quo", company: str = "vietnam_sme", months: int = 60, **said: object):  # type: ignore[no-untyped-def]
    """A model at the end of its months."""
    overrides = {name.replace("__", "."): value for name, value in said.items()}
    scenario = load(company, policy, overrides=overrides, months=months)
    return PromotionModel(scenario, REPLICATES, 1, collect=False).run_model()


def frailty() -> None:
    """Decision 14: lognormal against gamma with the same mean and variance."""
    variance = 0.5
    sd = np.sqrt(np.log(1 + variance))
    lognormal = stats.lognorm(sd, scale=np.exp(-0.5 * sd * sd))
    gamma = stats.gamma(1 / variance, scale=variance)
    grid = (np.arange(200_000) + 0.5) / 200_000
    for name, law in (("lognormal", lognormal), ("gamma", gamma)):
        drawn = law.ppf(grid)
        left = {f"left after {y} years": float(np.mean(np.exp(-0.2 * drawn * y))) for y in (1, 3, 5, 10)}
        say(f"frailty {name}", **left, p99=law.ppf(0.99))


def standard_over() -> None:
    """Decision 17: who wins when the score is standardised over the level or over the pool."""
    scenario = load("vietnam_sme", "status_quo", months=12)
    w = PromotionModel(scenario, REPLICATES, 1, collect=False).run_model().workforce
    weights = scenario.policy.promotion.weights
    closeness, rating = w.person(P.CLOSENESS), w.person(P.RATING)
    tenure = 12 - w.person(P.JOINED)
    present = (w.person(P.PRESENT) > 0) & (w.layout.level == 0)
    agree, pools = 0, 0
    for r in range(REPLICATES):
        for boss in np.unique(w.layout.boss[w.layout.level == 1]):
            low, high = boss, w.layout.end[boss]
            pool = np.arange(low, high)[present[r, low:high]]
            if len(pool) < 3:
                continue
            winners = [
                pool[np.argmax(_score([x[r] for x in (rating, tenure, closeness)], over, pool, weights))]
                for over in (np.flatnonzero(present[r]), pool)
            ]
            pools += 1
            agree += winners[0] == winners[1]
    say("standardised over the level or over the pool", same_winner=agree / pools, pools=pools)


def _score(criteria: list[np.ndarray], over: np.ndarray, pool: np.ndarray, weights: object) -> np.ndarray:
    total = np.zeros(len(pool))
    for values, name in zip(criteria, ("performance", "seniority", "closeness"), strict=True):
        spread = values[over].std()
        total += getattr(weights, name) * (values[pool] - values[over].mean()) / spread
    return total


def disruption() -> None:
    """Decision 16: output lost to disruption, as absorbed person-months."""
    with_loss, without = model(), model(assumptions__knowledge__held=0.0)
    lost = with_loss.measures()["knowledge_lost"].sum() / with_loss.measures()["left"].sum()
    a, b = (m.measures()["output"].mean() for m in (with_loss, without))
    say("disruption", lost_per_exit=lost, share_of_output=1 - a / b)


def ladder_places() -> None:
    """Decision 19: rungs filled team by team against the share that the policy says."""
    m = model("dual_ladder")
    w = m.workforce
    contributors = ((w.person(P.PRESENT) > 0) & (w.layout.level == 0)).sum(axis=1)
    holders = ((w.person(P.RUNG) > 0) & (w.layout.level == 0)).sum(axis=1)
    share = holders / contributors
    say("ladder places 0.2", mean=share.mean(), sd=share.std(), low=share.min(), high=share.max())


def refusal() -> None:
    """Decision 22: who is asked again."""
    for consent in ("offer", "pressed"):
        told = model(policy__promotion__consent=consent).measures()
        say(
            f"consent {consent}",
            asked=told["requests"].sum() / REPLICATES,
            declined=told["declined"].sum() / told["requests"].sum(),
            promoted=told["promoted"].sum() / REPLICATES,
        )


def opening() -> None:
    """Decision 18 and the limits: what the opening leaves, and where the state drifts afterwards."""
    for months in (12, 60, 240, 480):
        w = model(months=months).workforce
        here = w.person(P.PRESENT) > 0
        manages = here & (w.layout.level > 0)
        tenure = months - w.person(P.JOINED)
        say(
            f"month {months}",
            technical=w.person(P.TECHNICAL)[here].mean(),
            acquired=w.person(P.TECHNICAL_ACQUIRED)[here].mean(),
            tenure_months=tenure[here].mean(),
            morale=w.person(P.MORALE)[here].mean(),
            manager_people_acquired=w.person(P.LEADERSHIP_ACQUIRED)[manages].mean(),
            unwanted=(w.person(P.LOSS)[manages] > 0).mean(),
            trust=w.company(C.TRUST).mean(),
            demand_sd=w.team(T.DEMAND).std(),
        )


def usual_intention(company: Company, rates: Turnover) -> float:
    """Log of the monthly hazard of leaving by oneself when nothing pulls, as `state.opening` has it."""
    movable = (rates.offer, rates.career, rates.role, rates.unfairness, rates.manager, rates.overload)
    return float(np.log(company.quits * (rates.personal + sum(movable)) / 12))


def scales() -> None:
    """Numbers that rules take for standard ones."""
    w = model(months=36).workforce
    here = w.person(P.PRESENT) > 0
    contributor, manages = here & (w.layout.level == 0), here & (w.layout.level > 0)
    performance, rating, intention = (w.person(p) for p in (P.PERFORMANCE, P.RATING, P.INTENTION))
    say("performance sd", contributors=performance[contributor].std(), managers=performance[manages].std())
    say("above the top-quarter mark", contributors=(performance[contributor] > 0.6745).mean(),
        managers=(performance[manages] > 0.6745).mean())  # fmt: skip
    say("rating", mean=rating[here].mean(), sd=rating[here].std())
    settled = here & (36 - w.person(P.JOINED) > 0)
    say("intention", mean=intention[settled].mean(), sd=intention[settled].std())
    say("output", per_contributor=w.person(P.OUTPUT)[contributor].mean())
    tenure = 36 - w.person(P.STEP_SINCE)
    overdue = w.person(P.AMBITION) * np.maximum(tenure - 30, 0) / 24
    say("overdue career points", mean=overdue[here].mean(), p95=np.quantile(overdue[here], 0.95))
    expectation = w.person(P.EXPECTATION)
    say("expectation (log odds)", mean=expectation[here].mean(), low=np.quantile(expectation[here], 0.01))
    scenario = load("university_it", "status_quo")
    u = model(company="university_it", months=36).workforce
    there = (u.person(P.PRESENT) > 0) & (36 - u.person(P.JOINED) > 0)
    seen = u.person(P.INTENTION)[there] - usual_intention(scenario.company, scenario.assumptions.turnover)
    say("university: intention from its usual", mean=seen.mean(), sd=seen.std())
    overdue = u.person(P.AMBITION) * np.maximum(36 - u.person(P.STEP_SINCE) - 30, 0) / 24
    say(
        "university: overdue career points", mean=overdue[there].mean(), p95=np.quantile(overdue[there], 0.95)
    )


def pay() -> None:
    """What a manager from outside is paid beside one promoted, and how far pay stands from the market."""
    m = model(months=60, policy__promotion__external_share=0.5)
    w = m.workforce
    first = (w.person(P.PRESENT) > 0) & (w.layout.level == 1)
    outside = first & (w.person(P.JOINED) == w.person(P.ROLE_SINCE))
    events = m.events()
    promoted = np.zeros_like(first)
    told = events[events["kind"].isin(["promoted", "forced"])]
    for r, person in zip(told["replicate"], told["person"], strict=True):
        promoted[r] |= w.people[r, P.PERSON] == person
    promoted &= first
    paid = w.person(P.PAY)
    say("log pay of first-line managers", outside=paid[outside].mean(), promoted=paid[promoted].mean(),
        difference=paid[outside].mean() - paid[promoted].mean())  # fmt: skip
    told = m.events()["kind"].value_counts()
    usual = model().events()["kind"].value_counts()
    outside_share = usual["hired_manager"] / (usual["hired_manager"] + usual["promoted"])
    say("manager seats filled from outside", share_found=outside_share)


def money() -> None:
    """Decision 25: the value of output over pay, by the spread of output."""
    for spread in (0.2, 0.35, 0.5):
        told = model(assumptions__output__spread=spread).measures()
        say(f"output.spread {spread}", value_over_pay=told["output_value"].sum() / told["payroll"].sum())


def newcomers() -> None:
    """Who seems about to leave: people hired last month hold an intention of 0, a certain exit."""
    m = model(months=61)
    w = m.workforce
    new = (w.person(P.PRESENT) > 0) & (w.person(P.JOINED) == 61)
    say("intention of those hired this month", mean=w.person(P.INTENTION)[new].mean(), people=new.sum())
    never = (w.person(P.ASKED_SINCE) == NEVER) & (w.person(P.PRESENT) > 0)
    raised = model(policy__retention__reaction="pay").events()["kind"].value_counts()
    say("never asked", share=never.mean(), raises=raised.get("raise", 0) / REPLICATES)


if __name__ == "__main__":
    opened(load("vietnam_sme", "status_quo"), 1, 1, None)
    parts = (frailty, standard_over, disruption, ladder_places, refusal, opening, scales, pay)
    for part in (*parts, newcomers, money):
        part()
