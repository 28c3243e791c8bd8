"""Asking on a terminal, and reading JSON lines, what is to be said about tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec
import typer

from plantrack.cli.pen import Pen
from plantrack.errors import Message, PlantrackError, UsageError, message
from plantrack.model.commands import ReportInput
from plantrack.model.lookup import find_reference
from plantrack.model.state import Status
from plantrack.render.context import RenderContext

Answer = TypeVar("Answer")
AT_LINE = "line {number}: {why}; nothing was recorded"


def ask_about(typed: str, pen: Pen) -> ReportInput:
    """Ask for status, percent and words; an empty answer leaves a thing as it is."""
    ref = find_reference(pen.plan, typed)
    ctx = RenderContext(pen.plan, pen.language)
    title = pen.plan.title_of(ref)
    typer.echo(f"{ref}  {ctx.title(title) if title else ''}\n{ctx.say('an empty answer leaves a thing as it is')}")
    choices = ", ".join(f"{number} {ctx.say(f'status {status}')}" for number, status in enumerate(Status, 1))
    status = _ask(ctx, ctx.say("status ({choices})", choices=choices), _status)
    stone = ref in pen.plan.milestones
    percent = None if stone else _ask(ctx, ctx.say("percent"), _percent)
    words = [None, None, None] if stone else [_ask(ctx, ctx.say(name), str) for name in ("progress", "problem", "next")]
    return ReportInput(ref=ref, status=status, percent=percent, note=words[0], problem=words[1], next=words[2])


def _status(text: str) -> Status:
    return list(Status)[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(Status) else Status(text)


def _percent(text: str) -> float:
    number = float(text.removesuffix("%"))
    if not 0 <= number <= 100:  # noqa: PLR2004 - percent
        raise ValueError(text)
    return number


def _ask(ctx: RenderContext, question: str, read: Callable[[str], Answer]) -> Answer | None:
    """Ask until the answer can be read; an empty one is None."""
    while True:
        text = typer.prompt(question, default="", show_default=False).strip()
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            typer.echo(ctx.say("{text!r} cannot be read here; once more, or leave it empty", text=text))


def read_lines(stream: Iterable[bytes], pen: Pen) -> list[ReportInput]:
    """Read one thing said per line, as in {"ref": "6.2", "status": "done"}. Errors name the line."""
    decoder = msgspec.json.Decoder(ReportInput)
    said = []
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            said.append(_checked(decoder.decode(line), pen))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(AT_LINE, number=number, why=_why(error)) from None
        except PlantrackError as error:
            error.message = Message(AT_LINE, {"number": number, "why": error.message})
            raise
    if not said:
        raise UsageError(
            "no lines came in; each is a record such as {example}", example='{"ref": "6.2", "status": "done"}'
        )
    return said


def _why(error: Exception) -> Message | str:
    """Return why a line cannot be read; where a key is unknown, also those that are known."""
    if "unknown field" not in str(error):
        return str(error)
    return message("{error}; known here: {known}", error=str(error), known=", ".join(ReportInput.__struct_fields__))


def _checked(said: ReportInput, pen: Pen) -> ReportInput:
    """Return what is said, of something that is there and on a day that has come."""
    find_reference(pen.plan, said.ref)
    if said.on is not None:
        pen.day(said.on.isoformat())
    return said
