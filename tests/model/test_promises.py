"""Promises: the due date in force, and what an adoption changes."""

from __future__ import annotations

from datetime import date

import pytest
from support import day, plan, replayed

from plantrack.model.plan import Plan
from plantrack.model.promises import Amendment, changes, due_in_force
from plantrack.model.state import Promise

PLAN: Plan = plan("""
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      due: 2024-06-30
      milestones: [{ref: "1.1", title: 初稿, due: 2024-03-31}]
    - {ref: "2", title: 二, kind: ongoing}
""")
ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-15"}}}\n'
DROPPED = '{"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"dropped": true}}}\n'
MOVED = '{"kind": "reschedule", "ref": "1", "on": "2024-05-02", "step": "approve", "due": "2024-07-31"}\n'


@pytest.mark.parametrize(
    ("ref", "lines", "due"),
    [
        ("1", "", "2024-06-30"),
        ("1", ADOPTED, "2024-06-15"),
        ("1", ADOPTED + MOVED, "2024-07-31"),
        ("1", '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": null}}}', None),
        ("1.1", "", "2024-03-31"),
        ("2", "", None),
        ("9", "", None),
        ("9", MOVED.replace('"1"', '"9"'), "2024-07-31"),
    ],
)
def test_the_due_date_in_force(ref: str, lines: str, due: str | None) -> None:
    """What was adopted or approved last, of whatever reference; else what the plan says, if it says anything."""
    assert due_in_force(PLAN, replayed(lines), ref) == (due and day(due))


NEW, GONE = Amendment("1", None, None, "1"), Amendment("1", None, "1", None)


@pytest.mark.parametrize(
    ("lines", "promise", "found"),
    [
        ("", Promise(), [NEW]),
        ("", Promise(dropped=True), []),
        (ADOPTED, Promise(dropped=True), [GONE]),
        (ADOPTED + DROPPED, Promise(dropped=True), []),
        (ADOPTED + DROPPED, Promise(due=day("2024-06-15")), [NEW]),
        (ADOPTED, Promise(), []),
        (ADOPTED, Promise(due=day("2024-06-15"), start=None, lead=()), []),
        (ADOPTED, Promise(due=None), [Amendment("1", "due", date(2024, 6, 15), None)]),
        (
            ADOPTED + MOVED,
            Promise(due=day("2024-07-31")),
            [Amendment("1", "due", date(2024, 6, 15), date(2024, 7, 31))],
        ),
        (
            ADOPTED,
            Promise(lead=("stic",), start=day("2024-02-01")),
            [Amendment("1", "start", None, date(2024, 2, 1)), Amendment("1", "lead", None, ("stic",))],
        ),
    ],
)
def test_what_an_adoption_changes(lines: str, promise: Promise, found: list[Amendment]) -> None:
    """A reference is new or dropped as a whole, else each field that differs from the one adopted last is told."""
    assert list(changes(replayed(lines), "1", promise)) == found
