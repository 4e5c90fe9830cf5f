"""Leading: how managers split their time, and what each of their competencies does to their teams.

Leadership moves what people put in, communication what others make of it and how clear everybody's role is,
conflict resolution how much friction costs, strategic thinking (with technical skill) the soundness of
decisions. Everything but judgement reaches people only as far as there is time for them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.state import traits
from sim.state.compiled import rule
from sim.state.managers_time import split_of_time, taken_for_people
from sim.state.numbers import clip, exp, normal_share
from sim.state.workforce import Array, P, T, Whole

WORKING_HOURS = 2016.0
"""Working hours of a year."""

LEADERSHIP, COMMUNICATION, CONFLICT, STRATEGY = range(4)
"""The competencies, by their place among the weights."""

Weights = tuple[float, float, float, float]

ASPECTS = 10
WHO, JOINED, SINCE, TECHNICAL, LEAD, TALK, SETTLE, PLAN, KNACK, REACH = range(ASPECTS)
"""What is looked at in managers, by its place: key, months of joining and of the seat, skills, hidden gift,
and how far they reach their people."""


class Competencies(NamedTuple):
    """What each competency counts for in skill with people; each (R,)."""

    output_leadership: Array
    output_communication: Array
    output_conflict: Array
    output_strategy: Array


class Numbers(NamedTuple):
    """What leading needs; each (R,)."""

    competencies: Competencies
    output_administration: Array
    output_led_at_all: Array
    output_people_effect: Array
    output_decision_effect: Array
    output_neglect: Array
    output_time_scale: Array
    output_switching: Array
    output_own_work_pull: Array
    output_voice: Array
    output_calming: Array
    output_peer_cover: Array
    people_hidden_gift: Array
    morale_usual_attention: Array
    prices_conversation: Array
    promotion_conversations: Array
    prices_recognition: Array
    work_recognition: Array
    work_coaching_share: Array
    work_people_time: Array
    work_clarity: Array
    learning_transition: Array
    learning_transition_loss: Array
    learning_new_for: Array
    market_external_start: Array
    market_settling_in: Array


@rule
def weights_of(n: Competencies, r: int) -> Weights:
    """What the four competencies count for in skill with people, parts of 1."""
    lead, talk = n.output_leadership[r], n.output_communication[r]
    settle, plan = n.output_conflict[r], n.output_strategy[r]
    total = lead + talk + settle + plan
    return lead / total, talk / total, settle / total, plan / total


@rule
def people_skill(lead: float, talk: float, settle: float, plan: float, weights: Weights) -> float:
    """What of a manager of people can be assessed, in one number."""
    return (
        weights[LEADERSHIP] * lead
        + weights[COMMUNICATION] * talk
        + weights[CONFLICT] * settle
        + weights[STRATEGY] * plan
    )


@rule
def skill_with_people(row: Array, s: int, weights: Weights) -> float:
    """The skill with people, gift and practice, of the person in a seat."""
    return people_skill(
        row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s],
        row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s],
        row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s],
        row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s],
        weights,
    )


@rule
def needed(team: Array, t: int, people: float, project: float, clients: float) -> float:
    """How well competence with people, projects and clients (sd) meets what a team needs (B6)."""
    with_people = team[T.NEED_PEOPLE, t] * people
    return with_people + team[T.NEED_PROJECT, t] * project + team[T.NEED_CLIENTS, t] * clients


@rule
def hours_talking(held: float, hours: float, reports: float) -> float:
    """Share of a manager's time that talks with all reports take, `hours` a year with each."""
    return held * hours * reports / WORKING_HOURS


@rule
def drawn_to_own_work(usual: float, gap: float, pull: float, clarity: float, most: float) -> float:
    """The share of time a manager spends on own technical work, between 0 and `most`.

    It goes where one is stronger: `gap` is technical skill less skill with people (sd). Clear roles hold
    everybody to the usual share, and whoever has no technical work, or no people, has nothing to flee to.
    """
    return clip(usual + pull * (1.0 - clarity) * 4.0 * usual * (1.0 - usual) * gap, 0.0, most)


