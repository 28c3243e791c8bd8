"""Days that only the month above them makes dates, and those with a stroke."""

from __future__ import annotations

import pytest

from plantrack.documents.scan import scan
from plantrack.documents.scan.months import in_full, month_at, months_of

TITLE = "某公司2026年6月份重点工作计划"
BELOW = {
    "清收货款620万元，25日前。": ["6月25日前"],
    "月末完成试验，每月5日前通报。": ["6月末"],
    "中旬前定稿，7月10日前印发。": ["6月中旬前", "7月10日前"],
    "6月18日至20日停线检修。": ["6月18日至20日"],
    "送粥80份（@小郭，1/26前）；招新，3/20截止；写福字（@阿满，1/17）": ["1月26日前", "3月20日", "1月17日"],
    "比例达到1/3，见第2/5页（1/2）。": [],
}


@pytest.mark.parametrize("line", BELOW)
def test_dates_below_a_month(line: str) -> None:
    """A day without a month is one in the month of the title; with a stroke only where no share is meant."""
    doc = scan(f"{TITLE}\n一、重点工作\n（一）生产。\n{line}\n")
    words = [(doc.folded[one.first : one.last], one.first) for one in doc.dates_in(len(TITLE), len(doc.text))]
    assert [in_full(word, month_at(doc.months, first)) for word, first in words] == BELOW[line]


def test_months_of_headings() -> None:
    """A heading that is a month counts for what stands below it; a title that names two months is of none."""
    plain = "三月\n24日前宣传。\n## 十一月 · 年味\n(二)12月份:\n6月召开大会。\n1. 7月底前完成\n"
    assert months_of(plain, "3月至5月计划") == ((0, 3), (plain.index("#"), 11), (plain.index("(二)"), 12))


def test_no_month() -> None:
    """Where no month is named, such a day is no date."""
    doc = scan("某公司2026年重点工作计划\n一、重点工作\n（一）生产。\n清收货款，25日前。月末盘点。\n")
    assert doc.dates_in(14, len(doc.text)) == ()
