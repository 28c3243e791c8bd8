"""A message as mail (RFC 5322), and the channel that writes it into a folder, to be opened in a mail program."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from plantrack.errors import DeliveryError
from plantrack.files import typed
from plantrack.model.contacts import Contacts, MailSender, Person, is_mail, place_of
from plantrack.notify.harmless import lines, one_line
from plantrack.notify.message import OutgoingMessage, Receipt, Surroundings
from plantrack.notify.text_files import write_new
from plantrack.planfile.contacts import NAME

_SPECIAL = re.compile(r'[()<>\[\]:;@\\,."=?]')
"""What would end a name before an address; the standard library loses the quotes around it where it folds a line."""


class EmlChannel:
    """Writes each message as a file of mail that bears the name of the unit."""

    def __init__(self, folder: Path, contacts: Contacts, around: Surroundings) -> None:
        sender_of(contacts)
        self._folder, self._contacts, self._around = folder, contacts, around

    def send(self, message: OutgoingMessage) -> Receipt:
        """Write a message as mail to those whom it is for."""
        mail = compose(message, self._contacts, self._around)
        return Receipt((typed(write_new(self._folder, message, ".eml", written(mail))),))

    def close(self) -> None:
        """End nothing."""


def compose(message: OutgoingMessage, contacts: Contacts, around: Surroundings) -> EmailMessage:
    """Return a message as mail. Its Message-ID is the same whenever the same is told again.

    Raises DeliveryError where there is no sender, or nobody with an address.
    """
    sender = address(sender_of(contacts))
    people = contacts.people(message.unit, message.level, message.people)
    to = tuple(address(person) for person in people if person.mail)
    if not to:
        place = place_of(message.unit, message.level)
        raise DeliveryError("{file} has no mail address under {place}; add one with `mail:`", file=NAME, place=place)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = one_line(message.subject).replace("=?", "= ?")  # else it would be decoded
    mail["Date"] = format_datetime(around.now())
    mail["Message-ID"] = f"<{_digest(around.plan, message.key, message.unit, message.level)}@{sender.domain}>"
    mail["List-Id"] = f"<{around.plan}.plantrack.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(lines(message.text) + "\n", cte="base64")
    return mail


def sender_of(contacts: Contacts) -> MailSender:
    """Return whose mail it is. Raises DeliveryError where nobody is named."""
    if contacts.sender is None:
        raise DeliveryError("{file} names no sender of mail; add the key `sender:` with `mail:`", file=NAME)
    return contacts.sender


def address(person: Person | MailSender) -> Address:
    """Return the address of a person, whose domain is written as servers look it up. Raises DeliveryError."""
    mail = person.mail or ""
    if not is_mail(mail):
        raise DeliveryError("{mail!r} in {file} is no mail address; correct it", mail=mail, file=NAME)
    local, _, domain = mail.rpartition("@")
    return Address(
        " ".join(_SPECIAL.sub(" ", one_line(person.name or "")).split()), local, domain.encode("idna").decode()
    )


def written(mail: EmailMessage) -> bytes:
    """Return a mail as it is sent: with UTF-8 in its head only where an address needs it."""
    return mail.as_bytes(policy=SMTP.clone(utf8=True) if needs_utf8(mail) else SMTP)


def needs_utf8(mail: EmailMessage) -> bool:
    """Tell whether an address of a mail holds characters that only newer servers take."""
    return any(not one.username.isascii() for name in ("From", "To") for one in mail[name].addresses)


def _digest(*words: str) -> str:
    return sha256("\0".join(words).encode()).hexdigest()[:32]
