"""The first day: who sits where, for how long already, and what they bring.

Tenures follow the renewal of each seat: people join, stay as long as their frailty and the hazards at
rest let them, and are replaced, from thirty years back until the warm-up begins. Whoever sits there then
is an ordinary applicant of an earlier month, with the traits that are theirs under every policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.grades import entry_grade, expected, market_pay, outsider_grade, yearly_chance
from sim.state.managers_time import split_of_time
from sim.state.numbers import clip, exp, log, logistic
from sim.state.records import gather
from sim.state.workforce import NEVER, Array, C, Cause, P, T, Whole, Workforce

HISTORY = 360
"""Months of renewal before the warm-up."""

PAST_APPLICANTS = 12
"""How many are asked for a manager seat of the past before the first has to take it."""

RETIRES_AT_ONCE = 100.0
"""A monthly hazard that nobody outlives."""

FIRST_TRAITS = Purpose.TECHNICAL >> 2
TRAIT_CALLS = (Purpose.AGE >> 2) + 1 - FIRST_TRAITS
TRAITS_DRAWN = 4 * TRAIT_CALLS
"""What somebody is for life is drawn by so many calls, one after the other."""

YOUNGEST, OLDEST = 20.0, 60.0
"""Nobody joins younger or older."""

AGE_OF_WISHES = 29.0
"""The age at entry for which the mean wish to manage is said."""

FIRST_MOVABLE = float(Cause.OFFER)
"""The first of the causes that are not personal; the others follow it in the order of `Rest`."""

LEAST_HAZARD = 1e-9
"""What a hazard counts for where nobody ever leaves, so that one can divide by it and take its logarithm."""


class Bringing(NamedTuple):
    """What decides the traits people bring; each (R,)."""

    people_talent_correlation: Array
    people_wish_gift_correlation: Array
    people_competency_spread: Array
    people_want_manage: Array
    people_want_technical: Array
    people_want_project: Array
    people_want_manage_age: Array
    people_overconfidence: Array
    people_frailty: Array
    people_entry_age: Array
    people_entry_age_spread: Array
    people_overclaiming: Array
    company_level_pay: Array
    company_smaller_group: Array
    grades_count: Array
    grades_entry: Array
    grades_entry_spread: Array
    grades_pay: Array
    retention_pay_position: Array
    market_star_premium: Array
    market_star_known: Array
    career_usual_steps: Array
    career_consent_noise: Array
    career_pay_utility: Array
    career_prestige: Array
    promotion_pay_step: Array


class Growth(NamedTuple):
    """How a company opens its seats; each (R,)."""

    company_grows_from: Array
    company_growth_months: Array


@rule
def seats_open(seats: int, grows_from: float, months: float, month: int) -> float:
    """How many seats are open in a month: those it grows from, then evenly more until all are.

    Seats open in their own order, so that a team fills before the next one begins.
    """
    if grows_from == 0.0:
        return float(seats)
    return np.floor(grows_from + (seats - grows_from) * clip(month / months, 0.0, 1.0))


class Rest(NamedTuple):
    """What decides leaving for reasons of one's own when nothing in particular pulls; each (R,).

    Yearly rates by cause, and how much more newcomers leave.
    """

    company_quits: Array
    turnover_personal: Array
    turnover_offer: Array
    turnover_career: Array
    turnover_role: Array
    turnover_unfairness: Array
    turnover_manager: Array
    turnover_overload: Array
    turnover_newcomers: Array
    turnover_settling: Array
    turnover_hump: Array
    turnover_hump_months: Array


class Start(NamedTuple):
    """What a company and its people believe on the first day; each (R,)."""

    career_usual_trust: Array
    career_first_credibility: Array
    career_first_honoured: Array
    career_usual_steps: Array
    career_usual_rises: Array
    knowledge_always_written: Array
    output_need_spread: Array
    retention_pay_position: Array


class Past(NamedTuple):
    """What decides how long people have stayed, what they have practised and are paid; each (R,)."""

    people_managing_since: Array
    company_dismissals: Array
    turnover_dismissal: Array
    turnover_retirement: Array
    turnover_retirement_from: Array
    turnover_retirement_at: Array
    retention_merit_slope: Array
    retention_pace: Array
    market_pay_growth: Array
    learning_rate: Array
    learning_ceiling: Array
    learning_decay: Array
    learning_contributor_practice: Array
    work_coaching_share: Array
    work_people_time: Array
    output_administration: Array
    morale_disposition: Array
    morale_beyond_disposition: Array
    turnover_morale: Array
    turnover_search_delay: Array
    grades_count: Array
    grades_rate: Array
    grades_narrowing: Array
    grades_wait: Array
    grades_fade: Array
    grades_merit: Array
    grades_bar: Array
    grades_pay: Array
    career_grade_again: Array


@rule
def tenure_shape(months: float, newcomers: float, settling: float, hump: float, peak: float) -> float:
    """How the hazard of leaving depends on months in the company: a hump at `peak` months, then decline.

    S2: Farber 1994, the monthly hazard peaks at three months and then falls.
    """
    return 1.0 + hump * (months / peak) * exp(1.0 - months / peak) + newcomers * exp(-months / settling)


@rule
def retiring(age: float, yearly: float, first: float, last: float) -> float:
    """The monthly hazard of retiring: some from one age on, everybody at another."""
    early = yearly / 12.0 if age >= first else 0.0
    return RETIRES_AT_ONCE if age >= last else early


@rule
def practised(months: float, use: float, rate: float, ceiling: float, decay: float) -> float:
    """Skill won by `months` of practice at a constant share `use` of one's time, from nothing."""
    gain = rate * use
    loss = decay * (1.0 - use)
    total = gain + loss
    return ceiling * gain / total * (1.0 - exp(-total * months)) if total > 0.0 else 0.0


