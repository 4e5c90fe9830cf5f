"""What is wrong with a file or a value, said so that the writer can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST_VALUE = 60
MOST_SHOWN = 40


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where it stands, what was written, what would be allowed.

    `key` is a dotted path in a scenario file and a column's header in a roster; `value` is what was written,
    as it was written; `nearest` is what may have been meant.
    """

    file: str
    problem: str
    key: str = ""
    value: str = ""
    allowed: str = ""
    nearest: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """One line: `file, line 4: key = value: problem; allowed: ...; did you mean ...?`."""
        sentence = self.problem
        sentence += f"; allowed: {self.allowed}" if self.allowed else ""
        sentence += f"; did you mean {self.nearest}?" if self.nearest else ""
        return ": ".join(part for part in (self._place(), self._written(), sentence) if part)

    def _place(self) -> str:
        line = "" if self.line is None else f"line {self.line}"
        return ", ".join(part for part in (self.file, line) if part)

    def _written(self) -> str:
        return " = ".join(part for part in (self.key, self.value) if part)


class ScenarioError(ValueError):
    """Everything that is wrong with what was asked for, all at once; `faults` holds the records."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(dict.fromkeys(faults))
        super().__init__(self._report())

    def _report(self) -> str:
        if len(self.faults) == 1:
            return str(self.faults[0])
        lines = [f"{len(self.faults)} faults:", *(f"  {fault}" for fault in self.faults[:MOST_SHOWN])]
        hidden = len(self.faults) - MOST_SHOWN
        return "\n".join(lines + ([f"  and {hidden} more"] if hidden > 0 else []))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Fault]]]:
        """Survive the way back from a worker process: the default would hand the report to `__init__`."""
        return ScenarioError, (self.faults,)


def shown(value: Any) -> str:
    """A value as its writer would recognise it: words in quotes, yes and no as in TOML, long ones cut."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, bool):
        return str(value).lower()
    text = " ".join(str(value).split())
    text = f'"{text}"' if isinstance(value, str) else text
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."


def nearest_of(word: str, known: Sequence[str]) -> str:
    """The known words most like `word`, joined by `or`; empty when none is near."""
    close = difflib.get_close_matches(word.lower(), known, n=2, cutoff=0.6)
    begun = [one for one in known if one.startswith(word.lower())] if len(word) >= 3 else []
    return " or ".join(close or begun[:2])


def attempt(faults: list[Fault], step: Callable[[], T]) -> T | None:
    """What `step` returns; when it raises ScenarioError its faults join the others and there is nothing."""
    try:
        return step()
    except ScenarioError as error:
        faults.extend(error.faults)
        return None
