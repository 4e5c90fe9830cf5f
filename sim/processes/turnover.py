"""Turnover: competing reasons to leave. Their sum decides whether, their shares decide why.

A personal reason, dismissal and retirement end a job at once; any other starts a search, and the cause that
started it is the one the ledger names when the person is gone.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import counteroffers, moving, searching
from sim.processes.counteroffers import is_kept
from sim.processes.morale import outside_gap
from sim.processes.moving import handed_over, knowledge_of, loss_by_project, uncovered
from sim.processes.process import AnyColumn, Process, Stage
from sim.processes.searching import go_on_looking, memory, pace, still_looking
from sim.processes.wishes import aware
from sim.state import draws, traits
from sim.state.by_month import is_unfilled, look_up
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.grades import market_pay
from sim.state.numbers import TOP_QUARTER, clip, exp, log, power
from sim.state.opening import retiring, tenure_shape
from sim.state.spreading import spread
from sim.state.workforce import Array, C, Cause, H, P, T, Whole, Workforce

CAUSES = len(Cause)
RETIREMENT = int(Cause.RETIREMENT)
ROUNDING = 1e-12
"""By more than this rounding never lifts a chance of leaving above its hazard."""


class Numbers(NamedTuple):
    """What turnover needs; each (R,)."""

    searching: searching.Numbers
    counteroffers: counteroffers.Numbers
    projects: moving.Projects

    company_quits: Array
    company_dismissals: Array
    company_level_pay: Array
    grades_count: Array
    grades_pay: Array
    turnover_personal: Array
    turnover_offer: Array
    turnover_career: Array
    turnover_role: Array
    turnover_unfairness: Array
    turnover_manager: Array
    turnover_overload: Array
    turnover_dismissal: Array
    turnover_dismissal_response: Array
    turnover_retirement: Array
    turnover_retirement_from: Array
    turnover_retirement_at: Array
    turnover_contagion: Array
    turnover_newcomers: Array
    turnover_settling: Array
    turnover_hump: Array
    turnover_hump_months: Array
    turnover_most: Array
    turnover_personal_most: Array
    turnover_personal_response: Array
    turnover_star_offers: Array
    turnover_career_response: Array
    turnover_usual_hope: Array
    turnover_role_response: Array
    turnover_unfairness_response: Array
    turnover_manager_response: Array
    turnover_overload_response: Array
    turnover_morale: Array
    turnover_boss: Array
    turnover_boss_of_managers: Array
    turnover_attention: Array
    turnover_pay_response: Array
    market_star_premium: Array
    market_external_newness: Array
    market_reach: Array
    morale_loss_mean: Array
    career_self_insight: Array
    promotion_preferences: Array
    morale_vacancy: Array
    work_handover: Array
    knowledge: moving.Knowledge


@rule
def held(skill: float, attention: float, skill_response: float, attention_response: float) -> float:
    """How strongly a boss holds people (log hazard): by skill with people, and by being there for them."""
    return skill_response * skill + attention_response * attention


@rule
def moved(morale: float, holding: float, morale_response: float, most: float) -> float:
    """What morale and the boss do to every cause that is not personal."""
    return exp(clip(-morale_response * morale - holding, -most, most))


@rule
def leaving(hazard: float) -> float:
    """The chance of leaving within a month at a monthly hazard."""
    return 1.0 - exp(-hazard)


@rule
def leaves(luck: float, hazard: float) -> bool:
    """Whether the luck of a month is that of somebody who leaves at a monthly hazard.

    The chance is never above the hazard, so it is worked out only for those whose luck lies below that.
    """
    return luck < hazard + ROUNDING and luck < leaving(hazard)


@rule
def newness(shape: float, kept: float) -> float:
    """The tenure shape of somebody of whose restlessness as a newcomer only a share `kept` shows."""
    return shape - (1.0 - kept) * (shape - 1.0)


@rule
def _fill_shapes(n: Numbers, r: int, shapes: Array) -> None:
    """Write into `shapes` (months,) the tenure shape of every number of months."""
    newcomers = n.turnover_newcomers[r]
    settling = n.turnover_settling[r]
    hump, hump_months = n.turnover_hump[r], n.turnover_hump_months[r]
    for months in range(len(shapes)):
        shapes[months] = tenure_shape(float(months), newcomers, settling, hump, hump_months)


@rule
def _base(row: Array, level: Whole, month: int, shapes: Array, n: Numbers, r: int, base: Array) -> None:
    """Write into `base` what scales every voluntary cause of a person: frailty, tenure, company.

    `shapes` (months,) is the tenure shape.
    """
    quits = n.company_quits[r]
    outsider = n.market_external_newness[r]
    look_up(shapes, row[P.JOINED], month, base)
    for s in range(row.shape[1]):
        outside = traits.from_outside(level[s], row[P.JOINED, s], row[P.ROLE_SINCE, s])
        shape = newness(base[s], outsider if outside else 1.0)
        base[s] = row[P.PRESENT, s] * row[P.FRAILTY, s] * shape * quits / 12.0


@rule
def _held_by_bosses(team: Array, skill: float, attention: float, holding: Array) -> None:
    """Write into `holding` (teams + 1,) how strongly each team's boss holds its members."""
    for t in range(len(holding)):
        holding[t] = held(team[T.BOSS_PEOPLE, t], team[T.ATTENTION, t], skill, attention)


