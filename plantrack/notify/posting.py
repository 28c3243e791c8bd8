"""One POST of JSON over HTTPS: nothing is followed elsewhere, nobody is waited for without end, no secret is told."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from msgspec import Struct

from plantrack.errors import DeliveryError, message, reason
from plantrack.notify.attempts import BusyError, unknown, within
from plantrack.notify.secrets import Secrets
from plantrack.version import __version__

TIMEOUT = 10.0
"""Seconds from the first byte to the last."""
MAX_BYTES = 2**16
"""Bytes of an answer that are read."""
HERE = ("localhost", "127.0.0.1", "::1")
BUSY = (429, 503)
UNREACHED = "{host} cannot be reached: {why}; check the address in {name}, and the network"


class Address(Struct, frozen=True):
    """Where to post: a secret under the name of its variable, and the host, which is none."""

    name: str
    secret: str
    host: str

    def __repr__(self) -> str:
        return f"Address({self.name})"


def address_of(name: str, secrets: Secrets) -> Address:
    """Return the address in a variable. Raises DeliveryError where it is none that can be trusted."""
    secret = secrets.need(name).strip()
    try:
        parts = urlsplit(secret)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises ValueError where it is none
        host = "" if "@" in parts.netloc or parts.fragment else host  # neither is sent to a robot
    except ValueError:
        host = ""
    safe = host and secret.isascii() and secret.isprintable() and " " not in secret
    if not safe or (parts.scheme != "https" and not (parts.scheme == "http" and host in HERE)):
        raise DeliveryError("the address in {name} must begin with https:// and name a server; copy it once more",
                            name=name)  # fmt: skip
    return Address(name, secret, host)


def post(address: Address, query: dict[str, str], body: dict[str, Any]) -> Any:
    """Post JSON and return the JSON of the answer. Raises BusyError, or DeliveryError with how far it came."""
    more = ("&" if "?" in address.secret else "?") + urlencode(query) if query else ""
    request = Request(  # noqa: S310 - https, or this machine
        address.secret + more,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"plantrack/{__version__}"},
    )
    try:
        status, wait, content = within(TIMEOUT, lambda: _exchanged(request))
    except URLError as error:  # raised before the request is there as a whole
        why = reason(error.reason) if isinstance(error.reason, OSError) else str(error.reason)
        raise BusyError(DeliveryError(UNREACHED, host=address.host, why=why, name=address.name)) from None
    except TimeoutError:
        raise unknown(address.host, message("no answer within {n} seconds", n=round(TIMEOUT))) from None
    except (OSError, HTTPException, ValueError):
        raise unknown(address.host, message("the server ended the connection")) from None
    return _understood(address, status, wait, content)


def _exchanged(request: Request) -> tuple[int, str, bytes]:
    """Return status, Retry-After and content of an answer, whatever its status: a redirect is one like others."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    with opener.open(request, timeout=TIMEOUT) as answer:
        return answer.status, answer.headers.get("Retry-After", ""), answer.read(MAX_BYTES)


def _understood(address: Address, status: int, wait: str, content: bytes) -> Any:
    said = message("HTTP status {status}", status=status)
    if status in BUSY:
        error = DeliveryError("{host} takes nothing more for now ({why}); run this again later",
                              host=address.host, why=said)  # fmt: skip
        raise BusyError(error, float(wait) if wait.isascii() and wait.isdigit() else 0)
    if status >= 500:  # noqa: PLR2004 - RFC 9110, 15.6
        raise unknown(address.host, said)
    try:
        if status == 200:  # noqa: PLR2004 - as above
            return json.loads(content)
    except ValueError:
        said = message("the answer is no JSON")
    raise DeliveryError("{host} refuses the message: {why}; check the address in {name}",
                        host=address.host, why=said, name=address.name)  # fmt: skip
