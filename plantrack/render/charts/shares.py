"""Tasks by light as a bar of parts, each with its sign, its number and its name where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.evaluation.facts import Light
from plantrack.model.percentages import share
from plantrack.render.charts import SCREEN, SMALL, Picture
from plantrack.render.charts.labels import spread
from plantrack.render.charts.measure import width, wrapped
from plantrack.render.charts.svg import SOFT, Drawing, light_box, sign
from plantrack.render.context import RenderContext
from plantrack.render.phrases import light_name, percent_words
from plantrack.reports.shades import Tally

if TYPE_CHECKING:
    from plantrack.reports.cells import LightShare

SIGN, BAR, LINE = 12, 26, 17
"""The box of a sign, the height of a bar, and of a line of labels below it."""
BETWEEN, SPACE, LEADER = 14, 8, 7
BODY = 13
Place = tuple[float, float, float, float]


class SharePart(Struct, frozen=True):
    """A part of a bar: a light, how many tasks have it, and the words for both."""

    light: Light
    count: int
    words: str


def parts_of(tally: Tally, ctx: RenderContext) -> list[SharePart]:
    """Return the parts of a tally, each with its share of all."""
    tasks = sum(count for _, count in tally)
    return [SharePart(light, n, part_words(light, n, percent_words(share(n, tasks)), ctx)) for light, n in tally]


def part_words(light: Light, count: int, percent: str, ctx: RenderContext) -> str:
    """Return a light, how many tasks have it, and their share."""
    return ctx.say("{light} {n} ({share})", light=light_name(light, ctx), n=count, share=percent)


def stack(drawing: Drawing, place: Place, parts: Sequence[SharePart]) -> list[tuple[float, SharePart]]:
    """Draw parts side by side, each with the most words that it holds; return those without, with their middles."""
    x, y, room, high = place
    tasks, left_over = sum(part.count for part in parts), []
    for part in parts:
        wide = room * part.count / tasks
        paint = light_box(drawing, (x, y, max(wide - 1, 0.5), high), part.light, part.words)
        inside = wide - SIGN - 14
        if words := next((w for w in (part.words, str(part.count)) if width(w, SMALL) <= inside), ""):
            sign(drawing, part.light.meaning, (x + 11, y + high / 2), 9, paint)
            drawing.text((x + 20, y + high / 2 + SMALL * 0.36), words, size=SMALL, paint=paint)
        if words != part.words:
            left_over.append((x + wide / 2, part))
        x += wide
    return left_over


def whole_bar(drawing: Drawing, place: Place, parts: Sequence[SharePart]) -> float:
    """Draw a bar whose every part has its words, in it or below it; return its height with those below."""
    x, y, room, high = place
    below = stack(drawing, place, parts)
    lines = list(_lines([(middle, part, _wide(part, room)) for middle, part in below], room))
    top = y + high + (LEADER if lines else 0)
    for number, line in enumerate(lines):
        wanted = [middle - wide / 2 if len(lines) == 1 else x for middle, _, wide in line]
        starts = spread(wanted, [wide + BETWEEN for *_, wide in line], x, x + room + BETWEEN)
        for start, (middle, part, wide) in zip(starts, line, strict=True):
            if len(lines) == 1:
                end = min(max(middle, start + SIGN / 2), start + wide)
                drawing.path([(middle, y + high), (end, top)], None, line=SOFT, thick=1)
            keyed(drawing, (start, top + (number + 0.5) * LINE), part.light, part.words, room)
    return top - y + len(lines) * LINE


def keyed(drawing: Drawing, place: tuple[float, float], light: Light, words: str, room: float) -> None:
    """Write words with the box of a light before them, from a place at the middle of their height."""
    x, middle = place
    paint = light_box(drawing, (x, middle - SIGN / 2, SIGN, SIGN), light)
    sign(drawing, light.meaning, (x + SIGN / 2, middle), SIGN * 0.6, paint)
    (shown,) = wrapped(words, SMALL, room - SIGN - 4 + 0.1)
    drawing.text((x + SIGN + 4, middle + SMALL * 0.36), shown, size=SMALL, tooltip=words if shown != words else "")


def _wide(part: SharePart, room: float) -> float:
    return min(SIGN + 4 + width(part.words, SMALL), room)


def _lines(
    labels: Iterable[tuple[float, SharePart, float]], room: float
) -> Iterator[list[tuple[float, SharePart, float]]]:
    """Yield labels in lines that hold them."""
    line: list[tuple[float, SharePart, float]] = []
    for label in labels:
        if line and sum(wide + BETWEEN for *_, wide in (*line, label)) - BETWEEN > room:
            yield line
            line = []
        line.append(label)
    if line:
        yield line


def counted_width(tally: Tally) -> float:
    """Return how wide the numbers of lights on one line are."""
    return sum(_counted(count) for _, count in tally) - SPACE


def _counted(count: int) -> float:
    return SIGN + 4 + width(str(count), SMALL) + SPACE


def counted(drawing: Drawing, x: float, room: float, middle: float, tally: Tally) -> None:
    """Write the number of each light with its sign, in as many lines as needed, vertically centred."""
    lines: list[list[tuple[Light, int]]] = [[]]
    for one in tally:
        if lines[-1] and counted_width((*lines[-1], one)) > room + 0.1:
            lines.append([])
        lines[-1].append(one)
    for number, line in enumerate(lines):
        y, left = middle + (number + 0.5 - len(lines) / 2) * (SIGN + 4), x
        for light, count in line:
            keyed(drawing, (left, y), light, str(count), _counted(count))
            left += _counted(count)


def share_bar(shares: Sequence[LightShare], ctx: RenderContext, wide: int = SCREEN.width) -> Picture:
    """Return the bar of lights of a report as a picture: each part in its own colour and with its own label."""
    lights = [Light(one.meaning, colour=one.shade) for one in shares]
    parts = [
        SharePart(light, one.count, part_words(light, one.count, percent_words(one.share.percent), ctx))
        for light, one in zip(lights, shares, strict=True)
        if one.count
    ]
    drawing, words = Drawing(wide), ctx.listed(part.words for part in parts)
    high = whole_bar(drawing, (0, 0, wide, BAR), parts) if parts else 0
    title = ctx.say("{n} tasks by light", n=sum(part.count for part in parts))
    name = f"plantrack-shares-{ctx.language}-{wide}"
    return Picture("shares", title, words, drawing.document(name, title, words, high + 2))
