"""The ledger with its filters and its search: what a row is found by, and the form that the script puts to work."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, void
from plantrack.render.html.tables import section_table, severity
from plantrack.render.phrases import SIGNS, light_name
from plantrack.reports.cells import (
    LightCell,
    ListCell,
    ReferencesCell,
    ReportCell,
    ReportSection,
    TextCell,
    TransitionCell,
    UnitsCell,
)
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import named


class FoundRow(Struct, frozen=True):
    """A row of the ledger that filters find: its cells by the keys of their columns, its depth, the item that it belongs to.

    A row with others below it is a `heading`.
    """

    cells: dict[str, ReportCell | None]
    level: int
    heading: bool
    item: str

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the references of its tasks."""
        cell = self.cells.get(cols.REF.key)
        return cell.refs if isinstance(cell, ReferencesCell) else ()

    @property
    def light(self) -> LightCell | None:
        """Return its light as it is now."""
        cell = self.cells.get(cols.LIGHT.key)
        found = cell.new if isinstance(cell, TransitionCell) else cell
        return found if isinstance(found, LightCell) else None


def filtered(found: ReportSection, ctx: RenderContext) -> tuple[str, ...]:
    """Return the filters and the search, the number of tasks shown, and the table, as parts to join."""
    rows = list(_rows(found, ctx))
    met = [_met(row, ctx) for row in rows]
    choices = _choices(rows, met)
    titles = {column.key: message_words(column.title, ctx) for column in (cols.LIGHT, cols.LEAD, cols.ITEM)}
    search = element("label", ctx.say("Search"), " ", void("input", type="search", name="search"))
    selects = (_choice(key, titles[key], words, ctx) for key, words in choices.items())
    button = element("button", ctx.say("Show all tasks"), type="button")
    form = element("form", search, *selects, button, autocomplete="off", hidden="")  # the script shows it
    total = str(sum(len(row.refs) for row in rows if not row.heading))
    words = ctx.say("Tasks shown:")
    count = element("p", words, " ", element("b", total), f" / {total}", class_="all", role="status")
    starts = [_start(row, words, choices) for row, words in zip(rows, met, strict=True)]
    table = section_table(replace(found, rows=tuple(_titled(row, ctx) for row in rows)), ctx, starts)
    return (form, count, *table)


def _met(row: FoundRow, ctx: RenderContext) -> dict[str, list[str]]:
    """Return what is chosen in each filter to find a task; nothing for a heading."""
    if row.heading:
        return {}
    return {cols.LIGHT.key: [_light(row, ctx)], cols.LEAD.key: _leads(row, ctx), cols.ITEM.key: [row.item]}


def _choices(rows: Sequence[FoundRow], met: Sequence[dict[str, list[str]]]) -> dict[str, list[str]]:
    """Return what each filter lets a reader choose: every light, the worst first, every lead and every item."""
    tasks = [(row.light, words) for row, words in zip(rows, met, strict=True) if words]
    worst_first = sorted(tasks, key=lambda task: severity(task[0].light) if task[0] else "")
    order = {cols.LIGHT.key: worst_first, cols.LEAD.key: tasks, cols.ITEM.key: tasks}
    return {key: list(dict.fromkeys(word for _, words in found for word in words[key])) for key, found in order.items()}


def _rows(found: ReportSection, ctx: RenderContext) -> Iterator[FoundRow]:
    keys, item = [column.key for column in found.columns], ""
    for row, (level, below) in zip(found.rows, pairwise((*found.levels, 0)), strict=True):
        cells = dict(zip(keys, row, strict=True))
        if not level:
            item = " ".join(cell_words(cells[column.key], ctx) for column in (cols.REF, cols.TASK))
        yield FoundRow(cells, level, below > level, item)


def _titled(row: FoundRow, ctx: RenderContext) -> tuple[ReportCell | None, ...]:
    """Return the cells of a row; where it stands for several tasks, with their titles."""
    if len(row.refs) <= 1:
        return tuple(row.cells.values())
    titles = (named(ref, task.title) for ref in row.refs if (task := ctx.plan.by_ref.get(ref)))
    lines = ListCell((row.cells[cols.TASK.key] or TextCell(""), *titles), "lines")
    return tuple((row.cells | {cols.TASK.key: lines}).values())


def _start(row: FoundRow, met: dict[str, list[str]], choices: dict[str, list[str]]) -> Html:
    """Return the start tag of a row: its depth, and of a task the number of each choice that it meets."""
    if row.heading:
        return void("tr", class_="heading", data_level=str(row.level))
    places = {
        f"data_{key}": " ".join(str(words.index(word)) for word in dict.fromkeys(met[key]))
        for key, words in choices.items()
    }
    return void("tr", data_level=str(row.level), data_tasks=str(len(row.refs)), **places)


def _light(row: FoundRow, ctx: RenderContext) -> str:
    light = row.light
    return f"{SIGNS[light.light.meaning]} {light_name(light.light, ctx)}" if light else ""


def _leads(row: FoundRow, ctx: RenderContext) -> list[str]:
    """Return the names of those who lead a task, each of several."""
    cell = row.cells.get(cols.LEAD.key)
    if isinstance(cell, UnitsCell) and cell.units:
        return [ctx.units([unit]) for unit in cell.units]
    return [cell_words(cell, ctx)]


def _choice(name: str, label: str, words: Sequence[str], ctx: RenderContext) -> Html:
    options = (element("option", word, value=str(number)) for number, word in enumerate(words))
    select = element("select", element("option", ctx.say("all"), value=""), *options, name=name)
    return element("label", label, " ", select)
