"""The tables of tasks in the text of a document: tab-separated lines as sheets, and where each cell stands.

A table goes on below a page break, where its heads need not stand again, and past a short line that groups the rows
below it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from plantrack.documents.formats.grid import WIDEST
from plantrack.documents.tables.outline import is_note
from plantrack.documents.tables.task_sheets import TaskSheet, task_sheet
from plantrack.tables.cell_values import text_cell, trimmed
from plantrack.tables.heads import Column, column_of
from plantrack.tables.sheet import Cell, CellPlace, Range, Sheet

_LONGEST_GROUP = 40
"""Maximum length of a line between rows that groups those below it, in characters."""
_LONGEST_HEAD = 16
"""Maximum length of the heads by which another table is told, in Chinese characters or in pairs of Latin ones."""
_LEAST = 2
_MOST = 2000
"""Maximum number of tables of a text; a text with more is no plan."""
_HEADS = 3
"""Number of lines at the top of a table in which its heads may stand."""
_WIDE = 3
_NOTE = re.compile(r"([0-9]{1,2})[.、．](?![0-9])")
_ENDS = tuple("。；;")
_MARK = re.compile(r"[\W\d]*|[一二三四五六七八九十百]+")
_TELLING = frozenset({
    Column.LEAD, Column.SUPPORT, Column.RESPONSIBLE, Column.PERSON, Column.LEADER, Column.DUE, Column.DUE_NOW,
    Column.START, Column.MILESTONE, Column.MEASURES, Column.STATUS,
})  # fmt: skip
"""The columns of which a table of tasks has one at least; others list projects, funds or numbers."""
_COMPARING = frozenset((Column.TARGET, Column.BASELINE))
"""The columns of a table of indicators, which need not be tasks."""

Span = tuple[int, int]


class TextLine(Struct, frozen=True):
    """A line of a table: the spans of its cells, and where it begins and ends."""

    cells: tuple[Span, ...]
    first: int
    last: int


class TaskTable(Struct, frozen=True):
    """A table of tasks, or only of indicators, in a text; row n of its sheet is line n."""

    sheet: TaskSheet
    lines: tuple[TextLine, ...]
    first: int
    last: int
    tasks: bool = True

    def span(self, place: CellPlace) -> Span:
        """Return where a cell stands, without blanks around it."""
        cells = self.lines[place.row].cells
        return cells[min(place.column, len(cells) - 1)]


def text_tables(text: str) -> tuple[TaskTable, ...]:
    """Return the tables of tasks and of indicators in a text, in order."""
    found = []
    for lines in islice(_blocks(text), _MOST):
        sheet = _sheet(text, lines)
        read = task_sheet(sheet)
        if read and (tells_work(read) or read.heads.columns.keys() >= _COMPARING):
            found.append(TaskTable(read, tuple(lines), lines[0].first, lines[-1].last, tasks=tells_work(read)))
    return tuple(found)


def tells_work(sheet: TaskSheet) -> bool:
    """Tell whether a sheet has rows, and columns that say what is to be done, by whom or when."""
    return bool(sheet.rows and (sheet.heads.periods or sheet.heads.columns.keys() & _TELLING))


def _blocks(text: str) -> Iterator[list[TextLine]]:
    """Yield the lines of each table, which ends at a line that is no row or that has heads of its own."""
    block: list[TextLine] = []
    between: list[TextLine] = []
    for found in re.finditer(r"[^\n]+", text):
        line = _line(found)
        if len(line.cells) == 1:
            noted = bool(block) and not between and (is_note(found[0]) or _goes_on_noting(text, block[-1], found[0]))
            (block if noted else between).append(line)
            continue
        if block and (not _goes_on(text, block, between) or _has_heads(text, line, block, again=bool(between))):
            yield block
            block, between = [], []
        block += [*between, line] if block else [line]
        between = []
    if block:
        yield block


def _line(found: re.Match[str]) -> TextLine:
    """Return a line with its first cells, as many as a table may have."""
    cells, first = [], found.start()
    for words in found[0].split("\t", WIDEST)[:WIDEST]:
        start = first + len(words) - len(words.lstrip())
        cells.append((start, max(start, first + len(words.rstrip()))))
        first += len(words) + 1
    return TextLine(tuple(cells), cells[0][0], cells[-1][1])


def _goes_on_noting(text: str, above: TextLine, line: str) -> bool:
    """Tell whether a numbered line goes on with the notes below a table: 2. below 备注：1."""
    number, before = _NOTE.match(line), text[above.first : above.last]
    if number is None or len(above.cells) > 1:
        return False
    return re.search(rf"(?:^|[:：。；] ?){int(number[1]) - 1}[.、．]", before) is not None


def _goes_on(text: str, block: list[TextLine], between: Sequence[TextLine]) -> bool:
    """Tell whether a table goes on past the lines below it: none, or one that groups rows."""
    if not between:
        return True
    words = _words(text, between[0])[0] or ""
    begun = len(block) > 1 or _known(text, block[0])
    return len(between) == 1 and begun and len(words) <= _LONGEST_GROUP and words[-1:] not in _ENDS


def _has_heads(text: str, line: TextLine, block: Sequence[TextLine], *, again: bool) -> bool:
    """Tell whether a line has other heads than the table, or its heads `again`, and the one above it has none."""
    if not _known(text, line) or _known(text, block[-1]):
        return False
    return again or _words(text, line) not in [_words(text, one) for one in block[:_HEADS]]


def _known(text: str, line: TextLine) -> bool:
    """Tell whether most cells of a line are heads that are known."""
    names = {words for words in _words(text, line) if words}
    if len(names) < _LEAST or max(len(name) // (1 + name.isascii()) for name in names) > _LONGEST_HEAD:
        return False
    return 2 * sum(column_of(name) is not None for name in names) > len(names)


def _words(text: str, line: TextLine) -> list[str | None]:
    return [text_cell(text[first:last]) for first, last in line.cells]


def _sheet(text: str, lines: Sequence[TextLine]) -> Sheet:
    """Return lines as a sheet. A text alone in the first cells of a row of three or more is merged over it."""
    rows: list[tuple[Cell, ...]] = [trimmed(_words(text, line)) for line in lines]
    wide = max(map(len, rows), default=0)
    alone = (n for n, row in enumerate(rows) if len(row) == 1 and wide >= _WIDE and not _MARK.fullmatch(str(row[0])))
    return Sheet("", tuple(rows), tuple(Range(n, 0, n, wide - 1) for n in alone))
