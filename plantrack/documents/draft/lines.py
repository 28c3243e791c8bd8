"""Lines of a draft: values quoted so that they read back, and comments that stay comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plantrack.errors import Message, Translate
from plantrack.quoting import quoted, spelled

MARK = "# ?"
SHORT = 60
EMPTY = "–"


_SAID = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|(?<!\S)#.*")
"""Quoted values and comments of a line."""


def asking(text: str) -> list[int]:
    """Return the lines of a plan.yaml, from 1, that hold a question."""
    return [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if MARK in line and any(found.startswith(MARK) for found in _SAID.findall(line))
    ]


class Pad:
    """Writes the lines of a draft; its comments are in the language of `translate`."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    def said(self, words: Message) -> str:
        """Return a sentence in the language of the comments, on one line."""
        return spelled(words.text(self._translate))

    def note(self, words: Message) -> str:
        """Return a comment."""
        return f"# {self.said(words)}"

    def ask(self, words: Message) -> str:
        """Return a comment that is a question."""
        return f"{MARK} {self.said(words)}"

    def ask_if(self, words: Message | None) -> Iterator[str]:
        """Yield the question, if there is one."""
        if words is not None:
            yield self.ask(words)

    @staticmethod
    def text(words: str | None) -> str:
        """Return words as a quoted value; a dash where there is nothing to see, for no value of a plan is empty."""
        return quoted(words if words and words.strip() else EMPTY)


def short(text: str) -> str:
    """Return a text as it may stand in a comment: no longer than a line."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def indented(lines: Iterable[str], by: int) -> Iterator[str]:
    """Yield the lines further to the right."""
    return (" " * by + line for line in lines)
