"""The hierarchy that Pluchino, Rapisarda & Garofalo, and Fetta et al., promote people in.

Seats stand in levels, the top first. Every step people age, the incompetent are dismissed, the old
retire, and each empty seat is taken by one member of the level below; the lowest seats by newcomers.
One model holds R organisations as rows; no row reads another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import mesa
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.published.draws import Limits, Purpose, limited_normal
from sim.state.compiled import kernel, rule
from sim.state.draws import uniform, unit, words
from sim.state.numbers import clip

T = TypeVar("T")

BEST, WORST, RANDOM = 0, 1, 2
STRATEGIES = {"best": BEST, "worst": WORST, "random": RANDOM}
NOBODY = 0
"""The age of an empty seat."""
NO_SEAT = -1
MESA_SEEDS = 2_147_483_648
"""Mesa's own generators, of which nothing is drawn, take seeds below this."""
LAST_STEPS = 400
"""Pluchino et al. 2010 and Fetta et al. 2012: the asymptote is the mean of the last 400 steps."""

FRESH_CALL = int(Purpose.FRESH_COMPETENCE) >> 2
CHOICE_CALL = int(Purpose.CHOICE) >> 2
SEAT_HYPOTHESIS = int(Purpose.SEAT_HYPOTHESIS)

FLOWS = ("promotions", "dismissals", "retirements", "hires", "promotions_owed")
"""Counts of one step. `promotions_owed`: the moves that seats still empty would set off, one a level."""
PROMOTIONS, DISMISSALS, RETIREMENTS, HIRES, OWED = range(5)


class People(NamedTuple):
    """Where newcomers come from and when people go. Competence is on a scale of 0 to 10, ages are years."""

    competence_mean: float
    competence_sd: float
    age_mean: float
    age_sd: float
    age_limits: Limits  # of the age at entry
    oldest: int  # whoever is older retires
    dismissal_below: float


class Rules(NamedTuple):
    """What a step goes by: plain numbers, handed to the kernel."""

    people: People
    opening: Limits  # of the competence at the start
    fresh: Limits  # of newcomers, and of the promoted under the Peter hypothesis
    carried: Limits  # of the promoted under common sense
    simultaneous: bool  # all exits first, then the filling; else level by level from the top
    team_size: int  # 0: candidates are the whole level below; else the seat's own subordinates
    peter_share: float  # share of seats where the Peter hypothesis holds; common sense at the others
    favoured: int  # the strategy played with probability `favoured_share` ...
    otherwise: int  # ... and the one played else
    favoured_share: float


class Structure(NamedTuple):
    """The shape. `start`: (levels + 1,) first seat of each level, top first. `weight`: (levels,)."""

    start: NDArray[np.int64]
    responsibility: NDArray[np.float64]


# --- rules: one person, one seat ---------------------------------------------------------------------


@rule
def carried_competence(competence: float, u: float, limits: Limits) -> float:
    """Common sense: competence goes along, changed by a number between -1 and 1."""
    return clip(competence + 2.0 * u - 1.0, limits.low, limits.high)


@rule
def newcomer_age(u: float, people: People) -> int:
    """The age at entry, a whole number of years."""
    return int(limited_normal(u, people.age_mean, people.age_sd, people.age_limits) + 0.5)


@rule
def is_peter(seed: int, replicate: int, seat: int, share: float) -> bool:
    """Whether the Peter hypothesis holds at a seat: drawn once for the seat's life."""
    return uniform(seed, replicate, seat, 0, SEAT_HYPOTHESIS) < share


# --- kernels: one organisation -----------------------------------------------------------------------


@kernel
def random_candidate(age: np.ndarray, first: int, last: int, u: float) -> int:
    """One of the people present in seats first to last - 1, each with the same chance; else NO_SEAT."""
    present = 0
    for seat in range(first, last):
        present += age[seat] != NOBODY
    left = int(u * present)
    for seat in range(first, last):
        if age[seat] != NOBODY:
            if left == 0:
                return seat
            left -= 1
    return NO_SEAT


