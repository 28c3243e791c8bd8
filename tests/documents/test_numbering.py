"""What ties the parts of a document to those of a plan."""

from __future__ import annotations

from msgspec.structs import replace
from read_support import DIRECTION, FIGURES, HARBOUR, ITEMS, figure

from plantrack.documents.numbering import (
    SpanIndex,
    in_units,
    numbers,
    numbers_below,
    placed,
    renumbered,
    sole,
)
from plantrack.model.amounts import Kind


def test_numbers() -> None:
    """The document's own where they are unique and may be references; else the positions."""
    kept_ones = ((1, 2, 3), (1, 4, 9))
    for own in (*kept_ones, (1, 2, 1), (0, 1, 2), (1, 2, 10**6)):
        kept = own in kept_ones
        items = [replace(item, number=number) for item, number in zip(ITEMS, own, strict=True)]
        assert numbers(items) == (own if kept else (1, 2, 3))
        assert renumbered(items) is not kept


def test_numbers_below() -> None:
    """Parts keep their numbers, and the tasks of the text before them have the next ones; else all are counted."""
    part = ITEMS[0]
    numbered = replace(part, parts=(replace(part, number=3), replace(part, number=7)))
    assert numbers_below(numbered, 2) == ((8, 9), (3, 7))
    assert numbers_below(part, 2) == ((1, 2), ())
    assert numbers_below(replace(part, parts=(replace(part, number=999_999),)), 1) == ((1,), (2,))


def test_sole() -> None:
    """A single clause under the title of its item is the item; a direction, or one of several, is not."""
    only, alone = ITEMS[2].clauses[0], replace(ITEMS[2], title=ITEMS[2].clauses[0].title)
    assert (sole(alone), sole(ITEMS[2]), sole(replace(alone, parts=(alone,)))) == (only, None, None)
    assert sole(replace(alone, clauses=(only, only))) is None
    assert sole(replace(alone, clauses=(replace(only, kind=DIRECTION),))) is None


def test_spans() -> None:
    """A span holds its first offset and not its last."""
    spans = SpanIndex([(5, 9, "b"), (0, 5, "a"), (12, 13, "c")])
    assert [spans.at(offset) for offset in (0, 4, 5, 8, 9, 11, 12, 13)] == ["a", "a", "b", "b", None, None, "c", None]
    assert SpanIndex[str]([]).at(0) is None


def test_nested_spans() -> None:
    """Of spans around each other the innermost counts, and behind its end the one around it."""
    spans = SpanIndex([(0, 20, "a"), (2, 9, "b"), (2, 5, "c"), (9, 12, "d"), (30, 31, "e")])
    found = {offset: spans.at(offset) for offset in (0, 2, 5, 8, 9, 12, 19, 20, 30, 31)}
    assert found == {0: "a", 2: "c", 5: "b", 8: "b", 9: "d", 12: "a", 19: "a", 20: None, 30: "e", 31: None}
    assert SpanIndex[str]([]).at(0) is None


def test_in_units() -> None:
    """A fraction without a unit is a percentage in a plan; all else stays as it is."""
    fraction = figure("投资", "3个", 0.07, "", kind=Kind.FRACTION, value_to=0.29)
    assert in_units(fraction) == replace(fraction, value=7.0, value_to=29.0, unit="%")
    assert [in_units(one) for one in FIGURES] == list(FIGURES)


def test_placed() -> None:
    """Figures are counted within the section they stand in; outside of all, by their own word."""
    assert [(name, section) for name, section, _ in placed(FIGURES, HARBOUR.sections, "f")] == [
        ("f0-1", 0), ("f1-1", 1), ("f1-2", 1), ("f2-1", 2), ("f2-2", 2),
    ]  # fmt: skip
    away = [replace(FIGURES[0], offset=10**6, section=section) for section in (2, 8)]
    assert [section for _, section, _ in placed(away, HARBOUR.sections, "f")] == [2, 0]
