"""The journal on TinyDB: a file per week of recording, appended and never rewritten, whatever happens."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from journal.contract import EVERY_KIND, kept, reports
from journal.processes import outside
from limits import largest_file
from tinydb import where
from tinydb.table import Document

from plantrack.errors import JournalError
from plantrack.journal import open_journal
from plantrack.journal.folder import record_files
from plantrack.journal.lines import encode
from plantrack.journal.tinydb import LineDB
from plantrack.model.updates import Report, record

WEEK = "2024-W46.jsonl"
NOON = datetime(2024, 11, 14, 4, tzinfo=UTC)
COUNTERS = Path("/proc/self/io")
CUT = "this line cannot be read as a record; restore it from git, or delete it if it was cut off"


def at(moment: datetime, name: str = "u") -> Report:
    """Return a report recorded at a moment."""
    return msgspec.structs.replace(reports(1)[0], id=name, act=name, at=moment)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def lines_of(folder: Path) -> dict[str, int]:
    """Return how many lines each journal file has."""
    return {path.name: path.read_bytes().count(b"\n") for path in record_files(folder)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a journal that is not there yet, typed as `journal`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "journal"


def week_of(updates: list[Report]) -> bytes:
    """Return the updates as the lines of a file."""
    return b"".join(map(encode, updates))


# Files


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (datetime(2024, 11, 11, tzinfo=UTC), "2024-W46.jsonl"),
        (datetime(2024, 11, 17, 23, 59, 59, 999000, tzinfo=UTC), "2024-W46.jsonl"),
        (datetime(2024, 11, 18, tzinfo=UTC), "2024-W47.jsonl"),
        (datetime(2024, 12, 29, 23, 59, tzinfo=UTC), "2024-W52.jsonl"),
        (datetime(2024, 12, 30, tzinfo=UTC), "2025-W01.jsonl"),
        (datetime(2024, 12, 30, 7, 59, tzinfo=timezone(timedelta(hours=8))), "2024-W52.jsonl"),
        (datetime(2024, 12, 30, 8, tzinfo=timezone(timedelta(hours=8))), "2025-W01.jsonl"),
        (datetime(2021, 1, 3, 12, tzinfo=UTC), "2020-W53.jsonl"),
        (datetime(2024, 1, 1, tzinfo=UTC), "2024-W01.jsonl"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.isoformat(),
)
def test_file_of_a_week(folder: Path, moment: datetime, name: str) -> None:
    """An update goes to the file of the ISO week of its recording, in UTC."""
    open_journal(folder).append([at(moment)])
    assert lines_of(folder) == {name: 1}


def test_across_new_year(folder: Path) -> None:
    """A journal of three weeks is three files, read as one; the days on which things happened play no part."""
    moments = [datetime(2024, 12, day, 12, tzinfo=UTC) for day in (22, 23, 29, 30, 31)]
    updates = [at(moment, str(number)) for number, moment in enumerate(moments)]
    for update in updates:
        open_journal(folder).append([update])
    assert lines_of(folder) == {"2024-W51.jsonl": 1, "2024-W52.jsonl": 2, "2025-W01.jsonl": 2}
    assert [path.name for path in record_files(folder)] == sorted(lines_of(folder))
    assert kept(open_journal(folder)) == updates


def test_file_names_are_storage_only(folder: Path) -> None:
    """Files may be put together by hand or have any name: what they hold is what counts. Others are not read."""
    folder.mkdir()
    (folder / "old.jsonl").write_bytes(week_of(reports(2, "a")))
    (folder / "notes.txt").write_bytes(week_of(reports(2, "b")))
    assert kept(open_journal(folder)) == reports(2, "a")


def test_line_is_written_as_encoded(folder: Path) -> None:
    """What stands in the file are the lines and nothing else."""
    for update in reports(3):
        open_journal(folder).append([update])
    assert (folder / WEEK).read_bytes() == week_of(reports(3))


def test_act_of_several_updates(folder: Path) -> None:
    """An act of several updates is a file of its own, which nobody sees before it is whole."""
    open_journal(folder).append(reports(1, "a"))
    open_journal(folder).append(reports(3, "b"))
    assert lines_of(folder) == {WEEK: 1, "2024-W46-b.jsonl": 3}
    assert (folder / "2024-W46-b.jsonl").read_bytes() == week_of(reports(3, "b"))
    assert kept(open_journal(folder)) == [*reports(1, "a"), *reports(3, "b")]


def test_for_git(folder: Path) -> None:
    """The folder says how git merges its files, and that lock and unfinished files are none of git's business."""
    open_journal(folder).append(reports(1))
    assert (folder / ".gitattributes").read_text() == "*.jsonl merge=union text eol=lf\n"
    assert (folder / ".gitignore").read_text() == ".lock\n.pending\n"


