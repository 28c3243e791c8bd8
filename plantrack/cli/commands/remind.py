"""The commands that tell those who owe something: remind, and ack, by which they confirm."""

from datetime import date
from typing import Annotated, Literal

import typer
from msgspec.structs import replace
from typer import Argument, Option

from plantrack.cli.completion import complete_channel
from plantrack.cli.context import Context
from plantrack.cli.options import DATE, REFERENCES, UNIT, References, SourceOption, TextOrJson, recording, undoing
from plantrack.cli.writer import Writer
from plantrack.errors import UsageError
from plantrack.reports.reminders import Reminders, reminders

ViaOption = Annotated[
    str,
    Option(
        "--via",
        metavar="CHANNEL",
        help="How they are told; the guide on reminders lists the channels.",
        autocompletion=complete_channel,
    ),
]
FAILED = 5
"""The exit code where somebody was not told, because a channel failed."""


@undoing
def remind(
    context: Context,
    writer: Writer,
    refs: Annotated[list[str] | None, Argument(**REFERENCES | {"metavar": "[REF…]"})] = None,
    unit: Annotated[list[str] | None, Option("--unit", help="Only this unit; may be repeated.", **UNIT)] = None,
    via: ViaOption = "text",
    form: TextOrJson = "text",
    as_of: Annotated[
        str | None, Option("--as-of", help="Show what would be told on this day; with --dry-run.", **DATE)
    ] = None,
) -> None:
    """Tell the units what is due, late or unanswered. Each is told once at each step of the plan's ladder.

    Exit code 5 where a channel failed for somebody; the others are told all the same.

    Example: plantrack remind --dry-run
    """
    if not writer.is_dry_run and (as_of or (form == "json" and via == "text")):
        raise UsageError("--as-of and --format json show what would be told; add --dry-run, or a channel with --via")
    day = context.day(as_of) if as_of else context.today
    if writer.is_dry_run:
        _show(context, _found(context, day, refs, unit), day, form)
        return
    from plantrack.cli.delivery import channel_for
    from plantrack.cli.telling import Telling

    channel = channel_for(context, via, _echo)
    with writer.telling():
        found = _found(context, day, refs, unit)
        telling = Telling(context, writer, channel, via.partition(":")[0], context.render_context(day))
        try:
            sent = telling.tell(found.messages)
        finally:
            channel.close()
    context.recorded = True
    _say(context, replace(found, messages=tuple(sent)), day, form, failed=telling.failed)
    if telling.failed:
        raise typer.Exit(FAILED)


def _echo(text: str) -> None:
    """Print a message and a blank line after it."""
    typer.echo(text)


def _found(context: Context, day: date, refs: list[str] | None, unit: list[str] | None) -> Reminders:
    """Return who is to be told what."""
    wanted = tuple(dict.fromkeys(context.reference(one) for one in refs or ()))
    units, judging = context.units(unit, day), context.judging()
    with context.progress():
        return reminders(context.plan, context.history.at(day), day, judging, units=units, refs=wanted)


def _show(context: Context, found: Reminders, day: date, form: Literal["text", "json"]) -> None:
    """Show what would be told."""
    from plantrack.render.formats import REMIND, Format

    context.output = replace(context.output, format=Format(form))
    context.present(REMIND, found, day)


def _say(context: Context, found: Reminders, day: date, form: Literal["text", "json"], *, failed: int) -> None:
    """Say on stderr how many were told, or show all of it as JSON; where all failed, that is said already."""
    from plantrack.cli.output import echo
    from plantrack.render.notices import summary

    if form == "json":
        _show(context, found, day, form)
    elif found.messages or not failed:
        echo(summary(found, sent=True), context.message_language, err=True)


@recording
def ack(
    context: Context,
    writer: Writer,
    refs: References,
    note: Annotated[str | None, Option("--note", metavar="TEXT", help="What is done about it.")] = None,
    source: SourceOption = None,
) -> None:
    """Confirm that you know what is due or late. Nobody is reminded of it any more.

    Example: plantrack ack 6.5 --note "Received; the report follows on Friday"
    """
    from plantrack.cli.acknowledging import acknowledged

    context.narrow(refs)
    found = list(dict.fromkeys(context.reference(one) for one in refs))
    paper = writer.cite(source)
    writer.decide(lambda: writer.record([acknowledged(context, writer, ref, note, paper) for ref in found]))
