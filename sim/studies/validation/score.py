"""The score of the last full validation, and whether it is that of the model that runs here.

`twinladder validate` writes it beside this module; every comparison shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.batch.main_model import code_hash
from sim.spec import library
from sim.spec.scenario import catalogue
from sim.studies.validation.facts import ROLES

FILE = Path(__file__).with_name("score.json")
STUDIES = Path(__file__).resolve().parent
FACTS = STUDIES.parent / "facts"


@dataclass(frozen=True)
class Score:
    """How many facts the model meets: `met` and `computed` by role, of how many companies, of what model."""

    met: Mapping[str, int]
    computed: Mapping[str, int]
    facts: Mapping[str, int]
    companies: int
    seed: int
    version: str
    model: str

    @property
    def current(self) -> bool:
        """Whether the model that runs here is the one that was scored."""
        return self.model == model_hash()


def score_of(counts: Mapping[str, tuple[int, int, int]], companies: int, seed: int, version: str) -> Score:
    """The score of this model from the facts met, computed and known of each role."""
    met, computed, facts = ({role: counts[role][k] for role in ROLES} for k in range(3))
    return Score(met, computed, facts, companies, seed, version, model_hash())


def read(file: Path = FILE) -> Score | None:
    """The stored score, or None where this version has none."""
    if not file.is_file():
        return None
    said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Score(**said)


def write(score: Score, file: Path = FILE) -> None:
    """Store the score for every comparison to show."""
    file.write_text(json.dumps(asdict(score), indent=1) + "\n", encoding="utf-8")


@cache
def model_hash() -> str:
    """A hash of all that decides the score: the sources of model and studies, the defaults, the facts."""
    found = hashlib.sha256(code_hash().encode())
    for path, known in catalogue().items():
        found.update(f"{path}={known.default}\n".encode())
    home = library.home()
    shipped = [home / folder / f"{name}.toml" for kind, folder in library.FOLDERS.items()
               for name in library.names(kind)]  # fmt: skip
    for file in (*shipped, *sorted(STUDIES.glob("*.py")), *sorted(FACTS.glob("*.csv"))):
        found.update(file.name.encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:20]
