"""A story in words: who it is, what happens to them month by month, and how others like them fared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sim.state.workforce import Cause, Step

WISHES = {"manage": "leading people", "depth": "technical depth", "projects": "interesting projects"}
STEPS = {
    Step.PROMOTED: "becomes a manager, and wants to",
    Step.FORCED: "becomes a manager without wanting to",
    Step.RUNG: "gets a rung on the technical ladder",
    Step.STEPPED_BACK: "goes back to technical work",
    Step.HIRED: "joins the company",
    Step.HIRED_MANAGER: "joins the company as a manager",
    Step.RAISE: "gets a raise to stay",
    Step.GRADE: "moves up a job grade",
    Step.SIDEWAYS: "moves sideways to another team",
}
"""What a step is called."""
CAUSES = {
    Cause.PERSONAL: "for personal reasons",
    Cause.OFFER: "for another offer",
    Cause.CAREER: "because no step was in sight",
    Cause.ROLE: "because the work was not what they wanted",
    Cause.UNFAIRNESS: "because promotions seemed unfair",
    Cause.MANAGER: "because of the boss",
    Cause.OVERLOAD: "because there was too much to do",
    Cause.COLLEAGUES: "because colleagues had left",
    Cause.DISMISSAL: "dismissed for poor performance",
    Cause.RETIREMENT: "into retirement",
}
"""Why somebody leaves."""
TURN = 0.5
"""By what factor the chance of leaving must change to be mentioned."""
YEAR = 12


def portrait(kind: str, person: Mapping[str, float]) -> str:
    """Who the story is about."""
    wish = WISHES[max(WISHES, key=lambda name: person[name])]
    years, months = divmod(round(person["months"]), YEAR)
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((years, "year"), (months, "month")) if n]
    since = " and ".join(parts) or "less than a month"
    return (
        f"This is about {kind}: {person['age']:.0f} years old, {since} in the company, better rated than "
        f"{100 * person['rating']:.0f}% of the experts and technically ahead of "
        f"{100 * person['technical']:.0f}%. What they want most is {wish}. On the first day they are more "
        f"likely to leave than {100 * person['restless']:.0f}% of the experts."
    )


def months(life: pd.DataFrame) -> Iterator[str]:
    """What happens to somebody, a line per month in which there is something to tell."""
    rows = [{str(name): value for name, value in row.items()} for row in life.to_dict("records")]
    told = before = rows[0]
    yield f"month 0: {feeling(told)}"
    for now in rows[1:]:
        lines = list(happenings(before, now))
        if not now["cause"] and (lines or now["month"] % YEAR == 0 or turned(told, now)):
            lines.append(feeling(now))
            told = now
        if lines:
            yield f"month {int(now['month'])}: {'; '.join(lines)}"
        before = now


def happenings(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What happened to somebody in a month, each in words."""
    if now["cause"]:
        cause = Cause(int(now["cause"]))
        yield CAUSES[cause] if cause == Cause.DISMISSAL else f"leaves {CAUSES[cause]}"
        return
    if now["asked"]:
        yield "is asked to manage and says no"
    if now["step"]:
        yield STEPS[Step(int(now["step"]))]
    if now["grade"] > before["grade"] and not now["step"]:
        yield "moves up a grade"
    if now["course"]:
        yield "takes a course"
    if now["searching"] and not before["searching"]:
        yield "begins to look for another job"
    if before["searching"] and not now["searching"]:
        yield "stops looking"


def feeling(now: Mapping[str, Any]) -> str:
    """How somebody feels, with the chance of leaving within a year, or that they look for another job."""
    mood = "well" if now["morale"] > 0.5 else "poorly" if now["morale"] < -0.5 else "neither well nor poorly"
    role = "managing" if now["level"] else "doing expert work"
    unwanted = ", which is not what they want most" if now["loss"] > 0.5 else ""
    if now["searching"]:
        return f"{role}{unwanted}, feels {mood}; looking for another job"
    return f"{role}{unwanted}, feels {mood}; chance of leaving within a year {percent(now['chance'])}%"


def turned(told: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether the chance of leaving has halved or risen by half since it was last told.

    Who looks for another job goes or stops looking, which are happenings.
    """
    if now["searching"]:
        return False
    ratio = now["chance"] / max(told["chance"], 1e-9)
    return bool(ratio > 1.0 + TURN or ratio < 1.0 - TURN)


def percent(share: float) -> str:
    """A share in whole percent, or with one decimal below one percent."""
    return f"{100 * share:.0f}" if share >= 0.01 else f"{100 * share:.1f}"


def others(kind: str, fates: pd.DataFrame, companies: int, months: int) -> str:
    """How everybody like them fared, so that one story is not taken for the rule."""
    first, second = fates.iloc[0], fates.iloc[1]
    people = int(first["people"])
    share = {row["policy"]: 100 * row["left"] / people for row in (first, second)}
    lines = [
        f"One story proves nothing. In {companies} companies the policy {first['policy']} reached {people} "
        f"people like this ({kind}). Within {months} months",
        *(
            f"  under {row['policy']}: {int(row['left'])} left ({share[row['policy']]:.0f}%), "
            f"{int(row['manage'])} were managing at the end, {int(row['unwanted'])} of these in a role they "
            "would rather not have"
            for row in (first, second)
        ),
        "They were picked because the first policy reached them, the one above because the two lives part.",
    ]
    return "\n".join(lines)
