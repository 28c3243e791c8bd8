"""Days by looping: working days, periods and their names, and the day by which the report on a period must be in.

The days off are the State Council's, as chinese_calendar knows them; an office's own calendar goes before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import chinese_calendar

DAY = timedelta(days=1)
WEEKDAYS = "一二三四五六日"
ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_YEAR = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
"""Holidays with the same date in every year, for years without a notice."""
MONTHS = {"month": 1, "quarter": 3}

Calendar = Mapping[str, Any]
"""What calendar.yaml holds: `holidays`, `workdays`, `reporting_moves`."""


class Period(NamedTuple):
    """A week, month or quarter: first and last day, both included, and its name."""

    first: date
    last: date
    label: str


@cache
def public_workday(day: date) -> bool:
    """Tell whether a day is worked by the notices; where there is none yet, from Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and (day.month, day.day) not in EVERY_YEAR


def is_workday(day: date, calendar: Calendar) -> bool:
    """Tell whether a day is worked: the office's calendar first."""
    if day in calendar.get("workdays", ()):
        return True
    return day not in calendar.get("holidays", ()) and public_workday(day)


def workdays(first: date, last: date, calendar: Calendar) -> int:
    """Return how many days are worked from `first` to `last`, both included."""
    number, day = 0, first
    while day <= last:
        number += is_workday(day, calendar)
        day += DAY
    return number


def after_workdays(day: date, number: int, calendar: Calendar) -> date:
    """Return the working day that comes `number` working days after a day."""
    while number:
        day += DAY
        number -= is_workday(day, calendar)
    return day


def moved(day: date, calendar: Calendar) -> date:
    """Return where a report due on a day off moves: to a working day after it, by default the second."""
    if is_workday(day, calendar):
        return day
    return after_workdays(day, calendar.get("reporting_moves", 2), calendar)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; months beyond 12 are those of the years after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def period_of(day: date, every: str) -> Period:
    """Return the week (from Monday), month or quarter that holds a day."""
    if every == "week":
        monday = day
        while monday.weekday() != 0:
            monday -= DAY
        year, week, _ = monday.isocalendar()
        return Period(monday, monday + 6 * DAY, f"{year}-W{week:02}")
    first = date(day.year, day.month, 1)
    while (first.month - 1) % MONTHS[every] != 0:
        first = date(first.year, first.month - 1, 1)
    last = month_end(first.year, first.month + MONTHS[every] - 1)
    name = f"{first:%Y-%m}" if every == "month" else f"{first.year}-Q{(first.month + 2) // 3}"
    return Period(first, last, name)


@cache
def last_of(name: str) -> date | None:
    """Return the last day of the period of a name, looked for in its year; None where there is none (2026-99)."""
    every = "week" if "W" in name else "quarter" if "Q" in name else "month"
    period = period_of(date(int(name[:4]), 1, 4), every)
    while period.label != name:
        if period.first.year > int(name[:4]):
            return None
        period = next_period(period, every)
    return period.last


def next_period(period: Period, every: str) -> Period:
    """Return the period after one."""
    return period_of(period.last + DAY, every)


def deadline(period: Period, rule: str | None, calendar: Calendar) -> date:
    """Return by when the report on a period must be in: its last day, or as `report_due` says, moved by the calendar.

    每周五 is the Friday of the week in which the period ends, 每月25日 the 25th of the period's last month, 次月5日 the
    5th of the month after it, 3个工作日内 the third working day after the period's last day.
    """
    if rule is None:
        return period.last
    rule, monday = rule.lower(), period_of(period.last, "week").first
    if found := re.fullmatch(r"每?周([一二三四五六日])", rule):
        return moved(monday + WEEKDAYS.index(found[1]) * DAY, calendar)
    if found := re.fullmatch(rf"(?:every )?({'|'.join(ENGLISH)})", rule):
        return moved(monday + ENGLISH.index(found[1]) * DAY, calendar)
    if found := re.fullmatch(r"(?:in )?(\d+)(?:个工作日内| working days)", rule):
        return after_workdays(period.last, int(found[1]), calendar)
    if found := re.fullmatch(r"次月(\d+)日|(\d+)(?:st|nd|rd|th) of next month", rule):
        return moved(day_of_month(period.last.year, period.last.month + 1, int(found[1] or found[2])), calendar)
    if found := re.fullmatch(r"每月(\d+)日", rule):
        return moved(day_of_month(period.last.year, period.last.month, int(found[1])), calendar)
    raise ValueError(rule)


def day_of_month(year: int, month: int, number: int) -> date:
    """Return the day of that number in a month, or the month's last day where it is shorter."""
    last = month_end(year, month)
    return last.replace(day=min(number, last.day))
