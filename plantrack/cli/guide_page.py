"""A page of the guide on a terminal, by rich."""

import re
from collections.abc import Iterator
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, Paragraph, TableElement
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from plantrack.render.text.fitting import column_widths
from plantrack.render.text.layout import TextColumn, TextTable
from plantrack.render.text.line_breaks import spans

READABLE = 100
"""The most columns that a page takes."""
THEME = Theme({"markdown.code": "bold cyan", "markdown.h1": "bold", "markdown.h2": "bold", "markdown.item.bullet": ""})
_LINK = re.compile(r"\[([^\]]+)\]\((\w+)\.md\)")


class FoldedParagraph(Paragraph):
    """A paragraph whose lines are broken as Chinese typesetting wants it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        yield _folded(self.text, options.max_width)


class FoldedTable(TableElement):
    """A table whose cells are broken so, with columns as wide as they need."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table."""
        heads, *rows = self._rows()
        columns = tuple(TextColumn(head.plain, "fold") for head in heads)
        plain = TextTable(columns, tuple(tuple(cell.plain for cell in row) for row in rows))
        widths = column_widths(plain, options.max_width) or [options.max_width // len(heads)] * len(heads)
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        for head, width in zip(heads, widths, strict=True):
            table.add_column(head, overflow="fold", width=width)
        for row in rows:
            table.add_row(*map(_folded, row, widths))
        yield table

    def _rows(self) -> Iterator[list[Text]]:
        head = self.header and self.header.row
        for row in ([head] if head else []) + (self.body.rows if self.body else []):
            yield [cell.content for cell in row.cells]


def _folded(text: Text, width: int) -> Text:
    return Text("\n").join(text[first:end] for first, end in spans(text.plain, width))


class GuidePage(Markdown):
    """A page whose paragraphs and tables are broken so."""

    elements = Markdown.elements | {"paragraph_open": FoldedParagraph, "table_open": FoldedTable}


def on_screen(text: str, width: int, colour: bool) -> str:  # noqa: FBT001 - what `screen` returns
    """Return a page as lines that fit the terminal; a link to another page is the command that shows it."""
    buffer = StringIO()
    console = Console(
        file=buffer, width=min(width, READABLE), force_terminal=colour, no_color=not colour, theme=THEME,
        color_system="standard" if colour else None, legacy_windows=False,
    )  # fmt: skip
    console.print(GuidePage(_LINK.sub(_command, text), code_theme="ansi_dark", hyperlinks=False))
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())


def _command(link: re.Match[str]) -> str:
    said, topic = link.groups()
    return f"`plantrack guide {topic}`" if said == topic else f"{said} (`plantrack guide {topic}`)"
