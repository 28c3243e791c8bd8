"""The tables of words: each is read, its patterns are patterns, and its words stand in the folded form."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from plantrack.characters.folding import folded
from plantrack.documents.vocabulary import table

NAMES = sorted(
    entry.name.removesuffix(".toml")
    for entry in files("plantrack.documents.vocabulary").iterdir()
    if entry.name.endswith(".toml")
)


def words(value: Any) -> Iterator[str]:
    """Yield every text of a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


@pytest.mark.parametrize("name", NAMES)
def test_words_are_folded(name: str) -> None:
    """A word that is not in simplified characters and half width would never be found."""
    assert [word for word in words(table(name)) if folded(word) != word] == []


@pytest.mark.parametrize("name", ["about", "headings", "tense"])
def test_patterns(name: str) -> None:
    """Every word of these tables is a pattern that can be compiled, and none fits the empty text."""
    assert [word for word in words(table(name)) if re.search(word, "")] == []


def test_no_table_is_read_before_it_is_asked_for() -> None:
    """Importing every module of the package opens no file of words."""
    code = (
        "import pkgutil, importlib, plantrack.documents as d\n"
        "for one in pkgutil.walk_packages(d.__path__, 'plantrack.documents.'): importlib.import_module(one.name)\n"
        "from plantrack.word_tables import word_table\nprint(word_table.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
