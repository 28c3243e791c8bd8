"""A plan as tables of Markdown, one for each kind of record; what people typed stays plain text."""

import re
from collections.abc import Iterable

from plantrack.exchange.record_tables import RecordTable, tables
from plantrack.exchange.records import SCHEMA, Record

MARK = f"<!-- {SCHEMA} -->"
_ACTIVE = re.compile(r"[\\`*_{}\[\]()<>#!|~&@$]")


def write(records: Iterable[Record]) -> str:
    """Return the tables, each below its name."""
    found = (f"## {kind}\n\n{_table(one)}" for kind, one in tables(records).items())
    return "\n".join((f"{MARK}\n", *found))


def _table(found: RecordTable) -> str:
    lines = (found.heads, ["---"] * len(found.heads), *found.rows)
    return "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return "<br>".join(_ACTIVE.sub(r"\\\g<0>", line) for line in text.split("\n"))
