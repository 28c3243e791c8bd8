"""The open questions of a plan.yaml: what each says, which entry it is about, and the text without it."""

import re
from collections.abc import Iterator

from msgspec import Struct

from plantrack.quoting import QUESTION, question_lines

_REMARK = "# "
_REFERENCE = re.compile(r"""( *)(?:- +)(?:\{ *)?ref: *["']?([0-9.]+)""")


class OpenQuestion(Struct, frozen=True):
    """A question, and the reference of the task that it is about; None where it is about the plan.

    `mark` opens the comment: that of a question, or of a remark that asks nothing.
    """

    words: str
    ref: str | None
    mark: str = QUESTION


def open_questions(text: str) -> list[OpenQuestion]:
    """Return the questions of a plan.yaml, in order."""
    return [question for _, question in _found(text, QUESTION)]


def remarks(text: str) -> list[OpenQuestion]:
    """Return the comments on lines of their own that ask nothing, in order."""
    return [remark for _, remark in _found(text, _REMARK)]


def without(text: str, question: OpenQuestion) -> str:
    """Return the text without the first comment that is equal: without its line, or what stands behind a value."""
    lines = text.split("\n")
    for number, found in _found(text, question.mark):
        if found == question:
            line = lines[number - 1]
            value = line[: _begin(line, question.mark)].rstrip()
            lines[number - 1 : number] = [value] if value else []
            break
    return "\n".join(lines)


def remarked(text: str, question: OpenQuestion, remark: str) -> str:
    """Return the text with a remark in the place of the first comment that is equal, on a line of its own."""
    lines = text.split("\n")
    for number, found in _found(text, question.mark):
        line = lines[number - 1]
        if found == question and line.lstrip().startswith(question.mark):
            lines[number - 1] = f"{line[: _begin(line, question.mark)]}{_REMARK}{remark}"
            break
    return "\n".join(lines)


def _found(text: str, mark: str) -> Iterator[tuple[int, OpenQuestion]]:
    """Yield the comments that a mark opens, with the numbers of their lines."""
    lines, asked = text.split("\n"), question_lines(text)
    questions = {*asked}
    remarked = [n for n, line in enumerate(lines, 1) if line.lstrip().startswith(_REMARK) and n not in questions]
    for number in asked if mark == QUESTION else remarked:
        yield number, _read(lines, number - 1, mark)


def _begin(line: str, mark: str) -> int:
    """Return where the comment of a line begins: with its first mark if there is nothing else, else with its last."""
    return line.index(mark) if line.lstrip().startswith(mark) else line.rindex(mark)


def _read(lines: list[str], place: int, mark: str) -> OpenQuestion:
    line = lines[place]
    words = line[_begin(line, mark) + len(mark) :].strip()
    indent = len(line) - len(line.lstrip())
    if own := _REFERENCE.match(line):
        return OpenQuestion(words, own[2], mark)
    if line.lstrip().startswith(mark):
        following = next((one for one in lines[place + 1 :] if not one.lstrip().startswith("#")), "")
        if (found := _REFERENCE.match(following)) and len(found[1]) == indent:
            return OpenQuestion(words, found[2], mark)
    above = (found for one in reversed(lines[:place]) if (found := _REFERENCE.match(one)))
    return OpenQuestion(words, next((found[2] for found in above if len(found[1]) < indent), None), mark)
