"""The parts of a document: which is the summary and which the plan, and how a part tells when it happens."""

from __future__ import annotations

import pytest

from plantrack.documents.outline.parts import find_parts, looked_back, tense, with_owned, work_of
from plantrack.documents.outline.tree import TextPart, tree
from plantrack.documents.parsed_document import ImportHints
from plantrack.documents.scan import scan


def test_tense() -> None:
    """What was done is told with results, what is to be done with intentions."""
    done = "全年完成投资30亿元，同比增长8%，累计新增企业20家，成功获评示范区。"
    todo = "加快推进园区建设，力争新增企业30家，着力深化改革，确保完成目标。"
    assert tense(scan(done), _whole(done)) > 0 > tense(scan(todo), _whole(todo))


def _whole(text: str) -> TextPart:
    return TextPart(0, "", 0, 0, 0, len(text))


@pytest.mark.parametrize(
    ("lead", "planned"),
    [
        ("2024年新增企业5家。主要目标是:新增企业6家。", "主要目标是:新增企业6家。"),
        ("2024年新增企业5家,圆满完成目标任务。", ""),
        ("全年力争新增企业6家。", "全年力争新增企业6家。"),
        ("2024年新增企业5家。\n到2025年，新增企业6家。", "到2025年，新增企业6家。"),
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
    headings = [part.title for part in (parts.summary, parts.plan) if part]
    assert headings == ["2024年主要工作", "2025年国民经济和社会发展计划安排"]


def test_guarantees_that_go_on() -> None:
    """A chapter behind the tasks belongs to the plan where it numbers them on and names owners."""
    text = "一、主要任务\n（一）甲。\n（二）乙。\n二、保障措施\n（三）丙（市财政局负责）。\n三、附则\n（一）丁（市财政局负责）。\n"
    doc = scan(text)
    found = tree(doc).parts
    owned = with_owned(doc, found[0], found)
    assert [part.title for part in owned.parts] == ["甲", "乙", "丙"]
    assert text[owned.first : owned.last].endswith("（三）丙（市财政局负责）。\n")
    assert with_owned(doc, owned, found) == owned
    without = scan(text.replace("（市财政局负责）", ""))
    chapters = tree(without).parts
    assert with_owned(without, chapters[0], chapters) == chapters[0]


def test_a_longer_part_of_the_year_before() -> None:
    """A part that names the year before the plan's is no tasks, however long it is and whatever its heading says."""
    text = "一、2025年工作纪实\n（一）修路。已经修好十条。\n（二）建校。已经建好。\n二、2026年工作安排\n（一）修桥。\n（二）种树。\n"
    parts = find_parts(scan(text), ImportHints(), "plan", 0)
    assert [part.title for part in (parts.summary, parts.plan) if part] == ["2025年工作纪实", "2026年工作安排"]


def test_a_summary_alone() -> None:
    """Where one of several chapters of a summary says what came of it, the whole text is still the summary."""
    text = "一、党建引领\n举办活动十场，已经办好。\n二、服务便民\n新增窗口五个，已经开放。\n三、改革取得新成效\n已经办结。\n"
    parts = find_parts(scan(text), ImportHints(), "summary", 0)
    assert parts.summary
    assert (parts.summary.title, parts.plan) == ("", None)
    text = "一、工作进展\n（一）党建。举办活动十场，已经办好。\n（二）服务。新增窗口五个，已经开放。\n二、体会\n略。\n三、建议\n略。\n"
    parts = find_parts(scan(text), ImportHints(), "summary", 0)
    assert parts.summary
    assert parts.summary.title == "工作进展"


@pytest.mark.parametrize(
    "text",
    [
        "招商工作安排\n使用说明\n1.本表由办公室统一编号。\n2.责任单位每月填报（市统计局负责）。\n一、抓招商\n1.引资。\n2.办会。\n二、抓消费\n1.促销。\n2.办节。\n",
        "招商工作安排\n填报须知\n- 请在群里提交（市统计局负责）\n一、抓招商\n1.引资。\n2.办会。\n二、抓消费\n1.促销。\n2.办节。\n",
    ],
)
def test_how_a_document_is_read_is_no_work(text: str) -> None:
    """Whoever is named there; the work behind it is, without a heading above it."""
    doc = scan(text)
    parts = find_parts(doc, ImportHints(), "plan", 0)
    assert parts.plan is not None
    assert [part.title for part in work_of(doc, parts.plan)[0]] == ["抓招商", "抓消费"]


def test_general_parts_above_an_annex() -> None:
    """Where all that stands above a list of tasks is aims, steps and requirements, only the list is work."""
    above = "一、指导思想\n坚持统筹推进。\n二、主要目标\n账实相符率100%。\n三、实施步骤\n（一）动员部署。召开动员会。\n"
    listed = "四、工作要求\n（一）加强领导。\n附件\n重点任务清单\n（一）修订制度\n牵头处室：仓储处\n（二）开展清查\n牵头处室：仓储处\n"
    doc = scan(above + listed)
    parts = find_parts(doc, ImportHints(), "plan", 0)
    assert parts.plan is not None
    assert [part.title for part in work_of(doc, parts.plan)[0]] == ["修订制度", "开展清查"]


@pytest.mark.parametrize(
    ("sentence", "works"),
    [
        ("由市文旅局牵头，5月底前建立联席会议制度。", True),
        ("由市文旅局牵头，建立联席会议制度。", False),
        ("加强组织领导。", False),
    ],
)
def test_guarantees_with_owners_and_a_day(sentence: str, works: bool) -> None:  # noqa: FBT001
    """Owners who lead something by a day make work of it, in a chapter of guarantees too."""
    doc = scan(f"一、主要任务\n（一）甲。\n（二）乙。\n二、组织保障\n（三）{sentence}\n（四）强化督导。\n")
    parts = find_parts(doc, ImportHints(), "plan", 3)
    assert parts.plan is not None
    assert ("组织保障" in [part.title for part in work_of(doc, parts.plan)[0]]) is works


def test_what_is_looked_back_on() -> None:
    """A paragraph behind the tasks that tells of the year before is none of the last task's."""
    text = "一、建步道。建设步道15公里。\n二、助就学。新增学位1080个。\n回顾2025年，全部兑现：新增学位2200个。\n"
    doc = scan(text)
    parts = find_parts(doc, ImportHints(), "plan", 0)
    assert [text[first:last] for first, last in looked_back(doc, parts)] == ["回顾2025年，全部兑现：新增学位2200个。"]
    assert parts.plan is not None
    assert "回顾" not in text[parts.plan.parts[-1].first : parts.plan.parts[-1].last]


def test_what_was_done_in_a_year_before() -> None:
    """A chapter behind the plan that names an earlier year tells of it; one without a year is work of the plan."""
    text = "实验室2026年建设任务清单\n一、平台\n1.验收。\n2.搭建。\n二、人才\n1.引进。\n2.组织。\n三、2025年完成情况\n1.论文18篇。\n2.课题4项。\n"
    parts = find_parts(scan(text), ImportHints(), "plan", 0)
    assert parts.summary is not None
    assert parts.summary.title == "2025年完成情况"
