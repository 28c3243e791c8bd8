"""The cache of snapshots: the same history, only faster, and never a wrong one."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args
from zlib import crc32

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal.contract import reports
from kept_shapes import shape
from msgspec.structs import replace
from strategies import DAYS, MOMENTS, journals

from plantrack.errors import JournalError
from plantrack.journal import open_journal, snapshots
from plantrack.journal.entries import Entry, read_entry, write_entry
from plantrack.journal.lines import JournalContents, encode
from plantrack.journal.snapshots import FORMAT, Records, stamp_of
from plantrack.model.history import History
from plantrack.model.packing import PackedReference, PackedSnapshot
from plantrack.model.snapshot import ContinuedHistory
from plantrack.model.state import Promise, ReferenceState, Terms, Written
from plantrack.model.text import given_text, stated_text
from plantrack.model.updates import AnyDated, AnyUpdate, Report, Reschedule, Retraction
from plantrack.model.updates.base import precedence
from plantrack.private import open_private

NOW = datetime(2100, 1, 1, tzinfo=UTC)
"""Long after any file was written: its times are believed."""


DAY = timedelta(days=1)
CUTS = st.tuples(st.none() | DAYS, st.none() | MOMENTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a journal with five reports."""
    made = tmp_path / "journal"
    open_journal(made).append(reports(5))
    return made


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for caches, which is not there yet."""
    return tmp_path / "cache"


def remembered(folder: Path, cache: Path, moment: datetime = NOW) -> History:
    """Read the whole journal and keep its snapshot."""
    return Records([folder], cache, moment).continued or History(open_journal(folder).read().updates)


def recalled(folder: Path, cache: Path) -> History | None:
    """Return the history by the snapshot, if that holds."""
    return Records([folder], cache, NOW).recalled


def more(number: int = 1) -> list[AnyUpdate]:
    """Return reports that were recorded long after the five."""
    at = datetime(2030, 1, 1, tzinfo=UTC)
    said = Report(id="w", act="w", at=at, by="陈静", on=at.date(), ref="2")
    return [replace(said, id=f"w{n:05}", percent=float(n)) for n in range(number)]


def entry(cache: Path) -> Path:
    """Return the only entry of the cache."""
    (found,) = cache.iterdir()
    return found


def same(found: History | None, folder: Path) -> bool:
    """Tell whether a history answers as the whole journal does."""
    assert found is not None
    return found.at() == History(open_journal(folder).read().updates).at()


def test_a_journal_is_read_once(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time no line is decoded, and no file of the journal opened."""
    before = remembered(folder, cache).at()
    monkeypatch.setattr(snapshots, "content_of", None)
    monkeypatch.setattr(snapshots, "decode_file", lambda content, file: pytest.fail(file) if content else EMPTY)
    found = recalled(folder, cache)
    assert isinstance(found, ContinuedHistory)
    assert found.at() == before


EMPTY = JournalContents([])


@pytest.mark.parametrize("moment", [NOW, datetime(2000, 1, 1, tzinfo=UTC)])
def test_what_was_appended_joins(folder: Path, cache: Path, moment: datetime) -> None:
    """To a file that was there, and in a file of its own; also while the times of files say nothing."""
    remembered(folder, cache, moment)
    open_journal(folder).append(more())
    with _first(folder).open("ab") as file:
        file.write(encode(replace(more()[0], id="x", act="x", ref="3")))
    found = recalled(folder, cache)
    assert same(found, folder)
    assert found is not None
    assert (found.at().of("2").percent.value, found.at().of("3").percent.value) == (0, 0)


def _first(folder: Path) -> Path:
    return min(folder.glob("*.jsonl"))


