"""The journals of plans in folders: read as they are, and added to a file per week."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path

import msgspec

from plantrack.errors import JournalError, Problem, reason
from plantrack.files import typed
from plantrack.journal.folder import content_of, record_files, week_of
from plantrack.journal.lines import BLOCK
from plantrack.journal.locks import locked
from plantrack.journal.stores.lines import (
    Added,
    Adding,
    Chunk,
    JournalLine,
    LineMarks,
    Lines,
    chunked,
    once,
    read_lines,
)
from plantrack.journal.tinydb import add_files
from plantrack.model.policy import IDENTIFIER
from plantrack.model.updates import Unknown

UNDATED = "undated"
"""The name of the file with records of which nobody knows when they were made."""


class FolderStore:
    """Plans in folders."""

    def __init__(self, place: Path, journals: Mapping[str, Path], new: Path | None) -> None:
        """Take the place, the folder of each journal there by plan, and the folder for new plans, if any may come."""
        self.name, self._journals, self._new = typed(place), journals, new

    @property
    def only(self) -> str | None:
        """The plan whose own folder this is; None of a folder of plans."""
        return None if self._new else next(iter(self._journals))

    def plans(self) -> list[str]:
        """Return the ids of the plans that have a journal here."""
        return sorted(self._journals)

    def size(self, plan: str) -> int:
        """Return how many lines the files have."""
        return sum(content_of(path).count(b"\n") for path in record_files(self._folder(plan)))

    def chunks(self, plan: str) -> Iterator[Chunk]:
        """Yield the lines of all files, in the order of their weeks."""
        folder = self._folder(plan)
        name, files = typed(folder), record_files(folder)
        read = (lines for path in files for lines in _read(path, f"{name}/{path.name}"))
        return chunked(plan, once(read, {}))

    def marks(self, plan: str) -> LineMarks:
        """Read all files; a line that stands there twice, or cannot be read, counts as any other."""
        marks = LineMarks()
        for path in record_files(self._folder(plan)):
            for block in _blocks(path):
                marks = marks.and_of(block.decode(errors="replace").removesuffix("\n").split("\n"))
        return marks

    @contextmanager
    def adding(self, plan: str) -> Iterator[Adding]:
        """Hold the lock of the journal, and know what is there. Raises JournalError where nothing can be written."""
        folder = self._folder(plan)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with locked(folder):
                there = {line.id: line.mark for chunk in self.chunks(plan) for line in chunk.lines}
                yield lambda lines: _added(folder, lines, there)
        except OSError as error:
            raise JournalError("{file}: cannot be written: {why}", file=typed(folder), why=reason(error)) from None

    def apart(self) -> "FolderStore":
        """Return this one, which any thread may use."""
        return self

    def opened(self) -> bool:
        """Nothing has to be opened."""
        return True

    def _folder(self, plan: str) -> Path:
        """Return the folder of a journal. Raises NotFoundError where this is the place of another plan."""
        if plan in self._journals:
            return self._journals[plan]
        return (self._new or Path()) / _sound(plan) / "journal"


def _read(path: Path, name: str) -> Iterator[Lines]:
    """Yield the lines of a file in blocks, so that only those of one are held."""
    done = 0
    for block in _blocks(path):
        yield read_lines(block, name, done)
        done += block.count(b"\n")


def _blocks(path: Path) -> Iterator[bytes]:
    file = BytesIO(content_of(path))
    while lines := file.readlines(BLOCK):
        yield b"".join(lines)


def _sound(plan: str) -> str:
    """Return the id of a plan as the name of a folder. Raises JournalError for one that no plan file could have."""
    if not re.fullmatch(IDENTIFIER, plan):
        raise JournalError("{plan!r} cannot be a plan's id, so there can be no folder for it", plan=plan)
    return plan


def _added(folder: Path, lines: list[JournalLine], there: dict[str, int]) -> Added:
    """Add lines that are not there: a file for those of each week, whole or not at all."""
    new: list[JournalLine] = []
    refused: list[Problem] = []
    for line in next(once([lines], there)):
        new.append(line) if isinstance(line, JournalLine) else refused.append(line)
    files: dict[str, list[str]] = {}
    for line in new:
        files.setdefault(_week(line), []).append(f"{line.text}\n")
    add_files(folder, {name: "".join(found).encode() for name, found in files.items()})
    return Added(len(new), len(lines) - len(new) - len(refused), refused)


def _week(line: JournalLine) -> str:
    """Return the name of the week in which a line was recorded."""
    if not isinstance(line.record, Unknown):
        return week_of(line.record.at)
    with suppress(msgspec.ValidationError, OverflowError):
        return week_of(msgspec.convert(line.record.record.get("at"), datetime))
    return UNDATED
