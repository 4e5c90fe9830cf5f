"""JSON Schema of scenario files, so that an editor can complete keys and mark mistakes while one types."""

from __future__ import annotations

from typing import Any

from sim.spec.library import Kind
from sim.spec.scenario import MODELS

EXTENDS = {
    "type": "string",
    "description": "The file this one builds on: a shipped name, or a path relative to this file.",
}


def schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a company, policy or assumptions file.

    Raises KeyError for another kind.
    """
    described = MODELS[kind].model_json_schema()
    _without_catalogue(described)
    described["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    described["title"] = f"Twinladder {kind} file"
    described["properties"] = {"extends": EXTENDS, **described["properties"]}
    return described


def _without_catalogue(node: Any) -> None:
    """Make our metadata readable to editors: the label becomes the title, unit and source the comment."""
    if isinstance(node, dict):
        extra = node.pop("parameter", None)
        if isinstance(extra, dict):
            node["title"] = extra["label"]
            known = [str(extra[name]) for name in ("unit", "source", "tier") if extra[name]]
            node["$comment"] = "; ".join(known)
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _without_catalogue(below)
