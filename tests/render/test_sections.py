"""The report as sections: headings, sentences and rows, before any format lays them out."""

from __future__ import annotations

import pytest
from showcase import AS_OF, SHOWN, UPDATES, W46, ZONE, ctx, shown_report
from support import day, journal, plan

from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.history import History
from plantrack.render.bulletin import paragraph
from plantrack.render.phrases import light_words
from plantrack.render.section import Section
from plantrack.render.sections import report_sections, report_title
from plantrack.reports.periodic import periodic_report

TITLES = {
    "zh": [
        "总体情况", "各事项进展", "与2024年第45周相比的变化", "本期达到", "本期报送", "超期",
        "计划变更", "延期", "延期（按单位）",
        "有风险", "应报未报（按单位）", "下期到期（2024年第47周）", "指标与2023年对照", "补报以前各期",
        "2024年第45周数据更正", "推定事项",
        "本通报的依据",
    ],
    "en": [
        "In numbers", "Item by item", "Changed since week 45 of 2024", "Reached in this period",
        "Reported in this period", "Late",
        "Amendments", "Extensions", "Extensions, by unit", "At risk",
        "Owing a report, by unit", "Due in week 47 of 2024", "Indicators beside 2023",
        "Arrived late for an earlier period", "Restated: week 45 of 2024", "What rests on assumption",
        "What this report rests on",
    ],
}  # fmt: skip


def sections(language: str) -> dict[str, Section]:
    """Return the sections of the report shown, by title."""
    return {section.title: section for section in report_sections(shown_report(), ctx(language))}


def rows(section: Section, language: str = "en") -> list[str]:
    """Return each row as one line, cells parted by bars."""
    on = ctx(language)
    return [
        " | ".join(light_words(cell, on) if isinstance(cell, Light) else cell for cell in row)
        for row in (section.columns, *section.rows)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sections_stand_in_their_order(language: str) -> None:
    """Fourteen of them; that on units only where somebody asked for an extension."""
    assert list(sections(language)) == TITLES[language]


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "科技创新计划：2024年第46周进展通报"), ("en", "Innovation plan: report on week 46 of 2024")],
)
def test_the_title(language: str, title: str) -> None:
    """Plan and period."""
    assert report_title(shown_report(), ctx(language)) == title


def test_the_sentences() -> None:
    """What stands above the tables."""
    assert {title: section.sentences for title, section in sections("en").items() if section.sentences} == {
        "In numbers": (
            "11 November 2024 to 17 November 2024, as of 17 November 2024",
            paragraph(shown_report(), ctx("en")),
        ),
        "Restated: week 45 of 2024": (
            "On 2024-11-11 the period before was known otherwise; what was recorded since then says:",
        ),
        "Amendments": ("Nothing that was adopted was changed in this period.",),
        "Extensions": ("Requests: 1; asked for or answered in this period, and first in the list: 0.",),
        "Indicators beside 2023": ("Indicators not measured, and not listed here: 1.",),
        "What rests on assumption": (
            "Neither the document nor a published source says these; somebody here set them.",
        ),
    }


