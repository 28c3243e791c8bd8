"""Cells and sentences in the reader's language: one wording for each kind, the same in every format."""

from collections.abc import Callable, Iterable
from typing import Any

from plantrack.dates.periods import Period
from plantrack.errors import Message
from plantrack.model.amounts import Kind, Quantity, plain_number
from plantrack.model.plan import Text
from plantrack.model.promises import Amendment
from plantrack.render import phrases
from plantrack.render.context import RenderContext, unended, visible
from plantrack.render.i18n import LANGUAGES
from plantrack.render.update_text import said
from plantrack.reports import cells
from plantrack.reports.cells import ChangeCell, DayCell, ListCell, ReportCell, amendment_cells


def cell_words(cell: ReportCell | Message | Period | Text | str | None, ctx: RenderContext) -> str:
    """Return what a cell, or a fact in one, says, safe to show; a dash where nothing is known."""
    words = _WORDS.get(type(cell))
    if words is not None:
        return words(cell, ctx)
    return ctx.title(cell) if isinstance(cell, Text) else visible(str(cell))


_WORDED = (ReportCell, Message, Period, type(None))
"""What a fact of a message may be that has words of its own; made once, for facts are many."""


def message_words(words: Message | ListCell, ctx: RenderContext) -> str:
    """Return a message whose facts may be cells or periods."""
    if isinstance(words, ListCell):
        return _list(words, ctx)
    return ctx.say(words.template, **{name: _fact(value, ctx) for name, value in words.facts.items()})


def _fact(value: object, ctx: RenderContext) -> object:
    return cell_words(value, ctx) if isinstance(value, _WORDED) else value


def day_note(cell: DayCell, ctx: RenderContext) -> str:
    """Return the note on a day: where it comes from, and the day promised first."""
    note = phrases.noted_basis(cell.basis, ctx)
    return note + ctx.say(", promised for {day}", day=cell_words(cell.promised, ctx)) if cell.promised else note


def _change(cell: ChangeCell, ctx: RenderContext) -> str:
    if cell.unit == "share":
        share = f"{plain_number(cell.amount)}%"
        share = ctx.say("about {change}", change=share) if cell.approximate else share
        return ctx.say("part of the year; {share} of last year's whole", share=share)
    number = _signed(cell.amount)
    if not cell.amount and cell.unit in ("", "points"):
        return "="
    words = ctx.say(f"{{n}} {cell.unit}", n=number) if cell.unit else number
    return ctx.say("about {change}", change=words) if cell.approximate else words


def _signed(amount: float) -> str:
    return ("+" if amount > 0 else "") + plain_number(amount)


def _amount(cell: cells.AmountCell, ctx: RenderContext) -> str:
    own = cell.text if ctx.language == "zh" else None
    words = visible(own or cell.quantity.text(ctx.language, cell.figure))
    words += ctx.say(" ({note})", note=cell.period) if cell.period else ""
    words += phrases.basis_words(cell.basis, ctx)
    if cell.missing is None:
        return words
    if not cell.missing:
        return ctx.say("{target}, reached", target=words)
    unit, points = cell.quantity.unit, ctx.say("{n} points", n=plain_number(cell.missing))
    missing = points if unit == "%" else visible(Quantity(cell.missing, unit).text(ctx.language, Kind.MEASURE))
    return ctx.say("{target}, {missing} short of it", target=words, missing=missing)


def _update(cell: cells.UpdateCell, ctx: RenderContext) -> str:
    return sourced(cell, cell.update.sources, ctx)


def sourced(cell: cells.UpdateCell, names: Iterable[str], ctx: RenderContext) -> str:
    """Return what an update says, and its sources under some names."""
    words = said(cell.update, ctx, late=cell.late)
    sources = [ctx.say(" [{note}]", note=name) for name in names]
    return "".join([unended(words), *sources]) if sources else words


def _list(cell: ListCell, ctx: RenderContext) -> str:
    parts = [cell_words(part, ctx) for part in cell.parts]
    if cell.of == "words":
        return ctx.listed(parts)
    if cell.of == "phrases":
        return unended(ctx.joined(parts, ctx.say(", ")))
    if cell.of in ("clauses", "sentence"):
        clauses = ctx.joined(parts, ctx.say("; "))
        return ctx.sentence(clauses) if cell.of == "sentence" else clauses
    between = {"sentences": LANGUAGES[ctx.language].space, "lines": "\n", "name": " "}
    return between[cell.of].join(parts)


def _transition(cell: cells.TransitionCell, ctx: RenderContext) -> str:
    words = f"{cell_words(cell.old, ctx)} → {cell_words(cell.new, ctx)}"
    return words + ctx.say(" ({note})", note=_signed(cell.change.amount)) if cell.change else words


_LIGHT = {"all": phrases.light_words, "name": phrases.light_name, "reasons": phrases.reasons_words}
_WORDS: dict[type, Callable[[Any, RenderContext], str]] = {
    type(None): lambda _, ctx: phrases.NOTHING,
    str: lambda text, _: visible(text),
    Text: lambda text, ctx: ctx.title(text),
    Message: message_words,
    Period: phrases.period_words,
    cells.TextCell: lambda cell, ctx: cell_words(cell.text, ctx),
    cells.StatementCell: lambda c, ctx: unended(visible(c.text)) + ctx.say(" ({note})", note=c.on),
    DayCell: lambda cell, ctx: f"{cell.day}{day_note(cell, ctx)}",
    cells.SpelledDay: lambda cell, ctx: phrases.day_words(cell.day, ctx, year=cell.year),
    cells.PercentCell: lambda cell, ctx: phrases.percent_words(cell.percent),
    cells.CountCell: lambda c, _: plain_number(c.count) if c.of is None else phrases.fraction_words(c.count, c.of),
    ChangeCell: _change,
    cells.AmountCell: _amount,
    cells.ReferencesCell: lambda cell, ctx: ctx.listed(map(visible, phrases.ranges(cell.refs))),
    cells.LightCell: lambda cell, ctx: _LIGHT[cell.show](cell.light, ctx),
    cells.UnitsCell: lambda cell, ctx: phrases.lead_words(cell.units, cell.basis, ctx),
    cells.PersonCell: lambda cell, ctx: visible(cell.name),
    cells.LinkCell: lambda cell, ctx: cell_words(cell.text or cell.address, ctx),
    cells.UpdateCell: _update,
    cells.TransitionCell: _transition,
    ListCell: _list,
}


def amendments(changes: Iterable[Amendment], ctx: RenderContext) -> str:
    """Return what an adoption changes, one line each: reference, field, old → new."""
    return "".join(f"{visible(change.ref)} {_amended(change, ctx)}".lstrip() + "\n" for change in changes)


def _amended(change: Amendment, ctx: RenderContext) -> str:
    what, cell = amendment_cells(change, ctx.plan)
    words = cell_words(what, ctx)
    return ctx.say("{what}: {words}", what=words, words=cell_words(cell, ctx)) if cell else words
