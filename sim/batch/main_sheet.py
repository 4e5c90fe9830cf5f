"""Experiment files of the main model: companies x policies x a design x draws x replicates, as a plan.

```toml
companies = ["vietnam_sme"]
policies = ["training_budget"]     # or "all"
replicates = 200
draws = 20                         # of all uncertain assumptions; or a table [draws]

[design]
kind = "full factorial"

[design.over]
"policy.training.budget" = [100, 500, 1000]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.batch.design import KINDS, POWERS_OF_TWO, SHAPES, Sampling, factorial, plausible, worded
from sim.batch.main_model import ScenarioArm
from sim.batch.plan import Plan
from sim.spec import library
from sim.spec.fault import Fault, ScenarioError, attempt, nearest_of, shown
from sim.spec.parameter import Parameter
from sim.spec.pilot import SHARE, bound, problem_with
from sim.spec.reader import Layer, load, name_of
from sim.spec.roster import Roster, read_roster
from sim.spec.scenario import Scenario, catalogue, differences

DESIGNS = ("list of cases", "full factorial")
BASE = "base"
"""The name of the one case of an experiment without a design."""


class Sheet(BaseModel):
    """What an experiment file may hold."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str = ""
    question: str = ""
    author: str = ""
    description: str = ""
    companies: list[str] = Field(min_length=1)
    policies: list[str] | Literal["all"]
    baseline: str = "status_quo"
    assumptions: str = "generic"
    months: int = 60
    seed: int = Field(1, ge=0, le=2**64 - 1)
    replicates: int = Field(100, ge=1, le=10_000_000)
    draws: int | dict[str, Any] = 1
    starts: list[int] = [0]
    outcomes: Literal["monthly", "yearly", "final"] = "yearly"
    events: bool = False
    roster: str | None = None
    fiscal_year: int | None = None
    set: dict[str, Any] = {}
    design: dict[str, Any] | None = None


def read(layer: Layer) -> Plan:
    """The plan of an experiment file. Raises ScenarioError with everything that is wrong."""
    return _Reading(layer).plan()


