"""Morale: what pulls it (fit, career, fairness, boss, pay, load, disposition, success), slowly followed."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import challenge, swapping, wishes
from sim.processes.challenge import feel_challenged
from sim.processes.process import AnyColumn, Process
from sim.processes.swapping import enjoy_swapped, swap_tasks
from sim.processes.wishes import aware, grow_into_roles
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.grades import market_pay
from sim.state.numbers import clip, left_after_a_month, log, logistic
from sim.state.spreading import spread
from sim.state.workforce import Array, C, P, T, Whole, Workforce

LARGEST_GAP = 3.0
"""The gap in pay (of large ones) beyond which more of it counts no more."""

LEAST_CHANCE, MOST_CHANCE = 0.01, 0.6
"""Bounds of a yearly chance, which keep its log odds finite and in reach of one that is learnt."""


class Numbers(NamedTuple):
    """What morale needs; each (R,)."""

    wishes: wishes.Numbers
    morale_fit: Array
    morale_career: Array
    morale_fairness: Array
    morale_manager: Array
    morale_manager_people: Array
    morale_manager_technical: Array
    morale_manager_time: Array
    morale_pay: Array
    morale_load: Array
    morale_disposition: Array
    morale_success: Array
    morale_inertia: Array
    morale_noise: Array
    morale_loss_mean: Array
    morale_loss_spread: Array
    career_self_insight: Array
    promotion_preferences: Array
    morale_hope: Array
    morale_usual_boss: Array
    morale_vacancy: Array
    morale_torn: Array
    morale_pay_scale: Array
    career_learning: Array
    career_patience: Array
    career_stuck: Array
    career_healing: Array
    career_usual_steps: Array
    career_usual_trust: Array
    career_waiting: Array
    career_credit_months: Array
    career_pressure_kept: Array
    market_star_premium: Array
    company_level_pay: Array
    grades_count: Array
    grades_pay: Array
    ladder_prestige_parity: Array
    challenge: challenge.Feeling
    morale_swapped: Array
    swapping: swapping.Numbers


@rule
def role_utility(
    level: int, rung: float, want_manage: float, want_technical: float, want_project: float, prestige: float
) -> float:
    """How much somebody wants the work they have; a rung counts as far as it carries prestige."""
    honoured = max(want_project, prestige * want_technical)
    contributor = honoured if rung > 0.0 else want_project
    return want_manage if level > 0 else contributor


@rule
def role_loss(utility: float, want_manage: float, want_technical: float, want_project: float) -> float:
    """Utility of one's best role above that of the present one: the same formula for everybody."""
    return max(max(max(want_manage, want_technical), want_project) - utility, 0.0)


@rule
def career_part(
    credit: float, ambition: float, chance: float, usual: float, hope: float, waited: float, patience: float,
    scale: float, most: float,
) -> float:  # fmt: skip
    """Steps received, steps in sight (`hope` is what they weigh), and a wait that has grown too long.

    People get used to waiting: `most` is what it can take in the end, half of it after `most` x `scale`.
    """
    overdue = max(waited - patience, 0.0) / scale
    return credit + ambition * (chance - usual) * hope - ambition * (most * overdue / (most + overdue))


@rule
def toward(now: float, target: float, share: float) -> float:
    """`now` moved by a share of its distance to the target."""
    return now + (target - now) * share


