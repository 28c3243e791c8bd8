"""The canvas: what every text view is drawn with."""

from __future__ import annotations

import re

import pytest
from rich.text import Text
from showcase import HOSTILE, SHOWN, ctx

from plantrack.evaluation.facts import USUAL_COLOURS, Light, Meaning, Reason
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS
from plantrack.render.text.canvas import STYLES, bar, drawn, fraction, heading, light_text, sparkline, table, wide

LONG = "一二三四五六七八九十" * 12


@pytest.mark.parametrize(("width", "room"), [(80, False), (129, False), (130, True), (200, True), (None, True)])
def test_where_there_is_room_for_a_column_per_fact(*, width: int | None, room: bool) -> None:
    """From 130 cells on, and wherever nothing limits the width."""
    assert wide(ctx("en", width)) is room


@pytest.mark.parametrize(
    ("percent", "drawn_bar"),
    [(None, "········"), (0, "░░░░░░░░"), (50, "████░░░░"), (94, "████████"), (100, "████████")],
)
def test_a_bar(percent: float | None, drawn_bar: str) -> None:
    """Eight cells; what nobody said is no bar at all, which is not 0%."""
    assert bar(percent, 50, ctx("en")).plain == drawn_bar


@pytest.mark.parametrize(
    ("expected", "place"), [(50, (4, 5)), (1, (0, 1)), (99, (7, 8)), (0, None), (100, None), (None, None)]
)
def test_in_colour_a_bar_marks_what_is_expected(expected: float | None, place: tuple[int, int] | None) -> None:
    """One cell reversed, unless nothing or everything is expected."""
    marked = [(span.start, span.end) for span in bar(30, expected, RenderContext(SHOWN, colour=True)).spans]
    assert marked == ([place] if place else [])


def test_a_sparkline() -> None:
    """A character per percentage, the highest for 100; what nobody said is a dot and no 0%."""
    assert sparkline([None, 0, 12, 13, 50, 99, 100]) == "·▁▁▂▅██"
    assert sparkline([]) == ""


@pytest.mark.parametrize("meaning", Meaning)
def test_every_light_has_a_sign_and_a_colour(meaning: Meaning) -> None:
    """The sign says without colour what the colour says; no two lights share one."""
    text_of = light_text(Light(meaning, (Reason("blocked"),)), ctx("en"))
    assert text_of.plain == f"{SIGNS[meaning]} {ctx('en').say(f'light {meaning}')} blocked"
    assert text_of.style == STYLES[USUAL_COLOURS[meaning]]
    assert len(set(SIGNS.values())) == len(Meaning)


def test_the_light_of_a_parent() -> None:
    """The sign of the worst, then the counts."""
    light = Light(Meaning.UNREPORTED, (), ((Meaning.DONE, 2), (Meaning.UNREPORTED, 3)))
    assert [light_text(light, ctx(lang)).plain for lang in ("zh", "en")] == [
        "? 应报未报 3、完成 2",
        "? unreported 3, done 2",
    ]
    assert light_text(Light(Meaning.DONE, (Reason("done"),)), ctx("en")).plain == "✓ done"


def test_a_fraction() -> None:
    """So many of so many."""
    assert fraction((3, 10)) == "3/10"


def test_no_line_ends_in_spaces_and_every_line_ends() -> None:
    """Parts stand one below the other."""
    made = table("a", ("b", "right"))
    made.add_row("1", "2")
    assert drawn(ctx("en"), Text("x   "), heading("h"), made) == "x\n\nh\na  b\n────\n1  2\n"


def test_without_a_width_nothing_is_wrapped() -> None:
    """Into a pipe goes each sentence on one line, and each row too."""
    made = table(("a", "fold"))
    made.add_row(LONG)
    assert drawn(ctx("en"), Text(LONG), made).splitlines()[::3] == [LONG, LONG]


def test_with_a_width_everything_fits() -> None:
    """Folded, and nothing of it lost; wide characters take two cells."""
    made = table("n", ("a", "fold"))
    made.add_row("1", LONG)
    lines = drawn(ctx("en", 40), Text(LONG), made).splitlines()
    assert max(map(len, lines[:6])) == 20
    assert "".join(lines).count("十") == 24


def test_a_column_that_is_fixed_is_cut_and_says_so() -> None:
    """With an ellipsis, where there is no room."""
    made = table("n", ("a", "right"))
    made.add_row("x" * 30, "y" * 30)
    row = drawn(ctx("en", 40), made).splitlines()[2]
    assert len(row) <= 40
    assert "…" in row


@pytest.mark.parametrize(("colour", "escapes"), [(False, False), (True, True)])
def test_escapes_only_where_the_page_has_colour(*, colour: bool, escapes: bool) -> None:
    """A pipe gets plain text, whatever the environment says."""
    on = RenderContext(SHOWN, colour=colour)
    shown = drawn(on, light_text(Light(Meaning.OFF_TRACK, (Reason("overdue", 2),)), on))
    assert ("\x1b[" in shown) is escapes
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == "✗ off track 2 days past its date\n"


def test_the_environment_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Width and colour are the page's."""
    plain = drawn(ctx("en", 80), Text("x", style="red"), heading(LONG))
    for name, value in {"COLUMNS": "20", "FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "NO_COLOR": ""}.items():
        monkeypatch.setenv(name, value)
    assert drawn(ctx("en", 80), Text("x", style="red"), heading(LONG)) == plain


def test_brackets_are_no_markup() -> None:
    """Not in sentences and not in cells, given as text or as string; a colon is no emoji."""
    made = table("[b]a[/b]")
    made.add_row("[red]x[/red] :smile:")
    shown = drawn(ctx("en"), Text("[red]x[/red]"), made)
    assert [line for line in shown.splitlines() if "─" not in line] == [
        "[red]x[/red]",
        "[b]a[/b]",
        "[red]x[/red] :smile:",
    ]
    assert HOSTILE not in shown


def test_no_line_is_a_command_to_ci() -> None:
    """Also where a cell is folded, or holds several lines."""
    made = table(("What", "fold"), ("Note", "fold"))
    made.add_row(Text("a\n  ::error::b"), Text("x" * 76 + "::warning::c"))
    shown = drawn(ctx("en", 80), made).splitlines()
    assert not any(line.strip().startswith("::") for line in shown)
    assert any("\\x3a:error::b" in line for line in shown)
