"""The schema knows what the reader knows."""

from __future__ import annotations

import json

import pytest

from sim.spec.library import FOLDERS, Kind
from sim.spec.parameter import parameters
from sim.spec.scenario import MODELS
from sim.spec.schema import schema


@pytest.mark.parametrize("kind", FOLDERS)
def test_schema(kind: Kind) -> None:
    described = schema(kind)
    text = json.dumps(described)
    assert described["properties"]["extends"]["type"] == "string"
    assert described["additionalProperties"] is False
    assert "required" not in described
    assert '"parameter"' not in text
    for known in parameters(MODELS[kind], kind):
        assert f'"{known.path.rsplit(".", 1)[-1]}"' in text
        assert known.label in text


def test_ranges_and_choices_are_in_it() -> None:
    described = schema("policy")
    slots = described["$defs"]["Ladder"]["properties"]["slots"]
    assert (slots["minimum"], slots["maximum"], slots["title"]) == (0, 1, "Places on the technical ladder")
    assert described["$defs"]["Promotion"]["properties"]["consent"]["enum"][0] == "offer"