@rule
def clear(clarity: float, talk: float, voice: float, examples: float) -> float:
    """How clear a manager's role is: as the company says, and clearer for who can make it understood.

    `examples` is what good managers add for a new one.
    """
    return clip(clarity + (voice * (normal_share(talk) - 0.5) + examples) * (1.0 - clarity), 0.0, 1.0)


@rule
def torn(share: float, clarity: float, switching: float) -> float:
    """Share of output lost by being torn between two roles; none for those with only one."""
    return 4.0 * switching * share * (1.0 - share) * (1.0 - clarity)


@rule
def attention(time_per_report: float, scale: float) -> float:
    """How far a manager's time reaches: saturating in time per report."""
    return 1.0 - exp(-time_per_report / scale)


@rule
def found_feet(months_in_role: float, missing: float, transition: float) -> float:
    """The share of their effect that managers have after some months in the role (E14)."""
    return 1.0 - missing * exp(-months_in_role / transition)


@rule
def decision_quality(technical: float, strategy: float) -> float:
    """Sound judgement, -0.5 to 0.5: it takes technical and strategic sense together."""
    return np.sqrt(normal_share(technical) * normal_share(strategy)) - 0.5


@rule
def friction(settling: float, calming: float) -> float:
    """How much grievance, disruption and the pull of leavers cost, against under an average manager.

    From 1 + `calming` under the worst at settling conflicts to 1 - `calming` under the best.
    """
    return 1.0 - calming * (2.0 * normal_share(settling) - 1.0)


@rule
def be_without(team: Array, t: int, reports: float, n: Numbers, r: int) -> None:
    """Write into the team's columns what peers and the boss above do for an empty manager seat."""
    own, people = split_of_time(n.work_coaching_share[r], n.output_administration[r], n.work_people_time[r])
    there = people * (1.0 - torn(own, n.work_clarity[r], n.output_switching[r]))
    covered = n.output_peer_cover[r] * attention(there / max(reports, 1.0), n.output_time_scale[r])
    team[T.LEAD, t] = covered * n.output_led_at_all[r]
    team[T.DRIVE, t] = 0.0
    team[T.BOSS_PEOPLE, t] = 0.0
    team[T.BOSS_TECHNICAL, t] = 0.0
    team[T.ATTENTION, t] = covered - n.morale_usual_attention[r]
    team[T.FRICTION, t] = 1.0
    team[T.OWN_WORK, t] = 0.0
    team[T.TORN, t] = 0.0
    team[T.KNACK, t] = 0.0


@rule
def look_at_managers(row: Array, head: Whole, seed: int, replicate: int, managers: Array) -> None:
    """Write into `managers` (ASPECTS, teams) what those in the manager seats are.

    So what they do is a matter of loops over teams, which vectorise.
    """
    for t in range(len(head)):
        s = head[t]
        managers[WHO, t] = row[P.PERSON, s]
        managers[JOINED, t] = row[P.JOINED, s]
        managers[SINCE, t] = row[P.ROLE_SINCE, s]
        managers[TECHNICAL, t] = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
        managers[LEAD, t] = row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s]
        managers[TALK, t] = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
        managers[SETTLE, t] = row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s]
        managers[PLAN, t] = row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s]
    traits.knacks(seed, replicate, managers[WHO], managers[KNACK])


@rule
def _split_time(
    team: Array, managers: Array, role_models: float, usual: float, people: float, month: int, n: Numbers,
    r: int,
) -> None:  # fmt: skip
    """Write down how managers split their time between own work and people."""
    clearness, voice = n.work_clarity[r], n.output_voice[r]
    pull, switching = n.output_own_work_pull[r], n.output_switching[r]
    new_for, weights = n.learning_new_for[r], weights_of(n.competencies, r)
    for t in range(managers.shape[1]):
        examples = role_models if month - managers[SINCE, t] < new_for else 0.0
        clarity = clear(clearness, managers[TALK, t], voice, examples)
        skill = people_skill(
            managers[LEAD, t], managers[TALK, t], managers[SETTLE, t], managers[PLAN, t], weights
        )
        own = drawn_to_own_work(usual, managers[TECHNICAL, t] - skill, pull, clarity, usual + people)
        team[T.OWN_WORK, t] = own
        team[T.TORN, t] = torn(own, clarity, switching)


