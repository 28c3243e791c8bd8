"""A document put together: the whole reading of one, and what a person or the title decides."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from read_support import HARBOUR, TEXT

from plantrack.documents.formats import read_source
from plantrack.documents.formats.normalisation import normalised_lines
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ImportHints, Source
from plantrack.errors import PlanError


def years(text: str, guide: ImportHints | None = None) -> tuple[int | None, set[str | None], set[str | None]]:
    """Return the year of a plan and the periods of its figures and its targets."""
    found = parse_document(Source(text, ""), guide or ImportHints())
    return found.year, {one.period for one in found.figures}, {one.period for one in found.targets}


BODY = "（一）扩大供给。新建学校3所。\n（二）深化改革。培训教师120名。\n"


@pytest.mark.parametrize(
    ("text", "guide", "expected"),
    [
        (
            f"县教育局工作计划\n一、2024年工作总结\n{BODY}二、2025年工作计划\n{BODY}",
            ImportHints(),
            (2025, {"2024"}, {"2025"}),
        ),
        (
            f"县教育局工作计划\n一、2024年工作总结\n{BODY}二、下一步工作计划\n{BODY}",
            ImportHints(),
            (2025, {"2024"}, {"2025"}),
        ),
        (f"县教育局2024年工作总结\n一、主要工作情况\n{BODY}", ImportHints(), (2025, {"2024"}, set())),
        (f"县教育局2025年工作计划\n一、主要任务\n{BODY}", ImportHints(), (2025, set(), {"2025"})),
        (f"县教育局工作计划\n发布时间：2025-01-20\n一、主要任务\n{BODY}", ImportHints(), (2025, set(), {"2025"})),
        (f"县教育局工作计划\n一、主要任务\n{BODY}", ImportHints(), (None, set(), {None})),
        (
            f"县教育局2025年上半年工作总结和下半年工作计划\n一、上半年工作总结\n{BODY}二、下半年工作计划\n{BODY}",
            ImportHints(),
            (2025, {"2025"}, {"2025"}),
        ),
        (f"县教育局2025年工作计划\n一、主要任务\n{BODY}", ImportHints(year=2031), (2031, set(), {"2031"})),
    ],
)
def test_the_year(text: str, guide: ImportHints, expected: tuple[int | None, set[str | None], set[str | None]]) -> None:
    """Of the plan's heading, the summary's, the title's or the day of publication; a person's word comes first."""
    assert years(text, guide) == expected


def test_headings_that_a_person_names() -> None:
    """The part below the words given is taken, whatever its heading says."""
    text = f"港口动态\n一、概况\n{BODY}二、设想\n{BODY}"
    with pytest.raises(PlanError, match="no plan was found"):
        parse_document(Source(text, ""))
    found = parse_document(Source(text, ""), ImportHints("设想", "概况"))
    assert (found.summary_heading, found.plan_heading) == ("概况", "设想")
    assert ([one.title for one in found.sections], [one.title for one in found.items]) == (
        ["扩大供给", "深化改革"], ["扩大供给", "深化改革"],
    )  # fmt: skip


def test_the_whole() -> None:
    """Title, parts, items and their owners, at their places in the text."""
    found = parse_document(HARBOUR.source)
    assert found.year_before == 2025
    assert found.plan_span
    assert TEXT[slice(*found.plan_span)].strip().startswith("（一）建设智慧港口")
    assert [one.text for one in found.unplaced] == ["高举旗帜，凝心聚力", "各县区参加"]
    bare = replace(found, year_before=None, plan_span=None, figures=(), targets=(), skipped=(), unplaced=())
    assert replace(bare, items=(), sections=()) == replace(
        HARBOUR, figures=(), targets=(), skipped=(), items=(), sections=()
    )
    for got, meant in ((found.sections, HARBOUR.sections), (found.items, HARBOUR.items)):
        assert [(one.number, one.title, one.offset) for one in got] == [(m.number, m.title, m.offset) for m in meant]


def test_figures_of_owners_are_none() -> None:
    """What stands with owners is neither a target nor a clause: the second division, twelve months."""
    found = parse_document(
        Source(
            "县教育局2025年工作计划\n一、扩大供给。新建学校3所。（县教育局第2科室牵头，12月底前完成）\n二、深化改革。培训教师120名。\n",
            "",
        )
    )
    assert [(one.quote, one.section) for one in found.targets] == [("3所", 1), ("120名", 2)]


def test_a_table_with_owners_is_a_plan() -> None:
    """Its title need not say so; an empty first cell keeps its place."""
    rows = "\n".join(f"\t{n}\t新建{what}1座\t县教育局\t8月底前" for n, what in enumerate("校馆站", 1))
    found = parse_document(
        Source(
            "\n".join(normalised_lines([f"云岭县2025年进度\n类别\t序号\t项目名称\t主管单位\t完成时间\n{rows}\n"])), ""
        )
    )
    assert [(item.number, item.title, item.duty.responsible) for item in found.items] == [
        (1, "新建校1座", ("县教育局",)), (2, "新建馆1座", ("县教育局",)), (3, "新建站1座", ("县教育局",)),
    ]  # fmt: skip


def test_guarantees_that_name_owners() -> None:
    """A last chapter of guarantees is an item where it says who answers for it."""
    text = "云岭县2025年工作方案\n一、稳粮。扩种。\n二、供水。建厂。\n三、组织保障\n开展考核。（县委农办牵头）\n"
    assert [item.title for item in parse_document(Source(text, "")).items] == ["稳粮", "供水", "组织保障"]
    assert [item.title for item in parse_document(Source(text.replace("（县委农办牵头）", ""), "")).items] == [
        "稳粮",
        "供水",
    ]


def test_entries() -> None:
    """More figures and tasks than any plan has are refused, wherever they stand."""
    for text in ("增长1%，" * 11_000, "2026年工作计划\n一、民生\n" + "建设学校。\n" * 11_000 + "二、交通\n建设公路。"):
        with pytest.raises(PlanError, match="more than 10000 figures and tasks in it"):
            parse_document(read_source(text.encode(), "a.txt"))
