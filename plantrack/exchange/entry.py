"""Entries: records as they came in, each value with the place where it stood."""

from typing import Any

from msgspec import Struct

from plantrack.errors import Message, Problem
from plantrack.exchange.fields import scalar


class EntryPlace(Struct, frozen=True):
    """Where something stood, as a mark of YAML: line and column from 0, or the `part` of a file that has none."""

    line: int = -1
    column: int = -1
    part: str = ""

    def noted(self, file: str, said: Message) -> Problem:
        """Return a problem at this place."""
        return Problem(file + self.part, self.line + 1, self.column + 1, said)

    def in_file(self, file: str) -> str:
        """Return the place as a person would look for it."""
        return ":".join([file + self.part, *(str(n + 1) for n in (self.line, self.column) if n >= 0)])


class Found(Struct, frozen=True):
    """A single value and its place."""

    value: Any
    place: EntryPlace


class ExportedEntry(Struct):
    """One record that came in: its kind, its fields as nested values, and its place."""

    kind: str
    fields: dict[str, Any]
    place: EntryPlace

    def text(self, name: str) -> str | None:
        """Return a field as text; None where there is none."""
        value = plain(self.fields.get(name))
        return None if value is None or isinstance(value, dict | list) else scalar(value)


def plain(value: Any) -> Any:
    """Return a value without its place."""
    return value.value if isinstance(value, Found) else value
