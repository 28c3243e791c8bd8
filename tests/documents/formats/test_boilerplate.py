"""What is stripped from pages, and what only looks like it and stays."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.boilerplate import is_fact, is_page_number, without_boilerplate, without_page_edges


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 正文", "首页 > 工作动态", "【打印】【关闭】", "打印本页 关闭窗口", "字号：大 中 小", "分享到：微信 微博", "浏览次数：120", "上一篇：旧闻",
        "下一篇：没有了", "相关链接：图解", "版权所有：某市人民政府", "某ICP备05000001号-1", "网站标识码：4400000001", "责任编辑：李某", "一、总结……………………3",
        "（二）任务......12", "扫一扫在手机打开当前页", "第1篇", "约 9页", "- 0", "政府网 › 要闻 › 正文",
    ],
)  # fmt: skip
def test_stripped(line: str) -> None:
    """Menus, buttons, counters, footers and tables of contents."""
    assert without_boilerplate(["一、任务", line, "二、任务"]) == ["一、任务", "二、任务"]


@pytest.mark.parametrize(
    "line",
    [
        "打印机产业产值增长5%。", "关闭煤矿12家。", "推进政务微博建设", "首页改版后浏览量增长20%", "无障碍设施建设全面推进", "当前位置导航产业发展良好", "大力发展数字经济",
        "主办单位：市教育局", "编制目录……", "地址：由各区自定",
    ],
)  # fmt: skip
def test_kept(line: str) -> None:
    """Sentences with the same words are text."""
    assert line in without_boilerplate([line, *["任务"] * 20])


def test_facts() -> None:
    """Where a document is from stays, without the buttons in the line."""
    line = "来源：市政府办公室 发布时间：2024-02-01 浏览次数：12次 字号：[大 中 小] 【打印】"
    assert without_boilerplate([line]) == ["来源：市政府办公室 发布时间：2024-02-01"]
    assert [is_fact("发文字号：海府〔2024〕3号"), is_fact("索引号：\t1"), is_fact("时间紧任务重")] == [
        True,
        True,
        False,
    ]


def test_footer() -> None:
    """At the end of a page its owner's address is no text."""
    assert without_boilerplate(["一、任务。", "主办单位：市政府办公室", "地址：海港路1号 邮编：518000"]) == [
        "一、任务。"
    ]


PRINTED = ["https://example.org/a.html 1/2", "2026/1/20 09:30 某局工作要点", "1/20/26, 9:30 AM"]
"""What a browser prints at the edges."""


@pytest.mark.parametrize(
    "text", ["— 3 —", "-3-", "第3页 共10页", "第 3 页", "3/10", "Page 3 of 10", "－ 3 －", *PRINTED]
)
def test_page_numbers(text: str) -> None:
    """In every form."""
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3", "3.", "第3条", "2024年", "3-5"])
def test_no_page_numbers(text: str) -> None:
    """A plain number may be a cell, and is judged by its place only."""
    assert not is_page_number(text)


def test_edges() -> None:
    """What repeats at the edges of pages goes, and so does a number there."""
    pages = [
        ["某市工作要点", "一、甲", "子", "1"],
        ["某市工作要点", "二、乙", "丑", "2"],
        ["某市工作要点", "三、丙", "3", "寅"],
    ]
    assert without_page_edges(pages) == [[1, 2], [1, 2], [1, 3]]


def test_a_label_of_the_text_itself() -> None:
    """Where the text has lines with such a label, those at its end are text, too."""
    lines = [
        "一、办展",
        "主办单位：市文旅局",
        *["推进工作。"] * 12,
        "二、办赛",
        "主办单位：市体育局",
        "地址：海港路1号",
    ]
    assert without_boilerplate(lines) == lines[:-1]