STALE: dict[str, Callable[[Path, Path], object]] = {
    "a file is shorter": lambda folder, cache: _first(folder).write_bytes(_first(folder).read_bytes()[:-1]),
    "a file is gone": lambda folder, cache: _first(folder).unlink(),
    "a file begins otherwise": lambda folder, cache: _first(folder).write_bytes(b"\n" + _first(folder).read_bytes()),
    "a line cannot be read": lambda folder, cache: (folder / "x.jsonl").write_bytes(b"{"),
    "a record is unknown": lambda folder, cache: (folder / "x.jsonl").write_bytes(b'{"kind":"vote"}\n'),
    "something is taken away": lambda folder, cache: open_journal(folder).append(
        [Retraction(id="x", act="x", at=NOW, by="陈静", target=reports(5)[0].id)]
    ),
    "too much was appended": lambda folder, cache: open_journal(folder).append(more(snapshots.MOST_LATER + 1)),
    "the entry is empty": lambda folder, cache: entry(cache).write_bytes(b""),
    "the entry is truncated": lambda folder, cache: entry(cache).write_bytes(entry(cache).read_bytes()[:-9]),
    "the entry is longer": lambda folder, cache: entry(cache).write_bytes(entry(cache).read_bytes() + b"\0"),
    "the entry is no entry": lambda folder, cache: entry(cache).write_bytes(msgspec.msgpack.encode([1])),
    "the entry is of another version": lambda folder, cache: _changed(entry(cache), version="0.0.1/1"),
    "the entry is of another plan": lambda folder, cache: _changed(entry(cache), folder=b"/elsewhere"),
    "what the entry holds is no snapshot": lambda folder, cache: _kept(cache, b"\x01"),
    "a byte of the head is another": lambda folder, cache: entry(cache).write_bytes(
        entry(cache).read_bytes()[:20] + b"\0" + entry(cache).read_bytes()[21:]
    ),
    "what the entry holds has no end": lambda folder, cache: _kept(cache, b"\x81\xa1x" + b"\x91" * 100_000 + b"\0"),
    "what the entry holds is no text": lambda folder, cache: _kept(cache, b"\x81\xa4last\xa1\xff"),
    "others may write the entry": lambda folder, cache: entry(cache).chmod(0o620),
    "others may read the folder": lambda folder, cache: cache.chmod(0o755),
    "the entry is a link": lambda folder, cache: _linked(entry(cache), folder / "entry"),
    "the entry is gone": lambda folder, cache: entry(cache).unlink(),
}


def _kept(cache: Path, content: bytes) -> None:
    _changed(entry(cache), snapshot=msgspec.Raw(content))


def _linked(path: Path, elsewhere: Path) -> None:
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def _changed(path: Path, **fields: object) -> None:
    head, body = _read(path)
    write_entry(path, replace(head, **fields), body)


def _read(path: Path) -> tuple[Entry, bytes]:
    with open_private(path) as file:
        return read_entry(file), file.read()


@pytest.mark.parametrize("how", STALE)
def test_what_does_not_hold_is_not_believed(folder: Path, cache: Path, how: str) -> None:
    """The whole journal is read then."""
    remembered(folder, cache)
    assert recalled(folder, cache)
    STALE[how](folder, cache)
    assert recalled(folder, cache) is None


@pytest.mark.parametrize("later", [0, 3])
def test_a_damaged_part_is_made_again(folder: Path, cache: Path, later: int) -> None:
    """From the journal as it was when the snapshot was made, whatever was appended; a part that is whole is read."""
    remembered(folder, cache)
    _damage(cache)
    open_journal(folder).append(more(later))
    found, whole = recalled(folder, cache), History(open_journal(folder).read().updates)
    open_journal(folder).append([replace(more()[0], id="x")])
    assert found is not None
    assert (found.at(), found.named) == (whole.at(), whole.named)
    assert [*cache.iterdir()] == []


