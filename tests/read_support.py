"""A document as it was read, built by hand: sentences written for these tests, each value at its true offset."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from plantrack.documents.parsed_document import (
    Clause,
    ClauseKind,
    Deadline,
    DocumentFigure,
    Duty,
    Item,
    ParsedDocument,
    Skipped,
    Source,
    SummarySection,
)
from plantrack.errors import Message
from plantrack.model.amounts import Kind

DOCUMENT = Path(__file__).with_name("documents") / "harbour-2026.txt"
TEXT = DOCUMENT.read_text("utf-8")
DELIVERABLE, ONGOING, DIRECTION = ClauseKind.DELIVERABLE, ClauseKind.ONGOING, ClauseKind.DIRECTION


def at(words: str) -> int:
    """Return where words stand in the text."""
    return TEXT.index(words)


def clause(
    title: str, kind: ClauseKind, sentence: int, deadline: Deadline | None = None, duty: Duty | None = None
) -> Clause:
    """Return a clause whose quote is its title."""
    return Clause(title, kind, title, at(title), sentence, duty or Duty(), deadline)


def item(number: int, title: str, last: str, clauses: tuple[Clause, ...], duty: Duty | None = None) -> Item:
    """Return an item that ends with the words `last`."""
    return Item(number, title, at(title), at(title) - 3, at(last) + len(last), duty or Duty(), None, clauses)


def section(number: int, title: str, last: str) -> SummarySection:
    """Return a section that ends with the words `last`."""
    return SummarySection(number, title, at(title), at(title) - 3, at(last) + len(last))


def figure(label: str, quote: str, value: float, unit: str, kind: Kind = Kind.MEASURE, **more: Any) -> DocumentFigure:
    """Return a figure at the place of its quote."""
    return DocumentFigure(label=label, quote=quote, offset=at(quote), value=value, unit=unit, kind=kind, **more)


def by(day: date, words: str) -> Deadline:
    """Return a deadline at the place of its words."""
    return Deadline(day, words, at(words))


LED = Duty(lead=("规划处",), support=("技术处", "财务处"), quote="（规划处牵头，技术处、财务处配合）")
HELD = Duty(responsible=("货运处", "口岸处"), quote="（责任单位：货运处、口岸处）")
RENEWED = clause("完成老旧码头改造", DELIVERABLE, 1, by(date(2027, 12, 31), "2027年底前"), Duty(collective=("各县区",)))
ITEMS = (
    item(1, "建设智慧港口", "财务处配合）", (
        clause("编制智慧港口建设方案", DELIVERABLE, 2, by(date(2026, 9, 30), "9月底前")),
        clause("持续推进岸电改造", ONGOING, 3),
    ), LED),
    item(2, "扩大对外开放", "口岸处）", (
        clause("建成冷链查验中心", DELIVERABLE, 1),
        clause("坚持开放发展方向", DIRECTION, 2),
        clause("新开航线5条以上", DELIVERABLE, 3),
    ), HELD),
    item(3, "守住安全底线", "各县区参加。", (RENEWED,)),
)  # fmt: skip
FIGURES = (
    figure("货物吞吐量", "超1.2亿吨", 120_000_000, "吨", qualifier="超", period="2025"),
    figure("新建泊位", "3个", 3, "个", period="2025", section=1),
    figure("投资", "增长8.5%", 8.5, "%", kind=Kind.GROWTH, period="2025", section=1),
    figure("办理引航", "5600艘次", 5600, "艘次", section=2),
    figure("压缩时限", "2至3天", 2, "天", value_to=3, period="2025", section=2),
)
TARGETS = (
    figure("新开航线", "5条以上", 5, "条", qualifier="以上", kind=Kind.STRETCH, period="2026", section=2),
)  # fmt: skip
HARBOUR = ParsedDocument(
    source=Source(TEXT, "0" * 64, "utf-8"),
    title="滨海市港航局2025年工作总结和2026年工作计划",
    issuer="滨海市港航局",
    published=date(2026, 1, 20),
    summary_heading="2025年工作总结",
    sections=(section(1, "码头建设提速", "8.5%。"), section(2, "服务更加便捷", "2至3天。")),
    plan_heading="2026年工作计划",
    year=2026,
    items=ITEMS,
    figures=FIGURES,
    targets=TARGETS,
    skipped=(Skipped("高举旗帜，凝心聚力。", Message("a slogan"), at("高举旗帜")),),
)
"""The reading of TEXT."""
