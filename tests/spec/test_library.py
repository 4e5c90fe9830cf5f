"""Shipped files are found in a checkout and in a wheel; names are names and paths are paths."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sim.spec import library
from sim.spec.fault import ScenarioError


def test_the_wheel_comes_before_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "sim"
    package.mkdir()
    with pytest.raises(FileNotFoundError, match="install it again"):
        library.home(package)
    (tmp_path / "scenarios").mkdir()
    assert library.home(package) == tmp_path / "scenarios"
    (package / "shipped" / "scenarios").mkdir(parents=True)
    assert library.home(package) == package / "shipped" / "scenarios"


def test_pyproject_ships_the_folder_where_the_library_looks() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    wheel = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"]["scenarios"] == "sim/shipped/scenarios"


def test_an_unknown_name_says_the_nearest_and_all() -> None:
    with pytest.raises(ScenarioError) as caught:
        library.shipped("policy", "dual_lader")
    assert "did you mean dual_ladder?" in str(caught.value)
    assert all(name in str(caught.value) for name in library.names("policy"))


@pytest.mark.parametrize("name", ["../policies/lottery", "lottery.toml", "./x", Path("x"), "a\\b"])
def test_paths(name: str | Path) -> None:
    assert library.is_path(name)


@pytest.mark.parametrize("name", ["lottery", "no_such", "a b"])
def test_names(name: str) -> None:
    assert not library.is_path(name)


def test_shipped_files_are_shown_short() -> None:
    path = library.shipped("policy", "lottery")
    assert library.display(path) == "scenarios/policies/lottery.toml"
    assert library.display(Path("mine.toml")) == "mine.toml"
