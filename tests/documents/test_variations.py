"""One content, written in the many ways in which offices write: it always says the same.

What may differ is how parts are numbered, how wide characters are, whether a heading stands alone, where lines break, what stands
around the text, whether characters are traditional, and the format. What may not differ: sections, items, clauses,
owners, deadlines and figures. Every quote stands where its offset says.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from handmade import paragraph, word
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plantrack.characters.folding import folded
from plantrack.documents.formats import read_source
from plantrack.documents.owners import merged
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Clause, ClauseKind, DocumentFigure, Duty, Item, ParsedDocument
from plantrack.word_tables import word_table


class Entry(NamedTuple):
    """A part of a chapter: its title, its words, its own parts, and who answers for it."""

    title: str
    words: str
    parts: tuple[str, ...] = ()
    owners: str = ""


TITLE = "滨海市港航局2025年工作总结和2026年工作计划"
SOURCE = "来源：滨海市港航局　发布时间：2026-01-20"
OPENING = "2025年，市港航局较好完成了各项任务，货物吞吐量突破1.2亿吨。"
SUMMARY = (
    Entry("码头建设提速", "新建泊位3个，完成投资12.5亿元，同比增长8.5%。"),
    Entry("服务更加便捷", "办理引航5600余艘次，网上办理率由91%提高到98%。"),
    Entry("安全形势平稳", "排查隐患1430处，整改率99.2%，连续3年实现零事故。"),
)
AIMS = "做好全年工作，要把握以下原则："
PRINCIPLES = ("坚持稳中求进。", "坚持改革创新。", "坚持人民至上。", "坚持绿色发展。", "坚持安全第一。")
GOALS = "主要预期目标是：货物吞吐量增长6%左右，集装箱吞吐量达到380万标箱。"
LEADING = "围绕上述目标，重点抓好以下工作："
PLAN = (
    Entry(
        "建设智慧港口",
        "",
        ("9月底前编制智慧港口建设方案。", "持续推进岸电改造。"),
        "（规划处牵头，技术处、财务处配合）",
    ),
    Entry(
        "扩大对外开放", "新开航线6条以上，建成冷链查验中心。", (), "（责任单位：货运处、口岸处；完成时限：11月底前）"
    ),
    Entry("优化港口服务", "完善引航流程，12月15日前出台服务规范。", (), "（市场处、信息处负责）"),
    Entry("守住安全底线", "", ("完成应急演练8次。", "健全应急预案体系。", "新建救助基地2个。"), "（安全处牵头）"),
)
TERMS = tuple(
    f"{name}：指在港口作业中采用的第{n}类做法。"
    for n, name in enumerate(("岸电", "冷链", "引航", "疏港", "拖带", "锚泊", "理货"), 1)
)
"""Terms behind the plan: a longer list than the plan's own."""

CLAUSES = [
    [("编制智慧港口建设方案", "deliverable", "2026-09-30"), ("持续推进岸电改造", "ongoing", None)],
    [("新开航线6条以上", "deliverable", None), ("建成冷链查验中心", "deliverable", None)],
    [("完善引航流程", "ongoing", None), ("出台服务规范", "deliverable", "2026-12-15")],
    [
        ("完成应急演练8次", "deliverable", None),
        ("健全应急预案体系", "ongoing", None),
        ("新建救助基地2个", "deliverable", None),
    ],
]
OWNERS = [
    (("规划处",), ("技术处", "财务处"), ()),
    ((), (), ("货运处", "口岸处")),
    ((), (), ("市场处", "信息处")),
    (("安全处",), (), ()),
]
DUES = [None, "2026-11-30", None, None]
FIGURES = [
    (0, "突破1.2亿吨", 120_000_000, "吨", "突破", "measure"),
    (1, "3个", 3, "个", None, "measure"),
    (1, "12.5亿元", 1_250_000_000, "元", None, "measure"),
    (1, "8.5%", 8.5, "%", None, "growth"),
    (2, "5600余艘次", 5600, "艘次", "余", "measure"),
    (2, "91%", 91, "%", None, "measure"),
    (2, "98%", 98, "%", None, "measure"),
    (3, "1430处", 1430, "处", None, "measure"),
    (3, "99.2%", 99.2, "%", None, "measure"),
    (3, "连续3年", 3, "年", "连续", "streak"),
]
TARGETS = [
    (0, "6%左右", 6, "%", "左右", "target"),
    (0, "380万标箱", 3_800_000, "标箱", None, "target"),
    (2, "6条以上", 6, "条", "以上", "target"),
    (4, "8次", 8, "次", None, "target"),
    (4, "2个", 2, "个", None, "target"),
]

# how it is written

