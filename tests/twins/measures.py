"""What is watched: a number per month for each measure, by the names of the fast model's table."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import power
from sim.state.workforce import Cause, Step
from tests.twins.agents import Firm, Person
from tests.twins.work import sound_judgement


def observe(firm: Firm, month: int, heads: dict[int, int]) -> dict[str, float]:
    """The month's measures. `heads` says how many people there were by month, and learns this month."""
    people = firm.people
    managers = [person for person in people if person.manages]
    year_ago = max(month - 12, 0)
    stayed = sum(person.joined <= year_ago for person in people)
    heads[month] = len(people)
    output = _added([team.team_output for team in firm.teams])
    skill = [0.25 * (m.leading + m.communicating + m.settling + m.planning) for m in managers]
    return {
        "headcount": len(people),
        "hired": firm.hired,
        "left": firm.left,
        "regretted": firm.regretted,
        **{f"exits_{cause.name.lower()}": _exits(firm, cause) for cause in Cause if cause},
        "stayed": stayed,
        "retention": retention(stayed / max(heads[year_ago], 1), month),
        "output": output,
        "output_per_seat": output / firm.open_seats,
        "managers": len(managers),
        "unwanted": sum(person.loss > 0.0 for person in managers),
        "manager_skill": _added(skill) / max(len(managers), 1),
        "below_bar": sum(value < 0.0 for value in skill),
        "morale": _added([person.morale for person in people]) / max(len(people), 1),
        "fairness": _added([person.fairness for person in people]) / max(len(people), 1),
        "trust": firm.trust,
        "promoted": _steps(firm, Step.PROMOTED) + _steps(firm, Step.FORCED),
        "forced": _steps(firm, Step.FORCED),
        "rungs_given": _steps(firm, Step.RUNG),
        "stepped_back": _steps(firm, Step.STEPPED_BACK),
        "grades_given": _steps(firm, Step.GRADE),
        "moved_sideways": _steps(firm, Step.SIDEWAYS),
        "raises": _steps(firm, Step.RAISE),
        "requests": firm.requests,
        "declined": firm.declined,
        "passed_over": firm.passed_over,
        "empty_seats": firm.open_seats - len(people),
        "empty_manager_seats": sum(seat.level > 0 for seat in firm.open) - len(managers),
        "rung_holders": sum(person.rung > 0 for person in people),
        "knowledge_lost": _added([team.lost for team in firm.teams]),
        "bench": firm.bench,
        "courses": firm.courses,
        "tightness": firm.tightness,
        "payroll": firm.payroll,
        "training_spent": firm.training_spent,
        "assessment_cost": firm.assessment_cost,
        "replacement_cost": firm.replacement_cost,
        "output_value": firm.output_value,
        "net_value": firm.net_value,
        "satisfaction_surveyed": surveyed(
            firm, [person.morale for person in people], month, Purpose.SURVEY_SATISFACTION
        ),
        "intention_surveyed": surveyed(
            firm, [person.intention for person in people], month, Purpose.SURVEY_INTENTION
        ),
        "output_spread": spread_of_output(firm),
        "decision_quality": judgement(managers),
        "decision_quality_first_line": judgement([m for m in managers if m.level == 1]),
        "decision_quality_higher": judgement([m for m in managers if m.level > 1]),
        "candidates": firm.candidates,
        "applications": firm.applications,
        "rejected": firm.rejected,
        "offers_declined": firm.offers_declined,
        "showcase_cost": firm.showcase_cost,
        "inside_saving": firm.inside_saving,
        "smaller_group": sum(person.group > 0 for person in people),
        "smaller_group_managers": sum(person.group > 0 for person in managers),
    }


def judgement(managers: list[Person]) -> float:
    """How sound the decisions of some managers are; nothing where there are none."""
    return _added([sound_judgement(manager) for manager in managers]) / max(len(managers), 1)


def surveyed(firm: Firm, felt: list[float], month: int, purpose: Purpose) -> float:
    """The mean, with an error as small as many answers make it."""
    if not felt:
        return 0.0
    count = len(felt)
    mean = _added(felt) / count
    variance = max(_added([value * value for value in felt]) / count - mean * mean, 0.0)
    unreliable = (1.0 - firm.world.seeing.survey_reliability) / firm.world.seeing.survey_reliability
    return mean + math.sqrt(unreliable * variance / count) * firm.luck.normal(0, month, purpose)


def spread_of_output(firm: Firm) -> float:
    """Over the teams of contributors of which every seat is open."""
    open_seats = set(firm.open)
    lines = [t for t in firm.led_teams if t.seats and t.head is not None and t.head.level == 1]
    each = [t.team_output / len(t.seats) for t in lines if open_seats.issuperset(t.seats)]
    if _added(each) <= 0.0:
        return 0.0
    mean = _added(each) / len(each)
    return math.sqrt(max(_added([x * x for x in each]) / len(each) - mean * mean, 0.0)) / mean


def retention(share: float, month: int) -> float:
    """Percent still there after a year; in the first year, what the months so far would come to."""
    if month >= 12 or share == 0.0:
        return 100.0 * share
    return 100.0 * power(share, 12 / month)


def _exits(firm: Firm, cause: Cause) -> int:
    return sum(seat.cause == cause for seat in firm.seats)


def _steps(firm: Firm, step: Step) -> int:
    return sum(seat.step == step for seat in firm.seats if seat.holder)


def _added(numbers: list[float]) -> float:
    total = 0.0
    for number in numbers:
        total += number
    return total