@rule
def frailty_of(z: float, variance: float) -> float:
    """A lognormal frailty with mean 1 and the given variance."""
    spread = log(1.0 + variance)
    return exp(np.sqrt(spread) * z - 0.5 * spread)


@rule
def movable(rest: Rest, r: int) -> float:
    """Yearly rate at rest of the causes that are not personal, in the generic company."""
    return (
        rest.turnover_offer[r]
        + rest.turnover_career[r]
        + rest.turnover_role[r]
        + rest.turnover_unfairness[r]
        + rest.turnover_manager[r]
        + rest.turnover_overload[r]
    )


@rule
def usual_intention(rest: Rest, r: int) -> float:
    """Log of the monthly hazard at rest of leaving by oneself: what a survey finds when nothing pulls."""
    yearly = rest.company_quits[r] * (rest.turnover_personal[r] + movable(rest, r))
    return log(max(yearly / 12.0, LEAST_HAZARD))


@rule
def bring(
    row: Array, seat: int, key: int, month: int, level: float, intention: float, pay_position: float,
    seed: int, replicate: int, n: Bringing, r: int, gifts: Array,
) -> None:  # fmt: skip
    """Seat a person on their first day in `row` (columns, seats): traits from their key, state as new.

    `intention` is the usual one: nobody knows yet how they will like it. `pay_position` is where the
    company's pay stands against the market. `gifts` (`TRAITS_DRAWN`,) is room for what is drawn.
    """
    draws.normals_of_calls(seed, replicate, key, draws.TRAITS, FIRST_TRAITS, gifts)
    technical = _gift(gifts, Purpose.TECHNICAL)
    rho = n.people_talent_correlation[r]
    talent = rho * technical + np.sqrt(1.0 - rho * rho) * _gift(gifts, Purpose.PEOPLE)
    own = np.sqrt(n.people_competency_spread[r])
    shared = np.sqrt(1.0 - n.people_competency_spread[r])
    of_age = _gift(gifts, Purpose.AGE)
    age = clip(n.people_entry_age[r] + n.people_entry_age_spread[r] * of_age, YOUNGEST, OLDEST)
    row[P.PRESENT, seat] = 1.0
    row[P.PERSON, seat] = key
    row[P.JOINED, seat] = month
    row[P.ROLE_SINCE, seat] = month
    row[P.STEP_SINCE, seat] = month
    row[P.ENTRY_AGE, seat] = age
    row[P.TECHNICAL, seat] = technical
    row[P.LEADERSHIP, seat] = shared * talent + own * _gift(gifts, Purpose.LEADERSHIP)
    row[P.COMMUNICATION, seat] = shared * talent + own * _gift(gifts, Purpose.COMMUNICATION)
    row[P.CONFLICT, seat] = shared * talent + own * _gift(gifts, Purpose.CONFLICT)
    row[P.STRATEGY, seat] = shared * talent + own * _gift(gifts, Purpose.STRATEGY)
    row[P.TECHNICAL_ACQUIRED, seat] = 0.0
    row[P.LEADERSHIP_ACQUIRED, seat] = 0.0
    row[P.COMMUNICATION_ACQUIRED, seat] = 0.0
    row[P.CONFLICT_ACQUIRED, seat] = 0.0
    row[P.STRATEGY_ACQUIRED, seat] = 0.0
    row[P.WANT_MANAGE, seat] = wish_to_manage(
        n.people_want_manage[r], n.people_wish_gift_correlation[r], talent, _gift(gifts, Purpose.WANT_MANAGE),
        n.people_want_manage_age[r], age,
    )  # fmt: skip
    row[P.WANT_TECHNICAL, seat] = n.people_want_technical[r] + _gift(gifts, Purpose.WANT_TECHNICAL)
    row[P.WANT_PROJECT, seat] = n.people_want_project[r] + _gift(gifts, Purpose.WANT_PROJECT)
    row[P.AMBITION, seat] = logistic(_gift(gifts, Purpose.AMBITION))
    overclaimed = n.people_overclaiming[r] * n.people_overconfidence[r] * _gift(gifts, Purpose.SELF_VIEW)
    row[P.ADVOCACY, seat] = _gift(gifts, Purpose.ADVOCACY) + overclaimed
    row[P.CLOSENESS, seat] = _gift(gifts, Purpose.CLOSENESS)
    row[P.DISPOSITION, seat] = _gift(gifts, Purpose.DISPOSITION)
    row[P.FRAILTY, seat] = frailty_of(_gift(gifts, Purpose.FRAILTY), n.people_frailty[r])
    row[P.MORALE, seat] = 0.0
    row[P.FAIRNESS, seat] = 0.0
    row[P.EXPECTATION, seat] = log(n.career_usual_steps[r] / (1.0 - n.career_usual_steps[r]))
    row[P.CREDIT, seat] = 0.0
    row[P.PRESSURE, seat] = 0.0
    row[P.LOSS, seat] = 0.0
    row[P.RATING, seat] = 0.0
    row[P.PERFORMANCE, seat] = 0.0
    row[P.EFFORT, seat] = 0.0
    row[P.OUTPUT, seat] = 0.0
    row[P.COURSE_SINCE, seat] = NEVER
    count = n.grades_count[r]
    grade = entry_grade(of_age, technical, n.grades_entry[r], n.grades_entry_spread[r], count)
    row[P.GRADE, seat] = outsider_grade(count) if level > 0.0 else grade
    market = market_pay(level, row[P.GRADE, seat], n.company_level_pay[r], n.grades_pay[r], count)
    visible = n.market_star_known[r] * n.market_star_premium[r] * technical
    row[P.PAY, seat] = market + pay_position + visible
    row[P.RUNG, seat] = 0.0
    row[P.ASKED_SINCE, seat] = NEVER
    row[P.INTENTION, seat] = intention
    row[P.SCORE, seat] = 0.0
    row[P.GROUP, seat] = group_of(seed, replicate, key, n.company_smaller_group[r])
    row[P.REACTED_SINCE, seat] = NEVER
    row[P.SEARCHING, seat] = 0.0
    row[P.HELP_SEEN, seat] = 0.0
    row[P.CHALLENGE, seat] = 0.0


