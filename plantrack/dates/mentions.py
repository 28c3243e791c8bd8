"""Dates inside running text: where one stands and in which form, by the tables that `expressions` reads by.

Whether a date found here is a deadline is for the caller to decide; `expressions.read` says which day it is. The
patterns are those of `spans` with Chinese numerals allowed for digits, so a row added there is found here.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from msgspec import Struct

from plantrack.dates.relative import FEASTS, ZH_UNITS
from plantrack.dates.spans import BEFORE, END, IN_TEXT, WITHIN, YEAR


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
    "[1-4]": "[1-4一二三四]",
    "[23]": "[23二三两]",
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
    row = "|".join(_in_text(pattern.pattern) for pattern, _ in IN_TEXT)
    year, day = _in_text(YEAR), f"{_NUMBER}[日号]"
    named = year.removesuffix("?")
    up_to = rf"{END}(?:{BEFORE})?|{WITHIN}"
    feasts = [name for name in FEASTS if not name.isascii()] + ["元旦"]
    starts = "".join(name[0] for name in feasts)
    run = rf"{year}{_NUMBER}月?(?:{day})?{_TO}{year}{_NUMBER}月(?:{day})?|{year}{_NUMBER}月{day}{_TO}{day}"
    edge = rf"(?:{named}年?|(?<![0-9{_HAN}两几数多半])年)(?:{up_to})"
    return re.compile(
        rf"(?<![0-9])(?=[0-9{_HAN}今本当明去上下前第年全q{starts}])(?:"
        rf"{run}|(?:{row})(?:初|(?P<bounded_end>{up_to}|{BEFORE}))?"
        rf"|(?P<bounded>{edge}|{year}(?:{'|'.join(feasts)})节?{BEFORE})"
        rf"|(?P<counted>(?<!\.){_NUMBER}个?(?:{ZH_UNITS}|[日年]){WITHIN})"
        rf"|(?P<year>(?:[12][0-9]{{3}}年?{_TO})?{named})|(?P<whole>全年))",
        re.IGNORECASE,
    )
