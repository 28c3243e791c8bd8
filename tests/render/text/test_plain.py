"""Blocks as plain text."""

from __future__ import annotations

from cProfile import Profile
from pstats import Stats

import pytest

from plantrack.render.cell_width import cell_width
from plantrack.render.text.layout import TextTable, heading, pairs, styled, table
from plantrack.render.text.plain import write

LONG = "一二三四五六七八九十" * 12


def test_no_line_ends_in_blanks_and_every_line_ends() -> None:
    """Blocks stand one below the other."""
    made = table(["1"], ("a", "fixed", str), ("b", "right", lambda _: "2"))
    assert write(["x   ", heading("h"), made, ""]) == "x\n\nh\na  b\n────\n1  2\n\n"


def test_wide_characters_take_two_cells() -> None:
    """Columns stay below their headings; a cell may have several lines."""
    made = table(["深圳", "a\n广州"], ("市", "fold", str), ("n", "right", lambda _: "10"))
    assert write([made]) == "市     n\n────────\n深圳  10\na     10\n广州\n"


def test_without_a_width_nothing_is_wrapped() -> None:
    """A sentence is one line, and so is a row."""
    assert write([LONG, table([LONG * 9], ("a", "fold", str))]).splitlines()[::3] == [LONG, LONG * 9]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one  abcdefghijkl", ["one", "abcdefgh", "ijkl"]),
        ("深圳市科技创新", ["深圳市科", "技创新"]),
        ("  led by 深圳市 now", ["  led by", "  深圳市", "  now"]),
        ("", [""]),
    ],
)
def test_with_a_width_sentences_are_wrapped(text: str, lines: list[str]) -> None:
    """Between words, and within one that is too long."""
    shown = write([text], 8).splitlines()
    assert shown == lines
    assert max(map(cell_width, shown)) <= 8


def test_an_empty_table_has_its_headings() -> None:
    """And pairs without rows are nothing."""
    assert write([table([], ("No.", "fixed", str), ("Task", "fold", str))]) == "No.  Task\n─────────\n"
    assert write([pairs([])]) == ""


def test_styles_leave_no_trace() -> None:
    """Nor do brackets mean anything."""
    assert write([styled(("[b]a[/b]", "red"), " :smile:")]) == "[b]a[/b] :smile:\n"


def test_work_grows_with_the_number_of_rows() -> None:
    """Ten times the rows take ten times as many calls."""

    def calls(rows: int) -> int:
        made = TextTable((*pairs([]).columns,), (("深圳市科技创新", "1\n2"),) * rows)
        profile = Profile()
        profile.runcall(write, [made])
        return int(Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(2_000) < 11 * calls(200)
