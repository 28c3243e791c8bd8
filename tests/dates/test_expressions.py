"""Days and runs of days as people write them: each is read right, or refused with the way to write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import day
from tables import differing

from plantrack.dates.expressions import Expression, Precision, read
from plantrack.dates.periods import Period
from plantrack.dates.workdays import Calendar
from plantrack.errors import InputError

TODAY = day("2024-11-17")
YEAR = Period(day("2024-01-01"), day("2024-12-31"))
FIVE_YEARS = Period(day("2021-01-01"), day("2025-12-31"))
SCHOOL_YEAR = Period(day("2024-09-01"), day("2025-08-31"))


def said(text: str, today: str = "2024-11-17", within: Period = YEAR) -> tuple[str, str]:
    """Return the first and the last day of an expression."""
    found = read(text, day(today), within)
    return str(found.first), str(found.last)


def refusal(text: str, today: str = "2024-11-17", within: Period = YEAR) -> str:
    """Return why an expression is refused, and that its words are told."""
    with pytest.raises(InputError) as refused:
        read(text, day(today), within)
    assert str(refused.value).startswith(f"{text!r}: ")
    return str(refused.value.message.facts["said"])


READ = [
    ("2024-11-17", "2024-11-17", "2024-11-17", "day", None),
    ("2024/11/17", "2024-11-17", "2024-11-17", "day", None),
    ("2024.11.17", "2024-11-17", "2024-11-17", "day", None),
    ("2024/6/3", "2024-06-03", "2024-06-03", "day", None),
    ("2024年11月17日", "2024-11-17", "2024-11-17", "day", None),
    ("2024年2月29日", "2024-02-29", "2024-02-29", "day", None),
    ("2023年12月31日", "2023-12-31", "2023-12-31", "day", None),
    ("11月17日", "2024-11-17", "2024-11-17", "day", None),
    ("11月17号", "2024-11-17", "2024-11-17", "day", None),
    ("１１月１７日", "2024-11-17", "2024-11-17", "day", None),
    ("十一月十七日", "2024-11-17", "2024-11-17", "day", None),
    ("二〇二四年十一月十七日", "2024-11-17", "2024-11-17", "day", None),
    ("二零二四年六月", "2024-06-01", "2024-06-30", "month", None),
    (" 11 月 17 日 ", "2024-11-17", "2024-11-17", "day", None),
    ("2024 年 11 月 17 日", "2024-11-17", "2024-11-17", "day", None),
    ("11月", "2024-11-01", "2024-11-30", "month", None),
    ("11月份", "2024-11-01", "2024-11-30", "month", None),
    ("十二月", "2024-12-01", "2024-12-31", "month", None),
    ("2025年3月", "2025-03-01", "2025-03-31", "month", None),
    ("2024-11", "2024-11-01", "2024-11-30", "month", None),
    ("2024-W46", "2024-11-11", "2024-11-17", "week", None),
    ("2024-Q4", "2024-10-01", "2024-12-31", "quarter", None),
    ("2024Q4", "2024-10-01", "2024-12-31", "quarter", None),
    ("2024年", "2024-01-01", "2024-12-31", "year", None),
    ("2024年度", "2024-01-01", "2024-12-31", "year", None),
    ("2024", "2024-01-01", "2024-12-31", "year", None),
    ("今年", "2024-01-01", "2024-12-31", "year", None),
    ("本年度", "2024-01-01", "2024-12-31", "year", None),
    ("明年", "2025-01-01", "2025-12-31", "year", None),
    ("去年", "2023-01-01", "2023-12-31", "year", None),
    ("全年", "2024-01-01", "2024-12-31", "year", None),
    ("6月底", "2024-06-30", "2024-06-30", "day", None),
    ("六月底", "2024-06-30", "2024-06-30", "day", None),
    ("６月底", "2024-06-30", "2024-06-30", "day", None),
    ("6月末", "2024-06-30", "2024-06-30", "day", None),
    ("2025年6月底", "2025-06-30", "2025-06-30", "day", None),
    ("2月底", "2024-02-29", "2024-02-29", "day", None),
    ("9月底前", "2024-01-01", "2024-09-30", "range", None),
    ("九月底前", "2024-01-01", "2024-09-30", "range", None),
    ("9月底之前", "2024-01-01", "2024-09-30", "range", None),
    ("9月末前", "2024-01-01", "2024-09-30", "range", None),
    ("2025年3月底前", "2024-01-01", "2025-03-31", "range", None),
    ("年底前", "2024-01-01", "2024-12-31", "range", None),
    ("年底", "2024-12-31", "2024-12-31", "day", None),
    ("年末", "2024-12-31", "2024-12-31", "day", None),
    ("年内", "2024-01-01", "2024-12-31", "year", None),
    ("本年度内", "2024-01-01", "2024-12-31", "year", None),
    ("今年内", "2024-01-01", "2024-12-31", "year", None),
    ("今年年内", "2024-01-01", "2024-12-31", "year", None),
    ("2024年底前", "2024-01-01", "2024-12-31", "range", None),
    ("2024年年底前", "2024-01-01", "2024-12-31", "range", None),
    ("2024年底", "2024-12-31", "2024-12-31", "day", None),
    ("明年底前", "2024-01-01", "2025-12-31", "range", None),
    ("去年底", "2023-12-31", "2023-12-31", "day", None),
    ("月底", "2024-11-30", "2024-11-30", "day", None),
    ("月底前", "2024-01-01", "2024-11-30", "range", None),
    ("本月底", "2024-11-30", "2024-11-30", "day", None),
    ("本月底前", "2024-01-01", "2024-11-30", "range", None),
    ("下月底前", "2024-01-01", "2024-12-31", "range", None),
    ("本月内", "2024-11-01", "2024-11-30", "month", None),
    ("12月内", "2024-12-01", "2024-12-31", "month", None),
    ("上半年", "2024-01-01", "2024-06-30", "half", None),
    ("下半年", "2024-07-01", "2024-12-31", "half", None),
    ("今年上半年", "2024-01-01", "2024-06-30", "half", None),
    ("2023年下半年", "2023-07-01", "2023-12-31", "half", None),
    ("上半年末", "2024-06-30", "2024-06-30", "day", None),
    ("上半年内", "2024-01-01", "2024-06-30", "half", None),
    ("三季度", "2024-07-01", "2024-09-30", "quarter", None),
    ("第三季度", "2024-07-01", "2024-09-30", "quarter", None),
    ("第3季度", "2024-07-01", "2024-09-30", "quarter", None),
    ("3季度", "2024-07-01", "2024-09-30", "quarter", None),
    ("第二季度末", "2024-06-30", "2024-06-30", "day", None),
    ("二季度末", "2024-06-30", "2024-06-30", "day", None),
    ("四季度末前", "2024-01-01", "2024-12-31", "range", None),
    ("第四季度底前", "2024-01-01", "2024-12-31", "range", None),
    ("2025年一季度", "2025-01-01", "2025-03-31", "quarter", None),
    ("2025年第一季度末", "2025-03-31", "2025-03-31", "day", None),
    ("前三季度", "2024-01-01", "2024-09-30", "range", None),
    ("2023年前三季度", "2023-01-01", "2023-09-30", "range", None),
    ("本季度", "2024-10-01", "2024-12-31", "quarter", None),
    ("下季度", "2025-01-01", "2025-03-31", "quarter", None),
    ("上个季度", "2024-07-01", "2024-09-30", "quarter", None),
    ("三季度内", "2024-07-01", "2024-09-30", "quarter", None),
    ("Q3", "2024-07-01", "2024-09-30", "quarter", None),
    ("q3末", "2024-09-30", "2024-09-30", "day", None),
    ("10月上旬", "2024-10-01", "2024-10-10", "dekad", None),
    ("10月中旬", "2024-10-11", "2024-10-20", "dekad", None),
    ("10月下旬", "2024-10-21", "2024-10-31", "dekad", None),
    ("2月下旬", "2024-02-21", "2024-02-29", "dekad", None),
    ("十月中旬", "2024-10-11", "2024-10-20", "dekad", None),
    ("2025年1月中旬", "2025-01-11", "2025-01-20", "dekad", None),
    ("本月中旬", "2024-11-11", "2024-11-20", "dekad", None),
    ("下月上旬", "2024-12-01", "2024-12-10", "dekad", None),
    ("11月30日前", "2024-01-01", "2024-11-30", "range", None),
    ("十一月三十日之前", "2024-01-01", "2024-11-30", "range", None),
    ("2024年12月31日以前", "2024-01-01", "2024-12-31", "range", None),
    ("每周五", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("每星期一", "2024-01-01", "2024-12-30", "day", "FREQ=WEEKLY;BYDAY=MO"),
    ("每周日", "2024-01-07", "2024-12-29", "day", "FREQ=WEEKLY;BYDAY=SU"),
    ("每周五前", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("每月25日", "2024-01-25", "2024-12-25", "day", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("每月二十五日", "2024-01-25", "2024-12-25", "day", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("每月5日前", "2024-01-05", "2024-12-05", "day", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("每月底", "2024-01-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每月末", "2024-01-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每季度末", "2024-03-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("每季末", "2024-03-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("每季度首月10日前", "2024-01-10", "2024-10-10", "day", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("每半年末", "2024-06-30", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("每年年底", "2024-12-31", "2024-12-31", "day", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("每年6月30日", "2024-06-30", "2024-06-30", "day", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
    ("每年6月底", "2024-06-30", "2024-06-30", "day", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
    ("每天", "2024-01-01", "2024-12-31", "day", "FREQ=DAILY"),
    ("每日", "2024-01-01", "2024-12-31", "day", "FREQ=DAILY"),
    ("本周", "2024-11-11", "2024-11-17", "week", None),
    ("下周", "2024-11-18", "2024-11-24", "week", None),
    ("上周", "2024-11-04", "2024-11-10", "week", None),
    ("这周", "2024-11-11", "2024-11-17", "week", None),
    ("下星期", "2024-11-18", "2024-11-24", "week", None),
    ("本周五", "2024-11-15", "2024-11-15", "day", None),
    ("这周五", "2024-11-15", "2024-11-15", "day", None),
    ("下周一", "2024-11-18", "2024-11-18", "day", None),
    ("上周三", "2024-11-06", "2024-11-06", "day", None),
    ("下星期天", "2024-11-24", "2024-11-24", "day", None),
    ("下周五前", "2024-01-01", "2024-11-22", "range", None),
    ("本周内", "2024-11-11", "2024-11-17", "week", None),
    ("今天", "2024-11-17", "2024-11-17", "day", None),
    ("今日", "2024-11-17", "2024-11-17", "day", None),
    ("明天", "2024-11-18", "2024-11-18", "day", None),
    ("昨天", "2024-11-16", "2024-11-16", "day", None),
    ("后天", "2024-11-19", "2024-11-19", "day", None),
    ("前天", "2024-11-15", "2024-11-15", "day", None),
    ("大后天", "2024-11-20", "2024-11-20", "day", None),
    ("三天后", "2024-11-20", "2024-11-20", "day", None),
    ("3天后", "2024-11-20", "2024-11-20", "day", None),
    ("３天后", "2024-11-20", "2024-11-20", "day", None),
    ("三天之后", "2024-11-20", "2024-11-20", "day", None),
    ("十天后", "2024-11-27", "2024-11-27", "day", None),
    ("3天前", "2024-11-14", "2024-11-14", "day", None),
    ("三天内", "2024-11-17", "2024-11-20", "range", None),
    ("5日内", "2024-11-17", "2024-11-22", "range", None),
    ("两周后", "2024-12-01", "2024-12-01", "day", None),
    ("2周内", "2024-11-17", "2024-12-01", "range", None),
    ("两个星期后", "2024-12-01", "2024-12-01", "day", None),
    ("一个月后", "2024-12-17", "2024-12-17", "day", None),
    ("三个月内", "2024-11-17", "2025-02-17", "range", None),
    ("3个月前", "2024-08-17", "2024-08-17", "day", None),
    ("五个工作日内", "2024-11-17", "2024-11-22", "range", None),
    ("5个工作日内", "2024-11-17", "2024-11-22", "range", None),
    ("五个工作日后", "2024-11-22", "2024-11-22", "day", None),
    ("10个工作日以内", "2024-11-17", "2024-11-29", "range", None),
    ("3个工作日前", "2024-11-13", "2024-11-13", "day", None),
    ("下月5日", "2024-12-05", "2024-12-05", "day", None),
    ("本月25日", "2024-11-25", "2024-11-25", "day", None),
    ("上月20日", "2024-10-20", "2024-10-20", "day", None),
    ("春节前", "2024-01-01", "2024-02-09", "range", None),
    ("2025年春节前", "2024-01-01", "2025-01-27", "range", None),
    ("国庆节前", "2024-01-01", "2024-09-30", "range", None),
    ("国庆前", "2024-01-01", "2024-09-30", "range", None),
    ("五一前", "2024-01-01", "2024-04-30", "range", None),
    ("劳动节前", "2024-01-01", "2024-04-30", "range", None),
    ("中秋节前", "2024-01-01", "2024-09-14", "range", None),
    ("端午节前", "2024-01-01", "2024-06-09", "range", None),
    ("清明节前", "2024-01-01", "2024-04-03", "range", None),
    ("2025年元旦前", "2024-01-01", "2024-12-31", "range", None),
    ("春节假期", "2024-02-10", "2024-02-17", "range", None),
    ("国庆节期间", "2024-10-01", "2024-10-07", "range", None),
    ("国庆长假", "2024-10-01", "2024-10-07", "range", None),
    ("2026年春节前", "2024-01-01", "2026-02-14", "range", None),
    ("1—12月", "2024-01-01", "2024-12-31", "range", None),
    ("1-6月", "2024-01-01", "2024-06-30", "range", None),
    ("1－6月", "2024-01-01", "2024-06-30", "range", None),
    ("1～9月", "2024-01-01", "2024-09-30", "range", None),
    ("1至12月", "2024-01-01", "2024-12-31", "range", None),
    ("一至三季度", "2024-01-01", "2024-09-30", "range", None),
    ("1-3季度", "2024-01-01", "2024-09-30", "range", None),
    ("1月-6月", "2024-01-01", "2024-06-30", "range", None),
    ("2024年1-6月", "2024-01-01", "2024-06-30", "range", None),
    ("2024年1—11月", "2024-01-01", "2024-11-30", "range", None),
    ("2023年11月至2024年2月", "2023-11-01", "2024-02-29", "range", None),
    ("11月14日至16日", "2024-11-14", "2024-11-16", "range", None),
    ("11月14-16日", "2024-11-14", "2024-11-16", "range", None),
    ("2024年11月14日—16日", "2024-11-14", "2024-11-16", "range", None),
    ("11月14日至12月3日", "2024-11-14", "2024-12-03", "range", None),
    ("2024-11-14/2024-11-16", "2024-11-14", "2024-11-16", "range", None),
    ("2024-11-14至2024-11-16", "2024-11-14", "2024-11-16", "range", None),
    ("2023-2024年", "2023-01-01", "2024-12-31", "range", None),
    ("从6月到9月", "2024-06-01", "2024-09-30", "range", None),
    ("end of June", "2024-06-30", "2024-06-30", "day", None),
    ("the end of June", "2024-06-30", "2024-06-30", "day", None),
    ("End of June 2025", "2025-06-30", "2025-06-30", "day", None),
    ("end of year", "2024-12-31", "2024-12-31", "day", None),
    ("end of the year", "2024-12-31", "2024-12-31", "day", None),
    ("end of this month", "2024-11-30", "2024-11-30", "day", None),
    ("year-end", "2024-12-31", "2024-12-31", "day", None),
    ("end of Q3", "2024-09-30", "2024-09-30", "day", None),
    ("end of the second quarter", "2024-06-30", "2024-06-30", "day", None),
    ("by end of September", "2024-01-01", "2024-09-30", "range", None),
    ("by the end of September", "2024-01-01", "2024-09-30", "range", None),
    ("by the end of the year", "2024-01-01", "2024-12-31", "range", None),
    ("by year-end", "2024-01-01", "2024-12-31", "range", None),
    ("before the end of June", "2024-01-01", "2024-06-30", "range", None),
    ("by November 30", "2024-01-01", "2024-11-30", "range", None),
    ("by 30 Nov 2024", "2024-01-01", "2024-11-30", "range", None),
    ("Q3 2024", "2024-07-01", "2024-09-30", "quarter", None),
    ("Q3 of 2025", "2025-07-01", "2025-09-30", "quarter", None),
    ("third quarter", "2024-07-01", "2024-09-30", "quarter", None),
    ("the third quarter of 2024", "2024-07-01", "2024-09-30", "quarter", None),
    ("first quarter", "2024-01-01", "2024-03-31", "quarter", None),
    ("H1", "2024-01-01", "2024-06-30", "half", None),
    ("H2 2023", "2023-07-01", "2023-12-31", "half", None),
    ("2024H1", "2024-01-01", "2024-06-30", "half", None),
    ("first half", "2024-01-01", "2024-06-30", "half", None),
    ("second half of 2024", "2024-07-01", "2024-12-31", "half", None),
    ("mid-October", "2024-10-11", "2024-10-20", "dekad", None),
    ("mid October", "2024-10-11", "2024-10-20", "dekad", None),
    ("early June", "2024-06-01", "2024-06-10", "dekad", None),
    ("late February", "2024-02-21", "2024-02-29", "dekad", None),
    ("mid-march 2025", "2025-03-11", "2025-03-20", "dekad", None),
    ("next week", "2024-11-18", "2024-11-24", "week", None),
    ("this week", "2024-11-11", "2024-11-17", "week", None),
    ("last week", "2024-11-04", "2024-11-10", "week", None),
    ("next friday", "2024-11-22", "2024-11-22", "day", None),
    ("friday this week", "2024-11-15", "2024-11-15", "day", None),
    ("friday next week", "2024-11-22", "2024-11-22", "day", None),
    ("wednesday last week", "2024-11-06", "2024-11-06", "day", None),
    ("next month", "2024-12-01", "2024-12-31", "month", None),
    ("last month", "2024-10-01", "2024-10-31", "month", None),
    ("this month", "2024-11-01", "2024-11-30", "month", None),
    ("next quarter", "2025-01-01", "2025-03-31", "quarter", None),
    ("this year", "2024-01-01", "2024-12-31", "year", None),
    ("next year", "2025-01-01", "2025-12-31", "year", None),
    ("in 5 working days", "2024-11-22", "2024-11-22", "day", None),
    ("in five business days", "2024-11-22", "2024-11-22", "day", None),
    ("in 3 days", "2024-11-20", "2024-11-20", "day", None),
    ("in three days", "2024-11-20", "2024-11-20", "day", None),
    ("in a week", "2024-11-24", "2024-11-24", "day", None),
    ("in 2 weeks", "2024-12-01", "2024-12-01", "day", None),
    ("in 1 month", "2024-12-17", "2024-12-17", "day", None),
    ("within 5 working days", "2024-11-17", "2024-11-22", "range", None),
    ("within 10 days", "2024-11-17", "2024-11-27", "range", None),
    ("3 days ago", "2024-11-14", "2024-11-14", "day", None),
    ("2 weeks ago", "2024-11-03", "2024-11-03", "day", None),
    ("two weeks from now", "2024-12-01", "2024-12-01", "day", None),
    ("every month on the 25th", "2024-01-25", "2024-12-25", "day", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("on the 25th of every month", "2024-01-25", "2024-12-25", "day", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("every friday", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("each Monday", "2024-01-01", "2024-12-30", "day", "FREQ=WEEKLY;BYDAY=MO"),
    ("every day", "2024-01-01", "2024-12-31", "day", "FREQ=DAILY"),
    ("daily", "2024-01-01", "2024-12-31", "day", "FREQ=DAILY"),
    ("end of every month", "2024-01-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("every month end", "2024-01-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("end of every quarter", "2024-03-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("every year on November 17", "2024-11-17", "2024-11-17", "day", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=17"),
    ("end of every year", "2024-12-31", "2024-12-31", "day", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("today", "2024-11-17", "2024-11-17", "day", None),
    ("tomorrow", "2024-11-18", "2024-11-18", "day", None),
    ("yesterday", "2024-11-16", "2024-11-16", "day", None),
    ("the day after tomorrow", "2024-11-19", "2024-11-19", "day", None),
    ("the day before yesterday", "2024-11-15", "2024-11-15", "day", None),
    ("Today", "2024-11-17", "2024-11-17", "day", None),
    ("November 17 2024", "2024-11-17", "2024-11-17", "day", None),
    ("November 17, 2024", "2024-11-17", "2024-11-17", "day", None),
    ("Nov. 17, 2024", "2024-11-17", "2024-11-17", "day", None),
    ("November 17th", "2024-11-17", "2024-11-17", "day", None),
    ("17 Nov", "2024-11-17", "2024-11-17", "day", None),
    ("17 Nov 2024", "2024-11-17", "2024-11-17", "day", None),
    ("17th of November", "2024-11-17", "2024-11-17", "day", None),
    ("17 November 2024", "2024-11-17", "2024-11-17", "day", None),
    ("on November 17", "2024-11-17", "2024-11-17", "day", None),
    ("June", "2024-06-01", "2024-06-30", "month", None),
    ("June 2024", "2024-06-01", "2024-06-30", "month", None),
    ("in June", "2024-06-01", "2024-06-30", "month", None),
    ("in 2025", "2025-01-01", "2025-12-31", "year", None),
    ("May 2025", "2025-05-01", "2025-05-31", "month", None),
    ("Sept 2024", "2024-09-01", "2024-09-30", "month", None),
    ("June 2025", "2025-06-01", "2025-06-30", "month", None),
    ("June to September", "2024-06-01", "2024-09-30", "range", None),
    ("June-September 2024", "2024-06-01", "2024-09-30", "range", None),
    ("from June to September", "2024-06-01", "2024-09-30", "range", None),
    ("14-16 November", "2024-11-14", "2024-11-16", "range", None),
    ("14 to 16 November 2024", "2024-11-14", "2024-11-16", "range", None),
    ("before Spring Festival", "2024-01-01", "2024-02-09", "range", None),
    ("before Spring Festival 2025", "2024-01-01", "2025-01-27", "range", None),
    ("before National Day", "2024-01-01", "2024-09-30", "range", None),
    ("during National Day", "2024-10-01", "2024-10-07", "range", None),
    ("2024 - 2025", "2024-01-01", "2025-12-31", "range", None),
    ("第一季度内", "2024-01-01", "2024-03-31", "quarter", None),
    ("2024年2月上旬", "2024-02-01", "2024-02-10", "dekad", None),
    ("Q2末前", "2024-01-01", "2024-06-30", "range", None),
    ("明年春节前", "2024-01-01", "2025-01-27", "range", None),
    ("first quarter of next year", "2025-01-01", "2025-03-31", "quarter", None),
    ("last year", "2023-01-01", "2023-12-31", "year", None),
    ("第一季", "2024-01-01", "2024-03-31", "quarter", None),
    ("季末", "2024-12-31", "2024-12-31", "day", None),
    ("季度末前", "2024-01-01", "2024-12-31", "range", None),
    ("本季度末", "2024-12-31", "2024-12-31", "day", None),
    ("一季度末前", "2024-01-01", "2024-03-31", "range", None),
    ("明年一季度", "2025-01-01", "2025-03-31", "quarter", None),
    ("end of quarter", "2024-12-31", "2024-12-31", "day", None),
    ("by quarter-end", "2024-01-01", "2024-12-31", "range", None),
    ("6月底至9月底", "2024-06-30", "2024-09-30", "range", None),
    ("6月底到9月底", "2024-06-30", "2024-09-30", "range", None),
    ("6月底-9月底", "2024-06-30", "2024-09-30", "range", None),
    ("2024年6月底至2025年2月底", "2024-06-30", "2025-02-28", "range", None),
    ("2025年6月底至9月底", "2025-06-30", "2025-09-30", "range", None),
    ("3月至6月底", "2024-03-01", "2024-06-30", "range", None),
    ("6月15日至年底", "2024-06-15", "2024-12-31", "range", None),
    ("自3月起至6月底", "2024-03-01", "2024-06-30", "range", None),
    ("from end of June to end of September", "2024-06-30", "2024-09-30", "range", None),
    ("March to end of June 2025", "2025-03-01", "2025-06-30", "range", None),
    ("截至6月底", "2024-01-01", "2024-06-30", "range", None),
    ("截至2024年6月底", "2024-01-01", "2024-06-30", "range", None),
    ("截止到6月30日", "2024-01-01", "2024-06-30", "range", None),
    ("截至11月17日止", "2024-01-01", "2024-11-17", "range", None),
    ("截至今天", "2024-01-01", "2024-11-17", "range", None),
    ("到年底", "2024-01-01", "2024-12-31", "range", None),
    ("至2025年3月底", "2024-01-01", "2025-03-31", "range", None),
    ("不晚于6月30日", "2024-01-01", "2024-06-30", "range", None),
    ("不迟于6月底", "2024-01-01", "2024-06-30", "range", None),
    ("最迟下周五", "2024-01-01", "2024-11-22", "range", None),
    ("最晚6月底前", "2024-01-01", "2024-06-30", "range", None),
    ("于6月底前", "2024-01-01", "2024-06-30", "range", None),
    ("no later than 30 June", "2024-01-01", "2024-06-30", "range", None),
    ("not later than the end of June", "2024-01-01", "2024-06-30", "range", None),
    ("until 30 June", "2024-01-01", "2024-06-30", "range", None),
    ("until the end of the year", "2024-01-01", "2024-12-31", "range", None),
    ("up to 2025-03-31", "2024-01-01", "2025-03-31", "range", None),
    ("每两周周五", "2024-11-22", "2024-12-20", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ("每2周的周日", "2024-11-17", "2024-12-29", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
    ("每隔一周周五前", "2024-11-22", "2024-12-20", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ("隔周周二、周五", "2024-11-19", "2024-12-31", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR"),
    ("every other friday", "2024-11-22", "2024-12-20", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ("every two weeks on Friday", "2024-11-22", "2024-12-20", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ("every other week on monday", "2024-11-18", "2024-12-30", "day", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ("每周二、每周五", "2024-01-02", "2024-12-31", "day", "FREQ=WEEKLY;BYDAY=TU,FR"),
    ("每周二和周五", "2024-01-02", "2024-12-31", "day", "FREQ=WEEKLY;BYDAY=TU,FR"),
    ("每周五、二", "2024-01-02", "2024-12-31", "day", "FREQ=WEEKLY;BYDAY=TU,FR"),
    ("每周一至周五", "2024-01-01", "2024-12-31", "day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("every Tuesday and Friday", "2024-01-02", "2024-12-31", "day", "FREQ=WEEKLY;BYDAY=TU,FR"),
    ("every tue, wed and every fri", "2024-01-02", "2024-12-31", "day", "FREQ=WEEKLY;BYDAY=TU,WE,FR"),
    ("weekly on friday", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("每月5日、20日", "2024-01-05", "2024-12-20", "day", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
    ("每月20日和5日前", "2024-01-05", "2024-12-20", "day", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
    ("every month on the 5th and 20th", "2024-01-05", "2024-12-20", "day", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
    ("by the 5th of every month", "2024-01-05", "2024-12-05", "day", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("每月最后一天", "2024-01-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("by the end of every month", "2024-01-31", "2024-12-31", "day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每季度第一个月10日前", "2024-01-10", "2024-10-10", "day", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("每季度末月25日前", "2024-03-25", "2024-12-25", "day", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"),
    ("每年12月底前", "2024-12-31", "2024-12-31", "day", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("于每年2月底前", "2024-02-29", "2024-02-29", "day", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
    ("20241117", "2024-11-17", "2024-11-17", "day", None),
    ("20241231前", "2024-01-01", "2024-12-31", "range", None),
    ("二○二四年六月三十日", "2024-06-30", "2024-06-30", "day", None),
    ("‘6月底’前", "2024-01-01", "2024-06-30", "range", None),
    ("3月中下旬", "2024-03-11", "2024-03-31", "range", None),
    ("3月上中旬", "2024-03-01", "2024-03-20", "range", None),
    ("2024年全年", "2024-01-01", "2024-12-31", "year", None),
    ("W46", "2024-11-11", "2024-11-17", "week", None),
    ("2024W46", "2024-11-11", "2024-11-17", "week", None),
    ("W50-W52", "2024-12-09", "2024-12-29", "range", None),
    ("end-June", "2024-06-30", "2024-06-30", "day", None),
    ("by end June 2025", "2024-01-01", "2025-06-30", "range", None),
    ("second half of the year", "2024-07-01", "2024-12-31", "half", None),
    ("上上周五", "2024-11-01", "2024-11-01", "day", None),
    ("下下月", "2025-01-01", "2025-01-31", "month", None),
    ("下下周", "2024-11-25", "2024-12-01", "week", None),
    ("半个月内", "2024-11-17", "2024-12-02", "range", None),
    ("半年内", "2024-11-17", "2025-05-17", "range", None),
    ("半年后", "2025-05-17", "2025-05-17", "day", None),
    ("一年内", "2024-11-17", "2025-11-17", "range", None),
    ("within 1 year", "2024-11-17", "2025-11-17", "range", None),
    ("15个自然日内", "2024-11-17", "2024-12-02", "range", None),
    ("11月20日上午", "2024-11-20", "2024-11-20", "day", None),
    ("11月20日17:00前", "2024-01-01", "2024-11-20", "range", None),
    ("下周五下班前", "2024-01-01", "2024-11-22", "range", None),
    ("每周五上午", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("每周五12点前", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("逢周五", "2024-01-05", "2024-12-27", "day", "FREQ=WEEKLY;BYDAY=FR"),
    ("每月1、15日", "2024-01-01", "2024-12-15", "day", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("每月第一个周一", "2024-01-01", "2024-12-02", "day", "FREQ=MONTHLY;BYDAY=1MO"),
    ("每月最后一个周五前", "2024-01-26", "2024-12-27", "day", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("first monday of every month", "2024-01-01", "2024-12-02", "day", "FREQ=MONTHLY;BYDAY=1MO"),
    ("every month on the last friday", "2024-01-26", "2024-12-27", "day", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("11月至次年3月", "2024-11-01", "2025-03-31", "range", None),
    ("2023年11月至翌年2月底", "2023-11-01", "2024-02-29", "range", None),
    ("November 14-16", "2024-11-14", "2024-11-16", "range", None),
    ("November 14-16, 2023", "2023-11-14", "2023-11-16", "range", None),
    ("6月15日至月底", "2024-06-15", "2024-06-30", "range", None),
    ("上月10日至月底", "2024-10-10", "2024-10-31", "range", None),
    ("10月至季末", "2024-10-01", "2024-12-31", "range", None),
    ("11月至月底", "2024-11-01", "2024-11-30", "range", None),
    ("June 15 to the end of the month", "2024-06-15", "2024-06-30", "range", None),
    ("上周一至周五", "2024-11-04", "2024-11-08", "range", None),
    ("下周一至周五", "2024-11-18", "2024-11-22", "range", None),
    ("monday last week to friday", "2024-11-04", "2024-11-08", "range", None),
    ("2023-06-15至年底", "2023-06-15", "2023-12-31", "range", None),
    ("2023-06-15至7月15日", "2023-06-15", "2023-07-15", "range", None),
    ("2023-11至12月", "2023-11-01", "2023-12-31", "range", None),
    ("2023年10月至今天", "2023-10-01", "2024-11-17", "range", None),
    ("2023年10月至本月底", "2023-10-01", "2024-11-30", "range", None),
    ("June 2023 to August", "2023-06-01", "2023-08-31", "range", None),
    ("14 Nov 2023 to 16 Nov", "2023-11-14", "2023-11-16", "range", None),
    ("2023Q3-Q4", "2023-07-01", "2023-12-31", "range", None),
    ("Q3 2023 to Q4", "2023-07-01", "2023-12-31", "range", None),
]
REFUSED: list[tuple[list[str], list[str]]] = [
    (["6月", "6月6日", "2024-06-06"], ["6", "12", "25", "六"]),
    (
        ["11月12日", "November 12", "2024-11-12"],
        ["11/12", "11-12", "11.17", "11-17", "11/12/2024", "12-11-2024", "24-11-17", "24/11/17", "6-6"],
    ),
    (["2024年"], ["24年11月17日", "24年后"]),
    (
        ["2024-11-17", "11月17日", "6月底", "Q3", "in 5 working days"],
        [
            "二四年六月",
            "2024-Q5",
            "五季度",
            "Q5",
            "H3",
            "年终",
            "十一前",
            "3-5天后",
            "三五天后",
            "soon",
            "尽快",
            "now",
            "",
            "   ",
            "年",
            "月",
            "2024-11-17T00:00",
            "202411",
            "2024113",
            "June '24",
            "0年内",
            "11月20日24时前",
            "11月20日上午前",
            "春节前至年底",
            "November 14-2024",
            "June 15 to 2025",
            "12月至次年",
            "两周内至月底",
            "0年",
            "1 1月",
            "1一12月",
            "Juni",
            "no date",
            "in 5",
            "in days",
            "in 100000 days",
            "1/6月",
            "前",
            "底",
            "6月底底",
            "6月 7月",
            "一百天后",
            "两月内",
            "两月底",
            "两季度",
            "三月内",
            "六月之内",
            "截至6月底至9月底",
            "截至截至6月底",
            "截至目前",
            "3-6月底",
            "from soon to June",
            "",
        ],
    ),
    (
        ["11月25日"],
        ["25日", "25号", "25日前", "14-16日", "3日后", "3日前", "the 25th", "25th", "下旬", "中旬", "上旬"],
    ),
    (
        [],
        [
            "11月31日",
            "2月30日",
            "2023年2月29日",
            "2024-02-30",
            "2024-2-30",
            "2024-13",
            "2024-W60",
            "13月",
            "0月",
            "13月底",
            "每年2月29日",
            "1899-12-31",
            "3000-01-01",
            "Feb 30",
            "February 29 2023",
            "31 June",
            "in 99999 weeks",
            "W53",
            "W0",
            "20241317",
            "30062024",
            "June 31",
        ],
    ),
    (
        ["9月底前", "by end of September"],
        [
            "9月前",
            "三季度前",
            "by September",
            "by next week",
            "截至6月",
            "到2025年",
            "until June",
            "no later than Q3",
            "before 30 June",
            "before June",
        ],
    ),
    (["本周五", "下周五", "friday next week", "2024-11-15"], ["周五", "friday"]),
    (["本周五", "下周五", "friday next week", "2024-11-17"], ["周日", "sunday"]),
    (["friday this week", "last week", "next week", "2024-11-15", "2024-11-08"], ["last friday"]),
    (["friday this week", "last week", "next week", "2024-11-15", "2024-11-22"], ["this friday"]),
    (["周五", "周日"], ["周末", "本周末", "this weekend", "end of the week"]),
    (
        ["10月上旬", "10月中旬"],
        ["月初", "10月初", "10月中", "年初", "年中", "年中前", "10月左右", "10月1日前后", "mid-year", "by midyear"],
    ),
    (["2025年元旦前"], ["元旦前", "元旦"]),
    (["春节前", "春节假期"], ["春节", "国庆"]),
    (["2025"], ["2025年中秋节前"]),
    (["2023"], ["2023年国庆节前"]),
    (
        [],
        ["11月4日至周五", "November 4 to friday", "2月至季末", "6月15日至季末", "1月至月底", "上季度至季末"],
    ),
    ([], ["2023年11月至明年3月", "June 2025 to March next year"]),
    (["2027"], ["2027年春节前"]),
    (
        ["每周五", "每两周周五", "每月25日", "every other friday"],
        [
            "每周",
            "每月",
            "每季度",
            "weekly",
            "monthly",
            "every month",
            "每",
            "每两周",
            "每两周五",
            "每隔一周",
            "每月第5个周五",
            "每隔两周周五",
            "隔周",
            "每半年",
            "每个工作日",
            "every two weeks",
            "every other week",
            "every second friday",
            "biweekly",
            "fortnightly",
        ],
    ),
    (
        ["6月1日至9月30日", "June to September"],
        ["6月1日起", "从2024年起", "from June", "since June 1"],
    ),
    (["30", "每月底", "end of every month"], ["每月30日"]),
    (
        ["31", "每月底", "end of every month"],
        ["每月31日", "每月5日、31日", "every month on the 31st"],
    ),
    (
        [],
        ["11月-2月", "12月至1月", "9月底至6月底", "2023年12月31日至1月15日", "去年至6月"],
    ),
    (["99999"], ["in 99999 working days"]),
]


def test_what_is_read() -> None:
    """On Sunday, 2024-11-17, within the plan of 2024; the words are kept."""
    expected = {row[0]: Expression(day(row[1]), day(row[2]), Precision(row[3]), row[4], row[0]) for row in READ}
    assert len(expected) == len(READ)
    assert differing(expected, lambda text: read(text, TODAY, YEAR), lambda text: expected[text]) == {}


def test_what_is_refused() -> None:
    """What is ambiguous, impossible or unknown is never guessed; how it can be written instead is named."""
    named = {text: names for names, texts in REFUSED for text in texts}
    assert differing(named, lambda text: [n for n in named[text] if n not in refusal(text)], lambda _: []) == {}


def test_what_is_offered_instead_can_be_read() -> None:
    """Whoever takes it gets a day; only a bare weekday has to be ahead for that."""
    offered = {name for names, _ in REFUSED for name in names if not name.isdigit()} - {"周五", "周日"}
    assert differing(offered, lambda text: outcome(text) is not None, lambda _: True) == {}


def test_the_tables_are_as_large_as_promised() -> None:
    """At least 130 right, at least 40 refused, and nothing in both."""
    refused = [text for _, texts in REFUSED for text in texts]
    assert (len(READ) >= 130, len(refused) >= 40) == (True, True)
    assert {row[0] for row in READ} & set(refused) == set()


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("friday", "2024-11-18", "2024-11-22"),
        ("周五", "2024-11-18", "2024-11-22"),
        ("by friday", "2024-11-18", "2024-11-22"),
        ("周五前", "2024-11-18", "2024-11-22"),
        ("this friday", "2024-11-18", "2024-11-22"),
        ("this friday", "2024-11-22", "2024-11-22"),
        ("next friday", "2024-11-22", "2024-11-29"),
        ("next friday", "2024-11-23", "2024-11-29"),
        ("next monday", "2024-11-20", "2024-11-25"),
        ("last friday", "2024-11-18", "2024-11-15"),
        ("last friday", "2024-11-22", "2024-11-15"),
        ("last monday", "2024-11-18", "2024-11-11"),
        ("下周五", "2024-11-18", "2024-11-29"),
        ("上周五", "2024-11-18", "2024-11-15"),
        ("一个月后", "2024-01-31", "2024-02-29"),
        ("in 1 working day", "2024-09-30", "2024-10-08"),
        ("五个工作日内", "2024-02-08", "2024-02-21"),
        ("in 5 working days", "2024-12-30", "2025-01-07"),
        ("今年底前", "2024-02-08", "2024-12-31"),
    ],
)
def test_what_depends_on_today(text: str, today: str, expected: str) -> None:
    """Weekdays, and days that are counted, over holidays and make-up workdays."""
    assert said(text, today)[1] == expected


@pytest.mark.parametrize(
    ("text", "today", "remedy"),
    [
        ("friday", "2024-11-22", "that day of this week (2024-11-22) is not ahead"),
        ("周五", "2024-11-22", "that day of this week (2024-11-22) is not ahead"),
        ("monday", "2024-11-21", "that day of this week (2024-11-18) is not ahead"),
        ("next friday", "2024-11-18", "it can be 2024-11-22 or 2024-11-29"),
        ("last monday", "2024-11-20", "it can be 2024-11-18 or 2024-11-11"),
        ("this friday", "2024-11-23", "it can be 2024-11-22 or 2024-11-29"),
        ("今年", "2026-01-05", "the plan is of another year than today"),
        ("明年底", "2026-01-05", "the plan is of another year than today"),
        ("next year", "2026-01-05", "the plan is of another year than today"),
    ],
)
def test_what_is_ambiguous_on_some_days(text: str, today: str, remedy: str) -> None:
    """Where people mean one or the other."""
    assert refusal(text, today).startswith(remedy + "; write ")


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("10月", SCHOOL_YEAR, ("2024-10-01", "2024-10-31")),
        ("2月底前", SCHOOL_YEAR, ("2024-09-01", "2025-02-28")),
        ("上半年", SCHOOL_YEAR, ("2025-01-01", "2025-06-30")),
        ("2月29日", FIVE_YEARS, ("2024-02-29", "2024-02-29")),
        ("2023年6月", FIVE_YEARS, ("2023-06-01", "2023-06-30")),
        ("今年上半年", FIVE_YEARS, ("2024-01-01", "2024-06-30")),
        ("2020年6月底前", FIVE_YEARS, ("2020-01-01", "2020-06-30")),
        ("每年年底", FIVE_YEARS, ("2021-12-31", "2025-12-31")),
    ],
)
def test_the_year_is_the_plans(text: str, within: Period, expected: tuple[str, str]) -> None:
    """Where the plan leaves no choice."""
    assert said(text, within=within) == expected


@pytest.mark.parametrize(("text", "within"), [("6月", FIVE_YEARS), ("年底前", FIVE_YEARS), ("年内", SCHOOL_YEAR)])
def test_a_year_that_the_plan_leaves_open_must_be_written(text: str, within: Period) -> None:
    """A plan of several years has several Junes."""
    expected = f"the plan runs from {within.first} to {within.last}; write the year with it"
    assert refusal(text, within=within) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("every other friday", "2024-11-21", ("2024-11-22", "2024-12-20")),
        ("every other friday", "2024-11-22", ("2024-11-22", "2024-12-20")),
        ("every other friday", "2024-11-23", ("2024-11-29", "2024-12-27")),
        ("隔周周二、周五", "2024-11-20", ("2024-11-22", "2024-12-31")),
        ("every other friday", "2023-06-06", ("2024-01-05", "2024-12-20")),
    ],
)
def test_every_second_week_is_counted_from_the_coming_day(text: str, today: str, expected: tuple[str, str]) -> None:
    """On or after today, and not before the plan begins."""
    assert said(text, today) == expected


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2024-12-28", "no such day between 2024-12-28 and 2024-12-31, the plan's days"),
        ("2025-02-02", "every second week is counted from today, and the plan ended on 2024-12-31"),
    ],
)
def test_every_second_week_needs_a_day_that_is_left(today: str, told: str) -> None:
    """Where the plan's last such day is over, nothing comes again."""
    assert refusal("every other friday", today) == told