@rule
def _common(
    row: Array, level: Whole, of_boss: Array, base: Array, market: float, n: Numbers, r: int, common: Array
) -> None:
    """Write into `common` what scales every cause that is not personal; `market` does for everybody."""
    morale, most = n.turnover_morale[r], n.turnover_most[r]
    managers = n.turnover_boss_of_managers[r]
    for s in range(row.shape[1]):
        holding = of_boss[s] * (managers if level[s] > 0 else 1.0)
        common[s] = base[s] * moved(row[P.MORALE, s], holding, morale, most) * market


@rule
def _personal(row: Array, base: Array, n: Numbers, r: int, hazard: Array) -> None:
    rate = n.turnover_personal[r]
    response, most = n.turnover_personal_response[r], n.turnover_personal_most[r]
    for s in range(len(hazard)):
        hazard[s] = base[s] * rate * exp(clip(-response * row[P.MORALE, s], -most, most))


@rule
def _offer(row: Array, level: Whole, common: Array, tight: float, n: Numbers, r: int, hazard: Array) -> None:
    rate = n.turnover_offer[r] * tight
    response = n.turnover_pay_response[r]
    star = n.market_star_premium[r]
    drawn_by_work, most = n.turnover_star_offers[r], n.turnover_most[r]
    step = n.company_level_pay[r]
    grade_pay = n.grades_pay[r]
    count = n.grades_count[r]
    for s in range(len(hazard)):
        market = market_pay(level[s], row[P.GRADE, s], step, grade_pay, count)
        gap = outside_gap(row[P.PAY, s], market, star * row[P.PERFORMANCE, s])
        drawn = clip(response * gap + drawn_by_work * row[P.PERFORMANCE, s], -most, most)
        hazard[s] = common[s] * rate * exp(drawn)


@rule
def _career(common: Array, n: Numbers, r: int, stuck: Array, hazard: Array) -> None:
    rate, response, most = n.turnover_career[r], n.turnover_career_response[r], n.turnover_most[r]
    for s in range(len(hazard)):
        hazard[s] = common[s] * rate * exp(clip(response * stuck[s], -most, most))


@rule
def _role(row: Array, common: Array, n: Numbers, r: int, hazard: Array) -> None:
    rate, most = n.turnover_role[r], n.turnover_most[r]
    response = n.turnover_role_response[r] * aware(n.career_self_insight[r], n.promotion_preferences[r])
    usual = n.morale_loss_mean[r]
    for s in range(len(hazard)):
        unwanted = response * (row[P.LOSS, s] + row[P.PRESSURE, s] - usual)
        hazard[s] = common[s] * rate * exp(clip(unwanted, -most, most))


@rule
def _unfairness(row: Array, common: Array, n: Numbers, r: int, hazard: Array) -> None:
    rate, response, most = n.turnover_unfairness[r], n.turnover_unfairness_response[r], n.turnover_most[r]
    for s in range(len(hazard)):
        hazard[s] = common[s] * rate * exp(clip(-response * row[P.FAIRNESS, s], -most, most))


@rule
def _manager(
    team: Array, member: Whole, common: Array, n: Numbers, r: int, factor: Array, hazard: Array
) -> None:
    response, most = n.turnover_manager_response[r], n.turnover_most[r]
    for t in range(len(factor)):
        factor[t] = exp(clip(-response * team[T.BOSS_PEOPLE, t], -most, most))
    _times_team(member, common, n.turnover_manager[r], factor, hazard)


@rule
def _overload(
    team: Array, member: Whole, common: Array, n: Numbers, r: int, factor: Array, hazard: Array
) -> None:
    response, most = n.turnover_overload_response[r] * n.morale_vacancy[r], n.turnover_most[r]
    for t in range(len(factor)):
        factor[t] = exp(clip(response * team[T.VACANT, t], -most, most))
    _times_team(member, common, n.turnover_overload[r], factor, hazard)


@rule
def _times_team(member: Whole, common: Array, rate: float, factor: Array, hazard: Array) -> None:
    """A cause whose driver is the same for everybody in a team."""
    spread(factor, member, hazard)
    for s in range(len(hazard)):
        hazard[s] = common[s] * rate * hazard[s]


