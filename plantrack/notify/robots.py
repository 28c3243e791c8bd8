"""What the robots of chats have in common: their limits, and messages cut into parts that fit."""

import json
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from msgspec import Struct

from plantrack.errors import DeliveryError
from plantrack.model.contacts import Contacts, Person
from plantrack.notify.attempts import Attempts, BusyError
from plantrack.notify.harmless import one_line, without_tags
from plantrack.notify.message import OutgoingMessage, Receipt, Surroundings
from plantrack.notify.posting import Address, address_of, post
from plantrack.notify.secrets import Secrets

Json = dict[str, Any]
ROOM = 16
"""Bytes for the number of a part: `(12/34)` and a line feed."""
AGAIN = 60
"""Seconds to wait where a robot was asked too often."""
CHARACTERS = 200
"""How much is told of what a robot says."""
TOO_OFTEN = "the robot of {name} takes nothing more for now: {said}; run this again in ten minutes"
REFUSED = "the robot of {name} refuses the message: {said}; check {variable}, and the robot's security settings"


class ChatPart(Struct, frozen=True):
    """What is posted at once: a text that is harmless there, and who is mentioned."""

    text: str
    people: tuple[Person, ...]


class Dialect(Struct, frozen=True):
    """How the robots of one chat are spoken to.

    `rates` are pairs of how often within how many seconds. `size` is how many bytes a text may have. `mention` is how a
    person is written so that the chat tells them. `body` makes the request, `query` what is added to the address, with
    a secret for signing. `verdict` reads an answer: a code, 0 if all is well, and what it says; `busy` are the codes
    that pass.
    """

    name: str
    rates: tuple[tuple[int, int], ...]
    size: int
    mention: Callable[[Person], str]
    body: Callable[[ChatPart, str | None, datetime], Json]
    verdict: Callable[[Json], tuple[object, object]]
    busy: frozenset[object]
    query: Callable[[str | None, datetime], dict[str, str]] = lambda _secret, _now: {}


class RobotChannel:
    """Posts each message into the group of its unit if that has one, else into the one group for all.

    Raises DeliveryError at once where no robot has an address.
    """

    def __init__(self, dialect: Dialect, contacts: Contacts, around: Surroundings) -> None:
        self._dialect, self._contacts, self._around = dialect, contacts, around
        self._secrets, self._attempts = Secrets(around.variables), Attempts(around)
        self._posted: dict[str, deque[datetime]] = {}
        if not any(unit.robot for unit in contacts.units.values()):
            address_of(self._variable("URL", None), self._secrets)

    def send(self, message: OutgoingMessage) -> Receipt:
        """Post a message, in several parts if it is long; the first mentions those whom it is for."""
        robot = self._contacts.robot(message.unit, message.level)
        address = address_of(self._variable("URL", robot), self._secrets)
        secret = self._secrets.find(self._variable("SECRET", robot))
        for number, part in enumerate(self._parts(message)):
            try:
                self._attempts.run(partial(self._post, address, secret, part), message.key)
            except DeliveryError as error:
                error.uncertain |= number > 0  # its beginning is there
                raise
        return Receipt((self._dialect.name if robot is None else f"{self._dialect.name} {robot}",))

    def close(self) -> None:
        """End nothing: each part has a connection of its own."""

    def _variable(self, what: str, robot: str | None) -> str:
        """Return the name of a variable: PLANTRACK_WECOM_URL, of the robot stic PLANTRACK_WECOM_URL_STIC."""
        words = ("PLANTRACK", self._dialect.name, what, *([robot.replace("-", "_")] if robot else []))
        return "_".join(words).upper()

    def _parts(self, message: OutgoingMessage) -> Iterator[ChatPart]:
        people, dialect = self._contacts.people(message.unit, message.level, message.people), self._dialect
        text = without_tags(message.text)
        first = " ".join(filter(None, map(dialect.mention, people)))
        parts = cut(f"{first}\n{text}" if first else text, dialect.size - ROOM)
        for number, words in enumerate(parts, 1):
            numbered = f"({number}/{len(parts)})\n{words}" if len(parts) > 1 else words
            yield ChatPart(numbered, people if number == 1 else ())

    def _post(self, address: Address, secret: str | None, part: ChatPart) -> None:
        self._wait_for_room(address.secret)
        now, dialect = self._around.now(), self._dialect
        answer = post(address, dialect.query(secret, now), dialect.body(part, secret, now))
        code, words = dialect.verdict(answer if isinstance(answer, dict) else {})
        if code == 0 and code is not False:
            return
        said = one_line(self._secrets.hidden(f"{code} {words}"))[:CHARACTERS]
        if isinstance(code, int) and code in dialect.busy:
            raise BusyError(DeliveryError(TOO_OFTEN, name=dialect.name, said=said), AGAIN)
        raise DeliveryError(REFUSED, name=dialect.name, said=said, variable=address.name)

    def _wait_for_room(self, robot: str) -> None:
        """Wait until this robot has posted less than it may, in each of the spans for which that is limited."""
        posted = self._posted.setdefault(robot, deque(maxlen=max(most for most, _ in self._dialect.rates)))
        for most, seconds in self._dialect.rates:
            if len(posted) >= most:
                left = posted[-most] + timedelta(seconds=seconds) - self._around.now()
                if left > timedelta():
                    self._around.sleep(min(left.total_seconds(), seconds))
        posted.append(self._around.now())


def cut(text: str, size: int) -> list[str]:
    """Return a text in parts of at most `size` bytes, as JSON writes them: between lines where that is possible."""
    parts = [""]
    for line in text.split("\n"):
        for piece in _pieces(line, size):
            joined = f"{parts[-1]}\n{piece}" if parts[-1] else piece
            if _bytes(joined) > size:
                parts.append(piece)
            else:
                parts[-1] = joined
    return [part for part in parts if part.strip()] or [""]


def _pieces(line: str, size: int) -> Iterator[str]:
    """Yield a line in pieces that fit."""
    while _bytes(line) > size:
        fits = bisect_right(range(len(line)), size, key=lambda length: _bytes(line[:length])) - 1
        yield line[:fits]
        line = line[fits:]
    yield line


def _bytes(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode()) - 2
