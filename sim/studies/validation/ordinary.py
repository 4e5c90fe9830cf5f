"""The generic technology company, left alone for five years: attrition, tenure, surveys, careers, wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from sim.state.workforce import VOLUNTARY, Cause, H, P, Step, T
from sim.studies.validation import film as cinema
from sim.studies.validation import moments as stat
from sim.studies.validation.film import IN_PLACE, RECOGNISED, Exits, Film, Moves, Spells, World
from sim.studies.validation.moments import Array, Estimator, Whole

MONTHS = 60
LONGEST = 60
"""Months of tenure in the life table."""

RELIABILITY = 0.85
"""Reliability of a survey of satisfaction or intention."""

SURVEYS = (12, 24, 36, 48)
"""Months at whose end people are asked; who has quit is looked up a year later."""

AHEAD = 12
LONGEST_IN_POST = 60
COLUMNS = (
    P.MORALE, P.INTENTION, P.RATING, P.ENTRY_AGE, P.WANT_MANAGE, P.WANT_TECHNICAL, P.WANT_PROJECT,
    P.STEP_SINCE, P.ROLE_SINCE, P.JOINED, P.PAY, P.PERFORMANCE, P.LEADERSHIP, P.LEADERSHIP_ACQUIRED,
    P.COMMUNICATION, P.COMMUNICATION_ACQUIRED, P.CONFLICT, P.CONFLICT_ACQUIRED, P.STRATEGY,
    P.STRATEGY_ACQUIRED, T.BOSS_PEOPLE,
)  # fmt: skip


def study(world: World, lucks: Iterable[int]) -> dict[str, Array]:
    """Moments of every statistic that one untouched generic company shows."""
    scenario = world.scenario(None, "status_quo", MONTHS)
    film = world.shoot(scenario, world.open(scenario, lucks), MONTHS, COLUMNS)
    gone, moved, lives = cinema.exits(film), cinema.moves(film), cinema.spells(film)
    return {
        "attrition": attrition(film, gone),
        "life_table": life_table(film, lives),
        **survey(film, gone),
        "wishes": wishes(film),
        "wish_and_age": wish_and_age(film),
        **steps(film, moved),
        **cohort(film, lives, moved),
        **outsiders(film, gone, moved),
        "finding_feet": finding_feet(film, moved),
    }


def attrition(film: Film, gone: Exits, causes: Iterable[int] = VOLUNTARY) -> Array:
    """Voluntary exits, and years of people at risk."""
    chosen = np.isin(gone.cause, tuple(causes))
    events = np.bincount(gone.company[chosen], minlength=film.rows)
    years = film[P.PRESENT][:-1].sum(axis=(0, 2)) / 12.0
    return np.stack([events, years], axis=-1)


def life_table(film: Film, lives: Spells) -> Array:
    """People at risk in each month of tenure from the first, then exits in each (every cause counts)."""
    start = np.clip(lives.first + 1 - lives.joined, 1, LONGEST + 1)
    last = np.where(lives.left > 0, lives.left, film.months) - lives.joined
    stop = np.clip(last + 1, start, LONGEST + 1)
    change = np.zeros((film.rows, LONGEST + 2))
    np.add.at(change, (lives.company, start), 1.0)
    np.add.at(change, (lives.company, stop), -1.0)
    at_risk = np.cumsum(change, axis=1)[:, 1 : LONGEST + 1]
    events = np.zeros((film.rows, LONGEST + 2))
    ended = (lives.left > lives.first) & (last >= 1) & (last <= LONGEST)
    np.add.at(events, (lives.company[ended], last[ended]), 1.0)
    return np.concatenate([at_risk, events[:, 1 : LONGEST + 1]], axis=1)


def hazards(moments: Array) -> Array:
    """Monthly hazard by month of tenure from a life table."""
    return np.asarray(moments[..., LONGEST:] / np.maximum(moments[..., :LONGEST], 1.0))


def survival(months: int) -> Estimator:
    """Share still there after some months, by the product limit."""
    return lambda moments: np.asarray(np.prod(1.0 - hazards(moments)[..., :months], axis=-1))


def peak(moments: Array) -> Array:
    """The month of tenure with the highest hazard, a mean of three months."""
    h = hazards(moments)
    smooth = (h[..., :-2] + h[..., 1:-1] + h[..., 2:]) / 3.0
    return np.asarray(np.argmax(smooth, axis=-1) + 2.0)


def later_hazard(moments: Array) -> Array:
    """Hazard of the third to fifth year as a share of the first year's."""
    events, risk = moments[..., LONGEST:], moments[..., :LONGEST]
    late = events[..., 24:].sum(axis=-1) / risk[..., 24:].sum(axis=-1)
    return np.asarray(late / (events[..., :12].sum(axis=-1) / risk[..., :12].sum(axis=-1)))