def test_for_git_is_the_users(folder: Path) -> None:
    """What somebody wrote there stays."""
    folder.mkdir()
    (folder / ".gitattributes").write_text("*.jsonl merge=union\n")
    open_journal(folder).append(reports(1))
    assert (folder / ".gitattributes").read_text() == "*.jsonl merge=union\n"


# Appending


def test_only_the_end_changes(folder: Path) -> None:
    """The bytes that are there stay as they are, whatever they are; the file stays the same file."""
    journal = open_journal(folder)
    journal.append(reports(1))
    garbage = (folder / WEEK).read_bytes() + b"\x00\xff<<<<<<< HEAD\r\n\n  [[[\n" + b"{" * 10_000 + b"\n"
    (folder / WEEK).write_bytes(garbage)
    (folder / "2024-W45.jsonl").write_bytes(garbage)
    file = (folder / WEEK).stat().st_ino
    journal.append(reports(1, "b"))
    assert (folder / WEEK).read_bytes() == garbage + week_of(reports(1, "b"))
    assert (folder / "2024-W45.jsonl").read_bytes() == garbage
    assert (folder / WEEK).stat().st_ino == file


@pytest.mark.parametrize("rest", [b'{"kind":"report","id', b"\x00" * 4096, b"=======", b" "])
def test_unfinished_last_line(folder: Path, rest: bytes) -> None:
    """A line that a power cut left unfinished is ended before anything is added, so that it spoils nothing."""
    journal = open_journal(folder)
    journal.append(reports(1, "a"))
    before = (folder / WEEK).read_bytes() + rest
    (folder / WEEK).write_bytes(before)
    journal.append(reports(1, "b"))
    assert (folder / WEEK).read_bytes() == before + b"\n" + week_of(reports(1, "b"))
    assert journal.read().updates == [*reports(1, "a"), *reports(1, "b")]


def test_unfinished_but_whole(folder: Path) -> None:
    """A last line of which only the line feed is missing counts, before and after something is added."""
    journal = open_journal(folder)
    journal.append(reports(1, "a"))
    os.truncate(folder / WEEK, (folder / WEEK).stat().st_size - 1)
    assert kept(journal) == reports(1, "a")
    journal.append(reports(1, "b"))
    assert kept(journal) == [*reports(1, "a"), *reports(1, "b")]


@pytest.mark.skipif(not COUNTERS.exists(), reason="the system does not count the bytes that a process reads")
def test_appending_does_not_read(folder: Path) -> None:
    """An append costs the same however much is there: of eight megabytes it reads a byte."""
    journal = open_journal(folder)
    journal.append(reports(1))
    os.truncate(folder / WEEK, 8_000_000)
    before = bytes_read()
    journal.append(reports(1))
    assert bytes_read() - before < 800_000


def bytes_read() -> int:
    """Return how many bytes this process ever read."""
    counters = dict(line.split(": ") for line in COUNTERS.read_text().splitlines())
    return int(counters["rchar"])


# Full disks, missing rights


@pytest.mark.parametrize(("updates", "limit"), [(1, 252), (1, 300), (4, 0), (4, 1), (4, 700)])
def test_full_disk(folder: Path, updates: int, limit: int) -> None:
    """When the disk is full in the middle of an act, an error says so, and not a byte of the act stays."""
    journal = open_journal(folder)
    journal.append(reports(1, "a"))
    before = bytes_of(folder)
    with largest_file(limit), pytest.raises(JournalError) as error:
        journal.append(reports(updates, "b"))
    assert str(error.value) == "journal: nothing was recorded: File too large"
    assert error.value.exit_code == 5
    assert bytes_of(folder) == before
    journal.append(reports(1, "c"))
    assert kept(journal) == [*reports(1, "a"), *reports(1, "c")]


