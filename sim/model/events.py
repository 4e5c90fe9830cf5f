"""Who, when, what, why: events read from the columns of a month, only when asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.state.workforce import Cause, H, P, Step, Workforce

COLUMNS = ("draw", "replicate", "month", "person", "kind", "cause", "from_seat", "to_seat")


def happened(workforce: Workforce, month: int) -> pd.DataFrame:
    """A row per exit, step and hire of this month; `cause` is empty but for exits, -1 stands for outside."""
    parts = [_exits(workforce, month), _steps(workforce, month)]
    return pd.concat(parts, ignore_index=True)


def nothing() -> pd.DataFrame:
    """A table of events without a row."""
    return pd.DataFrame({name: [] for name in COLUMNS})


def _exits(workforce: Workforce, month: int) -> pd.DataFrame:
    rows, seats = np.nonzero(workforce.person(H.CAUSE))
    causes = workforce.person(H.CAUSE)[rows, seats].astype(int)
    leavers = workforce.person(H.LEAVER)[rows, seats].astype(np.int64)
    words = [Cause(cause).name.lower() for cause in causes]
    return _frame(workforce, month, rows, leavers, ["left"] * len(rows), words, seats, np.full(len(rows), -1))


def _steps(workforce: Workforce, month: int) -> pd.DataFrame:
    steps = workforce.person(H.STEP)
    rows, seats = np.nonzero((steps > 0) & (workforce.person(P.PRESENT) > 0))
    words = [Step(int(step)).name.lower() for step in steps[rows, seats]]
    people = workforce.person(P.PERSON)[rows, seats].astype(np.int64)
    moved = np.isin(
        steps[rows, seats], (Step.PROMOTED, Step.FORCED, Step.STEPPED_BACK, Step.HIRED, Step.HIRED_MANAGER)
    )
    origin = np.where(moved, workforce.person(H.FROM_SEAT)[rows, seats].astype(int), seats)
    return _frame(workforce, month, rows, people, words, [""] * len(rows), origin, seats)


def _frame(workforce: Workforce, month: int, rows, people, kinds, causes, origin, target) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    values = (
        workforce.draws[rows], workforce.replicates[rows], np.full(len(rows), month), people, kinds, causes,
        origin, target,
    )  # fmt: skip
    return pd.DataFrame(dict(zip(COLUMNS, values, strict=True)))