@rule
def group_of(seed: int, replicate: int, key: int, share: float) -> float:
    """The group label: 1 for a share of people, 0 for the others; tied to nothing else about them."""
    if share == 0.0:
        return 0.0
    return 1.0 if draws.uniform(seed, replicate, key, draws.TRAITS, Purpose.GROUP) < share else 0.0


@rule
def _gift(gifts: Array, purpose: int) -> float:
    return gifts[draws.place_of(purpose, FIRST_TRAITS, TRAIT_CALLS)]


@rule
def moved_in_past(disposition: float, rest: Rest, n: Past, r: int) -> float:
    """Yearly rate of the causes that morale moves, for somebody with this disposition, frailty 1."""
    response = n.turnover_morale[r]
    other = response * n.morale_beyond_disposition[r]
    morale = -response * n.morale_disposition[r] * disposition + 0.5 * other * other
    return movable(rest, r) * exp(morale)


@rule
def past_hazard(disposition: float, frailty: float, rest: Rest, n: Past, r: int) -> float:
    """Yearly hazard of leaving, apart from tenure, of somebody with this disposition and frailty.

    Morale moves every cause but the personal one; of morale, disposition is known for life and the rest
    is taken at its usual spread, as the mean of a lognormal.
    """
    voluntary = rest.turnover_personal[r] + moved_in_past(disposition, rest, n, r)
    dismissed = n.company_dismissals[r] * n.turnover_dismissal[r]
    return max(frailty * rest.company_quits[r] * voluntary + dismissed, LEAST_HAZARD)


