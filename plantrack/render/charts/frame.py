"""The frame of a picture: its title, sentences, and rows with labels that fit their space, beside or above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

from msgspec import Struct

from plantrack.evaluation.facts import Light
from plantrack.model.plan import Plan, Task
from plantrack.render.cells import cell_words
from plantrack.render.charts import SCREEN, SMALL, Canvas, Chart, Picture, chart_subtitle
from plantrack.render.charts.labels import Band
from plantrack.render.charts.measure import width, wrapped
from plantrack.render.charts.svg import ASCENT, BAND, INK, LINE_HEIGHT, PAPER, SOFT, Drawing, light_box, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name
from plantrack.reports.chart_data import ChartData, compared
from plantrack.reports.sections.columns import counted_title
from plantrack.reports.shades import shades

NARROW = 560
"""Below this width labels stand above their rows."""
BODY, ROW = 13, 46
BOX, TITLE_LINES, TITLE_ROWS = 12, 3, 4
GAP, PADDING, LONGEST = 8, 4, 60
"""Between a label and what it stands at, above and below a label together, and the longest reference."""
AXIS, SENTENCE, FOOT = 92, 26, 24
"""The height that an axis of time needs above and below rows, that of the sentence that some are left out, and the
margin below."""

Key = tuple[Callable[[float, float], None], str]
"""A legend entry: a function that draws its sample into a box that starts at x with its middle at y, and its words."""


class RowLabel(Struct, frozen=True):
    """What stands at a row: a reference, a title and a note, and how high the row is at least."""

    title: str
    ref: str = ""
    note: str = ""
    least: float = ROW


class Row(Struct, frozen=True):
    """A row: where its content begins and ends, and what it is drawn on."""

    top: float
    bottom: float
    paper: str

    @property
    def band(self) -> Band:
        """Return where the content begins and ends."""
        return self.top, self.bottom

    @property
    def middle(self) -> float:
        """Return the middle of the content."""
        return (self.top + self.bottom) / 2


class _LabelPlace(NamedTuple):
    """Where the label of a row stands, and how high it, what lies above the content, and the row are."""

    indent: float
    room: float
    title: float
    words: float
    above: float
    height: float


class ChartFrame:
    """A picture that grows downwards: `y` is where the next part starts."""

    def __init__(self, name: Chart, title: str, ctx: RenderContext, canvas: Canvas = SCREEN) -> None:
        self.name, self.title, self.ctx, self.canvas = name, title, ctx, canvas
        self.narrow, self.titles = canvas.width < NARROW, BODY
        margin = 12 if self.narrow else 24
        self.drawing = Drawing(canvas.width)
        self.y: float = margin
        self.left, self.right = margin, canvas.width - margin
        head = 16 if self.narrow else 19
        self.y += self.block((self.left, self.y), title, head, self.room, bold=True, lines=TITLE_LINES) + 4
        subtitle = chart_subtitle(name, ctx)
        self.y += self.block((self.left, self.y), subtitle, BODY, self.room, paint=SOFT, lines=2 * TITLE_LINES) + 12

    @property
    def room(self) -> float:
        """Return the width between the margins."""
        return self.right - self.left

    def share(self, of: tuple[float, float, float]) -> float:
        """Return the width of a column: its share of the picture's width between its least and its greatest."""
        least, portion, most = of
        return min(max(self.canvas.width * portion, least), most)

    def beside(self, labels: float) -> float:
        """Return where the content of rows starts: right of their labels, or at the left if these stand above."""
        return self.left + (6 if self.narrow else labels)

    def block(
        self, corner: tuple[float, float], words: str, size: float, room: float, *, paint: str = INK,
        bold: bool = False, lines: int = 1,
    ) -> float:  # fmt: skip
        """Write words below a corner in at most `lines` lines; return their height. Shortened text has a tooltip."""
        shown = wrapped(words, size, room, lines)
        tooltip = words if shown[-1].endswith("…") else ""
        for number, line in enumerate(shown):
            foot = corner[1] + size * (number * LINE_HEIGHT + (LINE_HEIGHT - 1) / 2 + ASCENT)
            self.drawing.text((corner[0], foot), line, size=size, paint=paint, bold=bold, tooltip=tooltip)
        return len(shown) * size * LINE_HEIGHT

    def label(
        self, x: float, words: str, size: float, room: float, middle: float, *, paint: str = INK, lines: int = 1
    ) -> None:
        """Write words at x, vertically centred."""
        self.block(
            (x, middle - block_height(words, size, room, lines) / 2), words, size, room, paint=paint, lines=lines
        )

    def sentences(self, sentences: list[str]) -> list[str]:
        """Write sentences across the picture; return them."""
        for words in sentences:
            self.y += self.block((self.left, self.y), words, BODY, self.room, lines=TITLE_LINES) + 8
        return sentences

    def note(self, words: str) -> None:
        """Write how the picture is to be read."""
        self.y += self.block((self.left, self.y), words, SMALL, self.room, paint=SOFT, lines=TITLE_LINES) + 6

    def fitting(self, labels: Sequence[RowLabel], room: float, axis: float = 0) -> int:
        """Return how many rows there is room for beside an axis, beginning with the first; at least one.

        Titles become small where that makes room for more.
        """
        left, found = self.left_over(room) - axis, 0
        for self.titles in (BODY, SMALL):
            *_, whole = heights = list(accumulate(place.height for place in self._places(labels, room)))
            if whole <= left:
                return len(labels)
            found = sum(high <= left - SENTENCE for high in heights)
        return max(found, 1)

    def left_over(self, room: float, labels: Sequence[RowLabel] = ()) -> float:
        """Return the height that is left for rows, or beside these."""
        if self.canvas.height is None:
            return inf
        return self.canvas.height - self.y - FOOT - sum(place.height for place in self._places(labels, room))

    def rows(self, labels: Iterable[RowLabel], room: float) -> list[Row]:
        """Add a row for each label, which stands beside its content in `room`, or above it; return the rows."""
        labels = list(labels)
        return [
            self._row(label, place, BAND if number % 2 == 0 else PAPER)
            for number, (label, place) in enumerate(zip(labels, self._places(labels, room), strict=True))
        ]

    def _places(self, labels: Sequence[RowLabel], room: float) -> Iterator[_LabelPlace]:
        refs = max((width(label.ref, SMALL) for label in labels if label.ref), default=0)
        indent = min(6 + refs, LONGEST) + GAP if refs else GAP
        yield from (self._place(label, room, indent) for label in labels)

    def _place(self, label: RowLabel, labels: float, indent: float) -> _LabelPlace:
        room = (self.room if self.narrow else labels) - indent - GAP
        title = block_height(label.title, self.titles, room, TITLE_ROWS)
        words = title + (block_height(label.note, SMALL, room, self._notes) if label.note else 0)
        above = words + 4 if self.narrow else 0
        return _LabelPlace(
            indent, room, title, words, above, above + label.least if self.narrow else max(label.least, words + PADDING)
        )

    @property
    def _notes(self) -> int:
        return 1 if self.narrow else 2

    def _row(self, label: RowLabel, place: _LabelPlace, paper: str) -> Row:
        self.drawing.rect((self.left, self.y, self.room, place.height), paper)
        left, top = self.left + place.indent, self.y + (4 if self.narrow else (place.height - place.words) / 2)
        if label.ref:
            self.label(
                self.left + 6, label.ref, SMALL, place.indent - GAP - 6 + 0.1, top + BODY * LINE_HEIGHT / 2, paint=SOFT
            )
        self.block((left, top), label.title, self.titles, place.room, lines=TITLE_ROWS)
        if label.note:
            self.block((left, top + place.title), label.note, SMALL, place.room, paint=SOFT, lines=self._notes)
        self.y += place.height
        return Row(self.y - place.height + place.above, self.y, paper)

    def legend(self, keys: Iterable[Key]) -> None:
        """Draw the meaning of what has no label of its own, in as many lines as needed."""
        x, step, keys = float(self.left), SMALL * LINE_HEIGHT + 5, list(keys)
        for draw, words in keys:
            (shown,) = wrapped(words, SMALL, self.room - 2 * BOX)
            wide = BOX + 6 + width(shown, SMALL)
            if x > self.left and x + wide > self.right:
                x, self.y = self.left, self.y + step
            draw(x, self.y + step / 2)
            self.drawing.text((x + BOX + 6, self.y + step / 2 + SMALL * 0.36), shown, size=SMALL, paint=SOFT)
            x += wide + 18
        self.y += (step + 10) * bool(keys)

    def light_keys(self, lights: Iterable[Light]) -> list[Key]:
        """Return the legend entries of lights, each once."""

        def key(light: Light) -> Key:
            def draw(x: float, y: float) -> None:
                paint = light_box(self.drawing, (x, y - BOX / 2, BOX, BOX), light)
                sign(self.drawing, light.meaning, (x + BOX / 2, y), BOX * 0.6, paint)

            return draw, light_name(light, self.ctx)

        return [key(light) for light in shades(lights)]

    def picture(self, alternative: Sequence[str]) -> Picture:
        """Return the picture; the sentences are its alternative text."""
        wide = "" if self.canvas.width == SCREEN.width else f"-{self.canvas.width}"
        name, words = f"plantrack-{self.name}-{self.ctx.language}{wide}", "\n".join(alternative)
        svg = self.drawing.document(name, self.title, words, self.y + (12 if self.narrow else 24))
        return Picture(self.name, self.title, words, svg)


