"""What is asked, as a frozen record, as the address of a page and as the command that asks the same."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sim.spec import library
from sim.spec.fault import Fault, ScenarioError, nearest_of, shown
from sim.spec.scenario import catalogue

PAGES = {
    "compare": "Compare",
    "why": "Why",
    "money": "Money",
    "company": "Company",
    "life": "One life",
    "assumptions": "Assumptions",
    "about": "About",
}
"""Every page by its name in the address, and what its link says."""
NUMBERS = ("months", "replicates", "draws", "seed")
MOST_POLICIES = 6
LONGEST = 8_000
"""Characters of an address that are read at all."""


@dataclass(frozen=True)
class Question:
    """Everything that decides the numbers on the page, but for a roster.

    `changes` are (dotted path, value as text), in alphabetical order, as `--set` takes them.
    """

    company: str = "vietnam_sme"
    policies: tuple[str, ...] = ("forced_promotion", "dual_ladder", "training_budget")
    baseline: str = "status_quo"
    months: int = 60
    replicates: int = 200
    draws: int = 1
    seed: int = 1
    assumptions: str = "generic"
    changes: tuple[tuple[str, str], ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over everything said."""
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def overrides(self) -> list[str]:
        """The changes as `--set` takes them."""
        return [f"{path}={value}" for path, value in self.changes]

    def with_change(self, path: str, value: str | None) -> Question:
        """The question with one number changed, or put back as it was."""
        kept = {p: v for p, v in self.changes if p != path}
        if value is not None:
            kept[path] = value
        return replace(self, changes=tuple(sorted(kept.items())))

    def without(self, kind: str) -> Question:
        """The question without any change to one kind of number: policy, company or assumptions."""
        return replace(self, changes=tuple(c for c in self.changes if not c[0].startswith(f"{kind}.")))

    def query(self, page: str = "compare", **more: str) -> str:
        """The address that asks the same; defaults are left out."""
        plain = Question()
        pairs: list[tuple[str, str]] = [] if page == "compare" else [("page", page)]
        pairs += [("company", self.company), *(("policy", name) for name in self.policies)]
        for name in ("baseline", *NUMBERS, "assumptions"):
            if getattr(self, name) != getattr(plain, name):
                pairs.append((name, str(getattr(self, name))))
        pairs += [("set", text) for text in self.overrides]
        return "?" + urlencode([*pairs, *((k, v) for k, v in more.items() if v)])

    def command(self, roster: str = "", year: int | None = None, verb: str = "compare") -> str:
        """The command line that makes the same numbers; `roster` names a file, `year` its fiscal year."""
        words = ["twinladder", verb, *self.policies, "--company", self.company, "--baseline", self.baseline]
        for name in NUMBERS:
            words += [f"--{name}", str(getattr(self, name))]
        if self.assumptions != "generic":
            words += ["--assumptions", self.assumptions]
        if roster:
            words += ["--roster", roster]
        if year is not None:
            words += ["--fiscal-year", str(year)]
        words += [part for text in self.overrides for part in ("--set", text)]
        return shlex.join([*words, *(("--out", "report.html") if verb == "report" else ())])


@dataclass(frozen=True)
class Shelf:
    """What may be asked for by name: the shipped files, and those named when the dashboard was started."""

    companies: Mapping[str, str]
    policies: Mapping[str, str]
    assumptions: Mapping[str, str]

    def first(self, company: str | None = None) -> Question:
        """What the page opens with."""
        wanted = company or Question.company
        return Question(company=wanted if wanted in self.companies else next(iter(self.companies)))


def shelf(extra: Iterable[tuple[str, str]] = ()) -> Shelf:
    """The shipped companies, policies and assumptions, each with its title; and more companies."""
    found = {kind: {one.name: one.title for one in library.entries(kind)} for kind in library.FOLDERS}
    return Shelf({**dict(extra), **found["company"]}, found["policy"], found["assumptions"])


def read(query: str, known: Shelf, opening: Question) -> Question:
    """The question an address asks; what it does not say is as in `opening`.

    Only names on the shelf are read, never a path. Raises ScenarioError with everything that is wrong.
    """
    if len(query) > LONGEST:
        raise ScenarioError([Fault("the link", "is too long", allowed=f"{LONGEST:,} characters")])
    pairs = parse_qsl(query.lstrip("?"), keep_blank_values=True)
    faults: list[Fault] = []
    said: dict[str, Any] = {}
    for kind in ("company", "baseline", "assumptions"):
        for value in [v for k, v in pairs if k == kind][-1:]:
            said[kind] = _named(value, kind, known, faults)
    policies = tuple(dict.fromkeys(_named(v, "policy", known, faults) for k, v in pairs if k == "policy"))
    if policies:
        said["policies"] = policies
    for name in NUMBERS:
        for value in [v for k, v in pairs if k == name][-1:]:
            said[name] = _whole(value, name, faults)
    said["changes"] = _changes([v for k, v in pairs if k == "set"], faults)
    if faults:
        raise ScenarioError(faults)
    question = replace(opening, **said)
    check_policies(question)
    return question


def check_policies(question: Question) -> None:
    """Refuse fewer than one policy beside the baseline, or too many. Raises ScenarioError."""
    count = len([name for name in question.policies if name != question.baseline])
    lever = any(path.startswith("policy.") for path, _ in question.changes)
    if not (count or lever) or len(question.policies) > MOST_POLICIES:
        allowed = f"1 to {MOST_POLICIES} besides the baseline"
        raise ScenarioError([Fault("", "choose policies to compare", "policies", str(count), allowed)])


def page_of(query: str) -> str:
    """Which page an address means."""
    page = dict(parse_qsl(query.lstrip("?"))).get("page", "compare")
    return page if page in PAGES else "compare"


def _named(value: str, kind: str, known: Shelf, faults: list[Fault]) -> str:
    names = {"company": known.companies, "assumptions": known.assumptions}.get(kind, known.policies)
    if value not in names:
        problem = f"there is no such {'policy' if kind == 'baseline' else kind} here"
        near = nearest_of(value, list(names))
        faults.append(Fault("the link", problem, kind, shown(value), ", ".join(names), near))
    return value


def _whole(value: str, name: str, faults: list[Fault]) -> int:
    if value.isascii() and value.isdigit() and len(value) <= 20:
        return int(value)
    faults.append(Fault("the link", "must be a whole number", name, shown(value)))
    return 0


def _changes(texts: list[str], faults: list[Fault]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for text in texts:
        path, equals, value = text.partition("=")
        if not equals or path not in catalogue():
            near = nearest_of(path, list(catalogue()))
            faults.append(Fault("the link", "sets no number that is known", "set", shown(text), nearest=near))
        found[path] = value
    return tuple(sorted(found.items()))
