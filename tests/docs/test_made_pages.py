"""What pages and schemas are made from has not moved on without them, and what they promise holds."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from sim.analysis.paired import COLUMNS
from sim.model.measures import NAMES
from sim.spec.library import FOLDERS
from sim.spec.measure import HEADLINES
from sim.spec.parameter import Parameter
from sim.spec.scenario import catalogue
from sim.studies.validation import score
from sim.view import parameters_page as made

ROOT = Path(__file__).parents[2]
AGAIN = "write it anew: uv run python -m sim.view.parameters_page"


def test_made_files_are_current() -> None:
    assert [str(path.relative_to(ROOT)) for path in made.stale(ROOT)] == [], AGAIN


def test_every_parameter_is_on_the_page() -> None:
    text = made.page()
    for path, known in catalogue().items():
        assert f"| `{path.partition('.')[2]}` |" in text
        assert known.meaning in text
        assert known.source in text


def test_a_stale_page_is_seen_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    for name in made.PAGES_WITH_PARTS:
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert made.main(["--check"], tmp_path) == 1
    assert "stale: docs/parameters.md" in capsys.readouterr().out
    assert made.main([], tmp_path) == 0
    assert made.stale(tmp_path) == []
    page = tmp_path / "docs/model.md"
    page.write_text(page.read_text(encoding="utf-8").replace("| `morale` |", "| `mood` |"), encoding="utf-8")
    assert [path.name for path in made.stale(tmp_path)] == ["model.md"]


def test_a_part_that_nobody_makes_is_refused() -> None:
    with pytest.raises(KeyError, match="nothing"):
        made.with_parts("<!-- made: nothing -->\n<!-- end: nothing -->")


def test_cells_cannot_break_a_table() -> None:
    odd = Parameter(
        path="policy.x", label="A | B", meaning="c", unit="", default=True, range=None, plausible=None,
        source="", tier="choice", choices=(), kind="yes or no",
    )  # fmt: skip
    line = made.table(["a"] * 7, [made.row(odd)]).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", line)) == 8


def test_every_measure_has_words() -> None:
    assert tuple(made.MEASURES) == NAMES
    assert all(unit and meaning for unit, meaning in made.MEASURES.values())


def test_the_measures_page_names_every_column() -> None:
    text = (ROOT / "docs/measures.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *NAMES, *(m.name for m in HEADLINES)):
        assert f"`{name}`" in text, name


def test_the_decisions_are_numbered_and_short() -> None:
    notes = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(note.name[:4]) for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        text = note.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(note.name[:4])} "), note.name
        for heading in ("## Context", "## Decision", "## Measured", "## Consequences"):
            assert heading in text, f"{note.name} lacks {heading}"
        assert len(text.split()) < 450, f"{note.name} is longer than half a page"


def test_the_stored_score_is_that_of_the_validation_page() -> None:
    stored = score.read()
    assert stored is not None
    head = (ROOT / "docs/validation.md").read_text(encoding="utf-8").partition("\n## ")[0]
    lines = re.findall(r"^- (\w+) \(.+?\): (\d+) inside of (\d+) computed, (\d+) in all$", head, re.M)
    counts = {role: tuple(map(int, numbers)) for role, *numbers in lines}
    assert counts == {r: (stored.met[r], stored.computed[r], stored.facts[r]) for r in stored.met}
    assert f"({stored.companies:,} companies" in head


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "docs" / name for name in ("model.md", "measures.md", "parameters.md")]
    pages += (ROOT / "docs/decisions").glob("*.md")
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("kind", FOLDERS)
def test_shipped_files_keep_to_the_schema(kind: str) -> None:
    """Every key of every shipped file is known to the schema, and every number is inside its bounds."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    shipped = sorted((ROOT / "scenarios" / FOLDERS[kind]).glob("*.toml"))  # type: ignore[index]
    assert shipped
    for path in shipped:
        keeps(tomllib.loads(path.read_text(encoding="utf-8")), schema, schema["$defs"], path.name)


def keeps(table: dict[str, object], node: dict, definitions: dict, where: str) -> None:  # type: ignore[type-arg]
    for key, value in table.items():
        assert key in node["properties"], f"{where}: {key}"
        known = node["properties"][key]
        if isinstance(value, dict):
            keeps(value, definitions[known["$ref"].rpartition("/")[2]], definitions, f"{where}: {key}")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            assert known["minimum"] <= value <= known["maximum"], f"{where}: {key}"
        elif "enum" in known:
            assert value in known["enum"], f"{where}: {key}"


def test_the_schema_check_sees_a_wrong_key() -> None:
    schema = json.loads((ROOT / "schemas/policy.json").read_text(encoding="utf-8"))
    for wrong in ({"promotoin": {}}, {"ladder": {"slots": 2}}, {"promotion": {"consent": "perhaps"}}):
        with pytest.raises(AssertionError):
            keeps(wrong, schema, schema["$defs"], "wrong")