def survey(film: Film, gone: Exits) -> dict[str, Array]:
    """Products of satisfaction, intention and rating with quitting within a year, over all surveys."""
    pairs: dict[str, list[tuple[Whole, Array, Array]]] = {
        "satisfaction_quit": [], "intention_quit": [], "satisfaction_intention": [], "rating_quit": [],
    }  # fmt: skip
    for month in SURVEYS:
        company, seat, who = cinema.present(film, month)
        quits = cinema.left_within(gone, who, month, AHEAD)
        others = cinema.left_within(gone, who, month, AHEAD, (Cause.DISMISSAL, Cause.RETIREMENT))
        asked = (film[P.JOINED][month, company, seat] <= month - 3) & (others == 0.0)
        at = month, company[asked], seat[asked]
        morale, intention, rating = film[P.MORALE][at], film[P.INTENTION][at], film[P.RATING][at]
        quit_, where = quits[asked], company[asked]
        pairs["satisfaction_quit"].append((where, morale, quit_))
        pairs["intention_quit"].append((where, intention, quit_))
        pairs["satisfaction_intention"].append((where, morale, intention))
        pairs["rating_quit"].append((where, rating, quit_))
    return {name: _products(film.rows, parts) for name, parts in pairs.items()}


def _products(rows: int, parts: list[tuple[Whole, Array, Array]]) -> Array:
    company, x, y = (np.concatenate(column) for column in zip(*parts, strict=True))
    return stat.by_company(company, rows, *stat.products(x, y))


def wishes(film: Film) -> Array:
    """How many like managing, technical depth, or projects best; and how many people there are."""
    company, seat, _ = cinema.present(film, 0)
    wants = np.stack([film[c][0, company, seat] for c in (P.WANT_MANAGE, P.WANT_TECHNICAL, P.WANT_PROJECT)])
    best = np.argmax(wants, axis=0)
    return stat.by_company(company, film.rows, *(1.0 * (best == k) for k in range(3)), np.ones(len(company)))


def wish_and_age(film: Film) -> Array:
    """Products of age now and the wish to manage."""
    company, seat, _ = cinema.present(film, 0)
    age = film[P.ENTRY_AGE][0, company, seat] - film[P.JOINED][0, company, seat] / 12.0
    return stat.by_company(company, film.rows, *stat.products(age, film[P.WANT_MANAGE][0, company, seat]))


def share(of: int, parts: int) -> Estimator:
    """One count over the last."""
    return lambda moments: np.asarray(moments[..., of] / moments[..., parts])


