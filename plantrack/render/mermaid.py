"""The schedule as a Mermaid Gantt chart, which GitHub and GitLab draw where it stands in Markdown.

Every line is built from parts that cannot end it: marks that mean something to Mermaid stand as their full-width kin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Checkpoint, Meaning
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS
from plantrack.reports.chart_data import Bar, bars
from plantrack.reports.periodic import PeriodicReport

MOST = 40
"""So many bars are drawn at most: with more tasks the items, and the first of them."""
LONG = 40
"""Characters of a title; the tables have it whole."""
PLAIN = str.maketrans({
    ":": "：", ";": "；", "#": "＃", "%": "％", ",": "，", '"': "”", "'": "’", "`": "’", "<": "‹", ">": "›", "&": "＆",
    "{": "｛", "}": "｝", "[": "［", "]": "］", "\\": "＼", "$": "＄", "~": "～",
})  # fmt: skip
TAGS = {
    Meaning.DONE: "done, ",
    Meaning.CANCELLED: "done, ",
    Meaning.ON_TRACK: "active, ",
    Meaning.ATTENTION: "crit, active, ",
    Meaning.UNREPORTED: "crit, ",
    Meaning.OFF_TRACK: "crit, ",
    Meaning.NOT_DUE: "",
}
"""How Mermaid paints a light; the sign before the title tells apart what it paints alike."""


def gantt(view: PeriodicReport, ctx: RenderContext) -> tuple[str, tuple[str, ...]] | None:
    """Return the chart without its fence, and the sentences that say what is left out; None where nothing has a date."""
    tasks, items = _dated(bars(tuple(leaves(view.roots)))), _dated(bars(view.roots))
    if not tasks:
        return None
    whole = len(tasks) <= MOST
    drawn = _sections(view, ctx) if whole else (line for bar in items[:MOST] for line in _bar(bar, ctx))
    now = f"{ctx.say('as of {day}', day=view.as_of).translate(PLAIN)} :vert, {view.as_of}, 0d"
    head = ("gantt", "dateFormat YYYY-MM-DD", "axisFormat %Y-%m", "inclusiveEndDates", "todayMarker off")
    told = () if whole else (_left_out(len(tasks), len(items), ctx),)
    undated = view.summary.tasks - len(tasks)
    return "\n".join([*head, now, *drawn]), (*told, *([_undated(undated, ctx)] if undated else []))


def _left_out(tasks: int, items: int, ctx: RenderContext) -> str:
    drawn = min(items, MOST)
    return ctx.say(
        "With {tasks} tasks the chart shows items only: {drawn} of {items}.", tasks=tasks, drawn=drawn, items=items
    )


def _undated(count: int, ctx: RenderContext) -> str:
    return ctx.say("Tasks without a date, which the chart leaves out: {n}.", n=count)


def _dated(found: Sequence[Bar]) -> list[Bar]:
    return [bar for bar in found if bar.due or bar.points]


def _sections(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    for top in view.roots:
        if below := _dated(bars(tuple(top.leaves()))):
            yield f"section {_name(top.facts.task.ref, ctx.title(top.facts.task.title))}"
            for bar in below:
                yield from _bar(bar, ctx)
                yield from (_milestone(point, ctx) for point in bar.points)


def _bar(bar: Bar, ctx: RenderContext) -> Iterator[str]:
    """Yield the line of a task or an item, where it has a day on which it ends."""
    if bar.due:
        task = bar.facts.task
        name = f"{SIGNS[bar.light.meaning]} {_name(task.ref, ctx.title(task.title))}"
        yield f"{name} :{TAGS[bar.light.meaning]}{bar.start}, {bar.due}"


def _milestone(point: Checkpoint, ctx: RenderContext) -> str:
    tag = "done, " if point.done else "crit, " if point.overdue else ""
    name = _name(point.milestone.ref, ctx.title(point.milestone.title))
    return f"◆ {name} :milestone, {tag}{point.done or point.due}, 0d"


def _name(ref: str, title: str) -> str:
    short = title if len(title) <= LONG else f"{title[: LONG - 1].rstrip()}…"
    return f"{ref} {short}".translate(PLAIN)
