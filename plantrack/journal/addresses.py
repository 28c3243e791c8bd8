"""Where a journal is: the folder beside the plan, or a PostgreSQL server by its address, without a password."""

import re
from urllib.parse import parse_qsl, urlsplit

from plantrack.errors import UsageError

SERVER = r"postgres(ql)?://"
"""How the address of a server begins."""
_SECRETS = ("password", "sslpassword", "passfile", "oauth_client_secret")
_HOST = r"(\[[^\]]*\]|[^:,]*)(:[0-9]*)?"
NO_SECRETS = (
    "the address of a journal holds no password; "
    "put that into the file that PGPASSFILE names, or into the variable PGPASSWORD"
)


def is_server(place: str) -> bool:
    """Tell whether a place is the address of a server, not a folder."""
    return re.match(SERVER, place) is not None


def check_address(address: str) -> str:
    """Return the address of a server. Raises UsageError for one with a password, or that is none."""
    if not is_server(address):
        raise no_address()
    try:
        parts = urlsplit(address)
        named = {name for name, _ in parse_qsl(parts.query)}
    except ValueError:
        raise no_address() from None
    user, _, hosts = parts.netloc.rpartition("@")
    if ":" in user or "@" in parts.path + parts.query + parts.fragment or named & {*_SECRETS}:
        raise UsageError(NO_SECRETS)
    if not re.fullmatch(rf"{_HOST}(,{_HOST})*", hosts):
        raise no_address()
    return address


def no_address() -> UsageError:
    """Return the error of an address that cannot be read, which is not shown: nobody knows what in it is a password."""
    return UsageError("{address!r} is no address of a server; write postgresql://host/database", address="…")
