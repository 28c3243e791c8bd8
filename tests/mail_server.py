"""A mail server of this machine that asks for TLS and a login, as a provider's does, and answers as it is told to."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN, PASSWORD = "office", "Pa55wort-geheim"
REQUEST = (
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
)  # fmt: skip


def certificate(folder: Path) -> Path:
    """Return a certificate for this machine, with its key in the same file, that nobody has signed but itself."""
    file = folder / "server.pem"
    subprocess.run(("openssl", *REQUEST, "-keyout", file, "-out", folder / "crt.pem"), check=True, capture_output=True)
    file.write_text(file.read_text() + (folder / "crt.pem").read_text())
    return file


class Mailbox:
    """Keeps what came in, and the answers to give instead of taking it: by the command that they are for."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.answers: dict[str, list[str]] = {}
        self.logins = 0

    def _answer(self, command: str, usual: str) -> str:
        waiting = self.answers.get(command)
        return waiting.pop(0) or usual if waiting else usual

    async def handle_MAIL(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        """Answer to who sends it."""
        said = self._answer("MAIL", "250 OK")
        if said.startswith("250"):
            envelope.mail_from = address
        return said

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        """Answer to one who is to get it."""
        said = self._answer("RCPT", "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail and answer to it; where the answer is none, the connection ends without one."""
        said = self._answer("DATA", "250 OK")
        if said.startswith(("250", "hang", "drop")):
            self.mails.append(envelope)
        if said == "drop":
            server.transport.abort()
        if said == "hang":
            await asyncio.sleep(60)
        return said

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Let in who has the one login."""
        assert isinstance(data, LoginPassword)
        self.logins += 1
        right = (data.login.decode(), data.password.decode()) == (LOGIN, PASSWORD)
        return AuthResult(success=right, handled=False)


@contextmanager
def serving(pem: Path, tls: str, *, utf8: bool = True) -> Iterator[tuple[Mailbox, int]]:
    """Yield the mailbox of a server that runs meanwhile, and its port; `tls` is tls, starttls or none."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    box = Mailbox()
    options: dict[str, Any] = {"authenticator": box.authenticate, "auth_require_tls": False}
    if tls == "starttls":
        options |= {"tls_context": context, "require_starttls": True, "auth_required": True, "auth_require_tls": True}
    elif tls == "tls":
        options |= {"ssl_context": context}
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=utf8, **options)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
