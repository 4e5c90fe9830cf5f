"""The shipped scenario files, by name.

A bare name always means the shipped file, whatever lies in the working directory; anything with a slash
or ending in `.toml` is the user's own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sim.spec.fault import Fault, ScenarioError, nearest_of

Kind = Literal["company", "policy", "assumptions"]

FOLDERS: dict[Kind, str] = {"company": "companies", "policy": "policies", "assumptions": "assumptions"}
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Entry:
    """A shipped file as a list shows it."""

    kind: Kind
    name: str
    title: str
    question: str
    description: str
    path: Path


def home(package: Path = PACKAGE) -> Path:
    """The folder of the shipped scenarios: inside the wheel, or beside the package in a checkout.

    Raises FileNotFoundError when neither is there: the installation is broken.
    """
    for folder in (package / "shipped" / "scenarios", package.parent / "scenarios"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the scenarios that ship with twinladder are missing; install it again")


def names(kind: Kind) -> tuple[str, ...]:
    """The names of the shipped files of a kind, in alphabetical order."""
    return tuple(sorted(path.stem for path in (home() / FOLDERS[kind]).glob("*.toml")))


def entries(kind: Kind) -> tuple[Entry, ...]:
    """The shipped files of a kind with their titles, questions and descriptions."""
    return tuple(_entry(kind, shipped(kind, name)) for name in names(kind))


def _entry(kind: Kind, path: Path) -> Entry:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    title, question = said.get("title", path.stem), said.get("question", "")
    return Entry(kind, path.stem, title, question, said.get("description", ""), path)


def shipped(kind: Kind, name: str) -> Path:
    """The shipped file of this name.

    Raises ScenarioError naming the nearest known names and all there are.
    """
    if name not in names(kind):
        raise ScenarioError([_unknown(kind, name)])
    return home() / FOLDERS[kind] / f"{name}.toml"


def _unknown(kind: Kind, name: str) -> Fault:
    known = names(kind)
    allowed = f"{', '.join(known)}, or a path to a .toml file"
    problem = f'there is no {kind} named "{name}"'
    return Fault("", problem, kind, allowed=allowed, nearest=nearest_of(name, known))


def is_path(name: str | Path) -> bool:
    """Whether this means a file of the user's own rather than a shipped name."""
    return isinstance(name, Path) or name.endswith(".toml") or "/" in name or "\\" in name


def find(kind: Kind, name: str | Path, beside: Path | None = None) -> Path:
    """The file that a name or a path means; a relative path is looked for in the folder `beside`.

    Raises ScenarioError for an unknown bare name; whether a path exists is found out by reading it.
    """
    if not is_path(name):
        return shipped(kind, str(name))
    path = Path(name).expanduser()
    return path if beside is None else beside / path


def display(path: Path) -> str:
    """A path for messages: short for shipped files, as it was given for the user's own."""
    folder = home()
    return f"scenarios/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else str(path)


def read_text(path: Path) -> str:
    """The text of a file, with or without the mark that some editors put before UTF-8.

    Raises ScenarioError: no such file (with the nearest beside it), not readable, not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError([_missing(path)]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ScenarioError([Fault(display(path), f"the file cannot be read: {reason}")]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = "the file is not UTF-8; save it as UTF-8"
        raise ScenarioError([Fault(display(path), problem, line=line)]) from None


def _missing(path: Path) -> Fault:
    kin = path.parent.glob(f"*{path.suffix}") if path.parent.is_dir() and path.suffix else ()
    return Fault(display(path), "there is no such file", nearest=nearest_of(path.name, [p.name for p in kin]))
