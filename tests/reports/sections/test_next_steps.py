"""What comes next: due dates, and next steps that were reported."""

from __future__ import annotations

from section_fixtures import said_sections
from showcase import ZONE, ctx
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.model.history import History
from plantrack.reports.periodic import periodic_report

TASKS = plan("""
    tasks:
    - {ref: "1", title: 甲, kind: deliverable, due: 2024-11-22, lead: [stic],
       milestones: [{ref: "1.1", title: 初稿, due: 2024-11-19}, {ref: "1.2", title: 征求意见, due: 2024-11-12}]}
    - {ref: "2", title: 乙, kind: ongoing}
    - {ref: "3", title: 丙, kind: ongoing}
    - {ref: "4", title: 丁, kind: deliverable, due: 2024-11-20}
""")
LINES = """
    {"kind": "report", "ref": "1", "on": "2024-11-05", "next": "定稿"}
    {"kind": "report", "ref": "2", "on": "2024-11-05", "next": "上期的安排"}
    {"kind": "report", "ref": "3", "on": "2024-11-14", "next": "招标"}
    {"kind": "report", "ref": "4", "on": "2024-11-14", "status": "done"}
"""


def test_by_date() -> None:
    """First what falls due, with the step of its task at the earliest date; then the other steps of this period."""
    found = periodic_report(TASKS, History(journal(LINES)), period_of(day("2024-11-17"), "week"), zone=ZONE)
    said = said_sections(found, ctx("zh", of=TASKS))["next"]
    assert said.sentences == ("2024年第47周到期：任务1项、节点1个。",)
    assert said.rows == (
        "2024-11-19 | 1.1 | 初稿（甲） | 科创局 | 定稿（2024-11-05）",
        "2024-11-22 | 1 | 甲 | 科创局 | –",
        "– | 3 | 丙 | 无 | 招标（2024-11-14）",
    )