def steps(film: Film, moved: Moves) -> dict[str, Array]:
    """Steps up and person-months: in all, into management, by months in post, and by having had a step."""
    top = int(film.level.max())
    rows = film.rows
    up = np.isin(moved.kind, RECOGNISED)
    company, month = moved.company[up], moved.month[up]
    before = np.where(np.isin(moved.kind[up], IN_PLACE), moved.seat[up], moved.origin[up])
    risk = (film[P.PRESENT][:-1] > 0) & (film.level < top)[None, None, :]
    clock = np.arange(film.months)[:, None, None]
    waited = np.clip(clock + 1 - film[P.STEP_SINCE][:-1], 1, LONGEST_IN_POST).astype(np.int64)
    stepped = film[P.STEP_SINCE][:-1] > film[P.JOINED][:-1]
    contributor = risk & (film.level == 0)[None, None, :]
    at = month - 1, company, before
    into = np.isin(moved.kind[up], cinema.UP) & (film.level[before] == 0)
    table = np.zeros((rows, 2 * LONGEST_IN_POST))
    place = np.nonzero(risk)
    np.add.at(table, (place[1], waited[place] - 1), 1.0)
    np.add.at(table, (company, LONGEST_IN_POST + waited[at] - 1), 1.0)
    rested = risk & (waited > 12)
    again = rested[at]
    had = stepped[at]
    return {
        "any_step": np.stack([np.bincount(company, minlength=rows), risk.sum(axis=(0, 2))], axis=-1),
        "into_management": np.stack(
            [np.bincount(company[into], minlength=rows), contributor.sum(axis=(0, 2))], axis=-1
        ),
        "time_in_post": table,
        "promoted_before": np.stack(
            [
                np.bincount(company[again & had], minlength=rows),
                (rested & stepped).sum(axis=(0, 2)),
                np.bincount(company[again & ~had], minlength=rows),
                (rested & ~stepped).sum(axis=(0, 2)),
            ],
            axis=-1,
        ).astype(np.float64),
    }


def step_hazard(low: int, high: int) -> Callable[[Array], Array]:
    """Monthly hazard of a step in the months `low` to `high` in post."""
    places = slice(low - 1, high)

    def estimate(moments: Array) -> Array:
        risk, events = moments[..., :LONGEST_IN_POST], moments[..., LONGEST_IN_POST:]
        return np.asarray(events[..., places].sum(axis=-1) / risk[..., places].sum(axis=-1))

    return estimate


def step_peak(moments: Array) -> Array:
    """The month in post around which steps are likeliest, a mean of five months."""
    risk, events = moments[..., :LONGEST_IN_POST], moments[..., LONGEST_IN_POST:]
    hazard = events / np.maximum(risk, 1.0)
    smooth = sum(hazard[..., k : LONGEST_IN_POST - 4 + k] for k in range(5))
    return np.asarray(np.argmax(smooth, axis=-1) + 3.0)


def second_peak(moments: Array) -> Array:
    """Hazard of a step at 22 to 26 months in post over that at 16 to 20."""
    return np.asarray(step_hazard(22, 26)(moments) / step_hazard(16, 20)(moments))


def late_steps(moments: Array) -> Array:
    """Hazard of a step at 37 to 59 months in post over that at 10 to 26."""
    return np.asarray(step_hazard(37, 59)(moments) / step_hazard(10, 26)(moments))


def cohort(film: Film, lives: Spells, moved: Moves) -> dict[str, Array]:
    """Of people hired early in the film: who was still there three years later, promoted, moved, or neither.

    As the source did it: whoever was promoted or moved before leaving counts as such, so that those who left
    early had less time for it (survivorship is kept). Who was promoted counts as promoted alone.
    """
    hired = (lives.joined >= 1) & (lives.joined <= film.months - 36)
    who, joined = lives.who[hired], lives.joined[hired]
    stayed = ((lives.left[hired] == 0) | (lives.left[hired] > joined + 36)).astype(np.float64)
    promoted = _within_three_years(who, joined, moved, RECOGNISED)
    sideways = (1.0 - promoted) * _within_three_years(who, joined, moved, (Step.SIDEWAYS,))
    neither = 1.0 - promoted - sideways
    company = lives.company[hired]
    return {
        f"cohort_{name}": stat.by_company(company, film.rows, stayed * chosen, chosen)
        for name, chosen in (("promoted", promoted), ("sideways", sideways), ("neither", neither))
    }


