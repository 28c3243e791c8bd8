"""What a channel is given, what it gives back, and what it needs: the seam between who owes and how they are told.

Whom to tell and why is `reports`' business; the channels themselves are modules of their own, opened by `channels`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from plantrack.errors import Message


class OutgoingMessage(Struct, frozen=True):
    """One message to one unit, written out in the language of its readers.

    `text` is the whole of it, and its first line says what `subject` does. It is no Markdown: that of chats has no
    reliable escape for what people typed. `key` is the same whenever the same is told again. `level` is whom in the
    unit it is for: lead, superior or office. `people` are the names that the plan gives; the contacts know their
    addresses. `repeated` is set where the message may have been sent before: subject and text then say so. `colour` is
    that of the sheet: blue, yellow, orange or red.
    """

    key: str
    unit: str
    level: str
    subject: str
    text: str
    colour: str | None = None
    people: tuple[str, ...] = ()
    repeated: bool = False


class Receipt(Struct, frozen=True):
    """That a message was taken over: `to` says by whom or where, without any secret; `problems` what did not work."""

    to: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()


class Channel(Protocol):
    """A way to tell people something. It takes one message at a time and keeps to the limits of the other side."""

    def send(self, message: OutgoingMessage) -> Receipt:
        """Send a message and return when it was taken over. Raises DeliveryError, whose `uncertain` says how far."""
        ...

    def close(self) -> None:
        """End what is open; a closed channel sends nothing more."""
        ...


class Surroundings(Struct, frozen=True):
    """What a channel needs of the world: the plan's id, variables, a folder for names, stdout, the clock, waiting."""

    plan: str
    variables: Mapping[str, str]
    here: Path
    show: Callable[[str], None]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
