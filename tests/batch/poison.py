"""Work at which a worker dies; a module of its own, so that new workers import little."""

from __future__ import annotations

import os
from pathlib import Path


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
