"""The envelope of the views for machines: its head, and any text printed so that it is read back as typed."""

from __future__ import annotations

import json

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st
from showcase import SHOWN
from support import day

from plantrack.evaluation.lights.packaged import packaged
from plantrack.render.context import RenderContext, visible
from plantrack.render.envelope import dump, envelope


def test_the_head() -> None:
    """Schema, plan and the two dates come first, then the rules where lights were judged, then the view's own."""
    on = RenderContext(SHOWN, as_of=day("2024-11-17"), known_at=day("2024-11-10"), rules=packaged("ruihai"))
    assert list(json.loads(envelope("list", on, tasks=[])).items()) == [
        ("schema", "plantrack.list/1"), ("plan", "p"), ("as_of", "2024-11-17"), ("known_at", "2024-11-10"),
        ("rules", "ruihai"), ("tasks", []),
    ]  # fmt: skip


@given(typed=st.text(st.characters(exclude_categories=["Cs"])))
@example(typed="\U000e0001\U0001d173\x7f\u202e")
def test_any_text_comes_back_as_it_was_typed(typed: str) -> None:
    """And what is printed holds nothing that a terminal would act on: controls and bidi marks are escaped."""
    printed = dump({"note": typed})
    assert json.loads(printed) == msgspec.json.decode(printed) == {"note": typed}
    lines = printed.removesuffix("\n").split("\n")
    assert [visible(line) for line in lines] == lines


def test_no_line_is_a_command_to_ci() -> None:
    """Some take a command wherever it stands in a line; whoever reads the JSON gets the text as typed."""
    printed = dump({"note": "##[error]x ##vso[y]"})
    assert "##" not in printed
    assert json.loads(printed) == {"note": "##[error]x ##vso[y]"}
