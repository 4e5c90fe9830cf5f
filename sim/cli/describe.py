"""`twinladder describe`: a parameter, a group of them, a policy, a company or assumptions, in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.common import check_format, out, print_json

if TYPE_CHECKING:
    from sim.spec.library import Kind
    from sim.spec.parameter import Group, Parameter

FORMATS = ("table", "json")
TIERS = {
    "A": "A: causal or meta-analytic",
    "B": "B: correlational",
    "C": "C: survey",
    "judgement": "our judgement",
    "choice": "a choice, not evidence",
}
IN_TEAMS = {
    "": "",
    "people": "may differ from team to team: that which somebody belongs to decides",
    "manager": "may differ from team to team: that which a manager leads decides",
}


def describe(
    what: Annotated[
        str,
        typer.Argument(metavar="NAME|PATH", help="A name from `twinladder list`, a file, or a dotted path."),
    ],
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
) -> None:
    """Describe a parameter, a policy, a company or assumptions.

    A parameter: its meaning, unit, range, default, source and how good the evidence is.

    A policy: a summary and what differs from the status quo.

    A company or assumptions: what differs from the defaults.

    [bold]Examples[/bold]

      twinladder describe dual_ladder

      twinladder describe policy.training.budget

      twinladder describe policy.promotion
    """
    check_format(format_, FORMATS)
    from sim.spec.scenario import catalogue

    below = [known for path, known in catalogue().items() if path == what or path.startswith(f"{what}.")]
    if below and below[0].path == what:
        found = _parameter(below[0])
    elif below:
        found = {"group": what, "parameters": [_parameter(known) for known in below]}
    else:
        found = _file(what)
    if format_ == "json":
        print_json(found)
    else:
        _print(found)


def _parameter(known: Parameter) -> dict[str, Any]:
    """Everything known about one parameter."""
    return {
        "parameter": known.path,
        "label": known.label,
        "meaning": known.meaning,
        "unit": known.unit,
        "kind": known.kind,
        "choices": list(known.choices),
        "range": None if known.range is None else list(known.range),
        "plausible": None if known.plausible is None else list(known.plausible),
        "default": known.default,
        "source": known.source,
        "tier": known.tier,
        "in_teams": known.in_teams,
    }


def _file(what: str) -> dict[str, Any]:
    """A shipped or own file: its words, and what differs from the baseline or the defaults."""
    from sim.spec.scenario import differences

    kind, model, against, other = _model(what)
    rows = [
        {"path": d.path, "label": d.label, "before": d.before, "after": d.after, "unit": d.unit}
        for d in differences(other, model)
    ]
    words = {name: getattr(model, name) for name in ("title", "question", "author", "description")}
    return {kind: what, **words, "compared_with": against, "differences": rows}


def _model(what: str) -> tuple[Kind, Group, str, Group]:
    """The model that a name or a path means, its kind, and what to compare it with."""
    from sim.spec import reader
    from sim.spec.assumptions import Assumptions
    from sim.spec.company import Company

    kind, model = _read(what)
    if kind == "policy":
        return kind, model, "status_quo", reader.read_policy("status_quo")
    return kind, model, "the defaults", Company() if kind == "company" else Assumptions()


def _read(what: str) -> tuple[Kind, Group]:
    """The kind and content of a shipped name or of the user's own file, whatever kind that is.

    Raises ScenarioError for an unknown name, or with all faults of a file that is none of the three.
    """
    from sim.spec import library, reader

    readers: dict[Kind, Callable[[str], Group]] = {
        "policy": reader.read_policy, "company": reader.read_company, "assumptions": reader.read_assumptions,
    }  # fmt: skip
    if not library.is_path(what):
        for kind, read in readers.items():
            if what in library.names(kind):
                return kind, read(what)
        raise unknown(what)
    for kind, read in readers.items():
        with suppress(reader.ScenarioError):
            return kind, read(what)
    raise reader.ScenarioError(reader.check(what))


def unknown(what: str) -> Exception:
    """The error for a name that nothing has, with the nearest names and paths."""
    from sim.spec import library
    from sim.spec.fault import Fault, ScenarioError, nearest_of
    from sim.spec.scenario import catalogue

    known = [name for kind in library.FOLDERS for name in library.names(kind)]
    paths = list(catalogue())
    same_end = [path for path in paths if path.endswith(f".{what}")]
    near = " or ".join(same_end[:3]) or nearest_of(what, [*known, *paths])
    problem = "neither a name that ships nor a parameter"
    return ScenarioError(
        [Fault("", problem, value=f'"{what}"', allowed="see `twinladder list`", nearest=near)]
    )


def _print(found: dict[str, Any]) -> None:
    """Print a description for people."""
    if "parameters" in found:
        for known in found["parameters"]:
            _print_parameter(known)
            print()
    elif "parameter" in found:
        _print_parameter(found)
    else:
        _print_file(found)


def _print_parameter(known: dict[str, Any]) -> None:
    from rich.markup import escape

    lines = {
        "unit": known["unit"],
        "allowed": ", ".join(known["choices"]) or _range(known["range"]),
        "plausible": _range(known["plausible"]),
        "default": _value(known["default"]),
        "source": known["source"],
        "evidence": TIERS[known["tier"]],
        "in teams": IN_TEAMS[known["in_teams"]],
    }
    out().print(f"[bold]{escape(known['parameter'])}[/bold]: {escape(known['label'])}")
    out().print(escape(known["meaning"]))
    for name, text in lines.items():
        if text:
            out().print(f"  {name:<10} {escape(text)}")


def _print_file(found: dict[str, Any]) -> None:
    import pandas as pd
    from rich.markup import escape

    from sim.view.tables import plain_table

    kind = next(iter(found))
    console = out()
    console.print(f"[bold]{escape(found['title'] or found[kind])}[/bold] ({kind} {escape(found[kind])})")
    for text in (found["question"], found["description"].strip()):
        if text:
            console.print(escape(text))
    rows = [
        {
            "What differs": row["label"],
            "Path": row["path"],
            "There": _value(row["before"]),
            "Here": _value(row["after"]),
            "Unit": row["unit"],
        }
        for row in found["differences"]
    ]
    if rows:
        console.print(f"\nWhat differs from {found['compared_with']}:")
        console.print(plain_table(pd.DataFrame(rows)))
    else:
        console.print(f"\nNothing differs from {found['compared_with']}.")


def _range(bounds: list[float] | None) -> str:
    return "" if bounds is None else f"{bounds[0]:,g} to {bounds[1]:,g}"


def _value(value: object) -> str:
    """A value as a file would have it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:,g}" if isinstance(value, int | float) else str(value)
