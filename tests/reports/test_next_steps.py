"""The next things to do: three of them, what presses first."""

from __future__ import annotations

import pytest
from support import day, journal, plan

from plantrack.model.history import History
from plantrack.reports.next_steps import NextStep, StepKind, next_steps
from plantrack.reports.overview import overview

PLAN = """
    report_every: month
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - ref: "1.1"
        title: 甲
        kind: deliverable
        due: 2024-06-30
        lead: [stic]
        milestones: [{ref: "1.1.1", title: 节点, due: 2024-03-01}]
      - {ref: "1.2", title: 乙, kind: ongoing, lead: [fund]}
      - {ref: "1.3", title: 丙, kind: ongoing, lead: [fund]}
"""
ADOPTED = (
    '{"kind": "adopt", "on": "2024-01-02", "promises": {"1.1": {"due": "2024-06-30", "lead": ["stic"]},'
    ' "1.1.1": {"due": "2024-03-01"}, "1.2": {"lead": ["fund"]}, "1.3": {"lead": ["fund"]}}}\n'
)
ASKED = '{"kind": "request", "on": "2024-02-10", "ref": "1.1", "what": "extend", "due": "2024-09-30", "reason": "x"}\n'
LATER = ASKED.replace("02-10", "02-11").replace("1.1", "1.1.1")
REPORTED = "".join(
    f'{{"kind": "report", "on": "2024-02-01", "ref": "{ref}", "for": "2024-01", "status": "in-progress"}}\n'
    for ref in ("1.1", "1.2", "1.3")
)
MISSED = NextStep(StepKind.OVERDUE, "1.1.1", 1, day("2024-03-01"))
CHECK, LIST, REPORT = NextStep(StepKind.CHECK), NextStep(StepKind.LIST), NextStep(StepKind.REPORT)


@pytest.mark.parametrize(
    ("records", "as_of", "steps"),
    [
        ("", "2023-12-01", [NextStep(StepKind.ADOPT), CHECK, LIST]),
        ("", "2024-01-31", [NextStep(StepKind.ADOPT), REPORT, CHECK]),
        (ADOPTED, "2024-01-31", [REPORT, CHECK, LIST]),
        (ADOPTED + REPORTED, "2024-02-22", [REPORT, CHECK, LIST]),
        (
            ADOPTED + REPORTED,
            "2024-02-23",
            [NextStep(StepKind.DUE_SOON, "1.1.1", 1, day("2024-03-01")), REPORT, CHECK],
        ),
        (
            ADOPTED,
            "2024-02-29",
            [
                NextStep(StepKind.OWED, "1.1", 3, name="fund", share=2),
                NextStep(StepKind.DUE_SOON, "1.1.1", 1, day("2024-03-01")),
                REPORT,
            ],
        ),
        (
            ADOPTED + REPORTED + LATER + ASKED,
            "2024-03-02",
            [
                NextStep(StepKind.ANSWER, "1.1", 2, day("2024-02-10"), "u06"),
                MISSED,
                NextStep(StepKind.OWED, "1.1", 3, name="fund", share=2),
            ],
        ),
        (
            ADOPTED,
            "2024-07-01",
            [
                NextStep(StepKind.OVERDUE, "1.1.1", 2, day("2024-03-01")),
                NextStep(StepKind.OWED, "1.1", 3, name="fund", share=2),
                REPORT,
            ],
        ),
    ],
)
def test_next_steps(records: str, as_of: str, steps: list[NextStep]) -> None:
    """A decision that is awaited, then what is overdue, owed or due soon; where nothing presses, reading."""
    known = plan(PLAN)
    view = overview(known, History(journal(records)).at(day(as_of)), day(as_of))
    assert list(next_steps(view)) == steps


def test_nobody_leads() -> None:
    """A report that is owed by nobody is still owed."""
    known = plan('report_every: month\ntasks: [{ref: "1", title: 一, kind: ongoing}]')
    state = History(journal('{"kind": "adopt", "on": "2024-01-02", "promises": {"1": {}}}')).at(day("2024-03-05"))
    found = next_steps(overview(known, state, day("2024-03-05")))
    assert found == (NextStep(StepKind.OWED, "1", 1, share=1), REPORT, CHECK)
