"""The real salary book: `isu_panel_it.csv` as a panel, and the facts computed from it by our own code.

The file itself is not part of the project; `facts/salary_book.csv` carries what was computed from it, and a
test compares the two wherever the file is present.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from sim.studies.validation.moments import NORMAL_95, Array, Estimate, jackknife
from sim.studies.validation.panel import (
    AFTER_HIRE,
    ESTIMATES,
    FIRST,
    FIT,
    GRADES,
    IN_GRADE,
    LAST,
    TEST,
    Panel,
    tables,
)


def read(path: Path) -> Panel:
    """The real book as a panel; each person is a group, so that the jackknife leaves out persons."""
    book = pd.read_csv(path).sort_values(["person", "fiscal_year"])
    who = book["person"].factorize()[0].astype(np.int64)
    return Panel(
        company=who,
        who=who,
        year=book["fiscal_year"].to_numpy(np.int64),
        grade=book["grade"].to_numpy(np.int64),
        manager=((book["is_manager"] + book["is_lead"]) > 0).to_numpy(np.float64),
        exit=(book["transition_next_fy"] == "exit").to_numpy(np.float64),
        hired=book["first_fy_seen"].to_numpy(np.int64),
        last=book["last_fy_seen"].to_numpy(np.int64),
        pay=book["base_pay_k"].to_numpy(np.float64),
        title=book["title"].factorize()[0].astype(np.int64),
        groups=int(who.max()) + 1,
    )


RATES = {
    **dict.fromkeys(("R04", "R05", "R06", "R07", "P01", "P05", "P06", "P07", "P09"), (0, 1)),
    **dict.fromkeys(("P10.manager", "P10.contributor"), (0, 1)),
    "R08": (AFTER_HIRE + 1, 1),
    **{f"hazard.{k}": (AFTER_HIRE + k, k) for k in range(AFTER_HIRE)},
    **{f"P02.grade{g + 1}": (GRADES + g, g) for g in range(GRADES)},
    **{f"P04.{k}": (IN_GRADE + k, k) for k in range(IN_GRADE)},
    "R10.5y": (0, 2),
    "R10.10y": (1, 2),
}
"""Shares of people: the places of their count and of their number in the moments."""


def wilson(count: float, number: float) -> tuple[float, float]:
    """The 95% interval of a share, sound for rare events too."""
    z = NORMAL_95
    centre = (count + z * z / 2) / (number + z * z)
    reach = z / (number + z * z) * np.sqrt(count * (number - count) / number + z * z / 4)
    return float(centre - reach), float(centre + reach)


def interval(name: str, moments: Array, found: Estimate) -> tuple[float, float]:
    """The 95% interval: Wilson's for shares of people, else by the jackknife over people."""
    if name in RATES:
        count, number = RATES[name]
        return wilson(moments[:, count].sum(), moments[:, number].sum())
    reach = NORMAL_95 * found.mc_error
    return found.value - reach, found.value + reach


def facts(panel: Panel) -> pd.DataFrame:
    """Every fact of the book in all years, the years of the fit and those of the test, with 95% intervals.

    A fact without ten people at risk is left out.
    """
    rows = []
    for part, years in (("all", (FIRST, LAST)), ("fit", FIT), ("test", TEST)):
        moments = tables(panel, years)
        for name, (table, estimator) in ESTIMATES.items():
            if table not in moments or (name in RATES and moments[table][:, RATES[name][1]].sum() < 10):
                continue
            found = jackknife(moments[table], estimator)
            low, high = interval(name, moments[table], found)
            rows.append((name, part, found.value, low, high))
    return pd.DataFrame(rows, columns=["id", "years", "value", "low", "high"]).round(6)


def write(source: Path, target: Path) -> None:
    """Write the facts of the real book where the project carries them."""
    facts(read(source)).to_csv(target, index=False)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(__file__).parent.parent / "facts" / "salary_book.csv")
