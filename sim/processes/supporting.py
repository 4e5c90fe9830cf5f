"""Support for those who are new: coaches, mentors who take time, and good managers as examples."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.leading import Competencies, Weights, skill_with_people, weights_of
from sim.state import traits
from sim.state.compiled import rule
from sim.state.workforce import Array, C, P, T, Whole


class Numbers(NamedTuple):
    """What support needs; each (R,)."""

    training_mentoring: Array
    training_coaching: Array
    learning_mentored: Array
    learning_coached: Array
    learning_mentor_time: Array
    learning_role_models: Array
    learning_new_for: Array
    learning_example_bar: Array
    learning_enough_examples: Array
    learning_most_mentoring: Array
    competencies: Competencies


@rule
def example_of(share: float, effect: float, enough: float) -> float:
    """What a share of managers who are examples does for new ones: half of it where there are `enough`."""
    return effect * share / (share + enough)


@rule
def time_of_a_mentor(mentored: float, mentors: float, each: float, most: float) -> float:
    """The share of time that each of a team's mentors spends, when each mentored person takes `each`."""
    return min(each * mentored / mentors, most) if mentors > 0.0 else 0.0


@rule
def share_of_examples(row: Array, head: Whole, bar: float, weights: Weights) -> float:
    """The share of the managers there whose skill with people is above the bar of an example."""
    there = 0.0
    good = 0.0
    for t in range(len(head)):
        s = head[t]
        there = there + row[P.PRESENT, s]
        good = good + (row[P.PRESENT, s] if skill_with_people(row, s, weights) > bar else 0.0)
    return good / max(there, 1.0)


@rule
def show_examples(
    row: Array, company: Array, head: Whole, month: int, n: Numbers, r: int, speed: Array
) -> None:
    """Let new managers learn faster where there are good ones to learn from (A3)."""
    share = share_of_examples(row, head, n.learning_example_bar[r], weights_of(n.competencies, r))
    company[C.ROLE_MODELS] = example_of(share, n.learning_role_models[r], n.learning_enough_examples[r])
    for t in range(len(head)):
        s = head[t]
        if month - row[P.ROLE_SINCE, s] < n.learning_new_for[r]:
            speed[s] = speed[s] * (1.0 + company[C.ROLE_MODELS])


@rule
def mentor(
    row: Array, team: Array, member: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
    speed: Array, mentored: Array, mentors: Array,
) -> None:  # fmt: skip
    """Give a share of those who are new in their role a mentor of their team: they learn faster (E56).

    Mentors are those of the team who have been in their role for longer; they share the time it takes.
    `mentored` and `mentors` (teams + 1,) are room to count in.
    """
    for t in range(len(mentored)):
        mentored[t] = 0.0
        mentors[t] = 0.0
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0:
            continue
        if month - row[P.ROLE_SINCE, s] >= n.learning_new_for[r]:
            mentors[member[s]] += 1.0
        elif traits.mentoring_luck(seed, replicate, int(row[P.PERSON, s])) < n.training_mentoring[r]:
            mentored[member[s]] += 1.0
    for t in range(len(mentored)):
        team[T.MENTORING, t] = time_of_a_mentor(
            mentored[t], mentors[t], n.learning_mentor_time[r], n.learning_most_mentoring[r]
        )
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0 or month - row[P.ROLE_SINCE, s] >= n.learning_new_for[r]:
            continue
        luck = traits.mentoring_luck(seed, replicate, int(row[P.PERSON, s]))
        if luck < n.training_mentoring[r] and mentors[member[s]] > 0.0:
            speed[s] = speed[s] * (1.0 + n.learning_mentored[r])


@rule
def coach(
    row: Array, company: Array, head: Whole, seed: int, replicate: int, month: int, n: Numbers, r: int,
    speed: Array,
) -> None:  # fmt: skip
    """Give a share of new managers a coach from outside: they learn faster, and the company pays (B12)."""
    company[C.COACHED] = 0.0
    for t in range(len(head)):
        s = head[t]
        if row[P.PRESENT, s] == 0.0 or month - row[P.ROLE_SINCE, s] >= n.learning_new_for[r]:
            continue
        if traits.coaching_luck(seed, replicate, int(row[P.PERSON, s])) < n.training_coaching[r]:
            speed[s] = speed[s] * (1.0 + n.learning_coached[r])
            company[C.COACHED] += 1.0
