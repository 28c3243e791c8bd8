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
from plantrack.dates.relative import FEASTS, ZH_UNITS
from plantrack.dates.spans import BEFORE, END, IN_TEXT, INCLUDING, WITHIN, YEAR, ZH_WEEKDAY
from plantrack.dates.spelling import HOUR


class DateForm(StrEnum):
    """The form of a date in a text: with a bound (底, 前, 内), a duration, bare, or only a year."""

    BOUNDED = "bounded"
    COUNTED = "counted"
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
    for found in _mention().finditer(text):
        if found.lastgroup or found[0][-1] != "季":  # 四季 alone are the seasons
            yield DateMention(*found.span(), DateForm((found.lastgroup or DateForm.BARE).removesuffix("_end")))


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
    row = "|".join([part, dotted, *rows])
    named = year.removesuffix("?")
    before = f"(?:{INCLUDING}|{BEFORE})"
    up_to = rf"[月季]?{END}{before}?|{WITHIN}"
    feasts = [name for name in FEASTS if not name.isascii()] + ["元旦"]
    starts = "".join(name[0] for name in feasts)
    to = f"{beside}起?{_TO}"
    last = rf"(?:{year}{month}(?:{day}{beside})?)(?:为?止)?"
    run = rf"[自从]?(?:{year}{_NUMBER}月?(?:{day})?{to}{last}|{year}{month}{day}{to}{day}{beside}(?:为?止)?)"
    edge = rf"(?:{named}年?|(?<![0-9{_HAN}两几数多半])年)(?:{up_to})"
    return re.compile(
        rf"(?<![0-9])(?=[0-9{_HAN}自从今本当明次翌去上下前首第年全q{starts}])(?:"
        rf"{run}|(?:{row}){beside}(?:初|(?P<bounded_end>{up_to}|(?:{HOUR})?{before}))?"
        rf"|(?P<bounded>{edge}|{year}(?:{'|'.join(feasts)})节?{BEFORE})"
        rf"|(?P<counted>(?<!\.){_NUMBER}个?(?:{ZH_UNITS}|[日年]){WITHIN})"
        rf"|(?P<year>(?:[12][0-9]{{3}}年?{_TO})?{named}|今[、和]?明[2两]?年)|(?P<whole>全年))",
        re.IGNORECASE,
    )
