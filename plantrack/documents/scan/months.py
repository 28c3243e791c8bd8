"""The month that a title or a heading names, for the days below it that name none: 25日前, 月末, 中旬前; and 1/26前."""

import re
from bisect import bisect
from collections.abc import Iterable, Sequence

from plantrack.dates.mentions import DateForm, DateMention
from plantrack.documents.numbering import SpanIndex

Month = tuple[int, int]
"""Where the words begin for which a month is meant, and the month."""
_NUMBER = "1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
_HEADING = re.compile(
    rf"^[ \t]*(?:[#■◆●▪○*-]+ ?|[一二三四五六七八九十]{{1,3}}、|\([一二三四五六七八九十0-9]{{1,3}}\))?"
    rf"(?P<month>{_NUMBER})月份?(?:$|[ :·,(—-][^。;\n]{{0,24}}$)",
    re.MULTILINE,
)
_OF_TITLE = re.compile(rf"(?<![0-9一二三四五六七八九十至—-])(?P<month>{_NUMBER})月份?(?![0-9底末至—-])")
_WITHOUT = re.compile(
    r"(?<![0-9月每至到—/-])(?P<day>[1-9]|[12][0-9]|3[01])[日号](?:之|以)?前"
    r"|(?<![0-9一二三四五六七八九十季每本当个上下次该])月[底末](?:(?:之|以)?前)?"
    r"|(?<![0-9月])[上中下]旬(?:(?:之|以)?前)?"
)
_SLASHED = r"(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])"
_SLASH = re.compile(rf"(?<![0-9/.]){_SLASHED}(?:(?:之|以)?前|(?=截止))|(?<=[,、]){_SLASHED}(?=\))")
"""Month and day with a stroke, where no share is meant: 1/26前, 3/20截止, (@小郭,1/17)."""


def months_of(plain: str, title: str | None) -> tuple[Month, ...]:
    """Return the months that the title and the headings of a folded text name, in order."""
    titled = {_number(found) for found in _OF_TITLE.finditer(title or "")}
    whole = [(0, titled.pop())] if len(titled) == 1 else []
    return (*whole, *((found.start(), _number(found)) for found in _HEADING.finditer(plain)))


def _number(found: re.Match[str]) -> int:
    word = found["month"]
    return int(word) if word.isascii() else "一二三四五六七八九十".find(word[-1]) + 1 + 10 * (len(word) > 1)


def month_at(months: Sequence[Month], offset: int) -> int | None:
    """Return the month that is meant at an offset."""
    place = bisect(months, (offset, 13))
    return months[place - 1][1] if place else None


def with_short_dates(plain: str, dates: Iterable[DateMention], months: Sequence[Month]) -> tuple[DateMention, ...]:
    """Return the dates of a folded text with those that only the month above them, or a stroke, makes dates."""
    known = [*dates]
    within = SpanIndex((one.first, one.last, True) for one in known)
    found = [one.span() for one in _SLASH.finditer(plain)]
    found += [one.span() for one in _WITHOUT.finditer(plain) if month_at(months, one.start())] if months else []
    more = (DateMention(a, b, DateForm.BOUNDED) for a, b in found if within.at(a) is None and within.at(b - 1) is None)
    return tuple(sorted([*known, *more], key=lambda one: one.first))


def in_full(literal: str, month: int | None) -> str:
    """Return a folded date with its month: 6月25日前 for 25日前 in June, 1月26日前 for 1/26前."""
    if slash := re.match(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9/])", literal):
        return f"{slash[1]}月{slash[2]}日{literal[slash.end() :]}"
    return f"{month}月{literal.removeprefix('月')}" if month and _WITHOUT.fullmatch(literal) else literal
