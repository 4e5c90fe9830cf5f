"""Mesa's way of looking at the columns: a Company per row, an Employee per person who is there.

Both are views: they hold no state of their own, are made when asked for, and read and write the columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from sim.state.workforce import COMPANIES, PEOPLE, C, P

if TYPE_CHECKING:
    from sim.model.promotion_model import PromotionModel


class _PersonColumn:
    """A person's column as an attribute."""

    def __init__(self, column: P) -> None:
        self.column = column
        self.__doc__ = f"{PEOPLE[column].meaning} ({PEOPLE[column].unit})"

    def __get__(self, view: Employee | None, owner: type) -> Any:
        if view is None:
            return self
        return float(view.model.workforce.people[view.row, self.column, view.seat])

    def __set__(self, view: Employee, value: float) -> None:
        view.model.workforce.people[view.row, self.column, view.seat] = value


class _CompanyColumn:
    """A company's column as an attribute."""

    def __init__(self, column: C) -> None:
        self.column = column
        self.__doc__ = f"{COMPANIES[column].meaning} ({COMPANIES[column].unit})"

    def __get__(self, view: Company | None, owner: type) -> Any:
        if view is None:
            return self
        return float(view.model.workforce.companies[view.row, self.column])

    def __set__(self, view: Company, value: float) -> None:
        view.model.workforce.companies[view.row, self.column] = value


class Employee(mesa.Agent):
    """A person of one company, wherever they sit now; every column of `PEOPLE` is an attribute.

    Raises LookupError when read after the person has left.
    """

    model: PromotionModel

    def __init__(self, model: PromotionModel, row: int, seat: int) -> None:
        # views are not registered: mesa would keep every one of them for ever
        self.model = model
        self.row = row
        self.person_key = int(model.workforce.people[row, P.PERSON, seat])
        self.unique_id = self.person_key * model.workforce.rows + row
        self.pos = None
        self._seat = seat

    @property
    def seat(self) -> int:
        """Where the person sits now. Raises LookupError once they have left."""
        people = self.model.workforce.people[self.row]
        if not people[P.PRESENT, self._seat] or people[P.PERSON, self._seat] != self.person_key:
            found = np.flatnonzero((people[P.PERSON] == self.person_key) & (people[P.PRESENT] > 0))
            if len(found) == 0:
                raise LookupError(f"person {self.person_key} has left company {self.row}")
            self._seat = int(found[0])
        return self._seat

    @property
    def replicate(self) -> int:
        """The replicate whose luck the person's company lives."""
        return int(self.model.workforce.replicates[self.row])

    @property
    def level(self) -> int:
        """Level of management: 0 for a contributor."""
        return int(self.model.workforce.layout.level[self.seat])


class Company(mesa.Agent):
    """One company, a row of the workforce; every column of `COMPANIES` is an attribute."""

    model: PromotionModel

    def __init__(self, model: PromotionModel, row: int) -> None:
        self.model = model
        self.row = row
        self.unique_id = -1 - row
        self.pos = None

    @property
    def replicate(self) -> int:
        """The replicate whose luck the company lives."""
        return int(self.model.workforce.replicates[self.row])

    @property
    def headcount(self) -> int:
        """How many people work here now."""
        return int(self.model.workforce.people[self.row, P.PRESENT].sum())


for _person in P:
    setattr(Employee, PEOPLE[_person].name, _PersonColumn(_person))
for _company in C:
    setattr(Company, COMPANIES[_company].name, _CompanyColumn(_company))
