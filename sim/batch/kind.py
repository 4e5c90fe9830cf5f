"""What differs between experiments with the main model and with a published one; a batch knows no more of it.

Plan, store, executors, resuming, extending and status know *arms* and blocks of them. An arm knows its
*kind*: how a block of such arms is lived, and how arms are written down. The kinds are
`main_model.MAIN` and `published_model.PUBLISHED`; `experiment.read_plan` chooses by the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from sim.state.compiled import PACKAGE

if TYPE_CHECKING:
    import pandas as pd

    from sim.batch.task import Task

    Tables = dict[str, pd.DataFrame]
    """Tables of one arm by name: `headlines`, `measures`, perhaps `events`, each with draw and replicate."""


class Arm(Protocol):
    """One thing compared, in one case: what a run does, but for draw and replicate."""

    @property
    def case(self) -> str:
        """The name of the case, in the column `scenario`."""
        ...

    @property
    def company(self) -> str:
        """What stands in the column `company`."""
        ...

    @property
    def policy(self) -> str:
        """What stands in the column `policy`."""
        ...

    @property
    def drawn(self) -> bool:
        """Whether drawn values of policy.* hold for it."""
        ...

    @property
    def hash(self) -> str:
        """What the arm does, whatever it is called: two arms with the same hash live the same lives."""
        ...

    @property
    def opening(self) -> str:
        """Arms with the same opening start from the same companies on the same day."""
        ...

    @property
    def kind(self) -> Kind:
        """The kind of experiment it belongs to."""
        ...


class Kind(Protocol):
    """One kind of experiment. Arms that are handed in are of this kind's own class."""

    @property
    def probed(self) -> int:
        """How many companies of an arm are lived to estimate time and disk."""
        ...

    def version(self) -> str:
        """A hash of the sources that decide the numbers."""
        ...

    def rows(self, arm: Any) -> int:
        """How many companies of an arm make a block."""
        ...

    def compile(self, arms: Sequence[Any]) -> None:
        """Live a little of these arms, so that workers find the machine code in the cache."""
        ...

    def opened(self, task: Task) -> Callable[[Any], Tables]:
        """Open the companies of a block, once; gives what lives one of its arms from there to its tables."""
        ...

    def record(self, arms: Sequence[Any]) -> dict[str, Any]:
        """The arms as JSON can hold them: keys of a plan's record."""
        ...


def digest(value: Any) -> str:
    """SHA-256 of anything JSON can hold."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sources_hash(*folders: str) -> str:
    """A hash of all sources in some folders of the package: other sources may give other numbers."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted((PACKAGE / folder).glob("**/*.py")):
            found.update(path.name.encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:20]