NUMERALS = "一二三四五六七八九十"
STYLES: dict[str, Callable[[int], str]] = {
    "": lambda n: "",
    "一、": lambda n: f"{NUMERALS[n]}、",
    "第一部分": lambda n: f"第{NUMERALS[n]}部分　",
    "（一）": lambda n: f"（{NUMERALS[n]}）",
    "1.": lambda n: f"{n + 1}.",
    "1．": lambda n: f"{n + 1}．",
    "1、": lambda n: f"{n + 1}、",
    "（1）": lambda n: f"（{n + 1}）",
    "①": lambda n: chr(ord("①") + n),
    "一是": lambda n: f"{NUMERALS[n]}是",
    "——": lambda n: "——",
}
LINE_ONLY = ("", "1、")
"""Numbers by which only the beginning of a line is known: within one, 1、 is a member of a list."""


class Way(NamedTuple):
    """A way of writing. `stop` closes a heading; empty, it stands on a line of its own."""

    chapters: str
    items: str
    parts: str
    principles: str
    stop: str
    wide: bool
    narrow: bool
    traditional: bool
    lines: bool
    around: bool
    form: str

    @property
    def holds(self) -> bool:
        """Tell whether a reader of the language could tell the parts from each other.

        Two levels of one style cannot be; neither can what stands within one line and is numbered so that only the
        beginning of a line shows it. —— have no number: between 一是 and 二是 nothing tells one list of them from the next.
        """
        one_dot = {"1．": "1."}
        levels = [one_dot.get(style, style) for style in (self.chapters, self.items, self.parts)]
        return (
            len({*levels}) == len(levels)
            and (self.items, self.parts) != ("一是", "——")
            and not (self.wide and self.narrow)
            and (self.lines or (bool(self.stop) and not {self.chapters, self.items, self.parts} & {*LINE_ONLY}))
            and (self.lines or self.form == "txt")
        )


WAYS = st.builds(
    Way,
    chapters=st.sampled_from(["一、", "第一部分", ""]),
    items=st.sampled_from(["（一）", "1.", "1．", "1、", "一、", "一是"]),
    parts=st.sampled_from(["（1）", "①", "1.", "——"]),
    principles=st.sampled_from(["一是", "（1）", "——"]),
    stop=st.sampled_from(["。", ""]),
    wide=st.booleans(),
    narrow=st.booleans(),
    traditional=st.booleans(),
    lines=st.booleans(),
    around=st.booleans(),
    form=st.sampled_from(["txt", "gb18030", "md", "html", "docx"]),
).filter(lambda way: way.holds)
PLAIN = Way("一、", "（一）", "（1）", "一是", "。", False, False, False, True, False, "txt")


def written(way: Way) -> list[str]:
    """Return the lines of the content, as that way has them."""
    chapter, item, part = (STYLES[style] for style in (way.chapters, way.items, way.parts))
    section = STYLES["（一）" if way.items == "一是" else way.items]  # in a summary 一是 parts thoughts, not sections
    principle = STYLES[way.principles]
    lines = [TITLE, SOURCE, OPENING, f"{chapter(0)}2025年工作总结{way.stop}"]
    lines += chain.from_iterable(_entry(section(n), entry, way, part) for n, entry in enumerate(SUMMARY))
    lines += [f"{chapter(1)}2026年总体要求{way.stop}", AIMS]
    lines += [principle(n) + plain for n, plain in enumerate(PRINCIPLES)]
    lines += [GOALS, f"{chapter(2)}2026年工作计划{way.stop}", LEADING]
    lines += chain.from_iterable(_entry(item(n), entry, way, part) for n, entry in enumerate(PLAN))
    if way.lines:
        lines += ["附件：名词解释", *(f"{n}.{term}" for n, term in enumerate(TERMS, 1))]
    return [_characters(line, way) for line in lines]


def _entry(mark: str, entry: Entry, way: Way, part: Callable[[int], str]) -> Iterator[str]:
    """Yield the lines of an entry. A heading that ends in 。 stands before the words, another one alone."""
    body = [part(n) + plain for n, plain in enumerate(entry.parts)] or [entry.words]
    body[-1] += entry.owners
    if way.stop and not entry.parts:
        yield f"{mark}{entry.title}{way.stop}{body[0]}"
    else:
        yield f"{mark}{entry.title}{way.stop}"
        yield from body


_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_NARROW = str.maketrans("，；：（）　", ",;:() ")


def _characters(line: str, way: Way) -> str:
    line = line.translate(_WIDE) if way.wide else line.translate(_NARROW) if way.narrow else line
    return line.translate(_traditional()) if way.traditional else line


@cache
def _traditional() -> dict[int, str]:
    """Return a traditional form of each simplified character that has one: the table, the other way round."""
    pairs = word_table("plantrack.characters", "traditional")["pairs"].split()
    return str.maketrans({pair[1]: pair[0] for pair in pairs})


