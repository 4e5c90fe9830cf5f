"""Hiring: vacancies wait; the best of a few applicants by a noisy interview is asked first."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np

from sim.processes import reputation, showcase
from sim.processes.process import AnyColumn, Process
from sim.processes.purse import budget_a_head
from sim.processes.reputation import get_about
from sim.processes.scoring import through
from sim.processes.showcase import (
    backed,
    come_with_hopes,
    meet_reality,
    shown,
    wish_to_rise,
)
from sim.state import draws
from sim.state.compiled import kernel, rule
from sim.state.draws import Purpose
from sim.state.numbers import exp, logistic
from sim.state.opening import TRAITS_DRAWN, Bringing, Rest, bring, usual_intention, wish_to_manage_of
from sim.state.workforce import Array, C, H, P, Step, T, Whole, Workforce

MOST_APPLICANTS = 12
"""Room for the applicants of a seat: the largest number the catalogue allows."""

USUAL_BUDGET = 0.02
"""The budget for courses, as a share of salary, in which training on offer is counted."""

DECLINED = -1e9
"""The impression of whoever declined: below everybody's."""

HIRED, HIRED_MANAGER = float(Step.HIRED), float(Step.HIRED_MANAGER)


class Extra(NamedTuple):
    """What hiring needs beside what people bring; each (R,)."""

    market_applicants: Array
    market_time_to_fill: Array
    market_acceptance: Array
    market_pay_pull: Array
    market_training_pull: Array
    market_training_sorting: Array
    market_most_training: Array
    career_consent_noise: Array
    seeing_interview_validity: Array
    prices_external_premium: Array
    training_budget: Array
    training_budget_share: Array
    company_salary: Array


class Numbers(NamedTuple):
    """What hiring needs: what people bring (`Bringing`), the usual rates of leaving, and `Extra`."""

    bringing: Bringing
    rest: Rest
    extra: Extra
    showcase: showcase.Numbers
    reputation: reputation.Numbers


@rule
def filling(time_to_fill: float, tightness: float) -> float:
    """The chance that a search ends within a month; slower in a tight market (E59)."""
    return 1.0 - exp(-1.0 / (time_to_fill * tightness))


@rule
def acceptance(ordinary: float, pay_pull: float, position: float, liking: float, tightness: float) -> float:
    """The chance that somebody accepts an offer.

    `ordinary` are the log odds at market pay in an ordinary market, `position` the pay offered over that of
    other offers in log points, `liking` what else speaks for it in log odds; a tight market has more offers.
    """
    return logistic(ordinary + pay_pull * position + liking - (tightness - 1.0))


class Offer(NamedTuple):
    """What a company has to offer a month's applicants.

    `stories` is what stories of careers mean to those who want nothing else, `known` what its reputation
    means to everybody (log odds); `position` is its pay against the market, `budget` that for courses a head.
    """

    tight: float
    position: float
    stories: float
    known: float
    budget: float


@rule
def _attraction(appeal: float, keen: float, offer: Offer, extra: Extra, r: int) -> float:
    """The chance that an applicant accepts an offer of this company.

    `keen` is how much more than others they care for depth (utility). `appeal` is what they think of the
    work, in log odds: for a manager seat, the utility of managing over that of a project, with the noise
    that a decision to manage has inside the company too.
    """
    training = offer.budget / (USUAL_BUDGET * extra.company_salary[r])
    pull = extra.market_training_pull[r] * (1.0 + extra.market_training_sorting[r] * keen)
    liking = pull * min(training, extra.market_most_training[r]) + appeal + offer.known
    return acceptance(
        extra.market_acceptance[r], extra.market_pay_pull[r], offer.position, liking, offer.tight
    )


