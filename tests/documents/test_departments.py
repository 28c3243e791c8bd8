"""Plans that are ordered by the units that are to do the work."""

from __future__ import annotations

from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Source


def owners(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the items of a plan, each with who answers for it."""
    items = parse_document(Source(f"某公司2026年工作计划\n{text}", "")).items
    return [(item.title, item.duty.lead or item.duty.responsible) for item in items]


def test_headings_that_are_units_answer() -> None:
    """Where all headings of a level are names of units, each answers for what stands below it, unless it says who."""
    found = owners(
        "一、市场部\n1.新增线索1200条。\n2.举办开放日1场。\n二、人力资源部\n1.引进博士9名。\n2.上线平台1个。\n"
    )
    assert found == [("市场部", ("市场部",)), ("人力资源部", ("人力资源部",))]


def test_other_headings_answer_for_nothing() -> None:
    """One heading that is no unit says that the others are what is done, and not by whom."""
    found = owners(
        "一、市场部\n1.新增线索1200条。\n2.举办开放日1场。\n二、人才引进\n1.引进博士9名。\n2.上线平台1个。\n"
    )
    assert found == [("市场部", ()), ("人才引进", ())]
