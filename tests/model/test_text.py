"""Text that a person gives, and what says nothing."""

import sys
import unicodedata

import pytest

from plantrack.model.text import given_text, stated_text

PREPENDED = (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
"""Format characters of Arabic, Syriac and Kaithi that are seen: signs around or below the number that follows."""


def test_characters_that_nobody_sees() -> None:
    """Whitespace, control and format characters of every kind; all of them together are blank too."""
    hidden = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp") and ord(char) not in PREPENDED
    ]
    assert [char for char in hidden if given_text(char)] == []
    assert given_text("".join(hidden)) is None


@pytest.mark.parametrize("text", ["\u3164", "\u115f\u1160", "\uffa0", "\u2800", "\ufe0f", "", None])
def test_fillers(text: str | None) -> None:
    """Letters and marks that are drawn as nothing are blank."""
    assert given_text(text) is None


@pytest.mark.parametrize("text", ["中", " x ", "\u200b完成", ".", "\ud800", "\ue000", "👍", "é"])
def test_what_can_be_seen(text: str) -> None:
    """It stays as it was typed."""
    assert given_text(text) == stated_text(text) == text


@pytest.mark.parametrize("text", ["无", "无。", " 暂无 ", "没有", "（无）", "None", "none.", "N/A", "n/a", "NIL", "NA"])
def test_words_for_nothing(text: str) -> None:
    """They are given, and say that there is nothing."""
    assert (given_text(text), stated_text(text)) == (text, None)


@pytest.mark.parametrize("text", ["无人", "无进展", "none of them came", "naval", "没有场地"])
def test_words_that_go_on(text: str) -> None:
    """What begins with such a word says something."""
    assert stated_text(text) == text
