"""The table of all tasks, with filters if scripts may run."""

from collections.abc import Sequence

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.tables import section_table, severity
from plantrack.render.phrases import SIGNS, light_name
from plantrack.reports.cells import LightCell, ReportCell, ReportSection, UnitsCell

FILTERS = ("light", "lead", "item")
"""The columns with a filter."""


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
    form = _form([_choice(name, labels[name], of, ctx) for name, of in choices.items()], ctx)
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


def _form(choices: Sequence[Html], ctx: RenderContext) -> Html:
    """Return the filters, hidden until the script shows them."""
    button = element("button", ctx.say("Show all tasks"), type="reset")
    return element("form", *choices, button, class_="filters", autocomplete="off", hidden="")


def _choice(name: str, label: str, words: Sequence[str], ctx: RenderContext) -> Html:
    options = (element("option", word, value=str(number)) for number, word in enumerate(words))
    select = element("select", element("option", ctx.say("all"), value=""), *options, name=name)
    return element("label", label, " ", select)
