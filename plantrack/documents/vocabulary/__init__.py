"""The words by which documents are read, as tables in TOML files that a reader of the language can extend.

Words stand in simplified characters and half width.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from plantrack.word_tables import word_table


def table(name: str) -> dict[str, Any]:
    """Return the table `name`.toml."""
    return word_table(__name__, name)


@cache
def expression(name: str, *path: str) -> re.Pattern[str]:
    """Return one pattern for the list of expressions at a path in a table."""
    return re.compile("|".join(_at(name, path)), re.MULTILINE)


@cache
def words_of(name: str, *path: str) -> frozenset[str]:
    """Return the words at a path in a table."""
    return frozenset(_at(name, path))


def _at(name: str, path: Iterable[str]) -> Any:
    words: Any = table(name)
    for key in path:
        words = words[key]
    return words


def any_of(words: Iterable[str]) -> str:
    """Return a group that matches the longest word first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


@cache
def listed(name: str, section: str, *keys: str) -> str:
    """Return a group for the words of lists in a section of a table."""
    return any_of(word for key in keys for word in table(name)[section][key])
