"""Two arms with the same luck: what changes when one thing does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.spec.policy import Weights
from sim.state.workforce import VOLUNTARY, C, H, P, Step, T
from sim.studies.validation import film as cinema
from sim.studies.validation import moments as stat
from sim.studies.validation.film import Film, World
from sim.studies.validation.moments import Array, Estimator
from sim.studies.validation.ordinary import cohort

YEAR = 12
PUSH = 9
"""Months that a push for time with people lasts (E19)."""

PUSHED = 0.25
"""Share of time that managers are pushed to find for people; the source does not measure it."""

FIVE_YEARS = 60
ROTATED = 0.1
"""Share of contributors a year who move sideways in the company of S15; the source does not say it."""

PAY_GAP = 0.10536051565782628
"""Log points of a pay ten percent lower."""

ONLY_PERFORMANCE = {
    "policy.promotion.favouritism": 0.0,
    "policy.promotion.transparency": 1.0,
    "policy.promotion.explained": 1.0,
    "policy.promotion.external_share": 0.0,
    **{f"policy.promotion.weights.{criterion}": 0.0 for criterion in Weights.model_fields},
    "policy.promotion.weights.performance": 1.0,
}
"""Promotion by performance alone, and known to be."""

ONLY_CONNECTIONS = {
    **ONLY_PERFORMANCE,
    "policy.promotion.weights.performance": 0.0,
    "policy.promotion.weights.closeness": 1.0,
}
"""Promotion by closeness alone, and known to be."""


def incentives(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Mean effort of contributors in years 3 to 5 where performance decides, and where connections do."""
    sums = []
    first = world.scenario(None, "status_quo", 60, ONLY_PERFORMANCE)
    start = world.open(first, lucks)
    for rule in (ONLY_PERFORMANCE, ONLY_CONNECTIONS):
        film = world.shoot(world.scenario(None, "status_quo", 60, rule), start.copy(), 60, (P.EFFORT,))
        there = film[P.PRESENT][24:] * (film.level == 0)
        sums += [(np.exp(film[P.EFFORT][24:]) * there).sum(axis=(0, 2)), there.sum(axis=(0, 2))]
    return {"effort": np.stack(sums, axis=-1)}


