"""What is fitted to what, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from sim.spec.scenario import catalogue

VOLUNTARY_RATES = tuple(
    f"assumptions.turnover.{cause}"
    for cause in ("personal", "offer", "career", "role", "unfairness", "manager", "overload")
)


@dataclass(frozen=True)
class Free:
    """A number that may move: one parameter, or a factor on several at once.

    `low` and `high`: the prior, uniform. For one parameter it is the plausible range of the catalogue.
    """

    name: str
    paths: tuple[str, ...]
    low: float
    high: float
    factor: bool = False

    @property
    def prior_spread(self) -> float:
        """Standard deviation of the prior."""
        return float((self.high - self.low) / 12**0.5)


@dataclass(frozen=True)
class Block:
    """Free numbers and the facts they are fitted to; the studies that compute these follow from the facts."""

    name: str
    title: str
    free: tuple[Free, ...]
    facts: tuple[str, ...]
    share: float = 1.0
    """Share of the usual companies that is enough: large ones, lived for long, say as much as several."""


def parameter(path: str) -> Free:
    """A parameter of the catalogue over its plausible range."""
    plausible = catalogue()[path].plausible
    if plausible is None:
        raise ValueError(f"{path} has no plausible range to search")
    return Free(path, (path,), *plausible)


def _some(*paths: str) -> tuple[Free, ...]:
    """Some of the assumptions, each over its plausible range."""
    return tuple(parameter(f"assumptions.{path}") for path in paths)


def blocks() -> tuple[Block, ...]:
    """Every block, in order."""
    return (
        Block(
            "level",
            "Level and shape of leaving",
            (
                Free("all voluntary rates, times", VOLUNTARY_RATES, 0.6, 1.6, factor=True),
                *_some("people.frailty"),
            ),
            ("S1.generic", "S2.year1", "S2.year3", "S2.year5", "S2.peak", "S2.decline"),
        ),
        Block(
            "feelings",
            "Morale and the boss to leaving",
            _some("turnover.morale", "turnover.boss"),
            ("S5.satisfaction_quit", "S5.intention_quit", "S5.satisfaction_intention", "S3.effect", "S29"),
        ),
        Block("boss", "The boss to output", _some("output.people_effect", "output.led_at_all"), ("S4",)),
        Block("incentive", "Credible promotion to effort", _some("output.incentive"), ("S17",)),
        Block("steps", "A second step of grade", _some("career.grade_again"), ("S11.again",)),
        Block("pay", "Pay to leaving", _some("turnover.pay_response"), ("S28.pay",)),
        Block(
            "training",
            "Courses and decay",
            _some("learning.course", "learning.decay"),
            ("S25.skill", "S25.results", "S25.half_life"),
        ),
        Block(
            "wishes",
            "What people want",
            _some(*(f"people.want_{name}" for name in ("manage", "technical", "project", "manage_age"))),
            ("S12.manage", "S12.technical", "S12.project", "S12.age"),
        ),
        Block(
            "vietnam_sme",
            "Level of quits in the small Vietnamese company",
            (Free("company.quits of vietnam_sme", ("company.quits",), 1.0, 2.5),),
            ("S1.vietnam",),
        ),
        Block(
            "university_it",
            "Level of quits at the university, fitted on fiscal years 2008 to 2012",
            (Free("company.quits of university_it", ("company.quits",), 0.05, 1.0),),
            ("R01.fit", "R02.fit", "R03.fit", "R04.fit", "R08.fit", "R09.fit"),
            share=0.15,
        ),
        Block(
            "university_it_steps",
            "Steps of grade at the university, fitted on fiscal years 2008 to 2012",
            (
                Free("company.grades.rate of university_it", ("company.grades.rate",), 0.1, 0.45),
                Free("company.grades.narrowing of university_it", ("company.grades.narrowing",), 0.5, 1.5),
                Free("company.grades.wait of university_it", ("company.grades.wait",), 1.0, 36.0),
            ),
            (
                "P01.fit", *(f"P02.grade{grade}.fit" for grade in range(1, 7)),
                *(f"P03.{years}y.fit" for years in (1, 2, 3, 5)), *(f"P04.{year}.fit" for year in range(5)),
            ),
            share=0.15,
        ),
    )  # fmt: skip


NEVER_TUNED = (
    "perceived chance of a step, contagion, appraisal bias by group, belief in the ladder, stake in "
    "fairness, losses on projects, culture, step back, drift of technology: no fact of class C depends "
    "on them; they keep their priors and are sampled in every draw"
)
"""What stays at its prior."""

COMPANY_BLOCKS = {
    "vietnam_sme": "vietnam_sme",
    "university_it": "university_it",
    "university_it_steps": "university_it",
}
"""Blocks whose free numbers belong to a company file and not to the assumptions, and the company."""