@rule
def months_until(cumulative: Array, target: float) -> int:
    """The first month whose cumulative hazard exceeds the target, or the table's length."""
    low = 0
    high = len(cumulative)
    while low < high:
        middle = (low + high) // 2
        if cumulative[middle] > target:
            high = middle
        else:
            low = middle + 1
    return low


@rule
def wish_to_manage(mean: float, tie: float, talent: float, own: float, fall: float, age: float) -> float:
    """The wish to manage: as far as it goes with talent (`tie`), falling with age at entry (E60, E64)."""
    return mean + tie * talent + np.sqrt(1.0 - tie * tie) * own - fall * (age - AGE_OF_WISHES)


@rule
def age_at_entry(seed: int, replicate: int, key: int, n: Bringing, r: int) -> float:
    """How old an applicant would be on their first day."""
    z = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.AGE)
    return clip(n.people_entry_age[r] + n.people_entry_age_spread[r] * z, YOUNGEST, OLDEST)


@rule
def _tenure_shape(months: float, rest: Rest, r: int) -> float:
    """`tenure_shape` of company r."""
    return tenure_shape(
        months, rest.turnover_newcomers[r], rest.turnover_settling[r], rest.turnover_hump[r],
        rest.turnover_hump_months[r],
    )  # fmt: skip


@rule
def wish_to_manage_of(seed: int, replicate: int, key: int, n: Bringing, r: int) -> float:
    """The wish to manage with which an applicant would come, without seating them as `bring` does."""
    rho = n.people_talent_correlation[r]
    technical = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.TECHNICAL)
    own = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.PEOPLE)
    return wish_to_manage(
        n.people_want_manage[r], n.people_wish_gift_correlation[r],
        rho * technical + np.sqrt(1.0 - rho * rho) * own,
        draws.normal(seed, replicate, key, draws.TRAITS, Purpose.WANT_MANAGE),
        n.people_want_manage_age[r], age_at_entry(seed, replicate, key, n, r),
    )  # fmt: skip


@rule
def _would_manage(seed: int, replicate: int, key: int, n: Bringing, r: int) -> bool:
    """Whether an applicant of the past wanted a manager seat: as when somebody is asked, self-view apart."""
    wish = wish_to_manage_of(seed, replicate, key, n, r)
    projects = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.WANT_PROJECT)
    gain = n.career_pay_utility[r] * n.promotion_pay_step[r] + n.career_prestige[r]
    luck = draws.uniform(seed, replicate, key, draws.TRAITS, Purpose.CONSENT)
    chance = n.career_consent_noise[r] * log(luck / (1.0 - luck))
    return wish + gain + chance > n.people_want_project[r] + projects


