"""The clock."""

from __future__ import annotations

from datetime import UTC, datetime

from cli_support import Bench

from plantrack.cli.clock import now


def test_now(bench: Bench) -> None:
    """The clock is read as UTC."""
    assert (now().tzinfo, now().replace(microsecond=0, second=0)) == (UTC, datetime(2024, 11, 18, 4, tzinfo=UTC))
