"""Asking on a terminal what is missing of a new entry of the plan."""

from collections.abc import Callable
from typing import Any

import typer
from msgspec.structs import replace

from plantrack.cli.asking import ask
from plantrack.cli.context import Context
from plantrack.cli.plan_entries import entry_of, title_of
from plantrack.cli.plan_options import TITLES, EntryKind, Given
from plantrack.cli.terminal import on_terminal
from plantrack.errors import Message, UsageError, message
from plantrack.planfile.new_plan import check_id
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext

ASKED = {
    EntryKind.ITEM: ("title", "due", "lead"),
    EntryKind.TASK: ("title", "due", "lead"),
    EntryKind.MILESTONE: ("title", "due"),
    EntryKind.UNIT: ("title", "people"),
    EntryKind.INDICATOR: ("title", "unit", "target"),
}
"""What is asked about each kind of entry."""


def ask_about_new(what: EntryKind, name: str | None, given: Given, context: Context) -> tuple[str | None, Given]:
    """Return the name and what is given of a new entry; on a terminal what is missing is asked for.

    Nothing is asked where a title is given.
    """
    if not on_terminal() or not {*TITLES}.isdisjoint(given.names):
        return name, given
    ctx = context.render_context()
    if name is None and what is not EntryKind.ITEM:
        name = _name(what, context, ctx)
    answers = {field: _answer(field, context, ctx) for field in ASKED[what] if getattr(given, field) is None}
    return name, replace(given, **answers)


def ask_about_known(name: str, given: Given, context: Context) -> Given:
    """Return what is given of an entry that there is; where nothing is, what is answered on a terminal.

    Raises UsageError where nobody can be asked.
    """
    if given.names:
        return given
    if not on_terminal():
        raise UsageError("nothing is to be changed; say what, as in --title or --due")
    ctx = context.render_context()
    what, entry = entry_of(context.plan, name)
    typer.echo(f"{name}  {ctx.title(title_of(entry))}\n{ctx.say('an empty answer changes nothing')}")
    return replace(given, **{field: _answer(field, context, ctx) for field in ASKED[what]})


def _name(what: EntryKind, context: Context, ctx: RenderContext) -> str | None:
    if what in (EntryKind.TASK, EntryKind.MILESTONE):
        return ask(ctx, ctx.say("task that it belongs to"), lambda text: context.reference(text, milestones=False))

    def read(text: str) -> str:
        check_id(text)
        return text

    return ask(ctx, ctx.say("id (lower-case letters, digits and hyphens)"), read)


def _answer(field: str, context: Context, ctx: RenderContext) -> Any:
    question, read = _QUESTIONS[field]
    return ask(ctx, message_words(question, ctx), lambda text: read(text, context))


def _due(text: str, context: Context) -> str:
    return str(context.days(text).last)


_QUESTIONS: dict[str, tuple[Message, Callable[[str, Context], Any]]] = {
    "title": (message("title"), lambda text, _: text),
    "due": (message("due date"), _due),
    "lead": (message("lead unit"), lambda text, context: [context.known_unit(text)]),
    "people": (message("person who acts for it"), lambda text, _: [text]),
    "unit": (message("what it counts (家, 元, %)"), lambda text, _: text),
    "target": (message("target"), lambda text, _: text),
}