def test_full_disk_after_an_unfinished_line(folder: Path) -> None:
    """The line feed that ends an unfinished line is part of the act: it comes with it or not at all."""
    journal = open_journal(folder)
    journal.append(reports(1, "a"))
    os.truncate(folder / WEEK, 50)
    before = bytes_of(folder)
    with largest_file(60), pytest.raises(JournalError):
        journal.append(reports(1, "b"))
    assert bytes_of(folder) == before


@pytest.mark.parametrize("room", [0, 10, 33])
def test_full_disk_at_the_first_append(folder: Path, room: int) -> None:
    """A disk that is full when the journal begins leaves nothing half written that later appends would keep."""
    with largest_file(room), pytest.raises(JournalError):
        open_journal(folder).append(reports(1))
    open_journal(folder).append(reports(1))
    assert (folder / ".gitattributes").read_text() == "*.jsonl merge=union text eol=lf\n"
    assert (folder / ".gitignore").read_text() == ".lock\n.pending\n"
    assert kept(open_journal(folder)) == reports(1)


@pytest.mark.parametrize(
    ("spoil", "reading", "appending"),
    [
        (lambda folder: folder.write_text(""), "journal: cannot be read: ", "journal: nothing was recorded: "),
        (
            lambda folder: (folder / WEEK).mkdir(parents=True),
            "journal/2024-W46.jsonl: cannot be read: Is a directory",
            "journal/2024-W46.jsonl: nothing was recorded: Is a directory",
        ),
    ],
    ids=["a file in the folder's place", "a folder in the file's place"],
)
def test_cannot_be_read(folder: Path, spoil: Callable[[Path], Any], reading: str, appending: str) -> None:
    """What cannot be read at all is an error with its path, never an empty journal."""
    spoil(folder)
    with pytest.raises(JournalError) as error:
        open_journal(folder).read()
    assert str(error.value).startswith(reading)
    with pytest.raises(JournalError) as error:
        open_journal(folder).append(reports(1))
    assert str(error.value).startswith(appending)


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return a journal with one update that every user may reach: pytest's own folders are one user's."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        journal = Path(place, "journal")
        open_journal(journal).append(reports(1))
        yield journal
        journal.chmod(0o755)


def test_read_only_folder(shared: Path) -> None:
    """Where one may only read, reading works and leaves no trace; appending is an error with the path."""
    for path in shared.iterdir():
        path.chmod(0o444)
    shared.chmod(0o555)
    before = bytes_of(shared)
    read, appended = outside("unprivileged", shared)
    assert read == ["a0"]
    assert appended == f"JournalError: {shared}/.lock: nothing was recorded: Permission denied"
    assert bytes_of(shared) == before


def test_unreadable_folder(shared: Path) -> None:
    """Where one may not even look, that is an error: silence would look like a journal with nothing in it."""
    shared.chmod(0)
    read, appended = outside("unprivileged", shared)
    assert read == f"JournalError: {shared}: cannot be read: Permission denied"
    assert appended == f"JournalError: {shared}/.lock: nothing was recorded: Permission denied"


def test_unreadable_file(shared: Path) -> None:
    """One file that may not be read is an error with its path: what it holds may decide everything."""
    (shared / WEEK).chmod(0)
    read, _ = outside("unprivileged", shared)
    assert read == f"JournalError: {shared / WEEK}: cannot be read: Permission denied"


def test_reading_leaves_no_trace(folder: Path) -> None:
    """Reading makes no lock and no folder."""
    assert kept(open_journal(folder)) == []
    assert not folder.exists()
    folder.mkdir()
    (folder / WEEK).write_bytes(week_of(reports(1)))
    assert open_journal(folder).read(places=True).updates == reports(1)
    assert list(bytes_of(folder)) == [WEEK]


