"""Addresses of servers: what is none, or holds a secret, is refused, and shown without that."""

from __future__ import annotations

import pytest

from plantrack.errors import UsageError
from plantrack.journal.addresses import check_address
from plantrack.journal.postgresql.connection import Server

WORD = "sesame"


@pytest.mark.parametrize("address", ["postgresql://db/plans", "postgres://me@db:5433/plans?sslmode=require"])
def test_an_address(address: str) -> None:
    """It stays as it is."""
    assert check_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        f"host=db password={WORD}",
        f"password={WORD}",
        f"password=a@{WORD}",
        f"postgres//me:{WORD}@db/plans",
        f"http://me:{WORD}@db/plans",
        f"http://me@db/plans?password={WORD}",
        f"postgresql://me:{WORD}@db/plans",
        f"postgresql://me:{WORD}/db",
        f"postgresql://db/plans?password={WORD}",
    ],
)
def test_what_is_refused(address: str) -> None:
    """Words as libpq takes them too are no address, as anything may stand in them."""
    with pytest.raises(UsageError) as error:
        check_address(address)
    assert WORD not in str(error.value)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://db/plans", "'mysql://db/plans' is no address of a server: it does not begin with postgresql://"),
        ("mysql://me:x@db/plans", "'mysql://…@db/plans' is no address of a server: it does not begin with postgresql://"),
        ("plans", "'plans' is no address of a server: it does not begin with postgresql://"),
        ("", "'…' is no address of a server: it does not begin with postgresql://"),
        ("postgresql://db:abc/plans", "'postgresql://db:…' is no address of a server: its port is no number"),
        ("postgresql://[db/plans", "'postgresql://[db/plans' is no address of a server: it cannot be read"),
        ("postgresql://db:5432/plans?foo=bar",
         "'postgresql://db:5432/plans?foo=…' is no address of a server: PostgreSQL has no parameter foo"),
        ("postgresql://db/plans?x", "'postgresql://db/plans?x' is no address of a server: it cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong(address: str, said: str) -> None:
    """The address and its fault are named."""
    with pytest.raises(UsageError) as error:
        Server(address)
    assert str(error.value) == f"{said}; write postgresql://host/database"
