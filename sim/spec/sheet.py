"""A CSV file as rows of text with their lines, and the layouts of files we know by sight."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sim.spec import library
from sim.spec.fault import Fault, ScenarioError

DEFAULT_YEAR = 2012
"""The last complete year of the panel before its grades were recast in 2014 that leaves years to test on."""

Dropped = tuple[str, int, str]


@dataclass(frozen=True)
class Row:
    """One record and the line it begins on."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """The records of a file under their headers; `origins` says which headers of the file ours come from."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    origins: Mapping[str, str] = field(default_factory=dict)


def read_sheet(path: Path) -> Sheet:
    """A CSV file with a line of headers; commas, semicolons or tabs between the cells.

    Raises ScenarioError: missing, empty, not UTF-8, a header twice, rows of another width, open quotes.
    """
    text = library.read_text(path)
    file = library.display(path)
    if not text.strip():
        raise ScenarioError([Fault(file, "the file is empty")])
    records = _records(file, text)
    header = tuple(cell.strip() for cell in records[0][1])
    faults = [*_header_faults(file, header), *_width_faults(file, len(header), records[1:])]
    if faults:
        raise ScenarioError(faults)
    rows = (Row(line, dict(zip(header, cells, strict=True))) for line, cells in records[1:])
    return Sheet(file, header, tuple(rows))


