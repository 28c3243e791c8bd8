"""Notices in words: what one message tells a unit, as a subject and a text that is pasted or sent.

A text has no table, no colour and no width of its own: it is read in chats and mails. Who is told what is `reports`'.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET

from plantrack.errors import Message, message
from plantrack.model.reminding import Level, ReminderStep
from plantrack.model.updates import Cause
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.phrases import assumption_note, day_words, noted_basis
from plantrack.render.update_text import said
from plantrack.reports.reminders import Reminder, Reminders, UnitReminders


def remind(view: Reminders, ctx: RenderContext) -> str:
    """Return what would be told: the messages as they would be sent, and a line that counts them."""
    return (
        "".join(f"{text(told, ctx)}\n" for told in view.messages)
        + plain(summary(view, sent=False), ctx.language)
        + "\n"
    )


def summary(view: Reminders, *, sent: bool) -> Message:
    """Return how much was told to how many, or would be."""
    if view.day_off:
        return message("{day} is a day off: nobody is told anything", day=view.day)
    if not view.adopted:
        return message("nothing was adopted by {day}: nobody owes anything", day=view.day)
    if not view.messages:
        return message("nobody is to be told anything new on {day}", day=view.day)
    facts = {"n": sum(len(told.reminders) for told in view.messages), "messages": len(view.messages), "day": view.day}
    if sent:
        return message("told on {day}: {n} matters, in messages: {messages}", **facts)
    return message("would be told on {day}: {n} matters, in messages: {messages}", **facts)


def subject(told: UnitReminders, ctx: RenderContext) -> str:
    """Return the subject: the sheet, who is told, and how much of it is late."""
    late = sum(one.owed.late for one in told.reminders)
    who = ctx.say("{unit} ({level})", unit=ctx.units([told.unit]), level=ctx.say(f"level {told.level}"))
    words = ctx.say("{who}: {n} matters, late or unanswered {late}", who=who, n=len(told.reminders), late=late)
    sheet = sheet_words(told.step, ctx)
    words = ctx.say("[{sheet}] {words}", sheet=sheet, words=words) if sheet else words
    return ctx.say("{words} (may have been sent before)", words=words) if told.repeated else words


def sheet_words(step: ReminderStep, ctx: RenderContext) -> str:
    """Return what the sheet of a step is called: by the office's own word, else by its colour; nothing without either."""
    if step.name:
        return visible(step.name.zh if ctx.language == "zh" else step.name.en)
    return ctx.say(f"sheet {step.colour}") if step.colour else ""


def text(told: UnitReminders, ctx: RenderContext) -> str:
    """Return the whole message: the subject, each thing with what to type, and the other ways to answer."""
    return "\n".join([subject(told, ctx), *body(told, ctx)]) + "\n"


def body(told: UnitReminders, ctx: RenderContext) -> Iterator[str]:
    """Yield the lines of a message below its subject; who owes is told what to type, who only has to know is not."""
    yield ctx.say("{plan}, {day}", plan=ctx.plan.title, day=ctx.as_of and day_words(ctx.as_of, ctx))
    for number, one in enumerate(told.reminders, 1):
        yield f"{number}. {ctx.sentence(_line(one, told.level, ctx))}"
        if told.level is Level.LEAD or one.owed.request:
            yield f"   {answer(one)}"
    if told.level is Level.LEAD:
        yield ctx.say("Without a terminal: fill in the ledger and send it back. `plantrack ack REF` confirms receipt.")
    if any(one.owed.basis is not UNSET for one in told.reminders):
        yield from assumption_note(ctx)


def _line(one: Reminder, level: Level, ctx: RenderContext) -> str:
    """Return a thing that is owed: which, why and since when; to others than those who owe it, also by whom."""
    words = ctx.say("{ref}: {why}", ref=ctx.reference(one.owed.ref), why=why(one, ctx))
    if level is not Level.LEAD and one.owed.cause.subject != "request":
        words = ctx.say("{words}; lead: {units}", words=words, units=ctx.units(one.owed.units) or ctx.say("nobody"))
    return ctx.say("{words} (may have been sent before)", words=words) if one.matter.repeat else words


def why(one: Reminder, ctx: RenderContext) -> str:
    """Return why somebody is told, and since when."""
    owed = one.owed
    days = (owed.facts.as_of - owed.due).days
    facts = {"due": f"{owed.due}{noted_basis(owed.basis, ctx)}", "period": owed.period, "since": owed.first}
    if owed.request:
        asked = ctx.say("{words}, on {day} by {by}", words=said(owed.request, ctx), day=owed.due, by=owed.request.by)
        return ctx.say("{words}: waiting for {n} days", words=asked, n=days)
    if owed.cause is Cause.UNREPORTED and owed.row > 1:
        return ctx.say("no report for {period}: {n} periods in a row, since {since}", n=owed.row, **facts)
    if owed.cause is Cause.UNREPORTED:
        return ctx.say("no report for {period}, which was due on {due}", **facts)
    if owed.cause is Cause.REPORT_DUE:
        return ctx.say("the report for {period} is due on {due}", **facts)
    if days > 0:
        return ctx.say("was due on {due}, {n} days late", n=days, **facts)
    return (
        ctx.say("is due on {due}, {n} days left", n=-days, **facts) if days else ctx.say("is due today, {due}", **facts)
    )


def answer(one: Reminder) -> str:
    """Return the command that answers."""
    owed = one.owed
    if owed.request:
        return f"plantrack approve {owed.request.name} | plantrack refuse {owed.request.name} --reason …"
    if owed.cause is Cause.UNREPORTED:
        return f"plantrack update {owed.facts.task.ref} --for {owed.period}"
    return f"plantrack update {owed.ref}" if owed.ref == owed.facts.task.ref else f"plantrack done {owed.ref}"
