"""Addresses of servers: what is none, or holds a secret, is refused, and not shown."""

from __future__ import annotations

import pytest

from plantrack.errors import UsageError
from plantrack.journal.addresses import check_address

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
        f"postgres//me:{WORD}@db/plans",
        f"http://me:{WORD}@db/plans",
        f"postgresql://me:{WORD}@db/plans",
        f"postgresql://db/plans?password={WORD}",
        "plans",
        "",
    ],
)
def test_what_is_refused(address: str) -> None:
    """Words as libpq takes them too are no address, as anything may stand in them."""
    with pytest.raises(UsageError) as error:
        check_address(address)
    assert WORD not in str(error.value)
