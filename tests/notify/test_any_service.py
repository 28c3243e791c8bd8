"""Any other service, by apprise: one on this machine that takes JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from notify_support import CONTACTS, World, letter

from plantrack.errors import DeliveryError, UsageError
from plantrack.notify.channels import open_channel
from plantrack.notify.message import Channel

TOKEN = "0a1b2c3d4e5f"  # noqa: S105 - of nobody
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Service(HTTPServer):
    """Keeps what is posted to it, and answers with a status."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        self.server.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    """Yield a service that runs meanwhile."""
    with Service() as found:
        Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        yield found
        found.shutdown()


def channel(folder: Path, addresses: str) -> Channel:
    """Return the channel to services."""
    return open_channel("apprise", CONTACTS, World(folder, {"PLANTRACK_APPRISE_URL": addresses}).around())


def test_sent(tmp_path: Path, service: Service) -> None:
    """Title and text arrive at each service."""
    address = f"json://localhost:{service.server_address[1]}/{TOKEN}"
    sending = channel(tmp_path, f"{address} {address}/2\n")
    assert sending.send(letter(subject="督办\r\nx", text="a\x1b\\nb")).to == ("apprise",)
    sending.close()
    assert [(body["title"], body["message"]) for body in service.taken] == [("督办 x", "a\\x1b\\nb")] * 2


def test_not_sent(tmp_path: Path, service: Service, capfd: pytest.CaptureFixture[str]) -> None:
    """It is not known who took it over; nothing of the address is told, by nobody."""
    service.status = 500
    with pytest.raises(DeliveryError) as error:
        channel(tmp_path, f"json://localhost:{service.server_address[1]}/{TOKEN}").send(letter())
    assert (str(error.value), error.value.uncertain) == (
        "not every service in PLANTRACK_APPRISE_URL took the message over; check the addresses in it", True,
    )  # fmt: skip
    assert TOKEN not in str(error.getrepr(style="native")) + "".join(capfd.readouterr())


def test_no_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """An address that apprise does not know, and a machine without it."""
    with pytest.raises(DeliveryError) as error:
        channel(tmp_path, f"nonsense://{TOKEN}")
    assert str(error.value) == "apprise cannot read an address in PLANTRACK_APPRISE_URL; see its documentation"
    assert capfd.readouterr() == ("", "")
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(UsageError, match="the package apprise is not installed"):
        channel(tmp_path, "json://localhost")
