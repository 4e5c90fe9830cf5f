"""TOML files to a Scenario, with everything that is wrong said at once.

A file holds only what differs from the file it extends (or from the defaults). Values given from outside
(`--set policy.training.budget=2000`) lie on top.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from sim.spec import library
from sim.spec.assumptions import Assumptions
from sim.spec.company import Company
from sim.spec.fault import Fault, ScenarioError, attempt, nearest_of, shown
from sim.spec.library import Kind
from sim.spec.parameter import Parameter, parameters
from sim.spec.pilot import SHARE, problem_with, refused
from sim.spec.policy import Policy
from sim.spec.roster import Roster, read_roster
from sim.spec.scenario import MODELS, Difference, Names, Scenario, differences

__all__ = [
    "Fault",
    "ScenarioError",
    "check",
    "load",
    "read_assumptions",
    "read_company",
    "read_policy",
    "resolve_policy",
]

Overrides = Mapping[str, Any] | Sequence[str]

TEXTS = ("title", "question", "author", "description")
KINDS: tuple[Kind, ...] = get_args(Kind)
MONTHS = (1, 1200)

BASE = "status_quo"
"""The policy that combined policies are read as changes of."""


# ---------------------------------------------------------------- what others call


def load(
    company: Company | str | Path,
    policy: Policy | str | Path,
    assumptions: Assumptions | str | Path | None = None,
    overrides: Overrides | None = None,
    months: int = 60,
    roster: Roster | str | Path | None = None,
) -> Scenario:
    """A complete scenario from names, paths or ready-made objects.

    `overrides` maps dotted paths to values, or lists "path=value" texts; they change the company, the policy
    and the assumptions, never the company's present practice. A roster sets the company's head count, leaves
    out the warm-up and, where it holds pay, sets the pay of a contributor, unless `overrides` name these.

    Raises ScenarioError holding every fault of every file at once.
    """
    faults: list[Fault] = []
    given = _overrides(overrides or (), faults)
    table = attempt(faults, partial(_roster, roster))
    adopted = {} if table is None else _adopted(table)
    firm = attempt(faults, partial(_company_and_practice, company, given["company"], adopted))
    chosen = attempt(faults, partial(resolve_policy, policy, overrides=given["policy"]))
    world = attempt(faults, partial(_part, "assumptions", assumptions or "generic", given["assumptions"]))
    faults.extend(_month_faults(months))
    if faults or firm is None or chosen is None or world is None:
        raise ScenarioError(faults)
    names = Names(name_of(company), name_of(policy), name_of(assumptions or "generic"))
    assert isinstance(world, Assumptions)
    scenario = Scenario(firm[0], chosen, world, firm[1], months, names, table)
    if differing := refused(scenario):
        layers = _policy_layers(policy, overrides=given["policy"])
        raise ScenarioError(_not_in_teams(d, layers) for d in differing)
    return scenario


def read_company(name: str | Path) -> Company:
    """A company from a shipped name or a path. Raises ScenarioError with all its faults."""
    return _company_and_practice(name)[0]


def read_policy(name: str | Path) -> Policy:
    """A policy from a shipped name or a path. Raises ScenarioError with all its faults."""
    return resolve_policy(name)


def read_assumptions(name: str | Path) -> Assumptions:
    """Assumptions from a shipped name or a path. Raises ScenarioError with all its faults."""
    read = _part("assumptions", name)
    assert isinstance(read, Assumptions)
    return read


def resolve_policy(
    expression: Policy | str | Path, beside: Path | None = None, overrides: Mapping[str, Any] | None = None
) -> Policy:
    """The policy that an expression means: a name, a path, a policy, or several joined as `a+b`.

    Policies joined by `+` each add what they change of the status quo; two that set one lever to different
    values are refused. Raises ScenarioError with all faults.
    """
    read = _validated("policy", _policy_layers(expression, beside, overrides))
    assert isinstance(read, Policy)
    return read


def _policy_layers(
    expression: Policy | str | Path, beside: Path | None = None, overrides: Mapping[str, Any] | None = None
) -> list[Layer]:
    if isinstance(expression, str) and "+" in expression and not Path(expression).exists():
        layers = _combined(expression, beside)
    else:
        layers = _layers("policy", expression, beside)
    return [*layers, *_override_layers("policy", overrides)]


def _not_in_teams(differing: Difference, layers: Sequence[Layer]) -> Fault:
    """A lever that a pilot may not change, where it was written; or where the pilot was, if it wasn't."""
    fault, (_, *steps) = problem_with(differing.path), differing.path.split(".")
    wrote = [layer for layer in layers if _says(layer.values, steps)]
    place = wrote or [layer for layer in layers if _says(layer.values, SHARE.split(".")[1:])] or layers
    problem = f"{fault.problem} ({shown(differing.before)})"
    key, value = ".".join(steps), shown(differing.after)
    return _fault_at(place[-1], key, problem, value=value, allowed=fault.allowed, nearest=fault.nearest)


