"""Journal lines: an update is one line of JSON; a line that cannot be read never hides another."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal.contract import EVERY_KIND
from strategies import journals

from plantrack.journal import lines
from plantrack.journal.lines import JournalContents, blocks, decode_file, decode_line, encode, merge
from plantrack.model.updates import AnyUpdate, Report, Unknown, record

FIRST = (
    '{"kind":"report","id":"u1","act":"a1","at":"2024-11-14T01:02:03.456Z","by":"刘洋",'
    '"on":"2024-11-14","ref":"6.6","percent":50.0,"progress":"推进中"}'
).encode()
LAST = b'{"kind":"retract","id":"u2","act":"a2","at":"2024-11-14T01:02:04.000Z","by":"x","target":"a1"}'
UNREADABLE = "this line cannot be read as a record; restore it from git, or delete it if it was cut off"
NO_RECORD = "this line is no record, which is a group of keys in braces; restore it from git"
MARKER = "a merge marker; both sides belong here, so delete only this line"
SEVERAL = "several records stand on this line; give each a line of its own"

BROKEN = {
    "torn at the end": (FIRST[:-9], UNREADABLE),
    "torn at the start": (FIRST[40:], UNREADABLE),
    "torn in a character": (FIRST[:-4], UNREADABLE),
    "ours": (b"<<<<<<< HEAD", MARKER),
    "base": (b"||||||| 1a2b3c4", MARKER),
    "between": (b"=======\r", MARKER),
    "theirs": (b">>>>>>> main", MARKER),
    "latin-1": (FIRST.replace("刘洋".encode(), b"Ren\xe9"), UNREADABLE),
    "utf-16": (FIRST.decode().encode("utf-16"), UNREADABLE),
    "two byte order marks": (BOM_UTF8 * 2 + FIRST, UNREADABLE),
    "half a pair": (FIRST.replace("刘洋".encode(), rb"\ud83d"), UNREADABLE),
    "a list": (b"[" + FIRST + b"]", NO_RECORD),
    "a number": (b"17", NO_RECORD),
    "a text": (b'"report"', NO_RECORD),
    "null": (b"null", NO_RECORD),
    "not JSON": (b"- kind: report", UNREADABLE),
    "10,000 lists": (b"[" * 10_000 + b"]" * 10_000, UNREADABLE),
    "10,000 groups": (b'{"kind":' * 10_000 + b"1" + b"}" * 10_000, UNREADABLE),
    "10,000 lists in a record": (FIRST[:-1] + b',"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}", UNREADABLE),
    "a number of 5,000 digits": (FIRST.replace(b"50.0", b"9" * 5_000), UNREADABLE),
    "a number without end": (FIRST.replace(b"50.0", b"1e999"), UNREADABLE),
    "NUL bytes": (b"\x00" * 512, UNREADABLE),
    "NUL bytes before": (b"\x00" * 512 + FIRST, UNREADABLE),
    "NUL in a text": (FIRST.replace("刘洋".encode(), b"\x00"), UNREADABLE),
    "two records": (FIRST + LAST, SEVERAL),
}

UNFOLLOWED = "a record of kind 'report' that this version cannot follow ("
STRANGE: dict[str, tuple[dict[str, Any], str]] = {
    "kind": (
        {"kind": "praise", "id": "u9", "stars": [5]},
        "a record of unknown kind 'praise'; kept and left alone",
    ),
    "no kind": ({"id": "u9"}, "a record of unknown kind None; kept and left alone"),
    "kind that is no word": ({"kind": ["report"]}, "a record of unknown kind ['report']; kept and left alone"),
    "empty": ({}, "a record of unknown kind None; kept and left alone"),
    "status": (
        {**json.loads(FIRST), "status": "paused"},
        UNFOLLOWED + "the value of 'status' does not belong there); kept and left alone",
    ),
    "percent": (
        {**json.loads(FIRST), "percent": 101},
        UNFOLLOWED + "the value of 'percent' does not belong there); kept and left alone",
    ),
    "a required key missing": (
        {key: value for key, value in json.loads(FIRST).items() if key != "on"},
        UNFOLLOWED + "the key 'on' is missing); kept and left alone",
    ),
    "a day that is none": (
        {**json.loads(FIRST), "on": "2024-02-30"},
        UNFOLLOWED + "'on' takes a day written as YYYY-MM-DD); kept and left alone",
    ),
}


def read(*lines: bytes) -> JournalContents:
    """Read the lines as a file, and make sure that asking for places changes nothing else."""
    content = b"\n".join(lines)
    plain, placed = decode_file(content, "j.jsonl"), decode_file(content, "j.jsonl", places=True)
    assert (plain.updates, plain.unknown) == (placed.updates, placed.unknown)
    assert told(plain) == told(placed)
    return plain


def told(reading: JournalContents) -> list[tuple[str, bool]]:
    """Return what was said about lines, and whether it is only a warning."""
    return [(problem.text(), problem.warning) for problem in reading.problems]


def test_line() -> None:
    """A line has its keys in fixed order, texts as they are, the moment in UTC with milliseconds; nothing empty."""
    (update,) = read(FIRST).updates
    assert encode(update) == FIRST + b"\n"
    assert encode(record(update)) == FIRST + b"\n"


def test_byte_order_marks() -> None:
    """An editor may have put one before the first line, and a merge one file behind another."""
    assert read(BOM_UTF8 + FIRST, BOM_UTF8 + LAST).updates == read(FIRST, LAST).updates
    assert decode_file(BOM_UTF8 + FIRST, "j.jsonl", places=True).places == {"u1": ("j.jsonl", 1)}


def test_texts_stay_on_their_line() -> None:
    """Line ends in a text do not end the line."""
    said = Report(**_stamps(EVERY_KIND[1]), ref="6", progress="一\n二\r\n三\u2028四\x85五")
    assert encode(said).count(b"\n") == 1
    assert read(encode(said)).updates == [said]


def _stamps(update: AnyUpdate) -> dict[str, Any]:
    return {name: getattr(update, name) for name in ("id", "act", "at", "by", "on")}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(name: str) -> None:
    """A line that cannot be read is a problem with file and line; those before and after it are read."""
    line, said = BROKEN[name]
    reading = read(FIRST, line, LAST)
    assert [update.id for update in reading.updates] == ["u1", "u2"]
    assert told(reading) == [(f"j.jsonl:2: {said}", False)]


def test_all_broken() -> None:
    """Any number of broken lines are told in one run, each with its line, and hide nothing between them."""
    lines = [line for broken, _ in BROKEN.values() for line in (broken, LAST)]
    reading = read(*lines)
    assert [update.id for update in reading.updates] == ["u2"] * len(BROKEN)
    assert told(reading) == [
        (f"j.jsonl:{2 * number + 1}: {said}", False) for number, (_, said) in enumerate(BROKEN.values())
    ]


@pytest.mark.parametrize("name", STRANGE)
def test_unknown_record(name: str) -> None:
    """What this version does not know is a warning, is kept as it is, and hides nothing."""
    strange, said = STRANGE[name]
    reading = read(FIRST, json.dumps(strange).encode(), LAST)
    assert [update.id for update in reading.updates] == ["u1", "u2"]
    assert reading.unknown == (Unknown(strange),)
    assert told(reading) == [(f"j.jsonl:2: {said}", True)]
    assert json.loads(encode(reading.unknown[0])) == strange


def test_unknown_keys() -> None:
    """An update with keys of a newer version counts as far as this version can follow it, with a warning."""
    (known,) = read(FIRST).updates
    reading = read(FIRST[:-1] + ',"心情":"好","weight":{"a":[1]}}'.encode())
    assert (reading.updates, reading.unknown) == ([known], ())
    assert told(reading) == [("j.jsonl:1: unknown keys '心情', 'weight'; kept and left alone", True)]


def test_one_record_on_several_lines() -> None:
    """A record that an editor spread over lines is told on each, and read whole on none, whoever asks."""
    reading = read(FIRST.replace(b",", b",\n", 1), LAST)
    assert [update.id for update in reading.updates] == ["u2"]
    assert told(reading) == [(f"j.jsonl:{line}: {UNREADABLE}", False) for line in (1, 2)]


@pytest.mark.parametrize("blank", [b"", b"\n\n", b"\r\n", b"  \n\t\n"], ids=repr)
def test_blank_lines(blank: bytes) -> None:
    """Blank lines and line ends of Windows are nothing to speak of."""
    reading = read(blank + FIRST + b"\r", blank, LAST, blank)
    assert ([update.id for update in reading.updates], reading.problems) == (["u1", "u2"], ())


def test_unfinished_last_line() -> None:
    """The last line counts without its line feed when it is whole, and is a problem when it is not."""
    assert told(read(FIRST, LAST)) == []
    assert told(read(FIRST, LAST[:-1])) == [(f"j.jsonl:2: {UNREADABLE}", False)]


def test_places() -> None:
    """Places are counted over all lines of the file."""
    reading = decode_file(b"\n".join([b"", FIRST, b"=======", LAST]), "w.jsonl", places=True)
    assert reading.places == {"u1": ("w.jsonl", 2), "u2": ("w.jsonl", 4)}


def test_merge() -> None:
    """Several files are read as one journal; everything said about any of them stays."""
    one = decode_file(FIRST + b"\ntorn", "1.jsonl", places=True)
    two = decode_file(b'{"kind":"praise"}\n' + LAST, "2.jsonl", places=True)
    both = merge(iter([one, two]))
    assert both.updates == one.updates + two.updates
    assert both.unknown == two.unknown
    assert [(problem.file, problem.line) for problem in both.problems] == [("1.jsonl", 2), ("2.jsonl", 1)]
    assert both.places == {"u1": ("1.jsonl", 1), "u2": ("2.jsonl", 2)}
    assert merge([]) == JournalContents([])


@settings(deadline=None)
@given(journals())
def test_round_trip(updates: list[AnyUpdate]) -> None:
    """Any updates are read back equal, with and without places."""
    assert read(*(encode(update).rstrip(b"\n") for update in updates)).updates == updates


@settings(deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([FIRST, LAST])).filter(lambda b: b"\n" not in b)))
def test_any_bytes(lines: list[bytes]) -> None:
    """Whatever bytes a file holds, reading it is no error, and every sound line in it is read."""
    reading = read(*lines)
    assert [update.id for update in reading.updates] == [
        {FIRST: "u1", LAST: "u2"}[b] for b in lines if b in (FIRST, LAST)
    ]
    strange = [line for line in lines if line.strip() and line not in (FIRST, LAST)]
    assert len(reading.problems) == len(strange)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.sampled_from(EVERY_KIND), st.data())
def test_any_record(update: AnyUpdate, data: st.DataObject) -> None:
    """Whatever stands in a record, it is read, or kept with a warning, or told as a problem; never an error."""
    plain = record(update)
    key = data.draw(st.sampled_from([*plain, "mood"]))
    found, said = decode_line(json.dumps({**plain, key: data.draw(_values)}).encode())
    assert found is not None
    assert said is not None or not isinstance(found, Unknown)


@given(content=st.text(alphabet="ab\n").map(str.encode), size=st.integers(1, 9))
def test_blocks_of_lines(content: bytes, size: int) -> None:
    """Together they are the file; each but the first has at least so many bytes, and begins with a line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", size)
        found = [*blocks(content)][::-1]
    assert b"".join(found) == content
    assert all(block.endswith(b"\n") for block in found[:-1])
    assert all(len(block) >= size for block in found[1:])
