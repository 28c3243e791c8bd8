"""Charts of the workbook, drawn from the cells of its tables, so that they change with the numbers.

Lights have the colours and signs of the report's other pictures.
"""

from collections.abc import Mapping
from typing import Any

from plantrack.evaluation.facts import Colour, Meaning
from plantrack.render.charts.svg import GRID, INK, LIGHT, PAPER, SOFT
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS
from plantrack.render.xlsx.book import FONTS, Book, Place, ReportSheet
from plantrack.reports.cells import LightShare

SIZE = 9
"""The size of the text in points; a title is larger."""
FEW = 0.04
"""The share of the tasks below which a part of the bar has no room for its number."""
BARE, OF_LIGHTS, PER_BAR, PER_PAIR, HIGHEST, APART = 65, 120, 22, 34, 2000, 10
"""In pixels: the height of a chart without bars, of the bar of all lights, of a bar, of two, the maximum, and the gap."""

Placed = tuple[ReportSheet, Place]


def draw(book: Book, first: Placed, lights: Mapping[LightShare, int], items: Placed | None, ctx: RenderContext) -> None:
    """Draw a bar of all tasks, whose counts are on these rows of the first sheet; of each item its lights and progress."""
    if not lights:
        return
    sheet, numbers = first
    beside = (numbers.first - 1, sheet.beside)
    sheet.chart(_shares(book, sheet, lights, ctx), beside, OF_LIGHTS)
    if items:
        bars = items[1].last - items[1].first + 1
        shades = {share.meaning: share.shade for share in lights}
        high, higher = (min(BARE + each * bars, HIGHEST) for each in (PER_BAR, PER_PAIR))
        sheet.chart(_lights(book, items, shades, ctx), beside, high, below=OF_LIGHTS + APART)
        items[0].chart(_progress(book, items, ctx), (items[1].last + 2, 0), higher)


def _shares(book: Book, sheet: ReportSheet, lights: Mapping[LightShare, int], ctx: RenderContext) -> Any:
    """Return one bar of all tasks, with a part for each light and its number within it."""
    chart = book.file.add_chart({"type": "bar", "subtype": "percent_stacked"})
    tasks = sum(share.count for share in lights)
    for share, row in lights.items():
        look = _light(share.meaning, share.shade, ctx, labelled=share.count >= FEW * tasks)
        chart.add_series({**look, "values": [sheet.name, row, 1, row, 1]})
    _dress(chart, ctx.say("All tasks by light ({total})", total=tasks), ctx)
    chart.set_y_axis({"visible": False})
    return chart


def _lights(book: Book, items: Placed, shades: Mapping[Meaning, Colour], ctx: RenderContext) -> Any:
    """Return a bar for each item, with a part for each light of its tasks and its number within it."""
    chart = book.file.add_chart({"type": "bar", "subtype": "stacked"})
    for meaning, shade in shades.items():
        chart.add_series({**_light(meaning, shade, ctx, labelled=True), **_cells(items, meaning)})
    _dress(chart, ctx.say("Lights, by item"), ctx, legend=False)
    return chart


def _progress(book: Book, items: Placed, ctx: RenderContext) -> Any:
    """Return two bars for each item: what is expected, and what was reached."""
    chart = book.file.add_chart({"type": "bar"})
    for key, colour, name in (("expected", GRID, ctx.say("Expected")), ("percent", Colour.BLUE, ctx.say("Progress"))):
        label = {"value": True, "font": {"size": SIZE, "color": LIGHT[INK]}}
        look = {"name": name, "fill": {"color": LIGHT[colour]}, "gap": 40, "data_labels": label}
        chart.add_series({**look, **_cells(items, key)})
    _dress(chart, ctx.say("Expected and actual progress, by item"), ctx)
    chart.set_x_axis({"visible": False, "min": 0, "max": 1.1, "major_gridlines": {"visible": False}})
    return chart


def _light(meaning: Meaning, shade: Colour, ctx: RenderContext, *, labelled: bool) -> dict[str, Any]:
    """Return the look of the parts of a light: sign and name, colour, and a number that is to be read on it."""
    ink = LIGHT[INK if shade is Colour.YELLOW else PAPER]
    label = {"data_labels": {"value": True, "font": {"size": SIZE, "bold": True, "color": ink}}}
    name = f"{SIGNS[meaning]} {ctx.say(f'light {meaning}')}"
    return {"name": name, "fill": {"color": LIGHT[shade]}, "gap": 40, **(label if labelled else {})}


def _cells(items: Placed, key: str) -> dict[str, list[str | int]]:
    """Return where the values of a series are, and the items that they are of."""
    sheet, place = items
    label, number = place.columns["label"], place.columns[key]
    return {
        "categories": [sheet.name, place.first, label, place.last, label],
        "values": [sheet.name, place.first, number, place.last, number],
    }


def _dress(chart: Any, title: str, ctx: RenderContext, *, legend: bool = True) -> None:
    font = {"name": FONTS[ctx.language], "size": SIZE, "color": LIGHT[INK]}
    chart.set_title({"name": title, "name_font": {**font, "size": SIZE + 3, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": LIGHT[GRID]}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.show_hidden_data()
    names = {
        "interval_unit": 1,
        "num_font": {**font, "color": LIGHT[SOFT]},
        "line": {"color": LIGHT[SOFT]},
        "major_tick_mark": "none",
    }
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}, **names})
