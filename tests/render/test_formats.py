"""The table of views and formats: every entry has a function, and commands offer what the table has."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from inspect import getsource, signature
from typing import Any

import pytest

from plantrack.render import formats
from plantrack.render.formats import Format, Writers

TABLES: dict[str, Writers[Any]] = {name: value for name, value in vars(formats).items() if isinstance(value, dict)
                                   and name.isupper()}  # fmt: skip
ENTRIES = [(name, form) for name, writers in TABLES.items() for form in writers]


def function_of(name: str, form: Format) -> Callable[..., object]:
    """Return the function that an entry of the table calls, found by the line that names it."""
    writers = getsource(formats).split(f"\n{name}: ")[1].split("\n}")[0]
    found = re.search(rf"Format\.{form.name}: lambda view, ctx: (render\.[\w.]+)\.(\w+)\(", writers)
    assert found
    function: Callable[..., object] = getattr(import_module(f"plantrack.{found[1]}"), found[2])
    return function


@pytest.mark.parametrize(("name", "form"), ENTRIES)
def test_every_entry_has_a_function_of_view_and_context(name: str, form: Format) -> None:
    """It exists, and takes a view and a context; mypy checks that the view is the table's."""
    parameters = signature(function_of(name, form)).parameters
    assert list(parameters)[:2] == ["view", "ctx"]
    assert all(p.default is not p.empty for p in list(parameters.values())[2:])


def test_the_views() -> None:
    """Text is the default of every view, and what is not written as JSON is a picture."""
    assert len(TABLES) == 10
    assert {next(iter(writers)) for writers in TABLES.values()} == {Format.TEXT}
    assert [name for name, writers in TABLES.items() if Format.JSON not in writers] == ["CHART"]
    assert {form for writers in TABLES.values() for form in writers} == set(Format)


def test_the_table_imports_no_format() -> None:
    """A command pays for the format it writes, and for no other."""
    code = (
        "import sys, plantrack.render.formats as f; print(sorted(m for m in sys.modules if 'plantrack.render.' in m))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert eval(shown.stdout) == [f"plantrack.render.{name}" for name in ("context", "formats", "i18n")]  # noqa: S307
