"""The lines of a journal as they are, each with what it says; and chunks of them, which leave every act whole."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import count
from typing import NamedTuple, Protocol, TypeGuard

import msgspec
from msgspec import Struct

from plantrack.errors import Message, Problem, message
from plantrack.journal.lines import UNREADABLE, decode_line
from plantrack.model.history import DIGESTS, digest_of
from plantrack.model.updates import AnyUpdate, Unknown

CHUNK = 10_000
"""How many lines are added at once, at least: an act is not divided."""
_decoder = msgspec.json.Decoder(AnyUpdate)
Telling = Callable[[int, int], None]
"""Hears how much of how much is done."""
NO_ID = "this record has no id, by which it could be kept once; left out"
OTHER_WORDS = "another record with the id {id} is there already, and stays; left out"


class JournalLine(NamedTuple):
    """A line without its end, what it says, and where it stands."""

    id: str
    act: str
    text: str
    record: AnyUpdate | Unknown
    file: str
    number: int

    def problem(self, why: Message) -> Problem:
        """Return what is wrong with it."""
        return Problem(self.file, self.number, 0, why)

    @property
    def other_words(self) -> Problem:
        """Say that its id is taken by another record."""
        return self.problem(message(OTHER_WORDS, id=self.id))

    @property
    def mark(self) -> int:
        """What tells its text, in this process, from another one under the same id."""
        return hash(self.text)


Lines = Sequence[JournalLine | Problem]
"""Some lines, and why others cannot be kept."""


class Chunk(Struct, frozen=True):
    """Some lines of a plan, each id once, and what is wrong with others, which are left out."""

    plan: str
    lines: list[JournalLine]
    problems: list[Problem] = []

    @property
    def digest(self) -> int:
        """The digest of what the lines say, as that of a history."""
        return digest_of(line.record for line in self.lines)

    @property
    def marks(self) -> "LineMarks":
        """The marks of its lines."""
        return LineMarks().and_of(line.text for line in self.lines)


class Added(Struct, frozen=True):
    """What became of lines: how many are new in a store, and how many were there; and those that it does not keep."""

    new: int = 0
    there: int = 0
    refused: list[Problem] = []

    def __add__(self, more: "Added") -> "Added":
        return Added(self.new + more.new, self.there + more.there, self.refused + more.refused)


class Adding(Protocol):
    """Adds lines to the journal of a plan, those of an act all or none; they are on the disk when it returns."""

    def __call__(self, lines: list[JournalLine]) -> Added:
        """Add lines. What is there already, byte for byte, is not added again."""


class Store(Protocol):
    """The journals of many plans."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def only(self) -> str | None:
        """The one plan of which this is the place; None where others may be added."""

    def plans(self) -> list[str]:
        """Return the ids of the plans that have a journal here."""

    def size(self, plan: str) -> int:
        """Return about how many lines the journal of a plan has."""

    def chunks(self, plan: str) -> Iterator[Chunk]:
        """Yield the lines of a plan."""

    def marks(self, plan: str) -> "LineMarks":
        """Read all lines of a plan, without looking at what they say, and return their marks."""

    def adding(self, plan: str) -> AbstractContextManager[Adding]:
        """Let lines be added to the journal of a plan, which is made where there is none."""

    def apart(self) -> "Store":
        """Return the same place, for another thread."""

    def opened(self) -> bool:
        """Tell whether it can be used at once: a server may have no connection left."""


class Total(NamedTuple):
    """How many updates there are, and their digest, which is that of the histories; digests of plans add up."""

    updates: int = 0
    digest: int = 0

    def and_of(self, chunk: Chunk) -> "Total":
        """Return the total with a chunk more."""
        return self.and_also(Total(len(chunk.lines), chunk.digest))

    def and_also(self, other: "Total") -> "Total":
        """Return the total with that of other plans."""
        return Total(self.updates + other.updates, (self.digest + other.digest) % DIGESTS)


class LineMarks(NamedTuple):
    """How many lines there are, and what tells them, in this process, from any others, whatever their order."""

    lines: int = 0
    sum: int = 0

    def and_of(self, texts: Iterable[str]) -> "LineMarks":
        """Return the marks with those of lines more."""
        found = [*map(hash, texts)]
        return LineMarks(self.lines + len(found), self.sum + sum(found))

    def and_also(self, other: "LineMarks") -> "LineMarks":
        """Return the marks with those of other lines."""
        return LineMarks(self.lines + other.lines, self.sum + other.sum)


def read_lines(content: bytes, file: str, before: int = 0) -> Lines:
    """Return each line of a file, `before` which others stand, or why it cannot be kept; blank ones are none."""
    content = content.removeprefix(BOM_UTF8)
    raw = content.removesuffix(b"\n").split(b"\n") if content else []
    try:
        updates = _decoder.decode_lines(content)
        texts = content.decode().removesuffix("\n").split("\n")
    except UNREADABLE:
        updates, texts = [], []
    if len(updates) == len(raw) and b"\r" not in content:
        said = zip(updates, texts, count(before + 1), strict=False)
        return [JournalLine(update.id, update.act, text, update, file, number) for update, text, number in said]
    return [_read_line(bare(line), file, number) for number, line in enumerate(raw, before + 1) if line.strip()]


def bare(line: bytes) -> bytes:
    """Return a line without what editors put before and after its text."""
    return line.removeprefix(BOM_UTF8).removesuffix(b"\r")


def _read_line(text: bytes, file: str, number: int) -> JournalLine | Problem:
    found, why = decode_line(text)
    if found is None:
        return Problem(file, number, 0, why or message(NO_ID))
    if not isinstance(found, Unknown):
        return JournalLine(found.id, found.act, text.decode(), found, file, number)
    name, act = (found.record.get(key) for key in ("id", "act"))
    if not isinstance(name, str):
        return Problem(file, number, 0, message(NO_ID))
    return JournalLine(name, act if isinstance(act, str) else name, text.decode(), found, file, number)


def _all_kept(lines: Lines) -> TypeGuard[Sequence[JournalLine]]:
    return Problem not in map(type, lines)


def once(parts: Iterable[Lines], there: dict[str, int]) -> Iterator[Lines]:
    """Yield of each part the lines that are not `there`; one with the id of another, and other words, is a problem."""
    for lines in parts:
        marks = {line.id: line.mark for line in lines} if _all_kept(lines) else {}
        if len(marks) == len(lines) and there.keys().isdisjoint(marks):
            there.update(marks)
            yield lines
        else:
            yield [*_each_once(lines, there)]


def _each_once(lines: Lines, there: dict[str, int]) -> Iterator[JournalLine | Problem]:
    for line in lines:
        if isinstance(line, Problem):
            yield line
            continue
        before = there.get(line.id)
        if before is None:
            there[line.id] = line.mark
            yield line
        elif before != line.mark:
            yield line.other_words


def chunked(plan: str, parts: Iterable[Lines]) -> Iterator[Chunk]:
    """Yield chunks of lines, divided between acts."""
    chunk = Chunk(plan, [], [])
    for lines in parts:
        if len(chunk.lines) + len(lines) <= CHUNK and _all_kept(lines):
            chunk.lines.extend(lines)
            continue
        for line in lines:
            if isinstance(line, Problem):
                chunk.problems.append(line)
                continue
            if len(chunk.lines) >= CHUNK and line.act != chunk.lines[-1].act:
                yield chunk
                chunk = Chunk(plan, [], [])
            chunk.lines.append(line)
    yield chunk
