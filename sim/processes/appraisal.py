"""Appraisal: how people really do, and what the company sees of it."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes.leading import Competencies, skill_with_people, weights_of
from sim.processes.process import AnyColumn, Process
from sim.processes.work import Helpfulness, helpfulness, ramp
from sim.state import draws, traits
from sim.state.by_month import is_unfilled, look_up
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.grades import expected
from sim.state.numbers import clip, exp, left_after_a_month, log, power
from sim.state.opening import falling_behind
from sim.state.spreading import spread
from sim.state.workforce import Array, C, P, T, Whole, Workforce

LEAST_LEARNT = 0.01
"""The share of full output below which newcomers are not judged: logarithms stay finite."""


class Numbers(NamedTuple):
    """What appraisal needs; each (R,)."""

    output_spread: Array
    output_ramp_loss: Array
    output_ramp_months: Array
    promotion_review_every: Array
    promotion_favouritism: Array
    seeing_rating_reliability: Array
    seeing_help_noticed: Array
    seeing_noticed_by_skill: Array
    seeing_noticed_by_time: Array
    seeing_help_months: Array
    helpfulness: Helpfulness
    competencies: Competencies
    seeing_self_promotion: Array
    seeing_group_bias: Array
    promotion_refusal_penalty: Array
    career_refusal_memory: Array
    retention_merit_slope: Array
    retention_pace: Array
    retention_pay_position: Array
    market_pay_growth: Array
    grades_count: Array
    grades_bar: Array
    market_external_start: Array
    market_settling_in: Array
    market_external_floor: Array
    market_pay_months: Array


@rule
def rate(performance: float, noise: float, reliability: float, favouritism: float, closeness: float) -> float:
    """A rating: true performance as far as it is reliable, noise for the rest, and a favour for the close."""
    return np.sqrt(reliability) * performance + np.sqrt(1.0 - reliability) * noise + favouritism * closeness


@rule
def held_against(months: float, penalty: float, memory: float) -> float:
    """What a refusal some months ago takes from a rating while it is remembered."""
    return penalty if months < memory else 0.0


@rule
def marked_down(bias: float, group: float) -> float:
    """What a rating loses that has nothing to do with the work: the bias for whoever is not of group 0."""
    return bias if group > 0.0 else 0.0


@rule
def _fill_behind(n: Numbers, r: int, behind: Array) -> None:
    """Write into `behind` (months,) how far newcomers fall behind in output, in log points, by months."""
    loss, scale = n.output_ramp_loss[r], n.output_ramp_months[r]
    for months in range(len(behind)):
        behind[months] = log(max(ramp(float(months), loss, scale), LEAST_LEARNT))


@rule
def _raw_performance(
    row: Array, level: Whole, knack: Array, behind: Array, month: int, n: Numbers, r: int
) -> None:
    """Contributors by their output in units of the spread of skill, managers by what they are to people.

    A contributor's grade asks for its part of the skill: performance is relative to the grade. `knack`
    (seats,) is the part of a manager's skill that no assessment finds; what a manager does shows it.
    `behind` (seats,) is what a newcomer's output lacks.
    """
    scale = max(n.output_spread[r], 0.01)
    start, settling_in = n.market_external_start[r], n.market_settling_in[r]
    nothing = n.market_external_floor[r]
    bar, count = n.grades_bar[r], n.grades_count[r]
    weights = weights_of(n.competencies, r)
    for s in range(row.shape[1]):
        technical = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
        extra = (row[P.EFFORT, s] + behind[s]) / scale
        beyond = technical + extra - expected(row[P.GRADE, s], bar, count)
        outside = traits.from_outside(level[s], row[P.JOINED, s], row[P.ROLE_SINCE, s])
        acting = traits.settled_in(month - row[P.ROLE_SINCE, s], outside, start, settling_in)
        whole = skill_with_people(row, s, weights) + knack[s]
        led = whole - (1.0 - acting) * (whole - nothing)
        row[P.PERFORMANCE, s] = led if level[s] > 0 else beyond


@rule
def _centre(row: Array, level: Whole) -> None:
    """Judge people against others in the same kind of role: contributors and managers apart."""
    contributors, managers = 0.0, 0.0
    by_contributors, by_managers = 0.0, 0.0
    for s in range(row.shape[1]):
        there = row[P.PRESENT, s]
        performed = there * row[P.PERFORMANCE, s]
        manages = level[s] > 0
        contributors = contributors + (0.0 if manages else there)
        managers = managers + (there if manages else 0.0)
        by_contributors = by_contributors + (0.0 if manages else performed)
        by_managers = by_managers + (performed if manages else 0.0)
    of_contributors = by_contributors / max(contributors, 1.0)
    of_managers = by_managers / max(managers, 1.0)
    for s in range(row.shape[1]):
        row[P.PERFORMANCE, s] = row[P.PERFORMANCE, s] - (of_managers if level[s] > 0 else of_contributors)


@kernel
def perform(
    people: Array, teams: Array, level: Whole, led: Whole, month: int, n: Numbers, tables: Array
) -> None:
    """True performance of everybody this month; `tables` (companies, months) is a table by month."""
    knack = np.empty(people.shape[2])
    behind = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        if is_unfilled(tables[r]):
            _fill_behind(n, r, tables[r])
        spread(teams[r, T.KNACK], led, knack)
        look_up(tables[r], people[r, P.JOINED], month, behind)
        _raw_performance(people[r], level, knack, behind, month, n, r)
        _centre(people[r], level)


@rule
def adjustment(position: float, aim: float, every: float, scale: float) -> float:
    """How far a review moves everybody's pay toward where the company aims against the market."""
    return (aim - position) * (1.0 - exp(-every / scale))


