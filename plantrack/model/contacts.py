"""Whom to tell and how: the values of contacts.yaml. No secret stands here; passwords and addresses of robots are none.

Reading the file lives in `planfile.contacts`, sending in `notify`.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from plantrack.model.plan_fields import Words
from plantrack.model.policy import Identifier

Mail = Annotated[
    str,
    Meta(
        pattern=r'^[^\s@<>()\[\]:;,"\\]{1,64}@[^\s@<>()\[\]:;,"\\]+\.[^\s@<>()\[\]:;,"\\.]{2,}$',
        description="a mail address, as in zhang@example.org",
    ),
]
Mobile = Annotated[
    str, Meta(pattern=r"^\+?[0-9]{5,15}$", description="a mobile number, digits only, as in 13800138000")
]
UserId = Annotated[
    str,
    Meta(
        pattern=r"^(?!all$)[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}$",
        description="the id of a user there, as in zhangsan or ou_8a3c",
    ),
]
Host = Annotated[
    str, Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,252}$", description="the name of a server, as in smtp.example.org")
]
Port = Annotated[int, Meta(ge=1, le=65535, description="the number of a port")]


class Person(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Somebody who is told, by name; `wecom`, `dingtalk` and `feishu` are the ids by which robots mention them."""

    name: Words
    mail: Mail | None = None
    mobile: Mobile | None = None
    wecom: UserId | None = None
    dingtalk: UserId | None = None
    feishu: UserId | None = None


class UnitContacts(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Who is told in a unit, who above it, and the name of its robot if its group has one of its own."""

    people: tuple[Person, ...] = ()
    superior: tuple[Person, ...] = ()
    robot: Identifier | None = None


class Encryption(StrEnum):
    """How the connection to a mail server is encrypted: from its beginning, or after STARTTLS."""

    TLS = "tls"
    STARTTLS = "starttls"


class SmtpServer(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The server that takes mail. Its port is 465 with tls and 587 with starttls, unless another is given."""

    host: Host
    port: Port | None = None
    tls: Encryption = Encryption.TLS
    login: Words | None = None


class MailSender(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Whose mail it is."""

    mail: Mail
    name: Words | None = None


class Contacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Everybody who may be told, by unit; `office` are those who follow the plan for its issuer."""

    units: dict[Identifier, UnitContacts] = {}
    office: tuple[Person, ...] = ()
    sender: MailSender | None = None
    smtp: SmtpServer | None = None

    def people(self, unit: str, level: str, names: Collection[str] = ()) -> tuple[Person, ...]:
        """Return who is told at a level of a unit: those of the names that are known there, else everybody there."""
        of_unit = self.units.get(unit, UnitContacts())
        there = {"superior": of_unit.superior, "office": self.office}.get(level, of_unit.people)
        return tuple(person for person in there if person.name in names) or there

    def robot(self, unit: str, level: str) -> str | None:
        """Return the name of the robot for a unit, if its group has one of its own."""
        return self.units[unit].robot if unit in self.units and level != "office" else None


def place_of(unit: str, level: str) -> str:
    """Return where in the file those stand who are told at a level of a unit, key by key."""
    return "office" if level == "office" else f"units: {unit}: {'superior' if level == 'superior' else 'people'}"


def is_mail(mail: str) -> bool:
    """Tell whether mail can go to an address: a server can look up its domain, and it hides no character."""
    local, _, domain = mail.partition("@")
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    return bool(local and domain) and mail.isprintable() and ".." not in mail and not local.startswith(".")
