"""Scoring: how candidates stand on the policy's criteria, as far as the company sees them."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import logistic
from tests.twins.agents import Firm, Person
from tests.twins.opening import usual_intention

CRITERIA = (
    "performance", "technical", "aptitude", "interest", "seniority", "closeness", "flight_risk", "chance",
)  # fmt: skip


def score(firm: Firm, month: int) -> None:
    """At a review: the weighted sum of the criteria, each standardised among those at the same level."""
    if not firm.review_is_due(month):
        return
    scores = standing(firm, month, weights_of(firm), official=False)
    for person in firm.people:
        person.score = scores[person]
    if firm.policy.retention.reaction == "promotion":
        for person in firm.people:
            if seems_worth_keeping(person, firm, month):
                person.score += 3.0


def weights_of(firm: Firm) -> dict[str, float]:
    return {criterion: getattr(firm.policy.promotion.weights, criterion) for criterion in CRITERIA}


def announced_standing(firm: Firm, month: int) -> dict[Person, float]:
    """By what the company says: nobody announces closeness or fear, and ratings are cleared of favours."""
    weights = {k: 0.0 if k in ("closeness", "flight_risk") else w for k, w in weights_of(firm).items()}
    if not any(weights.values()):
        weights["performance"] = 1.0
    return standing(firm, month, weights, official=True)


def standing(firm: Firm, month: int, weights: dict[str, float], official: bool) -> dict[Person, float]:
    """Everybody's weighted sum of criteria."""
    total = 0.0
    for weight in weights.values():
        total += weight
    scores = dict.fromkeys(firm.people, 0.0)
    for criterion, weight in weights.items():
        if weight > 0.0:
            for level in range(firm.seats[0].level):
                peers = [person for person in firm.people if person.level == level]
                seen = [look(person, criterion, firm, month, official) for person in peers]
                add_criterion(peers, seen, weight / total, scores)
    return scores


def add_criterion(peers: list[Person], seen: list[float], weight: float, scores: dict[Person, float]) -> None:
    """Add a criterion to the peers' scores in standard deviations; nothing where all are alike."""
    total = squares = 0.0
    for x in seen:
        total += x
    mean = total / max(len(seen), 1)
    for x in seen:
        squares += (x - mean) * (x - mean)
    spread = math.sqrt(squares / max(len(seen), 1))
    if spread > 0.0:
        for person, x in zip(peers, seen, strict=True):
            scores[person] += weight * (x - mean) / spread


def visible_performance(person: Person, firm: Firm) -> float:
    """What colleagues believe of a rating."""
    return person.rating - firm.policy.promotion.favouritism * person.closeness


def look(person: Person, criterion: str, firm: Firm, month: int, official: bool) -> float:
    """How somebody stands on one criterion, as the company sees it, or says that it sees it."""
    seeing = firm.world.seeing
    match criterion:
        case "performance":
            return visible_performance(person, firm) if official else person.rating
        case "technical":
            return person.technical_skill
        case "aptitude":
            assessed = firm.policy.promotion.assessed
            shown = seeing.help_validity * person.help_seen / (1.0 + person.help_seen)
            validity = seeing.assessment_validity if assessed else seeing.impression_validity + shown
            return through(min(validity, 0.99), person.people_skill / 0.8, person.assessment_error)
        case "interest":
            return interest(person, firm)
        case "seniority":
            return person.tenure(month)
        case "closeness":
            return person.closeness
        case "flight_risk":
            return logistic(flight_risk(person, firm, month)) * logistic(1.702 * person.rating)
        case _:
            return firm.luck.normal(person.key, month, Purpose.CHANCE)


def through(validity: float, truth: float, error: float) -> float:
    """A truth of spread 1 as it is seen: so much of it, and error for the rest."""
    return validity * truth + math.sqrt(1.0 - validity * validity) * error


def interest(person: Person, firm: Firm) -> float:
    """How much somebody seems to want to manage: asked, or guessed from how they speak up."""
    asked = firm.policy.promotion.conversations
    validity = firm.world.seeing.interest_asked if asked else firm.world.seeing.interest_known
    return through(validity, (person.want_manage - person.want_project) / 1.4142135623730951, person.advocacy)


def flight_risk(person: Person, firm: Firm, month: int) -> float:
    """How likely to leave somebody seems: their intention against the usual, seen through error."""
    error = firm.luck.normal(person.key, month, Purpose.FLIGHT_RISK)
    unusual = person.intention - usual_intention(firm)
    return through(firm.world.seeing.flight_risk_validity, unusual, error)


def seems_worth_keeping(person: Person, firm: Firm, month: int) -> bool:
    return flight_risk(person, firm, month) > 0.8 and person.rating > 0.5
