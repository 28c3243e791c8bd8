"""Headings: the words that begin a part, and the role that they give it.

A heading is numbered, or stands on a line of its own with words of the table.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from plantrack.dates.spelling import one_spelling
from plantrack.documents.english.period import year_named
from plantrack.documents.english.sentences import sentences
from plantrack.documents.language import is_english
from plantrack.documents.scan.markers import Marker
from plantrack.documents.vocabulary import expression

LONGEST = 44
"""Maximum length of a heading, in characters."""
_STOPPED = 12
"""The same of a heading on a line of its own that ends in a full stop."""
_ALONE, _ALONE_ENGLISH = 32, 70
_ENDS = re.compile(r"[。\n\t]|(?<![\x00-\x7f≤≥]) (?=[^\sA-Za-z≤≥<>])|(?<=[^\W\d_]):(?=[^\n]*[。;!]|[^\n]{25})")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})(?= *年)")
_REPUBLIC = re.compile(r"(?<![0-9])(1[0-3][0-9])(?=年度)")
"""115年度, as offices in Taiwan count."""
_YEARS = re.compile(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})年?(?:—{1,2}|-{1,2}|–|~|至|到)(20[0-9]{2}|19[0-9]{2})(?= *年)")


class PartRole(StrEnum):
    """The role of a part of a document."""

    SUMMARY = "summary"
    PLAN = "plan"
    AIMS = "aims"
    GUARANTEES = "guarantees"
    CONDUCT = "conduct"
    PROBLEMS = "problems"
    ANNEXES = "annexes"
    NOTES = "notes"
    """How the document is to be read or filled in; whoever it names there does nothing."""


class Heading(Struct, frozen=True):
    """The words of a part, and the role that they give it."""

    title: str
    role: PartRole | None


def roles(plain: str) -> frozenset[PartRole]:
    """Return all roles that the words of a folded heading give, by the words of its language."""
    name, words = _table_of(plain)
    return frozenset(role for role in PartRole if expression(name, role.value).search(words))


def _table_of(plain: str) -> tuple[str, str]:
    """Return the table of the language of a folded heading, and its words as they stand there."""
    return ("en/headings", plain.lower()) if is_english(plain) else ("headings", plain)


_STRONGER = (
    PartRole.NOTES, PartRole.ANNEXES, PartRole.PROBLEMS, PartRole.SUMMARY, PartRole.PLAN, PartRole.GUARANTEES,
    PartRole.CONDUCT, PartRole.AIMS,
)  # fmt: skip


def role_of(plain: str) -> PartRole | None:
    """Return the strongest role of a folded heading."""
    found = roles(plain)
    return next((role for role in _STRONGER if role in found), None)


def year_in(plain: str) -> int | None:
    """Return the last year that a folded text names; in English, the one in which what it names begins."""
    if is_english(plain):
        named = year_named(plain)
        return named.first.year if named else None
    found = _YEAR.findall(one_spelling(plain))
    counted = _REPUBLIC.search(plain)
    return int(found[-1]) if found else 1911 + int(counted[1]) if counted else None


def years_in(plain: str) -> tuple[int, int] | None:
    """Return the first and the last year of a run that a folded text names: (2025—2027年)."""
    found = _YEARS.search(plain)
    return (int(found[1]), int(found[2])) if found and found[1] < found[2] else None


def heading_at(text: str, plain: str, marker: Marker) -> Heading:
    """Return the heading that a marker begins."""
    end = title_end(plain, marker.body)
    title = text[marker.body : end].strip()
    return Heading(title, role_of(plain[marker.body : end]) if len(title) <= LONGEST else None)


def title_end(plain: str, first: int) -> int:
    """Return the end of a heading: at 。, a colon before a sentence, a space before other words, or with the line."""
    last = min(len(plain), first + 400)
    line = plain.find("\n", first, last)
    if is_english(plain[first : line if line >= 0 else last]):
        return next((end for _, end in sentences(plain, first, line if line >= 0 else last)), first)
    found = _ENDS.search(plain, first, last)
    return found.start() if found else last


def alone(plain: str, skip: frozenset[int]) -> Iterator[tuple[int, int, PartRole]]:
    """Yield the spans of unmarked lines that have a role, with it. `skip` holds the offsets of markers.

    A line that ends in 。 is a heading only if it ends with the words of its role; else it is a sentence. Words before
    a colon label what follows: 工作内容:整治河道.
    """
    for found in re.finditer(rf"^[^\n\t。;,]{{2,{_ALONE_ENGLISH}}}(?=。?$)", plain, re.MULTILINE):
        words = found[0].strip(" #*【】[]").rstrip(":")
        if (words[-1:] in ".!?;") if is_english(words) else len(words) > _ALONE:
            continue
        if found.start() in skip or (role := role_of(words)) is None:
            continue
        stopped = plain[found.end() : found.end() + 1] == "。"
        if stopped and not (len(words) <= _STOPPED and is_bare(role, words)):
            continue
        if role is not PartRole.ANNEXES and ":" in words and role_of(words.split(":", 1)[1]) is None:
            continue
        yield found.start(), found.end(), role


def is_bare(role: PartRole, words: str, beside: int = LONGEST) -> bool:
    """Tell whether a folded heading ends with the words that give its role, with few others before them."""
    name, words = _table_of(words)
    found = expression(name, role.value).finditer(words)
    return any(one.end() == len(words) and one.start() <= beside for one in found)
