"""Every sentence of a document is in something that was read, says nothing of the work, or is listed."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Item, Skipped
from plantrack.documents.placement import unplaced
from plantrack.documents.scan import scan

LETTER = """\
滨海市港航局2026年工作要点
各县区人民政府，市直各部门：
现将《滨海市港航局2026年工作要点》印发给你们，请结合实际，认真贯彻执行。
为做好今年工作，根据市委要求，制定本工作要点如下
一、建设码头
（一）新建泊位3个。（规划处牵头）完成时限：2026年9月底前
2. 6月底前开通航线。持续推进岸电改造。
春风吹拂港湾。建成冷链中心5座，由货运处牵头。口岸处于10月底前验收闸口。
高举旗帜。灯塔点亮夜航。
附件：任务分工表
滨海市港航局办公室
2026年1月20日印发
"""


def listed(text: str, **changes: object) -> list[tuple[str, bool]]:
    """Return the sentences that are listed of a document whose reading is the harbour's with changes, as they stand."""
    doc = scan(text)
    reading = replace(HARBOUR, **{"items": (), "figures": (), "targets": (), "skipped": (), "sections": ()} | changes)
    found = unplaced(doc, reading, [])
    assert [text[one.offset : one.offset + len(one.text)] for one in found] == [one.text for one in found]
    return [(one.text, one.tells) for one in found]


def test_what_was_read_is_placed() -> None:
    """A clause, a heading, owners, days and what was left out for a reason; what tells is what acts, counts or is due."""
    at = LETTER.index
    berths = Clause("新建泊位3个", ClauseKind.DELIVERABLE, "新建泊位3个", at("新建泊位"), 1)
    berths = replace(berths, deadline=Deadline(None, "2026年9月底前", at("2026年9月底前")), duty=Duty(lead=("规划处",)))
    item = Item(1, "建设码头", at("建设码头"), at("一、"), at("2. 6月"), clauses=(berths,))
    left = (
        Skipped("高举旗帜", RejectReason.SLOGAN.why, at("高举旗帜")),
        Skipped("灯塔点亮夜航", RejectReason.UNKNOWN.why, at("灯塔")),
    )
    assert listed(LETTER, title="滨海市港航局2026年工作要点", items=(item,), skipped=left) == [
        ("6月底前开通航线", True),
        ("持续推进岸电改造", True),
        ("春风吹拂港湾", False),
        ("建成冷链中心5座，由货运处牵头", True),
        ("口岸处于10月底前验收闸口", True),
        ("灯塔点亮夜航", False),
    ]


def test_a_phrase_without_a_known_action() -> None:
    """It is listed beside the clause that was read of its sentence."""
    text = "毫不松懈抓好粮食生产，新建码头3座。"
    work = Clause("新建码头3座", ClauseKind.DELIVERABLE, "新建码头3座", text.index("新建"), 1)
    item = Item(1, "毫", 0, 0, 0, clauses=(work,))
    left = (Skipped("毫不松懈抓好粮食生产", RejectReason.UNKNOWN.why, 0),)
    assert listed(text, items=(item,), skipped=left) == [("毫不松懈抓好粮食生产", False)]


def test_parts_of_which_only_numbers_are_read() -> None:
    """Nothing in them is listed; nor is a number that was read elsewhere, unless something is to be done."""
    doc = scan("全年引航5600艘次。\n货物吞吐量增长6%。\n新建码头3座。")
    ends = [found.end() for found in re.finditer("。", doc.text)]
    assert [one.text for one in unplaced(doc, replace(HARBOUR, items=(), figures=(), targets=(), skipped=(), sections=()), [(0, ends[0])])] == [
        "货物吞吐量增长6%", "新建码头3座",
    ]  # fmt: skip


def test_english() -> None:
    """A verb at the beginning is to be done; what only names a day that was read says nothing more."""
    text = "Delivery Plan 2026\nPublished: 15 March 2026\nWe are proud of our town and of everybody who lives here.\nOpen the new library\nBy when: 31 March 2026\n"
    item = Item(1, "Open the new library", text.index("Open"), text.index("Open"), len(text))
    item = replace(item, deadline=Deadline(None, "31 March 2026", text.index("31")))
    assert listed(text, title="Delivery Plan 2026", items=(item,)) == [
        ("We are proud of our town and of everybody who lives here", False)
    ]
    assert listed(text, title="Delivery Plan 2026")[1:] == [
        ("Open the new library", True),
        ("By when: 31 March 2026", True),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "特此通知",
        "印发日期：2026年1月20日",
        "联系电话：0755-12345678",
        "经市政府同意，现将有关事项通知如下",
        "今年是“十五五”规划开局之年",
        "总体要求：以港兴市，推进改革",
        "本方案自2026年1月1日起施行",
    ],
)
def test_what_every_document_says(sentence: str) -> None:
    """Formulas, aims and furniture are no lost work."""
    assert listed(f"{sentence}。\n新建码头3座。") == [("新建码头3座", True)]


def test_who_agreed_and_when_is_furniture() -> None:
    """When a plan was agreed, updated or by whom it is kept asks for nothing; what is to pass by a day does."""
    text = (
        "最近更新：2026-03-31\n维护人：林知远\n（2026年1月12日四届五次会长办公会通过）\n条例2026年6月30日前提交审议通过\n"
        "It was agreed by Cabinet on 10 March 2026.\n"
    )
    assert [words for words, _ in listed(text)] == ["条例2026年6月30日前提交审议通过"]
