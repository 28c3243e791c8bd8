"""Deadlines in a clause, a bracket or a cell: 9月底前, 2024年12月31日前, 三季度, 年内, 到2025年.

- Where 前, 底, 末 or 内 stands, a time is a deadline anywhere; a month, a quarter or a half-year alone only at the
  start of a phrase, behind 完成时限: and words such as 力争, or as all there is.
- A year alone is one behind 到 and 完成时限:. 全年 is one behind 完成时限: and in a column of times; before an
  action (全年培训5000人次) it says how long that is counted, not by when it is done.
- The year that is not written is that of the deadline before it in the sentence, and else the plan's.
- No deadline is what lies before the plan's year, comes back (每年6月底前), begins something (自1月1日起), describes
  (2023年印发的), or stands in 《》 or “”. 长期 and 立即 are none.

How a time is read is the business of `plantrack.dates`; what it refuses is returned as it stands. The words are in
vocabulary/deadlines.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from plantrack.dates.expressions import read
from plantrack.dates.periods import FIRST_YEAR, LAST_YEAR, Period
from plantrack.documents.document import Deadline
from plantrack.documents.folding import folded
from plantrack.documents.vocabulary import table
from plantrack.errors import UsageError

_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_YEAR = r"(?:(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年(?:度)?|今年|本年度?|当年|明年)"
_DAY = rf"(?:{_YEAR}?{_NUMBER}月{_NUMBER}[日号]|[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}})"
_SPAN = rf"{_YEAR}?(?:{_NUMBER}月(?:份|[上中下]旬)?|第?[一二三四1-4]季度|前[二三23]个?季度|[上下]半年)"
_RUN = rf"{_YEAR}?{_NUMBER}月?(?:{_NUMBER}[日号])?(?:至|到|—|-){_YEAR}?{_NUMBER}月(?:{_NUMBER}[日号])?"
_MONTH = re.compile(r"(20[0-9]{2})[-./]([0-9]{1,2})")
"""A month as cells have it; elsewhere it is a number."""
_END = r"(?:[底末](?:之|以)?前|[底末]|(?:之|以)?前|(?:之|以)?内)"
_FEAST = rf"{_YEAR}?(?:春节|清明|五一|劳动节|端午|中秋|国庆|元旦)节?(?:之|以)?前"
_ASIDE = re.compile(r"《[^《》\n]*+》|“[^“”\n]*+”")
_PHRASE = re.compile(r"(?:^|[,。;、:(【\[\n\t )①-⑳]|[0-9]\.|[一二三四五六七八九十][是要])$")
"""Where a phrase begins: behind a comma or a mark."""
_DESCRIBES = re.compile(r"[^,。;\n、]{0,6}的")


@cache
def _times() -> re.Pattern[str]:
    units = "|".join(table("deadlines")["counted"]["units"])
    return re.compile(
        rf"(?<![0-9])(?:(?P<sure>(?:{_DAY}|{_SPAN}){_END}|(?:{_YEAR}年?|(?<![0-9〇零一二两三四五六七八九十几数多半])年)(?:[底末](?:之|以)?前?|(?:之|以)?内)|{_FEAST})"
        rf"|(?P<counted>(?<!\.){_NUMBER}(?:{units})(?:之|以)?内)"
        rf"|(?P<bare>{_RUN}|{_DAY}|{_SPAN}初?)|(?P<year>(?:[12][0-9]{{3}}年?(?:至|到|—|-))?{_YEAR})|(?P<whole>全年))"
    )


@cache
def _around() -> dict[str, tuple[str, ...]]:
    tables = table("deadlines")
    return {name: tuple(tables[name]["words"]) for name in ("labels", "before", "never_behind", "never_before")}


def expressions(plain: str) -> Iterator[re.Match[str]]:
    """Yield the times in a folded text that are deadlines, read or not."""
    plain = _ASIDE.sub(lambda found: " " * len(found[0]), plain)
    yield from (found for found in _times().finditer(plain) if _is_deadline(plain, found))


def find_deadlines(
    text: str, first: int, last: int, year: int | None, since: int = FIRST_YEAR
) -> tuple[tuple[Deadline, ...], tuple[Deadline, ...]]:
    """Return the deadlines of a part of a text in order, and those without a day, which a person must decide.

    `year` is the plan's. Where it is None, only times with a year of their own are read, from `since` on.
    """
    plain, inherited = folded(text[first:last]), year
    deadlines, unread, sentence = [], [], 0
    for found in expressions(plain):
        if "。" in plain[sentence : found.start()]:
            inherited = year
        sentence, inherited = found.end(), _own_year(found[0]) or inherited
        place = first + found.start()
        literal = text[place : first + found.end()]
        due = None if found["counted"] else _due(literal, inherited)
        if due is None:
            unread.append(Deadline(None, literal, place))
        elif due.year >= (year or since):
            deadlines.append(Deadline(due, literal, place))
    return tuple(deadlines), tuple(unread)


def deadline_of_value(text: str, first: int, last: int, year: int | None, since: int = FIRST_YEAR) -> Deadline | None:
    """Return the latest deadline of what stands behind a label or in a column of times.

    Words that name no day (汛期前, 长期坚持, 2月30日前) are one without a day; what says nothing is none.
    """
    found = latest(find_deadlines(text, first, last, year, since)[0])
    words = text[first:last].strip()
    if found or not re.search(r"\w", words):
        return found
    month = _MONTH.fullmatch(folded(words))
    due = _due(f"{month[1]}-{month[2]:0>2}", int(month[1])) if month else None
    return Deadline(due, words, text.index(words, first))


def latest(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the latest of some deadlines; one without a day comes before all others."""
    return max(deadlines, key=lambda one: one.due or date.min, default=None)


