"""Development: skills grow with use and fade without it; courses are given while the budget lasts."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import challenge, supporting
from sim.processes.challenge import allot, average_challenge, learn_from_challenge, refreshed_by_course
from sim.processes.process import AnyColumn, Process, Stage
from sim.processes.purse import budget_a_head
from sim.processes.rotation import sideways_credit
from sim.processes.supporting import coach, mentor, show_examples
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.managers_time import left_for_work, split_of_time
from sim.state.numbers import normal_share
from sim.state.spreading import spread
from sim.state.workforce import Array, C, P, T, Whole, Workforce

BEST = 0.67
"""The rating (sd) above which somebody is among the best: the top quarter of a standard normal."""

TECHNICAL = 2
"""The kind of a technical course; the others are for work with people."""

NO_ROUND = 3
"""Rounds of invitations to one kind of course: 0, 1 and 2. This one never comes."""

NEW_MANAGERS, INTERESTED, EVERYBODY, BEST_FIRST = 0.0, 1.0, 2.0, 3.0
"""The numbers of the words of `training.priority`."""


class Numbers(NamedTuple):
    """What development needs; each (R,)."""

    support: supporting.Numbers
    allotting: challenge.Allotting
    prices_course_fee: Array
    prices_programme: Array
    prices_coach: Array
    training_budget: Array
    training_budget_share: Array
    training_management: Array
    training_communication: Array
    training_priority: Array
    training_between_courses: Array
    work_coaching_share: Array
    work_people_time: Array
    output_administration: Array
    work_successor_time: Array
    work_handover: Array
    work_bench: Array
    knowledge_handover_time: Array
    learning_preparation: Array
    learning_rate: Array
    learning_ceiling: Array
    learning_decay: Array
    learning_frontier: Array
    learning_course: Array
    learning_contributor_practice: Array
    learning_culture_practice: Array
    learning_stretch: Array
    learning_teaching: Array
    career_course_credit: Array
    career_step_value: Array
    career_sideways: Array
    career_slight: Array
    learning_refresh: Array
    learning_dated: Array
    learning_unwilling: Array
    learning_spikiness: Array
    learning_new_for: Array
    seeing_sponsored: Array


@rule
def practise(acquired: float, use: float, rate: float, ceiling: float, decay: float) -> float:
    """Acquired skill a month later: used, it nears its ceiling; unused, it fades. Talent never fades.

    E55: Tatel & Ackerman 2025 for the decay.
    """
    return max(acquired + rate * (ceiling - acquired) * use - decay * acquired * (1.0 - use), 0.0)


@rule
def eagerness(want: float, spread: float, unwilling: float, spikiness: float) -> float:
    """How fast somebody learns in a role: faster when they want it, slower with a spiky profile."""
    return (unwilling + (1.0 - unwilling) * normal_share(want)) / (1.0 + spikiness * spread)


@rule
def learn_from_course(acquired: float, effect: float, ceiling: float) -> float:
    """Acquired skill after a course: the nearer the ceiling, the less it adds (E53, halved)."""
    return acquired + max(effect * (1.0 - acquired / ceiling), 0.0) if ceiling > 0.0 else acquired


@rule
def _five(row: Array, s: int) -> tuple[float, float, float, float, float]:
    """The five present skills of the person in a seat: technical, then the four with people."""
    return (
        row[P.TECHNICAL, s] + row[P.TECHNICAL_ACQUIRED, s],
        row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s],
        row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s],
        row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s],
        row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s],
    )


@rule
def _learning_speed(row: Array, level: Whole, n: Numbers, r: int, speed: Array) -> None:
    """Write into `speed` how fast each person learns in their present role, a share of the gap a month."""
    rate, unwilling, spikiness = n.learning_rate[r], n.learning_unwilling[r], n.learning_spikiness[r]
    for s in range(row.shape[1]):
        technical, lead, talk, settle, plan = _five(row, s)
        top = max(max(max(lead, talk), max(settle, plan)), technical)
        bottom = min(min(min(lead, talk), min(settle, plan)), technical)
        want_manage = row[P.WANT_MANAGE, s]
        want_project = row[P.WANT_PROJECT, s]
        want = want_manage if level[s] > 0 else want_project
        speed[s] = rate * eagerness(want, top - bottom, unwilling, spikiness)


@rule
def _practise_all(
    acquired: Array,
    level: Whole,
    speed: Array,
    managers: float,
    contributors: float,
    ceiling: float,
    decay: float,
) -> None:
    """Practise one skill everywhere; managers and contributors use it for different shares of their time."""
    for s in range(len(acquired)):
        use = managers if level[s] > 0 else contributors
        acquired[s] = practise(acquired[s], use, speed[s], ceiling, decay)


@rule
def practise_more(acquired: float, more: float, rate: float, ceiling: float, decay: float) -> float:
    """Acquired skill when a share `more` of the time was practice after all."""
    return acquired + more * (rate * max(ceiling - acquired, 0.0) + decay * acquired)


@rule
def taught(acquired: float, boss: float, teaching: float, ceiling: float) -> float:
    """Acquired skill after a month under a boss who teaches, or gets in the way; it stays when they go (E17).

    `boss` is the boss's skill with people as far as it reaches (sd).
    """
    return max(acquired + teaching * boss * max(ceiling - acquired, 0.0), 0.0)


@rule
def _learn_from_bosses(
    row: Array, team: Array, level: Whole, member: Whole, teaching: float, ceiling: float, boss: Array
) -> None:
    """Let bosses teach the work of one's role; `boss` (seats,) is room to work in."""
    spread(team[T.BOSS_PEOPLE], member, boss)
    for s in range(len(level)):
        if level[s] == 0:
            row[P.TECHNICAL_ACQUIRED, s] = taught(row[P.TECHNICAL_ACQUIRED, s], boss[s], teaching, ceiling)
        else:
            for skill in range(P.LEADERSHIP_ACQUIRED, P.STRATEGY_ACQUIRED + 1):
                row[skill, s] = taught(row[skill, s], boss[s], teaching, ceiling)


