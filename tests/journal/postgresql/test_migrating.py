"""What the tables of a server ask of it."""

from __future__ import annotations

import pytest

from plantrack.errors import JournalError
from plantrack.journal.postgresql.migrating import check_version


def test_too_old() -> None:
    """A server whose SQL the migrations do not speak is told by its version, before anything is made on it."""
    check_version(140_000)
    with pytest.raises(JournalError, match=r"that it is PostgreSQL 13\.23; journals need 14 or later"):
        check_version(130_023)
