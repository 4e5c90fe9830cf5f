"""Scoring: how candidates stand on the policy's criteria, as far as the company sees them."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import logistic
from tests.twins.agents import Firm, Person, Seat
from tests.twins.knowledge import at_stake
from tests.twins.luck import FOR_LIFE
from tests.twins.opening import usual_intention

CRITERIA = (
    "performance", "technical", "aptitude", "interest", "seniority", "closeness", "flight_risk", "chance",
    "loss", "readiness", "need",
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
                person.score += firm.policy.retention.ahead


def weights_of(firm: Firm) -> dict[str, float]:
    return {criterion: getattr(firm.policy.promotion.weights, criterion) for criterion in CRITERIA}


def announced_weights(firm: Firm) -> dict[str, float]:
    """What the company says: nobody announces closeness or fear."""
    weights = {k: 0.0 if k in ("closeness", "flight_risk") else w for k, w in weights_of(firm).items()}
    if not any(weights.values()):
        weights["performance"] = 1.0
    return weights


def announced_standing(firm: Firm, month: int) -> dict[Person, float]:
    """By what the company says, ratings cleared of favours."""
    return standing(firm, month, announced_weights(firm), official=True)


def standing_for(
    seat: Seat, firm: Firm, month: int, weights: dict[str, float], bare: dict[Person, float]
) -> dict[Person, float]:
    """How everybody stands for one seat: what it needs counts too, and its successor is put ahead."""
    scores = dict(bare)
    if weights["need"] > 0.0:
        total = 0.0
        for weight in weights.values():
            total += weight
        peers = [person for person in firm.people if person.level == seat.level - 1]
        add_criterion(peers, [seems_to_meet(p, seat, firm) for p in peers], weights["need"] / total, scores)
    successor = successor_of(seat)
    if successor:
        scores[successor] += firm.policy.work.successor_lead * prepared(successor, seat, firm, month)
    return scores


def successor_of(seat: Seat) -> Person | None:
    """The named successor of a manager seat, as long as they are in the team."""
    assert seat.leads is not None
    return next((person for person in seat.leads.members if person.key == seat.leads.successor), None)


def prepared(successor: Person, seat: Seat, firm: Firm, month: int) -> float:
    """How far the plan of preparation got."""
    assert seat.leads is not None
    needs = firm.policy.work.prepared
    return min((month - seat.leads.named_since) / needs, 1.0) if needs > 0 else 1.0


def seems_to_meet(person: Person, seat: Seat, firm: Firm) -> float:
    """How well somebody seems to meet what a seat's team needs: work shows, competence with people hardly."""
    assert seat.leads is not None

    def error(purpose: Purpose) -> float:
        return firm.luck.normal(person.key, FOR_LIFE, purpose)

    validity, spread = validity_for_aptitude(person, firm), 0.8660254037844386
    with_people = 0.5 * (person.leading + person.settling) / spread
    return seat.leads.meets(
        spread * through(validity, with_people, error(Purpose.SEEN_PEOPLE)),
        0.5 * (person.technical_skill + through(validity, person.planning, error(Purpose.SEEN_PLANS))),
        through(validity, person.communicating, error(Purpose.SEEN_CLIENTS)),
    )


def standing(firm: Firm, month: int, weights: dict[str, float], official: bool) -> dict[Person, float]:
    """Everybody's weighted sum of criteria."""
    total = 0.0
    for weight in weights.values():
        total += weight
    scores = dict.fromkeys(firm.people, 0.0)
    for criterion, weight in weights.items():
        # what a seat needs is looked at seat by seat
        if weight > 0.0 and criterion != "need":
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
    match criterion:
        case "performance":
            return visible_performance(person, firm) if official else person.rating
        case "technical":
            return person.technical_skill
        case "aptitude":
            validity = validity_for_aptitude(person, firm)
            return through(validity, person.people_skill / 0.8, person.assessment_error)
        case "interest":
            return interest(person, firm)
        case "seniority":
            return person.tenure(month)
        case "closeness":
            return person.closeness
        case "flight_risk":
            return logistic(flight_risk(person, firm, month)) * logistic(1.702 * person.rating)
        case "loss":
            until_filled = firm.world.market.time_to_fill * person.output
            return -(at_stake(person, firm, month) + until_filled)
        case "readiness":
            return readiness(person, firm, month)
        case _:
            return firm.luck.normal(person.key, month, Purpose.CHANCE)


def validity_for_aptitude(person: Person, firm: Firm) -> float:
    """How far the gift for managing shows: in an assessment, or to a boss who saw them help."""
    seeing = firm.world.seeing
    shown = seeing.help_validity * person.help_seen / (1.0 + person.help_seen)
    assessed = firm.policy.promotion.assessed
    return min(seeing.assessment_validity if assessed else seeing.impression_validity + shown, 0.99)


def readiness(person: Person, firm: Firm, month: int) -> float:
    """What somebody has learnt of managing, and how far a named successor is prepared."""
    learnt = firm.with_people(
        person.leadership_acquired,
        person.communication_acquired,
        person.conflict_acquired,
        person.strategy_acquired,
    )
    head = person.team.head
    named = head is not None and person is successor_of(head)
    return learnt + (prepared(person, head, firm, month) if head and named else 0.0)


def through(validity: float, truth: float, error: float) -> float:
    """A truth of spread 1 as it is seen: so much of it, and error for the rest."""
    return validity * truth + math.sqrt(1.0 - validity * validity) * error


def interest(person: Person, firm: Firm) -> float:
    """How much somebody seems to want to manage: asked, or guessed from how they speak up."""
    wish = (person.want_manage - person.want_project) / 1.4142135623730951
    return through(interest_validity(firm), wish, person.advocacy)


def interest_validity(firm: Firm) -> float:
    """How well the company knows what people want."""
    seeing, promotion = firm.world.seeing, firm.policy.promotion
    if promotion.preferences:
        return max(seeing.interest_assessed, seeing.interest_asked)
    return seeing.interest_asked if promotion.conversations else seeing.interest_known


def flight_risk(person: Person, firm: Firm, month: int) -> float:
    """How likely to leave somebody seems: their intention against the usual, seen through error."""
    error = firm.luck.normal(person.key, month, Purpose.FLIGHT_RISK)
    unusual = person.intention - usual_intention(firm)
    return through(firm.world.seeing.flight_risk_validity, unusual, error)


def seems_worth_keeping(person: Person, firm: Firm, month: int) -> bool:
    alarm = firm.policy.retention
    return flight_risk(person, firm, month) > alarm.at_risk and person.rating > alarm.valued
