"""Where a journal is: the folder beside the plan, or a PostgreSQL server by its address, without a password."""

import re
from urllib.parse import parse_qsl, urlsplit

from plantrack.errors import Message, UsageError, message

SERVER = r"postgres(ql)?://"
"""How the address of a server begins."""
_SECRETS = ("password", "sslpassword", "passfile", "oauth_client_secret")
_HOST = r"(\[[^\]]*\]|[^:,]*)(:[0-9]*)?"
_OPEN = r"([A-Za-z+]*:?//)?"
"""What an address begins with, or what should be that."""
NO_SECRETS = (
    "the address of a journal holds no password; "
    "put that into the file that PGPASSFILE names, or into the variable PGPASSWORD"
)
UNREADABLE = message("it cannot be read")


def is_server(place: str) -> bool:
    """Tell whether a place is the address of a server, not a folder."""
    return re.match(SERVER, place) is not None


def check_address(address: str) -> str:
    """Return the address of a server. Raises UsageError for one with a password, or that is none."""
    if not is_server(address):
        raise no_address(address, message("it does not begin with postgresql://"))
    try:
        parts = urlsplit(address)
        named = {name for name, _ in parse_qsl(parts.query)}
    except ValueError:
        raise no_address(address, UNREADABLE) from None
    user, _, hosts = parts.netloc.rpartition("@")
    if ":" in user or "@" in parts.path + parts.query + parts.fragment or named & {*_SECRETS}:
        raise UsageError(NO_SECRETS)
    if not re.fullmatch(rf"{_HOST}(,{_HOST})*", hosts):
        raise no_address(address, message("its port is no number"))
    return address


def no_address(address: str, why: Message) -> UsageError:
    """Return the error of an address that cannot be read, shown without anything that may be a password."""
    return UsageError(
        "{address!r} is no address of a server: {why}; write postgresql://host/database",
        address=_shown(address) or "…", why=why,
    )  # fmt: skip


def unreadable(said: str) -> Message:
    """Return what libpq says of an address that it cannot read, in words that have a translation."""
    found = re.search(r'invalid URI query parameter: "(\w+)"', said)
    return message("PostgreSQL has no parameter {name}", name=found[1]) if found else UNREADABLE


def _shown(address: str) -> str:
    """Return an address as far as it is no secret: nothing before an @, behind a =, or where a port should stand."""
    begin = (re.match(_OPEN, address) or [""])[0]
    user, at, rest = address[len(begin) :].rpartition("@")
    if "=" in user:
        return f"{begin}…"
    harmless = re.sub(r"(=|:(?![0-9]*([,/?]|$))).*", r"\1…", rest, flags=re.DOTALL)
    return begin + ("…@" if at else "") + harmless
