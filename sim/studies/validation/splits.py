"""How managers should divide their time: output by share of own technical work and by span."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sim.state.workforce import T
from sim.studies.validation.film import World
from sim.studies.validation.moments import Array, Estimator

SHARES = tuple(k / 10 for k in range(9))
SPANS = (4, 8, 12)
MONTHS = 24
SETTLED = 12


def study(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Mean output a month by share of technical work, for companies with teams of four, eight and twelve."""
    lucks = list(lucks)
    return {f"span{span}": _sweep(world, lucks, span) for span in SPANS}


def _sweep(world: World, lucks: list[int], span: int) -> Array:
    sums = []
    start = None
    for share in SHARES:
        also = {"company.span": span, "policy.work.coaching_share": share}
        scenario = world.scenario(None, "status_quo", MONTHS, also)
        start = world.open(scenario, lucks) if start is None else start
        film = world.shoot(scenario, start.copy(), MONTHS, (T.OUTPUT,))
        sums.append(film[T.OUTPUT][SETTLED:].sum(axis=(0, 2)))
    return np.stack(sums, axis=-1)


def best_share(moments: Array) -> Array:
    """The share with the highest output: the top of the parabola through the best three."""
    best = np.clip(np.argmax(moments, axis=-1), 1, len(SHARES) - 2)
    low, top, high = (np.take_along_axis(moments, (best + k)[..., None], -1)[..., 0] for k in (-1, 0, 1))
    bend = low - 2.0 * top + high
    shift = np.where(bend < 0, 0.5 * (low - high) / np.where(bend < 0, bend, -1.0), 0.0)
    inner = 0.1 * (best + np.clip(shift, -1.0, 1.0))
    return np.asarray(inner)


def narrowing(moments: Array) -> Array:
    """How the best share changes from teams of four to teams of twelve."""
    size = len(SHARES)
    return np.asarray(best_share(moments[..., size:]) - best_share(moments[..., :size]))


def paired(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """`study`, with the two ends of the spans side by side."""
    found = study(world, lucks)
    return {**found, "ends": np.concatenate([found["span4"], found["span12"]], axis=1)}


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "S26.optimum": ("span8", best_share),
    "S26.span": ("ends", narrowing),
}
"""Which moments and which estimator make each fact."""
