"""Telling: each message is sent by a channel and recorded, so that none is lost and none is told twice unmarked.

A notice is recorded as `sending` before its message goes out, and as `sent` once the channel took it over. Whoever is
killed between the two leaves one that is only being sent: the next run tells it again, marked as a repeat. What a
channel surely refused is taken back, so that it counts as never sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plantrack.cli.context import Context
from plantrack.cli.writer import Writer
from plantrack.errors import DeliveryError
from plantrack.model.updates import Notice, Retraction
from plantrack.notify.message import Channel, OutgoingMessage
from plantrack.render.context import RenderContext
from plantrack.render.notices import subject, text
from plantrack.reports.reminders import UnitReminders


class Telling:
    """Sends the messages of one run through one channel. `failed` counts those that were not sent."""

    def __init__(self, context: Context, writer: Writer, channel: Channel, name: str, ctx: RenderContext) -> None:
        self._context, self._writer, self._channel, self._name, self._ctx = context, writer, channel, name, ctx
        self.failed = 0

    def tell(self, messages: Iterable[UnitReminders]) -> list[UnitReminders]:
        """Send messages and return those that were sent; one that fails does not stop the others."""
        return [told for told in messages if self._sent(told)]

    def _sent(self, told: UnitReminders) -> bool:
        begun = self._notice(told, "sending")
        self._writer.keep(begun)
        try:
            receipt = self._channel.send(outgoing(told, self._ctx))
        except DeliveryError as error:
            if not error.uncertain:
                self._writer.keep(Retraction(**self._writer.undated_stamp(), target=begun.id))
            unit = self._ctx.units([told.unit])
            self._context.warn("{unit} was not told: {why}", unit=unit, why=error.message)
            self.failed += 1
            return False
        for problem in receipt.problems:
            self._context.warn(problem.template, **problem.facts)
        self._writer.keep(self._notice(told, "sent"))
        return True

    def _notice(self, told: UnitReminders, state: Any) -> Notice:
        stamp: dict[str, Any] = self._writer.stamp()
        return Notice(**stamp, state=state, unit=told.unit, level=told.level, channel=self._name, matters=told.matters)


def outgoing(told: UnitReminders, ctx: RenderContext) -> OutgoingMessage:
    """Return the message for a channel."""
    unit = ctx.plan.units.get(told.unit)
    return OutgoingMessage(
        key=_key(told, ctx),
        unit=told.unit,
        level=told.level,
        subject=subject(told, ctx),
        text=text(told, ctx),
        colour=told.step.colour,
        people=unit.people if unit else (),
        repeated=told.repeated,
    )


def _key(told: UnitReminders, ctx: RenderContext) -> str:
    """Return what names a message: the same whenever the same is told to the same people."""
    from hashlib import sha256

    things = [f"{one.cause} {one.ref} {one.due} {one.period} {one.request} {one.step}" for one in told.matters]
    return sha256("\n".join([ctx.plan.id, told.unit, told.level, *sorted(things)]).encode()).hexdigest()[:32]
