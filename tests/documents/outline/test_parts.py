"""The parts of a text: which runs hold which, and how a part tells when it happens."""

from __future__ import annotations

import pytest

from plantrack.documents.outline.parts import (
    DocumentPart,
    above,
    chapters,
    find_parts,
    tense,
    top_runs,
    with_owned,
)
from plantrack.documents.parsed_document import ImportHints
from plantrack.documents.scan import scan


def test_runs_that_hold_others() -> None:
    """A run between two neighbours of another, or behind its last, lies within it; one that goes on does not."""
    doc = scan(text := "一、甲\n1．a\n2．b\n二、乙\n1．c\n2．d\n三、丙\n")
    assert [run.style for run in top_runs(doc, 0, len(text))] == ["一、"]
    doc = scan(text := "一、甲\n1．a\n2．b\n二、乙\n3．c\n4．d\n")
    assert [run.style for run in top_runs(doc, 0, len(text))] == ["一、", "1."]


def test_leads_hold_no_numbers() -> None:
    """Requirements that begin with 一是 do not hold the numbered items behind them."""
    doc = scan(text := "一是稳。\n二是进。\n（一）抓项目。\n（二）抓产业。\n")
    assert [run.style for run in top_runs(doc, 0, len(text))] == ["一是", "(一)"]


def test_chapters() -> None:
    """Chapters reach from their headings to the next."""
    doc = scan(text := "题目\n一、总体要求\n甲\n二、重点任务\n乙\n")
    assert [(p.heading.title, text[p.first : p.last]) for p in chapters(doc) if p.heading] == [
        ("总体要求", "\n甲\n"),
        ("重点任务", "\n乙\n"),
    ]


def test_tense() -> None:
    """What was done is told with results, what is to be done with intentions."""
    done = "全年完成投资30亿元，同比增长8%，累计新增企业20家，成功获评示范区。"
    todo = "加快推进园区建设，力争新增企业30家，着力深化改革，确保完成目标。"
    assert tense(scan(done), DocumentPart(None, 0, len(done))) > 0 > tense(scan(todo), DocumentPart(None, 0, len(todo)))


@pytest.mark.parametrize(
    ("lead", "planned"),
    [
        ("2024年新增企业5家。主要目标是:新增企业6家。", "主要目标是:新增企业6家。"),
        ("2024年新增企业5家,圆满完成目标任务。", ""),
        ("全年力争新增企业6家。", "全年力争新增企业6家。"),
    ],
)
def test_the_goals_above_the_first_chapter_belong_to_the_plan(lead: str, planned: str) -> None:
    """In a document that is a plan as a whole; what is told there of the year before does not."""
    doc = scan(text := f"{lead}\n一、抓招商\n1.引资。\n2.办会。\n二、抓消费\n3.促销。\n")
    parts = find_parts(doc, ImportHints(), "plan", 0)
    assert text[parts.before :].startswith(planned + "\n" if planned else "一、抓招商")


def test_a_part_of_the_year_before_is_the_summary() -> None:
    """Though its heading speaks of work as a plan does; the plan is what names the later year."""
    text = "一、2024年主要工作\n(一)抓招商。\n(二)抓消费。\n二、2025年国民经济和社会发展计划安排\n(一)抓项目。\n(二)抓民生。\n"
    parts = find_parts(scan(text), ImportHints(), None, 0)
    headings = [part.heading.title for part in (parts.summary, parts.plan) if part and part.heading]
    assert headings == ["2024年主要工作", "2025年国民经济和社会发展计划安排"]


def test_guarantees_that_go_on() -> None:
    """A chapter behind the tasks belongs to the plan where it numbers them on and names owners."""
    text = "一、主要任务\n（一）甲。\n（二）乙。\n二、保障措施\n（三）丙（市财政局负责）。\n三、附则\n（一）丁（市财政局负责）。\n"
    doc = scan(text)
    part = chapters(doc)[0]
    owned = with_owned(doc, part)
    assert owned
    assert text[owned.first : owned.last] == "\n（一）甲。\n（二）乙。\n二、保障措施\n（三）丙（市财政局负责）。\n"
    assert with_owned(doc, owned) == owned
    without = scan(text.replace("（市财政局负责）", ""))
    assert with_owned(without, chapters(without)[0]) == chapters(without)[0]


def test_headings_above_a_run() -> None:
    """What is numbered on from before a run, and higher, ends what stands above it; what lies within does not."""
    text = "（一）甲\n1．a\n（1）x\n（2）y\n2．b\n（二）乙\n3．c\n"
    doc = scan(text)
    run = next(run for run in doc.runs if run.style == "1.")
    assert above(doc, run) == [0, text.index("（二）")]


def test_a_longer_part_of_the_year_before() -> None:
    """A part that names the year before the plan's is no tasks, however long it is and whatever its heading says."""
    text = "一、2025年工作纪实\n（一）修路。已经修好十条。\n（二）建校。已经建好。\n二、2026年工作安排\n（一）修桥。\n（二）种树。\n"
    parts = find_parts(scan(text), ImportHints(), "plan", 0)
    assert parts.summary
    assert parts.summary.heading
    assert parts.plan
    assert parts.plan.heading
    assert (parts.summary.heading.title, parts.plan.heading.title) == ("2025年工作纪实", "2026年工作安排")


def test_a_summary_alone() -> None:
    """Where one of several chapters of a summary says what came of it, the whole text is still the summary."""
    text = "一、党建引领\n举办活动十场，已经办好。\n二、服务便民\n新增窗口五个，已经开放。\n三、改革取得新成效\n已经办结。\n"
    parts = find_parts(scan(text), ImportHints(), "summary", 0)
    assert parts.summary
    assert (parts.summary.heading, parts.plan) == (None, None)
    text = "一、工作进展\n（一）党建。举办活动十场，已经办好。\n（二）服务。新增窗口五个，已经开放。\n二、体会\n略。\n三、建议\n略。\n"
    parts = find_parts(scan(text), ImportHints(), "summary", 0)
    assert parts.summary
    assert parts.summary.heading
    assert parts.summary.heading.title == "工作进展"
