"""Every snippet of README and docs runs and prints what the page says it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snippets import (
    PICTURE,
    ROOT,
    commands,
    output_of,
    pages,
    picture_anew,
    run_python,
    snippets,
    tidy,
    written_anew,
)

TEXTS = {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in pages()}
CONSOLE = [
    pytest.param(command, said, id=f"{page}:{snippet.line}: {command}")
    for page, text in TEXTS.items()
    for snippet in snippets(text)
    if snippet.language == "console"
    for command, said in commands(snippet.body)
]
EXTRAS = {"docs/results.md": "pyarrow"}
"""What a page's Python needs beside what every installation has."""
PYTHON = [page for page, text in TEXTS.items() if any(s.language == "python" for s in snippets(text))]


@pytest.mark.parametrize(("command", "said"), CONSOLE)
def test_console_snippet_prints_what_the_page_says(command: str, said: str, tmp_path: Path) -> None:
    printed = output_of(command, tmp_path)
    if said.strip():
        assert tidy(printed) == tidy(said), "write pages anew with: uv run python -m tests.snippets"


@pytest.mark.parametrize("page", PYTHON)
def test_python_snippets_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page in EXTRAS:
        pytest.importorskip(EXTRAS[page], reason="an extra that the page names is not installed")
    monkeypatch.chdir(tmp_path)
    run_python(TEXTS[page], Path(page))


def test_the_picture_is_what_the_model_draws_today() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture_anew(), (
        "draw it anew: uv run python -m tests.snippets"
    )


PAGE = """
```python
x = 1
```
<!-- not run: needs a cluster -->
```python
raise AssertionError
```
```console
$ python -c "print('in 1.2 s')"
in 9.9 s
$ python -c "print('quiet')"
```
```sh
rm -rf nothing
```
"""


def test_the_test_sees_blocks_commands_and_what_they_print(tmp_path: Path) -> None:
    assert [s.language for s in snippets(PAGE)] == ["python", "console"]
    (first, said), (second, nothing) = commands(list(snippets(PAGE))[1].body)
    assert tidy(output_of(first, tmp_path)) == tidy(said)
    assert nothing == ""
    assert output_of(second, tmp_path) == "quiet\n"
    assert "in 7.0 s\n$ python" in written_anew(PAGE, lambda command: "in 7.0 s \n")


def test_a_snippet_that_fails_is_seen(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="ended with 3"):
        output_of('python -c "raise SystemExit(3)"', tmp_path)
    with pytest.raises(ZeroDivisionError):
        run_python("```python\n1 / 0\n```\n", Path("page.md"))