def sideways(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Who is still there three years after joining a company in which contributors move sideways."""
    scenario = world.scenario(None, "status_quo", FIVE_YEARS, {"policy.rotation.share": ROTATED})
    film = world.shoot(scenario, world.open(scenario, lucks), FIVE_YEARS)
    return {"cohort_sideways": cohort(film, cinema.spells(film), cinema.moves(film))["cohort_sideways"]}


def hoarding(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Candidates for seats, and ratings of those promoted, when managers stop keeping their people back."""
    usual = world.scenario(None, "status_quo", 36)
    free = world.scenario(None, "status_quo", 36, {"assumptions.seeing.hoarding": 0.0})
    start = world.open(usual, lucks)
    candidates, quality = [], []
    for scenario in (free, usual):
        film = world.shoot(scenario, start.copy(), 36, (C.CANDIDATES, P.RATING))
        candidates += [film[C.CANDIDATES][1:].sum(axis=0), np.full(film.rows, 36.0)]
        promoted = np.isin(film[H.STEP][1:], cinema.UP)
        quality += [(film[P.RATING][1:] * promoted).sum(axis=(0, 2)), promoted.sum(axis=(0, 2))]
    return {
        "candidates": np.stack(candidates, axis=-1).astype(np.float64),
        "quality": np.stack(quality, axis=-1).astype(np.float64),
    }


def pay(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Quits within a year of the people there, at their pay and at ten percent less."""
    scenario = world.scenario(None, "status_quo", YEAR)
    start = world.open(scenario, lucks)
    poorer = start.copy()
    poorer.person(P.PAY)[...] -= PAY_GAP * poorer.person(P.PRESENT)
    sums = []
    for workforce in (poorer, start):
        film = world.shoot(scenario, workforce, YEAR)
        company, _, who = cinema.present(film, 0)
        quits = cinema.left_within(cinema.exits(film), who, 0, YEAR)
        sums += [
            np.bincount(company, weights=quits, minlength=film.rows),
            np.bincount(company, minlength=film.rows),
        ]
    return {"pay_gap": np.stack(sums, axis=-1).astype(np.float64)}


def push(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Quits and output in nine months in which managers are asked to find time for people."""
    usual = world.scenario(None, "status_quo", PUSH)
    pushed = world.scenario(None, "status_quo", PUSH, {"policy.work.people_time": PUSHED})
    start = world.open(usual, lucks)
    quits, output = [], []
    for scenario in (pushed, usual):
        film = world.shoot(scenario, start.copy(), PUSH, (T.OUTPUT,))
        risk = film[P.PRESENT][:-1].sum(axis=(0, 2))
        quits += [np.isin(film[H.CAUSE][1:], VOLUNTARY).sum(axis=(0, 2)), risk]
        output += [film[T.OUTPUT][1:].sum(axis=(0, 2)), np.full(film.rows, float(PUSH))]
    return {
        "push_quits": np.stack(quits, axis=-1).astype(np.float64),
        "push_output": np.stack(output, axis=-1),
    }


COUNTERED = 36
"""Months in which every valued person who announces leaving gets a counteroffer."""


def counteroffers(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Counteroffers taken, and made, where every valued person who announces leaving gets one."""
    usual = world.scenario(None, "status_quo", COUNTERED)
    countered = world.scenario(None, "status_quo", COUNTERED, {"policy.retention.counteroffers": 1.0})
    film = world.shoot(countered, world.open(usual, lucks), COUNTERED, (C.KEPT, C.COUNTEROFFERS))
    return {"taken": np.stack([film[C.KEPT][1:].sum(axis=0), film[C.COUNTEROFFERS][1:].sum(axis=0)], axis=-1)}


def handover(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Knowledge lost per exit with named successors and without: a histogram of losses for each."""
    usual = world.scenario(None, "status_quo", 60)
    named = world.scenario(None, "status_quo", 60, {"policy.work.handover": 0.15, "policy.work.bench": 1.0})
    start = world.open(usual, lucks)
    parts = [losses(world.shoot(s, start.copy(), 60, (T.LOST,))) for s in (named, usual)]
    return {"losses": np.concatenate(parts, axis=1)}


BINS = 240
LOWEST, HIGHEST = -9.0, 5.0
"""Range of the log of a loss in the histogram."""


def losses(film: Film) -> Array:
    """Sum of losses, and counts by log loss, of team-months in which exactly one person left."""
    teams = film[T.LOST].shape[2]
    moved = (film[H.STEP][1:] == Step.PROMOTED) | (film[H.STEP][1:] == Step.FORCED)
    left = np.zeros((film.months, film.rows, teams + 1))
    up = np.zeros_like(left)
    month, row, seat = np.nonzero(film[H.CAUSE][1:])
    np.add.at(left, (month, row, film.team[seat]), 1.0)
    month, row, seat = np.nonzero(moved)
    origin = film[H.FROM_SEAT][1:][month, row, seat].astype(np.int64)
    np.add.at(up, (month, row, film.team[origin]), 1.0)
    alone = (left[..., :teams] == 1.0) & (up[..., :teams] == 0.0)
    month, row, team = np.nonzero(alone)
    loss = film[T.LOST][1:][month, row, team]
    place = np.clip(
        ((np.log(np.maximum(loss, 1e-9)) - LOWEST) / (HIGHEST - LOWEST) * BINS).astype(np.int64), 0, BINS - 1
    )
    table = np.zeros((film.rows, BINS + 1))
    np.add.at(table, (row, 1 + place), 1.0)
    table[:, 0] = np.bincount(row, weights=loss, minlength=film.rows)
    return table


def mean_loss(moments: Array) -> Array:
    """Mean loss of an exit."""
    return np.asarray(moments[..., 0] / moments[..., 1:].sum(axis=-1))


def tail(moments: Array, beyond: float = 0.95) -> Array:
    """The loss that all but five in a hundred exits stay below."""
    counts = moments[..., 1:]
    share = np.cumsum(counts, axis=-1) / counts.sum(axis=-1, keepdims=True)
    step = (HIGHEST - LOWEST) / BINS
    above = np.argmax(share >= beyond, axis=-1)
    before = np.take_along_axis(share, np.maximum(above - 1, 0)[..., None], -1)[..., 0]
    at = np.take_along_axis(share, above[..., None], -1)[..., 0]
    part = (beyond - before) / np.maximum(at - before, 1e-12)
    return np.asarray(np.exp(LOWEST + step * (above + part)))


HALF = BINS + 1


def loss_cut(moments: Array) -> Array:
    """How much less is lost per exit with named successors, in percent."""
    return np.asarray(100.0 * (1.0 - mean_loss(moments[..., :HALF]) / mean_loss(moments[..., HALF:])))


def tail_cut(moments: Array) -> Array:
    """How much more the tail is cut than the mean, in percentage points."""
    cut = 100.0 * (1.0 - tail(moments[..., :HALF]) / tail(moments[..., HALF:]))
    return np.asarray(cut - loss_cut(moments))


def heaviness(moments: Array) -> Array:
    """The loss at the 95th percentile over the mean loss, without named successors."""
    usual = moments[..., HALF:]
    return np.asarray(tail(usual) / mean_loss(usual))


def percent(moments: Array) -> Array:
    """Relative change in percent."""
    return np.asarray(100.0 * stat.relative_change(moments))


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "S17": ("effort", percent),
    "S28.pay": ("pay_gap", percent),
    "S15.lateral": ("cohort_sideways", stat.ratio),
    "S30.applications": ("candidates", percent),
    "S30.quality": ("quality", stat.difference),
    "S28.counteroffer": ("taken", stat.ratio),
    "S21.quits": ("push_quits", percent),
    "S21.output": ("push_output", percent),
    "S27.mean": ("losses", loss_cut),
    "S27.tail": ("losses", tail_cut),
    "S27.heavy": ("losses", heaviness),
}
"""Which moments and which estimator make each fact."""
