"""Dates inside running text: where one stands and in which form, by the tables that `expressions` reads by.

Whether a date found here is a deadline is for the caller to decide; `expressions.read` says which day it is. The
patterns are those of `spans` with Chinese numerals allowed for digits, so a row added there is found here.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from msgspec import Struct

from plantrack.dates.parts import NTH_WEEKDAY, NTH_WORKDAY
from plantrack.dates.relative import DAYS, FEASTS, ZH_UNITS
from plantrack.dates.spans import BEFORE, END, IN_TEXT, INCLUDING, WITHIN, YEAR, ZH_WEEKDAY
from plantrack.dates.spelling import HOUR


class DateForm(StrEnum):
    """The form of a date in a text: with a bound (底, 前, 内), a duration, a season, bare, or only a year.

    A season (汛期前) is a bound that names no day: `read` refuses it.
    """

    BOUNDED = "bounded"
    COUNTED = "counted"
    SEASON = "season"
    BARE = "bare"
    YEAR = "year"
    WHOLE_YEAR = "whole"


class DateMention(Struct, frozen=True):
    """A date in a text: its span and its form."""

    first: int
    last: int
    form: DateForm


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield the dates of a text in half width and simplified characters, in order."""
    for found in _mention().finditer(_STRAIGHT.sub(r"“\1”", text)):
        if found.lastgroup or found[0][-1] != "季" or found[0][0] == "第":  # 四季 alone are the seasons
            yield DateMention(*found.span(), DateForm((found.lastgroup or DateForm.BARE).removesuffix("_end")))


_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')
_HAN = "〇○零一二三四五六七八九十廿卅"
_NUMBER = f"(?:[0-9]{{1,3}}|[{_HAN}]{{1,3}})"
_NUMERALS = {
    "[0-9]{4}": "(?:[12][0-9]{3}|[一二][〇○零o0一二三四五六七八九]{3})",
    "[0-9]{1,2}": _NUMBER,
    "[1-9][0-9]?": _NUMBER,
    "[1-4]": "[1-4一二三四首]",
    "[1-5]": "[1-5一二三四五首]",
    "[1-6日天]": "[1-6一二三四五六日天]",
    "[23]": "[23二三两]",
    "最后1": "最后[1一]",
}
_TO = "(?:至|到|-|—)"
_SEASONS = [
    *("主汛期", "汛期", "入汛", "雨季", "台风季", "入冬", "冬季", "供暖季", "采暖季", "供暖期", "采暖期", "供热期"),
    *("防火期", "春耕", "三夏", "秋收", "春运", "高考", "中考", "寒假", "暑假", "暑期", "开学", "春季开学", "秋季开学"),
    *("新学期", "学期", "换届", "旅游旺季", "旺季", "双节", "重阳节?", "元宵节?", "七夕节?", "腊八节?", "小年", "节"),
    *(f"{moon}历[正腊一二三四五六七八九十]+月(?:[底末]|[初一二三四五六七八九十廿]+[日]?)?" for moon in "农阴"),
]
_DAYS = [name for name in (*FEASTS, *DAYS, "双十一") if not name.isascii()]
QUOTED_DAY = (
    rf"“(?:(?:{'|'.join([*_DAYS, '十一'])})”节?|(?:1[0-2]|[1-9])·[0-9]{{1,2}}”[^,。;:\n0-9“”]{{0,12}}?[日节]){BEFORE}"
)
"""A day by its name in quotation marks, which is a date all the same: “七一”前, “5·12”全国防灾减灾日前."""


def _in_text(pattern: str) -> str:
    """Return a pattern without the names of its groups, with Chinese numerals where it has digits."""
    pattern = re.sub(r"\?P<\w+>", "?:", pattern)
    for digits, numerals in _NUMERALS.items():
        pattern = pattern.replace(digits, numerals)
    return pattern


@cache
def _mention() -> re.Pattern[str]:
    """Return the pattern of all dates, whose last group names the form."""
    year, month, day = _in_text(YEAR), f"{_NUMBER}月", f"{_NUMBER}[日号]"
    weekday = _in_text(ZH_WEEKDAY)
    beside = rf"(?:(?<=[日号0-9])(?:\({weekday}\)|{weekday}))?"
    rows = [_in_text(pattern.pattern) for pattern, _ in IN_TEXT]
    part = rf"{year}{month}份?的?(?:{_in_text(NTH_WEEKDAY)}|{_in_text(NTH_WORKDAY)})"
    dotted = r"[12][0-9]{3}[./](?:1[0-2]|0?[1-9])(?:月份?|(?=[底末]))"
    short = rf"(?<![0-9.])(?:1[0-2]|0?[1-9])\.(?:3[01]|[12][0-9]|0?[1-9])(?={BEFORE})"
    row = "|".join([part, dotted, short, *rows])
    named = year.removesuffix("?")
    before = f"(?:{INCLUDING}|{BEFORE})"
    up_to = rf"[月季]?{END}{before}?|{WITHIN}"
    feasts = [*_DAYS, "元旦"]
    starts = "".join(sorted({name[0] for name in (*feasts, *_SEASONS)}))
    to = f"{beside}起?{_TO}"
    last = rf"(?:{year}{month}(?:{day}{beside})?)(?:为?止)?"
    run = rf"[自从]?(?:{year}{_NUMBER}月?(?:{day})?{to}{last}|{year}{month}{day}{to}{day}{beside}(?:为?止)?)"
    edge = rf"(?:{named}年?|(?<=[0-9]\.[0-9])(?=年[底末])年|(?<![0-9{_HAN}两几数多半])年)(?:{up_to})"
    return re.compile(
        rf"(?:(?<![0-9])|(?<=\.[0-9])(?=年[底末]))(?<![农阴]历)(?=[0-9{_HAN}自从今本当明次翌去上下前首第年全q“{starts}])(?:"
        rf"{run}|(?:{row}){beside}(?:初|(?P<bounded_end>{up_to}|(?:{HOUR})?{before}))?"
        rf"|(?P<bounded>{edge}|{year}(?:{'|'.join(feasts)})节?{BEFORE}|{QUOTED_DAY})"
        rf"|(?P<season>(?:{'|'.join(_SEASONS)})(?:结束|来临|到来|开始)?{BEFORE})"
        rf"|(?P<counted>(?<!\.){_NUMBER}个?(?:{ZH_UNITS}|[日年]){WITHIN})"
        rf"|(?P<year>(?:[12][0-9]{{3}}年?{_TO})?{named}|今[、和]?明[2两]?年)|(?P<whole>全年))",
        re.IGNORECASE,
    )