def _within_three_years(who: Whole, joined: Whole, moved: Moves, kinds: tuple[Step, ...]) -> Array:
    """1 for those of `who` (in order) who made a step of some kinds within three years of joining, else 0."""
    chosen = np.isin(moved.kind, kinds)
    at = np.searchsorted(who, moved.who[chosen])
    inside = (at < len(who)) & (who[np.minimum(at, len(who) - 1)] == moved.who[chosen])
    soon = at[inside][moved.month[chosen][inside] <= joined[at[inside]] + 36]
    made = np.zeros(len(who))
    made[soon] = 1.0
    return made


def outsiders(film: Film, gone: Exits, moved: Moves) -> dict[str, Array]:
    """Managers from outside against those promoted: pay on arrival, ratings for two years, exits."""
    first_line = film.level == 1
    now = slice(0, film.months)
    managing = (film[P.PRESENT][now] > 0) & first_line[None, None, :]
    outside = managing & (film[P.ROLE_SINCE][now] == film[P.JOINED][now])
    clock = np.arange(film.months)[:, None, None]
    promoted = managing & ~outside & (film[P.ROLE_SINCE][now] > 0)
    young = clock - film[P.ROLE_SINCE][now] <= 24
    arrived = (moved.kind == Step.HIRED_MANAGER) | np.isin(moved.kind, cinema.UP)
    arrived &= first_line[moved.seat] & (film[P.PRESENT][moved.month, moved.company, moved.seat] > 0)
    pay = film[P.PAY][moved.month[arrived], moved.company[arrived], moved.seat[arrived]]
    external = (moved.kind[arrived] == Step.HIRED_MANAGER).astype(np.float64)
    result = {
        "outsider_pay": stat.by_company(
            moved.company[arrived], film.rows, pay * external, external, pay * (1 - external), 1 - external
        ),
        "outsider_rating": _two_means(film[P.PERFORMANCE][now], outside & young, promoted & young),
    }
    for name, causes in (("outsider_quits", VOLUNTARY), ("outsider_dismissals", (Cause.DISMISSAL,))):
        events = _exit_grid(film, gone, causes)
        result[name] = np.stack(
            [
                (events & outside).sum(axis=(0, 2)), outside.sum(axis=(0, 2)),
                (events & promoted).sum(axis=(0, 2)), promoted.sum(axis=(0, 2)),
            ],
            axis=-1,
        ).astype(np.float64)  # fmt: skip
    return result


def _two_means(values: Array, one: Array, other: Array) -> Array:
    axes = (0, 2)
    return np.stack(
        [
            (values * one).sum(axis=axes),
            one.sum(axis=axes),
            (values * other).sum(axis=axes),
            other.sum(axis=axes),
        ],
        axis=-1,
    )


def _exit_grid(film: Film, gone: Exits, causes: Iterable[int]) -> Array:
    """Whether the holder of a seat at the end of a month leaves it in the next: (months, rows, seats)."""
    cause = film[H.CAUSE][1:]
    same = film[H.LEAVER][1:] == film[P.PERSON][:-1]
    return np.asarray(np.isin(cause, tuple(causes)) & same)


def premium(moments: Array) -> Array:
    """How much more is paid, in percent, from mean log pay of the two."""
    return np.asarray(100.0 * np.expm1(stat.difference(moments)))


FEET = 24


