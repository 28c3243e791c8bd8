"""The period of a figure: the one named in its sentence, or else the year of its part."""

import re
from datetime import date

from plantrack.dates.expressions import read
from plantrack.dates.periods import Period

_NAMED = re.compile(
    r"(?P<since>“?十[三四五]五”?(?:以来|期间)|[五三两]年来|党的[^,。;]{2,8}以来|近[五三两0-9]年)"
    r"|(?<![比较同与自从0-9—-])(?P<year>20[0-9]{2})年(?!来)(?:(?P<from>[0-9]{1,2})(?:[—~-]|月?至)(?P<to>[0-9]{1,2})月|(?P<month>[0-9]{1,2})月)?(?P<end>底|末)?"
    r"|(?<![0-9])(?P<from2>[0-9]{1,2})(?:[—~-]|月?至)(?P<to2>[0-9]{1,2})月"
    r"|(?P<half>上半年|下半年|前三季度|前三个季度|一季度|第一季度|二季度|三季度|四季度)|前(?P<first>[0-9]{1,2}|十一|十)个月"
)
_ANY_YEAR = date(2000, 1, 1), Period(date(2000, 1, 1), date(2000, 12, 31))
_LONGEST = 200
_RELATION = re.compile("的[^0-9]{0,3}[0-9.]{1,9}(?:%|倍)")
"""Follows a year that a figure is compared with: 恢复到2019年的118%."""


def period_of(text: str, place: int, year: int | None) -> str | None:
    """Return the period of the figure at `place`: 2023, 2023-12 or 2023-01/2023-12; None where nothing says it."""
    start = max(place - _LONGEST, *(text.rfind(mark, max(place - _LONGEST, 0), place) + 1 for mark in "。;\n"), 0)
    named = [found for found in _NAMED.finditer(text, start, place) if not _RELATION.match(text, found.end())]
    if not named:
        return None if year is None else str(year)
    found = named[-1]
    if found["since"]:
        return None
    own = int(found["year"]) if found["year"] else year
    return None if own is None else _period(found, own)


def _period(found: re.Match[str], year: int) -> str:
    if found["month"]:
        return f"{year}-{int(found['month']):02}"
    months = _months(found)
    if months:
        return f"{year}-{months[0]:02}/{year}-{months[1]:02}"
    return f"{year}-12" if found["end"] else str(year)


def _months(found: re.Match[str]) -> tuple[int, int] | None:
    if found["half"]:
        span = read(found["half"], *_ANY_YEAR)
        return span.first.month, span.last.month
    if found["first"]:
        return 1, {"十": 10, "十一": 11}.get(found["first"]) or int(found["first"])
    low, high = found["from"] or found["from2"], found["to"] or found["to2"]
    return (int(low), int(high)) if low else None
