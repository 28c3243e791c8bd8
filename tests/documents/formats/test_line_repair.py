"""Broken lines are joined to the paragraphs they were."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.formats.line_repair import PageLine, join_lines, line_of, width, with_brackets, wrapped

PARAGRAPHS = [
    "2024年工作要点",
    "一、工作目标",
    "全年完成投资1580.25亿元，新开工项目二十个，建成学校十二所，新增学位二万个，办好群众关心的实事，让城市更加宜居。",
    "（一）加快建设。推进轨道交通三号线、五号线建设，完善慢行系统，年内新增公园十个，改造老旧小区八十个，惠及居民六万户。",
    "（二）改善服务。把办事窗口向社区延伸，让居民在家门口就能办成事，全年上门服务老年人不少于三万人次，并把服务清单、办理时限和监督电话一并公布，接受群众评议，评议结果每季度通报一次，连续两次靠后的单位要说明原因并限期改进。",
]


def broken(paragraphs: list[str], at: int, indent: str) -> list[str]:
    return [one for text in paragraphs for one in textwrap.wrap(indent + text, at, drop_whitespace=False)]


@pytest.mark.parametrize("indent", ["", "　　", "  "])
@pytest.mark.parametrize("at", [24, 28, 36])
def test_joined(at: int, indent: str) -> None:
    """With indents and without, at any width."""
    lines = [line_of(one) for one in broken(PARAGRAPHS, at, indent)]
    assert wrapped(lines)
    assert join_lines(lines) == PARAGRAPHS


def test_empty_lines() -> None:
    """An empty line parts paragraphs, but not in the middle of a sentence, where a page ended."""
    lines = [
        PageLine("甲" * 30, 0, 30),
        PageLine("乙" * 28 + "。", 0, 29, apart=True),
        PageLine("丙" * 30, 0, 30, apart=True),
    ]
    assert join_lines(lines) == ["甲" * 30 + "乙" * 28 + "。", "丙" * 30]


def test_words_of_letters() -> None:
    """They keep a blank between them; numbers do not."""
    assert join_lines([PageLine("甲" * 28 + " of", 0, 30), PageLine("China", 0, 2.5)], exact=True) == [
        "甲" * 28 + "of China"
    ]
    assert join_lines([PageLine("甲" * 29 + "20", 0, 30), PageLine("24年", 0, 2)], exact=True) == ["甲" * 29 + "2024年"]


def test_not_wrapped() -> None:
    """Paragraphs on one line each are not."""
    assert not wrapped([line_of(text) for text in PARAGRAPHS])
    assert not wrapped([line_of(f"{n}、建设第{n}所学校") for n in range(1, 40)])


def test_width() -> None:
    """A Chinese character is 1 wide, a Latin one a half."""
    assert width("一二ab") == 3.0


@given(st.lists(st.text("一二三四五，、。（）", min_size=40, max_size=90), min_size=3, max_size=6), st.integers(20, 40))
def test_nothing_is_lost(texts: list[str], at: int) -> None:
    """However lines are joined, every character stays."""
    lines = [line_of(one) for one in broken(texts, at, "　　")]
    assert "".join(join_lines(lines)) == "".join(texts)


def test_decimal_headings_begin_a_paragraph() -> None:
    """A line that begins with 2.2 is a heading where the line before had room; with 2.5万吨 it goes on."""
    full = "新增电动分类收运车辆，淘汰老旧车辆，推广收运轨迹全程可视，并持续完善"
    lines = [
        line_of(full),
        line_of(full),
        line_of("责任部门：甲局牵头，乙局、各街道配合"),
        line_of("2.2规范收运体系"),
        line_of(full),
        line_of(full),
    ]
    found = join_lines(lines)
    assert [text[:6] for text in found] == ["新增电动分类", "2.2规范收", "新增电动分类"]


def test_equally_long_headings_are_not_wrapped() -> None:
    """Where only lines with markers end in mid-sentence, they are headings."""
    text = """\
2025年，我局认真履行职责，圆满完成各项任务。
一、强化法治引领，依法治县扎实推进
审查规范性文件46件。
二、优化法律服务，群众更加满意放心
办理法律援助案件812件。
三、下沉工作力量，基层基础更加牢固
调解纠纷3560起。"""
    assert not wrapped([line_of(row) for row in text.split("\n")])


def test_hanging_indent() -> None:
    """Lines below the words behind a marker go on; the next marker begins a paragraph."""
    rows = [
        PageLine("做好今年的工作，意义重大，要重点做好以下的工作，", 0.0, 24.0),
        PageLine("要抓得紧，要抓得实。", 0.0, 10.0),
        PageLine("一、深化医药卫生体制改革。推进紧密型医共同体建", 0.0, 23.0),
        PageLine("设，落实分级诊疗制度，推动优质的资源下沉到各村的", 2.0, 24.0),
        PageLine("卫生室。", 2.0, 6.0),
        PageLine("二、提升服务能力。", 0.0, 9.0),
        PageLine("新增医院1家。", 2.0, 8.5),
    ]
    assert join_lines(rows, exact=True) == [
        "做好今年的工作，意义重大，要重点做好以下的工作，要抓得紧，要抓得实。",
        "一、深化医药卫生体制改革。推进紧密型医共同体建设，落实分级诊疗制度，推动优质的资源下沉到各村的卫生室。",
        "二、提升服务能力。",
        "新增医院1家。",
    ]


def test_a_heading_in_letters_of_its_own() -> None:
    """A numbered heading ends where the letters change with the line; one that goes on into its sentence does not."""
    bold, plain = ("黑体", "黑体"), ("仿宋", "仿宋")
    heading, text = "一、加快建设，城市面貌明显改善", "新建学校十二所，改造老旧小区三十"
    lines = [
        PageLine(heading, 0, 15, faces=bold),
        PageLine(text, 0, 16, faces=plain),
        PageLine("个。", 0, 2, faces=plain),
    ]
    assert join_lines(lines * 3, exact=True) == [heading, text + "个。"] * 3
    lines = [
        PageLine(heading, 0, 15, faces=("黑体", "仿宋")),
        PageLine(text, 0, 16, faces=plain),
        PageLine("个。", 0, 2, faces=plain),
    ]
    assert join_lines(lines * 3, exact=True) == [heading + text + "个。"] * 3
    lines = [PageLine(heading, 0, 15, faces=bold), PageLine("提升。", 0, 3, faces=bold)]
    assert join_lines(lines * 3, exact=True) == [heading + "提升。"] * 3


def test_a_bracket_over_two_lines() -> None:
    """It is never parted, even where lines are not wrapped otherwise; a marker begins a line all the same."""
    lines = ["KR2：响应时间降至150毫秒（部门：产品研发", "中心；截止：9月30日）", "见（附件", "一、任务）"]
    assert [one.text for one in with_brackets([line_of(text) for text in lines])] == ["".join(lines[:2]), *lines[2:]]


def test_a_short_page() -> None:
    """Lines of which a third is longer than others of one length are no full ones: each line stays."""
    lines = ["Oak Trust", "Plan of the quality of care", "Context", "Delivery", "Governance"]
    pages = [
        PageLine(line, 0, width(line))
        for line in (*lines, "We cut the number of falls by a tenth on all of the wards.")
    ]
    assert join_lines(pages, exact=True) == [page.text for page in pages]
