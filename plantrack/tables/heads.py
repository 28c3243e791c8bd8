"""The heads of a table of tasks: which column is which, by the words of heads.toml, and in which rows the heads stand.

A head may take two rows, with merged cells above (时限: 原, 现). A head that names a month, a quarter or a half-year is
a period: below it stands what is to be reached by its end.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.dates.expressions import Precision, read
from plantrack.errors import InputError
from plantrack.tables.sheet import Cell, Row
from plantrack.word_tables import word_table

LONGEST = 40
"""Maximum length of a head, in characters."""
_LONGEST_WRITTEN = 5 * LONGEST
"""Maximum length of a head that names a period, with what stands in brackets, in characters."""
_ROWS = 30
"""Maximum number of rows in which the heads are looked for."""
_KNOWN = 2
"""Minimum number of known columns of a table of tasks."""
_PERIODS = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.RANGE})
_AROUND_PERIOD = re.compile(
    r"(?:形象进度|工作|阶段|节点|任务|计划|目标|进度|安排|情况|完成|milestones?|targets?|plan|goals?)+$"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")
_SAMPLE_YEAR = date(2024, 1, 1)


class Column(StrEnum):
    """What a column of a table of tasks holds."""

    REFERENCE = "reference"
    NUMBER = "number"
    QUANTITY = "quantity"
    UNIT = "unit"
    BASELINE = "baseline"
    SOURCE = "source"
    LEADER = "leader"
    PHONE = "phone"
    PERSON = "person"
    INSPECTOR = "inspector"
    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    DAY = "day"
    START = "start"
    EXPECTED = "expected"
    PERCENT = "percent"
    DUE_NOW = "due-now"
    DUE = "due"
    MILESTONE = "milestone"
    LIGHT = "light"
    STATUS = "status"
    PROBLEM = "problem"
    NEXT = "next"
    PROGRESS = "progress"
    EXTENSION = "extension"
    EVIDENCE = "evidence"
    NOTE = "note"
    WEIGHT = "weight"
    PRIORITY = "priority"
    CATEGORY = "category"
    INDICATOR = "indicator"
    TARGET = "target"
    TITLE = "title"
    MEASURES = "measures"


class Heads(Struct, frozen=True):
    """The heads of a table, in the rows from `first` to `last`; columns count from 0.

    `names` are the words of each column as they stand. `periods` are the columns that name a time, with its words.
    """

    first: int
    last: int
    names: tuple[str, ...]
    columns: dict[Column, int]
    periods: dict[int, str]

    @property
    def unknown(self) -> tuple[int, ...]:
        """The columns whose heads are not known, those without a head among them."""
        known = {*self.columns.values(), *self.periods}
        return tuple(column for column in range(len(self.names)) if column not in known)

    def cell(self, row: Row, column: Column) -> Cell:
        """Return the cell of a row in a column; None without such a column."""
        place = self.columns.get(column)
        return row[place] if place is not None and place < len(row) else None


@lru_cache(maxsize=4096)
def column_of(head: str) -> Column | None:
    """Return the column that a head names, or None if it is not known."""
    plain = _plain(head)
    if not plain or len(plain) > LONGEST:
        return None
    bare = _BRACKETS.sub("", plain)
    words = _words()
    return words.get(plain) or words.get(bare) or _fitting(plain) or _first_of(bare)


@lru_cache(maxsize=4096)
def is_head(name: str) -> bool:
    """Tell whether words are a head that is known, or name a period."""
    return column_of(name) is not None or period_of_head(name) is not None


def names_task(head: str, *, alone: bool = False) -> bool:
    """Tell whether a head that stands with each task names it; `alone` asks whether nothing else could name it."""
    plain = _plain(head)
    if len(plain) > LONGEST or column_of(head) is not Column.TITLE:
        return False
    patterns = word_table(__package__, "heads")[Column.TITLE]["names"]
    return any(re.search(pattern, plain) for pattern in patterns[: 1 if alone else None])


def period_of_head(head: str) -> str | None:
    """Return the words of a head that name a month, a quarter or a half-year, or None."""
    if len(head) > _LONGEST_WRITTEN:
        return None
    plain = _BRACKETS.sub("", " ".join(folded(head).split())).strip()
    words = _AROUND_PERIOD.sub("", plain).strip() or plain
    words = words[:-1] if words.endswith(("月底", "月末", "度末", "季末", "年末")) else words
    try:
        return words if len(words) <= LONGEST and read(words, _SAMPLE_YEAR).precision in _PERIODS else None
    except InputError:
        return None


def columns_of(rows: Sequence[Row]) -> Heads | None:
    """Return the heads of a table whose merged cells are spread, or None if no row has two known ones."""
    found = [heads for place in range(min(len(rows), _ROWS)) for heads in _at(rows, place)]
    return max(
        found, key=lambda heads: (_size(heads), Column.TITLE in heads.columns, heads.last - heads.first), default=None
    )


def _size(heads: Heads) -> int:
    return len(heads.columns) + len(heads.periods)


def _at(rows: Sequence[Row], place: int) -> list[Heads]:
    """Return the heads that a row has, alone and together with the next one, if they are heads."""
    upper = _texts(rows[place])
    found = [_heads(upper, place, place)]
    if place + 1 < len(rows) and (both := _joined(upper, _texts(rows[place + 1]))):
        found.append(_heads(both, place, place + 1))
    return [heads for heads in found if heads.columns and _size(heads) >= _KNOWN]


def _texts(row: Row) -> list[str]:
    return [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in row]


def _heads(names: Sequence[str], first: int, last: int) -> Heads:
    columns: dict[Column, int] = {}
    periods: dict[int, str] = {}
    for place, name in enumerate(names):
        low = name.rpartition("\n")[2]
        column, words = column_of(low), period_of_head(low)
        if column is None and words:
            periods[place] = words
            continue
        column = column or column_of(name.replace("\n", ""))
        if column is Column.TITLE and column in columns:
            column = Column.MEASURES
        if column is not None:
            columns.setdefault(column, place)
    _tell_persons(names, columns)
    _tell_indicator(columns)
    _tell_milestone(names, columns)
    return Heads(first, last, tuple(name.replace("\n", " ") for name in names), columns, periods)


def _tell_persons(names: Sequence[str], columns: dict[Column, int]) -> None:
    """Make an owner beside a column of units a person."""
    if Column.RESPONSIBLE in columns and Column.PERSON not in columns and Column.LEAD in columns:
        words = word_table(__package__, "heads")[Column.PERSON]["beside-units"]
        if _plain(names[columns[Column.LEAD]].rpartition("\n")[2]) in words:
            columns[Column.PERSON] = columns.pop(Column.LEAD)


def _tell_indicator(columns: dict[Column, int]) -> None:
    """Make an indicator the task of a row that has a target and no other task; beside a task, it is the target."""
    if Column.INDICATOR in columns:
        if Column.TITLE not in columns and columns.keys() & {Column.TARGET, Column.BASELINE}:
            columns[Column.TITLE] = columns.pop(Column.INDICATOR)
        elif Column.TARGET not in columns:
            columns[Column.TARGET] = columns.pop(Column.INDICATOR)


def _tell_milestone(names: Sequence[str], columns: dict[Column, int]) -> None:
    """Make an English milestone below a priority the task of a row that has no other."""
    other = columns.keys() & {Column.TITLE, Column.MEASURES, Column.INDICATOR, Column.TARGET}
    place = columns.get(Column.MILESTONE)
    if place is not None and Column.CATEGORY in columns and not other and names[place].isascii():
        columns[Column.TITLE] = columns.pop(Column.MILESTONE)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    r"""Return heads in two rows as `upper\nlower`; nothing if the lower row has no heads.

    A lower head stands below one that spans several columns; elsewhere the upper one reaches down.
    """
    width = max(len(upper), len(lower))
    upper, lower = (row + [""] * (width - len(row)) for row in (upper, lower))
    above = _spanning(upper)
    pairs = [*zip(upper, lower, above, strict=True)]
    below = any(low and low != high for high, low, _ in pairs)
    if not below or any(low not in ("", high) and not over for high, low, over in pairs) or not _known(upper):
        return []
    return [f"{over}\n{low}" if over and low not in ("", high) else low or high for high, low, over in pairs]


def _known(names: Sequence[str]) -> bool:
    """Tell whether a row has several texts, most of which are known heads; a line above the heads has not."""
    texts = {*names} - {""}
    return len(texts) >= _KNOWN and sum(column_of(text) is not None for text in texts) * 2 > len(texts)


def _spanning(names: Sequence[str]) -> list[str]:
    """Return for each column the name above it that spans several: merged cells, or blank ones behind it."""
    places = [n for n, name in enumerate(names) if name and (n == 0 or name != names[n - 1])]
    found = [""] * len(names)
    for first, last in pairwise([*places, len(names)]):
        if last - first > 1:
            found[first:last] = [names[first]] * (last - first)
    return found


def _plain(head: str) -> str:
    return "".join(folded(head).lower().split()).strip(":*·.、?")


@cache
def _words() -> dict[str, Column]:
    table = word_table(__package__, "heads")
    return {word: Column(name) for name, of in table.items() for word in of.get("words", ())}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Column], ...]:
    table = word_table(__package__, "heads")
    return tuple((re.compile(one), Column(name)) for name, of in table.items() for one in of.get("patterns", ()))


def _first_of(bare: str) -> Column | None:
    """Return the column of the first of several heads with a stroke between them: Deadline / milestone."""
    first, *others = (column_of(part) for part in bare.split("/")) if "/" in bare else (None,)
    return first if others and all(others) else None


def _fitting(plain: str) -> Column | None:
    return next((column for pattern, column in _patterns() if pattern.search(plain)), None)
