"""Sifting: a part of a journal without what later records in it say again, as another process can send it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from plantrack.model.state import Key
from plantrack.model.updates import AnyUpdate


class Sifted(Struct, frozen=True, array_like=True):
    """A part: its retractions, and its updates in force but for those of which nothing else counts than follows here.

    `days` are those of reports, and each reference has the places, in two bytes each, of its own among them; `reached`
    are the keys of milestones, and `named` the references of what was taken away and of what is left. The rest tells of
    everything in the part: the last day, the latest and the earliest moment, the greatest id, and the least and the
    greatest of all ids and acts.
    """

    updates: list[AnyUpdate]
    days: list[date]
    reported: dict[str, bytes]
    reached: dict[str, list[Key]]
    named: set[str]
    until: date
    latest: datetime
    earliest: datetime
    last: str
    lowest: str
    highest: str

    def report_days(self) -> Iterator[tuple[str, list[date]]]:
        """Yield each reference with the days of reports on it."""
        for ref, places in self.reported.items():
            yield ref, [self.days[place] for place in array("H", places)]


def packed_days(reported: dict[str, list[date]]) -> tuple[list[date], dict[str, bytes]]:
    """Return the days of reports, and for each reference the places of its own. Raises OverflowError for too many."""
    places: dict[date, int] = {}
    found = {ref: array("H", [places.setdefault(day, len(places)) for day in days]) for ref, days in reported.items()}
    return [*places], {ref: array.tobytes() for ref, array in found.items()}
