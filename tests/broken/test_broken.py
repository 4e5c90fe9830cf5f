"""Every broken file is refused with the words that let its writer mend it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sim.spec.fault import ScenarioError
from sim.spec.reader import check, load

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "table.toml").read_text(encoding="utf-8"))
CASES = [(folder, name, said) for folder, files in TABLE.items() for name, said in files.items()]
IDS = [f"{folder}/{name}" for folder, name, _ in CASES]


def hold(report: str, said: dict[str, Any]) -> None:
    for word in said["words"]:
        assert word in report
    for word in said.get("never", ()):
        assert word not in report


@pytest.mark.parametrize(("folder", "name", "said"), CASES, ids=IDS)
def test_check_says_the_words(folder: str, name: str, said: dict[str, Any]) -> None:
    path = HERE / folder / name
    faults = check(path)
    assert faults
    hold(str(ScenarioError(faults)).replace(str(HERE), ""), said)


@pytest.mark.parametrize(("folder", "name", "said"), CASES, ids=IDS)
def test_load_says_the_words(folder: str, name: str, said: dict[str, Any]) -> None:
    if folder == "unsorted":
        pytest.skip("only check has to guess the kind of a file")
    company: str | Path = "vietnam_sme"
    policy: str | Path = "status_quo"
    more: dict[str, Any] = {}
    path = HERE / folder / name
    if folder == "companies":
        company = path
    elif folder == "policies":
        policy = path
    else:
        more = {"roster" if folder == "rosters" else "assumptions": path}
    with pytest.raises(ScenarioError) as caught:
        load(company, policy, **more)
    hold(str(caught.value).replace(str(HERE), ""), said)


def test_every_broken_file_is_in_the_table() -> None:
    there = {f"{p.parent.name}/{p.name}" for kind in ("*.toml", "*.csv") for p in HERE.glob(f"*/{kind}")}
    assert there <= set(IDS)
    assert {i for i in IDS if "is_not_there" not in i} == there
