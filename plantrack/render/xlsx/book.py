"""A workbook being written: sheets, cell formats and tables. The content of sheets is up to `sheets`.

Texts are only ever written as texts, so nothing that a person typed becomes a formula or a number; the only addresses
that can be opened are those of web pages.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from msgspec import Struct

from plantrack.evaluation.facts import Colour
from plantrack.extras import needs
from plantrack.render.charts.svg import LIGHT
from plantrack.render.context import RenderContext
from plantrack.render.xlsx.dimensions import A4, PIXELS, SIZE, Paper, across, height
from plantrack.render.xlsx.grid import Grid
from plantrack.render.xlsx.values import SheetCell

FONTS = {"zh": "宋体", "en": "Arial"}
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
    "default_format_properties": {"font_name": FONTS["en"], "font_size": SIZE},
}  # fmt: skip
"""Columns are measured in digits of the default font, one that has the same widths in every program."""
MIDDLE, LARGE = 12, 14
LEADING = 1.6
"""Line height as a multiple of the font size."""
GAP, FILLER = 2.0, 9.0
"""In characters: the column between a table and what stands beside it, and one behind a narrow table."""
INK, QUIET, EDGE, HEAD, GROUP = "#222222", "#595959", "#BFBFBF", "#DCE6F1", "#F2F2F2"
LONGEST, LONGEST_NAME, DEEPEST, FORMATS = 32_767, 31, 7, 200
"""Limits: UTF-16 units in a cell, characters in a sheet name, outline levels, and number formats that any program opens."""
LINKS, LONGEST_LINK = 65_530, 2_000
"""Limits of a sheet and of an address."""
MARKS = "' ,"
NAMELESS = "–"
"""The name of a sheet where nothing is left of it."""
RESERVED = "history"
"""A name that Excel keeps for itself, in any case."""
FORMULA = "=+-@"
"""Characters that a program may take for the start of a formula when somebody edits the cell."""
Look = Mapping[str, object]
CENTRED, FIGURE, STRONG = {"align": "center"}, {"align": "right", "indent": 1}, {"bold": True, "bg_color": GROUP}
LINK = {"font_color": LIGHT[Colour.BLUE], "underline": 1}
SHADES = {
    Colour.GREEN: ("#C6EFCE", "#006100"), Colour.BLUE: ("#BDD7EE", "#1F4E79"), Colour.YELLOW: ("#FFEB9C", "#7F6000"),
    Colour.ORANGE: ("#F8CBAD", "#843C0C"), Colour.RED: ("#FFC7CE", "#9C0006"), Colour.PURPLE: ("#E4DFEC", "#5B2C83"),
    Colour.GREY: ("#E7E6E6", "#595959"),
}  # fmt: skip
"""The background of a light and its text, which is to be read on that and on white."""


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
    name = re.sub(r"\s*[\[\]:*?/\\]+\s*", " ", text).strip("' ")
    if len(name) <= LONGEST_NAME:
        return name or NAMELESS
    head = name[: LONGEST_NAME - 1]
    return f"{(head.rpartition(' ')[0] or head).strip(MARKS)}…"


class Book:
    """A workbook, dated by the report, so that the same report gives the same bytes."""

    def __init__(self, day: date) -> None:
        self._bytes = BytesIO()
        self.file = needs("xlsxwriter", "office").Workbook(self._bytes, OPTIONS)
        self.file.set_properties({"created": datetime.combine(day, time.min, UTC)})
        self._formats: dict[tuple[object, ...], Any] = {}
        self._number_formats: set[str] = set()
        self._names = {RESERVED}

    def sheet_name(self, text: str) -> str:
        """Return a valid name for a sheet that no other sheet has, whatever their case."""
        whole, number = sheet_name(text), 2
        name = whole
        while name.casefold() in self._names:
            name, number = f"{whole[: LONGEST_NAME - 1 - len(str(number))].strip(MARKS)} {number}", number + 1
        self._names.add(name.casefold())
        return name

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


class ReportSheet:
    """A sheet of a book, written from the top down; `at` is the next free row.

    `beside` is the column to the right of the table, if there is one.
    """

    def __init__(self, book: Book, name: str, ctx: RenderContext, paper: Paper = A4) -> None:
        self._book, self._language, self._paper = book, ctx.language, paper
        self.name = book.sheet_name(name)
        self.paper = book.file.add_worksheet(self.name)
        self.at = self.beside = self._links = 0
        self._across: dict[int, float] = {}
        self.paper.set_paper(paper.code)
        self.paper.set_landscape()
        self.paper.fit_to_pages(1, 0)
        self.paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.paper.set_footer("&C&P / &N")
        self.paper.hide_gridlines(2)

    def format(self, **look: object) -> Any:
        """Return the format of a look in the sheet's font."""
        return self._book.format(self._language, **look)

    def fit(self, table: Grid, *, beside: bool = False) -> None:
        """Set the columns as a table needs them; with a column `beside` it that takes the rest of the page."""
        for number, wide in enumerate(table.widths):
            look = {"hidden": number in table.empty | table.away, "level": int(number in table.away)}
            folded = number + 1 in table.away and number not in table.away
            self.paper.set_column(number, number, wide, None, {**look, "collapsed": folded})
        self._across = {number: table.widths[number] for number in table.shown}
        behind, left = len(table.widths), self._paper.room(len(self._across) + 2) - sum(self._across.values())
        if beside:
            self.beside = behind + 1
        for number, wide in enumerate([GAP, left - GAP] if beside else [FILLER] * int(left / (FILLER + 1)), behind):
            self.paper.set_column(number, number, wide)
            self._across[number] = wide

    def chart(self, chart: Any, place: tuple[int, int], high: int, *, below: int = 0) -> None:
        """Put a chart at a cell, so many pixels below its edge, as wide as the columns from there on."""
        wide = across(wide for number, wide in self._across.items() if number >= place[1])
        chart.set_size({"width": int(wide * PIXELS), "height": high})
        self.paper.insert_chart(*place, chart, {"y_offset": below, "object_position": 3})

    def line(self, text: str, *, size: int = SIZE, colour: str = INK) -> None:
        """Write a line of text across the columns; one that is too long wraps."""
        lines = height([text], [across(self._across.values()) * SIZE / size], self._language)
        look = {"font_size": size, "bold": size > SIZE, "font_color": colour}
        if lines > height([""], [1], self._language):
            self.paper.set_row(self.at, lines * size / SIZE)
            wrapped = self.format(**look, text_wrap=True)
            if len(self._across) > 1:
                self.paper.merge_range(self.at, min(self._across), self.at, max(self._across), "", wrapped)
            self.paper.write_string(self.at, 0, fitting(text), wrapped)
        else:
            self.paper.set_row(self.at, size * LEADING)
            self.paper.write_string(self.at, 0, fitting(text), self.format(**look, valign="vcenter"))
        self.at += 1

    def lines(self, texts: Iterable[str]) -> None:
        """Write texts, each on a line of its own."""
        for text in texts:
            self.line(text)

    def opens(self, others: Sequence["ReportSheet"]) -> None:
        """Write links to other sheets, in two columns."""
        rows = ceil(len(others) / 2)
        for number, other in enumerate(others):
            column, row = divmod(number, rows)
            address = "internal:'{}'!A1".format(other.name.replace("'", "''"))
            self.paper.set_row(self.at + row, SIZE * LEADING)
            self.paper.write_url(self.at + row, 2 * column, address, self.format(**LINK, valign="vcenter"), other.name)
        self.at += rows

    def freeze(self, place: Place, columns: int) -> None:
        """Keep the head of a table in sight and on every page, and its first columns in sight."""
        self.paper.repeat_rows(place.first - 1)
        self.paper.freeze_panes(place.first, columns)

    def table(self, table: Grid, name: str) -> Place:
        """Write a table with a filter, an outline, and its head on every page."""
        seen = table.shown
        widths = [table.widths[number] for number in seen]
        self.paper.set_row(self.at, height(["\n"], [1], self._language))
        first, levels = self.at + 1, (*table.levels, 0)
        self._frame(table, name, max(len(table.rows), 1))
        for number, row in enumerate(table.rows):
            strong = levels[number + 1] > levels[number]
            high = height([row[n].words for n in seen], widths, self._language, bold=strong)
            self.paper.set_row(first + number, high, None, {"level": min(levels[number], DEEPEST)})
            for column, cell in enumerate(row):
                look = {"text_wrap": column not in table.away, **(STRONG if strong else {})}
                self._write((first + number, column), cell, look)
        self.at = first + max(len(table.rows), 1)
        return Place(first, first + len(table.rows) - 1, {key: number for number, key in enumerate(table.keys)})

    def _frame(self, table: Grid, name: str, rows: int) -> None:
        look = {"bold": True, "bg_color": HEAD, "align": "center", "valign": "vcenter", "text_wrap": True}
        head = self.format(**look, border=1, border_color=EDGE)
        columns = [{"header": words, "header_format": head} for words in table.heads]
        options = {"name": name, "style": None, "banded_rows": False, "columns": columns}
        self.paper.add_table(self.at, 0, self.at + rows, len(columns) - 1, options)
        self.paper.ignore_errors({"number_stored_as_text": f"A1:B{self.at + rows + 1}"})
        self.paper.outline_settings(True, False, False, False)

    def _write(self, place: tuple[int, int], cell: SheetCell, look: Look) -> None:
        value, paper = cell.value, self.paper
        if not cell.words:
            paper.write_blank(*place, None, self._style(look))
        elif isinstance(value, str) or value is None or not self._book.admits(cell.format):
            self._text(place, cell, look)
        elif isinstance(value, date):
            paper.write_datetime(*place, value, self._style({**look, **CENTRED, "num_format": cell.format}))
        else:
            paper.write_number(*place, value, self._style({**look, **FIGURE, "num_format": cell.format}))

    def _text(self, place: tuple[int, int], cell: SheetCell, look: Look) -> None:
        """Write words as text: as a link, in pieces with their colours, or as they are."""
        words, opened = cell.words, cell.link and len(cell.link) <= LONGEST_LINK and self._links < LINKS
        if cell.link not in words and not opened:
            words = f"{words} {cell.link}"
        words = fitting(words)
        style = self._style(
            {**look, **_colours(cell), **(CENTRED if cell.centred else {}), "quote_prefix": words[0] in FORMULA}
        )
        if opened:
            self._links += 1
            self.paper.write_url(*place, cell.link, style, words)
        elif len(cell.pieces) > 1:
            bold = look.get("bold", False)
            inks = (
                self.format(bold=bold, font_color=SHADES[colour][1] if colour else INK) for _, colour in cell.pieces
            )
            pieces = (part for ink, (text, _) in zip(inks, cell.pieces, strict=True) for part in (ink, text))
            self.paper.write_rich_string(*place, *pieces, style)
        else:
            self.paper.write_string(*place, words, style)

    def _style(self, look: Look) -> Any:
        return self.format(**look, border=1, border_color=EDGE)


def _colours(cell: SheetCell) -> Look:
    """Return the colours of a cell of text: of a link, of a light on its colour, or of its only piece."""
    if cell.link:
        return LINK
    if cell.shade:
        return dict(zip(("bg_color", "font_color"), SHADES[cell.shade], strict=True))
    colours = [colour for _, colour in cell.pieces]
    return {"font_color": SHADES[colours[0]][1]} if len(colours) == 1 and colours[0] else {}
