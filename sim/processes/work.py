"""Work: what people put in, what their managers make of it, what the team delivers."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import leading, swapping
from sim.processes.challenge import slow_down
from sim.processes.ladder import share_of_places
from sim.processes.leading import ASPECTS, be_without, lead_teams, look_at_managers
from sim.processes.process import AnyColumn, Process, Stage
from sim.processes.swapping import swap_tasks, work_on_swapped
from sim.state import draws
from sim.state.by_month import is_unfilled, look_up
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.managers_time import left_for_work
from sim.state.numbers import clip, exp, left_after_a_month, normal_share
from sim.state.spreading import spread, sum_up
from sim.state.workforce import Array, C, P, T, Whole, Workforce

FIRST_YEAR_IN_ROLE = 12.0
"""Months after which nobody looks any more whether somebody began anew: hardly any loss is left."""

WORKING_DAYS = 21.0
"""Working days of a month."""


class Helpfulness(NamedTuple):
    """What decides how much somebody helps; each (R,)."""

    output_helpful_gift: Array
    output_helpful_wish: Array
    output_most_helpful: Array


class Numbers(NamedTuple):
    """What work needs; each (R,)."""

    leading: leading.Numbers
    output_spread: Array
    output_ramp_loss: Array
    output_ramp_months: Array
    output_new_role: Array
    output_listening: Array
    output_demand_spread: Array
    output_demand_persistence: Array
    output_least_effort: Array
    output_most_effort: Array
    output_morale_effect: Array
    output_incentive: Array
    output_reciprocity: Array
    career_pay_utility: Array
    career_prestige: Array
    career_usual_step: Array
    company_span: Array
    promotion_pay_step: Array
    promotion_external_share: Array
    ladder_slots: Array
    ladder_rungs: Array
    ladder_narrowing: Array
    ladder_pay_parity: Array
    ladder_prestige_parity: Array
    work_successor_time: Array
    work_handover: Array
    work_bench: Array
    knowledge_handover_time: Array
    learning_preparation: Array
    learning_new_for: Array
    training_mentoring: Array
    helpfulness: Helpfulness
    output_helping: Array
    output_help_lift: Array
    learning_course_days: Array
    knowledge_absorption: Array
    knowledge_least_kept: Array
    output_stretch_cost: Array
    swapping: swapping.Numbers


@rule
def effort(
    morale: float, morale_effect: float, prospect: float, drive: float, returned: float, least: float,
    most: float,
) -> float:  # fmt: skip
    """Log effort: morale, the best step on offer, what a boss's leadership adds, what fairness is returned.

    Unfairness is answered with less work by those who stay, beyond what it does to morale (E50, E51).
    """
    return clip(morale_effect * morale + prospect + drive + returned, least, most)


@rule
def worth_of_step(pay_step: float, pay_utility: float, prestige: float, usual: float) -> float:
    """What a step is worth to whoever wants it, in units of a usual step into management; never below 0."""
    return max(pay_utility * pay_step + prestige, 0.0) / usual


@rule
def rungs_in_reach(slots: float, span: float) -> float:
    """How far rungs are in reach: fully where there are as many as seats of managers, one in `span`."""
    return min(slots * span, 1.0)


@rule
def prospect(want: float, want_project: float, worth: float) -> float:
    """What a step on offer moves in somebody: how much they want it over what they do, times its worth."""
    return worth * normal_share(want - want_project)


@rule
def ramp(months: float, loss: float, scale: float) -> float:
    """Share of full output after some months in the company (E58)."""
    return 1.0 - loss * exp(-months / scale)


@rule
def realised(communication: float, listening: float) -> float:
    """Share of the value of output that others understand well enough to use."""
    return 1.0 - listening + listening * normal_share(communication)


@rule
def next_demand(demand: float, kept: float, spread: float, z: float) -> float:
    """A team's demand shock a month later: a part is kept, and news keeps the spread what it is."""
    return kept * demand + spread * np.sqrt(1.0 - kept * kept) * z


