"""Mail as files: read by the standard library's parser, as any mail program would."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from msgspec.structs import replace
from notify_support import CONTACTS, HOSTILE, World, letter

from plantrack.errors import DeliveryError
from plantrack.model.contacts import Contacts, MailSender, Person
from plantrack.notify.channels import open_channel
from plantrack.notify.message import OutgoingMessage


def mailed(folder: Path, message: OutgoingMessage, contacts: Contacts = CONTACTS) -> tuple[bytes, EmailMessage]:
    """Return the file that a message becomes, and what a mail program reads in it."""
    (path,) = open_channel("eml:mail", contacts, World(folder).around()).send(message).to
    content = Path(path).read_bytes()
    read = message_from_bytes(content, policy=default)
    assert isinstance(read, EmailMessage)
    return content, read


def test_mail(tmp_path: Path) -> None:
    """From whom, to whom, about what, when, and what it is that is told."""
    content, read = mailed(tmp_path, letter())
    assert dict(read.items()) == {
        "From": "督查室 <office@example.org>",
        "To": "张三 <zhang@example.org>, 刘洋 <liu@example.org>",
        "Subject": "督办提醒：会展计划",
        "Date": "Mon, 18 Nov 2024 04:00:00 +0000",
        "Message-ID": "<6a3fd0fd7c07c191851c927197097752@example.org>",
        "List-Id": "<fairs.plantrack.example.org>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "base64",
        "MIME-Version": "1.0",
    }
    assert read.get_content() == "1.1 办好高交会：已逾期2天\r\n请填报：plantrack update 1.1\r\n"
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert (tmp_path / "mail" / "stic.eml").read_bytes() == content


def test_the_same_again(tmp_path: Path) -> None:
    """What is told once more has the same Message-ID; another key, unit or level has another."""
    messages = (letter(), letter(text="再次"), letter(key="x"), letter("stic", "superior"), letter("fund", "office"))
    ids = [mailed(tmp_path, message)[1]["Message-ID"] for message in messages]
    assert (ids[0] == ids[1], len(set(ids))) == (True, 4)


def test_who_gets_it(tmp_path: Path) -> None:
    """Those whom the plan names, those above the unit, or the office."""
    told = [letter(people=("刘洋",)), letter("stic", "superior"), letter("fund", "office")]
    assert [mailed(tmp_path, message)[1]["To"] for message in told] == [
        "刘洋 <liu@example.org>", "李四 <李四@xn--fsqu00a.xn--55qx5d>", "王五 <wang@example.org>",
    ]  # fmt: skip


def test_hostile(tmp_path: Path) -> None:
    """No text adds a header, a reader or a part, and what is hidden is spelled out."""
    contacts = Contacts(office=(Person(HOSTILE, "z@b.cn"),), sender=MailSender("a@b.cn", HOSTILE))
    plain = mailed(tmp_path, letter("stic", "office"), contacts)[1]
    read = mailed(tmp_path, letter("stic", "office", key=HOSTILE, subject=HOSTILE * 9, text=HOSTILE * 9), contacts)[1]
    assert (list(read.keys()), list(plain.keys())) == (list(plain.keys()), [*dict(plain.items())])
    assert [one.addr_spec for one in read["To"].addresses] == ["z@b.cn"]
    assert [one.addr_spec for one in read["From"].addresses] == ["a@b.cn"]
    assert read["Subject"].count(r"a Bcc: x@evil.example\x1b[31m\u202e <@all>") == 9
    assert read.get_content().count("a\r\nBcc: x@evil.example\\x1b[31m\\u202e <@all>") == 9
    assert "\x1b" not in str(read) + read.get_content()


def test_names_are_no_addresses(tmp_path: Path) -> None:
    """However long a name is, and whatever stands in it, the mail goes to the address beside it."""
    for name in (
        "x@evil.example, " * 30,
        '"' * 5 + "<x@evil.example>",
        "张" * 99,
        "=?utf-8?q?x=40evil.example=2C?=",
        "((",
    ):
        contacts = Contacts(office=(Person(name, "z@b.cn"),), sender=MailSender("a@b.cn", name))
        read = mailed(tmp_path, letter("stic", "office"), contacts)[1]
        found = [one.addr_spec for header in ("From", "To") for one in read[header].addresses]
        assert found == ["a@b.cn", "z@b.cn"], name


@pytest.mark.parametrize("mail", [f"z@{'b' * 64}.cn", "z\0@b.cn", "z@b.cn\n", "@", "z@b..cn"])
def test_addresses_that_are_none(tmp_path: Path, mail: str) -> None:
    """What `validate` tells of is not written to."""
    contacts = Contacts(office=(Person("王五", mail),), sender=MailSender("a@b.cn"))
    with pytest.raises(DeliveryError) as error:
        mailed(tmp_path, letter("stic", "office"), contacts)
    assert str(error.value) == f"{mail!r} in contacts.yaml is no mail address; correct it"


def test_nobody_to_send_to(tmp_path: Path) -> None:
    """It is said which address is missing, and where to write it."""
    channel = open_channel("eml:mail", CONTACTS, World(tmp_path).around())
    places = {"units: fund: people": letter("fund"), "units: smart: superior": letter("smart", "superior")}
    for place, message in places.items():
        with pytest.raises(DeliveryError) as error:
            channel.send(message)
        assert str(error.value) == f"contacts.yaml has no mail address under {place}; add one with `mail:`"
    with pytest.raises(DeliveryError, match="names no sender of mail; add the key `sender:`"):
        open_channel("eml:mail", replace(CONTACTS, sender=None), World(tmp_path).around())
    assert list(tmp_path.iterdir()) == []
