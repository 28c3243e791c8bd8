"""Tables and their cells: lights, bars, numbers, days, links; the table of all tasks with its filters."""

from collections.abc import Callable, Sequence
from itertools import repeat

from plantrack.evaluation.facts import Light, Meaning
from plantrack.render.cell_width import cell_width
from plantrack.render.cells import cell_words, day_note, message_words
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.phrases import SIGNS, light_name, percent_words, reasons_words
from plantrack.reports.cells import (
    DayCell,
    LightCell,
    LinkCell,
    PercentCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    UnitsCell,
)

SHORT = 10
FEW = 3
"""The number of columns that fit on a phone; a wider table becomes cards there."""
WORST = tuple(reversed(Meaning))
FILTERS = ("light", "lead", "item")
"""The columns of the table of tasks with a filter."""
Attributes = Callable[[int], dict[str, str]]


def section_table(found: ReportSection, ctx: RenderContext, attributes: Attributes = lambda _: {}) -> Html:
    """Return the table of a section; `attributes` gives the attributes of a row by its number."""
    names = [message_words(column.title, ctx) for column in found.columns]
    heads = (
        element("th", name, scope="col", class_="number" if column.number else None)
        for name, column in zip(names, found.columns, strict=True)
    )
    rows = (
        element("tr", *map(_cell, row, found.columns, names, repeat(ctx)), **attributes(number))
        for number, row in enumerate(found.rows)
    )
    caption, head = element("caption", message_words(found.title, ctx)), element("thead", element("tr", *heads))
    body = element("tbody", "\n", *(joined((row, Html("\n"))) for row in rows))
    return element(
        "div", element("table", caption, head, body, class_="cards" if len(names) > FEW else None), class_="wide"
    )


def _cell(cell: ReportCell | None, column: ReportColumn, name: str, ctx: RenderContext) -> Html:
    """Return a cell labelled with its column's name, for cards; a reference is the heading of its row."""
    if isinstance(cell, LightCell):
        return element(
            "td", light(cell.light, ctx, because=cell.show == "all"), data_label=name, data_key=severity(cell.light)
        )
    if isinstance(cell, PercentCell) and cell.expected is not None:
        return element("td", *progress(cell.percent, cell.expected), data_label=name, class_="number")
    classes = _classes(cell, cell_words(cell, ctx), ctx, number=column.number)
    if column.key == "ref":
        return element("th", shown(cell, ctx), scope="row", data_label=name, class_=classes)
    return element("td", shown(cell, ctx), data_label=name, class_=classes)


def shown(cell: ReportCell | None, ctx: RenderContext) -> str:
    """Return the words of a cell, as a link if its address is one of a web page."""
    words = cell_words(cell, ctx)
    if isinstance(cell, LinkCell) and cell.address.startswith(("https://", "http://")):
        return element("a", words, href=cell.address, rel="noreferrer")
    return words


def _classes(cell: ReportCell | None, words: str, ctx: RenderContext, *, number: bool) -> str | None:
    """Return the classes of a cell: numbers are right-aligned, short words do not wrap, days only before their basis.

    A long text keeps a minimum width beside longer ones.
    """
    if words.isascii() and len(words) <= SHORT:
        length = ["short"]
    elif isinstance(cell, DayCell) and day_note(cell, ctx):
        length = ["date"]
    else:
        length = ["long"] if cell_width(words) > SHORT and not number else []
    return " ".join(["number"] * number + length) or None


def severity(light: Light) -> str:
    """Return the sort key of a light: the worst comes first."""
    return str(WORST.index(light.meaning))


def light(light: Light, ctx: RenderContext, *, because: bool = True) -> Html:
    """Return sign and name of a light in its colour, and its reasons; a parent has its counts instead of a name."""
    reasons = reasons_words(light, ctx) if because or light.counts else ""
    name, reasons = (reasons, "") if light.counts else (light_name(light, ctx), reasons)
    sign = element("span", SIGNS[light.meaning], class_="sign", aria_hidden="true")
    named = element("b", sign, " ", name, class_=light.shade.value)
    return joined((named, " ", reasons)) if reasons else named


def progress(percent: float, expected: float | None) -> tuple[str, ...]:
    """Return a percentage and a bar with a mark at the expected percentage."""
    place = None if expected is None else f"{min(expected, 98):.1f}"
    bar = element(
        "svg",
        element("rect", class_="track", width="100", height="8"),
        element("rect", class_="full", width=f"{percent:.1f}", height="8"),
        element("rect", class_="mark", x=place, width="2", height="8") if place else "",
        class_="bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true",
    )  # fmt: skip
    return (percent_words(percent), " ", bar)


def filtered(found: ReportSection, ctx: RenderContext) -> Html:
    """Return the filters, the number of tasks shown, and the table."""
    if not found.rows:
        return joined(element("p", message_words(words, ctx)) for words in found.sentences)
    columns = {name: [row[found.column(name)] for row in found.rows] for name in FILTERS}
    words = {name: [_words(cell, ctx) for cell in cells] for name, cells in columns.items()}
    choices = {name: list(dict.fromkeys(word for row in rows for word in row)) for name, rows in words.items()}
    choices["light"] = _lights(columns["light"], ctx)
    numbers = {name: {word: str(number) for number, word in enumerate(of)} for name, of in choices.items()}

    def attributes(row: int) -> dict[str, str]:
        return {f"data_{name}": " ".join(of[word] for word in words[name][row]) for name, of in numbers.items()}

    labels = {name: message_words(found.columns[found.column(name)].title, ctx) for name in FILTERS}
    selects = (_choice(name, labels[name], of, ctx) for name, of in choices.items())
    button = element("button", ctx.say("Show all tasks"), type="reset")
    form = element("form", *selects, button, class_="filters", autocomplete="off", hidden="")  # the script shows it
    total = len(found.rows)
    count = element("p", ctx.say("Tasks shown:"), " ", element("b", str(total)), f" / {total}", role="status")
    return joined((form, count, section_table(found, ctx, attributes)))


def _words(cell: ReportCell | None, ctx: RenderContext) -> list[str]:
    """Return the choices of a filter that match a task: each of several leads."""
    if isinstance(cell, LightCell):
        return [f"{SIGNS[cell.light.meaning]} {light_name(cell.light, ctx)}"]
    if isinstance(cell, UnitsCell) and cell.units:
        return [ctx.units([unit]) for unit in cell.units]
    return [cell_words(cell, ctx)]


def _lights(cells: Sequence[ReportCell | None], ctx: RenderContext) -> list[str]:
    """Return the choices of lights, the worst first."""
    lights = sorted((cell for cell in cells if isinstance(cell, LightCell)), key=lambda cell: severity(cell.light))
    return list(dict.fromkeys(word for cell in lights for word in _words(cell, ctx)))


def _choice(name: str, label: str, words: Sequence[str], ctx: RenderContext) -> Html:
    options = (element("option", word, value=str(number)) for number, word in enumerate(words))
    select = element("select", element("option", ctx.say("all"), value=""), *options, name=name)
    return element("label", label, " ", select)
