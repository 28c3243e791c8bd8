"""The numbers of a draft: `test_draft` compares them whole; here is what makes an entry of one."""

from __future__ import annotations

from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.draft.figures import baseline_lines, target_lines
from plantrack.documents.draft.writer import DraftWriter
from plantrack.render.i18n import translator

WRITER = DraftWriter(translator("en"))


def test_no_figures() -> None:
    """Without figures there is no baseline, and without goals no targets and no indicators."""
    bare = replace(HARBOUR, figures=(), targets=())
    assert [*baseline_lines(bare, 2025, WRITER), *target_lines(bare, (), "2026", WRITER)] == []


def test_each_figure_is_an_entry() -> None:
    """In the order of the document, with its own words."""
    lines = [line.strip() for line in baseline_lines(HARBOUR, 2025, WRITER)]
    assert [line for line in lines if line.startswith("text:")] == [
        'text: "超1.2亿吨"', 'text: "3个"', 'text: "8.5%"', 'text: "5600艘次"', 'text: "2至3天"',
    ]  # fmt: skip
