"""`python -m tests.bench`: see the package for what it does and how it is called."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests import bench
from tests.bench import guard, machine, page, program, terminal


def main(words: list[str] | None = None) -> None:
    """Measure, or take what was measured; print it, and write what is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=bench.__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer sizes and repetitions: a minute")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write page, figures and JSON there")
    parser.add_argument(
        "--beside", nargs=2, metavar=("FOLDER", "NAME"), help="add this machine, by a name, to the page there"
    )
    parser.add_argument(
        "--from", type=Path, dest="kept", metavar="FILE", help="take kept results, measure none"
    )
    parser.add_argument(
        "--peers", action="store_true", help="other frameworks too: uv fetches each into its own environment"
    )
    parser.add_argument("--accept", action="store_true", help="today's speed is what the guard compares with")
    chosen = parser.parse_args(words)
    if chosen.accept:
        guard.accept(machine.processor())
        return
    if chosen.kept:
        results = json.loads(chosen.kept.read_text(encoding="utf-8"))
    else:
        results = program.measure(chosen.quick, chosen.peers)
    terminal.show(results)
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if chosen.write:
        page.write(results, chosen.write)
    if chosen.beside:
        page.write_beside(results, Path(chosen.beside[0]), chosen.beside[1])


if __name__ == "__main__":
    main()
