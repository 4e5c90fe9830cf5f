"""Rosters: three layouts, what they say and what they keep to themselves."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.spec.fault import Fault, ScenarioError
from sim.spec.reader import check
from sim.spec.roster import COLUMNS, FIELDS, Roster, read_roster

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PANEL = SHARED / "isu_panel_it.csv"
SAMPLE = SHARED / "ibm_emp_attrition.csv"
needs_panel = pytest.mark.skipif(not PANEL.is_file(), reason="the university's panel is not on this machine")
needs_sample = pytest.mark.skipif(not SAMPLE.is_file(), reason="the IBM sample is not on this machine")

STAFF = """\
Employee ID,Name,Manager ID,Hire Date,Last Promotion,Age,Salary,Performance Rating,Team,Group,Rung
X-1,Anna Nguyen,X-1,2010-03-01,2018-03,50,90000,4.5,North,a,0
X-2,Binh Tran,X-1,2012-09,2019-09,44,70000,4,North,a,0
X-3,Chi Le,X-2,2015-01-15,,39,50000,3,North,b,1
X-4,Dung Vo,X-2,2016-01,,,51000,n/a,North,a,0
X-5,Em Bui,X-2,2017-01,2020-01,31,,3.5,South,a,2
X-6,Giang Ho,X-1,2018-01,,30,52000,2,South,b,0
X-7,Hoa Mai,X-6,2019-01,,29,48000,3,South,,0
X-8,Khanh Do,X-9,2020-06-30,,28,47000,3,,c,0
"""


def staff(tmp_path: Path, text: str = STAFF, name: str = "staff.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def plain(people: int = 9, header: str = "tenure_years,manager", row: str = "{k},{m}") -> str:
    rows = [row.format(k=k, m=int(k == 0)) for k in range(people)]
    return "\n".join([header, *rows]) + "\n"


def reasons(roster: Roster, fate: str) -> dict[str, tuple[int, str]]:
    return {note.what: (note.count, note.reason) for note in roster.report if note.fate == fate}


def faults_of(path: Path, **said: object) -> list[Fault]:
    with pytest.raises(ScenarioError) as caught:
        read_roster(path, **said)  # type: ignore[arg-type]
    return caught.value.faults


def test_the_generic_layout(tmp_path: Path) -> None:
    roster = read_roster(staff(tmp_path))
    columns = roster.columns
    nan = np.nan
    expected = {
        "tenure_months": [123, 93, 65, 53, 41, 29, 17, 0],
        "step_months": [27, 9, nan, nan, 5, nan, nan, nan],
        "age": [50, 44, 39, nan, 31, 30, 29, 28],
        "pay": [90000, 70000, 50000, 51000, nan, 52000, 48000, 47000],
        "rating": [4.5, 4, 3, nan, 3.5, 2, 3, 3],
        "rung": [0, 0, 1, 0, 2, 0, 0, 0],
        "team": [0, 0, 0, 0, 1, 1, 1, nan],
        "group": [0, 0, 1, 0, 0, 1, nan, 2],
        "boss": [nan, 0, 1, 1, 1, 0, 5, nan],
        "manager": [1, 1, 0, 0, 0, 1, 0, 0],
        "level": [2, 1, 0, 0, 0, 1, 0, 0],
    }
    assert set(columns) == set(expected)
    for name, values in expected.items():
        np.testing.assert_array_equal(columns[name], values, err_msg=name)
    assert (roster.people, roster.managers, roster.contributor_pay) == (8, 3, 49000.0)


def test_the_report_of_the_generic_layout(tmp_path: Path) -> None:
    roster = read_roster(staff(tmp_path))
    assert reasons(roster, "mapped")["tenure_months"] == (8, "from Hire Date, dates counted up to 2020-06")
    drawn = reasons(roster, "drawn")
    assert drawn["boss"] == (1, "the boss named is not in the file")
    assert drawn["role_months"][0] == 8
    assert drawn["age"][0] == 1
    dropped = reasons(roster, "dropped")
    assert dropped["column Name"] == (8, "identifies people: never kept")
    assert dropped["identifiers"][0] == 8


def test_nobody_is_named_anywhere(tmp_path: Path) -> None:
    roster = read_roster(staff(tmp_path))
    everything = repr(roster) + "".join(str(note) for note in roster.report) + repr(pickle.dumps(roster))
    for word in ("Anna", "Nguyen", "X-1", "X-8", "North"):
        assert word not in everything


def test_as_of_moves_the_day(tmp_path: Path) -> None:
    path = staff(tmp_path)
    later = read_roster(path, as_of="2021-06-30").columns["tenure_months"]
    np.testing.assert_array_equal(later - read_roster(path).columns["tenure_months"], np.full(8, 12.0))
    assert "lies after the day" in str(ScenarioError(faults_of(path, as_of="2020-05-31")))
    assert faults_of(path, as_of="yesterday")[0].key == "as_of"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs(tmp_path: Path, mark: str) -> None:
    other = staff(tmp_path, STAFF.replace(",", mark), "other.csv")
    assert read_roster(other) == read_roster(staff(tmp_path))


def test_a_bom_windows_lines_and_empty_lines_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes(b"\xef\xbb\xbf" + STAFF.replace("\n", "\r\n").encode() + b"\r\n,,,,,,,,,,\r\n")
    assert read_roster(path) == read_roster(staff(tmp_path))


def test_lines_count_through_cells_of_several_lines(tmp_path: Path) -> None:
    text = STAFF.replace("Anna Nguyen", '"Anna\nNguyen"').replace("2015-01-15", "soon")
    (fault,) = faults_of(staff(tmp_path, text))
    assert (fault.line, fault.key) == (5, "Hire Date")


def test_headers_of_ones_own(tmp_path: Path) -> None:
    path = staff(tmp_path, plain(header="Jahre hier,Chefin"))
    roster = read_roster(path, columns={"tenure_years": "Jahre hier", "manager": "Chefin"})
    assert roster.columns["tenure_months"][2] == 24.0
    (fault,) = faults_of(path, columns={"tenure_yeers": "Jahre hier"})
    assert fault.nearest.startswith("tenure_years")
    (fault,) = faults_of(path, columns={"tenure_years": "Jahre"})
    assert "no column is headed" in fault.problem


@pytest.mark.parametrize("name", [name for name, known in FIELDS.items() if known.kind == "number"])
def test_every_number_refuses_what_is_outside(tmp_path: Path, name: str) -> None:
    limits = COLUMNS[FIELDS[name].column]
    for value in (limits.low - 1.0, limits.high / FIELDS[name].factor + 1.0):
        text = plain(header=name, row="1").replace("1\n1\n", f"{value}\n1\n", 1)
        assert any(f.key == name and f.line == 2 and f.allowed for f in faults_of(staff(tmp_path, text)))


@pytest.mark.parametrize("text", ["1_000", "1e999", "inf", "0x10", "١٢", "--1", "1,5", "+", "12 months"])
def test_odd_numbers_are_refused(tmp_path: Path, text: str) -> None:
    table = plain(header="age;manager", row='"30";{m}') + f'"{text}";0\n'
    assert [f.key for f in faults_of(staff(tmp_path, table))] == ["age"]


def test_no_manager_at_all_is_drawn(tmp_path: Path) -> None:
    for text in (plain().replace("0,1", "0,0"), plain(header="tenure_years,pay", row="{k},100")):
        roster = read_roster(staff(tmp_path, text))
        assert roster.managers is None
        assert "level" not in roster.columns
        assert reasons(roster, "drawn")["manager"][1].startswith("the file shows no manager at all")


def test_managers_are_told_by_their_level(tmp_path: Path) -> None:
    roster = read_roster(staff(tmp_path, plain(header="tenure_years,level")))
    assert roster.managers == 1


def test_unmarked_bosses_are_managers(tmp_path: Path) -> None:
    text = STAFF.replace("Rung\n", "Manager\n")
    roster = read_roster(
        staff(
            tmp_path, text.replace("0\nX-2", "1\nX-2").replace(",1\nX-4", ",0\nX-4").replace(",2\n", ",0\n")
        )
    )
    np.testing.assert_array_equal(roster.columns["manager"], [1, 1, 0, 0, 0, 1, 0, 0])


def test_numbers_cannot_be_changed_and_hashes_follow_them(tmp_path: Path) -> None:
    roster = read_roster(staff(tmp_path))
    with pytest.raises(ValueError, match="read-only"):
        roster.columns["age"][0] = 1.0
    other = read_roster(staff(tmp_path, STAFF.replace(",50,", ",51,")))
    renamed = read_roster(staff(tmp_path, STAFF.replace("Anna Nguyen", "Someone Else").replace("X-1", "Z-9")))
    assert other != roster
    assert other.content_hash != roster.content_hash
    assert renamed == roster
    assert hash(renamed) == hash(roster)


def test_a_group_column_of_many_labels_is_none(tmp_path: Path) -> None:
    roster = read_roster(staff(tmp_path, plain(20, "tenure_years,manager,group", "{k},{m},g{k}")))
    assert "group" not in roster.columns
    assert "more than 12 different labels" in reasons(roster, "dropped")["column group"][1]


def test_a_year_is_for_panels(tmp_path: Path) -> None:
    (fault,) = faults_of(staff(tmp_path), fiscal_year=2012)
    assert "not a panel" in fault.problem


@needs_panel
def test_the_university_of_2012() -> None:
    roster = read_roster(PANEL)
    assert roster.people == 301
    assert roster.managers == 31  # 22 managers and 9 leads
    known = {name: int(np.isfinite(values).sum()) for name, values in roster.columns.items()}
    assert known["tenure_months"] + known["tenure_at_least"] == 301
    assert known["grade"] == known["manager"] == 301
    assert known["level"] == 270
    assert {"role_months", "step_months", "pay"} < set(known)
    assert reasons(roster, "dropped")["rows"][0] == 3592 - 301
    assert reasons(roster, "drawn")["age"][0] == 301
    assert "tenure_months" not in reasons(roster, "drawn")  # known, or at least bounded, for everybody
    assert check(PANEL) == []


@needs_panel
def test_the_panel_agrees_with_pandas() -> None:
    rows = pd.read_csv(PANEL)
    year = rows[rows.fiscal_year == 2013].reset_index(drop=True)
    roster = read_roster(PANEL, fiscal_year=2013)
    tenure = np.where(year.first_fy_seen > 2007, 12 * (2013 - year.first_fy_seen) + 6, np.nan)
    np.testing.assert_array_equal(roster.columns["tenure_months"], tenure)
    promoted = rows[(rows.transition_next_fy == "promoted") & (rows.fiscal_year < 2013)]
    last = promoted.groupby("person").fiscal_year.max()
    step = 12 * (2013 - 1 - year.person.map(last)) + 6
    np.testing.assert_array_equal(roster.columns["step_months"], step.to_numpy(dtype=float))
    paid = year.base_pay_k.notna().to_numpy()
    np.testing.assert_array_equal(roster.columns["pay"][paid], 1000 * year.base_pay_k[paid])


@needs_panel
def test_the_panel_does_not_look_into_the_future(tmp_path: Path) -> None:
    rows = pd.read_csv(PANEL)
    past = tmp_path / "past.csv"
    now = rows[rows.fiscal_year <= 2012].copy()
    now.loc[now.fiscal_year == 2012, "transition_next_fy"] = "stay"
    now["last_fy_seen"] = 2012
    now.to_csv(past, index=False)
    assert read_roster(past) == read_roster(PANEL)


@needs_sample
def test_the_ibm_sample() -> None:
    roster = read_roster(SAMPLE)
    assert roster.people == 1233  # 237 of 1470 have left
    assert roster.managers is not None
    assert 150 < roster.managers < 200
    assert roster.columns["tenure_months"][0] == 120.0
    assert roster.columns["pay"][0] == 12 * 5130
    assert reasons(roster, "dropped")["column Gender"][1] == "not used"
