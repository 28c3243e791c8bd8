"""Tables whose cells stand each on a line of its own, as copying from a page leaves them: made rows again.

The heads come first, one a line. Of the lines below, each is put into the column that it fits, further to the right
than the one before or in a new row, so that blank cells do not move the others; the best way through all of them wins.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.dates.periods import Period
from plantrack.documents.english.names import is_unit
from plantrack.documents.owners.names import like_unit, many
from plantrack.documents.vocabulary import table
from plantrack.tables.heads import Column, column_of, period_of_head
from plantrack.tables.values import day_of, is_blank, runs_on

_LONGEST_HEAD, _LONGEST_LATIN = 12, 30
_LONGEST_NAME = 4
_LONGEST = 300
_MOST_LINES = 20_000
_LEAST, _MOST = 2, 12
"""Minimum and maximum number of heads."""
_YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
_NUMBER = re.compile(r"[(（]?(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})[)）.、]?")
_LABELLED = re.compile("[:：].")
_GROUP = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]).{2,30}")
_QUANTITY = re.compile(r"[^\w]?[0-9][0-9.,]*[^0-9]{0,6}")
_UNITS = re.compile("[、,，;；/ ]+")
_LATIN_NAMES = re.compile(r"[A-Z@][\w.'-]*(?: [A-Z][\w.'-]*){0,3}(?:[,;/&] ?[A-Z@][\w.'-]*(?: [A-Z][\w.'-]*){0,3})*")
_DAY_WORDS = re.compile(
    r"[0-9一二三四五六七八九十]{1,4}(?:年|月|日|季度|[.-][0-9]{1,2})|年[底末内]|(?:半|全)年|汛期|每[月季年周]|适时"
)
_OWNERS = frozenset((Column.LEAD, Column.SUPPORT, Column.RESPONSIBLE))
_DAYS = frozenset((Column.DUE, Column.DUE_NOW, Column.START, Column.DAY))
_NUMBERS = frozenset((Column.QUANTITY, Column.BASELINE, Column.WEIGHT, Column.PERCENT))
_ORDER = frozenset((Column.NUMBER, Column.REFERENCE))
_PERSONS = frozenset((Column.PERSON, Column.LEADER))
_CONTINUED = 1.5
"""What it costs that a cell goes on in a second line."""
_ANEW = 3.0
"""What it costs on top of that in a column whose cells are short."""
_GOES_ON = tuple("、，,（(")
_BAD = -4.0
_SKIPPED: dict[Column | None, float] = {Column.TITLE: -4.0, Column.NUMBER: -2.0}
"""What a blank cell costs, by its column; one of others costs a point."""
_WORDS = frozenset((Column.TITLE, Column.MEASURES, Column.TARGET))


def with_rows(lines: Sequence[str]) -> list[str]:
    """Return lines in which such tables are rows with tabs between their cells."""
    found: list[str] = []
    place = 0
    while place < len(lines):
        heads = _heads(lines, place)
        rows, last = _rows(lines, heads, place + len(heads)) if heads else ([], place)
        if rows:
            found += ["\t".join(lines[place : place + len(heads)]), *rows]
            place = last
        else:
            found.append(lines[place])
            place += 1
    return found


class _Head(Struct, frozen=True):
    """A head: its column, None where it is not known, and whether it names a period."""

    column: Column | None
    period: bool

    @property
    def known(self) -> bool:
        """Whether the head is known."""
        return self.column is not None or self.period


def _short(line: str) -> bool:
    """Tell whether a line may be a head: Latin words take more room."""
    return len(line) <= (_LONGEST_LATIN if line.isascii() else _LONGEST_HEAD)


@lru_cache(maxsize=4096)
def _head(line: str) -> _Head:
    if not _short(line) or "\t" in line or line[-1:] in "。；，" or _LABELLED.search(line):
        return _Head(None, period=False)
    return _Head(column_of(line), period=period_of_head(line) is not None)


def _heads(lines: Sequence[str], place: int) -> list[_Head]:
    """Return the heads that begin at a line: known ones, with one that is not between two of them at most."""
    found: list[_Head] = []
    for line in lines[place : place + _MOST + 1]:
        head, after = _head(line), found[-1] if found else None
        if not head.known and (after is None or not after.known or not _short(line) or "\t" in line):
            break
        if (head.column is None and after and not after.known) or (head.column and head in found):
            break
        found.append(head)
    while found and not found[-1].known:
        found.pop()
    known = {head.column for head in found if head.column}
    telling = known & {*_OWNERS, *_PERSONS, *_DAYS} and (known & _WORDS or len(known) < len(found))
    return found if _LEAST <= len(found) <= _MOST and telling else []


def _rows(lines: Sequence[str], heads: Sequence[_Head], first: int) -> tuple[list[str], int]:
    """Return the rows below heads, and where what follows them begins."""
    again = lines[first - len(heads) : first]
    below = range(first, min(len(lines), first + _MOST_LINES))
    ends = (n for n in below if "\t" in lines[n] or len(lines[n]) > _LONGEST or lines[n : n + len(heads)] == again)
    own = lines[first : next(ends, below.stop)]
    places = _best([*_fits(own, heads)], [_SKIPPED.get(head.column, -1.0) for head in heads], _joins(own, heads))
    rows = [[""] * len(heads)]
    for line, place in zip(lines[first:], places, strict=False):
        if place == len(heads):
            rows += [[line], [""] * len(heads)]
            continue
        if any(rows[-1][place + 1 :]) or (rows[-1][place] and heads[place].column not in {*_WORDS, *_OWNERS}):
            rows.append([""] * len(heads))
        before = rows[-1][place]
        rows[-1][place] += (" " if before and (before[-1] + line[0]).isascii() else "") + line
    found = ["\t".join(row) if len(row) > 1 else row[0] for row in rows if any(row)]  # a heading stays one
    last = first + len(places)
    while found and "\t" not in found[-1]:  # headings below the table
        found.pop()
        last -= 1
    return found, last


def _joins(lines: Sequence[str], heads: Sequence[_Head]) -> list[list[float]]:
    """Return what it costs, by line and column, that the cell of the line before goes on: little behind a comma."""
    words = [0.0 if head.column in _WORDS else _ANEW for head in heads]
    parted = [True, *(line[-1] not in _GOES_ON for line in lines[:-1])]
    return [[(_CONTINUED + cost) * parts for cost in words] for parts in parted]


def _fits(lines: Iterable[str], heads: Sequence[_Head]) -> Iterator[list[float]]:
    """Yield how well each line fits each column, and how well it is a line that groups rows."""
    following = 1
    for line in lines:
        number = int(line.strip("()（）.、")) if re.fullmatch(r"[(（]?[0-9]{1,4}[)）.、]?", line) else 0
        ordered = number in (following, 1) and number > 0
        following = number + 1 if ordered else following
        yield [*(_fit(line, head, ordered=ordered) for head in heads), 0.5 if _GROUP.fullmatch(line) else _BAD]


def _fit(line: str, head: _Head, *, ordered: bool) -> float:
    column = head.column
    if column in _ORDER:
        return 4.0 if ordered else 1.0 if _NUMBER.fullmatch(line) else _BAD
    if is_blank(line):
        return _BAD if column is Column.TITLE else 1.0
    kind = next((fit for columns, fit in _KINDS if column in columns), None)
    if kind:
        return kind(line)
    if ordered or _NUMBER.fullmatch(line):
        return -3.0
    if column in _WORDS:
        return -2.0 if _is_day(line) else 0.0 if _is_units(line) else 1.0
    return 0.5 if head.known else 0.0


def _persons(line: str) -> float:
    if line.isascii():
        return 1.0 if _LATIN_NAMES.fullmatch(line) else -2.0
    return 1.0 if all(1 < len(name) <= _LONGEST_NAME for name in _UNITS.split(line)) else -2.0


@lru_cache(maxsize=4096)
def _is_day(line: str) -> bool:
    if runs_on(line) or isinstance(day_of(line, _YEAR), date):
        return True
    return _short(line) and _DAY_WORDS.search(line) is not None


@lru_cache(maxsize=4096)
def _is_units(line: str) -> bool:
    if re.search("[0-9]", line) or line.startswith(tuple(table("verbs")["verbs"]["deliverable"])):
        return False
    if line.isascii():
        return all(is_unit(name.strip()) for name in re.split("[,;/]", line))
    return all(like_unit(name) or many(name) for name in filter(None, _UNITS.split(folded(line))))


_KINDS: tuple[tuple[frozenset[Column], Callable[[str], float]], ...] = (
    (_DAYS, lambda line: 2.0 if _is_day(line) else -2.0),
    (_OWNERS, lambda line: 2.0 if _is_units(line) else -1.0 if _short(line) else _BAD),
    (_PERSONS, _persons),
    (_NUMBERS, lambda line: 1.0 if _QUANTITY.fullmatch(line) else -2.0),
)


def _best(fits: Sequence[Sequence[float]], blanks: Sequence[float], joins: Sequence[Sequence[float]]) -> list[int]:
    """Return the columns of the lines on the best way through them, up to where the table ends."""
    wide = len(blanks)
    before = [*(sum(blanks[:n]) for n in range(wide)), 0.0]
    behind = [*(sum(blanks[n + 1 :]) for n in range(wide)), 0.0]
    scores: list[float] = []
    ways: list[list[int]] = []
    ends: list[tuple[float, int, int]] = [(0.0, 0, 0)]
    for at, fit in enumerate(fits):
        scores, way = _step(scores, fit, joins[at], (before, behind))
        ways.append(way)
        score, column = max((score + behind[n], n) for n, score in enumerate(scores))
        ends.append((score, at + 1, column))
    _, count, column = max(ends, key=lambda end: (end[0], -end[1]))
    found: list[int] = []
    for way in reversed(ways[:count]):
        found.append(column)
        column = way[column]
    return found[::-1]


def _step(
    scores: Sequence[float], fit: Sequence[float], joins: Sequence[float], blank: tuple[list[float], list[float]]
) -> tuple[list[float], list[int]]:
    """Return the best score with a line in each column, and the column of the line before it on that way.

    The last column stands for lines that group rows. `blank` is what blank cells cost before and behind each column.
    """
    before, behind = blank
    if not scores:
        return [one + cost for one, cost in zip(fit, before, strict=True)], [0] * len(fit)
    anew, ended = max(((score + behind[n], n) for n, score in enumerate(scores)), key=itemgetter(0))
    ways = [(anew + cost, ended) for cost in before]
    for n, join in enumerate(joins):
        further = [(scores[m] + before[n] - before[m + 1], m) for m in range(n)]
        ways[n] = max(ways[n], *further, (scores[n] - join, n))
    return [score + one for (score, _), one in zip(ways, fit, strict=True)], [source for _, source in ways]