@rule
def _colleagues(team: Array, member: Whole, contagion: float, factor: Array, causes: Array) -> None:
    """What colleagues who left add to every cause that is not personal: a cause of its own."""
    for t in range(len(factor)):
        factor[t] = exp(contagion * team[T.PULL, t] * team[T.FRICTION, t]) - 1.0
    pull = causes[Cause.COLLEAGUES]
    spread(factor, member, pull)
    for s in range(len(pull)):
        others = 0.0
        for cause in range(Cause.OFFER, Cause.COLLEAGUES):
            others = others + causes[cause, s]
        pull[s] = others * pull[s]


@rule
def usual_dismissal(response: float) -> float:
    """What makes a cause's yearly rate its mean: one over the mean of exp(-response z), z standard normal."""
    return exp(-0.5 * response * response)


@rule
def _company_ends_it(row: Array, month: int, n: Numbers, r: int, causes: Array) -> None:
    """Dismissal for poor performance, and retirement."""
    response = n.turnover_dismissal_response[r]
    rate = n.company_dismissals[r] * n.turnover_dismissal[r] * usual_dismissal(response)
    yearly = n.turnover_retirement[r]
    first = n.turnover_retirement_from[r]
    last = n.turnover_retirement_at[r]
    most = n.turnover_most[r]
    for s in range(row.shape[1]):
        poor = clip(-response * row[P.RATING, s], -most, most)
        causes[Cause.DISMISSAL, s] = row[P.PRESENT, s] * rate * exp(poor) / 12.0
        age = row[P.ENTRY_AGE, s] + (month - row[P.JOINED, s]) / 12.0
        causes[Cause.RETIREMENT, s] = row[P.PRESENT, s] * retiring(age, yearly, first, last)


@rule
def hazards(
    row: Array, team: Array, company: Array, level: Whole, member: Whole, month: int, shapes: Array,
    n: Numbers, r: int, causes: Array, base: Array, common: Array, factor: Array,
) -> None:  # fmt: skip
    """Write into `causes` (cause, seat) the monthly hazard of everybody by cause.

    `shapes` (months,) is the tenure shape; `base`, `common` (seats,) and `factor` (teams,) are room to work
    in.
    """
    market = power(company[C.TIGHTNESS], n.market_reach[r])
    _base(row, level, month, shapes, n, r, base)
    _held_by_bosses(team, n.turnover_boss[r], n.turnover_attention[r], factor)
    spread(factor, member, causes[Cause.MANAGER])
    _common(row, level, causes[Cause.MANAGER], base, market, n, r, common)
    _personal(row, base, n, r, causes[Cause.PERSONAL])
    _offer(row, level, common, company[C.TIGHTNESS] / market, n, r, causes[Cause.OFFER])
    _stuck(row, n.turnover_usual_hope[r], base)
    _career(common, n, r, base, causes[Cause.CAREER])
    _role(row, common, n, r, causes[Cause.ROLE])
    _unfairness(row, common, n, r, causes[Cause.UNFAIRNESS])
    _manager(team, member, common, n, r, factor, causes[Cause.MANAGER])
    _overload(team, member, common, n, r, factor, causes[Cause.OVERLOAD])
    _colleagues(team, member, n.turnover_contagion[r], factor, causes)
    _company_ends_it(row, month, n, r, causes)


@rule
def _stuck(row: Array, usual_hope: float, stuck: Array) -> None:
    """How stalled a career feels: no step in sight, and none to look back on, for the ambitious."""
    for s in range(row.shape[1]):
        stuck[s] = row[P.AMBITION, s] * (usual_hope - row[P.EXPECTATION, s]) - row[P.CREDIT, s]


@rule
def _intend(row: Array, causes: Array, total: Array) -> None:
    """Total hazard, and the intention to leave that a survey would ask about (voluntary causes only)."""
    for s in range(row.shape[1]):
        voluntary = 0.0
        for cause in range(Cause.PERSONAL, Cause.DISMISSAL):
            voluntary = voluntary + causes[cause, s]
        row[P.INTENTION, s] = row[P.PRESENT, s] * log(max(voluntary, 1e-9))
        total[s] = voluntary + causes[Cause.DISMISSAL, s] + causes[Cause.RETIREMENT, s]


@rule
def why(causes: Array, s: int, total: float, luck: float) -> int:
    """The cause whose share of the hazard the luck falls into: the ledger is exact by construction."""
    left = luck * total
    for cause in range(Cause.PERSONAL, Cause.RETIREMENT):
        left = left - causes[cause, s]
        if left < 0.0:
            return cause
    return RETIREMENT


