"""The plan in numbers: beside the period before, and item by item, with charts that are drawn from the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Meaning
from plantrack.render.context import RenderContext
from plantrack.render.sections import counts, dates_words
from plantrack.render.xlsx.book import Book, Column, Form, Row, Sheet
from plantrack.render.xlsx.charts import FILLS, Bars, draw
from plantrack.render.xlsx.fit import Cell
from plantrack.reports.periodic import PeriodicReport

EXPECTED, ACTUAL = "#9DC3E6", "#548235"


def numbers(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the summary beside that of the period before, and the items with their charts."""
    say = ctx.say
    sheet = Sheet(book, say("In numbers"), ctx.language)
    sheet.title(say("In numbers"), dates_words(view, ctx))
    sheet.widths((36, 11, 11, 11, *(9,) * len(Meaning)))
    sheet.at += 1
    _summary(sheet, view, ctx)
    sheet.heading(say("Item by item"), *([] if view.roots else [say("Nothing.")]))
    if view.roots:
        _items(book, sheet, view.roots, ctx)


def _summary(sheet: Sheet, view: PeriodicReport, ctx: RenderContext) -> None:
    """Write the counts, and below them the percentages, whose change is in points."""
    say, now, before = ctx.say, view.summary, view.previous
    counted = [(say("Tasks"), now.tasks, before.tasks)]
    counted += [(say(f"summary {name}"), new, old) for name, new, old in counts(view)]
    heads = (say("What"), say("Number"), say("Period before"), say("Change"))
    forms = (Form.TEXT, Form.NUMBER, Form.NUMBER, Form.SHIFT)
    sheet.table(_columns(heads, forms), [Row((name, new, old, new - old)) for name, new, old in counted])
    shares = (
        (say("Progress of deliverables"), now.percent, before.percent),
        (say("Expected of deliverables"), now.expected, before.expected),
    )
    sheet.at += 1
    heads = (say("What"), say("Percent"), say("Period before"), say("Points"))
    forms = (Form.TEXT, Form.SHARE, Form.SHARE, Form.SHIFT)
    sheet.table(_columns(heads, forms), [Row((name, new, old, _points(new, old))) for name, new, old in shares])


def _columns(heads: Sequence[str], forms: Sequence[Form]) -> list[Column]:
    return [Column(head, form=form) for head, form in zip(heads, forms, strict=True)]


def _points(now: float | None, before: float | None) -> int | None:
    return None if now is None or before is None else round(now) - round(before)


def _items(book: Book, sheet: Sheet, roots: Sequence[TaskEvaluation], ctx: RenderContext) -> None:
    """Write the items with their percentages and how many tasks have each light, and draw both."""
    say = ctx.say
    counted = [Counter(leaf.light.meaning for leaf in top.leaves()) for top in roots]
    meanings = [meaning for meaning in reversed(Meaning) if any(count[meaning] for count in counted)]
    heads, forms = (say("Item"), say("Expected by now"), say("Actual progress")), (Form.TEXT, Form.SHARE, Form.SHARE)
    lights = [Column(say(f"light {meaning}"), form=Form.NUMBER) for meaning in meanings]
    rows = [Row(_item(top, count, meanings, ctx)) for top, count in zip(roots, counted, strict=True)]
    span = sheet.table([*_columns(heads, forms), *lights], rows)
    shades = _shades(roots)
    stacked = tuple((3 + n, FILLS[shades[meaning]]) for n, meaning in enumerate(meanings))
    progress = ((1, EXPECTED), (2, ACTUAL))
    charts = (
        Bars(say("Expected and actual progress, by item"), span, progress, shares=True),
        Bars(say("Lights, by item"), span, stacked, shares=False),
    )
    draw(book, sheet, charts, 4 + len(meanings))


def _item(
    top: TaskEvaluation, count: Counter[Meaning], meanings: Sequence[Meaning], ctx: RenderContext
) -> tuple[Cell, ...]:
    facts = top.facts
    lights = (count[meaning] or None for meaning in meanings)
    return (f"{top.ref} {ctx.title(facts.task.title)}", facts.expected, facts.percent, *lights)


def _shades(roots: Sequence[TaskEvaluation]) -> dict[Meaning, Colour]:
    """Return the colour of each meaning as it is shown: that of the first task that has it."""
    found = dict(USUAL_COLOURS)
    for top in reversed(roots):
        for leaf in reversed(list(top.leaves())):
            found[leaf.light.meaning] = leaf.light.shade
    return found
