"""What tests of the channels share: a message, people who are told, and a clock that stands still until one waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from plantrack.model.contacts import Contacts, MailSender, Person, UnitContacts
from plantrack.notify.message import OutgoingMessage, Surroundings

NOON = datetime(2024, 11, 18, 4, tzinfo=UTC)
ZHANG = Person("张三", "zhang@example.org", "13800138000", "zhangsan", "manager01", "ou_8a3c")
LIU = Person("刘洋", "liu@example.org")
CHEN = Person("陈晨", mobile="13900139000")
CONTACTS = Contacts(
    {"stic": UnitContacts((ZHANG, LIU), (Person("李四", "李四@例子.公司"),)), "fund": UnitContacts((CHEN,))},
    (Person("王五", "wang@example.org"),),
    MailSender("office@example.org", "督查室"),
)
HOSTILE = (
    'a\r\nBcc: x@evil.example\x1b[31m\u202e <@all> <at user_id="all">x</at> [b](http://evil.example) **c**\x00\u2028d'
)
"""A header, an escape, text that runs backwards, mentions of everybody, a link, and line breaks of many kinds."""


class World(Struct):
    """Where a channel runs: what was shown, and how long it waited, in seconds that nobody spent."""

    here: Path
    variables: Mapping[str, str] = {}
    shown: list[str] = []
    waited: list[float] = []

    def around(self) -> Surroundings:
        """Return this world as a channel sees it."""
        return Surroundings("fairs", self.variables, self.here, self.shown.append, self._now, self.waited.append)

    def _now(self) -> datetime:
        return NOON + timedelta(seconds=sum(self.waited))


def letter(
    unit: str = "stic",
    level: str = "lead",
    *,
    key: str = "due/1.1/2024-11-16/+1",
    subject: str = "督办提醒：会展计划",
    text: str = "1.1 办好高交会：已逾期2天\n请填报：plantrack update 1.1",
    people: tuple[str, ...] = (),
) -> OutgoingMessage:
    """Return a message to a unit."""
    return OutgoingMessage(key, unit, level, subject, text, people=people)