@rule
def _say_goodbye(
    row: Array, team: Array, member: Whole, reports: Array, s: int, cause: int, seed: int, replicate: int,
    month: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Empty a seat, note who left and why, and let the team feel it."""
    t = member[s]
    scale = traits.knowledge_scale(
        seed, replicate, int(row[P.PERSON, s]), n.knowledge.knowledge_inequality[r]
    )
    held = knowledge_of(month - row[P.JOINED, s], scale, n.knowledge, r)
    shared = handed_over(n.work_handover[r], scale, team[T.SUCCESSOR, t] > 0.0, n.knowledge, r)
    lost = held * uncovered(team[T.DOCUMENTED, t], shared)
    lost = lost * loss_by_project(seed, replicate, t, month, n.projects, r)
    team[T.DISRUPTION, t] += lost
    team[T.LOST, t] += lost
    if cause < Cause.DISMISSAL:
        forgotten = 1.0 - memory(n.searching.turnover_search_delay[r])
        team[T.PULL, t] += forgotten / max(reports[t], 1.0)
    row[H.CAUSE, s] = cause
    row[H.LEAVER, s] = row[P.PERSON, s]
    for column in range(P.PRESENT, P.SCORE + 1):
        row[column, s] = 0.0


@kernel
def leave(
    people: Array, teams: Array, companies: Array, level: Whole, member: Whole, reports: Array,
    seed: int, replicates: Whole, month: int, n: Numbers, shapes: Array,
) -> None:  # fmt: skip
    """A month of leaving in every company; `shapes` (companies, months) is a table by month."""
    seats = people.shape[2]
    causes = np.zeros((CAUSES, seats))
    base = np.empty(seats)
    total = np.empty(seats)
    luck = np.empty(seats)
    factor = np.empty(teams.shape[2])
    for r in range(people.shape[0]):
        row = people[r]
        if is_unfilled(shapes[r]):
            _fill_shapes(n, r, shapes[r])
        delay = n.searching.turnover_search_delay[r]
        ending = pace(delay, companies[r, C.TIGHTNESS])
        hazards(
            row, teams[r], companies[r], level, member, month, shapes[r], n, r, causes, base, total, factor
        )
        go_on_looking(row, causes, ending, seed, replicates[r], month, n.searching, r)
        _intend(row, causes, total)
        draws.uniforms(seed, replicates[r], row[P.PERSON], month, Purpose.LEAVE, luck)
        for t in range(teams.shape[2]):
            teams[r, T.PULL, t] = teams[r, T.PULL, t] * memory(delay)
        companies[r, C.COUNTEROFFERS] = 0.0
        companies[r, C.KEPT] = 0.0
        left = 0.0
        regretted = 0.0
        for s in range(seats):
            if leaves(luck[s], total[s]):
                pick = draws.uniform(seed, replicates[r], int(row[P.PERSON, s]), month, Purpose.CAUSE)
                cause = why(causes, s, total[s], pick)
                if still_looking(row, causes, s, cause, ending, seed, replicates[r], month):
                    continue
                if is_kept(
                    row, companies[r], level, member, s, cause, seed, replicates[r], month,
                    n.counteroffers, r,
                ):  # fmt: skip
                    continue
                # whose leaving is regretted: the best quarter
                if cause < Cause.DISMISSAL and row[P.PERFORMANCE, s] > TOP_QUARTER:
                    regretted = regretted + 1.0
                _say_goodbye(row, teams[r], member, reports, s, cause, seed, replicates[r], month, n, r)
                left = left + 1.0
        companies[r, C.LEFT] = left
        companies[r, C.REGRETTED] = regretted


class Turnover(Process):
    """Monthly hazards by cause, each moved by its own driver; searches; counteroffers."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(P) | frozenset(T) | {C.TIGHTNESS}
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        H.CAUSE,
        H.LEAVER,
        T.DISRUPTION,
        T.LOST,
        T.PULL,
        H.STEP,
        C.LEFT,
        C.REGRETTED,
        C.COUNTEROFFERS,
        C.KEPT,
    }

    @classmethod
    def stages(cls) -> tuple[Stage, ...]:
        """Leaving, of which the company only keeps count."""
        counts = (C.LEFT, C.REGRETTED, C.COUNTEROFFERS, C.KEPT)
        offers = frozenset({"retention_counteroffers", "retention_pay_raise", "retention_give_again"})
        return (Stage(cls.__call__, counts=dict.fromkeys(counts, offers)),)

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Let those leave whom the month takes."""
        w, plan = workforce, workforce.layout
        leave(
            w.people, w.teams, w.companies, plan.level, plan.team, plan.reports,
            w.seed, w.replicates, month, self.numbers, self.by_month,
        )  # fmt: skip
