"""Facts: what is still to come of a task, and the order of the lights."""

from __future__ import annotations

import pytest
from support import day, plan, replayed

from plantrack.evaluation.facts import Meaning, OpenDate, TaskFacts
from plantrack.evaluation.progress import Progress

PLAN = """
    tasks:
    - ref: "1"
      title: 一
      due: 2024-12-31
      milestones:
      - {ref: "1.9", title: 验收, due: 2024-11-30}
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-09-30
        milestones:
        - {ref: "1.1.1", title: 初稿, due: 2024-03-31}
        - {ref: "1.1.2", title: 终稿, due: 2024-06-30}
      - {ref: "1.2", title: 一之二, kind: ongoing}
"""


REACHED = '{"kind": "milestone", "ref": "1.1.1", "on": "2024-03-01", "state": "reached"}'
DONE = '{"kind": "report", "ref": "1.1", "on": "2024-03-01", "status": "done"}'


def facts(journal: str, ref: str, as_of: str = "2024-05-01") -> TaskFacts:
    found = plan(PLAN)
    return Progress(found, replayed(journal), day(as_of)).facts(found.by_ref[ref])


@pytest.mark.parametrize(
    ("ref", "as_of", "journal", "expected"),
    [
        ("1.1", "2024-03-31", "", "2024-03-31"),
        ("1.1", "2024-03-31", REACHED, "2024-06-30"),
        ("1.1", "2024-04-01", "", "2024-06-30"),
        ("1.1", "2024-07-01", "", "2024-09-30"),
        ("1.1", "2024-10-01", "", None),
        ("1.1", "2024-10-01", REACHED, None),
        ("1.1", "2024-04-01", DONE, None),
        ("1.1", "2024-04-01", DONE.replace("done", "cancelled"), None),
        ("1.2", "2024-04-01", "", None),
        ("1", "2024-03-31", "", "2024-03-31"),
        ("1", "2024-04-01", DONE, "2024-11-30"),
        ("1", "2024-12-31", DONE, "2024-12-31"),
        ("1", "2025-01-01", DONE, None),
    ],
)
def test_next_due_is_the_next_date_still_open(ref: str, as_of: str, journal: str, expected: str | None) -> None:
    """Of milestones, the task itself and what lies below; where all have passed there is none, nor of closed tasks."""
    found = facts(journal, ref, as_of).next_due
    assert (found and found.day) == (expected and day(expected))


@pytest.mark.parametrize(
    ("ref", "as_of", "journal", "expected"),
    [
        ("1.1", "2024-03-31", "", None),
        ("1.1", "2024-04-01", "", "2024-03-31"),
        ("1.1", "2024-10-01", REACHED, "2024-06-30"),
        ("1.1", "2024-10-01", DONE, None),
        ("1", "2024-07-01", "", "2024-03-31"),
        ("1", "2025-01-01", DONE, "2024-11-30"),
    ],
)
def test_past_due_is_the_earliest_date_that_has_passed(
    ref: str, as_of: str, journal: str, expected: str | None
) -> None:
    """Still open, of milestones, the task itself and what lies below; it is never the next one."""
    found = facts(journal, ref, as_of)
    assert (found.past_due and found.past_due.day) == (expected and day(expected))
    assert found.past_due is None or found.next_due is None or found.past_due.day < found.next_due.day


def test_open_dates_are_told_with_whether_they_have_passed_and_their_basis() -> None:
    """Milestones first, then the task itself, then what is below; a day has passed on the day after it."""
    top = facts(REACHED, "1", "2024-07-01")
    above, below = top.task, top.children[0].task
    assert top.open_dates() == [
        OpenDate(above, above.milestones[0], day("2024-11-30"), 152, overdue=False, basis=None),
        OpenDate(above, None, day("2024-12-31"), 183, overdue=False, basis=None),
        OpenDate(below, below.milestones[1], day("2024-06-30"), -1, overdue=True, basis=None),
        OpenDate(below, None, day("2024-09-30"), 91, overdue=False, basis=None),
    ]
    assert [(found.item.ref, found.passed) for found in top.open_dates()] == [
        ("1.9", False), ("1", False), ("1.1.2", True), ("1.1", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "closed"),
    [("not-started", False), ("in-progress", False), ("blocked", False), ("done", True), ("cancelled", True)],
)
def test_done_and_cancelled_are_closed(status: str, closed: bool) -> None:  # noqa: FBT001 - a column of the table
    """Nothing is left to do on a task that is done or cancelled."""
    line = f'{{"kind": "report", "ref": "1.1", "on": "2024-03-01", "status": "{status}"}}'
    assert facts(line, "1.1").closed is closed


def test_nothing_reported_is_not_closed() -> None:
    """Silence closes nothing."""
    assert facts("", "1.1").closed is False


def test_lights_go_from_best_to_worst() -> None:
    """A parent takes the worst, which is the last of these."""
    assert [meaning.value for meaning in Meaning] == [
        "cancelled", "done", "not-due", "on-track", "attention", "unreported", "off-track",
    ]  # fmt: skip