@rule
def _reach_people(
    team: Array, managers: Array, reports: Array, free: float, month: int, n: Numbers, r: int
) -> None:
    """Write down how far managers reach their people, who share the `free` time without own work."""
    held, hours = n.promotion_conversations[r], n.prices_conversation[r]
    thanked, thanking = n.work_recognition[r], n.prices_recognition[r]
    scale, usual = n.output_time_scale[r], n.morale_usual_attention[r]
    missing, transition = n.learning_transition_loss[r], n.learning_transition[r]
    start, settling_in = n.market_external_start[r], n.market_settling_in[r]
    for t in range(managers.shape[1]):
        talks = hours_talking(held, hours, reports[t])
        thanks = hours_talking(thanked, thanking, reports[t])
        time = max(free - team[T.OWN_WORK, t] - talks - thanks, 0.0) * (1.0 - team[T.TORN, t])
        covered = attention(time / max(reports[t], 1.0), scale)
        months = month - managers[SINCE, t]
        outside = traits.from_outside(1, managers[JOINED, t], managers[SINCE, t])
        settled = traits.settled_in(months, outside, start, settling_in)
        managers[REACH, t] = covered * found_feet(months, missing, transition) * settled
        team[T.ATTENTION, t] = covered - usual


@rule
def _act(team: Array, managers: Array, n: Numbers, r: int) -> None:
    """Write down what managers do to their teams, as far as they reach them."""
    hidden, led_at_all = n.people_hidden_gift[r], n.output_led_at_all[r]
    effect, weight, calming = n.output_people_effect[r], n.output_decision_effect[r], n.output_calming[r]
    administration = n.output_administration[r]
    undone = administration * taken_for_people(
        n.work_coaching_share[r], administration, n.work_people_time[r]
    )
    neglected = n.output_neglect[r] * undone
    weights = weights_of(n.competencies, r)
    for t in range(managers.shape[1]):
        reach = managers[REACH, t]
        knack = hidden * managers[KNACK, t]
        judgement = weight * decision_quality(managers[TECHNICAL, t], managers[PLAN, t])
        with_people = 0.5 * (managers[LEAD, t] + managers[SETTLE, t])
        with_projects = 0.5 * (managers[TECHNICAL, t] + managers[PLAN, t])
        suited = needed(team, t, with_people, with_projects, managers[TALK, t])
        made = led_at_all + effect * (weights[COMMUNICATION] * managers[TALK, t] + knack + suited)
        skill = people_skill(
            managers[LEAD, t], managers[TALK, t], managers[SETTLE, t], managers[PLAN, t], weights
        )
        team[T.KNACK, t] = knack
        team[T.LEAD, t] = reach * made + judgement - neglected
        team[T.DRIVE, t] = reach * effect * weights[LEADERSHIP] * managers[LEAD, t]
        team[T.BOSS_PEOPLE, t] = reach * (skill + knack)
        team[T.BOSS_TECHNICAL, t] = managers[TECHNICAL, t]
        team[T.FRICTION, t] = friction(reach * managers[SETTLE, t], calming)


@rule
def lead_teams(
    team: Array, managers: Array, reports: Array, role_models: float, month: int, n: Numbers, r: int
) -> None:
    """Write into the teams' columns what their managers do to them.

    `managers` (ASPECTS, teams) is what `look_at_managers` saw.
    """
    usual, people = split_of_time(n.work_coaching_share[r], n.output_administration[r], n.work_people_time[r])
    _split_time(team, managers, role_models, usual, people, month, n, r)
    _reach_people(team, managers, reports, usual + people, month, n, r)
    _act(team, managers, n, r)