def _says(values: Any, steps: Sequence[str]) -> bool:
    """Whether a table holds a value at the end of these steps."""
    for step in steps:
        if not isinstance(values, Mapping) or step not in values:
            return False
        values = values[step]
    return True


def _combined(expression: str, beside: Path | None) -> list[Layer]:
    """The layers of policies joined by `+`: the status quo, then what each of them changes of it."""
    faults: list[Fault] = []
    names = [part.strip() for part in expression.split("+")]
    read = [attempt(faults, partial(resolve_policy, name, beside)) for name in names]
    if faults:
        raise ScenarioError(faults)
    base = resolve_policy(BASE)
    changes = [{d.path: d.after for d in differences(base, policy)} for policy in read if policy is not None]
    conflicts = [*_conflicts(names, changes), *_windows_apart(names, read), *_pilots_apart(names, read)]
    if conflicts:
        raise ScenarioError(conflicts)
    merged = base.model_dump()
    for change in changes:
        for path, value in change.items():
            _put(merged, path.split(".")[1:], value)
    titles = [policy.title for policy in read if policy is not None]
    merged |= {"title": " + ".join(titles), "question": "What if we do all of this at once?"}
    merged |= {"description": " ".join(p.description.strip() for p in read if p is not None), "author": ""}
    return [Layer(expression, merged)]


