"""A person-per-row HR file as a frozen table of numbers.

Names and identifiers are never stored and never printed: identifiers serve to find duplicates and bosses
while the file is read, and messages speak of lines.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.spec.fault import Fault, ScenarioError, nearest_of
from sim.spec.sheet import Row, Sheet, known_layout, read_sheet

Array = NDArray[np.float64]
Fate = Literal["mapped", "drawn", "dropped"]

FEWEST_PEOPLE = 8
MOST_GROUPS = 12


@dataclass(frozen=True)
class Column:
    """What a roster may know of a person: its meaning, its unit and what is allowed."""

    meaning: str
    unit: str
    low: float
    high: float


COLUMNS = {
    "tenure_months": Column("time in the company", "months", 0, 720),
    "tenure_at_least": Column("time in the company where only the least is known", "months", 0, 720),
    "role_months": Column("time in the present role", "months", 0, 720),
    "step_months": Column("time since the last promotion", "months", 0, 720),
    "age": Column("age", "years", 14, 99),
    "manager": Column("whether the person manages others", "1 or 0", 0, 1),
    "level": Column("level of management: 0 contributor, 1 first manager", "level", 0, 12),
    "grade": Column("grade of the job", "grade", 0, 100),
    "rung": Column("rung on the technical ladder", "rung", 0, 20),
    "pay": Column("yearly pay", "currency", 1, 1e9),
    "rating": Column("last performance rating, on the file's own scale", "rating", -1000, 1000),
    "group": Column("group label, as a number: the largest group is 0", "group", 0, MOST_GROUPS),
    "team": Column("team, as a number", "team", 0, 1e6),
    "boss": Column("place of the boss in this table", "place", 0, 1e6),
}


@dataclass(frozen=True)
class Field:
    """A column that a file may have: what it becomes, how it is read and how it may be headed."""

    column: str
    kind: Literal["number", "yes or no", "date", "label", "identifier"]
    aliases: tuple[str, ...] = ()
    factor: float = 1.0


FIELDS = {
    "person": Field("", "identifier", ("person_id", "employee_id", "employee_number", "staff_id", "id")),
    "boss": Field("boss", "identifier", ("boss_id", "manager_id", "supervisor_id", "reports_to")),
    "tenure_months": Field("tenure_months", "number", ("months_in_company", "months_at_company")),
    "tenure_years": Field(
        "tenure_months", "number", ("years_in_company", "years_at_company", "tenure"), 12.0
    ),
    "hired": Field("tenure_months", "date", ("hire_date", "start_date", "date_joined")),
    "tenure_at_least": Field("tenure_at_least", "number"),
    "role_months": Field("role_months", "number", ("months_in_role",)),
    "role_years": Field("role_months", "number", ("years_in_role", "years_in_current_role"), 12.0),
    "role_since": Field("role_months", "date", ("in_role_since", "role_start_date")),
    "step_months": Field("step_months", "number", ("months_since_promotion",)),
    "step_years": Field(
        "step_months", "number", ("years_since_promotion", "years_since_last_promotion"), 12.0
    ),
    "promoted": Field("step_months", "date", ("last_promotion", "promotion_date", "last_promoted")),
    "age": Field("age", "number"),
    "manager": Field("manager", "yes or no", ("is_manager", "people_manager", "manages")),
    "level": Field("level", "number", ("management_level", "manager_level")),
    "grade": Field("grade", "number", ("job_grade", "job_level", "band")),
    "rung": Field("rung", "number", ("technical_rung", "technical_level")),
    "pay": Field("pay", "number", ("salary", "annual_salary", "base_pay", "yearly_pay")),
    "pay_month": Field("pay", "number", ("monthly_pay", "monthly_salary", "monthly_income"), 12.0),
    "rating": Field("rating", "number", ("performance_rating", "performance")),
    "group": Field("group", "label"),
    "team": Field("team", "label", ("team_id", "unit", "department")),
}
SAID_OF = {
    "tenure_at_least": "; they were there before the file begins, and the least it can be is taken",
    **dict.fromkeys(("grade", "team", "boss"), "; kept, but the opening does not use it yet"),
}
"""What must be added to the report about some columns, lest it promise too much."""

USABLE = tuple(name for name, known in FIELDS.items() if known.kind in ("number", "yes or no", "date"))
NAMING = {
    "name",
    "full_name",
    "first_name",
    "last_name",
    "surname",
    "employee_name",
    "email",
    "phone",
    "address",
}
MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "?"}
YES, NO = {"1", "yes", "y", "true", "t"}, {"0", "no", "n", "false", "f"}
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
DATE = re.compile(r"(\d{4})-(\d{1,2})(-\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Note:
    """What became of a column or of some people: `mapped`, left to be `drawn`, or `dropped`, and why."""

    fate: Fate
    what: str
    count: int
    reason: str

    def __str__(self) -> str:
        return f"{self.fate} {self.what} ({self.count}): {self.reason}"


@dataclass(frozen=True, eq=False)
class Roster:
    """The people of a company on its first day, one place in each column for each person.

    `columns` maps names of COLUMNS to float64 numbers, NaN where the file says nothing of a person; a column
    of which the file says nothing at all is not there. Both are left to be drawn by the opening. Two rosters
    are equal when their numbers are; `report` says what was mapped, drawn and dropped.
    """

    people: int
    columns: dict[str, Array]
    report: tuple[Note, ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the numbers, column by column in alphabetical order."""
        digest = hashlib.sha256(str(self.people).encode())
        for name in sorted(self.columns):
            digest.update(name.encode() + b"\0")
            digest.update(np.ascontiguousarray(self.columns[name], dtype="<f8").tobytes())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roster) and self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    @property
    def managers(self) -> int | None:
        """How many manage others; None where the file does not say and they are drawn."""
        flags = self.columns.get("manager")
        return None if flags is None else int(np.count_nonzero(flags == 1.0))

    @property
    def contributor_pay(self) -> float | None:
        """Median pay of those who do not manage, in the file's currency; None where the file has no pay."""
        pay = self.columns.get("pay")
        if pay is None:
            return None
        flags = self.columns.get("manager", np.zeros(self.people))
        known = np.sort(pay[(flags != 1.0) & np.isfinite(pay)])
        middle = len(known) // 2
        return float((known[middle] + known[-middle - 1]) / 2.0) if len(known) else None