def _records(file: str, text: str) -> list[tuple[int, list[str]]]:
    first = text.lstrip().splitlines()[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    records, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        # the csv module's messages hold no cells
        raise ScenarioError([Fault(file, f"not CSV: {error}", line=begins)]) from None
    return records


def _header_faults(file: str, header: Sequence[str]) -> list[Fault]:
    # a header that comes twice could be a person's in a file without headers: it is not shown
    twice = [place for place, name in enumerate(header, 1) if name and header.index(name) < place - 1]
    return [Fault(file, f"the header of column {place} comes twice", line=1) for place in twice]


def _width_faults(file: str, width: int, records: Sequence[tuple[int, list[str]]]) -> list[Fault]:
    return [
        Fault(file, f"{len(cells)} cells where the headers are {width}", line=line)
        for line, cells in records
        if len(cells) != width
    ]


# ---------------------------------------------------------------- layouts known by sight


def known_layout(sheet: Sheet, fiscal_year: int | None) -> tuple[Sheet, list[Dropped], list[Fault]]:
    """The sheet in the generic layout, what was left out (what, how many, why) and what is wrong."""
    if set(sheet.header) >= PANEL:
        return _panel_year(sheet, DEFAULT_YEAR if fiscal_year is None else fiscal_year)
    if fiscal_year is not None:
        problem = "a fiscal year was chosen, but this file is not a panel with fiscal years"
        return sheet, [], [Fault(sheet.file, problem, "fiscal_year", str(fiscal_year))]
    return _sample(sheet) if set(sheet.header) >= SAMPLE else (sheet, [], [])


PANEL = {
    "person", "fiscal_year", "ladder", "title", "grade", "is_manager", "is_lead", "base_pay_k",
    "first_fy_seen", "transition_next_fy",
}  # fmt: skip
"""Headers of the Iowa State panel: a row per person and fiscal year."""


def _panel_year(sheet: Sheet, year: int) -> tuple[Sheet, list[Dropped], list[Fault]]:
    """The IT staff of one fiscal year, with what the years before say of them.

    The day is the last of the fiscal year; who came during a year is taken to have come in its middle.
    """
    faults = _whole_number_faults(sheet, ("fiscal_year", "first_fy_seen"))
    years = {int(row.cells["fiscal_year"]) for row in sheet.rows} if not faults else set()
    if not faults and year not in years:
        allowed = f"{min(years)} to {max(years)}" if years else "a year of the file"
        faults = [Fault(sheet.file, "nobody in this fiscal year", "fiscal_year", str(year), allowed)]
    if faults:
        return sheet, [], faults
    past = _years_of_each(sheet, year)
    there = [row for row in sheet.rows if row.cells["fiscal_year"].strip() == str(year)]
    staff = [row for row in there if row.cells["ladder"].strip() == "IT"]
    faults = [_joined_later(sheet.file, row) for row in staff if _tenure_years(row) < 0]
    rows = [_panel_person(row, past[row.cells["person"]], min(years)) for row in staff]
    year_sheet = Sheet(sheet.file, tuple(PANEL_GIVES), tuple(rows), PANEL_GIVES)
    return year_sheet, _left_out(sheet, there, staff, year), faults


PANEL_GIVES = {
    "person": "person",
    "tenure_months": "first_fy_seen",
    "tenure_at_least": "first_fy_seen",
    "role_months": "title in the years before",
    "step_months": "transition_next_fy of the years before",
    "manager": "is_manager and is_lead",
    "grade": "grade",
    "pay": "base_pay_k",
}
"""The generic headers that the panel fills, and from what."""


def _whole_number_faults(sheet: Sheet, columns: Sequence[str]) -> list[Fault]:
    return [
        Fault(sheet.file, "not a year", column, line=row.line)
        for row in sheet.rows
        for column in columns
        if not (row.cells[column].strip().isascii() and row.cells[column].strip().isdigit())
    ]


def _years_of_each(sheet: Sheet, last: int) -> dict[str, dict[int, Mapping[str, str]]]:
    """Person -> fiscal year -> cells, up to and including `last`: the future is not looked at."""
    years: dict[str, dict[int, Mapping[str, str]]] = defaultdict(dict)
    for row in sheet.rows:
        if int(row.cells["fiscal_year"]) <= last:
            years[row.cells["person"]][int(row.cells["fiscal_year"])] = row.cells
    return years


def _tenure_years(row: Row) -> int:
    return int(row.cells["fiscal_year"]) - int(row.cells["first_fy_seen"])


def _joined_later(file: str, row: Row) -> Fault:
    problem = "negative tenure: first seen after the fiscal year of the row"
    return Fault(file, problem, "first_fy_seen", row.cells["first_fy_seen"], line=row.line)


def _panel_person(row: Row, years: Mapping[int, Mapping[str, str]], begin: int) -> Row:
    """One person of the panel in the generic layout; what began with the file itself is not known."""
    now = int(row.cells["fiscal_year"])
    first = int(row.cells["first_fy_seen"])
    tenure = _months_since(first, now)
    role = _same_title_since(years, now)
    manages = "1" in (row.cells["is_manager"].strip(), row.cells["is_lead"].strip())
    cells = {
        "person": row.cells["person"],
        "tenure_months": tenure if first > begin else "",
        "tenure_at_least": tenure if first <= begin else "",
        "role_months": _months_since(role, now) if role > begin else "",
        "step_months": _months_since_promotion(years, now),
        "manager": "1" if manages else "0",
        "grade": row.cells["grade"],
        "pay": _last_pay(years),
    }
    return Row(row.line, cells)


def _months_since(first: int, now: int) -> str:
    return str(12 * (now - first) + 6)


def _same_title_since(years: Mapping[int, Mapping[str, str]], now: int) -> int:
    since = now
    while since - 1 in years and years[since - 1]["title"] == years[now]["title"]:
        since -= 1
    return since


def _months_since_promotion(years: Mapping[int, Mapping[str, str]], now: int) -> str:
    """From the last year that ended in a promotion before this one; nothing when there was none."""
    steps = [year + 1 for year, cells in years.items() if cells["transition_next_fy"] == "promoted"]
    seen = [year for year in steps if year <= now]
    return _months_since(max(seen), now) if seen else ""


def _last_pay(years: Mapping[int, Mapping[str, str]]) -> str:
    """Yearly pay of the latest year that has one: it is blank in the year somebody leaves."""
    known = [years[year]["base_pay_k"].strip() for year in sorted(years, reverse=True)]
    thousands = next((pay for pay in known if pay), "")
    try:
        return str(1000.0 * float(thousands))
    except ValueError:
        return thousands


def _left_out(sheet: Sheet, there: Sequence[Row], staff: Sequence[Row], year: int) -> list[Dropped]:
    other_years = len(sheet.rows) - len(there)
    leads = Counter(row.cells["is_lead"].strip() for row in staff)["1"]
    notes = [
        (
            "rows",
            other_years,
            f"of other fiscal years than {year}; earlier ones give roles, steps and last pay",
        ),
        ("rows", len(there) - len(staff), "not on the IT ladder"),
        ("column title", len(staff), "used to see how long somebody is in the role, not kept"),
        ("column is_lead", leads, "leads count as managers"),
        ("column last_fy_seen", len(staff), "lies in the future"),
        ("column transition_next_fy", len(staff), "of this year lies in the future"),
        ("column pay_ratio_title_year", len(staff), "follows from pay"),
    ]
    return [note for note in notes if note[1]]


SAMPLE = {"EmployeeNumber", "Attrition", "JobRole", "JobLevel", "MonthlyIncome", "YearsAtCompany"}
"""Headers of the fictional IBM file that many people try first."""

SAMPLE_MANAGERS = {"Manager", "Research Director"}


def _sample(sheet: Sheet) -> tuple[Sheet, list[Dropped], list[Fault]]:
    """The IBM file: those who left are left out, managers are told by their job title."""
    stay = [row for row in sheet.rows if row.cells["Attrition"].strip().lower() != "yes"]
    header = tuple(name for name in sheet.header if name not in ("Attrition", "JobRole", "Department"))
    rows = [Row(row.line, {**row.cells, "manager": _manages(row)}) for row in stay]
    dropped = [
        ("rows", len(sheet.rows) - len(stay), "have left"),
        ("column Attrition", len(stay), "used to see who has left"),
        ("column JobRole", len(stay), "used to see who manages, not kept"),
        ("column Department", len(stay), "too large to be a team"),
    ]
    return (
        Sheet(sheet.file, (*header, "manager"), tuple(rows), {"manager": "JobRole"}),
        [d for d in dropped if d[1]],
        [],
    )


def _manages(row: Row) -> str:
    return "1" if row.cells["JobRole"].strip() in SAMPLE_MANAGERS else "0"