@rule
def _who_took_it(seed: int, replicate: int, joined: int, seat: int, level: int, n: Bringing, r: int) -> int:
    """The place of the applicant of the past who got a seat: of a manager's the first who wanted it."""
    if level > 0:
        for place in range(PAST_APPLICANTS):
            key = int(draws.person_key(joined, seat, place))
            if _would_manage(seed, replicate, key, n, r):
                return place
    return 0


@kernel
def people_the_seats(
    people: Array, companies: Array, level: Whole, seed: int, replicates: Whole, start: int, n: Bringing,
    rest: Rest, past: Past,
) -> None:  # fmt: skip
    """Fill every open seat with whoever the renewal of thirty years leaves there in month `start`."""
    cumulative = np.zeros(HISTORY + 1)
    gifts = np.empty(TRAITS_DRAWN)
    for r in range(people.shape[0]):
        total = 0.0
        for m in range(HISTORY + 1):
            total = total + _tenure_shape(float(m), rest, r) / 12.0
            cumulative[m] = total
        usual = usual_intention(rest, r)
        for seat in range(int(companies[r, C.OPEN_SEATS])):
            joined = start - HISTORY
            while True:
                place = _who_took_it(seed, replicates[r], joined, seat, level[seat], n, r)
                key = int(draws.person_key(joined, seat, place))
                stay = _stay(cumulative, seed, replicates[r], key, n, rest, past, r)
                if joined + stay >= start:
                    break
                joined = joined + stay + 1
            bring(
                people[r], seat, key, joined, float(level[seat]), usual, companies[r, C.PAY_POSITION],
                seed, replicates[r], n, r, gifts,
            )  # fmt: skip
            _grow(people[r], seat, level[seat], float(start - joined), past, r)
            _look_elsewhere(people[r], seat, float(start - joined), seed, replicates[r], rest, past, r)
            _climb(people[r], seat, level[seat], seed, replicates[r], start, past, r)


@rule
def _stay(
    cumulative: Array, seed: int, replicate: int, key: int, n: Bringing, rest: Rest, past: Past, r: int
) -> int:
    """How many months an applicant of the past stays: luck against their own hazard, then age."""
    luck = draws.uniform(seed, replicate, key, draws.TRAITS, Purpose.LIFE)
    frailty = frailty_of(
        draws.normal(seed, replicate, key, draws.TRAITS, Purpose.FRAILTY), n.people_frailty[r]
    )
    disposition = draws.normal(seed, replicate, key, draws.TRAITS, Purpose.DISPOSITION)
    age = age_at_entry(seed, replicate, key, n, r)
    hazard = past_hazard(disposition, frailty, rest, past, r)
    stay = months_until(cumulative, -log(luck) / hazard)
    first = max(int((past.turnover_retirement_from[r] - age) * 12.0), 0)
    last = max(int((past.turnover_retirement_at[r] - age) * 12.0), 0)
    retirement = past.turnover_retirement[r] / 12.0
    return until_retired(cumulative, -log(luck), hazard, stay, first, last, retirement)


@rule
def until_retired(
    cumulative: Array, target: float, hazard: float, stay: int, first: int, last: int, retirement: float
) -> int:
    """Months until somebody leaves or retires who would leave after `stay` months otherwise.

    From month `first` on the monthly hazard of retiring is added; in month `last` everybody is retired.
    """
    month = first
    while month < min(stay, last):
        behind = hazard * cumulative[min(month, len(cumulative) - 1)]
        if behind + retirement * (month - first + 1) > target:
            return month
        month += 1
    return min(stay, last)


