"""Exports as JSON that came in: one document, or a record on each line."""

from collections.abc import Iterator
from typing import Any

import msgspec

from plantrack.errors import PlanError, decoding_reason
from plantrack.exchange.entry import EntryPlace, ExportedEntry, Found
from plantrack.exchange.records import SCHEMA

NAME = SCHEMA.partition("/")[0]


def is_export(content: bytes) -> bool:
    """Tell whether a text of JSON is an export of a plan, of any version, by how it begins."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and f'"{NAME}/'.encode() in content[:4096]


def read(content: bytes, file: str) -> list[ExportedEntry]:
    """Return the entries of a document, or of lines. Raises PlanError with the place where it is no such JSON."""
    text = content.removeprefix(b"\xef\xbb\xbf")
    try:
        document = decoded(text)
    except msgspec.DecodeError as error:
        if not _is_json(text.partition(b"\n")[0]):
            raise _no_json(file, error) from None
        return [*_lines(text, file)]
    records = document.get("records") if isinstance(document, dict) else None
    if records is None and isinstance(document, dict) and "record" in document:
        return [_entry(document, EntryPlace(0), file)]
    if not isinstance(records, list):
        raise PlanError("{file}: there are no `records` in it; export the plan again", file=file)
    return [_entry(one, EntryPlace(part=f"#records[{number}]"), file) for number, one in enumerate(records)]


def decoded(text: bytes | str, kind: Any = Any) -> Any:
    """Return the value of a text of JSON. Raises DecodeError, also where it is not UTF-8 or nests without end."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from None


def _is_json(text: bytes) -> bool:
    try:
        decoded(text)
    except msgspec.DecodeError:
        return False
    return True


def _lines(text: bytes, file: str) -> Iterator[ExportedEntry]:
    for number, line in enumerate(text.split(b"\n")):
        if line.strip():
            yield read_line(line, EntryPlace(number), file)


def read_line(line: bytes | str, place: EntryPlace, file: str) -> ExportedEntry:
    """Return the entry in a text of JSON. Raises PlanError with its place where there is none."""
    try:
        return _entry(decoded(line), place, file)
    except msgspec.DecodeError as error:
        raise _no_json(place.in_file(file), error) from None


def read_records(text: str, place: EntryPlace, file: str) -> list[ExportedEntry]:
    """Return the entries in a list of JSON, all of one place. Raises PlanError with the place where it is none."""
    try:
        found = decoded(text, list[Any])
    except msgspec.DecodeError as error:
        raise _no_json(place.in_file(file), error) from None
    return [_entry(one, place, file) for one in found]


def _no_json(file: str, error: Exception) -> PlanError:
    return PlanError("{file}: {why}", file=file, why=decoding_reason(error))


def _entry(value: Any, place: EntryPlace, file: str) -> ExportedEntry:
    if not isinstance(value, dict) or not isinstance(value.get("record"), str):
        raise PlanError(
            "{where}: a record is a group of keys, one of which is `record`; correct it, or export the plan again",
            where=place.in_file(file),
        )
    fields = {
        name: one if one is None else Found(one, place)
        for name, one in value.items()
        if name != "record" and (one is not None or name == "parent")
    }
    return ExportedEntry(value["record"], fields, place)
