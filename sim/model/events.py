"""Who, when, what, why: events read from the columns of a month, only when asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.state.workforce import Cause, H, P, Step, Whole, Workforce

COLUMNS = ("draw", "replicate", "month", "person", "kind", "cause", "from_seat", "to_seat")
LEFT = 0
"""The code of an exit among the kinds, where the steps have their own numbers."""
KINDS = np.array(["left", *(Step(k).name.lower() for k in range(1, max(Step) + 1))], dtype=object)
CAUSES = np.array(["", *(Cause(k).name.lower() for k in range(1, max(Cause) + 1))], dtype=object)
OUTSIDE = -1
MOVES = (Step.PROMOTED, Step.FORCED, Step.STEPPED_BACK, Step.HIRED, Step.HIRED_MANAGER, Step.SIDEWAYS)
"""Steps by which somebody comes to a seat from another one, or from outside."""


def happened(workforce: Workforce, month: int) -> Whole:
    """The events of this month as codes: (columns of `COLUMNS`, events), exits before steps."""
    return np.concatenate([_exits(workforce, month), _steps(workforce, month)], axis=1)


def table(months: Sequence[Whole]) -> pd.DataFrame:
    """A row per exit, step and hire of some months, in words; `cause` is empty but for exits.

    -1 stands for outside among the seats.
    """
    found = np.concatenate([np.empty((len(COLUMNS), 0), dtype=np.int64), *months], axis=1)
    frame = pd.DataFrame(dict(zip(COLUMNS, found, strict=True)))
    return frame.assign(kind=KINDS[frame["kind"]], cause=CAUSES[frame["cause"]])


def _exits(workforce: Workforce, month: int) -> Whole:
    rows, seats = np.nonzero(workforce.person(H.CAUSE))
    leavers = workforce.person(H.LEAVER)[rows, seats]
    causes = workforce.person(H.CAUSE)[rows, seats]
    return _coded(workforce, month, rows, leavers, np.full(len(rows), LEFT), causes, seats, OUTSIDE)


def _steps(workforce: Workforce, month: int) -> Whole:
    rows, seats = np.nonzero((workforce.person(H.STEP) > 0) & (workforce.person(P.PRESENT) > 0))
    steps = workforce.person(H.STEP)[rows, seats]
    people = workforce.person(P.PERSON)[rows, seats]
    origin = np.where(np.isin(steps, MOVES), workforce.person(H.FROM_SEAT)[rows, seats], seats)
    return _coded(workforce, month, rows, people, steps, 0, origin, seats)


def _coded(workforce: Workforce, month: int, rows: Whole, *columns: object) -> Whole:
    """Columns of a month below each other as whole numbers; single numbers hold for every event."""
    columns = (workforce.draws[rows], workforce.replicates[rows], month, *columns)
    return np.stack([np.broadcast_to(c, rows.shape).astype(np.int64) for c in columns])  # type: ignore[call-overload]
