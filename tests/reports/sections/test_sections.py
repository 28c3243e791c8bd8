"""The sections of the report: their order, and what each says in words."""

from __future__ import annotations

import pytest
from section_fixtures import SaidSection, said_sections
from showcase import SHOWN, UPDATES, W46, ZONE, ctx, shown_report
from support import day, history, journal, plan

from plantrack.dates.periods import period
from plantrack.evaluation.facts import Meaning
from plantrack.model.history import History
from plantrack.render.cells import message_words
from plantrack.reports.cells import LightCell, ReportCell
from plantrack.reports.periodic import periodic_report
from plantrack.reports.sections.bulletin import bulletin
from plantrack.reports.sections.section_table import all_sections, report_sections, report_title

TITLES = {
    "zh": [
        "总体情况", "主要进展", "存在问题", "下一步工作", "工作进展台账", "单位情况", "指标与2023年对照",
        "申请与批复",
        "延期（按单位）", "补报以前各期", "2024年第45周数据更正", "本通报的依据",
    ],
    "en": [
        "Overall", "Progress made", "Problems", "Next steps", "Ledger of progress", "Units", "Indicators beside 2023",
        "Requests", "Extensions, by unit", "Arrived late for an earlier period", "Restated: week 45 of 2024",
        "What this report rests on",
    ],
}  # fmt: skip
KEYS = [
    "overall", "summary", "items", "progress", "changed", "reached", "reported", "problems", "late", "past_promise",
    "at_risk", "unreported", "next", "due_next", "ledger", "units", "indicators", "requests", "extensions_by_unit",
    "amendments", "reminders", "arrived_late", "restated", "assumed", "provenance", "basis",
]  # fmt: skip


def rows(section: SaidSection) -> list[str]:
    """Return the head and the rows of a table."""
    return [section.head, *section.rows]


def sections(language: str) -> dict[str, SaidSection]:
    """Return the sections of the report shown, by key."""
    return said_sections(shown_report(), ctx(language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sections_stand_in_their_order(language: str) -> None:
    """The body, the annexes and what they rest on; a part with nothing to say is left out, not announced."""
    found = report_sections(shown_report())
    assert [message_words(section.title, ctx(language)) for section in found] == TITLES[language]
    assert [section.part for section in found] == ["body"] * 4 + ["annex"] * 7 + ["foot"]
    assert list(sections(language)) == KEYS


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "科技创新计划：2024年第46周进展通报"), ("en", "Innovation plan: report on week 46 of 2024")],
)
def test_the_title(language: str, title: str) -> None:
    """Plan and period."""
    assert message_words(report_title(shown_report()), ctx(language)) == title


def test_the_sentences() -> None:
    """What stands above the tables."""
    assert {key: section.sentences for key, section in sections("en").items() if section.sentences} == {
        "overall": tuple(message_words(words, ctx("en")) for words in bulletin(shown_report())),
        "next": ("Due in week 47 of 2024: 1 milestone.",),
        "ledger": ("Past the date promised: 1.2 (17 days), 2.2 (7 days).",),
        "units": (
            "Ranked by reports given: of the tasks that owe reports, those whose latest one is in.",
            "Differences of percentages are in points.",
        ),
        "restated": ("On 2024-11-11 the period before was known otherwise; what was recorded since then says:",),
        "requests": ("Requests: 1, none of them asked for or answered in this period.",),
        "indicators": ("Indicators not measured, and not listed here: 1.",),
        "assumed": ("Neither the document nor a published source says these; somebody here set them.",),
        "basis": (
            "Plan: Innovation plan (p).",
            (
                "Period: 11 November 2024 to 17 November 2024, as of 17 November 2024; known: everything recorded;"
                " light rules: The rules of this tool (default)."
            ),
            "Assumed, as neither the document nor a published source says it: leads 1, due dates 1, dates of milestones 1.",  # noqa: E501
        ),
    }


def test_the_paragraphs() -> None:
    """What was reached and reported: one for each item, a sentence for each task, in the words typed, with its day."""
    assert sections("en")["progress"].paragraphs == (
        (
            "1 Grow firms",
            "1.1 Foster high-tech firms, led by STI Bureau (assumed): 12 November: High-tech firms at over 25,000 (2024).",  # noqa: E501
        ),
        (
            "2 Hold the fair",
            (
                "2.1 Run the fair, led by STI Bureau (document): 14 November: milestone 2.1.1 Opened reached"
                " (example.org); 16 November: done, 圆满闭幕, Edition at no. 26 (2024)."
            ),
        ),
    )


