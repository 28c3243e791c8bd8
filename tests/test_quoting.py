"""Text as YAML: whatever it holds, it reads back as it was, on one line."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plantrack.errors import UsageError
from plantrack.quoting import question_lines, quoted, spelled


@given(st.text())
def test_it_reads_back(text: str) -> None:
    """Quoted, a text is one line of YAML, and what was written."""
    assert yaml.safe_load(f"- {quoted(text)}") == [text]
    assert quoted(text).isprintable()


def test_spelled() -> None:
    """What cannot be seen is spelled out, as where a comment must not end."""
    assert spelled("一\n二\u2028三\x1b") == r"一\U0000000a二\U00002028三\U0000001b"


def test_half_a_character() -> None:
    """What no file can hold is refused."""
    with pytest.raises(UsageError, match="bytes that are not UTF-8"):
        quoted("a\udcff")


def test_questions_of_a_draft() -> None:
    """A question is a comment that opens with the mark; words in a value are none."""
    text = 'a: 1\n# ? who leads?\nb: 2  # ? which day?\nc: "# ? quoted"\nd: "say # ? nothing"\n# note # ? no\n'
    assert question_lines(text) == [2, 3]