ROWS = {
    "In numbers": [
        "What | Number | Change",
        "Tasks | 4 | =",
        "Done | 1 | +1",
        "On track | 1 | =",
        "Attention | 0 | =",
        "Off track | 2 | +1",
        "Tasks past their date | 1 | +1",
        "Milestones missed | 1 | =",
        "Tasks past the date promised | 2 | +1",
        "Owing a report | 2 | =",
        "Not due yet | 0 | =",
        "Ever reported on | 3 | +1",
        "Progress of deliverables | 47% | +34 points",
        "Expected of deliverables | 98% | +1 point",
    ],
    "Item by item": [
        "No. | Item | Progress | Expected | Reported | Light | Next due",
        "1 | Grow firms | 40% | 96% | 2/2 | off track 1, on track 1 | 2024-11-20 (document)",
        "2 | Hold the fair | 50% | 100% | 1/2 | off track 1, done 1 | 2024-11-10 (assumed)",
    ],
    "Reached in this period": [
        "On | No. | What | Promised",
        "2024-11-14 | 2.1.1 | Opened (Run the fair) | 2024-11-14 (published)",
        "2024-11-16 | 2.1 | Run the fair | 2024-11-16 (published)",
    ],
    "Reported in this period": [
        "On | No. | What | Reported | By",
        "2024-11-12 | 1.1 | High-tech firms | 突破2.5万家 (2024) | 刘洋",
        "2024-11-14 | 2.1.1 | Opened | reached [https://example.org/fair] | 刘洋",
        "2024-11-16 | 2.1 | Run the fair | done, 圆满闭幕 | 刘洋",
        "2024-11-16 | 2.1 | Edition | 第26届 (2024, not comparable, 线上线下) | 刘洋",
    ],
    "Late": [
        "No. | What | Due | Days late | Lead",
        "1.2.1 | Drafted (Issue the measures) | 2024-10-31 (assumed) | 17 | SMART (document)",
        "2.2 | Sum up | 2024-11-10 (assumed) | 7 | nobody",
    ],
    "Extensions": [
        "No. | What | Promised | Due → asked | Days | Request | Answer",
        "1.2 | Issue the measures | 2024-10-31 | 2024-10-31 → 2024-11-30 | 30 | 2024-10-20: 意见较多 (刘洋) | approved on 2024-10-21 by 刘洋",  # noqa: E501
    ],
    "Extensions, by unit": [
        "Unit | Asked | Asked late | Days granted | Answers | Reasons",
        "SMART | 1 | 0 | 30 | 1 approved | 意见较多",
    ],
    "At risk": [
        "No. | Task | Light | Next due | Lead",
        "1.2 | Issue the measures | off track: 55.6 points behind, no report for 2024-W46, milestone 1.2.1 missed | 2024-11-20 (document) | SMART (document)",  # noqa: E501
    ],
    "Owing a report, by unit": ["Unit | Count | References", "SMART | 1 | 1.2", "nobody | 1 | 2.2"],
    "Due in week 47 of 2024": [
        "Due | No. | What | Lead",
        "2024-11-20 (document) | 1.2.2 | Submitted (Issue the measures) | SMART (document)",
    ],
    "Indicators beside 2023": [
        "Indicator | 2023 | Latest | Change | Target",
        "High-tech firms | over 24,700 | over 25,000 (2024) | about +1.2% | at least 26,000 (document), 1,000 missing",
        "Edition | no. 25 | no. 26 (2024) | not comparable | –",
    ],
    "Arrived late for an earlier period": [
        "On | No. | What | Reported | By",
        "2024-11-08 | 1.2 | Issue the measures | in progress, next: 征求意见 | 刘洋",
    ],
    "What rests on assumption": [
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
    due = next(s for s in report_sections(found, ctx("en")) if s.title == "Due in week 48 of 2024")
    assert rows(due)[1:] == [
        "2024-11-30 (approved), promised for 2024-10-31 | 1.2 | Issue the measures | SMART (document)"
    ]
    late = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, as_of=day("2024-12-02"))
    section = next(s for s in report_sections(late, ctx("zh")) if s.title == "超期")
    assert (
        rows(section, "zh")[-1] == "1.2 | 印发扶持办法 | 2024-11-30（批准），原承诺2024-10-31 | 2 | 医学科学院（原文）"
    )


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


def moves(language: str) -> dict[str, Section]:
    """Return the sections of a report on amendments and extensions, by title."""
    found = periodic_report(MOVED, History(journal(MOVES)), W46, zone=ZONE)
    return {section.title: section for section in report_sections(found, ctx(language, of=MOVED))}


def test_amendments_of_the_period() -> None:
    """What each changed from old to new, with its reason; that of the week before is not told again."""
    assert rows(moves("en")["Amendments"]) == [
        "On | No. | What | Amended | Old → new | Reason | By",
        "2024-11-14 | 1 | Measures | due | 2024-10-31 → 2024-11-20 | 调整 | 张敏",
        "2024-11-14 | 1 | Measures | lead | STI Bureau → STI Bureau, SMART | 调整 | 张敏",
        "2024-11-14 | 2 | Fair | is dropped | – | 调整 | 张敏",
        "2024-11-14 | 9 | – | is new | – | 调整 | 张敏",
    ]
    assert rows(moves("zh")["计划变更"], "zh")[1:3] == [
        "2024-11-14 | 1 | 办法 | 完成时限 | 2024-10-31 → 2024-11-20 | 调整 | 张敏",
        "2024-11-14 | 1 | 办法 | 牵头单位 | 科创局 → 科创局、医学科学院 | 调整 | 张敏",
    ]


def test_extensions_of_all_times() -> None:
    """Those of the period first; the original date beside each, what was asked late as such, the id of what is open."""
    section = moves("en")["Extensions"]
    assert section.sentences == ("Requests: 4; asked for or answered in this period, and first in the list: 2.",)
    assert rows(section)[1:] == [
        "2 | Fair | – | 2024-12-31 → 2025-03-31 | – | 2024-10-10: 跨年 (刘洋) | refused on 2024-11-13 by 刘洋 (不得跨年)",  # noqa: E501
        "1.1 | Draft (Measures) | 2024-10-31 (assumed) | 2024-10-25 → 2024-11-30 | – | 2024-11-12, late: 再次征求意见 (刘洋) | pending, request a04",  # noqa: E501
        "1 | Measures | 2024-10-31 | 2024-10-31 → 2024-11-15 | 15 | 2024-10-08: 意见较多 (陈静) | approved on 2024-10-09 by 刘洋 (同意)",  # noqa: E501
        "8 | – | – | – → 2024-12-31 | – | 2024-10-11: – (刘洋) | approved on 2024-10-11 by 刘洋",
    ]
    assert rows(moves("zh")["延期"], "zh")[1:3] == [
        "2 | 展会 | – | 2024-12-31 → 2025-03-31 | – | 2024-10-10：跨年（刘洋） | 2024-11-13由刘洋答复不批准（不得跨年）",  # noqa: E501
        "1.1 | 初稿（办法） | 2024-10-31（推定） | 2024-10-25 → 2024-11-30 | – | 2024-11-12，逾期申请：再次征求意见（刘洋） | 待答复，申请号a04",  # noqa: E501
    ]


def test_extensions_by_unit() -> None:
    """How many each unit asked for, how many of them late, the days granted, the answers, and the reasons."""
    assert rows(moves("en")["Extensions, by unit"])[1:] == [
        "STI Bureau | 3 | 1 | 15 | 1 approved, 1 refused, 1 pending | 意见较多; 跨年; 再次征求意见",
        "SMART | 2 | 1 | 15 | 1 approved, 1 pending | 意见较多; 再次征求意见",
        "nobody | 1 | 0 | 0 | 1 approved | –",
    ]
    assert rows(moves("zh")["延期（按单位）"], "zh") == [
        "单位 | 申请 | 逾期申请 | 批准天数 | 答复 | 理由",
        "科创局 | 3 | 1 | 15 | 批准1、不批准1、待答复1 | 意见较多；跨年；再次征求意见",
        "医学科学院 | 2 | 1 | 15 | 批准1、待答复1 | 意见较多；再次征求意见",
        "无 | 1 | 0 | 0 | 批准1 | –",
    ]


def test_after_the_plan_ended_it_says_so() -> None:
    """In the first section, with the days since."""
    found = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, as_of=day("2025-01-15"))
    assert report_sections(found, ctx("en"))[0].sentences == (
        "11 November 2024 to 17 November 2024, as of 15 January 2025",
        "the plan ended 15 days ago, on 31 December 2024",
        paragraph(found, ctx("en")),
    )