ROWS = {
    "summary": [
        "What | Number | Period before | Change",
        "Tasks | 4 | 4 | =",
        "Done | 1 | 0 | +1",
        "On track | 1 | 1 | =",
        "Attention | 0 | 0 | =",
        "Off track | 2 | 1 | +1",
        "Unreported | 0 | 2 | -2",
        "Not due yet | 0 | 0 | =",
        "Besides: reports owed | 2 | 2 | =",
        "Besides: reports owed, under another light | 2 | 0 | +2",
        "Besides: tasks overdue | 1 | 0 | +1",
        "Besides: milestones missed | 1 | 1 | =",
        "Besides: tasks past the date promised | 2 | 1 | +1",
        "Ever reported on | 3/4 | 2/4 | +1",
        "Progress | 46.7% | 13.3% | +33.4 points",
        "Expected | 98.5% | 97.1% | +1.4 points",
    ],
    "items": [
        "No. | Item | Progress | Expected | Ever reported | Light | Next due | Past due",
        "1 | Grow firms | 40% | 95.6% | 2/2 | off track 1, on track 1 | 2024-11-20 (document) | 2024-10-31 (assumed)",
        "2 | Hold the fair | 50% | 100% | 1/2 | off track 1, done 1 | – | 2024-11-10 (assumed)",
    ],
    "reached": [
        "On | No. | What | Promised | Days past the promise",
        "2024-11-14 | 2.1.1 | Opened (Run the fair) | 2024-11-14 (published) | 0",
        "2024-11-16 | 2.1 | Run the fair | 2024-11-16 (published) | 0",
    ],
    "reported": [
        "On | No. | What | Reported | By",
        "2024-11-12 | 1.1 | High-tech firms | over 25,000 (2024) | 刘洋",
        "2024-11-14 | 2.1.1 | Opened | reached [https://example.org/fair] | 刘洋",
        "2024-11-16 | 2.1 | Run the fair | done, 圆满闭幕 | 刘洋",
        "2024-11-16 | 2.1 | Edition | no. 26 (2024, not comparable, 线上线下) | 刘洋",
    ],
    "problems": [
        "No. | Task | Lead | Light | Days late (longest) | Problem",
        "1.2 | Issue the measures | SMART (document) | off track: 55.6 points behind, no report for 2024-W46, milestone 1.2.1 missed | 17 | 资金未到位 (2024-11-06)",  # noqa: E501
        "2.2 | Sum up | nobody | off track: 7 days past its date, no report for 2024-W46 (8 periods in a row, since 2024-W39) | 7 | –",  # noqa: E501
    ],
    "next": [
        "Due | No. | What | Lead | Next step",
        "2024-11-20 (document) | 1.2.2 | Submitted (Issue the measures) | SMART (document) | 征求意见 (2024-11-08)",
    ],
    "ledger": [
        "No. | Task | Lead | Due | Light | Progress | Expected | Done so far | Problem | Next step",
        "1 | Grow firms | – | – | off track 1, on track 1 | 40% | 95.6% | – | – | –",
        "1.1 | Foster high-tech firms | STI Bureau (assumed) | – | on track | – | – | 推进中 (2024-11-05) | – | –",
        "1.2 | Issue the measures | SMART (document) | 2024-10-31 → 2024-11-30 (approved) | off track | 40% | 95.6% | – | 资金未到位 (2024-11-06) | 征求意见 (2024-11-08)",  # noqa: E501
        "2 | Hold the fair | – | – | off track 1, done 1 | – → 50% | 100% | – | – | –",
        "2.1 | Run the fair | STI Bureau (document) | 2024-11-16 (published) | unreported → done | – → 100% | 100% | 圆满闭幕 (2024-11-16) | – | –",  # noqa: E501
        "2.2 | Sum up | nobody | 2024-11-10 (assumed) | unreported → off track | – | 100% | – | – | –",
    ],
    "late": [
        "No. | What | Due | Days late | Lead",
        "1.2.1 | Drafted (Issue the measures) | 2024-10-31 (assumed) | 17 | SMART (document)",
        "2.2 | Sum up | 2024-11-10 (assumed) | 7 | nobody",
    ],
    "past_promise": [
        "No. | Task | Promised | Reached | Due now | Days past the promise | Lead",
        "1.2 | Issue the measures | 2024-10-31 | – | 2024-11-30 (approved) | 17 | SMART (document)",
        "2.2 | Sum up | 2024-11-10 (assumed) | – | 2024-11-10 (assumed) | 7 | nobody",
    ],
    "requests": [
        "No. | What | Asked for | Promised | Due → asked | Days | Request | Answer",
        "1.2 | Issue the measures | extension | 2024-10-31 | 2024-10-31 → 2024-11-30 | 30 | 2024-10-20: 意见较多 (刘洋) | self-approved on 2024-10-21 by 刘洋",  # noqa: E501
    ],
    "extensions_by_unit": [
        "Unit | Asked | Asked late | Days granted | Answers | Reasons",
        "SMART | 1 | 0 | 30 | 1 approved | 意见较多",
    ],
    "at_risk": [
        "No. | Task | Light | Next due | Past due | Lead",
        "1.2 | Issue the measures | off track: 55.6 points behind, no report for 2024-W46, milestone 1.2.1 missed | 2024-11-20 (document) | 2024-10-31 (assumed) | SMART (document)",  # noqa: E501
    ],
    "unreported": ["Unit | Count | Most in a row | References", "SMART | 1 | 1 | 1.2", "nobody | 1 | 8 | 2.2"],
    "due_next": [
        "Due | No. | What | Lead",
        "2024-11-20 (document) | 1.2.2 | Submitted (Issue the measures) | SMART (document)",
    ],
    "indicators": [
        "Indicator | 2023 | Latest | Change | Target",
        (
            "High-tech firms | over 24,700 | over 25,000 (2024) | about +1.2% | "
            "at least 26,000 (document), 1,000 short of it"
        ),
        "Edition | no. 25 | no. 26 (2024) | not comparable | –",
    ],
    "arrived_late": [
        "On | No. | What | Reported | By",
        "2024-11-08 | 1.2 | Issue the measures | in progress, next: 征求意见 | 刘洋",
    ],
    "assumed": [
        "What | Count | References",
        "Lead | 1 | 1.1",
        "Due date | 1 | 2.2",
        "Milestone dates | 1 | 1.2.1",
    ],
}
"""Every row of the report on the plan shown."""