@rule
def _wishes(row: Array, level: Whole, seen: float, rest: float, prestige: float, n: Numbers, r: int) -> None:
    """What moves slowly inside people: loss of role utility, memory of steps, expectation, fairness.

    `seen` is the chance of a step that people see (log odds), `rest` the fairness to which it heals,
    `prestige` the standing of a rung.
    """
    rate, healing = n.career_learning[r], n.career_healing[r]
    credit_left = left_after_a_month(n.career_credit_months[r])
    pressure_left = n.career_pressure_kept[r]
    for s in range(row.shape[1]):
        want_manage = row[P.WANT_MANAGE, s]
        want_technical = row[P.WANT_TECHNICAL, s]
        want_project = row[P.WANT_PROJECT, s]
        utility = role_utility(level[s], row[P.RUNG, s], want_manage, want_technical, want_project, prestige)
        row[P.LOSS, s] = role_loss(utility, want_manage, want_technical, want_project)
        row[P.CREDIT, s] = row[P.CREDIT, s] * credit_left
        row[P.PRESSURE, s] = row[P.PRESSURE, s] * pressure_left
        row[P.EXPECTATION, s] = toward(row[P.EXPECTATION, s], seen, rate)
        row[P.FAIRNESS, s] = toward(row[P.FAIRNESS, s], rest, healing)


@rule
def _feel(row: Array, felt: Array, level: Whole, month: int, target: Array, n: Numbers, r: int) -> None:
    """Write into `target` where each person's morale is drawn to.

    `felt` (3, seats) holds what a boss is to each one, the share of the team's seats that are empty, and how
    torn a manager is between two roles.
    """
    fit_weight = n.morale_fit[r]
    career_weight = n.morale_career[r]
    fairness_weight = n.morale_fairness[r]
    boss_weight = n.morale_manager[r]
    pay_weight = n.morale_pay[r]
    load_weight = n.morale_load[r]
    disposition_weight = n.morale_disposition[r]
    success_weight = n.morale_success[r]
    usual_loss = n.morale_loss_mean[r]
    loss_spread = n.morale_loss_spread[r] / aware(n.career_self_insight[r], n.promotion_preferences[r])
    patience = n.career_patience[r]
    stuck, waiting = n.career_stuck[r], n.career_waiting[r]
    usual_steps, hope = n.career_usual_steps[r], n.morale_hope[r]
    vacancy, torn, gap_scale = n.morale_vacancy[r], n.morale_torn[r], n.morale_pay_scale[r]
    star = n.market_star_premium[r]
    step = n.company_level_pay[r]
    grade_pay = n.grades_pay[r]
    count = n.grades_count[r]
    for s in range(row.shape[1]):
        fit = (usual_loss - row[P.LOSS, s]) / loss_spread - row[P.PRESSURE, s]
        chance = logistic(row[P.EXPECTATION, s])
        waited = month - row[P.STEP_SINCE, s]
        career = career_part(
            row[P.CREDIT, s], row[P.AMBITION, s], chance, usual_steps, hope, waited, patience, waiting, stuck
        )
        market = market_pay(level[s], row[P.GRADE, s], step, grade_pay, count)
        gap = outside_gap(row[P.PAY, s], market, star * row[P.PERFORMANCE, s])
        load = vacancy * felt[1, s] + torn * felt[2, s]
        target[s] = (
            fit_weight * fit
            + career_weight * career
            + fairness_weight * row[P.FAIRNESS, s]
            + boss_weight * felt[0, s]
            - pay_weight * clip(gap / gap_scale, -LARGEST_GAP, LARGEST_GAP)
            - load_weight * load
            + disposition_weight * row[P.DISPOSITION, s]
            + success_weight * row[P.PERFORMANCE, s]
        )


@rule
def boss_part(
    people: float, technical: float, attention: float, by_people: float, by_technical: float, by_time: float,
    usual: float,
) -> float:  # fmt: skip
    """What a boss is to morale: good with people, at home in the work, and there at all.

    Technical skill counts from the `usual` one of bosses.
    """
    return by_people * people + by_technical * (technical - usual) + by_time * attention


@rule
def _judge_bosses(team: Array, n: Numbers, r: int, of_boss: Array) -> None:
    """Write into `of_boss` (teams + 1,) what each team's boss is to its members' morale."""
    people = n.morale_manager_people[r]
    technical = n.morale_manager_technical[r]
    time, usual = n.morale_manager_time[r], n.morale_usual_boss[r]
    for t in range(len(of_boss)):
        of_boss[t] = boss_part(
            team[T.BOSS_PEOPLE, t], team[T.BOSS_TECHNICAL, t], team[T.ATTENTION, t], people, technical, time,
            usual,
        )  # fmt: skip


