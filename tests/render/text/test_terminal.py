"""Blocks on a terminal."""

from __future__ import annotations

import re

import pytest
from showcase import HOSTILE, SHOWN, ctx

from plantrack.evaluation.facts import Light, Meaning, Reason
from plantrack.render.context import RenderContext
from plantrack.render.text.layout import heading, styled, table
from plantrack.render.text.symbols import light_text
from plantrack.render.text.terminal import write

LONG = "一二三四五六七八九十" * 12


def test_with_a_width_everything_fits() -> None:
    """Folded, and nothing of it lost; wide characters take two cells."""
    lines = write([LONG, table([LONG], ("n", "fixed", lambda _: "1"), ("a", "fold", str))], ctx("en", 40)).splitlines()
    assert max(map(len, lines[:6])) == 20
    assert "".join(lines).count("十") == 24


def test_a_column_that_is_fixed_is_cut_and_says_so() -> None:
    """With an ellipsis, where there is no room."""
    made = table([0], ("n", "fixed", lambda _: "x" * 30), ("a", "right", lambda _: "y" * 30))
    row = write([made], ctx("en", 40)).splitlines()[2]
    assert len(row) <= 40
    assert "…" in row


@pytest.mark.parametrize(("colour", "escapes"), [(False, False), (True, True)])
def test_escapes_only_where_the_page_has_colour(*, colour: bool, escapes: bool) -> None:
    """NO_COLOR leaves a terminal its width."""
    on = RenderContext(SHOWN, colour=colour, width=80)
    shown = write([light_text(Light(Meaning.OFF_TRACK, (Reason("overdue", 2),)), on)], on)
    assert ("\x1b[" in shown) is escapes
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == "✗ off track 2 days past its date\n"


def test_the_environment_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Width and colour are the context's."""
    blocks = [styled(("x", "red")), heading(LONG)]
    plain = write(blocks, ctx("en", 80))
    for name, value in {"COLUMNS": "20", "FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "NO_COLOR": ""}.items():
        monkeypatch.setenv(name, value)
    assert write(blocks, ctx("en", 80)) == plain


def test_brackets_are_no_markup() -> None:
    """Not in sentences, headings and cells; a colon is no emoji."""
    made = table(["[red]x[/red] :smile:"], ("[b]a[/b]", "fixed", str))
    shown = write(["[red]x[/red]", made], ctx("en", 80))
    assert [line for line in shown.splitlines() if "─" not in line] == [
        "[red]x[/red]",
        "[b]a[/b]",
        "[red]x[/red] :smile:",
    ]
    assert HOSTILE not in shown
