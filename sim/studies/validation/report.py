"""All studies run, all facts judged: what `twinladder validate` prints and writes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from sim.studies.validation import (
    bosses,
    contrasts,
    courses,
    ordinary,
    others,
    promotees,
    splits,
    university,
)
from sim.studies.validation.facts import ROLES, Fact, load
from sim.studies.validation.film import World
from sim.studies.validation.moments import Array, Estimate, Estimator, jackknife, merged

FULL, QUICK = 1000, 100
"""Companies of a full and of a quick validation."""

BLOCK = 50
"""Companies lived at a time: their films fit the memory."""

INSIDE, OUTSIDE, NOT_COMPUTED = "inside", "outside", "not computed"


class Study(NamedTuple):
    """Which companies are lived, what is read off them, and what share of the companies is enough."""

    run: Callable[[World, Iterable[int]], dict[str, Array]]
    estimates: Mapping[str, tuple[str, Estimator]]
    share: float = 1.0


STUDIES: dict[str, Study] = {
    "ordinary": Study(ordinary.study, ordinary.ESTIMATES),
    "vietnam": Study(others.vietnam, others.ESTIMATES["vietnam"]),
    "bosses": Study(bosses.study, bosses.ESTIMATES),
    "promotees": Study(promotees.study, promotees.ESTIMATES),
    "contrasts.incentives": Study(contrasts.incentives, contrasts.ESTIMATES),
    "contrasts.sideways": Study(contrasts.sideways, contrasts.ESTIMATES),
    "contrasts.hoarding": Study(contrasts.hoarding, contrasts.ESTIMATES),
    "contrasts.push": Study(contrasts.push, contrasts.ESTIMATES),
    "contrasts.handover": Study(contrasts.handover, contrasts.ESTIMATES),
    "contrasts.pay": Study(contrasts.pay, contrasts.ESTIMATES),
    "contrasts.counteroffers": Study(contrasts.counteroffers, contrasts.ESTIMATES),
    "courses": Study(courses.study, courses.ESTIMATES),
    "sorting": Study(courses.sorting, courses.SORTING),
    "splits": Study(splits.paired, splits.ESTIMATES, 0.2),
    "martell": Study(others.martell, others.ESTIMATES["martell"]),
    "market": Study(others.market, others.ESTIMATES["market"], 0.1),
    "vacancies": Study(others.vacancies, others.ESTIMATES["vacancies"]),
    "university": Study(university.study, university.ESTIMATES),
}


@dataclass(frozen=True)
class Verdict:
    """A fact beside its simulated value."""

    fact: Fact
    value: float
    mc_error: float
    companies: int

    @property
    def verdict(self) -> str:
        """`inside` or `outside` the fact's interval, or `not computed`."""
        if not isfinite(self.value):
            return NOT_COMPUTED
        return INSIDE if self.fact.low <= self.value <= self.fact.high else OUTSIDE

    @property
    def near_bound(self) -> bool:
        """Whether two standard errors would change the verdict."""
        reach = 2.0 * self.mc_error
        bounds = (self.fact.low, self.fact.high)
        return self.verdict != NOT_COMPUTED and any(0.0 < abs(self.value - b) < reach for b in bounds)

    @property
    def reason(self) -> str:
        """Why the fact is missed or not computed, as far as known."""
        if self.verdict == NOT_COMPUTED:
            return self.fact.missing or "nobody in the simulated companies is in this class"
        return self.fact.reason if self.verdict == OUTSIDE else ""

    def to_json(self) -> dict[str, Any]:
        """The fact as the command's JSON has it."""
        computed = isfinite(self.value)
        return {
            "id": self.fact.id,
            "role": self.fact.role,
            "low": self.fact.low,
            "high": self.fact.high,
            "value": round(self.value, 6) if computed else None,
            "mc_error": round(self.mc_error, 6) if computed and isfinite(self.mc_error) else None,
            "verdict": self.verdict,
            "reason": self.reason,
            "fact": self.fact.says,
            "unit": self.fact.unit,
            "source": self.fact.source,
            "companies": self.companies,
        }


@dataclass(frozen=True)
class Validation:
    """Every fact judged; `moments` by study, for figures."""

    verdicts: tuple[Verdict, ...]
    moments: Mapping[str, Mapping[str, Array]]
    companies: int
    seed: int

    def count(self, *roles: str) -> tuple[int, int, int]:
        """How many facts of these roles are inside, how many are computed, how many there are."""
        mine = [v for v in self.verdicts if v.fact.role in roles]
        inside = sum(v.verdict == INSIDE for v in mine)
        return inside, sum(v.verdict != NOT_COMPUTED for v in mine), len(mine)

    def summary(self) -> list[str]:
        """A line per role: how many facts lie inside their interval."""
        lines = []
        for role, words in ROLES.items():
            inside, computed, total = self.count(role)
            lines.append(f"{role} ({words}): {inside} inside of {computed} computed, {total} in all")
        return lines

    def to_json(self) -> dict[str, Any]:
        """What `twinladder validate --format json` prints."""
        return {
            "companies": self.companies,
            "seed": self.seed,
            "replicates": [0, self.companies - 1],
            "facts": [v.to_json() for v in self.verdicts],
        }


def run_study(
    name: str, world: World, companies: int, pool: ThreadPoolExecutor | None = None
) -> dict[str, Array]:
    """Moments of one study on its share of `companies`, block by block."""
    study = STUDIES[name]
    lucks = range(max(int(companies * study.share), 8))
    blocks = [lucks[first : first + BLOCK] for first in range(0, len(lucks), BLOCK)]
    if len(blocks) > 1 and len(blocks[-1]) < 8:
        blocks[-2:] = [range(blocks[-2].start, blocks[-1].stop)]
    lived: Iterable[dict[str, Array]]
    lived = pool.map(lambda b: study.run(world, b), blocks) if pool else (study.run(world, b) for b in blocks)
    return merged(list(lived))


def validate(
    companies: int = FULL,
    world: World | None = None,
    only: Sequence[str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Validation:
    """Run the studies (or `only` some) on so many companies, and judge every fact they compute.

    The companies' lucks are the replicates 0, 1, ... of the world's seed.
    """
    world = world or World()
    chosen = [name for name in STUDIES if only is None or name in only]
    moments: dict[str, dict[str, Array]] = {}
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 4)) as pool:
        for done, name in enumerate(chosen):
            progress(done, len(chosen))
            moments[name] = run_study(name, world, companies, pool)
    verdicts = tuple(_judge(fact, moments) for fact in load() if only is None or fact.study in only)
    return Validation(verdicts, moments, companies, world.seed)


def _judge(fact: Fact, moments: Mapping[str, Mapping[str, Array]]) -> Verdict:
    if fact.study not in moments:
        return Verdict(fact, float("nan"), float("nan"), 0)
    table, estimator = STUDIES[fact.study].estimates[fact.id]
    mine = moments[fact.study][table]
    found: Estimate = jackknife(mine, estimator)
    return Verdict(fact, found.value, found.mc_error, len(mine))
