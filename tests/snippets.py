"""The snippets of README and docs: found, run, compared with what they print, and written anew.

A `python` block runs as it stands; the blocks of one page share their names. In a `console` block each line
that begins with `$ ` is a command and the lines below it are what it must print (times apart). A block below
`<!-- not run: reason -->` is left alone.

    uv run python -m tests.snippets   # writes what the commands print today, and draws the picture anew
"""

from __future__ import annotations

import os
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/figures/twins.svg"
BLOCK = re.compile(
    r"(?P<skip><!-- not run: .+? -->\n+)?^```(?P<language>python|console)\n(?P<body>.*?)^```$", re.M | re.S
)
TIME = re.compile(r"\bin \d+\.\d s\b")


@dataclass(frozen=True)
class Snippet:
    language: str
    body: str
    line: int


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def snippets(text: str) -> Iterator[Snippet]:
    for found in BLOCK.finditer(text):
        if not found["skip"]:
            yield Snippet(found["language"], found["body"], text[: found.start("body")].count("\n"))


def commands(body: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what it is said to print."""
    parts = re.split(r"^\$ (.*)\n", body, flags=re.M)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def output_of(command: str, folder: Path) -> str:
    """What a command prints on stdout. `uv run` and `twinladder` are those of this checkout and Python."""
    words = shlex.split(command)
    words = words[2:] if words[:2] == ["uv", "run"] else words
    words = [sys.executable, "-m", "sim", *words[1:]] if words[0] == "twinladder" else words
    words = [sys.executable, *words[1:]] if words[0] == "python" else words
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise AssertionError(f"`{command}` ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def tidy(printed: str) -> str:
    """What is compared: without times and trailing blanks."""
    lines = (line.rstrip() for line in TIME.sub("in 0.0 s", printed).splitlines())
    return "\n".join(lines).strip("\n")


def run_python(text: str, page: Path) -> None:
    """Run the python blocks of a page, one after the other, with shared names."""
    names: dict[str, object] = {"__name__": "__snippets__"}
    for snippet in snippets(text):
        if snippet.language == "python":
            code = compile("\n" * snippet.line + snippet.body, str(page), "exec")
            exec(code, names)


def written_anew(text: str, printed: Callable[[str], str]) -> str:
    """A page with the output of every command replaced by what it prints today."""

    def block(found: re.Match[str]) -> str:
        if found["skip"] or found["language"] != "console":
            return found[0]
        body = "".join(
            f"$ {command}\n"
            + (re.sub(r"[ \t]+$", "", printed(command), flags=re.M).strip("\n") + "\n" if said else "")
            for command, said in commands(found["body"])
        )
        return f"```console\n{body}```"

    return BLOCK.sub(block, text)


def picture_anew() -> str:
    """The README's picture as the model draws it today."""
    return str(runpy.run_path(str(PICTURE.with_suffix(".py")))["drawing"]())


if __name__ == "__main__":
    PICTURE.write_text(picture_anew(), encoding="utf-8")
    for one in pages():
        before = one.read_text(encoding="utf-8")
        after = written_anew(before, lambda command: output_of(command, ROOT))
        if tidy(after) != tidy(before):
            one.write_text(after, encoding="utf-8")
            print(f"written: {one.relative_to(ROOT)}")