@kernel
def extreme_candidate(competence: np.ndarray, age: np.ndarray, first: int, last: int, sign: float) -> int:
    """The most (sign 1) or the least (sign -1) competent person in seats first to last - 1."""
    chosen = NO_SEAT
    record = 0.0
    for seat in range(first, last):
        value = sign * competence[seat]
        if age[seat] != NOBODY and (chosen == NO_SEAT or value > record):
            chosen = seat
            record = value
    return chosen


@kernel
def candidate(
    competence: np.ndarray, age: np.ndarray, first: int, last: int, rules: Rules, u: float, coin: float
) -> int:
    """Who moves up: the strategy's choice among the people in seats first to last - 1."""
    strategy = rules.favoured if coin < rules.favoured_share else rules.otherwise
    if strategy == RANDOM:
        return random_candidate(age, first, last, u)
    return extreme_candidate(competence, age, first, last, 1.0 if strategy == BEST else -1.0)


@kernel
def leave_level(
    competence: np.ndarray, age: np.ndarray, first: int, last: int, people: People, flows: np.ndarray
) -> int:
    """Dismiss the incompetent and retire the old of one level; how many seats that empties."""
    dismissed = 0
    retired = 0
    for seat in range(first, last):
        if age[seat] == NOBODY:
            continue
        incompetent = competence[seat] < people.dismissal_below
        old = age[seat] > people.oldest
        if incompetent or old:
            dismissed += incompetent
            retired += old and not incompetent
            age[seat] = NOBODY
            competence[seat] = 0.0
    flows[DISMISSALS] += dismissed
    flows[RETIREMENTS] += retired
    return dismissed + retired


@kernel
def promote_into(
    competence: np.ndarray,
    age: np.ndarray,
    seat: int,
    first: int,
    last: int,
    rules: Rules,
    seed: int,
    replicate: int,
    step: int,
) -> bool:
    """Fill one seat with somebody from seats first to last - 1; False when nobody is there."""
    w_choice, w_coin, _, _ = words(seed, replicate, seat, step, CHOICE_CALL)
    chosen = candidate(competence, age, first, last, rules, unit(w_choice), unit(w_coin))
    if chosen == NO_SEAT:
        return False
    w_fresh, _, w_carried, _ = words(seed, replicate, seat, step, FRESH_CALL)
    people = rules.people
    if is_peter(seed, replicate, seat, rules.peter_share):
        value = limited_normal(unit(w_fresh), people.competence_mean, people.competence_sd, rules.fresh)
    else:
        value = carried_competence(competence[chosen], unit(w_carried), rules.carried)
    competence[seat] = value
    age[seat] = age[chosen]
    competence[chosen] = 0.0
    age[chosen] = NOBODY
    return True


