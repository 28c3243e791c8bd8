"""The agenda as text: what is overdue, what awaits an answer, and then a row of entries for each day."""

from collections.abc import Sequence
from itertools import groupby

from plantrack.render.agenda_words import day_of_week, what, when
from plantrack.render.context import RenderContext, visible
from plantrack.render.phrases import assumption_note
from plantrack.render.text.layout import Block, TextTable, Words, heading, styled, table
from plantrack.render.text.plain import written
from plantrack.render.update_text import said
from plantrack.reports.agenda import Agenda, AgendaEntry

Row = tuple[Words, AgendaEntry]
"""What stands before an entry, and the entry."""


def agenda(view: Agenda, ctx: RenderContext) -> str:
    """Return the entries of an agenda under their days."""
    title = ctx.say("Agenda: {title}", title=ctx.title(view.plan.title))
    if view.units:
        title = ctx.say("{title} ({what})", title=title, what=ctx.units(view.units))
    blocks: list[Block] = [styled((title, "bold")), _counts(view, ctx)]
    if not view.adopted:
        blocks.append(styled((ctx.say("nothing was adopted by then: no report is owed yet"), "yellow")))
    parts = (
        (ctx.say("Overdue"), view.overdue, _entries(view.overdue, ctx, "red")),
        (ctx.say("Awaiting an answer"), view.answers, _answers(view.answers, ctx)),
        (ctx.say("Coming up"), view.coming, _entries(view.coming, ctx, "bold")),
    )
    for words, entries, shown in parts:
        blocks += [heading(words), shown] if entries else []
    return written(ctx, *blocks, *(assumption_note(ctx) if view.overdue or view.coming else []))


def _counts(view: Agenda, ctx: RenderContext) -> str:
    counts = {"overdue": len(view.overdue), "answers": len(view.answers), "coming": len(view.coming)}
    words = ctx.say("overdue {overdue}, awaiting an answer {answers}, coming up {coming}", **counts)
    return ctx.say("as of {day}, until {until} · {words}", day=ctx.as_of, until=view.until, words=words)


def _entries(entries: Sequence[AgendaEntry], ctx: RenderContext, style: str) -> TextTable:
    """Return a row for each entry; the day, and how far it is, stand before the first entries of the day."""
    rows: list[Row] = []
    for day, found in groupby(entries, key=lambda one: one.day):
        first, *others = found
        head, far = styled((day_of_week(day, ctx), style)), when(first, ctx)
        heads: list[Words] = [head, far, *("" for _ in others)] if others else [styled(head, "\n", far)]
        rows += zip(heads, (first, *others), strict=False)
    return table(
        rows,
        (ctx.say("Due"), "fixed", lambda row: row[0]),
        (ctx.say("What"), "fold", lambda row: what(row[1], ctx)),
        (ctx.say("Unit"), "fold", lambda row: _unit(row[1], ctx)),
    )


def _answers(entries: Sequence[AgendaEntry], ctx: RenderContext) -> TextTable:
    """Return a row for each request: since when it waits, what it asks for, who asked and who answers."""
    asked = [(entry, entry.request) for entry in entries if entry.request]
    return table(
        asked,
        (ctx.say("Since"), "fixed", lambda row: day_of_week(row[0].day, ctx)),
        (ctx.say("What"), "fold", lambda row: f"{ctx.reference(row[1].ref)}\n{said(row[1], ctx)}"),
        (ctx.say("By"), "fold", lambda row: visible(row[1].by)),
        (ctx.say("Unit"), "fold", lambda row: _unit(row[0], ctx)),
    )


def _unit(entry: AgendaEntry, ctx: RenderContext) -> Words:
    return ctx.units(entry.units) if entry.units else styled((ctx.say("nobody"), "yellow"))
