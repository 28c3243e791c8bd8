"""Dates inside running text: what is found, in which form, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.dates.expressions import read
from plantrack.dates.mentions import DateForm, find_dates
from plantrack.dates.periods import Period
from plantrack.errors import InputError

PLAN = Period(date(2026, 1, 1), date(2026, 12, 31))

FOUND = """
9月底前 => bounded 2026-09-30
十月卅日前 => bounded 2026-10-30
二〇二六年六月廿五日前 => bounded 2026-06-25
二○二六年六月底 => bounded 2026-06-30
二O二六年六月底 => bounded 2026-06-30
2026年年底 => bounded 2026-12-31
年内 => bounded 2026-12-31
当年底前 => bounded 2026-12-31
国庆节前 => bounded 2026-09-30
2026.9.30前 => bounded 2026-09-30
三季度末 => bounded 2026-09-30
2026Q3 => bare 2026-09-30
第三季 => bare 2026-09-30
2026年Q3 => bare 2026-09-30
2026H1 => bare 2026-06-30
10月上中旬 => bare 2026-10-20
11月14日至16日 => bare 2026-11-16
3—5月 => bare 2026-05-31
前三季度 => bare 2026-09-30
前十一个月 => bare 2026-11-30
首季度末 => bounded 2026-03-31
3月下半月 => bare 2026-03-31
自3月1日起至5月31日止 => bare 2026-05-31
十一月最后一个周五前 => bounded 2026-11-27
9月30日(星期三)前 => bounded 2026-09-30
9月30日下午五点前 => bounded 2026-09-30
9月及以前 => bounded 2026-09-30
次年三月月底前 => bounded 2027-03-31
今明两年 => year 2027-12-31
2026年度 => year 2026-12-31
当年 => year 2026-12-31
全年 => whole 2026-12-31
10月中旬前 => bounded 2026-10-20
年中前 => bounded 2026-06-30
今年年中 => bare 2026-06-30
2026年中 => bare 2026-06-30
年中 => bare 2026-06-30
6.30前 => bounded 2026-06-30
12.31之前 => bounded 2026-12-31
Q3 => bare 2026-09-30
七一前 => bounded 2026-06-30
“七一”前 => bounded 2026-06-30
“五一”前 => bounded 2026-04-30
“十一”前 => bounded 2026-09-30
双十一前 => bounded 2026-11-10
“5·12”防灾减灾日前 => bounded 2026-05-11
"""


@pytest.mark.parametrize("row", FOUND.strip().splitlines())
def test_what_is_found_is_read(row: str) -> None:
    """A date is found whole between other words, in its form, and reads as the day that it means."""
    words, meant = row.split(" => ")
    form, day = meant.split()
    (found,) = find_dates(f"到{words}完成")
    assert (f"到{words}完成"[found.first : found.last], found.form) == (words, form)
    assert read(words, PLAN.first, PLAN).last == date.fromisoformat(day)


@pytest.mark.parametrize("words", ["30日内", "3个月内", "5个工作日内", "2周之内"])
def test_lengths_of_time(words: str) -> None:
    """What is counted from a day that is not named is found as such."""
    assert [(one.last, one.form) for one in find_dates(words)] == [(len(words), "counted")]


@pytest.mark.parametrize("words", ["汛期前", "主汛期到来之前", "秋季开学前", "供暖季前", "春节后、节前"])
def test_seasons(words: str) -> None:
    """What names no day is found as such, and refused."""
    found = [words[one.first : one.last] for one in find_dates(words) if one.form == "season"]
    assert found == [words.removeprefix("春节后、")]
    with pytest.raises(InputError):
        read(found[0], PLAN.first, PLAN)


@pytest.mark.parametrize(
    "words",
    [
        "青年中心",
        "学年中考",
        "平台2.0前",
        "“六稳”前",
        "四季如春",
        "两年内",
        "三五家",
        "Q235钢",
        "2026-2027号",
        "年年有余",
        "一月",
        "万月",
    ],
)
def test_no_dates(words: str) -> None:
    """Seasons, grades of steel, and numbers that are told in words are none; a month is."""
    assert [words[one.first : one.last] for one in find_dates(words)] == (["一月"] if words == "一月" else [])


def test_behind_the_number_of_a_part() -> None:
    """The end of the year may stand directly behind one."""
    text = "2.3.2年末余额达到5亿元，3年内"
    assert [text[one.first : one.last] for one in find_dates(text)] == ["年末", "3年内"]


@pytest.mark.parametrize("words", ["重阳节前", "元宵前", "农历九月底前", "阴历腊月二十三前"])
def test_days_of_the_moon(words: str) -> None:
    """A day that only a lunar calendar knows is a bound that names no day; 农历八月 is not August."""
    assert [(one.first, one.last, one.form) for one in find_dates(f"{words}完成")] == [(0, len(words), DateForm.SEASON)]
    assert [*find_dates("于农历八月举办")] == []
