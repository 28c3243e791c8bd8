"""The journal by sorting and looping: which records are in force, and who wrote something last."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from reference.days import last_of

Record = dict[str, Any]
Key = tuple[date, date, datetime, str]


def read(lines: Iterable[str]) -> list[Record]:
    """Return the records of JSON lines, with days as days and moments as moments. A line seen twice counts once."""
    found = []
    for line in dict.fromkeys(lines):
        record = json.loads(line)
        record["at"] = datetime.fromisoformat(record["at"])
        for name in ("on", "due"):
            if isinstance(record.get(name), str):
                record[name] = date.fromisoformat(record[name])
        found.append(record)
    return found


def end_of_day(day: date, zone: str) -> datetime:
    """Return the moment at which a day is over in the plan's time zone."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))


def recorded(record: Record) -> tuple[datetime, str]:
    """Return what orders records by their recording."""
    return record["at"], record["id"]


def in_force(records: Iterable[Record], known_before: datetime | None = None) -> list[Record]:
    """Return the records that nothing takes back, among those recorded before a moment.

    A retract takes its target, a record or an act, away at every as-of; retracting a retract restores. Of two retracts
    only the later can take back the earlier, so they are tried from the last.
    """
    known = [record for record in records if known_before is None or record["at"] < known_before]
    retracts: list[Record] = []
    for record in sorted(known, key=recorded, reverse=True):
        if record["kind"] == "retract" and not taken(record, retracts):
            retracts.append(record)
    return [record for record in known if record["kind"] != "retract" and not taken(record, retracts)]


def taken(record: Record, retracts: Iterable[Record]) -> bool:
    """Tell whether one of some retracts takes a record away."""
    return any(retract["target"] in (record["id"], record["act"]) for retract in retracts)


def undone_by(records: Iterable[Record], actor: str) -> str | None:
    """Return the act that `undo` takes back: the actor's own latest one in force that is no undo itself."""
    own = [record for record in in_force(records) if record["by"] == actor]
    return max(own, key=recorded)["act"] if own else None


def until(records: Iterable[Record], as_of: date) -> list[Record]:
    """Return the records that took effect by the end of a day."""
    return [record for record in records if record["on"] <= as_of]


def key(record: Record) -> Key:
    """Return what decides between two writers of one field: the greatest (day, `on`, `at`, `id`) wins.

    The day is `on`; a report for an earlier period speaks of that period's last day, and overwrites nothing newer.
    """
    last = last_of(record["for"]) if "for" in record else None
    return min(record["on"], last or record["on"]), record["on"], record["at"], record["id"]


def last_value(records: Iterable[Record], written: Callable[[Record], tuple[Any] | None]) -> tuple[Any] | None:
    """Return what the last writer wrote, in a tuple; `written` gives that for a record, and None where it is silent."""
    writers = [record for record in records if written(record) is not None]
    return written(max(writers, key=key)) if writers else None


def latest_run(records: Iterable[Record], holds: Callable[[Record], bool]) -> date | None:
    """Return since when something holds without a break: the first day of a record of the last unbroken run."""
    since: date | None = None
    for record in sorted(records, key=key):
        since = min(since or record["on"], record["on"]) if holds(record) else None
    return since
