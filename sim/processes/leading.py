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
from sim.state.workforce import Array, P, T

FIRST_YEAR = 12.0

UNFOUND_FEET = 0.4
"""The part of a manager's effect that is missing on the first day (E14; the rest acts at 60 percent)."""

WORKING_HOURS = 2016.0
"""Working hours of a year."""

LEADERSHIP, COMMUNICATION, CONFLICT, STRATEGY = 0.40, 0.25, 0.20, 0.15


class Numbers(NamedTuple):
    """What leading needs; each (R,)."""

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
    work_coaching_share: Array
    work_people_time: Array
    work_clarity: Array
    learning_transition: Array
    market_external_start: Array


@rule
def people_skill(lead: float, talk: float, settle: float, plan: float) -> float:
    """What of a manager of people can be assessed, in one number (weights are judgement)."""
    return LEADERSHIP * lead + COMMUNICATION * talk + CONFLICT * settle + STRATEGY * plan


@rule
def needed(team: Array, t: int, people: float, project: float, clients: float) -> float:
    """How well competence with people, projects and clients (sd) meets what a team needs (B6)."""
    with_people = team[T.NEED_PEOPLE, t] * people
    return with_people + team[T.NEED_PROJECT, t] * project + team[T.NEED_CLIENTS, t] * clients


@rule
def hours_talking(held: float, hours: float, reports: float) -> float:
    """Share of a manager's time that career conversations with all reports take."""
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
def found_feet(months_in_role: float, transition: float) -> float:
    """The share of their effect that managers have after some months in the role (E14)."""
    return 1.0 - UNFOUND_FEET * exp(-months_in_role / transition)


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
def lead_team(
    row: Array, team: Array, t: int, seat: int, reports: float, role_models: float, seed: int,
    replicate: int, month: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Write into the team's columns what its manager, in `seat`, does to it."""
    talk = row[P.COMMUNICATION, seat] + row[P.COMMUNICATION_ACQUIRED, seat]
    settle = row[P.CONFLICT, seat] + row[P.CONFLICT_ACQUIRED, seat]
    strategy = row[P.STRATEGY, seat] + row[P.STRATEGY_ACQUIRED, seat]
    leadership = row[P.LEADERSHIP, seat] + row[P.LEADERSHIP_ACQUIRED, seat]
    technical = row[P.TECHNICAL, seat] + row[P.TECHNICAL_ACQUIRED, seat]
    skill = people_skill(leadership, talk, settle, strategy)
    team[T.KNACK, t] = n.people_hidden_gift[r] * traits.knack(seed, replicate, int(row[P.PERSON, seat]))
    usual, people = split_of_time(n.work_coaching_share[r], n.output_administration[r], n.work_people_time[r])
    months = month - row[P.ROLE_SINCE, seat]
    examples = role_models if months < FIRST_YEAR else 0.0
    clarity = clear(n.work_clarity[r], talk, n.output_voice[r], examples)
    pull = n.output_own_work_pull[r]
    own = drawn_to_own_work(usual, technical - skill, pull, clarity, usual + people)
    team[T.OWN_WORK, t] = own
    team[T.TORN, t] = torn(own, clarity, n.output_switching[r])
    talks = hours_talking(n.promotion_conversations[r], n.prices_conversation[r], reports)
    time = max(usual + people - own - talks, 0.0) * (1.0 - team[T.TORN, t])
    covered = attention(time / max(reports, 1.0), n.output_time_scale[r])
    outside = traits.from_outside(1, row[P.JOINED, seat], row[P.ROLE_SINCE, seat])
    settled = traits.settled_in(months, outside, n.market_external_start[r])
    reach = covered * found_feet(months, n.learning_transition[r]) * settled
    effect = n.output_people_effect[r]
    judgement = n.output_decision_effect[r] * decision_quality(technical, strategy)
    administration = n.output_administration[r]
    undone = administration * taken_for_people(
        n.work_coaching_share[r], administration, n.work_people_time[r]
    )
    suited = needed(team, t, 0.5 * (leadership + settle), 0.5 * (technical + strategy), talk)
    made = n.output_led_at_all[r] + effect * (COMMUNICATION * talk + team[T.KNACK, t] + suited)
    team[T.LEAD, t] = reach * made + judgement - n.output_neglect[r] * undone
    team[T.DRIVE, t] = reach * effect * LEADERSHIP * leadership
    team[T.BOSS_PEOPLE, t] = reach * (skill + team[T.KNACK, t])
    team[T.BOSS_TECHNICAL, t] = technical
    team[T.ATTENTION, t] = covered - n.morale_usual_attention[r]
    team[T.FRICTION, t] = friction(reach * settle, n.output_calming[r])