def block_height(words: str, size: float, room: float, lines: int) -> float:
    """Return how high words in at most `lines` lines are."""
    return len(wrapped(words, size, room, lines)) * size * LINE_HEIGHT


def task_title(task: Task, plan: Plan, ctx: RenderContext) -> str:
    """Return the title of a task, with its sub-tasks counted."""
    return cell_words(counted_title(task, plan), ctx)


def left_out(shown: int, rows: int, ctx: RenderContext) -> list[str]:
    """Return the sentence that says that some rows are not drawn."""
    if shown == rows:
        return []
    return [ctx.say("Of {rows} rows the {shown} with the most tasks in a bad light are shown.", rows=rows, shown=shown)]


def nothing_drawn(name: Chart, data: ChartData, ctx: RenderContext) -> str:
    """Return why a chart has nothing to draw; an empty text where it has."""
    if name in (Chart.GANTT, Chart.UNITS, Chart.LIGHTS) and not data.rows:
        return ctx.say("There is nothing to draw: the plan has no tasks.")
    if name is Chart.LIGHTS and not data.past:
        return ctx.say("The period of the plan begins on {day}; there are no lights yet.", day=data.plan.period.first)
    if name is Chart.BASELINE and not compared(data.numbers):
        return ctx.say("There is nothing to draw: no indicator has a headline, a measurement or a target.")
    return ""
