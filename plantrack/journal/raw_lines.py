"""The lines of a journal's files as they are, to be carried elsewhere byte for byte."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from plantrack.errors import Problem, message
from plantrack.files import typed
from plantrack.journal.folder import content_of
from plantrack.journal.lines import decode_line
from plantrack.model.updates import AnyUpdate, Unknown

BATCH = 1000
"""About how many lines are carried at once."""


class RawLine(Struct, frozen=True, gc=False):
    """A line without its end, and by what its update is known."""

    id: str
    act: str
    text: str


def raw_lines(path: Path) -> tuple[list[RawLine], list[Problem]]:
    """Return the lines of a file that hold an update, of whatever kind, and what is wrong with the others.

    Raises JournalError where the file cannot be read.
    """
    found: list[RawLine] = []
    problems: list[Problem] = []
    for number, line in enumerate(content_of(path).split(b"\n"), 1):
        if not line.strip():
            continue
        update, why = decode_line(line)
        key, act = _names(update)
        if isinstance(key, str) and key:
            found.append(RawLine(key, act if isinstance(act, str) else key, line.decode().strip()))
        else:
            said = why if update is None and why else message("this record has no id; it stays where it is")
            problems.append(Problem(typed(path), number, 0, said))
    return found, problems


def _names(update: AnyUpdate | Unknown | None) -> tuple[object, object]:
    """Return the id and the act of an update."""
    if isinstance(update, Unknown):
        return update.record.get("id"), update.record.get("act")
    return (update.id, update.act) if update else (None, None)


def batches(lines: Iterable[RawLine]) -> Iterator[list[RawLine]]:
    """Yield lines in order of their ids, about `BATCH` at a time; an act is never cut."""
    batch: list[RawLine] = []
    for _, act in groupby(sorted(lines, key=lambda line: (line.act, line.id)), key=lambda line: line.act):
        batch += act
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
