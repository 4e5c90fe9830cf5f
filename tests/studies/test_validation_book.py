"""The salary book: the facts we carry are those of the file, and the tables are right on a small one."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.studies.validation import panel, salary_book
from sim.studies.validation.moments import jackknife

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "isu_panel_it.csv"
CARRIED = Path(salary_book.__file__).parent.parent / "facts" / "salary_book.csv"

BOOK = """\
person,fiscal_year,title,grade,is_manager,is_lead,base_pay_k,first_fy_seen,last_fy_seen,transition_next_fy
1,2009,A,1,0,0,50,2009,2012,stay
1,2010,A,1,0,0,51,2009,2012,promoted
1,2011,B,2,0,0,60,2009,2012,stay
1,2012,B,2,0,0,,2009,2012,exit
2,2009,A,1,0,0,40,2009,2018,stay
2,2010,A,1,0,0,40,2009,2018,stay
2,2011,A,1,0,0,40,2009,2018,stay
2,2012,A,1,1,0,44,2009,2018,stay
3,2007,A,1,0,1,90,2007,2010,stay
3,2008,A,1,0,1,90,2007,2010,stay
3,2009,A,1,0,0,90,2007,2010,stay
3,2010,A,1,0,0,,2007,2010,exit
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> panel.Panel:
    path = tmp_path_factory.mktemp("book") / "book.csv"
    path.write_text(BOOK)
    return salary_book.read(path)


def value(book: panel.Panel, name: str) -> float:
    table, estimator = panel.ESTIMATES[name]
    return jackknife(panel.tables(book)[table], estimator).value


def test_rates_of_a_small_book(small: panel.Panel) -> None:
    """11 person-years from 2008 on: 2 exits, 1 promotion; 9 of contributors, of which 1 moves up."""
    assert value(small, "R04") == pytest.approx(2 / 11)
    assert value(small, "P01") == pytest.approx(1 / 11)
    assert value(small, "P06") == pytest.approx(1 / 9)
    assert value(small, "P09") == pytest.approx(1 / 2)
    assert value(small, "W01.promoted") == pytest.approx(np.log(60 / 51))


def test_survival_of_direct_hires_only(small: panel.Panel) -> None:
    """Persons 1 and 2 were hired in 2009; 1 leaves in the fourth fiscal year. Person 3 was there before."""
    assert [value(small, f"curve.{k}") for k in range(4)] == [1.0, 1.0, 1.0, 0.5]
    assert value(small, "R03") == pytest.approx(np.sqrt(0.5))


def test_a_promotion_competes_with_leaving(small: panel.Panel) -> None:
    """Of two hires one is promoted in the second fiscal year; the other waits on."""
    assert value(small, "P03.1y") == 0.0
    assert value(small, "P03.2y") == pytest.approx(0.5)


@pytest.mark.skipif(not REAL.exists(), reason="the real salary book is not part of the project")
def test_carried_facts_are_those_of_the_real_book() -> None:
    ours = salary_book.facts(salary_book.read(REAL))
    carried = pd.read_csv(CARRIED)
    pd.testing.assert_frame_equal(ours, carried, atol=2e-6, check_dtype=False)


def test_carried_facts_agree_with_the_targets() -> None:
    """The targets that came with the data, computed by others; R04: 199 exits in 2,998 person-years."""
    carried = pd.read_csv(CARRIED).query("years == 'all'").set_index("id")
    for name, target in {"R01": 0.888, "R02": 0.789, "R03": 0.730, "R08": 0.167, "R09": 0.064}.items():
        assert carried.loc[name, "value"] == pytest.approx(target, abs=6e-4)
    assert carried.loc["R04", ["low", "value", "high"]].tolist() == pytest.approx(
        [0.058, 0.0664, 0.0759], abs=1e-4
    )
    assert carried.loc["P09", ["low", "high"]].tolist() == pytest.approx([0.002, 0.023], abs=5e-4)


def test_wilson_allows_for_events_not_seen() -> None:
    low, high = salary_book.wilson(0, 129)
    assert low == pytest.approx(0.0, abs=1e-12)
    assert high == pytest.approx(0.0289, abs=1e-4)
