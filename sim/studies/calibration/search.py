"""The search: draws from the prior, lived by the same companies, and the nearest to the facts are kept.

Rejection sampling (approximate Bayesian computation) in two rounds, deterministic: luck is keyed. All draws
of a round are rows of one model. The first round's kept draws say how far the facts narrow a number down;
the second round looks closer around them, and its kept draws' mean is the fitted value. A number that the
facts do not narrow down stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.spec.assumptions import Assumptions
from sim.spec.reader import load as read
from sim.spec.scenario import catalogue
from sim.state import draws as luck
from sim.studies.calibration.blocks import COMPANY_BLOCKS, Block, Free, blocks
from sim.studies.validation.facts import Fact, load
from sim.studies.validation.film import World
from sim.studies.validation.moments import Array, merged
from sim.studies.validation.report import STUDIES

PURPOSE = 1 << 21
"""Luck of calibration lives beyond every purpose of the model and of the experiments."""

KEEP = 0.1
"""Share of the draws of a round that is kept."""

LEAST_KEPT = 8
"""Fewer draws say too little about how wide they are: among four, one idle number in five looks narrow."""

REACH = 1.5
"""How many standard deviations of the kept draws the second round looks to either side."""

ROWS = 60
"""Companies times draws lived at a time."""

IDENTIFIED = 0.6
"""A number is taken for identified when the facts narrow it to less than this share of the prior's width."""


@dataclass(frozen=True)
class Fitted:
    """One free number after the search."""

    free: Free
    start: float
    value: float
    width: float
    """Standard deviation of the kept draws of the first round over that of the prior."""

    @property
    def identified(self) -> bool:
        """Whether the facts narrowed it down."""
        return self.width < IDENTIFIED


@dataclass(frozen=True)
class Met:
    """A fact of a block, as the fitted draws of the last round show it."""

    fact: Fact
    value: float

    @property
    def inside(self) -> bool:
        """Whether it lies inside its interval."""
        return bool(self.fact.low <= self.value <= self.fact.high)


@dataclass(frozen=True)
class BlockResult:
    """What a block's search found."""

    block: Block
    fitted: tuple[Fitted, ...]
    met: tuple[Met, ...]
    tested: tuple[Met, ...] = ()
    """The same figures in years that were not looked at here, with the numbers as fitted."""


