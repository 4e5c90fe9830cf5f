"""What a process of the month is: its numbers, the columns it reads and writes, and the month it lives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Self

from sim.state.by_month import unfilled
from sim.state.records import gather
from sim.state.workforce import Array, C, H, P, T, Workforce

AnyColumn = P | H | T | C
CALENDAR = ("policy.promotion.review_every", "policy.ladder.review_every")
"""Numbers that are read once for all companies of a group: they decide which months are reviews."""


@dataclass(frozen=True)
class Stage:
    """A part of a process, for a month that is not the same in all teams (`sim.processes.in_teams`).

    `by_team` says whether any of its numbers may differ from team to team. `counts` are the company columns
    that count people, each with the numbers that may make it differ; `made` those that `put_together` makes
    of everybody's month.
    """

    live: Callable[[Any, Workforce, int], None]
    by_team: bool = True
    counts: Mapping[C, frozenset[str]] = field(default_factory=dict)
    made: frozenset[C] = frozenset()
    put_together: Callable[[Workforce], None] | None = None


@dataclass(frozen=True)
class Process(ABC):
    """One process of the month. `numbers` is an array (R,) of records with the fields of `Numbers`.

    `reads` and `writes` are promises that law tests hold (`tests/laws/test_columns.py`): no other column
    matters to anything but itself, and no other moves. Who is there, and who they are, all may read.
    """

    numbers: Any
    Numbers: ClassVar[Any]
    reads: ClassVar[frozenset[AnyColumn]]
    writes: ClassVar[frozenset[AnyColumn]]

    @cached_property
    def by_month(self) -> Array:
        """A table by month, for a process whose kernel fills and reads one (`sim.state.by_month`)."""
        return unfilled(len(self.numbers))

    @classmethod
    def of(cls, values: Mapping[str, Array], rows: slice = slice(None)) -> Self:
        """The process with its numbers taken from the scenario's, by name, for some companies."""
        return cls(gather(cls.Numbers, values, rows))

    @classmethod
    def stages(cls) -> tuple[Stage, ...]:
        """What its month consists of, in order; a later stage reads what an earlier one wrote in any team."""
        return (Stage(cls.__call__),)

    @abstractmethod
    def __call__(self, workforce: Workforce, month: int) -> None:
        """Live one month, counted from the policy change (0 and below: the warm-up)."""