@kernel
def lead(
    people: Array,
    teams: Array,
    companies: Array,
    head: Whole,
    reports: Array,
    seed: int,
    replicates: Whole,
    month: int,
    n: Numbers,
) -> None:
    """For every team: the manager's part, and the demand shock."""
    luck = np.empty(len(head))
    managers = np.empty((ASPECTS, len(head)))
    for r in range(people.shape[0]):
        row, team = people[r], teams[r]
        draws.normals(seed, replicates[r], head, month, Purpose.DEMAND, luck)
        kept, shocks = n.output_demand_persistence[r], n.output_demand_spread[r]
        for t in range(len(head)):
            team[T.DEMAND, t] = next_demand(team[T.DEMAND, t], kept, shocks, luck[t])
        look_at_managers(row, head, seed, replicates[r], managers)
        lead_teams(team, managers, reports, companies[r, C.ROLE_MODELS], month, n.leading, r)
        for t in range(len(head)):
            if row[P.PRESENT, head[t]] == 0.0:
                be_without(team, t, reports[t], n.leading, r)


@rule
def _put_in(
    row: Array, level: Whole, drive: Array, seat: float, rungs: tuple[float, float, float], n: Numbers, r: int
) -> None:
    """Effort of everybody this month; a manager seat moves by up to `seat`, the next rung by `rungs`.

    `drive` (seats,) is what each one's boss adds.
    """
    top = level[0]
    morale_effect = n.output_morale_effect[r]
    least, most = n.output_least_effort[r], n.output_most_effort[r]
    reciprocity = n.output_reciprocity[r]
    first, second, third = rungs
    for s in range(row.shape[1]):
        up = seat if level[s] < top else 0.0
        held = row[P.RUNG, s]
        higher = second if held == 1.0 else (third if held == 2.0 else 0.0)
        deeper = first if held == 0.0 else higher
        open_rung = deeper if level[s] == 0 else 0.0
        hope = max(
            prospect(row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], up),
            prospect(row[P.WANT_TECHNICAL, s], row[P.WANT_PROJECT, s], open_rung),
        )
        returned = reciprocity * row[P.FAIRNESS, s]
        row[P.EFFORT, s] = effort(row[P.MORALE, s], morale_effect, hope, drive[s], returned, least, most)


@rule
def _in_reach(rung: int, n: Numbers, r: int) -> float:
    """How far a rung is in reach of those on the rung below; not at all where the ladder has no such rung."""
    if rung > n.ladder_rungs[r]:
        return 0.0
    return rungs_in_reach(share_of_places(n.ladder_slots[r], n.ladder_narrowing[r], rung), n.company_span[r])


@rule
def _incentives(
    credibility: float, belief: float, n: Numbers, r: int
) -> tuple[float, tuple[float, float, float]]:
    """What a manager seat and each rung on offer move in those who want nothing more (log points of effort).

    `belief` is how far the announced standing of rungs is believed.
    """
    kappa = n.output_incentive[r] * credibility
    step, utility, prestige = n.promotion_pay_step[r], n.career_pay_utility[r], n.career_prestige[r]
    usual = n.career_usual_step[r]
    seat = worth_of_step(step, utility, prestige, usual) * (1.0 - n.promotion_external_share[r])
    rung = worth_of_step(
        n.ladder_pay_parity[r] * step, utility, n.ladder_prestige_parity[r] * belief * prestige, usual
    )
    first, second, third = _in_reach(1, n, r), _in_reach(2, n, r), _in_reach(3, n, r)
    return kappa * seat, (kappa * (rung * first), kappa * (rung * second), kappa * (rung * third))


@rule
def helpfulness(
    talk: float, settle: float, want_manage: float, want_project: float, by_gift: float, by_wish: float,
    most: float,
) -> float:  # fmt: skip
    """How much somebody helps colleagues, in times of the usual: the gift for it, and the wish (B5)."""
    gift = by_gift * (talk + settle)
    return clip(1.0 + gift + by_wish * (want_manage - want_project), 0.0, most)


@rule
def _take_time_to_mentor(
    row: Array, team: Array, member: Whole, month: int, new_for: float, time: Array
) -> None:
    """Take the time that mentors spend from what they have."""
    for s in range(len(time)):
        if month - row[P.ROLE_SINCE, s] >= new_for:
            time[s] = time[s] * (1.0 - team[T.MENTORING, member[s]])


