"""The words of an entry of the agenda: on which day it is due, how far that is, and what it is."""

from datetime import date

from plantrack.evaluation.owing import missing
from plantrack.render.context import RenderContext
from plantrack.render.dates import WEEKDAYS
from plantrack.render.phrases import noted_basis, period_words, ranges
from plantrack.reports.agenda import AgendaEntry, AgendaKind


def day_of_week(day: date, ctx: RenderContext) -> str:
    """Return a day with its weekday."""
    return ctx.say("{day} {weekday}", day=day, weekday=WEEKDAYS[day.weekday()])


def when(entry: AgendaEntry, ctx: RenderContext) -> str:
    """Return in how many working days it is due, or by how many it has passed."""
    if entry.day == ctx.as_of:
        return ctx.say("today")
    if ctx.as_of and entry.day < ctx.as_of:
        return ctx.say("{n} working days ago", n=-entry.workdays) if entry.workdays else ctx.say("no workday since")
    return ctx.say("in {n} working days", n=entry.workdays) if entry.workdays else ctx.say("no workday until then")


def what(entry: AgendaEntry, ctx: RenderContext) -> str:
    """Return what is due, or which period is to be reported on."""
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