@pytest.mark.parametrize("title", ROWS)
def test_the_rows(title: str) -> None:
    """Columns first; what has no value is a dash."""
    assert rows(sections("en")[title]) == ROWS[title]


def test_a_date_that_was_moved_shows_the_one_promised() -> None:
    """Both are always shown: the current one with its basis, and what was promised."""
    found = periodic_report(SHOWN, History(UPDATES), W46.next(), zone=ZONE)
    due = said_sections(found, ctx("en"))["due_next"]
    moved = "2024-11-30 (approved), promised for 2024-10-31"
    assert rows(due)[1:] == [f"{moved} | 1.2 | Issue the measures | SMART (document)"]
    late = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, as_of=day("2024-12-02"))
    section = said_sections(late, ctx("zh"))["late"]
    assert rows(section)[-1] == "1.2 | 印发扶持办法 | 2024-11-30（批准），原承诺2024-10-31 | 2 | 医学科学院（原文）"


MOVES = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"due": "2024-10-31", "lead": ["stic"]}, "1.1": {"due": "2024-10-31"}, "2": {}, "8": {}}}
    {"kind": "reschedule", "on": "2024-10-08", "ref": "1", "step": "ask", "due": "2024-11-15", "reason": "意见较多", "by": "陈静"}
    {"kind": "reschedule", "on": "2024-10-09", "ref": "1", "step": "approve", "due": "2024-11-15", "ask": "u02", "reason": "同意"}
    {"kind": "reschedule", "on": "2024-11-12", "ref": "1.1", "step": "ask", "due": "2024-11-30", "reason": "再次征求意见"}
    {"kind": "reschedule", "on": "2024-10-10", "ref": "2", "step": "ask", "due": "2025-03-31", "reason": "跨年"}
    {"kind": "reschedule", "on": "2024-11-13", "ref": "2", "step": "refuse", "ask": "u05", "reason": "不得跨年"}
    {"kind": "reschedule", "on": "2024-10-11", "ref": "8", "step": "approve", "due": "2024-12-31"}
    {"kind": "adopt", "on": "2024-11-14", "promises": {"1": {"due": "2024-11-20", "lead": ["stic", "smart"]}, "2": {"dropped": true}, "9": {}}, "reason": "调整", "by": "张敏"}
    {"kind": "adopt", "on": "2024-11-04", "promises": {"1.1": {"due": "2024-10-25"}}}
"""  # noqa: E501
MOVED = plan("""
    title: {zh: 计划, en: Plan}
    tasks:
    - ref: "1"
      title: {zh: 办法, en: Measures}
      kind: deliverable
      due: 2024-11-20
      lead: [stic, smart]
      milestones: [{ref: "1.1", title: {zh: 初稿, en: Draft}, due: 2024-10-31}]
    - {ref: "2", title: {zh: 展会, en: Fair}, kind: deliverable, due: 2024-12-31, lead: [stic]}
