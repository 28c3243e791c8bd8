"""Minutes: what the meeting decided is read as a plan, and nothing else of them."""

from __future__ import annotations

import pytest

from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Duty, Item, ParsedDocument, Source
from plantrack.errors import PlanError


def read(text: str) -> ParsedDocument:
    """Return minutes as read, in which each title and quote stands where it says."""
    found = parse_document(Source(text, ""))
    for item in found.every():
        assert text.startswith(item.title, item.offset) or item.clauses
        assert all(text.startswith(clause.quote, clause.offset) for clause in item.clauses)
    return found


def tree(items: tuple[Item, ...], depth: int = 0) -> list[str]:
    """Return the titles of items, their clauses and parts, indented, with who does it and the day."""
    lines = []
    for item in items:
        lines.append("  " * depth + item.title)
        for clause in item.clauses:
            due, duty = clause.deadline or item.deadline, clause.duty if clause.duty != Duty() else item.duty
            lines.append(
                "  " * depth
                + " ".join(["-", clause.title, *duty.lead, *duty.responsible, *([str(due.due)] if due else [])])
            )
        lines += tree(item.parts, depth + 1)
    return lines


HEAD = "滨海市人民政府办公会议纪要\n2026年3月5日，市长主持召开会议，研究有关事项。"


def test_points_below_what_was_decided() -> None:
    """They are the items; 关于 is no part of a title, and the year is that of the meeting."""
    text = (
        f"{HEAD}现将议定事项纪要如下：\n会议指出，各单位要在4月底前提高认识。\n会议议定以下事项：\n一、关于东闸口改造。由市港航局牵头，6月30日前完成改造。\n"
        "二、市财政局负责落实专项资金3000万元，4月底前拨付。\n出席：王某某、李某某\n列席：市财政局\n记录：赵某某\n"
    )
    found = read(text)
    assert tree(found.items) == [
        "东闸口改造",
        "- 完成改造 市港航局 2026-06-30",
        "落实专项资金3000万元",
        "- 落实专项资金3000万元 市财政局 2026-04-30",
    ]
    assert (found.year, found.year_stated, found.unplaced) == (2026, True, ())


def test_chapters_in_which_something_is_decided() -> None:
    """What was heard, stressed or asked of all is none; a chapter without a decision is no item."""
    text = (
        f"{HEAD}现纪要如下：\n一、研究春耕工作\n会议听取了市农业局的汇报。去年播种面积42万亩。会议强调：\n1.要提高认识。\n2.要加强领导。\n会议议定：\n"
        "1.由市农业局牵头，于3月10日前完成农资储备1.2万吨。\n2.请市水利局于4月15日前完成清淤110公里。\n"
        "二、研究安全工作\n会议传达学习了上级精神。会议要求，各单位要压实责任；由市应急局负责，5月底前完成排查86处。\n"
        "三、其他事项\n会议还书面审议了其他事项。\n"
    )
    assert tree(read(text).items) == [
        "研究春耕工作",
        "  完成农资储备1.2万吨",
        "  - 完成农资储备1.2万吨 市农业局 2026-03-10",
        "  完成清淤110公里",
        "  - 完成清淤110公里 市水利局 2026-04-15",
        "研究安全工作",
        "- 完成排查86处 市应急局 2026-05-31",
    ]


def test_decisions_in_running_text() -> None:
    """Each sentence that was decided is an item."""
    text = f"{HEAD}会议听取了汇报。会议决定，由市交通局于6月底前建成公路30公里。市财政局负责拨付资金200万元。会议强调，要抓好落实。\n"
    assert tree(read(text).items) == [
        "建成公路30公里",
        "- 建成公路30公里 市交通局 2026-06-30",
        "拨付资金200万元",
        "- 拨付资金200万元 市财政局",
    ]


def test_nothing_decided() -> None:
    """Minutes of what was only heard are no plan."""
    with pytest.raises(PlanError, match="no plan was found"):
        read(f"{HEAD}会议听取了市农业局的汇报。会议指出，要在6月底前建成公路30公里。\n")


def test_english_actions() -> None:
    """Headings with an action are items; agreed points below a line that says so are, too."""
    text = (
        "Minutes of the harbour board, 9 September 2026\nPresent: Ann Lee\n1. Welcome\nThe Chair welcomed everyone by 10 October.\n2. Pier\n"
        "The board noted that repairs were late.\nAction: Open the pier.   Owner: Works Team   Due: 1 November 2026\n"
        "3. Rates\nWe heard a report.\nAgreed:\n- Publish the rates by 30 November 2026.\n4. Any other business\nNone.\n"
    )
    text = text.replace("Present: Ann Lee", "Attendees: Ann Lee") + "5. Date of next meeting\n9 October 2026\n"
    found = read(text)
    assert found.unplaced == ()
    assert tree(found.items) == [
        "Pier",
        "  Open the pier",
        "  - Open the pier Works Team 2026-11-01",
        "Rates",
        "- Publish the rates 2026-11-30",
    ]


def test_the_next_half_of_a_sentence() -> None:
    """Who is asked in one half of a sentence does the other, too."""
    text = (
        f"{HEAD}现纪要如下：\n一、关于安全\n会议要求，安全环保局要在汛期前开展排查；对12家企业实施整治，9月底前全部完成。"
        "各单位要压实责任。\n二、关于经费\n会议原则同意预算186万元，由市财政局拨付。\n"
    )
    assert [line for line in tree(read(text).items) if "整治" in line] == ["- 对12家企业实施整治 安全环保局 2026-09-30"]


def test_a_chapter_of_decisions() -> None:
    """All that stands below its heading was decided, whatever chapters stand before it."""
    text = (
        f"{HEAD}现纪要如下：\n一、听取工作汇报\n会议听取了一季度工作汇报。\n二、议定事项\n"
        "1、市港航局要尽快拿出方案，下次会议讨论。\n2、完成闸口改造，5月底前投用。\n"
    )
    assert tree(read(text).items) == [
        "议定事项",
        "  尽快拿出方案",
        "  - 尽快拿出方案 市港航局",
        "  完成闸口改造",
        "  - 完成闸口改造 2026-05-31",
    ]
