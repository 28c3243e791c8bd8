"""A workbook being written: sheets, cell formats and tables. The content of sheets is up to `sheets`.

Texts are only ever written as texts, so nothing that a person typed becomes a formula, a number or a link.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from msgspec import Struct

from plantrack.extras import needs
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.xlsx.values import SheetCell, cells, height, sheet_cell, width
from plantrack.reports.cells import LightCell, ReferencesCell, ReportSection

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
FONTS = {"zh": "宋体", "en": "Calibri"}
SIZE, MIDDLE, LARGE = 10, 12, 14
LEADING = 1.6
"""Line height as a multiple of the font size."""
INK, EDGE, HEAD, GROUP = "#222222", "#BFBFBF", "#DCE6F1", "#F2F2F2"
LONGEST, LONGEST_NAME, DEEPEST, FORMATS = 32_767, 31, 7, 200
"""Limits: UTF-16 units in a cell, characters in a sheet name, outline levels, and number formats that any program opens."""
A3, A4 = 8, 9
FORMULA = "=+-@"
"""Characters that a program may take for the start of a formula when somebody edits the cell."""
TEXT, CENTRED = {"text_wrap": True}, {"text_wrap": True, "align": "center"}
FIGURE = {"align": "right", "indent": 1}
CENTRED_KINDS = (ReferencesCell, LightCell)
SENTENCE, ACROSS = 80, 4
"""The characters of a sentence that fits on one line, and the number of columns that a longer one spans."""
WIDE = 30
"""Default maximum width of a column, in characters."""


class Place(Struct, frozen=True):
    """The place of a table: its first and last row below the head, and its columns by their keys."""

    first: int
    last: int
    columns: dict[str, int]

    def column(self, key: str) -> tuple[int, int, int, int]:
        """Return the range of a column: first row, first column, last row and last column."""
        number = self.columns[key]
        return self.first, number, self.last, number


def fitting(text: str) -> str:
    """Return as much of a text as a cell can hold, with an ellipsis if it was cut."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def sheet_name(text: str) -> str:
    """Return a valid name for a sheet: at most 31 characters, and none that a reference cannot contain."""
    return re.sub(r"[\[\]:*?/\\]", " ", text).strip("' ")[:LONGEST_NAME].strip("' ")


class Book:
    """A workbook, dated by the report, so that the same report gives the same bytes."""

    def __init__(self, day: date) -> None:
        self._bytes = BytesIO()
        self.file = needs("xlsxwriter", "office").Workbook(self._bytes, OPTIONS)
        self.file.set_properties({"created": datetime.combine(day, time.min, UTC)})
        self._formats: dict[tuple[object, ...], Any] = {}
        self._number_formats: set[str] = set()

    def admits(self, number_format: str) -> bool:
        """Reserve a number format; tell whether there was room for it."""
        if number_format not in self._number_formats and len(self._number_formats) < FORMATS:
            self._number_formats.add(number_format)
        return number_format in self._number_formats

    def format(self, language: str, **look: object) -> Any:
        """Return the format of a look in the font of a language, created once."""
        key = (language, *sorted(look.items()))
        if key not in self._formats:
            font = {"font_name": FONTS[language], "font_size": SIZE, "font_color": INK, "valign": "top"}
            self._formats[key] = self.file.add_format({**font, **look})
        return self._formats[key]

    def close(self) -> bytes:
        """Return the file."""
        self.file.close()
        return self._bytes.getvalue()


class Sheet:
    """A sheet of a book, written from the top down; `at` is the next free row."""

    def __init__(self, book: Book, name: str, language: str, paper: int = A4) -> None:
        self._book, self._language = book, language
        self.name = sheet_name(name)
        self.paper = book.file.add_worksheet(self.name)
        self.at = 0
        self._widths: dict[int, float] = {}
        self.paper.set_paper(paper)
        self.paper.set_landscape()
        self.paper.fit_to_pages(1, 0)
        self.paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.paper.set_footer("&C&P / &N")
        self.paper.hide_gridlines(2)

    def format(self, **look: object) -> Any:
        """Return the format of a look in the sheet's font."""
        return self._book.format(self._language, **look)

    def title(self, title: str, *sentences: str, size: int = LARGE) -> None:
        """Write a title and sentences below it."""
        self._line(title, size)
        for words in sentences:
            self._line(words, SIZE)

    def section(self, found: ReportSection, ctx: RenderContext) -> Place:
        """Write a section of the report, a row below the content above, with its table if it has rows."""
        self.at += 1
        sentences = [message_words(words, ctx) for words in found.sentences]
        self.title(message_words(found.title, ctx), *sentences, size=MIDDLE)
        return self.table(found, ctx) if found.rows else Place(self.at, self.at, {})

    def _line(self, text: str, size: int) -> None:
        """Write text on a row; long text spans the first columns, on as many lines as it takes."""
        if cells(text) > SENTENCE:
            self.paper.set_row(self.at, height([text], [SENTENCE]))
            look = self.format(text_wrap=True)
            self.paper.merge_range(self.at, 0, self.at, ACROSS - 1, "", look)
        else:
            self.paper.set_row(self.at, size * LEADING)
            look = self.format(bold=size > SIZE, font_size=size, valign="vcenter")
        self.paper.write_string(self.at, 0, fitting(text), look)
        self.at += 1

    def _fitted(self, widths: Iterable[float]) -> list[float]:
        """Widen the first columns to at least these widths, in characters; return their widths."""
        for number, wide in enumerate(widths):
            self._widths[number] = max(wide, self._widths.get(number, 0))
            self.paper.set_column(number, number, self._widths[number])
        return [self._widths[number] for number in sorted(self._widths)]

    def table(self, found: ReportSection, ctx: RenderContext, widest: Mapping[str, float] = {}) -> Place:
        """Write the table of a section; `widest` are maximum widths of columns in characters, by their keys."""
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
        return Place(first, self.at - 1, {column.key: number for number, column in enumerate(found.columns)})

    def _head(self, heads: Sequence[str], widths: Sequence[float]) -> None:
        look = {"bold": True, "bg_color": HEAD, "align": "center", "valign": "vcenter", "text_wrap": True}
        self.paper.set_row(self.at, height(heads, widths, bold=True))
        for number, head in enumerate(heads):
            self.paper.write_string(self.at, number, head, self.format(**look, border=1, border_color=EDGE))
        self.at += 1

    def _write(self, column: int, cell: SheetCell, look: Mapping[str, object], *, strong: bool) -> None:
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
        """Freeze a table's head and first columns, repeat the head on every page, and add filters."""
        head, last = place.first - 1, max(place.last, place.first - 1)
        self.paper.freeze_panes(head + 1, frozen)
        self.paper.repeat_rows(head)
        self.paper.autofilter(head, 0, last, len(place.columns) - 1)
        self.paper.ignore_errors({"number_stored_as_text": f"A1:B{last + 1}"})
        self.paper.outline_settings(True, False, False, False)