@dataclass(frozen=True)
class Settings:
    """How hard to search. `start`: dotted path to value, in place of the defaults."""

    lives: int = 1536
    """Draws times companies in a round of a block."""
    sweeps: int = 1
    seed: int = 1
    start: Mapping[str, Any] = field(default_factory=dict)

    def draws(self, free: int) -> int:
        """How many draws a block with so many free numbers gets; the fewer, the more companies for each."""
        return min({1: 24, 2: 48}.get(free, 96), self.lives // 4)

    def companies(self, block: Block) -> int:
        """How many companies live in each of its draws."""
        return max(int(self.lives * block.share) // self.draws(len(block.free)), 4)


@dataclass(frozen=True)
class Calibration:
    """All blocks, in order, as their last sweep left them; `values` are the assumptions found."""

    results: tuple[BlockResult, ...]
    values: Mapping[str, float]
    companies: Mapping[str, float]
    settings: Settings

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Free numbers, those identified, facts, and those met."""
        fitted = [f for result in self.results for f in result.fitted]
        met = [m for result in self.results for m in result.met]
        return len(fitted), sum(f.identified for f in fitted), len(met), sum(m.inside for m in met)


def calibrate(
    settings: Settings | None = None,
    only: Sequence[str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Calibration:
    """Fit every block (or `only` some) in order, `sweeps` times over, each with the others frozen."""
    settings = settings or Settings()
    values: dict[str, float] = {path: float(value) for path, value in settings.start.items()}
    companies: dict[str, float] = {}
    chosen = [block for block in blocks() if only is None or block.name in only]
    results: dict[str, BlockResult] = {}
    for sweep in range(settings.sweeps):
        for number, block in enumerate(chosen):
            progress(sweep * len(chosen) + number, settings.sweeps * len(chosen))
            result = fit(block, values, settings)
            results[block.name] = result
            if block.name in COMPANY_BLOCKS:
                for fitted in result.fitted:
                    companies[f"{COMPANY_BLOCKS[block.name]}: {fitted.free.paths[0]}"] = fitted.value
            else:
                for fitted in result.fitted:
                    values |= spelled_out(fitted.free, fitted.value, values)
    return Calibration(tuple(results.values()), values, companies, settings)


def fit(block: Block, frozen: Mapping[str, float], settings: Settings) -> BlockResult:
    """Search one block in two rounds around what is frozen."""
    facts = {fact.id: fact for fact in load()}
    wanted = [facts[name] for name in block.facts]
    ranges = [(free.low, free.high) for free in block.free]
    first, kept = _round(block, wanted, ranges, frozen, settings, 0)
    wide = first[kept]
    width = [float(wide[:, j].std(ddof=1) / free.prior_spread) for j, free in enumerate(block.free)]
    closer = [_closer(free, wide[:, j]) for j, free in enumerate(block.free)]
    second, kept = _round(block, wanted, closer, frozen, settings, 1)
    points = second[kept].mean(axis=0)
    before = {**frozen, **as_filed(block)}
    fitted = tuple(
        _fitted(free, start_of(free, before), float(point), w)
        for free, point, w in zip(block.free, points, width, strict=True)
    )
    kept_apart = [facts[name] for name in later_years(block) if name in facts]
    chosen = np.array([[f.value for f in fitted]])
    companies = max(int(settings.lives * block.share) // 8, 8)
    final = simulate(block, [*wanted, *kept_apart], chosen, frozen, settings, companies)
    met = [Met(fact, float(value)) for fact, value in zip([*wanted, *kept_apart], final[0], strict=True)]
    return BlockResult(block, fitted, tuple(met[: len(wanted)]), tuple(met[len(wanted) :]))


def later_years(block: Block) -> list[str]:
    """The facts of the test years that belong to a block's facts of the years of the fit."""
    return [name.removesuffix(".fit") + ".test" for name in block.facts if name.endswith(".fit")]


def _fitted(free: Free, start: float, point: float, width: float) -> Fitted:
    """A number where the facts put it; where they say too little it stays where it was."""
    return Fitted(free, start, _rounded(point) if width < IDENTIFIED else start, width)


def _closer(free: Free, kept: Array) -> tuple[float, float]:
    """The range of the second round: around the kept draws, never outside the prior."""
    reach = REACH * max(float(kept.std(ddof=1)), 0.02 * (free.high - free.low))
    return max(free.low, float(kept.mean()) - reach), min(free.high, float(kept.mean()) + reach)


def _round(
    block: Block,
    facts: Sequence[Fact],
    ranges: Sequence[tuple[float, float]],
    frozen: Mapping[str, float],
    settings: Settings,
    number: int,
) -> tuple[Array, Array]:
    """Draws (draw, free), and which of them are nearest to the facts."""
    count = settings.draws(len(ranges))
    points = spread_out(ranges, count, settings.seed, number)
    found = simulate(block, facts, points, frozen, settings, settings.companies(block))
    near = np.argsort(distance(found, facts), kind="stable")
    return points, near[: max(int(KEEP * count), LEAST_KEPT)]


def spread_out(ranges: Sequence[tuple[float, float]], count: int, seed: int, number: int) -> Array:
    """Latin hypercube of keyed draws: one in each of `count` equal parts of every range."""
    columns = []
    for j, (low, high) in enumerate(ranges):
        keyed = [
            luck.uniform(seed, draw, j, luck.TRAITS, PURPOSE + 8 * number + part)
            for part in range(2)
            for draw in range(count)
        ]
        order, inside = np.argsort(keyed[:count], kind="stable"), np.array(keyed[count:])
        columns.append(low + (high - low) * (order + inside) / count)
    return np.stack(columns, axis=1)


def distance(found: Array, facts: Sequence[Fact]) -> Array:
    """Root mean square distance from the facts' targets, in half widths of their intervals; (draws,).

    A fact that is a direction only counts nothing inside and twice its half width outside.
    """
    target, low, high = (np.array([getattr(fact, k) for fact in facts]) for k in ("target", "low", "high"))
    off = (found - target) / np.maximum(0.5 * (high - low), 1e-9)
    sign = np.array([fact.sign_only for fact in facts])
    off = np.where(sign, np.where((found >= low) & (found <= high), 0.0, 2.0), off)
    off = np.where(np.isfinite(found), off, 10.0)
    return np.asarray(np.sqrt((off * off).mean(axis=1)))


def simulate(
    block: Block,
    facts: Sequence[Fact],
    points: Array,
    frozen: Mapping[str, float],
    settings: Settings,
    companies: int,
) -> Array:
    """The facts of every draw: (draws, facts)."""
    table = draw_table(block, points, frozen)
    found = np.full((len(points), len(facts)), np.nan)
    size = max(ROWS // companies, 1)  # more companies than ROWS are lived block by block
    for study in dict.fromkeys(fact.study for fact in facts):
        for first in range(0, len(table), size):
            part = table.iloc[first : first + size]
            world = World(settings.seed, dict(frozen), draws=part)
            moments = _lived(study, world, companies)
            for j, fact in enumerate(facts):
                if fact.study == study:
                    name, estimator = STUDIES[study].estimates[fact.id]
                    mine = moments[name].reshape(len(part), companies, -1).sum(axis=1)
                    with np.errstate(all="ignore"):
                        found[first : first + size, j] = estimator(mine)
    return found


def _lived(study: str, world: World, companies: int) -> dict[str, Array]:
    """A study's moments; with one draw the companies are cut into blocks."""
    if world.draws is not None and len(world.draws) > 1:
        return STUDIES[study].run(world, range(companies))
    cuts = [range(companies)[first : first + ROWS] for first in range(0, companies, ROWS)]
    if len(cuts) > 1 and len(cuts[-1]) < 8:
        cuts[-2:] = [range(cuts[-2].start, companies)]
    return merged([STUDIES[study].run(world, cut) for cut in cuts])


def draw_table(block: Block, points: Array, frozen: Mapping[str, float]) -> pd.DataFrame:
    """A row per draw and a column per parameter that moves."""
    columns: dict[str, Any] = {"draw": np.arange(len(points))}
    for j, free in enumerate(block.free):
        for path in free.paths:
            columns[path] = points[:, j] * (current(path, frozen) if free.factor else 1.0)
    return pd.DataFrame(columns)


def current(path: str, frozen: Mapping[str, float]) -> float:
    """What a parameter stands at: frozen by an earlier block, or the default."""
    return float(frozen.get(path, catalogue()[path].default))


def as_filed(block: Block) -> dict[str, float]:
    """What the company file of a block says of its free numbers; nothing for the blocks of assumptions."""
    if block.name not in COMPANY_BLOCKS:
        return {}
    company: Any = read(COMPANY_BLOCKS[block.name], "status_quo").company
    found = {}
    for free in block.free:
        value = company
        for name in free.paths[0].split(".")[1:]:
            value = getattr(value, name)
        found[free.paths[0]] = float(value)
    return found


def start_of(free: Free, frozen: Mapping[str, float]) -> float:
    """What a free number stands at before its block; a factor at 1."""
    return 1.0 if free.factor else current(free.paths[0], frozen)


def spelled_out(free: Free, value: float, frozen: Mapping[str, float]) -> dict[str, float]:
    """A fitted number as parameters."""
    if free.factor:
        return {path: _rounded(value * current(path, frozen)) for path in free.paths}
    return {free.paths[0]: value}


def _rounded(x: float) -> float:
    return float(f"{x:.3g}")


def as_toml(found: Calibration) -> str:
    """The assumptions found, as a file of assumptions; the companies' values as remarks."""
    groups: dict[str, list[str]] = {}
    for path, value in found.values.items():
        _, group, name = path.split(".")
        groups.setdefault(group, []).append(f"{name} = {value:g}")
    lines = [
        "# Made by `twinladder calibrate`; see docs/calibration.md.",
        'title = "Calibrated"',
        'question = "What fits the facts of class C?"',
        'author = "Twinladder"',
        'description = "The numbers that the calibration found; all others are defaults."',
        *(f"# company file {name} = {value:g}" for name, value in found.companies.items()),
    ]
    for group, entries in groups.items():
        lines += ["", f"[{group}]", *entries]
    text = "\n".join(lines) + "\n"
    _check(found)
    return text


def _check(found: Calibration) -> None:
    """Every value must be allowed where it will stand."""
    tree: dict[str, dict[str, float]] = {}
    for path, value in found.values.items():
        _, group, name = path.split(".")
        tree.setdefault(group, {})[name] = value
    Assumptions.model_validate(tree)