def test_problems_name_their_file(folder: Path) -> None:
    """A broken line is told with its file and line; it hides nothing in any file."""
    folder.mkdir()
    (folder / "2024-W45.jsonl").write_bytes(week_of(reports(1, "a")) + b"torn\n" + week_of(reports(1, "b")))
    (folder / WEEK).write_bytes(b"\xff\n" + week_of(reports(1, "c")))
    reading = open_journal(folder).read(places=True)
    assert [problem.text() for problem in reading.problems] == [
        f"journal/2024-W45.jsonl:2: {CUT}",
        f"journal/2024-W46.jsonl:1: {CUT}",
    ]
    assert reading.places == {
        "a0": ("journal/2024-W45.jsonl", 1),
        "b0": ("journal/2024-W45.jsonl", 3),
        "c0": ("journal/2024-W46.jsonl", 2),
    }


# Kills


@pytest.mark.slow
def test_killed_writers(tmp_path: Path) -> None:
    """Of 200 writers killed at any instant, no acknowledged act is lost or torn; each time the journal goes on."""
    for row in outside("kills", tmp_path, 20241114, 200):
        assert set(row["acknowledged"]) <= set(row["acts"])
        assert all(problem.endswith(CUT) for problem in row["problems"])
        assert row["later"] in row["last"]
        assert set(row["acts"]) <= set(row["last"])


# As a TinyDB database


@pytest.fixture
def database(folder: Path) -> LineDB:
    """Return the database of a week that holds an update of every kind."""
    for update in EVERY_KIND:
        open_journal(folder).append([msgspec.structs.replace(update, at=NOON)])
    return LineDB(folder / WEEK)


def test_queries(database: LineDB) -> None:
    """It can be queried as TinyDB can."""
    assert len(database) == len(EVERY_KIND)
    assert [found["id"] for found in database.search(where("kind") == "measure")] == ["u05", "u06", "u07"]
    (adopted,) = database.search(where("promises").any(["6.6"]))
    assert adopted.doc_id == adopted["id"] == "u01"
    assert database.get(doc_id="u11")["target"] == "u03"


REFUSED: dict[str, Callable[[LineDB], object]] = {
    "update": lambda db: db.update({"by": "x"}),
    "update of some": lambda db: db.update({"by": "x"}, where("kind") == "report"),
    "update of one": lambda db: db.update({"by": "x"}, doc_ids=["u01"]),
    "update_multiple": lambda db: db.update_multiple([({"by": "x"}, where("kind") == "report")]),
    "upsert": lambda db: db.upsert({"by": "x"}, where("kind") == "report"),
    "upsert of none": lambda db: db.upsert({"id": "u99", "by": "x"}, where("kind") == "praise"),
    "upsert of a document": lambda db: db.upsert(Document({"by": "x"}, doc_id="u01")),  # type: ignore[arg-type]
    "remove": lambda db: db.remove(where("kind") == "report"),
    "remove one": lambda db: db.remove(doc_ids=["u01"]),
    "truncate": lambda db: db.truncate(),
    "drop_table": lambda db: db.drop_table("updates"),
    "drop_tables": lambda db: db.drop_tables(),
    "write": lambda db: db.storage.write({}),
    "insert without an id": lambda db: db.insert({"kind": "praise"}),
    "insert, one without an id": lambda db: db.insert_multiple([{"id": "u98"}, {"kind": "praise"}]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(database: LineDB, folder: Path, name: str) -> None:
    """Whatever of TinyDB would change what is there is refused and changes nothing."""
    before = bytes_of(folder)
    with pytest.raises(JournalError, match=r"journal is only ever appended to|brings its own id"):
        REFUSED[name](database)
    assert bytes_of(folder) == before


def test_insert(database: LineDB, folder: Path) -> None:
    """Inserting appends, and returns the id that the update brought."""
    more = reports(3, "b")
    assert database.insert(record(more[0])) == "b0"
    assert database.insert_multiple(map(record, more[1:])) == ["b1", "b2"]
    assert open_journal(folder).read().updates[len(EVERY_KIND) :] == more