@rule
def _prepare_successors(
    row: Array, team: Array, member: Whole, share: float, speed: Array, ceiling: float, decay: float
) -> None:
    """Give named successors practice with people before the seat, a share of their time."""
    for s in range(len(member)):
        if row[P.PRESENT, s] > 0.0 and row[P.PERSON, s] == team[T.SUCCESSOR, member[s]]:
            for skill in range(P.LEADERSHIP_ACQUIRED, P.STRATEGY_ACQUIRED + 1):
                row[skill, s] = practise_more(row[skill, s], share, speed[s], ceiling, decay)


@kernel
def learn_by_doing(
    people: Array, teams: Array, companies: Array, level: Whole, member: Whole, end: Whole, head: Whole,
    seed: int, replicates: Whole, month: int, n: Numbers,
) -> None:  # fmt: skip
    """A month of practice for everybody, in the work of their present role."""
    speed = np.empty(people.shape[2])
    claim = np.empty(people.shape[2])
    given = np.empty(people.shape[2])
    mentored = np.empty(teams.shape[2])
    mentors = np.empty(teams.shape[2])
    for r in range(people.shape[0]):
        row = people[r]
        there = left_for_work(n.work_successor_time[r], n.work_handover[r], n.knowledge_handover_time[r])
        own, leading = split_of_time(
            n.work_coaching_share[r], n.output_administration[r], n.work_people_time[r]
        )
        led = n.learning_culture_practice[r] * companies[r, C.CULTURE]
        helping = min(n.learning_contributor_practice[r] + led, 1.0)
        ceiling = n.learning_ceiling[r]
        decay = n.learning_decay[r]
        frontier = n.learning_frontier[r]
        _learning_speed(row, level, n, r, speed)
        allot(row, companies[r], level, end, head, speed, claim, given, n.allotting, r)
        show_examples(row, companies[r], head, month, n.support, r, speed)
        if n.support.training_mentoring[r] > 0.0:
            mentor(row, teams[r], member, seed, replicates[r], month, n.support, r, speed, mentored, mentors)
        else:
            for t in range(len(mentored)):
                teams[r, T.MENTORING, t] = 0.0
        if n.support.training_coaching[r] > 0.0:
            coach(row, companies[r], head, seed, replicates[r], month, n.support, r, speed)
        else:
            companies[r, C.COACHED] = 0.0
        _practise_all(
            row[P.TECHNICAL_ACQUIRED], level, speed, there * own, there * (1.0 - helping), ceiling, decay
        )
        for skill in range(P.LEADERSHIP_ACQUIRED, P.STRATEGY_ACQUIRED + 1):
            _practise_all(row[skill], level, speed, there * leading, there * helping, ceiling, decay)
        if n.learning_teaching[r] > 0.0:
            _learn_from_bosses(row, teams[r], level, member, n.learning_teaching[r], ceiling, given)
        if n.work_bench[r] > 0.0:
            _prepare_successors(row, teams[r], member, n.learning_preparation[r], speed, ceiling, decay)
        for s in range(row.shape[1]):
            row[P.TECHNICAL, s] = row[P.TECHNICAL, s] - frontier
        if companies[r, C.CHALLENGE] > 0.0:
            learn_from_challenge(row, speed, n.learning_stretch[r], ceiling, frontier, n.learning_refresh[r])


