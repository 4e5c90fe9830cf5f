"""How a report is made again: its command line and its lines of Python, from what was asked for."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.spec.reader import toml_value

OWN = "# {names}: your own, as handed over in Python"


@dataclass(frozen=True)
class Call:
    """What was asked for: names, files or objects; `numbers` are months, replicates, draws and seed.

    `overrides` are dotted paths and values. An object has no file: it is told by its title.
    """

    company: object
    policies: Sequence[object]
    baseline: object
    numbers: Mapping[str, int]
    assumptions: object = None
    overrides: Mapping[str, Any] | None = None
    roster: object = None
    fiscal_year: int | None = None

    @property
    def command(self) -> str:
        """The command line; an object stands as the file that it would have to be saved as."""
        parts = ["twinladder", "report", *(_file(policy) for policy in self.policies)]
        parts += ["--company", _file(self.company), "--baseline", _file(self.baseline)]
        parts += [word for name, value in self.numbers.items() for word in (f"--{name}", str(value))]
        for option, given in (("--assumptions", self.assumptions), ("--roster", self.roster)):
            parts += [] if given is None else [option, _file(given)]
        parts += [] if self.fiscal_year is None else ["--fiscal-year", str(self.fiscal_year)]
        for path, value in (self.overrides or {}).items():
            parts += ["--set", f"{path}={_toml(value)}"]
        return shlex.join([*parts, "--out", "report.html"])

    @property
    def python(self) -> str:
        """The comparison in Python."""
        given = [_code(self.company), f"[{', '.join(_code(policy) for policy in self.policies)}]"]
        given += [f"baseline={_code(self.baseline)}"]
        given += [f"{name}={value}" for name, value in self.numbers.items()]
        for name in ("assumptions", "roster"):
            said = getattr(self, name)
            given += [] if said is None else [f"{name}={_code(said)}"]
        given += [] if self.fiscal_year is None else [f"fiscal_year={self.fiscal_year}"]
        given += [f"overrides={dict(self.overrides)!r}"] if self.overrides else []
        own = [_name(one) for one in self._objects()]
        note = [OWN.format(names=", ".join(own))] if own else []
        return "\n".join(["import sim", "", *note, f"print(sim.compare({', '.join(given)}))"])

    def _objects(self) -> list[object]:
        asked = (self.company, *self.policies, self.baseline, self.assumptions, self.roster)
        return [one for one in asked if not isinstance(one, str | Path | None)]


def _name(given: object) -> str:
    """What an object is called: its title as an identifier, else its kind."""
    title = str(getattr(given, "title", "") or type(given).__name__)
    words = "".join(letter if letter.isalnum() and letter.isascii() else " " for letter in title.lower())
    name = "_".join(words.split())
    return name if name.isidentifier() else type(given).__name__.lower()


def _file(given: object) -> str:
    return str(given) if isinstance(given, str | Path) else f"{_name(given)}.toml"


def _code(given: object) -> str:
    return repr(str(given)) if isinstance(given, str | Path) else _name(given)


def _toml(value: Any) -> str:
    """A value as `--set` reads it."""
    return value if isinstance(value, str) and toml_value(value) == value else json.dumps(value)
