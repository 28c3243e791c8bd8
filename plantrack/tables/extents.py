"""How far the cells of a workbook reach, before they are laid out as rows.

A file of a few bytes can name a cell in the last row and the last column, repeat a cell a million times or use a long
text in every cell, and whoever lays out its rows would run out of memory. So the tags are counted first.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from plantrack.budget import Budget, Work

_ATTRIBUTES = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+"
_PREFIX = rb"<(?:[^\s<>/:\"']+:)?"
_TAG = re.compile(_PREFIX + rb"(?P<tag>row|c)(?=[\s/>])(?P<of>" + _ATTRIBUTES + rb")>")
_PLACE = re.compile(rb"(?<!\S)r\s*=\s*[\"']\s*([A-Za-z]*)([0-9]*)")
_SHARED = re.compile(rb"(?<!\S)t\s*=\s*[\"']\s*s\s*[\"']")
_VALUE = re.compile(rb"<(?:[^\s<>/:\"']+:)?v(?:\s[^<>]*)?>\s*([0-9]{1,9})\s*<")
_STRING = re.compile(_PREFIX + rb"si(?=[\s/>])")
_ERROR = re.compile(rb"(" + _PREFIX + rb"c(?=\s)[^<>]*?\st\s*=\s*)(?:\"e\"|'e')")
_NEAR = 2000
"""Where the value of a cell is looked for, in bytes behind its tag; a formula may stand between."""
_ODS_TAG = re.compile(
    rb"<table:(?P<tag>table-row|(?:covered-)?table-cell|table)(?=[\s/>])(?P<of>" + _ATTRIBUTES + rb")>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*([0-9]+)")


def check_xlsx(parts: Mapping[str, bytes]) -> None:
    """Raise PlanError if the sheets reach too far, or use too much text."""
    strings = next((_lengths(content) for name, content in parts.items() if name.endswith("sharedStrings.xml")), [])
    budget = Budget()
    for content in parts.values():
        if b"sheetData" in content:
            _check_sheet(content, strings, budget)


def _lengths(content: bytes) -> list[int]:
    """Return the sizes of the shared texts, with their markup."""
    places = [found.start() for found in _STRING.finditer(content)]
    return [last - first for first, last in pairwise([*places, len(content)])]


def _check_sheet(content: bytes, strings: list[int], budget: Budget) -> None:
    row = column = bottom = right = 0
    for found in _TAG.finditer(content):
        of = found["of"]
        place = _PLACE.search(of)
        if found["tag"] == b"row":
            row, column = (int(place[2]) if place and place[2] else row + 1), 0
            continue
        column = _column(place[1]) if place and place[1] else column + 1
        row = int(place[2]) if place and place[2] else row
        if of.endswith(b"/"):
            continue
        bottom, right = max(bottom, row), max(right, column)
        if _SHARED.search(of):
            value = _VALUE.search(content, found.end(), found.end() + _NEAR)
            budget.spend(Work.TABLE, _size(strings, value))
    budget.spend(Work.AREA, bottom * right)


def _size(strings: list[int], value: re.Match[bytes] | None) -> int:
    place = int(value[1]) if value else len(strings)
    return strings[place] if place < len(strings) else max(strings, default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - ord("A") + 1
    return number


def with_error_values(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts with the errors of formulas (#REF!) as texts; as errors they would be read as blanks."""
    return {name: _ERROR.sub(rb'\1"str"', part) if b"sheetData" in part else part for name, part in parts.items()}


def check_ods(content: bytes) -> None:
    """Raise PlanError if the tables of an OpenDocument workbook reach too far, or repeat too much text."""
    budget = Budget()
    for rows in _ods_tables(content):
        bottom = right = row = text = 0
        for times, cells in rows:
            column = 0
            for repeated, size in cells:
                column += repeated
                if size:
                    bottom, right = row + times, max(right, column)
                    text += times * repeated * size
            row += times
        budget.spend(Work.AREA, bottom * right)
        budget.spend(Work.TABLE, text)


_OdsRow = tuple[int, list[tuple[int, int]]]


def _ods_tables(content: bytes) -> Iterator[list[_OdsRow]]:
    """Yield the rows of each table: how often a row is repeated, and of each cell how often, and how long it is."""
    rows: list[_OdsRow] = []
    found = _ODS_TAG.search(content)
    while found:
        after = _ODS_TAG.search(content, found.end())
        times = _REPEATED.search(found["of"])
        repeated = int(times[1]) if times else 1
        if found["tag"] == b"table":
            yield rows
            rows = []
        elif found["tag"] == b"table-row":
            rows.append((repeated, []))
        elif rows:
            last = after.start() if after else len(content)
            blank = found["of"].endswith(b"/") or content.startswith(b"</", found.end())
            rows[-1][1].append((repeated, 0 if blank else last - found.end()))
        found = after
    yield rows
