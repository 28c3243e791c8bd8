"""Lines are read as they are, and divided into chunks between acts."""

from __future__ import annotations

from codecs import BOM_UTF8

import pytest
from journal.contract import EVERY_KIND, reports
from journal.stores.made import FUTURE, encoded

from plantrack.journal.stores import lines
from plantrack.journal.stores.lines import JournalLine, LineMarks, Total, chunked, once, read_lines
from plantrack.model.history import History


def said(content: bytes) -> list[str]:
    """Return what becomes of each line: its text, or its place and what is wrong."""
    return [line.text if isinstance(line, JournalLine) else line.text() for line in read_lines(content, "f")]


def test_sound() -> None:
    """Each line is its text, id, act and update, and knows its number."""
    found = read_lines(encoded(), "f")
    assert [line for line in found if isinstance(line, JournalLine)] == found
    assert [(line.id, line.act, line.record) for line in found if isinstance(line, JournalLine)] == [
        (update.id, update.act, update) for update in EVERY_KIND
    ]
    assert said(encoded()) == encoded().decode().splitlines()


def test_unsound() -> None:
    """Of other lines each is read by itself: ends of Windows and marks of files go, what cannot be kept is told."""
    line = encoded(EVERY_KIND[:1]).decode().strip()
    content = BOM_UTF8 + f'{line}\r\n\n  \n{FUTURE}<<<<<<< HEAD\n{{"kind": "vote"}}\n{line[:40]}'.encode()
    assert said(content) == [
        line,
        FUTURE.strip(),
        "f:5: a merge marker; both sides belong here, so delete only this line",
        "f:6: this record has no id, by which it could be kept once; left out",
        "f:7: this line cannot be read as a record; restore it from git, or delete it if it was cut off",
    ]


def test_nothing() -> None:
    """An empty file has no lines."""
    assert said(b"") == said(b"\n") == []


def test_once() -> None:
    """A line that comes again is none; one with its id and other words is told."""
    line = encoded(EVERY_KIND[1:2])
    (found,) = once([read_lines(line + line + line.replace(b'"ref"', b' "ref"'), "f")], {})
    assert [one.text if isinstance(one, JournalLine) else one.text() for one in found] == [
        line.decode().strip(),
        "f:3: another record with the id u02 is there already, and stays; left out",
    ]


def test_once_in_parts() -> None:
    """A line that comes again in a later part is none there, whether all other lines of that part are new or not."""
    first, second = read_lines(encoded(EVERY_KIND[:3]), "f"), read_lines(encoded(EVERY_KIND[2:5]), "f")
    found = [*once([first, second, second, read_lines(encoded(EVERY_KIND[5:]), "f")], {})]
    assert [[line.id for line in part if isinstance(line, JournalLine)] for part in found] == [
        [update.id for update in part] for part in (EVERY_KIND[:3], EVERY_KIND[3:5], (), EVERY_KIND[5:])
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_chunks(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks end where an act does, however many lines come at once."""
    monkeypatch.setattr(lines, "CHUNK", 3)
    updates = [*reports(2, "a"), *reports(3, "b"), *reports(1, "c"), *reports(4, "d")]
    every = read_lines(encoded(updates), "f")
    found = chunked("p", [every[n : n + size] for n in range(0, len(every), size)])
    assert ["".join(line.act for line in chunk.lines) for chunk in found] == ["aabbb", "cdddd"]


def test_chunk_with_problems() -> None:
    """What cannot be kept stands beside the lines of its chunk."""
    (chunk,) = chunked("p", [read_lines(encoded(EVERY_KIND[:2]) + b"{torn\n", "f"), read_lines(b"{torn\n", "g")])
    assert [line.id for line in chunk.lines] == ["u01", "u02"]
    assert [(problem.file, problem.line) for problem in chunk.problems] == [("f", 3), ("g", 1)]


def test_digest() -> None:
    """The digest of chunks is that of the history, however it is divided."""
    whole, *_ = chunked("p", [read_lines(encoded(), "f")])
    parts = [next(chunked("p", [read_lines(encoded([update]), "f")])) for update in EVERY_KIND]
    total = Total()
    for part in parts:
        total = total.and_of(part)
    assert total == Total().and_of(whole) == (len(EVERY_KIND), History(EVERY_KIND).digest())


def test_marks() -> None:
    """LineMarks are the same for the same lines, in any order and however divided, and for no others."""
    texts = encoded().decode().splitlines()
    marks = LineMarks().and_of(texts)
    assert marks == LineMarks().and_of(texts[3:]).and_also(LineMarks().and_of(texts[:3]))
    for other in (texts[1:], [*texts[1:], texts[1]], [*texts[1:], ""], [*texts[1:], texts[0].replace(":", ": ")]):
        assert LineMarks().and_of(other) != marks
