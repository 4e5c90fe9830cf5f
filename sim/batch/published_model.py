"""Experiments with published models: arms that are a model with its options, and how a block is lived.

In the tables the model stands in the column `company`, and `month` counts the model's own steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sim.batch.kind import Kind, digest, sources_hash
from sim.batch.main_model import code_hash
from sim.batch.task import Task
from sim.published.report import MODELS

BLOCK = 100
"""Organisations of one block."""


@dataclass(frozen=True)
class Cell:
    """One cell of a published experiment: a model and its options.

    `compared` is the value of the factor that is compared: it stands in the column `policy`.
    """

    case: str
    model: str
    compared: str
    options: tuple[tuple[str, Any], ...]

    @property
    def kind(self) -> Kind:
        """The published models'."""
        return PUBLISHED

    @property
    def company(self) -> str:
        """The model's name: it stands where others have the company's."""
        return self.model

    @property
    def policy(self) -> str:
        """What is compared within the experiment."""
        return self.compared

    @property
    def drawn(self) -> bool:
        """A published model has no draws of anything."""
        return True

    @cached_property
    def hash(self) -> str:
        """Model and options."""
        return digest([self.model, sorted(self.options)])

    @property
    def opening(self) -> str:
        """Every cell opens for itself."""
        return self.hash

    def model_of(self, replicates: Sequence[int], seed: int) -> Any:
        """The model with these lucks, ready to be lived. Raises ValueError for options that can't be."""
        return MODELS[self.model](**dict(self.options), replicates=list(replicates), seed=seed)


class PublishedModel:
    """The kind of experiments with published models."""

    probed = 2

    def version(self) -> str:
        """A hash of the published models' sources, and of what they share with the main model."""
        return digest([code_hash(), sources_hash("published")])[:20]

    def rows(self, arm: Cell) -> int:
        """The same number for every model: they are all small."""
        return BLOCK

    def compile(self, arms: Sequence[Cell]) -> None:
        """One organisation of everything compared."""
        for cell in {cell.policy: cell for cell in arms}.values():
            cell.model_of((0,), 1).run_model()

    def opened(self, task: Task) -> Callable[[Cell], dict[str, pd.DataFrame]]:
        """Nothing is shared: every cell opens for itself."""
        return lambda cell: tables_of(cell, task)

    def record(self, arms: Sequence[Cell]) -> dict[str, Any]:
        """The model, and the options of every cell."""
        cells = [
            {"scenario": cell.case, "compared": cell.compared, "options": dict(cell.options)} for cell in arms
        ]
        return {"model": arms[0].model, "cells": cells}


PUBLISHED = PublishedModel()


def arms_of(record: Mapping[str, Any]) -> list[Cell]:
    """The cells of a manifest."""
    return [
        Cell(cell["scenario"], record["model"], cell["compared"], tuple(cell["options"].items()))
        for cell in record["cells"]
    ]


def tables_of(cell: Cell, task: Task) -> dict[str, pd.DataFrame]:
    """Live a cell to its end, and what is kept of it: headlines, and measures of all steps or the last.

    Raises AssertionError when the model's own books do not balance.
    """
    model = cell.model_of(task.replicates, task.seed)
    model.run_model()
    if model.accounting_gap().any():
        raise AssertionError("promotions do not follow from exits")
    steps = model.measures()
    if task.outcomes == "final":
        steps = steps.groupby("replicate", sort=False).tail(1)
    tables = {"headlines": model.headlines(), "measures": steps.rename(columns={"step": "month"})}
    return {name: _in_draw(table) for name, table in tables.items()}


def _in_draw(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the one draw there is in front."""
    rest = table.reset_index(drop=True)
    rest.insert(0, "draw", 0)
    return rest