def finding_feet(film: Film, moved: Moves) -> Array:
    """Reach of new first-line managers, month by month: sums of effect times skill, then of skill squared."""
    rows = film.rows
    up = np.isin(moved.kind, cinema.UP) & (film.level[moved.seat] == 1) & (moved.month <= film.months - FEET)
    company, seat, month = moved.company[up], moved.seat[up], moved.month[up]
    key = film[P.PERSON][month, company, seat]
    table = np.zeros((rows, 2 * FEET))
    led = film_led(film)
    for m in range(1, FEET + 1):
        at = month + m, company, seat
        still = (film[P.PERSON][at] == key) & (film[P.PRESENT][at] > 0)
        skill = people_skill(film, at)
        effect = film[T.BOSS_PEOPLE][month + m, company, led[seat]]
        table[:, m - 1] = np.bincount(company, weights=still * effect * skill, minlength=rows)
        table[:, FEET + m - 1] = np.bincount(company, weights=still * skill * skill, minlength=rows)
    return table


def film_led(film: Film) -> Whole:
    """Which team each seat leads."""
    led = np.zeros(len(film.level), dtype=np.int64)
    head = np.flatnonzero(film.level > 0)
    led[head] = np.arange(len(head))
    return led


def people_skill(film: Film, at: tuple[Whole | int, Whole, Whole]) -> Array:
    """A manager's skill with people, as `processes.leading.people_skill` weighs it."""
    lead, talk, settle, plan = film.weights[:, at[1]]
    return np.asarray(
        lead * (film[P.LEADERSHIP][at] + film[P.LEADERSHIP_ACQUIRED][at])
        + talk * (film[P.COMMUNICATION][at] + film[P.COMMUNICATION_ACQUIRED][at])
        + settle * (film[P.CONFLICT][at] + film[P.CONFLICT_ACQUIRED][at])
        + plan * (film[P.STRATEGY][at] + film[P.STRATEGY_ACQUIRED][at])
    )


def months_below(moments: Array) -> Array:
    """Months until a new manager's reach is within five percent of what it is in the second year."""
    reach = moments[..., :FEET] / moments[..., FEET:]
    steady = reach[..., 12:].mean(axis=-1, keepdims=True)
    return np.asarray((reach < 0.95 * steady).sum(axis=-1).astype(np.float64))


ESTIMATES: dict[str, tuple[str, Estimator]] = {
    "S1.generic": ("attrition", lambda m: 100.0 * stat.ratio(m)),
    "J1.information": ("attrition", lambda m: 100.0 * stat.ratio(m)),
    "S2.peak": ("life_table", peak),
    "S2.decline": ("life_table", later_hazard),
    "S2.year1": ("life_table", survival(12)),
    "S2.year3": ("life_table", survival(36)),
    "S2.year5": ("life_table", survival(60)),
    "S5.satisfaction_quit": ("satisfaction_quit", stat.attenuated(stat.correlation, RELIABILITY**0.5)),
    "S5.intention_quit": ("intention_quit", stat.attenuated(stat.correlation, RELIABILITY**0.5)),
    "S5.satisfaction_intention": ("satisfaction_intention", stat.attenuated(stat.correlation, RELIABILITY)),
    "S6": ("rating_quit", stat.correlation),
    "S11.level": ("any_step", lambda m: 100.0 * stat.ratio(m)),
    "S11.peak": ("time_in_post", step_peak),
    "S11.second_peak": ("time_in_post", second_peak),
    "S11.fall": ("time_in_post", late_steps),
    "S11.again": ("promoted_before", stat.ratio_of_ratios),
    "S12.manage": ("wishes", share(0, 3)),
    "S12.technical": ("wishes", share(1, 3)),
    "S12.project": ("wishes", share(2, 3)),
    "S12.age": ("wish_and_age", stat.correlation),
    "S15.promoted": ("cohort_promoted", stat.ratio),
    "S15.neither": ("cohort_neither", stat.ratio),
    "S23.pay": ("outsider_pay", premium),
    "S23.performance": ("outsider_rating", stat.difference),
    "S23.quits": ("outsider_quits", stat.ratio_of_ratios),
    "S23.dismissals": ("outsider_dismissals", stat.ratio_of_ratios),
    "S24.months": ("finding_feet", months_below),
}
"""Which moments and which estimator make each fact."""
