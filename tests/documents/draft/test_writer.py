"""Lines of a draft: comments stay comments, and values read back."""

from __future__ import annotations

import pytest
import yaml

from plantrack.documents.draft.writer import EMPTY, DraftWriter, indented, short
from plantrack.errors import message
from plantrack.render.i18n import translator

WRITER = DraftWriter(translator("en"))


def test_comments() -> None:
    """A note, a question, and no question; what would end a line is spelled out."""
    assert WRITER.note(message("who leads?")) == "# who leads?"
    assert WRITER.ask(message("{a}", a="x\ny")) == r"# ? x\U0000000ay"
    assert [*WRITER.ask_if(None), *WRITER.ask_if(message("why?"))] == ["# ? why?"]


@pytest.mark.parametrize(
    "words", ["一: {二} # 三", "=1+1", "'\"\\", "null", "2026-01-01", "[red]", " 空 ", "!!python/object"]
)
def test_values(words: str) -> None:
    """Words read back as words."""
    assert yaml.safe_load(f"a: {WRITER.text(words)}") == {"a": words}


def test_no_value_is_empty() -> None:
    """Nothing to see is a dash."""
    assert [yaml.safe_load(WRITER.text(words)) for words in (None, "", " \u3000")] == [EMPTY] * 3


def test_short_and_indented() -> None:
    """A comment holds the beginning of a long text; lines move to the right."""
    assert (short("一" * 60), short("一" * 61)) == ("一" * 60, "一" * 59 + "…")
    assert [*indented(["a", "b"], 2)] == ["  a", "  b"]
