"""Records that name what the plan does not have, that come from the future, or that were rewritten."""

from __future__ import annotations

import pytest
from support import history, journal, moment, plan

from plantrack.checks.records import predated, rewritten, unknown_references
from plantrack.model.history import History
from plantrack.model.plan import Plan

PLAN: Plan = plan("""
    indicators: [{id: firms, label: 企业, unit: 家, tasks: ["2"]}]
    tasks:
    - {ref: "1", title: 一, kind: ongoing, milestones: [{ref: "1.1", title: 初稿, due: 2024-03-31}]}
    - {ref: "2", title: 二, kind: ongoing}
""")
NOW = moment("2024-04-01T00:00:00Z")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"kind": "report", "ref": "1", "on": "2024-03-01", "next": "x"}', []),
        ('{"kind": "milestone", "ref": "1.1", "on": "2024-03-01", "state": "reached"}', []),
        ('{"kind": "measure", "ref": "firms", "on": "2024-03-01", "value": 1, "unit": "家", "text": "1家"}', []),
        ('{"kind": "retract", "target": "u00"}', []),
        (
            '{"kind": "report", "ref": "9", "on": "2024-03-01", "next": "x"}',
            ["j.jsonl:1: the plan has nothing called 9; the record is kept and left alone"],
        ),
        ('{"kind": "report", "ref": "2", "on": "2024-03-01", "at": "2024-04-02T00:00:00Z", "next": "x"}', []),
        (
            '{"kind": "report", "ref": "2", "on": "2024-03-01", "at": "2024-04-02T00:00:01Z", "next": "x"}',
            ["j.jsonl:1: recorded at 2024-04-02 08:00, more than a day from now; whose clock is wrong?"],
        ),
    ],
)
def test_stray_records_are_warned_of(line: str, expected: list[str]) -> None:
    """Records that name what the plan does not have, and records from more than a day ahead."""
    found = unknown_references(PLAN, History(journal(line)), {"u01": ("j.jsonl", 1)}, NOW)
    assert [problem.text() for problem in found] == expected
    assert all(problem.warning for problem in found)


def test_what_was_dropped_was_in_the_plan() -> None:
    """Records from before an amendment dropped their task are no unknown_records."""
    lines = """
        {"kind": "adopt", "on": "2024-01-10", "promises": {"9": {}}}
        {"kind": "report", "ref": "9", "on": "2024-03-01", "next": "x"}
    """
    dropped = '{"kind": "adopt", "on": "2024-03-02", "promises": {"9": {"dropped": true}}}'
    assert len(unknown_references(PLAN, history(lines), {}, NOW)) == 1
    assert unknown_references(PLAN, history(lines + dropped), {}, NOW) == []


def test_a_record_may_be_both() -> None:
    """Each is told; without known places neither has a line."""
    line = '{"kind": "report", "ref": "9", "on": "2024-03-01", "at": "2024-04-03T00:00:00Z", "next": "x"}'
    assert [(p.file, p.line) for p in unknown_references(PLAN, History(journal(line)), {}, NOW)] == [("", 0)] * 2


ONE: Plan = plan("""
    tasks: [{ref: "1", title: {zh: 一, en: One}, kind: ongoing}]
""")
ADOPT = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}}}'
REPORT = '{"kind": "report", "ref": "1", "on": "2024-03-01", "percent": 5}'
GONE = "the record u02 of 刘洋 is gone or changed; restore it: the journal is append-only"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([ADOPT, REPORT], []),
        ([ADOPT, REPORT, REPORT.replace("5", "6")], []),
        ([ADOPT, REPORT, '{"kind": "retract", "target": "u02"}'], []),
        ([ADOPT], [GONE]),
        ([ADOPT, REPORT.replace("5", "6")], [GONE]),
        (
            [ADOPT.replace("06-30", "07-31"), REPORT],
            [
                GONE.replace("u02", "u01"),
                "Text(zh='一', en='One'): the first promise was changed; it must stay, so undo the change",
            ],
        ),
    ],
)
def test_rewritten(now: list[str], expected: list[str]) -> None:
    """Adding is fine, a retraction too; a record that is gone or changed is found, and a first promise that changed."""
    found = rewritten(ONE, history(f"{ADOPT}\n{REPORT}"), history("\n".join(now)))
    assert [one.message.text() for one in found] == expected


GUARDED = """
    {"kind": "adopt", "on": "2024-02-01", "promises": {}, "terms": {"policy": {"approval": {"close": "recorded"}}}}
    {"kind": "report", "ref": "1", "on": "2024-03-01", "percent": 10}
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"kind": "report", "on": "2024-01-05", "status": "cancelled"', ["1"]),
        ('"kind": "report", "on": "2024-01-05", "status": "done"', ["1"]),
        ('"kind": "report", "on": "2024-01-05", "status": "blocked"', []),
        ('"kind": "reschedule", "on": "2024-01-05", "step": "approve", "due": "2025-01-31"', ["1"]),
        ('"kind": "report", "on": "2024-03-05", "status": "cancelled"', []),
    ],
    ids=["cancelled", "done", "another status", "a date", "found as it stands"],
)
def test_what_is_new_is_no_older_than_the_adoption(line: str, found: list[str]) -> None:
    """A record that was not there and claims an earlier moment needs the approval all the same."""
    new = history(GUARDED + f'{{"id": "NEW", "ref": "1", {line}}}')
    assert [(one.rule, one.ref) for one in predated(PLAN, history(GUARDED), new)] == [
        ("unapproved", ref) for ref in found
    ]
    assert list(predated(PLAN, new, new)) == []
