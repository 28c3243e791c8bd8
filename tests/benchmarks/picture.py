"""A picture of cost against size: one line for each command, as SVG in a few lines of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10
from typing import NamedTuple

from benchmarks.scale import COMMANDS, Cell
from benchmarks.tables import milliseconds

COLOURS = dict(zip(COMMANDS, ("#1b6ca8", "#c8553d", "#2f7d4f", "#7a4d9c"), strict=True))
WIDTH, HEIGHT, TOP, LEFT, LABELS = 250, 260, 50, 60, 130
TICKS = (0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Panel(NamedTuple):
    """One half of the picture: sizes along the bottom, evenly spaced, and the cells that lie on them."""

    title: str
    left: int
    sizes: Sequence[int]
    cells: Sequence[Cell]
    size_of: Callable[[Cell], int]


def svg(cells: Sequence[Cell]) -> str:
    """Return both halves: by tasks with the longest journal, by updates on the largest plan."""
    tasks, updates = sorted({c.tasks for c in cells}), sorted({c.updates for c in cells})
    height = _scale(cells)
    by_tasks = [c for c in cells if c.updates == updates[-1]]
    by_updates = [c for c in cells if c.tasks == tasks[-1]]
    second = LEFT + WIDTH + LABELS + LEFT
    panels = (
        Panel(f"by tasks, with {updates[-1]:,} updates", LEFT, tasks, by_tasks, lambda c: c.tasks),
        Panel(f"by updates, on {tasks[-1]:,} tasks", second, updates, by_updates, lambda c: c.updates),
    )
    width, whole = second + WIDTH + LABELS, TOP + HEIGHT + 50
    body = "\n".join(line for panel in panels for line in _panel(panel, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole}" '
        'font-family="sans-serif" font-size="12">\n'
        "<title>Time of one command against size, logarithmic</title>\n"
        '<rect width="100%" height="100%" fill="white"/>\n'
        f"{body}\n</svg>\n"
    )


def _scale(cells: Sequence[Cell]) -> Callable[[float], float]:
    """Return what turns seconds into a height, logarithmically, from the tick below all to the tick above."""
    seconds = [c.pairs.second.seconds for c in cells]
    low = log10(max([t for t in TICKS if t <= min(seconds)], default=TICKS[0]))
    high = log10(min([t for t in TICKS if t >= max(seconds)], default=TICKS[-1]))
    return lambda s: TOP + HEIGHT * (1 - (log10(s) - low) / (high - low))


def _panel(panel: Panel, height: Callable[[float], float]) -> list[str]:
    lines = [_text(panel.left, TOP - 22, panel.title, weight="bold")]
    for tick in TICKS:
        y = height(tick)
        if TOP - 1 <= y <= TOP + HEIGHT + 1:
            lines.append(f'<path d="M{panel.left} {y:.1f}h{WIDTH}" stroke="#ddd"/>')
            lines.append(_text(panel.left - 6, y + 4, _tick(tick), anchor="end"))
    feet = [_text(_x(panel, size), TOP + HEIGHT + 20, f"{size:,}", anchor="middle") for size in panel.sizes]
    return lines + feet + _lines(panel, height)


def _tick(seconds: float) -> str:
    return milliseconds(seconds) if seconds < 1 else f"{seconds:g} s"


def _lines(panel: Panel, height: Callable[[float], float]) -> list[str]:
    lines, free = [], float(TOP + HEIGHT + 30)
    ends = {name: [c for c in panel.cells if c.command == name] for name in COMMANDS}
    for name, found in sorted(ends.items(), key=lambda pair: pair[1][-1].pairs.second.seconds):
        points = [(_x(panel, panel.size_of(c)), height(c.pairs.second.seconds)) for c in found]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>')
        lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[name]}"/>' for x, y in points]
        free = min(points[-1][1] + 4, free - 15)  # labels of lines that end close together are moved apart
        said = f"{name} {milliseconds(found[-1].pairs.second.seconds)}"
        lines.append(_text(points[-1][0] + 9, free, said, colour=COLOURS[name]))
    return lines


def _x(panel: Panel, size: int) -> float:
    return panel.left + 20 + (WIDTH - 40) * panel.sizes.index(size) / max(len(panel.sizes) - 1, 1)


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", colour: str = "#333", weight: str = "normal"
) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">{words}</text>'