""")


def moves(language: str) -> dict[str, SaidSection]:
    """Return the sections of a report on amendments and extensions, by title."""
    found = periodic_report(MOVED, History(journal(MOVES)), W46, zone=ZONE)
    return said_sections(found, ctx(language, of=MOVED))


def test_amendments_of_the_period() -> None:
    """What each changed from old to new, with its reason; that of the week before is not told again."""
    assert rows(moves("en")["amendments"]) == [
        "On | No. | What | Amended | Old → new | Reason | By",
        "2024-11-14 | 1 | Measures | due | 2024-10-31 → 2024-11-20 | 调整 | 张敏",
        "2024-11-14 | 1 | Measures | lead | STI Bureau → STI Bureau, SMART | 调整 | 张敏",
        "2024-11-14 | 2 | Fair | is dropped | – | 调整 | 张敏",
        "2024-11-14 | 9 | – | is new | – | 调整 | 张敏",
    ]
    assert rows(moves("zh")["amendments"])[1:3] == [
        "2024-11-14 | 1 | 办法 | 完成时限 | 2024-10-31 → 2024-11-20 | 调整 | 张敏",
        "2024-11-14 | 1 | 办法 | 牵头单位 | 科创局 → 科创局、医学科学院 | 调整 | 张敏",
    ]


def test_extensions_of_all_times() -> None:
    """Those of the period first; the original date beside each, what was asked late as such, the id of what is open."""
    section = moves("en")["requests"]
    assert section.sentences == ("Requests: 4; asked for or answered in this period, and first in the list: 2.",)
    assert rows(section)[1:] == [
        "2 | Fair | extension | – | 2024-12-31 → 2025-03-31 | – | 2024-10-10: 跨年 (刘洋) | refused on 2024-11-13 by 刘洋 (不得跨年)",  # noqa: E501
        "1.1 | Draft (Measures) | extension | 2024-10-31 | 2024-10-25 → 2024-11-30 | – | 2024-11-12, late: 再次征求意见 (刘洋) | pending, request u04",  # noqa: E501
        "1 | Measures | extension | 2024-10-31 | 2024-10-31 → 2024-11-15 | 15 | 2024-10-08: 意见较多 (陈静) | approved on 2024-10-09 by 刘洋 (同意)",  # noqa: E501
        "8 | – | extension | – | – → 2024-12-31 | – | 2024-10-11: – (刘洋) | approved on 2024-10-11 by 刘洋",
    ]
    assert rows(moves("zh")["requests"])[1:3] == [
        "2 | 展会 | 延期 | – | 2024-12-31 → 2025-03-31 | – | 2024-10-10：跨年（刘洋） | 2024-11-13由刘洋答复不批准（不得跨年）",  # noqa: E501
        "1.1 | 初稿（办法） | 延期 | 2024-10-31 | 2024-10-25 → 2024-11-30 | – | 2024-11-12，逾期申请：再次征求意见（刘洋） | 待答复，申请号u04",  # noqa: E501
    ]


def test_extensions_by_unit() -> None:
    """How many each unit asked for, how many of them late, the days granted, the answers, and the reasons."""
    assert rows(moves("en")["extensions_by_unit"])[1:] == [
        "STI Bureau | 3 | 1 | 15 | 1 approved, 1 refused, 1 pending | 意见较多; 跨年; 再次征求意见",
        "SMART | 2 | 1 | 15 | 1 approved, 1 pending | 意见较多; 再次征求意见",
        "nobody | 1 | 0 | 0 | 1 approved | –",
    ]
    assert rows(moves("zh")["extensions_by_unit"]) == [
        "单位 | 申请 | 逾期申请 | 批准天数 | 答复 | 理由",
        "科创局 | 3 | 1 | 15 | 批准1、不批准1、待答复1 | 意见较多；跨年；再次征求意见",
        "医学科学院 | 2 | 1 | 15 | 批准1、待答复1 | 意见较多；再次征求意见",
        "无 | 1 | 0 | 0 | 批准1 | –",
    ]


def test_after_the_plan_ended_it_says_so() -> None:
    """First of all, with the days since."""
    found = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, as_of=day("2025-01-15"))
    assert said_sections(found, ctx("en"))["overall"].sentences == (
        "The plan ended 15 days ago, on 31 December 2024.",
        *(message_words(words, ctx("en")) for words in bulletin(found)),
    )


def test_before_the_plan_was_adopted() -> None:
    """That nothing was, so that nothing is owed; a plan without tasks says only that."""
    found = periodic_report(SHOWN, History(()), W46, zone=ZONE)
    assert said_sections(found, ctx("zh"))["overall"].sentences[0] == "计划尚未立项，尚不需报送。"
    empty = periodic_report(plan(""), History(()), W46, zone=ZONE)
    assert said_sections(empty, ctx("zh"))["overall"].sentences == ("本通报不含任务。",)


def test_problems_and_next_steps_in_force() -> None:
    """A problem in every report while it is in force, a next step in that of the period in which it was said."""
    lines = """
        {"kind": "report", "ref": "1", "on": "2024-11-05", "status": "blocked", "problem": "缺人", "next": "招人"}
        {"kind": "report", "ref": "2", "on": "2024-11-05", "status": "done"}
        {"kind": "report", "ref": "1", "on": "2024-11-14", "percent": 10}
        {"kind": "report", "ref": "1", "on": "2024-11-20", "status": "in-progress", "solved": true}
    """
    two = plan("""
        tasks: [{ref: "1", title: 一, kind: ongoing}, {ref: "2", title: 二, kind: ongoing}]
    """)
    shown = [
        said_sections(periodic_report(two, history(lines), period(week), zone=ZONE), ctx("zh", of=two))
        for week in ("2024-W45", "2024-W46", "2024-W47")
    ]
    assert [found["problems"].rows for found in shown] == [
        ("1 | 一 | 无 | 关注：受阻 | – | 缺人（2024-11-05）",),
        ("1 | 一 | 无 | 关注：受阻 | – | 缺人（2024-11-05）",),
        (),
    ]
    assert [found["next"].rows for found in shown] == [("– | 1 | 一 | 无 | 招人（2024-11-05）",), (), ()]


def test_a_plan_with_nothing_in_it() -> None:
    """What there is nothing to say about is not there; what the report rests on is."""
    bare = plan("")
    found = periodic_report(bare, History(), W46, zone=ZONE)
    assert [section.key for section in report_sections(found)] == ["overall", "basis"]
    said = said_sections(found, ctx("en", of=bare))
    assert {key for key, one in said.items() if one.sentences or one.rows} == {
        "overall",
        "summary",
        "provenance",
        "basis",
    }


def test_a_plan_without_baseline_names_no_year() -> None:
    """Its indicators stand alone; one that was not measured is counted."""
    bare = plan("""
        indicators: [{id: a, label: 甲, unit: 家}, {id: b, label: 乙, unit: 元}]
        tasks: [{ref: "1", title: 一, kind: ongoing}]
    """)
    lines = '{"kind": "measure", "ref": "b", "on": "2024-11-12", "value": 1580000000, "unit": "元", "text": "15.8亿元"}'
    section = said_sections(periodic_report(bare, History(journal(lines)), W46, zone=ZONE), ctx("zh", of=bare))[
        "indicators"
    ]
    assert section.title == "指标"
    assert (section.sentences, rows(section)) == (
        ("另有1项指标尚无数据，未列入。",),
        ["指标 | – | 最新 | 变化 | 目标", "乙 | – | 15.8亿元 | – | –"],
    )


def test_a_cell_is_a_value() -> None:
    """So that each format can show it its own way."""
    cells = [cell for section in all_sections(shown_report()).values() for row in section.rows for cell in row]
    assert {cell.light.meaning for cell in cells if isinstance(cell, LightCell)} == {
        Meaning.OFF_TRACK, Meaning.ON_TRACK,
    }  # fmt: skip
    assert all(isinstance(cell, ReportCell | None) for cell in cells)


def test_tables_are_whole() -> None:
    """Each row has a cell per column, no key stands twice, and columns of numbers are marked."""
    found = all_sections(shown_report()).values()
    for section in found:
        assert {len(row) for row in section.rows} <= {len(section.columns)}
        assert len({column.key for column in section.columns}) == len(section.columns)
    numbers = {section.key: [column.key for column in section.columns if column.number] for section in found}
    assert {key: names for key, names in numbers.items() if names and key != "units"} == {
        "summary": ["number", "before", "change"], "items": ["percent", "expected", "reported"], "late": ["days_late"],
        "reached": ["days_past_promise"], "past_promise": ["days_past_promise"], "problems": ["days_late"],
        "requests": ["days"], "extensions_by_unit": ["asked", "late", "days"], "unreported": ["count", "missed"],
        "ledger": ["expected"], "indicators": ["last_year", "latest", "change"], "assumed": ["count"],
        "reminders": ["times"],
    }  # fmt: skip
