"""Acknowledging: what is open of a task or milestone, as the record that ends its ladder."""

from typing import Any

from plantrack.cli.context import Context
from plantrack.cli.writer import Writer
from plantrack.errors import InputError
from plantrack.model.reminding import Subject
from plantrack.model.text import given_text
from plantrack.model.updates import Acknowledgement, AnyUpdate
from plantrack.reports.reminders import open_things

NOTHING = "nothing of {ref} is left to acknowledge; `plantrack show {ref}` shows what is open and acknowledged"


def acknowledged(context: Context, writer: Writer, ref: str, note: str | None, source: str | None) -> AnyUpdate:
    """Return the acknowledgement of everything that is open of a reference. Raises InputError where nothing is.

    A request is for others to answer: whoever made it cannot acknowledge it.
    """
    known = open_things(context.plan, writer.state(), writer.on, context.judging(), ref)
    found = [one for one in known if one.request is None or one.request.by != writer.by]
    if not found:
        raise InputError(NOTHING, ref=ref)
    due = next((one.due for one in found if one.cause.subject is Subject.DATE), None)
    periods = [one.period for one in found if one.period]
    requests = tuple(one.request.id for one in found if one.request)
    stamp: dict[str, Any] = writer.stamp()
    return Acknowledgement(
        **stamp, ref=ref, due=due, period=periods[0] if periods else None, requests=requests, note=given_text(note),
        source=source,
    )  # fmt: skip
