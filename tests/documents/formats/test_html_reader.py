"""Web pages in the styles of official sites."""

from __future__ import annotations

import pytest

from plantrack.budget import Budget
from plantrack.documents.formats import read_source
from plantrack.documents.formats.html_reader import HtmlReader, page_lines

SITE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于印发2024年重点工作分工的通知_某市人民政府</title></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumbs">您当前的位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a> &gt; 正文</div>
<table><tr><td>索引号：</td><td>MS-2024-001</td><td>发布机构：</td><td>市政府办公室</td></tr></table>
<h1>关于印发2024年重点工作分工的通知</h1>
<div>来源：市政府办公室　发布时间：2024-02-01　浏览次数：<span>12</span>次　字号：[<a href="#">大</a> <a href=#>中</a> <a href=#>小</a>]</div>
<div class="TRS_Editor"><p>　　一、新建学校12所。（市教育局牵头，市财政局配合）<br>　　二、建成公园 3 个。</p>
<!-- 注释 --><p>三、第一件办好。　　四、第二件办好。</p><p style="display:none">隐藏</p><script>var a = "计划"</script></div>
<div>上一篇：<a href=1>旧闻</a></div><div class="related"><a href=3>图解</a></div>
<div class="footer"><p>主办单位：某市人民政府办公室</p><p>某ICP备05000001号　网站标识码：4400000001</p></div></body></html>"""


def text(page: str) -> list[str]:
    return read_source(page.encode(), "a.html").text.split("\n")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_site(encoding: str) -> None:
    """The document, its title and facts remain, whatever charset the page declares."""
    assert read_source(SITE.encode(encoding), "page").text.split("\n") == [
        "索引号：MS-2024-001 发布机构：市政府办公室",
        "关于印发2024年重点工作分工的通知",
        "来源：市政府办公室 发布时间：2024-02-01",
        "一、新建学校12所。（市教育局牵头，市财政局配合）",
        "二、建成公园3个。",
        "三、第一件办好。",
        "四、第二件办好。",
    ]


def test_no_main_element() -> None:
    """Without one, menus are what consists of links."""
    assert text("<title>计划_某局</title><p><a href=1>甲</a><a href=2>乙</a><h2>工作安排</h2><div><p>一、任务<p>修路。</div>") == [
        "计划", "工作安排", "一、任务", "修路。",
    ]  # fmt: skip


def test_head() -> None:
    """Source and date that only the head has become lines."""
    page = "<meta name=ArticleTitle content=年度计划><meta name=ContentSource content=某局><meta name=PubDate content=2024-01-05><p>一、任务"
    assert page_lines(page, Budget()) == ["年度计划", "来源：某局", "发布时间：2024-01-05", "一、任务"]


def test_lists() -> None:
    """Numbers that only a browser shows are made visible, once."""
    page = "<ol><li>甲<ol type=a><li>乙</ol><li>丙</ol><ol start=5><li>丁<li value=9>戊<li>10、己</ol><ul><li>庚</ul>"
    assert text(page) == ["1. 甲", "a. 乙", "2. 丙", "5. 丁", "9. 戊", "10、己", "- 庚"]
    assert text("<ol style='list-style: cjk-ideographic'><li>甲</ol><ol style='list-style-type:none'><li>乙</ol>") == [
        "一、甲",
        "乙",
    ]


def test_tables() -> None:
    """Cells that reach over rows are repeated; lines within a cell are one."""
    page = """<table><tr><th>序号<th>任务<th>单位<tr><td rowspan=2>1<td>修路<td>交通局<tr><td><p>架桥<p>通车<td>水务局<br>城管局
    <tr><td colspan=2>合计<td>2</table>"""
    assert text(page) == ["序号\t任务\t单位", "1\t修路\t交通局", "1\t架桥 通车\t水务局 城管局", "合计\t\t2"]


def test_layout() -> None:
    """A table around the whole page is none, also around another."""
    page = f"<table><tr><td><p>计划<p>{'一、任务。' * 60}<table><tr><td>修路<td>交通局<tr><td>架桥<td>水务局</table></td></tr></table>"
    assert text(page) == ["计划", "一、任务。" * 60, "修路\t交通局", "架桥\t水务局"]


def test_preformatted() -> None:
    """Breaks in a `pre` are breaks; elsewhere, between Chinese words, they are nothing."""
    assert text("<pre>一、甲\n二、乙</pre><p>三、丙\n丁</p>") == ["一、甲", "二、乙", "三、丙丁"]


def test_nothing_around() -> None:
    """A page nests to a depth of 1,900 and is read."""
    assert text("<div class=content>" * 1900 + "计划") == ["计划"]


def test_detect() -> None:
    """The first tag decides, else the name."""
    found = [
        HtmlReader().detect(c, n)
        for c, n in ((b"\n<!-- x --><DIV>", "a.txt"), (b"x", "a.shtml"), (b"a < b <p>", "a.txt"))
    ]
    assert found == [True, True, False]


def test_bullets() -> None:
    """Items of lists have signs, indented below others; facts, headings and lists without signs have none."""
    page = "<ul><li>甲<ul><li>乙</ul><li>来源：某局<li><a href=1>链接</a><li>1、丙<li><h3>丁</h3></ul><ul style='list-style:none'><li>戊</ul>"
    assert text(page) == ["- 甲", "  - 乙", "来源：某局", "1、丙", "丁", "戊"]


def test_the_title_behind_the_site() -> None:
    """Names of the site and its parts before a title that names a year are none of it."""
    assert text("<title>某医院-院务公开-2026年工作计划</title><p>一、任务。")[0] == "2026年工作计划"
    assert text("<title>年度计划_某局</title><p>一、任务。")[0] == "年度计划"


def test_struck_out() -> None:
    """What is struck out is said no longer."""
    assert text("<p>一、<del>修路</del>建桥。<p><s>二、种树。</s>三、治水。") == ["一、建桥。", "三、治水。"]


def test_an_english_heading() -> None:
    """An English page with one first heading has its title there; another has that of the page."""
    page = "<title>Priorities | Trust</title><h1>Our priorities for 2026</h1><p>We will open it."
    assert text(page)[:1] == ["Our priorities for 2026"]
    assert text(page.replace("h1", "h2"))[0] == "Priorities"
