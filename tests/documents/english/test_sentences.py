"""Where English sentences end."""

from __future__ import annotations

from plantrack.documents.english.sentences import sentences


def parted(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[first:last] for first, last in sentences(text, 0, len(text))]


def test_ends() -> None:
    """A full stop before a capital, a semicolon and a new line end a sentence; a line may go on in small letters."""
    assert parted("Open the hub. Train 40 staff; hire two\nBuild homes\nin all wards.") == [
        "Open the hub",
        "Train 40 staff",
        "hire two",
        "Build homes\nin all wards",
    ]


def test_no_ends() -> None:
    """An abbreviation, an initial, a decimal and the number of an entry end none."""
    text = "1. Ask Dr. A. Ruiz of the Dept. of Parks about v1.2 and e.g. the St. John site"
    assert parted(text) == [text]
    assert parted("Move it (Finance; by May). Open it (a; b\nClose it") == [
        "Move it (Finance; by May)",
        "Open it (a",
        "b",
        "Close it",
    ]
    assert parted(" ; . \n") == []
