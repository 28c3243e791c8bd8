"""Ledgers of a period as text: who sent one, when, and what it changed."""

from plantrack.render.context import RenderContext
from plantrack.render.phrases import day_words, period_words
from plantrack.render.text.layout import Words, styled, table
from plantrack.render.text.plain import written
from plantrack.reports.ledgers import Ledgers, UnitLedger


def ledgers(view: Ledgers, ctx: RenderContext) -> str:
    """Return the title, how many came in, and a row for each unit."""
    title = ctx.say("Ledgers for {period}, due by {day}", period=period_words(view.period, ctx),
                    day=day_words(view.due, ctx))  # fmt: skip
    came, late = len(view.units) - len(view.missing), len(view.late)
    counts = ctx.say("came in: {came} of {total}, of these late: {late}, with nothing filled in: {empty}", came=came,
                     total=len(view.units), late=late, empty=len(view.empty))  # fmt: skip
    rows = table(
        view.units,
        (ctx.say("Unit"), "fold", lambda one: ctx.units((one.unit,))),
        (ctx.say("Came in"), "fixed", lambda one: _came(one, ctx)),
        (ctx.say("Cells changed"), "right", lambda one: _changed(one, ctx)),
    )
    return written(ctx, styled((title, "bold")), counts, *([rows] if view.units else []))


def _changed(one: UnitLedger, ctx: RenderContext) -> Words:
    if one.empty:
        return styled((ctx.say("nothing filled in"), "yellow"))
    return str(one.changed) if one.on else "–"


def _came(one: UnitLedger, ctx: RenderContext) -> Words:
    if one.on is None:
        return styled((ctx.say("not yet"), "red"))
    if one.days_late:
        late = ctx.say(" ({note})", note=ctx.say("{days} days late", days=one.days_late))
        return styled((f"{one.on}{late}", "yellow"))
    return str(one.on)
