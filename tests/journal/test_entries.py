"""Entries of the cache: what was written is read part by part, and a damaged part is made again."""

from pathlib import Path
from zlib import adler32

import pytest
from msgspec import Raw
from msgspec.structs import replace

from plantrack.journal.entries import Entry, KeptPart, Parts, read_entry, write_entry
from plantrack.private import open_private

BODY = [b"first", b"", b"third"]
ENTRY = Entry("1", b"/f", 0, {}, Raw(b"\x90"), [KeptPart(len(part), adler32(part)) for part in BODY])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The place of an entry that was written."""
    made = tmp_path / "cache" / "e"
    write_entry(made, ENTRY, b"".join(BODY))
    return made


def test_parts_are_read_in_any_order(place: Path) -> None:
    """Also after the file was replaced."""
    file = open_private(place)
    parts = Parts(file, read_entry(file).parts, lambda: pytest.fail("made again"))
    place.unlink()
    assert [parts(number) for number in (2, 0, 1)] == [b"third", b"first", b""]
    del parts
    assert file.closed


def test_a_damaged_part_is_made_again(place: Path) -> None:
    """Once for all of them; the others are read."""
    place.write_bytes(place.read_bytes().replace(b"third", b"thurd").replace(b"first", b"farst"))
    making = iter([[b"1", b"2", b"3"]])
    file = open_private(place)
    parts = Parts(file, read_entry(file).parts, lambda: next(making))
    assert [parts(number) for number in range(3)] == [b"1", b"", b"3"]


@pytest.mark.parametrize("content", [b"", b"\xff" * 8, b"\xff" * 20])
def test_a_head_that_is_none(place: Path, content: bytes) -> None:
    """Its size may be larger than any file."""
    place.write_bytes(content)
    with open_private(place) as file, pytest.raises(ValueError):  # noqa: PT011 - it says no more
        read_entry(file)


def test_parts_of_other_sizes(place: Path) -> None:
    """A file that was cut off is not believed."""
    write_entry(place, replace(ENTRY, parts=ENTRY.parts[:2]), b"".join(BODY))
    with open_private(place) as file, pytest.raises(ValueError):  # noqa: PT011 - it says no more
        read_entry(file)
