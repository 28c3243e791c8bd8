"""Records as rows of tables: the first column says what a row is, the first row names the fields. Reading is `rows`'s.

A text that a spreadsheet would take for a formula, a number or a day of its own has an apostrophe before it.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from plantrack.exchange.fields import DAY, cells, shape
from plantrack.exchange.records import Record

HEAD = "record"
FIRST = (
    "ref",
    "id",
    "number",
    "parent",
    "title",
    "zh",
    "en",
    "label",
    "short",
    "kind",
    "lead",
    "support",
    "start",
    "due",
)
"""The fields that stand first where a row has them; the others follow as they come."""
TAKEN = re.compile(
    r"(?!-\d{1,11}(?:\.\d*[1-9])?\Z)"
    r"(?:\s*[=+\-@＝＋－＠'].*|0\d+.*|\d+\.\d*0|\d{12,}|\d+(?:[.,]\d+)?e[+-]?\d+|\d+[-/]\d+(?:[-/]\d+)?|true|false"
    r"|[\d.,]+\s*%|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}:\d\d.*|[$€£¥￥]\s*[\d.,]+)",
    re.IGNORECASE | re.DOTALL,
)
"""What a spreadsheet takes for a formula, or shows and saves otherwise than it was written."""
QUOTED = re.compile("'.*", re.DOTALL)
"""What needs an apostrophe in any case, as one is taken away from what comes in."""


class RecordTable(Struct, frozen=True):
    """Rows of records, and above them the names of their fields."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(records: Iterable[Record], taken: re.Pattern[str] = QUOTED) -> RecordTable:
    """Return records as a table; an apostrophe stands before what is `taken` otherwise."""
    rows = [(one.kind, {name: _kept(one.kind, name, text, taken) for name, text in cells(one.values).items()})
            for one in records]  # fmt: skip
    names = dict.fromkeys(name for _, row in sorted(rows, key=lambda row: row[0] != "task") for name in row)
    heads = sorted(names, key=_order)
    return RecordTable((HEAD, *heads), tuple((kind, *(row.get(name, "") for name in heads)) for kind, row in rows))


def tables(records: Iterable[Record], taken: re.Pattern[str] = QUOTED) -> dict[str, RecordTable]:
    """Return a table for each kind of record, by its name."""
    kinds: dict[str, list[Record]] = {}
    for one in records:
        kinds.setdefault(one.kind, []).append(one)
    return {kind: table(found, taken) for kind, found in kinds.items()}


def _order(name: str) -> int:
    first = re.split(r"[.\[]", name)[0]
    return FIRST.index(first) if first in FIRST else len(FIRST)


def _kept(kind: str, name: str, text: str, taken: re.Pattern[str]) -> str:
    """Return a cell as a spreadsheet keeps it; a day may be written its own way."""
    return f"'{text}" if taken.fullmatch(text) and shape(kind, name) != DAY else text
