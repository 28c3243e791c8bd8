"""Charts that are drawn from the cells of a table, so that they change with the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from plantrack.evaluation.facts import Colour
from plantrack.render.xlsx.book import Book, Place, Sheet

FILLS = {
    Colour.GREEN: "#70AD47", Colour.BLUE: "#4472C4", Colour.YELLOW: "#FFC000", Colour.ORANGE: "#ED7D31",
    Colour.RED: "#C00000", Colour.PURPLE: "#8064A2", Colour.GREY: "#A6A6A6",
}  # fmt: skip
GRID, TITLE_SIZE, GAP = "#D9D9D9", 12, 60
WIDE, HEIGHT, PER_BAR, HIGHEST, APART = 680, 110, 26, 4000, 20
"""In pixels: a chart's width, its height without bars, the height of a bar, the maximum, and the gap between charts."""


class Bars(Struct, frozen=True):
    """A bar chart of a table: its title, and each column with its colour; shares side by side, counts stacked.

    The first column of the table holds the names.
    """

    title: str
    table: Place
    series: tuple[tuple[int, str], ...]
    shares: bool


def draw(book: Book, sheet: Sheet, charts: Sequence[Bars], column: int) -> None:
    """Place charts one below the other, from the top of the sheet and from a column on."""
    down = 0
    for bars in charts:
        chart = _chart(book, sheet, bars)
        height = min(HEIGHT + PER_BAR * (bars.table.last - bars.table.first + 1), HIGHEST)
        chart.set_size({"width": WIDE, "height": height})
        sheet.paper.insert_chart(0, column, chart, {"y_offset": down, "object_position": 3})
        down += height + APART


def _chart(book: Book, sheet: Sheet, bars: Bars) -> Any:
    first, last = bars.table.first, bars.table.last
    chart = book.file.add_chart({"type": "bar", **({} if bars.shares else {"subtype": "stacked"})})
    for column, colour in bars.series:
        chart.add_series({
            "name": [sheet.name, first - 1, column],
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, column, last, column],
            "fill": {"color": colour},
            "gap": GAP,
        })  # fmt: skip
    scale = {"max": 1, "num_format": "0%"} if bars.shares else {"num_format": "0"}
    chart.set_title({"name": bars.title, "name_font": {"size": TITLE_SIZE}})
    chart.set_y_axis({"reverse": True, "crossing": "max", "major_gridlines": {"visible": False}})
    chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": GRID}}, **scale})
    chart.set_legend({"position": "bottom"})
    return chart
