"""What a server refuses for good, and what cannot be read: out of a journal's files, into one that is no journal.

A line is safe in that file before it leaves the journal, byte for byte, under a line that says whence and why. It goes
back by hand: copied into a file of the journal. Nobody may read that file who may not read those that they come from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from itertools import chain
from operator import and_
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from plantrack.errors import JournalError, Message, Problem, message, reason
from plantrack.files import typed
from plantrack.journal.folder import content_of, record_files
from plantrack.journal.locks import locked
from plantrack.journal.stores.lines import bare, once, read_lines
from plantrack.journal.tinydb import LineStorage, make_file, mode_of, replace_file

NAME = "set-aside.txt"
"""The name of the file, which lies beside the folder of the journal."""
Words = Callable[[str, Message], str]
"""Returns what stands above a line, by its place and why it is set aside: one line of text."""


STAND = (
    "records that stand aside: {n}; they count no more, until somebody who may send them puts them back into {folder}"
)
STAND_BY = (
    "records that stand aside: {n}, by {names}; they count no more, until somebody who may send them puts them back "
    "into {folder}"
)


class Aside(Struct, frozen=True):
    """Lines that are set aside: how many, and in whose names they were recorded, as far as they can be read."""

    n: int = 0
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> "Aside":
        """Return what is to be said of lines."""
        each = [_name(line) for line in lines]
        return cls(len(each), tuple(dict.fromkeys(filter(None, each))))


class _Signed(Struct):
    by: str = ""


class _MovedLine(NamedTuple):
    """A line as it stands, with why it is to go, and where it stood."""

    raw: bytes
    why: Message
    place: str


def set_aside(folder: Path, aside: Path, refused: Mapping[str, Message], words: Words) -> Aside:
    """Move the lines with a refused text, and those that cannot be read, to a file; return what is moved.

    Raises JournalError where that cannot be done: what is not moved stays.
    """
    try:
        with locked(folder):
            contents = {path: content_of(path) for path in record_files(folder)}
            unread = _unread(contents)
            divided = {path: _divided(path, content, refused, unread) for path, content in contents.items()}
            changed = {path: kept for path, (kept, taken) in divided.items() if taken}
            if changed and not aside.exists():
                make_file(aside, reduce(and_, map(mode_of, changed)))
            _keep(aside, chain.from_iterable(taken for _, taken in divided.values()), words)
            for path, kept in changed.items():
                replace_file(path, kept)
    except OSError as error:
        where = typed(Path(error.filename) if isinstance(error.filename, str) else aside)
        raise JournalError("{file}: cannot be written: {why}", file=where, why=reason(error)) from None
    return Aside.of(one.raw for _, taken in divided.values() for one in taken)


def standing_aside(folder: Path) -> Problem | None:
    """Say what stands in the file beside the folder of a journal that was not put back into it, if anything does.

    Raises JournalError where a file cannot be read.
    """
    aside = folder.with_name(NAME)
    lines = {bare(line) for line in content_of(aside).split(b"\n") if line.strip() and not line.startswith(b"#")}
    if lines:
        lines -= {bare(line) for path in record_files(folder) for line in content_of(path).split(b"\n")}
    if not lines:
        return None
    found = Aside.of(sorted(lines))
    said = message(STAND_BY if found.names else STAND, n=found.n, names=found.names, folder=typed(folder))
    return Problem(typed(aside), 0, 0, said, warning=True)


def _name(line: bytes) -> str:
    """Return in whose name a line was recorded; nothing where that cannot be read."""
    try:
        return msgspec.json.decode(bare(line), type=_Signed).by
    except (ValueError, RecursionError):
        return ""


def _unread(contents: Mapping[Path, bytes]) -> dict[tuple[str, int], Message]:
    """Return why the lines cannot be read that cannot, by file and number."""
    parts = once((read_lines(content, path.name) for path, content in contents.items()), {})
    return {(one.file, one.line): one.message for part in parts for one in part if isinstance(one, Problem)}


def _divided(
    path: Path, content: bytes, refused: Mapping[str, Message], unread: Mapping[tuple[str, int], Message]
) -> tuple[bytes, list[_MovedLine]]:
    """Return what stays of a file, and what goes."""
    kept: list[bytes] = []
    taken: list[_MovedLine] = []
    for number, raw in enumerate(content.split(b"\n"), 1):
        why = refused.get(bare(raw).decode(errors="replace")) or unread.get((path.name, number))
        if why:
            taken.append(_MovedLine(raw, why, f"{path.parent.name}/{path.name}:{number}"))
        else:
            kept.append(raw)
    return b"\n".join(kept), taken


def _keep(aside: Path, taken: Iterator[_MovedLine], words: Words) -> None:
    """Add lines to the file that are not in it yet; they are on the disk when this returns."""
    there = set(map(bare, content_of(aside).split(b"\n")))
    added = b""
    for raw, why, place in taken:
        if bare(raw) not in there:
            there.add(bare(raw))
            added += b"# " + words(place, why).encode() + b"\n" + raw + b"\n"
    if added:
        LineStorage(aside).append(added)
