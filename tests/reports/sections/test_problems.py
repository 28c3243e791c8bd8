"""What needs attention: each task once, the worst first."""

from __future__ import annotations

from section_fixtures import said_sections
from showcase import ZONE, ctx
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.model.history import History
from plantrack.reports.periodic import periodic_report

TASKS = plan("""
    report_every: week
    tasks:
    - ref: "1"
      title: 平台
      tasks:
      - {ref: "1.1", title: 按期, kind: deliverable, due: 2024-12-31, lead: [stic]}
      - {ref: "1.2", title: 受阻, kind: deliverable, due: 2024-12-31, lead: [stic]}
      - {ref: "1.3", title: 超期, kind: deliverable, due: 2024-11-10, lead: [fund],
         milestones: [{ref: "1.3.1", title: 初稿, due: 2024-10-31}]}
      - {ref: "1.4", title: 将到期, kind: deliverable, due: 2024-11-20, lead: [stic]}
      - {ref: "1.5", title: 沉默一, kind: ongoing, lead: [stic, fund]}
      - {ref: "1.6", title: 沉默二, kind: ongoing, lead: [stic, fund]}
      - {ref: "1.7", title: 沉默三, kind: ongoing}
      - {ref: "1.8", title: 落后, kind: deliverable, due: 2024-11-30, lead: [stic]}
""")
LINES = """
    {"kind": "adopt", "on": "2024-11-01", "promises": {"1.1": {}, "1.2": {}, "1.3": {}, "1.4": {}, "1.5": {}, "1.6": {}, "1.7": {}, "1.8": {}}}
    {"kind": "report", "ref": "1.1", "on": "2024-11-12", "percent": 95, "status": "in-progress", "problem": "场地未定。"}
    {"kind": "report", "ref": "1.2", "on": "2024-11-12", "percent": 95, "status": "blocked", "problem": "资金未到位"}
    {"kind": "report", "ref": "1.3", "on": "2024-11-13", "percent": 90, "status": "in-progress"}
    {"kind": "report", "ref": "1.4", "on": "2024-11-13", "percent": 99, "status": "in-progress"}
    {"kind": "report", "ref": "1.8", "on": "2024-11-13", "percent": 80, "status": "in-progress"}
    {"kind": "report", "ref": "1.6", "on": "2024-11-08", "status": "in-progress"}
"""  # noqa: E501


def rows(language: str, lines: str = LINES) -> tuple[str, ...]:
    """Return the rows of the report on a week."""
    week = period_of(day("2024-11-17"), "week")
    found = periodic_report(TASKS, History(journal(lines)), week, zone=ZONE)
    return said_sections(found, ctx(language, of=TASKS))["problems"].rows


def test_the_worst_first() -> None:
    """By light, days late, and reports missed; then what is blocked, and what is furthest behind."""
    assert rows("zh") == (
        "1.3 | 超期 | 基金委 | 滞后：超期7天、节点1.3.1未按期完成 | 17 | –",
        "– | 应报未报2项，最长连续2期：1.5、1.6 | 科创局、基金委 | 应报未报 | – | –",
        "– | 应报未报1项，连续2期：1.7 | 无 | 应报未报 | – | –",
        "1.2 | 受阻 | 科创局 | 关注：受阻 | – | 资金未到位（2024-11-12）",
        "1.8 | 落后 | 科创局 | 关注：落后15.6个百分点 | – | –",
        "1.1 | 按期 | 科创局 | 正常 | – | 场地未定（2024-11-12）",
    )


def test_what_only_falls_due_soon_is_no_problem() -> None:
    """It stands with the next steps."""
    assert not [row for row in rows("en") if row.startswith("1.4")]


def test_one_period_is_not_told_in_a_row() -> None:
    """Nor is one task several."""
    lines = """
        {"kind": "adopt", "on": "2024-11-11", "promises": {"1.7": {}}}
    """
    assert rows("en", lines)[1:] == ("– | report owed on 1 task: 1.7 | nobody | unreported | – | –",)


def test_a_task_with_a_problem_is_not_drawn_together_with_others() -> None:
    """Also where it owes a report."""
    lines = """
        {"kind": "adopt", "on": "2024-11-01", "promises": {"1.5": {}, "1.6": {}}}
        {"kind": "report", "ref": "1.6", "on": "2024-11-05", "problem": "缺人"}
    """
    assert rows("en", lines)[1:] == (
        "– | report owed on 1 task, 2 periods in a row: 1.5 | STI Bureau, NSF | unreported | – | –",
        (
            "1.6 | 沉默二 | STI Bureau, NSF | unreported: no report for 2024-W46, nobody said how it stands | – |"
            " 缺人 (2024-11-05)"
        ),
    )


def test_a_problem_of_an_item() -> None:
    """It stands with the lights of what is below the item."""
    lines = """
        {"kind": "report", "ref": "1", "on": "2024-11-12", "problem": "协调不够"}
    """
    assert rows("zh", lines)[-1].startswith("1 | 平台 | 无 | ")
    assert rows("zh", lines)[-1].endswith(" | – | 协调不够（2024-11-12）")


OVER = plan("""
    tasks:
    - {ref: "1", title: 有消息, kind: deliverable, due: 2024-11-30, lead: [stic]}
    - {ref: "2", title: 超期, kind: deliverable, due: 2024-10-31, lead: [stic], basis: {due: assumed}}
    - {ref: "3", title: 沉默一, kind: ongoing, lead: [stic]}
    - {ref: "4", title: 沉默二, kind: ongoing, lead: [fund]}
""")
SAID = """
    {"kind": "adopt", "on": "2024-09-01", "promises": {"1": {}, "2": {}, "3": {}, "4": {}}}
    {"kind": "report", "ref": "1", "on": "2024-10-12", "percent": 40, "status": "in-progress"}
"""


def test_what_nobody_reported_on_in_a_plan_that_is_over() -> None:
    """One paragraph, where it is most of the plan: by lights, Before, each is called."""
    found = {
        week: said_sections(
            periodic_report(OVER, History(journal(SAID)), period_of(day(week), "week"), zone=ZONE), ctx("en", of=OVER)
        )["problems"]
        for week in ("2024-12-29", "2025-01-05")
    }
    assert found["2024-12-29"].sentences == ()
    assert [row[:2] for row in found["2024-12-29"].rows] == ["2 ", "1 ", "– ", "– "]
    (said,) = found["2025-01-05"].sentences
    assert said == (
        "Nothing was ever reported on 3 of 4 tasks, and what became of them is not known: "
        "off track 1 (2), unreported 2 (3, 4)."
    )
    assert [row[:2] for row in found["2025-01-05"].rows] == ["1 "]


def test_what_is_known_of_most_tasks_is_called_for_after_the_end() -> None:
    """Where half of the tasks or more were reported on, the others are called by their leads, then as before."""
    lines = SAID + """{"kind": "report", "ref": "3", "on": "2024-10-12", "status": "in-progress"}"""
    week = period_of(day("2025-01-05"), "week")
    found = said_sections(periodic_report(OVER, History(journal(lines)), week, zone=ZONE), ctx("en", of=OVER))[
        "problems"
    ]
    assert (found.sentences, len(found.rows)) == ((), 4)
