"""The ledger as an annex: a row for each task, neighbours on which nobody ever reported drawn together."""

from __future__ import annotations

from section_fixtures import SaidSection, said_sections
from showcase import ZONE, ctx
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.model.history import History
from plantrack.reports.periodic import periodic_report
from plantrack.reports.sections.section_table import all_sections

TASKS = plan("""
    report_every: week
    tasks:
    - ref: "1"
      title: 平台
      tasks:
      - {ref: "1.1", title: 甲, kind: deliverable, due: 2024-12-31, lead: [stic]}
      - {ref: "1.2", title: 乙, kind: deliverable, due: 2024-12-31, lead: [stic]}
      - {ref: "1.3", title: 丙, kind: deliverable, due: 2024-11-30, lead: [stic]}
      - {ref: "1.4", title: 丁, kind: ongoing, lead: [fund]}
      - {ref: "1.5", title: 戊, kind: deliverable, due: 2024-12-31, lead: [stic]}
      - {ref: "1.6", title: 己, kind: deliverable, due: 2024-11-01, lead: [stic]}
      - {ref: "1.7", title: 庚, kind: deliverable, due: 2024-11-01, lead: [stic]}
    - {ref: "2", title: 会议, kind: ongoing}
    - {ref: "3", title: 论坛, kind: ongoing}
""")
LINES = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1.1": {}, "1.2": {}, "1.3": {"due": "2024-11-30"}, "1.4": {}, "1.5": {}, "1.6": {}, "1.7": {}}}
    {"kind": "report", "ref": "1.5", "on": "2024-11-06", "percent": 30, "progress": "已动工", "next": "封顶"}
    {"kind": "report", "ref": "1.5", "on": "2024-11-13", "percent": 55, "problem": "缺人", "next": "招人"}
"""  # noqa: E501


def ledger(language: str, lines: str = LINES) -> SaidSection:
    """Return the ledger of a week."""
    week = period_of(day("2024-11-17"), "week")
    return said_sections(periodic_report(TASKS, History(journal(lines)), week, zone=ZONE), ctx(language, of=TASKS))[
        "ledger"
    ]


def test_one_row_each() -> None:
    """Then → now, with the words in force; those on which nobody reported share a row where they stand alike.

    What is late, due on another day or has no item above it never does.
    """
    assert ledger("zh").rows == (
        "1 | 平台 | – | – | 滞后 3、应报未报 4（最长连续8期） | 5% → 9.2%（+4.2） | 92.9% | – | – | –",
        "1.1、1.2 | 2项从未报送 | 科创局 | 2024-12-31 | 应报未报 | – | 87.3% | – | – | –",
        "1.3 | 丙 | 科创局 | 2024-11-30 | 应报未报 | – | 95.6% | – | – | –",
        "1.4 | 丁 | 基金委 | – | 应报未报 | – | – | – | – | –",
        "1.5 | 戊 | 科创局 | 2024-12-31 | 滞后 | 30% → 55%（+25） | 87.3% | 已动工（2024-11-06） | 缺人（2024-11-13） | 招人（2024-11-13）",  # noqa: E501
        "1.6 | 己 | 科创局 | 2024-11-01 | 滞后 | – | 100% | – | – | –",
        "1.7 | 庚 | 科创局 | 2024-11-01 | 滞后 | – | 100% | – | – | –",
        "2 | 会议 | 无 | – | 未到期 | – | – | – | – | –",
        "3 | 论坛 | 无 | – | 未到期 | – | – | – | – | –",
    )
    assert ledger("en").rows[1] == (
        "1.1, 1.2 | 2 tasks, never reported on | STI Bureau | 2024-12-31 | unreported | – | 87.3% | – | – | –"
    )


def test_what_went_past_its_promise() -> None:
    """It is named with the days since, the latest first, also where it is done by now or may take longer."""
    lines = """
        {"kind": "adopt", "on": "2024-09-18", "promises": {"1.5": {"due": "2024-10-31"}, "1.6": {"due": "2024-11-01"}, "1.7": {"due": "2024-11-01"}}}
        {"kind": "reschedule", "ref": "1.7", "on": "2024-10-20", "step": "approve", "due": "2024-12-15", "reason": "征求意见"}
        {"kind": "report", "ref": "1.6", "on": "2024-11-02", "status": "done"}
    """  # noqa: E501
    assert ledger("zh", lines).sentences == ("超过承诺时限的任务：1.5（17天）、1.7（16天）、1.6（1天）。",)
    assert ledger("en", lines).sentences == ("Past the date promised: 1.5 (17 days), 1.7 (16 days), 1.6 (1 day).",)
    assert ledger("en").sentences == ()


def test_its_outline() -> None:
    """A row that several share stands as deep as each of them."""
    week = period_of(day("2024-11-17"), "week")
    found = periodic_report(TASKS, History(journal(LINES)), week, zone=ZONE)
    assert all_sections(found)["ledger"].levels == (0, 1, 1, 1, 1, 1, 1, 0, 0)