def test_what_recurs_on_no_day_of_the_plan_is_refused() -> None:
    """A rule without a day is none."""
    march = Period(day("2024-03-01"), day("2024-03-20"))
    assert refusal("每月25日", within=march) == "no such day between 2024-03-01 and 2024-03-20, the plan's days"


def test_without_a_plan_the_year_is_todays() -> None:
    """The same expression, the year of today."""
    found = read("9月底前", day("2026-05-05"))
    assert (str(found.first), str(found.last)) == ("2026-01-01", "2026-09-30")


def test_a_calendar_of_the_office_is_counted_by() -> None:
    """A day off of its own moves what is counted in working days."""
    calendar = Calendar(holidays=(day("2024-11-20"),))
    assert read("in 5 working days", TODAY, YEAR, calendar).last == day("2024-11-25")


def test_what_is_counted_beyond_the_notices_is_provisional() -> None:
    """Nobody knows yet which days are worked."""
    found = [read(text, day("2031-03-03")) for text in ("5个工作日内", "5天内")]
    assert [one.provisional for one in found] == [True, False]


PIECES = [
    "2024",
    "2025年",
    "11",
    "6",
    "6月",
    "17日",
    "30",
    "底",
    "前",
    "内",
    "末",
    "年",
    "月",
    "日",
    "周",
    "五",
    "十",
    "二",
    "三",
    "第",
    "季度",
    "上半年",
    "中旬",
    "每",
    "下",
    "个",
    "工作日",
    "天",
    "后",
    "-",
    "—",
    "至",
    "/",
    " ",
    "春节",
    "end of ",
    "june",
    "q",
    "next ",
    "friday",
    "in ",
    "5",
    " working days",
    "by ",
    "every ",
    "month",
    "the ",
    "on ",
    "25th",
    "week",
    ",",
    "０",
    "９",
    "\u3000",
]
WORDS = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
NUMERALS = dict(enumerate("〇一二三四五六七八九"))
FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def outcome(text: str) -> tuple[date, date, str, str | None] | None:
    """Return what a text is read as, None where it is refused."""
    try:
        found = read(text, TODAY, YEAR)
    except InputError:
        return None
    return found.first, found.last, found.precision, found.rule


