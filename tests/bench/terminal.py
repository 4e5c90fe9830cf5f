"""The results in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from tests.bench.tables import Results, all_grids

WIDTH = 110


def show(results: Results) -> None:
    """Print every table."""
    console = Console(highlight=False, width=WIDTH)
    for grid in all_grids(results):
        table = Table(title=grid.title, title_justify="left", box=None, pad_edge=False)
        for k, heading in enumerate(grid.headings):
            table.add_column(heading, justify="left" if k == 0 else "right")
        for row in grid.rows:
            table.add_row(*row)
        console.print(table)
        console.print()
