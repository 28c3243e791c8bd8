"""The words by which documents are read, as tables in TOML files that a reader of the language can extend.

A table is read when it is first asked for, once, and only here. Words stand in simplified characters and half width.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table `name`.toml."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))


@cache
def expression(name: str, *path: str) -> re.Pattern[str]:
    """Return one pattern for the list of expressions at a path in a table."""
    words: Any = table(name)
    for key in path:
        words = words[key]
    return re.compile("|".join(words), re.MULTILINE)


def any_of(words: Iterable[str]) -> str:
    """Return a group that matches the longest word first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


@cache
def listed(name: str, section: str, key: str) -> str:
    """Return a group for the words of a list in a section of a table."""
    return any_of(table(name)[section][key])
