"""The fields of records as columns of a table: dotted names, one text per cell, and back.

`title` stands for a title that is the same in both languages, `title.zh` and `title.en` for two; entries of a list of
groups are numbered: `formerly[1].until`. A list of names is one cell with commas. A text that a cell cannot hold as it
is, by blanks around it or characters that nobody sees, is written as a JSON text.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct, inspect

from plantrack.exchange.records import APART, Section
from plantrack.model.plan import Figure, Indicator, Milestone, Plan, Task, Text, Unit
from plantrack.model.text import given_text
from plantrack.tables.cell_values import text_cell

KINDS: dict[str, type[Struct]] = {
    "plan": Plan, "unit": Unit, "section": Section, "baseline": Figure, "figure": Figure, "indicator": Indicator,
    "task": Task, "milestone": Milestone,
}  # fmt: skip
"""What each kind of record is in the plan."""
NOTHING = "-"
"""Stands in a cell for what is expressly nothing: a task at the top whose number would place it below another."""
EMPTY: dict[type, str] = {list: "[]", dict: "{}"}
"""Stand for a list and a group that are expressly empty."""
TITLE, LIST, DAY, FLAG = "title", "list", "day", "flag"
_APART_OF = {"plan": APART, "task": ("milestones", "tasks")}
_NAME = re.compile(r"\[(\d{1,6})\]|\.?([^.\[\]]+)")
_SEPARATOR = re.compile(r"[,，;；、\n]")
_DIGITS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?")


@cache
def shapes(kind: str) -> dict[str, str]:
    """Return which fields of a kind of record are titles, lists in one cell, days or flags, by their names."""
    without = _APART_OF.get(kind, ())
    fields = inspect.type_info(KINDS[kind]).fields  # type: ignore[attr-defined]
    return {
        name: shape
        for field in fields
        if field.encode_name not in without
        for name, shape in _shapes(field.type, field.encode_name)
    }


def _shapes(info: Any, name: str) -> Iterator[tuple[str, str]]:
    match info:
        case inspect.StructType() if info.cls is Text:
            yield name, TITLE
        case inspect.VarTupleType() if not isinstance(info.item_type, inspect.StructType):
            yield name, LIST
        case inspect.DateType() | inspect.BoolType():
            yield name, DAY if isinstance(info, inspect.DateType) else FLAG
        case _:
            for one, below in _parts(info):
                yield from _shapes(one, name + below)


def _parts(info: Any) -> list[tuple[Any, str]]:
    """Return the types that a type is made of, and what their names add to its own."""
    match info:
        case inspect.Metadata():
            return [(info.type, "")]
        case inspect.UnionType():
            return [(one, "") for one in info.types]
        case inspect.StructType():
            return [(field.type, f".{field.encode_name}") for field in info.fields]
        case inspect.VarTupleType():
            return [(info.item_type, "[]")]
    return []


def shape(kind: str, name: str) -> str | None:
    """Return what a column holds, where it is none of plain texts and numbers."""
    return shapes(kind).get(re.sub(r"\[\d+\]", "[]", name))


def cells(values: dict[str, Any]) -> dict[str, str]:
    """Return the fields of a record as the cells of a row."""
    return dict(cell for name, value in values.items() for cell in _cells(name, value))


def _cells(name: str, value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case Text():
            both = [(name, value.zh)] if value.zh == value.en else [(f"{name}.zh", value.zh), (f"{name}.en", value.en)]
            yield from ((language, written(text)) for language, text in both)
        case {} | [] if not value:
            yield name, EMPTY[type(value)]
        case dict():
            for key, one in value.items():
                yield from _cells(f"{name}.{key}", one)
        case [str(), *_]:
            yield name, _listed(value)
        case list():
            for number, one in enumerate(value, 1):
                yield from _cells(f"{name}[{number}]", one)
        case None:
            yield name, NOTHING
        case _:
            yield name, written(value) if isinstance(value, str) else scalar(value)


def scalar(value: Any) -> str:
    """Return a single value as plan.yaml writes it, without quotation marks and without decimals that say nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return format(Decimal(repr(value)), "f").removesuffix(".0") if isinstance(value, float) else str(value)


def written(text: str) -> str:
    """Return a text as a cell can hold it."""
    meant = text_cell(text) == text and text[0] != '"' and text not in (NOTHING, *EMPTY.values())
    return text if meant else json.dumps(text)


def read(cell: str) -> str:
    """Return the text of a cell that was written so."""
    try:
        found = json.loads(cell) if cell[:1] == cell[-1:] == '"' else cell
    except ValueError:
        return cell
    return found if isinstance(found, str) else cell


def _listed(names: list[str]) -> str:
    line = ", ".join(names)
    return line if names_in(line) == names and written(line) == line else json.dumps(names)


def names_in(cell: str) -> list[str]:
    """Return the names in a cell, whatever stands between them."""
    if cell.startswith("["):
        try:
            found = json.loads(cell)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
    return [name for part in _SEPARATOR.split(read(cell)) if given_text(name := part.strip())]


def day_in(cell: str) -> str:
    """Return a day as plan.yaml writes it, where a spreadsheet or a person has written it otherwise."""
    found = _DIGITS.fullmatch(cell)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else cell


def path(name: str) -> list[str | int]:
    """Return the parts of the name of a column: keys, and numbers of entries from 1."""
    parts = list(_NAME.finditer(name))
    if "".join(part[0] for part in parts) != name:
        return [name]
    return [int(part[1]) if part[1] else part[2] for part in parts]
