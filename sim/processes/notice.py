"""Notice: what the others make of a promotion, and what it teaches the company."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.processes.leading import Competencies, Weights, skill_with_people
from sim.processes.scoring import GIFT_SPREAD, visible_performance
from sim.processes.work import worth_of_step
from sim.state import traits
from sim.state.compiled import rule
from sim.state.numbers import clip, power
from sim.state.workforce import Array, C, P, T, Whole

ANNOUNCED, WORK, HELP, SERVICE = 0, 1, 2, 3
"""In what somebody can stand out: the announced criteria, work that is seen, people, years served."""

WINNER = 4
"""The row of the winner in what is known of candidates; the rows before it are those who stand out."""

LEAST_FAIRNESS = -3.0
"""No injustice moves the sense of fairness below this (sd): it is a mark on a scale, and scales end."""

LEAST_HOPE, MOST_HOPE = -4.59511985013459, 2.19722457733622
"""Log odds of 1 and of 90 percent: nobody sees less or more of a chance of a step within a year."""


class Numbers(NamedTuple):
    """What others' notice needs; each (R,)."""

    promotion_transparency: Array
    promotion_favouritism: Array
    promotion_pay_step: Array
    career_disappointment: Array
    career_raised_hopes: Array
    career_named: Array
    career_unnamed: Array
    career_broken_promise: Array
    career_feedback: Array
    career_shared: Array
    career_injustice: Array
    career_merit_people: Array
    career_merit_service: Array
    career_merit_slack: Array
    career_suspicion: Array
    career_seen_by: Array
    career_distance: Array
    career_hearsay: Array
    career_trust_gain: Array
    career_trust_loss: Array
    career_pay_utility: Array
    career_prestige: Array
    career_usual_step: Array
    career_own_loss: Array
    career_long_service: Array
    career_most_service: Array
    competencies: Competencies


class Memory(NamedTuple):
    """What looking back on decisions needs; each (R,)."""

    promotion_transparency: Array
    career_memory: Array
    career_announced: Array


@rule
def service_seen(months: float, long_service: float, most: float) -> float:
    """What years served count for as merit (sd): one for each `long_service`, in months."""
    return min(months / long_service, most)


@rule
def merit(announced: float, work: float, people: float, service: float, theta: float, idea: Array) -> float:
    """What an observer takes for deserving: announced criteria as far as known, else their own idea.

    `idea` (3,) holds the shares of work, people and service in the observer's own idea of merit.
    """
    own = idea[0] * work + idea[1] * people + idea[2] * service
    return theta * announced + (1.0 - theta) * own


@rule
def suspicion(closeness: float, transparency: float, strength: float) -> float:
    """What a winner loses in others' eyes who is close to those who decided where nobody sees why (A7)."""
    return strength * max(closeness, 0.0) * (1.0 - transparency)


@rule
def get_to_know(
    row: Array, s: int, announced: Array, month: int, weights: Weights, n: Numbers, r: int, known: Array,
    k: int,
) -> None:  # fmt: skip
    """Write into row k of `known` (5, 4) what colleagues know of the person in seat s.

    `weights` are those of the competencies.
    """
    service = month - row[P.JOINED, s]
    known[k, ANNOUNCED] = announced[s]
    known[k, WORK] = visible_performance(row[P.RATING, s], n.promotion_favouritism[r], row[P.CLOSENESS, s])
    known[k, HELP] = skill_with_people(row, s, weights) / GIFT_SPREAD
    known[k, SERVICE] = service_seen(service, n.career_long_service[r], n.career_most_service[r])