@rule
def searching_share(hazard: float, delay: float) -> float:
    """The share of people who look for another job where searches start at this monthly hazard.

    Those who look are gone after `delay` months in the mean; then somebody else begins.
    """
    return hazard * delay / (1.0 + hazard * delay)


@rule
def usual_cause(luck: float, rest: Rest, r: int) -> float:
    """Why somebody of the past began to look: the cause into whose share of the rates at rest luck falls."""
    left = luck * movable(rest, r)
    cause = FIRST_MOVABLE
    for rate in (
        rest.turnover_offer[r], rest.turnover_career[r], rest.turnover_role[r],
        rest.turnover_unfairness[r], rest.turnover_manager[r],
    ):  # fmt: skip
        left = left - rate
        cause = cause + (1.0 if left >= 0.0 else 0.0)
    return cause


@rule
def _look_elsewhere(
    row: Array, seat: int, tenure: float, seed: int, replicate: int, rest: Rest, past: Past, r: int
) -> None:
    """Let as many incumbents be looking for another job as usually are, for the usual reasons."""
    restless = row[P.FRAILTY, seat] * rest.company_quits[r] * _tenure_shape(tenure, rest, r) / 12.0
    hazard = restless * moved_in_past(row[P.DISPOSITION, seat], rest, past, r)
    share = searching_share(hazard, past.turnover_search_delay[r])
    luck = draws.uniform(seed, replicate, int(row[P.PERSON, seat]), draws.TRAITS, Purpose.LOOKING)
    if luck >= share:
        return
    row[P.SEARCHING, seat] = usual_cause(luck / share, rest, r)


@rule
def _grow(row: Array, seat: int, level: int, tenure: float, past: Past, r: int) -> None:
    """Give an incumbent the skill that their months of practice have brought."""
    own, people = split_of_time(
        past.work_coaching_share[r], past.output_administration[r], past.work_people_time[r]
    )
    practice = past.learning_contributor_practice[r]
    technical_use = own if level > 0 else 1.0 - practice
    people_use = people if level > 0 else practice
    months = past.people_managing_since[r] * tenure if level > 0 else tenure
    rate = past.learning_rate[r]
    ceiling = past.learning_ceiling[r]
    decay = past.learning_decay[r]
    people_skill = practised(months, people_use, rate, ceiling, decay)
    row[P.TECHNICAL_ACQUIRED, seat] = practised(months, technical_use, rate, ceiling, decay)
    row[P.LEADERSHIP_ACQUIRED, seat] = people_skill
    row[P.COMMUNICATION_ACQUIRED, seat] = people_skill
    row[P.CONFLICT_ACQUIRED, seat] = people_skill
    row[P.STRATEGY_ACQUIRED, seat] = people_skill
    row[P.MORALE, seat] = past.morale_disposition[r] * row[P.DISPOSITION, seat]
    row[P.RATING, seat] = row[P.TECHNICAL, seat]
    row[P.ROLE_SINCE, seat] = row[P.JOINED, seat] + np.floor(tenure - months)
    row[P.STEP_SINCE, seat] = row[P.ROLE_SINCE, seat]


@rule
def falling_behind(pace: float, growth: float) -> float:
    """What a year does to pay against the market where general raises give a share `pace` of its growth."""
    return (pace - 1.0) * growth