@rule
def _draw_gifts(
    seed: int, replicate: int, keys: Array, rho: float, manages: bool, room: Array, gifts: Array
) -> None:
    """What an interview looks for: technical talent, or talent with people for a manager seat."""
    draws.normals(seed, replicate, keys, draws.TRAITS, Purpose.TECHNICAL, gifts)
    if manages:
        draws.normals(seed, replicate, keys, draws.TRAITS, Purpose.PEOPLE, room)
        for place in range(len(gifts)):
            gifts[place] = rho * gifts[place] + np.sqrt(1.0 - rho * rho) * room[place]


@rule
def _impressions(
    seed: int, replicate: int, month: int, seat: int, level: int, n: Bringing, validity: float, r: int,
    room: Array, impressions: Array,
) -> None:  # fmt: skip
    """How each applicant for a seat comes across: the gift, seen through an interview.

    `room` is (2, applicants). All are drawn at once, in loops that vectorise.
    """
    keys, errors = room[0], room[1]
    for place in range(len(impressions)):
        keys[place] = draws.person_key(month, seat, place)
    _draw_gifts(seed, replicate, keys, n.people_talent_correlation[r], level > 0, errors, impressions)
    draws.normals(seed, replicate, keys, draws.TRAITS, Purpose.INTERVIEW, errors)
    for place in range(len(impressions)):
        impressions[place] = through(validity, impressions[place], errors[place])


@rule
def _appeal(
    seed: int, replicate: int, key: int, level: int, stories: float, n: Bringing, extra: Extra, r: int
) -> float:
    """What an applicant thinks of managing, or of rising to it one day, in log odds."""
    if level == 0 and stories == 0.0:
        return 0.0
    manage = wish_to_manage_of(seed, replicate, key, n, r)
    project = n.people_want_project[r] + draws.normal(
        seed, replicate, key, draws.TRAITS, Purpose.WANT_PROJECT
    )
    if level == 0:
        return stories * wish_to_rise(manage, project)
    return (manage - project) / extra.career_consent_noise[r]


@rule
def _keenness(seed: int, replicate: int, key: int, n: Bringing, extra: Extra, r: int) -> float:
    """How much more than others an applicant cares for depth, where training on offer draws by it."""
    if extra.market_training_sorting[r] == 0.0:
        return 0.0
    wish = n.people_want_technical[r] + draws.normal(
        seed, replicate, key, draws.TRAITS, Purpose.WANT_TECHNICAL
    )
    return wish - n.people_want_technical[r]


@rule
def _accepts(
    seed: int, replicate: int, key: int, level: int, offer: Offer, n: Bringing, extra: Extra, r: int
) -> bool:
    """Whether an applicant who is asked comes: only what those who are asked think is worked out."""
    appeal = _appeal(seed, replicate, key, level, offer.stories, n, extra, r)
    keen = _keenness(seed, replicate, key, n, extra, r)
    luck = draws.uniform(seed, replicate, key, draws.TRAITS, Purpose.ACCEPT)
    return luck < _attraction(appeal, keen, offer, extra, r)


@rule
def _choose(
    seed: int, replicate: int, month: int, seat: int, level: int, count: int, impressions: Array,
    offer: Offer, n: Bringing, extra: Extra, r: int,
) -> int:  # fmt: skip
    """The place of the applicant who is hired: the best impression first, until somebody accepts; or -1."""
    for _ in range(count):
        best = 0
        for place in range(count):
            if impressions[place] > impressions[best]:
                best = place
        key = int(draws.person_key(month, seat, best))
        if _accepts(seed, replicate, key, level, offer, n, extra, r):
            return best
        impressions[best] = DECLINED
    return -1


@rule
def _count_applicants(company: Array, count: int, place: int, impressions: Array) -> None:
    """Write down who applied, declined, and was never asked; `place` is that of whoever came, or -1."""
    declined = 0.0
    for k in range(count):
        declined = declined + (1.0 if impressions[k] == DECLINED else 0.0)
    company[C.APPLICATIONS] += count
    company[C.OFFERS_DECLINED] += declined
    company[C.REJECTED] += count - declined - (1.0 if place >= 0 else 0.0)


