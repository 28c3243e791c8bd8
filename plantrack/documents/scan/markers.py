"""Markers: the numbers and signs that parts of a text begin with, and the runs that they make.

A marker stands at the beginning of a line, or within one behind the end of a sentence or a blank. A run is a row of
markers of one style whose numbers rise; where they begin anew, another run begins.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from plantrack.documents.vocabulary import table
from plantrack.model.numbers import CHINESE_NUMERAL, numeral

_LEAP = 3
"""Maximum step between two numbers, because one may be missing or not found."""
_LINE_ONLY = (
    "1.1", "1.1.1", "1、", "【一】", "一 ", "1 ", "period", "目标一", "KR1", "O1", "甲、", "壹、", "【】", "-0",
)  # fmt: skip
"""Styles that count only at the start of a line; within one they are decimals or enumerations."""
LEADS = ("一是", "第一,", "——")
"""Styles that separate thoughts rather than items."""
BULLET = "-0"
_DEEPEST = 3
_HEAD = 32
"""Maximum length of a line with a bullet that heads a list, in characters."""
HEADINGS = ("heading", *(f"#{level}" for level in range(1, 8)))
"""Styles without a sign: lines that name a role, and those that the format sets as headings, the last ones bold."""
_PICTURES = ("So", "Sk", "Mn", "Me", "Cf")
"""Unicode categories of emoji and their components."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Marker(Struct, frozen=True):
    """A marker: its style, its number (0 without one), its offset, and where its words begin."""

    style: str
    number: int
    first: int
    body: int
    alone: bool
    """Whether it begins a line."""


class MarkerRun(Struct, frozen=True):
    """Markers of one style whose numbers rise."""

    style: str
    markers: tuple[Marker, ...]

    @property
    def first(self) -> int:
        """Where its first marker stands."""
        return self.markers[0].first

    @property
    def last(self) -> int:
        """Where its last marker stands."""
        return self.markers[-1].first

    def within(self, first: int, last: int) -> MarkerRun | None:
        """Return the part of it in [first, last)."""
        kept = self.markers[self._at(first) : self._at(last)]
        return MarkerRun(self.style, kept) if kept else None

    def _at(self, place: int) -> int:
        return bisect_left(self.markers, place, key=lambda marker: marker.first)

    def around(self, place: int) -> tuple[Marker, Marker]:
        """Return the neighbours between which a place in it lies."""
        after = self._at(place)
        return self.markers[after - 1], self.markers[after]


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return one pattern for all styles of a language, and their names in order."""
    styles = [style for style in table("markers")["style"] if style.get("language", language) == language]
    names = tuple(style["name"] for style in styles)
    parts = [re.sub(r"\(\?P<n(2?)>", rf"(?P<n{i}_\1>", style["pattern"]) for i, style in enumerate(styles)]
    either = "|".join(f"(?P<s{i}>{part})" for i, part in enumerate(parts))
    return re.compile(rf"(?:(?P<line>^[ \t]*+)|(?<=[。;:!?”)\]】〕」 \t]))(?:{either})", re.MULTILINE), names


def find_markers(plain: str, language: str = "zh") -> Iterator[Marker]:
    """Yield the markers of a folded text, in order; those of an English text begin lines."""
    pattern, names = _pattern(language)
    for found in pattern.finditer(plain):
        place = next(i for i in range(len(names)) if found[f"s{i}"] is not None)
        alone = found["line"] is not None
        if not alone and (language != "zh" or names[place] in _LINE_ONLY):
            continue
        groups = found.groupdict()
        number = groups.get(f"n{place}_") or groups.get(f"n{place}_2")
        first, style = found.start(f"s{place}"), names[place]
        if style == BULLET:
            style = f"-{min(len(found['line']) // 2, _DEEPEST)}"
        body = _body(plain, found.end())
        ends = style == "period" and plain[body : body + 1] in ("", "\n")
        yield Marker(style, number_of(number) if number else 0, first, first if ends else body, alone)


def _body(plain: str, place: int) -> int:
    """Return the offset of the words after a marker, spaces and pictures."""
    while place < len(plain) and (plain[place] in " \t" or unicodedata.category(plain[place]) in _PICTURES):
        place += 1
    return place


def number_of(text: str) -> int:
    """Return the value of digits, of one enclosed number, of an English word, or of a Chinese numeral."""
    if text.isdecimal():
        return int(text)
    if text.isascii():
        if text.lower() in _WORDS:
            return _WORDS.index(text.lower()) + 1
        return _ROMAN.index(text.lower()) + 1 if text.lower() in _ROMAN else ord(text[0].lower()) - ord("a") + 1
    if text in _STEMS:
        return _STEMS.index(text) + 1
    return numeral(text) if re.fullmatch(CHINESE_NUMERAL, text) else int(unicodedata.numeric(text[0], 0))


def find_runs(markers: Iterable[Marker]) -> tuple[MarkerRun, ...]:
    """Return the runs, in the order of their first markers.

    A number that neither rises nor is a new beginning belongs to no run; nor does a thought within a line to those that
    begin lines. Markers without number make one run for as long as nothing of a higher style stands between them.
    """
    open_: dict[tuple[str, bool], list[Marker]] = {}
    done: list[list[Marker]] = []
    above: Marker | None = None
    for marker in markers:
        begins = marker.alone and marker.style in LEADS
        rows = (open_.get((marker.style, within)) for within in (begins, not begins))
        row = next((row for row in rows if row and _follows(row[-1], marker)), None)
        if marker.alone and not (row is None and _is_headed(marker, above)):
            _close(open_, marker, row[0].first if row else 0)
        above = marker
        if row:
            row.append(marker)
        elif marker.number <= 1 or not any(style == marker.style for style, _ in open_):
            open_[marker.style, begins] = [marker]
            done.append(open_[marker.style, begins])
    return tuple(sorted((MarkerRun(row[0].style, tuple(row)) for row in done), key=lambda run: run.first))


def _is_headed(marker: Marker, above: Marker | None) -> bool:
    """Tell whether a number begins a list right below a short line with a bullet, which heads it."""
    return above is not None and above.style == BULLET and marker.number == 1 and marker.first - above.body <= _HEAD


def _close(rows: dict[tuple[str, bool], list[Marker]], marker: Marker, since: int) -> None:
    """End the rows without numbers since an offset that a marker stands above, and thoughts within a line above it."""
    rows.pop((marker.style, False) if marker.style in LEADS else ("", False), None)
    rank = ranks()[marker.style]
    for key, row in [*rows.items()]:
        if not row[-1].number and ranks()[key[0]] > rank and row[-1].first >= since:
            del rows[key]


@cache
def ranks() -> dict[str, int]:
    """Return the rank of each style of markers, the highest style first."""
    return {name: rank for rank, name in enumerate((*HEADINGS, *table("markers")["ranks"]))}


def _follows(last: Marker, marker: Marker) -> bool:
    if not marker.number:
        return True
    return 0 < marker.number - last.number <= _LEAP
