"""History: updates in order of recording, each with whether it is in force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from strategies import DAYS, MOMENTS, journals
from support import day, history, journal, moment, plan

from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.updates import AnyUpdate, Retraction
from plantrack.reports.log import log_entries, references_of

PLAN: Plan = plan("""
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-06-30
        milestones: [{ref: "1.1.1", title: 初稿, due: 2024-03-31}]
      - {ref: "1.2", title: 一之二, kind: ongoing}
    - {ref: "2", title: 二, kind: ongoing}
    indicators: [{id: firms, label: 企业, unit: 家, tasks: ["1.2"]}]
""")
LINES = """
    {"kind": "adopt", "on": "2024-01-10", "promises": {"1.1": {}, "1.1.1": {}}}
    {"kind": "report", "ref": "1.1", "on": "2024-02-01", "percent": 5}
    {"kind": "milestone", "ref": "1.1.1", "on": "2024-03-30", "state": "reached"}
    {"kind": "measure", "ref": "firms", "on": "2024-04-01", "value": 1, "unit": "家", "text": "1家"}
    {"kind": "report", "ref": "2", "on": "2024-04-02", "percent": 5, "by": "陈静"}
    {"kind": "retract", "target": "a02"}
    {"kind": "retract", "target": "u06"}
    {"kind": "report", "ref": "9", "on": "2024-04-03", "percent": 5}
    {"kind": "report", "ref": "1.1", "on": "2024-01-15", "percent": 1, "at": "2024-04-30T16:00:00Z"}
    {"kind": "retract", "target": "a05", "at": "2024-04-05T04:00:00Z"}
"""


def told(lines: str = LINES, **chosen: object) -> list[tuple[str, bool]]:
    """Return the ids of the history, with whether each is in force."""
    return [(e.update.id, e.in_force) for e in log_entries(history(lines), **chosen)]  # type: ignore[arg-type]


def test_everything_in_order_of_recording() -> None:
    """What is undone stays visible; a retract that was retracted is no longer in force, and what it took is again."""
    assert told() == [
        ("u01", True), ("u02", True), ("u03", True), ("u04", True), ("u05", False), ("u06", False), ("u07", True),
        ("u08", True), ("u10", True), ("u09", True),
    ]  # fmt: skip


def test_a_line_seen_twice_is_told_once() -> None:
    """As after a merge."""
    updates = journal(LINES)
    assert log_entries(History([*updates, *updates])) == log_entries(History(updates))


@pytest.mark.parametrize(
    ("refs", "ids"),
    [
        ({"1.1"}, ["u01", "u02", "u06", "u07", "u09"]),
        ({"1.1.1"}, ["u01", "u03"]),
        ({"2"}, ["u05", "u10"]),
        ({"9"}, ["u08"]),
        ({"1.2", "firms"}, ["u04"]),
        (set(), []),
    ],
)
def test_the_history_of_references(refs: set[str], ids: list[str]) -> None:
    """Adoptions that name one, and every undo of what names one, also the undo of an undo."""
    assert [name for name, _ in told(refs=frozenset(refs))] == ids


def test_the_history_of_one_person() -> None:
    """Of those who recorded, not of those who did."""
    assert told(by="陈静") == [("u05", False)]


@pytest.mark.parametrize(
    ("since", "zone", "ids"),
    [
        ("2024-04-30", UTC, ["u09"]),
        ("2024-05-01", timezone(timedelta(hours=8)), ["u09"]),
        ("2024-05-01", UTC, []),
        ("2024-04-03", UTC, ["u08", "u10", "u09"]),
    ],
)
def test_what_was_recorded_since_a_day(since: str, zone: tzinfo, ids: list[str]) -> None:
    """The day is one in the plan's time zone: 16:00 UTC is the next day in Shenzhen."""
    assert [name for name, _ in told(since=day(since), zone=zone)] == ids


def test_known_at_shows_the_journal_of_that_moment() -> None:
    """Before the undo was recorded, what it takes is in force; the undo itself is not there yet."""
    assert told(known_at=moment("2024-04-02T04:05:00Z")) == [(f"u0{n}", True) for n in (1, 2, 3, 4, 5)]
    assert told(as_of=day("2024-01-31")) == [
        ("u01", True), ("u06", False), ("u07", True), ("u10", True), ("u09", True),
    ]  # fmt: skip


def test_a_retract_of_itself_ends() -> None:
    """A journal edited by hand may hold a ring of retracts; history goes round it once."""
    lines = """
        {"kind": "report", "ref": "2", "on": "2024-04-02", "percent": 5}
        {"kind": "retract", "target": "u03"}
        {"kind": "retract", "target": "u02"}
        {"kind": "retract", "target": "u04"}
    """
    assert [name for name, _ in told(lines, refs=frozenset({"2"}))] == ["u01"]


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("1", {"1", "1.1", "1.1.1", "1.2", "firms"}),
        ("1.1", {"1.1", "1.1.1"}),
        ("1.2", {"1.2", "firms"}),
        ("1.1.1", {"1.1.1"}),
        ("firms", {"firms"}),
        ("9", {"9"}),
    ],
)
def test_a_task_stands_for_all_below_it(ref: str, found: set[str]) -> None:
    """Its milestones and indicators too; anything else stands for itself."""
    assert references_of(PLAN, ref) == found


@given(updates=journals(), as_of=DAYS, known_at=MOMENTS)
def test_history_and_replay_agree_on_what_is_in_force(
    updates: list[AnyUpdate], as_of: date, known_at: datetime
) -> None:
    """After any journal and any cut: the entries in force that are no retracts are those that replay applies."""
    found = History(updates)
    entries = log_entries(found, as_of, known_at)
    shown = [e.update for e in entries if e.in_force and not isinstance(e.update, Retraction)]
    assert {u.id for u in shown} == {u.id for u in found.in_force(as_of, known_at)}
