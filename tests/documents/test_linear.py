"""Reading costs in proportion to the text: a document twice as long takes at most twice the calls, with slack.

What runs within one call, such as a regular expression, is held by the documents of `bombs`, which have a limit of time.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from counting import calls
from handmade import paragraph, word
from hypothesis import given, settings
from hypothesis import strategies as st

from plantrack.documents.coverage import coverage
from plantrack.documents.draft import draft
from plantrack.documents.formats import read_source
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ParsedDocument
from plantrack.documents.reissue import reissue
from plantrack.errors import PlanError
from plantrack.planfile import parse_plan

TITLE = "滨海市港航局2026年工作计划\n"
MINUTES = "滨海市港航局办公会议纪要\n会议议定：\n"
FRAGMENTS = (
    "增长1%，", "增长1%", "（责任单位：", "1、", "来源：", "# ", "2026年工作计划\n", TITLE, "（", "）", "一、", "一是", "——", "（一）",
    "牵头", "、", "。", "教育局和", "牵头单位：", "等", "《", "“", "①", "3月底前", "\t", "* ", "[a](", "<!--", "`", "[size=1]",
    "&amp;", "9月底前完成，", "第一章 ", "万元", "分别增长", "　　", " ", "要", "由市财政局牵头，", "请市财政局、", "市局和", "@小王", "每季度", "对企业的，",
    "市局要", "自印发之日起", "年中", "“七一”前", "各区", "\n", "（教育局）", "建设学校12所。\n",
    "1、\n（一）\n", "2026年工作计划\n1、\n", "——\n1、\n", "一、工作计划（教育局负责）。\n", "出口6亿元分别增长6%", "组织甲，共同参与，",
    "项目名称：修路\n责任单位：教育局\n", "任务名称：", "Action: Build it. Owner: A B C ", "【任务名称】\n", "项目名称：修路\n责任单位：教育局\n一、\n",
    "会议指出，", "会议决定由教育局负责。", "任务名称：甲；",
    "任务\t责任单位\n修路\t甲局\n某项\n", "任务\n责任单位\n时限\n修路\n教育局\n6月底前\n", "修路\t甲局\t6月底前\n", "备注：1.说明。\n2.说明。\n",
    "| 任务 | 单位 |\n",
)  # fmt: skip
"""What documents are made of, and what people who mean harm repeat."""
SHORT, LONG = 1_000, 2_000


def read(content: bytes, name: str) -> None:
    """Read a document as far as it goes."""
    try:
        parse_document(read_source(content, name))
    except PlanError:
        return


def document(body: str, form: str) -> bytes:
    """Return a document of a form with a body."""
    if form == "a.docx":
        return word("".join(paragraph(line.replace("&", "&amp;").replace("<", "&lt;")) for line in body.split("\n")))
    return body.encode()


def assert_in_proportion(fragment: str, form: str) -> None:
    """Compare the calls for a plan in which a fragment is repeated with those for one that is twice as long."""
    texts = (TITLE + "一、" + fragment * (size // len(fragment)) for size in (SHORT, LONG))
    short, long = (calls(partial(read, document(text, form), form)) for text in texts)
    assert long <= 2.5 * short + 2_000


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_calls(fragment: str) -> None:
    """Twice the text, twice the calls."""
    read(TITLE.encode(), "a.txt")  # the tables are read once
    assert_in_proportion(fragment, "a.txt")


@pytest.mark.parametrize(
    "fragment", ["会议指出，", "会议决定由教育局负责。", "一、会议同意。\n", "出席：", "一、\n会议要求教育局负责；"]
)
def test_minutes(fragment: str) -> None:
    """Twice the minutes, twice the calls."""
    read(MINUTES.encode(), "a.txt")
    short, long = (
        calls(partial(read, (MINUTES + fragment * (size // len(fragment))).encode(), "a.txt")) for size in (SHORT, LONG)
    )
    assert long <= 2.5 * short + 2_000


@pytest.mark.parametrize(
    "fragment",
    ["A, ", "and ", "led by a ", "Lead: a. ", "(a", "by May ", "The A Team will open it. ", "- x\n", "1 of 2 ", ". A", "A B\n",
     "with support from A and B, ", "from 1 to ", "in May, ", "@a ", "[x] "],
)  # fmt: skip
def test_english(fragment: str) -> None:
    """Twice the English text, twice the calls."""
    head = "Delivery plan of the council for 2026\nActions\n"
    read(head.encode(), "a.txt")
    short, long = (
        calls(partial(read, (head + fragment * (size // len(fragment))).encode(), "a.txt")) for size in (SHORT, LONG)
    )
    assert long <= 2.5 * short + 2_000


def test_columns() -> None:
    """A table with twice the columns and twice the rows calls no more than twice the functions."""
    heads, row = "序号\t工作任务\t责任单位\t", "1\t修路\t教育局\n"
    read((TITLE + heads + "\n" + row).encode(), "a.txt")
    tables = ((TITLE + heads + "列\t" * n + "\n" + row * n).encode() for n in (300, 600))
    short, long = (calls(partial(read, table, "a.txt")) for table in tables)
    assert long <= 2.5 * short + 2_000


def edition(size: int, word: str) -> ParsedDocument:
    """Return an edition of a plan; another word changes every second sentence."""
    lines = (f"（{n}）建设{word * (n % 2)}学校{n}所，修建公路{n + 7}条。\n" for n in range(1, size))
    return parse_document(read_source(f"{TITLE}一、民生\n{''.join(lines)}".encode(), "a.txt"))


def test_tracing_and_comparing() -> None:
    """Twice the sentences, twice the calls: beside the plan that was drafted from another edition, and beside that."""
    found = []
    for size in (100, 200):
        old, new = edition(size, ""), edition(size, "新")
        drafted = parse_plan(draft(old, "drafted", "a.txt"), Path("drafted"), "plan.yaml").plan
        found.append((calls(partial(coverage, drafted, new)), calls(partial(reissue, old, new, drafted))))
    for short, long in zip(*found, strict=True):
        assert long <= 2.5 * short + 2_000


@pytest.mark.slow
@settings(max_examples=20)
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx"])
)
def test_mixtures(fragments: list[str], form: str) -> None:
    """Any mixture is read or refused, in a document of any form."""
    read(TITLE.encode(), "a.txt")
    assert_in_proportion("".join(fragments), form)
