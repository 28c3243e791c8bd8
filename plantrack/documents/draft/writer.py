"""Lines of a draft: quoted values, comments and questions, in one language."""

from collections.abc import Iterable, Iterator

from plantrack.errors import Message, Translate
from plantrack.model.text import given_text
from plantrack.quoting import QUESTION, quoted, spelled

SHORT = 60
EMPTY = "–"


class DraftWriter:
    """Writes the lines of a draft; its comments are in the language of `translate`."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    def sentence(self, words: Message) -> str:
        """Return a sentence in the language of the comments, on one line."""
        return spelled(words.text(self._translate))

    def note(self, words: Message) -> str:
        """Return a comment."""
        return f"# {self.sentence(words)}"

    def ask(self, words: Message) -> str:
        """Return a comment that asks a question."""
        return f"{QUESTION} {self.sentence(words)}"

    def ask_if(self, words: Message | None) -> Iterator[str]:
        """Yield the question, if there is one."""
        if words is not None:
            yield self.ask(words)

    @staticmethod
    def text(words: str | None) -> str:
        """Return words as a quoted value, or a dash if there is nothing to show: no value of a plan is empty."""
        return quoted(given_text(words) or EMPTY)


def short(text: str) -> str:
    """Return a text cut to the length that a comment allows."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def indented(lines: Iterable[str], by: int) -> Iterator[str]:
    """Yield the lines, indented by that many spaces."""
    return (" " * by + line for line in lines)
