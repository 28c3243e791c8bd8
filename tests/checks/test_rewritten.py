"""Rewritten history: records that are gone or changed, and first promises that changed."""

from __future__ import annotations

import pytest
from support import history, plan

from plantrack.checks.rewritten import rewritten
from plantrack.model.plan import Plan

PLAN: Plan = plan("""
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
    found = rewritten(PLAN, history(f"{ADOPT}\n{REPORT}"), history("\n".join(now)))
    assert [one.message.text() for one in found] == expected
