"""What is watched: the measures that every comparison shows, and how to speak of them.

Analysis and view import nothing of ours; labels, units and directions reach them as `measure_table()`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

MONEY = "currency"
"""Stands for the company's own currency in a unit or a sentence until a company is known."""


@dataclass(frozen=True)
class Measure:
    """One outcome of a run, a number per company and policy."""

    name: str
    """Its column in every table; never changes."""
    label: str
    """Its name for people."""
    unit: str
    """What one unit of it is."""
    better: int
    """+1 when more is better, -1 when less is."""
    smallest: float
    """The smallest difference that matters: in units; if `money`, in shares of a contributor's pay."""
    headline: bool
    """Whether every comparison shows it."""
    index: bool
    """Whether it is shown as an index with the baseline's mean = 100."""
    meaning: str
    """What exactly is counted."""
    says: str
    """A clause that reads out a value, with `{value}` in it."""
    more: str = "more"
    """The word behind a positive difference."""
    less: str = "fewer"
    """The word behind a negative difference."""
    decimals: int = 1
    """Places behind the point wherever it is printed."""
    money: bool = False
    """Whether it is an amount of money."""

    def __post_init__(self) -> None:
        if self.better not in (1, -1):
            raise ValueError(f"{self.name}: better must be +1 or -1, not {self.better}")
        if not self.smallest >= 0:
            raise ValueError(f"{self.name}: the smallest difference that matters can't be {self.smallest}")


HEADLINES = (
    Measure(
        name="retention_12_months",
        label="12-month retention",
        unit="of 100 people",
        better=+1,
        smallest=1.0,
        headline=True,
        index=False,
        meaning="Of 100 people employed at a month's end, how many are still employed twelve months later; "
        "mean over the months that have a year after them.",
        says="{value} of 100 people are still there a year later",
    ),
    Measure(
        name="regretted_attrition",
        label="Regretted attrition",
        unit="of 100 staff a year",
        better=-1,
        smallest=0.5,
        headline=True,
        index=False,
        meaning="Leavers who were in the top quarter of their colleagues, in percent of staff and per year.",
        says="{value} of 100 staff a year are top people lost",
    ),
    Measure(
        name="team_performance",
        label="Team performance",
        unit="baseline = 100",
        better=+1,
        smallest=1.0,
        headline=True,
        index=True,
        meaning="Output of all teams per planned seat, empty seats included, as an index: the mean of the "
        "baseline is 100.",
        says="team performance stands at {value}",
        less="less",
    ),
    Measure(
        name="unwanted_managers",
        label="Managers in an unwanted role",
        unit="of 100 managers",
        better=-1,
        smallest=2.0,
        headline=True,
        index=False,
        meaning="Of 100 managers, how many would rather do other work.",
        says="{value} of 100 managers would rather do other work",
    ),
    Measure(
        name="net_value",
        label="Net value per employee",
        unit=f"{MONEY} per employee and year",
        better=+1,
        smallest=0.01,
        headline=True,
        index=False,
        meaning="Value of output less pay, training, ladder, hiring and other costs, per employee and year.",
        says=f"an employee brings {{value}} {MONEY} a year net",
        less="less",
        decimals=0,
        money=True,
    ),
)
"""The five measures at the head of every comparison, in the order in which they are shown."""


def measure_table(
    measures: tuple[Measure, ...] = HEADLINES, *, currency: str = MONEY, pay: float = 1.0
) -> pd.DataFrame:
    """A row per measure and a column per field of `Measure`, for analysis and view.

    `currency` replaces the word in units and sentences, and `pay` (a contributor's yearly pay) turns the
    smallest difference of amounts of money from shares of pay into money.
    """
    import pandas as pd  # here, because the command line reads this module before it needs tables

    return pd.DataFrame([_row(measure, currency, pay) for measure in measures])


def _row(measure: Measure, currency: str, pay: float) -> dict[str, object]:
    row = asdict(measure)
    if measure.money:
        row["smallest"] = measure.smallest * pay
        row["unit"] = measure.unit.replace(MONEY, currency)
        row["says"] = measure.says.replace(MONEY, currency)
    return row
