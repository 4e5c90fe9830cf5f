"""Keyed random numbers: the luck of a person in a month for a purpose is a pure function of its key.

Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"):
key = seed; counter = (person, month, purpose, replicate). Nothing is consumed in order, so that one
more draw, policy, plot or worker moves no other draw. One call yields four words; a purpose is the
number of a word: purposes 4 k to 4 k + 3 share call k.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.state.compiled import rule
from sim.state.numbers import normal_quantile

DRAW_SCHEME = 1
"""The version of the draw scheme; it goes into every manifest. Change it when any key changes."""

MONTH_ZERO = 512
"""Month 0 (the policy change) has this number in a counter, so that the warm-up before it is positive."""

TRAITS = -MONTH_ZERO
"""The month under which what a person is for life is drawn."""

SEATS = 131_072
PLACES = 16
"""A person's key holds 17 bits of seat and 4 bits of place among the applicants."""


class Purpose(IntEnum):
    """What a draw is for. Numbers are written out and never change; new purposes go to the end.

    Purposes 4 k to 4 k + 3 are the four words of one call, so what is needed together stands together.
    """

    # every person, every month
    LEAVE = 0
    CAUSE = 1
    MORALE = 2
    RATING = 3
    # a person as a candidate
    CHANCE = 4
    CONSENT = 5
    FLIGHT_RISK = 6
    GRADE = 7
    # a manager seat (the key is its seat)
    DEMAND = 8
    EXTERNAL = 9
    LADDER = 10
    EXPLAINED = 11
    # a company (the key is 0)
    MARKET = 12
    COURSE = 13
    ROTATION = 14
    # an empty seat (the key is its seat)
    FILL = 16
    # a person who looks for another job
    FOUND = 20
    GIVE_UP = 21
    COUNTEROFFER = 22
    COUNTEROFFER_TAKEN = 23
    # a person at a review
    HELP_NOTICED = 24
    # what a person is for life
    TECHNICAL = 64
    PEOPLE = 65
    LEADERSHIP = 66
    COMMUNICATION = 67
    CONFLICT = 68
    STRATEGY = 69
    WANT_MANAGE = 70
    WANT_TECHNICAL = 71
    WANT_PROJECT = 72
    AMBITION = 73
    SELF_VIEW = 74
    ADVOCACY = 75
    CLOSENESS = 76
    FAIRNESS_SENSITIVITY = 77
    DISPOSITION = 78
    FRAILTY = 79
    ASSESSMENT = 80
    KNOWLEDGE = 81
    AGE = 82
    INTERVIEW = 83
    ACCEPT = 84
    LIFE = 85
    INTEREST = 86
    LOOKING = 87
    MERIT_WORK = 88
    MERIT_PEOPLE = 89
    MERIT_SERVICE = 90
    HOARD = 91
    # what somebody is as a manager, for life
    KNACK = 92
    # what a roster tells or an assumption draws
    GROUP = 93
    # what support and notice somebody finds
    MENTORED = 96
    # a manager seat (the key is its seat)
    BENCH = 97
    # what support somebody finds as a new manager
    COACHED = 98
    # a survey of the whole company (the key is 0)
    SURVEY_SATISFACTION = 100
    SURVEY_INTENTION = 101
    # what a team needs of its manager (the key is the manager's seat)
    NEED_PEOPLE = 104
    NEED_PROJECT = 105
    NEED_CLIENTS = 106
    # how somebody comes across, need by need
    SEEN_PEOPLE = 108
    SEEN_PLANS = 109
    SEEN_CLIENTS = 110
    # a team (the key is its place)
    PROJECT = 112
    PROJECT_START = 113
    # whether a policy that holds in some teams holds in a team (the key is the manager's seat)
    PILOT = 116


Word = np.unsignedinteger
"""A 32-bit word, held in 64 bits so that products and sums never overflow."""

_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_M0 = np.uint64(0xD2511F53)
_M1 = np.uint64(0xCD9E8D57)
_W0 = np.uint64(0x9E3779B9)
_W1 = np.uint64(0xBB67AE85)
_TO_UNIT = 1.0 / 4294967296.0


