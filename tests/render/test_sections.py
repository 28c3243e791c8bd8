"""The report as sections: headings, sentences and rows, before any format lays them out."""

from __future__ import annotations

import pytest
from showcase import AS_OF, SHOWN, UPDATES, W46, ZONE, page, shown_report
from support import day, journal, plan

from plantrack.model.facts import Light, Meaning
from plantrack.render.sections import Section, report_sections, report_title
from plantrack.render.wording import light_words
from plantrack.reports.periodic import periodic_report

TITLES = {
    "zh": [
        "总体情况", "各事项进展", "本期达到", "本期报送", "超期", "有风险", "应报未报（按单位）",
        "下期到期（2024-W47）", "指标与2023年对照", "补报以前各期", "推定事项",
    ],
    "en": [
        "In numbers", "Item by item", "Reached in this period", "Reported in this period", "Late", "At risk",
        "Owing a report, by unit", "Due in 2024-W47", "Indicators beside 2023", "Arrived late for an earlier period",
        "What rests on assumption",
    ],
}  # fmt: skip


def sections(language: str) -> dict[str, Section]:
    """Return the sections of the report shown, by title."""
    return {section.title: section for section in report_sections(shown_report(), page(language))}


def rows(section: Section, language: str = "en") -> list[str]:
    """Return each row as one line, cells parted by bars."""
    on = page(language)
    return [
        " | ".join(light_words(cell, on) if isinstance(cell, Light) else cell for cell in row)
        for row in (section.columns, *section.rows)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sections_stand_in_their_order(language: str) -> None:
    """Eleven of them, whatever there is to tell."""
    assert list(sections(language)) == TITLES[language]


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "科技创新计划：2024-W46进展通报"), ("en", "Innovation plan: report on 2024-W46")],
)
def test_the_title(language: str, title: str) -> None:
    """Plan and period."""
    assert report_title(shown_report(), page(language)) == title


def test_the_sentences() -> None:
    """What stands above the tables."""
    assert {title: section.sentences for title, section in sections("en").items() if section.sentences} == {
        "In numbers": ("2024-11-11 to 2024-11-17, as of 2024-11-17",),
        "Indicators beside 2023": ("Indicators not measured: 1; `plantrack baseline` shows them.",),
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
        "Owing a report | 2 | =",
        "Not due yet | 0 | =",
        "Ever reported on | 3 | +1",
        "Progress of deliverables | 47% | +34",
        "Expected of deliverables | 99% | +2",
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
    "At risk": [
        "No. | Task | Light | Next due | Lead",
        "1.2 | Issue the measures | off track: 56.1 points behind, no report for 2024-W46, milestone 1.2.1 missed | 2024-11-20 (document) | SMART (document)",  # noqa: E501
    ],
    "Owing a report, by unit": ["Unit | Count | References", "SMART | 1 | 1.2", "nobody | 1 | 2.2"],
    "Due in 2024-W47": [
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
    found = periodic_report(SHOWN, UPDATES, W46.next(), zone=ZONE)
    due = next(s for s in report_sections(found, page("en")) if s.title == "Due in 2024-W48")
    assert rows(due)[1:] == [
        "2024-11-30 (approved), promised for 2024-10-31 | 1.2 | Issue the measures | SMART (document)"
    ]
    late = periodic_report(SHOWN, UPDATES, W46, zone=ZONE, as_of=day("2024-12-02"))
    section = next(s for s in report_sections(late, page("zh")) if s.title == "超期")
    assert (
        rows(section, "zh")[-1] == "1.2 | 印发扶持办法 | 2024-11-30（批准），原承诺2024-10-31 | 2 | 医学科学院（原文）"
    )


def test_after_the_plan_ended_it_says_so() -> None:
    """In the first section, with the days since."""
    found = periodic_report(SHOWN, UPDATES, W46, zone=ZONE, as_of=day("2025-01-15"))
    assert report_sections(found, page("en"))[0].sentences == (
        "2024-11-11 to 2024-11-17, as of 2025-01-15",
        "the plan ended 15 days ago, on 2024-12-31",
    )


def test_a_section_with_nothing_to_say_says_so() -> None:
    """A plan with nothing in it: no section is a heading alone, and none has a table without rows."""
    bare = plan("")
    found = report_sections(periodic_report(bare, [], W46, zone=ZONE), page("en", of=bare))
    assert {section.title: section.sentences for section in found[1:]} == {
        "Item by item": ("Nothing.",),
        "Reached in this period": ("Nothing was reported as reached.",),
        "Reported in this period": ("Nobody reported anything.",),
        "Late": ("Nothing is past its date.",),
        "At risk": ("Nothing is at risk.",),
        "Owing a report, by unit": ("Every report that was owed was given.",),
        "Due in 2024-W47": ("Nothing falls due.",),
        "Indicators": ("Nothing.",),
        "Arrived late for an earlier period": ("Nothing.",),
        "What rests on assumption": ("Nothing.",),
    }
    assert all(not section.rows for section in found[1:])


def test_a_plan_without_baseline_names_no_year() -> None:
    """Its indicators stand alone; one that was not measured is counted."""
    bare = plan("""
        indicators: [{id: a, label: 甲, unit: 家}, {id: b, label: 乙, unit: 元}]
        tasks: [{ref: "1", title: 一, kind: ongoing}]
    """)
    lines = '{"kind": "measure", "ref": "b", "on": "2024-11-12", "value": 1580000000, "unit": "元", "text": "15.8亿元"}'
    found = report_sections(periodic_report(bare, journal(lines), W46, zone=ZONE), page("zh", of=bare))
    section = next(s for s in found if s.title == "指标")
    assert (section.sentences, rows(section)) == (
        ("另有1项指标尚无数据，见 `plantrack baseline`。",),
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
        ["Number", "Change"], ["Progress", "Expected", "Reported"], ["Days late"], ["Count"],
        ["2023", "Latest", "Change"], ["Count"],
    ]  # fmt: skip
    assert page(language).as_of == AS_OF
