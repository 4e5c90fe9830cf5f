"""`compare` from Python, on made-up outcomes: what is compared with what, and how it prints itself."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.analysis.paired import COLUMNS
from sim.spec.library import shipped
from tests.conftest import made_up_runs

pytestmark = pytest.mark.usefixtures("no_simulation")
COMPANY = "vietnam_sme"


def policies_of(result: sim.Comparison) -> list[str]:
    return list(result.table["policy"].unique())


def test_the_baseline_is_there_once_and_first() -> None:
    assert policies_of(sim.compare(COMPANY, ["dual_ladder"])) == ["status_quo", "dual_ladder"]
    result = sim.compare(COMPANY, ["dual_ladder", "status_quo", "dual_ladder"])
    assert policies_of(result) == ["status_quo", "dual_ladder"]
    result = sim.compare(COMPANY, ["dual_ladder", "lottery"], baseline="lottery")
    assert policies_of(result) == ["lottery", "dual_ladder"]
    assert result.sentences[0].startswith("With lottery, the baseline, ")


def test_a_copy_under_another_name_is_the_same_in_everything(tmp_path: Path) -> None:
    names = ["another.toml", "status_quo.toml"]
    for name in names:
        (tmp_path / name).write_bytes(shipped("policy", "status_quo").read_bytes())
    result = sim.compare(COMPANY, ["status_quo", *(tmp_path / name for name in names)])
    assert policies_of(result) == ["status_quo", "another", "status_quo_2"]
    assert (result.table[["delta", "mc_low", "mc_high", "low", "high"]] == 0).all(axis=None)
    assert set(result.table["verdict"]) == {"same"}
    assert "everything is the same as with status quo" in result.sentences[1]


def test_changes_of_the_policy_leave_the_baseline_alone() -> None:
    changed = sim.compare(COMPANY, "training_budget", overrides=["policy.training.budget=2000"])
    plain = sim.compare(COMPANY, "training_budget")
    hashes, others = changed.settings["scenarios"], plain.settings["scenarios"]
    assert hashes["status_quo"] == others["status_quo"]
    assert hashes["training_budget"] != others["training_budget"]
    assert changed.settings["overrides"] == {"policy.training.budget": 2000}


def test_changes_of_company_and_world_hold_for_all() -> None:
    says = {"company.headcount": 40, "assumptions.output.spread": 0.3}
    changed = sim.compare(COMPANY, "training_budget", overrides=says)
    plain = sim.compare(COMPANY, "training_budget")
    for policy, found in changed.settings["scenarios"].items():
        assert found != plain.settings["scenarios"][policy]


def test_the_baseline_alone_is_compared_with_its_changed_self() -> None:
    result = sim.compare(COMPANY, ["status_quo"], overrides={"policy.training.budget": 2000})
    assert policies_of(result) == ["status_quo", "status_quo_changed"]


def test_one_policy_and_a_ready_made_one_will_do() -> None:
    from sim.spec.reader import read_policy

    assert len(policies_of(sim.compare(COMPANY, read_policy("lottery")))) == 2


def test_json_has_the_documented_shape() -> None:
    result = sim.compare(COMPANY, ["dual_ladder"], months=12, replicates=5, draws=2, seed=3)
    found = json.loads(result.to_json())
    assert list(found) == ["baseline", "company", "months", "seed", "replicates", "draws", "version", "rows"]
    assert (found["baseline"], found["company"], found["months"]) == ("status_quo", COMPANY, 12)
    assert (found["seed"], found["replicates"], found["draws"]) == (3, 5, 2)
    assert all(list(row) == COLUMNS for row in found["rows"])
    assert len(found["rows"]) == 2 * 5
    assert result.runs == 2 * 2 * 5


def test_it_prints_itself() -> None:
    result = sim.compare(COMPANY, ["dual_ladder"])
    text = str(result)
    assert repr(result) == text
    for part in ("12-month retention", "dual_ladder", "With dual ladder", "not for predicting", "400 runs"):
        assert part in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 100
    assert "<td>dual_ladder</td>" in result._repr_html_()
    assert result.to_markdown().startswith("## vietnam_sme: 60 months, 200 twin companies per policy, ")


def test_money_is_in_the_company_s_currency() -> None:
    table = sim.compare(COMPANY, "lottery", overrides={"company.currency": "EUR"}).table
    assert "EUR per employee and year" in set(table["unit"])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"replicates": 1}, "replicates = 1: out of range; allowed: 2 to"),
        ({"replicates": 0}, "replicates = 0"),
        ({"months": 0}, "months = 0"),
        ({"draws": 0}, "draws = 0"),
        ({"seed": -1}, "seed = -1"),
        ({"months": 1.5}, "months = 1.5: wrong type"),
        ({"overrides": "training"}, 'has no "="'),
        ({"overrides": {"policy.training.bugdet": 1}}, "training.budget"),
    ],
)
def test_bad_settings_are_refused(settings: dict[str, object], words: str) -> None:
    with pytest.raises(sim.ScenarioError, match=words):
        sim.compare(COMPANY, "lottery", **settings)  # type: ignore[arg-type]


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(sim.ScenarioError) as caught:
        sim.compare("vietnam_sm", ["dual_lader", "lottery"])
    assert [fault.key for fault in caught.value.faults] == ["company", "policy"]


def test_progress_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []

    def live(*args: object) -> tuple[pd.DataFrame, pd.DataFrame]:
        heard.append(args[-1])
        return made_up_runs(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("sim.comparison._live", live)
    sim.compare(COMPANY, "lottery", progress=print)
    assert heard == [print]


def test_the_front_door_opens_lazily_and_knows_its_names() -> None:
    assert sim.__version__ == sim.compare(COMPANY, "lottery").version
    assert set(sim.__all__) <= set(dir(sim))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        sim.nothing  # noqa: B018
