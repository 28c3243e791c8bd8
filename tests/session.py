"""A recorded session on the made-up plan as a picture, light and dark: what the program itself shows on a terminal."""

from __future__ import annotations

import html
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from cli_support import Bench, Terminal
from guide_examples import ACTORS, DECIDING, plantrack_run
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

BEGIN = ("plantrack demo plans/demo",)
"""What is run before, without being shown."""
LINES = (
    "plantrack",
    "plantrack update 5.2 --percent 80 --note 整改台账已销号",
    "plantrack check --only overdue,unreported",
)
COLUMNS = 110
DAY = datetime(2026, 9, 18, 2, tzinfo=UTC)


def _theme(page: str, words: str, colours: str) -> TerminalTheme:
    """Return a theme of the colours of page and words, and of the eight of a terminal, each in hexadecimal."""
    back, front, *eight = (
        (n >> 16, n >> 8 & 255, n & 255) for n in (int(c, 16) for c in (page, words, *colours.split()))
    )
    return TerminalTheme(back, front, eight)


THEMES = {
    "light": _theme("ffffff", "1f2328", "24292f cf222e 116329 7d4e00 0969da 8250df 1b7c83 6e7781"),
    "dark": _theme("0d1117", "e6edf3", "484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4"),
}
"""The colours of a terminal on a light and on a dark page."""
FRAME = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font-family: "Noto Sans Mono CJK SC", "Sarasa Mono SC", ui-monospace, Menlo, Consolas, monospace;
font-size: {char_height}px; line-height: {line_height}px
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


TEXT = re.compile(
    r'<text(?P<style> class="[^"]*") x="(?P<x>[\d.]+)"(?P<y> y="[^"]*") textLength="[^"]*"(?P<clip>[^>]*)>'
    r"(?P<text>[^<]*)</text>"
)
ASPECT = 0.55
"""The width of a cell by its height: between that of Latin letters and half of that of Chinese characters."""
CELL = 20 * ASPECT


class Recorded(Terminal):
    """A terminal on which the session runs."""

    @staticmethod
    def command(*words: str) -> list[str]:
        """Return what is started."""
        return [sys.executable, __file__]


def recorded() -> list[str]:
    """Return what each command of the session shows, in colour."""
    with tempfile.TemporaryDirectory() as folder, Recorded(Bench(Path(folder), ""), columns=COLUMNS) as terminal:
        code, out, _ = terminal.end()
    assert code == 0, out
    return out.replace("\r", "").split("\f")[len(BEGIN) : -1]


def pictures() -> dict[str, str]:
    """Return the session as SVG, by the theme of the page."""
    shown = recorded()
    return {theme: _picture(shown, colours) for theme, colours in THEMES.items()}


def _picture(outputs: Sequence[str], theme: TerminalTheme) -> str:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="standard")
    for line, shown in zip(LINES, outputs, strict=True):
        console.print(Text.assemble(("$ ", "dim"), (line, "bold")), soft_wrap=True)
        console.print(Text.from_ansi(shown.rstrip("\n")), "", sep="\n", soft_wrap=True)
    svg = console.export_svg(
        title="plantrack", theme=theme, code_format=FRAME, font_aspect_ratio=ASPECT, unique_id="session"
    )
    drawn = TEXT.sub(_as_wide, svg)
    return "".join(f"{line.rstrip()}\n" for line in drawn.splitlines() if line.strip())


def _as_wide(found: re.Match[str]) -> str:
    """Return a text in pieces of equally wide characters, each at its place; rich counts a Chinese one as one cell."""
    pieces, place = [], float(found["x"])
    for _, chars in groupby(html.unescape(found["text"]), key=cell_len):
        said = "".join(chars)
        wide = cell_len(said) * CELL
        shown = html.escape(said).replace("\xa0", "&#160;")
        pieces.append(
            f'<text{found["style"]} x="{place:g}"{found["y"]} textLength="{wide:g}"{found["clip"]}>{shown}</text>'
        )
        place += wide
    return "".join(pieces)


def run() -> None:
    """Run the session in this folder, with no more set up than a name and a language. A form feed ends each output."""
    for name in [name for name in os.environ if name.startswith((*DECIDING, "NO_COLOR"))]:
        del os.environ[name]
    os.environ |= {
        "PLANTRACK_LANG": "zh", "PLANTRACK_ACTOR": ACTORS["zh"], "PLANTRACK_CACHE": "off", "PLANTRACK_PAGER": "cat",
        "TERM": "xterm", "GIT_CEILING_DIRECTORIES": str(Path.cwd().parent),
    }  # fmt: skip
    for line in (*BEGIN, *LINES):
        plantrack_run(shlex.split(line)[1:], DAY, line)
        sys.stdout.write("\f")
        sys.stdout.flush()


if __name__ == "__main__":
    run()
