"""What the guide tells in tables, as sets of names, to be held against what the program has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

KEYED_BY_DATA = ("units", "counts", "promises", "terms")
"""Where the keys of a JSON object are the plan's own references and ids, or those of plan.yaml."""


def rows(text: str, head: str) -> list[list[str]]:
    """Return the cells of the rows of the tables whose first column is headed so."""
    found = re.findall(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert found, f"there is no table headed {head}"
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for table in found for row in table.splitlines()]


def spans(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


def names(text: str, head: str) -> set[str]:
    """Return what the first column of a table names."""
    return {name for row in rows(text, head) for name in spans(row[0]) or [row[0]]}


def of(text: str, head: str, name: str) -> set[str]:
    """Return what the rows on a name have in their other column: the first word of each thing in backticks."""
    cells = [row[1] for row in rows(text, head) if name in spans(row[0])]
    return {span.partition(":")[0] for cell in cells for span in spans(cell)}


def words(text: str) -> set[str]:
    """Return every word of a text, and those with a hyphen whole as well."""
    return {*re.findall(r"\w+", text), *re.findall(r"\w+-\w+", text)}


def keys(value: Any) -> Iterator[str]:
    """Return the keys of a JSON value and of whatever it holds, but for those that are data."""
    for item in value if isinstance(value, list) else ():
        yield from keys(item)
    for key, held in value.items() if isinstance(value, dict) else ():
        yield key
        if key not in KEYED_BY_DATA:
            yield from keys(held)


def unlike(told: set[str], real: set[str]) -> list[str]:
    """Return what is told and not there, and what is there and not told."""
    extra = [f"has {name}, which is not there" for name in told - real]
    return sorted([*extra, *(f"lacks {name}" for name in real - told)])