def read_roster(
    path: str | Path,
    fiscal_year: int | None = None,
    columns: Mapping[str, str] | None = None,
    as_of: str | None = None,
) -> Roster:
    """The people in a CSV file: the generic layout, the Iowa State panel or the IBM sample.

    `fiscal_year` chooses the year of a panel (2012 unless said). `columns` says which header holds what,
    where the headers are none of those known: `{"tenure_years": "Years here"}`. `as_of` (`2024-06-30`) is the
    day from which dates are counted back; unless said, the latest date in the file.

    Raises ScenarioError with every fault at once, by line and column, never with a name or an identifier.
    """
    draft = Draft(read_sheet(Path(path)))
    draft.take_layout(fiscal_year)
    headers = draft.headers(columns or {})
    draft.refuse()
    draft.find_duplicates(headers.get("person"))
    draft.read(headers, as_of)
    draft.find_bosses(headers)
    draft.check()
    draft.refuse()
    draft.settle_managers()
    draft.report_drawn()
    return draft.roster()


@dataclass
class Draft:
    """A roster in the making: what is known so far, what is wrong, what to report."""

    sheet: Sheet
    known: dict[str, Array] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _label_cache: dict[str, dict[str, float]] = field(default_factory=dict)

    def refuse(self) -> None:
        """Raise ScenarioError if anything was found wrong."""
        if self.faults:
            raise ScenarioError(sorted(self.faults, key=lambda fault: fault.line or 0))

    def fault(self, problem: str, column: str = "", row: Row | None = None, **rest: str) -> None:
        """Remember something wrong, at its line."""
        line = None if row is None else row.line
        column = self.sheet.origins.get(column, column)
        self.faults.append(Fault(self.sheet.file, problem, column, line=line, **rest))

    def note(self, fate: Fate, what: str, count: int, reason: str) -> None:
        """Remember what became of something."""
        self.notes.append(Note(fate, what, count, reason))

    # ------------------------------------------------------------ which column holds what

    def take_layout(self, fiscal_year: int | None) -> None:
        """Turn a layout we know into the generic one."""
        self.sheet, dropped, faults = known_layout(self.sheet, fiscal_year)
        self.faults += faults
        for what, count, reason in dropped:
            self.note("dropped", what, count, reason)

    def headers(self, said: Mapping[str, str]) -> dict[str, str]:
        """Field -> header, from what was said and from the headers themselves."""
        found = self._said(said)
        for header in self.sheet.header:
            name = _field_of(header)
            if name and name not in found and header not in found.values():
                found[name] = header
        self._report_unused(found)
        if not self.faults and not set(found) & set(USABLE):
            # the first line may be people when the headers are missing: it is not shown
            self.fault("no column that can be used", allowed=f"headers such as {', '.join(USABLE)}")
        return found

    def _said(self, said: Mapping[str, str]) -> dict[str, str]:
        for name, header in said.items():
            if name not in FIELDS:
                self.fault("unknown column", name, nearest=nearest_of(name, list(FIELDS)))
            elif header not in self.sheet.header:
                self.fault(f'no column is headed "{header}"', name)
        return dict(said)

    def _report_unused(self, found: Mapping[str, str]) -> None:
        for header in self.sheet.header:
            if header in found.values():
                continue
            named = _plain(header) in NAMING
            reason = "identifies people: never kept" if named else "not used"
            self.note("dropped", f"column {header[:40]}", len(self.sheet.rows), reason)
        if "person" in found:
            self.note(
                "dropped", "identifiers", len(self.sheet.rows), "used to find duplicates and bosses only"
            )

    # ------------------------------------------------------------ reading cells

    def find_duplicates(self, header: str | None) -> None:
        """Two rows with one identifier are one person too many."""
        first: dict[str, int] = {}
        for row in self.sheet.rows if header else ():
            who = row.cells[str(header)].strip()
            if not who:
                continue
            if who in first:
                self.fault(f"the same identifier as line {first[who]}: one row per person", str(header), row)
            first.setdefault(who, row.line)

    def read(self, headers: Mapping[str, str], as_of: str | None) -> None:
        """Every column that becomes numbers."""
        now = self._now(headers, as_of)
        for name, header in headers.items():
            how = FIELDS[name]
            if how.kind == "identifier":
                continue
            if how.column in self.known:
                self.note(
                    "dropped", f"column {header[:40]}", len(self.sheet.rows), "says the same as another"
                )
                continue
            if name == "group" and len(self._labels(header)) > MOST_GROUPS:
                reason = f"more than {MOST_GROUPS} different labels: no groups to speak of"
                self.note("dropped", f"column {header[:40]}", len(self.sheet.rows), reason)
                continue
            reader = self._reader(how, now)
            values = np.array(
                [self._cell(row, header, how, reader) for row in self.sheet.rows], dtype=np.float64
            )
            counted = f", dates counted up to {now // 12}-{now % 12 + 1:02d}" if how.kind == "date" else ""
            self._keep(how.column, values, f"from {self.sheet.origins.get(header, header)[:40]}{counted}")

    def _keep(self, column: str, values: Array, reason: str) -> None:
        known = int(np.count_nonzero(np.isfinite(values)))
        if known:
            self.known[column] = values
            self.note("mapped", column, known, f"{reason}{SAID_OF.get(column, '')}")

    def _reader(self, how: Field, now: int) -> Callable[[str], float | None]:
        """How to read one cell of this field; None where it cannot be read."""
        if how.kind == "number":
            return lambda text: float(text) * how.factor if NUMBER.fullmatch(text) else None
        if how.kind == "yes or no":
            return _yes_or_no
        if how.kind == "date":
            return lambda text: None if (month := _month(text)) is None else float(now - month)
        return float  # labels have become numbers in `_labels`

    def _cell(self, row: Row, header: str, how: Field, reader: Callable[[str], float | None]) -> float:
        text = row.cells[header].strip()
        if how.kind == "label":
            return self._labels(header).get(text, np.nan)
        if text.lower() in MISSING:
            return np.nan
        value = reader(text)
        limits = COLUMNS[how.column]
        if value is None:
            self._unreadable(row, header, how, text)
        elif not limits.low <= value <= limits.high:
            self._outside(row, header, how, text, value)
        else:
            return value + 0.0
        return np.nan

    def _unreadable(self, row: Row, header: str, how: Field, text: str) -> None:
        wanted = {"date": "a date such as 2021-09-30 or 2021-09", "yes or no": "yes or no, 1 or 0"}
        problem = (
            f"not {'a number' if how.kind == 'number' else 'a date' if how.kind == 'date' else 'yes or no'}"
        )
        allowed = wanted.get(how.kind, "a plain number such as 12 or 3.5, or nothing")
        self.fault(problem, header, row, value=_veiled(text), allowed=allowed)

    def _outside(self, row: Row, header: str, how: Field, text: str, value: float) -> None:
        limits = COLUMNS[how.column]
        problem = "must not be negative" if value < 0 <= limits.low else "out of range"
        if how.kind == "date":
            problem = "lies after the day from which dates are counted" if value < 0 else "too long ago"
        low, high = limits.low / how.factor, limits.high / how.factor
        unit = limits.unit if how.factor == 1.0 else "years" if limits.unit == "months" else "a month"
        self.fault(problem, header, row, value=_veiled(text), allowed=f"{low:,.3g} to {high:,.10g} {unit}")

    def _labels(self, header: str) -> dict[str, float]:
        """Labels as numbers, the most frequent first, ties by the alphabet; cached for the column."""
        if header not in self._label_cache:
            counted = Counter(row.cells[header].strip() for row in self.sheet.rows)
            ranked = sorted((-n, text) for text, n in counted.items() if text.lower() not in MISSING)
            self._label_cache[header] = {text: float(place) for place, (_, text) in enumerate(ranked)}
        return self._label_cache[header]

    def _now(self, headers: Mapping[str, str], as_of: str | None) -> int:
        """The month from which dates are counted back, in months since the year 0."""
        if as_of is not None:
            said = _month(as_of)
            if said is None:
                self.fault("not a date", "as_of", value=as_of, allowed="a date such as 2021-09-30")
            return said or 0
        dated = [header for name, header in headers.items() if FIELDS[name].kind == "date"]
        months = (_month(row.cells[header].strip()) for row in self.sheet.rows for header in dated)
        return max((month for month in months if month is not None), default=0)

    # ------------------------------------------------------------ who reports to whom

    def find_bosses(self, headers: Mapping[str, str]) -> None:
        """Bosses as places in the table; who is named but not in the file is nobody's place."""
        if not {"person", "boss"} <= headers.keys():
            return
        place = {row.cells[headers["person"]].strip(): k for k, row in enumerate(self.sheet.rows)}
        named = [row.cells[headers["boss"]].strip() for row in self.sheet.rows]
        bosses = [place.get(who, -1) if who else -1 for who in named]
        # many systems let the head of the company report to themselves
        boss = [-1 if above == k else above for k, above in enumerate(bosses)]
        absent = sum(1 for who, above in zip(named, bosses, strict=True) if who and above < 0)
        if absent:
            self.note("drawn", "boss", absent, "the boss named is not in the file")
        self._keep(
            "boss", np.array([np.nan if b < 0 else float(b) for b in boss]), f"from {headers['boss'][:40]}"
        )
        self._levels_from_bosses(boss)

    def _levels_from_bosses(self, boss: Sequence[int]) -> None:
        height = _heights(boss)
        for k, row in enumerate(self.sheet.rows):
            if height[k] is None:
                self.fault("reports to somebody below: the line of bosses runs in a circle", "boss", row)
        tall = np.array([float(h or 0) for h in height])
        flags = self.known.get("manager")
        if flags is None:
            self._keep("manager", np.where(tall > 0, 1.0, 0.0), "those to whom somebody reports")
        elif extra := int(np.count_nonzero((tall > 0) & (flags == 0.0))):
            self.known["manager"] = np.where(tall > 0, 1.0, flags)
            self.note("mapped", "manager", extra, "not marked as managers, but somebody reports to them")
        if "level" not in self.known:
            level = np.where(self.known["manager"] == 1.0, np.maximum(tall, 1.0), tall)
            self._keep("level", level, "from who reports to whom")

    # ------------------------------------------------------------ what must hold between columns

    def check(self) -> None:
        """Rules between columns, and a company worth opening."""
        self._check_pairs("role_months", "tenure_months", "longer in the role than in the company")
        self._check_pairs("step_months", "tenure_months", "promoted before joining the company")
        self._check_levels()
        if len(self.sheet.rows) < FEWEST_PEOPLE:
            count = len(self.sheet.rows)
            self.fault(f"nobody to manage: {count} people", allowed=f"{FEWEST_PEOPLE} people or more")
        elif (flags := self.known.get("manager")) is not None and not np.any(flags != 1.0):
            self.fault("nobody to manage: everybody is a manager", allowed="one contributor or more")

    def _check_pairs(self, shorter: str, longer: str, problem: str) -> None:
        if shorter not in self.known or longer not in self.known:
            return
        # a month of grace for dates that were rounded, a year for whole years
        wrong = self.known[shorter] > self.known[longer] + 12.0
        for k in np.flatnonzero(wrong):
            value = f"{self.known[shorter][k]:g} months"
            limit = f"at most the {self.known[longer][k]:g} months of {longer}"
            self.fault(problem, shorter, self.sheet.rows[k], value=value, allowed=limit)

    def _check_levels(self) -> None:
        level, flags = self.known.get("level"), self.known.get("manager")
        if level is None:
            return
        if flags is None:
            derived = np.where(np.isfinite(level), np.where(level > 0, 1.0, 0.0), np.nan)
            self._keep("manager", derived, "those on level 1 or above")
            return
        for k in np.flatnonzero(((level > 0) & (flags == 0.0)) | ((level == 0.0) & (flags == 1.0))):
            wanted = "0 for a contributor" if flags[k] == 0.0 else "1 or more for a manager"
            row, value = self.sheet.rows[k], f"{level[k]:g}"
            self.fault("does not fit the column manager", "level", row, value=value, allowed=wanted)

    # ------------------------------------------------------------ the end

    def settle_managers(self) -> None:
        """A file that shows no manager at all says nothing of who manages: they are drawn."""
        flags = self.known.get("manager")
        if flags is not None and np.any(flags == 1.0):
            if "level" not in self.known:
                self.known["level"] = np.where(flags == 0.0, 0.0, np.nan)
                self.note(
                    "mapped", "level", int(np.count_nonzero(flags == 0.0)), "contributors are on level 0"
                )
            return
        for column in ("manager", "level"):
            self.known.pop(column, None)
        self.notes = [note for note in self.notes if note.what not in ("manager", "level")]

    def report_drawn(self) -> None:
        """Say what the file lacks, wholly or of some people."""
        for name, column in COLUMNS.items():
            if name in ("tenure_at_least", "boss") or (name in ("group", "team") and name not in self.known):
                continue
            lacking = self._lacking(name)
            if lacking:
                self.note("drawn", name, lacking, self._why_drawn(name, column))

    def _lacking(self, name: str) -> int:
        values = self.known.get(name)
        least = self.known.get("tenure_at_least")
        if name == "tenure_months" and least is not None:
            values = least if values is None else np.where(np.isfinite(values), values, least)
        rows = len(self.sheet.rows)
        return rows if values is None else rows - int(np.count_nonzero(np.isfinite(values)))

    def _why_drawn(self, name: str, column: Column) -> str:
        if name == "manager" and name not in self.known:
            return "the file shows no manager at all: chosen at the opening, the best paid first"
        if name == "level" and "manager" in self.known:
            return "the file does not say on which level these managers are"
        return f"the file does not say: {column.meaning}"

    def roster(self) -> Roster:
        """The finished roster; its numbers cannot be changed any more."""
        for values in self.known.values():
            values.setflags(write=False)
        order = {"mapped": 0, "drawn": 1, "dropped": 2}
        report = tuple(sorted(self.notes, key=lambda note: order[note.fate]))
        return Roster(len(self.sheet.rows), self.known, report)


