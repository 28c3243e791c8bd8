"""The clock, which is read here and nowhere else. Everything below takes days and moments as arguments."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)  # noqa: TID251