def test_a_section_with_nothing_to_say_says_so() -> None:
    """A plan with nothing in it: no section is a heading alone, and none has a table without rows."""
    bare = plan("")
    found = report_sections(periodic_report(bare, History(), W46, zone=ZONE), ctx("en", of=bare))
    assert {section.title: section.sentences for section in found[1:]} == {
        "Item by item": ("Nothing.",),
        "Changed since week 45 of 2024": ("Nothing changed.",),
        "Reached in this period": ("Nothing was reported as reached.",),
        "Reported in this period": ("Nobody reported anything.",),
        "Late": ("Nothing is past its date.",),
        "Amendments": ("Nothing that was adopted was changed in this period.",),
        "Extensions": ("Nobody asked for an extension.",),
        "At risk": ("Beside what is late or unreported, nothing is known to be at risk.",),
        "Owing a report, by unit": ("No task owes a report.",),
        "Due in week 47 of 2024": ("Nothing falls due.",),
        "Indicators": ("Nothing.",),
        "Arrived late for an earlier period": ("Nothing.",),
        "Restated: week 45 of 2024": ("The period before is known today as it was known on 2024-11-11.",),
        "What rests on assumption": ("Nothing.",),
        "What this report rests on": (),
    }
    assert [section.title for section in found[1:] if section.rows] == ["What this report rests on"]


def test_a_plan_without_baseline_names_no_year() -> None:
    """Its indicators stand alone; one that was not measured is counted."""
    bare = plan("""
        indicators: [{id: a, label: 甲, unit: 家}, {id: b, label: 乙, unit: 元}]
        tasks: [{ref: "1", title: 一, kind: ongoing}]
    """)
    lines = '{"kind": "measure", "ref": "b", "on": "2024-11-12", "value": 1580000000, "unit": "元", "text": "15.8亿元"}'
    found = report_sections(periodic_report(bare, History(journal(lines)), W46, zone=ZONE), ctx("zh", of=bare))
    section = next(s for s in found if s.title == "指标")
    assert (section.sentences, rows(section)) == (
        ("另有1项指标尚无数据，未列入。",),
        ["指标 | – | 最新 | 变化 | 目标", "乙 | – | 15.8亿元 | – | –"],
    )


def test_a_light_stays_a_light_until_it_is_drawn() -> None:
    """So that each format can show it its own way; every other cell is text that is safe to show."""
    cells = [cell for section in sections("en").values() for row in section.rows for cell in row]
    lights = [cell for cell in cells if isinstance(cell, Light)]
    assert [light.meaning for light in lights] == [Meaning.OFF_TRACK] * 3
    assert all(isinstance(cell, (str, Light)) for cell in cells)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_are_whole(language: str) -> None:
    """Each row has a cell per column, and columns of numbers stand on the right."""
    for section in sections(language).values():
        assert {len(row) for row in section.rows} <= {len(section.columns)}
        assert all(number < len(section.columns) for number in section.right)
    numbers = [[section.columns[number] for number in section.right] for section in sections("en").values()]
    assert [names for names in numbers if names] == [
        ["Number", "Change"], ["Progress", "Expected", "Reported"], ["Days late"], ["Days"],
        ["Asked", "Asked late", "Days granted"], ["Count"],
        ["2023", "Latest", "Change"], ["Count"],
    ]  # fmt: skip
    assert ctx(language).as_of == AS_OF