class _Reading:
    """One experiment file on its way to a plan; collects faults."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.faults: list[Fault] = []

    def plan(self) -> Plan:
        sheet = self._sheet()
        cases = self._cases(sheet.design)
        sampling = self._sampling(sheet.draws)
        for path in sheet_paths(sheet.set):
            self._known(path, "set")
        roster = attempt(self.faults, partial(self._roster, sheet))
        arms = [] if self.faults else list(self._arms(sheet, cases, roster))
        if sampling is not None and arms:
            self._check_corners(arms, sampling, sheet.seed)
            self._check_pilots(arms, sampling)
        if self.faults:
            raise ScenarioError(self.faults)
        return Plan(
            tuple(arms), name_of(sheet.baseline), sheet.seed, sheet.replicates, sampling, sheet.outcomes,
            sheet.events, sheet.title, self._beside(sheet.roster), sheet.fiscal_year,
        )  # fmt: skip

    # ------------------------------------------------------------ the file

    def _sheet(self) -> Sheet:
        try:
            sheet = Sheet.model_validate(dict(self.layer.values))
        except ValidationError as error:
            raise ScenarioError(self._translated(dict(one)) for one in error.errors()) from None
        for start in sheet.starts:
            if not 0 <= start < sheet.months:
                self._add("starts", "out of range", start, f"0 to {sheet.months - 1}")
        return sheet

    def _translated(self, error: dict[str, Any]) -> Fault:
        key = str(error["loc"][0])
        if error["type"] == "extra_forbidden":
            return self._fault(key, "unknown key", near=nearest_of(key, list(Sheet.model_fields)))
        if error["type"] == "missing":
            return self._fault(key, "is missing")
        allowed = error.get("ctx", {}).get("expected", "")
        for limit, words in (("ge", "{} or more"), ("le", "at most {}"), ("min_length", "at least {}")):
            allowed = words.format(error.get("ctx", {})[limit]) if limit in error.get("ctx", {}) else allowed
        return self._fault(key, error["msg"].lower(), error["input"], allowed)

    def _fault(self, key: str, problem: str, value: Any = None, allowed: str = "", near: str = "") -> Fault:
        written = "" if value is None else shown(value)
        return Fault(self.layer.source, problem, key, written, allowed, near, self.layer.line_of(key))

    def _add(self, key: str, problem: str, value: Any = None, allowed: str = "", near: str = "") -> None:
        self.faults.append(self._fault(key, problem, value, allowed, near))

    def _known(self, path: str, key: str) -> Parameter | None:
        """The parameter at a dotted path, or a fault that names the nearest."""
        found = catalogue().get(path)
        if found is None:
            self._add(f"{key}.{path}", "no such parameter", near=nearest_of(path, list(catalogue())))
        return found

    def _beside(self, name: str | None) -> str | None:
        """A file that the experiment names, looked for in the experiment's own folder."""
        if name is None or self.layer.folder is None:
            return name
        return str(self.layer.folder / Path(name).expanduser())

    def _roster(self, sheet: Sheet) -> Roster | None:
        path = self._beside(sheet.roster)
        return None if path is None else read_roster(path, sheet.fiscal_year)

    # ------------------------------------------------------------ cases

    def _cases(self, design: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
        """The cases of the design by name: what each sets."""
        if design is None:
            return {BASE: {}}
        kind = design.get("kind")
        wanted = {"list of cases": "cases", "full factorial": "over"}.get(str(kind))
        if wanted is None:
            self._add("design.kind", *self._kind_problem(kind, DESIGNS))
            return {}
        for key in design.keys() - {"kind", wanted}:
            self._add(f"design.{key}", f"means nothing in a {kind}", allowed=f"kind, {wanted}")
        if wanted not in design:
            self._add(f"design.{wanted}", "is missing")
            return {}
        return self._listed(design["cases"]) if wanted == "cases" else self._crossed(design["over"])

    def _kind_problem(self, kind: Any, known: tuple[str, ...]) -> tuple[str, Any, str, str]:
        return "not one of the choices", kind, ", ".join(known), nearest_of(str(kind), known)

    def _listed(self, given: Any) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for place, case in enumerate(given if isinstance(given, list) else [], start=1):
            says = dict(flat(case))
            name = str(says.pop("name", f"case {place}"))
            if name in found:
                self._add("design.cases", "two cases have this name", name)
            found[name] = says
            for path in says:
                self._known(path, f"design.cases.{name}")
        if not found:
            self._add("design.cases", "must be a list of tables, one for each case")
        return found

    def _crossed(self, given: Any) -> dict[str, dict[str, Any]]:
        over = dict(flat(given)) if isinstance(given, dict) else {}
        if not over:
            self._add("design.over", "must be a table of parameters, each with a list of values")
        for path, values in over.items():
            self._known(path, "design.over")
            if not isinstance(values, list) or not values:
                self._add(f"design.over.{path}", "must be a list of values", values)
        if self.faults:
            return {}
        short = short_names(list(over))
        return {
            " ".join(f"{short[p]}={worded(v)}" for p, v in case.items()): case for case in factorial(over)
        }

    # ------------------------------------------------------------ draws

    def _sampling(self, draws: int | dict[str, Any]) -> Sampling | None:
        if isinstance(draws, int):
            if draws < 1:
                self._add("draws", "out of range", draws, "1 or more")
            return Sampling("random", draws, plausible()) if draws > 1 else None
        kind, count = draws.get("kind", "random"), draws.get("count")
        if kind not in KINDS:
            self._add("draws.kind", *self._kind_problem(kind, KINDS))
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            self._add("draws.count", "must be a whole number from 1 on", count)
        elif kind in POWERS_OF_TWO and count & (count - 1):
            self._add("draws.count", "must be a power of two in this design", count, allowed=_powers(count))
        for key in draws.keys() - {"kind", "count", "over"}:
            self._add(f"draws.{key}", "unknown key", near=nearest_of(key, ["kind", "count", "over"]))
        ranges = self._ranges(draws.get("over", "plausible"))
        return None if self.faults else Sampling(kind, int(str(count)), ranges)

    def _ranges(self, over: Any) -> dict[str, tuple[float, float]]:
        """The range of every drawn parameter: "plausible" for all uncertain assumptions, or one by one."""
        if over == "plausible":
            return plausible()
        if isinstance(over, list):
            over = dict.fromkeys(over, "plausible")
        if not isinstance(over, dict) or not over:
            self._add("draws.over", 'must be "plausible", a list of parameters, or a table of ranges', over)
            return {}
        found = {path: self._range(path, said) for path, said in flat(over)}
        return {path: range_ for path, range_ in found.items() if range_ is not None}

    def _range(self, path: str, said: Any) -> tuple[float, float] | None:
        known, key = self._known(path, "draws.over"), f"draws.over.{path}"
        if known is None:
            return None
        if path in SHAPES:
            self._add(
                key,
                "decides the shape, past or calendar of the company and can't be drawn; "
                "cross it in a [design]",
            )
        elif known.kind == "choice":
            self._add(key, "is a choice and can't be drawn; cross it in a [design]")
        elif said == "plausible":
            if known.plausible is None:
                self._add(key, "has no plausible range in the catalogue", allowed="[low, high]")
            return known.plausible
        elif not _is_range(said):
            self._add(key, 'must be [low, high] or "plausible"', said)
        else:
            low, high = float(said[0]), float(said[1])
            if known.range and not (known.range[0] <= low and high <= known.range[1]):
                self._add(key, "out of range", said, f"{known.range[0]:g} to {known.range[1]:g}")
            return low, high
        return None

    # ------------------------------------------------------------ arms

    def _arms(
        self, sheet: Sheet, cases: Mapping[str, Mapping[str, Any]], roster: Roster | None
    ) -> Iterator[ScenarioArm]:
        """Every arm; case by case, company by company, the baseline first."""
        names = list(library.names("policy")) if sheet.policies == "all" else list(sheet.policies)
        policies = list(dict.fromkeys([sheet.baseline, *names]))
        compared = len(policies) > 1
        shared = dict(flat(sheet.set))
        for case, says in cases.items():
            for company in dict.fromkeys(sheet.companies):
                for policy in policies:
                    fixed = compared and policy == sheet.baseline
                    for start in sheet.starts:
                        told = {**shared, **says} | ({"policy.window.start": start} if start else {})
                        scenario = self._scenario(sheet, company, policy, told, fixed, roster)
                        if scenario is not None:
                            name = f"{case} start={start}".removeprefix(f"{BASE} ")
                            yield ScenarioArm(name if len(sheet.starts) > 1 else case, scenario, not fixed)

    def _scenario(
        self,
        sheet: Sheet,
        company: str,
        policy: str,
        says: dict[str, Any],
        fixed: bool,
        roster: Roster | None,
    ) -> Scenario | None:
        """One policy on one company in one case; what is said of policy.* never holds for the baseline."""
        held = {p: v for p, v in says.items() if not (fixed and p.startswith("policy."))}
        firm, chosen, world = (self._place(name) for name in (company, policy, sheet.assumptions))
        faults: list[Fault] = []
        found = attempt(faults, partial(load, firm, chosen, world, held, sheet.months, roster))
        # what has no file of its own was said here
        here = self.layer.source
        self.faults += [
            replace(fault, file=here) if fault.file in ("", "--set") else fault for fault in faults
        ]
        return found

    def _place(self, name: str) -> str | Path:
        """A shipped name as it is; a path as seen from the experiment's folder."""
        if not library.is_path(name) or self.layer.folder is None:
            return name
        return self.layer.folder / Path(name).expanduser()

    def _check_corners(self, arms: list[ScenarioArm], sampling: Sampling, seed: int) -> None:
        """Refuse draws of policy or company that no file could hold, because parameters bound each other."""
        for kind in ("policy", "company"):
            paths = [path for path in sampling.over if path.startswith(f"{kind}.")]
            if paths:
                table = sampling.table(seed)[paths]
                parts = {a.scenario.content_hash: getattr(a.scenario, kind) for a in arms if a.drawn}
                for part in parts.values():
                    self._check_part(part, table)

    def _check_pilots(self, arms: list[ScenarioArm], sampling: Sampling) -> None:
        """Refuse draws under which a policy in some teams would change what binds the whole company."""
        for arm in arms:
            if arm.drawn and (SHARE in sampling.over or arm.scenario.policy.pilot.share < 1.0):
                changed = [d.path for d in differences(arm.scenario.practice, arm.scenario.policy)]
                for path in bound([*changed, *(p for p in sampling.over if p.startswith("policy."))]):
                    fault = problem_with(path)
                    self._add(f"draws.over.{path}", fault.problem, allowed=fault.allowed, near=fault.nearest)

    def _check_part(self, part: BaseModel, table: Any) -> None:
        for place, row in enumerate(table.to_dict("records")):
            held = part.model_dump()
            for path, value in row.items():
                *tables, last = str(path).split(".")[1:]
                inner = held
                for name in tables:
                    inner = inner[name]
                inner[last] = type(inner[last])(value)
            try:
                type(part).model_validate(held)
            except ValidationError as error:
                self._add("draws.over", f"draw {place} can't be: {error.errors()[0]['msg']}")
                return


def sheet_paths(table: Mapping[str, Any]) -> list[str]:
    """The dotted paths of a table."""
    return [path for path, _ in flat(table)]


def flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """A table of tables as dotted paths; quoted dotted keys and tables inside tables mean the same."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def short_names(paths: list[str]) -> dict[str, str]:
    """The last part of each path, or as many parts as tell them apart."""
    for parts in range(1, 5):
        names = {path: ".".join(path.split(".")[-parts:]) for path in paths}
        if len(set(names.values())) == len(paths):
            return names
    return {path: path for path in paths}


def _is_range(said: Any) -> bool:
    if not isinstance(said, list) or len(said) != 2:
        return False
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in said)
    return numbers and said[0] < said[1]


def _powers(count: int) -> str:
    below = 1 << (count.bit_length() - 1)
    return f"{below} or {2 * below}"
