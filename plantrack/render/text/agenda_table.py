"""The agenda as text: what is overdue, what awaits an answer, and then a row of entries for each day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from plantrack.evaluation.owing import missing
from plantrack.render.context import RenderContext, visible
from plantrack.render.dates import WEEKDAYS
from plantrack.render.phrases import assumption_note, noted_basis, period_words, ranges
from plantrack.render.text.layout import Block, TextTable, Words, heading, styled, table
from plantrack.render.text.plain import written
from plantrack.render.update_text import said
from plantrack.reports.agenda import Agenda, AgendaEntry, AgendaKind

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
        head, when = styled((_day(day, ctx), style)), _when(first, ctx)
        heads: list[Words] = [head, when, *("" for _ in others)] if others else [styled(head, "\n", when)]
        rows += zip(heads, (first, *others), strict=False)
    return table(
        rows,
        (ctx.say("Due"), "fixed", lambda row: row[0]),
        (ctx.say("What"), "fold", lambda row: _what(row[1], ctx)),
        (ctx.say("Unit"), "fold", lambda row: _units(row[1], ctx)),
    )


def _day(day: date, ctx: RenderContext) -> str:
    return ctx.say("{day} {weekday}", day=day, weekday=WEEKDAYS[day.weekday()])


def _when(entry: AgendaEntry, ctx: RenderContext) -> str:
    """Return in how many working days it is due, or by how many it has passed."""
    if entry.day == ctx.as_of:
        return ctx.say("today")
    if ctx.as_of and entry.day < ctx.as_of:
        return ctx.say("{n} working days ago", n=-entry.workdays) if entry.workdays else ctx.say("no workday since")
    return ctx.say("in {n} working days", n=entry.workdays) if entry.workdays else ctx.say("no workday until then")


def _what(entry: AgendaEntry, ctx: RenderContext) -> str:
    if entry.kind is AgendaKind.REPORT:
        return _report(entry, ctx)
    words = ctx.reference(entry.refs[0]) + noted_basis(entry.basis, ctx)
    return ctx.say("milestone {what}", what=words) if entry.kind is AgendaKind.MILESTONE else words


def _report(entry: AgendaEntry, ctx: RenderContext) -> str:
    """Return which period is to be reported on, and on what."""
    label = period_words(entry.period, ctx) if entry.period else None
    latest = missing(label, entry.missed, entry.since)
    about = ctx.reference(entry.refs[0]) if len(entry.refs) == 1 else ctx.listed(ranges(entry.refs))
    return ctx.say("report for {period}: {what}", period=latest, what=about)


def _units(entry: AgendaEntry, ctx: RenderContext) -> Words:
    return ctx.units(entry.units) if entry.units else styled((ctx.say("nobody"), "yellow"))


def _answers(entries: Sequence[AgendaEntry], ctx: RenderContext) -> TextTable:
    """Return a row for each request: since when it waits, what it asks for, who asked and who answers."""
    asked = [(entry, entry.request) for entry in entries if entry.request]
    return table(
        asked,
        (ctx.say("Since"), "fixed", lambda row: _day(row[0].day, ctx)),
        (ctx.say("What"), "fold", lambda row: f"{ctx.reference(row[1].ref)}\n{said(row[1], ctx)}"),
        (ctx.say("By"), "fold", lambda row: visible(row[1].by)),
        (ctx.say("Unit"), "fold", lambda row: _units(row[0], ctx)),
    )