def test_a_damaged_part_of_several_weeks(folder: Path, cache: Path) -> None:
    """Weeks are added up from the last one, as at first."""
    open_journal(folder).append(more())
    open_journal(folder).append([replace(more()[0], id="y", act="y", at=datetime(2031, 1, 1, tzinfo=UTC), percent=7.0)])
    remembered(folder, cache)
    _damage(cache)
    assert len([*folder.glob("*.jsonl")]) == 3
    assert same(recalled(folder, cache), folder)


def test_a_damaged_part_of_what_is_gone(folder: Path, cache: Path) -> None:
    """Where the journal is another one by then, nothing can be said."""
    remembered(folder, cache)
    _damage(cache)
    found = recalled(folder, cache)
    assert found is not None
    _first(folder).write_bytes(_first(folder).read_bytes().replace(b"1", b"2"))
    with pytest.raises(JournalError, match=r"cannot be read"):
        found.at().of("1")


def _damage(cache: Path) -> None:
    """Change the last byte of every part."""
    head, body = _read(entry(cache))
    ends = [*accumulate(part.size for part in head.parts)]
    write_entry(entry(cache), head, bytes(b ^ (n + 1 in ends) for n, b in enumerate(body)))


def test_a_change_that_times_do_not_show_is_seen(folder: Path, cache: Path) -> None:
    """A file that was changed shortly before it was looked at is compared by its content."""
    changed = max(path.stat().st_ctime_ns for path in folder.iterdir()) / 10**9
    remembered(folder, cache, datetime.fromtimestamp(changed, UTC) + timedelta(seconds=1))
    path = entry(cache)
    found, _ = _read(path)
    file = _first(folder)
    file.write_bytes(file.read_bytes().replace(b"1", b"2"))
    stamped = replace(found.files[str(file)], stamp=stamp_of(file))
    _changed(path, files={**found.files, str(file): stamped})
    assert recalled(folder, cache) is None