def source(way: Way) -> tuple[bytes, str]:
    """Return a document and its name."""
    lines = written(way)
    if way.form == "html":
        return _page(lines, way).encode(), "a.html"
    if way.form == "docx":
        return word("".join(paragraph(html.escape(line)) for line in lines)), "a.docx"
    if way.form == "md":
        return "\n\n".join([f"# {lines[0]}", *lines[1:]]).encode(), "a.md"
    text = "\n".join(_around(lines, way)) if way.lines else " ".join(lines)
    return text.encode("gb18030" if way.form == "gb18030" else "utf-8"), "a.txt"


def _page(lines: Sequence[str], way: Way) -> str:
    body = "".join(f"<p>　　{html.escape(line)}</p>\n" for line in lines)
    if not way.around:
        return f"<html><body>{body}</body></html>"
    return (
        '<html><head><meta charset="utf-8"><script>var t="二、2020年工作计划";</script></head><body>'
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">一、机构职能</a></li><li><a href="/b">二、规划计划</a></li></ul>'
        f'<div class="content">{body}</div><div class="pn">上一篇：<a href="/c">滨海市港航局2019年工作计划</a></div>'
        '<div class="footer">主办：滨海市港航局　网站标识码：1234567890　您是第 1860523 位访问者</div></body></html>'
    )


def _around(lines: list[str], way: Way) -> list[str]:
    if not way.around:
        return lines
    return [
        "首页 > 政务公开 > 规划计划",
        *lines,
        "【打印本页】　【关闭窗口】",
        "上一篇：港口动态",
        "版权所有：滨海市港航局　您是第10862位访客",
    ]


# what is read


def duty(found: Duty) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(folded, names)) for names in (found.lead, found.support, found.responsible))


def due(found: Item | Clause) -> str | None:
    return str(found.deadline.due) if found.deadline else None


def clauses(item: Item) -> Iterator[tuple[str, ClauseKind, str | None]]:
    """Yield the clauses of an item and of its parts, which may have their day in common."""
    for part in item.walk():
        for clause in part.clauses:
            yield folded(clause.title), clause.kind, due(clause) or (due(part) if part is not item else None)


def figures(found: Sequence[DocumentFigure]) -> list[tuple[Any, ...]]:
    return [(f.section, folded(f.quote), f.value, f.unit, f.qualifier, f.kind, f.value_to) for f in found]


def quotes(found: ParsedDocument) -> Iterator[tuple[str, int]]:
    """Yield each quote with the offset at which it must stand."""
    yield from ((section.title, section.offset) for section in found.sections)
    yield from ((item.title, item.offset) for item in found.items)
    for clause in found.clauses():
        yield clause.quote, clause.offset
        if clause.deadline:
            yield clause.deadline.text, clause.deadline.offset
    for one in (*found.figures, *found.targets):
        yield one.quote, one.offset
    for skipped in found.skipped:
        yield skipped.what, skipped.offset


@settings(max_examples=3 * settings().max_examples)
@given(WAYS)
@example(PLAIN)
@example(PLAIN._replace(lines=False, narrow=True))
@example(PLAIN._replace(lines=False, chapters="第一部分", items="（一）", parts="（1）"))
@example(PLAIN._replace(chapters="", items="1．", stop="", around=True, form="html"))
@example(PLAIN._replace(chapters="第一部分", items="一、", parts="①", traditional=True, form="docx"))
@example(PLAIN._replace(wide=True, items="1、", around=True, form="gb18030"))
def test_it_says_the_same(way: Way) -> None:
    """Sections, items, clauses, owners, deadlines and figures are those of the content, whatever the way."""
    found = parse_document(read_source(*source(way)))
    assert (folded(found.title or ""), folded(found.issuer or ""), str(found.published)) == (
        TITLE,
        "滨海市港航局",
        "2026-01-20",
    )
    assert (folded(found.summary_heading or ""), folded(found.plan_heading or "")) == (
        "2025年工作总结",
        "2026年工作计划",
    )
    assert found.year == 2026
    assert [(s.number, folded(s.title)) for s in found.sections] == [(n, e.title) for n, e in enumerate(SUMMARY, 1)]
    assert [(i.number, folded(i.title)) for i in found.items] == [(n, e.title) for n, e in enumerate(PLAN, 1)]
    assert [[*clauses(item)] for item in found.items] == CLAUSES
    assert [duty(merged([part.duty for part in i.walk()])) for i in found.items] == OWNERS
    assert [due(i) for i in found.items] == DUES
    assert figures(found.figures) == [(*one, None) for one in FIGURES]
    assert figures(found.targets) == [(*one, None) for one in TARGETS]
    assert all(found.source.text.startswith(quote, offset) for quote, offset in quotes(found))
