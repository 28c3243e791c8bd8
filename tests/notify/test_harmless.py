"""Texts from people in mail and chats: whatever they hold, it is read and does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notify_support import HOSTILE

from plantrack.notify.harmless import lines, one_line, without_tags


def test_one_line() -> None:
    """Breaks are blanks; what cannot be seen is spelled out."""
    assert one_line(HOSTILE) == (
        r'a Bcc: x@evil.example\x1b[31m\u202e <@all> <at user_id="all">x</at> [b](http://evil.example) **c**\x00 d'
    )


def test_lines() -> None:
    """Breaks of every kind are line feeds."""
    assert lines("a\r\nb\u2028c\td\x85e") == "a\nb\nc\\td\ne"


@pytest.mark.parametrize("text", ["督办\u3000提醒", "plain", "", "🧪 5 < 6", "a\n\nb"])
def test_what_stays(text: str) -> None:
    """Usual texts, also with wide blanks, are as they were."""
    assert (lines(text), without_tags(text)) == (text, text)


def test_without_tags() -> None:
    """A chat sees no tag, so that nobody is mentioned whom nobody meant."""
    assert without_tags("<@all>\n<at user_id='all'></at> < 5 <font color='x'> <!-- <3") == (
        "＜@all>\n＜at user_id='all'>＜/at> < 5 ＜font color='x'> ＜!-- <3"
    )


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    """Neither in a header nor in a text, whatever came in."""
    assert re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", one_line(text)) is None
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]", lines(text)) is None