@rule
def turn_for_course(
    row: Array, s: int, level: int, priority: float, month: float, between: float, new_for: float
) -> int:
    """Which round of invitations somebody belongs to, 0 first; 2 means last, `NO_ROUND` none.

    Nobody takes two courses within `between` months; managers are new for `new_for`. Without branches, so
    that the loop over people vectorises.
    """
    manages = level > 0
    new = manages & (month - row[P.ROLE_SINCE, s] <= new_for)
    keen = row[P.WANT_MANAGE, s] + row[P.ADVOCACY, s] > row[P.WANT_PROJECT, s]
    managers_first = 0 if new else (1 if manages else 2)
    keen_first = 0 if keen else 2
    best_first = 0 if row[P.RATING, s] > BEST else 2
    turn = best_first if priority == BEST_FIRST else 0
    turn = keen_first if priority == INTERESTED else turn
    turn = managers_first if priority == NEW_MANAGERS else turn
    lately = (row[P.PRESENT, s] == 0.0) | (month - row[P.COURSE_SINCE, s] < between)
    return NO_ROUND if lately else turn


@rule
def _take_as_a_step(row: Array, s: int, kind: int, n: Numbers, r: int) -> None:
    """Count a course as a small step for those who want what it leads to; it slights the ambitious (B3)."""
    aim = row[P.WANT_TECHNICAL, s] if kind == TECHNICAL else row[P.WANT_MANAGE, s]
    wanted = normal_share(aim - row[P.WANT_PROJECT, s])
    meaning = sideways_credit(row[P.AMBITION, s], n.career_sideways[r], n.career_slight[r])
    row[P.CREDIT, s] += n.career_step_value[r] * n.career_course_credit[r] * meaning * wanted


@rule
def _attend(row: Array, s: int, kind: int, month: float, n: Numbers, r: int) -> None:
    """Send somebody on a course: 0 management, 1 communication, 2 technical."""
    effect = n.learning_course[r]
    ceiling = n.learning_ceiling[r]
    if kind == 0:
        row[P.LEADERSHIP_ACQUIRED, s] = learn_from_course(row[P.LEADERSHIP_ACQUIRED, s], effect, ceiling)
        row[P.CONFLICT_ACQUIRED, s] = learn_from_course(row[P.CONFLICT_ACQUIRED, s], effect, ceiling)
        row[P.STRATEGY_ACQUIRED, s] = learn_from_course(row[P.STRATEGY_ACQUIRED, s], effect, ceiling)
    elif kind == 1:
        row[P.COMMUNICATION_ACQUIRED, s] = learn_from_course(
            row[P.COMMUNICATION_ACQUIRED, s], effect, ceiling
        )
    else:
        row[P.TECHNICAL_ACQUIRED, s] = learn_from_course(row[P.TECHNICAL_ACQUIRED, s], effect, ceiling)
        months = month - max(row[P.COURSE_SINCE, s], row[P.JOINED, s])
        row[P.TECHNICAL, s] += refreshed_by_course(
            months, n.learning_frontier[r], n.learning_refresh[r], n.learning_dated[r]
        )
    row[P.COURSE_SINCE, s] = month
    if n.career_course_credit[r] > 0.0:
        _take_as_a_step(row, s, kind, n, r)


@rule
def _fit_for_course(level: int, kind: int, priority: float, sponsored: bool, named: bool) -> bool:
    """Whether a course is for somebody of this level: technical ones are for contributors only.

    Management courses are for managers, and before a promotion for those whose help was noticed so often
    that their boss sponsors them (B5), for named successors, and for all where those interested come first.
    """
    if kind == 0:
        return (level > 0) | (priority == INTERESTED) | sponsored | named
    return (kind == 1) | (level == 0)


@kernel
def give_courses(
    people: Array, teams: Array, companies: Array, level: Whole, member: Whole, seed: int, replicates: Whole,
    month: int, n: Numbers,
) -> None:  # fmt: skip
    """Fill the three purses and spend them on courses, in the order of the policy's priority."""
    turns = np.empty(people.shape[2], np.int64)
    successor = np.empty(people.shape[2])
    for r in range(people.shape[0]):
        company = companies[r]
        _fill_purses(company, n, r)
        first = draws.pick(seed, replicates[r], 0, month, Purpose.COURSE, people.shape[2])
        for kind in range(3):
            if company[C.MANAGEMENT_PURSE + kind] >= n.prices_course_fee[r]:
                _line_up(people[r], teams[r], kind, level, member, month, n, r, successor, turns)
                _spend(people[r], company, kind, turns, first, month, n, r)