def test_a_file_that_was_compared_is_known_again(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After git wrote it anew, or when it had only just been written, its content is read once more and not again."""
    remembered(folder, cache, datetime(2000, 1, 1, tzinfo=UTC))
    os.utime(_first(folder), (0, 0))
    assert same(recalled(folder, cache), folder)
    monkeypatch.setattr(snapshots, "content_of", None)
    assert recalled(folder, cache) is not None
    open_journal(folder).append(more())
    monkeypatch.undo()
    assert same(recalled(folder, cache), folder)
    assert same(recalled(folder, cache), folder)


@pytest.mark.parametrize("content", [b"{", b'{"kind":"vote"}\n'])
def test_no_snapshot_is_kept_of_what_cannot_be_followed(folder: Path, cache: Path, content: bytes) -> None:
    """Its warnings are told each time."""
    (folder / "2030-W01.jsonl").write_bytes(content)
    assert type(remembered(folder, cache)) is History
    assert not cache.exists()


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    """The history is the same."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert same(remembered(folder, blocked / "cache"), folder)


def test_entries_that_nobody_writes_anew_are_removed(folder: Path, cache: Path) -> None:
    """Of a month ago and older, whatever journal they are of; nothing else in the folder is touched."""
    cache.mkdir(mode=0o700)
    ages = {"old.history": 31, "new.history": 29, "old.msgpack": 31}
    for name, days in ages.items():
        (cache / name).write_bytes(b"")
        written = (NOW - days * DAY).timestamp()
        os.utime(cache / name, (written, written))
    remembered(folder, cache)
    assert {path.name for path in cache.iterdir()} & ages.keys() == {"new.history", "old.msgpack"}


def test_an_entry_is_the_users_alone(folder: Path, cache: Path) -> None:
    """Mode 600, in a folder of mode 700, and nothing is left beside it; a link in its place is replaced."""
    remembered(folder, cache)
    path, elsewhere = entry(cache), cache.parent / "elsewhere"
    elsewhere.write_bytes(b"kept")
    path.unlink()
    path.symlink_to(elsewhere)
    remembered(folder, cache)
    assert entry(cache) == path
    assert not path.is_symlink()
    assert (path.stat().st_mode & 0o777, cache.stat().st_mode & 0o777) == (0o600, 0o700)
    assert elsewhere.read_bytes() == b"kept"


def test_the_format_is_raised_with_what_is_kept() -> None:
    """Raise FORMAT when this fails, and put the new digest here: what was kept must never say something else."""
    said = (Report.__dict__["says_something"].fget, Report.left_open, Reschedule.__dict__["meaning"].fget, precedence)
    kept = (ReferenceState.write, ReferenceState.finish, ReferenceState.report, ReferenceState.adopt)
    applied = (kind.apply for kind in get_args(AnyDated))
    code = "".join(inspect.getsource(function) for function in (*said, *kept, *applied, given_text, stated_text))
    seen: set[type] = set()
    shapes = [line for kind in (PackedSnapshot, PackedReference, Written, Promise, Terms) for line in shape(kind, seen)]
    lines = "\n".join([*(line for line in shapes if "ClassVar" not in line), code])
    assert (FORMAT, f"{crc32(lines.encode()):08x}") == (15, "98016d60"), lines


@given(before=journals(), later=journals(), shifted=st.booleans(), cut=CUTS)
def test_whatever_is_appended_the_history_is_that_of_the_whole(
    before: list[AnyUpdate], later: list[AnyUpdate], cut: tuple[date | None, datetime | None], *, shifted: bool
) -> None:
    """Records of any kind and age, retractions of what a snapshot holds, and ids that are there already."""
    with TemporaryDirectory() as name:
        folder, cache = Path(name) / "journal", Path(name) / "cache"
        folder.mkdir()
        added = [replace(update, id=f"v{update.id}", at=update.at + DAY) for update in later] if shifted else later
        for updates in (before, added):
            with (folder / "2024-W10.jsonl").open("ab") as file:
                file.writelines(map(encode, updates))
            records = Records([folder], cache, NOW)
            found, whole = (
                records.continued or History(records.contents.updates),
                History(open_journal(folder).read().updates),
            )
            assert found.at(*cut) == whole.at(*cut)
            assert found.at() == whole.at()
            assert list(found.objections()) == list(whole.objections())


def test_what_needs_the_whole_reads_it(folder: Path, cache: Path) -> None:
    """Every update, in force or not."""
    remembered(folder, cache)
    found = recalled(folder, cache)
    assert found is not None
    assert {update.id for update in found.updates} == {update.id for update in reports(5)}


def weekly(folder: Path, weeks: int) -> None:
    """Write a journal of several weeks with a report and an act of two records in each."""
    for number in range(weeks):
        at = datetime(2024, 1, 3, tzinfo=UTC) + 7 * number * DAY
        said = Report(
            id=f"w{number}1", act=f"w{number}0", at=at, by="陈静", on=at.date(), ref="2", percent=float(number)
        )
        open_journal(folder).append([said])
        open_journal(folder).append([replace(said, id=f"w{number}{n}", act=f"w{number}2", ref=str(n)) for n in (3, 4)])


def test_without_a_cache_a_journal_is_added_up_week_by_week(tmp_path: Path) -> None:
    """Every line is read once, whatever is asked about the last day; the whole only where a record is asked for."""
    folder = tmp_path / "journal"
    weekly(folder, 3)
    found = Records([folder], None, NOW).continued
    assert isinstance(found, ContinuedHistory)
    assert same(found, folder)
    assert [found.at().of(ref).percent.value for ref in "234"] == [2, 2, 2]
    assert len(found.updates) == 9
    assert sorted(tmp_path.iterdir()) == [folder]


def test_a_journal_that_cannot_be_added_up_is_read_whole(tmp_path: Path) -> None:
    """Here the weeks hold records of each other."""
    folder = tmp_path / "journal"
    weekly(folder, 3)
    (folder / "2024-W01.jsonl").rename(folder / "2024-W09.jsonl")
    assert Records([folder], None, NOW).continued is None
