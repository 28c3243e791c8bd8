"""The table of views and formats: every entry has a function, and commands offer what the table has.

The ending of a file says the format where nothing else does, and must not say another one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from plantrack.errors import UsageError
from plantrack.render import formats
from plantrack.render.formats import FORMATS_OF_ENDING, Format, LazyFunction, Writers, output_format

TABLES: dict[str, Writers[Any]] = {
    name: value for name, value in vars(formats).items() if isinstance(value, dict) and Format.JSON in value
} | {"TODAY": formats.TODAY, "CHART": formats.CHART}
ENTRIES = [(name, form) for name, writers in TABLES.items() for form in writers]


def function_of(name: str, form: Format) -> Callable[..., object]:
    """Return the function that an entry of the table calls."""
    entry = TABLES[name][form]
    assert isinstance(entry, LazyFunction)
    module, _, function = entry.name.rpartition(".")
    found: Callable[..., object] = getattr(import_module(module), function)
    return found


@pytest.mark.parametrize(("name", "form"), ENTRIES)
def test_every_entry_has_a_function_of_view_and_context(name: str, form: Format) -> None:
    """It exists, and takes a view and a context; mypy checks that the view is the table's."""
    parameters = signature(function_of(name, form)).parameters
    assert list(parameters)[:2] == ["view", "ctx"]
    assert all(p.default is not p.empty for p in list(parameters.values())[2:])


def test_the_views() -> None:
    """Text is the default of every view but of an export; what is not JSON is a picture or the first page."""
    assert len(TABLES) == 19
    assert [name for name, writers in TABLES.items() if next(iter(writers)) is not Format.TEXT] == ["EXPORT"]
    assert [name for name, writers in TABLES.items() if Format.JSON not in writers] == ["TODAY", "CHART"]
    assert {form for writers in TABLES.values() for form in writers} == set(Format)


NEEDED = ("catalogue", "context", "formats", "i18n")


def test_the_table_imports_no_format() -> None:
    """A command pays for the format it writes, and for no other."""
    code = (
        "import sys, plantrack.render.formats as f; print(sorted(m for m in sys.modules if 'plantrack.render.' in m))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert eval(shown.stdout) == [f"plantrack.render.{name}" for name in NEEDED]  # noqa: S307


REPORT = ("text", "markdown", "html", "json", "docx", "xlsx", "pdf")
CHECK = ("text", "json", "github", "gitlab", "junit", "sarif")


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("r.txt", "text"),
        ("r.md", "markdown"),
        ("a.b/r.HTML", "html"),
        ("r.htm", "html"),
        ("r.json", "json"),
        ("r.docx", "docx"),
        ("r.tar.xlsx", "xlsx"),
        ("r.pdf", "pdf"),
        ("r", "text"),
        ("r.log", "text"),
        ("r.2024-W46", "text"),
        ("r.第46周", "text"),
        ("/dev/stdout", "text"),
        (".md", "text"),
    ],
)
def test_the_ending_decides(file: str, form: str) -> None:
    """In small or large letters; one that says nothing leaves the usual format."""
    assert output_format(None, Path(file), REPORT) == form


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("gitlab", "quality.json"),
        ("sarif", "r.json"),
        ("sarif", "r.sarif"),
        ("junit", "r.xml"),
        ("github", "r.log"),
        ("github", "r.out"),
    ],
)
def test_formats_may_share_an_ending(form: str, file: str) -> None:
    """What other programs read has the ending that they ask for."""
    assert output_format(form, Path(file), CHECK) == form


def test_without_a_file_the_first_format_is_the_usual_one() -> None:
    """And the one given counts."""
    assert [output_format(None, None, REPORT), output_format("pdf", None, REPORT)] == ["text", "pdf"]


@pytest.mark.parametrize("ending", [*(one for one in FORMATS_OF_ENDING if one != ".log"), ".geo", ".DOC", ".Jsonl"])
def test_an_ending_of_a_format_that_the_command_lacks_is_refused(ending: str) -> None:
    """Rather than writing text into a file that says it is something else."""
    formats = ("github",)
    with pytest.raises(UsageError, match=f"this command cannot write \\{ending}; it writes: github"):
        output_format(None, Path(f"r{ending}"), formats)