def labelled_values(plain: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where the values stand that labels of deadlines have (完成时限:长期坚持) in a part of a folded text."""
    yield from (found.span("value") for found in _labels().finditer(plain, first, last))


@cache
def _labels() -> re.Pattern[str]:
    words = "|".join(table("deadlines")["labels"]["words"])
    return re.compile(rf"(?:{words})[】\]]? ?: ?(?P<value>[^。;)】\]\n]*)")


def times_with_owners(plain: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where owners in a folded text are followed by when they do it: (教育局;全年), (水利局负责,汛期前完成)."""
    yield from (found.span("value") for found in _behind().finditer(plain, first, last))


@cache
def _behind() -> re.Pattern[str]:
    tables = table("deadlines")
    again, running = ("|".join(tables[name]["words"]) for name in ("again", "running"))
    return re.compile(
        rf"[,;、](?P<value>[^,;、:()\n]{{1,12}}前(?:{again})?|(?:{running})(?:{again}|坚持|推进|开展|进行)?)(?=[,;、)】])"
    )


def runs_on(deadline: Deadline) -> bool:
    """Tell whether the words of a deadline without a day say that there is none: 长期坚持."""
    return deadline.due is None and any(
        word in folded(deadline.text) for word in table("deadlines")["running"]["words"]
    )


def _is_deadline(plain: str, found: re.Match[str]) -> bool:
    around, head = _around(), plain[max(0, found.start() - 12) : found.start()]
    if head.endswith(around["never_behind"]) or plain.startswith(around["never_before"], found.end()):
        return False
    label = head.rstrip(": ").endswith(around["labels"]) or (
        not head.strip() and not plain[found.end() : found.end() + 9].strip("。 \n")
    )
    if found["counted"]:
        return not head.endswith(tuple(table("deadlines")["counted"]["never_behind"]))
    if found["sure"] or label:
        return True
    if found["whole"] or found["year"]:
        return not found["whole"] and head.endswith(("到", "力争", "至"))
    return (_starts(head) or head.endswith(around["before"])) and not _DESCRIBES.match(plain, found.end())


def _starts(head: str) -> bool:
    return bool(_PHRASE.search(head))


def _own_year(time: str) -> int | None:
    found = re.match(r"([0-9]{4})[-./年]", time)
    return int(found[1]) if found else None


def _due(literal: str, year: int | None) -> date | None:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    within = Period(date(year, 1, 1), date(year, 12, 31))
    try:
        return read(literal, within.first, within).last
    except UsageError:
        return None
