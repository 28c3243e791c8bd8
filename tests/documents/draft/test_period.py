"""The period of a draft: what suggests it, and what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.draft.period import deadlines, period_of
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ParsedDocument, Source
from plantrack.errors import UsageError

_ITEMS = "一、建设\n1.建成学校3所。（教育局负责）\n2.建成医院1所。（卫健委负责）\n"
NO_YEAR = replace(HARBOUR, year=None)
NO_DATES = replace(NO_YEAR, items=())


@pytest.mark.parametrize(
    ("reading", "first", "last", "asked"),
    [
        (HARBOUR, 2026, 2026, None),
        (replace(HARBOUR, year_first=2024), 2024, 2026, None),
        (NO_YEAR, 2026, 2027, "these are the years of its dates"),
        (NO_DATES, 2026, 2026, "this is the year of publication"),
        (replace(NO_DATES, published=None), 2026, 2026, "this follows that of the figures"),
    ],
)
def test_period(reading: ParsedDocument, first: int, last: int, asked: str | None) -> None:
    """The year of the plan; else of its dates, of its publication, or the one after the figures', as a question."""
    begin, end, doubt = period_of(reading, "a.txt")
    assert (begin, end) == (date(first, 1, 1), date(last, 12, 31))
    assert (asked or "") in str(doubt) if asked else doubt is None


def test_no_year_at_all() -> None:
    """Somebody must say it."""
    with pytest.raises(UsageError, match=r"a.txt does not say which year the plan is for"):
        period_of(replace(NO_DATES, published=None, figures=()), "a.txt")


def test_deadlines() -> None:
    """Those of the clauses, too."""
    assert [str(one.due) for one in deadlines(HARBOUR)] == ["2026-09-30", "2027-12-31"]


@pytest.mark.parametrize(
    ("title", "first", "last", "asked"),
    [
        ("2026年3月工作要点", date(2026, 3, 1), date(2026, 3, 31), False),
        ("2026年度第二季度工作计划", date(2026, 4, 1), date(2026, 6, 30), False),
        ("2025年工作总结和2026年上半年工作计划", date(2026, 1, 1), date(2026, 6, 30), False),
        ("2026年1—6月工作安排", date(2026, 1, 1), date(2026, 6, 30), False),
        ("2026年春季学期工作计划", date(2026, 2, 1), date(2026, 7, 31), True),
        ("2026年秋学期工作计划", date(2026, 9, 1), date(2027, 1, 31), True),
        ("2025—2026学年第二学期工作计划", date(2026, 2, 1), date(2026, 7, 31), True),
        ("2026年工作要点（2026年3月5日印发）", date(2026, 1, 1), date(2026, 12, 31), False),
    ],
)
def test_a_part_of_a_year(title: str, first: date, last: date, asked: bool) -> None:  # noqa: FBT001
    """The title may name a month, a quarter, a half-year or a term; the days of a term are asked about."""
    begin, end, doubt = period_of(parse_document(Source(f"{title}\n{_ITEMS}", "")), "a.txt")
    assert (begin, end, doubt is not None) == (first, last, asked)


def test_a_deadline_outside_of_it() -> None:
    """Then the plan is for more than its title says: for the year."""
    items = _ITEMS.replace("3所", "3所，8月底前完成")
    begin, end, _ = period_of(parse_document(Source(f"2026年3月工作要点\n{items}", "")), "a.txt")
    assert (begin, end) == (date(2026, 1, 1), date(2026, 12, 31))
