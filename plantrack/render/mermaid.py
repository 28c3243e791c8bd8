"""The schedule as a Mermaid Gantt chart, which GitHub and GitLab draw in Markdown.

No part of a line can end it: characters that mean something to Mermaid are replaced by their full-width forms.
"""

from collections.abc import Iterator, Sequence

from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Checkpoint, Meaning
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS, percent_words
from plantrack.reports.chart_data import Bar, bars
from plantrack.reports.chart_titles import schedule_title
from plantrack.reports.periodic import PeriodicReport

MOST = 40
"""Maximum number of bars; with more tasks than that, the chart shows items, up to this number."""
LONG = 40
"""Maximum length of a title in characters; the tables show all of it."""
PLAIN = str.maketrans({
    ":": "：", ";": "；", "#": "＃", "%": "％", ",": "，", '"': "”", "'": "’", "`": "’", "<": "‹", ">": "›", "&": "＆",
    "{": "｛", "}": "｝", "[": "［", "]": "］", "\\": "＼", "$": "＄", "~": "～",
})  # fmt: skip
TAGS = {
    Meaning.DONE: "done, ", Meaning.CANCELLED: "done, ", Meaning.ON_TRACK: "active, ", Meaning.NOT_DUE: "",
    Meaning.ATTENTION: "crit, active, ", Meaning.UNREPORTED: "crit, ", Meaning.OFF_TRACK: "crit, ",
}  # fmt: skip
"""How Mermaid paints a light; the sign before the title distinguishes lights that it paints alike."""


def gantt(view: PeriodicReport, ctx: RenderContext) -> tuple[str, tuple[str, ...]] | None:
    """Return the chart without its fence, and the sentences that say what is left out; None where nothing has a date."""
    tasks, items = _dated(bars(view.plan, tuple(leaves(view.roots)))), _dated(bars(view.plan, view.roots))
    if not tasks:
        return None
    whole = len(tasks) <= MOST
    drawn = _sections(view, ctx) if whole else (line for bar in items[:MOST] for line in _bar(bar, ctx))
    said, last = schedule_title(view.summary, view.roots), view.plan.period.last
    title = f"title {message_words(said, ctx)}"
    days = ((ctx.say("as of {day}", day=view.as_of), view.as_of), (ctx.say("plan ends on {day}", day=last), last))
    lines = [f"{words.translate(PLAIN)} :vert, {day}, 0d" for words, day in days]
    head = ("gantt", title, "dateFormat YYYY-MM-DD", "axisFormat %Y-%m", "inclusiveEndDates", "todayMarker off")
    omitted = []
    if not whole:
        facts = {"tasks": len(tasks), "drawn": min(len(items), MOST), "items": len(items)}
        omitted.append(ctx.say("With {tasks} tasks the chart shows items only: {drawn} of {items}.", **facts))
    if undated := view.summary.tasks - len(tasks):
        omitted.append(ctx.say("Tasks without a date, which the chart leaves out: {n}.", n=undated))
    return "\n".join([*head, *lines, *drawn]), tuple(omitted)


def _dated(found: Sequence[Bar]) -> list[Bar]:
    return [bar for bar in found if bar.due or bar.points]


def _sections(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    for top in view.roots:
        if below := _dated(bars(view.plan, tuple(leaves((top,))))):
            yield f"section {_name(top.facts.task.ref, ctx.title(top.facts.task.title))}"
            for bar in below:
                yield from _bar(bar, ctx)
                yield from (_milestone(point, ctx) for point in bar.points)


def _bar(bar: Bar, ctx: RenderContext) -> Iterator[str]:
    """Yield the line of a task or an item, where it has a day on which it ends."""
    if bar.due:
        task = bar.facts.task
        done = "" if bar.facts.percent is None else f" {percent_words(bar.facts.percent).translate(PLAIN)}"
        name = f"{_lights(bar)} {_name(task.ref, ctx.title(task.title))}{done}"
        yield f"{name} :{TAGS[bar.light.meaning]}{bar.start}, {bar.end}"


def _lights(bar: Bar) -> str:
    """Return the sign of a task's light, or the signs of an item's with how many tasks have each."""
    if not bar.facts.children:
        return SIGNS[bar.light.meaning]
    return "".join(f"{SIGNS[light.meaning]}{count}" for light, count in bar.tally)


def _milestone(point: Checkpoint, ctx: RenderContext) -> str:
    tag = "done, " if point.done else "crit, " if point.overdue else ""
    name = _name(point.milestone.ref, ctx.title(point.milestone.title))
    return f"◆ {name} :milestone, {tag}{point.done or point.due}, 0d"


def _name(ref: str, title: str) -> str:
    short = title if len(title) <= LONG else f"{title[: LONG - 1].rstrip()}…"
    return f"{ref} {short}".translate(PLAIN)
