"""Short studies: the Vietnamese company, the market's cycle, promotions and vacancies, Martell's bias."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from sim.published.martell1996 import BIAS, Martell1996
from sim.published.replications.martell1996 import women_at_the_end
from sim.state.workforce import H, P, Step
from sim.studies.validation import film as cinema
from sim.studies.validation import moments as stat
from sim.studies.validation.film import Film, World
from sim.studies.validation.moments import Array, Estimator
from sim.studies.validation.ordinary import attrition

CYCLE_YEARS = 21


def vietnam(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Voluntary attrition of the small Vietnamese company over five years."""
    scenario = world.scenario("vietnam_sme", "status_quo", 60)
    film = world.shoot(scenario, world.open(scenario, lucks), 60)
    return {"attrition": attrition(film, cinema.exits(film))}


def market(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Highest over lowest yearly quits rate in twenty-one years: the mean of a company's expected rates.

    The source counts an industry, where chance averages out; so expected rates are taken and not the leavers
    of one company: the mean hazard with which those who are not yet looking leave or begin to look.
    """
    months = 12 * CYCLE_YEARS
    scenario = world.scenario("university_it", "status_quo", months, {"company.quits": 1.0})
    film = world.shoot(scenario, world.open(scenario, lucks), months, (P.INTENTION, P.SEARCHING))
    settled = (film[P.PRESENT][1:] > 0) & (film[P.SEARCHING][1:] == 0)
    hazard = (np.exp(film[P.INTENTION][1:]) * settled).sum(axis=2) / settled.sum(axis=2)
    yearly = hazard.reshape(CYCLE_YEARS, 12, film.rows).mean(axis=1)
    swing = yearly.max(axis=0) / yearly.min(axis=0)
    return {"swing": np.stack([np.log(swing), np.ones(film.rows)], axis=-1)}


def vacancies(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """The largest imbalance between promotions and the exits, hires and open seats that ask for them."""
    scenario = world.scenario(None, "status_quo", 60)
    film = world.shoot(scenario, world.open(scenario, lucks), 60)
    return {"imbalance": np.stack([np.abs(imbalance(film)).max(axis=0), np.ones(film.rows)], axis=-1)}


def imbalance(film: Film) -> Array:
    """Promotions less what they must be, by month and company: (months, rows).

    A vacancy k levels above the contributors is k promotions owed. An exit there owes k; a promotion
    settles one; somebody hired from outside settles k; somebody stepping back owes k more; what is still
    open is still owed.
    """
    level = film.level.astype(np.float64)
    step = film[H.STEP][1:]
    left = (film[H.CAUSE][1:] > 0) @ level
    promoted = ((step == Step.PROMOTED) | (step == Step.FORCED)).sum(axis=2)
    external = (step == Step.HIRED_MANAGER) @ level
    back = np.where(step == Step.STEPPED_BACK, level[film[H.FROM_SEAT][1:].astype(np.int64)], 0.0).sum(axis=2)
    owed = (film[P.PRESENT] == 0) @ level
    return np.asarray(promoted - (left + back - external - np.diff(owed, axis=0)))


def martell(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """How many points below half the women at the top are, in our replication of the published model."""
    lucks = list(lucks)
    found = {}
    for name in ("1% of variance", "5% of variance"):
        top = women_at_the_end(partial(Martell1996, BIAS[name], lucks, world.seed))[:, 0]
        found[name] = np.stack([50.0 - top, np.ones(len(top))], axis=-1)
    return found


ESTIMATES: dict[str, dict[str, tuple[str, Estimator]]] = {
    "vietnam": {"S1.vietnam": ("attrition", lambda m: 100.0 * stat.ratio(m))},
    "market": {"J3": ("swing", lambda m: np.exp(stat.ratio(m)))},
    "martell": {
        "S18.one": ("1% of variance", stat.ratio),
        "S18.five": ("5% of variance", stat.ratio),
    },
    "vacancies": {"S32": ("imbalance", lambda m: np.asarray(m[..., 0]))},
}
"""Which moments and which estimator make each fact, by study."""
