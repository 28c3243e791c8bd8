"""Measures: how wide text is, and how it is wrapped and shortened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.render.charts.measure import width, wrapped

TEXTS = st.text(st.sampled_from("深圳市，。科技 abcWMil-.,12% éà\u0301\u0308한😀“”()")) | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "wide"), [("", 0), ("深圳", 20), ("a", 6), ("é", 6), ("e\u0301", 6), ("il", 7), ("W", 9.5), ("😀", 14)]
)
def test_width(text: str, wide: float) -> None:
    """A Chinese character is one em wide, a Latin one what its letter is; a mark above it adds nothing."""
    assert width(text, 10) == pytest.approx(wide)


@pytest.mark.parametrize(
    ("text", "room", "lines", "shown"),
    [
        ("深圳市科创局", 60, 1, ("深圳市科创局",)),
        ("深圳市科创局", 40, 2, ("深圳市科", "创局")),
        ("深圳市科创局", 40, 1, ("深圳市…",)),
        ("深圳市科，创局", 40, 2, ("深圳市", "科，创局")),
        ("Hold the fairs well", 60, 2, ("Hold the", "fairs well")),
        ("Hold the fairs well", 60, 1, ("Hold the…",)),
        ("Donaudampfschiff", 60, 3, ("Donaudam", "pfschiff")),
        ("办好Hi-Tech展会", 60, 3, ("办好Hi-Tech", "展会")),
        ("", 60, 2, ("",)),
        ("   ", 60, 2, ("",)),
    ],
)
def test_wrapped(text: str, room: float, lines: int, shown: tuple[str, ...]) -> None:
    """Lines break between Chinese characters and at blanks; what is left over ends in an ellipsis."""
    assert wrapped(text, 10, room, lines) == shown


@given(TEXTS, st.integers(30, 200), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, room: int, lines: int) -> None:
    """Whatever the text; and there are never more lines than asked for, and at least one."""
    found = wrapped(text, 10, room, lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, 10) <= room + 1e-9 for line in found)


@given(TEXTS, st.integers(30, 200))
def test_nothing_is_lost_where_there_are_lines_enough(text: str, room: int) -> None:
    """But for the blanks at which lines break."""
    assert "".join("".join(wrapped(text, 10, room, 1000)).split()) == "".join(text.split())