@rule
def _climb(
    row: Array, seat: int, level: int, seed: int, replicate: int, start: int, past: Past, r: int
) -> None:
    """Give an incumbent the grades and the pay that the years have brought, by yearly reviews.

    Ratings of the past are taken to be technical talent, of contributors relative to the grade. What merit
    brought before the last step is taken to have gone into that step.
    """
    count = past.grades_count[r]
    bar = past.grades_bar[r] if level == 0 else 0.0
    grade = row[P.GRADE, seat]
    last = int(row[P.ROLE_SINCE, seat])
    for month in range(last + 12, start + 1):
        if (month - last) % 12 > 0:
            continue
        chance = yearly_chance(
            grade, count, float(month - last), row[P.TECHNICAL, seat] - expected(grade, bar, count),
            row[P.JOINED, seat] < last, past.grades_rate[r], past.grades_narrowing[r], past.grades_wait[r],
            past.grades_fade[r], past.career_grade_again[r], past.grades_merit[r],
        )  # fmt: skip
        if draws.uniform(seed, replicate, int(row[P.PERSON, seat]), month, Purpose.GRADE) < chance:
            grade = grade + 1.0
            last = month
    row[P.PAY, seat] += past.grades_pay[r] * (grade - row[P.GRADE, seat])
    row[P.GRADE, seat] = grade
    row[P.STEP_SINCE, seat] = last
    row[P.RATING, seat] = row[P.TECHNICAL, seat] - expected(grade, bar, count)
    raised = past.retention_merit_slope[r] * row[P.RATING, seat]
    behind = falling_behind(past.retention_pace[r], past.market_pay_growth[r])
    row[P.PAY, seat] += (start - last) / 12.0 * raised + (start - row[P.JOINED, seat]) / 12.0 * behind


@kernel
def open_companies(
    companies: Array, teams: Array, head: Whole, seats: int, seed: int, replicates: Whole, n: Growth,
    begin: Start,
) -> None:  # fmt: skip
    """Set what a company and its teams start from: middling trust, ordinary expectations."""
    for r in range(companies.shape[0]):
        companies[r, C.OPEN_SEATS] = seats_open(seats, n.company_grows_from[r], n.company_growth_months[r], 0)
        companies[r, C.TIGHTNESS] = 1.0
        companies[r, C.MOVED_SINCE] = NEVER
        companies[r, C.LADDER_BELIEF] = 1.0
        companies[r, C.TRUST] = begin.career_usual_trust[r]
        companies[r, C.CREDIBILITY] = begin.career_first_credibility[r]
        # as if decisions of a standard deviation of performance had been seen
        companies[r, C.PROVEN] = begin.career_first_credibility[r]
        companies[r, C.PROVABLE] = 1.0
        companies[r, C.STEP_RATE] = begin.career_usual_steps[r]
        companies[r, C.HONOURED] = begin.career_first_honoured[r]
        companies[r, C.RISES] = begin.career_usual_rises[r]
        companies[r, C.PAY_POSITION] = begin.retention_pay_position[r]
        for t in range(teams.shape[2]):
            teams[r, T.DOCUMENTED, t] = begin.knowledge_always_written[r]
            teams[r, T.FRICTION, t] = 1.0
        for t in range(len(head)):
            _draw_needs(teams[r], t, head[t], seed, replicates[r], begin.output_need_spread[r])


@rule
def _draw_needs(team: Array, t: int, seat: int, seed: int, replicate: int, spread: float) -> None:
    """What a team needs of its manager, above or below other teams, for life; the three sum to nothing."""
    people = draws.normal(seed, replicate, seat, draws.TRAITS, Purpose.NEED_PEOPLE)
    project = draws.normal(seed, replicate, seat, draws.TRAITS, Purpose.NEED_PROJECT)
    clients = draws.normal(seed, replicate, seat, draws.TRAITS, Purpose.NEED_CLIENTS)
    middle = (people + project + clients) / 3.0
    team[T.NEED_PEOPLE, t] = spread * (people - middle)
    team[T.NEED_PROJECT, t] = spread * (project - middle)
    team[T.NEED_CLIENTS, t] = spread * (clients - middle)


def open_workforce(workforce: Workforce, start: int, values: Mapping[str, Array]) -> None:
    """Fill an empty workforce as it is in month `start`, from the scenario's numbers (each (R,))."""
    open_companies(
        workforce.companies, workforce.teams, workforce.layout.head, workforce.layout.seats, workforce.seed,
        workforce.replicates, gather(Growth, values), gather(Start, values),
    )  # fmt: skip
    people_the_seats(
        workforce.people, workforce.companies, workforce.layout.level, workforce.seed, workforce.replicates,
        start, gather(Bringing, values), gather(Rest, values), gather(Past, values),
    )  # fmt: skip
