"""Tables in text: with commas, semicolons or tabs between the cells, or drawn with bars in Markdown."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from plantrack.budget import Budget, Work
from plantrack.characters.charset import decoded
from plantrack.errors import PlanError
from plantrack.tables.cell_values import text_cell, trimmed
from plantrack.tables.sheet import Row, Sheet

_DELIMITERS = ",\t;|"
_SAMPLE = 50
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
_MARKUP = (
    (re.compile(r"<br[ /]{0,3}>", re.IGNORECASE), "\n"),
    (re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)"), r"\1"),
    (re.compile(r"(?<!\\)(?:\*\*|__|~~|`)"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def delimited(content: bytes, name: str, encoding: str | None = None) -> Iterator[Sheet]:
    """Yield the one sheet of a text. Raises PlanError if it cannot be read or is too large."""
    text = decoded(content, encoding, Work.TABLE).text
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    try:
        rows = _kept(reader)
    except csv.Error as error:
        raise PlanError(
            "line {line}: {why}; a quotation mark may be missing there", line=reader.line_num, why=str(error)
        ) from None
    yield Sheet(name, rows)


def _kept(rows: Iterable[list[str]]) -> tuple[Row, ...]:
    budget = Budget()
    found: list[Row] = []
    for row in rows:
        budget.spend(Work.AREA, len(row) or 1)
        found.append(trimmed(map(text_cell, row)))
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter that parts most of the first lines into the same number of cells, the most cells first."""

    def even(delimiter: str) -> tuple[int, int]:
        try:
            sizes = Counter(len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE) if len(row) > 1)
        except csv.Error:
            return (0, 0)
        return max(((rows, cells) for cells, rows in sizes.items()), default=(0, 0))

    return max(_DELIMITERS, key=even)


def markdown_tables(content: bytes, encoding: str | None = None) -> Iterator[Sheet]:
    """Yield the tables of a Markdown text, each under the heading above it. Raises PlanError if it cannot be read."""
    lines = decoded(content, encoding, Work.TABLE).text.splitlines()
    headings: list[str] = []
    at = 0
    while at < len(lines):
        if found := _HEADING.fullmatch(lines[at]):
            headings.append(_plain(found[1].rstrip(" \t#")))
        if "|" in lines[at] and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].strip(" \t")):
            last = next((n for n in range(at + 2, len(lines)) if "|" not in lines[n]), len(lines))
            rows = [lines[at], *lines[at + 2 : last]]
            yield Sheet(headings[-1] if headings else "", _kept(map(_cells, rows)), above=tuple(headings[:1]))
            at = last
        else:
            at += 1


def _cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    cells = _BAR.split(line[:-1] if line.endswith("|") and not line.endswith("\\|") else line)
    return [_plain(cell.strip()) for cell in cells]


def _plain(cell: str) -> str:
    for pattern, left in _MARKUP:
        cell = pattern.sub(left, cell)
    return cell