@rule
def _hurt(
    s: int, rivals: Whole, known: Array, doubt: float, theta: float, slack: float, own_loss: float,
    idea: Array,
) -> float:  # fmt: skip
    """How undeserved a promotion seems to whoever sits in s (sd); `own_loss` times that to the best other."""
    best = -1
    most = 0.0
    for k in range(len(rivals)):
        if rivals[k] >= 0:
            deserving = merit(
                known[k, ANNOUNCED], known[k, WORK], known[k, HELP], known[k, SERVICE], theta, idea
            )
            if best < 0 or deserving > most:
                best = k
                most = deserving
    if best < 0:
        return 0.0
    own = merit(
        known[WINNER, ANNOUNCED],
        known[WINNER, WORK],
        known[WINNER, HELP],
        known[WINNER, SERVICE],
        theta,
        idea,
    )
    gap = max(most - (own - doubt) - slack, 0.0)
    return own_loss * gap if rivals[best] == s else gap


@rule
def judge(
    row: Array, team: Array, q: int, low: int, high: int, level: Whole, member: Whole, origin: int,
    seat_team: int, rivals: Whole, known: Array, idea: Array, closeness: float, company: Array, seed: int,
    replicate: int, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Everybody one level below in sight judges a promotion by their own idea of merit.

    The winner's old team and the team of the seat see it fully, the others as far as the company's size lets.
    A boss who settles conflicts takes some of the grievance away. `idea` (3,) is room to work in.
    """
    afar = min(1.0, np.sqrt(n.career_seen_by[r] / company[C.OPEN_SEATS]))
    theta = n.promotion_transparency[r] * company[C.TRUST]
    doubt = suspicion(closeness, n.promotion_transparency[r], n.career_suspicion[r])
    stake = worth_of_step(
        n.promotion_pay_step[r], n.career_pay_utility[r], n.career_prestige[r], n.career_usual_step[r]
    )
    for s in range(low, high):
        if row[P.PRESENT, s] == 0.0 or level[s] != level[q] - 1:
            continue
        key = int(row[P.PERSON, s])
        traits.idea_of_merit(seed, replicate, key, n.career_merit_people[r], n.career_merit_service[r], idea)
        gap = _hurt(s, rivals, known, doubt, theta, n.career_merit_slack[r], n.career_own_loss[r], idea)
        near = 1.0 if member[s] == member[origin] or member[s] == seat_team else afar
        sensitivity = traits.fairness_sensitivity(seed, replicate, key)
        hurt = sensitivity * n.career_injustice[r] * near * gap * stake * team[T.FRICTION, member[s]]
        row[P.FAIRNESS, s] = max(row[P.FAIRNESS, s] - hurt, LEAST_FAIRNESS)


@rule
def disappoint(row: Array, short: Whole, found: int, month: int, comfort: float, n: Numbers, r: int) -> None:
    """Those who were considered, did not decline and hoped for the seat see less of a chance than before."""
    for k in range(found):
        s = short[k]
        if row[P.PRESENT, s] == 0.0 or row[P.ASKED_SINCE, s] == month:
            continue
        if row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]:
            lower = row[P.EXPECTATION, s] - n.career_disappointment[r] * comfort
            row[P.EXPECTATION, s] = max(lower, LEAST_HOPE)


@rule
def raised(expectation: float, by: float) -> float:
    """Expectation (log odds) after something that raises hope; nobody thinks a step surer than 90 percent."""
    return max(min(expectation + by, MOST_HOPE), expectation)


@rule
def reach_of_news(seats: float, seen_by: float, distance: float) -> float:
    """The share of people whom news of a decision reaches; what is far away teaches less with `distance`.

    At 0 decisions teach large companies as fast as middling ones: each is seen by fewer, and there are more.
    """
    near = min(1.0, seen_by / seats)
    return near * power(near, distance)


@rule
def be_named(row: Array, short: Whole, found: int, n: Numbers, r: int) -> None:
    """Those known to be considered: who wants to manage hopes, who does not feels drawn away (B4)."""
    for k in range(found):
        s = short[k]
        if row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]:
            row[P.EXPECTATION, s] = raised(row[P.EXPECTATION, s], n.career_raised_hopes[r])
        else:
            row[P.PRESSURE, s] += n.career_named[r]


@rule
def not_be_named(row: Array, s: int, n: Numbers, r: int) -> None:
    """Whoever wants to manage and sees others named sees less of a chance, the more ambitious the less."""
    if row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]:
        lower = row[P.EXPECTATION, s] - n.career_unnamed[r] * row[P.AMBITION, s]
        row[P.EXPECTATION, s] = max(lower, LEAST_HOPE)


@rule
def break_a_promise(row: Array, s: int, company: Array, n: Numbers, r: int) -> None:
    """Somebody said in a conversation that they did not want it, and got it all the same (B2)."""
    row[P.FAIRNESS, s] = max(row[P.FAIRNESS, s] - n.career_broken_promise[r], LEAST_FAIRNESS)
    reach = reach_of_news(company[C.OPEN_SEATS], n.career_seen_by[r], n.career_distance[r])
    company[C.TRUST] = trust_after(company[C.TRUST], 0.0, reach, 0.0, n.career_trust_loss[r])


@rule
def left_of_disappointment(explained: bool, feedback: float, shared: float) -> float:
    """What is left of a disappointment when one of us got the seat, and when the reason was given too."""
    return (1.0 - shared) * (1.0 - (feedback if explained else 0.0))


@rule
def consistency(own: float, best: float, mean: float) -> float:
    """How far a decision kept to the announced criteria: 1 for the best by them, 0 for an average one."""
    return 1.0 - clip((best - own) / (best - mean), 0.0, 1.0) if best > mean else 1.0


@rule
def trust_after(trust: float, kept: float, shown: float, gain: float, loss: float) -> float:
    """Trust after a decision that kept to the rules by a share `kept` and was seen by a share `shown`."""
    return trust + shown * (gain * (1.0 - trust) * kept - loss * trust * (1.0 - kept))


@rule
def remember(
    company: Array, known: Array, mean_work: float, best_work: float, mean_announced: float,
    best_announced: float, explained: bool, n: Numbers, r: int,
) -> None:  # fmt: skip
    """What a decision teaches everybody: whether the rules hold, and how far performance decides."""
    open_to_all = 1.0 if explained else n.promotion_transparency[r]
    shown = n.career_hearsay[r] + (1.0 - n.career_hearsay[r]) * open_to_all
    reach = reach_of_news(company[C.OPEN_SEATS], n.career_seen_by[r], n.career_distance[r])
    kept = consistency(known[WINNER, ANNOUNCED], best_announced, mean_announced)
    company[C.TRUST] = trust_after(
        company[C.TRUST], kept, shown * reach, n.career_trust_gain[r], n.career_trust_loss[r]
    )
    company[C.PROVEN] += reach * (known[WINNER, WORK] - mean_work)
    company[C.PROVABLE] += reach * max(best_work - mean_work, 0.0)


@rule
def credible(proven: float, provable: float, believed: float, announced: float) -> float:
    """How plainly promotion follows performance, 0 to 1: decisions seen, and the rule as far as believed.

    `proven` over `provable` is the slope of promotion on visible performance over that of a rule by which
    the best is always chosen; `believed` is what the announced slope `announced` weighs against them.
    """
    return clip((proven + believed * announced) / max(provable + believed, 1e-6), 0.0, 1.0)


@rule
def look_back(company: Array, announced: float, n: Memory, r: int) -> None:
    """A month later: decisions begin to be forgotten, and what is believed follows trust in the rule."""
    keep = 1.0 - 1.0 / n.career_memory[r]
    company[C.PROVEN] = company[C.PROVEN] * keep
    company[C.PROVABLE] = company[C.PROVABLE] * keep
    believed = n.career_announced[r] * n.promotion_transparency[r] * company[C.TRUST]
    company[C.CREDIBILITY] = credible(company[C.PROVEN], company[C.PROVABLE], believed, announced)