def _conflicts(names: Sequence[str], changes: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """A fault for every lever that two policies set to different values."""
    said: dict[str, tuple[str, Any]] = {}
    for name, change in zip(names, changes, strict=True):
        for path, value in change.items():
            first, before = said.setdefault(path, (name, value))
            if before != value:
                problem = f"{first} sets it to {shown(before)} and {name} to {shown(value)}"
                yield Fault("", problem, path, "+".join(names), "policies that agree on every lever")


def _pilots_apart(names: Sequence[str], policies: Sequence[Policy | None]) -> Iterator[Fault]:
    """A fault where joined policies do not hold in the same teams."""
    shares = [policy.pilot.share for policy in policies if policy is not None]
    for name, share in zip(names, shares, strict=True):
        if share != shares[0]:
            problem = f"{names[0]} holds in a share of {shares[0]:g} of the teams, {name} in {share:g}"
            yield Fault("", problem, SHARE, "+".join(names), "policies that hold in the same share of teams")


def _windows_apart(names: Sequence[str], policies: Sequence[Policy | None]) -> Iterator[Fault]:
    """A fault where joined policies do not start and end together: one window holds for all their levers."""
    spans = [(policy.window.start, policy.window.end) for policy in policies if policy is not None]
    for name, span in zip(names, spans, strict=True):
        if span != spans[0]:
            (start, end), (from_, to) = spans[0], span
            problem = f"{names[0]} holds from month {start} to {end}, {name} from {from_} to {to}"
            yield Fault("", problem, "policy.window", "+".join(names), "policies that start and end together")


def check(path: str | Path) -> list[Fault]:
    """Everything that is wrong with a file; its kind is told by its ending, its folder or its keys."""
    faults: list[Fault] = []
    attempt(faults, partial(_check, Path(path)))
    return list(dict.fromkeys(faults))


def name_of(part: BaseModel | str | Path) -> str:
    """What people call it: the shipped name, the file's stem, or the title of a ready-made object."""
    if isinstance(part, BaseModel):
        return str(getattr(part, "title", "")) or type(part).__name__.lower()
    if isinstance(part, str) and "+" in part and not Path(part).exists():
        return "+".join(name_of(one.strip()) for one in part.split("+"))
    return Path(part).stem if library.is_path(part) else str(part)


def known_keys(kind: Kind) -> tuple[str, ...]:
    """Every key that a file of this kind may hold, as a dotted path; tables included."""
    return ("extends", *_fields(MODELS[kind], ""))


# ---------------------------------------------------------------- checking one file


def _check(path: Path) -> None:
    if path.suffix.lower() == ".csv":
        read_roster(path)
        return
    kind = _kind_of(path)
    if kind == "company":
        _company_and_practice(path)
    elif kind == "policy":
        resolve_policy(path)
    else:
        _part(kind, path)


def _kind_of(path: Path) -> Kind:
    """By the folder's name, else by the keys, else by the file it extends."""
    for kind, folder in library.FOLDERS.items():
        if path.resolve().parent.name == folder:
            return kind
    table = _table(path)[0]
    votes = {kind: len(table.keys() & MODELS[kind].model_fields.keys() - set(TEXTS)) for kind in KINDS}
    best = [kind for kind in KINDS if votes[kind] == max(votes.values())]
    if len(best) > 1:
        best = [kind for kind in KINDS if table.get("extends") in library.names(kind)]
    if len(best) != 1:
        raise ScenarioError([_undecided(path)])
    return best[0]


def _undecided(path: Path) -> Fault:
    folders = ", ".join(library.FOLDERS.values())
    problem = "cannot tell whether this is a company, a policy or assumptions: no key of any of them"
    return Fault(str(path), problem, allowed=f"keys of one kind, or a folder named {folders}")


# ---------------------------------------------------------------- reading a part


@dataclass(frozen=True)
class Layer:
    """Some values and where they were written; later layers lie on top of earlier ones."""

    source: str
    values: Mapping[str, Any]
    text: str = ""
    folder: Path | None = None
    prefix: str = ""

    def line_of(self, key: str) -> int | None:
        """The line on which a key stands, found by reading headers and keys as they come."""
        table = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := re.match(r"\s*\[\s*([\w.\-]+)\s*\]", line):
                table = header[1] + "."
                found = header[1]
            elif written := re.match(r"\s*([\w.\-]+)\s*=", line):
                found = table + written[1]
            else:
                continue
            if found == key:
                return number
        return None


def _company_and_practice(
    said: Company | str | Path,
    overrides: Mapping[str, Any] | None = None,
    adopted: Mapping[str, Any] | None = None,
) -> tuple[Company, Policy]:
    faults: list[Fault] = []
    layers = _layers("company", said)
    layers += [Layer("the roster", adopted)] if adopted else []
    layers += _override_layers("company", overrides)
    company = attempt(faults, partial(_validated, "company", layers))
    practice = attempt(faults, partial(_practice, layers))
    if company is None or practice is None:
        raise ScenarioError(faults)
    assert isinstance(company, Company)
    return company, practice


def _practice(layers: Sequence[Layer]) -> Policy:
    """The policy the company lives under, looked for beside the file that names it."""
    layer = next((x for x in reversed(layers) if "practice" in x.values), Layer("", {}))
    name = layer.values.get("practice", Company.model_fields["practice"].default)
    try:
        # what is not text is reported with the company's other faults
        return resolve_policy(name, layer.folder) if isinstance(name, str) else Policy()
    except ScenarioError as error:
        raise ScenarioError(_as_asked_by(layer, "practice", fault) for fault in error.faults) from error


def _part(
    kind: Kind,
    said: BaseModel | str | Path,
    overrides: Mapping[str, Any] | None = None,
    beside: Path | None = None,
) -> BaseModel:
    return _validated(kind, [*_layers(kind, said, beside), *_override_layers(kind, overrides)])


def _layers(kind: Kind, said: BaseModel | str | Path, beside: Path | None = None) -> list[Layer]:
    if isinstance(said, BaseModel):
        if not isinstance(said, MODELS[kind]):
            raise ScenarioError([_not_of_kind(kind, said)])
        return [Layer(f"the {kind} given", said.model_dump())]
    return _chain(kind, library.find(kind, said, beside), ())


def _not_of_kind(kind: Kind, said: BaseModel) -> Fault:
    return Fault("", f"a {type(said).__name__} was given where a {kind} is wanted", kind)


def _override_layers(kind: Kind, overrides: Mapping[str, Any] | None) -> list[Layer]:
    return [Layer("--set", overrides, prefix=f"{kind}.")] if overrides else []


def _chain(kind: Kind, path: Path, above: tuple[Path, ...]) -> list[Layer]:
    """The layers of a file, the file it extends first. Raises ScenarioError on a circle."""
    here = path.resolve()
    if here in above:
        raise ScenarioError([_circle((*above[above.index(here) :], here))])
    table, text = _table(path)
    parent = table.pop("extends", None)
    layer = Layer(library.display(path), table, text, path.parent)
    if parent is None:
        return [layer]
    return [*_parents(kind, parent, layer, (*above, here)), layer]


def _parents(kind: Kind, parent: Any, layer: Layer, above: tuple[Path, ...]) -> list[Layer]:
    """The layers below; the title and the texts of a parent are its own and not handed down."""
    if not isinstance(parent, str):
        problem = "must be one name or one path in quotes"
        raise ScenarioError([_fault_at(layer, "extends", problem, value=shown(parent))])
    try:
        below = _chain(kind, library.find(kind, parent, layer.folder), above)
    except ScenarioError as error:
        raise ScenarioError(_as_asked_by(layer, "extends", fault) for fault in error.faults) from error
    return [_without_texts(one) for one in below]


def _without_texts(layer: Layer) -> Layer:
    kept = {key: value for key, value in layer.values.items() if key not in TEXTS}
    return Layer(layer.source, kept, layer.text, layer.folder, layer.prefix)


def _as_asked_by(layer: Layer, key: str, fault: Fault) -> Fault:
    """A fault without a file of its own (an unknown name) belongs to the file that used the name."""
    if fault.file or not layer.source:
        return fault
    return _fault_at(layer, key, fault.problem, allowed=fault.allowed, nearest=fault.nearest)


def _circle(paths: Sequence[Path]) -> Fault:
    way = " -> ".join(path.name for path in paths)
    problem = f"extends runs in a circle: {way}"
    return Fault(library.display(paths[0]), problem, "extends")


# ---------------------------------------------------------------- files to tables


def _table(path: Path) -> tuple[dict[str, Any], str]:
    """A TOML file as a table and as text. Raises ScenarioError: missing, empty, not UTF-8, not TOML."""
    text = library.read_text(path)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScenarioError([_not_toml(path, error)]) from None
    if not table:
        raise ScenarioError([Fault(library.display(path), "the file is empty")])
    return table, text


def _not_toml(path: Path, error: Exception) -> Fault:
    reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    place = re.search(r"\s*\(at line (\d+), column \d+\)", reason)
    line = int(place[1]) if place else None
    words = reason.replace(place[0], "") if place else reason
    return Fault(library.display(path), f"not TOML: {words}", line=line)


# ---------------------------------------------------------------- tables to models

Origin = dict[tuple[str, ...], Layer]


def _validated(kind: Kind, layers: Sequence[Layer]) -> BaseModel:
    """The model that the layers describe. Raises ScenarioError with every fault, each at its file."""
    merged: dict[str, Any] = {}
    origin: Origin = {(): layers[-1]}
    for layer in layers:
        _overlay(merged, layer.values, (), layer, origin)
    try:
        # strict: a number in quotes is a mistake to report, not a number
        return MODELS[kind].model_validate(merged, strict=True)
    except ValidationError as error:
        raise ScenarioError(_translate(kind, dict(e), origin) for e in error.errors()) from None


def _overlay(
    onto: dict[str, Any], values: Mapping[str, Any], at: tuple[str, ...], layer: Layer, origin: Origin
) -> None:
    """Lay values over others, table by table, remembering which layer wrote each key last."""
    for name, value in values.items():
        origin[(*at, name)] = layer
        if not isinstance(value, Mapping):
            onto[name] = value
            continue
        if not isinstance(onto.get(name), dict):
            onto[name] = {}
        _overlay(onto[name], value, (*at, name), layer, origin)


def _translate(kind: Kind, error: dict[str, Any], origin: Origin) -> Fault:
    """A pydantic error in our words, at the file that wrote the value."""
    where = tuple(str(step) for step in error["loc"])
    while where not in origin:
        where = where[:-1]
    layer, key = origin[where], ".".join(where)
    if error["type"] == "extra_forbidden":
        return _unknown_key(kind, key, layer, error["input"])
    if error["type"] == "value_error":
        return _bound_by_another(kind, key, layer, str(error["ctx"]["error"]))
    known = _parameter_at(kind, key)
    problem, value = _problem(error, known), error["input"]
    near = nearest_of(value, known.choices) if known and isinstance(value, str) else ""
    return _fault_at(layer, key, problem, value=shown(value), allowed=allowed(known), nearest=near)


def _fault_at(layer: Layer, key: str, problem: str, **rest: Any) -> Fault:
    return Fault(layer.source, problem, layer.prefix + key, line=layer.line_of(key), **rest)


def _problem(error: dict[str, Any], known: Parameter | None) -> str:
    if error["type"] in ("greater_than_equal", "less_than_equal", "int_parsing_size"):
        return "out of range"
    if error["type"] == "float_type" and type(error["input"]) is int:
        return "out of range"  # a whole number too long to be a float
    if error["type"] == "finite_number":
        return "must be a finite number"
    if error["type"] == "literal_error":
        return "not one of the choices"
    if error["type"] == "model_type":
        return f'wrong type: this is a table; write its values under "[{".".join(map(str, error["loc"]))}]"'
    return f"wrong type: must be {_WANTED[known.kind if known else 'text']}"


_WANTED = {
    "number": "a number",
    "whole number": "a whole number",
    "yes or no": "true or false",
    "choice": "a word in quotes",
    "text": "text in quotes",
}


def allowed(known: Parameter | None) -> str:
    """What a parameter may be, in words: its choices, or its range with the unit."""
    if known is None:
        return ""
    if known.choices:
        return ", ".join(known.choices)
    if known.range is None:
        return "true or false" if known.kind == "yes or no" else ""
    return f"{known.range[0]:g} to {known.range[1]:,g} {known.unit}".strip()


def _bound_by_another(kind: Kind, key: str, layer: Layer, message: str) -> Fault:
    """A rule between parameters; by habit its message begins with the name of the one to blame."""
    first = message.split(" ", 1)[0]
    full = f"{key}.{first}" if key else first
    return _fault_at(layer, full if full in known_keys(kind) else key, message)


def _unknown_key(kind: Kind, key: str, layer: Layer, value: Any) -> Fault:
    problem = "unknown key"
    homes = [other for other in KINDS if other != kind and key in known_keys(other)]
    if homes:
        problem = f"unknown key in {_kind_file(kind)}: it belongs to {_kind_file(homes[0])}"
    near = "" if homes else _nearest_key(kind, key)
    near = " or ".join(layer.prefix + one for one in near.split(" or ") if one)
    return _fault_at(layer, key, problem, value=shown(value), nearest=near)


def _kind_file(kind: Kind) -> str:
    return f"an {kind} file" if kind == "assumptions" else f"a {kind} file"


def _nearest_key(kind: Kind, key: str) -> str:
    """The known key most like this one; a key at the wrong level is found by its last word."""
    known = [one for one in known_keys(kind) if one != key]
    last = key.rsplit(".", 1)[-1]
    moved = [one for one in known if one.rsplit(".", 1)[-1] == last]
    return " or ".join(moved[:2]) or nearest_of(key, known)


@cache
def _fields(model: type[BaseModel], above: str) -> tuple[str, ...]:
    return tuple(_walk(model, above))


def _walk(model: type[BaseModel], above: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield above + name
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _walk(field.annotation, f"{above}{name}.")


def _parameter_at(kind: Kind, key: str) -> Parameter | None:
    return next((p for p in parameters(MODELS[kind], kind) if p.path == f"{kind}.{key}"), None)


# ---------------------------------------------------------------- what is said from outside


def _overrides(said: Overrides, faults: list[Fault]) -> dict[Kind, dict[str, Any]]:
    """Overrides as nested tables, one for each kind of part."""
    pairs = said.items() if isinstance(said, Mapping) else _pairs(said, faults)
    tables: dict[Kind, dict[str, Any]] = {kind: {} for kind in KINDS}
    for path, value in pairs:
        kind, _, rest = path.partition(".")
        if kind not in KINDS or not rest:
            faults.append(_no_such_part(path))
            continue
        _put(tables[kind], rest.split("."), value)
    return tables


def _pairs(said: Sequence[str], faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    for text in [said] if isinstance(said, str) else said:
        path, equals, value = text.partition("=")
        if not equals:
            faults.append(Fault("--set", f'"{text}" has no "="', allowed="path=value"))
            continue
        yield path.strip(), toml_value(value.strip())


def toml_value(text: str) -> Any:
    """A value as TOML reads it; what is not TOML is a bare word and stays text."""
    try:
        table = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return table["value"] if table.keys() == {"value"} else text


def _no_such_part(path: str) -> Fault:
    known = [f"{kind}.{key}" for kind in KINDS for key in known_keys(kind)]
    moved = [one for one in known if one.endswith(f".{path}")]
    near = " or ".join(moved[:2]) or nearest_of(path, known)
    return Fault("--set", "must begin with company., policy. or assumptions.", path, nearest=near)


def _put(table: dict[str, Any], steps: Sequence[str], value: Any) -> None:
    for step in steps[:-1]:
        if not isinstance(table.get(step), dict):
            table[step] = {}
        table = table[step]
    table[steps[-1]] = value


def _month_faults(months: Any) -> list[Fault]:
    low, high = MONTHS
    if not isinstance(months, int) or isinstance(months, bool):
        problem = "wrong type: must be a whole number"
    elif low <= months <= high:
        return []
    else:
        problem = "out of range"
    return [Fault("", problem, "months", shown(months), f"{low} to {high} months")]


# ---------------------------------------------------------------- a roster


def _roster(said: Roster | str | Path | None) -> Roster | None:
    return said if said is None or isinstance(said, Roster) else read_roster(said)


def _adopted(roster: Roster) -> dict[str, Any]:
    """What a roster says about its company: how many people, what they earn, and that no warm-up is due."""
    says: dict[str, Any] = {"headcount": roster.people, "grows_from": 0, "warmup": 0}
    if roster.contributor_pay is not None:
        says["salary"] = roster.contributor_pay
    return says
