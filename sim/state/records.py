"""Numbers as records: what a kernel needs of the scenario, as one array with a record per company.

A kernel that is handed fifty arrays spends more time on taking them than on a small company; one array of
records it takes at once. In both, `n.work_handover[r]` is the handover of company r.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

import numpy as np

from sim.state.compiled import JIT
from sim.state.workforce import Array


@cache
def record(numbers: type) -> np.dtype[np.void]:
    """The record with the fields of a named tuple; a field that is itself one is a record in the record."""
    fields = [
        (name, record(kind) if hasattr(kind, "_fields") else np.float64)
        for name, kind in get_type_hints(numbers).items()
    ]
    return np.dtype((np.record, fields))


@cache
def keys(numbers: type) -> tuple[str, ...]:
    """The names of the numbers in a record, in their order."""
    found: list[str] = []
    for name, kind in get_type_hints(numbers).items():
        found.extend(keys(kind) if hasattr(kind, "_fields") else (name,))
    return tuple(found)


def gather(numbers: type, values: Mapping[str, Array], rows: slice = slice(None)) -> Any:
    """The records (R,) of some companies, filled by the names of a named tuple's fields.

    `values` holds a column per number. Without compiling, attributes of arrays are a matter of `recarray`.
    """
    columns = [values[key][rows] for key in keys(numbers)]
    if not columns:
        return np.zeros(1, record(numbers))
    records = np.stack(columns, axis=1).astype(np.float64).view(record(numbers))[:, 0]
    return records if JIT else records.view(np.recarray)
