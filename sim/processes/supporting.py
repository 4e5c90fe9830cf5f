"""Support: mentors take time for newcomers and new managers, and good managers are examples to new ones."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.leading import people_skill
from sim.state import traits
from sim.state.compiled import rule
from sim.state.workforce import Array, C, P, T, Whole

FIRST_YEAR = 12.0
BAR = 0.5
"""Skill with people (sd) from which on a manager is an example."""

ENOUGH_EXAMPLES = 0.2
"""Share of managers who are examples at which half of what examples can do is reached."""

MOST_MENTORING = 0.3
"""The largest share of time that a mentor spends."""


class Numbers(NamedTuple):
    """What support needs; each (R,)."""

    training_mentoring: Array
    learning_mentored: Array
    learning_mentor_time: Array
    learning_role_models: Array


@rule
def example_of(share: float, effect: float) -> float:
    """What a share of managers who are examples does for new ones: saturating, nothing without any."""
    return effect * share / (share + ENOUGH_EXAMPLES)


@rule
def time_of_a_mentor(mentored: float, mentors: float, each: float) -> float:
    """The share of time that each of a team's mentors spends, when each mentored person takes `each`."""
    return min(each * mentored / mentors, MOST_MENTORING) if mentors > 0.0 else 0.0


@rule
def share_of_examples(row: Array, head: Whole) -> float:
    """The share of the managers there who are good enough with people to be an example."""
    there = 0.0
    good = 0.0
    for t in range(len(head)):
        s = head[t]
        skill = people_skill(
            row[P.LEADERSHIP, s] + row[P.LEADERSHIP_ACQUIRED, s],
            row[P.COMMUNICATION, s] + row[P.COMMUNICATION_ACQUIRED, s],
            row[P.CONFLICT, s] + row[P.CONFLICT_ACQUIRED, s],
            row[P.STRATEGY, s] + row[P.STRATEGY_ACQUIRED, s],
        )
        there = there + row[P.PRESENT, s]
        good = good + (row[P.PRESENT, s] if skill > BAR else 0.0)
    return good / max(there, 1.0)


@rule
def show_examples(row: Array, company: Array, head: Whole, month: int, effect: float, speed: Array) -> None:
    """Let managers in their first year learn faster where there are good ones to learn from (A3)."""
    company[C.ROLE_MODELS] = example_of(share_of_examples(row, head), effect)
    for t in range(len(head)):
        s = head[t]
        if month - row[P.ROLE_SINCE, s] < FIRST_YEAR:
            speed[s] = speed[s] * (1.0 + company[C.ROLE_MODELS])


@rule
def mentor(
    row: Array, team: Array, member: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
    speed: Array, mentored: Array, mentors: Array,
) -> None:  # fmt: skip
    """Give a share of those in their first year in a role a mentor of their team: they learn faster (E56).

    Mentors are those of the team who have been in their role for longer; they share the time it takes.
    `mentored` and `mentors` (teams + 1,) are room to count in.
    """
    for t in range(len(mentored)):
        mentored[t] = 0.0
        mentors[t] = 0.0
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0:
            continue
        if month - row[P.ROLE_SINCE, s] >= FIRST_YEAR:
            mentors[member[s]] += 1.0
        elif traits.mentoring_luck(seed, replicate, int(row[P.PERSON, s])) < n.training_mentoring[r]:
            mentored[member[s]] += 1.0
    for t in range(len(mentored)):
        team[T.MENTORING, t] = time_of_a_mentor(mentored[t], mentors[t], n.learning_mentor_time[r])
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0 or month - row[P.ROLE_SINCE, s] >= FIRST_YEAR:
            continue
        luck = traits.mentoring_luck(seed, replicate, int(row[P.PERSON, s]))
        if luck < n.training_mentoring[r] and mentors[member[s]] > 0.0:
            speed[s] = speed[s] * (1.0 + n.learning_mentored[r])
