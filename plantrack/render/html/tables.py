"""Tables and what stands in their cells: lights, bars, numbers, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plantrack.evaluation.facts import Light, Meaning
from plantrack.render.cell_width import cell_width
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.phrases import SIGNS, light_name, percent_words, reasons_words
from plantrack.render.section import Cell, Section

DAY = re.compile(r"\d{4}-\d\d-\d\d")
SHORT = 10
FEW = 3
"""As many columns as fit on a phone; a table with more of them becomes cards there."""
WORST = tuple(reversed(Meaning))


def table(caption: str, columns: Sequence[str], rows: Iterable[str], right: Sequence[int] = ()) -> Html:
    """Return a table with its head; `right` are the columns of numbers."""
    heads = (
        element("th", name, scope="col", class_="number" if n in right else None) for n, name in enumerate(columns)
    )
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", *heads)),
            element("tbody", "\n", *(joined((row, Html("\n"))) for row in rows)),
            class_="cards" if len(columns) > FEW else None,
        ),
        class_="wide",
    )


def section_table(section: Section, ctx: RenderContext) -> Html:
    """Return the table of a section."""
    rows = (element("tr", *cells(row, section.columns, ctx, section.right)) for row in section.rows)
    return table(section.title, section.columns, rows, section.right)


def cells(row: Sequence[Cell], columns: Sequence[str], ctx: RenderContext, right: Sequence[int] = ()) -> Iterable[Html]:
    """Yield the cells of a row; each carries its column's name, for where the table becomes cards."""
    for number, (content, name) in enumerate(zip(row, columns, strict=True)):
        if isinstance(content, Light):
            yield element("td", light(content, ctx), data_label=name, data_key=severity(content))
        else:
            yield element("td", content, data_label=name, class_=_manner(content, number=number in right))


def _manner(text: str, *, number: bool) -> str | None:
    """Return how a cell is set: numbers to the right; short words are not broken, and dates only before their basis.

    A long text keeps some width beside one that is much longer.
    """
    short = text.isascii() and len(text) <= SHORT
    long = ["long"] if cell_width(text) > SHORT and not number else []
    names = ["number"] * number + (["short"] if short else ["date"] if DAY.match(text) else long)
    return " ".join(names) or None


def severity(light: Light) -> str:
    """Return by what lights are sorted: the worst first."""
    return str(WORST.index(light.meaning))


def light(light: Light, ctx: RenderContext) -> Html:
    """Return sign and name of a light in its colour, and its reasons; a parent's counts stand for its name."""
    told = reasons_words(light, ctx)
    name, reasons = (told, "") if light.counts else (light_name(light, ctx), told)
    sign = element("span", SIGNS[light.meaning], class_="sign", aria_hidden="true")
    named = element("b", sign, " ", name, class_=light.shade.value)
    return joined((named, " ", reasons)) if reasons else named


def progress_cell(percent: float | None, expected: float | None, name: str) -> Html:
    """Return a cell with a percentage and its bar."""
    return element("td", *progress(percent, expected), data_label=name, class_="number")


def progress(percent: float | None, expected: float | None) -> tuple[str, ...]:
    """Return a percentage and a bar, on which the expected percentage is marked; no bar for what nobody said."""
    if percent is None:
        return (percent_words(percent),)
    place = None if expected is None else f"{min(expected, 98):.1f}"
    bar = element(
        "svg",
        element("rect", class_="track", width="100", height="8"),
        element("rect", class_="full", width=f"{percent:.1f}", height="8"),
        element("rect", class_="mark", x=place, width="2", height="8") if place else "",
        class_="bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true",
    )  # fmt: skip
    return (percent_words(percent), " ", bar)
