"""A plan as the events of a calendar: what is due on which day, and whether there is still something to do."""

from __future__ import annotations

import pytest
from support import day, history, moment, plan

from plantrack.evaluation.evaluate import evaluate
from plantrack.model.basis import basis_word
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.reports.calendar_events import CalendarEvent, Cut, calendar_events

FAIR: Plan = plan("""
    period: {first: 2024-01-01, last: 2024-04-30}
    report_due: 5th of next month
    tasks:
    - ref: "1"
      title: 一
      lead: [fund]
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-03-15
        basis: {due: assumed}
        milestones: [{ref: "1.1.1", title: 初稿, due: 2024-02-29}]
      - {ref: "1.2", title: 一之二, kind: ongoing, lead: [fund, smart]}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-04-15, lead: [smart]}
    - {ref: "3", title: 三, kind: ongoing}
""")
LINES = """
    {"kind": "adopt", "on": "2024-02-01", "promises": {"1": {}, "1.1": {"due": "2024-03-15"}, "1.1.1": {}, "1.2": {}, "2": {}}}
    {"kind": "report", "ref": "1.1", "on": "2024-02-20", "status": "in-progress"}
    {"kind": "report", "ref": "2", "on": "2024-02-21", "status": "in-progress"}
    {"kind": "report", "ref": "1.2", "on": "2024-02-22", "status": "in-progress"}
    {"kind": "milestone", "ref": "1.1.1", "on": "2024-02-27", "state": "reached"}
    {"kind": "report", "ref": "2", "on": "2024-03-10", "status": "done"}
    {"kind": "request", "ref": "1.1", "on": "2024-03-11", "what": "extend", "due": "2024-04-10", "reason": "r"}
    {"kind": "answer", "ref": "1.1", "on": "2024-03-12", "what": "extend", "verdict": "approve", "due": "2024-04-10", "request": "u07", "by": "张敏"}
    {"kind": "adopt", "on": "2024-03-20", "promises": {"3": {}}, "reason": "r"}
"""  # noqa: E501
WHOLE = Cut(day("2024-03-31"))


def events(lines: str = LINES, cut: Cut = WHOLE, units: tuple[str, ...] = ()) -> list[CalendarEvent]:
    """Return the events of the plan of the fair."""
    known = history(lines) if lines else History()
    roots = evaluate(FAIR, known.at(cut.as_of, cut.known_at), cut.as_of)
    return [*calendar_events(FAIR, roots, known, cut, units=units)]


def told(found: list[CalendarEvent]) -> list[str]:
    """Return a line for each event."""
    return [
        " ".join((one.name, str(one.day), "+".join(one.refs), "+".join(one.units), one.state,
                  basis_word(one.basis) or "–", str(one.moves)))
        for one in found
    ]  # fmt: skip


SMART = [
    "report-smart-2024-02 2024-03-05 1.2+2 smart done – 1",
    "report-smart-2024-03 2024-04-08 1.2 smart open – 1",
    "report-smart-2024-04 2024-05-07 1.2 smart open – 1",
]
LAST = moment("2024-03-20T04:09:00Z")


def test_every_date_and_report_day() -> None:
    """Dates keep their name when they move; a report day lists what is still to be reported, unless all is closed."""
    assert told(events()) == [
        "milestone-1.1.1 2024-02-29 1.1.1 fund done – 0",
        "task-1.1 2024-04-10 1.1 fund open approved 1",
        "task-2 2024-04-15 2 smart done – 0",
        "report-fund-2024-02 2024-03-05 1.1+1.2 fund done – 1",
        "report-fund-2024-03 2024-04-08 1.1+1.2 fund open – 1",
        "report-fund-2024-04 2024-05-07 1.1+1.2 fund open – 1",
        *SMART,
    ]


def test_when_they_changed() -> None:
    """The records say when: the one that moved the date or closed the task; of report days the last of all."""
    changed = {one.name: one.changed for one in events()}
    dates = {"milestone-1.1.1": "2024-02-27T04:05", "task-1.1": "2024-03-12T04:08", "task-2": "2024-03-10T04:06"}
    assert {name: at for name, at in changed.items() if name in dates} == {
        name: moment(f"{at}:00Z") for name, at in dates.items()
    }
    assert {at for name, at in changed.items() if name not in dates} == {LAST}


def test_report_days_of_a_unit() -> None:
    """Of several units, only those that are asked for."""
    assert told([one for one in events(units=("smart",)) if one.period]) == SMART


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (Cut(day("2024-03-11")), "task-1.1 2024-03-15 1.1 fund open assumed 0"),
        (Cut(day("2024-03-12")), "task-1.1 2024-04-10 1.1 fund open approved 1"),
        (Cut(day("2024-03-31"), moment("2024-03-11T23:00:00Z")), "task-1.1 2024-03-15 1.1 fund open assumed 0"),
    ],
)
def test_a_cut(cut: Cut, expected: str) -> None:
    """An extension moves the event from its day on, as it was known."""
    assert [line for line in told(events(cut=cut)) if line.startswith("task-1.1 ")] == [expected]


def test_an_amendment_to_come() -> None:
    """What was adopted from a later day on makes no event of an earlier day a newer one."""
    reports = [one for one in events(cut=Cut(day("2024-03-19"))) if one.period]
    assert {one.moves for one in reports} == {0}
    assert {one.moves for one in events() if one.period} == {1}


def test_a_plan_without_records() -> None:
    """Its dates stand; nobody owes a report, and nothing tells when anything changed."""
    assert told(events("")) == [
        "milestone-1.1.1 2024-02-29 1.1.1 fund open – 0",
        "task-1.1 2024-03-15 1.1 fund open assumed 0",
        "task-2 2024-04-15 2 smart open – 0",
    ]
    assert {one.changed for one in events("")} == {None}


GONE = """
    {"kind": "report", "ref": "1.1", "on": "2024-03-21", "status": "cancelled"}
    {"kind": "report", "ref": "1.2", "on": "2024-03-21", "status": "cancelled"}
"""


def test_what_was_cancelled() -> None:
    """The event of a cancelled task stays and is cancelled, and so are report days on which nothing else is owed."""
    assert told(events(LINES + GONE)) == [
        "milestone-1.1.1 2024-02-29 1.1.1 fund done – 0",
        "task-1.1 2024-04-10 1.1 fund cancelled approved 1",
        "task-2 2024-04-15 2 smart done – 0",
        "report-fund-2024-02 2024-03-05 1.1+1.2 fund done – 1",
        "report-fund-2024-03 2024-04-08 1.1+1.2 fund done – 1",
        "report-fund-2024-04 2024-05-07 1.1+1.2 fund cancelled – 1",
        "report-smart-2024-02 2024-03-05 1.2+2 smart done – 1",
        "report-smart-2024-03 2024-04-08 1.2+2 smart done – 1",
        "report-smart-2024-04 2024-05-07 1.2+2 smart cancelled – 1",
    ]
