"""`twinladder list`: the companies, policies and assumptions that ship."""

from __future__ import annotations

from sim.cli.common import FormatOption, check_format, print_frame


def list_(format_: FormatOption = "table") -> None:
    """List the companies, policies and assumptions that ship, with the question each asks.

    [bold]Examples[/bold]

      twinladder list

      twinladder list --format json
    """
    check_format(format_)
    import pandas as pd

    from sim.spec.library import FOLDERS, entries

    rows = [
        {"kind": entry.kind, "name": entry.name, "title": entry.title, "question": entry.question}
        for kind in FOLDERS
        for entry in entries(kind)
    ]
    print_frame(pd.DataFrame(rows), format_)