@rule
def philox(c0: Word, c1: Word, c2: Word, c3: Word, k0: Word, k1: Word) -> tuple[Word, Word, Word, Word]:
    """Four random 32-bit words for a counter of four and a key of two 32-bit words (uint64 in and out)."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0 = ((p1 >> _SHIFT) ^ c1 ^ k0) & _LOW
        c1 = p1 & _LOW
        c2 = ((p0 >> _SHIFT) ^ c3 ^ k1) & _LOW
        c3 = p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@rule
def words(seed: int, replicate: int, person: int, month: int, call: int) -> tuple[Word, Word, Word, Word]:
    """The four words of one call. `month` counts from the policy change and may be negative."""
    s = np.uint64(seed)
    return philox(
        np.uint64(person),
        np.uint64(month + MONTH_ZERO),
        np.uint64(call),
        np.uint64(replicate),
        s & _LOW,
        s >> _SHIFT,
    )


@rule
def unit(word: Word) -> float:
    """A 32-bit word as a number strictly between 0 and 1."""
    return (np.int64(word) + 0.5) * _TO_UNIT


@rule
def uniform(seed: int, replicate: int, person: int, month: int, purpose: int) -> float:
    """A uniform number in (0, 1) for one purpose."""
    w0, w1, w2, w3 = words(seed, replicate, person, month, purpose >> 2)
    place = purpose & 3
    low = w0 if place == 0 else w1
    high = w2 if place == 2 else w3
    return unit(low if place < 2 else high)


@rule
def normal(seed: int, replicate: int, person: int, month: int, purpose: int) -> float:
    """A standard normal number for one purpose, by the quantile: one draw in, one number out."""
    return normal_quantile(uniform(seed, replicate, person, month, purpose))


@rule
def uniforms(
    seed: int, replicate: int, people: np.ndarray, month: int, purpose: int, drawn: np.ndarray
) -> None:
    """Write into `drawn` a uniform number in (0, 1) for each of many keys: one loop, which vectorises."""
    for k in range(len(drawn)):
        drawn[k] = uniform(seed, replicate, int(people[k]), month, purpose)


@rule
def normals(
    seed: int, replicate: int, people: np.ndarray, month: int, purpose: int, drawn: np.ndarray
) -> None:
    """Write into `drawn` a standard normal number for each of many keys."""
    uniforms(seed, replicate, people, month, purpose, drawn)
    # a loop of its own: both at once need more registers than there are
    for k in range(len(drawn)):
        drawn[k] = normal_quantile(drawn[k])


@rule
def normals_of_calls(
    seed: int, replicate: int, person: int, month: int, first: int, drawn: np.ndarray
) -> None:
    """Write into `drawn` (4 x calls,) the standard normal numbers of all purposes of calls from `first` on.

    First come the first words of all calls, then the second ones (`place_of` tells where): both loops
    vectorise, which numbers drawn one by one do not.
    """
    calls = len(drawn) // 4
    for k in range(calls):
        w0, w1, w2, w3 = words(seed, replicate, person, month, first + k)
        drawn[k] = unit(w0)
        drawn[calls + k] = unit(w1)
        drawn[2 * calls + k] = unit(w2)
        drawn[3 * calls + k] = unit(w3)
    for k in range(4 * calls):
        drawn[k] = normal_quantile(drawn[k])


@rule
def place_of(purpose: int, first: int, calls: int) -> int:
    """Where `normals_of_calls` writes the number for a purpose."""
    return (purpose & 3) * calls + (purpose >> 2) - first


@rule
def pick(seed: int, replicate: int, person: int, month: int, purpose: int, count: int) -> int:
    """A whole number from 0 to count - 1."""
    return int(uniform(seed, replicate, person, month, purpose) * count)


@rule
def person_key(month: int, seat: int, place: int) -> float:
    """Who somebody is: the applicant at this place, for this seat, in this month. Fits 32 bits."""
    return float(((month + MONTH_ZERO) * SEATS + seat) * PLACES + place)