@rule
def _find_their_way(row: Array, level: Whole, month: int, loss: float, scale: float, time: Array) -> None:
    """Take the time that contributors lose who lately came from another role: a move, or a step back."""
    for s in range(len(time)):
        months = month - row[P.ROLE_SINCE, s]
        anew = level[s] == 0 and row[P.ROLE_SINCE, s] > row[P.JOINED, s] and months < FIRST_YEAR_IN_ROLE
        if anew:
            time[s] = time[s] * ramp(months, loss, scale)


@rule
def _take_time_to_prepare(row: Array, team: Array, member: Whole, share: float, time: Array) -> None:
    """Take the time that named successors spend on preparing themselves."""
    for s in range(len(time)):
        if row[P.PERSON, s] == team[T.SUCCESSOR, member[s]]:
            time[s] = time[s] * (1.0 - share)


@rule
def _help(
    row: Array, level: Whole, usual: float, n: Helpfulness, r: int, time: Array, helping: Array
) -> None:
    """Write into `helping` the time that contributors spend on helping, and take it from `time`."""
    by_gift, by_wish = n.output_helpful_gift[r], n.output_helpful_wish[r]
    most = n.output_most_helpful[r]
    for s in range(len(time)):
        talk = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
        settle = row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s]
        given = helpfulness(
            talk, settle, row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], by_gift, by_wish, most
        )
        much = usual * given
        helping[s] = row[P.PRESENT, s] * time[s] * (much if level[s] == 0 else 0.0)
        time[s] = time[s] - helping[s]


@rule
def _fill_ramp(loss: float, scale: float, ramps: Array) -> None:
    """Write into `ramps` (months,) the share of full output after every number of months."""
    for months in range(len(ramps)):
        ramps[months] = ramp(float(months), loss, scale)


@rule
def _produce(row: Array, month: int, time: Array, ramps: Array, share: Array, n: Numbers, r: int) -> None:
    """Own output of everybody this month, in person-months of a fully productive median contributor.

    `time` (seats,) is the share of time for technical work, `ramps` (months,) what newcomers can do already;
    `share` (seats,) is room to work in.
    """
    look_up(ramps, row[P.JOINED], month, share)
    spread = n.output_spread[r]
    listening = n.output_listening[r]
    course = min(n.learning_course_days[r] / WORKING_DAYS, 1.0)
    for s in range(row.shape[1]):
        technical = row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s]
        communication = row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s]
        skilled = exp(spread * technical + row[P.EFFORT, s])
        known = share[s] * realised(communication, listening)
        away = course if row[P.COURSE_SINCE, s] == month else 0.0
        row[P.OUTPUT, s] = row[P.PRESENT, s] * skilled * known * time[s] * (1.0 - away)


@rule
def _technical_time(team: Array, level: Whole, led: Whole, there: float, time: Array, torn: Array) -> None:
    """Write into `time` the share of time for technical work; `torn` (seats,) is room to work in."""
    spread(team[T.OWN_WORK], led, time)
    spread(team[T.TORN], led, torn)
    for s in range(len(time)):
        managers = time[s] * (1.0 - torn[s])
        time[s] = there * (managers if level[s] > 0 else 1.0)


@rule
def _deliver(
    row: Array, team: Array, member: Whole, reports: Array, helping: Array, absorbing: float, kept: float,
    lift: float,
) -> None:  # fmt: skip
    """Sum the members' output team by team, then let manager, help, demand and disruption act on it.

    A share `kept` of what they made is delivered whatever was lost.
    """
    sum_up(row[P.OUTPUT], member, row.shape[1], team[T.OUTPUT])
    sum_up(helping, member, row.shape[1], team[T.HELP])
    for t in range(team.shape[1]):
        raw = team[T.OUTPUT, t]
        lost = team[T.DISRUPTION, t] * absorbing
        team[T.DISRUPTION, t] -= lost
        team[T.LOST, t] = 0.0
        cost = lost * team[T.FRICTION, t]
        team[T.HELP, t] = team[T.HELP, t] / max(reports[t], 1.0)
        moved = team[T.LEAD, t] + team[T.DEMAND, t] + lift * team[T.HELP, t]
        team[T.OUTPUT, t] = max(raw - cost, kept * raw) * exp(moved)


