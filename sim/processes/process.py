"""What a process of the month is: its numbers, the columns it reads and writes, and the month it lives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, get_type_hints

from sim.state.workforce import Array, C, H, P, T, Workforce

AnyColumn = P | H | T | C


def gather(numbers: Any, values: Mapping[str, Array]) -> Any:
    """A named tuple filled by the names of its fields; a field that is itself one is filled likewise."""
    hints = get_type_hints(numbers)
    parts = [
        gather(hints[name], values) if hasattr(hints[name], "_fields") else values[name] for name in hints
    ]
    return numbers(*parts)


@dataclass(frozen=True)
class Process(ABC):
    """One process of the month. `numbers` is a named tuple of arrays (R,), a value per company.

    `writes` is a promise that a law test holds: no other column moves.
    """

    numbers: Any
    Numbers: ClassVar[Any]
    reads: ClassVar[frozenset[AnyColumn]]
    writes: ClassVar[frozenset[AnyColumn]]

    @classmethod
    def of(cls, values: Mapping[str, Array]) -> Self:
        """The process with its numbers taken from the scenario's, by name."""
        return cls(gather(cls.Numbers, values))

    @abstractmethod
    def __call__(self, workforce: Workforce, month: int) -> None:
        """Live one month, counted from the policy change (0 and below: the warm-up)."""
