"""What a measurement was made on, and with."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("twinladder", "numba", "llvmlite", "numpy", "mesa", "pandas", "rich", "typer")


def described() -> dict[str, object]:
    """Processor, memory, system, versions, and the commit with a remark if files differ from it."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory("MemTotal") / 1e9, 1),
        "load_at_start": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "commit": _git("rev-parse", "HEAD") or "unknown",
        "uncommitted_changes": bool(_git("status", "--porcelain", "--", "sim", "tests/bench")),
    }


def processor() -> str:
    """The kind of processor, as the system names it."""
    return _from_file("/proc/cpuinfo", "model name") or platform.processor()


def memory(what: str) -> float:
    """Bytes of memory that the system names so (`MemTotal`, `MemAvailable`); 0 where it says nothing."""
    found = _from_file("/proc/meminfo", what)
    return float(found.split()[0]) * 1024 if found else 0.0


def _from_file(path: str, key: str) -> str:
    """The first value of a key in a file of lines `key: value`; empty where there is none."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = (line.partition(":") for line in lines)
    return next((value.strip() for name, _, value in found if name.strip() == key), "")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _git(*words: str) -> str:
    try:
        return subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