@kernel
def hire(
    people: Array, teams: Array, companies: Array, level: Whole, led: Whole, seed: int, replicates: Whole,
    month: int, numbers: Numbers,
) -> None:  # fmt: skip
    """A month of hiring in every company."""
    n, rest, extra, show = numbers.bringing, numbers.rest, numbers.extra, numbers.showcase
    impressions = np.empty(MOST_APPLICANTS + 1)
    room = np.empty((2, MOST_APPLICANTS + 1))
    gifts = np.empty(TRAITS_DRAWN)
    for r in range(people.shape[0]):
        row = people[r]
        tight = companies[r, C.TIGHTNESS]
        speed = filling(extra.market_time_to_fill[r], tight)
        position = companies[r, C.PAY_POSITION]
        count = int(extra.market_applicants[r])
        usual = usual_intention(rest, r)
        hired = 0.0
        companies[r, C.APPLICATIONS] = 0.0
        companies[r, C.OFFERS_DECLINED] = 0.0
        companies[r, C.REJECTED] = 0.0
        much = shown(show.retention_showcase[r], show.market_showcase_scale[r])
        real = backed(companies[r, C.RISES], show.market_showcase_rises[r])
        stories = show.market_showcase_pull[r] * much * real
        known = get_about(row, companies[r], numbers.reputation, r)
        budget = budget_a_head(extra.training_budget[r], extra.training_budget_share[r], companies[r])
        offer = Offer(tight, position, stories, known, budget)
        if much > 0.0:
            meet_reality(row, companies[r], month, much, show, r)
        for s in range(int(companies[r, C.OPEN_SEATS])):
            if row[P.PRESENT, s] > 0.0 or row[H.CAUSE, s] > 0.0:
                continue
            if level[s] > 0 and teams[r, T.SEARCH, led[s]] == 0.0:
                continue
            if draws.uniform(seed, replicates[r], s, month, Purpose.FILL) >= speed:
                continue
            validity = extra.seeing_interview_validity[r]
            _impressions(
                seed, replicates[r], month, s, level[s], n, validity, r, room[:, :count], impressions[:count]
            )  # fmt: skip
            place = _choose(
                seed, replicates[r], month, s, level[s], count, impressions, offer, n, extra, r
            )  # fmt: skip
            _count_applicants(companies[r], count, place, impressions)
            if place < 0:
                continue
            key = int(draws.person_key(month, s, place))
            bring(
                row, s, key, month, float(level[s]), usual, position, seed, replicates[r], n, r, gifts
            )  # fmt: skip
            come_with_hopes(row, s, much, show, r)
            row[H.STEP, s] = HIRED
            row[H.FROM_SEAT, s] = -1.0
            if level[s] > 0:
                row[P.PAY, s] += extra.prices_external_premium[r]
                row[H.STEP, s] = HIRED_MANAGER
                teams[r, T.SEARCH, led[s]] = 0.0
            hired = hired + 1.0
        companies[r, C.HIRED] = hired


class Hiring(Process):
    """Fills contributor seats, and manager seats that are looked for outside."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(
        {
            P.PRESENT,
            P.PERSON,
            P.JOINED,
            P.STEP_SINCE,
            P.WANT_MANAGE,
            P.WANT_PROJECT,
            P.FAIRNESS,
            P.MORALE,
            H.CAUSE,
            T.SEARCH,
            C.TIGHTNESS,
            C.OPEN_SEATS,
            C.PAY_POSITION,
            C.RISES,
            C.PAYROLL,
            C.REPUTATION,
        }
    )
    writes: ClassVar[frozenset[AnyColumn]] = frozenset(P) | {
        H.STEP,
        H.FROM_SEAT,
        T.SEARCH,
        C.HIRED,
        C.APPLICATIONS,
        C.REJECTED,
        C.OFFERS_DECLINED,
        C.REPUTATION,
    }

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Look for people, and seat those who accept."""
        w, plan = workforce, workforce.layout
        hire(w.people, w.teams, w.companies, plan.level, plan.led, w.seed, w.replicates, month, self.numbers)
