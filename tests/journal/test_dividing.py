"""A long journal is read by several processes, and nobody can tell by what comes of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.test_sifting import divided, long_journals, said
from msgspec.structs import replace

from plantrack.errors import JournalError
from plantrack.journal import dividing, lines
from plantrack.journal.dividing import Files, added_up, shares
from plantrack.journal.entries import Trace
from plantrack.journal.folder import content_of, record_files
from plantrack.journal.lines import BLOCK, JournalContents, blocks, decode_file, encode
from plantrack.journal.snapshots import Records, stamp_of
from plantrack.model.state import Status
from plantrack.model.updates import AnyUpdate, Report

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one process reads all of it elsewhere")
NOW = datetime(2100, 1, 1, tzinfo=UTC)


@contextmanager
def processes(number: int, block: int = BLOCK) -> Iterator[None]:
    """Let so many processes read a journal, however short it is, in blocks of so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", block)
        patch.setattr(dividing, "BLOCK", block)
        patch.setattr(dividing, "SHARE", 1)
        patch.setattr(dividing, "helpers", lambda: number - 1)
        yield


def look(path: Path, files: Files) -> Iterator[JournalContents]:
    """Read a file, and note by what it is known."""
    content = content_of(path)
    files[str(path)] = Trace(stamp_of(path), len(content), 0)
    return (decode_file(block, path) for block in blocks(content))


def weekly(folder: Path, weeks: int) -> list[Path]:
    """Write a journal with two reports a week, the later of which says all that the earlier one does."""
    folder.mkdir()
    for number in range(weeks):
        at = datetime(2024, 1, 3, tzinfo=UTC) + timedelta(7 * number)
        made = Report(id=f"w{number}1", act=f"w{number}1", at=at, by="陈静", on=at.date(), ref="1", percent=number,
                      status=Status.IN_PROGRESS, progress="推进中")  # fmt: skip
        two = made, replace(made, id=f"w{number}2", act=f"w{number}2")
        (folder / f"2024-W{number + 1:02}.jsonl").write_bytes(b"".join(map(encode, two)))
    return record_files(folder)


TORN = st.sampled_from([b"", b"", b"", b"{\n", b'{"kind":"vote"}\n', b"\n", b"<<<<<<< ours\n"])


@given(data=st.data(), updates=long_journals(), number=st.integers(1, 4), block=st.sampled_from([1, 300, BLOCK]))
def test_what_several_processes_read_in_blocks_is_what_one_reads(
    data: st.DataObject, updates: list[AnyUpdate], number: int, block: int
) -> None:
    """With records that others elsewhere take away, weeks in no order, and lines that cannot be read or followed."""
    with TemporaryDirectory() as name:
        for week, part in enumerate(divided(data.draw, updates, 5)):
            said_there = b"".join(map(encode, data.draw(st.just(part) | st.permutations(part)))) + data.draw(TORN)
            Path(name, f"2024-W{week:02}.jsonl").write_bytes(said_there)
        paths = record_files(Path(name))
        alone_files, files = Files(), Files()
        alone = added_up(paths, look, alone_files)
        with processes(number, block):
            together = added_up(paths, look, files)
        assert (alone is None) == (together is None)
        if alone and together:
            assert said(together) == said(alone)
            assert files == alone_files


def test_children_read_their_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they read is not read here."""
    paths, here = weekly(tmp_path / "journal", 9), Files()
    with processes(3):
        assert [[path.stem[-2:] for path in share] for share in shares(paths)] == [
            ["07", "08", "09"], ["04", "05", "06"], ["01", "02", "03"],
        ]  # fmt: skip
        monkeypatch.setattr(dividing, "_joined", lambda maker, child, files: here.update(files) or child.answer())
        added_up(paths, look, Files())
    assert [*here] == [*map(str, paths[:5:-1])]


def test_a_short_journal_is_read_by_one_process(tmp_path: Path) -> None:
    """However many processors there are; so is a long one where there is only one, and one in a single file."""
    paths = weekly(tmp_path / "journal", 3)
    with processes(4):
        assert len(shares(paths)) == 3
        assert shares(paths[:1]) == [paths[:1]]
        assert shares([]) == [[]]
    with processes(1):
        assert shares(paths) == [paths]
    assert shares(paths) == [paths]


def test_a_week_in_no_order_is_read_as_a_whole(tmp_path: Path) -> None:
    """As git merges it: the lines of one side behind those of the other."""
    (path,) = weekly(tmp_path / "journal", 1)
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    with processes(1, block=1):
        made = added_up([path], look, Files())
    assert made
    assert made.last == "w02"


def test_the_cache_holds_the_same(tmp_path: Path) -> None:
    """And is recalled."""
    folder = tmp_path / "journal"
    weekly(folder, 6)
    found = []
    for number in (1, 3):
        cache = tmp_path / str(number)
        with processes(number):
            assert Records([folder], cache, NOW).continued
        recalled = Records([folder], cache, NOW).recalled
        assert recalled
        found.append((next(cache.iterdir()).stat().st_size, recalled.at(), recalled.named, recalled.latest))
    assert found[0] == found[1]


def test_a_process_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it was to read is read here."""
    paths, own, sifted = weekly(tmp_path / "journal", 6), os.getpid(), dividing._sifted  # noqa: SLF001 - it runs in another process

    def deadly(share: dividing.Reading) -> bytes:
        if paths[0] in share.paths and os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return sifted(share)

    monkeypatch.setattr(dividing, "_sifted", deadly)
    alone = added_up(paths, look, alone_files := Files())
    with processes(3):
        together = added_up(paths, look, files := Files())
    assert alone
    assert together
    assert said(together) == said(alone)
    assert files == alone_files


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is told by this process, whichever was to read it."""
    paths = weekly(tmp_path / "journal", 4)
    paths[0].unlink()
    paths[0].mkdir()
    with processes(2), pytest.raises(JournalError, match=r"2024-W01\.jsonl: cannot be read"):
        added_up(paths, look, Files())
