"""A workbook being written: sheets, the looks of cells, tables. What stands in them is the sheets' own business.

Texts are only ever written as texts, so nothing that a person typed becomes a formula, a number or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from io import BytesIO
from typing import Any

from msgspec import Struct

from plantrack.extras import needs
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.xlsx.fit import cells, height, width
from plantrack.render.xlsx.values import SheetCell, sheet_cell
from plantrack.reports.cells import LightCell, ReferencesCell, ReportSection

MAKING = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
FONTS = {"zh": "宋体", "en": "Calibri"}
SIZE, MIDDLE, LARGE = 10, 12, 14
ROOM = 1.6
"""The height of a line beside its size."""
INK, EDGE, HEAD, GROUP = "#222222", "#BFBFBF", "#DCE6F1", "#F2F2F2"
LONGEST = 32_767
"""How many UTF-16 units the text of a cell may have."""
LONGEST_NAME = 31
DEEPEST = 7
"""How many levels an outline has."""
FORMULA = "=+-@"
"""What a program may take for the beginning of a formula when somebody edits the cell."""


TEXT, CENTRED = {"text_wrap": True}, {"text_wrap": True, "align": "center"}
FIGURE = {"align": "right", "indent": 1}
FORMATS = 200
"""Number formats that a workbook may have, whatever program opens it; what would need another stands as text."""


CENTRED_KINDS = (ReferencesCell, LightCell)
SENTENCE, ACROSS = 80, 4
"""The characters of a sentence that stands on one line, and the columns that a longer one is written across."""
WIDE = 30
"""The width of a column of which nothing else is said, in characters."""


class Paper(StrEnum):
    """The size of the paper to print on."""

    A3 = "8"
    A4 = "9"


class Place(Struct, frozen=True):
    """Where a table stands: its first and its last row below the head, and its columns by their keys."""

    first: int
    last: int
    columns: dict[str, int]

    def column(self, key: str) -> tuple[int, int, int, int]:
        """Return the cells of a column, by first row, first column, last row and last column."""
        number = self.columns[key]
        return self.first, number, self.last, number


def fitting(text: str) -> str:
    """Return as much of a text as a cell can hold, with a mark where it was cut."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def sheet_name(text: str) -> str:
    """Return what a sheet may be called: at most 31 characters, and none that a reference could not name."""
    return re.sub(r"[\[\]:*?/\\]", " ", text).strip("' ")[:LONGEST_NAME].strip("' ")


class Book:
    """A workbook. It bears the day of what it tells, so the same facts give the same bytes."""

    def __init__(self, day: date) -> None:
        self._bytes = BytesIO()
        self.file = needs("xlsxwriter", "office").Workbook(self._bytes, MAKING)
        self.file.set_properties({"created": datetime.combine(day, time.min, UTC)})
        self._formats: dict[tuple[object, ...], Any] = {}
        self._number_formats: set[str] = set()

    def admits(self, number_format: str) -> bool:
        """Tell whether there is room for a number format, and keep it."""
        if number_format not in self._number_formats and len(self._number_formats) < FORMATS:
            self._number_formats.add(number_format)
        return number_format in self._number_formats

    def format(self, language: str, **look: object) -> Any:
        """Return the format of a look in the font of a language; each is made once."""
        key = (language, *sorted(look.items()))
        if key not in self._formats:
            font = {"font_name": FONTS[language], "font_size": SIZE, "font_color": INK, "valign": "top"}
            self._formats[key] = self.file.add_format({**font, **look})
        return self._formats[key]

    def close(self) -> bytes:
        """Return the whole file."""
        self.file.close()
        return self._bytes.getvalue()


