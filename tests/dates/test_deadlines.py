"""By when the report on a period must be in."""

from datetime import date

import pytest
from differences import differing
from support import day

from plantrack.dates.deadlines import check_report_rule, report_deadline
from plantrack.dates.periods import Period, period
from plantrack.dates.workdays import Calendar
from plantrack.errors import InputError

DUE = """
2024-W46 2024-11-15 每周五
2024-W46 2024-11-15 周五
2024-W46 2024-11-15 每周五前
2024-W46 2024-11-15 every friday
2024-W46 2024-11-15 Friday
2024-W46 2024-11-15 weekly on friday
2024-10 2024-11-01 每周五
2024-10 2024-10-25 每月25日
2024-10 2024-10-25 每月二十五日前
2024-10 2024-10-25 25th of every month
2024-10 2024-10-25 monthly on the 25th
2024-Q3 2024-09-25 每月25日
2024-Q3 2024-09-30 每季度末
2024-10 2024-12-31 每季度末
2024-Q1 2024-07-02 每半年末
2024-10 2024-10-31 每月底
2024-11 2024-11-29 每月最后一个周五
2024-10 2024-11-05 次月5日
2024-10 2024-11-05 次月5日前
2024-10 2024-11-05 次月五号之前
2024-10 2024-11-05 ５th of next month
2024-10 2024-11-05 by the 5th of next month
2024-10 2024-11-05 no later than the 5th of the following month
2024-10 2024-11-05 于次月5日17:00前
2024-10 2024-11-05 不晚于次月5日
2024-12 2025-01-07 次月5日
2024-Q4 2025-01-10 下月10日
2024-Q2 2024-07-31 次月底前
2024-Q2 2024-07-31 end of next month
2024-10 2024-10-31 每月最后一个工作日
2024-11 2024-11-29 每月最后一个工作日
2024-09 2024-09-30 last working day of the month
2024-09 2024-09-30 the last business day of every month
2024-09 2024-10-10 3个工作日内
2024-09 2024-10-10 三个工作日内
2024-09 2024-10-10 in 3 working days
2024-09 2024-10-10 within three working days of the end of the month
2024-09 2024-10-10 月后3个工作日内
2024-09 2024-10-10 次月第3个工作日前
2024-09 2024-10-08 次月首个工作日
2024-09 2024-10-08 first working day of next month
2024-09 2024-10-10 3rd working day of next month
2024-W46 2024-11-20 in 3 days
2024-W46 2024-11-20 3天内
2024-W46 2024-11-27 10日内
2024-W46 2024-12-03 in two weeks
2024-Q3 2024-10-10 季后10日内
2024-Q3 2024-10-10 季度结束后10日内
2024-Q3 2024-10-10 季后十日前
2024-Q3 2024-10-10 within 10 days after the quarter
2024-Q3 2024-10-10 10 days after the end of the quarter
2024-Q3 2024-10-18 within 10 working days of quarter-end
2024-W46 2024-11-18 次周周一
2024-W46 2024-11-18 下周一前
2024-W46 2024-11-18 monday next week
2024-W46 2024-11-18 next monday
2024-W39 2024-10-09 5天内
"""


def test_the_deadline_of_a_period() -> None:
    """A day off moves to the second working day after it; what is counted in working days needs no move."""
    rows = [row.split(" ", 2) for row in DUE.strip().splitlines()]
    expected = {(name, rule): day(due) for name, due, rule in rows}
    assert differing(expected, lambda row: report_deadline(row[1], period(row[0])), lambda row: expected[row]) == {}


def test_a_range_of_days_has_a_deadline() -> None:
    """It ends in a month, too."""
    assert report_deadline("次月5日", Period(date(2024, 1, 15), date(2024, 2, 14))) == date(2024, 3, 5)


def test_the_calendar_of_the_office_moves_it() -> None:
    """Its own days off, and to which working day."""
    friday_off = Calendar(holidays=(date(2024, 11, 15),), reporting_moves=1)
    assert report_deadline("每周五", period("2024-W46"), friday_off) == date(2024, 11, 18)
    assert report_deadline("3个工作日内", period("2024-W45"), friday_off) == date(2024, 11, 13)
    assert report_deadline("5个工作日内", period("2024-W45"), friday_off) == date(2024, 11, 18)


REFUSED = ["", "soon", "每周", "每天", "every day", "每两周周五", "每年年底", "每季度首月10日前", "3个工作日前", "5日"]
REFUSED += ["2024-11-17", "月底", "0天内", "5" * 200]


def test_other_rules_are_refused() -> None:
    """What is no day of each period, or not relative to it."""
    told = dict.fromkeys(REFUSED, "no deadline") | dict.fromkeys(("每月31日", "次月30日", "次月0日"), "not every month")
    for rule, why in told.items():
        with pytest.raises(InputError, match=why):
            check_report_rule(rule)