@rule
def outside_gap(pay: float, market: float, premium: float) -> float:
    """Outside pay over own pay, in log points: what level and grade are paid, and performance beyond it."""
    return market + premium - pay


@kernel
def feel(
    people: Array, teams: Array, companies: Array, level: Whole, member: Whole, led: Whole, end: Whole,
    head: Whole, reports: Array, seed: int, replicates: Whole, month: int, n: Numbers,
) -> None:  # fmt: skip
    """A month of morale for everybody."""
    target = np.empty(people.shape[2])
    of_boss = np.empty(teams.shape[2])
    felt = np.empty((3, people.shape[2]))
    for r in range(people.shape[0]):
        row = people[r]
        _count_vacancies(row, teams[r], member, reports, int(companies[r, C.OPEN_SEATS]))
        seen = log_odds(companies[r, C.STEP_RATE])
        rest = companies[r, C.TRUST] - n.career_usual_trust[r]
        prestige = n.ladder_prestige_parity[r] * companies[r, C.LADDER_BELIEF]
        _wishes(row, level, seen, rest, prestige, n, r)
        _judge_bosses(teams[r], n, r, of_boss)
        spread(of_boss, member, felt[0])
        spread(teams[r, T.VACANT], member, felt[1])
        spread(teams[r, T.TORN], led, felt[2])
        _feel(row, felt, level, month, target, n, r)
        if companies[r, C.CHALLENGE] > 0.0:
            feel_challenged(row, target, n.morale_fit[r], n.challenge, r)
        if n.swapping.work_swaps[r] > 0.0:
            swap_tasks(row, level, member, end, head, n.swapping, r, felt[0])
            enjoy_swapped(row, felt[0], n.morale_fit[r] * n.morale_swapped[r], target)
        share = 1.0 / n.morale_inertia[r]
        noise = n.morale_noise[r]
        luck = felt[0]
        draws.normals(seed, replicates[r], row[P.PERSON], month, Purpose.MORALE, luck)
        for s in range(row.shape[1]):
            row[P.MORALE, s] = toward(row[P.MORALE, s], target[s], share) + noise * luck[s]


@rule
def log_odds(rate: float) -> float:
    """Log odds of a yearly rate, kept inside its bounds."""
    held = clip(rate, LEAST_CHANCE, MOST_CHANCE)
    return log(held / (1.0 - held))


@rule
def _count_vacancies(row: Array, team: Array, member: Whole, reports: Array, seats: int) -> None:
    """The share of each team's seats that are open and empty; `seats` is how many are open."""
    for t in range(team.shape[1]):
        team[T.VACANT, t] = 0.0
    for s in range(seats):
        team[T.VACANT, member[s]] += 1.0 - row[P.PRESENT, s]
    for t in range(team.shape[1]):
        team[T.VACANT, t] = team[T.VACANT, t] / max(reports[t], 1.0)


class Morale(Process):
    """Moves toward a weighted sum of its parts, with ups and downs of its own."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = (
        frozenset(P)
        | frozenset(T)
        | {
            C.STEP_RATE,
            C.TRUST,
            C.OPEN_SEATS,
            C.CHALLENGE,
            C.LADDER_BELIEF,
        }
    )
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(
        {P.WANT_MANAGE, P.LOSS, P.CREDIT, P.PRESSURE, P.EXPECTATION, P.FAIRNESS, P.MORALE, T.VACANT}
    )

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Let everybody feel the month."""
        w, plan = workforce, workforce.layout
        grow_into_roles(w.people, plan.head, month, self.numbers["wishes"])
        feel(
            w.people, w.teams, w.companies, plan.level, plan.team, plan.led, plan.end, plan.head,
            plan.reports,
            w.seed, w.replicates, month, self.numbers,
        )  # fmt: skip