@rule
def _fill_purses(company: Array, n: Numbers, r: int) -> None:
    """A month's part of the budget: the programme's fixed cost first, the rest into the three purses.

    Coaches are paid beside it.
    """
    share = n.training_budget_share[r]
    yearly = budget_a_head(n.training_budget[r], share, company) * company[C.OPEN_SEATS]
    fixed = min(n.prices_programme[r], yearly)
    income = (yearly - fixed) / 12.0
    technical = 1.0 - n.training_management[r] - n.training_communication[r]
    company[C.TRAINING_SPENT] = fixed / 12.0 + company[C.COACHED] * n.prices_coach[r]
    company[C.COURSES] = 0.0
    company[C.MANAGEMENT_PURSE] += income * n.training_management[r]
    company[C.COMMUNICATION_PURSE] += income * n.training_communication[r]
    company[C.TECHNICAL_PURSE] += income * technical


@rule
def _line_up(
    row: Array, team: Array, kind: int, level: Whole, member: Whole, month: int, n: Numbers, r: int,
    successor: Array, turns: Whole,
) -> None:  # fmt: skip
    """Write into `turns` (seats,) everybody's round of invitations to one kind of course.

    A course changes the round of nobody else, so that all can be known before the first is given.
    `successor` (seats,) is room to work in.
    """
    priority, sponsored_from = n.training_priority[r], n.seeing_sponsored[r]
    between, new_for = n.training_between_courses[r], n.learning_new_for[r]
    spread(team[T.SUCCESSOR], member, successor)
    for s in range(len(turns)):
        named = row[P.PERSON, s] == successor[s]
        sponsored = row[P.HELP_SEEN, s] > sponsored_from
        turn = turn_for_course(row, s, level[s], priority, month, between, new_for)
        sooner = 0 if named & (kind == 0) & (turn < NO_ROUND) else turn
        turns[s] = sooner if _fit_for_course(level[s], kind, priority, sponsored, named) else NO_ROUND


@rule
def _invited(turns: Whole, turn: int) -> int:
    """How many belong to a round of invitations."""
    count = 0
    for s in range(len(turns)):
        count += turns[s] == turn
    return count


@rule
def _spend(
    row: Array, company: Array, kind: int, turns: Whole, first: int, month: int, n: Numbers, r: int
) -> None:
    """Invite people to one kind of course until its purse is empty, starting at seat `first`."""
    fee = n.prices_course_fee[r]
    seats = row.shape[1]
    for turn in range(NO_ROUND):
        if _invited(turns, turn) == 0:
            continue
        for i in range(seats):
            if company[C.MANAGEMENT_PURSE + kind] < fee or company[C.MANAGEMENT_PURSE + kind] <= 0.0:
                return
            s = first + i if first + i < seats else first + i - seats
            if turns[s] != turn:
                continue
            _attend(row, s, kind, month, n, r)
            company[C.MANAGEMENT_PURSE + kind] -= fee
            company[C.TRAINING_SPENT] += fee
            company[C.COURSES] += 1.0


class Development(Process):
    """Learning by doing toward one's ceiling, decay of what is not used, and courses."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        C.MANAGEMENT_PURSE,
        C.OPEN_SEATS,
        C.CHALLENGE,
        C.CULTURE,
        C.PAYROLL,
        T.BOSS_PEOPLE,
        T.SUCCESSOR,
    }
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(
        {
            P.TECHNICAL,
            P.TECHNICAL_ACQUIRED,
            P.LEADERSHIP_ACQUIRED,
            P.COMMUNICATION_ACQUIRED,
            P.CONFLICT_ACQUIRED,
            P.STRATEGY_ACQUIRED,
            P.COURSE_SINCE,
            P.CREDIT,
            C.MANAGEMENT_PURSE,
            C.COMMUNICATION_PURSE,
            C.TECHNICAL_PURSE,
            C.TRAINING_SPENT,
            C.COURSES,
            P.CHALLENGE,
            C.ROLE_MODELS,
            C.COACHED,
            C.CHALLENGE,
            T.MENTORING,
        }
    )

    @classmethod
    def stages(cls) -> tuple[Stage, ...]:
        """Practice, which may differ by team, then courses, for which there is one budget."""
        practice = Stage(
            cls._practise, counts={C.COACHED: frozenset({"training_coaching"})},
            made=frozenset({C.CHALLENGE}), put_together=average_challenge,
        )  # fmt: skip
        return practice, Stage(cls._give_courses, by_team=False)

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Let everybody practise, then give the month's courses."""
        self._practise(workforce, month)
        self._give_courses(workforce, month)

    def _practise(self, workforce: Workforce, month: int) -> None:
        w, plan = workforce, workforce.layout
        learn_by_doing(
            w.people, w.teams, w.companies, plan.level, plan.team, plan.end, plan.head, w.seed, w.replicates,
            month, self.numbers,
        )  # fmt: skip

    def _give_courses(self, workforce: Workforce, month: int) -> None:
        w, plan = workforce, workforce.layout
        give_courses(
            w.people, w.teams, w.companies, plan.level, plan.team, w.seed, w.replicates, month, self.numbers
        )
