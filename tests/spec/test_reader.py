"""Files and overrides to a Scenario."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.spec import library
from sim.spec.company import Company
from sim.spec.fault import Fault, ScenarioError, shown
from sim.spec.policy import Policy, Training
from sim.spec.reader import (
    Layer,
    check,
    known_keys,
    load,
    name_of,
    read_assumptions,
    read_company,
    read_policy,
    resolve_policy,
    toml_value,
)
from sim.spec.roster import Roster
from sim.spec.scenario import differences, values


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(**said: object) -> list[Fault]:
    with pytest.raises(ScenarioError) as caught:
        load(**{"company": "vietnam_sme", "policy": "status_quo", **said})  # type: ignore[arg-type]
    return caught.value.faults


@pytest.mark.parametrize("kind", library.FOLDERS)
def test_every_shipped_file_is_sound_and_says_what_it_is(kind: library.Kind) -> None:
    for entry in library.entries(kind):
        assert check(entry.path) == []
        assert entry.title
        assert entry.question.endswith("?")
        assert len(entry.description) > 80
        assert 'author = "Twinladder"' in entry.path.read_text(encoding="utf-8")


def test_the_issue_names_are_there() -> None:
    companies = {"vietnam_sme", "bank_technology", "actuarial_department", "university_it"}
    policies = {
        "status_quo", "forced_promotion", "promote_flight_risks", "dual_ladder", "training_budget",
        "aptitude_interest_need", "lottery", "seniority",
    }  # fmt: skip
    assert companies <= set(library.names("company"))
    assert policies <= set(library.names("policy"))
    assert "generic" in library.names("assumptions")


def test_status_quo_and_generic_are_the_defaults() -> None:
    texts = {"title", "question", "author", "description"}
    assert read_policy("status_quo").model_dump(exclude=texts) == Policy().model_dump(exclude=texts)
    generic = read_assumptions("generic")
    assert generic.model_dump(exclude=texts) == type(generic)().model_dump(exclude=texts)


@pytest.mark.parametrize("name", library.names("policy"))
def test_policies_hold_only_what_differs(name: str) -> None:
    written = tomllib.loads(library.shipped("policy", name).read_text(encoding="utf-8"))
    parent = written.get("extends")
    same = dict(values(read_policy(parent or "status_quo"), "policy"))
    said = [(path, value) for path, value in leaves(written, "policy") if path in same]
    assert all(same[path] != value for path, value in said)
    assert parent is None if name == "status_quo" else parent in library.names("policy")
    assert bool(said) == (name != "status_quo")


def leaves(table: dict[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}.{key}")
        else:
            yield f"{above}.{key}", value


def test_weights_of_shipped_policies_add_up_to_one() -> None:
    for name in library.names("policy"):
        weights = read_policy(name).promotion.weights.model_dump().values()
        assert sum(weights) == pytest.approx(1.0)


def test_a_chain_of_extends_lays_the_nearer_on_top(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", 'title = "Base"\nextends = "training_budget"\n[training]\nbudget = 500\n')
    near = write(tmp_path / "near.toml", 'extends = "base.toml"\n[training]\nmanagement = 0.1\n')
    policy = read_policy(near)
    assert policy.training == Training(
        budget=500.0, management=0.1, communication=0.2, priority="new_managers"
    )
    assert policy.title == ""  # the title of a parent is the parent's


def test_extends_is_relative_to_the_file_not_to_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "here" / "base.toml", "[training]\nbudget = 7\n")
    near = write(tmp_path / "here" / "near.toml", 'extends = "base.toml"\n')
    write(tmp_path / "base.toml", "[training]\nbudget = 8\n")
    monkeypatch.chdir(tmp_path)
    assert read_policy(near).training.budget == 7.0


def test_a_bare_name_is_the_shipped_file_even_if_another_lies_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "lottery", 'title = "Mine"\n')
    write(tmp_path / "lottery.toml", 'title = "Mine"\n[training]\nbudget = 9\n')
    monkeypatch.chdir(tmp_path)
    assert read_policy("lottery").title != "Mine"
    assert read_policy("lottery.toml").title == "Mine"
    assert read_policy("./lottery.toml").title == "Mine"
    assert read_policy(Path("lottery.toml")).title == "Mine"


def test_a_parent_may_be_mended_by_its_child(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", "[training]\nbudget = -1\n")
    assert read_policy(write(tmp_path / "b.toml", 'extends = "base.toml"\n[training]\nbudget = 1\n'))
    worse = write(tmp_path / "c.toml", 'extends = "base.toml"\n[training]\nmanagement = 2\n')
    assert [(Path(f.file).name, f.line, f.key) for f in check_policy(worse)] == [
        ("base.toml", 2, "training.budget"),
        ("c.toml", 3, "training.management"),
    ]


def check_policy(path: Path) -> list[Fault]:
    with pytest.raises(ScenarioError) as caught:
        resolve_policy(path)
    return caught.value.faults


def test_a_bom_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_bytes(b"\xef\xbb\xbf[training]\r\nbudget = 5\r\n")
    assert read_policy(path).training.budget == 5.0


def test_overrides_lie_on_top_and_read_values_as_toml() -> None:
    scenario = load(
        "vietnam_sme",
        "dual_ladder",
        overrides=[
            "policy.training.budget=2_000",
            "policy.promotion.consent=pressed",
            "policy.promotion.assessed = true",
            "company.headcount=120",
            "company.title=A new name",
            "assumptions.turnover.personal=0.05",
        ],
        months=36,
    )
    assert scenario.policy.training.budget == 2000.0
    assert scenario.policy.promotion.consent == "pressed"
    assert scenario.policy.promotion.assessed is True
    assert scenario.company.headcount == 120
    assert scenario.company.title == "A new name"
    assert scenario.assumptions.turnover.personal == 0.05
    assert scenario.policy.ladder.slots == 0.2
    assert scenario.practice == read_policy("status_quo")
    assert scenario.months == 36


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3), ("3.5", 3.5), ("true", True), ("offer", "offer"), ('"3"', "3"), ("yes it is", "yes it is"),
        ("1\nother = 2", "1\nother = 2"), ("[1, 2]", [1, 2]), ("", ""),
    ],
)  # fmt: skip
def test_override_values(text: str, value: object) -> None:
    assert toml_value(text) == value


def test_one_override_may_stand_alone() -> None:
    assert load("vietnam_sme", "status_quo", overrides="company.span=9").company.span == 9


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("policy.training.budgt=2", "did you mean policy.training.budget"),
        ("training.budget=2", "did you mean policy.training.budget?"),
        ("budget=2", "did you mean policy.training.budget?"),
        ("policy.training.budget", 'has no "="'),
        ("policy=3", "must begin with company., policy. or assumptions."),
        ("policy.training=3", "this is a table"),
        ("policy.training.budget.more=3", "must be a number"),
        ("policy.training.budget='3'", "must be a number"),
        ("company.span=29.5", "must be a whole number"),
        ("company.practice=forced", "did you mean forced_promotion?"),
        ("company.practice=3", "must be text in quotes"),
        ("assumptions.output.spread=1" + "0" * 400, "out of range"),
        ("policy.headcount=9", "it belongs to a company file"),
        ("policy.promotion.consent=" + "x" * 300, "..."),
    ],
)
def test_faults_of_overrides(override: str, words: str) -> None:
    (fault,) = faults_of(overrides=[override])
    assert words in str(fault)
    assert fault.file == "--set"
    assert len(str(fault)) < 600


def test_every_fault_of_every_part_at_once(tmp_path: Path) -> None:
    policy = write(tmp_path / "p.toml", "[training]\nbudget = -1\nmanagement = 2\n")
    company = write(tmp_path / "c.toml", 'headcount = "9"\npractice = "nobody"\n')
    world = write(tmp_path / "w.toml", "[people]\nfrailty = 9\n")
    roster = tmp_path / "staff.csv"
    faults = faults_of(company=company, policy=policy, assumptions=world, months=0, roster=roster)
    assert [fault.key for fault in faults] == [
        "", "headcount", "practice", "training.budget", "training.management", "people.frailty", "months",
    ]  # fmt: skip
    assert "7 faults:" in str(ScenarioError(faults))


def test_a_bound_by_another_parameter_blames_what_was_written_last(tmp_path: Path) -> None:
    (fault,) = faults_of(overrides=["company.headcount=9", "company.span=12"])
    assert fault.file == "--set"
    assert "span 12 must be below headcount 9" in fault.problem


@pytest.mark.parametrize("months", [0, -1, 1201, True, 2.5, "60"])
def test_months_are_checked(months: object) -> None:
    (fault,) = faults_of(months=months)
    assert fault.key == "months"


def test_objects_are_taken_as_they_are() -> None:
    company = Company(title="Ours", headcount=30, span=5)
    policy = Policy(training=Training(budget=1.0))
    scenario = load(company, policy, read_assumptions("generic"), overrides={"company.span": 6})
    assert scenario.company.span == 6
    assert scenario.company.headcount == 30
    assert scenario.policy == policy
    assert scenario.names == ("Ours", "policy", read_assumptions("generic").title)


def test_an_object_of_another_kind_is_refused() -> None:
    (fault,) = faults_of(company=Policy())
    assert "a Policy was given where a company is wanted" in fault.problem


def test_policies_combine_by_what_each_changes() -> None:
    both = read_policy("dual_ladder + training_budget")
    assert both.ladder == read_policy("dual_ladder").ladder
    assert both.training == read_policy("training_budget").training
    assert both.promotion == read_policy("status_quo").promotion


def test_the_order_of_combined_policies_does_not_matter() -> None:
    one, other = read_policy("dual_ladder+training_budget"), read_policy("training_budget+dual_ladder")
    assert (one.ladder, one.training) == (other.ladder, other.training)


def test_a_policy_combined_with_the_status_quo_is_itself() -> None:
    assert not differences(read_policy("status_quo+dual_ladder"), read_policy("dual_ladder"))


def test_policies_that_disagree_on_a_lever_are_refused() -> None:
    faults = faults_of(policy="forced_promotion+lottery")
    assert {fault.key for fault in faults} >= {"policy.promotion.weights.performance"}
    assert "forced_promotion sets it to 0.6 and lottery to 0.0" in str(faults[0])


def test_an_unknown_part_of_a_combination_is_named() -> None:
    (fault,) = faults_of(policy="dual_ladder+trianing_budget")
    assert "training_budget" in str(fault)


def test_a_practice_is_looked_for_beside_the_company(tmp_path: Path) -> None:
    write(tmp_path / "habit.toml", "[training]\nbudget = 3\n")
    company = write(tmp_path / "company.toml", 'extends = "vietnam_sme"\npractice = "./habit.toml"\n')
    nearer = write(tmp_path / "deeper" / "company.toml", 'extends = "../company.toml"\nspan = 5\n')
    assert load(company, "lottery").practice.training.budget == 3.0
    assert load(nearer, "lottery").practice.training.budget == 3.0


def test_names() -> None:
    assert name_of("lottery") == "lottery"
    assert name_of(Path("somewhere/mine.toml")) == "mine"
    assert name_of("somewhere/mine.toml") == "mine"
    assert load("university_it", "lottery").names == ("university_it", "lottery", "generic")


def test_kind_is_told_by_folder_keys_or_parent(tmp_path: Path) -> None:
    by_keys = write(tmp_path / "a.toml", "headcount = 7\n")
    assert [fault.key for fault in check(by_keys)] == ["headcount"]
    by_parent = write(tmp_path / "b.toml", 'extends = "university_it"\ntitle = 3\n')
    assert [fault.key for fault in check(by_parent)] == ["title"]
    by_folder = write(tmp_path / "policies" / "c.toml", "headcount = 7\n")
    assert "it belongs to a company file" in check(by_folder)[0].problem


def test_company_defaults_may_be_extended_by_companies_only() -> None:
    assert read_company("vietnam_sme").headcount == 80
    with pytest.raises(ScenarioError, match="no company named"):
        read_company("status_quo")


def test_known_keys_are_those_of_the_file() -> None:
    assert {"extends", "title", "training", "training.budget", "promotion.weights.chance"} <= set(
        known_keys("policy")
    )


def test_lines_are_found_under_their_table() -> None:
    text = "budget = 1\n# budget = 2\n\n[work]\nclarity=3\n[ training ]\n  budget = 4\nother.key = 5\n"
    layer = Layer("f", {}, text)
    assert [layer.line_of(key) for key in ("budget", "training.budget", "training", "work.clarity")] == [
        1,
        7,
        6,
        5,
    ]
    assert layer.line_of("training.other.key") == 8
    assert layer.line_of("nowhere") is None


def test_values_are_shown_as_written() -> None:
    assert [shown(v) for v in ("a", True, 3, 2.5, {"x": 1}, "a\nb")] == [
        '"a"',
        "true",
        "3",
        "2.5",
        "a table",
        '"a b"',
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    assert "cannot be read" in str(faults_of(policy=folder)[0])


def test_a_roster_sets_what_it_knows(tmp_path: Path) -> None:
    rows = "".join(f"{k},{50 + k},{int(k == 0)}\n" for k in range(12))
    staff = write(tmp_path / "staff.csv", "tenure_years,pay,manager\n" + rows.replace(",5", ",5000"))
    scenario = load("university_it", "status_quo", roster=staff)
    assert isinstance(scenario.roster, Roster)
    assert scenario.company.headcount == 12
    assert scenario.warmup == 0
    assert scenario.company.salary == scenario.roster.contributor_pay
    kept = load("university_it", "status_quo", roster=scenario.roster, overrides=["company.salary=1000"])
    assert kept.company.salary == 1000.0
    small = faults_of(company="university_it", overrides={"company.span": 20}, roster=scenario.roster)
    assert "span 20 must be below headcount 12" in small[0].problem