def _plain(header: str) -> str:
    """A header without case, spaces and dashes; `YearsAtCompany` becomes `years_at_company`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", header.strip())
    return re.sub(r"[\s\-.]+", "_", parted).lower()


def _field_of(header: str) -> str | None:
    plain = _plain(header)
    return next((name for name, known in FIELDS.items() if plain == name or plain in known.aliases), None)


def _veiled(text: str) -> str:
    """What was written, unless it could be a name or an identifier that slipped into this column."""
    return f"text of {len(text)} characters" if re.search(r"[^\d.,+\-/ eE]", text) or len(text) > 12 else text


def _yes_or_no(text: str) -> float | None:
    word = text.lower()
    return 1.0 if word in YES else 0.0 if word in NO else None


def _month(text: str) -> int | None:
    """Months since the year 0 of a date such as 2021-09-30; None when it is not one."""
    found = DATE.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return 12 * int(found[1]) + int(found[2]) - 1


def _heights(boss: Sequence[int]) -> list[int | None]:
    """How many levels stand below each person: 0 for those to whom nobody reports, None in a circle."""
    waiting = Counter(above for above in boss if above >= 0)
    height: list[int | None] = [None] * len(boss)
    tallest = [0] * len(boss)
    ready = [k for k in range(len(boss)) if not waiting[k]]
    while ready:
        k = ready.pop()
        height[k] = tallest[k]
        above = boss[k]
        if above < 0:
            continue
        tallest[above] = max(tallest[above], tallest[k] + 1)
        waiting[above] -= 1
        if not waiting[above]:
            ready.append(above)
    return height
