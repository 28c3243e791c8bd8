"""A workbook being written: sheets, the looks of cells, tables. What stands in them is the sheets' own business.

Texts are only ever written as texts, so nothing that a person typed becomes a formula, a number or a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from io import BytesIO
from typing import Any, Generic, TypeVar

from msgspec import Struct

from plantrack.extras import needs
from plantrack.render.xlsx.fit import Cell, height, width

T = TypeVar("T")

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
EARLIEST = 1900
"""The year in which the calendar of workbooks begins; a day before it stands as text."""


class Form(StrEnum):
    """What a column holds. A share is written as a percentage, 0–100; a shift is a number with its sign."""

    TEXT = "text"
    NAME = "name"
    DAY = "day"
    SHARE = "share"
    NUMBER = "number"
    SHIFT = "shift"


LOOKS: dict[Form, dict[str, object]] = {
    Form.TEXT: {"text_wrap": True},
    Form.NAME: {"text_wrap": True, "align": "center"},
    Form.DAY: {"num_format": "yyyy-mm-dd", "align": "center"},
    Form.SHARE: {"num_format": "0%", "align": "right", "indent": 1},
    Form.NUMBER: {"num_format": "#,##0.######", "align": "right", "indent": 1},
    Form.SHIFT: {"num_format": '+#,##0;-#,##0;"="', "align": "right", "indent": 1},
}
WHOLE = {"num_format": "#,##0", "align": "right", "indent": 1}


class Paper(StrEnum):
    """The size of the paper to print on."""

    A3 = "8"
    A4 = "9"


class Column(Struct, frozen=True):
    """A column of a table: its head, its greatest width in characters (0: as it is), and what it holds."""

    head: str
    width: float = 0
    form: Form = Form.TEXT


class Field(Column, Generic[T], frozen=True, kw_only=True):
    """A column that says what stands in it for each of the things that a table has a row for."""

    of: Callable[[T], Cell]


class Row(Struct, frozen=True):
    """A row of a table; `depth` is its level in the outline, and one that heads others is `strong`."""

    cells: tuple[Cell, ...]
    depth: int = 0
    strong: bool = False


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
        self._styles: dict[tuple[Form, bool, bool, bool], Any] = {}
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
        for sentence in sentences:
            self._line(sentence)

    def heading(self, heading: str, *sentences: str) -> None:
        """Write the heading of a table, a row below what stands above, and sentences below it."""
        self.at += 1
        self._line(heading, MIDDLE)
        for sentence in sentences:
            self._line(sentence)

    def _line(self, text: str, size: int = SIZE) -> None:
        self.paper.set_row(self.at, size * ROOM)
        self.paper.write_string(
            self.at, 0, fitting(text), self.format(bold=size > SIZE, font_size=size, valign="vcenter")
        )
        self.at += 1

    def widths(self, widths: Iterable[float]) -> None:
        """Set the widths of the first columns, in characters."""
        for number, wide in enumerate(widths):
            self._widths[number] = wide
            self.paper.set_column(number, number, wide)

    def table(self, columns: Sequence[Column], rows: Iterable[Row]) -> tuple[int, int]:
        """Write a head and rows; return the numbers of the first row below the head and of the last."""
        made = list(rows)
        if columns[0].width:
            self.widths(width(c.width, c.head, (r.cells[n] for r in made)) for n, c in enumerate(columns))
        widths = [self._widths[number] for number in range(len(columns))]
        self._head([column.head for column in columns], widths)
        first = self.at
        for row in made:
            self.paper.set_row(
                self.at, height(row.cells, widths, bold=row.strong), None, {"level": min(row.depth, DEEPEST)}
            )
            for number, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
                self._write(number, cell, column.form, strong=row.strong)
            self.at += 1
        return first, self.at - 1

    def _head(self, heads: Sequence[str], widths: Sequence[float]) -> None:
        look = {"bold": True, "bg_color": HEAD, "align": "center", "valign": "vcenter", "text_wrap": True}
        self.paper.set_row(self.at, height(heads, widths, bold=True))
        for number, head in enumerate(heads):
            self.paper.write_string(self.at, number, head, self.format(**look, border=1, border_color=EDGE))
        self.at += 1

    def _write(self, column: int, cell: Cell, form: Form, *, strong: bool) -> None:
        """Write a cell by its type: what is not known stays empty."""
        if isinstance(cell, date) and cell.year < EARLIEST:
            cell = str(cell)
        if cell is None or cell == "":
            self.paper.write_blank(self.at, column, None, self._style(form, strong=strong))
        elif isinstance(cell, str):
            style = self._style(form, strong=strong, quoted=cell[0] in FORMULA)
            self.paper.write_string(self.at, column, fitting(cell), style)
        elif isinstance(cell, date):
            self.paper.write_datetime(self.at, column, cell, self._style(Form.DAY, strong=strong))
        else:
            number = cell / 100 if form is Form.SHARE else cell
            whole = form is Form.NUMBER and cell == int(cell)
            self.paper.write_number(self.at, column, number, self._style(form, strong=strong, whole=whole))

    def _style(self, form: Form, *, strong: bool, quoted: bool = False, whole: bool = False) -> Any:
        key = (form, strong, quoted, whole)
        if key not in self._styles:
            look = {**(WHOLE if whole else LOOKS[form]), "border": 1, "border_color": EDGE}
            look |= {"bold": True, "bg_color": GROUP} if strong else {}
            self._styles[key] = self.format(**look, **({"quote_prefix": True} if quoted else {}))
        return self._styles[key]

    def frame(self, head: int, last: int, columns: int, *, frozen: int) -> None:
        """Keep a table's head and its first columns in sight, on paper as well, and let its rows be filtered."""
        self.paper.freeze_panes(head + 1, frozen)
        self.paper.repeat_rows(head)
        self.paper.autofilter(head, 0, max(last, head), columns - 1)
        self.paper.ignore_errors({"number_stored_as_text": f"A1:B{max(last, head) + 1}"})
