"""Tables whose rows become cards on a phone."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.amounts import plain_number
from plantrack.render.cell_width import cell_width
from plantrack.render.cells import cell_words, day_note, message_words
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, around, element, void
from plantrack.render.html.words import shown
from plantrack.render.phrases import NOTHING
from plantrack.reports.cells import (
    DayCell,
    LightCell,
    PercentCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    StatementCell,
    TransitionCell,
)

SHORT, LONG_TEXT = 10, 40
"""Up to which width words do not wrap, and above which they need a broad column."""
FEW, SEVERAL = 3, 8
"""The numbers of columns that fit on a phone, where a wider table becomes cards, and on any wider screen."""
LONG = 12
"""The number of rows of a table of the body above which only the first are shown until a reader asks for all."""
TITLES = {"task", "what", "unit", "indicator"}
"""The columns that say what a card is about."""
UNLABELLED = {*TITLES, "ref", "light"}
"""The columns whose cells need no label on a card."""
WORST = tuple(reversed(Meaning))


def section_table(found: ReportSection, ctx: RenderContext, starts: Sequence[Html] = ()) -> tuple[str, ...]:
    """Return the table of a section, as parts to join.

    `starts` are the start tags of its rows, where they say more than that.
    """
    names = [message_words(column.title, ctx) for column in found.columns]
    heads = (
        element("th", name, scope="col", class_="number" if column.number else None)
        for name, column in zip(names, found.columns, strict=True)
    )
    columns = tuple(zip(found.columns, names, strict=True))
    rows = (
        f"{start}{''.join(_cell(cell, *column, ctx) for cell, column in zip(row, columns, strict=True))}</tr>\n"
        for start, row in zip(starts or [void("tr")] * len(found.rows), found.rows, strict=True)
    )
    caption, head = element("caption", message_words(found.title, ctx)), element("thead", element("tr", *heads))
    table = around(
        "table",
        (caption, head, Html(f"<tbody>\n{''.join(rows)}</tbody>")),
        class_="cards dense" if len(names) > SEVERAL else "cards" if len(names) > FEW else None,
        data_more=ctx.say("Show all rows ({n})", n=len(found.rows)) if _is_long(found) else None,
    )
    return around("div", table, class_="wide")


def _is_long(found: ReportSection) -> bool:
    return found.part == "body" and len(found.rows) > LONG


def _cell(cell: ReportCell | None, column: ReportColumn, name: str, ctx: RenderContext) -> str:
    """Return a cell; a reference is the heading of its row, and a change sorts by what it came to."""
    numeric = "number" if column.number else ""
    if cell is None:
        return f"{_start(column.key, name, f'{numeric} none')}{NOTHING}</td>"
    words = shown(cell, ctx)
    inside = words if isinstance(words, Html) else escape(words)
    latest = cell.new if isinstance(cell, TransitionCell) else cell
    looks = f"{numeric} {_look(latest, words, ctx)}"
    if column.key == "ref":
        return f"{_start(column.key, name, looks)}{inside}</th>"
    sorting = _key(latest, column) or (None if latest is cell else cell_words(latest, ctx))
    return f"{_start(column.key, name, looks, sorting)}{inside}</td>"


@lru_cache(4096)
def _start(column: str, name: str, looks: str, key: str | None = None) -> Html:
    """Return the start tag of a cell: its label on cards, its looks, and the key by which it sorts."""
    classes = " ".join(["title"] * (column in TITLES) + looks.split()) or None
    if column == "ref" and "none" not in looks:
        return void("th", scope="row", class_=classes)
    return void("td", class_=classes, data_label=None if column in UNLABELLED else name, data_key=key)


def _look(cell: ReportCell | None, words: str, ctx: RenderContext) -> str:
    """Return how a cell is set: short words do not wrap, days only before their basis, long ones need room."""
    if isinstance(cell, StatementCell):
        return "words"
    if isinstance(cell, DayCell) and day_note(cell, ctx):
        return "date"
    if isinstance(cell, LightCell):
        return "light"
    width = cell_width(words)
    return "short" if width <= SHORT else "long" if width <= LONG_TEXT else "long text"


def _key(cell: ReportCell | None, column: ReportColumn) -> str | None:
    """Return the key by which a cell sorts, None for its words."""
    if isinstance(cell, LightCell):
        return severity(cell.light)
    return plain_number(cell.percent) if isinstance(cell, PercentCell) and not column.number else None


def severity(light: Light) -> str:
    """Return the sort key of a light: the worst comes first."""
    return str(WORST.index(light.meaning))
