"""Journal lines: one update per line, as bytes and back. Files and locks are the stores'.

A line that cannot be read never hides another, and what this version does not know is kept, with a warning.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plantrack.errors import JournalError, Message, Problem, decoding_reason, message
from plantrack.files import typed
from plantrack.model.updates import KINDS, AnyUpdate, Unknown, record

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyUpdate)
_plain_decoder = msgspec.json.Decoder()
BLOCK = 2**18
"""How many bytes a block of lines has at least."""
UNREADABLE = (ValueError, RecursionError)
UNFOLLOWED = "a record of kind {kind!r} that this version cannot follow ({why}); kept and left alone"
CUT_OFF = "this line cannot be read as a record; restore it from git, or delete it if it was cut off"


class JournalContents(Struct, frozen=True):
    """What a journal holds: its updates, the records this version does not know, and what was wrong.

    `places` has the file and line of each update by its id; it is filled only on request.
    """

    updates: list[AnyUpdate]
    unknown: tuple[Unknown, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: dict[str, tuple[str, int]] = {}

    @property
    def sound(self) -> bool:
        """Tell whether every line was read and understood."""
        return not self.problems and not self.unknown


def encode(update: AnyUpdate | Unknown | dict[str, Any]) -> bytes:
    """Return the update, or its plain values, as one line of UTF-8 JSON ended by a line feed.

    Raises JournalError for a text that cannot be written as UTF-8.
    """
    try:
        return _encoder.encode(update if isinstance(update, dict) else record(update)) + b"\n"
    except UnicodeEncodeError:
        raise JournalError("nothing was recorded: a text holds bytes that are not UTF-8; type it again") from None


def decode_file(content: bytes, file: Path | str, *, places: bool = False) -> JournalContents:
    """Read all lines of a journal file; fast where every line is sound, line by line where one is not.

    `file` is what problems and places call it: a path as people type it, or words.
    """
    content = content.removeprefix(BOM_UTF8)
    if not places:
        try:
            updates = _decoder.decode_lines(content)
        except UNREADABLE:
            updates = None
        # somebody may have edited the file, so that lines and records differ in number
        if updates is not None and len(updates) == content.count(b"\n") + (content[-1:] not in (b"", b"\n")):
            return JournalContents(updates)
    return _one_by_one(content, typed(file) if isinstance(file, Path) else file)


def blocks(content: bytes) -> Iterator[bytes]:
    """Yield the lines of a file in blocks, the last ones first: what a block holds stays near the processor."""
    end = len(content)
    while end > 0:
        start = content.rfind(b"\n", 0, max(end - BLOCK, 0)) + 1
        yield content[start:end]
        end = start


def _one_by_one(content: bytes, file: str) -> JournalContents:
    updates: list[AnyUpdate] = []
    unknown: list[Unknown] = []
    problems: list[Problem] = []
    places: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        found, why = decode_line(line)
        if isinstance(found, Unknown):
            unknown.append(found)
        elif found is not None:
            updates.append(found)
            places[found.id] = (file, number)
        if why is not None:
            problems.append(Problem(file, number, 0, why, warning=found is not None))
    return JournalContents(updates, tuple(unknown), tuple(problems), places)


def decode_line(line: bytes) -> tuple[AnyUpdate | Unknown | None, Message | None]:
    """Return the update of a line and what is wrong with it; the update is None where the line cannot be read."""
    line = line.removeprefix(BOM_UTF8)  # a merge has put one file behind another
    try:
        return _decoder.decode(line), None
    except UNREADABLE as error:
        return _explain(line, error)


def _explain(line: bytes, error: Exception) -> tuple[AnyUpdate | Unknown | None, Message | None]:
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        return None, message("a merge marker; both sides belong here, so delete only this line")
    try:
        records = _plain_decoder.decode_lines(line)
    except UNREADABLE:
        return None, message(CUT_OFF)
    if len(records) != 1:
        return None, message("several records stand on this line; give each a line of its own")
    if not isinstance(records[0], dict):
        return None, message("this line is no record, which is a group of keys in braces; restore it from git")
    return _unknown(records[0], error)


def _unknown(record: dict[str, Any], error: Exception) -> tuple[AnyUpdate | Unknown, Message]:
    """Return a record of a newer version as far as this one can follow it."""
    name = record.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        return Unknown(record), message("a record of unknown kind {kind!r}; kept and left alone", kind=name)
    unknown = [key for key in record if key != "kind" and key not in kind.__struct_encode_fields__]
    known = {key: value for key, value in record.items() if key not in unknown}
    try:
        update = msgspec.convert(known, kind, strict=True)
    except msgspec.ValidationError as second:
        why = message(UNFOLLOWED, kind=name, why=decoding_reason(second))
        return Unknown(record), why
    if not unknown:  # pragma: no cover - convert and decode agree
        return update, message("read with difficulty: {why}", why=decoding_reason(error))
    return update, message("unknown keys {keys}; kept and left alone", keys=tuple(map(repr, unknown)))


def merge(readings: Iterable[JournalContents]) -> JournalContents:
    """Return several readings as one."""
    every = list(readings)
    if len(every) == 1:
        return every[0]
    return JournalContents(
        [u for r in every for u in r.updates],
        tuple(u for r in every for u in r.unknown),
        tuple(p for r in every for p in r.problems),
        {k: v for r in every for k, v in r.places.items()},
    )
