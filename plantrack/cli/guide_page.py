"""A page of the guide on a terminal, by rich."""

import re
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, Paragraph
from rich.text import Text
from rich.theme import Theme

from plantrack.render.text.line_breaks import spans

READABLE = 100
"""The most columns that a page takes."""
THEME = Theme({"markdown.code": "bold cyan", "markdown.h1": "bold", "markdown.h2": "bold", "markdown.item.bullet": ""})
_LINK = re.compile(r"\[([^\]]+)\]\((\w+)\.md\)")


class FoldedParagraph(Paragraph):
    """A paragraph whose lines are broken as Chinese typesetting wants it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        yield Text("\n").join(self.text[first:end] for first, end in spans(self.text.plain, options.max_width))


class GuidePage(Markdown):
    """A page whose paragraphs are broken so."""

    elements = Markdown.elements | {"paragraph_open": FoldedParagraph}


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
