"""Lines of a draft: quoted values, comments and questions, in one language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from plantrack.documents.draft.repeated import FEW, Asked, question_for_all
from plantrack.errors import Message, Translate
from plantrack.model.text import given_text
from plantrack.quoting import QUESTION, quoted, spelled

SHORT = 60
EMPTY = "–"


class DraftWriter:
    """Writes the lines of a draft in `language`; its comments are in the language of `translate`.

    `asked` has the references for which each question was asked in an earlier draft of the same: what is asked more
    than a few times stands once, in `for_all`.
    """

    def __init__(
        self, translate: Translate, language: str = "zh", asked: Mapping[Asked, Sequence[str]] | None = None
    ) -> None:
        self._translate, self._language = translate, language
        self._for_all = {kind: [*refs] for kind, refs in (asked or {}).items() if len(refs) > FEW}
        self.asked: dict[Asked, list[str]] = defaultdict(list)

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

    def ask_each(self, kind: Asked, ref: str, words: Message, note: Message | None = None) -> Iterator[str]:
        """Yield a question that others may be like; where it is asked for all, what is still worth a comment."""
        self.asked[kind].append(ref)
        if kind not in self._for_all:
            yield self.ask(words)
        elif note is not None:
            yield self.note(note)

    def for_all(self) -> Iterator[str]:
        """Yield the questions that stand for many."""
        return (self.ask(question_for_all(kind, refs)) for kind, refs in self._for_all.items())

    @staticmethod
    def text(words: str | None) -> str:
        """Return words as a quoted value, or a dash if there is nothing to show: no value of a plan is empty."""
        return quoted(given_text(words) or EMPTY)

    def named(self, words: str | None) -> str:
        """Return words as a key and a value in the language of the draft."""
        return f"{self._language}: {self.text(words)}"


def settled(lines: Callable[[DraftWriter], Iterable[str]], translate: Translate, language: str) -> str:
    """Return the lines of a draft as a text, in which what is asked too often is asked for all at once."""
    first = DraftWriter(translate, language)
    written = [*lines(first)]
    if any(len(refs) > FEW for refs in first.asked.values()):
        written = [*lines(DraftWriter(translate, language, first.asked))]
    return "\n".join(written) + "\n"


def short(text: str) -> str:
    """Return a text cut to the length that a comment allows."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def indented(lines: Iterable[str], by: int) -> Iterator[str]:
    """Yield the lines, indented by that many spaces."""
    return (" " * by + line for line in lines)
