"""The clock, which is read here and nowhere else. Everything below takes days and moments as arguments."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


def now() -> datetime:
    """Return the current time in UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC)  # noqa: TID251


def nanoseconds() -> int:
    """Return the same as nanoseconds since 1970, before anything is loaded that knows days."""
    return time.time_ns()