class Sheet:
    """A sheet of a book, written from the top down; `at` is the next free row."""

    def __init__(self, book: Book, name: str, language: str, paper: Paper = Paper.A4) -> None:
        self._book, self._language = book, language
        self.name = sheet_name(name)
        self.paper = book.file.add_worksheet(self.name)
        self.at = 0
        self._widths: dict[int, float] = {}
        self._lay_out(paper)

    def _lay_out(self, paper: Paper) -> None:
        self.paper.set_paper(int(paper))
        self.paper.set_landscape()
        self.paper.fit_to_pages(1, 0)
        self.paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.paper.set_footer("&C&P / &N")
        self.paper.hide_gridlines(2)

    def format(self, **look: object) -> Any:
        """Return the format of a look in the sheet's font."""
        return self._book.format(self._language, **look)

    def title(self, title: str, *sentences: str) -> None:
        """Write a title and sentences below it."""
        self._line(title, LARGE)
        for words in sentences:
            self._line(words)

    def heading(self, heading: str, *sentences: str) -> None:
        """Write the heading of a table, a row below what stands above, and sentences below it."""
        self.at += 1
        self._line(heading, MIDDLE)
        for words in sentences:
            self._line(words)

    def section(self, found: ReportSection, ctx: RenderContext) -> Place:
        """Write a section of the report below what stands above, with its table if it has rows."""
        self.heading(message_words(found.title, ctx), *(message_words(words, ctx) for words in found.sentences))
        return self.table(found, ctx) if found.rows else Place(self.at, self.at, {})

    def _line(self, text: str, size: int = SIZE) -> None:
        if cells(text) > SENTENCE:
            self._paragraph(text)
            return
        self.paper.set_row(self.at, size * ROOM)
        self.paper.write_string(
            self.at, 0, fitting(text), self.format(bold=size > SIZE, font_size=size, valign="vcenter")
        )
        self.at += 1

    def _paragraph(self, text: str) -> None:
        """Write a long sentence across the first columns, on as many lines as it takes."""
        self.paper.set_row(self.at, height([text], [SENTENCE]))
        look = self.format(text_wrap=True)
        self.paper.merge_range(self.at, 0, self.at, ACROSS - 1, "", look)
        self.paper.write_string(self.at, 0, fitting(text), look)
        self.at += 1

    def _fitted(self, widths: Iterable[float]) -> list[float]:
        """Give the first columns at least these widths, in characters, and return those they have."""
        for number, wide in enumerate(widths):
            self._widths[number] = max(wide, self._widths.get(number, 0))
            self.paper.set_column(number, number, self._widths[number])
        return [self._widths[number] for number in sorted(self._widths)]

    def table(self, found: ReportSection, ctx: RenderContext, widest: Mapping[str, float] = {}) -> Place:
        """Write the table of a section; `widest` are the greatest widths of columns in characters, by their keys."""
        heads = [message_words(column.title, ctx) for column in found.columns]
        rows = [[sheet_cell(cell, ctx) for cell in row] for row in found.rows]
        columns = zip(*rows, strict=True) if rows else ((),) * len(heads)
        widths = self._fitted(map(width, (widest.get(column.key, WIDE) for column in found.columns), heads, columns))
        self._head(heads, widths)
        first, levels = self.at, (*found.levels, *(0,) * (len(rows) + 1 - len(found.levels)))
        for number, (row, texts) in enumerate(zip(found.rows, rows, strict=True)):
            strong = levels[number + 1] > levels[number]
            outline = {"level": min(levels[number], DEEPEST)}
            self.paper.set_row(self.at, height([cell.words for cell in texts], widths, bold=strong), None, outline)
            for column, (cell, shown) in enumerate(zip(row, texts, strict=True)):
                self._write(column, shown, CENTRED if isinstance(cell, CENTRED_KINDS) else TEXT, strong=strong)
            self.at += 1
        keys = [column.key for column in found.columns]
        return Place(first, self.at - 1, {key: number for number, key in enumerate(keys)})

    def _head(self, heads: Sequence[str], widths: Sequence[float]) -> None:
        look = {"bold": True, "bg_color": HEAD, "align": "center", "valign": "vcenter", "text_wrap": True}
        self.paper.set_row(self.at, height(heads, widths, bold=True))
        for number, head in enumerate(heads):
            self.paper.write_string(self.at, number, head, self.format(**look, border=1, border_color=EDGE))
        self.at += 1

    def _write(self, column: int, cell: SheetCell, look: Mapping[str, object], *, strong: bool) -> None:
        """Write a cell by the type of its value."""
        value, paper, place = cell.value, self.paper, (self.at, column)
        if not cell.words:
            paper.write_blank(*place, None, self._style(look, strong=strong))
        elif isinstance(value, str) or value is None or not self._book.admits(cell.format):
            quoted = {"quote_prefix": True} if cell.words[0] in FORMULA else {}
            paper.write_string(*place, fitting(cell.words), self._style({**look, **quoted}, strong=strong))
        elif isinstance(value, date):
            paper.write_datetime(*place, value, self._style({**CENTRED, "num_format": cell.format}, strong=strong))
        else:
            paper.write_number(*place, value, self._style({**FIGURE, "num_format": cell.format}, strong=strong))

    def _style(self, look: Mapping[str, object], *, strong: bool) -> Any:
        heads = {"bold": True, "bg_color": GROUP} if strong else {}
        return self.format(**look, **heads, border=1, border_color=EDGE)

    def frame(self, place: Place, *, frozen: int) -> None:
        """Keep a table's head and its first columns in sight, on paper as well, and let its rows be filtered."""
        head, last = place.first - 1, max(place.last, place.first - 1)
        self.paper.freeze_panes(head + 1, frozen)
        self.paper.repeat_rows(head)
        self.paper.autofilter(head, 0, last, len(place.columns) - 1)
        self.paper.ignore_errors({"number_stored_as_text": f"A1:B{last + 1}"})
        self.paper.outline_settings(True, False, False, False)
