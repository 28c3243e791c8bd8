"""Supervision sheets: what is owed on a task, since when, what was promised and what was reported."""

from __future__ import annotations

import pytest
from support import day, history, moment, plan

from plantrack.dates.periods import DAY
from plantrack.errors import InputError
from plantrack.evaluation.evaluate import JudgingPolicy
from plantrack.model.plan import Plan
from plantrack.model.reminding import USUAL_LADDER, SheetColour
from plantrack.reports.supervision import SupervisionSheet, supervision

WORK: Plan = plan("""
    tasks:
    - ref: "1"
      title: 一
      lead: [fund]
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-11-15
        milestones: [{ref: "1.1.1", title: 初稿, due: 2024-10-31}]
      - {ref: "1.2", title: 一之二, kind: ongoing}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-12-31, lead: [fund]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-11-22, lead: [fund]}
    - {ref: "4", title: 四, kind: deliverable, due: 2024-11-22, lead: [fund]}
""")
LINES = """
    {"kind": "adopt", "on": "2024-10-05", "promises": {"1.1": {"due": "2024-11-08"}, "1.1.1": {}, "1.2": {}, "2": {}, "4": {}}}
    {"kind": "request", "ref": "1.1", "on": "2024-11-01", "what": "extend", "due": "2024-11-15", "reason": "意见较多"}
    {"kind": "answer", "ref": "1.1", "on": "2024-11-04", "what": "extend", "verdict": "approve", "due": "2024-11-15", "request": "u02", "by": "张敏"}
    {"kind": "report", "ref": "1.1", "on": "2024-11-05", "status": "in-progress", "progress": "已起草", "problem": "人手不足"}
    {"kind": "report", "ref": "4", "on": "2024-11-05", "status": "done"}
    {"kind": "request", "ref": "1.1.1", "on": "2024-11-12", "what": "extend", "due": "2024-12-01", "reason": "r"}
"""  # noqa: E501
TODAY = day("2024-11-18")


def sheet(ref: str, as_of: str = "2024-11-18", known_at: str | None = None, grace: int = 0) -> SupervisionSheet:
    """Return the sheet of a task."""
    today, known = day(as_of), moment(known_at) if known_at else None
    (found,) = supervision(WORK, history(LINES), [ref], (today, known), JudgingPolicy(grace=grace, over=today - DAY))
    return found


def owed(found: SupervisionSheet) -> list[str]:
    """Return a line for each thing owed."""
    return [f"{one.kind} {'+'.join(one.refs)} {one.day} {one.workdays}" for one in found.owed]


@pytest.mark.parametrize(
    ("ref", "lines", "colour"),
    [
        ("1.1", ["milestone 1.1.1 2024-10-31 -12", "task 1.1 2024-11-15 -1"], SheetColour.RED),
        ("1", ["milestone 1.1.1 2024-10-31 -12", "task 1.1 2024-11-15 -1"], SheetColour.RED),
        ("1.2", ["report 1.2 2024-11-30 9", "report 1.2 2024-12-31 31"], None),
        ("2", ["report 2 2024-11-30 9", "task 2 2024-12-31 31", "report 2 2024-12-31 31"], None),
        ("3", ["task 3 2024-11-22 4"], None),
    ],
)
def test_what_is_owed(ref: str, lines: list[str], colour: SheetColour | None) -> None:
    """What is overdue of a task and what is below it, else the next three dates; and the colour of its step."""
    found = sheet(ref)
    assert owed(found) == lines
    assert (found.step.colour if found.step else None) == colour


@pytest.mark.parametrize(
    ("as_of", "colour"),
    [
        ("2024-11-13", None),
        ("2024-11-19", SheetColour.BLUE),
        ("2024-11-22", SheetColour.BLUE),
        ("2024-11-25", SheetColour.YELLOW),
        ("2024-12-03", SheetColour.RED),
    ],
)
def test_the_ladder(as_of: str, colour: SheetColour | None) -> None:
    """The nearer and the longer past the day, the higher the step."""
    found = sheet("3", as_of)
    assert found.step
    assert found.step.colour == colour


def test_the_ladder_of_reminders() -> None:
    """It is the same: within the grace nothing is late, and no step falls on a day off."""
    days = ("2024-11-25", "2024-11-28")
    assert [sheet("3", one, grace=5).step for one in days] == [USUAL_LADDER[2], USUAL_LADDER[3]]
    assert [sheet("1.2", one).step for one in ("2024-11-30", "2024-12-02")] == [None, USUAL_LADDER[3]]


def test_promise_requests_and_words() -> None:
    """What was promised first, what was asked for of the task and its milestones, and what was said last."""
    found = sheet("1.1")
    assert (found.facts.promised_due, found.facts.due) == (day("2024-11-08"), day("2024-11-15"))
    assert [(one.ref, one.answer) for one in found.requests] == [("1.1", "approved"), ("1.1.1", "pending")]
    assert found.words.progress
    assert found.words.problem
    assert (found.words.progress.text, found.words.problem.text) == ("已起草", "人手不足")


def test_what_was_known() -> None:
    """Records that were made later do not count."""
    found = sheet("1.1", known_at="2024-11-02T00:00:00Z")
    assert (found.facts.due, [one.answer for one in found.requests]) == (day("2024-11-08"), ["pending"])


def test_what_is_closed() -> None:
    """There is nothing to supervise."""
    with pytest.raises(InputError, match="is closed already"):
        sheet("4")
