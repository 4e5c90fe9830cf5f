"""One simulated person under two policies, and all others like them, so that a story stays an example.

Many small companies live under both policies with the same luck. Of everybody of the kind asked for whom the
first policy touched, the story follows the first whose fate differs; how the others fared is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.model.promotion_model import opened
from sim.spec.fault import Fault, ScenarioError, nearest_of
from sim.spec.scenario import Scenario
from sim.state.numbers import TOP_QUARTER
from sim.state.workforce import H, P
from sim.studies.validation import film as cinema
from sim.studies.validation.film import Film
from sim.studies.validation.moments import Array, Whole

WATCHED = (
    P.WANT_MANAGE, P.WANT_TECHNICAL, P.WANT_PROJECT, P.TECHNICAL, P.TECHNICAL_ACQUIRED, P.ENTRY_AGE, P.JOINED,
    P.RATING, P.INTENTION, P.MORALE, P.GRADE, P.ASKED_SINCE, P.SEARCHING, P.COURSE_SINCE, P.LOSS,
)  # fmt: skip
"""What is filmed of everybody beside who sits where and what happened to them."""

RATHER_NOT = 1.0
"""How much more (utility, sd 1) the work at hand must be wanted than managing."""
RESTLESS = 0.75
"""The quantile of intention to leave above which somebody is thinking of going."""


class Kind(NamedTuple):
    """A kind of person to follow: in words, and who is one in the opening of a film (company, seat)."""

    words: str
    matches: Callable[[Film], Array]


def _star(film: Film) -> Array:
    contributors = _contributors(film)
    restless = film[P.INTENTION][0] > np.quantile(film[P.INTENTION][0][contributors], RESTLESS)
    expert = np.maximum(film[P.WANT_TECHNICAL][0], film[P.WANT_PROJECT][0]) > film[P.WANT_MANAGE][0]
    found: Array = contributors & restless & expert & (film[P.RATING][0] > TOP_QUARTER)
    return found


def _unwilling(film: Film) -> Array:
    found: Array = _contributors(film) & (film[P.WANT_PROJECT][0] - film[P.WANT_MANAGE][0] > RATHER_NOT)
    return found


def _contributors(film: Film) -> Array:
    """Who is there on the first day and manages nobody (company, seat)."""
    found: Array = (film.level == 0)[None, :] & (film[P.PRESENT][0] > 0)
    return found


KINDS: Mapping[str, Kind] = {
    "star": Kind(
        "a top performer who is thinking of leaving and wants other things more than to manage", _star
    ),
    "unwilling": Kind("somebody who would much rather do the work than manage it", _unwilling),
}


@dataclass(frozen=True)
class Story:
    """What was found.

    `person` holds what they are on the first day; `lives` a table per policy with a row per month from 0 on
    (see `life`); `fates` a row per policy: people of the kind whom the first policy touched, how many of them
    left, managed and managed against their wish at the end.
    """

    kind: str
    replicate: int
    person: Mapping[str, float]
    lives: Mapping[str, pd.DataFrame]
    fates: pd.DataFrame
    companies: int


def tell(first: Scenario, second: Scenario, kind: str, companies: int = 200, seed: int = 1) -> Story:
    """The story of one person of a kind under two policies of one company.

    Raises ScenarioError for an unknown kind, for a roster (real people have no stories here), and where the
    first policy touches nobody of the kind in a way the second doesn't.
    """
    _check(first, kind)
    start = opened(first, companies, seed, None)
    films = [cinema.shoot(s, start.copy(), s.months, WATCHED) for s in (first, second)]
    names = [s.names.policy for s in (first, second)]
    company, seat = np.nonzero(KINDS[kind].matches(films[0]))
    who = cinema.identity(company, films[0][P.PERSON][0, company, seat])
    touched = who[np.isin(who, _touched(films[0]))]
    fates = [_fates(film, touched) for film in films]
    different = touched[np.any(fates[0][:, :2] != fates[1][:, :2], axis=1)]
    if len(different) == 0:
        problem = f"nobody of this kind fares differently in {companies} companies"
        raise ScenarioError(
            [Fault("", problem, "--who", f'"{kind}"', "another kind, policy or --replicates")]
        )
    chosen = int(different[0])
    row, key = divmod(chosen, cinema.ROW_SHIFT)
    table = pd.DataFrame(
        [{"policy": n, "people": len(touched), **_counted(f)} for n, f in zip(names, fates, strict=True)]
    )
    lives = {n: life(film, row, key) for n, film in zip(names, films, strict=True)}
    return Story(kind, row, _portrait(films[0], row, key), lives, table, companies)


def _check(scenario: Scenario, kind: str) -> None:
    if kind not in KINDS:
        fault = Fault(
            "",
            "there is no such kind",
            "--who",
            f'"{kind}"',
            ", ".join(KINDS),
            nearest_of(kind, tuple(KINDS)),
        )
        raise ScenarioError([fault])
    if scenario.roster is not None:
        raise ScenarioError(
            [Fault("", "stories are told of made-up people only", "--roster", allowed="no roster")]
        )


def _touched(film: Film) -> Whole:
    """Whom the policy asked, or who made a step, while the film ran."""
    steps = cinema.moves(film).who
    asked = _changed(film, P.ASKED_SINCE)
    return np.union1d(steps, asked)


def _changed(film: Film, column: P) -> Whole:
    """Everybody for whom a column of months was written while the film ran."""
    month, company, seat = np.nonzero(film[column][1:] > 0)
    return np.unique(cinema.identity(company, film[P.PERSON][1:][month, company, seat]))


def _fates(film: Film, who: Whole) -> Array:
    """For each of `who`: left, manages at the end, manages at the end and would rather not; 1 or 0."""
    gone = np.isin(who, cinema.exits(film).who)
    company, seat, there = cinema.present(film, film.months)
    manages = film.level[seat] > 0
    loath = manages & (film[P.LOSS][-1][company, seat] > 0)
    return np.stack([gone, np.isin(who, there[manages]), np.isin(who, there[loath])], axis=1).astype(float)


def _counted(fates: Array) -> dict[str, int]:
    left, manages, loath = fates.sum(axis=0).astype(int).tolist()
    return {"left": left, "manage": manages, "unwanted": loath}


def life(film: Film, row: int, key: int) -> pd.DataFrame:
    """A row per month in which a person is there: seat, level, what they feel, and what happened.

    `chance` is the chance (0 to 1) of leaving by oneself within a year if everything stayed as it is; `step`
    and `cause` are numbers of `sim.state.workforce.Step` and `Cause`, 0 for nothing; the last row of
    somebody who left holds the cause and the seat only.
    """
    rows: list[dict[str, Any]] = []
    for month in range(film.months + 1):
        here = np.flatnonzero((film[P.PERSON][month, row] == key) & (film[P.PRESENT][month, row] > 0))
        if len(here):
            rows.append(_moment(film, row, month, int(here[0])))
            continue
        gone = np.flatnonzero(film[H.LEAVER][month, row] == key)
        if len(gone):
            cause = float(film[H.CAUSE][month, row, gone[0]])
            rows.append({"month": month, "seat": int(gone[0]), "cause": cause, "step": 0.0})
        break
    return pd.DataFrame(rows)


def _moment(film: Film, row: int, month: int, seat: int) -> dict[str, Any]:
    def of(column: P) -> float:
        return float(film[column][month, row, seat])

    return {
        "month": month, "seat": seat, "level": int(film.level[seat]), "cause": 0.0,
        "step": float(film[H.STEP][month, row, seat]) if month else 0.0,
        "chance": 1.0 - float(np.exp(-12.0 * np.exp(of(P.INTENTION)))),
        "morale": of(P.MORALE), "grade": of(P.GRADE), "loss": of(P.LOSS), "searching": of(P.SEARCHING),
        "asked": float(of(P.ASKED_SINCE) == month and month > 0),
        "course": float(of(P.COURSE_SINCE) == month and month > 0),
    }  # fmt: skip


def _portrait(film: Film, row: int, key: int) -> dict[str, float]:
    """What somebody is on the first day; shares are ranks among the contributors of all companies."""
    seat = int(np.flatnonzero(film[P.PERSON][0, row] == key)[0])
    contributors = _contributors(film)

    def rank(values: Array) -> float:
        return float((values[contributors] < values[row, seat]).mean())

    joined = float(film[P.JOINED][0, row, seat])
    skill = film[P.TECHNICAL][0] + film[P.TECHNICAL_ACQUIRED][0]
    return {
        "age": float(film[P.ENTRY_AGE][0, row, seat]) - joined / 12.0,
        "months": -joined,
        "rating": rank(film[P.RATING][0]),
        "technical": rank(skill),
        "restless": rank(film[P.INTENTION][0]),
        "manage": float(film[P.WANT_MANAGE][0, row, seat]),
        "depth": float(film[P.WANT_TECHNICAL][0, row, seat]),
        "projects": float(film[P.WANT_PROJECT][0, row, seat]),
    }
