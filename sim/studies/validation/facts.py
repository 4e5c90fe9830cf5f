"""The facts: what is known, between which bounds, from where, and whether it was used to calibrate."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Role = Literal["C", "V", "calibrate", "test"]
ROLES = {
    "C": "pattern to calibrate to",
    "V": "pattern kept for validation",
    "calibrate": "real figure to calibrate to",
    "test": "real figure kept for the test",
}

BOOK_YEARS = {"fit": "fiscal years 2008 to 2012", "test": "fiscal years 2013 to 2017"}
BOOK_ROLES: dict[str, Role] = {"fit": "calibrate", "test": "test"}


@dataclass(frozen=True)
class Fact:
    """One figure of the evidence. `low` and `high`: where the simulated statistic must lie.

    `study` is empty when the model can't compute the fact yet; `missing` then says what it lacks.
    """

    id: str
    role: Role
    low: float
    high: float
    unit: str
    source: str
    says: str
    study: str
    missing: str = ""

    @property
    def target(self) -> float:
        """The figure inside the interval that calibration aims at."""
        return TARGETS.get(self.id, 0.5 * (self.low + self.high))

    @property
    def sign_only(self) -> bool:
        """Whether the fact is a direction, without a size."""
        return self.id in SIGNS

    @property
    def reason(self) -> str:
        """Why the model misses it, as far as known; said only when it does."""
        stem = self.id.removesuffix(".fit").removesuffix(".test")
        return REASONS.get(self.id, REASONS.get(stem, "not known yet"))


SIGNS = frozenset(
    {
        "S2.decline", "S3.senior", "S7.transfer", "S11.second_peak", "S11.fall", "S12.age", "S23.performance",
        "S25.results", "S26.player", "S26.span", "S27.tail", "S29", "S30.quality",
    }
)  # fmt: skip
"""Facts that are a direction only: anywhere inside is as good."""

TARGETS = {"S3.effect": 0.70, "S4": 11.0, "S7.slope": -7.5, "S17": 22.0, "S25.skill": 0.37}
"""Where the evidence names a figure inside its interval; the middle is meant everywhere else.

S25.skill: half of the published effect of .73 (E53: weak designs, publication bias).
"""

BY_GRADE = (
    "number: leaving differs too little by grade; here it falls only with tenure, frailty and steps received"
)
REASONS: dict[str, str] = {
    "S7.slope": "form: who is better at technical work drifts back to it, but own output grows with "
    "communication too, which also makes a better manager; number: in sales, the source's trade, managers "
    "matter several times more",
    "S9.manager": "number: in sales, the source's trade, managers matter several times more",
    "S15.promoted": "steps are so rare that those who get one have usually stayed for years before it",
    "S21.quits": "number: the source does not say how much time the push moved",
    "S23.quits": "number: outsiders are newcomers, who leave more often, and lack the step of those promoted",
    "S26.loss": "number: new managers have not acquired a full standard deviation that could fade",
    "P01": "the book promoted more after 2012 (0.096 a year) than before (0.062); the model has one rate",
    "P02.grade3": "the book promoted more often after 2012 than before; the model has one rate",
    "P04.1": "the book promoted more often after 2012 than before; the model has one rate",
    "S15.lateral": "that a tenth of people move a year is our guess; who is moved has stayed already",
    "S26.optimum": "number: a manager's own technical work is worth less here than their time is to a team",
    "S31": "training draws applicants alike unless `market.training_sorting` says otherwise; those who care "
    "for depth leave a little sooner here, where no technical ladder waits for them",
    "J1.information": "the national rate counts short jobs and young staff of a wider industry than "
    "technology companies; S1 asks for 10 to 16",
    "P05": "number: a span of 8 asks for more managers than the book has (11 falling to 7 staff to a lead)",
    "P09": "the university's practice allows no step back; the book has two in ten years",
    "R05": BY_GRADE,
    "R07": BY_GRADE,
    "W04": "number: outside offers respond to pay more strongly than at the university",
}
"""Why a fact is missed, as far as known: looked up only when it is."""

MISSING = {
    "P05.managers": "the model does not tell leads from managers",
    "J1.professional": "another industry: its level of quits is not a figure of technical staff",
    "J1.private": "all industries: its level of quits is not a figure of technical staff",
    "J2.information": "layoffs: the model has dismissal for poor performance only, and no shrinking company",
    "J2.professional": "layoffs: the model has dismissal for poor performance only, and no shrinking company",
    "J2.private": "layoffs: the model has dismissal for poor performance only, and no shrinking company",
    "J2.federal": "layoffs: the model has dismissal for poor performance only, and no shrinking company",
}
"""Why a fact is not computed."""


def load() -> tuple[Fact, ...]:
    """Every fact, in the order of the evidence; those of the salary book in all years, then fit and test."""
    book = {(row["id"], row["years"]): row for row in _table("salary_book.csv")}
    found = []
    for row in _table("facts.csv"):
        bounds = row if row["low"] else book[row["id"], "all"]
        found.append(_fact(row, row["id"], row["role"], bounds, row["says"], row["source"]))
    ours = {row["id"]: row for row in _table("facts.csv")}
    for (name, years), bounds in book.items():
        if years == "all" or name not in ours or name not in SPLIT:
            continue
        row = ours[name]
        says = f"{row['says']}: {BOOK_YEARS[years]}"
        source = "salary book, computed by us"
        found.append(_fact(row, f"{name}.{years}", BOOK_ROLES[years], bounds, says, source))
    return tuple(found)


SPLIT = (
    *(f"R0{k}" for k in range(1, 10)),
    "P01",
    *(f"P02.grade{g}" for g in range(1, 7)),
    *(f"P03.{y}y" for y in (1, 2, 3, 5)),
    *(f"P04.{k}" for k in range(6)),
    "P06",
    "P10.manager",
    "P10.contributor",
)
"""Facts of survival and promotion that are fitted on the first five fiscal years and tested on the last."""


def _fact(row: dict[str, str], name: str, role: str, bounds: dict[str, str], says: str, source: str) -> Fact:
    assert role in ROLES
    return Fact(
        id=name, role=role,  # type: ignore[arg-type]  # just checked
        low=float(bounds["low"]), high=float(bounds["high"]), unit=row["unit"], source=source, says=says,
        study=row["study"], missing=MISSING.get(row["id"], ""),
    )  # fmt: skip


def _table(name: str) -> list[dict[str, str]]:
    text = files("sim.studies").joinpath("facts", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