@kernel
def produce(
    people: Array, teams: Array, companies: Array, level: Whole, member: Whole, led: Whole, end: Whole,
    head: Whole, reports: Array, month: int, n: Numbers, ramps: Array,
) -> None:  # fmt: skip
    """A month's work in every company; `ramps` (companies, months) is a table by month."""
    of_boss = np.empty(people.shape[2])
    time = np.empty(people.shape[2])
    share = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        if is_unfilled(ramps[r]):
            _fill_ramp(n.output_ramp_loss[r], n.output_ramp_months[r], ramps[r])
        spread(teams[r, T.DRIVE], member, of_boss)
        seat, rungs = _incentives(companies[r, C.CREDIBILITY], companies[r, C.LADDER_BELIEF], n, r)
        _put_in(people[r], level, of_boss, seat, rungs, n, r)
        there = left_for_work(n.work_successor_time[r], n.work_handover[r], n.knowledge_handover_time[r])
        _technical_time(teams[r], level, led, there, time, of_boss)
        if n.work_bench[r] > 0.0:
            _take_time_to_prepare(people[r], teams[r], member, n.learning_preparation[r], time)
        if n.training_mentoring[r] > 0.0:
            _take_time_to_mentor(people[r], teams[r], member, month, n.learning_new_for[r], time)
        if month - companies[r, C.MOVED_SINCE] < FIRST_YEAR_IN_ROLE:
            _find_their_way(people[r], level, month, n.output_new_role[r], n.output_ramp_months[r], time)
        if companies[r, C.CHALLENGE] > 0.0:
            slow_down(people[r], n.output_stretch_cost[r], time)
        _help(people[r], level, n.output_helping[r], n.helpfulness, r, time, of_boss)
        if n.swapping.work_swaps[r] > 0.0:
            swap_tasks(people[r], level, member, end, head, n.swapping, r, share)
            work_on_swapped(people[r], share, n.swapping, r, time)
        _produce(people[r], month, time, ramps[r], share, n, r)
        absorbing = 1.0 - left_after_a_month(n.knowledge_absorption[r])
        _deliver(
            people[r], teams[r], member, reports, of_boss, absorbing, n.knowledge_least_kept[r],
            n.output_help_lift[r],
        )  # fmt: skip


class Work(Process):
    """Output of people and teams; an empty manager seat costs, lost knowledge costs until absorbed."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        T.DEMAND,
        T.DISRUPTION,
        T.MENTORING,
        T.SUCCESSOR,
        T.NEED_PEOPLE,
        T.NEED_PROJECT,
        T.NEED_CLIENTS,
        C.CREDIBILITY,
        C.LADDER_BELIEF,
        C.ROLE_MODELS,
        C.MOVED_SINCE,
        C.CHALLENGE,
    }
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(
        {
            P.EFFORT,
            P.OUTPUT,
            T.DEMAND,
            T.LEAD,
            T.DRIVE,
            T.BOSS_PEOPLE,
            T.BOSS_TECHNICAL,
            T.ATTENTION,
            T.FRICTION,
            T.OWN_WORK,
            T.TORN,
            T.KNACK,
            T.OUTPUT,
            T.HELP,
            T.DISRUPTION,
            T.LOST,
        }
    )

    @classmethod
    def stages(cls) -> tuple[Stage, ...]:
        """Leading, then working: a manager may lead under other numbers than those they work under."""
        return Stage(cls._lead), Stage(cls._produce)

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Lead every team, then let everybody work."""
        self._lead(workforce, month)
        self._produce(workforce, month)

    def _lead(self, workforce: Workforce, month: int) -> None:
        w, plan = workforce, workforce.layout
        lead(
            w.people, w.teams, w.companies, plan.head, plan.reports, w.seed, w.replicates, month, self.numbers
        )

    def _produce(self, workforce: Workforce, month: int) -> None:
        w, plan = workforce, workforce.layout
        produce(
            w.people, w.teams, w.companies, plan.level, plan.team, plan.led, plan.end, plan.head,
            plan.reports, month, self.numbers, self.by_month,
        )  # fmt: skip
