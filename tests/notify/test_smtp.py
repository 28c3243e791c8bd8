"""Mail over a real server of this machine: encrypted, with a login, once, and with an end whatever the server does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from socket import create_server
from threading import Thread

import pytest
from mail_server import LOGIN, PASSWORD, Mailbox, certificate, serving
from msgspec.structs import replace
from notify_support import CONTACTS, World, letter

from plantrack.errors import DeliveryError
from plantrack.model.contacts import Encryption, SmtpServer
from plantrack.notify import smtp
from plantrack.notify.channels import open_channel
from plantrack.notify.message import Channel, OutgoingMessage

pytestmark = pytest.mark.filterwarnings("ignore:Session.login_data is deprecated")


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the certificate of the server."""
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def world(tmp_path: Path, pem: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a world that trusts the server and knows the password."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return World(tmp_path, {"PLANTRACK_SMTP_PASSWORD": PASSWORD}, waited=[])


@pytest.fixture
def server(pem: Path) -> Iterator[tuple[Mailbox, int]]:
    """Yield the mailbox of a server that wants STARTTLS, and its port."""
    with serving(pem, "starttls") as found:
        yield found


def channel(world: World, port: int, tls: str = "starttls", host: str = "localhost") -> Channel:
    """Return the channel to a server on this machine."""
    return open_channel("smtp", replace(CONTACTS, smtp=SmtpServer(host, port, Encryption(tls), LOGIN)), world.around())


def failure(sending: Channel, message: OutgoingMessage | None = None) -> tuple[str, bool]:
    """Return how a message fails, and whether it may have arrived nevertheless."""
    with pytest.raises(DeliveryError) as error:
        sending.send(message or letter())
    sending.close()
    assert PASSWORD not in str(error.getrepr(showlocals=False, style="native"))
    return str(error.value), error.value.uncertain


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_sent(world: World, pem: Path, tls: str) -> None:
    """One connection and one login carry every mail; each goes to those whom it is for."""
    with serving(pem, tls) as (box, port):
        sending = channel(world, port, tls)
        receipts = [sending.send(letter()), sending.send(letter("stic", "superior"))]
        sending.close()
    assert [receipt.to for receipt in receipts] == [
        ("张三 <zhang@example.org>", "刘洋 <liu@example.org>"), ("李四 <李四@xn--fsqu00a.xn--55qx5d>",),
    ]  # fmt: skip
    assert [(mail.mail_from, mail.rcpt_tos) for mail in box.mails] == [
        ("office@example.org", ["zhang@example.org", "liu@example.org"]),
        ("office@example.org", ["李四@xn--fsqu00a.xn--55qx5d"]),
    ]
    read = message_from_bytes(box.mails[0].content, policy=default)  # type: ignore[arg-type]
    assert (read["Subject"], read["To"]) == ("督办提醒：会展计划", "张三 <zhang@example.org>, 刘洋 <liu@example.org>")
    assert (box.logins, world.waited) == (1, [])


def test_wrong_password(world: World, server: tuple[Mailbox, int]) -> None:
    """It is tried once, and what to correct is said without it."""
    world.variables = {"PLANTRACK_SMTP_PASSWORD": "falsch"}
    assert failure(channel(world, server[1])) == (
        "localhost refuses the login (535); correct `login:` in contacts.yaml, and PLANTRACK_SMTP_PASSWORD",
        False,
    )
    assert (server[0].mails, world.waited) == ([], [])


def test_a_certificate_of_nobody(world: World, server: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever pretends to be the server gets neither password nor mail."""
    monkeypatch.delenv("SSL_CERT_FILE")
    said, uncertain = failure(channel(world, server[1]))
    assert said.startswith("the certificate of localhost is not trusted: self")
    assert (uncertain, server[0].logins, server[0].mails) == (False, 0, [])


def test_no_encryption(world: World, pem: Path) -> None:
    """A server, or somebody before it, that offers no STARTTLS gets neither password nor mail."""
    with serving(pem, "none") as (box, port):
        assert failure(channel(world, port)) == (
            "localhost offers no encryption or no login; correct `tls:` or `login:` in contacts.yaml", False,
        )  # fmt: skip
    assert (box.logins, box.mails) == (0, [])


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_busy(world: World, server: tuple[Mailbox, int], command: str) -> None:
    """Whoever asks to come back is asked again, later each time, until the mail is taken over once."""
    box, port = server
    box.answers = {command: ["451 later", "450 later", "421 closing"]}
    sending = channel(world, port)
    assert len(sending.send(letter(people=("张三",))).to) == 1
    sending.close()
    assert [int(seconds) for seconds in world.waited] == [1, 2, 4]
    assert len(box.mails) == 1


def test_refused(world: World, server: tuple[Mailbox, int]) -> None:
    """What the server says is told, without anything secret that it repeats."""
    server[0].answers = {"DATA": [f"554 no {PASSWORD}\x1b[31m"]}
    assert failure(channel(world, server[1])) == (
        r"localhost refuses the mail: 554 no ***\x1b[31m; correct the address, or ask whoever runs the server", False,
    )  # fmt: skip
    assert (server[0].mails, world.waited) == ([], [])


def test_one_of_two_is_refused(world: World, server: tuple[Mailbox, int]) -> None:
    """The other gets the mail; who did not is told."""
    server[0].answers = {"RCPT": ["550 unknown", "250 OK"]}
    sending = channel(world, server[1])
    receipt = sending.send(letter())
    sending.close()
    assert (receipt.to, [str(said) for said in receipt.problems]) == (
        ("刘洋 <liu@example.org>",), ["zhang@example.org was refused: 550 unknown"],
    )  # fmt: skip


@pytest.mark.parametrize(("answer", "why"), [
    ("drop", "the server ended the connection"), ("hang", "no answer within 1 seconds"),
])  # fmt: skip
def test_a_lost_answer(
    world: World, server: tuple[Mailbox, int], monkeypatch: pytest.MonkeyPatch, answer: str, why: str
) -> None:
    """Where no answer comes to the text the mail may be there: it is not sent again, and nobody waits for its end."""
    if answer == "hang":
        monkeypatch.setattr(smtp, "TIMEOUT", 1.0)
    server[0].answers = {"DATA": [answer]}
    assert failure(channel(world, server[1])) == (
        f"it is not known whether localhost took the message over: {why}; it will be marked when it is sent again",
        True,
    )  # fmt: skip
    assert (len(server[0].mails), world.waited) == (1, [])


def test_no_server(world: World) -> None:
    """It is tried five times; of the next mails each is tried once, so that a list of them comes to its end."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    sending = channel(world, port)
    expected = (
        "localhost cannot be reached: Connection refused; check `smtp:` in contacts.yaml, and the network", False,
    )  # fmt: skip
    assert failure(sending) == expected
    assert [int(seconds) for seconds in world.waited] == [1, 2, 4, 8]
    assert failure(sending, letter("stic", "superior")) == expected
    assert len(world.waited) == 4


def test_a_server_that_never_ends_its_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps nobody for longer than a mail may take."""
    monkeypatch.setattr(smtp, "LIMIT", 0.2)
    with create_server(("127.0.0.1", 0)) as listening:
        Thread(target=_drip, args=(listening,), daemon=True).start()
        said, uncertain = failure(channel(world, listening.getsockname()[1]))
    assert (said, uncertain) == (
        ("it is not known whether localhost took the message over: no answer within 0 seconds; it will be marked when"
         " it is sent again"), True,
    )  # fmt: skip


def _drip(listening: object) -> None:
    connection, _ = listening.accept()  # type: ignore[attr-defined]
    with connection:
        for _ in range(20):
            connection.sendall(b"2")
            time.sleep(0.02)


def test_a_server_without_utf8(world: World, pem: Path) -> None:
    """An address that it cannot take is said to be one."""
    with serving(pem, "starttls", utf8=False) as (box, port):
        assert failure(channel(world, port), letter("stic", "superior")) == (
            "localhost takes no address that is not ASCII; give another one in contacts.yaml", False,
        )  # fmt: skip
    assert box.mails == []


def test_what_is_needed(world: World) -> None:
    """A server and, with a login, a password; it is said before anything is sent."""
    with pytest.raises(DeliveryError, match=r"contacts.yaml names no mail server; add the key `smtp:` with `host:`"):
        open_channel("smtp", CONTACTS, world.around())
    world.variables = {}
    with pytest.raises(DeliveryError, match="the variable PLANTRACK_SMTP_PASSWORD is not set"):
        channel(world, 1)