@rule
def chance_of_notice(usual: float, boss: float, attention: float, by_skill: float, by_time: float) -> float:
    """The chance that help is noticed: a boss sees more who is good with people and has time for them."""
    return clip(usual + by_skill * boss + by_time * attention, 0.0, 1.0)


@rule
def _notice_help(
    row: Array, level: Whole, chance: Array, kept: float, n: Helpfulness, r: int, luck: Array
) -> None:
    """Let bosses notice the help of contributors since the last review, or not; the rest is forgotten.

    `chance` (seats,) is that of being noticed by one's boss, `luck` (seats,) uniform.
    """
    by_gift, by_wish = n.output_helpful_gift[r], n.output_helpful_wish[r]
    most = n.output_most_helpful[r]
    for s in range(row.shape[1]):
        talk = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
        settle = row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s]
        given = helpfulness(
            talk, settle, row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], by_gift, by_wish, most
        )
        contributes = row[P.PRESENT, s] if level[s] == 0 else 0.0
        noticed = contributes if luck[s] < chance[s] else 0.0
        row[P.HELP_SEEN, s] = row[P.HELP_SEEN, s] * kept + noticed * ((1.0 - kept) * given)


@kernel
def notice_help(
    people: Array, teams: Array, level: Whole, member: Whole, seed: int, replicates: Whole, month: int,
    n: Numbers,
) -> None:  # fmt: skip
    """A review's memory of who helped colleagues."""
    of_boss = np.empty(teams.shape[2])
    chance = np.empty(people.shape[2])
    luck = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        team = teams[r]
        usual = n.seeing_help_noticed[r]
        by_skill, by_time = n.seeing_noticed_by_skill[r], n.seeing_noticed_by_time[r]
        for t in range(len(of_boss)):
            of_boss[t] = chance_of_notice(
                usual, team[T.BOSS_PEOPLE, t], team[T.ATTENTION, t], by_skill, by_time
            )
        spread(of_boss, member, chance)
        draws.uniforms(seed, replicates[r], people[r, P.PERSON], month, Purpose.HELP_NOTICED, luck)
        kept = power(left_after_a_month(n.seeing_help_months[r]), n.promotion_review_every[r])
        _notice_help(people[r], level, chance, kept, n.helpfulness, r, luck)


@kernel
def appraise(people: Array, companies: Array, seed: int, replicates: Whole, month: int, n: Numbers) -> None:
    """Rate everybody; pay follows the rating, the market and the company's position as the policy says."""
    luck = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        row = people[r]
        reliability = n.seeing_rating_reliability[r]
        favouritism = n.promotion_favouritism[r]
        every = n.promotion_review_every[r]
        raise_by = n.retention_merit_slope[r] * every / 12.0
        moved = adjustment(
            companies[r, C.PAY_POSITION], n.retention_pay_position[r], every, n.market_pay_months[r]
        )
        companies[r, C.PAY_POSITION] += moved
        general = moved + falling_behind(n.retention_pace[r], n.market_pay_growth[r]) * every / 12.0
        draws.normals(seed, replicates[r], row[P.PERSON], month, Purpose.RATING, luck)
        for s in range(row.shape[1]):
            rating = rate(row[P.PERFORMANCE, s], luck[s], reliability, favouritism, row[P.CLOSENESS, s])
            rating = rating - held_against(
                month - row[P.ASKED_SINCE, s],
                n.promotion_refusal_penalty[r],
                n.career_refusal_memory[r],
            )
            rating = rating + n.seeing_self_promotion[r] * row[P.ADVOCACY, s]
            rating = rating - marked_down(n.seeing_group_bias[r], row[P.GROUP, s])
            row[P.RATING, s] = rating
            row[P.PAY, s] = row[P.PAY, s] + (raise_by * rating + general)


class Appraisal(Process):
    """Performance every month; ratings and merit pay at reviews only. Promotions act on what is seen."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        T.KNACK,
        T.BOSS_PEOPLE,
        T.ATTENTION,
        C.PAY_POSITION,
    }
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(
        {P.PERFORMANCE, P.RATING, P.PAY, P.HELP_SEEN, C.PAY_POSITION}
    )

    def __call__(self, workforce: Workforce, month: int) -> None:
        """See how people do; at a review, say so."""
        w, plan = workforce, workforce.layout
        perform(w.people, w.teams, plan.level, plan.led, month, self.numbers, self.by_month)
        if month % int(self.numbers[0].promotion_review_every) == 0:
            notice_help(w.people, w.teams, plan.level, plan.team, w.seed, w.replicates, month, self.numbers)
            appraise(w.people, w.companies, w.seed, w.replicates, month, self.numbers)
