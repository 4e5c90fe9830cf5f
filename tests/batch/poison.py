"""Work at which a worker dies; a module of its own, so that new workers import little."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any


class Word:
    """Work with a name."""

    def __init__(self, name: str) -> None:
        self.id = name


def killing(word: Word) -> str:
    """Work at which the worker dies, always or the first time."""
    if word.id == "poison":
        os._exit(1)
    mark = word.id.partition(":")[2]
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os._exit(1)
    return word.id.upper()


def dying_at_first(mark: str, block: Any) -> Any:
    """A block of the model; whoever takes the first one dies in its midst, with one arm lived."""
    from sim.batch import main_model, task

    try:
        Path(mark).touch(exist_ok=False)
    except FileExistsError:
        return task.live_task(block)
    live = main_model.live_arm
    lived: list[Any] = []

    def second_is_the_last(*what: Any) -> Any:
        if lived:
            os.kill(os.getpid(), signal.SIGKILL)
        lived.append(live(*what))
        return lived[0]

    main_model.live_arm = second_is_the_last  # type: ignore[assignment]
    return task.live_task(block)
