"""What an English document says of itself: its title, who issued it, and when it was published."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from plantrack.dates.english_mentions import find_english_dates
from plantrack.documents.english.dates import DateReading, day_named, fiscal_year
from plantrack.documents.english.names import is_unit
from plantrack.documents.language import is_english
from plantrack.documents.scan.headings import PartRole, role_of
from plantrack.documents.scan.metadata import Metadata, kind_of
from plantrack.documents.vocabulary import any_of, expression, table

_HEAD, _TAIL = 16, 6
"""Number of lines at the beginning and at the end to search."""
_LONGEST = 120
_BESIDE = 18
"""Maximum number of letters of a line that is a date alone."""
_MARK = re.compile(r"^[#*\s]+|[#*\s]+$")
_SECOND = re.compile(
    r"(?:for |from |to )?(?:the )?(?:FY|period|year|years|[0-9]{4}|January|April|July|October)\b", re.IGNORECASE
)
_SMALL = re.compile(r" (?:Of|For|The|And)\b")
"""Words that a name in capitals has in small letters elsewhere."""
_BY = re.compile(
    r"\b(?:[Pp]repared|[Ii]ssued|[Pp]ublished|[Pp]roduced) by (?:the )?(?P<who>[A-Z][^,.;:(]{2,80}?)(?=[,.;(]|$)"
)


class _Line(NamedTuple):
    text: str
    plain: str


def english_metadata(text: str, plain: str) -> Metadata:
    """Return the metadata in the first and the last lines of a text."""
    lines = [*_lines(text, plain)]
    head, tail = lines[:_HEAD], lines[-_TAIL:]
    title = _title(head)
    return Metadata(title, _issuer(head, tail, title), _published(head, tail))


def _lines(text: str, plain: str) -> Iterator[_Line]:
    for found in re.finditer(r"[^\n]+", text):
        if "\t" not in found[0] and (line := _MARK.sub("", found[0])):
            yield _Line(line, _MARK.sub("", plain[found.start() : found.end()]))


@cache
def _label(name: str) -> re.Pattern[str]:
    words = any_of(table("en/about")[name])
    behind = r"(?:(?<=:)|(?<=:\*\*)|(?<=: )|[ ](?=[0-9]|[A-Z][a-z]+ [0-9]{1,2}\b))"
    return re.compile(rf"(?:^|[|•·] ?)(?i:{words})[ ]?:?\*{{0,2}}{behind}[ ]*(?P<value>[^|•·\n]+)")


def _labelled(lines: Sequence[_Line], name: str) -> str | None:
    values = (found["value"].strip(" .*") for line in lines if (found := _label(name).search(line.plain)))
    return next(filter(None, values), None)


# the title


def _title(head: Sequence[_Line]) -> str | None:
    """Return the first line that names a kind of plan, or the first that can be a title, with a second line of it."""
    given = _labelled(head, "title")
    able = [n for n, line in enumerate(head) if _can_be_title(line.plain)]
    if given or not able:
        return given
    named = (n for n in able if n < _HEAD and kind_of(head[n].plain) and " " in head[n].plain.strip())
    place = next(named, able[0])
    more = head[place + 1] if place + 1 < len(head) else _Line("", "")
    joins = len(more.plain) <= _LONGEST // 2 and _SECOND.match(more.plain) and not re.search("[:.]", more.plain)
    return f"{head[place].text} {more.text}" if joins and not kind_of(more.plain) else head[place].text


def _can_be_title(plain: str) -> bool:
    told = any(_label(name).match(plain) for name in ("issuer", "published", "other"))
    heads = role_of(plain) not in (None, PartRole.PLAN, PartRole.SUMMARY)
    return (
        len(plain) <= _LONGEST
        and is_english(plain)
        and not told
        and not heads
        and not expression("en/about", "not_title").search(plain.lower())
    )


# who and when


def _issuer(head: Sequence[_Line], tail: Sequence[_Line], title: str | None) -> str | None:
    """Return the issuer: by a label, a line that names a body alone, or the beginning or end of the title."""
    told = _labelled(head, "issuer") or _labelled(tail, "issuer")
    if told and not re.search(r"[0-9]{4}", told):
        return told
    by = (found["who"] for line in head if (found := _BY.search(line.plain)) and _is_body(found["who"]))
    if named := next(by, None):
        return named
    before = _before_title(title or "")
    alone = (line.text for line in (*head[: _HEAD // 2], *tail) if line.text != title and _is_body(line.plain))
    return before or next(alone, None) or _from_title(title)


def _before_title(title: str) -> str | None:
    """Return the unit or body that stands before a title and a colon or dash."""
    before = re.split(r" [—–-] |: ", title)[0]
    named = before != title and kind_of(before) is None and (is_unit(before) or _is_body(before) or "Inc" in before)
    return before if named else None


@cache
def _body() -> re.Pattern[str]:
    bodies = any_of(table("en/about")["bodies"])
    word = r"[A-Z][\w&’'.-]*"
    return re.compile(
        rf"(?:The )?(?P<body>(?:{word} |of |for |the |and |& ){{0,7}}"
        rf"(?:(?i:{bodies})(?: (?:of|for) (?:the )?(?:(?:{word}|and) ?){{1,5}})?))(?![\w’'-])"
    )


def _is_body(plain: str) -> bool:
    plain = _SMALL.sub(lambda found: found[0].lower(), plain.title()) if plain.isupper() else plain
    return _body().fullmatch(plain) is not None and kind_of(plain) is None


def _from_title(title: str | None) -> str | None:
    """Return the body that a title begins with (Harbourside Council Annual Plan), or that it is of."""
    if title is None:
        return None
    found = _body().match(title) or re.search(rf"(?:\bof|[—:–-]) (?:the )?({_body().pattern})$", title)
    return (found["body"].strip() or None) if found and found["body"][0].isupper() and found["body"] != title else None


def _published(head: Sequence[_Line], tail: Sequence[_Line]) -> date | None:
    """Return the labelled date, or that of a line with hardly anything else."""
    for lines in (head, tail):
        for line in lines:
            found = _label("published").search(line.plain)
            if found and (day := _day(found["value"])):
                return day
    named = (line.plain for line in head[: _HEAD // 2] if len(line.plain) <= _LONGEST)
    alone = (line.plain for line in reversed(tail) if len(re.sub(r"[^A-Za-z]", "", line.plain)) <= _BESIDE)
    return next((day for plain in (*named, *alone) if ":" not in plain and (day := _day(plain))), None)


def _day(plain: str) -> date | None:
    """Return the first day with its year that a folded text names, which is no run of days."""
    for one in find_english_dates(plain):
        words = plain[one.first : one.last]
        whole = (
            re.search("[0-9]{4}", words)
            and re.search(r"[A-Za-z]{3}|[0-9][/.][0-9]|-[0-9]{2}-", words)
            and re.search(r"\b[0-9]{1,2}(?![0-9])", words)
        )
        spans = re.search(r" to |—| - | until ", words) or fiscal_year(words, None)
        if whole and not spans and (day := day_named(words, DateReading())):
            return day
    return None
