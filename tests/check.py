"""The one command for contributors: lint, format, types and tests, the same that CI runs.

uv run python -m tests.check            # everything
uv run python -m tests.check lint types # some of it
"""

from __future__ import annotations

import subprocess
import sys

CHECKS = {
    "lint": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "tests": ["pytest", "-n", "auto"],
}


def main(wanted: list[str]) -> int:
    """Run the checks asked for, all of them whatever fails; returns the number that failed."""
    unknown = set(wanted) - set(CHECKS)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = [name for name in wanted or CHECKS if not passes(name)]
    print(f"\n{'failed: ' + ', '.join(failed) if failed else 'all well'}", flush=True)
    return len(failed)


def passes(name: str) -> bool:
    print(f"\n--- {name}: {' '.join(CHECKS[name])}", flush=True)
    return subprocess.run([sys.executable, "-m", *CHECKS[name]]).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