@kernel
def hire_into(
    competence: np.ndarray,
    age: np.ndarray,
    seat: int,
    people: People,
    limits: Limits,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Fill one seat with a newcomer."""
    w_competence, w_age, _, _ = words(seed, replicate, seat, step, FRESH_CALL)
    competence[seat] = limited_normal(
        unit(w_competence), people.competence_mean, people.competence_sd, limits
    )
    age[seat] = newcomer_age(unit(w_age), people)


@kernel
def fill_level(
    competence: np.ndarray,
    age: np.ndarray,
    level: int,
    start: np.ndarray,
    rules: Rules,
    seed: int,
    replicate: int,
    step: int,
    flows: np.ndarray,
) -> None:
    """Fill the empty seats of one level, in the order of the seats."""
    levels = start.size - 1
    for seat in range(start[level], start[level + 1]):
        if age[seat] != NOBODY:
            continue
        if level == levels - 1:
            hire_into(competence, age, seat, rules.people, rules.fresh, seed, replicate, step)
            flows[HIRES] += 1
            continue
        first = start[level + 1]
        last = start[level + 2]
        if rules.team_size > 0:
            first += (seat - start[level]) * rules.team_size
            last = first + rules.team_size
        if promote_into(competence, age, seat, first, last, rules, seed, replicate, step):
            flows[PROMOTIONS] += 1
        else:
            flows[OWED] += levels - 1 - level


@kernel
def efficiency_of(competence: np.ndarray, structure: Structure) -> float:
    """Global efficiency in percent: 100 sum(C r) / sum(10 n r), Pluchino et al. 2010, equation 1."""
    start, responsibility = structure
    total = 0.0
    full = 0.0
    for level in range(start.size - 1):
        level_total = 0.0
        for seat in range(start[level], start[level + 1]):
            level_total = level_total + competence[seat]
        total = total + responsibility[level] * level_total
        full = full + 10.0 * responsibility[level] * (start[level + 1] - start[level])
    return 100.0 * total / full


# --- kernels: all organisations ----------------------------------------------------------------------


@kernel
def open_all(
    competence: np.ndarray,
    age: np.ndarray,
    structure: Structure,
    rules: Rules,
    seed: int,
    replicates: np.ndarray,
    efficiency: np.ndarray,
) -> None:
    """Seat people at the start. competence, age: (R, seats); replicates, efficiency: (R,)."""
    for row in range(competence.shape[0]):
        for seat in range(competence.shape[1]):
            hire_into(competence[row], age[row], seat, rules.people, rules.opening, seed, replicates[row], 0)
        efficiency[row] = efficiency_of(competence[row], structure)


@kernel
def live_step(
    competence: np.ndarray,
    age: np.ndarray,
    structure: Structure,
    rules: Rules,
    seed: int,
    replicates: np.ndarray,
    step: int,
    years: int,
    efficiency: np.ndarray,
    flows: np.ndarray,
    exits: np.ndarray,
) -> None:
    """Live one step in every organisation.

    competence, age: (R, seats). Out: efficiency (R,) percent, flows (R, 5), exits (R, levels) people.
    `years`: by how much everybody ages in this step.
    """
    start = structure.start
    levels = start.size - 1
    for row in range(competence.shape[0]):
        skill, old, counts = competence[row], age[row], flows[row]
        for seat in range(old.size):
            old[seat] += years if old[seat] != NOBODY else 0
        if rules.simultaneous:
            for level in range(levels):
                exits[row, level] = leave_level(
                    skill, old, start[level], start[level + 1], rules.people, counts
                )
        for level in range(levels):
            if not rules.simultaneous:
                exits[row, level] = leave_level(
                    skill, old, start[level], start[level + 1], rules.people, counts
                )
            fill_level(skill, old, level, start, rules, seed, replicates[row], step, counts)
        efficiency[row] = efficiency_of(skill, structure)


# --- the host ----------------------------------------------------------------------------------------


def option(what: str, name: str, options: Mapping[str, T]) -> T:
    """The option of that name; a word of what there is when there is none."""
    if name not in options:
        raise ValueError(f"{what} is {name!r}; it can be one of: {', '.join(options)}")
    return options[name]


def root_key(seed: int) -> int:
    """A seed of up to 64 bits as the signed number with the same bits, which is what kernels take."""
    return int(np.uint64(seed).astype(np.int64))


def ordered_mean(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """(steps, R) averaged over the steps, added in their order: the same bits however many rows there are."""
    return np.asarray(np.add.accumulate(steps, axis=0)[-1] / len(steps))


def replicate_numbers(replicates: int | Sequence[int]) -> NDArray[np.int64]:
    """The global indices of luck: 0 to n - 1 for a count, else the numbers themselves."""
    numbers = np.asarray(replicates, dtype=np.int64)
    return np.arange(int(numbers), dtype=np.int64) if numbers.ndim == 0 else numbers


class Hierarchy(mesa.Model):
    """R organisations of one shape under one set of rules; the published models say which.

    `efficiency`: (steps + 1, R) percent; `flows`: (steps + 1, R, 5) and `exits`: (steps + 1, R, levels)
    people in a step; `competence` and `age`: (R, seats), the present state. Row 0 is the start.
    """

    steps_a_year = 1

    def __init__(
        self,
        sizes: Sequence[int],
        responsibility: Sequence[float],
        rules: Rules,
        steps: int,
        replicates: int | Sequence[int],
        seed: int,
    ) -> None:
        super().__init__(rng=seed % MESA_SEEDS)
        self.root_key = root_key(seed)
        self.last_step = steps
        self.replicates = replicate_numbers(replicates)
        self.rules = rules
        self.structure = Structure(
            np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
            np.asarray(responsibility, dtype=np.float64),
        )
        rows, seats, levels = len(self.replicates), int(self.structure.start[-1]), len(sizes)
        self.competence = np.zeros((rows, seats))
        self.age = np.zeros((rows, seats), dtype=np.int64)
        self.efficiency = np.zeros((steps + 1, rows))
        self.flows = np.zeros((steps + 1, rows, len(FLOWS)), dtype=np.int16)
        self.exits = np.zeros((steps + 1, rows, levels), dtype=np.int16)
        open_all(
            self.competence, self.age, self.structure, rules, self.root_key, self.replicates,
            self.efficiency[0],
        )  # fmt: skip

    def rules_now(self) -> Rules:
        """The rules of the present step."""
        return self.rules

    def step(self) -> None:
        """Live one step in every organisation, and write it down."""
        now = self.steps
        birthday = int(now % self.steps_a_year == 0)
        live_step(
            self.competence, self.age, self.structure, self.rules_now(), self.root_key, self.replicates,
            now, birthday, self.efficiency[now], self.flows[now], self.exits[now],
        )  # fmt: skip
        self.running = now < self.last_step

    def measures(self) -> pd.DataFrame:
        """A row per replicate and step lived: efficiency (percent) and counts of people in the step.

        Levels count from the top: `exits_level_1` is the top's.
        """
        lived = self.steps + 1
        table = pd.DataFrame(
            {
                "replicate": np.tile(self.replicates, lived),
                "step": np.repeat(np.arange(lived), len(self.replicates)),
                "efficiency": self.efficiency[:lived].ravel(),
            }
        )
        for place, name in enumerate(FLOWS):
            table[name] = self.flows[:lived, :, place].ravel()
        for level in range(self.exits.shape[2]):
            table[f"exits_level_{level + 1}"] = self.exits[:lived, :, level].ravel()
        return table.sort_values(["replicate", "step"], ignore_index=True)

    def first_efficiency(self) -> NDArray[np.float64]:
        """(R,) what a gain is counted from, percent: the efficiency of the first day."""
        return self.efficiency[0]

    def headlines(self) -> pd.DataFrame:
        """A row per replicate: efficiency late in the run and its gain, and counts of people in all steps."""
        lived = self.steps + 1
        late = ordered_mean(self.efficiency[max(lived - LAST_STEPS, 0) : lived])
        first = self.first_efficiency()
        columns = {"replicate": self.replicates, "first": first, "efficiency": late, "gain": late - first}
        for place, name in enumerate(FLOWS[:OWED]):
            columns[name] = self.flows[:lived, :, place].sum(axis=0, dtype=np.int64)
        return pd.DataFrame(columns)

    def accounting_gap(self) -> NDArray[np.int64]:
        """(R,) promotions counted, less those that the exits call for: zero, exactly.

        An exit at a level with k levels below it sets off k promotions, one a level (Pluchino et al.
        2011: N4 + 2 N3 + 3 N2 + 4 N1), apart from those that a seat still empty goes on owing.
        """
        below = np.arange(self.exits.shape[2])[::-1]
        called_for = (self.exits.sum(axis=0, dtype=np.int64) * below).sum(axis=1)
        promoted = self.flows[:, :, PROMOTIONS].sum(axis=0, dtype=np.int64)
        owed = self.flows[self.steps, :, OWED].astype(np.int64)
        return np.asarray(promoted + owed - called_for, dtype=np.int64)