@given(text=st.text() | WORDS)
@example(text="9" * 5000)
@example(text="９９９９年１３月")
@example(text="in 99999 months")
@example(text="二" * 40)
def test_any_text_is_read_or_refused(text: str) -> None:
    """There is no third way, and what is read begins before it ends."""
    found = outcome(text)
    assert found is None or found[0] <= found[1]


@given(text=WORDS | st.sampled_from([row[0] for row in READ]))
def test_width_case_and_blanks_around_make_no_difference(text: str) -> None:
    """Full-width digits, letters and marks mean what the others mean."""
    assert outcome(text.translate(FULL)) == outcome(text) == outcome(f" {text.upper()}\n")


def numeral(number: int) -> str:
    """Return a number up to 99 as people write it in Chinese."""
    tens, ones = divmod(number, 10)
    written = {0: "", 1: "十"}.get(tens, NUMERALS.get(tens, "") + "十")
    return written + (NUMERALS[ones] if ones or not tens else "")


@given(on=st.dates(day("1900-01-01"), day("2999-12-31")))
def test_numerals_mean_what_digits_mean(on: date) -> None:
    """Every day of eleven centuries, in six spellings."""
    year = "".join(NUMERALS[int(digit)] for digit in str(on.year))
    spellings = [
        str(on), f"{on.year}年{on.month}月{on.day}日", f"{year}年{numeral(on.month)}月{numeral(on.day)}日",
        f"{on:%B} {on.day}, {on.year}", f"{on.day} {on:%b} {on.year}", f"{on.year}/{on.month}/{on.day}",
    ]  # fmt: skip
    assert {outcome(text) for text in spellings} == {(on, on, "day", None)}


@given(number=st.integers(1, 99), unit=st.sampled_from(["天后", "天内", "个工作日内", "周后", "个月内", "天前"]))
def test_counts_in_numerals_and_digits(number: int, unit: str) -> None:
    """Both ways of writing a number count the same days."""
    assert outcome(numeral(number) + unit) == outcome(f"{number}{unit}") is not None
