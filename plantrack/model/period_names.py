"""Names of the periods that reports answer: 2024-W46, 2024-11, 2024-Q4. Other periods are read in `dates`."""

from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

PeriodName = Annotated[str, Meta(pattern=r"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}|Q[1-4])$")]


@lru_cache(maxsize=1024)
def last_day(name: str) -> date | None:
    """Return the last day of the week, month or quarter of that name; None for a name that no period has (2024-99)."""
    year, part = int(name[:4]), name[5:]
    with suppress(ValueError):
        if part.startswith("W"):
            return date.fromisocalendar(year, int(part[1:]), 7)
        month = int(part[1:]) * 3 if part.startswith("Q") else int(part)
        first = date(year, month, 1)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if first else None
    return None
